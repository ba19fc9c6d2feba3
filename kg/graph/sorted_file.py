"""A sorted file of which few places change: finds them without reading the rest, and copies the rest as it is."""

from __future__ import annotations

import contextlib
import mmap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, TypeVar

_BLOCK = 1 << 20
_NEAR = 1 << 9

Key = TypeVar("Key", bytes, str)
Content = mmap.mmap | bytes


class Edit(NamedTuple):
    """What stands in place of the bytes from `start` to `end`."""

    start: int
    end: int
    text: bytes


class SortedFile(Generic[Key]):
    """Records in the order of their keys. The first begins at `first`, the others one byte behind the start of a `mark`."""

    def __init__(self, content: Content, mark: bytes, key: Callable[[bytes], Key], first: int = 0) -> None:
        self._content, self._mark, self._first = content, mark, first
        self._key: Callable[[bytes], Key] = key

    def find(self, key: Key, before: int | None = None) -> int:
        """Where the first record begins whose key is not less than this one; behind the last record where all are less.

        It is found sooner where a record is known that is not far `before` it, or is it.
        """
        low, high = self._first, len(self._content)
        if before is not None:
            low, high = self._narrowed(key, max(before, low))
        while low < high:
            start, end = self._around((low + high) // 2, low)
            if self._key(self._content[start:end]) < key:
                low = end
            else:
                high = start
        return low

    def _narrowed(self, key: Key, low: int) -> tuple[int, int]:
        """Two places between which the record lies: from the first on, in steps twice as long each time."""
        step = _NEAR
        while (high := low + step) < len(self._content):
            start, end = self._around(high, low)
            if not self._key(self._content[start:end]) < key:
                return low, start
            low, step = end, 2 * step
        return low, len(self._content)

    def record(self, start: int) -> bytes:
        """The record that begins here; behind the last record nothing."""
        return self._content[start : self._end(start)]

    def _end(self, place: int) -> int:
        """Where the record ends that a place lies in."""
        mark = self._content.find(self._mark, place)
        return len(self._content) if mark < 0 else mark + 1

    def _around(self, place: int, first: int) -> tuple[int, int]:
        """Where the record begins and ends that a place lies in; a record begins at `first`, and the place is not before it."""
        mark = self._content.rfind(self._mark, first, place + len(self._mark) - 1)
        return first if mark < 0 else mark + 1, self._end(place)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Content]:
    """The content of a file, of which only what is looked at comes into memory."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            yield b""
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield content


def edited(path: Path, edits: Iterable[Edit]) -> Iterator[bytes]:
    """The content of a file with some edits, which stand in order and do not overlap, in blocks."""
    with path.open("rb") as file:
        place = 0
        for edit in edits:
            yield from _blocks(file, edit.start - place)
            yield edit.text
            place = file.seek(edit.end)
        yield from iter(lambda: file.read(_BLOCK), b"")


def _blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The next bytes of a file, so many."""
    while size > 0 and (block := file.read(min(size, _BLOCK))):
        yield block
        size -= len(block)
