"""The graph that articles share: territories, concepts, and what the data set is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from kg.graph.concepts import concepts
from kg.graph.identifiers import Ids, former_names, same_as, statistical_code, territory_ids
from kg.graph.iris import Iris
from kg.graph.terms import integer, iri, literal, without_surrogates
from kg.graph.triples import Territories
from kg.graph.vocabulary import DCAT, DCTERMS, NAMESPACES, OWL, RDF, SCHEMA, SIMPUL, SKOS, VOID, XSD
from kg.model import Reading, Territory
from kg.resolve.claims import bodies

_DESCRIPTIONS = {
    "en": "Officials, bodies, territories, events, assessments and quotations that Indonesian news articles state",
    "id": "Pejabat, lembaga, wilayah, peristiwa, penilaian, dan kutipan menurut berita Indonesia",
}
_INDONESIAN = "http://id.loc.gov/vocabulary/iso639-1/id"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The roles, event types, kinds of bodies and territories that articles mention, and how many articles there are."""

    roles: frozenset[str] = frozenset()
    event_types: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    articles: int = 0

    @classmethod
    def all(cls, some: Iterable[Mentioned]) -> Self:
        """What any of these mentions."""
        some = list(some)
        roles, types, kinds, codes = (frozenset().union(*(getattr(one, name) for one in some)) for name in _SETS)
        return cls(roles, types, kinds, codes, sum(one.articles for one in some))

    def record(self) -> list[list[str]]:
        """What one article mentions in lists, for JSON."""
        return [sorted(getattr(self, name)) for name in _SETS]

    @classmethod
    def of(cls, record: Iterable[Iterable[str]]) -> Self:
        """What the article mentions of which a record was made."""
        roles, types, kinds, codes = map(frozenset, record)
        return cls(roles, types, kinds, codes, 1)


_SETS = ("roles", "event_types", "kinds", "territories")


def mentioned_in(reading: Reading) -> Mentioned:
    """What one article mentions of the reference graph."""
    named = list(bodies(reading))
    subjects = (assessment.subject for assessment in reading.assessments)
    codes = [
        *(territory.code for territory in reading.territories),
        *(body.territory for body in named),
        *(tenure.territory for tenure in reading.tenures),
        *(event.place for event in reading.events),
        *(subject.code for subject in subjects if isinstance(subject, Territory)),
    ]
    return Mentioned(
        frozenset(tenure.role for tenure in reading.tenures),
        frozenset(event.type for event in reading.events),
        frozenset(body.kind for body in named if body.kind),
        frozenset(filter(None, codes)),
        articles=1,
    )


def reference_quads(mentioned: Mentioned, territories: Territories, iris: Iris) -> list[str]:
    """The N-Quads lines of the reference graph, sorted: only what the articles mention is in it."""
    graph = f" <{iris.reference}> ."
    described = (
        *_territories(mentioned, territories, iris),
        *concepts("role", mentioned.roles, iris),
        *concepts("event-type", mentioned.event_types, iris),
        *concepts("organization-kind", mentioned.kinds, iris),
        (iris.dataset, tuple(dataset(mentioned.articles, iris))),
    )
    lines = {f"<{node}> <{predicate}> {value}{graph}" for node, pairs in described for predicate, value in pairs}
    return without_surrogates(sorted(lines))


def copy_quads(sources: Mapping[str, str], iris: Iris) -> list[str]:
    """The lines that lead from each copy of a text to the article that stands for all its copies; sorted."""
    copies = sorted((article, source) for article, source in sources.items() if article != source)
    graph = f" <{iris.resolution}> ."
    return [f"<{iris.article(article)}> <{SIMPUL.copyOf}> <{iris.article(source)}>{graph}" for article, source in copies]


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
    for name in former_names().get(code, ()):
        yield SKOS.altLabel, literal(name)
        yield SIMPUL.formerName, literal(name)
    if row and row.iso:
        yield SIMPUL.isoCode, literal(row.iso)
    if bps := statistical_code(code):
        yield SIMPUL.bpsCode, literal(bps)
    for same in same_as(territory_ids().get(code, Ids())):
        yield OWL.sameAs, same
    if row and row.parent:
        yield SCHEMA.containedInPlace, iri(iris.territory(row.parent))


def dataset(articles: int, iris: Iris) -> Iterator[Pair]:
    """What is said of the data set, wherever it is described."""
    yield RDF.type, iri(DCAT.Dataset)
    yield RDF.type, iri(VOID.Dataset)
    yield DCTERMS.title, literal("Simpul")
    yield from ((DCTERMS.description, f"{literal(text)}@{language}") for language, text in _DESCRIPTIONS.items())
    yield DCTERMS.language, iri(_INDONESIAN)
    yield DCTERMS.conformsTo, iri(str(SIMPUL).rstrip("#"))
    yield VOID.uriSpace, literal(iris.base)
    yield VOID.documents, integer(articles)
    for namespace in NAMESPACES:
        if namespace not in (RDF, XSD):
            yield VOID.vocabulary, iri(str(namespace))
