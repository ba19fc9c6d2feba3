"""The commands that look into a graph or an article: `kg show`, `explain`, `stats`, `verify`, `view`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import OUT, AsJson, Columns, Graph, Quiet, Verbose, columns_of, opened, present, write_json
from kg.terminal import safe_text


def show(
    name: Annotated[str, typer.Argument(help="A name or part of one, a territory code, or an IRI.", metavar="NAME")],
    graph: Graph = OUT,
    as_json: AsJson = False,
) -> None:
    """Show a person, body or territory: every fact, the sentences that say so, and why articles speak of one person."""
    from kg.show import describe, find, joined_of, links, listing, record, text

    store = opened(graph)
    entities = find(store, name)
    if not entities:
        typer.echo(f"kg: nobody and nothing in the graph is called {safe_text(name)!r}", err=True)
        raise typer.Exit(1)
    if len(entities) > 1:
        typer.echo(f"kg: {len(entities):,} are called so; give the full name or the IRI of one", err=True)
        write_json([entity._asdict() for entity in entities]) if as_json else typer.echo(listing(entities))
        return
    told = entities[0], describe(store, entities[0]), joined_of(store, entities[0]), links(store, entities[0])
    write_json(record(*told)) if as_json else typer.echo(text(*told))


def explain(
    article: Annotated[
        str,
        typer.Argument(help="A file, a record (corpus.jsonl:12), or the id of an article of the graph.", metavar="ARTICLE"),
    ],
    graph: Graph = OUT,
    as_json: AsJson = False,
) -> None:
    """Show how an article is read: its sentences, what their words mean, the rules that fired or lost, and the facts."""
    from kg.explain import article_of, explained, record, text

    explanation = explained(article_of(article, graph))
    write_json(record(explanation)) if as_json else typer.echo(text(explanation))


def stats(graph: Graph = OUT, as_json: AsJson = False) -> None:
    """Count what is in the graph."""
    from pyoxigraph import DefaultGraph

    from kg.graph.read import counts

    store = opened(graph)
    triples = sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    found = counts(store) | {"triples": triples}
    if as_json:
        write_json(found)
        return
    for kind, count in found.items():
        typer.echo(f"{kind:<14} {count:>9,}")


def verify(
    graph: Graph = OUT, columns: Columns = "", quiet: Quiet = False, verbose: Verbose = False, as_json: AsJson = False
) -> None:
    """Check that the graph is intact, and that the words of every fact still stand in its article where the graph says."""
    from kg.verify import verify

    outcome = verify(graph, columns=columns_of(columns))
    if as_json:
        write_json(outcome.record())
    for finding in outcome.findings:
        if not as_json:
            typer.echo(safe_text(finding))
    if not quiet:
        typer.echo(outcome.summary(), err=True)
    if verbose:
        for note in outcome.notes:
            typer.echo(safe_text(note), err=True)
    if outcome.findings:
        raise typer.Exit(1)


def view(
    graph: Graph = OUT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The page.", metavar="FILE", show_default="network.html in the graph's folder"),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The title of the page.")] = None,
    around: Annotated[
        list[str] | None, typer.Option(help="Draw what is around somebody or something: a name or an IRI.", metavar="NAME")
    ] = None,
    depth: Annotated[int, typer.Option(help="How many steps around.", min=1, max=3)] = 1,
    territory: Annotated[str, typer.Option(help="Show what belongs to a territory: a name or a code.", metavar="NAME")] = "",
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--type", help="Show these kinds alone: person, organization, territory, event, assessment.", metavar="KIND"
        ),
    ] = None,
    since: Annotated[
        str, typer.Option(help="Show what happened or was told from this day, month or year.", metavar="DATE")
    ] = "",
    until: Annotated[str, typer.Option(help="The same, up to this day, month or year.", metavar="DATE")] = "",
    top: Annotated[int, typer.Option(help="Draw so many nodes, the best connected.", min=0, max=5_000, metavar="N")] = 0,
    limit: Annotated[
        int, typer.Option(help="Nodes drawn at once; of a larger graph its groups are drawn.", min=1, max=5_000)
    ] = 500,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write the network as one HTML page that needs no server and no network.

    The page holds the whole graph. `--around`, `--territory`, `--type`, `--since`, `--until` and `--top` choose what it shows
    when it is opened; its reader can change all of that.
    """
    from kg.view import write
    from kg.view.first import FirstView

    path = output or (graph if graph.is_dir() else graph.parent) / "network.html"
    first = FirstView(tuple(around or ()), depth, territory, tuple(kinds or ()), since, until, top)
    counts = write(present(graph), path, title=title, limit=limit, first=first)
    if not quiet:
        told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
        typer.echo(f"{safe_text(str(path))}: {told}", err=True)
    if open_page:
        typer.launch(str(path.resolve().as_uri()))
