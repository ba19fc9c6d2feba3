"""Dates of publication: as metadata write them, alone on a line, in the dateline, behind the copyright sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

FIRST_YEAR, LAST_YEAR = 1945, 2100
PARAGRAPHS_READ = 3
LONGEST_PARAGRAPH_READ = 2000
LONGEST_DATE = 120

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan januari january",
            "feb februari february peb pebruari",
            "mar maret march mrt",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agustus august aug agt agst ags",
            "sep september sept",
            "okt oktober october oct",
            "nov november nop nopember",
            "des desember december dec",
        ],
        start=1,
    )
    for name in names.split()
}
ENGLISH_ONLY = {"january", "february", "march", "may", "june", "july", "august", "october", "december", "aug", "oct", "dec"}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}
ENGLISH_DAYS = {day for name in WEEKDAY_NAMES for day in (name, name[:3])}
TIME_WORDS = {"wib", "wita", "wit", "am", "pm", "pukul", "jam", "at", "on", "pada", "tanggal", "tgl"}
UPDATE_WORDS = {"last", "update", "updated", "diperbarui", "terakhir"}
LINE_WORDS = {*WEEKDAYS, "jum'at"} | ENGLISH_DAYS | TIME_WORDS | UPDATE_WORDS
PUBLISHED_WORDS = {"posted", "published", "diposting", "diterbitkan", "dipublikasikan", "terbit", "tayang", "dirilis", "rilis"}
AUTHORS = {"admin", "administrator", "redaksi", "editor", "penulis", "author", "reporter", "kontributor", "humas", "diskominfo"}
BYLINE_WORDS = PUBLISHED_WORDS | AUTHORS | {"by", "oleh", "in", "di", "dibuat", "ditulis", "kominfo"}

NAME = "(" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + ")"
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]{{1,3}}{NAME}[\s\-/.,]{{1,3}}(\d{{4}})(?!\d)", re.I)
MONTH_FIRST = re.compile(rf"\b{NAME}\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})(?!\d)", re.I)
MONTH_YEAR = re.compile(rf"\W{{0,3}}{NAME}\.?,?\s{{1,3}}(\d{{4}})\W{{0,3}}", re.I)
YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?!\d)")
FRONT_MATTER = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\s+\d{1,2}[:.]\d{2}.*")
APOSTROPHES = re.compile("['’]")
LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
COPYRIGHT_YEAR = re.compile(r"(?<![\d\-–])(\d{4})\W*(?:all rights? reserved\W*)?$", re.I)


class DateLine(NamedTuple):
    """A date that stands alone; `indonesian` where its month or its order is not English."""

    date: str
    indonesian: bool


def written(text: str) -> str:
    """The ISO date that a field of metadata gives, as precise as it is, or nothing; the day comes before the month.

    >>> written("2019-09-28WIB19:17:34+07:00"), written("Jumat, 5 Pebruari 2021 - 10:00 WIB"), written("2018-06")
    ('2019-09-28', '2021-02-05', '2018-06')
    >>> written("03/04/2020"), written("31/31/2020"), written("20190422101500"), written("kemarin")
    ('2020-04-03', '', '2019-04-22', '')
    """
    text = " ".join(text[:LONGEST_DATE].split())
    found = next(_full(text), None)
    if found:
        return found[0]
    month = MONTH_YEAR.fullmatch(text)
    if month:
        return _iso(int(month[2]), MONTHS[month[1].lower()])
    partial = YEAR_MONTH.fullmatch(text)
    if partial:
        return _iso(int(partial[1]), int(partial[2])) if int(partial[2]) else ""
    return _iso(int(text)) if len(text) == 4 and text.isdecimal() else ""


def in_front_matter(text: str) -> str:
    """The date of a front line: `10/7/2025 21:36` has the month first, unless that cannot be.

    >>> in_front_matter("10/7/2025 20:51"), in_front_matter("20/10/2025 21:36"), in_front_matter("10/7/2025")
    ('2025-10-07', '2025-10-20', '2025-07-10')
    """
    match = FRONT_MATTER.fullmatch(text[:LONGEST_DATE].strip())
    if not match:
        return written(text)
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    return _day(year, second, first) if first > 12 else _day(year, first, second)


def on_line(text: str) -> DateLine | None:
    """The date that a short line consists of, with weekday, hour and byline, or None.

    >>> on_line("• Februari 1, 2018"), on_line("By Admin | December 1, 2024 09:10")
    (DateLine(date='2018-02-01', indonesian=True), DateLine(date='2024-12-01', indonesian=False))
    >>> on_line("KOTA TUA - Selasa, 22 November 2022")
    """
    if not any(map(str.isdigit, text)):
        return None
    found = next(_full(text), None)
    if not found:
        return None
    iso, match, indonesian = found
    rest = TIME.sub(" ", f"{text[: match.start()]} {text[match.end() :]}")
    words = [word.lower() for word in LETTERS.findall(rest)]
    if any(map(str.isdigit, rest)) or any(word not in LINE_WORDS and word not in BYLINE_WORDS for word in words[1:]):
        byline = bool(words) and words[0] in BYLINE_WORDS and len(words) <= 5 and not any(map(str.isdigit, rest))
        return DateLine(iso, indonesian) if byline else None
    return DateLine(iso, indonesian) if all(word in LINE_WORDS or word in BYLINE_WORDS for word in words) else None


def is_dateline(text: str) -> bool:
    """True for a line of a full date and at most three words more, such as the place.

    >>> is_dateline("KOTA TUA - Selasa, 22 November 2022"), is_dateline("Bupati Buka Pameran Buku 22 November 2022")
    (True, False)
    """
    found = next(_full(text[:LONGEST_DATE]), None)
    if not found:
        return False
    rest = f"{text[: found[1].start()]} {text[found[1].end() :]}"
    return sum(word.lower() not in LINE_WORDS for word in LETTERS.findall(rest)) <= 3


def in_prose(paragraphs: Iterable[str]) -> str:
    """The one full date with its weekday or in brackets that the first paragraph with such a date gives.

    A weekday that does not fit the date makes it doubtful, and two dates in the paragraph leave it open.

    >>> in_prose(["Rapat digelar Senin (22/04/2019) di aula."]), in_prose(["Rapat digelar Selasa (22/04/2019) di aula."])
    ('2019-04-22', '')
    >>> in_prose(["Undang-undang itu berlaku sejak 2 Mei 2014 di semua daerah."])
    ''
    """
    for paragraph in paragraphs:
        dates = set(_in_paragraph(paragraph[:LONGEST_PARAGRAPH_READ]))
        if dates:
            return dates.pop() if len(dates) == 1 else ""
    return ""


def behind_copyright(text: str) -> str:
    """The year at the end of a copyright line, as news agencies write it under each article; not that of a site's footer.

    >>> behind_copyright("COPYRIGHT © ANTARA News Kalimantan Barat 2019"), behind_copyright("© 2015-2024")
    ('2019', '')
    >>> behind_copyright("Copyright © 2024 Kabar Kampar")
    ''
    """
    match = COPYRIGHT_YEAR.search(text.strip()[-60:])
    named = match and any(map(str.isalpha, text.strip()[-60:][: match.start()].lower().replace("copyright", "")))
    return _iso(int(match[1])) if match and named else ""


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """The date in ISO form, as precise as given; nothing where there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return ""
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _day(year: int, month: int, day: int) -> str:
    """The full date in ISO form; nothing where a part is zero or there is no such day."""
    return _iso(year, month, day) if month and day else ""


