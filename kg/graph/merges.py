"""Why people of different articles are one, for the graph: each merge with its reasons, and where older ids lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.history import tenure_iris
from kg.graph.iris import Iris
from kg.graph.terms import decimal, iri, literal, without_surrogates
from kg.graph.triples import Territories, tenure_iri
from kg.graph.vocabulary import DCTERMS, RDF, SIMPUL
from kg.resolve.identities import Identities, Pairing, Resolved
from kg.resolve.terms import Term
from kg.resolve.why import reason_text


def merge_quads(identities: Identities, iris: Iris) -> list[str]:
    """The N-Quads lines of the graph of resolution, sorted."""
    living = {person.id for person in identities.persons}
    lines = {line for person in identities.persons for line in _lines(person, living, iris)}
    return without_surrogates(sorted(lines))


def replaced_tenures(terms: Iterable[Term], identities: Identities, territories: Territories, iris: Iris) -> list[str]:
    """The lines that lead from the IRIs that tenures had, or would have, under other ids of their holders; sorted."""
    living = {person.id for person in identities.persons}
    others = {person.id: [other for other in person.others if other not in living] for person in identities.persons}
    lines = set()
    for term in terms:
        for post, now in tenure_iris(term, territories, iris):
            for other in others[term.person]:
                was = iri(tenure_iri(post, iris.person(other), territories, iris))
                lines.add(f"{was} <{DCTERMS.isReplacedBy}> {now} {iri(iris.resolution)} .")
    return without_surrogates(sorted(lines))


def _lines(person: Resolved, living: set[str], iris: Iris) -> Iterator[str]:
    graph = iri(iris.resolution)
    now = iri(iris.person(person.id))
    for other in person.others:
        if other not in living:
            yield f"{iri(iris.person(other))} <{DCTERMS.isReplacedBy}> {now} {graph} ."
    for pairing in person.joined:
        node = iri(iris.judgement(pairing.one, pairing.other))
        yield from (f"{node} <{predicate}> {value} {graph} ." for predicate, value in _judgement(pairing, iris))


def _judgement(pairing: Pairing, iris: Iris) -> Iterator[tuple[str, str]]:
    yield RDF.type, iri(SIMPUL.Judgement)
    yield SIMPUL.joins, iri(iris.person(pairing.one))
    yield SIMPUL.joins, iri(iris.person(pairing.other))
    yield SIMPUL.score, decimal(pairing.score)
    yield from ((SIMPUL.reason, literal(reason_text(reason))) for reason in pairing.reasons)
