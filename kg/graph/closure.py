"""What follows from statements under OWL 2 RL, by the ontology and what standards say of their terms: owlrl tells."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import rdflib
from owlrl.OWLRL import OWLRL_Semantics
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from kg.errors import GraphError

AXIOMS = ("ontology.ttl", "alignment.ttl")
"""The files of `kg/data` that hold axioms."""

Triple = tuple[str, str, str]
"""Subject, predicate and object as N-Triples writes them."""

_Statement = tuple[Node, Node, Node]
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
"""A literal that is none of its datatype is told of as a contradiction, and not twice."""

_SCHEMA = (str(OWL), str(RDFS), str(RDF.Property))
_CHECKED = frozenset({XSD.integer, XSD.decimal, XSD.boolean})
"""The datatypes of the graph that OWL 2 has; to the reasoner other literals are just texts, each as it is written."""
_OF_EVERYTHING = frozenset({OWL.Thing, RDFS.Resource})


def closure(given: Iterable[Triple]) -> set[Triple]:
    """The statements that follow from the given ones, of IRIs and texts, without what holds of everything.

    Some are of the vocabulary itself. A `GraphError` tells where the statements contradict the axioms.
    """
    graph, texts = axioms(), dict[Node, str]()
    for triple, statement in zip(given := sorted(given), _statements(given), strict=True):
        texts[statement[2]] = triple[2]
        graph.add(statement)
    known = set(graph)
    rules = Rules(graph, axioms=False, daxioms=False)
    rules.closure()
    if rules.error_messages:
        raise GraphError(_contradiction(rules.error_messages))
    return {found for statement in set(graph) - known if (found := _written(statement, texts))}


class Rules(OWLRL_Semantics):  # type: ignore[misc]
    """The rules of OWL 2 RL, which owlrl asks about every statement in every round.

    Every rule but those of equality begins at a statement of the schema, so only these are asked about; and what holds of
    everything is not even noted down. What follows besides is the same (a test compares), in a quarter of the time.
    """

    def rules(self, t: _Statement, cycle_num: int) -> None:
        _, predicate, value = t
        if (_of_schema(predicate) and predicate != RDFS.label) or (predicate == RDF.type and _of_schema(value)):
            super().rules(t, cycle_num)

    def store_triple(self, t: _Statement) -> None:
        subject, predicate, value = t
        same = predicate == OWL.sameAs and subject == value
        if not (same or value in _OF_EVERYTHING or isinstance(subject, rdflib.Literal)):
            super().store_triple(t)


def axioms() -> rdflib.Graph:
    """The ontology, and what standards say of their terms."""
    graph = rdflib.Graph(store="SimpleMemory")
    for name in AXIOMS:
        graph.parse(data=files("kg").joinpath("data", name).read_text(encoding="utf-8"), format="turtle")
    return graph


@cache
def spoken_of() -> frozenset[str]:
    """The properties and classes in brackets of which an axiom speaks: from a statement with no other, nothing follows."""
    graph = axioms()
    speaking = [(s, o) for s, p, o in graph if _is_axiom(p) or (p == RDF.type and _is_axiom(o))]
    speaking += [(s, o) for s, p, o in graph if p in (RDF.first, RDF.rest)]
    terms = {term for pair in speaking for term in pair if isinstance(term, rdflib.URIRef)}
    return frozenset(f"<{term}>" for term in terms if term == RDFS.label or not _of_schema(term))


_NO_AXIOMS = frozenset({RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso, RDFS.Class, RDFS.Literal})
_NO_AXIOMS |= {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
_NO_AXIOMS |= {OWL.versionIRI, OWL.versionInfo}


def _is_axiom(term: Node) -> bool:
    """True for what an axiom is made with; a declaration is none."""
    return _of_schema(term) and term not in _NO_AXIOMS


def _of_schema(term: Node) -> bool:
    return str(term).startswith(_SCHEMA)


def _statements(given: Iterable[Triple]) -> Iterator[_Statement]:
    """The same statements, one for one, as the reasoner takes them."""
    lines = "".join(f"{' '.join(triple)} .\n" for triple in given)
    for quad in parse(lines, RdfFormat.N_TRIPLES):
        yield _term(quad.subject), _term(quad.predicate), _term(quad.object)


def _term(value: object) -> Node:
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    assert isinstance(value, Literal)
    datatype = rdflib.URIRef(value.datatype.value)
    if datatype in _CHECKED:
        return rdflib.Literal(value.value, datatype=datatype, normalize=False)
    return rdflib.Literal(str(value))


def _written(statement: _Statement, texts: dict[Node, str]) -> Triple | None:
    """A statement as it is written; of one with a class or list without a name, or with a literal that nobody gave, nothing."""
    subject, predicate, value = (f"<{term}>" if isinstance(term, rdflib.URIRef) else texts.get(term, "") for term in statement)
    return (subject, predicate, value) if subject and value else None


def _contradiction(messages: Iterable[str]) -> str:
    """The first contradiction, and how many more there are."""
    first, *others = sorted(messages)
    more = f" (and {len(others)} more)" if others else ""
    return f"the graph contradicts the ontology: {first}{more}"
