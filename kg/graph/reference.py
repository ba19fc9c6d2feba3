"""The graph that articles share: territories, concepts, and what the data set is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.iris import Iris, named
from kg.graph.terms import iri, literal, without_surrogates
from kg.graph.triples import Mentioned, Territories
from kg.graph.vocabulary import DCAT, DCTERMS, EVENT_TYPES, NAMESPACES, RDF, SCHEMA, SIMPUL, SKOS, VOID, XSD

SCHEMES = {"role": "Jabatan", "event-type": "Jenis peristiwa", "organization-kind": "Jenis lembaga"}

_DESCRIPTION = "Officials, bodies, territories, events, assessments and quotations that Indonesian news articles state"

Pair = tuple[str, str]


def reference_quads(mentioned: Mentioned, territories: Territories, iris: Iris) -> list[str]:
    """The N-Quads lines of the reference graph, sorted: only what the articles mention is in it."""
    graph = f" <{iris.reference}> ."
    described = (
        *_territories(mentioned, territories, iris),
        *concepts("role", mentioned.roles, iris),
        *concepts("event-type", mentioned.event_types, iris),
        *concepts("organization-kind", mentioned.kinds, iris),
        (iris.dataset, tuple(_dataset(mentioned, iris))),
    )
    lines = {f"<{node}> <{predicate}> {value}{graph}" for node, pairs in described for predicate, value in pairs}
    return without_surrogates(sorted(lines))


def _territories(mentioned: Mentioned, territories: Territories, iris: Iris) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    codes = set(mentioned.territories)
    codes |= {row.parent for code in mentioned.territories if (row := territories.get(code)) and row.parent}
    for code in codes:
        yield iris.territory(code), tuple(_territory(code, territories, iris))


def _territory(code: str, territories: Territories, iris: Iris) -> Iterator[Pair]:
    row = territories.get(code)
    yield RDF.type, iri(SIMPUL.Territory)
    yield SKOS.notation, literal(code)
    yield SKOS.prefLabel, literal(row.full if row else code)
    if row and row.name != row.full:
        yield SKOS.altLabel, literal(row.name)
    if row and row.parent:
        yield SCHEMA.containedInPlace, iri(iris.territory(row.parent))


def concepts(scheme: str, labels: set[str], iris: Iris) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """Nodes with what is said of them: one concept for labels that differ in case or punctuation, under the first of them."""
    if labels:
        yield iris.scheme(scheme), ((RDF.type, iri(SKOS.ConceptScheme)), (SKOS.prefLabel, literal(SCHEMES[scheme])))
    chosen = {named(label): label for label in sorted(labels, reverse=True)}
    for label in chosen.values():
        yield iris.concept(scheme, label), tuple(_concept(scheme, label, iris))


def _concept(scheme: str, label: str, iris: Iris) -> Iterator[Pair]:
    yield RDF.type, iri(SKOS.Concept)
    yield SKOS.prefLabel, literal(label)
    yield SKOS.inScheme, iri(iris.scheme(scheme))
    if scheme == "event-type" and label in EVENT_TYPES:
        yield SKOS.definition, literal(EVENT_TYPES[label]) + "@en"


def _dataset(mentioned: Mentioned, iris: Iris) -> Iterator[Pair]:
    yield RDF.type, iri(DCAT.Dataset)
    yield RDF.type, iri(VOID.Dataset)
    yield DCTERMS.title, literal("Simpul")
    yield DCTERMS.description, literal(_DESCRIPTION)
    yield DCTERMS.language, literal("id")
    yield DCTERMS.conformsTo, iri(str(SIMPUL).rstrip("#"))
    yield VOID.uriSpace, literal(iris.base)
    yield VOID.documents, f'"{mentioned.articles}"^^{iri(XSD.integer)}'
    for namespace in NAMESPACES:
        if namespace not in (RDF, XSD):
            yield VOID.vocabulary, iri(str(namespace))
