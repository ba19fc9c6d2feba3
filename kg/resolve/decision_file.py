"""The file of decisions: CSV (RFC 4180) in UTF-8 with a header line, made for spreadsheets, editors and git.

    decision,subject,property,value,who,when,why

A line that is added or taken out leaves every other byte of the file as it was. CSV knows no comments, so there are none.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.resolve.decisions import Decision, check_together, checked

COLUMNS = ("decision", "subject", "property", "value", "who", "when", "why")
_NEEDED = ("decision", "subject")
_FIELDS = {"decision": "kind", "property": "term"}
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NEEDS_QUOTES = re.compile('[",;\t\r\n]')
_LARGEST = 50_000_000
_BOM = "\ufeff"


class Line(NamedTuple):
    """A decision, and the text of the file that holds it, with its line end."""

    decision: Decision
    text: str


class _Form(NamedTuple):
    """How a file is written: what divides its cells, its columns in order, and how its lines end."""

    delimiter: str
    columns: tuple[str, ...]
    end: str


_NEW = _Form(",", COLUMNS, "\n")


def read_decisions(path: Path, base: str = "") -> list[Decision]:
    """The decisions of a file in their order; what is wrong with a line, and lines that contradict each other, are errors."""
    return _decisions(_text(path), path, base)


def append(path: Path, decision: Decision, base: str = "") -> Decision:
    """Adds a line, so that it survives a power cut, and gives the decision as it was written.

    What others add meanwhile is kept. A decision that contradicts the file is an error, and the file stays as it is.
    """
    with _locked(path):
        while True:
            before, state = _text(path), _state(path)
            written = checked(decision, base)
            known = _decisions(before, path, base)
            check_together([*known, written])
            if _replaced(path, before + _added(before, path, written), state):
                return written


def remove(path: Path, decision: Decision, base: str = "") -> bool:
    """Takes the last line out that says just this, and tells whether there was one."""
    with _locked(path):
        while True:
            before, state = _text(path), _state(path)
            head, lines = _lines(before, path)
            found = [number for number, line in enumerate(lines) if _same(line.decision, decision, base)]
            if not found:
                return False
            kept = [line.text for number, line in enumerate(lines) if number != found[-1]]
            if _replaced(path, head + "".join(kept), state):
                return True


def _same(one: Decision | None, other: Decision, base: str) -> bool:
    try:
        return one is not None and bool(one.kind) and checked(one, base) == checked(other, base)
    except InputError:
        return False


def _decisions(text: str, path: Path, base: str) -> list[Decision]:
    decisions = [checked(line.decision, base) for line in _lines(text, path)[1] if line.decision.kind or line.decision.subject]
    check_together(decisions)
    return decisions


def _text(path: Path) -> str:
    """The file as text with its line ends; of no file nothing."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"{path}: expected a file of decisions")
        blob = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(blob) > _LARGEST:
        raise InputError(f"{path}: {len(blob):,} bytes: expected at most {_LARGEST:,}")
    try:
        return blob.decode("utf-8")
    except UnicodeDecodeError as error:
        line = blob.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: not UTF-8; save it as “CSV UTF-8”") from error


def _lines(text: str, path: Path) -> tuple[str, list[Line]]:
    """The header as it is written, and the decisions as they are written; a blank line belongs to a decision of nothing."""
    records = list(_records(text, path))
    if not records:
        return text, []
    (first, head, cells), *rest = records
    form = _form(first, cells, head, path)
    return head, [Line(_decision(form, cells, f"{path}:{number}"), raw) for number, raw, cells in rest]


def _records(text: str, path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """Each record with the number of its first line and its text; blank lines before the header belong to it."""
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    begin, header = 0, True
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"{path}:{begin + 1}: broken CSV ({error}); a quotation mark may be missing") from error
        if header and not any(cell.strip(_BOM + " ") for cell in cells):
            continue
        yield begin + 1, "".join(lines[begin : reader.line_num]), cells
        begin, header = reader.line_num, False


