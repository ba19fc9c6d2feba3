"""What a graph says of each thing, property by property, over the union of all its graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from kg.graph.vocabulary import RDF

if TYPE_CHECKING:
    import pyoxigraph

Ranked = tuple[int, str]
"""What values are sorted by: the rank of the language, and the text."""


class Statements(Protocol):
    """Where values are read from: a store, or a file that was read once."""

    def said(self, predicate: str) -> Iterable[tuple[str, Ranked]]:
        """Each subject of a property with each of its values, in any order; some may come twice."""

    def of_type(self, type_: str) -> Iterable[str]:
        """Everything of a class; some may come twice."""


class Values:
    """The values of every property, read one property at a time.

    A question that joins properties multiplies what many articles say alike, so there is none.
    """

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._all: dict[str, dict[str, list[str]]] = {}
        self._firsts: dict[str, dict[str, str]] = {}

    def all(self, predicate: str) -> dict[str, list[str]]:
        """Subjects with their values, both sorted; of values in several languages the Indonesian come first."""
        if predicate not in self._all:
            found: defaultdict[str, set[Ranked]] = defaultdict(set)
            for node, value in self._statements.said(predicate):
                found[node].add(value)
            self._all[predicate] = {node: [text for _, text in sorted(some)] for node, some in sorted(found.items())}
        return self._all[predicate]

    def firsts(self, predicate: str) -> dict[str, str]:
        """Subjects with the first of their values."""
        if predicate not in self._firsts:
            found: dict[str, Ranked] = {}
            for node, value in self._statements.said(predicate):
                if value < found.setdefault(node, value):
                    found[node] = value
            self._firsts[predicate] = {node: text for node, (_, text) in found.items()}
        return self._firsts[predicate]

    def first(self, node: str, *path: str) -> str:
        """The first value at the end of a path of properties, or nothing."""
        for predicate in path:
            node = self.firsts(predicate).get(node, "")
        return node

    def of_type(self, type_: str) -> list[str]:
        """Everything of a class, sorted."""
        return sorted(set(self._statements.of_type(type_)))


class Stored:
    """The statements of a store, each property read when it is asked for."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    def said(self, predicate: str) -> Iterable[tuple[str, Ranked]]:
        """Each subject of a property with each of its values."""
        from pyoxigraph import NamedNode

        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), None):
            yield quad.subject.value, ranked(quad.object)  # type: ignore[union-attr]

    def of_type(self, type_: str) -> Iterable[str]:
        """Everything of a class."""
        from pyoxigraph import NamedNode

        for quad in self.store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(type_)):
            yield quad.subject.value  # type: ignore[union-attr]


def ranked(term: Any) -> Ranked:
    """What terms are sorted by: of texts in several languages the Indonesian come first, then those without one."""
    return rank(getattr(term, "language", None)), getattr(term, "value", str(term))


def rank(language: str | None) -> int:
    """The place of a language among texts that say the same.

    >>> rank("id"), rank(None), rank("en")
    (0, 1, 2)
    """
    return 1 if not language else 0 if language in ("id", "in") else 2
