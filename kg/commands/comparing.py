"""`kg conflicts`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.commands.options import OUT, AsJson, Graph, Quiet, present, write_json


def conflicts(
    graph: Graph = OUT,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table as CSV, one contradiction a row.")] = False,
    limit: Annotated[int, typer.Option(help="At most so many of each kind are listed.", min=1)] = 1_000,
    quiet: Quiet = False,
) -> None:
    """List where articles contradict each other, with both sentences, their articles and dates.

    Two people in a post that one person holds at a time (92 days are left for a handover, 7 where the day of swearing-in is
    told); two days of one swearing-in; one person in posts of two places at the same time; a tenure that is over and held
    again without another swearing-in; two values of one rating. Those who are only acting are in nobody's way. Of everybody
    in a post at the same time, each is listed with at most three others, those seen longest.

    The exit code is 1 if there is a contradiction, and also if the graph cannot be read; then nothing is on standard output.
    """
    from kg.contradictions import report
    from kg.contradictions.find import find

    if as_json and as_csv:
        raise typer.BadParameter("give --json or --csv, not both", param_hint="--csv")
    listing = find(present(graph), limit)
    found = listing.conflicts
    if as_json:
        write_json([report.record(conflict) for conflict in found])
    elif as_csv:
        report.write_csv(found, sys.stdout)
    elif found:
        typer.echo(report.text(found))
    if not quiet:
        typer.echo(report.summary(listing), err=True)
    if found:
        raise typer.Exit(1)
