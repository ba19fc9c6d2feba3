"""A happening as a sentence tells it, and which sentences tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.annotate.calendar import DateValue
from kg.annotate.lists import EventWord
from kg.extract import around, participation, triggers, venues, when
from kg.extract.event_types import AWARD, CASES, DISASTER, ELSEWHERE, IN_STEPS, OTHER, PRIVATE, VISIT
from kg.extract.scene import Scene
from kg.extract.triggers import Day, closes, label_end
from kg.extract.venues import Venue
from kg.model import Evidence, Participation, Sentence
from kg.rules import Item

_OCCASION = lists.cues("occasion")
_MOST = 200
"""So many happenings of an article are looked at for one told again: who tells of more gives a list, each of them once."""
_AGAIN = lists.cues("again")
_SYNONYMS = (lists.cues("caught"), lists.cues("protests"))
"""First words of kinds that tell of the same thing: operasi tangkap tangan, penangkapan."""
_SETTING = lists.cues("striking") | lists.cues("taking-place")
_SOON = 3
_TO_YEAR = 5
_NEAR_PLACE = 8
_YEAR = re.compile(r"(?:19|20)\d\d")


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
    weak: bool = False
    """True where its word tells of a happening only together with others."""
    year: str = ""
    """The year of a happening of which the text says no more."""
    earlier: bool = False
    """True where the words put it before what the article reports."""
    goes_with: bool = False
    """True for what the text says goes with the occasion: `dirangkai dengan penyerahan bantuan`."""
    takes_place: bool = False
    """True where the sentence says that it takes place."""
    region: str = ""
    """The region that its sentence names elsewhere; a disaster has no other where nothing says more."""
    kind: str = ""
    """What its word is called apart from its label: `inspeksi mendadak` for `sidak`."""

    def holds(self, where: Scene) -> bool:
        """True for a particular happening: it has a date, a venue or a participant that the words show to be one, or opens
        the article; an award has a date or a venue.
        """
        opens = self.evidence.span.start < where.lead and self.type not in ELSEWHERE and not self.again
        if self.type == DISASTER and (self.place or self.participants) and self.evidence.rule == "event.happening":
            return True
        if self.struck(where):
            return True
        if self.evidence.rule == "event.receive":
            return bool(self.date or self.venue or opens)
        staged = (self.takes_place and self.place) or (self.goes_with and where.date and self.evidence.span.start < where.end)
        return bool(self.date or self.year or self.venue or self.sure or opens or staged)

    def struck(self, where: Scene) -> bool:
        """True for a disaster of the opening, which says when it happened."""
        return bool(self.type == DISASTER and where.struck and self.evidence.span.start < where.end and not self.earlier)

    def is_step(self) -> bool:
        """True for what may be a step of a case: it says where, or who takes part."""
        return self.type == CASES and bool(self.place or self.participants)


class Told(NamedTuple):
    """A sentence with what it says of all the happenings it tells of."""

    text: str
    sentence: Sentence
    row: Sequence[Item]
    days: Sequence[Day]
    venue: Venue
    at_the_event: bool
    takes_place: bool


def told(annotated: Annotated, row: Sequence[Item], sentence: Sentence) -> Told:
    """The sentence whose items these are, with its dates and its venue."""
    return Told(
        annotated.document.text,
        sentence,
        row,
        _days(annotated, row, sentence),
        venues.find(annotated, sentence),
        any(item.text.lower() in _OCCASION for item in row),
        triggers.takes_place(row),
    )


def _days(annotated: Annotated, row: Sequence[Item], sentence: Sentence) -> Sequence[Day]:
    """The dates of a sentence on which something happens or is said."""
    days = []
    for at, item in enumerate(row):
        value = item.mention.value if item.mention else None
        if item.mention is not None and isinstance(value, DateValue) and value.iso:
            purpose = when.purpose(annotated, sentence, item.mention)
            if purpose in ("happening", "struck", "said", "year"):
                days.append(Day(at, value.iso, purpose, item.text[0].isupper() or item.text == "("))
    return days


def draft(told: Told, at: int) -> Draft:
    """The happening of which the word at this item tells."""
    row, sentence = told.row, told.sentence
    mention = row[at].mention
    assert mention is not None and isinstance(mention.value, EventWord)
    word = mention.value
    end = label_end(row, at, word.type in PRIVATE)
    label = _label(told.text, word, row, at, end)
    told_again = mention.kind == "happening" and row[min(at + 1, len(row) - 1)].text.lower() in _AGAIN
    return Draft(
        AWARD if triggers.hands_a_prize(row, at) else word.type,
        label,
        "" if told_again and not _is_set(row, at) else _date(_days_of(word, told.days, row, at), at),
        _named_place(row, at) or told.venue.place or (_seat(row) if word.type == CASES else ""),
        told.venue.name,
        Evidence(row[at].span, sentence.span, f"event.{mention.kind}"),
        again=told_again,
        weak=bool(word.needs),
        paragraph=sentence.paragraph,
        over=around.is_over(row, at),
        at_the_event=told.at_the_event,
        year=_year(word, told.days, row[at : end + _TO_YEAR]),
        earlier=triggers.is_earlier(row, at),
        goes_with=triggers.goes_with(row, at),
        takes_place=told.takes_place,
        region=_region(row, at) if word.type == DISASTER else "",
        kind=(word.noun if word.shape == "happening" else "") or label.lower(),
    )


def _label(text: str, word: EventWord, row: Sequence[Item], at: int, end: int) -> str:
    """The event in words: a noun as it stands with what follows; a verb as its noun, with what it is done to."""
    if word.shape == "happening":
        return " ".join(text[row[at].span.start : row[end - 1].span.end].split())
    rest = text[row[at].span.end : row[end - 1].span.end] if word.shape == "act" else ""
    return " ".join(f"{word.noun} {rest}".split())


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


def _region(row: Sequence[Item], at: int) -> str:
    """The region that a sentence names behind a word, else before it; a kabupaten or kota rather than a province."""
    named = [str(item.mention.value) for item in (*row[at:], *row[:at]) if item.mention and item.mention.kind == "territory"]
    return next((code for code in named if "." in code), named[0] if named else "")


def _is_set(row: Sequence[Item], at: int) -> bool:
    """True where what is told again gets its day: kebakaran tersebut terjadi ..."""
    return any(item.text.lower() in _SETTING for item in row[at + 2 : at + 2 + _SOON])


def _seat(row: Sequence[Item]) -> str:
    """The kabupaten or kota of the first body of a sentence: where the police, prosecutors and courts of a case are."""
    for item in row:
        value = item.mention.value if item.mention else None
        if isinstance(value, BodyValue) and "." in value.territory:
            return value.territory
    return ""


def _days_of(word: EventWord, days: Sequence[Day], row: Sequence[Item], at: int) -> Sequence[Day]:
    """The days of a sentence that may be those of a happening: what struck before has its own day, and gives it to no other."""
    if word.type not in (DISASTER, OTHER):
        return [day for day in days if day.purpose != "struck"]
    struck = [day for day in days if day.purpose == "struck"]
    return struck if struck or (word.type == DISASTER and triggers.is_aftermath(row, at)) else days


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


def settled(draft: Draft, where: Scene) -> Draft:
    """The draft with the date and place of the article's scene where it belongs to its opening and says nothing itself."""
    if draft.earlier and draft.year and draft.type in ELSEWHERE:
        draft.date = ""
    near = draft.at_the_event or draft.evidence.span.start < where.end
    if near and draft.type not in ELSEWHERE and not draft.earlier and not draft.year:
        draft.date = draft.date or where.date
    if draft.struck(where):
        draft.date = draft.date or where.struck
    draft.date = draft.date or draft.year
    draft.place = draft.place or draft.region or where.named_last(draft.evidence.sentence.end)
    if draft.type not in ELSEWHERE:
        draft.place = draft.place or where.place
    return draft


