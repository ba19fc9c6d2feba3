"""What articles said when they were read before, so that only what is new or changed is read again.

One SQLite file in the folder of the graph. A reading is known by what was read (the bytes of the file or the record, where it
stood, and the options) and by what read it (the rules, the tables and the code), so it can be old, but never wrong. The file
can be deleted at any time; one that is damaged is. What was damaged in it without a trace is told by digests, and read again.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import platform
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, Self

from kg import model
from kg.errors import GraphError
from kg.model import Reading

NAME = "readings.sqlite"
_FORMAT = 2
_TABLES = f"""
CREATE TABLE reading (key TEXT PRIMARY KEY, record TEXT NOT NULL, reading BLOB NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE written (article TEXT PRIMARY KEY, key TEXT NOT NULL, known TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edition (generation TEXT NOT NULL, lines BLOB NOT NULL, digest TEXT NOT NULL);
PRAGMA user_version = {_FORMAT};
"""
_SECONDS_UNSAVED = 1.0
"""What was read in so many seconds may be lost when a build is killed."""


_VERSION, _NUMBER_OF_TABLES = "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"


class Written(NamedTuple):
    """What the lines of an article were made of: the key of its reading, and what was known of its people and bodies."""

    key: str
    known: str


class Readings:
    """The readings of one graph folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._saved = time.monotonic()

    @classmethod
    def at(cls, path: Path) -> Self:
        """The readings in this file; a new file takes the place of one that cannot be used."""
        try:
            return cls(_opened(path))
        except sqlite3.Error:
            _remove(path)
        try:
            return cls(_opened(path))
        except sqlite3.Error as error:
            raise GraphError(f"{path}: cannot be written: {error}") from error

    def record(self, key: str) -> dict[str, Any] | None:
        """What resolution needs to know of an article that was read before; None where that is not known, or damaged."""
        row = self._connection.execute("SELECT record, reading, digest FROM reading WHERE key = ?", (key,)).fetchone()
        if row is None or _digest(key, *row[:2]) != row[2]:
            return None
        return dict(json.loads(row[0]))

    def reading(self, key: str) -> bytes:
        """All that the article says, as `load` reads it."""
        return bytes(self._connection.execute("SELECT reading FROM reading WHERE key = ?", (key,)).fetchone()[0])

    def add(self, key: str, record: Mapping[str, Any], reading: bytes) -> None:
        """Keeps a reading."""
        text = json.dumps(record, ensure_ascii=False)
        row = (key, text, reading, _digest(key, text, reading))
        self._connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", row)
        if time.monotonic() - self._saved > _SECONDS_UNSAVED:
            self.save()

    def written(self, generation: str) -> Mapping[str, Written] | None:
        """What the lines of each article of this generation were made of, or None where that is not known, or damaged."""
        row = self._connection.execute("SELECT generation, lines, digest FROM edition").fetchone()
        if row is None or row[0] != generation:
            return None
        _, lines, digest = row
        rows = self._connection.execute("SELECT article, key, known FROM written ORDER BY article").fetchall()
        kept = {key for (key,) in self._connection.execute("SELECT key FROM reading")}
        if _edition_digest(generation, lines, rows) != digest or not all(key in kept for _, key, _ in rows):
            return None
        return {article: Written(key, known) for article, key, known in rows}

    def shared(self) -> list[str]:
        """The lines of that generation that no single article says."""
        (lines,) = self._connection.execute("SELECT lines FROM edition").fetchone()
        return zlib.decompress(lines).decode("utf-8").split("\n")

    def keep(self, generation: str, written: Mapping[str, Written], shared: Iterable[str], others: Iterable[str] = ()) -> None:
        """Remembers what a generation was made of, and forgets the readings that are neither in it nor among these others."""
        lines = zlib.compress("\n".join(shared).encode("utf-8"), 1)
        rows = sorted((article, *made_of) for article, made_of in written.items())
        kept = {made_of.key for made_of in written.values()}.union(others)
        with self._connection as connection:
            connection.execute("DELETE FROM written")
            connection.executemany("INSERT INTO written VALUES (?, ?, ?)", rows)
            connection.execute("DELETE FROM edition")
            connection.execute(
                "INSERT INTO edition VALUES (?, ?, ?)", (generation, lines, _edition_digest(generation, lines, rows))
            )
            gone = [row for row in connection.execute("SELECT key FROM reading") if row[0] not in kept]
            connection.executemany("DELETE FROM reading WHERE key = ?", gone)

    def forget(self) -> None:
        """Forgets everything."""
        with self._connection as connection:
            for table in ("edition", "written", "reading"):
                connection.execute(f"DELETE FROM {table}")

    def save(self) -> None:
        """Lets what was read so far survive a build that is stopped."""
        self._connection.commit()
        self._saved = time.monotonic()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


@contextmanager
def kept(folder: Path, fresh: bool = False) -> Iterator[Readings]:
    """The readings of a graph folder, or none to start with; what is read stays, also when the build is stopped."""
    path = folder / NAME
    if fresh:
        _remove(path)
    readings = Readings.at(path)
    try:
        with closing(readings):
            try:
                yield readings
            finally:
                readings.save()
    except sqlite3.Error as error:
        raise GraphError(f"{path}: what was read cannot be kept: {error}; build again when that is mended") from error


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        try:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        except OSError as error:
            raise GraphError(f"{path}{ending}: expected a file that can be replaced: {error.strerror or error}") from error


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
        version, tables = (connection.execute(query).fetchone()[0] for query in (_VERSION, _NUMBER_OF_TABLES))
        if not tables:
            connection.executescript(_TABLES)
        elif version != _FORMAT:
            raise sqlite3.DatabaseError("another format")
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def key(*parts: str | bytes) -> str:
    """What a reading is known by: what was read, and what read it."""
    return _digest(_reader(), *parts)


def key_of(reading: bytes) -> str:
    """What a reading is known by where it cannot be told what was read: its own bytes. It is not found again."""
    return f"once {_digest(reading)}"


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def _edition_digest(generation: str, lines: bytes, rows: Iterable[tuple[str, ...]]) -> str:
    return _digest(generation, lines, *chain.from_iterable(rows))


@cache
def _reader() -> str:
    """A digest of all that decides what an article says: the package with its tables, Python, and the libraries."""
    digest = hashlib.sha256(platform.python_version().encode())
    for name, data in sorted(_files(files("kg"), "")):
        digest.update(f"{name} {len(data)} ".encode())
        digest.update(data)
    for name, number in sorted(_libraries()):
        digest.update(f"{name} {number} ".encode())
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".py", ".csv", ".toml", ".txt")):
            yield f"{path}{entry.name}", entry.read_bytes()


def _libraries() -> Iterator[tuple[str, str]]:
    try:
        needed = requires("simpul") or []
    except PackageNotFoundError:
        return
    for line in needed:
        name = line.split(";")[0].split(">")[0].split("=")[0].split("[")[0].strip()
        if "extra ==" not in line:
            yield name, version(name)


def dump(reading: Reading) -> bytes:
    """A reading as bytes."""
    return zlib.compress(pickle.dumps(reading, pickle.HIGHEST_PROTOCOL), 1)


def load(data: bytes) -> Reading:
    """The reading that bytes were made of. They hold values of `kg.model` and nothing else: nothing in them is run."""
    reading = _Unpickler(io.BytesIO(zlib.decompress(data))).load()
    if not isinstance(reading, Reading):
        raise pickle.UnpicklingError("expected a reading")
    return reading


_VALUES = frozenset(name for name, value in vars(model).items() if getattr(value, "__module__", "") == model.__name__)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == model.__name__ and name in _VALUES:
            return getattr(model, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a reading")
