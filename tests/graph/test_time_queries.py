"""The queries that ask for times, with two engines, also where a triple stands in several graphs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from published import graph_of, readings

from kg.graph.parameters import bind
from kg.graph.query import ask, read_query
from kg.graph.store import to_rdflib

QUERIES = Path(__file__).parents[2] / "queries"
ARTICLES = (
    "2018-09-06: Presiden melantik Hendra Wijaya sebagai Gubernur Riau di Istana Negara, Jakarta, Rabu (5/9/2018).",
    "2020-05-04: Gubernur Riau Hendra Wijaya meninjau pasar di Pekanbaru.",
    "2021-03: Gubernur Riau Surya Atmaja meninjau pasar di Pekanbaru.",
    "2021-05-04: Gubernur Riau Surya Atmaja meninjau pasar di Pekanbaru.",
)
SURE = [
    ("2018-09-04", []),
    ("2018-09-05", [("Hendra Wijaya", "certain")]),
    ("2019-01-01", [("Hendra Wijaya", "certain")]),
    ("2020-05-04", [("Hendra Wijaya", "certain")]),
    ("2020-12-01", [("Hendra Wijaya", "likely")]),
    ("2021-03-10", [("Hendra Wijaya", "likely"), ("Surya Atmaja", "likely")]),
    ("2021-04-10", [("Surya Atmaja", "certain")]),
    ("2022-01-01", []),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_of(tmp_path_factory.mktemp("time"), readings(*ARTICLES))


def answers(graph: Path, query: str) -> list[list[tuple[str, ...]]]:
    """The rows from a union without repetitions, from the engine's own union, and from rdflib."""
    with ask(graph, query, name="query") as found:
        rows = [[tuple(term.value if term else "" for term in row) for row in found]]
    store = pyoxigraph.Store()
    store.load(path=str(graph), format=pyoxigraph.RdfFormat.N_QUADS)
    for solutions in (store.query(query, use_default_graph_as_union=True), to_rdflib(graph).query(query)):
        rows.append([tuple(str(getattr(term, "value", term)) if term else "" for term in row) for row in solutions])  # type: ignore
    return rows


@pytest.mark.parametrize(("day", "expected"), SURE)
def test_who_held_a_post_on_a_day(graph: Path, day: str, expected: list[tuple[str, str]]) -> None:
    query = bind(read_query(QUERIES / "holder-on-date.rq"), {"territory": ["14"], "day": [day]})
    for rows in answers(graph, query):
        assert sorted((row[3], row[5]) for row in rows) == expected


def test_the_holders_of_a_post_in_order(graph: Path) -> None:
    query = bind(read_query(QUERIES / "holders-of-post.rq"), {"name": ["gubernur riau"]})
    for rows in answers(graph, query):
        assert [row[1:8] for row in rows] == [
            ("Hendra Wijaya", "", "2018-09-06", "2018-09-05", "2020-05-04", "", "2021-03"),
            ("Surya Atmaja", "", "2021-03", "", "2021-05-04", "", ""),
        ]
