"""Data as text that no markup can stand in, and as short as a browser can open it again."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

_SURROGATES, _BLANK = 0xD800, 0x20


def packed(data: object) -> str:
    """Data as deflated JSON in base64.

    >>> packed(["a"])
    'i1ZKVIoFAA=='
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 5, -zlib.MAX_WBITS)).decode("ascii")


class Vocabulary:
    """Short writing for many texts: a character for each word between blanks, the more frequent the shorter in UTF-8.

    Deflate alone sees no farther back than 32 kB, in which few words of an article come again.

    >>> words = Vocabulary(["ia datang", "ia pergi"])
    >>> words.words, words.short("ia pergi")
    (['ia', 'datang', 'pergi'], ' "')
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(chain.from_iterable(text.split(" ") for text in texts))
        self.words: list[str] = sorted(counts, key=lambda word: (-counts[word], word))
        self._character = {word: _character(number) for number, word in enumerate(self.words)}

    def short(self, text: str) -> str:
        """The text with a character for each word."""
        return "".join(map(self._character.__getitem__, text.split(" ")))


def steps(numbers: Sequence[int]) -> list[int]:
    """Each number as its distance from the one before, which is small where they are near each other.

    >>> steps([7, 8, 8, 5])
    [7, 1, 0, -3]
    """
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _character(number: int) -> str:
    """The character of a number: from the blank on, without the range that stands for no character."""
    place = number + _BLANK
    return chr(place if place < _SURROGATES else place + 0x800)
