"""What a store holds after a load: the graph, whatever was there before and whatever articles say."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from servers import oxigraph
from typer.testing import CliRunner

from kg.cli import app
from kg.endpoint.asking import ask
from kg.endpoint.client import Client
from kg.endpoint.credentials import Credentials
from kg.endpoint.graphs import Source
from kg.endpoint.writing import in_update
from kg.graph.query import Limits

BASE = "https://w3id.org/simpul/"
BESIDE = "http://beside.invalid/"
FOREIGN = "<http://a/s> <http://a/p> <http://a/o>"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with oxigraph() as address:
        yield address


def kg_load(*arguments: object) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["load", *map(str, arguments)])
    return ran.exit_code, ran.output + str(ran.exception or "")


def held(url: str) -> set[str]:
    """The quads of the store."""
    request = urllib.request.Request(f"{url}/store", headers={"Accept": "application/n-quads"})
    with urllib.request.urlopen(request) as answer:
        return {str(quad) for quad in pyoxigraph.parse(answer.read(), pyoxigraph.RdfFormat.N_QUADS)}


def put(url: str, graph: str, data: str) -> None:
    headers = {"Content-Type": "application/n-triples"}
    request = urllib.request.Request(f"{url}/store?graph={graph}", data.encode(), headers, method="PUT")
    urllib.request.urlopen(request).close()


def wanted(graph: Path, only: str = "both") -> set[str]:
    """The quads that a load of a graph folder should leave; its description is in a graph of its own and in the union."""
    places = pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode(f"{BASE}graph/dataset")
    said = pyoxigraph.parse(path=str(graph / "dataset.ttl"), base_iri=BESIDE)
    kept = [quad.triple for quad in said if BESIDE not in str(quad.object)]
    described = (pyoxigraph.Quad(each.subject, each.predicate, each.object, place) for each in kept for place in places)
    as_the_engine_has_them = pyoxigraph.Store()
    as_the_engine_has_them.extend([*pyoxigraph.Store.read_only(str(graph / "store")), *described])
    return {
        str(quad) for quad in as_the_engine_has_them if only == "both" or (quad.graph_name == places[0]) == (only == "default")
    }


@pytest.mark.parametrize("method", ["gsp", "update"])
@pytest.mark.parametrize("megabytes", [8, 0.01])
def test_the_store_holds_the_graph_however_often_it_is_loaded(url: str, graph: Path, method: str, megabytes: float) -> None:
    """Also in small requests, where a large graph is collected beside the old one; nothing of that is left."""
    for _ in range(2):
        code, output = kg_load(url, "--graph", graph, "--method", method, "--batch", megabytes)
        assert (code, "0 old graphs removed" in output) == (0, True), output
    assert held(url) == wanted(graph)


def test_articles_that_are_gone_are_removed_and_nothing_of_others(url: str, graph: Path, few: Path) -> None:
    put(url, "http://contoh.id/mine", f"{FOREIGN} .")
    put(url, f"{BASE}article/not-an-article", f"{FOREIGN} .")
    put(url, f"{BASE}notes", f"{FOREIGN} .")
    assert kg_load(url, "--graph", graph)[0] == 0
    before, gone = held(url), len({*Source(graph).graphs()} - {*Source(few).graphs()})
    code, output = kg_load(url, "--graph", few, "--dry-run")
    assert code == 0 and gone > 20 and f"would remove {gone} graphs" in output and held(url) == before
    assert kg_load(url, "--graph", few, "--keep")[0] == 0
    assert held(url) > wanted(few)
    assert f"{gone} old graphs removed" in kg_load(url, "--graph", few)[1]
    others = {f"{FOREIGN} <{graph}>" for graph in ("http://contoh.id/mine", f"{BASE}article/not-an-article", f"{BASE}notes")}
    assert held(url) == wanted(few) | others


def test_a_file_removes_only_what_is_below_the_base_that_it_states(url: str, graph: Path, few: Path, tmp_path: Path) -> None:
    """A graph with another base, or one that states none, is no newer version of what is there."""
    elsewhere = tmp_path / "elsewhere.nq"
    elsewhere.write_text((few / "graph.nq").read_text(encoding="utf-8").replace(BASE, "https://contoh.id/"), encoding="utf-8")
    (tmp_path / "unknown.nt").write_text(f"{FOREIGN} .\n", encoding="utf-8")
    assert kg_load(url, "--graph", graph)[0] == 0
    for file in (elsewhere, tmp_path / "unknown.nt"):
        code, output = kg_load(url, "--graph", file)
        assert code == 0 and "0 old graphs removed" in output
    assert wanted(graph, "named") <= held(url)
    gone = len({*Source(elsewhere).graphs()}) - 1
    lines = elsewhere.read_text(encoding="utf-8").splitlines(keepends=True)
    shared = (line for line in lines if line.endswith("<https://contoh.id/graph/reference> .\n"))
    (tmp_path / "shorter.nq").write_text("".join(shared), encoding="utf-8")
    assert f"{gone - 1} old graphs removed" in kg_load(url, "--graph", tmp_path / "shorter.nq")[1]


@pytest.mark.parametrize("method", ["gsp", "update"])
@pytest.mark.parametrize("only", ["named", "default", "both"])
def test_only_some_graphs(few: Path, method: str, only: str) -> None:
    with oxigraph() as url:
        assert kg_load(url, "--graph", few, "--only", only, "--method", method)[0] == 0
        assert held(url) == wanted(few, only)


def test_a_store_tells_what_it_holds(url: str, graph: Path, few: Path) -> None:
    """And only that: the description of an earlier load is gone, also with a graph that has none."""
    text = "SELECT ?n { ?d a <http://rdfs.org/ns/void#Dataset> ; <http://rdfs.org/ns/void#triples> ?n }"
    for folder in (graph, few):
        assert kg_load(url, "--graph", folder)[0] == 0
        union = pyoxigraph.Store.read_only(str(folder / "store")).quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
        with (
            Client(Credentials(), seconds=20) as client,
            ask(client, f"{url}/query", text, name="q", limits=Limits()) as answer,
        ):
            assert [row[0].value for row in answer if row[0]] == [str(len(list(union)))]
    assert kg_load(url, "--graph", few / "graph.nq")[0] == 0
    assert not [quad for quad in held(url) if "graph/dataset" in quad or BESIDE in quad or "void#triples" in quad]


HOSTILE = [
    '" . } } ; DROP ALL ; INSERT DATA { GRAPH <http://evil/> { <a:s> <a:p> "',
    "\\u0022 . } } ; DROP ALL #",
    "\\U00000022 . } } ; DROP ALL #",
    "\\\\u0022 } ; DROP ALL #",
    "} ;\nDROP ALL ;\n#",
    "'''\"\"\"\\",
    "\x00\x1b[2J\u2028\ufffe",
]


@pytest.mark.parametrize("method", ["gsp", "update"])
def test_what_articles_say_stays_text(url: str, tmp_path: Path, method: str) -> None:
    path, store = tmp_path / "hostile.nq", pyoxigraph.Store()
    for number, text in enumerate(HOSTILE):
        name = pyoxigraph.NamedNode(f"{BASE}article/h{number}")
        store.add(pyoxigraph.Quad(name, pyoxigraph.NamedNode(f"{BASE}p"), pyoxigraph.Literal(text), name))
    store.dump(str(path), pyoxigraph.RdfFormat.N_QUADS)
    put(url, "http://contoh.id/mine", f"{FOREIGN} .")
    assert kg_load(url, "--graph", path, "--method", method)[0] == 0
    assert {str(quad) for quad in store} | {f"{FOREIGN} <http://contoh.id/mine>"} <= held(url)
    assert not [quad for quad in held(url) if "<http://evil/>" in quad.replace("GRAPH <http://evil/>", "")]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_engine_that_replaces_escapes_first_reads_the_same(text: str) -> None:
    """As the recommendation can be read: escapes of code points are replaced in the whole text before it is parsed."""
    line = in_update(str(pyoxigraph.Literal(text)).encode()).decode()
    replaced = re.sub(
        r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}", lambda found: chr(int(found[0][2:], 16)), line.replace("\\u0000", "")
    )
    store = pyoxigraph.Store()
    store.update(f"INSERT DATA {{ <a:s> <a:p> {replaced} }}")
    assert [quad.object.value for quad in store] == [text.replace("\x00", "")]  # type: ignore[union-attr]


def test_blank_nodes_are_refused(url: str, tmp_path: Path) -> None:
    (tmp_path / "b.ttl").write_text("[] <http://a/p> 1 .", encoding="utf-8")
    code, output = kg_load(url, "--graph", tmp_path / "b.ttl")
    assert code == 1 and "has blank nodes" in output
