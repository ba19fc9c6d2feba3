"""Articles that are records of a file: a line of JSON, a row of CSV."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from kg.errors import InputError, json_kind
from kg.ingest.decode import LARGEST_ARTICLE, LARGEST_FILE, UnreadableError, decode_line, without_controls

FIELDS = ("id", "url", "title", "text", "published", "publisher")
DELIMITERS = ",;\t"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
LONGEST_ID = 200
CHUNK = 1 << 16


class Record(NamedTuple):
    """The fields of one article that are there, as text, and the line it begins on; or the reason why there are none."""

    line: int
    fields: Mapping[str, str]
    problem: str = ""


def names_of(columns: Mapping[str, str]) -> dict[str, str]:
    """For each field the name it has in the file.

    >>> names_of({"text": "body"})["text"], names_of({})["text"]
    ('body', 'text')
    """
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise InputError(f"unknown field {unknown[0]!r}: expected one of {', '.join(FIELDS)}")
    return {field: columns.get(field, field) for field in FIELDS}


def json_records(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record]:
    """The records of a file with one JSON object a line; blank lines are passed over."""
    names = names_of(columns)
    for number, line in _lines(stream):
        if isinstance(line, UnreadableError):
            yield Record(number, {}, str(line))
        elif line.strip():
            yield _json_record(number, line, names)


def _json_record(number: int, line: str, names: Mapping[str, str]) -> Record:
    try:
        record = json.loads(line, parse_constant=_refuse_constant)
    except RecursionError:
        return Record(number, {}, "the JSON is nested too deeply")
    except ValueError as error:
        return Record(number, {}, f"no JSON object: {_first_line(str(error))}")
    if not isinstance(record, dict):
        return Record(number, {}, f"expected a JSON object, got {json_kind(record)}")
    return _checked(number, {field: record.get(name) for field, name in names.items()}, names)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _first_line(message: str) -> str:
    return message.splitlines()[0][:160]


def csv_records(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record]:
    """The records of a table whose first line names the columns, between commas, semicolons or tabs."""
    names = names_of(columns)
    feed = _Feed(_lines(stream))
    first = next(feed, "")
    delimiter, header = _header(first, names["text"])
    missing = [name for field, name in names.items() if name not in header and (field == "text" or field in columns)]
    if missing:
        yield Record(1, {}, feed.problem or f"no column {missing[0]!r}; its columns are {', '.join(header)[:160]}")
        return
    places = {field: header.index(name) for field, name in names.items() if name in header}
    for row in _rows(feed, delimiter):
        if isinstance(row.cells, str):
            yield Record(row.line, {}, row.cells)
        elif any(cell.strip() for cell in row.cells):
            values = {field: row.cells[place] for field, place in places.items() if place < len(row.cells)}
            yield _checked(row.line, values, names)


class _Row(NamedTuple):
    """The cells of a row and the line it begins on; a string is the reason why they could not be read."""

    line: int
    cells: Sequence[str] | str


class _Feed:
    """The lines of a table for the csv module, with their count; a line that is no text ends it with a problem."""

    def __init__(self, lines: Iterator[tuple[int, str | UnreadableError]]) -> None:
        self.lines = lines
        self.number = 0
        self.problem = ""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        self.number, line = next(self.lines)
        if isinstance(line, UnreadableError):
            self.problem = str(line)
            raise StopIteration
        return line


def _header(line: str, text_column: str) -> tuple[str, list[str]]:
    """The delimiter that sets the text column apart, and the names of the columns."""
    for delimiter in DELIMITERS:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        if text_column in cells:
            return delimiter, cells
    return DELIMITERS[0], next(csv.reader([line]), [])


def _rows(feed: _Feed, delimiter: str) -> Iterator[_Row]:
    csv.field_size_limit(LARGEST_ARTICLE)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        line = feed.number + 1
        try:
            yield _Row(line, next(reader))
        except csv.Error as error:
            yield _Row(line, f"no row of a table: {_first_line(str(error))}")
        except StopIteration:
            if not feed.problem:
                return
            yield _Row(feed.number, feed.problem)
            feed.problem = ""


def _checked(line: int, values: Mapping[str, object], names: Mapping[str, str]) -> Record:
    fields: dict[str, str] = {}
    for field, value in values.items():
        if isinstance(value, str):
            fields[field] = without_controls(value)
        elif isinstance(value, int | float) and not isinstance(value, bool) and field != "text":
            fields[field] = str(value)
        elif value is not None:
            return Record(line, {}, f"{names[field]!r}: expected text, got {json_kind(value)}")
    text = fields.get("text", "")
    if not text.strip():
        return Record(line, {}, f"no text under {names['text']!r}")
    if len(text) > LARGEST_ARTICLE:
        return Record(line, {}, f"its text is longer than {LARGEST_ARTICLE:,} characters")
    fields["id"] = " ".join(fields.get("id", "").split())
    if len(fields["id"]) > LONGEST_ID:
        return Record(line, {}, f"its id is longer than {LONGEST_ID} characters")
    return Record(line, fields)


# --- lines of a stream


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str | UnreadableError]]:
    """The lines with their numbers; in place of one that is too long, or no text, the reason."""
    total = 0
    for number, line in enumerate(_raw_lines(stream), start=1):
        total += len(line)
        if total > LARGEST_FILE:
            yield number, UnreadableError(f"the file is larger than {LARGEST_FILE:,} bytes; the rest is not read")
            return
        if len(line) > LARGEST_ARTICLE:
            yield number, UnreadableError(f"the line is longer than {LARGEST_ARTICLE:,} bytes")
            continue
        try:
            yield number, line if isinstance(line, str) else decode_line(line)
        except UnreadableError as reason:
            yield number, reason


def _raw_lines(stream: BinaryIO) -> Iterator[bytes | str]:
    """The lines as bytes (as text where the stream is in UTF-16); of a line that is too long only its beginning."""
    first = stream.readline(LARGEST_ARTICLE + 1)
    if first.startswith(WIDE_MARKS):
        yield from _wide_lines(first, stream)
        return
    line = first
    while line:
        yield line
        while len(line) > LARGEST_ARTICLE and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_ARTICLE + 1)
        line = stream.readline(LARGEST_ARTICLE + 1)


def _wide_lines(first: bytes, stream: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = decoder.decode(first)
    while chunk := stream.read(CHUNK):
        rest += decoder.decode(chunk)
        *lines, rest = rest.split("\n")
        yield from (line + "\n" for line in lines)
        if len(rest) > LARGEST_ARTICLE:
            yield rest
            rest = ""
    yield from (line + "\n" for line in (rest + decoder.decode(b"", True)).split("\n"))
