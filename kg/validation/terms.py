"""Terms of the engine that stores graphs as terms of the library that validates them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import rdflib


def to_rdflib(term: Any) -> rdflib.term.Identifier:
    """The same term for rdflib, with its text as it is: `"01"` stays `"01"`, whatever its type."""
    import rdflib

    kind = type(term).__name__
    if kind == "NamedNode":
        return rdflib.URIRef(term.value)
    if kind == "BlankNode":
        return rdflib.BNode(term.value)
    if kind != "Literal":
        return rdflib.BNode("triple")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    plain = datatype == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(datatype), normalize=False)


def graph_of(lines: bytes) -> rdflib.Graph:
    """The graph of N-Triples lines."""
    import rdflib
    from pyoxigraph import RdfFormat, parse

    graph, known = rdflib.Graph(), dict[Any, Any]()

    def term(one: Any) -> Any:
        if one not in known:
            known[one] = to_rdflib(one)
        return known[one]

    for quad in parse(lines, RdfFormat.N_TRIPLES):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph
