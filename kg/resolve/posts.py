"""What a post is for those who compare people: its role, where it is held, and how many can hold it at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg.lexicon import read_table, territories
from kg.resolve.claims import Held
from kg.resolve.keys import name_key

_OF_GOVERNMENT = ("Pemerintah ", "Pemerintahan ")
_HELD_IN = ("", "territory", "body")
_LONGEST_PLACE = 6


class Post(NamedTuple):
    """A role in a body or a territory; `body` is the key of the body's name, empty for the government of the territory."""

    role: str
    territory: str
    body: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.territory, self.role, self.body)))

    @property
    def province(self) -> str:
        """The code of the province, or nothing."""
        return self.territory[:2]

    @property
    def single(self) -> bool:
        """True where one person holds the post at a time, as far as it is known where it is held."""
        needs = _single().get(self.role)
        return needs == "" or (needs == "territory" and bool(self.territory)) or (needs == "body" and bool(self.body))

    @property
    def known(self) -> bool:
        """True where it is known which single post is meant, so that its holders can be told to follow each other.

        >>> Post("kepala dinas", "14", "dinas kesehatan").known, Post("kepala dinas", "", "dinas kesehatan").known
        (True, False)
        """
        return self.single and (bool(self.territory) or self.body.partition(" ")[0] not in _many())


@cache
def _single() -> Mapping[str, str]:
    """The keys of roles that one person holds at a time in each territory or body, and in which of the two (or neither)."""
    rows = read_table("single_posts.csv", ("role", "in"))
    return MappingProxyType({name_key(row.filled("role")): row.one_of("in", _HELD_IN) for row in rows})


@lru_cache(maxsize=1 << 16)
def post_of(held: Held) -> Post:
    """The post that an article gives somebody.

    >>> str(post_of(Held("Gubernur", "Pemerintah Provinsi Riau", "14", "14"))), str(post_of(Held("Gubernur", territory="14")))
    ('14 gubernur', '14 gubernur')
    """
    territory = held.territory or held.seat
    body = "" if territory and held.organization.startswith(_OF_GOVERNMENT) else name_key(held.organization)
    return Post(name_key(held.role), territory, body)


@cache
def _many() -> frozenset[str]:
    """The first words of bodies that many places have: without a territory it is not known which one is meant."""
    return frozenset(row.filled("word") for row in read_table("bodies_of_many_places.csv", ("word",)))


@lru_cache(maxsize=1 << 16)
def placed(post: Post) -> Post:
    """The post with the territory that its body's name ends in, where nothing else tells the territory.

    >>> str(placed(Post("kepala dinas", "", "dinas kesehatan kota malang")))
    '35.73 kepala dinas dinas kesehatan kota malang'
    """
    if post.territory or not post.body:
        return post
    words = post.body.split()
    ends = (" ".join(words[at:]) for at in range(max(1, len(words) - _LONGEST_PLACE), len(words)))
    code = next((_codes()[end] for end in ends if end in _codes()), "")
    return post._replace(territory=code) if code else post


@cache
def _codes() -> Mapping[str, str]:
    """The codes of territories by the keys of their full names."""
    return MappingProxyType({name_key(row.full): code for code, row in territories().items()})