def merged(drafts: Sequence[Draft]) -> list[Draft]:
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
    if one.type in IN_STEPS and not (_agree(one.place, other.place) and _one_venue(one.venue, other.venue)):
        return False
    if one.type == VISIT and other.label.islower() and not other.date:
        return True
    if one.type in IN_STEPS and not _one_kind(one.kind.split(), other.kind.split()):
        return False
    if one.evidence.rule == other.evidence.rule == "event.meet":
        return {p.agent.name for p in one.participants} == {p.agent.name for p in other.participants}
    return True


def _one_kind(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where one happening is called by a word of the other: praperadilan, sidang putusan praperadilan."""
    return one[0] in other or other[0] in one or any(one[0] in words and other[0] in words for words in _SYNONYMS)


def _one_venue(one: str, other: str) -> bool:
    """True unless two venues share no word: Jembatan Ampera, Benteng Kuto Besak."""
    return not one or not other or not set(one.lower().split()).isdisjoint(other.lower().split())


def _agree(one: str, other: str) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


def _join(into: Draft, other: Draft) -> None:
    if len(other.date) > len(into.date):
        into.date = other.date
    into.place = into.place or other.place
    into.region = into.region or other.region
    into.venue = into.venue or other.venue
    into.sure = into.sure or other.sure
    into.participants += participation.new(other.participants, into.participants)
