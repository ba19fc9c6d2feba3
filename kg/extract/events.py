"""What happened, when, where, and who took part.

A word of event_words.csv opens a draft; a date, a venue or a participant in its sentence makes it an event. Drafts of one type
that do not disagree on the date are one happening told more than once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.calendar import DateValue
from kg.annotate.lists import EventWord
from kg.annotate.offices import OfficeValue
from kg.annotate.organizations import BodyValue
from kg.extract import appointed, attendance, speakers, triggers, venues, when
from kg.extract.bodies import Bodies
from kg.extract.corefer import Coreference
from kg.extract.enforcement import Enforcers
from kg.extract.participation import role_in
from kg.extract.rows import items, join
from kg.extract.scene import Scene, scene
from kg.extract.triggers import Day, closes, label_end
from kg.extract.venues import Venue
from kg.model import Agent, Event, Evidence, Mention, Participation, Person, Sentence, Statement
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches
from kg.rules.match import LONGEST_ROW

_MOST = 200
"""So many happenings of an article are looked at for one told again: who tells of more gives a list, each of them once."""
_MOST_IN_LABEL = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_CASES = "penindakan"
_PRIVATE = frozenset({_CASES, "bencana"})
"""Types in which people without an office are victims or suspects: they get no node."""
_IN_STEPS = frozenset({_CASES, "kunjungan", "rapat", "lainnya"})
"""Types of which an article often tells several, each under its own noun: penggeledahan, penahanan."""
_VISITS = frozenset({"kunjungan"})
_ENFORCING = frozenset({"police", "prosecution", "court"})
_BY_OFFICES = lists.cues("by-offices")
_SWEARING = "pelantikan"
_CREWS = lists.cues("crews")
_OCCASION = lists.cues("occasion")
_NAMED_IN_LABEL: Mapping[str, frozenset[str]] = defaultdict(
    frozenset,
    {
        "event.undergo": frozenset({"subject"}),
        "event.meet": frozenset({"attendee"}),
        "event.receive": frozenset({"subject"}),
    },
)
"""Whose names go into the label of a verb that says no more: pelantikan AL Leysandri, pertemuan A dan B."""
_AGAIN = lists.cues("again")
_NEAR_PLACE = 8
_LISTS = ("attended", "present", "seen", "beside", "together", "occasion", "welcomed", "given", "taken", "judges", "reading")
"""The word lists of rules whose words stand in sentences that tell of no happening themselves."""
_ELSEWHERE = frozenset({"pemilihan", "bencana"})
"""Types that an article seldom reports from the spot."""


@cache
def rules() -> RuleSet:
    """The rules of participation."""
    return load("events")


@cache
def _listing() -> frozenset[str]:
    """The words of sentences that tell of participants alone."""
    words = [word for name in _LISTS for word in rules().groups[name]]
    return frozenset([*words, *(word.title() for word in words)])


@dataclass(slots=True)
class Draft:
    """A happening as one sentence tells it."""

    type: str
    label: str
    date: str
    place: str
    venue: str
    evidence: Evidence
    paragraph: int = 0
    over: bool = False
    """True where another happening follows it: `usai pelantikan, ia memimpin rapat`."""
    participants: list[Participation] = field(default_factory=list)
    again: bool = False
    """True where the words point back to a happening told before: `rapat tersebut`."""
    at_the_event: bool = False
    """True where the sentence speaks of the occasion itself: `Acara diakhiri dengan ...`."""
    sure: bool = False
    """True where a stable rule names a participant."""

    year: str = ""
    """The year of a happening of which the text says no more."""
    earlier: bool = False
    """True where the words put it before what the article reports."""
    takes_place: bool = False
    """True where the sentence says that it takes place."""
    kind: str = ""
    """What its word is called apart from its label: `inspeksi mendadak` for `sidak`."""

    def holds(self, where: Scene) -> bool:
        """True for a particular happening: it has a date, a venue or a participant that the words show to be one, or opens
        the article; an award has a date or a venue.
        """
        opens = self.evidence.span.start < where.lead and self.type not in _ELSEWHERE and not self.again
        if self.type == "bencana" and (self.place or self.participants) and self.evidence.rule == "event.happening":
            return True
        if self.evidence.rule == "event.receive":
            return bool(self.date or self.venue or opens)
        staged = self.takes_place and self.place
        return bool(self.date or self.year or self.venue or self.sure or opens or staged)

    def is_step(self) -> bool:
        """True for what may be a step of a case: it says where, or who takes part."""
        return self.type == _CASES and bool(self.place or self.participants)


def find(
    annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person], said: Sequence[Statement]
) -> list[Event]:
    """The events of an article in text order; cases and disasters name only `public` people, no victims or suspects."""
    where = scene(annotated)
    finder = _Finder(annotated, people, bodies, public, where)
    for sentence in annotated.sentences:
        if sentence.place != "title":
            finder.read(sentence)
    drafts = [
        draft
        for draft in _merged(finder.drafts)
        if draft.type != _CASES or finder.enforced or draft.kind.split()[0] in _BY_OFFICES
    ]
    in_case = any(draft.type == _CASES and draft.date for draft in drafts)
    told = [_set(draft, where) for draft in drafts if draft.holds(where) or (in_case and draft.is_step())]
    enforcers = Enforcers(bodies)
    for draft in told:
        if draft.type == _CASES:
            draft.participants += enforcers.missing(draft.label, draft.evidence, draft.place, draft.participants)
    if (sworn := next((draft for draft in told if draft.type == _SWEARING), None)) is not None:
        sworn.participants += appointed.missing(annotated, people, sworn.participants)
    if (main := _main(told, where, annotated.document.published)) is not None:
        main.participants += speakers.missing(speakers.find(annotated, people, said), main.type, main.participants)
    return [_event(draft, where, finder.home_place) for draft in told]


def _main(told: Sequence[Draft], where: Scene, published: str) -> Draft | None:
    """The occasion with which the article opens, if it is over when the article appears."""
    opening = [d for d in told if speakers.is_occasion(d.type, d.label) and d.evidence.span.start < where.end]
    past = [draft for draft in opening if not (published and draft.date > published)]
    return min(past, key=lambda draft: draft.over, default=None)


class Listing(NamedTuple):
    """A list of those present that the end of its sentence may not end."""

    draft: Draft
    match: Match


class _Setting(NamedTuple):
    """What a sentence says of all the happenings it tells: when, where, and whether it speaks of the occasion itself."""

    days: Sequence[Day]
    venue: Venue
    on_occasion: bool
    takes_place: bool


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
        bare = when.HAPPENINGS.isdisjoint(self.annotated.labels.of[first:last])
        if bare and _listing().isdisjoint(tokens.words[first:last]) and self.listing is None:
            return
        said = attendance.with_pronouns(join(items(self.annotated, sentence), self.people.joined), self.people, sentence)
        row = encode(said, rules())
        setting = self.setting(row, sentence)
        found = triggers.find(row.items[:LONGEST_ROW], self.people.in_quote, setting.days)
        here = {at: self.draft(row, at, sentence, setting) for at in found}
        away = attendance.absent(row.items)
        if self.listing is not None and bare and attendance.goes_on(row.items):
            self.go_on(row.items, away, sentence)
            return
        self.listing = None
        for match in matches(row, rules(), sentence.place):
            if (draft := self.event_of(row, match, here, sentence)) is not None:
                for item, role in attendance.parts(row, match, away):
                    self.add(draft, item.mention, role, sentence, match)
                if attendance.is_open(row.items, match):
                    self.listing = Listing(draft, match)
        self.drafts += here.values()

    def go_on(self, row: Sequence[Item], away: Set[int], sentence: Sentence) -> None:
        """Adds the names of a sentence that goes on with the list of the one before."""
        assert self.listing is not None
        for item, role in attendance.listed(row, self.listing.match, away):
            self.add(self.listing.draft, item.mention, role, sentence, self.listing.match)

    def days(self, row: Sequence[Item], sentence: Sentence) -> Sequence[Day]:
        """The dates of a sentence on which something happens or is said."""
        days = []
        for at, item in enumerate(row):
            value = item.mention.value if item.mention else None
            if item.mention is not None and isinstance(value, DateValue) and value.iso:
                purpose = when.purpose(self.annotated, sentence, item.mention)
                if purpose in ("happening", "said", "year"):
                    days.append(Day(at, value.iso, purpose, item.text[0].isupper() or item.text == "("))
        return days

    def setting(self, row: Row, sentence: Sentence) -> _Setting:
        """What a sentence says of all that it tells."""
        words = {item.text.lower() for item in row.items}
        venue = venues.find(self.annotated, sentence)
        return _Setting(self.days(row.items, sentence), venue, not words.isdisjoint(_OCCASION), triggers.takes_place(words))

    def draft(self, row: Row, at: int, sentence: Sentence, setting: _Setting) -> Draft:
        item = row.items[at]
        mention = item.mention
        assert mention is not None
        days, venue = setting.days, setting.venue
        word = mention.value
        assert isinstance(word, EventWord)
        end = label_end(row.items, at, word.type in _PRIVATE)
        told_again = mention.kind == "happening" and row.items[min(at + 1, len(row.items) - 1)].text.lower() in _AGAIN
        return Draft(
            word.type,
            self.label(word, row, at, end),
            "" if told_again else _date(days, at),
            _named_place(row.items, at) or venue.place or (_seat(row.items[:LONGEST_ROW]) if word.type == _CASES else ""),
            venue.name,
            Evidence(item.span, sentence.span, f"event.{mention.kind}"),
            again=told_again,
            paragraph=sentence.paragraph,
            over=attendance.is_over(row.items, at),
            at_the_event=setting.on_occasion,
            year=_year(word, days, row.items[at : end + 1]),
            earlier=triggers.is_earlier(row.items, at),
            takes_place=setting.takes_place,
            kind=(word.noun if word.shape == "happening" else "") or self.label(word, row, at, end).lower(),
        )

    def label(self, word: EventWord, row: Row, at: int, end: int) -> str:
        """The event in words: a noun as it stands with what follows; a verb as its noun, with what it is done to."""
        text = self.annotated.document.text
        if word.shape == "happening":
            return " ".join(text[row.items[at].span.start : row.items[end - 1].span.end].split())
        rest = text[row.items[at].span.end : row.items[end - 1].span.end] if word.shape == "act" else ""
        return " ".join(f"{word.noun} {rest}".split())

    def event_of(self, row: Row, match: Match, here: dict[int, Draft], sentence: Sentence) -> Draft | None:
        """The event a match belongs to: the one it names, else the nearest of its sentence, else the occasion told before."""
        item = match.fields.get("event")
        if item is not None:
            return here.get(triggers.opened(row.items, row.items.index(item)))
        if types := match.rule.set.get("type", "").split():
            words = match.rule.set.get("event", "").split()
            told = (draft for draft in (*here.values(), *reversed(self.drafts)) if draft.type in types)
            return next((draft for draft in told if not words or draft.label.split()[0].lower() in words), None)
        at = attendance.nearest(row.items, match, [at for at, draft in here.items() if draft.type not in _ELSEWHERE])
        if at is not None:
            return here[at]
        return None if match.rule.build == "list-here" else self.occasion(sentence)

    def occasion(self, sentence: Sentence) -> Draft | None:
        """What a sentence that names no event speaks of: a dated one told just before, else the first of the article."""
        told = [draft for draft in self.drafts if draft.type not in _ELSEWHERE]
        near = [draft for draft in told if draft.paragraph >= sentence.paragraph - 1 and (draft.date or draft.venue)]
        held = [draft for draft in told if draft.holds(self.where)]
        if near:
            return next(draft for draft in near if draft.evidence.sentence == near[-1].evidence.sentence)
        return next(iter(held or told), None)

    def add(self, draft: Draft, mention: Mention | None, role: str, sentence: Sentence, match: Match) -> None:
        agent = self.agent(mention) if mention is not None else None
        if draft.type in _PRIVATE and isinstance(agent, Person) and agent not in self.public:
            return
        if mention is None or agent is None or self.people.in_quote(mention.span.start):
            return
        role = role_in(draft.type, role, agent, match)
        draft.sure = draft.sure or match.rule.status == "stable"
        if all(known.agent.name != agent.name for known in draft.participants):
            draft.participants.append(Participation(agent, role, Evidence(mention.span, sentence.span, match.rule.id)))

    def agent(self, mention: Mention) -> Agent | None:
        value = mention.value
        if isinstance(value, BodyValue):
            return self.bodies.of(value)
        if isinstance(value, OfficeValue) and value.office.role in _CREWS:
            return self.bodies.of(value.body)
        return self.people.person(mention)


def _named_place(row: Sequence[Item], at: int) -> str:
    """The region that the event's own name ends with, or that follows its `ke`: Pilwali Tarakan, kunjungan ke Kampar."""
    for index in range(at + 1, min(at + _NEAR_PLACE, len(row))):
        mention, before = row[index].mention, row[index - 1]
        if mention is not None and mention.kind == "territory":
            close = before.text.lower() == "ke" or before.mention is not None or before.text[0].isupper() or before.text == ")"
            return str(mention.value) if close else ""
        if closes(row[index]) and row[index].text not in "()":
            return ""
    return ""


