"""Verbs of saying: `kata X`, `ujarnya`, `X mengatakan`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, cast, get_args

from kg.lexicon import read_table

Position = Literal["after", "before", "nya"]
"""Where the speaker stands: after the verb (`kata Budi`), before it (`Budi mengatakan`), or in it (`katanya`)."""

_WORD = re.compile(r"[^\W\d_]{2,20}(?:[ -]nya\b)?")


@cache
def positions() -> Mapping[str, Position]:
    """Every verb of saying, in lower case, with the place of its speaker."""
    found: dict[str, Position] = {}
    for row in read_table("speech_verbs.csv", ("form", "position")):
        form = row.filled("form")
        if form in found:
            raise row.wrong("form", "listed once")
        found[form] = cast(Position, row.one_of("position", get_args(Position)))
    return MappingProxyType(found)


def position(word: str) -> Position | None:
    """Where the speaker of this verb stands; None for any other word. `ujar nya` and `kata-nya` are read as one word.

    >>> position("Ujarnya"), position("ujar nya"), position("menegaskan"), position("jembatan")
    ('nya', 'nya', 'before', None)
    """
    return positions().get(word.lower().replace("-", "").replace(" ", ""))


def word_at(text: str, offset: int) -> str:
    """The word that starts at `offset`, with a detached `nya`, or an empty string.

    >>> word_at('"Siap," ujar nya', 8), word_at("kata Budi", 0), word_at("2019", 0)
    ('ujar nya', 'kata', '')
    """
    match = _WORD.match(text, offset)
    return match.group() if match else ""


def follows_quotation(text: str, offset: int) -> bool:
    """True where the word at `offset` is one that names the speaker of the words before it.

    `Menurut` and passives start a new sentence when they are written with a capital.

    >>> follows_quotation("Ujar Bupati", 0), follows_quotation("Bupati mengatakan", 0)
    (True, False)
    >>> follows_quotation("disampaikan Bupati", 0), follows_quotation("Disampaikan Bupati, jalan itu", 0)
    (True, False)
    """
    word = word_at(text, offset)
    if not word or (word[0].isupper() and opens_clause(word)):
        return False
    return position(word) in ("after", "nya")


def opens_clause(word: str) -> bool:
    """True for the verbs of saying that may stand first in a sentence: `Menurut`, `Disampaikan`, `Dikatakannya`."""
    return word.lower().startswith(("di", "menurut"))
