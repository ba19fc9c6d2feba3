"""How a graph came about, and what is said of it beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, VOID, XSD
from whole import assert_conforms

import kg
from kg.errors import GraphError, InputError
from kg.graph.disk import Disk
from kg.graph.edition import Edition, Input, check_license, decisions_digest
from kg.graph.folder import NOTE, SHOWN, published
from kg.graph.provenance import provenance_quads
from kg.graph.publish import note
from kg.graph.turtle import Shortener
from kg.graph.vocabulary import PREFIXES
from kg.resolve.decisions import Decision

ROOT = Path(__file__).parents[2]
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
A, B = Input("a", "a.txt", "0" * 64), Input("b", "b.txt", "1" * 64)
EDITION = Edition((A, B))
DROP = Decision("drop", "tenure/a1", who="Rina")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    kg.build([ROOT / "seeds"], out=out, license=LICENSE)
    assert_conforms(out)
    return out


@pytest.fixture(scope="module")
def graph(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "graph.ttl")


@pytest.fixture(scope="module")
def described(built: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(built / "dataset.ttl", publicID="https://contoh.id/data/")


@pytest.mark.parametrize(
    "other",
    [
        replace(EDITION, inputs=(A,)),
        replace(EDITION, inputs=(A, B._replace(digest="2" * 64))),
        replace(EDITION, min_confidence=0.5),
        replace(EDITION, decisions=decisions_digest([DROP])),
    ],
)
def test_another_input_is_another_build(other: Edition) -> None:
    assert other.build != EDITION.build


def test_the_order_of_articles_and_of_decisions_is_nothing() -> None:
    link = Decision("link", "territory/61", "https://contoh.id/61")
    assert replace(EDITION, inputs=(B, A)).build == EDITION.build
    assert decisions_digest([DROP, link]) == decisions_digest([link, DROP]) != decisions_digest([DROP])


def test_where_articles_were_read_from_is_nothing() -> None:
    moved = replace(EDITION, inputs=(A, B._replace(origin="elsewhere/b.txt")))
    assert provenance_quads(moved) == provenance_quads(EDITION)


def test_the_graph_tells_how_it_was_made(graph: rdflib.Graph) -> None:
    (build,) = graph.subjects(RDF.type, PROV.Activity)
    (dataset,) = graph.subjects(PROV.wasGeneratedBy, build)
    (software,) = graph.objects(build, PROV.wasAssociatedWith)
    (articles,) = graph.objects(build, PROV.used)
    assert (dataset, RDF.type, DCAT.Dataset) in graph
    assert (dataset, DCTERMS.license, rdflib.URIRef(LICENSE)) in graph
    assert str(graph.value(software, rdflib.SDO.softwareVersion)) == version("simpul")
    assert set(graph.objects(articles, PROV.hadMember)) == set(graph.subjects(RDF.type, rdflib.SDO.NewsArticle))


def test_no_clock_is_in_the_graph_and_its_description(built: Path, tmp_path: Path) -> None:
    kg.build([ROOT / "seeds"], out=tmp_path / "again", license=LICENSE)
    assert published(built).path.name == published(tmp_path / "again").path.name
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert not any(today in (built / name).read_text(encoding="utf-8") for name in SHOWN if name != "store")


def test_beside_it_stands_when_it_was_made(built: Path, graph: rdflib.Graph) -> None:
    times = rdflib.Graph().parse(built / NOTE)
    (build,) = graph.subjects(RDF.type, PROV.Activity)
    (started,), (ended,) = times.objects(build, PROV.startedAtTime), times.objects(build, PROV.endedAtTime)
    assert isinstance(started, rdflib.Literal) and started.datatype == XSD.dateTime
    assert started.toPython() <= ended.toPython() <= datetime.now(UTC)  # type: ignore[attr-defined]


def test_a_later_build_of_the_same_tells_its_own_time(tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build([ROOT / "seeds"], out=out)
    (out / NOTE).write_text("stale", encoding="utf-8")
    kg.build([ROOT / "seeds"], out=out)
    assert "startedAtTime" in (out / NOTE).read_text(encoding="utf-8")


def test_a_full_disk_leaves_the_old_note(tmp_path: Path) -> None:
    class Full(Disk):
        def step(self, what: str) -> None:
            raise OSError(28, "No space left on device")

    note(tmp_path, "old")
    with pytest.raises(GraphError, match=r"build\.ttl: cannot be written: No space left on device; the graph is complete"):
        note(tmp_path, "new", Full())
    assert (tmp_path / NOTE).read_text(encoding="utf-8") == "old"


def test_counts_are_those_of_the_graph(graph: rdflib.Graph, described: rdflib.Graph) -> None:
    (dataset,) = described.subjects(RDF.type, VOID.Dataset)
    assert int(str(described.value(dataset, VOID.triples))) == len(graph)
    classes = {described.value(part, VOID["class"]): part for part in described.objects(dataset, VOID.classPartition)}
    counts = {name: int(str(described.value(part, VOID.entities))) for name, part in classes.items()}
    assert counts == {name: len(set(graph.subjects(RDF.type, name))) for name in classes}
    assert sum(counts.values()) == int(str(described.value(dataset, VOID.entities)))
    assert rdflib.FOAF.Person in classes and len(classes) == 9


def test_files_are_those_beside_it(built: Path, described: rdflib.Graph) -> None:
    places = {str(place) for place in described.objects(None, DCAT.downloadURL)}
    assert places == {"https://contoh.id/data/graph.ttl", "https://contoh.id/data/graph.nq"}
    for distribution, place in described.subject_objects(DCAT.downloadURL):
        size = (built / str(place).rpartition("/")[2]).stat().st_size
        assert str(described.value(distribution, DCAT.byteSize)) == str(size)
        assert described.value(distribution, DCTERMS.license) == rdflib.URIRef(LICENSE)


def test_description_tells_whose_words_and_tables_it_has(described: rdflib.Graph) -> None:
    notices = " ".join(str(text) for text in described.objects(None, DCTERMS.description))
    assert "Quotations and titles are the words of the articles" in notices
    assert "idn-area-data" in notices and "Open Database License" in notices


def test_description_tells_the_time_that_articles_cover(graph: rdflib.Graph, described: rdflib.Graph) -> None:
    (period,) = described.objects(None, DCTERMS.temporal)
    issued = sorted(str(date) for date in graph.objects(None, DCTERMS.issued))
    assert [str(described.value(period, name)) for name in (DCAT.startDate, DCAT.endDate)] == [issued[0], issued[-1]]


def test_what_it_says_of_the_data_set_agrees_with_the_graph(graph: rdflib.Graph, described: rdflib.Graph) -> None:
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    in_graph = set(graph.predicate_objects(dataset)) - {
        (PROV.wasDerivedFrom, next(graph.objects(dataset, PROV.wasDerivedFrom)))
    }
    assert in_graph <= set(described.predicate_objects(dataset))


@pytest.mark.parametrize(
    "address", ["CC BY", "ftp://contoh.id/l", "javascript:alert(1)", 'https://contoh.id/"> .', "https://[x"]
)
def test_a_licence_is_a_web_address(address: str) -> None:
    with pytest.raises(InputError, match="expected its address"):
        check_license(address)


@pytest.mark.parametrize(
    ("value", "datatype", "written"),
    [
        ("5", "integer", "5"),
        ("-5", "integer", "-5"),
        ("0.95", "decimal", "0.95"),
        ("1", "decimal", '"1"^^xsd:decimal'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("2019", "gYear", '"2019"^^xsd:gYear'),
        ("5 .", "integer", '"5 ."^^xsd:integer'),
        ("", "integer", '""^^xsd:integer'),
    ],
)
def test_turtle_has_numbers_without_quotation_marks(value: str, datatype: str, written: str) -> None:
    term = f'"{value}"^^<{XSD[datatype]}>'
    assert Shortener(PREFIXES)(term) == written
    (read,) = pyoxigraph.parse(f"@prefix xsd: <{XSD}> . <a:a> <a:b> {written} .", pyoxigraph.RdfFormat.TURTLE)
    assert str(read.object) == term


def test_turtle_has_no_space_at_the_end_of_a_line(built: Path) -> None:
    lines = (built / "graph.ttl").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line != line.rstrip()]
