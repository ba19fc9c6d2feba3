"""The whole chain: articles are read, names are resolved over all of them, and the graph is published.

Readings wait in a file without a name until it is known who everybody is; memory holds only names and posts.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from kg import lexicon
from kg.crew import Crew, processors
from kg.errors import InputError
from kg.extract.confidence import check_least
from kg.graph.folder import claimed
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.publish import Edition, Input, publish
from kg.graph.reference import reference_quads
from kg.graph.triples import Mentioned
from kg.ingest import Source, read_source, sources
from kg.ingest.records import names_of
from kg.model import Document, Refusal
from kg.resolve.claims import Claims
from kg.resolve.identities import Identities, resolve
from kg.resolve.keys import name_key
from kg.worker import Read, Write

Progress = Callable[[str, int, int], None]
"""Told now and then what is being done, how many articles are through, and of how many (0: not known)."""

_READ_AT_ONCE, _WRITE_AT_ONCE = 8, 32
_LINES_IN_MEMORY = 500_000


class Article(NamedTuple):
    """An article that was read: what resolution needs of it, and where its reading waits."""

    id: str
    origin: str
    digest: str
    claims: Claims
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: how many there are of each kind, what was refused, and how long it took."""

    out: Path
    counts: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    seconds: float


def build(
    paths: Iterable[str | Path] = ("seeds",),
    *,
    out: str | Path = "out",
    base: str = DEFAULT_BASE,
    columns: Mapping[str, str] | None = None,
    jobs: int = 0,
    min_confidence: float = 0.0,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda doing, done, total: None,
) -> Summary:
    """Reads the articles and publishes their graph in the folder `out`; what cannot be read is refused and passed over.

    Facts that are less sure than `min_confidence`, from 0 to 1, are left out. The result is the same whatever the order of the
    paths and however many `jobs` work on it (0: one a processor).
    """
    started = time.monotonic()
    Iris(base), names_of(columns or {})
    check_least(min_confidence)
    with (
        claimed(Path(out)) as folder,
        Crew(jobs or processors()) as crew,
        tempfile.TemporaryFile(dir=folder) as waiting,
    ):
        chain = _Chain(crew, waiting, base, min_confidence, progress)
        chain.read(_without(sources(paths), folder), dict(columns or {}), stdin)
        counts = chain.publish(folder)
    return Summary(folder, counts, tuple(chain.refusals), time.monotonic() - started)


@dataclass(slots=True)
class _Chain:
    """One build on its way: what was read, and what was refused."""

    crew: Crew
    waiting: IO[bytes]
    base: str
    least: float
    progress: Progress
    articles: list[Article] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def read(self, inputs: list[Source], columns: Mapping[str, str], stdin: BinaryIO | None) -> None:
        """Reads every article; one with the id of an earlier one is refused."""
        total = 0 if any(source.format in ("jsonl", "csv") or source.path == "-" for source in inputs) else len(inputs)
        origins: dict[str, str] = {}
        for _, (record, blob) in self.crew.answers(self._jobs(inputs, columns, stdin), _READ_AT_ONCE):
            if "refused" in record:
                self.refusals.append(Refusal(record["origin"], record["refused"]))
            elif (first := origins.setdefault(record["id"], record["origin"])) != record["origin"]:
                self.refusals.append(Refusal(record["origin"], f"same id as {first}: {record['id']}"))
            else:
                self.articles.append(_article(record, self.waiting, blob))
            self.progress("reading", len(self.articles) + len(self.refusals), total)
        if not self.articles:
            raise InputError(_nothing_read(inputs, self.refusals))

    def publish(self, folder: Path) -> dict[str, int]:
        """Publishes the graph of what was read, without an article whose lines cannot be written."""
        while True:
            try:
                identities = resolve(article.claims for article in self.articles)
                edition = Edition(
                    tuple(Input(article.id, article.origin, article.digest) for article in self.articles),
                    tuple(self.refusals),
                    self.base,
                    self.least,
                    tuple(article.claims.record() for article in self.articles),
                )
                chunks = self._chunks(identities)
                return dict(publish(folder, chunks, edition, lines_in_memory=_LINES_IN_MEMORY).manifest["counts"])
            except _UnwritableError as error:
                self.refusals.append(error.refusal)
                self.articles = [article for article in self.articles if article.origin != error.refusal.origin]

    def _jobs(self, inputs: list[Source], columns: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Read]:
        """One job an article. Files of records are taken apart here, so that their articles can go to different workers."""
        for source in inputs:
            if source.format in ("text", "html") and source.path != "-":
                yield Read(source, columns, self.least)
                continue
            try:
                for item in read_source(source, columns=columns, stdin=stdin):
                    if isinstance(item, Document):
                        yield Read(item, columns, self.least)
                    else:
                        self.refusals.append(item)
            except Exception as error:
                self.refusals.append(Refusal(source.path, f"internal error: {type(error).__name__}: {error}"))

    def _chunks(self, identities: Identities) -> Iterator[list[str]]:
        """The lines of the articles, and at the end those of what they share."""
        mentioned = Mentioned()
        jobs = (self._write_job(article, identities) for article in self.articles)
        for done, (job, (record, blob)) in enumerate(self.crew.answers(jobs, _WRITE_AT_ONCE), start=1):
            if "refused" in record:
                raise _UnwritableError(Refusal(job.origin, record["refused"]))
            _add(mentioned, record)
            self.progress("writing", done, len(self.articles))
            yield blob.decode("utf-8").split("\n")
        self.progress("publishing", 0, 0)
        yield reference_quads(mentioned, lexicon.territories(), Iris(self.base))

    def _write_job(self, article: Article, identities: Identities) -> Write:
        self.waiting.seek(article.offset)
        keys = {name_key(body.name) for body in article.claims.bodies}
        labels = {key: identities.organizations[key] for key in keys}
        people = dict(identities.people.get(article.id, {}))
        return Write(self.waiting.read(article.length), article.origin, people, labels, self.base)


class _UnwritableError(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def _without(inputs: list[Source], out: Path) -> list[Source]:
    """The inputs that do not lie in the folder of the graph."""
    folder = out.resolve()
    return [source for source in inputs if not source.found or folder not in Path(source.path).resolve().parents]


def _article(record: Mapping[str, Any], waiting: IO[bytes], blob: bytes) -> Article:
    identifier, origin, digest = (str(record[name]) for name in ("id", "origin", "digest"))
    claims = Claims.of(record["claims"])
    offset = waiting.seek(0, 2)
    waiting.write(blob)
    return Article(identifier, origin, digest, claims, offset, len(blob))


def _add(mentioned: Mentioned, record: Mapping[str, Iterable[str]]) -> None:
    mentioned.articles += 1
    for name, found in record.items():
        getattr(mentioned, name).update(found)


def _nothing_read(inputs: list[Source], refusals: list[Refusal]) -> str:
    if not refusals:
        return "there are no articles to read: expected files that end in .txt, .md, .html, .jsonl or .csv (or .gz of these)"
    first = min(refusals, key=lambda refusal: refusal.origin)
    others = f" (and {len(refusals) - 1} more)" if len(refusals) > 1 else ""
    return f"no article could be read: {first.origin}: {first.reason}{others}"
