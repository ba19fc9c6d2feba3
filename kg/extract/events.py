"""What happened, when, where, and who took part.

A word of event_words.csv opens a draft; a date, a venue or a participant in its sentence makes it an event. Drafts of one type
that do not disagree on the date are one happening told more than once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.annotate.lists import EventWord
from kg.annotate.offices import OfficeValue
from kg.extract import (
    absence,
    appointed,
    attendance,
    backrefs,
    drafts,
    listing,
    participation,
    speakers,
    triggers,
)
from kg.extract.bodies import Bodies
from kg.extract.corefer import Coreference
from kg.extract.drafts import Draft
from kg.extract.enforcement import Enforcers
from kg.extract.event_types import CASES, ELSEWHERE, PRIVATE, SWEARING_IN
from kg.extract.rows import items, join
from kg.extract.scene import Scene, scene
from kg.model import Agent, Event, Evidence, Mention, Participation, Person, Sentence, Statement
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches
from kg.rules.match import LONGEST_ROW

_MOST_IN_LABEL = 2
_ENFORCING = frozenset({"police", "prosecution", "court"})
_BY_OFFICES = lists.cues("by-offices")
_CREWS = lists.cues("crews")
_NAMED_IN_LABEL: Mapping[str, frozenset[str]] = defaultdict(
    frozenset,
    {
        "event.undergo": frozenset({"subject"}),
        "event.meet": frozenset({"officiant", "attendee"}),
        "event.receive": frozenset({"subject"}),
    },
)
"""Whose names go into the label of a verb that says no more: pelantikan AL Leysandri, pertemuan A dan B."""
_LISTS = (
    "attended",
    "present",
    "seen",
    "beside",
    "together",
    "occasion",
    "welcomed",
    "given",
    "taken",
    "judges",
    "reading",
    "entourage",
    "came",
)
"""The word lists of rules whose words stand in sentences that tell of no happening themselves."""


@cache
def rules() -> RuleSet:
    """The rules of participation."""
    return load("events")


@cache
def _listing() -> frozenset[str]:
    """The words of sentences that tell of participants alone."""
    words = [word for name in _LISTS for word in rules().groups[name]]
    return frozenset([*words, *(word.title() for word in words)])


def find(
    annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person], said: Sequence[Statement]
) -> list[Event]:
    """The events of an article in text order; cases and disasters name only `public` people, no victims or suspects."""
    where = scene(annotated)
    finder = _Finder(annotated, people, bodies, public, where)
    for sentence in annotated.sentences:
        if sentence.place != "title":
            finder.read(sentence)
    told = [drafts.settled(draft, where) for draft in _held(finder, where)]
    enforcers = Enforcers(bodies)
    for draft in told:
        if draft.type == CASES:
            draft.participants += enforcers.missing(draft.label, draft.evidence, draft.place, draft.participants)
    if (sworn := next((draft for draft in told if draft.type == SWEARING_IN), None)) is not None:
        sworn.participants += appointed.missing(annotated, people, sworn.participants)
    if (main := _main(told, where, annotated.document.published)) is not None:
        main.participants = speakers.joined(speakers.find(annotated, people, said), main.type, main.participants)
    return [_event(draft, where, finder.home_place) for draft in told]


def _held(finder: _Finder, where: Scene) -> list[Draft]:
    """The happenings that are particular ones; in a case police, prosecutors or a court are named, or an office acts."""
    found = drafts.merged(finder.drafts)
    found = [d for d in found if d.type != CASES or finder.enforced or d.kind.split()[0] in _BY_OFFICES]
    in_case = any(draft.type == CASES and draft.date for draft in found)
    return [draft for draft in found if draft.holds(where) or (in_case and draft.is_step())]


def _main(told: Sequence[Draft], where: Scene, published: str) -> Draft | None:
    """The occasion with which the article opens, if it is over when the article appears."""
    opening = [d for d in told if speakers.is_occasion(d.type, d.label) and d.evidence.span.start < where.end]
    past = [draft for draft in opening if not (published and draft.date > published)]
    return min(past, key=lambda draft: draft.over, default=None)


class Listing(NamedTuple):
    """A list of those present that the end of its sentence may not end."""

    draft: Draft
    match: Match


class _Finder:
    """Reads sentence after sentence; lists of those present go to the last event told."""

    def __init__(self, annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person], where: Scene) -> None:
        self.annotated, self.people, self.bodies, self.public, self.where = annotated, people, bodies, public, where
        self.drafts: list[Draft] = []
        self.listing: Listing | None = None
        self.home_place = bodies.home.region()
        self.enforced = any(body.kind in _ENFORCING or "Korupsi" in body.name for body in bodies.by_name.values())

    def read(self, sentence: Sentence) -> None:
        tokens = self.annotated.tokens
        first, last = self.annotated.ranges[sentence.span.start]
        bare = lists.HAPPENINGS.isdisjoint(self.annotated.labels.of[first:last])
        if bare and _listing().isdisjoint(tokens.words[first:last]) and self.listing is None:
            return
        said = backrefs.with_backrefs(join(items(self.annotated, sentence), self.people.joined), self.people)
        row = encode(said[:LONGEST_ROW], rules())
        told = drafts.told(self.annotated, row.items, sentence)
        words = triggers.find(row.items, self.people.in_quote, told.days, told.venue.name)
        here = {at: drafts.draft(told, at) for at in words}
        away = absence.absent(row.items)
        if self.listing is not None and bare and listing.goes_on(row.items):
            self.go_on(row.items, away, sentence)
            return
        self.listing = None
        for match in matches(row, rules(), sentence.place):
            if (draft := self.event_of(row, match, here, sentence)) is not None:
                for item, role in attendance.parts(row, match, away):
                    self.add(draft, item.mention, role, sentence, match)
                if listing.is_open(row.items, match):
                    self.listing = Listing(draft, match)
        for at, draft in here.items():
            person = self.people.topic(sentence.span.start) if attendance.carries_on(row.items, at) else None
            if person is not None and person in self.public:
                part = Participation(person, "officiant", draft.evidence._replace(rule="event.carried-on"))
                draft.participants += participation.new([part], draft.participants)
        self.drafts += here.values()

    def go_on(self, row: Sequence[Item], away: Set[int], sentence: Sentence) -> None:
        """Adds the names of a sentence that goes on with the list of the one before."""
        assert self.listing is not None
        for item, role in listing.listed(row, self.listing.match, away):
            self.add(self.listing.draft, item.mention, role, sentence, self.listing.match)

    def event_of(self, row: Row, match: Match, here: dict[int, Draft], sentence: Sentence) -> Draft | None:
        """The event a match belongs to: the one it names, else the nearest of its sentence, else the occasion told before."""
        item = match.fields.get("event")
        if item is not None:
            draft = here.get(triggers.opened(row.items, row.items.index(item)))
            return draft if draft is not None or not match.rule.build else self.again(item)
        if types := match.rule.set.get("type", "").split():
            words = match.rule.set.get("event", "").split()
            told = (draft for draft in (*here.values(), *reversed(self.drafts)) if draft.type in types)
            return next((draft for draft in told if not words or draft.label.split()[0].lower() in words), None)
        at = attendance.nearest(row.items, match, [at for at, draft in here.items() if draft.type not in ELSEWHERE])
        if at is not None:
            return here[at]
        return None if match.rule.build == "list-here" else self.occasion(sentence)

    def again(self, item: Item) -> Draft | None:
        """The happening of which a verb that opens a list speaks once more: `yang ditinjau adalah ...`."""
        value = item.mention.value if item.mention and item.mention.kind == "undergo" else None
        return next((d for d in reversed(self.drafts) if isinstance(value, EventWord) and d.type == value.type), None)

    def occasion(self, sentence: Sentence) -> Draft | None:
        """What a sentence that names no event speaks of: a dated one told just before, else the first of the article."""
        told = [draft for draft in self.drafts if draft.type not in ELSEWHERE]
        near = [draft for draft in told if draft.paragraph >= sentence.paragraph - 1 and (draft.date or draft.venue)]
        held = [draft for draft in told if draft.holds(self.where)]
        if near:
            beside = [draft for draft in near if draft.evidence.sentence == near[-1].evidence.sentence]
            return min(beside, key=lambda draft: draft.weak)
        return next(iter(held or told), None)

    def add(self, draft: Draft, mention: Mention | None, role: str, sentence: Sentence, match: Match) -> None:
        agent = self.agent(mention) if mention is not None else None
        if mention is None or agent is None or self.people.in_quote(mention.span.start):
            return
        if draft.type in PRIVATE and isinstance(agent, Person) and (agent not in self.public or backrefs.made(mention)):
            return
        role = participation.role_in(draft.type, role, agent, match)
        draft.sure = draft.sure or match.rule.status == "stable"
        part = Participation(agent, role, Evidence(mention.span, sentence.span, match.rule.id))
        draft.participants += participation.new([part], draft.participants)

    def agent(self, mention: Mention) -> Agent | None:
        value = mention.value
        if isinstance(value, BodyValue):
            return self.bodies.of(value)
        if isinstance(value, OfficeValue) and value.office.role in _CREWS:
            return self.bodies.of(value.body)
        return self.people.person(mention)


def _event(draft: Draft, where: Scene, home: str) -> Event:
    named = _NAMED_IN_LABEL[draft.evidence.rule]
    people = [p.agent.name for p in draft.participants if p.role in named and isinstance(p.agent, Person)]
    label = f"{draft.label} {' dan '.join(people)}" if 0 < len(people) <= _MOST_IN_LABEL else draft.label
    place = where.exactly(draft.place or home)
    return Event(draft.type, label, draft.date, place, draft.venue, tuple(draft.participants), (draft.evidence,))
