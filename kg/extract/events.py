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
from kg.annotate.offices import OfficeValue
from kg.annotate.organizations import BodyValue
from kg.extract import attendance, enforcement, speakers, venues
from kg.extract.bodies import Bodies
from kg.extract.corefer import Coreference
from kg.extract.enforcement import Enforcers
from kg.extract.rows import items, join
from kg.extract.scene import Scene, scene
from kg.extract.speakers import Speaker
from kg.model import Agent, Event, Evidence, Mention, Organization, Participation, Person, Sentence, Statement
from kg.rules import Item, Match, Row, RuleSet, encode, load, matches

KINDS = frozenset({"happening", "act", "undergo", "meet", "receive"})
_VERB = re.compile(r"(?:me|di|ber)[a-z]{4,}")
_LONGEST_LABEL = 12
_MOST_IN_LABEL = 2
_CASES = "penindakan"
_PRIVATE = frozenset({_CASES, "bencana"})
"""Types in which people without an office are victims or suspects: they get no node."""
_IN_STEPS = frozenset({_CASES, "kunjungan", "rapat"})
"""Types of which an article often tells several, each under its own noun: penggeledahan, penahanan."""
_ENFORCING = frozenset({"police", "prosecution", "court"})
_SIGNING = "penandatanganan"
_CREWS = lists.cues("crews")
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
_NAMED_FOR = 3
_ELSEWHERE = frozenset({"pemilihan", "bencana"})
"""Types that an article seldom reports from the spot."""


@cache
def rules() -> RuleSet:
    """The rules of participation."""
    return load("events")


@cache
def _listing() -> frozenset[str]:
    """The words that open a list of participants."""
    words = [word for name in ("attended", "present", "beside", "together", "occasion") for word in rules().groups[name]]
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

    def holds(self) -> bool:
        """True for a particular happening: it has a date, a venue or a participant that the words show to be one."""
        return bool(self.date or self.venue or self.sure)


def find(
    annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person], said: Sequence[Statement]
) -> list[Event]:
    """The events of an article in text order; cases and disasters name only `public` people, no victims or suspects."""
    finder = _Finder(annotated, people, bodies, public)
    for sentence in annotated.sentences:
        if sentence.place != "title":
            finder.read(sentence)
    where = scene(annotated)
    told = [draft for draft in _merged(finder.drafts) if draft.holds() and (draft.type != _CASES or finder.enforced)]
    told = [_set(draft, where) for draft in told]
    enforcers = Enforcers(bodies)
    for draft in told:
        _enforce(draft, enforcers)
    if (main := _main(told, where, annotated.document.published)) is not None:
        _let_speak(main, speakers.find(annotated, people, said))
    return [_event(draft, finder.home_place) for draft in told]


def _enforce(draft: Draft, enforcers: Enforcers) -> None:
    """Gives a step of a case the body behind it, where no enforcing body is said to take part."""
    if draft.type != _CASES or any(isinstance(p.agent, Organization) and _leads(p.agent) for p in draft.participants):
        return
    if (found := enforcers.of(draft.label, draft.evidence.sentence, draft.place)) is not None:
        body, span = found
        role = "organizer" if enforcement.is_trial(draft.label) else "officiant"
        evidence = draft.evidence._replace(rule="event.enforcer")
        here = evidence.sentence.covers(span)
        draft.participants.append(Participation(body, role, evidence._replace(span=span) if here else evidence))


def _leads(body: Organization) -> bool:
    return enforcement.enforces(body) or body.kind == "court"


def _main(told: Sequence[Draft], where: Scene, published: str) -> Draft | None:
    """The occasion with which the article opens, if it is over when the article appears."""
    opening = [d for d in told if d.type in speakers.OCCASIONS and d.evidence.span.start < where.end]
    past = [draft for draft in opening if not (published and draft.date > published)]
    return min(past, key=lambda draft: draft.over, default=None)


def _let_speak(draft: Draft, said: Sequence[Speaker]) -> None:
    """Those who speak at an event take part in it; the first does so officially where nobody else does."""
    names = {known.agent.name for known in draft.participants}
    led = any(known.role == "officiant" for known in draft.participants)
    for person, evidence in said:
        if person.name not in names:
            draft.participants.append(Participation(person, "attendee" if led else "officiant", evidence))
            names.add(person.name)
            led = True


class _Finder:
    """Reads sentence after sentence; lists of those present go to the last event told."""

    def __init__(self, annotated: Annotated, people: Coreference, bodies: Bodies, public: Set[Person]) -> None:
        self.annotated, self.people, self.bodies, self.public = annotated, people, bodies, public
        self.drafts: list[Draft] = []
        self.home_place = bodies.home.region()
        self.enforced = any(body.kind in _ENFORCING or "Korupsi" in body.name for body in bodies.by_name.values())

    def read(self, sentence: Sentence) -> None:
        tokens = self.annotated.tokens
        first, last = tokens.at(sentence.span.start), tokens.at(sentence.span.end)
        if KINDS.isdisjoint(self.annotated.labels.of[first:last]) and _listing().isdisjoint(tokens.words[first:last]):
            return
        said = attendance.with_pronouns(join(items(self.annotated, sentence), self.people.joined), self.people, sentence)
        row = encode(said, rules())
        here = {at: self.draft(row, at, sentence) for at in self.triggers(row)}
        away = attendance.absent(row.items)
        for match in matches(row, rules().rules, sentence.place):
            if (draft := self.event_of(row, match, here, sentence)) is not None:
                for item, role in attendance.parts(row, match, away):
                    self.add(draft, item.mention, role, sentence, match)
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
            paragraph=sentence.paragraph,
            over=attendance.is_over(row.items, at),
            at_the_event=any(other.text.lower() in _OCCASION for other in row.items),
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
            return here.get(row.items.index(item))
        at = attendance.nearest(row.items, match, [at for at, draft in here.items() if draft.type not in _ELSEWHERE])
        if at is not None:
            return here[at]
        return None if match.rule.build == "list-here" else self.occasion(sentence)

    def occasion(self, sentence: Sentence) -> Draft | None:
        """What a sentence that names no event speaks of: a dated one told just before, else the first that the article tells."""
        told = [draft for draft in self.drafts if draft.type not in _ELSEWHERE]
        near = [draft for draft in told if draft.paragraph >= sentence.paragraph - 1 and (draft.date or draft.venue)]
        held = [draft for draft in told if draft.holds()]
        if near:
            return next(draft for draft in near if draft.evidence.sentence == near[-1].evidence.sentence)
        return next(iter(held or told), None)

    def add(self, draft: Draft, mention: Mention | None, role: str, sentence: Sentence, match: Match) -> None:
        agent = self.agent(mention) if mention is not None else None
        if draft.type in _PRIVATE and isinstance(agent, Person) and agent not in self.public:
            return
        if mention is None or agent is None or self.people.in_quote(mention.span.start):
            return
        role = _role(draft.type, role, agent, match)
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


def _role(type: str, role: str, agent: Agent, match: Match) -> str:
    """The role in an event of this type: who leads a signing signs, the police lead a search, a Puskesmas opened does not open."""
    body = isinstance(agent, Organization)
    if type == _SIGNING and role == "officiant":
        return "signatory"
    if type == _CASES and isinstance(agent, Organization) and enforcement.enforces(agent):
        return "attendee" if role == "attendee" else "officiant"
    named_for = body and role == "organizer" and match.end - match.start <= _NAMED_FOR
    return "subject" if named_for and type in attendance.UNDERGONE else role


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
