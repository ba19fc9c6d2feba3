"""`kg load`, and asking a triple store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import OUT, Graph, Quiet, present
from kg.terminal import safe_text

if TYPE_CHECKING:
    from kg.endpoint.addresses import Addresses
    from kg.endpoint.client import Client
    from kg.endpoint.loading import Loaded
    from kg.graph.query import Answer, Limits

_MEGABYTE = 1 << 20
_SHOWN = 20


class Protocol(StrEnum):
    """How a store takes graphs."""

    auto = "auto"
    gsp = "gsp"
    update = "update"


class Which(StrEnum):
    """Which graphs are loaded."""

    both = "both"
    named = "named"
    default = "default"


def load(
    endpoint: Annotated[str, typer.Argument(help="The address of the triple store.", metavar="ENDPOINT")],
    graph: Graph = OUT,
    method: Annotated[
        Protocol, typer.Option(help="Graph Store Protocol or SPARQL Update; auto takes the first where there is one.")
    ] = Protocol.auto,
    batch: Annotated[float, typer.Option(help="Megabytes that a request may have.", min=0.001, max=1024)] = 8.0,
    only: Annotated[
        Which, typer.Option(help="The union as the default graph, the named graphs of the articles, or both.")
    ] = Which.both,
    union_graph: Annotated[
        str,
        typer.Option(
            help="Load the union as this named graph.",
            metavar="IRI",
            show_default="the default graph; for Virtuoso BASE/graph/union",
        ),
    ] = "",
    query_url: Annotated[str, typer.Option(help="Where the store answers queries.", metavar="URL")] = "",
    update_url: Annotated[str, typer.Option(help="Where it takes updates.", metavar="URL")] = "",
    store_url: Annotated[str, typer.Option(help="Where it takes graphs.", metavar="URL")] = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave the articles of earlier loads that the graph has no more.")
    ] = False,
    timeout: Annotated[float, typer.Option(help="Seconds that one request may take.", min=0.1, max=86_400)] = 600.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    quiet: Quiet = False,
) -> None:
    """Load a graph into a triple store.

    Each graph takes the place of the old one at once; doing it twice changes nothing. Name and password come from
    KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, a token from KG_ENDPOINT_TOKEN.
    """
    from kg.commands.progress import reporter
    from kg.endpoint import loading
    from kg.endpoint.addresses import checked
    from kg.endpoint.graphs import Source

    given = tuple(checked(url) if url else "" for url in (query_url, update_url, store_url))
    source = Source(present(graph), only.value)
    with _client(timeout, quiet) as client:
        addresses = loading.with_overrides(_addresses(client, endpoint, known=all(given)), *given)
        wish = loading.Wish(method.value, int(batch * _MEGABYTE), checked(union_graph) if union_graph else "", not keep)
        wish = loading.of_product(wish, addresses, source.base)
        if dry_run:
            _tell_plan(loading.planned(client, addresses, source, wish), loading.method_of(addresses, wish.method), addresses)
            return
        with reporter(quiet) as progress:
            loaded = loading.load(client, addresses, source, wish, progress)
    if not quiet:
        _tell(loaded)


@contextmanager
def asked(endpoint: str, query: str, name: str, limits: Limits, graphs: list[str]) -> Iterator[Answer]:
    """The answer of a triple store, for `kg query --endpoint`."""
    from kg.endpoint.addresses import Addresses, checked, is_told_by_path
    from kg.endpoint.asking import ask

    with _client(limits.seconds, quiet=True) as client:
        url = checked(endpoint)
        found = Addresses(query=url) if is_told_by_path(url) else _addresses(client, url, known=False)
        with ask(client, found.query, query, name=name, limits=limits, graphs=tuple(map(checked, graphs))) as answer:
            yield answer


def _client(timeout: float, quiet: bool) -> Client:
    from kg.endpoint.client import Client
    from kg.endpoint.credentials import Credentials

    def told(message: str) -> None:
        if not quiet:
            typer.echo(f"kg: {safe_text(message)}", err=True)

    return Client(Credentials.from_environment(os.environ), seconds=timeout, told=told)


def _addresses(client: Client, endpoint: str, known: bool) -> Addresses:
    """The addresses of the store; the server is not asked who it is where all of them were given."""
    from kg.endpoint.addresses import addresses, checked

    url = checked(endpoint)
    return addresses(url, "" if known else client.server(url))


def _tell_plan(plan: Loaded, method: str, addresses: Addresses) -> None:
    typer.echo(f"would send {plan.triples:,} triples in {plan.graphs:,} graphs by {method}")
    for name in ("query", "update", "store"):
        typer.echo(safe_text(f"  {name:<7} {getattr(addresses, name) or 'not known'}"))
    typer.echo(f"would remove {len(plan.removed):,} graphs")
    for name in plan.removed[:_SHOWN]:
        typer.echo(safe_text(f"  {name}"))
    if len(plan.removed) > _SHOWN:
        typer.echo(f"  and {len(plan.removed) - _SHOWN:,} more")


def _tell(loaded: Loaded) -> None:
    pace = loaded.triples / loaded.seconds if loaded.seconds else 0.0
    typer.echo(
        f"kg: {loaded.triples:,} triples in {loaded.graphs:,} graphs loaded in {loaded.seconds:.1f} s ({pace:,.0f} a second, "
        f"{loaded.requests:,} requests), {len(loaded.removed):,} old graphs removed",
        err=True,
    )
