"""The graph as a network: people, bodies, territories, events and assessments, and what joins them, each with its sentence.

The edges are declared in `EDGES`, the words for them in `data/page/relations.csv`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from kg.graph.passages import Passage, Passages, by_date, rows

if TYPE_CHECKING:
    import networkx
    import pyoxigraph

    Network = networkx.MultiDiGraph[str]

KINDS = {
    "person": "foaf:Person",
    "organization": "org:Organization",
    "territory": "simpul:Territory",
    "event": "sem:Event",
    "assessment": "schema:Rating",
}

DETAILS = {
    "code": "?node a simpul:Territory ; skos:notation ?value",
    "body": "?node org:classification/skos:prefLabel ?value",
    "type": "?node sem:eventType/skos:prefLabel ?value",
    "date": "?node sem:hasTimeStamp|dcterms:date ?value",
    "venue": "?node simpul:venue ?value",
    "measure": "?node schema:reviewAspect ?value",
    "value": "?node schema:ratingValue ?value",
    "assessed": "?node simpul:assessedName ?value",
}
"""What a node says besides its names, in the order it is shown, and where the graph holds it."""

EDGES = {
    **{
        role: f"?target a sem:Event ; simpul:{role} ?source . BIND(?target AS ?fact)"
        for role in ("officiant", "subject", "organizer", "signatory", "attendee")
    },
    "place": "?source a sem:Event ; sem:hasPlace ?target . BIND(?source AS ?fact)",
    "jurisdiction": "?source a org:Organization ; simpul:jurisdiction ?target . BIND(?source AS ?fact)",
    "province": "?source a simpul:Territory ; schema:containedInPlace ?target . BIND(?source AS ?fact)",
    "assessor": "?target a schema:Rating ; schema:author ?source . BIND(?target AS ?fact)",
    "assesses": "?source a schema:Rating ; simpul:assesses ?target . BIND(?source AS ?fact)",
}
"""Which statements of the graph draw an edge, and the fact whose sentences speak for it. A tenure draws one too."""

TENURE = """SELECT ?fact ?person ?role ?acting ?former ?target WHERE {
  ?fact a org:Membership ; org:member ?person .
  OPTIONAL { ?fact org:role/skos:prefLabel ?role }
  OPTIONAL { ?fact simpul:acting ?acting }
  OPTIONAL { ?fact simpul:former ?former }
  OPTIONAL { ?fact org:organization ?body }
  OPTIONAL { ?fact simpul:post/simpul:jurisdiction ?territory }
  BIND(COALESCE(?body, ?territory) AS ?target)
}"""

STATEMENTS = "SELECT ?person ?text ?fact WHERE { ?fact a schema:Quotation ; schema:creator ?person ; schema:text ?text }"


class Quote(NamedTuple):
    """What a person said, and where it is written."""

    text: str
    passages: tuple[Passage, ...]


class Post(NamedTuple):
    """A post of a person whose body and territory the article does not give, so that no edge can show it."""

    label: str
    passages: tuple[Passage, ...]


class Tenure(NamedTuple):
    """A row of the tenures: `target` is the body, else the territory of the post, else empty."""

    fact: str
    person: str
    role: str
    acting: str
    former: str
    target: str

    @property
    def label(self) -> str:
        """The post as people write it.

        >>> Tenure("", "", "Kepala Dinas", "Plt", "", "").label, Tenure("", "", "Bupati", "", "true", "").label
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


def build(store: pyoxigraph.Store) -> Network:
    """A typed network of the store, for any networkx function.

    Nodes are IRIs with `kind`, `label`, `aliases`, `details`, `passages`, and for people `quotes` and `posts`; edges have
    `relation`, `label`, `label_en` and `passages`; `graph["articles"]` holds every article, oldest first.
    """
    import networkx

    passages = Passages(store)
    tenures = _tenures(store)
    network: Network = networkx.MultiDiGraph(articles=passages.articles)
    _add_nodes(network, store, passages)
    _add_posts(network, tenures, passages)
    _add_quotes(network, store, passages)
    for edge in (*_tenure_edges(tenures), *_declared_edges(network, store)):
        _add_edge(network, edge, passages)
    _drop_unmentioned_territories(network)
    return network


def communities(network: Network, resolution: float = 1.0) -> list[list[str]]:
    """Groups of nodes that are close to each other (Louvain), the largest first; every run gives the same."""
    import networkx

    names = sorted(network)
    number = {name: place for place, name in enumerate(names)}
    plain: networkx.Graph[int] = networkx.Graph()
    plain.add_nodes_from(range(len(names)))
    pairs = {(min(ends), max(ends)) for a, b in network.edges() if a != b for ends in [(number[a], number[b])]}
    plain.add_edges_from(sorted(pairs))
    found = networkx.community.louvain_communities(plain, resolution=resolution, seed=1)
    return sorted(([names[place] for place in sorted(group)] for group in found), key=lambda group: (-len(group), group))


