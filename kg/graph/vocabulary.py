"""The terms the graph is written in, and no others: a misspelt term is an error where it is written.

>>> SKOS.prefLabel
'http://www.w3.org/2004/02/skos/core#prefLabel'
>>> SKOS.preflabel
Traceback (most recent call last):
...
AttributeError: skos:preflabel is not a term we use
"""

from __future__ import annotations

from collections.abc import Iterator


class Namespace:
    """A namespace with the terms we use of it; `NAMESPACE.term` is the full IRI."""

    def __init__(self, prefix: str, iri: str, terms: str) -> None:
        self._prefix, self._iri, self._terms = prefix, iri, frozenset(terms.split())
        self.__dict__.update((term, iri + term) for term in self._terms)

    def __getitem__(self, term: str) -> str:
        """A term whose name is a word of Python."""
        return str(getattr(self, term))

    def __getattr__(self, term: str) -> str:
        raise AttributeError(f"{self._prefix}:{term} is not a term we use")

    def __iter__(self) -> Iterator[str]:
        """The full IRIs, sorted."""
        return iter(sorted(self._iri + term for term in self._terms))

    def __str__(self) -> str:
        return self._iri


RDF = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
XSD = Namespace(
    "xsd", "http://www.w3.org/2001/XMLSchema#", "boolean date dateTime decimal gYear gYearMonth integer nonNegativeInteger"
)
DC = Namespace("dc", "http://purl.org/dc/elements/1.1/", "publisher")
DCTERMS = Namespace(
    "dcterms",
    "http://purl.org/dc/terms/",
    "PeriodOfTime RightsStatement conformsTo date description identifier isReplacedBy issued language license rights "
    "source temporal title",
)
DCAT = Namespace(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    "Dataset Distribution byteSize distribution downloadURL endDate mediaType startDate",
)
VOID = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    "Dataset class classPartition dataDump documents entities triples uriSpace vocabulary",
)
FOAF = Namespace("foaf", "http://xmlns.com/foaf/0.1/", "Person name")
OA = Namespace(
    "oa",
    "http://www.w3.org/ns/oa#",
    "Annotation SpecificResource TextPositionSelector TextQuoteSelector "
    "end exact hasBody hasSelector hasSource hasTarget prefix start suffix",
)
OWL = Namespace("owl", "http://www.w3.org/2002/07/owl#", "sameAs")
ORG = Namespace(
    "org",
    "http://www.w3.org/ns/org#",
    "Membership Organization OrganizationalUnit Post Role classification member organization postIn role "
    "subOrganizationOf unitOf",
)
PROV = Namespace(
    "prov",
    "http://www.w3.org/ns/prov#",
    "Activity Collection SoftwareAgent endedAtTime hadMember startedAtTime used wasAssociatedWith wasDerivedFrom "
    "wasGeneratedBy",
)
SCHEMA = Namespace(
    "schema",
    "https://schema.org/",
    "NewsArticle Quotation Rating author containedInPlace creator endDate mentions position ratingValue "
    "reviewAspect softwareVersion startDate text url",
)
SEM = Namespace("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/", "Event eventType hasPlace hasTimeStamp")
SKOS = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme altLabel broader definition exactMatch hasTopConcept inScheme narrower notation prefLabel "
    "topConceptOf",
)
SIMPUL = Namespace(
    "simpul",
    "https://w3id.org/simpul/ontology#",
    "Decision Judgement Territory about acting articles assessedName assesses attendee bpsCode confidence copyOf "
    "decidedBy endOf firstSeen former formerName isoCode issuedFrom joins jurisdiction lastSeen minConfidence "
    "officiant organizer overBy post reason rule score signatory sources subject venue",
)

NAMESPACES = (DC, DCAT, DCTERMS, FOAF, OA, ORG, OWL, PROV, RDF, SCHEMA, SEM, SIMPUL, SKOS, VOID, XSD)

PREFIXES = {namespace._prefix: str(namespace) for namespace in NAMESPACES} | {
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
"""The prefixes of queries and of Turtle: of the namespaces, and of two that occur only in what follows from a graph."""

PARTICIPANT_ROLES = {
    "officiant": SIMPUL.officiant,
    "subject": SIMPUL.subject,
    "organizer": SIMPUL.organizer,
    "signatory": SIMPUL.signatory,
    "attendee": SIMPUL.attendee,
}
"""The property of each part that one can take in an event."""

EVENT_TYPES = (
    "pelantikan",
    "rapat",
    "upacara",
    "peresmian",
    "penandatanganan",
    "kunjungan",
    "pemilihan",
    "penghargaan",
    "penyerahan",
    "sosialisasi",
    "penindakan",
    "bencana",
    "lainnya",
)
"""The types that an event can have; what each stands for is in `kg/data/concepts.csv`."""
