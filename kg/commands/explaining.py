"""What `kg queries` prints: the list of queries, and what one of them is for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from kg.examples import command, example
from kg.graph.library import Query
from kg.graph.parameters import parameters
from kg.graph.query import read_query

GROUPS = (
    "officials",
    "careers",
    "bodies",
    "territories",
    "events",
    "assessments",
    "quotations",
    "sources and trust",
    "the data set",
)
"""The groups in the order in which they are shown; others come last."""
_WIDTH, _ROWS = 100, 10


def grouped(found: Iterable[Query]) -> Iterator[tuple[str, list[Query]]]:
    """Each group with its queries."""

    def place(query: Query) -> tuple[int, str]:
        return (GROUPS.index(query.group) if query.group in GROUPS else len(GROUPS), query.group)

    for (_, group), some in groupby(sorted(found, key=place), key=place):
        yield group or "others", list(some)


def listed(found: list[Query]) -> Iterator[str]:
    """The lines of the list: name, title, and what can be set."""
    width = max((len(query.name) for query in found), default=0)
    for group, some in grouped(found):
        yield group
        for query in some:
            yield f"  {query.name:<{width}}  {query.title}"
            names = ", ".join(parameter.name for parameter in query.parameters)
            if names:
                yield f"  {'':<{width}}    --set {names}"


def explained(query: Query) -> Iterator[str]:
    """The lines that explain one query, with its parameters, columns, and example."""
    yield from (f"{query.name}: {query.title}", "", *_wrapped(query.description, ""))
    defaults = parameters(read_query(query.path), query.name)
    if query.parameters:
        yield from ("", "can be set, with what holds where nothing is:")
        for parameter in query.parameters:
            yield f"  {parameter.name} = {', '.join(defaults.get(parameter.name, ()))}"
            yield from _wrapped(parameter.description, "      ")
    yield from ("", "columns:")
    told = dict(query.explained)
    for column in query.columns:
        yield from _wrapped(f"{column}: {told[column]}" if column in told else column, "  ")
    yield from _example(query)


def record(query: Query) -> dict[str, Any]:
    """All that a query says of itself, for JSON."""
    defaults = parameters(read_query(query.path), query.name)
    return {
        "name": query.name,
        "group": query.group,
        "title": query.title,
        "description": query.description,
        "parameters": [each._asdict() | {"default": list(defaults.get(each.name, ()))} for each in query.parameters],
        "columns": list(query.columns),
        "explained": dict(query.explained),
        "path": str(query.path),
    }


def _example(query: Query) -> Iterator[str]:
    """The command, and the first rows of its answer on the invented articles."""
    yield from ("", f"$ {command(query)}")
    found = example(query)
    if not found:
        return
    widths = [max(map(len, values)) for values in zip(found.columns, *found.rows[:_ROWS], strict=True)]
    for row in (found.columns, *found.rows[:_ROWS]):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    if len(found.rows) > _ROWS:
        yield f"... and {len(found.rows) - _ROWS} more rows"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + ("  " if indent == "  " else ""))