def _add_nodes(network: Network, store: pyoxigraph.Store, passages: Passages) -> None:
    details = _details(store)
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for node, alias in rows(store, "SELECT ?node ?value WHERE { ?node skos:altLabel ?value }"):
        aliases[node].append(alias)
    for kind, node, label in _labels(store):
        if node not in network:
            label = label or _rating(details[node]) or node
            known = tuple(alias for alias in dict.fromkeys(aliases[node]) if alias != label)
            found = passages.of(node)
            network.add_node(node, kind=kind, label=label, aliases=known, details=details[node], passages=found)


def _labels(store: pyoxigraph.Store) -> Iterator[tuple[str, str, str]]:
    for kind, iri in KINDS.items():
        question = f"SELECT ?node ?label WHERE {{ ?node a {iri} OPTIONAL {{ ?node skos:prefLabel ?label }} }}"
        for node, label in rows(store, question):
            yield kind, node, label


def _details(store: pyoxigraph.Store) -> dict[str, dict[str, str]]:
    details: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, pattern in DETAILS.items():
        for node, value in rows(store, f"SELECT ?node ?value WHERE {{ {pattern} }}"):
            details[node].setdefault(name, value)
    return details


def _rating(details: Mapping[str, str]) -> str:
    return ": ".join(filter(None, (details.get("measure"), details.get("value"))))


def _tenures(store: pyoxigraph.Store) -> list[Tenure]:
    found: dict[str, Tenure] = {}
    for row in rows(store, TENURE):
        found.setdefault(row[0], Tenure(*row))
    return list(found.values())


def _add_posts(network: Network, tenures: list[Tenure], passages: Passages) -> None:
    posts: defaultdict[str, list[Post]] = defaultdict(list)
    for tenure in tenures:
        if tenure.target not in network:
            posts[tenure.person].append(Post(tenure.label, passages.of(tenure.fact)))
    for node, data in network.nodes(data=True):
        if data["kind"] == "person":
            data["posts"] = tuple(posts[node])


def _add_quotes(network: Network, store: pyoxigraph.Store, passages: Passages) -> None:
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    for person, text, fact in rows(store, STATEMENTS):
        quotes[person].append(Quote(text, passages.of(fact)))
    for node, data in network.nodes(data=True):
        if data["kind"] == "person":
            data["quotes"] = tuple(sorted(quotes[node], key=lambda quote: [by_date(passage) for passage in quote.passages]))


def _tenure_edges(tenures: list[Tenure]) -> Iterator[Edge]:
    for tenure in tenures:
        yield Edge(tenure.fact, tenure.person, tenure.target, "tenure", tenure.label)


def _declared_edges(network: Network, store: pyoxigraph.Store) -> Iterator[Edge]:
    words = _relation_words()
    for relation, pattern in EDGES.items():
        for fact, source, target in rows(store, f"SELECT ?fact ?source ?target WHERE {{ {pattern} }}"):
            details = network.nodes[fact]["details"] if fact in network else {}
            label, label_en = words.get((relation, details.get("type", "").casefold()), words[relation, ""])
            value = f" {details['value']}" if relation == "assessor" and "value" in details else ""
            yield Edge(fact, source, target, relation, label + value, label_en + value)


def _relation_words() -> dict[tuple[str, str], tuple[str, str]]:
    """The Indonesian and English words for a relation, by relation and type of event, the type empty for any."""
    with files("kg").joinpath("data/page/relations.csv").open(encoding="utf-8") as lines:
        return {(row["relation"], row["event_type"]): (row["id"], row["en"]) for row in csv.DictReader(lines)}


def _add_edge(network: Network, edge: Edge, passages: Passages) -> None:
    """Adds the edge, or its passages to the same edge from another fact."""
    if edge.source not in network or edge.target not in network:
        return
    key = f"{edge.relation}: {edge.label}"
    known = network.get_edge_data(edge.source, edge.target, key, {"passages": ()})["passages"]
    found = sorted({*known, *passages.speaking(edge.fact, edge.source, edge.target)}, key=by_date)
    words = {"label": edge.label, "label_en": edge.label_en or edge.label}
    network.add_edge(edge.source, edge.target, key, relation=edge.relation, passages=tuple(found), **words)


def _drop_unmentioned_territories(network: Network) -> None:
    """Takes out the territories that stand in the reference graph alone."""
    used = {end for *ends, data in network.edges(data=True) if data["relation"] != "province" for end in ends}
    idle = [node for node, data in network.nodes(data=True) if data["kind"] == "territory" and not data["passages"]]
    network.remove_nodes_from([node for node in idle if node not in used])
