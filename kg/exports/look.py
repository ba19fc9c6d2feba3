"""What a store says of a thing, one step or several steps away. It asks the union, and remembers little."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph.values import ranked
from kg.graph.vocabulary import NAMESPACES, RDF

if TYPE_CHECKING:
    from pyoxigraph import Store

Path = tuple[tuple[tuple[str, ...], ...], ...]
"""Ways, of which the first that leads somewhere is taken; a way has steps, a step one property, or several whose texts are
put together.
"""


_NAMESPACES = {namespace._prefix: namespace for namespace in NAMESPACES}


class Text(NamedTuple):
    """A text that stands in no graph."""

    value: str


class Look:
    """Looks things up in a store. Terms are those of the engine."""

    def __init__(self, store: Store) -> None:
        from pyoxigraph import DefaultGraph, NamedNode

        self._store, self._union, self._node = store, DefaultGraph(), lru_cache(256)(NamedNode)
        self._about = lru_cache(20_000)(self._read)

    def of_type(self, type_: str) -> list[Any]:
        """Everything of a class that has an IRI, sorted."""
        return self.having(RDF.type, type_)

    def having(self, predicate: str, value: str) -> list[Any]:
        """Everything that has this thing as a value, sorted."""
        return self.leading(predicate, self._node(value))

    def leading(self, predicate: str, value: Any) -> list[Any]:
        """Everything that leads to a term, sorted."""
        quads = self._store.quads_for_pattern(None, self._node(predicate), value, self._union)
        return sorted((quad.subject for quad in quads if _is_iri(quad.subject)), key=_value)

    def stated(self, iri: str, predicate: str) -> str:
        """What the graph says first of a thing that we know by its IRI, or nothing."""
        return next((str(term.value) for term in self.values(self._node(iri), predicate)), "")

    def follow(self, thing: Any, path: Path) -> list[Any]:
        """The terms at the end of a path; where a step leads to several things, the first of them goes on."""
        return next((found for way in path if (found := self._end_of(thing, way))), [])

    def _end_of(self, thing: Any, way: tuple[tuple[str, ...], ...]) -> list[Any]:
        found = [thing]
        for properties in way:
            if not found or not _has_properties(found[0]):
                return []
            if len(properties) > 1:
                return [Text("".join(text.value for name in properties for text in self.values(found[0], name)[:1]))]
            found = self.values(found[0], properties[0])
        return found

    def values(self, thing: Any, predicate: str) -> list[Any]:
        """What a thing has as values of a property, sorted; of texts in several languages the Indonesian come first."""
        return self._about(thing).get(predicate, [])

    def _read(self, thing: Any) -> dict[str, list[Any]]:
        """All that is said of a thing: asking once is several times faster than asking for each property."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(thing, None, None, self._union):
            found[quad.predicate.value].append(quad.object)
        return {predicate: sorted(values, key=ranked) if len(values) > 1 else values for predicate, values in found.items()}


def path_of(text: str) -> Path:
    """A path as the table of tables has it: `a/b` step by step, `a|b` the first that is there, `a+b` texts put together.

    >>> path_of("."), path_of("org:member/skos:prefLabel")[0][1]
    (((),), ('http://www.w3.org/2004/02/skos/core#prefLabel',))
    """
    ways = [way.split("/") if way != "." else [] for way in text.split("|")]
    return tuple(tuple(tuple(map(_property, step.split("+"))) for step in way) for way in ways)


def _property(name: str) -> str:
    prefix, _, local = name.partition(":")
    iri: str = getattr(_NAMESPACES[prefix], local)
    return iri


def _value(term: Any) -> str:
    return str(term.value)


def _is_iri(term: Any) -> bool:
    return type(term).__name__ == "NamedNode"


def _has_properties(term: Any) -> bool:
    return type(term).__name__ in ("NamedNode", "BlankNode")
