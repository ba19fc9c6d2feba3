"""Days, months and years that a text says in part, completed from the day the article was published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

_HALF_YEAR = 183
_NEAR = 45
"""So many days from publication the nearest year is right, whatever the weekday says: weekdays are often mistaken."""


class DateValue(NamedTuple):
    """A date as ISO, as precise as the text allows, with its last day where it is a range, and how the text says it.

    `full`: day, month and year. `day`: day and month. `month`: month and year. `bare month`: a month. `year`, `years`:
    a year, a span of years. `weekday`: a weekday alone. `relative`: *kemarin*, *bulan lalu*. What is not said is inferred.
    """

    iso: str
    end: str = ""
    form: str = ""


class Said(NamedTuple):
    """A date as far as it is known; what is not is 0, and the weekday None (Monday is 0)."""

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int | None = None

    @property
    def iso(self) -> str:
        """`2018-01-29`, `2018-06`, `2019`; empty without a year, or where there is no such day.

        >>> Said(2018, 6).iso, Said(2018, 2, 31).iso, Said(0, 6, 1).iso
        ('2018-06', '', '')
        """
        if not self.year or not 0 <= self.month <= 12:
            return ""
        if not self.month:
            return f"{self.year:04}"
        if not self.day:
            return f"{self.year:04}-{self.month:02}"
        found = _day(self.year, self.month, self.day)
        return found.isoformat() if found else ""


def is_day(iso: str) -> bool:
    """True for a date to the day.

    >>> is_day("2018-01-29"), is_day("2018-01"), is_day("")
    (True, False, False)
    """
    return len(iso) == len("2018-01-29")


def parse(iso: str) -> Said:
    """A partial ISO date; nothing known where it is none.

    >>> parse("2019-04"), parse("kemarin")
    (Said(year=2019, month=4, day=0, weekday=None), Said(year=0, month=0, day=0, weekday=None))
    """
    parts = iso[:10].split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return Said()
    said = Said(*map(int, parts))
    return said if said.iso else Said()


def with_year(said: Said, published: Said, turn: int) -> Said:
    """The date in the year that brings it nearest to publication: the past half year first, then the coming one.

    `turn` is 1 where the text looks ahead (*mendatang*), -1 where it looks back (*lalu*). The weekday decides between
    years where the date is not close to publication.

    >>> with_year(Said(0, 4, 22), Said(2018, 2, 1), 0).iso, with_year(Said(0, 12, 30), Said(2018, 2, 1), 0).iso
    ('2018-04-22', '2017-12-30')
    """
    if said.year or not said.month or not published.year:
        return said
    years = (published.year, published.year - 1, published.year + 1)
    days = [found for year in years if (found := _day(year, said.month, said.day or 15))]
    if not days:
        return said
    chosen = _nearest(days, published, turn)
    base = _base(published)
    agreeing = [day for day in days if day.weekday() == said.weekday]
    if said.day and said.weekday not in (None, chosen.weekday()) and agreeing:
        if base is None:
            chosen = agreeing[0]
        elif abs((chosen - base).days) > _NEAR:
            chosen = min(agreeing, key=lambda day: abs((day - base).days))
    return said._replace(year=chosen.year)


def _nearest(days: list[date], published: Said, turn: int) -> date:
    base = _base(published)
    if base is None:
        return days[0]
    latest = base if published.day else base.replace(day=28)
    past = [day for day in days if day <= latest]
    coming = [day for day in days if day not in past]
    if not past or not coming or turn:
        return min(coming, default=days[0]) if turn > 0 or not past else max(past)
    last, next_ = max(past), min(coming)
    return next_ if (base - last).days > _HALF_YEAR >= (next_ - base).days else last


def weekday_near(weekday: int, published: Said, turn: int, week: int | None = None) -> str:
    """The day of that name on or before publication, before it (`turn` -1), after it (1), or in the week `week` weeks on.

    >>> weekday_near(3, Said(2022, 4, 1), 0), weekday_near(3, Said(2022, 4, 1), 1), weekday_near(3, Said(2022, 4, 1), 0, -1)
    ('2022-03-31', '2022-04-07', '2022-03-24')
    """
    base = _day(*published[:3]) if published.day else None
    if base is None:
        return published.iso
    if week is not None:
        return _shift(base, 7 * week - base.weekday() + weekday)
    back = (base.weekday() - weekday) % 7
    if turn > 0:
        return _shift(base, 7 - back)
    return _shift(base, -(back or 7) if turn < 0 else -back)


def day_from(published: Said, days: int) -> str:
    """The day so many days after publication; as precise as publication is known.

    >>> day_from(Said(2022, 3, 1), -1), day_from(Said(2022), -1)
    ('2022-02-28', '2022')
    """
    base = _day(*published[:3]) if published.day else None
    return _shift(base, days) if base else published.iso


def month_of_week(published: Said, weeks: int) -> str:
    """The month of the week so many weeks after publication, where the whole week lies in one month.

    >>> month_of_week(Said(2022, 3, 16), 1), month_of_week(Said(2022, 3, 25), 1)
    ('2022-03', '')
    """
    first, last = weekday_near(0, published, 0, weeks), weekday_near(6, published, 0, weeks)
    return first[:7] if published.day and first[:7] == last[:7] else ""


def weekend(published: Said, weeks: int) -> tuple[str, str]:
    """Saturday and Sunday of the week so many weeks after publication; empty where the day of publication is not known."""
    if not published.day:
        return "", ""
    return weekday_near(5, published, 0, weeks), weekday_near(6, published, 0, weeks)


def month_from(published: Said, months: int) -> str:
    """The month so many months after publication.

    >>> month_from(Said(2022, 1, 5), -1), month_from(Said(2022), -1)
    ('2021-12', '')
    """
    if not published.month:
        return ""
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return Said(year, month + 1).iso


def year_from(published: Said, years: int) -> str:
    """The year so many years after publication."""
    return Said(published.year + years).iso if published.year else ""


def _base(published: Said) -> date | None:
    return _day(published.year, published.month, published.day or 15) if published.month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(base: date, days: int) -> str:
    try:
        return (base + timedelta(days)).isoformat()
    except OverflowError:
        return ""
