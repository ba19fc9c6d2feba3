"""The subjects of a graph, or of each of its graphs, in the order in which people read them: facts before evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kg.exports.source import DEFAULT_GRAPH, Source, graph_of
from kg.graph.turtle import ranked, triple_of


class Subject(NamedTuple):
    """A subject with its ranked triples, in the graph that states them (of the union nothing)."""

    graph: str
    lines: list[str]

    @property
    def name(self) -> str:
        """The subject as N-Triples writes it."""
        return self.lines[0][1 : self.lines[0].index(" ")]

    def statements(self) -> Iterator[tuple[str, list[str]]]:
        """Each predicate as it is ranked, with its objects."""
        triples = (line.split(" ", 2)[1:] for line in self.lines)
        for predicate, same in groupby(triples, key=itemgetter(0)):
            yield predicate, [value for _, value in same]


def of_union(lines: Iterable[str], source: Source) -> Iterator[Subject]:
    """The subjects of the union of the graphs."""
    triples = source.sorted([ranked(map(triple_of, lines), source.base)])
    for _, same in groupby(triples, key=lambda line: line[: line.index(" ")]):
        yield Subject("", list(same))


def of_graphs(lines: Iterable[str], source: Source) -> Iterator[tuple[str, Iterator[Subject]]]:
    """The graphs, each with its subjects: the default graph, those of the articles, and then those that articles share."""
    placed = source.sorted([_placed(lines, source.base)])
    for place, same in groupby(placed, key=_place):
        graph = place[1:]
        yield graph, _subjects(graph, same)


def _placed(lines: Iterable[str], base: str) -> Iterator[str]:
    """Each quad as the text that sorts where it is read: the graph's rank and name, and the ranked triple."""
    shared = f"<{base}graph/"
    known: dict[str, str] = {DEFAULT_GRAPH: f"0{DEFAULT_GRAPH}"}
    for line in lines:
        graph = graph_of(line)
        place = known.get(graph) or known.setdefault(graph, f"{2 if graph.startswith(shared) else 1}{graph}")
        (triple,) = ranked([triple_of(line)], base)
        yield f"{place} {triple}"


def _place(line: str) -> str:
    return line[: line.index(" ")]


def _subjects(graph: str, placed: Iterable[str]) -> Iterator[Subject]:
    triples = (line[line.index(" ") + 1 :] for line in placed)
    for _, same in groupby(triples, key=_place):
        yield Subject(graph, list(same))
