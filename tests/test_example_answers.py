"""The packaged questions on invented articles: every one says what it is and has an answer there, which is kept true."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from whole import assert_conforms

from kg.commands.explaining import GROUPS, grouped
from kg.examples import answer, build_examples, command, example
from kg.graph.library import Query, library
from kg.graph.parameters import bind, parameters
from kg.graph.query import read_query
from kg.pipeline import build

QUERIES = Path(__file__).parents[1] / "queries"
LIBRARY = library(QUERIES)
WITH_PARAMETERS = [(query, parameter.name) for query in LIBRARY for parameter in query.parameters]
OTHERS = {
    "territory": ["14"],
    "day": ["2023-10-01"],
    "from": ["2025-03"],
    "until": ["2019"],
    "role": ["Bupati"],
    "type": ["rapat"],
    "word": ["buku"],
    "body": ["Pemerintah Kota Pontianak"],
    "assessor": ["badan pemeriksa"],
    "measure": ["opini"],
    "year": ["2021"],
    "article": ["2018-gubernur"],
    "least": ["3"],
    "below": ["0.5"],
}
NAMES = ["anton siregar", "GUBERNUR RIAU", "Polresta Pontianak", "kabar", "Hendra Wijaya"]
every_query = pytest.mark.parametrize("query", LIBRARY, ids=lambda query: query.name)

Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = build_examples(tmp_path_factory.mktemp("examples") / "out", QUERIES / "examples")
    assert_conforms(out)
    return out


def graph_of(folder: Path, first: int, step: int) -> Path:
    """The graph of every second article, or third, and so on, without decisions."""
    lines = (QUERIES / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "a.jsonl").write_text("".join(lines[first::step]), encoding="utf-8")
    build([folder / "a.jsonl"], out=folder / "out", decisions=folder / "none.csv", jobs=1)
    return folder / "out"


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[pyoxigraph.Store]:
    graphs = [graph_of(tmp_path_factory.mktemp("part"), first, step) for first, step in ((0, 2), (1, 2), (0, 3))]
    return [pyoxigraph.Store.read_only(str(graph / "store")) for graph in graphs]


@pytest.fixture(scope="module")
def fewest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_of(tmp_path_factory.mktemp("fewest"), 0, 4)


@pytest.fixture(scope="module")
def store(graph: Path) -> pyoxigraph.Store:
    return pyoxigraph.Store.read_only(str(graph / "store"))


@pytest.fixture(scope="module")
def by_rdflib(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph / "graph.ttl", format="turtle")


def cells(solutions: Iterable[Iterable[object]]) -> Rows:
    return [tuple("" if term is None else str(getattr(term, "value", term)) for term in row) for row in solutions]


def rows(store: pyoxigraph.Store, text: str) -> Rows:
    return cells(store.query(text))  # type: ignore[arg-type]


@every_query
def test_the_example_answer_is_what_the_query_gives(graph: Path, query: Query) -> None:
    there = (QUERIES / "answers" / f"{query.name}.csv").read_text(encoding="utf-8")
    assert there == answer(query, graph), "run scripts/docs and look at what changed"


def test_every_answer_is_that_of_a_query() -> None:
    assert {path.stem for path in (QUERIES / "answers").iterdir()} == {query.name for query in LIBRARY}


@every_query
def test_every_query_says_what_it_is(query: Query) -> None:
    found = example(query)
    assert found and found.columns == query.columns
    assert found.rows and len(set(found.rows)) == len(found.rows)
    assert query.group in GROUPS
    assert len(query.title) > 5 and len(query.description) > 40
    assert all(kind in ("text", "territory", "day", "date", "number") and said for _, kind, said in query.parameters)
    assert [name for name, said in query.explained if name not in query.columns or not said] == []
    assert list(parameters(read_query(query.path))) == [parameter.name for parameter in query.parameters]
    assert all(f"--set {parameter.name}=" in command(query) for parameter in query.parameters)


@every_query
def test_every_query_is_a_portable_file(query: Query) -> None:
    text = query.path.read_text(encoding="utf-8")
    declared = re.findall(r"^PREFIX (\w+):", text, re.MULTILINE)
    body = re.sub(r"^(#|PREFIX).*$", "", text, flags=re.MULTILINE)
    assert declared == sorted(set(re.findall(r"\b(\w+):\w", re.sub(r'"[^"]*"', "", body))))
    assert not re.search(r"\b(NOW|RAND|UUID|STRUUID|BNODE|SERVICE|GRAPH)\b", body)
    assert not re.search(r"\[\s*\]|_:", body)
    assert text.isascii() and max(map(len, text.splitlines())) <= 128


@every_query
def test_rows_are_in_the_order_of_all_columns(query: Query) -> None:
    ordered = read_query(query.path).rpartition("ORDER BY")[2]
    assert [column for column in query.columns if not re.search(rf"\?{column}\b", ordered)] == []


@pytest.mark.parametrize(("query", "parameter"), WITH_PARAMETERS, ids=lambda each: getattr(each, "name", each))
def test_every_parameter_changes_the_answer(store: pyoxigraph.Store, query: Query, parameter: str) -> None:
    text = read_query(query.path)
    usual = rows(store, text)
    others = OTHERS.get(parameter, NAMES)
    assert usual
    assert [value for value in others if rows(store, bind(text, {parameter: [value]})) != usual]


@every_query
def test_other_articles_give_another_answer(store: pyoxigraph.Store, parts: list[pyoxigraph.Store], query: Query) -> None:
    text = read_query(query.path)
    assert [part for part in parts if rows(part, text) != rows(store, text)]


@every_query
def test_rdflib_answers_the_same(store: pyoxigraph.Store, by_rdflib: rdflib.Graph, query: Query) -> None:
    text = read_query(query.path)
    assert cells(by_rdflib.query(text)) == rows(store, text)  # type: ignore[arg-type]


@every_query
def test_a_union_that_repeats_triples_gives_the_same(fewest: Path, query: Query) -> None:
    quads = pyoxigraph.Store()
    quads.load(path=str(fewest / "graph.nq"), format=pyoxigraph.RdfFormat.N_QUADS)
    text = read_query(query.path)
    expected = rows(pyoxigraph.Store.read_only(str(fewest / "store")), text)
    assert cells(quads.query(text, use_default_graph_as_union=True)) == expected  # type: ignore[arg-type]


def test_there_are_enough_questions() -> None:
    assert len(LIBRARY) >= 25
    assert [group for group, _ in grouped(LIBRARY)] == list(GROUPS)
