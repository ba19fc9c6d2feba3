"""What articles say, as N-Quads lines: one function a fact kind, each fact with the words it rests on.

The lines are text from the start, without terms of a library: that is what makes a large graph cheap to build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Protocol

from kg.graph.iris import Iris, body
from kg.graph.labels import post_label
from kg.graph.terms import date, integer, iri, literal, share, web_address, without_surrogates
from kg.graph.vocabulary import DC, DCTERMS, FOAF, ORG, PARTICIPANT_ROLES, PROV, RDF, SCHEMA, SEM, SIMPUL, SKOS, XSD
from kg.graph.words import Words
from kg.model import (
    Agent,
    Assessment,
    Document,
    Event,
    Organization,
    Person,
    Reading,
    Statement,
    Tenure,
    Territory,
)
from kg.resolve.claims import Held, bodies, people
from kg.resolve.identities import Identities, PersonId


class TerritoryRow(Protocol):
    """A province, kabupaten or kota as the table of territories has it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def full(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def iso(self) -> str: ...


Territories = Mapping[str, TerritoryRow]


def body_segment(organization: str, seat: str, territories: Territories) -> str:
    """The last segment of the IRI of a body, by its name and its territory's code; of no body nothing."""
    row = territories.get(seat)
    return body(organization, seat, row.full if row else "") if organization else ""


def body_iri(organization: str, seat: str, territories: Territories, iris: Iris) -> str:
    """The IRI of a body, by its name and its territory's code."""
    row = territories.get(seat)
    return iris.organization(organization, seat, row.full if row else "")


def post_iri(role: str, organization: str, seat: str, territory: str, territories: Territories, iris: Iris) -> str:
    """The IRI of a post: `seat` is the territory of its body, `territory` that of the post itself."""
    return iris.post(role, body_segment(organization, seat, territories), territory)


def tenure_iri(held: Held, person: str, territories: Territories, iris: Iris) -> str:
    """The IRI of the tenure of whoever has the IRI `person`."""
    post = post_iri(held.role, held.organization, held.seat, held.territory, territories, iris)
    return iris.tenure(iri(person), iri(post), held.acting, held.former)


def quads(
    reading: Reading,
    identities: Identities,
    territories: Territories,
    iris: Iris,
    sources: Sequence[int] = (),
) -> list[str]:
    """The N-Quads lines of one article, without line ends and in no particular order.

    `sources` tells how many independent sources tell each event, assessment and statement, in this order.
    """
    lines = ArticleLines(reading, identities, territories, iris, sources).all()
    return without_surrogates(lines)


TRUE = f'"true"^^{iri(XSD.boolean)}'


class ArticleLines:
    """Collects the lines of one article; every method adds those of one kind of thing."""

    def __init__(
        self, reading: Reading, identities: Identities, territories: Territories, iris: Iris, sources: Sequence[int] = ()
    ) -> None:
        self.reading, self.identities, self.territories = reading, identities, territories
        self.iris = iris
        self.id = reading.document.id
        self.iri = iris.article(self.id)
        self.article = iri(self.iri)
        self.graph = f" {self.article} ."
        self.lines: list[str] = []
        self.persons: dict[str, str] = {}
        self.organizations: dict[tuple[str, str], str] = {}
        self.described: set[tuple[str, ...]] = set()
        self.words = Words(self.iri, reading.document.text, self.lines)
        self.used: set[str] = set()
        self.sources = iter(sources)

    def all(self) -> list[str]:
        """Every line of the article."""
        reading = self.reading
        self.add_document(reading.document)
        for person in people(reading):
            self.add_person(person)
        for organization in bodies(reading):
            self.add_organization(organization)
        for tenure in reading.tenures:
            self.add_tenure(tenure)
        for event in reading.events:
            self.add_event(event)
        for assessment in reading.assessments:
            self.add_assessment(assessment)
        for statement in reading.statements:
            self.add_statement(statement)
        self.add_first_mentions()
        return self.lines + self.words.confidences()

    def add(self, subject: str, *pairs: tuple[str, str]) -> None:
        """Lines of one subject; a pair is a predicate without brackets and an object as N-Quads writes it, or empty."""
        graph = self.graph
        self.lines += [f"{subject} <{predicate}> {value}{graph}" for predicate, value in pairs if value]

    def add_sources(self, fact: str) -> None:
        """How many independent sources tell the fact, which no article says by itself."""
        number = next(self.sources, None)
        if number is not None:
            self.lines.append(f"{fact} <{SIMPUL.sources}> {integer(number)} <{self.iris.resolution}> .")

    def add_document(self, document: Document) -> None:
        self.add(
            self.article,
            (RDF.type, iri(SCHEMA.NewsArticle)),
            (DCTERMS.identifier, literal(document.id)),
            (DCTERMS.title, document.title and literal(document.title)),
            (DCTERMS.issued, document.published and date(document.published)),
            (SIMPUL.issuedFrom, document.published_from and literal(document.published_from)),
            (DC.publisher, document.publisher and literal(document.publisher)),
            (SCHEMA.url, web_address(document.url)),
        )

    def add_person(self, person: Person) -> None:
        identity = self.identities.person(self.id, person.name)
        node = self.person(person)
        names = {identity.label, person.name, *person.aliases} - {""}
        self.add(
            node,
            (RDF.type, iri(FOAF.Person)),
            (SKOS.prefLabel, literal(identity.label)),
            (FOAF.name, literal(person.name)),
            *((SKOS.altLabel, literal(name)) for name in names - {identity.label}),
        )
        self.add(self.article, (SCHEMA.mentions, node))

    def add_organization(self, organization: Organization) -> None:
        said = (organization.name, organization.kind, organization.territory, *organization.aliases)
        if said in self.described:
            return
        self.described.add(said)
        node = self.organization(organization)
        label = self.identities.organization(organization.name)
        names = {organization.name, *organization.aliases} - {label, ""}
        self.add(
            node,
            (RDF.type, iri(ORG.Organization)),
            (SKOS.prefLabel, literal(label)),
            (ORG.classification, organization.kind and iri(self.iris.concept("organization-kind", organization.kind))),
            (SIMPUL.jurisdiction, self.territory(organization.territory)),
            *((SKOS.altLabel, literal(name)) for name in names),
        )
        self.add(self.article, (SCHEMA.mentions, node))

    def add_tenure(self, tenure: Tenure) -> None:
        person = self.person(tenure.person)
        post = self.add_post(tenure)
        holder = self.organization(tenure.organization) if tenure.organization else ""
        node = iri(self.iris.tenure(person, post, tenure.acting, tenure.former))
        self.add(
            node,
            (RDF.type, iri(ORG.Membership)),
            (ORG.member, person),
            (SIMPUL.post, post),
            (ORG.role, self.role(tenure.role)),
            (ORG.organization, holder),
            (SIMPUL.acting, tenure.acting and literal(tenure.acting)),
            (SIMPUL.former, TRUE if tenure.former else ""),
            (SIMPUL.confidence, share(tenure.confidence)),
            (PROV.wasDerivedFrom, self.article),
        )
        self.words.cite(tenure.evidence, node, person)

    def add_post(self, tenure: Tenure) -> str:
        """The post of a tenure, which is the same for everybody who holds it."""
        organization = tenure.organization
        name = self.identities.organization(organization.name) if organization else ""
        place = self.territories.get(tenure.territory)
        held_in = self.organization(organization) if organization else ""
        named = (organization.name, organization.territory) if organization else ("", "")
        node = iri(post_iri(tenure.role, *named, tenure.territory, self.territories, self.iris))
        self.add(
            node,
            (RDF.type, iri(ORG.Post)),
            (SKOS.prefLabel, literal(post_label(tenure.role, name, place.full if place else tenure.territory))),
            (ORG.role, self.role(tenure.role)),
            (ORG.postIn, held_in),
            (SIMPUL.jurisdiction, self.territory(tenure.territory)),
        )
        return node

    def add_event(self, event: Event) -> None:
        offset = event.evidence[0].span.start
        node = self._unused(lambda number: self.iris.event(self.id, event.type, offset, number))
        self.add(
            node,
            (RDF.type, iri(SEM.Event)),
            (SEM.eventType, iri(self.iris.concept("event-type", event.type))),
            (SKOS.prefLabel, event.label and literal(event.label)),
            (SEM.hasTimeStamp, event.date and date(event.date)),
            (SEM.hasPlace, self.territory(event.place)),
            (SIMPUL.venue, event.venue and literal(event.venue)),
            (SIMPUL.confidence, share(event.confidence)),
            (PROV.wasDerivedFrom, self.article),
        )
        self.add_sources(node)
        self.words.cite(event.evidence, node)
        for participation in event.participants:
            agent = self.agent(participation.agent)
            self.add(node, (PARTICIPANT_ROLES[participation.role], agent))
            self.words.cite([participation.evidence], node, agent, confidence=participation.confidence)

    def add_assessment(self, assessment: Assessment) -> None:
        offset = assessment.evidence[0].span.start
        node = self._unused(lambda number: self.iris.assessment(self.id, offset, number))
        subject = assessment.subject
        assessor = self.organization(assessment.assessor) if assessment.assessor else ""
        self.add(
            node,
            (RDF.type, iri(SCHEMA.Rating)),
            (SCHEMA.author, assessor),
            (SIMPUL.assesses, self.assessed(subject)),
            (SIMPUL.assessedName, literal(subject) if isinstance(subject, str) and subject else ""),
            (SCHEMA.reviewAspect, assessment.measure and literal(assessment.measure)),
            (SCHEMA.ratingValue, assessment.value and literal(assessment.value)),
            (DCTERMS.date, assessment.date and date(assessment.date)),
            (SIMPUL.confidence, share(assessment.confidence)),
            (PROV.wasDerivedFrom, self.article),
        )
        self.add_sources(node)
        self.words.cite(assessment.evidence, node, *filter(None, [assessor]))

    def add_statement(self, statement: Statement) -> None:
        offset = statement.evidence[0].span.start
        node = self._unused(lambda number: self.iris.statement(self.id, offset, number))
        speaker = self.person(statement.speaker)
        self.add(
            node,
            (RDF.type, iri(SCHEMA.Quotation)),
            (SCHEMA.creator, speaker),
            (SCHEMA.text, literal(statement.text)),
            (SIMPUL.confidence, share(statement.confidence)),
            (PROV.wasDerivedFrom, self.article),
        )
        self.add_sources(node)
        self.words.cite(statement.evidence, node, speaker)

    def add_first_mentions(self) -> None:
        """The first words of every person, body and territory that no fact has words for."""
        reading = self.reading
        for person in people(reading):
            self.words.name(self.person(person), person.mentions)
        for organization in bodies(reading):
            self.words.name(self.organization(organization), organization.mentions, organization.confidence)
        for territory in reading.territories:
            self.add(self.article, (SCHEMA.mentions, self.territory(territory.code)))
            self.words.name(self.territory(territory.code), territory.mentions, territory.confidence)

    def person(self, person: Person) -> str:
        """The person's IRI in brackets."""
        if person.name not in self.persons:
            identity: PersonId = self.identities.person(self.id, person.name)
            self.persons[person.name] = iri(self.iris.person(identity.id))
        return self.persons[person.name]

    def organization(self, organization: Organization) -> str:
        """The body's IRI in brackets."""
        key = organization.name, organization.territory
        if key not in self.organizations:
            self.organizations[key] = iri(body_iri(*key, self.territories, self.iris))
        return self.organizations[key]

    def agent(self, agent: Agent) -> str:
        return self.person(agent) if isinstance(agent, Person) else self.organization(agent)

    def assessed(self, subject: Organization | Territory | str) -> str:
        """The IRI of what is assessed, or nothing where the article only describes it."""
        if isinstance(subject, Territory):
            return self.territory(subject.code)
        return self.organization(subject) if isinstance(subject, Organization) else ""

    def territory(self, code: str) -> str:
        """The territory's IRI in brackets, or nothing without a code."""
        return iri(self.iris.territory(code)) if code else ""

    def role(self, role: str) -> str:
        return iri(self.iris.concept("role", role))

    def _unused(self, mint: Callable[[int], str]) -> str:
        """The first IRI that no fact of this article has, for facts that begin at the same word."""
        node = next(node for node in map(mint, count()) if node not in self.used)
        self.used.add(node)
        return iri(node)
