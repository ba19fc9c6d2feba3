"""The graphs of a source, as N-Triples in pieces that fit into a request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.endpoint.description import description
from kg.errors import GraphError
from kg.graph.folder import published
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.store import open_store
from kg.graph.tenures import pairs
from kg.graph.vocabulary import VOID

if TYPE_CHECKING:
    from pyoxigraph import DefaultGraph, NamedNode, Store, Triple

Which = Literal["both", "named", "default"]


class Piece(NamedTuple):
    """Some triples of a graph as N-Triples lines, and how many they are."""

    data: bytes
    triples: int


class Source:
    """A graph folder or RDF file: its named graphs, and the union of them, which is called `""`.

    What a folder says of itself is one more graph, `{base}graph/dataset`, and part of the union.
    """

    def __init__(self, place: Path, which: Which = "both") -> None:
        self.place, self.which = place, which
        self._store: Store = open_store(place)
        self.stated_base = _base(place, self._store)
        self.base = self.stated_base or DEFAULT_BASE
        self._dataset, self._description = f"{self.base}graph/dataset", description(place)

    def graphs(self) -> list[str]:
        """The graphs that are wanted, sorted; the union first."""
        named = {str(getattr(graph, "value", "")) for graph in self._store.named_graphs()}
        named |= {self._dataset} if self._description else set()
        return [*([""] if self.which != "named" else []), *(sorted(named) if self.which != "default" else [])]

    def count(self) -> int:
        """The triples of all graphs that are wanted."""
        union = int(next(iter(self._store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))["n"].value)  # type: ignore
        named = len(self._store) - union + len(self._missing(self._dataset))
        union += len(self._missing(""))
        return {"both": union + named, "default": union, "named": named}[self.which]

    def pieces(self, graph: str, size: int) -> Iterator[Piece]:
        """A graph in pieces of about so many bytes; no piece where it is empty."""
        lines: list[str] = []
        waiting = 0
        for line in self._lines(graph):
            lines.append(line)
            waiting += len(line)
            if waiting >= size:
                yield Piece("".join(lines).encode(), len(lines))
                lines, waiting = [], 0
        if lines:
            yield Piece("".join(lines).encode(), len(lines))

    def _lines(self, graph: str) -> Iterator[str]:
        """The triples of a graph as the engine writes them, in the order in which it has them; the description comes last."""
        from pyoxigraph import BlankNode

        for quad in self._store.quads_for_pattern(None, None, None, _name(graph)):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise GraphError(
                    f"{self.place}: has blank nodes, which do not survive being sent in parts; name them with IRIs"
                )
            yield f"{quad.triple} .\n"
        if graph in ("", self._dataset):
            yield from (f"{triple} .\n" for triple in self._missing(graph))

    def _missing(self, graph: str) -> list[Triple]:
        """The triples of the description that a graph of the store has not itself."""
        from pyoxigraph import Quad

        name = _name(graph)
        return [
            triple
            for triple in self._description
            if Quad(triple.subject, triple.predicate, triple.object, name) not in self._store
        ]


def _name(graph: str) -> NamedNode | DefaultGraph:
    from pyoxigraph import DefaultGraph, NamedNode

    return NamedNode(graph) if graph else DefaultGraph()


def _base(place: Path, store: Store) -> str:
    """The base below which the IRIs of a source are: a file tells it in the description of its data set, or not at all."""
    if place.is_dir():
        return Iris(str(published(place).manifest.get("base", DEFAULT_BASE))).base
    stated = sorted(base for node, base in pairs(store, VOID.uriSpace) if node == f"{base}dataset")
    return Iris(stated[0]).base if stated else ""
