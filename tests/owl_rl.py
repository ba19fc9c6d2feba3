"""Whether an ontology is in OWL 2 RL (W3C, OWL 2 Profiles, section 4), for ontologies without class expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph
from rdflib.term import Node

CLASS, OBJECT, DATA, NOTE = OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty
KINDS = {CLASS, OBJECT, DATA, NOTE}
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI, OWL.imports}
"""Annotation properties, and what an ontology says of itself."""
SIMPLE_ONLY = {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty}
TYPES = KINDS | SIMPLE_ONLY | {OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.Ontology, RDFS.Class, RDF.Property}
"""What a term may be: a reflexive property is not in the profile."""
NAMES = """
    decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte unsignedLong
    unsignedInt unsignedShort unsignedByte float double string normalizedString token language Name NCName NMTOKEN boolean
    hexBinary base64Binary anyURI dateTime dateTimeStamp
"""
DATATYPES = {RDF.PlainLiteral, RDF.XMLLiteral, RDFS.Literal} | {XSD[name] for name in NAMES.split()}


class Profile:
    """An ontology; `violations` are what keeps it out of the profile, one line each, none where it is in."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.lists = {node for head in graph.objects(None, OWL.propertyChainAxiom) for node in self._list_nodes(head)}

    def violations(self) -> list[str]:
        return sorted(set(chain(self._puns(), self._not_simple(), *map(self._of, self.graph))))

    def kinds(self, term: Node) -> set[Node]:
        """What a term is declared to be."""
        return KINDS & set(self.graph.objects(term, RDF.type)) | ({NOTE} if term in BUILT_IN else set())

    def _of(self, triple: tuple[Node, Node, Node]) -> Iterator[str]:
        """What is wrong with one triple."""
        subject, predicate, value = triple
        if subject in self.lists:
            return
        if isinstance(subject, BNode) or (isinstance(value, BNode) and value not in self.lists):
            yield f"class expression: {predicate}"
        elif predicate == RDF.type:
            known = value in TYPES or CLASS in self.kinds(value)
            yield from () if known else (f"type not in the profile: {value}",)
        elif check := CHECKS.get(predicate):
            yield from (f"{reason}: {subject} {predicate} {value}" for reason in check(self, subject, value))
        elif not self.kinds(predicate):
            yield f"undeclared property: {predicate}"

    def between_classes(self, one: Node, other: Node) -> Iterator[str]:
        for term in (one, other):
            if term in (OWL.Thing, RDFS.Resource) or CLASS not in self.kinds(term):
                yield "no class, or one that may not stand here"

    def domain(self, term: Node, value: Node) -> Iterator[str]:
        if not self.kinds(term) & {OBJECT, DATA}:
            yield "undeclared property"
        yield from self.between_classes(value, value)

    def range(self, term: Node, value: Node) -> Iterator[str]:
        if DATA in self.kinds(term):
            yield from () if value in DATATYPES else ("datatype not in the profile",)
        else:
            yield from self.domain(term, value)

    def same_kind(self, one: Node, other: Node) -> Iterator[str]:
        if not self.kinds(one) & self.kinds(other) - {CLASS}:
            yield "properties of different kinds"

    def object_properties(self, one: Node, other: Node) -> Iterator[str]:
        terms = [one, *(self.graph.items(other) if other in self.lists else [other])]
        if any(OBJECT not in self.kinds(term) for term in terms):
            yield "no object property"

    def _puns(self) -> Iterator[str]:
        for term in set(self.graph.subjects(RDF.type)):
            if len(self.kinds(term) - {CLASS}) > 1:
                yield f"declared as two kinds of property: {term}"

    def _not_simple(self) -> Iterator[str]:
        """Properties that have to be simple, and follow from a transitive one or from a chain."""
        graph = self.graph
        found = {*graph.subjects(RDF.type, OWL.TransitiveProperty), *graph.subjects(OWL.propertyChainAxiom)}
        found = set(chain.from_iterable(graph.transitive_objects(term, RDFS.subPropertyOf) for term in found))
        for inverse in (graph.objects, lambda term, relation: graph.subjects(relation, term)):
            found |= set(chain.from_iterable(inverse(term, OWL.inverseOf) for term in found))
        for term in found:
            if SIMPLE_ONLY & set(self.graph.objects(term, RDF.type)):
                yield f"has to be simple: {term}"

    def _list_nodes(self, head: Node) -> Iterator[Node]:
        while head != RDF.nil:
            yield head
            head = self.graph.value(head, RDF.rest) or RDF.nil


CHECKS: dict[Node, Callable[[Profile, Node, Node], Iterator[str]]] = {
    RDFS.subClassOf: Profile.between_classes,
    OWL.equivalentClass: Profile.between_classes,
    OWL.disjointWith: Profile.between_classes,
    RDFS.domain: Profile.domain,
    RDFS.range: Profile.range,
    RDFS.subPropertyOf: Profile.same_kind,
    OWL.inverseOf: Profile.object_properties,
    OWL.propertyChainAxiom: Profile.object_properties,
}


def violations(graph: Graph) -> list[str]:
    """What keeps an ontology out of OWL 2 RL."""
    return Profile(graph).violations()
