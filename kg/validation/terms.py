"""Terms of the engine that stores graphs as terms of the library that validates them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import rdflib


class Value(rdflib.Literal):
    """A literal that can be compared with every other: what has no order is neither before the other nor after it.

    >>> year, day, wrong = (Value(text, datatype=rdflib.XSD[kind]) for text, kind in _EXAMPLES)
    >>> day < Value("2024-02-02", datatype=rdflib.XSD.date), day <= day, year < day, wrong <= day
    (True, True, False, False)
    """

    def __lt__(self, other: Any) -> bool:
        return _ordered(self, other) and super().__lt__(other) is True

    def __le__(self, other: Any) -> bool:
        return _ordered(self, other) and (super().__lt__(other) is True or bool(self.eq(other)))


_EXAMPLES = (("2023", "gYear"), ("2024-02-01", "date"), ("x", "integer"))


def _ordered(one: rdflib.Literal, other: Any) -> bool:
    """Whether one of the two can be before the other."""
    values = getattr(one, "value", None), getattr(other, "value", None)
    numbers = all(isinstance(value, int | float | Decimal) for value in values)
    return None not in values and (numbers or one.datatype == getattr(other, "datatype", None))


def to_rdflib(term: Any) -> rdflib.term.Identifier:
    """The same term for rdflib, with its text as it is: `"01"` stays `"01"`, whatever its type."""
    kind = type(term).__name__
    if kind == "NamedNode":
        return rdflib.URIRef(term.value)
    if kind == "BlankNode":
        return rdflib.BNode(term.value)
    if kind != "Literal":
        return rdflib.BNode("triple")
    if term.language:
        return Value(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype == str(rdflib.XSD.string)
    return Value(term.value, datatype=None if plain else rdflib.URIRef(datatype), normalize=False)


def graph_of(lines: bytes) -> rdflib.Graph:
    """The graph of N-Triples lines."""
    from pyoxigraph import RdfFormat, parse

    graph, known = rdflib.Graph(), dict[Any, Any]()

    def term(one: Any) -> Any:
        if one not in known:
            known[one] = to_rdflib(one)
        return known[one]

    for quad in parse(lines, RdfFormat.N_TRIPLES):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
