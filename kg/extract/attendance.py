"""Who of those that a sentence names took part in its event: those whom a rule means, and those listed with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.annotate import lists
from kg.extract.absence import negated
from kg.extract.around import AGENTS, NEAR, ROLES, event_type, is_over, is_person
from kg.extract.bystanders import likely, of_others, only_speaks, placed
from kg.extract.event_types import PRIVATE
from kg.extract.listing import belongs, last_role, names_from, strays
from kg.rules import Item, Match, Row

_CARRYING_ON = lists.cues("carrying-on")
_COMPANY = lists.cues("company")
_PARTNERS = lists.cues("partners")
_WITH = frozenset({"dan", "serta", "&", "mendampingi"})


def parts(row: Row, match: Match, away: frozenset[int]) -> Iterator[tuple[Item, str]]:
    """Those of a match who took part, each with the role the rule gives; `away` are the items of those who were not there."""
    items = row.items
    if negated(items, match) or (match.rule.build and strays(items, match)):
        return
    found = [(at, name.rstrip("2")) for name in match.fields if name in ROLES for at in _meant(items, match, name, away)]
    apart = belongs if match.rule.build and "event" not in match.fields else of_others
    taken = [(at, role) for at, role in found if at not in away and not apart(items, at) and not only_speaks(items, at, match)]
    if match.rule.build and (taken or away):
        role = last_role(match)
        taken += [(at, role) for at in names_from(items, match.end) if at not in away]
    private = "event" in match.fields and event_type(match.fields["event"]) in PRIVATE
    for at, role in taken:
        sure = role if match.rule.status == "stable" else likely(items, at, match, role)
        if sure is not None and not (private and role == "organizer" and is_person(items[at])):
            yield items[at], sure


def _meant(items: Sequence[Item], match: Match, name: str, away: frozenset[int]) -> list[int]:
    """Where those stand whom a field means: before the event, whoever is nearest to it, with those joined by `dan`."""
    at, event = items.index(match.fields[name]), match.fields.get("event")
    happens = items.index(event) if event is not None else at
    if happens <= at:
        return [at]
    kinds, found, aside = _kinds(match.rule.pattern, name), [] if placed(items, at) else [at], False
    for index in range(at + 1, happens):
        mention, word = items[index].mention, items[index].text.lower()
        if mention is None:
            aside = aside or (word in _COMPANY and name != "organizer")
            if word in lists.speech_verbs("before"):
                aside = False
        elif mention.kind in kinds and not aside and index not in away and not placed(items, index):
            joined = _is_joined(items, index, name)
            found = [*found, index] if joined else [index]
    return found


def _is_joined(items: Sequence[Item], at: int, name: str) -> bool:
    """True for one who does it with the one before him: joined by `dan`, or as another organizer."""
    before = [item.text.lower() for item in items[max(0, at - 2) : at] if item.mention is None]
    return before[-1:] != [] and (before[-1] in _WITH or (name == "organizer" and not _PARTNERS.isdisjoint(before)))


@cache
def _kinds(pattern: str, name: str) -> frozenset[str]:
    """The kinds of mention that a field of a pattern takes."""
    found = re.search(r"\{" + name + r":([^}]*)\}", pattern)
    return frozenset(found[1].split("|")) if found else AGENTS


def carries_on(items: Sequence[Item], at: int) -> bool:
    """True for a verb at the start of a sentence that has no subject of its own: `Dilanjutkan dengan meninjau pasar`."""
    return 0 < at <= NEAR and all(item.mention is None and item.text.lower() in _CARRYING_ON for item in items[:at])


def nearest(items: Sequence[Item], match: Match, events: Sequence[int]) -> int | None:
    """Which event of its sentence a match without one belongs to: one inside it, the last before it, the first behind it.

    What is over (`usai pelantikan`) comes last.
    """
    ranked = sorted((_rank(items, match, at), abs(at - match.start), at) for at in events)
    return ranked[0][2] if ranked else None


def _rank(items: Sequence[Item], match: Match, at: int) -> int:
    if match.start <= at < match.end:
        return 0
    if at > match.start:
        return 2
    return 3 if is_over(items, at) else 1
