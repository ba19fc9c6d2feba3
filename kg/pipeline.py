"""The whole chain: articles are read, names are resolved over all of them, and the graph is published.

Readings wait in a file (`kg/readings.py`) until it is known who everybody is; memory holds only names and posts. What was read
by an earlier build is not read again, and where only little changed, the graph that was there is spliced.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.crew import Answer, Crew, processors
from kg.deciding import DECISIONS, read_checked
from kg.errors import GraphError
from kg.extract.confidence import check_least
from kg.graph.edition import Edition, Input, check_license, decisions_digest
from kg.graph.folder import Generation, claimed, published
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.provenance import provenance_quads, times
from kg.graph.publish import note, publish
from kg.graph.reasoning import Reasoner
from kg.graph.splice import republish
from kg.ingest import Source, sources
from kg.ingest.records import names_of
from kg.ingest.sources import STDIN
from kg.intake import Intake, Progress, outside
from kg.memory import seldom_collected
from kg.model import Refusal
from kg.readings import Readings, Written, kept
from kg.resolve.decisions import Decision, Unfollowed
from kg.synthesis import Article, Synthesis
from kg.worker import Write

_AT_ONCE = 32
_LINES_IN_MEMORY = 500_000
_REWRITTEN, _SPLICED = 0.3, 100_000
"""The share of articles and the number of lines that may change where a graph is spliced; where more do, it is written anew."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: how many there are of each kind, what was refused, and how long it took."""

    out: Path
    counts: Mapping[str, int]
    refusals: tuple[Refusal, ...]
    seconds: float
    read: int = 0
    """How many articles were read; the others were read by an earlier build."""
    unfollowed: tuple[Unfollowed, ...] = ()
    """What people decided and could not be followed."""
    inferred: int = 0
    """How many statements follow from the graph; none where nobody asked for them."""


def build(
    paths: Iterable[str | Path] = ("seeds",),
    *,
    out: str | Path = "out",
    base: str = DEFAULT_BASE,
    columns: Mapping[str, str] | None = None,
    jobs: int = 0,
    min_confidence: float = 0.0,
    decisions: str | Path = DECISIONS,
    license: str = "",
    reason: bool = False,
    fresh: bool = False,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda doing, done, total: None,
) -> Summary:
    """Reads the articles and publishes their graph in the folder `out`; what cannot be read is refused and passed over.

    Facts that are less sure than `min_confidence`, from 0 to 1, are left out. The result is the same whatever the order of the
    paths, however many `jobs` work on it (0: one a processor), and whatever was read before; with `fresh` nothing that was read
    before is used. What people wrote down in the file `decisions` is followed; it need not be there. `license` is the address
    of the licence under which the graph is published. With `reason`, what follows from the graph by the ontology is published
    too, in a graph of its own.
    """
    began, started = datetime.now(UTC), time.monotonic()
    Iris(base), names_of(columns or {})
    check_least(min_confidence)
    check_license(license)
    decided = read_checked(Path(decisions), base)
    with (
        claimed(Path(out)) as folder,
        Crew(jobs or processors()) as crew,
        kept(folder, fresh) as readings,
        seldom_collected(),
    ):
        intake = Intake(crew, readings, min_confidence, progress)
        chain = _Chain(crew, readings, Options(base, min_confidence, decided, license, reason), progress, intake)
        counts = chain.build(folder, outside(sources(paths), folder), dict(columns or {}), stdin)
        note(folder, times(chain.edition, began, datetime.now(UTC)))
    seconds = time.monotonic() - started
    return Summary(folder, counts, tuple(intake.refusals), seconds, len(intake.new), chain.unfollowed, chain.inferred)


class Options(NamedTuple):
    """How a graph is wanted: the base of its IRIs, how sure facts have to be, what people decided, the address of its licence,
    and whether with what follows from it.
    """

    base: str
    least: float
    decisions: Sequence[Decision]
    license: str
    reason: bool


