"""Profiles to people: what compares well is joined, the surest first, as long as nothing inside a person speaks against it.

Whole names with posts are joined first. A shorter form is then given to the one person it fits clearly better than any other,
and so is a name without a post. There are no chains: every two names in a person must be forms of one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple, Self

from kg.resolve.bearers import Names
from kg.resolve.blocks import pairs
from kg.resolve.compare import DOUBTFUL, SAME, Comparison, compare
from kg.resolve.names import compare_names
from kg.resolve.profiles import Profile
from kg.resolve.reasons import Reason

MARGIN = 3.0
"""So much better than the next person must be the one to whom a short name or a name without a post is given."""
_MOST_ASKED = 40
_OFTEN = 8
_AGAINST = -7.0
"""What speaks so strongly against two profiles keeps their people apart, whatever speaks for others."""

Pair = tuple[int, int]
State = Literal["joined", "unsure", "ambiguous", "against"]


class Judgement(NamedTuple):
    """Two profiles, by their places in the list, what was found on them, and what became of it."""

    one: int
    other: int
    comparison: Comparison
    state: State


class Decided(NamedTuple):
    """What people decided, by places in the list of profiles: who is one, and who is not; with the reason to tell."""

    same: Mapping[Pair, str] = {}
    different: Mapping[Pair, str] = {}


class Clusters(NamedTuple):
    """The people as lists of profiles in the order of the profiles, and every judgement that is worth telling."""

    people: list[list[int]]
    judgements: list[Judgement]


def cluster(profiles: Sequence[Profile], decided: Decided | None = None) -> Clusters:
    """The people behind the profiles; the same in whatever order the articles came."""
    return _Clustering(profiles, decided or Decided()).run()


@dataclass(slots=True)
class _Group:
    """Profiles that are one person so far: those that say something that can speak against others, the forms of the name, each
    with those that articles give beside it, the profile with the fullest name, and in how many articles of which year the name
    is short or told in full."""

    members: list[int]
    telling: list[int]
    forms: dict[str, set[str]]
    fullest: Profile
    short_years: Counter[str]
    full_years: Counter[str]

    @classmethod
    def of(cls, number: int, profile: Profile) -> Self:
        """One profile."""
        tells = bool(profile.where or profile.titles)
        years = Counter(date[:4] for date in profile.articles.values() if date)
        by_length = (Counter[str](), years) if profile.full else (years, Counter[str]())
        return cls([number], [number] if tells else [], {profile.name: profile.aliases}, profile, *by_length)

    def add(self, other: Self) -> None:
        """Takes in another group."""
        self.members += other.members
        self.telling += other.telling
        self.fullest = max(self.fullest, other.fullest, key=_fullness)
        self.short_years += other.short_years
        self.full_years += other.full_years
        for name, aliases in other.forms.items():
            self.forms[name] = self.forms.get(name, set()) | aliases


def _lonely(one: _Group, other: _Group) -> bool:
    """True where many articles call the one by a short name in years in which none gives the full name of the other."""
    short, full = (one, other) if not one.full_years else (other, one)
    if short.full_years or not full.full_years:
        return False
    alone = sum(often for year, often in short.short_years.items() if year not in full.full_years)
    return alone >= _OFTEN and 2 * alone > short.short_years.total()


def _fullness(profile: Profile) -> tuple[int, int, int, str]:
    """What is greatest for the name told in the most words that are more than initials, of those the one used most."""
    return sum(len(word) > 2 for word in profile.name.split()), len(profile.claims), len(profile.name), profile.name


class _Clustering:
    """People on their way: `home` leads from each profile to its group, which is named by one of its profiles."""

    def __init__(self, profiles: Sequence[Profile], decided: Decided) -> None:
        self.profiles, self.decided = profiles, decided
        self.names = Names.of(profile.name for profile in profiles if profile.full)
        self.home = list(range(len(profiles)))
        self.groups = {number: _Group.of(number, profile) for number, profile in enumerate(profiles)}
        self.found: dict[Pair, Comparison] = {}
        self.judgements: list[Judgement] = []
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.told_same = {number for pair in self.decided.same for number in pair}

    def run(self) -> Clusters:
        for one, other in self.decided.different:
            self.apart[one].add(other)
            self.apart[other].add(one)
        for pair, reason in sorted(self.decided.same.items()):
            self._join(pair, Comparison(100.0, (Reason("decision", 100.0, reason),)), forced=True)
        for one, other in pairs(self.profiles):
            comparison = compare(self.profiles[one], self.profiles[other], self.names)
            if comparison.score >= DOUBTFUL:
                self.found[one, other] = comparison
        sure = [pair for pair, comparison in self.found.items() if comparison.score >= SAME]
        placed = [pair for pair in sure if all(self.profiles[number].placed for number in pair)]
        whole = [pair for pair in placed if self._whole(pair)]
        self._join_all(pair for pair in whole if all(self.profiles[number].full for number in pair))
        self._give([pair for pair in placed if not self._whole(pair)])
        self._join_all(whole)
        self._give([pair for pair in sure if sum(self.profiles[number].placed for number in pair) == 1])
        self._join_all(pair for pair in sure if not any(self.profiles[number].placed for number in pair))
        return Clusters([sorted(group.members) for group in self.groups.values()], self._told())

    def _whole(self, pair: Pair) -> bool:
        match = compare_names(*(self.profiles[number].name for number in pair))
        return match is not None and match.whole

    def _join_all(self, chosen: Iterable[Pair]) -> None:
        """Joins pairs, the surest first."""
        for pair in sorted(chosen, key=lambda pair: (-self.found[pair].score, pair)):
            self._join(pair, self.found[pair])

    def _give(self, chosen: Sequence[Pair]) -> None:
        """Gives each person with a shorter name or without a post to the other person it fits best, if one fits clearly best.

        The fullest names come first, so that a still shorter one finds them together.
        """
        options: dict[int, list[Pair]] = defaultdict(list)
        for pair in chosen:
            options[self._lesser(pair)].append(pair)
        for number in sorted(options, key=lambda number: (-len(self.profiles[number].name.split()), number)):
            best: dict[int, Pair] = {}
            for pair in sorted(options[number], key=lambda pair: (-self.found[pair].score, pair)):
                best.setdefault(self.home[pair[0] if pair[1] == number else pair[1]], pair)
            first, *others = best.values()
            rivals = [pair for pair in others if self._rival(first, pair, number)]
            if rivals and self.found[first].score - self.found[rivals[0]].score < MARGIN:
                self.judgements += [Judgement(*pair, self.found[pair], "ambiguous") for pair in (first, rivals[0])]
            else:
                self._join(first, self.found[first])

    def _rival(self, first: Pair, second: Pair, number: int) -> bool:
        """True where the second offer of a home is that of somebody else, and not of the same person under another form."""
        one, other = (self.groups[self.home[pair[0] if pair[1] == number else pair[1]]].fullest for pair in (first, second))
        return compare(one, other, self.names).score < SAME

    def _lesser(self, pair: Pair) -> int:
        """The one of two that is looked for a home: without a post, or with the shorter name."""

        def told(number: int) -> tuple[bool, int, int, int]:
            profile = self.profiles[number]
            return profile.placed, len(profile.name.split()), len(profile.name), number

        return min(pair, key=told)

    def _join(self, pair: Pair, comparison: Comparison, forced: bool = False) -> None:
        one, other = sorted(self.home[number] for number in pair)
        if one == other:
            return
        if not self._may_join(one, other, forced):
            self.judgements.append(Judgement(*pair, comparison, "against"))
            return
        self.judgements.append(Judgement(*pair, comparison, "joined"))
        lost = self.groups.pop(other)
        self.groups[one].add(lost)
        for number in lost.members:
            self.home[number] = one

    def _may_join(self, one: int, other: int, forced: bool) -> bool:
        """True where nobody decided otherwise, and nothing of the one speaks against the other: no fact, and no name."""
        if self._parted(one, other):
            return False
        groups = self.groups[one], self.groups[other]
        return forced or (self._one_name(one, other) and not _lonely(*groups) and self._no_fact_against(one, other))

    def _one_name(self, one: int, other: int) -> bool:
        """True where every name is a form of the fullest, or of one of which somebody decided that it is the same person's."""
        first, second = self.groups[one], self.groups[other]
        heads = [max(first.fullest, second.fullest, key=_fullness)]
        if self.told_same:
            heads += [self.profiles[n] for n in (*first.members, *second.members) if n in self.told_same]
        forms = (*first.forms.items(), *second.forms.items())
        return all(any(_is_form(name, aliases, head) for head in heads) for name, aliases in forms)

    def _no_fact_against(self, one: int, other: int) -> bool:
        """True where no two profiles speak strongly against each other; of very many only some are asked."""
        first, second = (self.groups[number].telling[:_MOST_ASKED] for number in (one, other))
        return all(self._agree(a, b) for a in first for b in second)

    def _agree(self, one: int, other: int) -> bool:
        pair = min(one, other), max(one, other)
        reasons = (self.found.get(pair) or compare(self.profiles[one], self.profiles[other], self.names)).reasons
        return not any(reason.strength <= _AGAINST for reason in reasons if reason.feature != "name")

    def _told(self) -> list[Judgement]:
        """What was joined, and the pairs on which people could decide: the surest of every two people."""
        told = [judgement for judgement in self.judgements if judgement.state == "joined"]
        open_pairs = {(j.one, j.other): j for j in self.judgements if j.state != "joined"}
        for pair, comparison in self.found.items():
            open_pairs.setdefault(pair, Judgement(*pair, comparison, "unsure"))
        best: dict[Pair, Judgement] = {}
        for judgement in sorted(open_pairs.values(), key=lambda j: (-j.comparison.score, j.one, j.other)):
            one, other = sorted((self.home[judgement.one], self.home[judgement.other]))
            if one != other and not self._parted(one, other):
                best.setdefault((one, other), judgement)
        return told + list(best.values())

    def _parted(self, one: int, other: int) -> bool:
        """True where somebody decided that the two are different people."""
        if not self.apart:
            return False
        second = set(self.groups[other].members)
        return any(not second.isdisjoint(self.apart.get(number, ())) for number in self.groups[one].members)


def _is_form(name: str, aliases: Set[str], head: Profile) -> bool:
    """True where a name, or one that articles give beside it, is a form of that of a profile, or one given beside that."""
    return compare_names(name, head.name) is not None or not {name, *aliases}.isdisjoint({head.name, *head.aliases})
