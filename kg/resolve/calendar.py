"""Days between ISO dates that may be partial: `2018`, `2018-06`, `2018-06-03`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


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
    except ValueError:
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
