"""What stands around an item of a row: words, people, kinds of event."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.annotate.lists import EventWord
from kg.rules import Item

ROLES = ("officiant", "officiant2", "subject", "organizer", "attendee", "attendee2", "signatory")
AGENTS = frozenset({"official", "person", "office", "organization"})
PEOPLE = AGENTS - {"organization"}
BUILDINGS = lists.cues("seats") | lists.cues("fronts")
"""Words before an office or a body whose building is meant."""
WHOLE = lists.cues("whole")
OVER = lists.cues("over")
NEAR = 4
"""So many items are near."""


def words(items: Sequence[Item], first: int, last: int) -> set[str]:
    """The words and marks between two places of a row, in lower case, without mentions."""
    return {item.text.lower() for item in items[max(0, first) : last] if item.mention is None}


def is_person(item: Item) -> bool:
    """True for a person or an office."""
    return item.mention is not None and item.mention.kind in PEOPLE


def event_type(event: Item) -> str:
    """The type of event that a word tells of, or nothing."""
    value = event.mention.value if event.mention else None
    return value.type if isinstance(value, EventWord) else ""


def is_over(items: Sequence[Item], at: int) -> bool:
    """True for an event that the words put before what they tell: `usai melakukan pelantikan`."""
    return not OVER.isdisjoint(words(items, at - NEAR, at))
