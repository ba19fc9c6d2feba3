"""What a graph is, for catalogues and for those who find its files: dataset.ttl, as DCAT and VoID have it.

It stands beside the graph and not in it, because it tells how much is in the graph and how long its files are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg import lexicon
from kg.graph.disk import Written
from kg.graph.edition import Edition
from kg.graph.read import KINDS
from kg.graph.reference import dataset
from kg.graph.terms import Said, byte_size, date, integer, iri, literal
from kg.graph.turtle import document
from kg.graph.vocabulary import DCAT, DCTERMS, PROV, RDF, VOID

_MEDIA_TYPES = {"graph.ttl": "text/turtle", "graph.nq": "application/n-quads"}
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_TITLES = {
    "graph.ttl": ("All graphs in one, as Turtle", "Semua graf menjadi satu, dalam Turtle"),
    "graph.nq": ("A named graph for each article, as N-Quads", "Satu graf bernama per artikel, dalam N-Quads"),
}
_QUOTATIONS = (
    "Quotations and titles are the words of the articles, whose authors and publishers hold the rights in them.",
    "Kutipan dan judul adalah kata-kata artikel; haknya ada pada penulis dan penerbit artikel.",
)


class Size(NamedTuple):
    """How many quads a store holds, how many of them are triples of the union, and how many subjects there are of each kind."""

    quads: int
    triples: int
    subjects: Mapping[str, int]


def description(edition: Edition, files: Mapping[str, Written], size: Size) -> Iterator[str]:
    """The pieces of a Turtle file that describes an edition; the addresses of the graph's files are relative to it."""
    said = [*_dataset(edition, size), *_period(edition), *_rights(edition), *_partitions(edition, size)]
    said += [one for name, media_type in _MEDIA_TYPES.items() for one in _distribution(edition, name, media_type, files[name])]
    return document((f"<{s}> <{p}> {o}" for s, p, o in said), edition.base)


def _dataset(edition: Edition, size: Size) -> Iterator[Said]:
    node = edition.iris.dataset
    yield from ((node, predicate, value) for predicate, value in dataset(len(edition.inputs), edition.iris))
    yield node, PROV.wasGeneratedBy, iri(edition.build)
    yield node, VOID.triples, integer(size.triples)
    yield node, VOID.entities, integer(sum(size.subjects.get(kind, 0) for kind in KINDS))
    if edition.license:
        yield node, DCTERMS.license, iri(edition.license)


def _period(edition: Edition) -> Iterator[Said]:
    """From the first to the last article."""
    if edition.period:
        node = edition.iris.part("period")
        yield edition.iris.dataset, DCTERMS.temporal, iri(node)
        yield node, RDF.type, iri(DCTERMS.PeriodOfTime)
        yield node, DCAT.startDate, date(edition.period[0])
        yield node, DCAT.endDate, date(edition.period[1])


def _rights(edition: Edition) -> Iterator[Said]:
    """Whose words and whose tables are in the graph."""
    node, own = edition.iris.dataset, edition.iris.part("quotations")
    yield node, DCTERMS.rights, iri(own)
    yield own, RDF.type, iri(DCTERMS.RightsStatement)
    yield own, DCTERMS.description, f"{literal(_QUOTATIONS[0])}@en"
    yield own, DCTERMS.description, f"{literal(_QUOTATIONS[1])}@id"
    for source in lexicon.attributions():
        notice = edition.iris.part(source.name)
        yield node, DCTERMS.source, iri(source.address)
        yield node, DCTERMS.rights, iri(notice)
        yield notice, RDF.type, iri(DCTERMS.RightsStatement)
        yield notice, DCTERMS.source, iri(source.address)
        yield notice, DCTERMS.license, iri(source.license)
        yield notice, DCTERMS.description, f"{literal(source.notice)}@en"


def _partitions(edition: Edition, size: Size) -> Iterator[Said]:
    """How many things there are of each class."""
    for kind, name in KINDS.items():
        if number := size.subjects.get(kind, 0):
            node = edition.iris.part(f"class-{kind}")
            yield edition.iris.dataset, VOID.classPartition, iri(node)
            yield node, VOID["class"], iri(name)
            yield node, VOID.entities, integer(number)


def _distribution(edition: Edition, name: str, media_type: str, file: Written) -> Iterator[Said]:
    node = edition.iris.part(name)
    yield edition.iris.dataset, DCAT.distribution, iri(node)
    yield edition.iris.dataset, VOID.dataDump, iri(name)
    yield node, RDF.type, iri(DCAT.Distribution)
    yield node, DCAT.downloadURL, iri(name)
    yield node, DCAT.mediaType, iri(_MEDIA_TYPE + media_type)
    yield node, DCAT.byteSize, byte_size(file.bytes)
    yield from ((node, DCTERMS.title, f"{literal(text)}@{tag}") for text, tag in zip(_TITLES[name], ("en", "id"), strict=True))
    if edition.license:
        yield node, DCTERMS.license, iri(edition.license)
