"""How a graph came about, as PROV has it: the build that made it, from which articles, with what software.

There is no clock in it: the same articles, decisions and options, read by the same software, are the same build. When it was
last carried out stands in a file beside the graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from kg.graph.edition import NAME, Edition, software, software_version
from kg.graph.terms import Said, decimal, instant, iri, literal, without_surrogates
from kg.graph.turtle import document
from kg.graph.vocabulary import DCTERMS, PROV, RDF, SCHEMA, SIMPUL, SKOS


def provenance_quads(edition: Edition) -> list[str]:
    """The N-Quads lines that tell how a graph was made, in the graph that articles share; sorted."""
    graph = iri(edition.iris.reference)
    return without_surrogates(sorted(f"<{s}> <{p}> {o} {graph} ." for s, p, o in _provenance(edition)))


def times(edition: Edition, started: datetime, ended: datetime) -> str:
    """A Turtle file that tells when the build of an edition was carried out, to the second, in UTC."""
    build = edition.build
    said = [
        *_build(edition),
        *_software(edition),
        (build, PROV.startedAtTime, instant(started.astimezone(UTC))),
        (build, PROV.endedAtTime, instant(ended.astimezone(UTC))),
        (edition.iris.dataset, PROV.wasGeneratedBy, iri(build)),
    ]
    return "".join(document((f"<{s}> <{p}> {o}" for s, p, o in said), edition.base))


def _provenance(edition: Edition) -> Iterator[Said]:
    iris = edition.iris
    yield iris.dataset, PROV.wasGeneratedBy, iri(edition.build)
    yield iris.dataset, PROV.wasDerivedFrom, iri(iris.articles)
    if edition.license:
        yield iris.dataset, DCTERMS.license, iri(edition.license)
    yield from _build(edition)
    yield from _software(edition)
    yield iris.articles, RDF.type, iri(PROV.Collection)
    yield iris.articles, DCTERMS.title, '"Articles"@en'
    yield iris.articles, DCTERMS.title, '"Artikel"@id'
    for given in edition.inputs:
        yield iris.articles, PROV.hadMember, iri(iris.article(given.id))


def _build(edition: Edition) -> Iterator[Said]:
    build, iris = edition.build, edition.iris
    yield build, RDF.type, iri(PROV.Activity)
    yield build, SKOS.prefLabel, literal("kg build")
    yield build, PROV.used, iri(iris.articles)
    yield build, PROV.wasAssociatedWith, iri(iris.software(software()))
    if edition.min_confidence:
        yield build, SIMPUL.minConfidence, decimal(edition.min_confidence)


def _software(edition: Edition) -> Iterator[Said]:
    node = edition.iris.software(software())
    yield node, RDF.type, iri(PROV.SoftwareAgent)
    yield node, SKOS.prefLabel, literal(NAME)
    if number := software_version():
        yield node, SCHEMA.softwareVersion, literal(number)
