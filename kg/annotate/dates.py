"""Dates in Indonesian press text: `Kamis (31/3/2022)`, `20-22 Oktober`, `Juni 2018`, `Senin lalu`, `kemarin`.

The parts (weekdays, months, numbers) come from `date_parts`. Neighbours are joined here: a weekday with the date behind it,
the two ends of a range. What the text does not say comes from the publication date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.annotate import calendar
from kg.annotate.calendar import DateValue, Said
from kg.annotate.date_parts import Part, Word, guards, parts, runs, words
from kg.annotate.date_words import LEADS, WEEKDAYS, Qualifier, Relative, alone, qualifier, title_start, word_before
from kg.annotate.scan import Hit, lowered
from kg.model import Mention, Span

_LEAD = re.compile(r"[\s,(]*(?:(?:-|–|—|tanggal|tangggal|tgl\.?|(?:tepatnya|bertepatan)(?: tanggal)?)[\s,(]*)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:-|–|—|hingga|sampai(?: dengan)?|s/d|s\.d\.?|sd)\s*(?:tanggal\s*)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|dan|serta|&)\s*(?:tanggal\s*)?", re.IGNORECASE)
_LONGEST_GAP = 24
_DAY_TITLES = frozenset({"hari", "tanggal", "tgl", "tgl."})
_YEAR_LEADS = frozenset({"pada", "sejak", "awal", "akhir", "pertengahan", "medio", "mulai"})
_MONTH_LEADS = _YEAR_LEADS | {"bulan", "hingga", "sampai", "periode", "selama"}
_NO_YEAR_BEHIND = frozenset({"ulang", "anggaran", "ajaran", "nomor", "no", "no."})
_ALWAYS = (24, 7)
"""`(24/7)`: around the clock."""


class Expression(NamedTuple):
    """A date as it stands in the text, before what is missing is filled in. `turn`: 1 ahead, -1 back, 0 not said.

    `sure` is False for what is a date only as an end of a range: `Januari` in *Januari-September 2025*.
    """

    start: int
    end: int
    first: Said
    last: Said | None
    turn: int
    form: str
    sure: bool = True


def find(text: str, spans: Iterable[Span], published: str, hits: Sequence[Hit[Word]] | None = None) -> list[Mention]:
    """The dates in the given stretches of text, usually sentences, in order and without overlaps; `value` is a `DateValue`.

    `published` is a partial ISO date or empty; then the full date that stands nearest in the text takes its place. `hits`
    are the words of dates where the text has been scanned for them.

    >>> text = "Rapat digelar Senin (29/1), upacara pada 22 April mendatang."
    >>> [(mention.span.of(text), mention.value.iso) for mention in find(text, [Span(0, len(text))], "2018-02-01")]
    [('Senin (29/1)', '2018-01-29'), ('22 April mendatang', '2018-04-22')]
    """
    known = calendar.parse(published)
    hits = words().hits(text, lowered(text)) if hits is None else hits
    numbers = runs(text)
    hit_starts, number_starts = [hit.start for hit in hits], [run.start for run in numbers]
    found: list[Expression | Relative] = []
    for room in _rooms(spans, [*hit_starts, *number_starts]):
        inside, digits = hits[_within(room, hit_starts)], numbers[_within(room, number_starts)]
        if inside or digits:
            found += _ranges(text, _expressions(text, room, parts(text, room, inside, digits), known))
    return list(_mentions(found, known))


def _rooms(spans: Iterable[Span], places: Iterable[int]) -> list[Span]:
    """The stretches of text in or behind which one of the places lies, in order."""
    rooms = sorted(spans)
    starts = [room.start for room in rooms]
    return [rooms[number - 1] for number in sorted({bisect_right(starts, place) for place in places}) if number]


def _within(room: Span, starts: Sequence[int]) -> slice:
    return slice(bisect_left(starts, room.start), bisect_left(starts, room.end))


def _mentions(found: Sequence[Expression | Relative], published: Said) -> Iterator[Mention]:
    full = [item for item in found if isinstance(item, Expression) and item.first.year and item.first.day]
    starts = [item.start for item in full]
    for item in found:
        if isinstance(item, Relative):
            value = item.value
        else:
            value = _value(item, published if published.year else _nearest(full, starts, item))
        if value.iso:
            yield Mention("date", Span(item.start, item.end), value, "dates")


def _nearest(full: Sequence[Expression], starts: Sequence[int], item: Expression) -> Said:
    """The full date of the text that stands nearest."""
    index = bisect_left(starts, item.start)
    beside = full[max(0, index - 1) : index + 1]
    return min(beside, key=lambda other: abs(other.start - item.start)).first if beside else Said()


def _value(item: Expression, published: Said) -> DateValue:
    """The date with its year; empty where there is no such day, or nothing to take the year from."""
    first, last = item.first, item.last
    if last and last.year and not first.year:
        first = first._replace(year=last.year)
        first = first._replace(year=last.year - (first.iso > last.iso))
    first = calendar.with_year(first, published, item.turn)
    if last and not last.year:
        last = last._replace(year=first.year)
        last = last._replace(year=first.year + (last.iso < first.iso))
    if not first.iso or (last and not last.iso):
        return DateValue("")
    return DateValue(first.iso, last.iso if last and last.iso > first.iso else "", item.form)


def _expressions(text: str, room: Span, found: Sequence[Part], published: Said) -> Iterator[Expression | Relative]:
    """Each date with the words that lead to it; words that lead to none stand for themselves."""
    leads: list[Part] = []
    reached = room.start
    for part in found:
        if part.start < reached:
            continue
        if leads and not _joins(text, leads[-1], part):
            yield from alone(text, room, leads, published)
            leads = []
        if part.kind not in ("date", "year"):
            leads.append(part)
            continue
        item = _dated(text, room, leads, part, published) if part.kind == "date" else _year(text, room, part)
        if item is None or part.kind == "year":
            yield from alone(text, room, leads, published)
        leads = []
        if item is not None:
            reached = item.end
            yield item
    yield from alone(text, room, leads, published)


def _joins(text: str, before: Part, after: Part) -> bool:
    """True where two parts belong together: `Senin hingga Rabu`, `hari ini, Senin`, `Senin malam (29/1`, `Senin besok`."""
    gap = (before.end, after.start)
    if after.start - before.end > _LONGEST_GAP or before.kind not in LEADS:
        return False
    if after.kind in WEEKDAYS and before.kind in WEEKDAYS:
        return bool(_UNTIL.fullmatch(text, *gap) or _AND.fullmatch(text, *gap))
    return bool(_LEAD.fullmatch(text, *gap))


def _dated(text: str, room: Span, leads: Sequence[Part], part: Part, published: Said) -> Expression | None:
    span, bracketed = _bracketed(text, room, leads[0].start if leads else part.start, part)
    before = word_before(text, room, span.start)
    said = qualifier(text, span.end, room.end)
    if part.first.day:
        if not leads and (before in guards("named") or before in guards("number")):
            return None
        if not part.sure and not leads and before not in _DAY_TITLES and not (bracketed and _is_no_score(text, part)):
            return None
    sure = bool(part.sure or part.first.day or said.kind or before in _MONTH_LEADS)
    weekday = next((lead.number for lead in leads if lead.kind in WEEKDAYS), None)
    first = part.first._replace(weekday=weekday, year=part.first.year or _said_year(said, published))
    start = title_start(text, room, span.start, _DAY_TITLES if first.day else frozenset({"bulan"}))
    return Expression(start, said.end, first, part.last, said.turn, _form(part), sure)


def _said_year(said: Qualifier, published: Said) -> int:
    """The year of *tahun lalu* or *tahun depan*; 0 where nothing of the kind is said."""
    return published.year + said.year if said.year is not None and published.year else 0


def _form(part: Part) -> str:
    explicit = part.first.year or (part.last is not None and part.last.year)
    if part.first.day:
        return "full" if explicit else "day"
    return "month" if explicit else "bare month"


def _bracketed(text: str, room: Span, start: int, part: Part) -> tuple[Span, bool]:
    """The date with the brackets around it or around its numbers, and whether there are any."""
    end = part.end
    while end < room.end and text[end] == " ":
        end += 1
    if end == room.end or text[end] != ")":
        return Span(start, part.end), False
    if "(" in text[start : part.start]:
        return Span(start, end + 1), True
    opening = text.rfind("(", max(room.start, start - 2), start)
    if opening >= 0 and not text[opening + 1 : start].strip():
        return Span(opening, end + 1), True
    return Span(start, part.end), False


def _is_no_score(text: str, part: Part) -> bool:
    """True for `(29/1)`, `(04/5)`, `(4/5/19)`; False for `(4/5)`, which may be a score, and for `(24/7)`."""
    numbers = (part.first.day, part.first.month)
    written = text[part.start] == "0" or max(numbers) > 9 or part.last is not None or part.first.year > 0
    return written and numbers != _ALWAYS


def _year(text: str, room: Span, part: Part) -> Expression | None:
    """`tahun 2019`, `pada 2020`, `tahun 2019-2024`; not `Nomor 12 Tahun 2019`, `ulang tahun 2019`."""
    before = word_before(text, room, part.start)
    start = title_start(text, room, part.start, frozenset({"tahun"}))
    if before == "tahun":
        second = word_before(text, room, start)
        if second in _NO_YEAR_BEHIND or (second[-1:].isdigit() and not second[:1].isalpha()):
            return None
    elif before not in _YEAR_LEADS or part.last is not None:
        return None
    if text.startswith(" tentang", part.end):
        return None
    said = qualifier(text, part.end, room.end)
    end = said.end if said.kind in ("back", "ahead") else part.end
    return Expression(start, end, part.first, part.last, 0, "years" if part.last else "year")


def _ranges(text: str, found: Iterable[Expression | Relative]) -> list[Expression | Relative]:
    """The dates of a sentence, the two ends of a range made one: `20 Oktober hingga 8 November 2025`."""
    kept: list[Expression | Relative] = []
    for item in found:
        held = kept[-1] if kept else None
        if isinstance(held, Expression) and isinstance(item, Expression):
            kept.pop()
            kept += _joined(text, held, item)
        else:
            kept.append(item)
    return [item for item in kept if isinstance(item, Relative) or item.sure]


def _joined(text: str, held: Expression, item: Expression) -> list[Expression]:
    """Two neighbours, made one where they are the ends of a range; `19 Mei dan 20 Juni 2025` share their year."""
    gap = (held.end, item.start)
    alike = bool(held.first.day) == bool(item.first.day) and bool(held.first.month) == bool(item.first.month)
    if not alike or held.last or item.last or item.start - held.end > _LONGEST_GAP or not (held.sure or item.sure):
        return [held, item]
    if _UNTIL.fullmatch(text, *gap):
        form = item.form if item.first.year else held.form
        return [Expression(held.start, item.end, held.first, item.first, item.turn or held.turn, form)]
    if item.first.year and not held.first.year and _AND.fullmatch(text, *gap):
        held = held._replace(first=held.first._replace(year=item.first.year), sure=True, form=item.form)
    return [held, item]
