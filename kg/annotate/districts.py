"""The kecamatan by name: how far a name goes, and in which kabupaten or kota it lies.

A kecamatan is looked for only behind a word that announces one (`Camat`, `Polsek`), for many bear names of people and things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.annotate import lists
from kg.lexicon import read_table

_LONGEST = 5
_PARTS = lists.cues("directions")


def length(words: Sequence[str], at: int) -> int:
    """How many words from `at` on are the name of a kecamatan, the most that fit; the press writes some in one word or two.

    A direction behind it belongs to the name, old or new: Kumpeh Ilir.

    >>> length("Camat Medan Tembung Budi Hartono".split(), 1), length("Camat Bantar Gebang".split(), 1)
    (2, 2)
    """
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        if words[at][0].isupper() and words[at + count - 1][0].isalnum() and _key(words[at : at + count]) in _regions():
            return count + (words[at + count : at + count + 1] != [] and words[at + count] in _PARTS)
    return 0


def regions(name: str) -> tuple[str, ...]:
    """The codes of the kabupaten and kota that have a kecamatan of this name.

    >>> regions("Bantargebang"), regions("Nirgendwo")
    (('32.75',), ())
    """
    return _regions().get(_key(name.split()), ())


@cache
def _regions() -> Mapping[str, tuple[str, ...]]:
    found = defaultdict(set)
    for row in read_table("districts.csv", ("code", "name")):
        found[_key(row.filled("name").split())].add(row.filled("code")[:5])
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def _key(words: Sequence[str]) -> str:
    return "".join(char for word in words for char in word.lower() if char.isalnum())
