"""Replaces and removes graphs of a triple store: by the Graph Store Protocol, or by SPARQL Update.

What an article says is sent as N-Triples, or inside INSERT DATA as N-Triples that the engine has parsed and written anew;
in front of it stand only commands of ours with IRIs that were checked.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from kg.endpoint.addresses import Addresses
from kg.endpoint.client import BUSY, Client, Request
from kg.endpoint.graphs import Piece
from kg.errors import EndpointError

_TRIPLES = {"Content-Type": "application/n-triples"}
_UPDATE = {"Content-Type": "application/sparql-update"}
_AGAIN = BUSY | {500}
"""Every request here may be sent twice. Virtuoso answers 500 where two transactions met."""

_ABSENT = 404
_PUTS_AT_ONCE = "oxigraph"
"""A PUT that breaks off leaves the old graph here, however large it is, and a COPY of a large graph takes minutes."""

_ESCAPED_BACKSLASH = re.compile(rb"\\\\([uU])")
_IRI = re.compile(r"[^\x00-\x20<>\"{}|\\^`]+")


class Writer:
    """Changes a store. `staging` is the graph in which a large graph is collected before it takes the place of the old one."""

    def __init__(self, client: Client, addresses: Addresses, staging: str, by_update: bool) -> None:
        self._client, self._addresses, self._staging, self._by_update = client, addresses, staging, by_update
        self.requests = 0

    def replace(self, graph: str, pieces: Iterator[Piece]) -> Iterator[int]:
        """Puts the pieces in the place of a graph, and tells after each request how many triples it took.

        Until the last request the store has the old graph, and from then on the new one.
        """
        first, second = next(pieces, Piece(b"", 0)), next(pieces, None)
        if second is None:
            self._put(graph, first.data)
            yield first.triples
        elif self._by_update or (self._addresses.update and self._addresses.kind != _PUTS_AT_ONCE):
            yield from self._in_steps(graph, chain((first, second), pieces))
        else:
            yield self._put_whole(graph, chain((first, second), pieces))

    def replace_many(self, graphs: Iterable[tuple[str, bytes]]) -> None:
        """Puts small graphs in the place of the old ones, all in one update."""
        self._update(b" ;\n".join(_replacing(graph, data) for graph, data in graphs))

    def remove(self, graphs: list[str]) -> None:
        """Takes graphs out of the store, whether they are there or not."""
        if self._addresses.update:
            self._update(" ;\n".join(f"DROP SILENT GRAPH {_iri(graph)}" for graph in graphs).encode())
            return
        for graph in graphs:
            self._send("DELETE", graph, None, also=_ABSENT)

    def _put(self, graph: str, data: bytes) -> None:
        if self._by_update:
            self.replace_many([(graph, data)])
        elif data or not self._addresses.update:
            self._send("PUT", graph, data)
        else:
            self._update(f"CLEAR SILENT {_named(graph)}".encode())

    def _put_whole(self, graph: str, pieces: Iterable[Piece]) -> int:
        """Sends a large graph in one request, from a file, all or nothing."""
        triples = 0
        with tempfile.TemporaryDirectory(prefix="kg-load-") as folder:
            path = Path(folder) / "graph.nt"
            with path.open("wb") as file:
                for piece in pieces:
                    file.write(piece.data)
                    triples += piece.triples
            self._send("PUT", graph, path)
        return triples

    def _in_steps(self, graph: str, pieces: Iterable[Piece]) -> Iterator[int]:
        """Collects a large graph beside the old one, and then lets it take its place."""
        self._update(f"DROP SILENT GRAPH {_iri(self._staging)}".encode())
        for piece in pieces:
            if self._by_update:
                self._update(_inserting(self._staging, piece.data))
            else:
                self._send("POST", self._staging, piece.data)
            yield piece.triples
        self._update(f"COPY GRAPH {_iri(self._staging)} TO {_named(graph)}".encode())
        self._update(f"DROP SILENT GRAPH {_iri(self._staging)}".encode())

    def _send(self, method: str, graph: str, body: bytes | Path | None, also: int = 200) -> None:
        which = ("graph", graph) if graph else ("default", "")
        request = Request(method, self._addresses.store, (which,), _TRIPLES if body is not None else {}, body, _AGAIN)
        self._counted(request, also)

    def _update(self, text: bytes) -> None:
        self._counted(Request("POST", self._addresses.update, (), _UPDATE, text, _AGAIN))

    def _counted(self, request: Request, also: int = 200) -> None:
        self.requests += 1
        self._client.done(request, also)


def _replacing(graph: str, data: bytes) -> bytes:
    clear = f"CLEAR SILENT {_named(graph)}".encode()
    return clear + b" ;\n" + _inserting(graph, data) if data else clear


def _inserting(graph: str, data: bytes) -> bytes:
    triples = in_update(data)
    return b"INSERT DATA {\n" + (b"GRAPH " + _iri(graph).encode() + b" {\n" + triples + b"}\n}" if graph else triples + b"}")


def in_update(data: bytes) -> bytes:
    r"""N-Triples as they may stand in an update.

    Some engines replace `\u0022` everywhere before they read a query. In N-Triples a backslash of a text is doubled, and these
    engines would take the second one and a following u for such an escape, so that the text could end its string. Here the u is
    an escape itself, which means the same to every engine.

    >>> print(in_update(rb'<a:s> <a:p> "\\u0022 } ; DROP ALL" .').decode())
    <a:s> <a:p> "\\\U000000750022 } ; DROP ALL" .
    """
    return _ESCAPED_BACKSLASH.sub(lambda found: rb"\\\U%08X" % found[1][0], data)


def _named(graph: str) -> str:
    return f"GRAPH {_iri(graph)}" if graph else "DEFAULT"


def _iri(graph: str) -> str:
    """A graph's name in an update; what could be more than a name is refused."""
    if not _IRI.fullmatch(graph):
        raise EndpointError(f"{graph[:80]!r}: this is no IRI")
    return f"<{graph}>"
