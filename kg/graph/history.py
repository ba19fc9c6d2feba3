"""The time of tenures as N-Quads lines: what all articles together tell of when somebody held a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.iris import Iris
from kg.graph.terms import date, integer, iri, without_surrogates
from kg.graph.triples import Territories, tenure_iri
from kg.graph.vocabulary import SCHEMA, SIMPUL
from kg.resolve.claims import Held
from kg.resolve.terms import Stated, Term

Pair = tuple[str, str]


def history_quads(terms: Iterable[Term], territories: Territories, iris: Iris) -> list[str]:
    """The lines of the terms in the graph of what is resolved, sorted; the nodes are those that the articles' graphs have."""
    graph = f" <{iris.resolution}> ."
    told: dict[str, tuple[int, list[Pair]]] = {}
    for term in terms:
        for node, stated, pairs in _nodes(term, territories, iris):
            if node not in told or told[node][0] < stated.articles:
                told[node] = stated.articles, pairs
    lines = {f"{node} <{predicate}> {value}{graph}" for node, (_, pairs) in told.items() for predicate, value in pairs if value}
    return without_surrogates(sorted(lines))


def _nodes(term: Term, territories: Territories, iris: Iris) -> Iterator[tuple[str, Stated, list[Pair]]]:
    """The nodes of a term, one for each way in which articles name the post, as held and as over."""
    current = dict(_of(term, term.current, territories, iris))
    for node in current.values():
        yield node, term.current, [*_times(term), *_counts(term.current)]
    for post, node in _of(term, term.former, territories, iris):
        end_of = current.get(post._replace(former=False)) or next(iter(current.values()), "")
        over = (SIMPUL.endOf, end_of) if end_of else (SIMPUL.overBy, _date(term.over_by))
        yield node, term.former, [over, *_counts(term.former)]


def tenure_iris(term: Term, territories: Territories, iris: Iris) -> Iterator[tuple[Held, str]]:
    """The nodes of a term in brackets, each with the post as articles name it."""
    for stated in (term.current, term.former):
        yield from _of(term, stated, territories, iris)


def _of(term: Term, stated: Stated, territories: Territories, iris: Iris) -> Iterator[tuple[Held, str]]:
    for held in stated.posts:
        yield held, iri(tenure_iri(held, iris.person(term.person), territories, iris))


def _times(term: Term) -> Iterator[Pair]:
    yield SIMPUL.firstSeen, _date(term.first)
    yield SIMPUL.lastSeen, _date(term.last)
    for start in term.starts:
        yield SCHEMA.startDate, _date(start)
    yield SCHEMA.endDate, _date(term.end)
    yield SIMPUL.overBy, _date(term.over_by)


def _counts(stated: Stated) -> Iterator[Pair]:
    yield SIMPUL.articles, integer(stated.articles)
    yield SIMPUL.sources, integer(stated.sources)


def _date(text: str) -> str:
    return date(text) if text else ""
