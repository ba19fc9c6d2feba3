"""The JSON-LD context: short names for our terms, made of the vocabulary and the ontology.

Classes and properties have their local names as keys, but for those of `KEYS`. What a property leads to is told by the
ontology, or for terms of others by `TYPES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from kg.graph.vocabulary import (
    DCTERMS,
    FOAF,
    NAMESPACES,
    OA,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    SCHEMA,
    SEM,
    SIMPUL,
    SKOS,
    VOID,
    XSD,
)

ADDRESS = "https://w3id.org/simpul/context.jsonld"
"""Where the context is published."""

ID = "@id"

KEYS = {
    SKOS.prefLabel: "label",
    SKOS.altLabel: "altLabel",
    SKOS.notation: "code",
    FOAF.name: "name",
    SCHEMA.NewsArticle: "Article",
    ORG.Membership: "Tenure",
    ORG.member: "holder",
    SCHEMA.Rating: "Assessment",
    SCHEMA.author: "assessor",
    SCHEMA.reviewAspect: "measure",
    SCHEMA.ratingValue: "value",
    SCHEMA.Quotation: "Statement",
    SCHEMA.creator: "speaker",
    SCHEMA.containedInPlace: "within",
    SCHEMA.startDate: "startDate",
    SCHEMA.endDate: "endDate",
    SEM.hasTimeStamp: "time",
    SEM.hasPlace: "place",
    PROV.wasDerivedFrom: "article",
    OA.Annotation: "Mention",
    OA.SpecificResource: "Words",
    OA.hasBody: "standsFor",
    OA.hasTarget: "words",
    OA.hasSource: "ofArticle",
    OA.hasSelector: "selector",
    OA.start: "from",
    OA.end: "to",
}
"""Keys that say more in this graph than the local names do."""

TYPES = {
    **dict.fromkeys(
        (
            DCTERMS.conformsTo,
            DCTERMS.isReplacedBy,
            DCTERMS.language,
            DCTERMS.license,
            OA.hasBody,
            OA.hasSelector,
            OA.hasSource,
            OA.hasTarget,
            ORG.classification,
            ORG.member,
            ORG.organization,
            ORG.postIn,
            ORG.role,
            ORG.subOrganizationOf,
            ORG.unitOf,
            OWL.sameAs,
            PROV.hadMember,
            PROV.used,
            PROV.wasAssociatedWith,
            PROV.wasDerivedFrom,
            PROV.wasGeneratedBy,
            SCHEMA.author,
            SCHEMA.containedInPlace,
            SCHEMA.creator,
            SCHEMA.mentions,
            SCHEMA.url,
            SEM.eventType,
            SEM.hasPlace,
            SKOS.broader,
            SKOS.exactMatch,
            SKOS.hasTopConcept,
            SKOS.inScheme,
            SKOS.narrower,
            SKOS.topConceptOf,
            VOID.vocabulary,
        ),
        ID,
    ),
    **dict.fromkeys(
        (
            DCTERMS.date,
            DCTERMS.issued,
            SCHEMA.endDate,
            SCHEMA.startDate,
            SEM.hasTimeStamp,
            SIMPUL.firstSeen,
            SIMPUL.lastSeen,
            SIMPUL.overBy,
        ),
        XSD.date,
    ),
}
"""What the properties of other vocabularies lead to, and the dates of ours; a partial date is written with its type."""


@cache
def terms() -> dict[str, dict[str, str]]:
    """Each term that has a key, by its IRI: its `key`, and the `type` of what it leads to if that is known."""
    types, found, taken = _types(), {}, set(PREFIXES) | {"id", "type"}
    ordered = [*KEYS, *(iri for namespace in _ours_first() for iri in namespace if iri not in KEYS)]
    for iri in ordered:
        key = KEYS.get(iri) or iri.rpartition("#")[2].rpartition("/")[2]
        if key not in taken:
            taken.add(key)
            found[iri] = {"key": key} | ({"type": types[iri]} if iri in types else {})
    return found


def context() -> dict[str, Any]:
    """The context as it is published: prefixes, classes, properties, each sorted."""
    known = sorted((said["key"], iri, said.get("type", "")) for iri, said in terms().items())
    definitions: dict[str, Any] = {}
    for key, iri, type_ in sorted(known, key=lambda term: (not term[0][0].isupper(), term)):
        short = compact(iri)
        definitions[key] = {ID: short, "@type": type_ if type_ == ID else compact(type_)} if type_ else short
    return {"@version": 1.1, "id": ID, "type": "@type", **dict(sorted(PREFIXES.items())), **definitions}


def document() -> dict[str, Any]:
    """The file that is published at `ADDRESS`."""
    return {"@context": context()}


def compact(iri: str) -> str:
    """An IRI of our vocabulary with its prefix.

    >>> compact(SKOS.prefLabel)
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _ours_first() -> list[Any]:
    """The namespaces in the order in which they get their local names as keys; RDF and XSD get none."""
    others = [namespace for namespace in NAMESPACES if namespace not in (SIMPUL, ORG, RDF, XSD)]
    return [SIMPUL, ORG, *others]


def _types() -> dict[str, str]:
    return {**dict(_types_of_ours()), **TYPES}


def _types_of_ours() -> Iterator[tuple[str, str]]:
    """What the ontology says of our properties: objects are IRIs, values have a datatype."""
    from pyoxigraph import RdfFormat, parse

    text = files("kg").joinpath("data/ontology.ttl").read_bytes()
    for subject, predicate, value, _ in sorted(parse(text, RdfFormat.TURTLE), key=str):
        iri, said, of = (getattr(term, "value", "") for term in (subject, predicate, value))
        if said.endswith("#type") and of.endswith("#ObjectProperty"):
            yield iri, ID
        elif said.endswith("#range") and of.startswith(str(XSD)) and not of.endswith("#string"):
            yield iri, of
