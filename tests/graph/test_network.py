"""The network of two invented articles that hold every kind of fact: `network_sample.nq`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.graph.network import EDGES, build
from kg.graph.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    from kg.graph.network import Network

SAMPLE = Path(__file__).with_name("network_sample.nq")
RELATIONS = Path(__file__).parents[2] / "kg/data/page/relations.csv"
BASE = "https://w3id.org/simpul/"


def loaded(text: str) -> Store:
    store = Store()
    store.load(text.encode("utf-8"), RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def network(sample: str) -> Network:
    return build(loaded(sample))


def node(network: Network, label: str) -> dict:
    found = [data for _, data in network.nodes(data=True) if data["label"] == label]
    assert len(found) == 1, label
    return found[0]


def edges(network: Network) -> dict[tuple[str, str, str], dict]:
    return {
        (network.nodes[source]["label"], data["label"], network.nodes[target]["label"]): data
        for source, target, data in network.edges(data=True)
    }


NODES = [
    ("person", "Hadrian Tolangga", ("Hadrian",), {}),
    ("person", "Citra Nirwana", (), {}),
    ("organization", "Ombudsman Republik Indonesia", ("Ombudsman",), {"body": "lembaga negara"}),
    ("organization", "Pemerintah Kabupaten Lahat", (), {"body": "pemerintah kabupaten"}),
    ("territory", "Kota Palembang", ("Palembang",), {"code": "16.71"}),
    (
        "event",
        "pelantikan Kepala Dinas Kesehatan",
        (),
        {"type": "pelantikan", "date": "2021-03-15", "venue": "Griya Agung"},
    ),
    ("event", "penandatanganan nota kesepahaman", (), {"type": "penandatanganan", "date": "2021-06"}),
    ("assessment", "layanan publik: D", (), {"measure": "layanan publik", "value": "D", "rated": "2020"}),
]


@pytest.mark.parametrize(("kind", "label", "aliases", "details"), NODES)
def test_nodes(network: Network, kind: str, label: str, aliases: tuple[str, ...], details: dict[str, str]) -> None:
    found = node(network, label)
    assert (found["kind"], found["aliases"], found["details"]) == (kind, aliases, details)


def test_number_of_nodes_by_kind(network: Network) -> None:
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {
        "person": 8,
        "organization": 6,
        "territory": 3,
        "event": 2,
        "assessment": 2,
    }


EDGE_ROWS = [
    ("Hadrian Tolangga", "Gubernur", "Pemerintah Provinsi Sumatera Selatan", "tenure", "Gubernur"),
    ("Rahmi Andalas", "Plt Wali Kota", "Pemerintah Kota Palembang", "tenure", "Plt Wali Kota"),
    ("Damar Prakoso", "mantan Bupati", "Pemerintah Kabupaten Lahat", "tenure", "mantan Bupati"),
    ("Bonar Lesmana", "Camat", "Kota Palembang", "tenure", "Camat"),
    ("Hadrian Tolangga", "melantik", "pelantikan Kepala Dinas Kesehatan", "officiant", "swears in"),
    ("Mirna Sekarjati", "dilantik", "pelantikan Kepala Dinas Kesehatan", "subject", "is sworn in"),
    ("Yosef Barimbing", "hadir di", "pelantikan Kepala Dinas Kesehatan", "attendee", "attends"),
    ("Tegar Wibisana", "menandatangani", "penandatanganan nota kesepahaman", "signatory", "signs"),
    (
        "Biro Hukum Sekretariat Daerah Provinsi Sumatera Selatan",
        "menyelenggarakan",
        "penandatanganan nota kesepahaman",
        "organizer",
        "organizes",
    ),
    ("pelantikan Kepala Dinas Kesehatan", "di", "Kota Palembang", "place", "in"),
    ("Pemerintah Kota Palembang", "bertugas di", "Kota Palembang", "jurisdiction", "serves"),
    ("Kota Palembang", "bagian dari", "Provinsi Sumatera Selatan", "province", "part of"),
    ("Ombudsman Republik Indonesia", "menilai D", "layanan publik: D", "assessor", "rates D"),
    ("layanan publik: D", "tentang", "Pemerintah Provinsi Sumatera Selatan", "assesses", "about"),
    ("indeks inovasi: peringkat dua nasional", "tentang", "Kota Palembang", "assesses", "about"),
]


@pytest.mark.parametrize(("source", "label", "target", "relation", "label_en"), EDGE_ROWS)
def test_edges(network: Network, source: str, label: str, target: str, relation: str, label_en: str) -> None:
    found = edges(network)[source, label, target]
    assert (found["relation"], found["label_en"]) == (relation, label_en)


PASSAGES = [
    (("Hadrian Tolangga", "melantik", "pelantikan Kepala Dinas Kesehatan"), ["Hadrian Tolangga"]),
    (("Damar Prakoso", "hadir di", "pelantikan Kepala Dinas Kesehatan"), ["Damar Prakoso"]),
    (("Yosef Barimbing", "hadir di", "pelantikan Kepala Dinas Kesehatan"), ["Pelantikan itu dihadiri", "Damar Prakoso"]),
    (
        ("Hadrian Tolangga", "Gubernur", "Pemerintah Provinsi Sumatera Selatan"),
        ["Gubernur Sumsel Hadrian Tolangga", "Gubernur Hadrian Tolangga"],
    ),
    (("Kota Palembang", "bagian dari", "Provinsi Sumatera Selatan"), []),
]


@pytest.mark.parametrize(("edge", "words"), PASSAGES)
def test_an_edge_has_the_words_that_name_its_ends(network: Network, edge: tuple[str, str, str], words: list[str]) -> None:
    assert [passage.exact for passage in edges(network)[edge]["passages"]] == words


def test_a_passage_is_a_sentence_of_an_article(network: Network) -> None:
    [passage] = edges(network)["Ombudsman Republik Indonesia", "menilai D", "layanan publik: D"]["passages"]
    assert passage.exact == "bernilai D"
    assert passage.sentence == (
        "Menurut Ombudsman Republik Indonesia, layanan publik Pemprov Sumsel masih bernilai D pada 2020."
    )
    assert passage.article._asdict() == {
        "id": "a1",
        "title": "Gubernur Sumsel Lantik Kepala Dinas Kesehatan",
        "date": "2021-03-15",
        "publisher": "Berita Contoh",
        "url": "https://berita.example/lantik",
    }


def test_articles_by_date(network: Network) -> None:
    assert [article.id for article in network.graph["articles"]] == ["a1", "b2"]


def test_quotes_and_posts_that_no_edge_can_show(network: Network) -> None:
    assert [quote.text for quote in node(network, "Mirna Sekarjati")["quotes"]] == ["Kami siap bekerja,"]
    assert [post.label for post in node(network, "Citra Nirwana")["posts"]] == ["Ketua Panitia"]
    assert node(network, "Hadrian Tolangga")["posts"] == ()


def test_a_territory_of_the_reference_graph_alone_is_left_out(network: Network, sample: str) -> None:
    assert "Kabupaten Alor" in sample
    assert "Kabupaten Alor" not in [data["label"] for _, data in network.nodes(data=True)]


def test_the_indonesian_label_wins(sample: str) -> None:
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    graph = f"<{BASE}graph/reference>"
    role = f"<{BASE}role/camat> {label}"
    text = sample.replace(f'{role} "Camat"', f'{role} "Head of district"@en {graph} .\n{role} "Camat"@id')
    assert text != sample
    assert ("Bonar Lesmana", "Camat", "Kota Palembang") in edges(build(loaded(text)))


def test_the_order_of_the_quads_makes_no_difference(sample: str, network: Network) -> None:
    other = build(loaded("\n".join(reversed(sample.splitlines()))))
    assert list(other.nodes(data=True)) == list(network.nodes(data=True))
    assert list(other.edges(data=True, keys=True)) == list(network.edges(data=True, keys=True))


def test_without_an_article_its_facts_are_gone(sample: str) -> None:
    store = loaded(sample)
    store.remove_graph(NamedNode(f"{BASE}article/a1"))
    network = build(store)
    assert [article.id for article in network.graph["articles"]] == ["b2"]
    assert {passage.article.id for _, _, data in network.edges(data=True) for passage in data["passages"]} == {"b2"}


def test_an_empty_store() -> None:
    network = build(Store())
    assert (len(network), network.graph["articles"]) == (0, [])


def test_every_relation_has_words_for_every_type_it_names() -> None:
    with RELATIONS.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["relation"] for row in rows if not row["event_type"]} == set(EDGES)
    assert {row["event_type"] for row in rows} - {""} <= set(EVENT_TYPES)
    assert all(row["id"] and row["en"] for row in rows)
