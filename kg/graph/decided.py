"""What people decided, as a graph of its own, and what of it could not be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph.correctable import short_name
from kg.graph.corrections import Change, Corrections
from kg.graph.iris import Iris
from kg.graph.terms import date, iri, literal, without_surrogates
from kg.graph.vocabulary import DCTERMS, RDF, SIMPUL
from kg.resolve.decisions import Decision, Unfollowed


def decision_quads(wanted: Corrections, found: Mapping[str, str], iris: Iris) -> list[str]:
    """The N-Quads lines of the graph of decisions, sorted: values, names and links as people gave them, and who gave them.

    A decision that found no subject is not in it.
    """
    lines: set[str] = set()
    for change in wanted.changes:
        if not _missing(change, found):
            now = found[change.subject]
            whole = change.decision.kind == "drop" and not change.predicate
            lines |= set(_node(change.decision, () if whole else (now,), iris))
            if change.value:
                lines.add(f"{now} <{change.predicate}> {change.value} {iri(iris.decisions)} .")
    for decision, people in wanted.people:
        lines |= set(_node(decision, people, iris))
    return without_surrogates(sorted(lines))


def _node(decision: Decision, about: Iterable[str], iris: Iris) -> Iterator[str]:
    """A decision as somebody made it; what was dropped is named in its description only."""
    node = iri(iris.decision(str(decision), decision.who, decision.when, decision.why))
    pairs = [
        (RDF.type, iri(SIMPUL.Decision)),
        (DCTERMS.description, literal(str(decision))),
        (SIMPUL.decidedBy, decision.who and literal(decision.who)),
        (DCTERMS.date, decision.when and date(decision.when)),
        (SIMPUL.reason, decision.why and literal(decision.why)),
        *((SIMPUL.about, each) for each in about),
    ]
    return (f"{node} <{predicate}> {value} {iri(iris.decisions)} ." for predicate, value in pairs if value)


def unfollowed(wanted: Corrections, found: Mapping[str, str]) -> list[Unfollowed]:
    """The decisions whose subject or value is not in the graph."""
    told = ((change.decision, _missing(change, found)) for change in wanted.changes)
    return [Unfollowed(decision, reason) for decision, reason in told if reason]


def _missing(change: Change, found: Mapping[str, str]) -> str:
    """What a decision lacks in the graph, or nothing."""
    decision = change.decision
    if change.subject not in found:
        who = "nobody in the graph has the id" if decision.subject.startswith("person/") else "nothing in the graph has the IRI"
        return f"{who} {decision.subject}"
    if change.refers and change.value not in found:
        return f"nobody and nothing in the graph is {decision.value}"
    if decision.kind == "drop" and change.predicate and f"{change.subject} {change.predicate}" not in found:
        return f"{decision.subject} has no {short_name(change.predicate)}"
    return ""
