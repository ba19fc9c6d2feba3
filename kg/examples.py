"""What the packaged queries answer on invented articles: `queries/examples` has these, `queries/answers` the answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.graph.library import Query
from kg.graph.parameters import parameters
from kg.graph.query import ask, read_query
from kg.graph.results import write_csv


class Example(NamedTuple):
    """The columns and rows of an example answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def build_examples(out: Path, folder: Path) -> Path:
    """Builds the graph of the articles and decisions of a folder of examples, and gives where it is."""
    from kg.pipeline import build

    build([folder / "articles.jsonl"], out=out, decisions=folder / "decisions.csv", jobs=1)
    return out


def answer(query: Query, graph: Path) -> str:
    """The answer of a query on a graph as CSV."""
    written = io.StringIO()
    with ask(graph, read_query(query.path), name=query.name) as answered:
        write_csv(answered, written, guard=False)
    return written.getvalue()


def example(query: Query) -> Example | None:
    """The example answer that came with a packaged query; a query of somebody else's has none."""
    path = query.path.parent / "answers" / f"{query.name}.csv"
    if not path.is_file():
        return None
    columns, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    return Example(tuple(columns), tuple(map(tuple, rows)))


def command(query: Query) -> str:
    """The command that asks a query with the values that are written in it.

    >>> from kg.graph.library import own_query, read_heading
    >>> command(read_heading(own_query("career-of-person")))
    'kg query career-of-person --set name="Sari Wulandari"'
    """
    return " ".join(["kg query", query.name, *_settings(query)])


def _settings(query: Query) -> Iterator[str]:
    for name, values in parameters(read_query(query.path), query.name).items():
        yield from (f"--set {name}={_quoted(value)}" for value in values)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
