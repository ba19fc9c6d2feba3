"""Two values of one rating: of one assessor, for one subject, measure and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions.model import Claimed, Found
from kg.contradictions.values import Value, value_of
from kg.graph.tenures import pairs, values
from kg.graph.vocabulary import DCTERMS, PROV, SCHEMA, SIMPUL, SKOS
from kg.resolve.calendar import first_day
from kg.resolve.keys import name_key

if TYPE_CHECKING:
    from pyoxigraph import Store


class _Rated(NamedTuple):
    """An assessment: the article's date and IRI, the node, its value as written and in its normal form."""

    date: str
    article: str
    node: str
    written: str
    value: Value


class _Rating(NamedTuple):
    """What is rated: by whom, whom or what, and for what."""

    assessor: str
    subject: str
    measure: str


def two_values(store: Store) -> Iterator[Found]:
    """Two values of one rating. Without an assessor, a measure or a date it is not known which rating an assessment is of."""
    for rating, dated in sorted(_ratings(store).items()):
        for date, found in sorted(dated.items()):
            for coarser in sorted({date, date[:7], date[:4]}):
                for one, other in _contradicting(found, dated.get(coarser, [])):
                    yield Found("two values", _about(rating, date, store), _claimed(one), _claimed(other))


def _ratings(store: Store) -> dict[_Rating, dict[str, list[_Rated]]]:
    """The assessments by what they rate and the date, of each value the first that has it."""
    assessor, measure = dict(pairs(store, SCHEMA.author)), dict(pairs(store, SCHEMA.reviewAspect))
    subject = {node: name_key(name) for node, name in pairs(store, SIMPUL.assessedName)} | dict(pairs(store, SIMPUL.assesses))
    dates, written = dict(pairs(store, DCTERMS.date)), dict(pairs(store, SCHEMA.ratingValue))
    complete = assessor.keys() & measure.keys() & subject.keys() & dates.keys() & written.keys()
    articles = {node: article for node, article in pairs(store, PROV.wasDerivedFrom) if node in complete}
    issued = dict(pairs(store, DCTERMS.issued)) if complete else {}
    rated: dict[_Rating, dict[str, dict[Value, _Rated]]] = defaultdict(lambda: defaultdict(dict))
    for node in complete:
        article = articles.get(node, "")
        one = _Rated(issued.get(article, ""), article, node, written[node], value_of(written[node]))
        rating = _Rating(assessor[node], subject[node], name_key(measure[node]))
        if first_day(dates[node]) is not None and rating.measure:
            of_date = rated[rating][dates[node]]
            of_date[one.value] = min(one, of_date.get(one.value, one))
    return {rating: {date: sorted(of.values()) for date, of in dated.items()} for rating, dated in rated.items()}


def _contradicting(found: list[_Rated], others: list[_Rated]) -> Iterator[tuple[_Rated, _Rated]]:
    """Each value with the first of its kind among the others, where these do not have it and it contradicts that one."""
    said = {other.value for other in others} if found is not others else set()
    first = {other.value.kind: other for other in reversed(others)}
    for one in found:
        other = first.get(one.value.kind)
        if other and one.value not in said and one.value.contradicts(other.value):
            yield (other, one) if other.date <= one.date else (one, other)


def _about(rating: _Rating, date: str, store: Store) -> str:
    assessor, subject = (_label(node, store) for node in (rating.assessor, rating.subject))
    return f"{subject}: {rating.measure} {date}, by {assessor}"


def _label(node: str, store: Store) -> str:
    """The label of a body or territory; words that only describe it stay as they are."""
    return next(iter(values(store, node, SKOS.prefLabel) if ":" in node else ()), node)


def _claimed(rated: _Rated) -> Claimed:
    return Claimed(rated.written, rated.article, rated.node)
