"""Reads the articles of a build: in workers, each but once, and none that an earlier build read and that is as it was."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

from kg.crew import Answer, Crew
from kg.errors import InputError
from kg.ingest import Source, read_source
from kg.model import Document, Refusal
from kg.readings import Readings, key_of
from kg.synthesis import Article
from kg.worker import Job, Read

Progress = Callable[[str, int, int], None]
"""Told now and then what is being done, how many articles are through, and of how many (0: not known)."""

_AT_ONCE = 8


class Intake:
    """The articles of some inputs, and what was refused of them.

    `new` are the keys of those that were read and not known from an earlier build, `repeated` those of articles whose id
    another one has.
    """

    def __init__(self, crew: Crew, readings: Readings, least: float, progress: Progress) -> None:
        self.crew, self.readings, self.least, self.progress = crew, readings, least, progress
        self.articles: list[Article] = []
        self.refusals: list[Refusal] = []
        self.new: set[str] = set()
        self.repeated: set[str] = set()

    def read(self, inputs: list[Source], columns: Mapping[str, str], stdin: BinaryIO | None) -> None:
        """Reads every article; one with the id of an earlier one is refused."""
        total = 0 if any(source.format in ("jsonl", "csv") or source.path == "-" for source in inputs) else len(inputs)
        self.articles, self.refusals, self.repeated = [], [], set()
        origins: dict[str, str] = {}
        for item in self._items(self._jobs(inputs, columns, stdin)):
            if isinstance(item, Refusal):
                self.refusals.append(item)
            elif (first := origins.setdefault(item.id, item.origin)) != item.origin:
                self.refusals.append(Refusal(item.origin, f"same id as {first}: {item.id}"))
                self.repeated.add(item.key)
            else:
                self.articles.append(item)
            self.progress("reading", len(self.articles) + len(self.refusals), total)
        self.readings.save()
        if not self.articles:
            raise InputError(_nothing_read(inputs, self.refusals))

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

    def _items(self, jobs: Iterable[Read]) -> Iterator[Article | Refusal]:
        """The article or refusal of every job, in their order; what was read before is not read again."""
        known: deque[tuple[str, Article | None]] = deque()

        def unknown() -> Iterator[Read]:
            for job in jobs:
                key = job.key()
                record = self.readings.record(key) if key else None
                known.append((key, Article.of(record, key) if record else None))
                if record is None:
                    yield job

        for job, answer in self.crew.answers(unknown(), _AT_ONCE):
            yield from _before(known)
            key, _ = known.popleft()
            yield self._newly_read(job, key, answer)
        yield from _before(known)

    def _newly_read(self, job: Job, key: str, answer: Answer) -> Article | Refusal:
        """What a worker read, which is kept; an article that changed while it was read is not known by its key."""
        record, blob = answer
        if "refused" in record:
            return Refusal(record["origin"], record["refused"])
        if not key or (isinstance(job, Read) and job.key() != key):
            key = key_of(blob)
        self.new.add(key)
        self.readings.add(key, record, blob)
        return Article.of(record, key)


def outside(inputs: list[Source], out: Path) -> list[Source]:
    """The inputs that do not lie in the folder of the graph."""
    folder = out.resolve()

    @cache
    def inside(parent: Path) -> bool:
        return folder in (parent.resolve() / "file").parents

    return [source for source in inputs if not (source.found and inside(Path(source.path).parent))]


def _before(known: deque[tuple[str, Article | None]]) -> Iterator[Article]:
    """What stands before the next article that is not known, taken from the left."""
    while known and (article := known[0][1]):
        known.popleft()
        yield article


def _nothing_read(inputs: list[Source], refusals: list[Refusal]) -> str:
    if not refusals:
        return "there are no articles to read: expected files that end in .txt, .md, .html, .jsonl or .csv (or .gz of these)"
    first = min(refusals, key=lambda refusal: refusal.origin)
    others = f" (and {len(refusals) - 1} more)" if len(refusals) > 1 else ""
    return f"no article could be read: {first.origin}: {first.reason}{others}"
