"""The one place that mints IRIs: readable, stable, ASCII, and different for different things.

A slug that does not say all of its key ends in `~` and a hash of the key; `_` joins two slugs and `@` a territory's code;
none of the three occurs in a slug.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.errors import GraphError
from kg.resolve.keys import digest, name_key, slug

DEFAULT_BASE = "https://w3id.org/simpul/"
_BASE = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/")
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}")


@lru_cache(maxsize=65536)
def named(name: str) -> str:
    """The path segment of a thing that is known by its name alone; case and punctuation make no difference.

    >>> named("Dinas Kesehatan"), named("PT. “Réka”")
    ('dinas-kesehatan', 'pt-reka~9cc16c44197e')
    """
    key = name_key(name)
    short = slug(key)
    return short if short and short.replace("-", " ") == key else f"{short}~{digest(key)}"


@lru_cache(maxsize=65536)
def segment(identifier: str) -> str:
    """The path segment of an id, which is the id itself where an IRI can hold it.

    >>> segment("000_22fad"), segment("a b?"), segment("..")
    ('000_22fad', 'a-b~a1a199253a71', '~5ec1f7e700f3')
    """
    return identifier if _PLAIN.fullmatch(identifier) else f"{slug(identifier)}~{digest(identifier)}"


def is_evidence(subject: str, base: str) -> bool:
    """True for the words of an article and for what they stand for: mentions, words and selectors. The IRI is in brackets.

    >>> [is_evidence(f"<http://x/article/1{rest}>", "http://x/") for rest in ("", "#char=0,5", "/mention/0-5/name")]
    [False, True, True]
    """
    return subject.startswith(f"{base}article/", 1) and ("#" in subject or "/mention/" in subject)


class Iris:
    """The IRIs of a graph below its base."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if len(base) > 200 or not _BASE.fullmatch(base):
            raise GraphError(f"base IRI {base[:80]!r}: expected http(s)://host/path/ in ASCII with / at the end")
        self.base = base
        self.reference = f"{base}graph/reference"
        self.resolution = f"{base}graph/resolution"
        self.dataset = f"{base}dataset"
        self.articles = f"{base}collection/articles"
        self.decisions = f"{base}graph/decisions"
        self.inferred = f"{base}graph/inferred"

    def article(self, identifier: str) -> str:
        return f"{self.base}article/{segment(identifier)}"

    def person(self, identifier: str) -> str:
        """`identifier` is what resolution tells this person by among all others."""
        return f"{self.base}person/{identifier}"

    def organization(self, name: str, territory: str = "", territory_name: str = "") -> str:
        """A name that says its territory in full needs no code: `Dinas Kesehatan Kota Malang`, but `Polres Malang` of 35.07."""
        return f"{self.base}organization/{body(name, territory, territory_name)}"

    def territory(self, code: str) -> str:
        return f"{self.base}territory/{segment(code)}"

    def post(self, role: str, holder: str, territory: str) -> str:
        """`holder` is the last segment of the body's IRI, or empty."""
        place = f"@{segment(territory)}" if territory else ""
        return f"{self.base}post/{named(role)}_{holder}{place}" if holder else f"{self.base}post/{named(role)}{place}"

    def tenure(self, person: str, post: str, acting: str, former: bool) -> str:
        return f"{self.base}tenure/{digest(person, post, acting, str(former))}"

    def event(self, article: str, kind: str, offset: int, number: int = 0) -> str:
        return f"{self.base}event/{segment(article)}/{named(kind)}-{offset}" + (f"-{number}" if number else "")

    def assessment(self, article: str, offset: int, number: int) -> str:
        return f"{self.base}assessment/{segment(article)}/{offset}-{number}"

    def statement(self, article: str, offset: int, number: int = 0) -> str:
        return f"{self.base}statement/{segment(article)}/{offset}" + (f"-{number}" if number else "")

    def build(self, *parts: str) -> str:
        """The build of a graph, by all that goes into it."""
        return f"{self.base}build/{digest(*parts)}"

    def software(self, name: str) -> str:
        """Software by its name and version, as in `simpul 0.1.0`."""
        return f"{self.base}software/{segment(name.replace(' ', '-'))}"

    def part(self, name: str) -> str:
        """A part of the data set's description: a file, a class, a notice of rights."""
        return f"{self.base}description/{segment(name)}"

    def decision(self, *parts: str) -> str:
        """A decision, by all that its line says."""
        return f"{self.base}decision/{digest(*parts)}"

    def judgement(self, one: str, other: str) -> str:
        """That two ids of people stand for one person."""
        return f"{self.base}judgement/{digest(one, other)}"

    def concept(self, scheme: str, label: str) -> str:
        """A role, an event type or a kind of body: `scheme` is `role`, `event-type` or `organization-kind`."""
        return f"{self.base}{scheme}/{named(label)}"

    def scheme(self, scheme: str) -> str:
        return f"{self.base}scheme/{scheme}"

    def mention(self, article: str, start: int, end: int, rule: str) -> str:
        return f"{self.article(article)}/mention/{start}-{end}/{segment(rule)}"

    def words(self, article: str, start: int, end: int) -> str:
        """The characters of the article's text, in the notation of RFC 5147."""
        return f"{self.article(article)}#char={start},{end}"

    def selector(self, article: str, start: int, end: int) -> str:
        return f"{self.words(article, start, end)};quote"


@lru_cache(maxsize=65536)
def body(name: str, territory: str, territory_name: str) -> str:
    """The path segment of a body."""
    key, place = name_key(name), name_key(territory_name)
    says_it = not territory or (place and f" {place} " in f" {key} ")
    return named(name) if says_it else f"{named(name)}@{segment(territory)}"