def _seat(row: Sequence[Item]) -> str:
    """The kabupaten or kota of the first body of a sentence: where the police, prosecutors and courts of a case are."""
    for item in row:
        value = item.mention.value if item.mention else None
        if isinstance(value, BodyValue) and "." in value.territory:
            return value.territory
    return ""


def _date(days: Sequence[Day], at: int) -> str:
    """The date of the sentence that begins with its weekday or a bracket, else the one nearest to the word of the event.

    A day on which something is told to reporters counts where no other is named.
    """
    days = [day for day in days if day.purpose != "year"]
    return min(days, key=lambda day: (not day.own, not day.marked, abs(day.at - at), day.at)).iso if days else ""


def _year(word: EventWord, days: Sequence[Day], label: Sequence[Item]) -> str:
    """The year behind `pada` in the sentence, or that with which an election is named: Pemilu 2024."""
    years = [day.iso for day in days if day.purpose == "year"]
    if word.type == "pemilihan":
        years += [item.text for item in label if _YEAR.fullmatch(item.text)]
        years += [item.mention.value.iso for item in label if item.mention and isinstance(item.mention.value, DateValue)]
    return years[0][:4] if years else ""


def _set(draft: Draft, where: Scene) -> Draft:
    """The draft with the date and place of the article's scene where it belongs to its opening and says nothing itself."""
    near = draft.at_the_event or draft.evidence.span.start < where.end
    if near and draft.type not in _ELSEWHERE and not draft.earlier and not draft.year:
        draft.date = draft.date or where.date
    draft.date = draft.date or draft.year
    if draft.type not in _ELSEWHERE:
        draft.place = draft.place or where.place
    return draft


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a happening: same type, and no two different dates."""
    merged: list[Draft] = []
    for draft in drafts:
        same = next((known for known in merged[:_MOST] if _same(known, draft)), None)
        if same is None:
            merged.append(draft)
        else:
            _join(same, draft)
    return merged


def _same(one: Draft, other: Draft) -> bool:
    """True where two drafts tell one happening: one type, dates that agree, and, of two meetings, the same people."""
    if one.type != other.type or not _agree(one.date, other.date):
        return False
    if other.again:
        return True
    if one.type in _IN_STEPS and not (_agree(one.place, other.place) and _one_venue(one.venue, other.venue)):
        return False
    if one.type in _VISITS and other.label.islower() and not other.date:
        return True
    if one.type in _IN_STEPS and not _one_kind(one.kind.split(), other.kind.split()):
        return False
    if one.evidence.rule == other.evidence.rule == "event.meet":
        return {p.agent.name for p in one.participants} == {p.agent.name for p in other.participants}
    return True


def _one_kind(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where one happening is called by a word of the other: praperadilan, sidang putusan praperadilan."""
    return one[0] in other or other[0] in one


def _one_venue(one: str, other: str) -> bool:
    """True unless two venues share no word: Jembatan Ampera, Benteng Kuto Besak."""
    return not one or not other or not set(one.lower().split()).isdisjoint(other.lower().split())


def _agree(one: str, other: str) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def _join(into: Draft, other: Draft) -> None:
    if len(other.date) > len(into.date):
        into.date = other.date
    into.place = into.place or other.place
    into.venue = into.venue or other.venue
    into.sure = into.sure or other.sure
    known = {p.agent.name for p in into.participants}
    into.participants += [p for p in other.participants if p.agent.name not in known]


def _event(draft: Draft, where: Scene, home: str) -> Event:
    named = _NAMED_IN_LABEL[draft.evidence.rule]
    people = [p.agent.name for p in draft.participants if p.role in named and isinstance(p.agent, Person)]
    label = f"{draft.label} {' dan '.join(people)}" if 0 < len(people) <= _MOST_IN_LABEL else draft.label
    place = where.exactly(draft.place or home)
    return Event(draft.type, label, draft.date, place, draft.venue, tuple(draft.participants), (draft.evidence,))
