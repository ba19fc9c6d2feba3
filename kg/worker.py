"""Does the work on single articles in a process of its own, so that an article that kills or hangs it costs nothing else.

A job comes in on standard input, an answer goes out on standard output: what the parent needs to know as JSON, and bytes
that it only keeps. The parent never unpickles what comes from here.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, Self, TypeVar

from kg import readings
from kg.ingest import Source, read_source
from kg.model import Document, Reading, Refusal, words_read
from kg.resolve.claims import claims
from kg.resolve.identities import Identities, PersonId

if TYPE_CHECKING:
    from kg.graph.correcting import Applied

READY = {"ready": True}
_MEMORY = 1 << 30
_LARGEST_KEPT = 1 << 26
_LENGTHS = struct.Struct("!QQ")


class Read(NamedTuple):
    """The job to read one article, from its file or as it stands here."""

    article: Source | Document
    columns: Mapping[str, str]
    least: float = 0.0
    """The least confidence of the facts that are kept."""

    @property
    def origin(self) -> str:
        """Where the article is from."""
        return self.article.path if isinstance(self.article, Source) else self.article.origin

    def key(self) -> str:
        """What the reading is known by when the same article is to be read again; empty where it cannot be known beforehand."""
        if isinstance(self.article, Document):
            return readings.key(repr(self.article), str(self.least))
        try:
            data = Path(self.article.path).read_bytes() if 0 < self.article.size < _LARGEST_KEPT else b""
        except OSError:
            data = b""
        return readings.key(data, self.article.path, self.article.format, str(self.least)) if data else ""

    def answer(self) -> tuple[dict[str, Any], bytes]:
        """What resolution needs to know of the article, and all it says."""
        document = self._document()
        if isinstance(document, Refusal):
            return {"refused": document.reason, "origin": document.origin}, b""
        from kg.extract.confidence import sure
        from kg.extract.facts import read

        reading = sure(read(document), self.least)
        return record_of(reading), readings.dump(reading)

    def _document(self) -> Document | Refusal:
        if isinstance(self.article, Document):
            return self.article
        (item,) = read_source(self.article, columns=self.columns)
        return item


class Write(NamedTuple):
    """The job to write the lines of an article that was read, now that it is known who everybody is."""

    reading: bytes
    origin: str
    known: str
    """A `Known` as JSON."""
    base: str

    def answer(self) -> tuple[dict[str, Any], bytes]:
        """What corrections found in the article, and its N-Quads lines."""
        applied = lines_of(readings.load(self.reading), Known.of(self.known), self.base)
        return {"found": dict(applied.found)}, "\n".join(applied.lines).encode("utf-8")


class Known(NamedTuple):
    """What is known of the people and bodies of an article when all articles are read: all that its lines depend on besides
    its reading.
    """

    people: Mapping[str, PersonId]
    organizations: Mapping[str, str]
    sources: Sequence[int] = ()
    """How many independent sources tell each event, assessment and statement, in this order."""
    corrections: str = ""
    """What people decided about things of the article, as a record of `kg.graph.corrections.Corrections`."""

    def record(self) -> str:
        """The same as JSON; equal texts for what is equal."""
        return json.dumps(self, ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, record: str) -> Self:
        """What a record was made of."""
        people, *others = json.loads(record)
        return cls({name: PersonId(*person) for name, person in people.items()}, *others)


def record_of(reading: Reading) -> dict[str, Any]:
    """What all articles together need of one that was read."""
    from kg.graph.reference import mentioned_in
    from kg.resolve.copies import signature
    from kg.resolve.told import told

    document = reading.document
    return {
        "id": document.id,
        "origin": document.origin,
        "digest": document.digest,
        "claims": claims(reading).record(),
        "mentioned": mentioned_in(reading).record(),
        "signature": signature(words_read(document)),
        "told": told(reading),
    }


def lines_of(reading: Reading, known: Known, base: str) -> Applied:
    """The N-Quads lines of an article, and what corrections found in it."""
    from kg import lexicon
    from kg.graph.correcting import apply
    from kg.graph.corrections import Corrections
    from kg.graph.iris import Iris
    from kg.graph.triples import quads

    identities = Identities({reading.document.id: known.people}, known.organizations)
    lines = quads(reading, identities, lexicon.territories(), Iris(base), known.sources)
    return apply(lines, Corrections.of(known.corrections))


class Job(Protocol):
    """Work for a process of its own: `answer` does it there, `origin` says what it is about where that fails."""

    @property
    def origin(self) -> str: ...
    def answer(self) -> tuple[dict[str, Any], bytes]:
        """What the parent needs to know, and the bytes that it keeps."""
        ...


J = TypeVar("J", bound=Job)


def main() -> None:
    """Answers jobs until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _confine()
    send(sink, READY, b"")
    while frame := receive(source):
        for job in pickle.loads(frame[1]):
            send(sink, *_answered(job))


def _answered(job: Job) -> tuple[dict[str, Any], bytes]:
    try:
        return job.answer()
    except Exception as error:
        return {"refused": f"internal error: {_described(error)}", "origin": job.origin}, b""


def _described(error: Exception) -> str:
    """The error in one line, with the place in the code that it comes from."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(f"{type(error).__name__}: {error}"[:300].split())
    return f"{text} ({Path(last.filename).name}, line {last.lineno})"


def _confine() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send(sink: BinaryIO, record: Mapping[str, Any], blob: bytes) -> None:
    """Writes a record and its bytes."""
    text = json.dumps(record, ensure_ascii=True).encode("ascii")
    sink.write(_LENGTHS.pack(len(text), len(blob)))
    sink.write(text)
    sink.write(blob)
    sink.flush()


def receive(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next record and its bytes, or None where the other side has gone."""
    head = source.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    of_text, of_blob = _LENGTHS.unpack(head)
    text, blob = source.read(of_text), source.read(of_blob)
    return (json.loads(text), blob) if len(text) == of_text and len(blob) == of_blob else None


def batches(jobs: Iterator[J], size: int) -> Iterator[list[J]]:
    """The jobs in lists of at most `size`."""
    batch: list[J] = []
    for job in jobs:
        batch.append(job)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
