"""Which facts of different articles are one, and how many independent sources tell each: copies of one text are one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Assessment, Event, Organization, Reading, Statement, Territory
from kg.resolve.keys import digest, name_key

_DAY = 10
_TELLING = ("officiant", "subject", "organizer", "signatory")

Keys = Sequence[Sequence[str]]
"""For each event, assessment and statement of an article, in this order, the keys that a report of the same fact shares."""


def told(reading: Reading) -> list[list[str]]:
    """The keys of the facts of an article."""
    keys = (
        *map(_event, reading.events),
        *map(_assessment, reading.assessments),
        *map(_statement, reading.statements),
    )
    return [sorted({digest(*key) for key in some}) for some in keys]


def counted(articles: Iterable[tuple[str, Keys]], sources: Mapping[str, str]) -> dict[str, list[int]]:
    """How many independent sources tell each fact, by article; `sources` has the source of each article."""
    articles = list(articles)
    telling: dict[str, set[str]] = defaultdict(set)
    for article, facts in articles:
        for keys in facts:
            for key in keys:
                telling[key].add(sources[article])
    return {
        article: [len({sources[article]}.union(*(telling[key] for key in keys))) for keys in facts]
        for article, facts in articles
    }


def _event(event: Event) -> Iterator[tuple[str, ...]]:
    """Two reports tell of one happening where its kind, its day and one of those who made it happen are the same."""
    if len(event.date) == _DAY:
        for part in event.participants:
            if part.role in _TELLING:
                yield "event", event.type, event.date, name_key(part.agent.name)


def _assessment(assessment: Assessment) -> Iterator[tuple[str, ...]]:
    yield (
        "assessment",
        name_key(assessment.assessor.name) if assessment.assessor else "",
        _subject(assessment.subject),
        name_key(assessment.measure),
        name_key(assessment.value),
        assessment.date[:4],
    )


def _subject(subject: Organization | Territory | str) -> str:
    if isinstance(subject, Territory):
        return subject.code
    return name_key(subject.name) if isinstance(subject, Organization) else name_key(subject)


def _statement(statement: Statement) -> Iterator[tuple[str, ...]]:
    yield "statement", name_key(statement.text)