def _day_and_month(first: int, second: int, year: int) -> str:
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _full(text: str) -> Iterator[tuple[str, re.Match[str], bool]]:
    """The full dates of a short text, surest spelling first: ISO form, match, and whether it is Indonesian."""
    for match in YEAR_FIRST.finditer(text):
        if iso := _day(int(match[1]), int(match[2]), int(match[3])):
            yield iso, match, False
    for match in DAY_FIRST.finditer(text):
        if iso := _day(int(match[3]), MONTHS[match[2].lower()], int(match[1])):
            yield iso, match, match[2].lower() not in ENGLISH_ONLY
    for match in MONTH_FIRST.finditer(text):
        month = match[1].lower()
        if iso := _day(int(match[3]), MONTHS[month], int(match[2])):
            yield iso, match, month not in ENGLISH_ONLY and month not in {"april", "september", "november"}
    for match in NUMBERS.finditer(text):
        if iso := _day_and_month(int(match[1]), int(match[2]), int(match[3])):
            yield iso, match, True
    for match in COMPACT.finditer(text[:8]):
        if iso := _day(int(match[1]), int(match[2]), int(match[3])):
            yield iso, match, False


@cache
def _prose_pattern() -> Any:
    import re2

    days = "|".join(sorted(WEEKDAYS)) + "|jum['’]at"
    return re2.compile(
        rf"(?i)(?:\b({days})[\s,\x{{a0}}]*)?(\()?[\s\x{{a0}}]*\b(\d{{1,2}})"
        rf"(?:[\s\x{{a0}}]*[/.-][\s\x{{a0}}]*(\d{{1,2}})[\s\x{{a0}}]*[/.-][\s\x{{a0}}]*|[\s\x{{a0}}-]+{NAME}[\s\x{{a0}}-]+)"
        r"(\d{4})(?:\D|$)"
    )


def _in_paragraph(text: str) -> Iterator[str]:
    for match in _prose_pattern().finditer(text):
        weekday, bracket, day, number, name, year = match.groups()
        if not weekday and not bracket:
            continue
        iso = _day(int(year), int(number) if number else MONTHS[name.lower()], int(day))
        if iso and (not weekday or date.fromisoformat(iso).weekday() == WEEKDAYS[APOSTROPHES.sub("", weekday.lower())]):
            yield iso
