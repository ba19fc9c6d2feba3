"""Asks a triple store a query of anybody's, checked as for our own store; the answer is like that of `kg.graph.query`.

with ask(client, url, text, name="query", limits=Limits()) as answer:
    write(answer, "csv", sys.stdout)
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from itertools import pairwise
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kg.endpoint.addresses import shown_address
from kg.endpoint.client import Client, Request
from kg.endpoint.waiting import Body
from kg.errors import EndpointError
from kg.graph import gate
from kg.graph.query import Answer, Limits, Row, Term
from kg.graph.query_worker import term_parts
from kg.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from requests import Response

_ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_FORM = "application/x-www-form-urlencoded"


def ask(client: Client, url: str, query: str, *, name: str, limits: Limits, graphs: tuple[str, ...] = ()) -> RemoteAnswer:
    """The answer of a store; `graphs` are those whose union it should see, its default graph where there are none."""
    gate.check(query, name)
    form = _form(query)
    fields = [("query", declared(query)), *(("default-graph-uri", graph) for graph in graphs)]
    headers = {"Content-Type": _FORM, "Accept": _TRIPLES if form in ("construct", "describe") else _ROWS}
    until = time.monotonic() + limits.seconds
    response = client.send(Request("POST", url, headers=headers, body=urlencode(fields).encode(), until=until))
    body = client.body(response, until)
    return RemoteAnswer(response, body, form, shown_address(url), limits)


def declared(query: str) -> str:
    """The query with those of our prefixes declared that it uses and does not declare; its lines keep their numbers.

    >>> declared("SELECT * { ?s skos:prefLabel ?o }")
    'PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT * { ?s skos:prefLabel ?o }'
    """
    tokens = list(gate.tokens(query))
    names = {token.text.partition(":")[0] for token in tokens if token.kind == "name" and not token.text.startswith("_:")}
    pairs = pairwise(tokens)
    known = {after.text.partition(":")[0] for before, after in pairs if before.lower == "prefix" and after.kind == "name"}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(names - known) if name in PREFIXES) + query


def _form(query: str) -> str:
    """`select`, `ask`, `construct` or `describe`."""
    words = (token.lower for token in gate.tokens(query) if token.kind == "word")
    return next(word for word in words if word in ("select", "ask", "construct", "describe"))


class RemoteAnswer(Answer):
    """What a store answers, row by row, while it still sends."""

    def __init__(self, response: Response, body: Body, form: str, name: str, limits: Limits) -> None:
        self._response, self._body, self._place, self._limit = response, body, name, limits.rows
        self.truncated = False
        self.columns = []
        self.boolean = False
        try:
            self._begin_reading(io.BufferedReader(body, 1 << 16), form)
        except BaseException:
            response.close()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._response.close()

    def __iter__(self) -> Iterator[Row]:
        if self.kind == "boolean":
            return
        for count, row in enumerate(self._read_rows()):
            if self._limit is not None and count >= self._limit:
                self.truncated = True
                self._response.close()
                return
            yield row

    def _begin_reading(self, file: io.BufferedReader, form: str) -> None:
        from pyoxigraph import QueryBoolean, parse, parse_query_results

        if form in ("construct", "describe"):
            self.kind, self.columns = "triples", ["subject", "predicate", "object"]
            self._found: Any = self._read(lambda: parse(file, _rdf_format(self._response, self._place)))
            return
        found = self._read(lambda: parse_query_results(file, _results_format(self._response, self._place)))
        if isinstance(found, QueryBoolean):
            self.kind, self.boolean = "boolean", bool(found)
            return
        self.kind, self.columns, self._found = "rows", [variable.value for variable in found.variables], found

    def _read_rows(self) -> Iterator[Row]:
        found = iter(self._found)
        while (terms := self._read(lambda: next(found, None))) is not None:
            parts = terms.triple if self.kind == "triples" else terms
            yield [None if term is None else Term(*term_parts(term)) for term in parts]

    def _read(self, work: Any) -> Any:
        """What reading gives; what goes wrong in it is told in our words."""
        try:
            return work()
        except EndpointError:
            raise
        except (OSError, SyntaxError, ValueError, RuntimeError) as error:
            raise self._body.failure or EndpointError(f"{self._place}: the answer cannot be read: {error}") from None


def _results_format(response: Response, name: str) -> Any:
    from pyoxigraph import QueryResultsFormat

    return QueryResultsFormat.from_media_type(_media_type(response)) or _unexpected(response, name, "rows")


def _rdf_format(response: Response, name: str) -> Any:
    from pyoxigraph import RdfFormat

    return RdfFormat.from_media_type(_media_type(response)) or _unexpected(response, name, "triples")


def _unexpected(response: Response, name: str, wanted: str) -> Any:
    raise EndpointError(
        f"{name}: expected {wanted}, and got {_media_type(response)[:80] or 'no type'}: is this a SPARQL address?"
    )


def _media_type(response: Response) -> str:
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()
