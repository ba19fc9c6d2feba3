"""Dates in Indonesian press text: `Kamis (31/3/2022)`, `20-22 Oktober`, `Juni 2018`, `Senin lalu`, `kemarin`.

The parts (weekdays, months, numbers) come from `date_parts`. Neighbours are joined here: a weekday with the date behind it,
the two ends of a range. What the text does not say comes from the publication date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.annotate import calendar
from kg.annotate.calendar import DateValue, Said
from kg.annotate.date_parts import Part, guards, parts, words
from kg.annotate.scan import lowered
from kg.model import Mention, Span

_JOINT = re.compile(r"[\s,(]*(?:(?:-|–|—|tanggal|tangggal|tgl\.?|tepatnya(?: tanggal)?|bertepatan(?: tanggal)?)[\s,(]*)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:-|–|—|hingga|sampai(?: dengan)?|s/d|s\.d\.?|sd)\s*(?:tanggal\s*)?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|dan|serta|&)\s*(?:tanggal\s*)?", re.IGNORECASE)
_LONGEST_GAP = 24
_QUALIFIER = re.compile(
    r"(?: (?:pagi|siang|sore|petang|malam|subuh|dini hari)(?![^\W_]))?"
    r"(?: (?:(?P<year>tahun (?:lalu|ini|depan))|(?P<week>(?:pekan|minggu) (?:lalu|ini|depan))"
    r"|(?P<back>lalu|silam|kemarin|yang lalu)|(?P<ahead>mendatang|nanti|depan|yang akan datang)|(?P<now>ini|itu))(?![^\W_]))?",
    re.IGNORECASE,
)
_OFFSETS = {"lalu": -1, "ini": 0, "depan": 1}
_LEADS = frozenset({"weekday", "english weekday", "day", "daytime"})
_WEEKDAYS = frozenset({"weekday", "english weekday"})
_TITLES = frozenset({"hari", "tanggal", "tgl", "tgl."})
_MONTH_LEADS = frozenset({"bulan", "awal", "akhir", "pertengahan", "medio", "pada", "sejak", "hingga", "sampai", "mulai", "periode", "selama"})
_YEAR_LEADS = frozenset({"pada", "sejak", "awal", "akhir", "pertengahan", "medio", "mulai"})
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


class Relative(NamedTuple):
    """A weekday alone or a word like *kemarin*, with the date it stands for."""

    start: int
    end: int
    value: DateValue


def find(text: str, spans: Iterable[Span], published: str) -> list[Mention]:
    """The dates in the given stretches of text, usually sentences, in order and without overlaps; `value` is a `DateValue`.

    `published` is a partial ISO date or empty; then the full date that stands nearest in the text takes its place.

    >>> text = "Rapat digelar Senin (29/1), upacara pada 22 April mendatang."
    >>> [(mention.span.of(text), mention.value.iso) for mention in find(text, [Span(0, len(text))], "2018-02-01")]
    [('Senin (29/1)', '2018-01-29'), ('22 April mendatang', '2018-04-22')]
    """
    known = calendar.parse(published)
    hits = words().hits(text, lowered(text))
    starts = [hit.start for hit in hits]
    found: list[Expression | Relative] = []
    for room in sorted(spans):
        inside = hits[bisect_left(starts, room.start) : bisect_left(starts, room.end)]
        found += _ranges(text, list(_expressions(text, room, parts(text, room, inside), known)))
    full = [item for item in found if isinstance(item, Expression) and item.first.year and item.first.day]
    days = [item.start for item in full]
    mentions = []
    for item in found:
        value = item.value if isinstance(item, Relative) else _value(item, known if known.year else _nearest(full, days, item))
        if value.iso:
            mentions.append(Mention("date", Span(item.start, item.end), value, "dates"))
    return mentions


def _nearest(full: Sequence[Expression], starts: Sequence[int], item: Expression) -> Said:
    """The full date of the text that stands nearest."""
    index = bisect_left(starts, item.start)
    beside = full[max(0, index - 1) : index + 1]
    return min(beside, key=lambda other: abs(other.start - item.start)).first if beside else Said()


def _value(item: Expression, published: Said) -> DateValue:
    first, last = item.first, item.last
    if last and last.year and not first.year:
        first = first._replace(year=last.year)
        if first.iso > last.iso:
            first = first._replace(year=last.year - 1)
    first = calendar.with_year(first, published, item.turn)
    if last and not last.year:
        last = last._replace(year=first.year)
        if last.iso < first.iso:
            last = last._replace(year=first.year + 1)
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
            yield from _alone(text, room, leads, published)
            leads = []
        if part.kind not in ("date", "year"):
            leads.append(part)
            continue
        item = _year(text, room, part) if part.kind == "year" else _dated(text, room, leads, part, published)
        if item is None or part.kind == "year" or not leads or leads[0].kind not in _LEADS:
            yield from _alone(text, room, leads, published)
        leads = []
        if item is not None:
            reached = item.end
            yield item
    yield from _alone(text, room, leads, published)


def _joins(text: str, before: Part, after: Part) -> bool:
    if after.start - before.end > _LONGEST_GAP:
        return False
    if after.kind in _WEEKDAYS and before.kind in _WEEKDAYS:
        return bool(_UNTIL.fullmatch(text, before.end, after.start) or _AND.fullmatch(text, before.end, after.start))
    return before.kind in _LEADS and bool(_JOINT.fullmatch(text, before.end, after.start))


def _dated(text: str, room: Span, leads: Sequence[Part], part: Part, published: Said) -> Expression | None:
    span, bracketed = _bracketed(text, room, leads[0].start if leads else part.start, part)
    before = _word_before(text, room, span.start)
    match = _QUALIFIER.match(text, span.end, room.end)
    qualified = match is not None and match.lastgroup is not None
    sure = part.sure or (_is_led(before, qualified) if not part.first.day else _is_date(text, part, leads, before, bracketed))
    if not leads and (before in guards("named") or before in guards("number")) or (not sure and part.first.day):
        return None
    weekdays = [lead.number for lead in leads if lead.kind in _WEEKDAYS]
    first = part.first._replace(weekday=weekdays[0] if weekdays else None)
    turn, first = _turned(match, first, published)
    start = _with_title(text, room, span.start, _TITLES if first.day else frozenset({"bulan"}))
    return Expression(start, match.end() if match else span.end, first, part.last, turn, _form(part), sure)


def _form(part: Part) -> str:
    explicit = part.first.year or part.last is not None and part.last.year
    if part.first.day:
        return "full" if explicit else "day"
    return "month" if explicit else "bare month"


def _turned(match: re.Match[str] | None, first: Said, published: Said) -> tuple[int, Said]:
    """Whether the words behind a date look back or ahead; `tahun lalu` behind it gives its year."""
    if match is None or match.lastgroup is None:
        return 0, first
    words_ = match.group(match.lastgroup).lower()
    offset = _OFFSETS.get(words_.rpartition(" ")[2], 0)
    if match.lastgroup == "year":
        return 0, first._replace(year=published.year + offset) if published.year and not first.year else first
    return {"back": -1, "ahead": 1, "now": 0}.get(match.lastgroup, offset), first


def _bracketed(text: str, room: Span, start: int, part: Part) -> tuple[Span, bool]:
    """The date with the brackets around it or around its numbers, and whether there are any."""
    end = _skip(text, part.end, room.end)
    if text[end : end + 1] != ")" or end >= room.end:
        return Span(start, part.end), False
    if "(" in text[start : part.start]:
        return Span(start, end + 1), True
    opening = text.rfind("(", max(room.start, start - 2), start)
    if opening >= 0 and not text[opening + 1 : start].strip():
        return Span(opening, end + 1), True
    return Span(start, part.end), False


def _skip(text: str, offset: int, last: int) -> int:
    while offset < last and text[offset] == " ":
        offset += 1
    return offset


def _word_before(text: str, room: Span, offset: int) -> str:
    """The word before `offset` in lower case; empty where a mark stands between."""
    left = text[max(room.start, offset - _LONGEST_GAP) : offset]
    found = left.split()
    return found[-1].lower().lstrip("(\"“") if found and left[-1:].isspace() else ""


def _with_title(text: str, room: Span, start: int, titles: frozenset[str]) -> int:
    """The start of `hari Senin` or `tanggal 5 Mei`, with the words that say what it is."""
    for _ in range(2):
        word = _word_before(text, room, start)
        if word not in titles:
            break
        start = text.lower().rindex(word, 0, start) if len(text) < 0 else _rindex(text, word, start)
    return start


def _is_led(before: str, qualified: bool) -> bool:
    return qualified or before in _MONTH_LEADS


def _is_date(text: str, part: Part, leads: Sequence[Part], before: str, bracketed: bool) -> bool:
    """Whether `29/1`, `5 Mar` or `31.3.2022` is a date: a weekday, *kemarin* or *tanggal* leads to it, or it stands in brackets
    and could not as well be a score.
    """
    if leads or before in _TITLES:
        return True
    numbers = [part.first.day, part.first.month]
    if not bracketed or tuple(numbers) == _ALWAYS:
        return False
    return max(numbers) > 9 or text[part.start] == "0" or bool(part.last) or bool(part.first.year)
