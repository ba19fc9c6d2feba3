"""Days between ISO dates that may be partial: `2018`, `2018-06`, `2018-06-03`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise

_LENGTHS = (4, 7, 10)


@lru_cache(maxsize=1 << 16)
def day_number(text: str) -> int | None:
    """The number of the day, of the middle of a month or year that is all that is known, or None.

    >>> day_number("2018-06-03") - day_number("2018-06-01"), day_number("")
    (2, None)
    """
    parts = text.split("-") if text else []
    try:
        year, month, day = (int(part) for part in (*parts, *("7", "15")[len(parts) - 1 :])) if parts else (0, 0, 0)
        return date(year, month, day).toordinal()
    except (ValueError, OverflowError):
        return None


def days_between(first: str, last: str, other_first: str, other_last: str) -> int | None:
    """How many days lie between two times, 0 where they overlap, None where one of them is not known.

    >>> days_between("2018-01-01", "2018-02-01", "2018-03-01", "2019"), days_between("2018", "2019", "2018-12", "2020")
    (28, 0)
    """
    numbers = [day_number(text) for text in (first, last, other_first, other_last)]
    if None in numbers:
        return None
    start, end, other_start, other_end = (number for number in numbers if number is not None)
    return max(0, other_start - end, start - other_end)


@lru_cache(maxsize=1 << 16)
def first_day(text: str) -> int | None:
    """The number of the first day that an ISO date can mean, or None where it is no date.

    >>> first_day("2018") == first_day("2018-01-01"), first_day("2018-02-31")
    (True, None)
    """
    return _bound(text, ("01", "01"))


@lru_cache(maxsize=1 << 16)
def last_day(text: str) -> int | None:
    """The number of the last day that an ISO date can mean, or None where it is no date.

    >>> last_day("2018-02") == last_day("2018-02-28"), last_day("kemarin")
    (True, None)
    """
    if len(text) == len("2018-02"):
        start = first_day(text)
        return start and start - 1 + monthrange(int(text[:4]), int(text[5:]))[1]
    return _bound(text, ("12", "31"))


def surely_before(one: str, other: str) -> bool:
    """True where the one date is before the other whatever days are meant.

    >>> surely_before("2018-06", "2018-07-01"), surely_before("2018", "2018-07-01"), surely_before("", "2018")
    (True, False, False)
    """
    end, start = last_day(one), first_day(other)
    return end is not None and start is not None and end < start


def earliest(dates: Iterable[str]) -> str:
    """The date that begins first, of those that begin together the most precise; nothing where none is a date.

    >>> earliest(["2019-02-01", "2019", ""]), earliest(["2019", "2019-01"])
    ('2019', '2019-01')
    """
    known = [(day, -len(text), text) for text in dates if (day := first_day(text)) is not None]
    return min(known)[2] if known else ""


def latest(dates: Iterable[str]) -> str:
    """The date that ends last, of those that end together the most precise; nothing where none is a date.

    >>> latest(["2019-02-01", "2019", ""]), latest(["2019", "2019-12"])
    ('2019', '2019-12')
    """
    known = [(day, len(text), text) for text in dates if (day := last_day(text)) is not None]
    return max(known)[2] if known else ""


def precise(dates: Iterable[str]) -> list[str]:
    """The dates in order, without those that another one tells more precisely.

    >>> precise(["2018", "2018-09-05", "2019", "2018-09"])
    ['2018-09-05', '2019']
    """
    known = sorted({text for text in dates if first_day(text) is not None})
    return [text for text, after in pairwise([*known, ""]) if not after.startswith(f"{text}-")]


def _bound(text: str, missing: tuple[str, str]) -> int | None:
    parts = text.split("-")
    try:
        year, month, day = (int(part) for part in (*parts, *missing[len(parts) - 1 :]))
        return date(year, month, day).toordinal() if len(text) in _LENGTHS else None
    except ValueError:
        return None
