"""`kg validate`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import OUT, AsJson, Graph, Quiet, present, write_json


class Form(StrEnum):
    """How failures are written."""

    text = "text"
    json = "json"
    turtle = "turtle"


class Language(StrEnum):
    """The languages of the messages."""

    english = "en"
    indonesian = "id"


def validate(
    graph_path: Annotated[
        Path | None,
        typer.Argument(help="A folder that `kg build` made, or an RDF file.", metavar="GRAPH", show_default="out"),
    ] = None,
    graph: Graph = OUT,
    shapes: Annotated[
        list[Path] | None,
        typer.Option(help="A file of further SHACL shapes; may be given several times.", metavar="FILE", show_default="none"),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How failures are written.")] = Form.text,
    language: Annotated[Language, typer.Option("--lang", help="The language of what a shape says.")] = Language.english,
    limit: Annotated[
        int | None,
        typer.Option(
            help="At most so many failures of each shape are listed.", min=1, show_default="20; of JSON and Turtle all"
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help="Processes that validate.", min=0, max=256, show_default="one a processor")
    ] = 0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Validate the graph against its SHACL shapes, and tell in words what is wrong, with the articles to look at.

    Each thing that fails is listed with what is wrong, how it should be, the shape, and the articles that say it, with the
    sentence where words of the article stand for it. `--format turtle` gives a validation report as SHACL describes it.

    Further shapes are of SHACL Core; what would run a query or a program, or fetch another file, is refused.

    The exit code is 0 if everything conforms and 1 if not, and also if the graph or the shapes cannot be read; then nothing is
    on standard output.
    """
    from kg.commands.progress import reporter
    from kg.validation import report
    from kg.validation.find import validate

    if graph_path and graph != OUT:
        raise typer.BadParameter("give the graph once", param_hint="GRAPH")
    chosen = Form.json if as_json else form
    with reporter(quiet) as progress:
        most = limit or (20 if chosen is Form.text else None)
        validation = validate(present(graph_path or graph), shapes or (), limit=most, jobs=jobs, progress=progress)
    if chosen is Form.json:
        write_json(report.record(validation))
    elif chosen is Form.turtle:
        typer.echo(report.turtle(validation), nl=False)
    elif validation.failures:
        typer.echo(report.text(validation, language.value))
    if not quiet:
        typer.echo(report.summary(validation), err=True)
    if not validation.conforms:
        raise typer.Exit(1)
