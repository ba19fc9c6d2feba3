"""What the commands ask of a graph themselves: who or what bears a name, what is said about it, how much there is of what.

These queries are ours and trusted; values are bound to them, never pasted into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.graph.vocabulary import FOAF, ORG, PREFIXES, SCHEMA, SEM, SIMPUL
from kg.resolve.keys import name_key

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

    Bound = NamedNode | BlankNode | Literal | Triple

KINDS = {
    "article": SCHEMA.NewsArticle,
    "person": FOAF.Person,
    "organization": ORG.Organization,
    "territory": SIMPUL.Territory,
    "post": ORG.Post,
    "tenure": ORG.Membership,
    "event": SEM.Event,
    "assessment": SCHEMA.Rating,
    "statement": SCHEMA.Quotation,
}
"""What there is, by the name people call it."""

_ENTITIES = ("person", "organization", "territory")

_NAMES = """SELECT ?class ?label ?node ?name WHERE {
  VALUES ?class { foaf:Person org:Organization simpul:Territory }
  ?node a ?class ; skos:prefLabel ?label ; skos:prefLabel|skos:altLabel|foaf:name|skos:notation ?name
}"""

_COUNTS = "SELECT ?class (COUNT(DISTINCT ?node) AS ?count) WHERE { ?node a ?class } GROUP BY ?class"

_FACTS = """SELECT DISTINCT ?entity ?fact ?class WHERE {
  VALUES ?class { org:Membership sem:Event schema:Rating schema:Quotation }
  { ?fact ?property ?entity } UNION { ?post ?property ?entity . ?fact simpul:post ?post }
  ?fact a ?class
}"""

_STATED = """SELECT ?fact ?property ?value ?label WHERE {
  ?fact ?property ?value
  OPTIONAL { ?value skos:prefLabel ?label }
}"""

_MERGES = """SELECT ?id ?judgement ?score ?joined ?reason WHERE {
  ?judgement simpul:joins ?id , ?joined ; simpul:score ?score ; simpul:reason ?reason
}"""

_FORMER = "SELECT ?now ?id WHERE { ?id dcterms:isReplacedBy ?now }"
_SUCCESSORS = "SELECT ?id ?now WHERE { ?id dcterms:isReplacedBy ?now }"

_EVIDENCE = """SELECT ?fact ?article ?date ?start ?end ?prefix ?exact ?suffix ?rule WHERE {
  ?mention oa:hasBody ?fact ; oa:hasTarget ?words .
  ?words oa:hasSource ?document ; oa:hasSelector ?selector .
  ?document dcterms:identifier ?article .
  ?selector oa:start ?start ; oa:end ?end ; oa:prefix ?prefix ; oa:exact ?exact ; oa:suffix ?suffix .
  OPTIONAL { ?document dcterms:issued ?date }
  OPTIONAL { ?mention simpul:rule ?rule }
}"""


class Entity(NamedTuple):
    """A person, body or territory of the graph."""

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]


class Quoted(NamedTuple):
    """Words of an article that something rests on: `prefix + exact + suffix` is the sentence they stand in."""

    article: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    rule: str
    date: str
    fact: str

    @property
    def sentence(self) -> str:
        return f"{self.prefix}{self.exact}{self.suffix}"


class Merge(NamedTuple):
    """That two ids are of one person: the IRIs, how strongly all reasons speak for it in bits, and each reason as text."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


class Fact(NamedTuple):
    """A tenure, event, assessment or statement: what it says, by property name, and the words it rests on."""

    iri: str
    kind: str
    says: dict[str, tuple[str, ...]]
    evidence: tuple[Quoted, ...]


def search(store: Store, text: str) -> list[Entity]:
    """The people, bodies and territories with this name, or where there are none, with this in one of their names.

    Case and punctuation make no difference; a territory's code is one of its names.
    """
    entities = list(_entities(store))
    wanted = name_key(text)
    exact = [entity for entity in entities if wanted in map(name_key, entity.names)]
    return exact or [entity for entity in entities if wanted and any(wanted in name_key(name) for name in entity.names)]


def facts(store: Store, iri: str) -> list[Fact]:
    """Everything that is stated about a person, body or territory, the oldest article first."""
    from pyoxigraph import NamedNode

    entity = NamedNode(iri)
    kinds = {iri: kind for kind, iri in KINDS.items()}
    found = [
        Fact(fact, kinds[name], _stated(store, fact), tuple(evidence(store, fact)))
        for _, fact, name in _rows(store, _FACTS, entity=entity)
    ]
    return sorted(found, key=lambda fact: (_first(fact), fact.kind, fact.iri))


