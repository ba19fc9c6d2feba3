"""Options that several commands share."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pyoxigraph import Store

Graph = Annotated[Path, typer.Option("--graph", "-g", help="A folder that `kg build` made, or an RDF file.", metavar="PATH")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on standard error.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="More on standard error.")]
Columns = Annotated[
    str,
    typer.Option(
        help="Names of the fields in JSON lines and CSV: text=body,id=slug.", metavar="FIELD=NAME,...", show_default="their own"
    ),
]
Decisions = Annotated[Path, typer.Option("--decisions", "-d", help="The file of decisions.", metavar="FILE")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output, for programs.")]

OUT = Path("out")
DECISIONS = Path("decisions.csv")


def columns_of(text: str) -> dict[str, str]:
    """The names of fields as the option gives them.

    >>> columns_of("text=body, id=slug")
    {'text': 'body', 'id': 'slug'}
    """
    columns: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in text.split(","))):
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise typer.BadParameter(f"{pair!r}: expected FIELD=NAME", param_hint="--columns")
        columns[field.strip()] = name.strip()
    return columns


def opened(graph: Path) -> Store:
    """The store of the graph that `--graph` names."""
    from kg.graph.store import open_store

    return open_store(present(graph))


def present(graph: Path) -> Path:
    """The folder or file that `--graph` names, which is there."""
    from kg.errors import GraphError

    if not graph.exists():
        raise GraphError(f"{graph}: there is no such folder or file; `kg build` makes a graph")
    return graph


def write_json(value: object) -> None:
    """Prints a value as JSON for programs; in a terminal no character of it can do anything."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    typer.echo("\n".join(_visible(line) for line in text.split("\n")) if sys.stdout.isatty() else text)


def _visible(line: str) -> str:
    """The line with what a terminal would act on as JSON escapes."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
