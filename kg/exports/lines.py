"""N-Quads and N-Triples: a line a statement, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.exports.source import DEFAULT_GRAPH, Source
from kg.graph.turtle import triple_of

_IN_DEFAULT_GRAPH = f" {DEFAULT_GRAPH} ."


def n_quads(lines: Iterable[str], _source: Source) -> Iterator[str]:
    """Every statement with its graph."""
    for line in lines:
        yield f"{line.removesuffix(_IN_DEFAULT_GRAPH)} .\n" if line.endswith(_IN_DEFAULT_GRAPH) else f"{line}\n"


def n_triples(lines: Iterable[str], _source: Source) -> Iterator[str]:
    """The union of the graphs; a statement that several graphs make stands once."""
    return (f"{triple} .\n" for triple, _ in groupby(map(triple_of, lines)))
