"""`kg export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import OUT, Graph, Quiet, present
from kg.terminal import safe_text

NAMES = ("turtle", "trig", "nt", "nq", "jsonld", "rdfxml", "graphml", "gexf", "csv", "parquet")


def export(
    form: Annotated[str, typer.Argument(help=f"One of {', '.join(NAMES)}.", metavar="FORMAT")],
    graph: Graph = OUT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file; for csv and parquet a folder.",
            metavar="PATH",
            show_default="standard output; csv and parquet beside the graph",
        ),
    ] = None,
    without_evidence: Annotated[
        bool, typer.Option("--without-evidence", help="RDF without the words of the articles that facts rest on.")
    ] = False,
    evidence: Annotated[
        Path | None, typer.Option("--evidence", help="RDF with these words in a second file.", metavar="FILE")
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV without the guard that keeps spreadsheets from running cells as formulas.")
    ] = False,
    link_context: Annotated[
        bool, typer.Option("--link-context", help="JSON-LD with a link to the published context instead of the context itself.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Write the graph in a format that other programs read: RDF, a network, or tables.

    turtle, nt and rdfxml hold the union of the graphs; trig, nq and jsonld each graph under its name; graphml and gexf the
    network that `kg view` shows; csv and parquet a table for each kind of fact.
    """
    if form not in NAMES:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(NAMES)}", param_hint="FORMAT")
    from kg.exports.formats import FOLDERS, RDF, Wanted, default_folder
    from kg.exports.formats import export as write

    if form not in RDF and (evidence is not None or without_evidence):
        raise typer.BadParameter(f"only {', '.join(RDF)} can be written so", param_hint="--evidence")
    if evidence is not None and evidence == output:
        raise typer.BadParameter("the second file must be another one", param_hint="--evidence")
    wanted = Wanted(not without_evidence, evidence, raw, link_context)
    path = output or (default_folder(graph, form) if form in FOLDERS else None)
    write(present(graph), form, path, wanted)
    if path is not None and not quiet:
        typer.echo(f"{safe_text(str(path))}: written", err=True)
