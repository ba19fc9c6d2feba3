"""The list of noise lines (`data/boilerplate.csv`) as one automaton and one dictionary.

A row says which words betray the noise, the `form` in which they do, the longest line that is cut for them, the reason, and
the `effect` on the lines around it. `#` stands for any number. Words that end in `:` may have a space before the colon.

| form | what is cut |
| --- | --- |
| `line` | a line that is just these words, whatever the marks around them |
| `start` | a line that begins with them |
| `anywhere` | a line that holds them |
| `link` | the words and the headline behind them; standing alone, the headline on the next line too |
| `tail` | from these words to the end of the line |
| `inside` | these words alone, where they stand in capitals inside a line |
| `bracket` | from these words to the closing bracket |
| `word` | a line all of whose words are such rows (at least one of them no `filler`) |
| `crumb` | a line of short parts between slashes or arrows that begins with it |

| effect | on the lines around it |
| --- | --- |
| `list` | headlines below it are other articles |
| `footer` | the article is over: what follows must look like its prose to be kept |
| `top` | it is noise only above the article's first paragraph |
| `filler` | see `word` |
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kg.errors import DataError

COLUMNS = ["words", "form", "effect", "longest", "reason"]
FORMS = {"line", "start", "anywhere", "link", "tail", "inside", "bracket", "word", "crumb"}
EFFECTS = {"", "list", "footer", "top", "filler"}
FOUND_BY_AUTOMATON = {"start", "anywhere", "link", "tail", "inside", "bracket"}
LONGEST_LINE = 80
MARKS = " \t\xa0•·*-–—_|:;,.!?()[]{}<>«»›‹…\"'“”‘’=+"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
UNUSUAL_LETTERS = str.maketrans({"İ": "i", "\xa0": " "})


class Row(NamedTuple):
    words: str
    form: str
    effect: str
    longest: int
    reason: str


class Hit(NamedTuple):
    """A row whose words stand at these offsets."""

    start: int
    end: int
    row: Row


@dataclass(frozen=True, slots=True)
class Boilerplate:
    lines: Mapping[str, Row]
    words: Mapping[str, Row]
    crumbs: Mapping[str, Row]
    triggers: tuple[Row, ...]
    automaton: Any

    def hits(self, text: str) -> Iterator[Hit]:
        """The rows whose words stand in the text, from left to right and not inside a longer word."""
        lowered = fold(text)
        for number, start, end in self.automaton.find_matches_as_indexes(lowered):
            row = self.triggers[number]
            if _stands_alone(text, start, end, row):
                yield Hit(start, end, row)


def fold(text: str) -> str:
    """The text in lower case, of the same length, with plain spaces.

    >>> fold("BACA\\xa0JUGA İ")
    'baca juga i'
    """
    return text.translate(UNUSUAL_LETTERS).lower() if "İ" in text or "\xa0" in text else text.lower()


def line_key(line: str) -> str:
    """A short line as the rows write it.

    >>> line_key("• 12 Min Read"), line_key("** Berita Terkait: **")
    ('# min read', 'berita terkait')
    """
    return NUMBER.sub("#", " ".join(fold(line).split())).strip(MARKS)


@cache
def boilerplate() -> Boilerplate:
    """The list, read once."""
    import ahocorasick_rs

    rows = list(_rows(files("kg").joinpath("data/boilerplate.csv").read_text(encoding="utf-8")))
    triggers = [(spelling, row) for row in rows if row.form in FOUND_BY_AUTOMATON for spelling in _spellings(row.words)]
    return Boilerplate(
        lines={line_key(row.words): row for row in rows if row.form == "line"},
        words={row.words: row for row in rows if row.form == "word"},
        crumbs={row.words: row for row in rows if row.form == "crumb"},
        triggers=tuple(row for _, row in triggers),
        automaton=ahocorasick_rs.AhoCorasick(
            [spelling for spelling, _ in triggers], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
    )


def _rows(table: str) -> Iterator[Row]:
    reader = csv.DictReader(table.splitlines())
    if reader.fieldnames != COLUMNS:
        raise DataError(f"boilerplate.csv: expected the columns {', '.join(COLUMNS)}")
    seen: set[tuple[str, str]] = set()
    for number, cells in enumerate(reader, start=2):
        row = _row(cells, f"boilerplate.csv row {number}")
        identity = (row.words, "found by automaton" if row.form in FOUND_BY_AUTOMATON else row.form)
        if identity in seen:
            raise DataError(f"boilerplate.csv row {number}: {row.words!r} is there twice")
        seen.add(identity)
        yield row


def _row(cells: Mapping[str, str | None], where: str) -> Row:
    words, form, effect, longest, reason = (cells[column] or "" for column in COLUMNS)
    if not words or words != fold(words).strip():
        raise DataError(f"{where}, words: expected lower case without spaces around, got {words!r}")
    if form not in FORMS:
        raise DataError(f"{where}, form: expected one of {', '.join(sorted(FORMS))}, got {form!r}")
    if effect not in EFFECTS:
        raise DataError(f"{where}, effect: expected one of {', '.join(sorted(EFFECTS))}, got {effect!r}")
    if longest and not longest.isdecimal():
        raise DataError(f"{where}, longest: expected a number, got {longest!r}")
    if not reason:
        raise DataError(f"{where}, reason: expected some words")
    return Row(words, form, effect, int(longest or LONGEST_LINE), reason)


def _spellings(words: str) -> tuple[str, ...]:
    return (words, f"{words[:-1]} :") if words[-1] == ":" and words[-2].isalpha() else (words,)


def _stands_alone(text: str, start: int, end: int, row: Row) -> bool:
    if row.form == "inside":
        return text[start:end].isupper()
    before, after = text[start - 1 : start], text[end : end + 1]
    glued_before = before.isalnum() and row.words[0].isalpha() and not (before.islower() and text[start].isupper())
    glued_after = after.isalpha() and row.words[-1].isalpha()
    return not glued_before and not glued_after
