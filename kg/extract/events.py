"""What happened, when, where, and who took part.

A word of event_words.csv opens a draft; a date, a venue or a participant in its sentence makes it an event. Drafts of one type
that do not disagree on the date are one happening told more than once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache

from kg.annotate import Annotated, lists
from kg.annotate.calendar import DateValue
from kg.annotate.lists import EventWord
from kg.annotate.organizations import BodyValue
from kg.extract import venues
from kg.extract.bodies import Bodies
from kg.extract.corefer import Coreference
from kg.extract.rows import items, join
from kg.extract.scene import Scene, scene
from kg.model import Agent, Event, Evidence, Mention, Participation, Person, Sentence
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches

KINDS = frozenset({"happening", "act", "undergo", "meet", "receive"})
_VERB = re.compile(r"(?:me|di|ber)[a-z]{4,}")
_ROLES = ("officiant", "subject", "organizer", "attendee", "attendee2", "signatory")
_LONGEST_LABEL = 12
_MOST_IN_LABEL = 2
_CASES = "penindakan"
_PRIVATE = frozenset({_CASES, "bencana"})
"""Types in which people without an office are victims or suspects: they get no node."""
_IN_STEPS = frozenset({_CASES, "kunjungan", "rapat"})
"""Types of which an article often tells several, each under its own noun: penggeledahan, penahanan."""
_ENFORCING = frozenset({"police", "prosecution", "court"})
_SIGNING = "penandatanganan"
_ONLY_NAMED = lists.cues("only-named")
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
_LABEL_ENDS = lists.cues("label-ends")
_AGAIN = lists.cues("again")
_NEAR_PLACE = 8
_OF_OTHERS = lists.cues("of-others")
_ELSEWHERE = frozenset({"pemilihan", "bencana"})
"""Types that an article seldom reports from the spot."""
_LISTED = frozenset({"official", "person", "office", "organization"})


@cache
def rules() -> RuleSet:
    """The rules of participation."""
    return load("events")


@cache
def _listing() -> frozenset[str]:
    """The words that open a list of participants."""
    words = [word for name in ("attended", "present", "beside", "occasion") for word in rules().groups[name]]
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
    participants: list[Participation] = field(default_factory=list)
    again: bool = False
    """True where the words point back to a happening told before: `rapat tersebut`."""
    at_the_event: bool = False
    """True where the sentence speaks of the occasion itself: `Acara diakhiri dengan ...`."""
    sure: bool = False
    """True where a stable rule names a participant."""

    def holds(self) -> bool:
        """True for a particular happening: it has a date, a venue or a participant that the words show to be one."""
        return bool(self.date or self.venue or self.sure)


def find(annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person]) -> list[Event]:
    """The events of an article in text order; cases and disasters name only `public` people, no victims or suspects."""
    finder = _Finder(annotated, people, bodies, public)
    for sentence in annotated.sentences:
        if sentence.place != "title":
            finder.read(sentence)
    where = scene(annotated)
    told = [draft for draft in _merged(finder.drafts) if draft.holds() and (draft.type != _CASES or finder.enforced)]
    return [_event(_set(draft, where), finder.home_place) for draft in told]


class _Finder:
    """Reads sentence after sentence; lists of those present go to the last event told."""

    def __init__(self, annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person]) -> None:
        self.annotated, self.people, self.bodies, self.public = annotated, people, bodies, public
        self.drafts: list[Draft] = []
        self.home_place = bodies.home.region()
        self.enforced = any(body.kind in _ENFORCING or "Korupsi" in body.name for body in bodies.by_name.values())

    def read(self, sentence: Sentence) -> None:
        tokens = self.annotated.tokens
        first, last = self.annotated.ranges[sentence.span.start]
        if KINDS.isdisjoint(self.annotated.labels.of[first:last]) and _listing().isdisjoint(tokens.words[first:last]):
            return
        row = encode(join(items(self.annotated, sentence), self.people.joined), rules())
        here = {at: self.draft(row, at, sentence) for at in self.triggers(row)}
        for match in matches(row, rules(), sentence.place):
            self.take_part(row, match, here, sentence)
        self.drafts += here.values()

    def triggers(self, row: Row) -> Iterator[int]:
        """The items that tell of a happening, outside quotation marks and not as a part of another one's name."""
        reached = 0
        for at, item in enumerate(row.items):
            if item.mention is None or item.mention.kind not in KINDS or self.people.in_quote(item.span.start):
                continue
            if at < reached or (at and row.items[at - 1].text.lower() in _ONLY_NAMED):
                continue
            if item.mention.kind == "happening":
                reached = _label_end(row.items, at)
            yield at

    def draft(self, row: Row, at: int, sentence: Sentence) -> Draft:
        item = row.items[at]
        mention = item.mention
        assert mention is not None
        venue = venues.find(self.annotated, sentence)
        word = mention.value
        assert isinstance(word, EventWord)
        end = _label_end(row.items, at, word.type in _PRIVATE)
        told_again = mention.kind == "happening" and row.items[min(at + 1, len(row.items) - 1)].text.lower() in _AGAIN
        return Draft(
            word.type,
            self.label(word, row, at, end),
            "" if told_again else _date(row.items, at),
            _named_place(row.items, at) or venue.place or (_seat(row.items) if word.type == _CASES else ""),
            venue.name,
            Evidence(item.span, sentence.span, f"event.{mention.kind}"),
            again=told_again,
            at_the_event=any(other.text.lower() in _OCCASION for other in row.items),
        )

    def label(self, word: EventWord, row: Row, at: int, end: int) -> str:
        """The event in words: a noun as it stands with what follows; a verb as its noun, with what it is done to."""
        text = self.annotated.document.text
        if word.shape == "happening":
            return " ".join(text[row.items[at].span.start : row.items[end - 1].span.end].split())
        rest = text[row.items[at].span.end : row.items[end - 1].span.end] if word.shape == "act" else ""
        return " ".join(f"{word.noun} {rest}".split())

    def take_part(self, row: Row, match: Match, here: dict[int, Draft], sentence: Sentence) -> None:
        draft = self.event_of(row, match, here)
        if draft is None:
            return
        for name, item in match.fields.items():
            if name in _ROLES and not _of_others(row.items, item):
                self.add(draft, item.mention, name.rstrip("2"), sentence, match)
        if match.rule.build == "list":
            for item in row.items[match.end :]:
                if item.mention is not None and item.mention.kind in _LISTED and not _of_others(row.items, item):
                    self.add(draft, item.mention, _part(match), sentence, match)

    def event_of(self, row: Row, match: Match, here: dict[int, Draft]) -> Draft | None:
        item = match.fields.get("event")
        if item is not None:
            return here.get(row.items.index(item))
        if here:
            return next(iter(here.values()))
        return self.drafts[-1] if self.drafts else None

    def add(self, draft: Draft, mention: Mention | None, role: str, sentence: Sentence, match: Match) -> None:
        agent = self.agent(mention) if mention is not None else None
        if draft.type in _PRIVATE and isinstance(agent, Person) and agent not in self.public:
            return
        if mention is None or agent is None or self.people.in_quote(mention.span.start):
            return
        if draft.type == _SIGNING and role == "officiant":
            role = "signatory"
        draft.sure = draft.sure or match.rule.status == "stable"
        if all(known.agent.name != agent.name for known in draft.participants):
            draft.participants.append(Participation(agent, role, Evidence(mention.span, sentence.span, match.rule.id)))

    def agent(self, mention: Mention) -> Agent | None:
        if isinstance(mention.value, BodyValue):
            return self.bodies.of(mention.value)
        return self.people.person(mention)


