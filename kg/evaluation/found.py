"""What a graph says about annotated articles: the rows of the packaged fact queries, and the words behind a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.evaluation.compare import Row
from kg.evaluation.gold import Gold
from kg.evaluation.kinds import KINDS, Kind
from kg.graph.library import own_query
from kg.graph.query import Limits, ask, read_query
from kg.graph.read import Quoted, entities_of, evidence

if TYPE_CHECKING:
    from pyoxigraph import Store

_ARTICLES = "SELECT ?article { ?document a schema:NewsArticle ; dcterms:identifier ?article }"
_LIMITS = Limits(seconds=600.0)

_STATED = "; prov:wasDerivedFrom/dcterms:identifier ?article"
_BEHIND: Mapping[str, str] = {
    "officials": f"?entity a org:Membership ; org:member/skos:prefLabel ?person ; org:role/skos:prefLabel ?role {_STATED}",
    "organizations": "?entity a org:Organization ; skos:prefLabel ?organization",
    "territories": "?entity a simpul:Territory ; skos:notation ?territory",
    "participants": "?event ?takes_part ?entity . ?entity skos:prefLabel ?agent",
    "assessments": f"?entity a schema:Rating ; schema:ratingValue ?value {_STATED}",
    "statements": f"?entity a schema:Quotation ; schema:creator/skos:prefLabel ?speaker ; schema:text ?text {_STATED}",
}
"""Where the graph has what a row tells, by columns of the row. An event's row has its IRI."""


def found(graph: Path, gold: Sequence[Gold]) -> dict[str, dict[str, list[Row]]]:
    """The rows of the annotated articles by article and fact type; an article that the graph does not have is an error."""
    wanted = {article.id for article in gold}
    _check_articles(graph, gold)
    rows: dict[str, dict[str, list[Row]]] = {article: {} for article in wanted}
    for query, kinds in _by_query().items():
        answer = [row for row in _rows(graph, query) if row["article"] in wanted]
        for kind in kinds:
            for row in _distinct(answer, kind):
                rows[row["article"]].setdefault(kind.name, []).append(row)
    return rows


def words_behind(store: Store, kind: Kind, row: Row) -> list[Quoted]:
    """The words of the row's article that the graph has for it, in their sentences and with their rules."""
    article = row["article"]
    if kind.query == "events":
        return list(evidence(store, row["event"], article))
    entities = entities_of(store, _BEHIND[kind.name], row)
    quoted = [words for entity in entities for words in evidence(store, entity, article)]
    if kind.name != "participants":
        return quoted
    of_event = {(words.start, words.end, words.rule) for words in evidence(store, row["event"], article)}
    return [words for words in quoted if (words.start, words.end, words.rule) in of_event]


def _check_articles(graph: Path, gold: Sequence[Gold]) -> None:
    with ask(graph, _ARTICLES, limits=_LIMITS) as answer:
        there = {term.value for row in answer for term in row if term}
    for article in gold:
        if article.id not in there:
            raise InputError(
                f"{article.file}, line {article.line}, id: expected the id of an article of {graph}, found {article.id!r}"
            )


def _by_query() -> dict[str, list[Kind]]:
    queries: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        queries.setdefault(kind.query, []).append(kind)
    return queries


def _rows(graph: Path, name: str) -> list[Row]:
    query = read_query(own_query(name))
    with ask(graph, query, name=name, limits=_LIMITS) as answer:
        columns = answer.columns
        return [{column: term.value if term else "" for column, term in zip(columns, row, strict=True)} for row in answer]


def _distinct(rows: Iterable[Row], kind: Kind) -> list[Row]:
    """The first row of each fact."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        first.setdefault((row["article"], *(row[column] for column in kind.key)), row)
    return list(first.values())
