"""Who takes part in an event once, and in which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.annotate import lists
from kg.annotate.lists import EventWord
from kg.extract import enforcement
from kg.extract.event_types import AWARD, CASES, SIGNING, UNDERGONE
from kg.model import Agent, Organization, Participation
from kg.rules import Match

_BY_BEING_NAMED = {SIGNING: "signatory", AWARD: "subject"}
"""What a body does in an event of this type that only names it: MoU antara Pemprov dan BPN, Pemkab Bogor juara."""
_TAKING = lists.cues("taking")
_NAMED_FOR = 3


def role_in(type: str, role: str, agent: Agent, match: Match) -> str:
    """The role in an event of this type: who leads a signing signs, the police lead a search, what is opened does not open."""
    event = match.fields["event"].mention if "event" in match.fields else None
    if role == "officiant" and event is not None and isinstance(event.value, EventWord) and event.value.noun in _TAKING:
        return "subject"
    if type == SIGNING and role == "officiant":
        return "signatory"
    if not isinstance(agent, Organization):
        return "officiant" if role == "organizer" else role
    if match.rule.status == "trial" and role != "officiant" and type in _BY_BEING_NAMED:
        return _BY_BEING_NAMED[type]
    if type == CASES and enforcement.enforces(agent):
        return "attendee" if role == "attendee" else "officiant"
    named_for = role == "organizer" and match.end - match.start <= _NAMED_FOR
    return "subject" if named_for and type in UNDERGONE else role


def new(parts: Iterable[Participation], known: Iterable[Participation]) -> Iterator[Participation]:
    """The parts of those who are not in an event yet, one each."""
    names = {part.agent.name for part in known}
    for part in parts:
        if part.agent.name not in names:
            names.add(part.agent.name)
            yield part
