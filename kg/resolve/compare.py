"""Whether two profiles are one person: a list of features, each of which explains itself and tells how strongly it speaks.

Strengths are bits: the logarithm, to base 2, of how much likelier something is where the two are one person than where they are
two (Fellegi and Sunter 1969). They are added, and four figures decide: see `SAME` and `DOUBTFUL`. A feature that has nothing to
say is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.lexicon import read_table
from kg.resolve.calendar import day_number, days_between
from kg.resolve.names import Match, Shared, compare_names, sound
from kg.resolve.posts import Post
from kg.resolve.profiles import Profile, Seen

SAME = 5.0
"""From here on two profiles are one person: about 97 of 100 such pairs are."""
DOUBTFUL = 0.0
"""From here on people are asked."""

Verdict = Literal["same", "doubtful", "different"]


class Reason(NamedTuple):
    """What speaks for one person (positive) or for two (negative), in bits, and why."""

    feature: str
    strength: float
    text: str


class Comparison(NamedTuple):
    """What was found on two profiles, the strongest reason first."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        """What follows for these two alone."""
        return "same" if self.score >= SAME else "doubtful" if self.score >= DOUBTFUL else "different"


NEVER = -100.0
"""The strength of what rules out that two are one."""

# How strongly each feature speaks, in bits.
_MOST_NAME = 9.0
_SAME_TIME, _SAME_POST, _LONG_APART, _SHARED_POST = 14.0, 10.0, 8.0, 8.0
_IN_KABUPATEN, _IN_PROVINCE, _IN_BODY = 7.5, 6.5, 6.5
_NEARBY, _SAME_ROLE, _OTHER_REACH, _ROTATED, _ELSEWHERE = 2.3, 2.5, -1.5, -1.5, -3.5
_TWO_AT_ONCE, _WOMAN_AND_MAN, _TOGETHER = -8.0, -8.0, -6.0
_BESIDE_PLACE, _BESIDE_PROVINCE, _BESIDE_OTHERS = 5.0, 2.5, -2.0
_COMPANION, _MOST_COMPANIONS, _WELL_KNOWN = 1.5, 4.0, 3.0

_TERM, _LONG, _HANDOVER = 366, 5 * 366, 92
"""Days: in which a post is seen at the same time, after which its holder may be another, and in which one is handed over."""
_ROTATING = ("kapol", "wakapol", "kepala kejaksaan", "dandim", "danrem", "pangdam", "kepala satuan", "kepala kantor")
"""What the roles begin with in which people are moved between provinces."""
_SHORTEST_ALIAS = 4


@dataclass(frozen=True, slots=True)
class Names:
    """How common words of names are: in how many different full names each stands, of how many."""

    words: dict[str, int]
    total: int

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
        """Which share of people have the word in their name; of few articles little is known, so no word is very rare."""
        return (self.words.get(sound(word), 0) + 0.5) / max(self.total, _LEAST_PEOPLE)

    @property
    def people(self) -> int:
        """How many people there may be."""
        return max(self.total, _LEAST_PEOPLE)


_LEAST_PEOPLE = 5_000
_INITIAL_SHARE = 0.1
_MOST_INITIALS = 2
_LOOSENESS = {"same": 1.0, "spelling": 2.0, "slip": 20.0, "clipped": 3.0}
"""How many words of names another word is as like as this."""

Feature = Callable[[Profile, Profile, Names], Reason | None]


def compare(one: Profile, other: Profile, names: Names) -> Comparison:
    """All that speaks for and against; of what is no form of one name nothing more."""
    first = name(one, other, names)
    others = () if first.strength <= NEVER else FEATURES
    reasons = [first, *(reason for feature in others if (reason := feature(one, other, names)))]
    reasons.sort(key=lambda reason: (-abs(reason.strength), reason.feature))
    return Comparison(round(sum(reason.strength for reason in reasons), 2), tuple(reasons))


def name(one: Profile, other: Profile, names: Names) -> Reason:
    """The names: how many people could bear both."""
    match, of = _match(one, other)
    if match is None:
        return Reason("name", NEVER, f"no form of one name: {one.name} and {other.name}")
    expected = float(names.people)
    for shared in match.shared:
        expected *= _share(shared, names)
    strength = max(-_MOST_NAME, min(_MOST_NAME, -log2(expected)))
    text = f"{_LIKENESS[match.likeness] if match.whole or not match.left_out else 'part of the name'}: {of}"
    return Reason("name", round(strength, 2), f"{text}; borne by about {_about(expected)} of {names.people:,} people")


def _share(shared: Shared, names: Names) -> float:
    if shared.likeness == "initial" or len(shared.word) <= _MOST_INITIALS:
        return _INITIAL_SHARE ** max(shared.words, len(shared.word) if shared.likeness == "same" else 1)
    return min(0.5, names.share(shared.word) * _LOOSENESS[shared.likeness])


def _match(one: Profile, other: Profile) -> tuple[Match | None, str]:
    """How the names, or another form that an article gives of one of them, are alike; and the two forms."""
    match = compare_names(one.name, other.name)
    if match is None:
        for first, second in ((one, other), (other, one)):
            if second.name in first.aliases and len(second.name) >= _SHORTEST_ALIAS:
                return compare_names(second.name, second.name), f"{second.name} is another form of {first.name}"
    return match, one.name if one.name == other.name else f"{one.name} and {other.name}"


_LIKENESS = {
    "same": "same name",
    "spelling": "other spelling",
    "slip": "a letter differs",
    "initial": "initials of the name",
    "clipped": "short form of the name",
}


def _about(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1g}"


def post(one: Profile, other: Profile, names: Names) -> Reason | None:
    """The posts: the same one, in the same body, the same place, the same province, or in different ones."""
    shared = sorted(post for post in one.posts.keys() & other.posts.keys() if post.placed)
    if shared:
        return max((_same_post(held, one.posts[held], other.posts[held]) for held in shared), key=lambda r: r.strength)
    first, second = (sorted(post for post in profile.posts if post.placed) for profile in (one, other))
    if first and second:
        return max((_near(a, b) for a in first for b in second), key=lambda r: (r.strength, r.text))
    roles = {post.role for post in one.posts} & {post.role for post in other.posts}
    return Reason("post", _SAME_ROLE, f"same role, held who knows where: {', '.join(sorted(roles))}") if roles else None


def _same_post(post: Post, one: Seen, other: Seen) -> Reason:
    """The same post; one that a single person holds tells more, and most at the same time."""
    if not post.single:
        return Reason("post", _SHARED_POST, f"same post, which several hold: {post}")
    apart = days_between(one.first, one.last, other.first, other.last)
    if apart is not None and apart <= _TERM and one.current and other.current:
        return Reason("post", _SAME_TIME, f"same post at the same time: {post}")
    if apart is None or apart <= _LONG:
        return Reason("post", _SAME_POST, f"same post: {post}")
    return Reason("post", _LONG_APART, f"same post, {apart // 365} years apart: {post}")


def _near(one: Post, other: Post) -> Reason:
    """Two posts by where they are held."""
    if one.body and one.body == other.body:
        return Reason("post", _IN_BODY, f"posts in one body: {one}; {other}")
    if one.territory and one.territory == other.territory:
        strength = _IN_KABUPATEN if "." in one.territory else _IN_PROVINCE
        return Reason("post", strength, f"posts in one place: {one}; {other}")
    if not (one.territory and other.territory):
        return Reason("post", _OTHER_REACH, f"posts of different reach: {one}; {other}")
    if one.province == other.province:
        return Reason("post", _NEARBY, f"posts in one province: {one}; {other}")
    if one.role.startswith(_ROTATING) and other.role.startswith(_ROTATING):
        return Reason("post", _ROTATED, f"posts in different provinces, between which people are moved: {one}; {other}")
    return Reason("post", _ELSEWHERE, f"posts in different provinces: {one}; {other}")


def time(one: Profile, other: Profile, names: Names) -> Reason | None:
    """Two posts at the same time in different places, of which one person can hold but one."""
    for held in sorted(one.posts):
        for another in sorted(other.posts):
            in_two_places = held.single and another.single and held.territory != another.territory
            if in_two_places and _overlap(one.posts[held], other.posts[another]) > _HANDOVER:
                return Reason("time", _TWO_AT_ONCE, f"two posts at the same time: {held}; {another}")
    return None


def _overlap(one: Seen, other: Seen) -> int:
    """For how many days both are seen to be held, or less than nothing; who acts in a post can hold another one."""
    if not (one.current and other.current):
        return -1
    start = max(day_number(one.first) or 0, day_number(other.first) or 0)
    end = min(day_number(one.last) or 0, day_number(other.last) or 0)
    return end - start if start else -1


def place(one: Profile, other: Profile, names: Names) -> Reason | None:
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


def company(one: Profile, other: Profile, names: Names) -> Reason | None:
    """People whom the articles of both name; in one place everybody is named beside the same people."""
    both = sorted((one.beside & other.beside) - {one.name, other.name})
    if not both or not _places(one).isdisjoint(_places(other)):
        return None
    return Reason(
        "company", min(_MOST_COMPANIONS, _COMPANION * len(both)), f"named beside the same people: {', '.join(both[:3])}"
    )


def titles(one: Profile, other: Profile, names: Names) -> Reason | None:
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
    return {post.territory or post.body for post in profile.posts if post.placed}


def known(one: Profile, other: Profile, names: Names) -> Reason | None:
    """A name that an article does not introduce is that of somebody well known; one word alone is not enough for that."""
    if one.placed == other.placed:
        return None
    loose, placed = (other, one) if one.placed else (one, other)
    beside = place(one, other, names)
    if not loose.full and not (beside and beside.strength > 0) and not company(one, other, names):
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


def together(one: Profile, other: Profile, names: Names) -> Reason | None:
    """An article that names both, as two."""
    both = sorted(one.articles.keys() & other.articles.keys())
    if not both or one.name == other.name:
        return None
    return Reason("together", _TOGETHER, f"an article names both: {both[0]}")


FEATURES: tuple[Feature, ...] = (post, time, place, company, known, titles, together)