@dataclass(slots=True)
class _Chain:
    """One build on its way: what was read, and what of it could not be followed and was concluded."""

    crew: Crew
    readings: Readings
    options: Options
    progress: Progress
    intake: Intake
    unfollowed: tuple[Unfollowed, ...] = ()
    inferred: int = 0
    edition: Edition = field(default_factory=Edition)

    def build(self, folder: Path, inputs: list[Source], columns: Mapping[str, str], stdin: BinaryIO | None) -> dict[str, int]:
        """Reads every article and publishes the graph. Where an earlier reading turns out to be damaged, none is used."""
        while True:
            self.intake.read(inputs, columns, stdin)
            try:
                return self.publish(folder)
            except _DamagedError as damaged:
                self.readings.forget()
                if any(source.path == STDIN for source in inputs):
                    raise GraphError(f"{damaged}; build again, and everything is read anew") from damaged

    def publish(self, folder: Path) -> dict[str, int]:
        """Publishes the graph of what was read, without an article whose lines cannot be written."""
        while True:
            try:
                return self._publish(folder, Synthesis(self.intake.articles, self.options.decisions, self.options.base))
            except _UnwritableError as error:
                self.intake.articles = list(self._without(error))
                self.intake.refusals.append(error.refusal)

    def _without(self, unwritable: _UnwritableError) -> Iterator[Article]:
        """The articles without one whose lines cannot be written, where that is not for an earlier build's reading of it."""
        for article in self.intake.articles:
            if article.id != unwritable.article:
                yield article
            elif article.key not in self.intake.new:
                raise _DamagedError(f"{article.origin}: what was read before is damaged: {unwritable}") from unwritable

    def _publish(self, folder: Path, synthesis: Synthesis) -> dict[str, int]:
        known = {article.id: synthesis.known(article) for article in self.intake.articles}
        written = {article.id: Written(article.key, known[article.id].record()) for article in self.intake.articles}
        shared, self.unfollowed = synthesis.shared(self._found({id: written[id] for id in known if known[id].corrections}))
        self.edition = edition = self._edition()
        shared = sorted({*shared, *provenance_quads(edition)})
        chunks = self._reasoned(self._chunks(written, shared)) if self.options.reason else self._chunks(written, shared)
        generation = self._spliced(folder, written, shared, edition) or publish(
            folder, chunks, edition, lines_in_memory=_LINES_IN_MEMORY
        )
        self.readings.keep(generation.path.name, written, shared, self.intake.repeated)
        return dict(generation.manifest["counts"])

    def _found(self, corrected: Mapping[str, Written]) -> dict[str, str]:
        """What corrections find in the articles that they may touch."""
        found: dict[str, str] = {}
        for record, _ in self._answers(corrected, "correcting"):
            found |= record["found"]
        return found

    def _spliced(self, folder: Path, written: Mapping[str, Written], shared: list[str], edition: Edition) -> Generation | None:
        """The graph that is there with what changed in it, where that is known and little, and nothing is to be concluded."""
        before = None if self.options.reason else _published(folder)
        was = self.readings.written(before.path.name) if before else None
        if before is None or was is None:
            return None
        gone = {article: made_of for article, made_of in sorted(was.items()) if written.get(article) != made_of}
        come = {article: made_of for article, made_of in sorted(written.items()) if was.get(article) != made_of}
        if len(come) > _REWRITTEN * len(written):
            return None
        difference = self._difference(gone, come, shared)
        self.progress("publishing", 0, 0)
        return republish(folder, before, *difference, edition) if difference else None

    def _difference(
        self, gone: Mapping[str, Written], come: Mapping[str, Written], shared: list[str]
    ) -> tuple[set[str], set[str]] | None:
        """The lines that go and those that come, of articles in the order of their ids; None where they are too many.

        No line of an article is one of another's or a shared one: each has a graph of its own.
        """
        was, now = set(self.readings.shared()), set(shared)
        removed, added = was - now, now - was
        old, new = self._lines(gone, "comparing"), self._lines(come, "writing")
        for article in sorted(gone.keys() | come):
            try:
                was = set(next(old)) if article in gone else set()
            except _UnwritableError:
                return None
            now = set(next(new)) if article in come else set()
            removed |= was - now
            added |= now - was
            if len(removed) + len(added) > _SPLICED:
                return None
        return removed, added

    def _edition(self) -> Edition:
        """What is published besides the lines."""
        options = self.options
        return Edition(
            tuple(Input(article.id, article.origin, article.digest) for article in self.intake.articles),
            tuple(self.intake.refusals),
            options.base,
            options.least,
            tuple(article.claims.record() for article in self.intake.articles),
            decisions_digest(options.decisions),
            options.license,
            options.reason,
        )

    def _chunks(self, written: Mapping[str, Written], shared: list[str]) -> Iterator[list[str]]:
        """The lines of the articles, and at the end those that no single article says."""
        yield from self._lines(written, "writing")
        self.progress("publishing", 0, 0)
        yield shared

    def _reasoned(self, chunks: Iterable[list[str]]) -> Iterator[list[str]]:
        """The lines, and at the end those that follow from them."""
        reasoner = Reasoner(Iris(self.options.base))
        for chunk in chunks:
            reasoner.take(chunk)
            yield chunk
        self.progress("reasoning", 0, 0)
        inferred = reasoner.lines()
        self.inferred = len(inferred)
        yield inferred

    def _lines(self, written: Mapping[str, Written], doing: str) -> Iterator[list[str]]:
        """The lines of each of these articles."""
        return (blob.decode("utf-8").split("\n") for _, blob in self._answers(written, doing))

    def _answers(self, written: Mapping[str, Written], doing: str) -> Iterator[Answer]:
        """What writing these articles gives."""
        origins = {article.id: article.origin for article in self.intake.articles}
        jobs = (
            Write(self.readings.reading(made_of.key), origins.get(article, article), made_of.known, self.options.base)
            for article, made_of in written.items()
        )
        answers = zip(written, self.crew.answers(jobs, _AT_ONCE), strict=True)
        for done, (article, (job, answer)) in enumerate(answers, start=1):
            if "refused" in answer.record:
                raise _UnwritableError(article, Refusal(job.origin, answer.record["refused"]))
            self.progress(doing, done, len(written))
            yield answer


class _UnwritableError(Exception):
    """The lines of an article cannot be written."""

    def __init__(self, article: str, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.article, self.refusal = article, refusal


class _DamagedError(Exception):
    """What an earlier build read cannot be used."""


def _published(folder: Path) -> Generation | None:
    """The graph that is there, where it can be read."""
    try:
        return published(folder)
    except GraphError:
        return None
