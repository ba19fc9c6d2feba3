"""Whether two profiles are one person: a list of features, each of which explains itself and tells how strongly it speaks.

Strengths are bits: the logarithm, to base 2, of how much likelier something is where the two are one person than where they are
two (Fellegi and Sunter 1969). They are added, and four figures decide: see `SAME` and `DOUBTFUL`. A feature that has nothing to
say is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log2
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.lexicon import read_table
from kg.resolve.calendar import day_number, days_between
from kg.resolve.names import Match, Shared, compare_names, sound
from kg.resolve.posts import Post
from kg.resolve.profiles import Profile, Seen

SAME = 4.0
"""From here on two profiles are one person: about 94 of 100 such pairs are, were all else unknown."""
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
_SAME_TIME, _SAME_POST, _LONG_APART, _SHARED_POST, _SHARED_LONG_APART = 14.0, 10.0, 8.0, 8.0, 5.0
_IN_KABUPATEN, _IN_PROVINCE, _IN_BODY = 7.5, 6.5, 6.5
_NEARBY, _SAME_ROLE, _LOCAL_ROLE, _PROVINCIAL_ROLE, _OTHER_REACH, _ROTATED, _ELSEWHERE = 2.3, 2.5, 4.0, 5.0, -1.5, -1.5, -3.5
_TWO_AT_ONCE, _TWO_NEARBY, _AT_ONCE, _OTHER_CAREER, _WOMAN_AND_MAN, _TOGETHER = -12.0, -4.0, -4.0, -3.0, -8.0, -6.0
_LEADS_ON = 2.0
_BESIDE_PLACE, _BESIDE_PROVINCE, _BESIDE_OTHERS = 5.0, 2.5, -2.0
_SHORT = -5.0
_SHOWING = frozenset({"post", "place", "company"})
"""One of these has to speak for two short names."""
_COMPANION, _MOST_COMPANIONS, _WELL_KNOWN = 1.5, 4.0, 3.0

_TERM, _LONG, _HANDOVER, _CAMPAIGN, _MOVE = 366, 5 * 366, 92, 60, 45
"""Days: in which a post is seen at the same time, after which its holder may be another, in which one is handed over, between
one career and another, and between two posts of a career."""
_FOR_LIFE = frozenset({"police", "army", "prosecution", "court"})
_STAND_IN = {"head", "civil"}
"""A Sekretaris Daerah who acts as head is often called so without `Pj`."""
_LEADING = frozenset(
    {"gubernur", "wakil gubernur", "bupati", "wakil bupati", "wali kota", "wakil wali kota", "sekretaris daerah"}
)
_ROTATING = ("kapol", "wakapol", "kepala kejaksaan", "dandim", "danrem", "pangdam", "kepala satuan", "kepala kantor")
"""What the roles begin with in which people are moved between provinces."""
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

Feature = Callable[[Profile, Profile, Names], Reason | None]


def compare(one: Profile, other: Profile, names: Names) -> Comparison:
    """All that speaks for and against; of what is no form of one name nothing more."""
    first = name(one, other, names)
    others = () if first.strength <= NEVER else FEATURES
    reasons = [first, *(reason for feature in others if (reason := feature(one, other, names)))]
    if (
        others
        and not (one.full and other.full)
        and not any(reason.feature in _SHOWING and reason.strength > 0 for reason in reasons)
    ):
        reasons.append(Reason("short", _SHORT, "one word, or initials and a word, tell too little by themselves"))
    reasons.sort(key=lambda reason: (-abs(reason.strength), reason.feature))
    return Comparison(round(sum(reason.strength for reason in reasons), 2), tuple(reasons))


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
    strength = max(-_MOST_NAME, min(_MOST_NAME, -log2(expected)))
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


def post(one: Profile, other: Profile, names: Names) -> Reason | None:
    """The posts: the same one, in the same body, the same place, the same province, or in different ones."""
    shared = [post for post in one.where if post in other.posts]
    if shared:
        return max((_same_post(held, one.posts[held], other.posts[held]) for held in shared), key=lambda r: r.strength)
    if one.where and other.where:
        strength, told, first, second = max((*_near(a, b), a, b) for a in one.where for b in other.where)
        return Reason("post", strength, f"{told}: {first}; {second}")
    roles = {post.role for post in one.posts} & {post.role for post in other.posts}
    if not roles:
        return None
    strength = max(
        _PROVINCIAL_ROLE if role.endswith("gubernur") else _LOCAL_ROLE if role in _LEADING else _SAME_ROLE for role in roles
    )
    return Reason("post", strength, f"same role, held who knows where: {', '.join(sorted(roles))}")


def _same_post(post: Post, one: Seen, other: Seen) -> Reason:
    """The same post; one that a single person holds tells more, and most at the same time."""
    apart = days_between(one.first, one.last, other.first, other.last)
    if not post.single:
        strength = _SHARED_LONG_APART if apart is not None and apart > _LONG else _SHARED_POST
        return Reason("post", strength, f"same post, which several hold: {post}")
    if apart is not None and apart <= _TERM and one.current and other.current:
        return Reason("post", _SAME_TIME, f"same post at the same time: {post}")
    if apart is None or apart <= _LONG:
        return Reason("post", _SAME_POST, f"same post: {post}")
    return Reason("post", _LONG_APART, f"same post, {apart // 365} years apart: {post}")


def _near(one: Post, other: Post) -> tuple[float, str]:
    """Two posts by where they are held."""
    if one.body and one.body == other.body:
        return _IN_BODY, "posts in one body"
    if one.territory and one.territory == other.territory:
        return _IN_KABUPATEN if "." in one.territory else _IN_PROVINCE, "posts in one place"
    if not (one.territory and other.territory):
        return _OTHER_REACH, "posts of different reach"
    if one.province == other.province:
        return _NEARBY, "posts in one province"
    if one.role.startswith(_ROTATING) and other.role.startswith(_ROTATING):
        return _ROTATED, "posts in different provinces, between which people are moved"
    return _ELSEWHERE, "posts in different provinces"


def time(one: Profile, other: Profile, names: Names) -> Reason | None:
    """Two posts that nobody holds together, at one time; or two careers between which few people change.

    Silent where two full names hold the same single post: then their names tell them apart.
    """
    if one.full and other.full and any(post.single and post in other.posts for post in one.where):
        return None
    reasons = [_apart(a, one.posts[a], b, other.posts[b]) for a in one.where for b in other.where if a != b]
    return min(filter(None, reasons), key=lambda reason: (reason.strength, reason.text), default=None)


def _apart(post: Post, seen: Seen, other: Post, other_seen: Seen) -> Reason | None:
    """What two posts say against one holder; who acts in a post can hold another one."""
    if not (seen.current and other_seen.current and post.career and other.career):
        return None
    days = days_between(seen.first, seen.last, other_seen.first, other_seen.last)
    both = f"{post}; {other}"
    if {post.career, other.career} == _STAND_IN and post.territory == other.territory:
        seen_long = _overlap(seen, other_seen) > _HANDOVER
        return Reason("time", _TWO_NEARBY, f"two posts at one time: {both}") if seen_long else None
    if post.career != other.career:
        if days is not None and days <= _CAMPAIGN:
            return Reason("time", _TWO_AT_ONCE, f"{post.career} and {other.career} at one time: {both}")
        if {post.career, other.career} & _FOR_LIFE:
            return Reason("time", _OTHER_CAREER, f"few change from {post.career} to {other.career}: {both}")
        return None
    elsewhere = post.territory != other.territory
    if days is None or not (elsewhere or post.body != other.body):
        return None
    if _overlap(seen, other_seen) > _HANDOVER:
        return Reason("time", _TWO_AT_ONCE if elsewhere else _TWO_NEARBY, f"two posts at one time: {both}")
    if days <= _CAMPAIGN and post.career == "head" and post.province != other.province:
        return Reason("time", _TWO_AT_ONCE, f"head of two regions at one time: {both}")
    if 0 < days <= _MOVE:
        return Reason("time", _AT_ONCE, f"two posts within {days} days: {both}")
    return None


def _overlap(one: Seen, other: Seen) -> int:
    """For how many days both are seen to be held, or less than nothing."""
    start = max(day_number(one.first) or 0, day_number(other.first) or 0)
    end = min(day_number(one.last) or 0, day_number(other.last) or 0)
    return end - start if start else -1


def career(one: Profile, other: Profile, names: Names) -> Reason | None:
    """A way that many go: from the head or secretary of a kabupaten or kota to that of its province, from deputy to head."""
    for held in one.where:
        for another in other.where:
            leads = held.role in _LEADING and another.role in _LEADING and held.province == another.province != ""
            if leads and held != another:
                return Reason("career", _LEADS_ON, f"one leads to the other: {held}; {another}")
    return None


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
    return {post.territory or post.body for post in profile.where}


def known(one: Profile, other: Profile, names: Names) -> Reason | None:
    """A name that an article does not introduce is that of somebody well known; one word alone is not enough for that."""
    if one.placed == other.placed:
        return None
    loose, placed = (other, one) if one.placed else (one, other)
    shown = (feature(one, other, names) for feature in (post, place, company))
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


def together(one: Profile, other: Profile, names: Names) -> Reason | None:
    """An article that names both, as two."""
    both = () if one.name == other.name else one.articles.keys() & other.articles.keys()
    if not both:
        return None
    return Reason("together", _TOGETHER, f"an article names both: {min(both)}")


FEATURES: tuple[Feature, ...] = (post, time, career, place, company, known, titles, together)
