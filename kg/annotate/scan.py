"""Names of the tables found in a text: one automaton a table, longest first, whole words only.

The automata run over the lower-cased text; what was meant to be written in a certain way is checked against the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

Value = TypeVar("Value")
_ENDS = frozenset(" ,.)\n(:;")


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


class Automaton(Generic[Value]):
    """A table ready to be looked for. Two forms that differ only in case may both stand in it."""

    def __init__(self, forms: Iterable[Form[Value]]) -> None:
        table: dict[str, list[Form[Value]]] = {}
        for form in forms:
            table.setdefault(form.text.lower(), []).append(form)
        self._forms: Sequence[list[Form[Value]]] = list(table.values())
        self._automaton = AhoCorasick(list(table), matchkind=MatchKind.Standard)

    def hits(self, text: str, lower: str) -> list[Hit[Value]]:
        """The forms found, left to right, the longest at each place, without overlaps."""
        last = len(text)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            if end < last and text[end] not in _ENDS and _goes_on(text, end):
                continue
            for form in self._forms[index]:
                if _written(form, text, start, end):
                    found.append((start, -end, form.value))
                    break
        found.sort(key=_place)
        return _leftmost_longest(found)


def _goes_on(text: str, end: int) -> bool:
    """True inside a word, also before its apostrophe: `Mas` of `Mas'ud`."""
    if text[end].isalnum():
        return text[end - 1].isalnum()
    return text[end] in "'’" and text[end + 1 : end + 2].islower()


def _place(found: tuple[int, int, object]) -> tuple[int, int]:
    return found[0], found[1]


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
    for start, end, value in found:
        if start >= reached:
            reached = -end
            kept.append(Hit(start, reached, value))
    return kept
