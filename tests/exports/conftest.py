from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.graph.folder import claimed
from kg.graph.publish import Edition, publish
from kg.graph.terms import iri, literal
from kg.graph.vocabulary import DCTERMS, FOAF, ORG, PROV, RDF, SCHEMA, SIMPUL, SKOS, XSD

BASE = "https://w3id.org/simpul/"
HOSTILE = (
    '=HYPERLINK("http://x","y")', "'=A1", "@SUM(1)", "+62 811", "-1+1", "-5", "\ttab", "\x1b[2J\x07\x9b", "a\r\nb", "a\rb",
    "a\nb", "]]>", "</script><script>", "&amp; &#1;", '"kata"', "\\n \\u0041", "\u202ekcab", "🙂 𝔘", "\x7f\x85", "\ufffe",
    " spasi ", "a|b; c,d", "{}", "@id", "_:b0", "https://x.id/ <y>", "漢字", "\u2028x", "#", "'", "＝1", "x" * 300,
)  # fmt: skip
"""Texts that break one format or another where it is written carelessly."""


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The made-up articles of the tests of the graph."""
    path = Path(__file__).parents[1] / "graph" / "sample.py"
    spec = importlib.util.spec_from_file_location("sample", path)
    assert spec and spec.loader
    module = sys.modules["sample"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def out(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the made-up articles, and of one that says hostile things in every place. No test writes to it."""
    with claimed(tmp_path_factory.mktemp("exports") / "out") as folder:
        publish(folder, [*sample.chunks(sample.readings()), list(hostile_lines())], Edition())
    return folder


@pytest.fixture(scope="session")
def quads(out: Path) -> frozenset[str]:
    """The lines of that graph."""
    return frozenset((out / "graph.nq").read_text(encoding="utf-8").split("\n")[:-1])


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody pulls the plug here, so nothing has to reach the platter."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    yield


def hostile_lines() -> Iterator[str]:
    """An article, and for each hostile text a person who is called so, a post, a tenure and a statement."""
    article = f"{BASE}article/zz-hostile"
    yield from _said(article, article, SCHEMA.NewsArticle, {DCTERMS.identifier: literal("zz-hostile")})
    for number, text in enumerate(HOSTILE):
        person, post, tenure = (f"{BASE}{kind}/hostile-{number}" for kind in ("person", "post", "tenure"))
        place, statement = f"{BASE}territory/{number}", f"{BASE}statement/zz-hostile/{number}"
        yield from _said(article, person, FOAF.Person, {SKOS.prefLabel: literal(text), FOAF.name: literal(f"{text}!")})
        yield from _said(article, place, SIMPUL.Territory, {SKOS.prefLabel: literal(text), SKOS.notation: literal(text)})
        role = f"{BASE}role/hostile-{number}"
        yield from _said(article, role, SKOS.Concept, {SKOS.prefLabel: literal(text)})
        says = {SKOS.prefLabel: literal(text), ORG.role: iri(role), SIMPUL.jurisdiction: iri(place)}
        yield from _said(article, post, ORG.Post, says)
        says = {
            ORG.member: iri(person),
            SIMPUL.post: iri(post),
            SIMPUL.acting: literal(text),
            SIMPUL.former: f'"true"^^<{XSD.boolean}>',
            SIMPUL.articles: f'"{number}"^^<{XSD.integer}>',
            SIMPUL.confidence: f'"0.{number}5"^^<{XSD.decimal}>',
            SCHEMA.startDate: f'"2020-02-{number % 28 + 1:02}"^^<{XSD.date}>',
            SIMPUL.firstSeen: f'"20{number:02}-06"^^<{XSD.gYearMonth}>',
        }
        yield from _said(article, tenure, ORG.Membership, says)
        yield from _said(article, statement, SCHEMA.Quotation, {SCHEMA.creator: iri(person), SCHEMA.text: literal(text)})


def _said(graph: str, subject: str, type_: str, says: dict[str, str]) -> Iterator[str]:
    yield f"<{subject}> <{RDF.type}> <{type_}> <{graph}> ."
    if type_ in (ORG.Membership, SCHEMA.Quotation):
        yield f"<{subject}> <{PROV.wasDerivedFrom}> <{graph}> <{graph}> ."
    for predicate, value in says.items():
        yield f"<{subject}> <{predicate}> {value} <{graph}> ."
