"""The parts dates are made of: numbers in the shape of a date, months with their day and year, weekdays, words like *kemarin*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate.calendar import Said
from kg.annotate.scan import Automaton, Case, Form, Hit
from kg.lexicon import Row, read_table
from kg.model import Span

_NUMBER_KINDS = (
    "month",
    "short month",
    "english month",
    "weekday",
    "english weekday",
    "day",
    "week",
    "weekend",
    "this month",
    "this year",
)
_WORD_KINDS = ("daytime", "named", "every", "number")
_RUN = re.compile(r"[0-9]+(?:(?: ?[/–—-] ?|\.)[0-9]+)*")
_LONGEST_RUN = 30
_CENTURIES = ("19", "20")
_LEFT = 34
"""How far before a month its day, or its range of days, may start."""
_UNTIL = r"(?:-|–|—|s/d|s\.d\.?|sd|hingga|sampai(?: dengan)?|dan|&)"
_DAYS = re.compile(rf"([0-9]{{1,2}})(?: ?{_UNTIL} ?([0-9]{{1,2}}))?(?: ?[.-]? ?| {{2,3}})$", re.IGNORECASE)
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


def parts(text: str, room: Span, hits: Sequence[Hit[Word]]) -> list[Part]:
    """The parts of dates in a stretch of text, in order, without overlaps; where two overlap, that with a month wins."""
    months = [
        part
        for hit in hits
        if hit.value.kind.endswith("month") and hit.value.kind != "this month" and (part := _month(text, room, hit))
    ]
    words = [
        Part(hit.start, hit.end, hit.value.kind, number=hit.value.number) for hit in hits if _stands_for_days(hit.value.kind)
    ]
    return sorted(_free([*_numbers(text, room), *words], months) + months)


def _stands_for_days(kind: str) -> bool:
    return kind == "this month" or not kind.endswith("month")


def _free(others: Sequence[Part], months: Sequence[Part]) -> list[Part]:
    taken = {offset for month in months for offset in range(month.start, month.end)}
    return [part for part in others if part.start not in taken and part.end - 1 not in taken]


def _numbers(text: str, room: Span) -> Iterator[Part]:
    for run in _RUN.finditer(text, *room):
        start, end = run.span()
        if (not 4 <= end - start <= _LONGEST_RUN and "/" not in text[start:end]) or _glued(text, start, end):
            continue
        for pattern, reading in SHAPES:
            match = pattern.fullmatch(text, start, end)
            if match:
                yield reading(match)
                break


def _glued(text: str, start: int, end: int) -> bool:
    """True inside a longer code: `B/12/03/2020`, `COVID-19`, `Nomor:5/2021/X`, `0812-3456`."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return before.isalnum() or (behind.isalpha() and end - start == 4) or before in tuple("/.,-–+") or behind in ("/", "%")


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
    """True where the digits belong to a longer number: `1.250 Maret`, `2019-22 Oktober`."""
    return start > room.start and (
        text[start - 1].isalnum() or (text[start - 1] in ".,/-" and text[start - 2 : start - 1].isdigit())
    )


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
def words() -> Automaton[Word]:
    """The words of `calendar.csv` that stand in dates."""
    return Automaton(Form(form, Case.ANY, Word(kind, number)) for form, kind, number in _table() if kind not in _WORD_KINDS[1:])


@cache
def guards(kind: str) -> frozenset[str]:
    """Words that speak against a date behind them: `named` (Jalan), `every` (setiap), `number` (Nomor)."""
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
