"""Which articles are copies of one text: the same release or wire story under another headline, lightly edited, or cut.

Copies count as one source. A signature holds the least hashes of the runs of words of a text; where two signatures overlap,
the share of the shorter text's hashes that the longer one has tells how much of it is in there (a bottom-k sketch).
"""

from __future__ import annotations

import re
import struct
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_RUN = 4
"""So many words in a row are compared as one: names and set phrases are shorter, and a changed word spoils only four runs."""
_KEPT = 256
"""Of longer texts so many hashes are kept: 1.4 KB a text, and a share is told to about 0.03."""
_LEAST = 30
"""A text of fewer runs is too short to be told a copy."""
_COMPARABLE = 12
"""Two texts are compared by at least so many runs."""
_COPIED = 0.6
"""The share of the shorter text that stands in the longer one: releases that were worked over stay below, copies above."""
_STRANGE = 0.2
"""Two parts of one longer text that share less than this are two texts, which the longer one holds."""
_SOUGHT = 1 << 29
"""Hashes below are what copies are looked for by: one in eight."""
_HINTS = 3
"""One in so many of them has to be shared before two texts are compared."""
_COMMONPLACE = 100
"""A run that begins so many groups says nothing: a house style, a line that every page has."""


def signature(text: str) -> str:
    """What tells copies of this text: ASCII, at most 1.4 KB, the same on every machine; empty for a text that is too short.

    It has the number of runs and then the least of their hashes, ascending, four bytes each, in Base64.

    >>> signature("Bupati Kampar melantik pejabat.")
    ''
    """
    words = _WORD.findall(text.lower())
    runs = set(map(" ".join, zip(*(words[start:] for start in range(_RUN)), strict=False)))
    if len(runs) < _LEAST:
        return ""
    hashes = sorted({blake2b(run.encode("utf-8", "surrogatepass"), digest_size=4).digest() for run in runs})
    return b64encode(len(runs).to_bytes(4, "big") + b"".join(hashes[:_KEPT])).decode("ascii")


def sources(signatures: Mapping[str, str]) -> dict[str, str]:
    """Each article's id with the id of its source: the least id among the copies of one text, its own where there is none.

    Texts are gone through from the longest to the shortest, those of equal length by their ids. A text joins the group of
    which the longest text holds most of it, if that is enough, and opens a group otherwise; so a chain of copies of copies
    never joins two texts that have little in common. The order of the mapping makes no difference. A new article can move
    others only where it is longer than they are: it then takes the copies it holds from their group.
    """
    leaders: dict[str, str] = {}
    groups = _Groups(signatures)
    for _, identifier in sorted((-_length(signed), identifier) for identifier, signed in signatures.items() if signed):
        leaders[identifier] = groups.join(identifier)
    least: dict[str, str] = {}
    for identifier, leader in leaders.items():
        least[leader] = min(identifier, least.get(leader, identifier))
    return {name: least[leaders[name]] if name in leaders else name for name in sorted(signatures)}


class _Sketch(NamedTuple):
    """The hashes that are kept of a text, ascending, and up to which hash none is missing."""

    hashes: tuple[int, ...]
    complete: int


class _Groups:
    """Groups of copies, each under its longest text."""

    def __init__(self, signatures: Mapping[str, str]) -> None:
        self._signatures = signatures
        self._repeated = _repeated(signatures.values())
        self._leading: dict[int, list[str]] = defaultdict(list)
        self._second: dict[str, str] = {}

    def join(self, identifier: str) -> str:
        """The longest text of the group that this text belongs to: its own id where it opens one."""
        sketch = _sketch(self._signatures[identifier])
        sought = [number for number in _sought(sketch) if number in self._repeated]
        rated = ((self._share(sketch, leader), leader) for leader in self._hinted(sketch, sought))
        ranked = sorted((-share, leader) for share, leader in rated if share >= _COPIED)
        for _, leader in ranked:
            second = self._second.setdefault(leader, identifier)
            if second == identifier or self._share(sketch, second) >= _STRANGE:
                return leader
        for number in sought:
            self._leading[number].append(identifier)
        return identifier

    def _hinted(self, sketch: _Sketch, sought: Iterable[int]) -> Iterator[str]:
        """The leaders that share enough of the hashes that copies are looked for by."""
        least = len(_sought(sketch)) / _HINTS
        holders = [self._leading[number] for number in sought if number in self._leading]
        shared = Counter(leader for leading in holders if len(leading) < _COMMONPLACE for leader in leading)
        return (leader for leader, count in shared.items() if count >= least)

    def _share(self, sketch: _Sketch, other: str) -> float:
        return _share(sketch, _sketch(self._signatures[other]))


def _share(one: _Sketch, other: _Sketch) -> float:
    """How much of the shorter text stands in the longer one, by the hashes up to which both are complete."""
    complete = min(one.complete, other.complete)
    first, second = (sketch.hashes[: bisect_right(sketch.hashes, complete)] for sketch in (one, other))
    comparable = min(len(first), len(second))
    return len(set(first).intersection(second)) / comparable if comparable >= _COMPARABLE else 0.0


def _repeated(signatures: Iterable[str]) -> frozenset[int]:
    """Of the hashes that copies are looked for by, those of more than one text."""
    found = array("I")
    for signed in filter(None, signatures):
        found.extend(_sought(_sketch(signed)))
    return frozenset(number for number, following in pairwise(sorted(found)) if number == following)


def _sought(sketch: _Sketch) -> tuple[int, ...]:
    return sketch.hashes[: bisect_left(sketch.hashes, _SOUGHT)]


def _length(signed: str) -> int:
    """The number of runs of the text."""
    return int.from_bytes(b64decode(signed[:8])[:4], "big")


def _sketch(signed: str) -> _Sketch:
    raw = b64decode(signed)
    hashes = struct.unpack(f">{len(raw) // 4}I", raw)[1:]
    return _Sketch(hashes, hashes[-1] if len(hashes) == _KEPT else (1 << 32) - 1)
