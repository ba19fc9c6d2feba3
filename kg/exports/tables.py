"""The tables: one for each kind of thing and fact. `data/tables.csv` declares their columns; here is what has a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from kg.exports.look import Look, Path, Text, path_of
from kg.graph.vocabulary import FOAF, OA, ORG, PARTICIPANT_ROLES, PROV, RDF, SCHEMA, SEM, SIMPUL, SKOS
from kg.lexicon import Row, read_table

Cell = str | int | Decimal | bool | date | list[str] | None
Things = dict[str, Any]
"""What a row is about, by the word that columns use for it; the main thing has none."""

_WHOLE_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

ENTITIES = {FOAF.Person: "person", ORG.Organization: "organization", SIMPUL.Territory: "territory"}
FACTS = {ORG.Membership: "tenure", SEM.Event: "event", SCHEMA.Rating: "assessment", SCHEMA.Quotation: "statement"}
NAMES = {SKOS.prefLabel: "label", SKOS.altLabel: "alternative", FOAF.name: "as written"}


class Column(NamedTuple):
    """A column: where its value stands, of which type it is, of which table it holds a key (always, or with `?` where there is
    one), and its title in two languages.
    """

    name: str
    of: str
    path: Path
    type: str
    refers: str
    en: str
    id: str


class Table(NamedTuple):
    """A table with its columns and the key of its rows."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """The column that tells a row from all others; empty where several columns do."""
        first = self.columns[0]
        return first.name if first.of == "" else ""

    def rows(self, look: Look) -> Iterator[list[Cell]]:
        """The rows, in the order of their IRIs."""
        for things in ROWS[self.name](look):
            yield [_cell(column, things, look) for column in self.columns]


@cache
def tables() -> tuple[Table, ...]:
    """All tables, in the order of the file that declares them."""
    rows = read_table("tables.csv", ("table", "column", "of", "path", "type", "refers", "en", "id"))
    return tuple(Table(name, tuple(map(_column, same))) for name, same in groupby(rows, key=_table_of))


def _table_of(row: Row) -> str:
    return row.one_of("table", tuple(ROWS))


def _column(row: Row) -> Column:
    try:
        path = path_of(row.filled("path"))
    except (AttributeError, KeyError) as error:
        raise row.wrong("path", "a path of terms that we use") from error
    type_, refers = row.one_of("type", tuple(TYPES)), row.one_of("refers", ("", *ROWS, *(f"{name}?" for name in ROWS)))
    return Column(row.filled("column"), row.fields["of"], path, type_, refers, row.filled("en"), row.filled("id"))


def _things(type_: str) -> Callable[[Look], Iterator[Things]]:
    return lambda look: ({"": thing} for thing in look.of_type(type_))


def _facts(type_: str) -> Callable[[Look], Iterator[Things]]:
    return lambda look: ({"": fact, **_source(look, fact)} for fact in look.of_type(type_))


def _participants(look: Look) -> Iterator[Things]:
    for event in look.of_type(SEM.Event):
        for role, term in PARTICIPANT_ROLES.items():
            for agent in look.values(event, term):
                part = {"event": event, "role": Text(role), "agent": agent, "kind": _kind(look, agent)}
                yield part | _source(look, event, agent)


def _names(look: Look) -> Iterator[Things]:
    for type_ in ENTITIES:
        for thing in look.of_type(type_):
            for term, kind in NAMES.items():
                for name in look.values(thing, term):
                    yield {"thing": thing, "kind": Text(kind), "name": name}


def _mentions(look: Look) -> Iterator[Things]:
    for article in look.of_type(SCHEMA.NewsArticle):
        for thing in look.values(article, SCHEMA.mentions):
            yield {"article": article, "thing": thing, "kind": _kind(look, thing)}


def _evidence(look: Look) -> Iterator[Things]:
    for mention in look.of_type(OA.Annotation):
        for body in look.values(mention, OA.hasBody):
            yield {"mention": mention, "body": body, "kind": _kind(look, body)}


ROWS: Mapping[str, Callable[[Look], Iterator[Things]]] = {
    "articles": _things(SCHEMA.NewsArticle),
    "people": _things(FOAF.Person),
    "organizations": _things(ORG.Organization),
    "territories": _things(SIMPUL.Territory),
    "concepts": _things(SKOS.Concept),
    "posts": _things(ORG.Post),
    "tenures": _facts(ORG.Membership),
    "events": _facts(SEM.Event),
    "participants": _participants,
    "assessments": _facts(SCHEMA.Rating),
    "statements": _facts(SCHEMA.Quotation),
    "names": _names,
    "mentions": _mentions,
    "evidence": _evidence,
}
"""What each table has a row for."""


def _source(look: Look, fact: Any, agent: Any = None) -> Things:
    """The first words for a fact, and the article in which they stand; without words any article that states the fact."""
    words = _first_words(look, fact, agent)
    articles = look.follow(words, _ARTICLE) if words is not None else []
    return {"words": words, "source": next(iter(articles or look.values(fact, PROV.wasDerivedFrom)), None)}


def _first_words(look: Look, fact: Any, agent: Any = None) -> Any:
    """The first mention of a fact in the oldest article; of those that stand for an agent too, if there are any."""
    mentions = look.leading(OA.hasBody, fact)
    of_agent = [mention for mention in mentions if agent in look.values(mention, OA.hasBody)] if agent else []
    return min(of_agent or mentions, key=lambda mention: _place(look, mention), default=None)


_ARTICLE = path_of("oa:hasTarget/oa:hasSource")
_ISSUED = path_of("oa:hasTarget/oa:hasSource/dcterms:issued")
_START = path_of("oa:hasTarget/oa:hasSelector/oa:start")


def _place(look: Look, mention: Any) -> tuple[str, str, int, str]:
    """Sorts mentions: by the date of the article, undated ones last, and as they stand there."""
    issued, article, start = (_text(look.follow(mention, path)) for path in (_ISSUED, _ARTICLE, _START))
    return issued or "9", article or "", _integer(look.follow(mention, _START)) or 0, mention.value if start else ""


def _kind(look: Look, thing: Any) -> Text | None:
    """What a person, body, territory or fact is called by; nothing for anything else."""
    types = {type_.value for type_ in look.values(thing, RDF.type)}
    return next((Text(kind) for type_, kind in (ENTITIES | FACTS).items() if type_ in types), None)


def _cell(column: Column, things: Things, look: Look) -> Cell:
    thing = things[column.of]
    return TYPES[column.type](look.follow(thing, column.path)) if thing is not None else None


def _texts(terms: list[Any]) -> list[str]:
    return sorted({term.value for term in terms})


def _text(terms: list[Any]) -> str | None:
    return str(terms[0].value) if terms else None


def _iris(terms: list[Any]) -> list[str]:
    return _texts([term for term in terms if type(term).__name__ == "NamedNode"])


def _iri(terms: list[Any]) -> str | None:
    return next(iter(_iris(terms)), None)


def _dates(terms: list[Any]) -> list[str]:
    return [text for text in _texts(terms) if _WHOLE_DATE.fullmatch(text)]


def _date(terms: list[Any]) -> str | None:
    return next(iter(_dates(terms)), None)


def _day(terms: list[Any]) -> date | None:
    """The first day of a year, month or day; nothing where the calendar has no such day.

    >>> _day([Text("2018-06")]), _day([Text("2019-02-30")])
    (datetime.date(2018, 6, 1), None)
    """
    text = _date(terms)
    try:
        return date.fromisoformat(text + "-01-01"[len(text) - 4 :]) if text else None
    except ValueError:
        return None


def _integer(terms: list[Any]) -> int | None:
    text = _text(terms) or ""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else None


def _decimal(terms: list[Any]) -> Decimal | None:
    """The highest of the numbers: of the confidence in a fact of several articles that of the surest."""
    numbers = []
    for term in terms:
        try:
            number = Decimal(term.value)
        except InvalidOperation:
            continue
        if number.is_finite():
            numbers.append(number)
    return max(numbers, default=None)


def _boolean(terms: list[Any]) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(_text(terms) or "")


TYPES: Mapping[str, Callable[[list[Any]], Cell]] = {
    "iri": _iri,
    "iris": _iris,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "dates": _dates,
    "day": _day,
}
"""How a cell is made of the terms it stands for. `date` is text as precise as known, `day` a day of the calendar."""
