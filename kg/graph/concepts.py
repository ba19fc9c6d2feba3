"""The concepts of the graph: roles, types of events and kinds of bodies, each in a scheme, the narrower below the broader.

`kg/data/concepts.csv` has the words for them and what is above them, and `kg/data/role_groups.csv` what is above the roles
that begin with some words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.graph.iris import Iris, named
from kg.graph.terms import integer, iri, literal
from kg.graph.vocabulary import ORG, RDF, SCHEMA, SKOS
from kg.lexicon import read_table
from kg.resolve.keys import name_key

SCHEMES = {
    "role": ("Jabatan", "Offices and roles"),
    "event-type": ("Jenis peristiwa", "Types of events"),
    "organization-kind": ("Jenis lembaga", "Kinds of bodies"),
}
"""The schemes with their names in Indonesian and English."""

Pair = tuple[str, str]


class Concept(NamedTuple):
    """A row of concepts.csv: the label as the graph has it, what is above, the label in other languages, what it means.

    `position` is the place of the row in the table.
    """

    scheme: str
    label: str
    broader: str
    english: str
    indonesian: str
    definition: str
    definisi: str
    position: int


@cache
def table() -> Mapping[tuple[str, str], Concept]:
    """The concepts that the table has, by scheme and slug."""
    found: dict[tuple[str, str], Concept] = {}
    for row in read_table("concepts.csv", Concept._fields[:-1]):
        scheme, label, broader = row.one_of("scheme", tuple(SCHEMES)), row.filled("label"), row.fields["broader"]
        if (scheme, named(label)) in found:
            raise row.wrong("label", "used once in its scheme")
        if broader and (scheme, named(broader)) not in found:
            raise row.wrong("broader", "a label of its scheme in a row before")
        found[scheme, named(label)] = Concept(**row.fields, position=row.line - 1)
    return MappingProxyType(found)


@cache
def _groups() -> Mapping[tuple[str, ...], str]:
    """What is above the roles that begin with some words, by these words."""
    found: dict[tuple[str, ...], str] = {}
    for row in read_table("role_groups.csv", ("start", "broader")):
        words, broader = tuple(name_key(row.filled("start")).split()), row.fields["broader"]
        if words in found:
            raise row.wrong("start", "used once")
        if broader and ("role", named(broader)) not in table():
            raise row.wrong("broader", "a role of concepts.csv")
        found[words] = broader
    return MappingProxyType(found)


def broader(scheme: str, label: str) -> str:
    """The label of the concept above; nothing where it is at the top. Of the beginnings of a role the longest counts.

    >>> broader("role", "Kapolres Metro"), broader("role", "Kepala Desa"), broader("role", "Ibu Negara")
    ('Jabatan Kepolisian', 'Jabatan Pemerintahan', '')
    >>> broader("event-type", "rapat"), broader("organization-kind", "police")
    ('pertemuan dan kunjungan', 'security and justice')
    """
    concept = table().get((scheme, named(label)))
    if concept or scheme != "role":
        return concept.broader if concept else ""
    words = name_key(label).split()
    return next((_groups()[start] for end in range(len(words), 0, -1) if (start := tuple(words[:end])) in _groups()), "")


def with_broader(scheme: str, labels: Iterable[str]) -> dict[str, str]:
    """These labels and those of all that is above them, by slug; of labels that differ in case the first."""
    chosen: dict[str, str] = {}
    for label in sorted(labels):
        while label and named(label) not in chosen:
            chosen[named(label)] = label
            label = broader(scheme, label)
    return chosen


def concepts(scheme: str, labels: Iterable[str], iris: Iris) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """Nodes with what is said of them: the scheme, the concepts of these labels, and those above them."""
    chosen = with_broader(scheme, labels)
    if chosen:
        yield iris.scheme(scheme), tuple(_scheme(scheme, iris))
    for slug, label in chosen.items():
        yield iris.concept(scheme, label), tuple(_concept(scheme, slug, label, iris))
        yield from _hierarchy(scheme, label, iris)


def _scheme(scheme: str, iris: Iris) -> Iterator[Pair]:
    indonesian, english = SCHEMES[scheme]
    yield RDF.type, iri(SKOS.ConceptScheme)
    yield SKOS.prefLabel, literal(indonesian)
    yield SKOS.altLabel, f"{literal(english)}@en"


def _hierarchy(scheme: str, label: str, iris: Iris) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """What leads from the concept up and from above down to it."""
    node, above = iris.concept(scheme, label), broader(scheme, label)
    top = iris.scheme(scheme)
    if above:
        yield node, ((SKOS.broader, iri(iris.concept(scheme, above))),)
        yield iris.concept(scheme, above), ((SKOS.narrower, iri(node)),)
    else:
        yield node, ((SKOS.topConceptOf, iri(top)),)
        yield top, ((SKOS.hasTopConcept, iri(node)),)


def _concept(scheme: str, slug: str, label: str, iris: Iris) -> Iterator[Pair]:
    yield RDF.type, iri(SKOS.Concept)
    if scheme == "role":
        yield RDF.type, iri(ORG.Role)
    yield SKOS.prefLabel, literal(label)
    yield SKOS.notation, literal(slug)
    yield SKOS.inScheme, iri(iris.scheme(scheme))
    if row := table().get((scheme, slug)):
        yield SCHEMA.position, integer(row.position)
        for predicate, english, indonesian in (
            (SKOS.altLabel, row.english, row.indonesian),
            (SKOS.definition, row.definition, row.definisi),
        ):
            yield from ((predicate, f"{literal(text)}@{tag}") for text, tag in ((english, "en"), (indonesian, "id")) if text)