def _part(match: Match) -> str:
    """The part of those in a rule's list: that of its last field."""
    return next(name for name in reversed(match.rule.compiled.fields) if name in _ROLES)


def _of_others(row: Sequence[Item], item: Item) -> bool:
    """True for a body that the sentence names only to say whose people or place are meant."""
    if item.mention is None or item.mention.kind != "organization":
        return False
    at = row.index(item)
    return any(before.text.lower() in _OF_OTHERS for before in row[max(0, at - 2) : at])


def _label_end(row: Sequence[Item], at: int, nameless: bool = False) -> int:
    """The end of the event's label: its word and what follows, up to the next mark, date, verb or preposition.

    A `nameless` label also ends before a name.
    """
    end = at + 1
    while end < len(row) and end - at < _LONGEST_LABEL and not _closes(row[end]):
        mention = row[end].mention
        if nameless and mention is not None and mention.kind == "person":
            break
        end += 1
    return end


def _named_place(row: Sequence[Item], at: int) -> str:
    """The region that the event's own name ends with, or that follows its `ke`: Pilwali Tarakan, kunjungan ke Kampar."""
    for index in range(at + 1, min(at + _NEAR_PLACE, len(row))):
        mention, before = row[index].mention, row[index - 1]
        if mention is not None and mention.kind == "territory":
            close = before.text.lower() == "ke" or before.mention is not None or before.text[0].isupper() or before.text == ")"
            return str(mention.value) if close else ""
        if _closes(row[index]) and row[index].text not in "()":
            return ""
    return ""


