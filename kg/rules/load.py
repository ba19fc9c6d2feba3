"""TOML files to a rule set; an error names file, rule and field."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from kg.errors import DataError
from kg.rules.pattern import Alphabet, Pattern, PatternError, class_of, compile_pattern

FACTS = frozenset({"Tenure", "Event", "Participation", "Assessment", "Statement", "Agent"})
_FIELDS = frozenset({"id", "says", "yields", "pattern", "where", "set", "build", "yes", "no", "status"})
_PLACES = frozenset({"title", "lead", "body"})
_WORDS_AT_HAND = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it recognises (`says`), the fact it yields, its pattern, and sentences that show it (`yes`, `no`)."""

    id: str
    says: str
    yields: str
    pattern: str
    compiled: Pattern
    where: frozenset[str]
    set: Mapping[str, str]
    build: str
    yes: tuple[Mapping[str, Any], ...]
    no: tuple[str, ...]
    status: str


@dataclass(frozen=True, eq=False)
class RuleSet:
    """The rules of some files in file order, the symbols of the kinds and words their patterns name, and the word lists."""

    rules: tuple[Rule, ...]
    kinds: Mapping[str, str]
    words: Mapping[str, str]
    groups: Mapping[str, tuple[str, ...]]

    @cached_property
    def of_word(self) -> Callable[[str], str]:
        """The symbol of a word or mark that is no mention; those of the words met last are kept at hand."""
        words = dict(self.words)

        @lru_cache(maxsize=_WORDS_AT_HAND)
        def symbol(text: str) -> str:
            known = words.get(text.lower())
            return class_of(text) if known is None else known

        return symbol

    def possible(self, present: frozenset[str], place: str) -> list[Rule]:
        """The rules, in file order, that may fire in `place` and find what they need among the symbols of a row."""
        needing = self._by_need
        numbers = {number for symbol in present for number in needing.get(symbol, ())}.union(needing[""])
        rules = [self.rules[number] for number in sorted(numbers)]
        return [rule for rule in rules if place in rule.where and rule.compiled.finds_its_needs(present)]

    @cached_property
    def _by_need(self) -> Mapping[str, list[int]]:
        """The numbers of the rules by the symbols of their rarest need, which are those to try; by "" if they need none."""
        found: dict[str, list[int]] = {"": []}
        words = frozenset(self.words.values())
        for number, rule in enumerate(self.rules):
            rarest = min(rule.compiled.needs, key=lambda need: (not need <= words, len(need)), default=("",))
            for symbol in rarest:
                found.setdefault(symbol, []).append(number)
        return found


def load(*names: str) -> RuleSet:
    """The rules of `kg/data/rules/{name}.toml`, which share one alphabet; `DataError` where a file breaks the format."""
    texts = {name: read_rules(name) for name in names}
    groups = {group: tuple(words) for name in names for group, words in texts[name].get("words", {}).items()}
    alphabet = Alphabet(groups)
    rules = tuple(_rule(name, raw, alphabet) for name in names for raw in texts[name].get("rule", []))
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise DataError(f"rule {rule.id}: the id is used twice")
        seen.add(rule.id)
    return RuleSet(rules, MappingProxyType(alphabet.kinds), MappingProxyType(alphabet.words), MappingProxyType(groups))


def read_rules(name: str) -> dict[str, Any]:
    """What stands in `kg/data/rules/{name}.toml`; `DataError` where it is no TOML."""
    path = resources.files("kg") / "data" / "rules" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"rules/{name}.toml: {error}") from None


def _rule(file: str, raw: dict[str, Any], alphabet: Alphabet) -> Rule:
    place = f"rules/{file}.toml: rule {raw.get('id', '?')}"
    for key in raw.keys() - _FIELDS:
        raise DataError(f"{place}: unknown field {key!r}; known are {', '.join(sorted(_FIELDS))}")
    for key in ("id", "says", "yields", "pattern"):
        if not raw.get(key):
            raise DataError(f"{place}: field {key!r} is missing")
    if raw["yields"] not in FACTS:
        raise DataError(f"{place}: yields {raw['yields']!r}; expected one of {', '.join(sorted(FACTS))}")
    where = frozenset(raw.get("where", ("lead", "body")))
    if not where <= _PLACES:
        raise DataError(f"{place}: where is {sorted(where)}; expected of {', '.join(sorted(_PLACES))}")
    try:
        compiled = compile_pattern(raw["pattern"], alphabet)
    except PatternError as error:
        raise DataError(f"{place}: pattern: {error}") from None
    return Rule(
        id=raw["id"],
        says=raw["says"],
        yields=raw["yields"],
        pattern=raw["pattern"],
        compiled=compiled,
        where=where,
        set=MappingProxyType(raw.get("set", {})),
        build=raw.get("build", ""),
        yes=tuple(raw.get("yes", ())),
        no=tuple(raw.get("no", ())),
        status=raw.get("status", "stable"),
    )
