"""The graph as a network: people, bodies, territories, events and assessments, and what joins them, each with its sentence.

The edges are declared in `EDGES`, the words for them in `data/page/relations.csv`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph import passages as words
from kg.graph.folder import published
from kg.graph.passages import Confidences, Passage, Passages, by_date
from kg.graph.scan import Scanned
from kg.graph.store import open_store
from kg.graph.values import Stored, Values
from kg.graph.vocabulary import DCTERMS, FOAF, ORG, PARTICIPANT_ROLES, SCHEMA, SEM, SIMPUL, SKOS
from kg.memory import seldom_collected

if TYPE_CHECKING:
    import networkx
    import pyoxigraph

    Network = networkx.MultiDiGraph[str]

KINDS = {
    "person": FOAF.Person,
    "organization": ORG.Organization,
    "territory": SIMPUL.Territory,
    "event": SEM.Event,
    "assessment": SCHEMA.Rating,
}

DETAILS: dict[str, tuple[str, ...]] = {
    "code": (SKOS.notation,),
    "body": (ORG.classification, SKOS.prefLabel),
    "type": (SEM.eventType, SKOS.prefLabel),
    "date": (SEM.hasTimeStamp,),
    "venue": (SIMPUL.venue,),
    "measure": (SCHEMA.reviewAspect,),
    "value": (SCHEMA.ratingValue,),
    "rated": (DCTERMS.date,),
    "assessed": (SIMPUL.assessedName,),
    "confidence": (SIMPUL.confidence,),
}
"""What a node says besides its names, in the order it is shown, and the path to it in the graph."""


class Drawn(NamedTuple):
    """A property that draws an edge: the kind of its subject, and whether the edge runs from the object to the subject."""

    property: str
    subject: str
    reversed: bool = False


EDGES = {
    **{role: Drawn(term, "event", reversed=True) for role, term in PARTICIPANT_ROLES.items()},
    "place": Drawn(SEM.hasPlace, "event"),
    "jurisdiction": Drawn(SIMPUL.jurisdiction, "organization"),
    "province": Drawn(SCHEMA.containedInPlace, "territory"),
    "assessor": Drawn(SCHEMA.author, "assessment", reversed=True),
    "assesses": Drawn(SIMPUL.assesses, "assessment"),
}
"""The relations, besides `tenure`. No article speaks for a `province`: it comes from the reference graph."""


PROPERTIES = {
    *words.PROPERTIES,
    *(property for path in DETAILS.values() for property in path),
    *(drawn.property for drawn in EDGES.values()),
    *(SKOS.prefLabel, SKOS.altLabel, ORG.member, ORG.role, ORG.organization, SIMPUL.acting, SIMPUL.former, SIMPUL.post),
    *(SCHEMA.creator, SCHEMA.text),
}
CLASSES = {*KINDS.values(), *words.CLASSES, ORG.Membership, SCHEMA.Quotation}
"""What is asked of a graph here."""


class Quote(NamedTuple):
    """What a person said, and where it is written."""

    text: str
    passages: tuple[Passage, ...]


class Post(NamedTuple):
    """A post of a person whose body and territory the article does not give, so that no edge can show it."""

    label: str
    passages: tuple[Passage, ...]


class Tenure(NamedTuple):
    """Who holds which post, and where: `organization` and `territory` are IRIs; what the article does not say is empty."""

    fact: str
    person: str = ""
    role: str = ""
    acting: str = ""
    former: str = ""
    organization: str = ""
    territory: str = ""

    @property
    def target(self) -> str:
        """The body the post is held in; without one, the territory of the post."""
        return self.organization or self.territory

    @property
    def label(self) -> str:
        """The post as people write it.

        >>> Tenure("", role="Kepala Dinas", acting="Plt").label, Tenure("", role="Bupati", former="true").label
        ('Plt Kepala Dinas', 'mantan Bupati')
        """
        former = "mantan" if self.former in ("true", "1") else ""
        return " ".join(filter(None, (former, self.acting, self.role))) or "pejabat"


class Edge(NamedTuple):
    """One end, the other end, what joins them in Indonesian and English, and the fact that says so."""

    fact: str
    source: str
    target: str
    relation: str
    label: str
    label_en: str = ""


def build(source: pyoxigraph.Store | Path) -> Network:
    """A typed network of a store, a graph folder or an RDF file, for any networkx function.

    Nodes are IRIs with `kind`, `label`, `aliases`, `details`, `passages`, and for people `quotes` and `posts`; edges have
    `relation`, `label`, `label_en`, `confidence` and `passages`; `graph["articles"]` holds every article, oldest first.
    """
    with seldom_collected():
        return _network(_values(source))


def _network(values: Values) -> Network:
    import networkx

    passages = Passages(values)
    tenures = [_tenure(values, fact) for fact in values.of_type(ORG.Membership)]
    network: Network = networkx.MultiDiGraph(articles=passages.articles)
    _add_nodes(network, values, passages)
    _add_posts(network, tenures, passages)
    _add_quotes(network, values, passages)
    confidences = Confidences(values)
    for edge in (*_tenure_edges(tenures), *_declared_edges(network, values)):
        _add_edge(network, edge, passages, confidences)
    _drop_unmentioned_territories(network)
    return network


def _values(source: pyoxigraph.Store | Path) -> Values:
    """What the source says; of a graph folder the published file is read, which is much faster than its store."""
    if not isinstance(source, Path):
        return Values(Stored(source))
    if not source.is_dir():
        return Values(Stored(open_store(source)))
    return Values(Scanned(published(source), PROPERTIES, CLASSES))


def _add_nodes(network: Network, values: Values, passages: Passages) -> None:
    for kind, type_ in KINDS.items():
        for node in values.of_type(type_):
            if node not in network:
                details = {name: value for name, path in DETAILS.items() if (value := values.first(node, *path))}
                label = values.first(node, SKOS.prefLabel) or _rating(details) or node
                aliases = tuple(alias for alias in values.all(SKOS.altLabel).get(node, ()) if alias != label)
                found = passages.of(node)
                network.add_node(node, kind=kind, label=label, aliases=aliases, details=details, passages=found)


def _rating(details: Mapping[str, str]) -> str:
    return ": ".join(filter(None, (details.get("measure"), details.get("value"))))


def _tenure(values: Values, fact: str) -> Tenure:
    return Tenure(
        fact,
        person=values.first(fact, ORG.member),
        role=values.first(fact, ORG.role, SKOS.prefLabel),
        acting=values.first(fact, SIMPUL.acting),
        former=values.first(fact, SIMPUL.former),
        organization=values.first(fact, ORG.organization),
        territory=values.first(fact, SIMPUL.post, SIMPUL.jurisdiction),
    )


def _add_posts(network: Network, tenures: list[Tenure], passages: Passages) -> None:
    posts: defaultdict[str, list[Post]] = defaultdict(list)
    for tenure in tenures:
        if tenure.target not in network:
            posts[tenure.person].append(Post(tenure.label, passages.of(tenure.fact)))
    for node, data in network.nodes(data=True):
        if data["kind"] == "person":
            data["posts"] = tuple(posts[node])


def _add_quotes(network: Network, values: Values, passages: Passages) -> None:
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for fact in values.of_type(SCHEMA.Quotation):
        quotes[values.first(fact, SCHEMA.creator)].append(Quote(values.first(fact, SCHEMA.text), passages.of(fact)))
    for node, data in network.nodes(data=True):
        if data["kind"] == "person":
            data["quotes"] = tuple(sorted(quotes[node], key=lambda quote: [by_date(passage) for passage in quote.passages]))


def _tenure_edges(tenures: list[Tenure]) -> Iterator[Edge]:
    for tenure in tenures:
        yield Edge(tenure.fact, tenure.person, tenure.target, "tenure", tenure.label)


def _declared_edges(network: Network, values: Values) -> Iterator[Edge]:
    words = _relation_words()
    for relation, drawn in EDGES.items():
        for subject, others in values.all(drawn.property).items():
            if subject in network and network.nodes[subject]["kind"] == drawn.subject:
                details = network.nodes[subject]["details"]
                label, label_en = words.get((relation, details.get("type", "").casefold()), words[relation, ""])
                value = f" {details['value']}" if relation == "assessor" and "value" in details else ""
                for other in others:
                    ends = (other, subject) if drawn.reversed else (subject, other)
                    yield Edge("" if relation == "province" else subject, *ends, relation, label + value, label_en + value)


def _relation_words() -> dict[tuple[str, str], tuple[str, str]]:
    """The Indonesian and English words for a relation, by relation and type of event, the type empty for any."""
    with files("kg").joinpath("data/page/relations.csv").open(encoding="utf-8") as lines:
        return {(row["relation"], row["event_type"]): (row["id"], row["en"]) for row in csv.DictReader(lines)}


def _add_edge(network: Network, edge: Edge, passages: Passages, confidences: Confidences) -> None:
    """Adds the edge, or its passages to the same edge from another fact."""
    if edge.source not in network or edge.target not in network:
        return
    key = f"{edge.relation}: {edge.label}"
    known: Mapping[str, Any] = network.get_edge_data(edge.source, edge.target, key, {"passages": (), "confidence": ""})
    found = passages.speaking(edge.fact, edge.source, edge.target)
    if known["passages"]:
        found = tuple(sorted(dict.fromkeys((*known["passages"], *found)), key=by_date))
    sure = max(known["confidence"], confidences.of(edge.fact, edge.source, edge.target))
    words = {"label": edge.label, "label_en": edge.label_en or edge.label, "confidence": sure}
    network.add_edge(edge.source, edge.target, key, relation=edge.relation, passages=found, **words)


def _drop_unmentioned_territories(network: Network) -> None:
    """Takes out the territories that stand in the reference graph alone."""
    used = {end for *ends, data in network.edges(data=True) if data["relation"] != "province" for end in ends}
    idle = [node for node, data in network.nodes(data=True) if data["kind"] == "territory" and not data["passages"]]
    network.remove_nodes_from([node for node in idle if node not in used])
