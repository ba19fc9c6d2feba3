"""A store that is killed while a graph is loaded, started again, and loaded again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest
from servers import OXIGRAPH, free_port, running
from stores.test_loading import held, kg_load, wanted

from kg.endpoint.addresses import addresses
from kg.endpoint.client import Client
from kg.endpoint.credentials import Credentials
from kg.endpoint.graphs import Source
from kg.endpoint.loading import Wish, load
from kg.errors import EndpointError


@contextmanager
def server(folder: Path) -> Iterator[tuple[str, threading.Event]]:
    """The address of an Oxigraph server with its data in a folder, and what kills it."""
    port, killing = free_port(), threading.Event()
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, port, seconds=30) as process:
        threading.Thread(target=lambda: killing.wait() and process.kill(), daemon=True).start()
        yield f"http://127.0.0.1:{port}", killing
        killing.set()


def load_until(url: str, graph: Path, killing: threading.Event, requests: int, delay: float) -> None:
    """Loads a graph; so many seconds after so many requests the server is killed."""
    seen: list[int] = []

    def progress(*_: object) -> None:
        seen.append(1)
        if len(seen) == requests:
            threading.Timer(delay, killing.set).start()

    if not requests:
        threading.Timer(delay, killing.set).start()
    with Client(Credentials(), seconds=20, sleep=lambda _: None) as client:
        load(client, addresses(url), Source(graph), Wish(batch=200_000), progress)


@pytest.mark.parametrize(("requests", "delay"), [(0, 0.06), (1, 0), (20, 0.005)])
def test_the_same_command_goes_on(tmp_path: Path, graph: Path, few: Path, requests: int, delay: float) -> None:
    with server(tmp_path) as (url, _):
        assert kg_load(url, "--graph", few)[0] == 0
    with server(tmp_path) as (url, killing), pytest.raises(EndpointError, match="the same command goes on"):
        load_until(url, graph, killing, requests, delay)
    with server(tmp_path) as (url, _):
        old, new, found = by_graph(wanted(few)), by_graph(wanted(graph)), by_graph(held(url))
        assert [name for name, quads in found.items() if quads not in (old.get(name), new.get(name))] == []
        assert set(old) <= set(found)
        assert kg_load(url, "--graph", graph)[0] == 0
        assert held(url) == wanted(graph)


def by_graph(quads: set[str]) -> dict[str, set[str]]:
    """The quads of each graph by its name; those of the default graph, which have none, by `""`."""
    found: dict[str, set[str]] = {}
    for quad in pyoxigraph.parse("".join(f"{each} .\n" for each in quads), format=pyoxigraph.RdfFormat.N_QUADS):
        found.setdefault(getattr(quad.graph_name, "value", ""), set()).add(str(quad))
    return found
