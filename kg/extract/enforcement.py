"""Who enforces the law in a case: the police, the prosecutors, the anti-corruption commission, or for a trial the court."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.annotate import lists
from kg.extract.bodies import Bodies
from kg.model import Evidence, Organization, Participation, Span

RULE = "event.enforcer"
_KINDS = frozenset({"police", "prosecution"})
_NAMES = tuple(sorted(lists.cues("enforcers")))
_TRIALS = lists.cues("trials")
_REPORTS = lists.cues("reports")


def enforces(body: Organization) -> bool:
    """True for a body that searches, arrests and investigates; not for a court."""
    return body.kind in _KINDS or body.name.startswith(_NAMES)


def is_trial(label: str) -> bool:
    """True for the label of what happens before a court: `sidang perdana`, `vonis`."""
    return label.split()[0].lower() in _TRIALS


class Enforcers:
    """The enforcing bodies and courts of an article, by where they are named."""

    def __init__(self, bodies: Bodies) -> None:
        known = bodies.by_name.values()
        self.enforcing = sorted((span, body.name) for body in known if enforces(body) for span in body.mentions)
        self.courts = sorted((span, body.name) for body in known if body.kind == "court" for span in body.mentions)
        self.by_name = bodies.by_name

    def missing(self, label: str, evidence: Evidence, place: str, known: Sequence[Participation]) -> Iterator[Participation]:
        """The body behind a step of a case in which no such body is said to take part."""
        if any(isinstance(part.agent, Organization) and (enforces(part.agent) or part.agent.kind == "court") for part in known):
            return
        if (found := self.of(label, evidence.sentence, place)) is not None:
            body, span = found
            named = span if evidence.sentence.covers(span) else evidence.span
            yield Participation(body, "organizer" if is_trial(label) else "officiant", evidence._replace(span=named, rule=RULE))

    def of(self, label: str, sentence: Span, place: str) -> tuple[Organization, Span] | None:
        """The body behind a step of a case that names nobody, with where it is named: in its sentence, else nearest to it.

        None for what is only reported to a body, and where the body is one of another region than `place`.
        """
        if label.split()[0].lower() in _REPORTS:
            return None
        named = self.courts if is_trial(label) else self.enforcing
        at = bisect_left(named, sentence.start, key=lambda found: found[0].start)
        near = named[max(0, at - 1) : at + 1]
        if not near:
            return None
        span, name = min(near, key=lambda found: max(found[0].start - sentence.end, sentence.start - found[0].end))
        body = self.by_name[name]
        return (body, span) if not place or place.startswith(body.territory) or body.territory.startswith(place) else None
