"""How sure each fact is, as a probability that was measured: how often facts that look like it are right.

`confidence.csv` has the figures, made by `scripts/calibrate`. A fact starts from the log-odds of its type. Each feature of a
place that states it moves them by half of what facts with the feature differ from others, since features tell in part the
same. Of several places the best counts; that there are several is a feature of its own. (Places are not independent: what is
misread once is misread again. So treating them as such, with a noisy or, is measurably worse.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import exp, log

from kg import lexicon
from kg.errors import InputError
from kg.extract.features import Features, Looks
from kg.model import Event, Reading

WEIGHT = 0.5
"""How much counts of the difference that a feature makes."""
ALL = "all"
"""The feature of every fact of a type."""
_LEAST, _MOST = 0.01, 0.99
"""No fact is certain, nor certainly wrong."""

Shares = Mapping[tuple[str, str], float]
"""By type and feature, how often such facts are right."""


def weighed(reading: Reading) -> Reading:
    """The reading with the confidence of every fact."""
    looks = Looks(reading)
    return replace(
        reading,
        organizations=tuple(replace(o, confidence=_of("organization", looks.organization(o))) for o in reading.organizations),
        territories=tuple(replace(t, confidence=_of("territory", looks.territory(t))) for t in reading.territories),
        tenures=tuple(replace(t, confidence=_of("official", looks.tenure(t))) for t in reading.tenures),
        events=tuple(_event(event, looks) for event in reading.events),
        assessments=tuple(replace(a, confidence=_of("assessment", looks.assessment(a))) for a in reading.assessments),
        statements=tuple(replace(s, confidence=_of("statement", looks.statement(s))) for s in reading.statements),
    )


def sure(reading: Reading, least: float) -> Reading:
    """The reading without the facts that are less sure; of an event that stays, without the participants that are."""
    if not least:
        return reading
    events = tuple(
        replace(event, participants=tuple(part for part in event.participants if _holds(part.confidence, least)))
        for event in reading.events
        if _holds(event.confidence, least)
    )
    tenures = tuple(tenure for tenure in reading.tenures if _holds(tenure.confidence, least))
    statements = tuple(statement for statement in reading.statements if _holds(statement.confidence, least))
    shown = {tenure.person.name for tenure in tenures} | {statement.speaker.name for statement in statements}
    shown |= {part.agent.name for event in events for part in event.participants}
    return replace(
        reading,
        people=tuple(person for person in reading.people if person.name in shown),
        organizations=tuple(each for each in reading.organizations if _holds(each.confidence, least)),
        territories=tuple(each for each in reading.territories if _holds(each.confidence, least)),
        tenures=tenures,
        events=events,
        assessments=tuple(each for each in reading.assessments if _holds(each.confidence, least)),
        statements=statements,
    )


def check_least(least: float) -> None:
    """Refuses a least confidence that is none."""
    if not 0 <= least <= 1:
        raise InputError(f"least confidence {least:g}: expected a number from 0 to 1")


def estimate(kind: str, places: Iterable[Features], shares: Shares) -> float:
    """How sure a fact is that shows these features in these places.

    >>> shares = {("official", "all"): 0.8, ("official", "at lead"): 0.9, ("official", "rule a"): 0.7}
    >>> [round(estimate("official", places, shares), 2) for places in ([()], [("at lead",)], [("at lead", "rule a")])]
    [0.8, 0.86, 0.82]
    """
    best = max((at_place(kind, features, shares) for features in places), default=shares[kind, ALL])
    return min(_MOST, max(_LEAST, best))


def at_place(kind: str, features: Features, shares: Shares, weight: float = WEIGHT) -> float:
    """How sure it is by one place alone; a feature that was never measured makes no difference."""
    base = odds(shares[kind, ALL])
    moves = [odds(shares[kind, feature]) - base for feature in features if (kind, feature) in shares]
    return 1 / (1 + exp(-base - weight * sum(moves)))


def odds(share: float) -> float:
    """The log-odds of a share.

    >>> odds(0.5), round(odds(0.9), 2)
    (0.0, 2.2)
    """
    return log(share / (1 - share))


def _of(kind: str, places: Iterable[Features]) -> float:
    return round(estimate(kind, places, lexicon.confidence()), 2)


def _event(event: Event, looks: Looks) -> Event:
    parts = tuple(part._replace(confidence=_of("participant", looks.participant(event, part))) for part in event.participants)
    return replace(event, participants=parts, confidence=_of("event", looks.event(event)))


def _holds(confidence: float | None, least: float) -> bool:
    return confidence is None or confidence >= least
