"""Where a triple store is asked, changed, and given whole graphs, worked out from the one address that people know."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from kg.errors import EndpointError
from kg.terminal import safe_text

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}", re.IGNORECASE)
_OXIGRAPH = ("query", "update", "store")
_FUSEKI = ("query", "sparql", "update", "data", "get", "upload")
_VIRTUOSO = ("sparql-auth", "sparql-graph-crud", "sparql-graph-crud-auth")
_ASKED = ("query", "sparql", *_VIRTUOSO[:1])


class Addresses(NamedTuple):
    """The addresses of a store, `""` where there is none; `kind` is the product, as far as that can be told."""

    query: str = ""
    update: str = ""
    store: str = ""
    kind: str = ""


def checked(url: str) -> str:
    """The address of a store, if it is one that may be used.

    >>> checked("https://contoh.id/sparql")
    'https://contoh.id/sparql'
    >>> checked("file:///etc/passwd")
    Traceback (most recent call last):
    ...
    kg.errors.EndpointError: file:///etc/passwd: expected an http or https address
    """
    shown = shown_address(url)
    if not _ADDRESS.fullmatch(url):
        raise EndpointError(f"{shown}: expected an http or https address")
    try:
        parts = urlsplit(url)
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known:
        raise EndpointError(f"{shown}: expected an address with a host")
    if "@" in parts.netloc:
        raise EndpointError(
            f"{shown}: name and password go into KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, not into the address"
        )
    return urlunsplit(parts._replace(fragment=""))


def shown_address(url: str) -> str:
    """An address as messages show it: without name and password, without what is asked, without control characters.

    >>> shown_address("http://ani:rahasia@contoh.id/sparql?query=x")
    'http://contoh.id/sparql'
    """
    head, slashes, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    bare = f"{head}{slashes}{host.rpartition('@')[2]}{slash}{path}" if slashes else url
    return safe_text(re.split(r"[?#]", bare)[0])[:300]


def is_told_by_path(url: str) -> bool:
    """True where the path alone says what it is for a query: no need to ask the server who it is.

    >>> is_told_by_path("http://contoh.id/ds/query"), is_told_by_path("http://contoh.id:7878")
    (True, False)
    """
    segments = _segments(url)
    return bool(segments) and (segments[-1] in _ASKED or "repositories" in segments)


def addresses(url: str, server: str = "") -> Addresses:
    """All addresses of the store with this one; `server` is what it calls itself, in the header of an answer.

    >>> addresses("http://h:7878")
    Addresses(query='http://h:7878/query', update='http://h:7878/update', store='http://h:7878/store', kind='oxigraph')
    >>> addresses("http://h/ds/sparql").store, addresses("http://h/repositories/kg").update
    ('http://h/ds/data', 'http://h/repositories/kg/statements')
    >>> addresses("http://h:8890/sparql", "Virtuoso/07.20").store
    'http://h:8890/sparql-graph-crud-auth'
    """
    segments, product = _segments(url), server.lower()
    last = segments[-1] if segments else ""
    if "repositories" in segments[:-1]:
        return _repository(url, segments)
    if "virtuoso" in product or last in _VIRTUOSO:
        return _virtuoso(url, segments)
    if not segments or "oxigraph" in product or (last in _OXIGRAPH and len(segments) == 1):
        base = segments[:-1] if last in _OXIGRAPH else segments
        return _named(url, base, _OXIGRAPH, "oxigraph")
    if last == "sparql" and len(segments) == 1 and "fuseki" not in product:
        return Addresses(query=url)
    dataset = segments[:-1] if last in _FUSEKI else segments
    return _named(url, dataset, ("query", "update", "data"), "fuseki")


def _named(url: str, base: list[str], names: tuple[str, str, str], kind: str) -> Addresses:
    """The addresses with these names below the base."""
    query, update, store = (_at(url, *base, name) for name in names)
    return Addresses(query, update, store, kind)


def _repository(url: str, segments: list[str]) -> Addresses:
    """The addresses of a repository of GraphDB, and of everything else that is made with RDF4J."""
    base = segments[: segments.index("repositories") + 2]
    return Addresses(_at(url, *base), _at(url, *base, "statements"), _at(url, *base, "rdf-graphs", "service"), "graphdb")


def _virtuoso(url: str, segments: list[str]) -> Addresses:
    base = segments[:-1] if segments and segments[-1] in (*_VIRTUOSO, "sparql") else segments
    return Addresses(
        _at(url, *base, "sparql"), _at(url, *base, "sparql-auth"), _at(url, *base, "sparql-graph-crud-auth"), "virtuoso"
    )


def _segments(url: str) -> list[str]:
    return [segment for segment in urlsplit(url).path.split("/") if segment]


def _at(url: str, *segments: str) -> str:
    """The address of another path of the same server."""
    return urlunsplit(urlsplit(url)._replace(path="/" + "/".join(segments), query="", fragment=""))
