"""Rule set and sentence to matches; the one place where overlaps are settled: longest wins, then file order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.model import Mention, Span
from kg.rules.load import Rule, RuleSet
from kg.rules.pattern import MARK

LONGEST_ROW = 400


class Item(NamedTuple):
    """One place of a sentence: a mention, or a word or mark (`mention` is None)."""

    start: int
    end: int
    text: str
    mention: Mention | None

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


class Row(NamedTuple):
    """A sentence as items and as symbols, one character an item."""

    items: Sequence[Item]
    symbols: str
    present: frozenset[str]


class Match(NamedTuple):
    """A rule that fits a row: from item `start` to item `end`, with the items of its fields."""

    rule: Rule
    start: int
    end: int
    fields: dict[str, Item]


def encode(items: Sequence[Item], rules: RuleSet) -> Row:
    """The row of a sentence's items; one longer than `LONGEST_ROW` is cut there."""
    of_word = rules.of_word
    symbols = [of_word(i.text) if i.mention is None else _symbol(i.mention, i.text, rules) for i in items[:LONGEST_ROW]]
    row = "".join(symbols)
    return Row(items, row, frozenset(row))


def _symbol(mention: Mention, text: str, rules: RuleSet) -> str:
    return rules.kinds.get(mention.kind) or rules.words.get(text.lower(), MARK)


def matches(row: Row, rules: RuleSet, place: str) -> Iterator[Match]:
    """Every fit of every rule that may fire in `place`, overlapping or not, in the order of the rules."""
    for rule in rules.possible(row.present, place):
        for found in rule.compiled.expression.finditer(row.symbols):
            fields = {name: row.items[found.start(name)] for name in rule.compiled.fields if found.start(name) >= 0}
            yield Match(rule, found.start(), found.end(), fields)


def settle(found: Iterable[Match]) -> tuple[list[Match], list[Match]]:
    """The matches that stand and those that lose to a longer or earlier one, both in text order."""
    won: list[Match] = []
    lost: list[Match] = []
    for match in sorted(found, key=lambda m: m.start - m.end):
        clash = any(match.start < other.end and other.start < match.end for other in won)
        (lost if clash else won).append(match)
    return sorted(won, key=lambda m: m.start), sorted(lost, key=lambda m: m.start)
