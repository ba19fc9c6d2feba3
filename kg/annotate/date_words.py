"""Words that say a day without a date (a weekday alone, *kemarin*, *pekan depan*), and words behind a date (*mendatang*)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.annotate import calendar
from kg.annotate.calendar import DateValue, Said
from kg.annotate.date_parts import Part, guards
from kg.model import Span

LEADS = frozenset({"weekday", "english weekday", "day", "daytime"})
"""What may stand before a date and belong to it."""
WEEKDAYS = frozenset({"weekday", "english weekday"})
_QUALIFIER = re.compile(
    r"(?: (?:pagi|siang|sore|petang|malam|subuh|dini hari)(?![^\W_]))?"
    r"(?: (?:(?P<year>tahun (?:lalu|ini|depan))|(?P<week>(?:pekan|minggu) (?:lalu|ini|depan))"
    r"|(?P<back>lalu|silam|kemarin|yang lalu)|(?P<ahead>mendatang|nanti|besok|depan|yang akan datang)"
    r"|(?P<now>ini)|(?P<that>itu))(?![^\W_]))?",
    re.IGNORECASE,
)
_OFFSETS = {"lalu": -1, "ini": 0, "depan": 1}
_TURNS = {"back": -1, "ahead": 1}
_SUNDAY = 6
_SUNDAY_LEADS = frozenset({"hari", "pada"})
_LOOK_BACK = 24


class Qualifier(NamedTuple):
    """The words behind a date: where they end, and what they say. `turn` is 1 ahead, -1 back, 0 neither.

    `year` and `week` are offsets from publication, where they are said; `kind` is empty where nothing is said.
    """

    end: int
    kind: str = ""
    turn: int = 0
    year: int | None = None
    week: int | None = None


class Relative(NamedTuple):
    """A weekday alone or a word like *kemarin*, with the date it stands for."""

    start: int
    end: int
    value: DateValue


def qualifier(text: str, offset: int, last: int) -> Qualifier:
    """What the words behind a date say of it.

    >>> qualifier("29 Mei malam pekan lalu", 6, 23)
    Qualifier(end=23, kind='week', turn=-1, year=None, week=-1)
    """
    match = _QUALIFIER.match(text, offset, last)
    if match is None or match.lastgroup is None:
        return Qualifier(match.end() if match else offset)
    kind = match.lastgroup
    number = _OFFSETS.get(match.group(kind).lower().rpartition(" ")[2], 0)
    if kind == "year":
        return Qualifier(match.end(), kind, 0, number, None)
    if kind == "week":
        return Qualifier(match.end(), kind, number, None, number)
    return Qualifier(match.end(), kind, _TURNS.get(kind, 0))


def word_before(text: str, room: Span, offset: int) -> str:
    """The word before `offset` in lower case; empty where no white space stands between."""
    left = text[max(room.start, offset - _LOOK_BACK) : offset]
    found = left.split()
    return found[-1].lower().lstrip('("“') if found and left[-1].isspace() else ""


def alone(text: str, room: Span, words: Sequence[Part], published: Said) -> Iterator[Relative]:
    """The dates of words that lead to no date; several weekdays in a row are opening hours and the like, and none."""
    weekdays = [word for word in words if word.kind == "weekday"]
    if len(weekdays) > 1 or any(word.kind == "english weekday" for word in words):
        return
    if weekdays:
        found = _weekday(text, room, weekdays[0], words, published)
        if found:
            yield found
        return
    for word in words:
        before = word_before(text, room, word.start)
        if word.kind in MEANINGS and before not in guards("count") and not before.isdigit():
            iso, end = MEANINGS[word.kind](published, word.number)
            yield Relative(word.start, word.end, DateValue(iso, end, "relative"))


MEANINGS: Mapping[str, Callable[[Said, int], tuple[str, str]]] = {
    "day": lambda published, number: (calendar.day_from(published, number), ""),
    "week": lambda published, number: (calendar.month_of_week(published, number), ""),
    "weekend": calendar.weekend,
    "this month": lambda published, number: (calendar.month_from(published, number), ""),
    "this year": lambda published, number: (calendar.year_from(published, number), ""),
}
"""What each kind of relative word stands for, seen from the publication date."""


def _weekday(text: str, room: Span, part: Part, words: Sequence[Part], published: Said) -> Relative | None:
    if not text[part.start].isupper() or not _stands_for_a_day(text, room, part):
        return None
    said = qualifier(text, part.end, room.end)
    if said.kind == "that":
        return None
    iso = calendar.weekday_near(part.number, published, said.turn, said.week)
    start = words[0].start if words[0].kind == "day" else part.start
    return Relative(_with_title(text, room, start), said.end, DateValue(iso, "", "weekday"))


def _stands_for_a_day(text: str, room: Span, part: Part) -> bool:
    """False for `setiap Senin`, `Jumat Bersih`, `Pasar Senin`, `Senin-Kamis`, and for `Minggu` where it may be a week."""
    before = word_before(text, room, part.start)
    behind = text[part.end : min(room.end, part.end + 2)]
    if before in guards("every") or before in guards("named") or behind[:1] in tuple("-–/") or behind[1:].isupper():
        return False
    left = text[max(room.start, part.start - 3) : part.start].rstrip()
    if left[-1:] in tuple("-–/"):
        return False
    return part.number != _SUNDAY or before in _SUNDAY_LEADS or left.endswith(",")


def _with_title(text: str, room: Span, start: int) -> int:
    return title_start(text, room, start, frozenset({"hari"}))


def title_start(text: str, room: Span, start: int, titles: frozenset[str]) -> int:
    """The start of `hari Senin` or `tanggal 5 Mei`, with the word that says what it is."""
    word = word_before(text, room, start)
    if word not in titles:
        return start
    while text[start - 1].isspace():
        start -= 1
    return start - len(word)