def _delimiter(lines: Sequence[str]) -> str:
    """The comma, or the semicolon of spreadsheets where the comma stands in numbers."""
    header = next((line for line in lines if line.strip(_BOM + "; ,\r\n")), "")
    return ";" if header.count(";") > header.count(",") else ","


def _form(number: int, cells: Sequence[str], head: str, path: Path) -> _Form:
    columns = tuple(cell.strip(_BOM + " ").lower() for cell in cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if unknown := [column for column in columns if column not in COLUMNS]:
        raise InputError(f"{path}:{number}: unknown column {unknown[0][:40]!r}: expected {', '.join(COLUMNS)}")
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise InputError(f"{path}:{number}: column {twice[0]!r} is given twice")
    if missing := [column for column in _NEEDED if column not in columns]:
        raise InputError(f"{path}:{number}: there is no column {missing[0]!r}: expected {', '.join(COLUMNS)}")
    end = next((end for end in ("\r\n", "\n", "\r") if head.endswith(end)), "\r\n" if "\r\n" in head else "\n")
    return _Form(_delimiter([head]), columns, end)


def _decision(form: _Form, cells: Sequence[str], place: str) -> Decision:
    if any(cell.strip() for cell in cells[len(form.columns) :]):
        raise InputError(
            f"{place}: {len(cells)} cells: expected {len(form.columns)}; text with {form.delimiter!r} needs quotes"
        )
    told = dict.fromkeys(("kind", "subject"), "")
    told |= {_FIELDS.get(name, name): _bare(cell.strip()) for name, cell in zip(form.columns, cells, strict=False)}
    if any(told.values()) and not (told["kind"] and told["subject"]):
        raise InputError(f"{place}: expected a decision and a subject")
    return Decision(**told, place=place)


def _added(before: str, path: Path, decision: Decision) -> str:
    """What to write behind a file, with a header if it has none."""
    records = list(_records(before, path))
    if not records:
        return _row(_NEW, COLUMNS) + _row(_NEW, _cells(decision, COLUMNS))
    number, head, cells = records[0]
    form = _form(number, cells, head, path)
    for column in COLUMNS:
        if column not in form.columns and _cells(decision, [column]) != [""]:
            raise InputError(f"{path}:{number}: there is no column {column!r}, which this decision needs; add it to the header")
    broken_off = "" if before.endswith(("\n", "\r")) else form.end
    return broken_off + _row(form, _cells(decision, form.columns))


def _cells(decision: Decision, columns: Sequence[str]) -> list[str]:
    return [_guarded(getattr(decision, _FIELDS.get(column, column))) for column in columns]


def _row(form: _Form, cells: Sequence[str]) -> str:
    """The cells as a line. (The writer of Python leaves line ends of other systems without quotes.)"""
    quoted = ('"{}"'.format(cell.replace('"', '""')) if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
    return form.delimiter.join(quoted) + form.end


def _guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; `_bare` takes the guard off again.

    >>> _guarded("=1+1"), _guarded("'=1"), _guarded("B"), [_bare(_guarded(text)) for text in ("=1", "'=1", "'B")]
    ("'=1+1", "''=1", 'B', ['=1', "'=1", "'B"])
    """
    text = text.strip()
    return f"'{text}" if text[:1] in tuple("=+-@") or _GUARDED.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


State = tuple[int, int, int] | None


def _state(path: Path) -> State:
    """What changes when somebody writes to the file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _replaced(path: Path, text: str, state: State) -> bool:
    """Puts the text in the place of the file from one moment to the next, unless somebody wrote to it since it was read."""
    target = path.resolve()
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        fresh = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            fresh.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            if _state(path) != state:
                return False
            fresh.replace(target)
            _sync(target.parent)
            return True
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """While it lasts nobody else of us writes to a file of this folder; locking the folder leaves no file behind."""
    folder = path.resolve().parent
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except ImportError:
        yield
        return
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
