"""`kg query` and `kg queries`."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import OUT, AsJson, Graph, Quiet, write_json
from kg.outputs import text_output
from kg.terminal import safe_text

if TYPE_CHECKING:
    from kg.graph.query import Answer, Limits

ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".txt": "table",
    ".ttl": "turtle",
    ".nt": "nt",
    ".nq": "nq",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
}
"""The format that the end of an output file's name asks for."""


def query(
    file: Annotated[
        str | None, typer.Argument(help="A query file, the name of a packaged query, or - for standard input.", metavar="QUERY")
    ] = None,
    text: Annotated[str | None, typer.Option("--execute", "-e", help="The query itself.", metavar="SPARQL")] = None,
    graph: Graph = OUT,
    endpoint: Annotated[
        str, typer.Option("--endpoint", help="Ask this triple store instead of a graph here.", metavar="URL")
    ] = "",
    default_graph: Annotated[
        list[str] | None,
        typer.Option("--default-graph", help="With --endpoint: the named graph to ask; may be given again.", metavar="IRI"),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="table, csv, tsv, json, xml; for CONSTRUCT and DESCRIBE turtle, nt, nq, trig, jsonld, rdfxml.",
            show_default="what the name of the output ends in, else table or turtle",
        ),
    ] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
    settings: Annotated[
        list[str],
        typer.Option(
            "--set",
            help="A value for a parameter of the query; may be repeated, also for one parameter.",
            metavar="NAME=VALUE",
            show_default="what is written in the query",
        ),
    ] = [],  # noqa: B006
    timeout: Annotated[float, typer.Option(help="Seconds that the query may take.", min=0.1, max=86_400)] = 30.0,
    max_rows: Annotated[
        int | None, typer.Option("--max-rows", help="Stop after so many rows.", min=1, show_default="no limit")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV without the guard that keeps spreadsheets from running cells as formulas.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Ask the graph a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE).

    It sees the union of all named graphs, changes nothing and reaches neither files nor the network. With --endpoint a triple
    store answers, from its default graph; the query is checked in the same way.
    """
    from kg.graph.query import Limits
    from kg.graph.results import EMPTY, TRUNCATED, write

    name, sparql = _query(file, text)
    sparql = _with_settings(sparql, settings, name)
    limits = Limits(seconds=timeout, rows=max_rows)
    with _answer(graph, endpoint, default_graph or [], sparql, name, limits) as answer, text_output(output) as out:
        rows = write(answer, form or ENDINGS.get(output.suffix.lower() if output else "", ""), out, guard=not raw)
        out.flush()
        if not quiet and not rows:
            typer.echo(f"kg: {EMPTY}", err=True)
        if not quiet and answer.truncated:
            typer.echo(f"kg: {TRUNCATED} ({max_rows:,})", err=True)


def queries(
    name: Annotated[str | None, typer.Argument(help="A query to explain; without it all are listed.", metavar="NAME")] = None,
    as_json: AsJson = False,
) -> None:
    """List the packaged queries in their groups, with what can be set; or explain one, with an example answer."""
    from kg.commands.explaining import explained, listed, record
    from kg.graph.library import find_query, library, read_heading

    found = [read_heading(find_query(name))] if name else library()
    if as_json:
        write_json([record(query) for query in found])
        return
    for line in explained(found[0]) if name else listed(found):
        typer.echo(safe_text(line))


def _answer(
    graph: Path, endpoint: str, graphs: list[str], sparql: str, name: str, limits: Limits
) -> AbstractContextManager[Answer]:
    """The answer of a graph here, or of a triple store."""
    from kg.commands.loading import asked
    from kg.graph.query import ask

    if endpoint:
        return asked(endpoint, sparql, name, limits, graphs)
    if graphs:
        raise typer.BadParameter("goes with --endpoint", param_hint="--default-graph")
    return ask(graph, sparql, name=name, limits=limits)


def _query(file: str | None, text: str | None) -> tuple[str, str]:
    """The name of the query, for messages, and the query."""
    from kg.graph.library import find_query
    from kg.graph.query import read_query

    if (file is None) == (text is None):
        raise typer.BadParameter("give either a query file, or the query with -e", param_hint="QUERY")
    if text is not None:
        return "query", text
    if file == "-":
        return "standard input", sys.stdin.buffer.read(1 << 20).decode("utf-8-sig", "replace")
    path = find_query(str(file))
    return str(path), read_query(path)


def _with_settings(sparql: str, given: list[str], name: str) -> str:
    """The query with the values of `--set`."""
    from kg.errors import QueryError
    from kg.graph.parameters import bind, settings

    try:
        values = settings(given)
    except QueryError as error:
        raise typer.BadParameter(str(error), param_hint="--set") from None
    return bind(sparql, values, name)
