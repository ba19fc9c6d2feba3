"""Files, folders, JSON lines, tables and standard input to `Document`s; what cannot be read becomes a `Refusal`.

One bad article never stops the reading: every failure to read an input is one `Refusal` that names it.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg.ingest.clean import clean
from kg.ingest.decode import LARGEST_ARTICLE, UnreadableError, decode, refuse_other_formats
from kg.ingest.lines import Line, key, lines_of
from kg.ingest.metadata import FrontMatter, Metadata, front_matter, host, of_record, of_text
from kg.ingest.noise import NAVIGATION, Cut, Verdict
from kg.ingest.noise import whole as whole_line
from kg.ingest.records import Record, csv_records, json_records, names_of
from kg.ingest.sources import STDIN, Source, format_of, name_of, opened, peeked, problem_of_name, source_at, sources, whole
from kg.model import Document, Refusal

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
FRONT_MATTER = "front matter"
PAGE_BEGINNINGS = ("<!doctype html", "<html")


def read(
    paths: Iterable[str | Path], *, columns: Mapping[str, str] = NO_COLUMNS, stdin: BinaryIO | None = None
) -> Iterator[Document | Refusal]:
    """The articles of the files and folders, sorted by path, and a refusal for each input that is none.

    `columns` renames the fields of records (`{"text": "body"}`); `-` reads standard input.
    """
    items = (item for source in sources(paths) for item in read_source(source, columns=columns, stdin=stdin))
    return unique(items)


def unique(items: Iterable[Document | Refusal]) -> Iterator[Document | Refusal]:
    """The same items, with a refusal in place of a document whose id an earlier one has."""
    origins: dict[str, str] = {}
    for item in items:
        if isinstance(item, Document):
            first = origins.setdefault(item.id, item.origin)
            if first != item.origin:
                item = Refusal(item.origin, f"same id as {first}: {item.id}")
        yield item


def read_source(
    source: Source, *, columns: Mapping[str, str] = NO_COLUMNS, stdin: BinaryIO | None = None
) -> Iterator[Document | Refusal]:
    """The articles of one input, without regard to the ids of others."""
    names_of(columns)
    return _guarded(source, columns, stdin, None)


def reread(origins: Iterable[str], *, columns: Mapping[str, str] = NO_COLUMNS) -> Iterator[Document | Refusal]:
    """The documents that were read from these origins, read again, each file once; in the order of the origins, sorted."""
    places = sorted({_place(origin) for origin in origins})
    for path, group in groupby(places, key=lambda place: place[0]):
        wanted = [line for _, line in group]
        if path == STDIN:
            yield from (Refusal(f"{path}:{line}" if line else path, "standard input cannot be read again") for line in wanted)
            continue
        missing = set(wanted)
        for item in _guarded(source_at(path), columns, None, missing):
            missing.discard(_place(item.origin)[1])
            yield item
        yield from (Refusal(f"{path}:{line}", "there is no such record any more") for line in sorted(missing - {0}))


def _place(origin: str) -> tuple[str, int]:
    """The file and the line of an origin; no line is 0.

    >>> _place("berita.jsonl.gz:12"), _place("seeds/a.txt"), _place("rapat 10:30")
    (('berita.jsonl.gz', 12), ('seeds/a.txt', 0), ('rapat 10:30', 0))
    """
    path, _, line = origin.rpartition(":")
    of_records = line.isdecimal() and (path == STDIN or format_of(path) in {"jsonl", "csv"})
    return (path, int(line)) if of_records else (origin, 0)


def _guarded(
    source: Source, columns: Mapping[str, str], stdin: BinaryIO | None, wanted: set[int] | None
) -> Iterator[Document | Refusal]:
    """The articles of a source (of the wanted lines alone), with one refusal for whatever ends the reading early."""
    origin = _origin(source)
    try:
        with opened(source, stdin) as stream:
            yield from _read_stream(source, stream, columns, wanted)
    except UnreadableError as reason:
        yield Refusal(origin, str(reason))
    except OSError as error:
        yield Refusal(origin, f"cannot be read: {error.strerror or error}")
    except (EOFError, zlib.error) as error:
        yield Refusal(origin, f"damaged gzip data: {error}")


def _origin(source: Source) -> str:
    return ascii(source.path)[1:-1] if problem_of_name(source.path) else source.path


def _read_stream(
    source: Source, stream: BinaryIO, columns: Mapping[str, str], wanted: set[int] | None
) -> Iterator[Document | Refusal]:
    if source.path == STDIN:
        head, stream = peeked(stream)
        source = source._replace(format="jsonl") if _begins_object(head) else source
    if source.format in {"text", "html"}:
        yield _article(whole(stream, LARGEST_ARTICLE), source)
        return
    head, stream = peeked(stream)
    refuse_other_formats(head)
    if not head:
        raise UnreadableError("empty; expected records")
    records = (json_records if source.format == "jsonl" else csv_records)(stream, columns)
    for record in records:
        if wanted is None or record.line in wanted:
            yield _of_record(record, source)


def _begins_object(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe\x00 \t\r\n")[:1] == b"{"


def _article(data: bytes, source: Source) -> Document | Refusal:
    page = source.format == "html"
    text = decode(data, _charset(data) if page else "")
    if not text.strip():
        raise UnreadableError("empty; expected the text of an article")
    if page or text[:200].lstrip().lower().startswith(PAGE_BEGINNINGS):
        return _of_page(text, source)
    return _of_text(text, name_of(source.path), source.path, Metadata())


def _charset(data: bytes) -> str:
    from kg.ingest.html import declared_charset

    return declared_charset(data)


def _of_page(html: str, source: Source) -> Document:
    from kg.ingest.html import read_page

    page = read_page(html)
    lines = lines_of(page.text)
    known = {number: whole_line(line, NAVIGATION) for number, line in enumerate(lines) if line.start in page.navigation}
    return _document(page.text, lines, known, page.metadata, name_of(source.path), source.path)


def _of_record(record: Record, source: Source) -> Document | Refusal:
    """The article of a record. A title that its text does not begin with becomes the first line, with a blank line below."""
    origin = f"{_origin(source)}:{record.line}"
    if record.problem:
        return Refusal(origin, record.problem)
    metadata = of_record(record.fields)
    text = record.fields["text"]
    if metadata.title and not _begins_with_title(text, metadata.title):
        text = f"{metadata.title}\n\n{text}"
    return _of_text(text, record.fields["id"] or f"{name_of(source.path)}-{record.line}", origin, metadata)


def _begins_with_title(text: str, title: str) -> bool:
    first = lines_of(text[: 2 * len(title) + 200])[:1]
    return any(key(line.text) == key(title) for line in first)


def _of_text(text: str, id: str, origin: str, metadata: Metadata) -> Document:
    lines = lines_of(text)
    front = front_matter(lines)
    known = {number: _front_line(lines[number], front, number) for number in front.values}
    return _document(text, lines, known, metadata.or_else(front.metadata), id, origin)


def _front_line(line: Line, front: FrontMatter, number: int) -> Verdict:
    """All of a front line is noise but the title behind its key."""
    is_title = number == front.title_line
    return (Cut(line.start, front.values[number], FRONT_MATTER),) if is_title else whole_line(line, FRONT_MATTER)


def _document(text: str, lines: list[Line], known: Mapping[int, Verdict], metadata: Metadata, id: str, origin: str) -> Document:
    cleaned = clean(text, lines, metadata.title, known)
    metadata = of_text(text, cleaned.blocks, metadata)
    return Document(
        id=id,
        text=text,
        blocks=cleaned.blocks,
        title=cleaned.title,
        url=metadata.url,
        publisher=metadata.publisher or host(metadata.url),
        published=metadata.published,
        published_from=metadata.published_from,
        origin=origin,
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )
