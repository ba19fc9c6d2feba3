"""What a post is for those who compare people: its role, where it is held, and how many can hold it at a time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kg import lexicon
from kg.resolve.bodies import fixed
from kg.resolve.claims import Held
from kg.resolve.keys import name_key

_OF_GOVERNMENT = ("Pemerintah ", "Pemerintahan ")
_HELD_IN = ("", "territory", "body")
_LONGEST_PLACE = 6


class Post(NamedTuple):
    """A role in a body or a territory.

    `body` is the key of the body's name, empty for the government of the territory; `single` is true where one person holds the
    post at a time, as far as it is known where it is held; `placed` where it is known, or where there is only one of it. Nobody
    is in two careers (`head`, `council`, `police`, `civil` ...) at a time. `text` is what the post is known by.
    """

    role: str
    territory: str
    body: str
    single: bool
    placed: bool
    career: str
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def province(self) -> str:
        """The code of the province, or nothing."""
        return self.territory[:2]


@lru_cache(maxsize=1 << 17)
def post_of(held: Held) -> Post:
    """The post that an article gives somebody.

    >>> str(post_of(Held("Gubernur", "Pemerintah Provinsi Riau", "14", "14"))), str(post_of(Held("Gubernur", territory="14")))
    ('14 gubernur', '14 gubernur')
    >>> post_of(Held("Kapolda", "Kepolisian Daerah")).placed, post_of(Held("Menteri", "Kementerian Dalam Negeri")).placed
    (False, True)
    >>> str(post_of(Held("Kepala Dinas", "Dinas Kesehatan Kota Malang")))
    '35.73 kepala dinas dinas kesehatan kota malang'
    """
    role, territory = name_key(held.role), held.territory or held.seat or _territory_in(name_key(held.organization))
    body = "" if territory and held.organization.startswith(_OF_GOVERNMENT) else name_key(held.organization)
    somewhere = bool(territory) or (bool(body) and not _is_of_some_region(held.organization))
    needs = _single().get(role)
    single = needs == "" or (needs == "territory" and bool(territory)) or (needs == "body" and bool(body) and somewhere)
    career = _career(role, name_key(held.organization))
    return Post(role, territory, body, single, somewhere or single, career, " ".join(filter(None, (territory, role, body))))


def _territory_in(body: str) -> str:
    """The code of the territory with whose full name the name of a body ends."""
    words = body.split()
    ends = (" ".join(words[at:]) for at in range(max(1, len(words) - _LONGEST_PLACE), len(words)))
    return next((_codes()[end] for end in ends if end in _codes()), "")


@cache
def _codes() -> Mapping[str, str]:
    """The codes of territories by the keys of their full names."""
    return MappingProxyType({name_key(row.full): code for code, row in lexicon.territories().items()})


def _is_of_some_region(name: str) -> bool:
    """True for a body that every region has, whose region is not told: Kepolisian Daerah, Dinas Kesehatan."""
    return not fixed(name) and name_key(name).startswith(_heads_of_regions())


@cache
def _heads_of_regions() -> tuple[str, ...]:
    """What the names of bodies begin with that a region has."""
    return tuple(name_key(row.full) for row in lexicon.heads() if row.pattern in ("territory", "opd"))


def _career(role: str, body: str) -> str:
    """The career to which a post belongs: by the body it is held in, else by the role."""
    of_body = (career for career, _, head in _careers() if head and body.startswith(head))
    of_role = (career for career, wanted, _ in _careers() if wanted and role.startswith(wanted))
    return next(of_body, "") or next(of_role, "")


@cache
def _careers() -> tuple[tuple[str, str, str], ...]:
    """Careers, and what the roles or the names of bodies begin with that belong to them."""
    rows = lexicon.read_table("careers.csv", ("career", "role", "body"))
    return tuple((row.filled("career"), name_key(row.fields["role"]), name_key(row.fields["body"])) for row in rows)


@cache
def _single() -> Mapping[str, str]:
    """The keys of roles that one person holds at a time in each territory or body, and in which of the two (or neither)."""
    rows = lexicon.read_table("single_posts.csv", ("role", "in"))
    return MappingProxyType({name_key(row.filled("role")): row.one_of("in", _HELD_IN) for row in rows})
