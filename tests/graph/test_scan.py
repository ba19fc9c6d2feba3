"""The network that is read from a published file is the one that is read from the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import GraphError
from kg.graph.edition import Edition
from kg.graph.folder import claimed, published
from kg.graph.network import CLASSES, PROPERTIES, build
from kg.graph.publish import publish
from kg.graph.scan import Scanned, _ranked
from kg.graph.store import open_store
from kg.graph.terms import date, integer, literal
from kg.graph.values import Stored, Values
from kg.graph.vocabulary import DCTERMS, SKOS, XSD

SAMPLE = Path(__file__).with_name("network_sample.nq")
HOSTILE = (
    'Bupati "Sari" \\ \\n',
    "baris\nbaru\r\ttab\b\f\x00\x1f\x7f\x85\u2028\u2029",
    '" <https://w3id.org/simpul/article/a1> .',
    '"@en . <a:s> <a:p> "x',
    'x"@id',
    'x"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "<a:b> . <c:d>",
    "\\u0041 \\U00000041 é e\u0301 \U0001f600 \u202egnp.exe \ufeff",
    "",
    " ",
    "\\",
    '"',
    "</script>",
)
"""Names that articles could have."""


def everything(network: Any) -> tuple[Any, ...]:
    return list(network.nodes(data=True)), list(network.edges(data=True, keys=True)), network.graph


def folder(path: Path, lines: list[str]) -> Path:
    with claimed(path) as out:
        publish(out, [lines], Edition((), ()))
    return path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sample, its people with further names."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    people = sorted({line.split(" ")[0] for line in lines if " <http://xmlns.com/foaf/0.1/name> " in line})
    graphs = ("<https://w3id.org/simpul/article/a1>", "<https://w3id.org/simpul/article/b2>")
    for place, name in enumerate(HOSTILE):
        for tag in ("", "@id", "@en", "@EN-us"):
            person, graph = people[place % len(people)], graphs[place % 2]
            lines += [f"{person} <{SKOS.altLabel}> {literal(name)}{tag} {one} ." for one in {graph, graphs[0]}]
    return folder(tmp_path_factory.mktemp("hostile") / "out", lines)


@pytest.mark.parametrize("graph", ["out", "hostile"])
def test_the_network_is_the_same_by_node_and_edge(graph: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(graph)
    expected = everything(build(open_store(path)))
    assert len(expected[0]) > 5 and len(expected[1]) > 5
    assert everything(build(path)) == expected
    assert everything(build(published(path).path)) == expected, "a generation is a graph too"


def test_every_name_is_read_as_it_was_written(hostile: Path) -> None:
    names = {alias for _, data in build(hostile).nodes(data=True) for alias in data["aliases"]}
    assert names >= set(HOSTILE)


@pytest.mark.parametrize("property", sorted(PROPERTIES))
def test_the_values_are_the_same(hostile: Path, property: str) -> None:
    stored = Values(Stored(open_store(hostile)))
    scanned = Values(Scanned(published(hostile), PROPERTIES, CLASSES))
    assert scanned.all(property) == stored.all(property)
    assert list(scanned.all(property)) == list(stored.all(property))
    assert scanned.firsts(property) == stored.firsts(property) == {node: some[0] for node, some in stored.all(property).items()}


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["", "@id", "@in", "@en", "@en-US", f"^^<{XSD.date}>"]))
def test_any_text_comes_back(text: str, kind: str) -> None:
    assert _ranked(literal(text) + kind) == (0 if kind in ("@id", "@in") else 2 if kind[:1] == "@" else 1, text)
    assert _ranked(str(Literal(text))) == (1, text)


@given(st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?", fullmatch=True), st.integers(0))
def test_a_store_gives_dates_and_numbers_as_a_build_writes_them(day: str, number: int) -> None:
    """A store writes some numbers otherwise than they came; not those of a build."""
    store = Store()
    store.update(f"INSERT DATA {{ <a:s> <a:date> {date(day)} ; <a:number> {integer(number)} }}")
    for name, written in (("date", date(day)), ("number", integer(number))):
        [quad] = store.quads_for_pattern(None, NamedNode(f"a:{name}"), None)
        assert _ranked(written)[1] == quad.object.value


def test_an_rdf_file_is_read_too(out: Path) -> None:
    assert everything(build(published(out).turtle)) == everything(build(out))


def test_what_was_not_asked_for_is_not_there(out: Path) -> None:
    scanned = Scanned(published(out), {SKOS.prefLabel}, ())
    assert dict(scanned.said(SKOS.prefLabel))
    with pytest.raises(KeyError):
        dict(scanned.said(DCTERMS.title))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Damar", b"Samar"))


def list_nothing(path: Path) -> None:
    manifest = path.with_name("manifest.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"files": []}), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cut, r"graph\.nq: changed since it was published; build the graph again"),
        (alter, r"graph\.nq: changed since it was published; build the graph again"),
        (Path.unlink, r"graph\.nq: cannot be read"),
        (list_nothing, r"graph\.nq: cannot be read"),
    ],
)
def test_a_damaged_graph_is_refused(tmp_path: Path, damage: Any, message: str) -> None:
    out = folder(tmp_path / "out", SAMPLE.read_text(encoding="utf-8").splitlines())
    damage(published(out).quads)
    with pytest.raises(GraphError, match=message):
        build(out)


def test_a_folder_without_a_graph_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="there is no graph here"):
        build(tmp_path)
