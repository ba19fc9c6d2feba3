"""Engines that answer a query, each with the rows as text that can be compared."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import rdflib

from kg.endpoint.asking import ask as ask_endpoint
from kg.endpoint.client import Client
from kg.endpoint.credentials import Credentials
from kg.graph.query import Answer, Limits, Term, ask, read_query

HERE = Path(__file__).parent / "comunica"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "int", "long", "double", "float", "nonNegativeInteger"))


class Found(NamedTuple):
    """The columns of an answer, and its rows sorted."""

    columns: list[str]
    rows: list[tuple[str, ...]]


def local(graph: Path, query: Path) -> Found:
    """What `kg query` finds."""
    with ask(graph, read_query(query), name=query.name) as answer:
        return _found(answer)


def remote(url: str, query: Path, *graphs: str) -> Found:
    """What `kg query --endpoint` finds."""
    limits, text = Limits(seconds=30), read_query(query)
    with (
        Client(Credentials(), seconds=30, pauses=()) as client,
        ask_endpoint(client, url, text, name=query.name, limits=limits, graphs=graphs) as answer,
    ):
        return _found(answer)


def by_rdflib(graph: rdflib.Graph, query: Path) -> Found:
    """What rdflib finds."""
    answer = graph.query(read_query(query))
    rows = [tuple(_text(_of_rdflib(term)) for term in row) for row in answer]  # type: ignore[union-attr]
    return Found([str(variable) for variable in answer.vars or ()], sorted(rows))


def by_comunica(modules: Path, quads: Path, graphs: str, queries: list[Path]) -> dict[str, Found | str]:
    """What Comunica finds for each query by its name, or the error that it ends with."""
    command = [str(shutil.which("node")), str(HERE / "ask.cjs"), str(modules), str(quads), graphs, *map(str, queries)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, env={**os.environ, "NODE_OPTIONS": ""})
    assert ran.returncode == 0, ran.stderr[-2000:]
    answers: dict[str, Found | str] = {}
    for line in ran.stdout.splitlines():
        record = json.loads(line)
        rows = [tuple(_text(Term(*term) if term else None) for term in row) for row in record.get("rows", ())]
        answers[Path(record["query"]).stem] = record.get("error") or Found(record["columns"], sorted(rows))
    return answers


def _found(answer: Answer) -> Found:
    return Found(answer.columns, sorted(tuple(map(_text, row)) for row in answer))


def _of_rdflib(term: rdflib.term.Node | None) -> Term | None:
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        return Term("literal", str(term), str(term.datatype or ""), term.language or "")
    return Term("uri" if isinstance(term, rdflib.URIRef) else "bnode", str(term))


def _text(term: Term | None) -> str:
    """A term as text. Numbers are compared by value: the recommendation leaves open whether an engine writes 1, 1.0 or 01."""
    if term is None:
        return ""
    if term.kind != "literal":
        return f"{term.kind} {term.value}"
    if term.datatype in NUMBERS:
        return f"number {Decimal(term.value).normalize():f}"
    return f"{term.value}@{term.language}" if term.language else term.value
