"""Readers of others find the network that `kg view` shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import igraph
import networkx
import pytest
from lxml import etree

from kg.exports.formats import NETWORKS, export
from kg.exports.networks import EDGE_COLUMNS, NODE_COLUMNS
from kg.exports.xml_text import possible
from kg.graph.network import DETAILS, build
from kg.graph.store import open_store

READ = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


def shown(text: str) -> str:
    return possible(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(scope="module")
def network(out: Path) -> Any:
    return build(open_store(out))


@pytest.fixture(scope="module", params=NETWORKS)
def written(request: pytest.FixtureRequest, out: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("network") / f"network.{request.param}"
    export(out, request.param, path)
    return request.param, path


def test_networkx_reads_every_node_and_edge(written: tuple[str, Path], network: Any) -> None:
    form, path = written
    found = READ[form](path)
    iris = {node: data["iri"] for node, data in found.nodes(data=True)}
    assert set(iris.values()) == set(network)
    for _, data in found.nodes(data=True):
        known = network.nodes[data["iri"]]
        assert (data["label"], data["kind"]) == (shown(known["label"]), known["kind"])
        assert data.get("value") == known["details"].get("value")
        assert data.get("confidence") in (None, float(known["details"].get("confidence", "nan")))
    edges = sorted((iris[a], iris[b], data["relation"], data["label"]) for a, b, data in found.edges(data=True))
    assert edges == sorted((a, b, data["relation"], shown(data["label"])) for a, b, data in network.edges(data=True))


def test_igraph_reads_it_too(out: Path, network: Any, tmp_path: Path) -> None:
    export(out, "graphml", tmp_path / "network.graphml")
    found = igraph.Graph.Read_GraphML(str(tmp_path / "network.graphml"))
    assert set(found.vs["iri"]) == set(network) and found.ecount() == network.number_of_edges()
    assert {data["sentence"] for data in (edge.attributes() for edge in found.es)} >= {
        data["passages"][0].sentence for *_, data in network.edges(data=True) if data["passages"]
    }


def test_the_file_keeps_to_its_schema(written: tuple[str, Path]) -> None:
    """What XML Schema asks for besides the structure: ids are name tokens in GraphML, and one of a kind."""
    form, path = written
    root = etree.parse(str(path)).getroot()
    for tag in ("node", "edge", "key", "attribute"):
        ids = [element.get("id") for element in root.iter(f"{{*}}{tag}")]
        if tag == "attribute":
            ids = [element.get("id") + element.getparent().get("class") for element in root.iter("{*}attribute")]
        assert len(ids) == len(set(ids))
        assert form == "gexf" or all(re.fullmatch(r"[\w.:·-]+", each) for each in ids)
    titles = {element.get("attr.name") or element.get("title") for element in root.iter("{*}key", "{*}attribute")}
    known = {name.lower() for name in (*NODE_COLUMNS, *EDGE_COLUMNS)} | {"iri"}
    assert titles <= known and set(DETAILS) <= known
    assert not re.search(rb"20[0-9]{2}-[0-9]{2}-[0-9]{2}\">|NetworkX", path.read_bytes()[:2000])


def test_the_same_graph_gives_the_same_bytes(written: tuple[str, Path], out: Path, tmp_path: Path) -> None:
    form, path = written
    export(out / "graph.nq", form, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == path.read_bytes()