def merges(store: Store, person: str) -> list[Merge]:
    """Each merge that made a person, the strongest first, and its reasons likewise."""
    from pyoxigraph import NamedNode

    ids = [person, *(identifier for _, identifier in _rows(store, _FORMER, now=NamedNode(person)))]
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for identifier in ids:
        for _, judgement, score, joined, reason in _rows(store, _MERGES, id=NamedNode(identifier)):
            ends, reasons = found.setdefault((judgement, score), (set(), set()))
            ends.add(joined)
            reasons.add(reason)
    told = []
    for (_, score), (ends, reasons) in found.items():
        one, other = min(ends), max(ends)
        strongest = sorted(reasons, key=lambda reason: (-abs(_strength(reason)), reason))
        told.append(Merge(one, other, float(score), tuple(strongest)))
    return sorted(told, key=lambda merge: (-merge.score, merge))


def successors(store: Store, iri: str) -> list[str]:
    """The people to whom an id that somebody could have had leads now."""
    from pyoxigraph import NamedNode

    try:
        return sorted({now for _, now in _rows(store, _SUCCESSORS, id=NamedNode(iri))})
    except ValueError:
        return []


def _strength(reason: str) -> float:
    """The bits of a reason as the graph has it.

    >>> _strength("name +9.0: same name: ria norsan"), _strength("x")
    (9.0, 0.0)
    """
    number = reason.partition(": ")[0].rpartition(" ")[2]
    return float(number) if number[:1] in tuple("+-") and number[1:].replace(".", "", 1).isdigit() else 0.0


def counts(store: Store) -> dict[str, int]:
    """How many there are of each kind."""
    found = {name: int(count) for name, count in _rows(store, _COUNTS)}
    return {kind: found.get(iri, 0) for kind, iri in KINDS.items()}


def evidence(store: Store, iri: str = "", within: str = "") -> Iterator[Quoted]:
    """The words behind one fact or entity, or behind everything, in the order of the articles, or of the article `within`."""
    from pyoxigraph import Literal, NamedNode

    bound: dict[str, Bound] = {"fact": NamedNode(iri)} if iri else {}
    bound |= {"article": Literal(within)} if within else {}
    for fact, article, date, start, end, prefix, exact, suffix, rule in sorted(
        _rows(store, _EVIDENCE, **bound), key=lambda row: (row[1], int(row[3]), int(row[4]), row[0], row[8])
    ):
        yield Quoted(article or within, int(start), int(end), exact, prefix, suffix, rule, date, fact or iri)


def entities_of(store: Store, pattern: str, row: Mapping[str, str]) -> list[str]:
    """What `?entity` is in one of our patterns where its other variables are columns of a row; `event` is an IRI there."""
    from pyoxigraph import Literal, NamedNode

    bound: dict[str, Bound] = {
        name: NamedNode(value) if name == "event" else Literal(value)
        for name, value in row.items()
        if f"?{name} " in f"{pattern} "
    }
    variables = " ".join(f"?{name}" for name in ("entity", *bound))
    return sorted(entity for entity, *_ in _rows(store, f"SELECT DISTINCT {variables} {{ {pattern} }}", **bound))


def _entities(store: Store) -> Iterator[Entity]:
    """Every person, then every body, then every territory, by label."""
    kinds = {KINDS[kind]: kind for kind in _ENTITIES}
    rows = sorted((_ENTITIES.index(kinds[name]), *rest) for name, *rest in _rows(store, _NAMES))
    for (rank, label, node), same in groupby(rows, key=lambda row: row[:3]):
        others = sorted({str(row[3]) for row in same} - {str(label)})
        yield Entity(str(node), _ENTITIES[int(rank)], str(label), (str(label), *others))


def _stated(store: Store, fact: str) -> dict[str, tuple[str, ...]]:
    """The properties of a fact by their local names, with labels in place of IRIs; its type and its article are left out."""
    from pyoxigraph import NamedNode

    stated: dict[str, set[str]] = {}
    for _, name, value, label in _rows(store, _STATED, fact=NamedNode(fact)):
        local = name.rpartition("#")[2].rpartition("/")[2]
        if local not in ("type", "wasDerivedFrom"):
            stated.setdefault(local, set()).add(label or value)
    return {local: tuple(sorted(values)) for local, values in sorted(stated.items())}


def _first(fact: Fact) -> tuple[str, str, int]:
    return min(((quoted.date or "9", quoted.article, quoted.start) for quoted in fact.evidence), default=("9", "", 0))


def _rows(store: Store, query: str, **bound: Bound) -> list[list[str]]:
    """The solutions as texts, an unbound value empty."""
    from pyoxigraph import QuerySolutions, Variable

    values = {Variable(name): value for name, value in bound.items()}
    solutions = store.query(query, prefixes=PREFIXES, substitutions=values)
    assert isinstance(solutions, QuerySolutions)
    return [["" if term is None else str(getattr(term, "value", term)) for term in solution] for solution in solutions]
