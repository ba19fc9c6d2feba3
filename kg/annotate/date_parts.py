"""The parts of dates: numbers in the shape of a date, months with day and year, weekdays, words like *kemarin*."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate.calendar import Said
from kg.annotate.scan import Automaton, Case, Form, Hit
from kg.lexicon import Row, read_table
from kg.model import Span

_MONTHS = ("month", "short month", "english month")
_NUMBER_KINDS = (*_MONTHS, "weekday", "english weekday", "day", "week", "weekend", "this month", "this year")
_GUARDS = ("named", "every", "number", "count")
_WORD_KINDS = ("daytime", *_GUARDS)
_RUN = re.compile(r"[0-9][0-9]*(?:(?: ?[/–—-] ?|\.)[0-9]+)*")
_SHORTEST_RUN = 3
_LONGEST_RUN = 30
_YEAR_LENGTH = 4
_LONGEST_MONTH = 11
_BEFORE_A_DAY = re.compile(
    r"\b(?:(?:Jan|Febr)uari|Maret|April|Mei|Ju[nl]i|Agustus|(?:Septem|Okto|Novem|Desem)ber)[-–]$|[A-Za-z],$"
)
"""What a day may be written to: `22 April-10 Mei`, `Kamis,1 Agustus`."""
_LEFT = 34
"""How far before a month its day, or its range of days, may start."""
_UNTIL = r"(?:-|–|—|s/d|s\.d\.?|sd|hingga|sampai(?: dengan)?|dan|&)"
_DAYS = re.compile(rf"(?<![0-9])([0-9]{{1,2}})(?: ?{_UNTIL} ?([0-9]{{1,2}}))?(?: ?[.-]? ?| {{2,3}})$", re.IGNORECASE)
_YEAR = re.compile(r"(?:[ .,\xa0-]{1,3}|\s?|\s+tahun\s+)((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_DAY_AND_YEAR = re.compile(r" ([0-9]{1,2})(?:st|nd|rd|th)?,? ((?:19|20)[0-9]{2})(?![0-9])")


class Part(NamedTuple):
    """A piece of a date. `kind` is `date`, `year`, or that of the table `calendar.csv`.

    `sure` is False for what is a date only beside other words that say so: `29/1`, `31.3.2022`, `5 Mar`, `Mei`.
    """

    start: int
    end: int
    kind: str
    first: Said = Said()
    last: Said | None = None
    number: int = 0
    sure: bool = True


class Word(NamedTuple):
    """What a word of the table stands for: the number of a month or weekday, or how many days, weeks, ... from publication."""

    kind: str
    number: int


def runs(text: str) -> list[Span]:
    """The runs of digits that are long enough for a date or a year: `29/1`, `2019`, `20-22/10/2025`."""
    found = (match.span() for match in _RUN.finditer(text))
    return [Span(start, end) for start, end in found if _SHORTEST_RUN <= end - start <= _LONGEST_RUN]


def parts(text: str, room: Span, hits: Sequence[Hit[Word]], numbers: Sequence[Span]) -> list[Part]:
    """The parts of dates in a stretch of text, in order, without overlaps; where two overlap, that with a month wins."""
    months = []
    others = [part for run in numbers if not _glued(text, run) and (part := _shaped(text, run))]
    for hit in hits:
        if hit.value.kind not in _MONTHS:
            others.append(Part(hit.start, hit.end, hit.value.kind, number=hit.value.number))
        elif part := _month(text, room, hit):
            months.append(part)
    return sorted(_free(others, months) + months)


def _free(others: Sequence[Part], months: Sequence[Part]) -> list[Part]:
    taken = {offset for month in months for offset in range(month.start, month.end)}
    return [part for part in others if part.start not in taken and part.end - 1 not in taken]


def _shaped(text: str, run: Span) -> Part | None:
    for pattern, reading in SHAPES:
        match = pattern.fullmatch(text, *run)
        if match:
            return reading(match)
    return None


def _glued(text: str, run: Span) -> bool:
    """True inside a longer code: `B/12/03/2020`, `COVID-19`, `1/2/2021/X`; a year is not written to a word either."""
    before, behind = text[max(0, run.start - 1) : run.start], text[run.end : run.end + 1]
    if before.isalnum() or before in tuple("/.,-–+") or behind in ("/", "%"):
        return True
    return behind.isalpha() and run.end - run.start == _YEAR_LENGTH


def _year(digits: str | None) -> int:
    if not digits:
        return 0
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year_first(match: re.Match[str]) -> Part:
    year, month, day = map(int, match.groups())
    return Part(*match.span(), "date", Said(year, month, day))


def _day_first(match: re.Match[str]) -> Part:
    day, month, year = match.groups()
    sure = year is not None and len(year) == 4 and "." not in match.group()
    return Part(*match.span(), "date", Said(_year(year), int(month), int(day)), sure=sure)


def _days_first(match: re.Match[str]) -> Part:
    first, last, month, year = match.groups()
    said = Said(_year(year), int(month), int(first))
    return Part(*match.span(), "date", said, said._replace(day=int(last)), sure=False)


def _two_days(match: re.Match[str]) -> Part:
    day, month, year, last_day, last_month, last_year = match.groups()
    first = Said(_year(year or last_year), int(month), int(day))
    return Part(*match.span(), "date", first, Said(_year(last_year), int(last_month), int(last_day)), sure=False)


def _single_year(match: re.Match[str]) -> Part:
    return Part(*match.span(), "year", Said(int(match.group())), sure=False)


def _two_years(match: re.Match[str]) -> Part:
    first, last = map(int, match.groups())
    return Part(*match.span(), "year", Said(first), Said(last), sure=False)


_D, _Y, _S, _TO = "([0-9]{1,2})", "((?:19|20)[0-9]{2})", " ?/ ?", " ?[–—-] ?"
_YY = f"(?:{_S}([0-9]{{4}}|[0-9]{{2}}))?"
SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part]], ...] = (
    (re.compile(f"{_D}{_S}{_D}{_YY}"), _day_first),
    (re.compile(_Y), _single_year),
    (re.compile(f"{_Y}{_TO}{_Y}"), _two_years),
    (re.compile(f"{_D}{_TO}{_D}{_S}{_D}{_YY}"), _days_first),
    (re.compile(f"{_D}{_S}{_D}{_YY}{_TO}{_D}{_S}{_D}{_YY}"), _two_days),
    (re.compile(f"{_Y}-{_D}-{_D}"), _year_first),
    (re.compile(f"{_D}-{_D}-{_Y}"), _day_first),
    (re.compile(rf"{_D}\.{_D}\.{_Y}"), _day_first),
)
"""Shapes of runs of digits that may be dates, and how each is read."""


def _month(text: str, room: Span, hit: Hit[Word]) -> Part | None:
    """A month with the days before it and the year behind it; None where too little stands there for a date."""
    left = max(room.start, hit.start - _LEFT)
    days = _DAYS.search(text[left : hit.start])
    if days and _is_tail(text, room, left + days.start()):
        days = None
    if not days:
        return _without_day(text, room, hit)
    year = _YEAR.match(text, hit.end, room.end)
    first = Said(_year(year.group(1) if year else None), hit.value.number, int(days.group(1)))
    last = first._replace(day=int(days.group(2))) if days.group(2) else None
    sure = bool(year) or hit.value.kind == "month"
    return Part(left + days.start(), year.end() if year else hit.end, "date", first, last, sure=sure)


def _is_tail(text: str, room: Span, start: int) -> bool:
    """True where the digits belong to a longer number or word: `1.250 Maret`, `COVID-19 Maret`; not in `22 April-10 Mei`."""
    if _BEFORE_A_DAY.search(text, max(room.start, start - _LONGEST_MONTH), start):
        return False
    before = text[max(room.start, start - 2) : start]
    return before[-1:].isalnum() or (before[-1:] in tuple(".,/-") and before[:1].isalnum())


def _without_day(text: str, room: Span, hit: Hit[Word]) -> Part | None:
    american = _DAY_AND_YEAR.match(text, hit.end, room.end)
    if american:
        day, year = map(int, american.groups())
        return Part(hit.start, american.end(), "date", Said(year, hit.value.number, day))
    if hit.value.kind != "month" or not text[hit.start].isupper():
        return None
    match = _YEAR.match(text, hit.end, room.end)
    said = Said(_year(match.group(1) if match else None), hit.value.number)
    return Part(hit.start, match.end() if match else hit.end, "date", said, sure=match is not None)


@cache
def forms() -> tuple[Form[Word], ...]:
    """The words of `calendar.csv` that stand in dates."""
    return tuple(Form(form, Case.ANY, Word(kind, number)) for form, kind, number in _table() if kind not in _GUARDS)


@cache
def words() -> Automaton[Word]:
    """The same words, ready to be looked for by themselves."""
    return Automaton(forms())


@cache
def guards(kind: str) -> frozenset[str]:
    """Words that speak against a date behind them: `named` (Jalan), `every` (setiap), `number` (Nomor), `count` (dua)."""
    return frozenset(form for form, its_kind, _ in _table() if its_kind == kind)


@cache
def _table() -> tuple[tuple[str, str, int], ...]:
    return tuple(map(_word, read_table("calendar.csv", ("form", "kind", "value"))))


def _word(row: Row) -> tuple[str, str, int]:
    kind = row.one_of("kind", _NUMBER_KINDS + _WORD_KINDS)
    if kind in _WORD_KINDS:
        return row.filled("form"), kind, 0
    try:
        return row.filled("form"), kind, int(row.fields["value"])
    except ValueError:
        raise row.wrong("value", "a whole number") from None
