"""How grades, scores, ranks and opinions are written, what they measure and whose business the measure is (ratings.toml)."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, NamedTuple

import re2

from kg.errors import DataError
from kg.model import Span
from kg.rules import read_rules

_DECIMALS = re2.compile(r"[.,]\d")
_LOOK_BACK, _LOOK_ON = 60, 24
"""So many characters before and behind a number tell whether it is a score."""


class Rating(NamedTuple):
    """A way to write a value: its RE2 pattern, the group of the value, the words of which one must stand in the article, the
    pattern that must fit the sentence before it, and the body whose business such a value is, where only one gives it.

    `yes` and `no` are its examples.
    """

    id: str
    pattern: object
    group: int
    needs: frozenset[str]
    beside: object | None
    assessor: str
    yes: tuple[Mapping[str, str], ...]
    no: tuple[str, ...]


class Measure(NamedTuple):
    """What can be rated: its RE2 pattern, the body that rates it, or nothing where many do, and an example."""

    pattern: object
    assessor: str
    yes: str


@cache
def ratings() -> tuple[Rating, ...]:
    """The ways to write a value; `DataError` names a broken one."""
    return tuple(_rating(entry) for entry in read_rules("ratings")["rating"])


@cache
def measures() -> tuple[Measure, ...]:
    """What can be rated; `DataError` names a broken one."""
    return tuple(
        Measure(_compiled(entry["pattern"], entry["assessor"]), entry["assessor"], entry["yes"])
        for entry in read_rules("ratings")["measure"]
    )


@cache
def assessors() -> tuple[str, ...]:
    """The bodies whose business it is to rate."""
    return tuple(sorted({measure.assessor for measure in measures()} - {""}))


@cache
def anywhere() -> re2._Regexp:
    """Any of the words of which one stands in every value's neighbourhood: sentences without one are not searched."""
    return _compiled(read_rules("ratings")["anywhere"], "anywhere")


@cache
def owners() -> Mapping[str, str]:
    """The body whose business a value is, by the id of the rating, where only one gives such values."""
    return {rating.id: rating.assessor for rating in ratings() if rating.assessor}


def values(text: str, words: Set[str], measured: bool = False) -> Iterator[tuple[Span, str]]:
    """The values a sentence gives, with the id of their pattern; offsets are into the sentence, `words` the article's;
    `measured` where the sentence before names what is measured."""
    taken: list[Span] = []
    figures = None
    for rating in ratings():
        if rating.needs and rating.needs.isdisjoint(words):
            continue
        since = 0 if measured and rating.id in _NUMBERS else _beside(rating, text)
        for match in rating.pattern.finditer(text):  # type: ignore[attr-defined]
            span = Span(*match.span(rating.group))
            if span.start < since or _overlaps(span, taken):
                continue
            if text[span.start].isdigit() or rating.id in _RANKS:
                figures = _are_figures(text) if figures is None else figures
                if (figures and not (rating.id in _RANKS and _not_scores()[3].search(text))) or not _is_score(text, span):
                    continue
            insort(taken, span)
            yield span, rating.id


_RANKS = ("rating.rank", "rating.place")
_NUMBERS = ("rating.next", "rating.unit", "rating.whole")


def _beside(rating: Rating, text: str) -> int:
    """From where on in the sentence the rating may stand; behind its end where what it needs is not there."""
    if rating.beside is None:
        return 0
    match = rating.beside.search(text)  # type: ignore[attr-defined]
    return match.end() if match else len(text) + 1


def _overlaps(span: Span, taken: list[Span]) -> bool:
    at = bisect_right(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1])


def _is_score(text: str, span: Span) -> bool:
    """False for a change, a limit, a range or an amount."""
    before, after = _not_scores()[:2]
    limit = before.search(text[max(0, span.start - _LOOK_BACK) : span.start])
    if limit is not None or not text[span.start].isdigit():
        return limit is None and _DECIMALS.match(text[span.end : span.end + 2]) is None
    return after.match(text[span.end : span.end + _LOOK_ON]) is None


def _are_figures(text: str) -> bool:
    """True for a sentence of plain statistics: it speaks of one and names nothing that a body rates."""
    if _not_scores()[2].search(text) is None:
        return False
    return not any(measure.assessor and measure.pattern.search(text) for measure in measures())  # type: ignore[attr-defined]


@cache
def _not_scores() -> tuple[re2._Regexp, ...]:
    table = read_rules("ratings")["not-score"]
    return tuple(_compiled(table[key], f"not-score.{key}") for key in ("before", "after", "statistics", "contest"))


def _rating(entry: Mapping[str, Any]) -> Rating:
    name = entry.get("id", "?")
    pattern = _compiled(entry["pattern"], name)
    needs = entry.get("needs", ())
    words = read_rules("ratings")["words"][needs] if isinstance(needs, str) else needs
    beside = _compiled(entry["beside"], name) if "beside" in entry else None
    examples = tuple(entry["yes"]), tuple(entry["no"])
    return Rating(
        entry["id"], pattern, pattern.groupindex["value"], frozenset(words), beside, entry.get("assessor", ""), *examples
    )


def _compiled(pattern: str, name: str) -> re2._Regexp:
    try:
        return re2.compile(pattern)
    except re2.error as error:
        raise DataError(f"rules/ratings.toml: {name}: pattern: {error}") from None
