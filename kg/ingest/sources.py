"""Which files there are to read, and how a file is opened: regular files only, and no link found in a folder is followed."""

from __future__ import annotations

import gzip
import io
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, cast

from kg.ingest.decode import LARGEST_FILE, UnreadableError

Format = Literal["text", "html", "jsonl", "csv"]
FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}
STDIN = "-"
CHUNK = 1 << 16


class Source(NamedTuple):
    """One input: a file, or standard input. It is plain data, so that it can be handed to another process.

    `found` is true for a file met in a folder, whose links are not followed; `problem` says why it cannot be read.
    """

    path: str
    format: Format = "text"
    compressed: bool = False
    found: bool = False
    size: int = 0
    problem: str = ""


def sources(paths: Iterable[str | Path]) -> list[Source]:
    """The inputs, sorted by path and each of them once; nothing is opened.

    Hidden files and files of other formats in a folder are passed over; a file that is named is taken whatever its suffix.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _sources_at(str(path)):
            found.setdefault(os.path.normpath(source.path), source)
    return [found[path] for path in sorted(found, key=lambda path: Path(path).parts)]


def source_at(path: str) -> Source:
    """The input of this name, as if it was given on the command line."""
    if path == STDIN:
        return Source(STDIN)
    problem = problem_of_name(path)
    try:
        size = 0 if problem else Path(path).stat().st_size
    except (OSError, ValueError) as error:
        problem, size = _reason(error), 0
    return _source(path, size=size, problem=problem) or Source(path, size=size, problem=problem)


def _sources_at(path: str) -> Iterator[Source]:
    try:
        is_folder = path != STDIN and not problem_of_name(path) and Path(path).is_dir()
    except OSError:
        is_folder = False
    if is_folder:
        yield from _in_folder(path)
    else:
        yield source_at(path)


def _in_folder(folder: str) -> Iterator[Source]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield Source(here, problem=_reason(error))
            continue
        for entry in listed:
            if entry.name.startswith(".") or _about(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif source := _entry(entry):
                yield source


def _about(name: str) -> bool:
    """True for a file that tells about its folder: README.md. One that is named on the command line is read."""
    return name.partition(".")[0].upper() == "README"


def _entry(entry: os.DirEntry[str]) -> Source | None:
    problem = problem_of_name(entry.path)
    size = 0
    if entry.is_symlink():
        if _source(entry.path) is None and not entry.is_dir():
            return None
        return _source(entry.path, found=True, problem=LINK) or Source(entry.path, found=True, problem=LINK)
    try:
        size = entry.stat(follow_symlinks=False).st_size
    except OSError as error:
        problem = problem or _reason(error)
    return _source(entry.path, found=True, size=size, problem=problem)


LINK = "a symbolic link, which is not followed in a folder; name it to have it read"


def _source(path: str, found: bool = False, size: int = 0, problem: str = "") -> Source | None:
    """The source of a path with a known suffix, or None."""
    _, suffix, compressed = _parts(path)
    form = FORMATS.get(suffix)
    return Source(path, form, compressed, found, size, problem) if form else None


def format_of(path: str) -> Format | None:
    """The format that the suffix names, or None."""
    return FORMATS.get(_parts(path)[1])


def name_of(path: str) -> str:
    """The name of a file without its suffixes.

    >>> name_of("berita/a.b.txt.gz"), name_of("-"), name_of("catatan.2020")
    ('a.b', 'stdin', 'catatan.2020')
    """
    if path == STDIN:
        return "stdin"
    stem, suffix, compressed = _parts(path)
    return stem if suffix in FORMATS else Path(path).name[: -len(".gz")] if compressed else Path(path).name


def _parts(path: str) -> tuple[str, str, bool]:
    """The name of a file without suffixes, its suffix in lower case, and whether `.gz` follows.

    >>> _parts("a/b.TXT.gz"), _parts("a/.gz")
    (('b', '.txt', True), ('.gz', '', False))
    """
    name = path.rpartition("/")[2] if os.sep == "/" else Path(path).name
    compressed = name.lower().endswith(".gz") and len(name) > 3
    name = name[:-3] if compressed else name
    stem, dot, suffix = name.rpartition(".")
    return (stem, f".{suffix.lower()}", compressed) if dot and stem and suffix.lower() else (name, "", compressed)


def problem_of_name(path: str) -> str:
    """Why a name cannot stand in a report; empty for the ordinary name."""
    if path.isascii() and path.isprintable():
        return ""
    if any("\ud800" <= letter <= "\udfff" for letter in path):
        return "its name is not UTF-8; rename it"
    return "its name holds a control character; rename it" if any(letter < " " or letter == "\x7f" for letter in path) else ""


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or "cannot be read"


@contextmanager
def opened(source: Source, stdin: BinaryIO | None = None) -> Iterator[BinaryIO]:
    """A stream of the source's bytes, decompressed where its name says so; refuses what is no regular file."""
    if source.problem:
        raise UnreadableError(source.problem)
    if source.path == STDIN:
        if stdin is None:
            raise UnreadableError("standard input is not at hand")
        yield stdin
        return
    with _regular_file(source) as file:
        if not source.compressed:
            yield file
            return
        if file.peek(2)[:2] != b"\x1f\x8b":
            raise UnreadableError("its name ends in .gz, but it is no gzip data")
        with gzip.GzipFile(fileobj=file) as stream:
            yield cast(BinaryIO, stream)


def _regular_file(source: Source) -> io.BufferedReader:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(source.path, flags | (getattr(os, "O_NOFOLLOW", 0) if source.found else 0))
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError("not a regular file")
        if state.st_size > LARGEST_FILE:
            raise UnreadableError(f"larger than {LARGEST_FILE:,} bytes")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def whole(stream: BinaryIO, most: int) -> bytes:
    """The bytes of the stream, which may not be more than `most`."""
    data = stream.read(CHUNK)
    while len(data) <= most and (more := stream.read(max(CHUNK, min(len(data), most)))):
        data += more
    if len(data) > most:
        raise UnreadableError(f"larger than {most:,} bytes")
    return data


def peeked(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that begins with them again."""
    head = b""
    while len(head) < 4096 and (chunk := stream.read(4096 - len(head))):
        head += chunk
    return head, cast(BinaryIO, io.BufferedReader(_Rejoined(head, stream)))


class _Rejoined(io.RawIOBase):
    """A stream behind bytes that were read from it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self.head:
            data, self.head = self.head[: len(buffer)], self.head[len(buffer) :]
        else:
            data = self.rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