def _closes(item: Item) -> bool:
    if item.mention is not None:
        return item.mention.kind in ("date", "act", "undergo", "meet", "receive")
    return item.text in ',.;:()"“”' or _VERB.fullmatch(item.text) is not None or item.text.lower() in _LABEL_ENDS


def _seat(row: Sequence[Item]) -> str:
    """The kabupaten or kota of the first body of a sentence: where the police, prosecutors and courts of a case are."""
    for item in row:
        value = item.mention.value if item.mention else None
        if isinstance(value, BodyValue) and "." in value.territory:
            return value.territory
    return ""


def _date(row: Sequence[Item], at: int) -> str:
    """The date of the sentence that begins with its weekday or a bracket, else the one nearest to the word of the event."""
    dates = [
        (not item.text[0].isupper() and item.text != "(", abs(i - at), i, item.mention.value)
        for i, item in enumerate(row)
        if item.mention and item.mention.kind == "date"
    ]
    for _, _, _, value in sorted(dates, key=lambda d: d[:3]):
        if isinstance(value, DateValue) and value.iso and value.form != "year":
            return value.iso
    return ""


def _set(draft: Draft, where: Scene) -> Draft:
    """The draft with the date and place of the article's scene where it belongs to its opening and says nothing itself."""
    if (draft.at_the_event or draft.evidence.span.start < where.end) and draft.type not in _ELSEWHERE:
        draft.date = draft.date or where.date
    if not draft.place and draft.type not in _ELSEWHERE:
        draft.place = where.place
    return draft


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a happening: same type, and no two different dates."""
    merged: list[Draft] = []
    for draft in drafts:
        same = next((known for known in merged if _same(known, draft)), None)
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
    if one.type in _IN_STEPS and one.label.split()[0].lower() != other.label.split()[0].lower():
        return False
    if one.evidence.rule == other.evidence.rule == "event.meet":
        return {p.agent.name for p in one.participants} == {p.agent.name for p in other.participants}
    return True


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


def _event(draft: Draft, home: str) -> Event:
    named = _NAMED_IN_LABEL[draft.evidence.rule]
    people = [p.agent.name for p in draft.participants if p.role in named and isinstance(p.agent, Person)]
    label = f"{draft.label} {' dan '.join(people)}" if 0 < len(people) <= _MOST_IN_LABEL else draft.label
    parts = tuple(draft.participants)
    return Event(draft.type, label, draft.date, draft.place or home, draft.venue, parts, (draft.evidence,))
