"""Loads a graph into a triple store: each named graph, and the union as the default graph; what is gone is removed at the end.

The store has the old or the new content of every graph at any time. A load that is stopped is finished by doing it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kg.endpoint.addresses import Addresses
from kg.endpoint.asking import ask
from kg.endpoint.client import Client
from kg.endpoint.graphs import Piece, Source
from kg.endpoint.writing import Writer
from kg.errors import EndpointError, KgError
from kg.graph.query import Limits
from kg.graph.terms import literal
from kg.graph.vocabulary import DCTERMS, SCHEMA

Method = Literal["auto", "gsp", "update"]
Progress = Callable[[str, int, int], None]

_PAGE = 1_000
_REMOVED_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """How to load: by which protocol, in requests of about how many bytes, under which name the union (`""`: as the default
    graph), and whether graphs that an earlier load left are removed.
    """

    method: Method = "auto"
    batch: int = 8 << 20
    union: str = ""
    remove: bool = True


class Loaded(NamedTuple):
    """What was done, or would be."""

    graphs: int
    triples: int
    removed: tuple[str, ...]
    requests: int
    seconds: float


def load(client: Client, addresses: Addresses, source: Source, wish: Wish, progress: Progress) -> Loaded:
    """Sends the graphs of a source to a store."""
    began = time.monotonic()
    by_update = _by_update(addresses, wish.method)
    writer = Writer(client, addresses, _staging(source), by_update)
    names, total, triples = source.graphs(), source.count(), 0
    try:
        for sent in _sent(writer, source, names, wish, by_update):
            triples += sent
            progress("sending triples", triples, total)
        stale = _stale(client, addresses, source, names, wish)
        for start in range(0, len(stale), _REMOVED_AT_ONCE):
            progress("removing graphs", start, len(stale))
            writer.remove(stale[start : start + _REMOVED_AT_ONCE])
    except KgError as error:
        raise type(error)(
            f"{error}\nloading stopped after {triples:,} of {total:,} triples; every graph is as it was or as it should be, "
            "and the same command goes on"
        ) from error
    return Loaded(len(names), triples, tuple(stale), writer.requests, time.monotonic() - began)


def planned(client: Client, addresses: Addresses, source: Source, wish: Wish) -> Loaded:
    """What `load` would do; the store is only asked."""
    _by_update(addresses, wish.method)
    names = source.graphs()
    return Loaded(len(names), source.count(), tuple(_stale(client, addresses, source, names, wish)), 0, 0.0)


def method_of(addresses: Addresses, method: Method) -> str:
    """By which protocol a graph is sent to these addresses."""
    return "SPARQL Update" if _by_update(addresses, method) else "Graph Store Protocol"


def _by_update(addresses: Addresses, method: Method) -> bool:
    if method == "auto":
        method = "gsp" if addresses.store else "update"
    needed, option = (addresses.update, "--update-url") if method == "update" else (addresses.store, "--store-url")
    if not needed:
        raise EndpointError(f"{addresses.query}: where this store takes graphs is not known; say it with {option}")
    return method == "update"


def _sent(writer: Writer, source: Source, names: list[str], wish: Wish, by_update: bool) -> Iterator[int]:
    """Sends every graph, and tells after each request how many triples it took."""
    waiting: list[tuple[str, Piece]] = []
    for name in names:
        target, pieces = name or wish.union, source.pieces(name, wish.batch)
        if not by_update:
            yield from writer.replace(target, pieces)
            continue
        first, second = next(pieces, Piece(b"", 0)), next(pieces, None)
        if second is not None:
            yield from writer.replace(target, _chained(first, second, pieces))
            continue
        if waiting and sum(len(piece.data) for _, piece in waiting) + len(first.data) > wish.batch:
            yield _flushed(writer, waiting)
            waiting = []
        waiting.append((target, first))
    if waiting:
        yield _flushed(writer, waiting)


def _flushed(writer: Writer, waiting: list[tuple[str, Piece]]) -> int:
    writer.replace_many((name, piece.data) for name, piece in waiting)
    return sum(piece.triples for _, piece in waiting)


def _chained(first: Piece, second: Piece, rest: Iterator[Piece]) -> Iterator[Piece]:
    yield first
    yield second
    yield from rest


def _staging(source: Source) -> str:
    return f"{source.base}graph/loading"


def _stale(client: Client, addresses: Addresses, source: Source, names: list[str], wish: Wish) -> list[str]:
    """The graphs of an earlier load that the source does not have any more: articles, and shared graphs, below the base
    that it states.
    """
    if not wish.remove or source.which == "default" or not source.stated_base:
        return []
    if not addresses.query:
        raise EndpointError(
            f"{addresses.store}: where this store is asked is not known; say it with --query-url, or give --keep"
        )
    kept = {*names, wish.union}
    found = {*_found(client, addresses, source.base, _ARTICLES), *_found(client, addresses, source.base, _SHARED)}
    return sorted(found - kept)


_ARTICLES = ("article/", f"GRAPH ?g {{ ?g a <{SCHEMA.NewsArticle}> ; <{DCTERMS.identifier}> ?id }}")
_SHARED = ("graph/", "GRAPH ?g { ?s ?p ?o }")


def _found(client: Client, addresses: Addresses, base: str, ours: tuple[str, str]) -> Iterator[str]:
    """The names of the store's graphs below a folder of the base, page by page, since servers cut long answers."""
    folder, pattern = f"{base}{ours[0]}", ours[1]
    last = ""
    while True:
        text = (
            f"SELECT DISTINCT ?g {{ {pattern} FILTER(STRSTARTS(STR(?g), {literal(folder)}) && STR(?g) > {literal(last)}) }} "
            f"ORDER BY STR(?g) LIMIT {_PAGE}"
        )
        limits = Limits(seconds=client.seconds)
        with ask(client, addresses.query, text, name="list of graphs", limits=limits) as answer:
            page = [row[0].value for row in answer if row and row[0]]
        yield from (name for name in page if name.startswith(folder) and "/" not in name.removeprefix(folder))
        if len(page) < _PAGE or page[-1] <= last:
            return
        last = page[-1]


def with_overrides(addresses: Addresses, query: str, update: str, store: str) -> Addresses:
    """The addresses, with those that somebody gave instead."""
    given = {"query": query, "update": update, "store": store}
    return addresses._replace(**{name: url for name, url in given.items() if url})


def of_product(wish: Wish, addresses: Addresses, base: str) -> Wish:
    """The wish as the product needs it: Virtuoso has no default graph to write to."""
    if addresses.kind == "virtuoso" and not wish.union:
        return replace(wish, union=f"{base}graph/union")
    return wish
