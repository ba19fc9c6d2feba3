"""How strongly two names speak for one person: the fewer people could bear both, the more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log2
from types import MappingProxyType

from kg.lexicon import read_table
from kg.resolve.names import Match, Shared, compare_names, sound
from kg.resolve.profiles import Profile
from kg.resolve.reasons import Reason

NEVER = -100.0
"""The strength of what rules out that two are one."""

_MOST = 9.0
"""No name speaks more strongly than so many bits, for one person or for two."""
_SHORTEST_ALIAS = 4


@dataclass(frozen=True, slots=True)
class Names:
    """How common words of names are: in how many different full names each stands, of how many."""

    words: dict[str, int]
    total: int
    compared: dict[tuple[str, str], Reason | None] = field(default_factory=dict, compare=False)
    """What was found on two names, which many profiles bear."""

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Of the different name keys."""
        words: dict[str, int] = {}
        names = set(names)
        for name in names:
            for word in {sound(word) for word in name.split() if len(word) > 2}:
                words[word] = words.get(word, 0) + 1
        return cls(words, len(names))

    def share(self, word: str) -> float:
        """Which share of people have the word in their name, at least that of `name_words.csv`; no word is very rare."""
        return max((self.words.get(sound(word), 0) + 0.5) / self.people, _shares().get(sound(word), 0.0))

    @property
    def people(self) -> int:
        """How many people there may be."""
        return max(self.total, _LEAST_PEOPLE)


@cache
def _shares() -> Mapping[str, float]:
    """How many of all people have a common word in their name, by its sound: a rough estimate, for where articles are few."""
    rows = read_table("name_words.csv", ("word", "per_mille"))
    return MappingProxyType({sound(row.filled("word")): float(row.filled("per_mille")) / 1000 for row in rows})


_LEAST_PEOPLE = 5_000
_INITIAL_SHARE = 0.1
_MOST_INITIALS = 2
_LOOSENESS = {"same": 1.0, "spelling": 2.0, "slip": 20.0, "clipped": 3.0}
"""How many words of names another word is as like as this."""


def name(one: Profile, other: Profile, names: Names) -> Reason:
    """The names: how many people could bear both."""
    forms = (one.name, other.name) if one.name <= other.name else (other.name, one.name)
    if forms not in names.compared:
        names.compared[forms] = _names(*forms, names)
    return (
        names.compared[forms]
        or _alias(one, other, names)
        or Reason("name", NEVER, f"no form of one name: {' and '.join(forms)}")
    )


def _names(one: str, other: str, names: Names) -> Reason | None:
    match = compare_names(one, other)
    if match is None:
        return None
    how = _LIKENESS[match.likeness] if match.whole or not match.left_out else "part of the name"
    return _borne(match, f"{how}: {one if one == other else f'{one} and {other}'}", names)


def _alias(one: Profile, other: Profile, names: Names) -> Reason | None:
    """Another form that an article gives of the one name is the other."""
    for first, second in ((one, other), (other, one)):
        if second.name in first.aliases and len(second.name) >= _SHORTEST_ALIAS:
            match = compare_names(second.name, second.name)
            return _borne(match, f"{second.name} is another form of {first.name}", names) if match else None
    return None


def _borne(match: Match, told: str, names: Names) -> Reason:
    """How strongly it speaks that two names share words: the fewer people could bear both, the more."""
    expected = float(names.people)
    for shared in match.shared:
        expected *= _share(shared, names)
    strength = max(-_MOST, min(_MOST, -log2(expected)))
    return Reason("name", round(strength, 2), f"{told}; borne by about {_about(expected)} of {names.people:,} people")


def _share(shared: Shared, names: Names) -> float:
    if shared.likeness == "initial" or len(shared.word) <= _MOST_INITIALS:
        return _INITIAL_SHARE ** max(shared.words, len(shared.word) if shared.likeness == "same" else 1)
    return min(0.5, names.share(shared.word) * _LOOSENESS[shared.likeness])


_LIKENESS = {
    "same": "same name",
    "spelling": "other spelling",
    "slip": "a letter differs",
    "initial": "initials of the name",
    "clipped": "short form of the name",
}


def _about(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1g}"
