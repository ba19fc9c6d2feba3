"""Asks a graph a SPARQL query of anybody's: checked first, answered in a process of its own, within limits, without network.

with ask(Path("out"), text) as answer:
    write(answer, "csv", sys.stdout)
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple

from kg.errors import GraphError, InputError, QueryError
from kg.graph import gate
from kg.graph.folder import published
from kg.graph.mistakes import mistake, spread
from kg.graph.vocabulary import PREFIXES

_WORKER = Path(__file__).with_name("query_worker.py")
_CHUNK = 1 << 16

_DEATHS = {
    -2: "interrupted",
    -6: "the query needs more memory than the limit; ask for less at once",
    -9: "the query was stopped from outside, or needs more memory than this machine has",
    -11: "the query is nested too deeply or too large for the engine",
    -14: "the query took longer than the limit",
    -24: "the query took longer than the limit",
    -25: "the query wrote more than the limit",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may use: seconds of waiting, bytes of memory, rows (no limit: None)."""

    seconds: float = 30.0
    memory: int = 2 << 30
    rows: int | None = None

    def request(self) -> dict[str, int]:
        """What the process that answers must know."""
        return {"memory": self.memory, "cpu": int(self.seconds) + 2}


class Term(NamedTuple):
    """A term of an answer: `uri`, `bnode` or `literal`, with datatype and language of a literal."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""


Row = list[Term | None]


def read_query(path: Path) -> str:
    """The text of a query file, without a byte order mark."""
    try:
        with path.open("rb") as file:
            raw = file.read(gate.LONGEST_QUERY + 4)
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected a query in UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def ask(source: Path, query: str, *, name: str = "query", limits: Limits | None = None) -> Answer:
    """The answer of a graph folder or RDF file over the union of its graphs; `name` is what errors call the query."""
    limits = limits or Limits()
    permit = gate.check(query, name)
    if not source.exists():
        raise GraphError(f"{source}: there is no such folder or file")
    place = {"store": str(published(source).store)} if source.is_dir() else {"file": str(source.resolve())}
    request = place | {
        "query": query,
        "graphs": permit.graphs,
        "prefixes": PREFIXES,
    }
    return Answer(_Child(request | limits.request(), limits), source, query, name, limits)


class Answer:
    """What a query gives: `kind`, `columns`, and its rows one after the other, while the query still runs.

    kind is `rows` (SELECT), `boolean` (ASK; the one row holds `true` or `false`) or `triples` (CONSTRUCT, DESCRIBE).
    `truncated` tells after the last row whether there were more than the limit. Leaving the `with` block ends the query.
    """

    kind: Literal["rows", "boolean", "triples"]

    def __init__(self, child: _Child, source: Path, query: str, name: str, limits: Limits) -> None:
        self._child, self._source, self._query, self._name, self._limits = child, source, query, name, limits
        self.truncated = False
        self.columns: list[str] = []
        self.boolean = False
        try:
            self._begin(self._next())
        except BaseException:
            child.close()
            raise

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._child.close()

    def __iter__(self) -> Iterator[Row]:
        if self.kind == "boolean":
            return
        count = 0
        while not isinstance(line := self._next(), dict):
            if self._limits.rows is not None and count >= self._limits.rows:
                self.truncated = True
                self._child.close()
                return
            count += 1
            yield [None if term is None else Term(*term) for term in line]

    def _parsed(self, query: str) -> str:
        """What the engine says about another query, which is not answered."""
        child = _Child({"parse": query, "prefixes": PREFIXES} | self._limits.request(), self._limits)
        try:
            return str(json.loads(child.readline() or b"{}").get("message", ""))
        finally:
            child.close()

    def _begin(self, head: Any) -> None:
        if "boolean" in head:
            self.kind, self.boolean = "boolean", head["boolean"]
        elif "triples" in head:
            self.kind, self.columns = "triples", ["subject", "predicate", "object"]
        else:
            self.kind, self.columns = "rows", head["columns"]

    def _next(self) -> Any:
        """The next line of the child, or the error it reports or died of."""
        line = self._child.readline()
        if line is None:
            raise self._died()
        record = json.loads(line)
        if isinstance(record, dict) and "error" in record:
            raise self._reported(record["error"], record["message"])
        return record

    def _died(self) -> QueryError:
        if self._child.expired:
            return QueryError(f"{self._name}: the query took longer than {self._limits.seconds:g} seconds")
        code = self._child.wait()
        return QueryError(f"{self._name}: {_DEATHS.get(code, f'the query ended without an answer (code {code})')}")

    def _reported(self, error: str, message: str) -> QueryError | GraphError:
        if error == "source":
            return GraphError(f"{self._source}: {message}")
        if error == "graph":
            return QueryError(f"{self._name}: FROM <{message}>: this graph is not in the data, and nothing is fetched")
        if error == "syntax" and (wide := spread(self._query)):
            return mistake(self._query, self._name, wide, self._parsed(wide.text) or message)
        return QueryError(f"{self._name}: {message}")


class _Child:
    """The process that answers; reading from it waits no longer in all than the limit."""

    def __init__(self, request: dict[str, Any], limits: Limits) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin and self._process.stdout
        self._out = self._process.stdout
        self._left = limits.seconds
        self._pieces: list[bytes] = []
        self._lines: list[bytes] = []
        self.expired = False
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.close()
        except BrokenPipeError:
            pass

    def readline(self) -> bytes | None:
        """The next line, or None where the child has ended or its time is up."""
        while not self._lines:
            chunk = self._chunk()
            if not chunk:
                return None
            self._pieces.append(chunk)
            if b"\n" in chunk:
                *lines, rest = b"".join(self._pieces).split(b"\n")
                self._lines, self._pieces = lines[::-1], [rest]
        return self._lines.pop()

    def _chunk(self) -> bytes:
        began = time.monotonic()
        ready, _, _ = select.select([self._out], [], [], max(0.0, self._left))
        self._left -= time.monotonic() - began
        if ready:
            return self._out.read1(_CHUNK)  # type: ignore[attr-defined, no-any-return]
        self.expired = True
        self.close()
        return b""

    def wait(self) -> int:
        """The exit code of a child that has closed its output."""
        try:
            return self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.close()
            return -9

    def close(self) -> None:
        """Ends the child, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._out.close()
