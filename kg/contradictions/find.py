"""All contradictions of a graph, each with the words of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kg.contradictions import tenures
from kg.contradictions.model import KINDS, Conflict
from kg.contradictions.ratings import two_values
from kg.contradictions.words import Words
from kg.graph.store import open_store
from kg.graph.tenures import courses


class Listing(NamedTuple):
    """The contradictions that are listed, and how many there are of each kind that there is."""

    conflicts: list[Conflict]
    counts: Mapping[str, int]


def find(source: Path, limit: int | None = None) -> Listing:
    """The contradictions of a graph folder or RDF file, by kind, then by what they are about, at most `limit` of a kind."""
    store = open_store(source)
    known = courses(store)
    found = [one for finder in tenures.FINDERS for one in finder(known)] + list(two_values(store))
    words, conflicts = Words(store), list[Conflict]()
    counts: dict[str, int] = {}
    for kind in KINDS:
        of_kind = sorted(one for one in found if one.kind == kind)
        counts |= {kind: len(of_kind)} if of_kind else {}
        conflicts += [Conflict(kind, one.about, words.side(one.one), words.side(one.other)) for one in of_kind[:limit]]
    return Listing(conflicts, counts)
