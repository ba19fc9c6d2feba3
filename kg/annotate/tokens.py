"""Words and marks of a text with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:[-'’`][^\W\d_]+)*|[^\s\w]|\w")


class Tokens(NamedTuple):
    """The tokens of a text as three lists of equal length: where each starts, where it ends, what it says.

    A token is a number with its inner marks (`31/3/2022`, `89,97`), a word with its inner hyphens and apostrophes
    (`Mas'ud`, `sela-sela`), or a single mark.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)


def tokenise(text: str) -> Tokens:
    """The tokens of `text`.

    >>> tokenise("Rudy Mas'ud, (29/1) 89,97.").words
    ['Rudy', "Mas'ud", ',', '(', '29/1', ')', '89,97', '.']
    """
    found = list(_TOKEN.finditer(text))
    return Tokens([m.start() for m in found], [m.end() for m in found], [m.group() for m in found])
