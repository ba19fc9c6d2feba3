"""Names of the tables found in a text: one automaton for all tables, longest first, whole words only.

The automaton runs over the lower-cased text; what was meant to be written in a certain way is checked against the original.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Value = TypeVar("Value")
_APOSTROPHES = frozenset("'’")
"""Behind them a word goes on in small letters: `Mas` of `Mas'ud` is none."""


class Case(Enum):
    """How a form has to be written in the text to count."""

    ANY = "any"
    CAPITAL = "capital"
    """The first letter is a capital."""
    EXACT = "exact"
    """As in the table, or in capitals throughout."""


class Form(NamedTuple, Generic[Value]):
    """A form of a table and what it stands for."""

    text: str
    case: Case
    value: Value


class Hit(NamedTuple, Generic[Value]):
    """A form found in the text: half-open offsets and the table's value."""

    start: int
    end: int
    value: Value


def lowered(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay true.

    >>> len(lowered("İstanbul")) == len("İstanbul")
    True
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


class Tables:
    """Tables ready to be looked for, all at once. Two forms that differ only in case may both stand in a table."""

    def __init__(self, *tables: Iterable[Form[Any]]) -> None:
        self._count = len(tables)
        known: dict[str, dict[int, list[Form[Any]]]] = {}
        for number, forms in enumerate(tables):
            for form in forms:
                known.setdefault(form.text.lower(), {}).setdefault(number, []).append(form)
        self._forms = [list(by_table.items()) for by_table in known.values()]
        self._automaton = AhoCorasick(list(known), matchkind=MatchKind.Standard)

    def hits(self, text: str, lower: str) -> list[list[Hit[Any]]]:
        """For each table the forms found, left to right, the longest at each place, without overlaps."""
        last = len(text)
        found: list[list[tuple[int, int, Any]]] = [[] for _ in range(self._count)]
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and text[start - 1 : start + 1].isalnum():
                continue
            if end < last and text[end - 1 : end + 1].isalnum():
                continue
            if text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].islower():
                continue
            for number, forms in self._forms[index]:
                for form in forms:
                    if _written(form, text, start, end):
                        found[number].append((start, -end, form.value))
                        break
        return [_leftmost_longest(of_table) for of_table in found]


class Automaton(Generic[Value]):
    """One table ready to be looked for."""

    def __init__(self, forms: Iterable[Form[Value]]) -> None:
        self._tables = Tables(forms)

    def hits(self, text: str, lower: str) -> list[Hit[Value]]:
        """The forms found, left to right, the longest at each place, without overlaps."""
        return self._tables.hits(text, lower)[0]


def _written(form: Form[Value], text: str, start: int, end: int) -> bool:
    if form.case is Case.ANY:
        return True
    if form.case is Case.CAPITAL:
        return text[start].isupper() or text[start].isdigit()
    words = text[start:end]
    return words == form.text or words == form.text.upper()


def _leftmost_longest(found: list[tuple[int, int, Value]]) -> list[Hit[Value]]:
    kept: list[Hit[Value]] = []
    reached = 0
    for start, end, value in sorted(found, key=itemgetter(0, 1)):
        if start >= reached:
            reached = -end
            kept.append(Hit(start, reached, value))
    return kept
