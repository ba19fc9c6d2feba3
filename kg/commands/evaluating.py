"""`kg evaluate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import OUT, AsJson, Graph, opened, write_json

_ALL = "all"


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(help="Files with annotated articles, one JSON object a line.", metavar="GOLD", show_default=False),
    ],
    graph: Graph = OUT,
    misses: Annotated[
        list[str] | None,
        typer.Option(
            help="Also what was missed and made up of a fact type, with rule and sentence; or of all.", metavar="TYPE"
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="The table as CSV; with --misses the mistakes instead, one a row.")
    ] = False,
) -> None:
    """Measure a graph on articles that you have annotated: precision, recall and F1 of each fact type.

    Tells also how sure the figures are, and which kinds of mistakes cost most. The format of GOLD is described in
    docs/evaluation.md; an article has there the id that it has in the graph.
    """
    from functools import partial

    from kg.api import evaluate
    from kg.evaluation import records, report
    from kg.evaluation.found import words_behind
    from kg.evaluation.losses import mistakes

    wanted = _types(misses or [])
    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both", param_hint="--csv")
    behind = partial(words_behind, opened(graph))
    evaluation = evaluate(gold, out=graph)
    made = {name: mistakes(evaluation, name) for name in wanted}
    if as_json:
        write_json(records.record(evaluation, made, behind))
    elif as_csv and wanted:
        records.write_mistakes(made, behind, sys.stdout)
    elif as_csv:
        records.write_scores(evaluation, sys.stdout)
    else:
        typer.echo(report.text(evaluation, made, behind))


def _types(names: list[str]) -> list[str]:
    """The fact types that are asked for, in the order of the table."""
    from kg.evaluation.kinds import KINDS

    asked = {name.replace("-", " ") for name in names}
    for name in sorted(asked - {*KINDS, _ALL}):
        raise typer.BadParameter(f"{name!r}: expected one of {', '.join(KINDS)}, all", param_hint="--misses")
    return [name for name, kind in KINDS.items() if name in asked or (_ALL in asked and kind.averaged)]
