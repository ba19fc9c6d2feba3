"""All that changed between two graphs, each with the words of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.contradictions.model import Side
from kg.differences.facts import events, ratings
from kg.differences.model import HEADINGS, SECTION_OF, SECTIONS, Change, Found
from kg.differences.names import identities, reasons
from kg.differences.people import People
from kg.differences.plain import articles, bodies, decisions
from kg.differences.tenures import Tenures
from kg.differences.world import World
from kg.errors import GraphError, InputError
from kg.graph.folder import MANIFEST, before, published


class Listing(NamedTuple):
    """The changes that are listed, how many there are of each kind that there is, and how many of each group of a kind."""

    changes: list[Change]
    counts: Mapping[str, int]
    groups: Mapping[str, Mapping[str, int]]


class Pair:
    """Both graphs, and what several sections ask of them, found once."""

    def __init__(self, old: Path, new: Path) -> None:
        self.old, self.new = World(old), World(new)
        if self.old.base and self.new.base and self.old.base != self.new.base:
            raise GraphError(f"{old} has the base {self.old.base} and {new} the base {self.new.base}: nothing can be compared")

    @cached_property
    def people(self) -> People:
        """Who is who in both."""
        return People(self.old, self.new)

    @cached_property
    def tenures(self) -> Tenures:
        """The tenures of both."""
        return Tenures(self.old, self.new, self.people)


FINDERS: dict[str, Callable[[Pair], Iterator[Found]]] = {
    "articles": lambda pair: articles(pair.old, pair.new),
    "people": lambda pair: pair.tenures.changed_people(),
    "posts": lambda pair: pair.tenures.other_holders(),
    "tenures": lambda pair: pair.tenures.other_dates(),
    "events": lambda pair: events(pair.old, pair.new),
    "ratings": lambda pair: ratings(pair.old, pair.new),
    "bodies": lambda pair: bodies(pair.old, pair.new),
    "identities": lambda pair: identities(pair.old, pair.new, pair.people),
    "decisions": lambda pair: decisions(pair.old, pair.new),
}
"""What finds the changes of each section."""


def find(old: Path, new: Path | None = None, only: Collection[str] = (), limit: int | None = None) -> Listing:
    """What changed from one graph folder, generation or RDF file to another, or between the two generations of a folder.

    The sections `only`, or all; of each kind of change at most `limit`, in the order of `SECTIONS`.
    """
    sections = _sections(only)
    old, new = (old, new) if new is not None else (before(old), old)
    if _same(old, new):
        return Listing([], {}, {})
    pair = Pair(old, new)
    found: dict[str, list[Found]] = defaultdict(list)
    for section in sections:
        for one in FINDERS[section](pair):
            found[one.kind].append(one)
    kinds = [kind for kind in HEADINGS if found[kind]]
    listed = [one for kind in kinds for one in sorted(found[kind], key=_order)[:limit]]
    groups = {kind: Counter(sorted(one.group for one in found[kind])) for kind in kinds if found[kind][0].group}
    return Listing([_change(one, pair) for one in listed], {kind: len(found[kind]) for kind in kinds}, groups)


def _sections(only: Collection[str]) -> list[str]:
    if unknown := sorted(set(only) - SECTIONS.keys()):
        raise InputError(f"unknown section {unknown[0][:40]!r}: expected {', '.join(SECTIONS)}")
    return [section for section in SECTIONS if not only or section in only]


def _same(old: Path, new: Path) -> bool:
    """True where both are one generation, whose name is made of what it holds."""
    if not (old.is_dir() and new.is_dir()):
        return old.resolve() == new.resolve()
    one, other = ((published(source).path / MANIFEST).read_bytes() for source in (old, new))
    return one == other


def _order(found: Found) -> tuple[str, str, tuple[str, ...]]:
    return found.group, found.text, found.about


def _change(found: Found, pair: Pair) -> Change:
    text = reasons(found, pair.old, pair.new) if found.kind in ("merged", "split") else found.text
    world = pair.new if found.graph == "new" else pair.old
    told = found.about, found.was, found.now, found.group, found.graph
    return Change(SECTION_OF[found.kind], found.kind, text, *told, _evidence(found, world))


def _evidence(found: Found, world: World) -> Side | None:
    """The words behind a change, where an article tells of it."""
    claimed = found.claimed
    if claimed is None:
        return None
    exact = claimed.article or claimed.sworn
    side = world.words.side(claimed) if exact else world.words.first(claimed.node)
    return side if side.article else None
