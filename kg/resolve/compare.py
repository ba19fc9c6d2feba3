"""Whether two profiles are one person: a list of features, each of which explains itself and tells how strongly it speaks.

Strengths are bits: the logarithm, to base 2, of how much likelier something is where the two are one person than where they are
two (Fellegi and Sunter 1969). They are added, and two figures decide: `SAME` and `DOUBTFUL`. A feature that has nothing to
say is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import log2
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.lexicon import read_table
from kg.resolve.bearers import NEVER, Names, name
from kg.resolve.profiles import Profile
from kg.resolve.reasons import Reason
from kg.resolve.tenable import career, post, time

SAME = 4.0
"""From here on two profiles are one person: about 94 of 100 such pairs are, were all else unknown."""
DOUBTFUL = 0.0
"""From here on people are asked."""

Verdict = Literal["same", "doubtful", "different"]


class Comparison(NamedTuple):
    """What was found on two profiles, the strongest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        """What follows for these two alone."""
        return "same" if self.score >= SAME else "doubtful" if self.score >= DOUBTFUL else "different"


# How strongly each finding speaks, in bits.
_WOMAN_AND_MAN, _TOGETHER = -8.0, -6.0
_BESIDE_PLACE, _BESIDE_PROVINCE, _BESIDE_OTHERS = 5.0, 2.5, -2.0
_SHORT = -5.0
_COMPANION, _MOST_COMPANIONS, _WELL_KNOWN = 1.5, 4.0, 3.0
_SHOWING = frozenset({"post", "place", "company"})
"""One of these has to speak for two short names."""

Feature = Callable[[Profile, Profile], Reason | None]


def compare(one: Profile, other: Profile, names: Names) -> Comparison:
    """All that speaks for and against; of what is no form of one name nothing more."""
    first = name(one, other, names)
    others = () if first.strength <= NEVER else FEATURES
    reasons = [first, *(reason for feature in others if (reason := feature(one, other)))]
    shown = any(reason.feature in _SHOWING and reason.strength > 0 for reason in reasons)
    if others and not shown and not (one.full and other.full):
        reasons.append(Reason("short", _SHORT, "one word, or initials and a word, tell too little by themselves"))
    reasons.sort(key=lambda reason: (-abs(reason.strength), reason.feature))
    return Comparison(round(sum(reason.strength for reason in reasons), 2), tuple(reasons))


def place(one: Profile, other: Profile) -> Reason | None:
    """Where the article of a name without a post plays, against the posts of the other."""
    if one.placed == other.placed:
        return None
    loose, placed = (other, one) if one.placed else (one, other)
    if not loose.around:
        return None
    held = {post.territory for post in placed.posts if post.territory}
    if held & loose.around.keys():
        return Reason("place", _BESIDE_PLACE, f"named beside officials of {', '.join(sorted(held & loose.around.keys()))}")
    provinces = {code[:2] for code in loose.around}
    near = provinces & {code[:2] for code in held}
    if near:
        return Reason("place", _BESIDE_PROVINCE, f"named beside officials of the province {', '.join(sorted(near))}")
    return (
        Reason("place", _BESIDE_OTHERS, f"named beside officials of other provinces: {', '.join(sorted(provinces))}")
        if held
        else None
    )


def company(one: Profile, other: Profile) -> Reason | None:
    """People whom the articles of both name; in one place everybody is named beside the same people."""
    both = sorted((one.beside & other.beside) - {one.name, other.name})
    if not both or not _places(one).isdisjoint(_places(other)):
        return None
    return Reason(
        "company", min(_MOST_COMPANIONS, _COMPANION * len(both)), f"named beside the same people: {', '.join(both[:3])}"
    )


def titles(one: Profile, other: Profile) -> Reason | None:
    """Titles: those of a woman and of a man, or one that few bear and both have."""
    first, second = one.titles, other.titles
    if not (first and second):
        return None
    sexes = [{_titles()[title] for title in titles if title in _titles()} - {"common"} for titles in (first, second)]
    if all(len(sex) == 1 for sex in sexes) and sexes[0] != sexes[1]:
        return Reason("titles", _WOMAN_AND_MAN, f"a woman and a man: {', '.join(sorted((first | second) & _titles().keys()))}")
    shared = sorted((first & second) - _titles().keys())
    return Reason("titles", min(2.0, 1.0 * len(shared)), f"same titles: {', '.join(shared)}") if shared else None


def _places(profile: Profile) -> set[str]:
    return {post.territory or post.body for post in profile.where}


def known(one: Profile, other: Profile) -> Reason | None:
    """A name that an article does not introduce is that of somebody well known; one word alone is not enough for that."""
    if one.placed == other.placed:
        return None
    loose, placed = (other, one) if one.placed else (one, other)
    shown = (feature(one, other) for feature in (post, place, company))
    if not loose.full and not any(reason and reason.strength > 0 for reason in shown):
        return None
    often = len(placed.claims)
    return (
        Reason("known", round(min(_WELL_KNOWN, log2(often) / 2), 2), f"well known: in {often:,} articles")
        if often > 1
        else None
    )


@cache
def _titles() -> Mapping[str, str]:
    """Titles of a `woman` or a `man`, and those that are too `common` to tell anything, in small letters without points."""
    rows = read_table("title_meanings.csv", ("title", "meaning"))
    return MappingProxyType({row.filled("title"): row.one_of("meaning", ("woman", "man", "common")) for row in rows})


def together(one: Profile, other: Profile) -> Reason | None:
    """An article that names both, as two."""
    both = () if one.name == other.name else one.articles.keys() & other.articles.keys()
    if not both:
        return None
    return Reason("together", _TOGETHER, f"an article names both: {min(both)}")


FEATURES: tuple[Feature, ...] = (post, time, career, place, company, known, titles, together)
