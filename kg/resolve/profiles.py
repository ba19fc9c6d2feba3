"""What articles say of one bearer of a name: the smallest groups of claims, which resolution joins but never takes apart.

Claims of one name that give the same post are one profile, and so are those of an article that gives one person several posts.
A claim without a post is a profile of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.resolve.claims import Claim, Claims, Held
from kg.resolve.keys import is_full_name, name_key, person_id
from kg.resolve.posts import Post, post_of

MOST_COMPANIONS = 40
"""So many of the people named beside somebody are kept, the first in the alphabet."""


class Seen(NamedTuple):
    """When articles gave somebody a post: the first and the last ISO date, empty where no article has one; whether one says
    that he held it in his own right, or only for a time (`acting`), or that it is over (`former`)."""

    first: str = ""
    last: str = ""
    current: bool = False
    acting: bool = False
    former: bool = False


@dataclass(slots=True)
class Profile:
    """All claims of one bearer of a name, and what they say of him.

    `atoms` are the ids that any of the claims could give the person by itself; the first is that of the profile. `titles` are
    in small letters; `beside` are full names in the same articles, `around` the territories of which articles speak that do
    not tell where a post is held; `where` are the posts of which it is known, and `placed` is true where there are any. `full`:
    the name is told in two words that are more than initials.
    """

    name: str
    claims: list[Claim]
    atoms: list[str] = field(default_factory=list)
    posts: dict[Post, Seen] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    articles: dict[str, str] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)
    around: Counter[str] = field(default_factory=Counter)
    where: tuple[Post, ...] = ()
    full: bool = False
    placed: bool = False

    @property
    def first(self) -> tuple[bool, bool, str, str, str]:
        """What orders profiles: those with a post, those with a full name, then the oldest article."""
        return min((not self.placed, not self.full, date or "9", article, self.name) for article, date in self.articles.items())


def profiles(articles: Iterable[Claims], apart: Mapping[str, frozenset[str]] | None = None) -> list[Profile]:
    """The profiles of all articles, in an order that does not depend on that of the articles.

    `apart` has ids of people with articles in which somebody else is meant: these claims are left to themselves.
    """
    by_name: dict[str, list[Claim]] = defaultdict(list)
    dates: dict[str, str] = {}
    company: dict[str, _Company] = {}
    for article in sorted(articles, key=lambda article: article.article):
        dates[article.article] = article.published
        company[article.article] = _company(article)
        for claim in article.people:
            by_name[name_key(claim.name)].append(claim)
    return [
        _profile(name, group, dates, company)
        for name in sorted(by_name)
        for group in _groups([(claim, _ids(name, claim, company[claim.article], apart or {})) for claim in by_name[name]])
    ]


class _Company(NamedTuple):
    """When an article appeared, whom it names in full, how many posts it speaks of where, and the province of most of them."""

    published: str
    people: tuple[str, ...]
    territories: Counter[str]
    province: str


def _company(article: Claims) -> _Company:
    people = sorted({name_key(claim.name) for claim in article.people})
    territories = Counter(held.territory or held.seat for claim in article.people for held in claim.posts)
    territories.pop("", None)
    provinces: Counter[str] = Counter()
    for code, count in territories.items():
        provinces[code[:2]] += count
    province = min(provinces, key=lambda code: (-provinces[code], code), default="")
    return _Company(article.published, tuple(filter(is_full_name, people))[:MOST_COMPANIONS], territories, province)


def _groups(claims: Sequence[tuple[Claim, Sequence[str]]]) -> list[tuple[list[str], list[Claim]]]:
    """The claims that share an id, each group with its ids."""
    groups: dict[str, tuple[set[str], list[Claim]]] = {}
    for claim, ids in claims:
        joined = set(ids), [claim]
        for group in {id(group): group for one in ids if (group := groups.get(one))}.values():
            joined[0].update(group[0])
            joined[1].extend(group[1])
        for one in joined[0]:
            groups[one] = joined
    return [(sorted(ids), claims) for ids, claims in {id(group): group for group in groups.values()}.values()]


def _ids(name: str, claim: Claim, company: _Company, apart: Mapping[str, frozenset[str]]) -> list[str]:
    """What a claim could be known by: its name with each of its posts; without one, a full name with the province that the
    article speaks of, and a short one with the article. Of a short name the year belongs to the post."""
    full = is_full_name(name)
    when = "" if full else f" {company.published[:4] or claim.article}"
    where = company.province or claim.article
    posts = sorted({str(post) if post.placed else f"{post} in {where}" for post in map(post_of, claim.posts)})
    known_by = [f"{post}{when}" for post in posts] or [f"in {company.province}" if full else f"article {claim.article}"]
    ids = [person_id(name, each) for each in known_by]
    return [id_elsewhere(name, one, claim.article) if claim.article in apart.get(one, ()) else one for one in ids]


def id_elsewhere(name: str, identifier: str, article: str) -> str:
    """The id of whoever bears the name key in an article in which, as somebody decided, the person with the id is not meant."""
    return person_id(name, f"{identifier} not {article}")


def _profile(
    name: str, group: tuple[list[str], list[Claim]], dates: Mapping[str, str], company: Mapping[str, _Company]
) -> Profile:
    ids, claims = group
    profile = Profile(name, sorted(claims, key=lambda claim: (claim.article, claim.name)), ids)
    for claim in profile.claims:
        date = dates[claim.article]
        profile.names[claim.name] += 1
        profile.aliases.update(map(name_key, claim.aliases))
        profile.titles.update(map(str.lower, claim.titles))
        profile.articles[claim.article] = date
        for held in claim.posts:
            post = post_of(held)
            profile.posts[post] = _seen(profile.posts.get(post), held, date)
        others = company[claim.article]
        profile.beside.update(other for other in others.people if other != name)
        if not any(post_of(held).placed for held in claim.posts):
            profile.around.update(others.territories)
    profile.aliases.discard(name)
    profile.full = is_full_name(name)
    profile.where = tuple(sorted(post for post in profile.posts if post.placed))
    profile.placed = bool(profile.where)
    return profile


def _seen(known: Seen | None, held: Held, date: str) -> Seen:
    """The post as it was known, and as it is seen once more; a former post was not held on the date."""
    known = known or Seen()
    dated = [] if held.former or not date else [date]
    dates = [*dated, *filter(None, (known.first, known.last, held.since))]
    return Seen(
        min(dates, default=""),
        max(dates, default=""),
        known.current or not (held.former or held.acting),
        known.acting or bool(held.acting),
        known.former or held.former,
    )
