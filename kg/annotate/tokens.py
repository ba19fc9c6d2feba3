"""Words and marks of a text with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import NamedTuple

NUMERAL = re.compile(r"[IVX]{2,}")
"""A Roman number that is no letter of a name."""
_TOKEN = re.compile(r"([^\W\d_]+(?:[-'’`][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[^\s\w]|\w)")
"""One group, so that a text splits into what lies between the tokens and the tokens, by turns."""


class Tokens(NamedTuple):
    """The tokens of a text as lists of equal length: where each starts, where it ends, what it says, and that in small letters.

    A token is a number with its inner marks (`31/3/2022`, `89,97`), a word with its inner hyphens and apostrophes
    (`Mas'ud`, `sela-sela`), or a single mark.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def before(self, offset: int) -> str:
        """The token before the one at `offset`, in small letters; empty at the start of the text."""
        at = self.at(offset)
        return self.lower[at - 1] if at else ""


def tokenise(text: str) -> Tokens:
    """The tokens of `text`.

    >>> tokenise("Rudy Mas'ud, (29/1) 89,97.").words
    ['Rudy', "Mas'ud", ',', '(', '29/1', ')', '89,97', '.']
    """
    parts = _TOKEN.split(text)
    reached = list(accumulate(map(len, parts)))
    words = parts[1::2]
    return Tokens(reached[:-1:2], reached[1::2], words, list(map(str.lower, words)))
