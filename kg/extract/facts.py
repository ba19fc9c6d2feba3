"""An article to its reading: the one place that knows in which order facts are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.annotate import annotate
from kg.annotate.quotes import find as find_quotes
from kg.extract import assessments, epithets, events, officials, statements
from kg.extract.bodies import Bodies
from kg.extract.confidence import weighed
from kg.extract.corefer import Coreference
from kg.extract.home import Home
from kg.extract.officials import Holding
from kg.model import Document, Evidence, Mention, Reading, Span, Tenure, Territory


def read(document: Document) -> Reading:
    """Everything the article says."""
    annotated = annotate(document)
    home = Home(annotated)
    bodies = Bodies(annotated, home)
    holdings, joined = officials.find(annotated, home)
    quotes = find_quotes(document, annotated.sentences)
    people = Coreference(annotated, home, holdings, joined, [quote.outer for quote in quotes if quote.speech])
    holdings = [*holdings, *epithets.find(annotated, home, people, holdings)]
    tenures = _tenures(holdings, bodies)
    said = tuple(statements.find(annotated, quotes, people))
    public = frozenset([tenure.person for tenure in tenures] + [statement.speaker for statement in said])
    happened = tuple(events.find(annotated, people, bodies, public, said))
    shown = public.union(part.agent for event in happened for part in event.participants)
    reading = Reading(
        document,
        tuple(person for person in annotated.people if person in shown),
        tuple(bodies.by_name.values()),
        _territories(annotated.mentions),
        tenures,
        happened,
        tuple(assessments.find(annotated, bodies)),
        said,
    )
    return weighed(reading)


def _territories(mentions: Iterable[Mention]) -> tuple[Territory, ...]:
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.kind == "territory":
            spans.setdefault(str(mention.value), []).append(mention.span)
    return tuple(Territory(code, tuple(spans[code])) for code in sorted(spans))


def _tenures(holdings: Sequence[Holding], bodies: Bodies) -> tuple[Tenure, ...]:
    """One tenure a person, post and kind of holding, with all its evidence; a post without its body joins the full one."""
    found: dict[tuple[str, str, str, bool], dict[str, list[Holding]]] = {}
    for holding in holdings:
        key = (holding.person.name, holding.post.role, holding.acting, holding.former)
        body = bodies.of(holding.post.body)
        found.setdefault(key, {}).setdefault(body.name if body else "", []).append(holding)
    tenures = []
    for by_body in found.values():
        if len(by_body) == 2 and "" in by_body:
            loose = by_body.pop("")
            next(iter(by_body.values())).extend(loose)
        tenures += [_tenure(group, bodies) for group in by_body.values()]
    return tuple(sorted(tenures, key=lambda t: t.evidence[0].span))


def _tenure(group: Sequence[Holding], bodies: Bodies) -> Tenure:
    group = sorted(group, key=lambda h: h.evidence.span)
    first = max(group, key=lambda h: (h.post.body is not None, bool(h.post.territory)))
    evidence: tuple[Evidence, ...] = tuple(holding.evidence for holding in group)
    return Tenure(
        first.person, first.post.role, first.acting, first.former, bodies.of(first.post.body), first.post.territory, evidence
    )
