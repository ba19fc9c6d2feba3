from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pyoxigraph
import pytest

from kg.errors import GraphError
from kg.graph.read import counts, evidence, facts, search
from kg.graph.store import open_store, to_rdflib


@pytest.fixture(scope="module")
def store(out: Path) -> pyoxigraph.Store:
    return open_store(out)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sutarmidji", ["person Sutarmidji"]),
        ("sutarmidji.", ["person Sutarmidji"]),
        ("sutar", ["person Sutarmidji"]),
        ("joko", ["person Joko", "person Joko"]),
        ("Ombudsman RI", ["organization Ombudsman Republik Indonesia"]),
        ("Kalbar", ["organization Pemerintah Provinsi Kalimantan Barat"]),
        ("malang", ["territory Kabupaten Malang", "territory Kota Malang"]),
        ("35.73", ["territory Kota Malang"]),
        ("kusuma", ["person Ratna Kusumawardani"]),
        ("nobody", []),
        ("", []),
        ('") } DROP ALL #', []),
    ],
)
def test_search_by_name_and_part_of_a_name(store: pyoxigraph.Store, text: str, found: list[str]) -> None:
    assert [f"{entity.kind} {entity.label}" for entity in search(store, text)] == found


def test_names_begin_with_the_label(store: pyoxigraph.Store) -> None:
    (governor,) = search(store, "Sutarmidji")
    assert governor.names == ("Sutarmidji", "H. Sutarmidji")


def test_facts_of_a_person_with_their_sentences(store: pyoxigraph.Store) -> None:
    (head,) = search(store, "Ratna Kusumawardani")
    found = facts(store, head.iri)
    assert [(fact.kind, fact.says.get("post"), fact.says.get("former")) for fact in found] == [
        ("event", None, None),
        ("tenure", ("Kepala Dinas Kesehatan Provinsi Kalimantan Barat",), None),
        ("tenure", ("Kepala Dinas Kesehatan Provinsi Kalimantan Barat",), ("true",)),
    ]
    event, first, _ = found
    assert event.says["officiant"] == ("Sutarmidji",) and event.says["hasPlace"] == ("Kota Pontianak",)
    (quoted,) = first.evidence
    assert (quoted.article, quoted.exact, quoted.rule, quoted.date) == (
        "a-001", "Kepala Dinas Kesehatan", "official.b", "2024-03-05",
    )  # fmt: skip
    assert quoted.sentence.startswith("Gubernur Kalbar Sutarmidji melantik") and quoted.sentence.endswith("Kamis.")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Ombudsman RI", ["assessment", "assessment"]),
        ("Kota Malang", ["assessment"]),
        ("Provinsi Kalimantan Barat", ["tenure", "tenure", "tenure"]),
        ("Polres Malang", ["event"]),
        ("Surya Atmaja", ["event", "tenure"]),
    ],
)
def test_facts_of_bodies_and_territories(store: pyoxigraph.Store, name: str, kinds: list[str]) -> None:
    (entity,) = search(store, name)
    assert sorted(fact.kind for fact in facts(store, entity.iri)) == kinds


def test_counts(store: pyoxigraph.Store) -> None:
    assert counts(store) == {
        "article": 3, "person": 6, "organization": 6, "territory": 5, "post": 4, "tenure": 5, "event": 4, "assessment": 3,
        "statement": 2,
    }  # fmt: skip


def test_all_evidence_is_in_the_articles(store: pyoxigraph.Store, sample: ModuleType) -> None:
    texts = {reading.document.id: reading.document.text for reading in sample.readings()}
    quoted = list(evidence(store))
    assert quoted == sorted(quoted, key=lambda words: (words.article, words.start, words.end, words.fact, words.rule))
    assert {words.article for words in quoted} == set(texts)
    for words in quoted:
        text = texts[words.article]
        assert text[words.start : words.end] == words.exact
        assert text[words.start - len(words.prefix) : words.end + len(words.suffix)] == words.sentence
        assert words.fact.startswith("https://w3id.org/simpul/")


def test_every_fact_has_words(store: pyoxigraph.Store) -> None:
    cited = {words.fact for words in evidence(store)}
    derived = pyoxigraph.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
    stated = {quad.subject.value for quad in store.quads_for_pattern(None, derived, None)}  # type: ignore[union-attr]
    assert stated and stated <= cited


def test_rdflib_gets_the_union(out: Path) -> None:
    graph = to_rdflib(out)
    assert len(graph) == len(to_rdflib(out / "graph.ttl")) == len(to_rdflib(out / "graph.nq"))


def test_what_is_no_graph_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a:b")
    with pytest.raises(GraphError, match=r"a\.ttl"):
        open_store(tmp_path / "a.ttl")
    with pytest.raises(GraphError, match="there is no graph here"):
        open_store(tmp_path)
