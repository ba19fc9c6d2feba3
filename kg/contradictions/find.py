"""All contradictions of a graph, each with the words of both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.contradictions import tenures
from kg.contradictions.model import KINDS, Conflict
from kg.contradictions.ratings import two_values
from kg.contradictions.words import Words
from kg.graph.store import open_store
from kg.graph.tenures import courses


def find(source: Path) -> list[Conflict]:
    """The contradictions of a graph folder or RDF file, by kind, then by what they are about."""
    store = open_store(source)
    known = courses(store)
    found = [one for finder in tenures.FINDERS for one in finder(known)] + list(two_values(store))
    order = {kind: number for number, kind in enumerate(KINDS)}
    found.sort(key=lambda one: (order[one.kind], one.about, one.one, one.other))
    words = Words(store)
    return [Conflict(one.kind, one.about, words.side(one.one), words.side(one.other)) for one in found]


def counted(conflicts: Sequence[Conflict]) -> Mapping[str, int]:
    """How many there are of each kind, those of which there are none left out."""
    counts = Counter(conflict.kind for conflict in conflicts)
    return {kind: counts[kind] for kind in KINDS if counts[kind]}
