"""`kg conflicts` and `kg diff`."""

from __future__ import annotations

import sys
from pathlib import Path
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


def diff(
    old: Annotated[
        Path | None, typer.Argument(help="A graph folder, one of its generations, or an RDF file.", show_default="out")
    ] = None,
    new: Annotated[
        Path | None, typer.Argument(help="The same, built later; without it the last two generations of OLD are compared.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only this section; may be given several times.", metavar="SECTION", show_default="all"),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(help="At most so many of each kind are listed.", min=1, show_default="20; with --json all"),
    ] = None,
    as_json: AsJson = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also which articles were added and removed.")] = False,
    quiet: Quiet = False,
) -> None:
    """Tell what changed between two builds, with the sentences behind it.

    Sections: articles; people (who came into office, who left); posts (another holder); tenures (other dates); events;
    ratings; bodies; identities (people who became one or several, or have another name); decisions. What came has its
    sentence from NEW, what went from OLD. A person whose id changed is followed to the new one.

    The exit code is 1 if something changed, and also if a graph cannot be read; then nothing is on standard output.
    """
    from kg.differences import report
    from kg.differences.find import find

    listing = find(present(old or OUT), new and present(new), only or (), limit or (None if as_json else 20))
    if as_json:
        write_json([report.record(change) for change in listing.changes])
    elif listing.changes:
        typer.echo(report.text(listing, verbose))
    if not quiet:
        typer.echo(report.summary(listing), err=True)
    if listing.changes:
        raise typer.Exit(1)
