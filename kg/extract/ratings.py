"""How grades, scores, ranks and opinions are written, what they measure and whose business the measure is (ratings.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, NamedTuple

import re2

from kg.errors import DataError
from kg.model import Span
from kg.rules import read_rules


class Rating(NamedTuple):
    """A way to write a value: its RE2 pattern, the group of the value, and the words of which one must stand in the article.

    `yes` and `no` are its examples.
    """

    id: str
    pattern: object
    group: int
    needs: frozenset[str]
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
        Measure(_compiled(entry, entry["assessor"]), entry["assessor"], entry["yes"])
        for entry in read_rules("ratings")["measure"]
    )


@cache
def assessors() -> tuple[str, ...]:
    """The bodies that have a measure of their own."""
    return tuple(sorted({measure.assessor for measure in measures()} - {""}))


@cache
def anywhere() -> re2._Regexp:
    """Any of the words of which one stands in every value's neighbourhood: sentences without one are not searched."""
    return re2.compile(
        r"(?i)wtp|wdp|pengecualian|pendapat|rapor|zona|posisi|predikat|nilai|kategori|grade|akreditasi|klasifikasi|"
        r"rangking|peringkat|ranking|urutan|juara|skor|score|indeks|index|mcp|sakip|spbe|ipm|ikm|spi|ipk|lppd|sikd|kepatuhan|"
        r"capaian|maturitas|kualifikasi|opini|kualitas|penghargaan|status|[(]\d"
    )


def values(text: str, words: Set[str]) -> Iterator[tuple[Span, str]]:
    """The values a sentence gives, with the id of their pattern; offsets are into the sentence, `words` the article's."""
    taken: list[Span] = []
    for rating in ratings():
        if rating.needs and rating.needs.isdisjoint(words):
            continue
        for match in rating.pattern.finditer(text):  # type: ignore[attr-defined]
            span = Span(*match.span(rating.group))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            yield span, rating.id


def _rating(entry: Mapping[str, Any]) -> Rating:
    pattern = _compiled(entry, entry.get("id", "?"))
    examples = tuple(entry["yes"]), tuple(entry["no"])
    return Rating(entry["id"], pattern, pattern.groupindex["value"], frozenset(entry.get("needs", ())), *examples)


def _compiled(entry: Mapping[str, Any], name: str) -> re2._Regexp:
    try:
        return re2.compile(entry["pattern"])
    except re2.error as error:
        raise DataError(f"rules/ratings.toml: {name}: pattern: {error}") from None
