"""What can be seen of a fact that tells how sure it is: the rule that read it, where it stands, what is said and what inferred.

A feature is a name and a value: `rule official.office-person`, `at lead`, `date said`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from kg.model import (
    Assessment,
    Document,
    Event,
    Evidence,
    Organization,
    Participation,
    Reading,
    Span,
    Statement,
    Tenure,
    Territory,
)

Features = tuple[str, ...]
"""What one place of the article shows of a fact; a fact has those of every place that states it."""

_NUMBER = re.compile("[0-9]{1,4}")
_NEAR = 400
"""How far around an event's word a date is looked for."""
_MOST_PLACES = 20
_YEAR = len("2025")


class Looks:
    """The features of the facts of one article."""

    def __init__(self, reading: Reading) -> None:
        self.document: Document = reading.document
        self._starts = [block.span.start for block in self.document.blocks]
        self._territories = {territory.code: territory.mentions for territory in reading.territories}

    def tenure(self, tenure: Tenure) -> list[Features]:
        """Of each place: its rule, where it stands, whether the body of the post is known, and in how many sentences it is."""
        body = "body known" if tenure.organization else "body unknown"
        again = _again({evidence.sentence for evidence in tenure.evidence})
        return [(*self._read(evidence), body, again) for evidence in tenure.evidence[:_MOST_PLACES]]

    def organization(self, organization: Organization) -> list[Features]:
        """Of each mention: whether it is the full name, another name, or an office that implies the body; kind; how often."""
        kind = f"kind {organization.kind or 'none'}"
        mentions = organization.mentions[:_MOST_PLACES]
        again = _again(organization.mentions)
        return [(self._at(span), self._named(organization, span), kind, again) for span in mentions]

    def territory(self, territory: Territory) -> list[Features]:
        """Of each mention where it stands."""
        return [(self._at(span),) for span in territory.mentions[:_MOST_PLACES]]

    def event(self, event: Event) -> list[Features]:
        """Its type, and whether the sentence itself says date and place."""
        date, place = f"date {self._date(event)}", f"place {self._place(event)}"
        return [(*self._read(evidence), f"type {event.type}", date, place) for evidence in event.evidence[:_MOST_PLACES]]

    def participant(self, event: Event, part: Participation) -> list[Features]:
        """As what, in what, and whether the words name the agent and stand in the event's own sentence."""
        named = "agent named" if _inside(part.agent.mentions, part.evidence.span) else "agent meant"
        own = "sentence own" if part.evidence.sentence == event.evidence[0].sentence else "sentence other"
        return [(*self._read(part.evidence), f"part {part.role}", f"type {event.type}", named, own)]

    def assessment(self, assessment: Assessment) -> list[Features]:
        """Whether it is known who gave it."""
        assessor = "assessor known" if assessment.assessor else "assessor unknown"
        return [(*self._read(evidence), assessor) for evidence in assessment.evidence[:_MOST_PLACES]]

    def statement(self, statement: Statement) -> list[Features]:
        """Whether the sentence of the quotation names the speaker."""
        return [
            (*self._read(evidence), f"speaker {_named_or_meant(statement.speaker.mentions, evidence.sentence)}")
            for evidence in statement.evidence[:_MOST_PLACES]
        ]

    def _read(self, evidence: Evidence) -> Features:
        return f"rule {evidence.rule}", self._at(evidence.sentence)

    def _at(self, span: Span) -> str:
        """Where the words stand: in title, lead or body."""
        index = bisect_right(self._starts, span.start) - 1
        return f"at {self.document.blocks[index].place if index >= 0 else 'body'}"

    def _named(self, organization: Organization, span: Span) -> str:
        words = " ".join(span.of(self.document.text).split())
        if words == organization.name:
            return "named full"
        return "named other" if words in organization.aliases else "named implied"

    def _date(self, event: Event) -> str:
        """`said` where the day, or of a less precise date the year, stands near the event's word."""
        if not event.date:
            return "none"
        number = int(event.date[-2:] if len(event.date) > len("2025-10") else event.date[:_YEAR])
        evidence = event.evidence[0]
        start = max(evidence.sentence.start, evidence.span.start - _NEAR)
        end = min(evidence.sentence.end, evidence.span.end + _NEAR)
        said = number in map(int, _NUMBER.findall(self.document.text, start, end))
        return "said" if said else "inferred"

    def _place(self, event: Event) -> str:
        if not event.place:
            return "none"
        said = _inside(self._territories.get(event.place, ()), event.evidence[0].sentence)
        return "said" if said else "inferred"


def _again(places: Collection[Span]) -> str:
    """Whether a fact is told once or more often."""
    return "told once" if len(places) < 2 else "told again"


def _named_or_meant(mentions: Sequence[Span], sentence: Span) -> str:
    return "named" if _inside(mentions, sentence) else "meant"


def _inside(mentions: Sequence[Span], span: Span) -> bool:
    """True where one of the mentions, which are in text order, lies in the span.

    >>> _inside([Span(0, 3), Span(9, 12)], Span(4, 20)), _inside([Span(0, 3)], Span(4, 20))
    (True, False)
    """
    index = bisect_left(mentions, (span.start, 0))
    return index < len(mentions) and mentions[index].end <= span.end
