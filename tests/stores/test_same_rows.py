"""Every query has the same rows in every engine, and everywhere some."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from servers import VIRTUOSO_USER, oxigraph, virtuoso
from stores.engines import HERE, Found, by_comunica, by_rdflib, local, remote
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import EndpointError

QUERIES = sorted((Path(__file__).parents[2] / "queries").glob("*.rq"))
UNION = "https://w3id.org/simpul/graph/union"
every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)


def load(*arguments: object, environment: dict[str, str] | None = None) -> str:
    """What `kg load` says."""
    ran = CliRunner().invoke(app, ["load", *map(str, arguments)], env=environment, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.output


@pytest.fixture(scope="session")
def expected(graph: Path) -> dict[str, Found]:
    """What `kg query` finds."""
    return {query.stem: local(graph, query) for query in QUERIES}


@every_query
def test_every_query_finds_something(expected: dict[str, Found], query: Path) -> None:
    """Empty answers are the same everywhere: where this fails, queries/examples needs an article for the query."""
    assert expected[query.stem].rows


@pytest.fixture(scope="session")
def oxigraph_default(graph: Path) -> Iterator[str]:
    """The server, loaded by `kg load`; its default graph is the union."""
    with oxigraph() as url:
        load(url, "--graph", graph)
        yield f"{url}/query"


@pytest.fixture(scope="session")
def oxigraph_named(graph: Path) -> Iterator[str]:
    """The server, loaded by updates; its default graph is empty, and the union is a named graph."""
    with oxigraph() as url:
        load(url, "--graph", graph, "--method", "update", "--union-graph", UNION)
        yield f"{url}/query"


@every_query
def test_oxigraph(oxigraph_default: str, expected: dict[str, Found], query: Path) -> None:
    assert remote(oxigraph_default, query) == expected[query.stem]


@every_query
def test_oxigraph_with_the_union_as_a_named_graph(oxigraph_named: str, expected: dict[str, Found], query: Path) -> None:
    assert remote(oxigraph_named, query, UNION) == expected[query.stem]


def test_oxigraph_with_a_union_of_its_own(few: Path) -> None:
    """It has a triple as often as graphs say it, so that answers must not count repetitions; with few articles none is late."""
    with oxigraph("--union-default-graph") as url:
        load(url, "--graph", few, "--only", "named")
        for query in QUERIES:
            assert remote(f"{url}/query", query) == local(few, query), query.stem


@pytest.mark.slow
def test_oxigraph_with_two_unions(few: Path) -> None:
    """Where the union that `kg load` writes is there too, everything is repeated: what is answered is right, some is late."""
    late = []
    with oxigraph("--union-default-graph", "--timeout-s", 5) as url:
        load(url, "--graph", few)
        for query in QUERIES:
            try:
                assert remote(f"{url}/query", query) == local(few, query), query.stem
            except EndpointError as error:
                assert "cannot be read" in str(error) or "no answer" in str(error)
                late.append(query.stem)
    assert len(late) <= len(QUERIES) // 4, late


@pytest.fixture(scope="session")
def turtle(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph / "graph.ttl")


@pytest.fixture(scope="session")
def rdflib_store(quads: Path) -> rdflib.store.Store:
    with warnings.catch_warnings(), quads.open("rb") as file:
        warnings.filterwarnings("ignore", "Dataset", DeprecationWarning)
        return rdflib.Dataset().parse(file, format="nquads").store


@pytest.fixture(scope="session", params=[False, True], ids=["default", "union"])
def dataset(rdflib_store: rdflib.store.Store, request: pytest.FixtureRequest) -> rdflib.Graph:
    return rdflib.Dataset(rdflib_store, default_union=request.param)


@every_query
def test_rdflib_with_the_turtle_file(turtle: rdflib.Graph, expected: dict[str, Found], query: Path) -> None:
    assert by_rdflib(turtle, query) == expected[query.stem]


@every_query
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # which rdflib raises against itself
def test_rdflib_with_all_graphs(dataset: rdflib.Graph, expected: dict[str, Found], query: Path) -> None:
    assert by_rdflib(dataset, query) == expected[query.stem]


@pytest.fixture(scope="session")
def virtuoso_server(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Virtuoso, loaded by `kg load`; the union is a named graph, since it has no default graph of its own."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        load(url, "--graph", graph, environment=VIRTUOSO_USER)
        yield url


@pytest.mark.slow
@every_query
def test_virtuoso(virtuoso_server: str, expected: dict[str, Found], query: Path) -> None:
    assert remote(virtuoso_server, query, UNION) == expected[query.stem]


@pytest.fixture(scope="session")
def comunica(quads: Path) -> dict[str, Found | str]:
    """The answers of an engine in JavaScript that shares no line with the others."""
    modules = Path(os.environ.get("KG_COMUNICA", HERE))
    assert shutil.which("node") and (modules / "node_modules").is_dir(), "scripts/test --slow installs the modules"
    return by_comunica(modules, quads, "default", QUERIES)


@pytest.mark.slow
@every_query
def test_comunica(comunica: dict[str, Found | str], expected: dict[str, Found], query: Path) -> None:
    assert comunica[query.stem] == expected[query.stem]
