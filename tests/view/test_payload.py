"""What the page carries: everything of the network, as numbers."""

from __future__ import annotations

import base64
import json
import zlib
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.graph.network import build
from kg.view.packing import Vocabulary, packed
from kg.view.payload import KINDS, MOST_PASSAGES, Payload, most_passages, payload, web_address
from kg.view.territories import territories

if TYPE_CHECKING:
    from kg.graph.network import Network

SAMPLE = Path(__file__).parents[1] / "graph/network_sample.nq"


@pytest.fixture(scope="module")
def network() -> Network:
    return build(SAMPLE)


@pytest.fixture(scope="module")
def found(network: Network) -> Payload:
    return payload(network)


def sentences(found: Payload) -> list[str]:
    """The sentences of the page, spelled out as its script does."""
    codes = [[ord(character) for character in text] for pack in found.sentences for text in pack]
    places = [[(code if code < 0xE000 else code - 0x800) - 0x20 for code in some] for some in codes]
    return [" ".join(found.words[place] for place in some) for some in places]


def passages(found: Payload, column: dict[str, list[int]]) -> list[list[tuple[int, int, int]]]:
    """The passages of each owner of a column, as sentence, start and end."""
    table = found.graph["said"]
    where = list(accumulate(table["sentence"]))
    at = iter(accumulate(column["at"]))
    numbers = [list(islice(at, count)) for count in column["count"]]
    assert next(at, None) is None
    starts, lengths = table["start"], table["length"]
    return [[(where[number], starts[number], starts[number] + lengths[number]) for number in some] for some in numbers]


def test_every_node_is_there(network: Network, found: Payload) -> None:
    graph = found.graph
    assert graph["base"] == "https://w3id.org/simpul/"
    assert [graph["base"] + key for key in graph["keys"]] == list(network)
    assert [KINDS[kind] for kind in graph["kinds"]] == [data["kind"] for _, data in network.nodes(data=True)]
    assert graph["labels"] == [data["label"] for _, data in network.nodes(data=True)]


def test_every_edge_is_there_with_its_words(network: Network, found: Payload) -> None:
    edges, order = found.graph["edges"], list(network)
    said = [edges["words"][number] for number in edges["says"]]
    assert [(order[a], order[b]) for a, b in zip(edges["source"], edges["target"], strict=True)] == list(network.edges())
    assert said == [(data["relation"], data["label"], data["label_en"]) for *_, data in network.edges(data=True)]


def test_each_sentence_is_there_once_and_its_words_stand_where_it_says(network: Network, found: Payload) -> None:
    texts, article_of = sentences(found), list(accumulate(found.graph["said"]["article"]))
    assert len(set(zip(article_of, texts, strict=True))) == len(texts)
    columns = [
        ([data for *_, data in network.edges(data=True)], found.graph["edges"]["passages"]),
        ([data for _, data in network.nodes(data=True)], found.graph["passages"]),
    ]
    for owners, column in columns:
        for data, rows in zip(owners, passages(found, column), strict=True):
            assert [texts[sentence][start:end] for sentence, start, end in rows] == [one.exact for one in data["passages"]]
            articles = [found.graph["articles"][article_of[sentence]]["id"] for sentence, *_ in rows]
            assert articles == [one.article.id for one in data["passages"]]


@given(st.lists(st.text()))
def test_texts_come_back_from_their_words(texts: list[str]) -> None:
    words = Vocabulary(texts)
    assert sentences(Payload({}, words.words, [[words.short(text) for text in texts]])) == texts


@pytest.mark.parametrize(
    ("counts", "most"), [([], 30), ([40] * 10, 30), ([40] * 10_000, 10), ([40] * 80_000, 3), ([40] * 300_000, 1)]
)
def test_a_large_graph_has_fewer_passages_for_each_fact(counts: list[int], most: int) -> None:
    assert most_passages([(None,) * count for count in counts]) == most


def test_of_many_passages_it_says_how_many_it_leaves_out() -> None:
    base, oa = "https://w3id.org/simpul/", "http://www.w3.org/ns/oa#"
    lines = [
        f"<{base}person/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person> <{base}g> .",
        f'<{base}person/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "X" <{base}g> .',
        f"<{base}article/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle> <{base}g> .",
    ]
    for number in range(MOST_PASSAGES[0] + 5):
        words, selector = f"<{base}article/1#char={number}>", f"<{base}article/1#char={number};quote>"
        lines += [
            f"<{base}mention/{number}> <{oa}hasBody> <{base}person/x> <{base}g> .",
            f"<{base}mention/{number}> <{oa}hasTarget> {words} <{base}g> .",
            f"{words} <{oa}hasSource> <{base}article/1> <{base}g> .",
            f"{words} <{oa}hasSelector> {selector} <{base}g> .",
            f'{selector} <{oa}start> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer> <{base}g> .',
            f'{selector} <{oa}exact> "X{number}" <{base}g> .',
        ]
    store = Store()
    store.load("\n".join(lines).encode(), RdfFormat.N_QUADS)
    column = payload(build(store)).graph["passages"]
    assert (column["count"], column["more"]) == ([MOST_PASSAGES[0]], [[0, 5]])


AREAS = [
    ("Provinsi Sumatera Selatan", ["Provinsi Sumatera Selatan"]),
    ("Pemerintah Kota Palembang", ["Kota Palembang"]),
    ("Hadrian Tolangga", ["Provinsi Sumatera Selatan"]),
    ("Damar Prakoso", ["Kabupaten Lahat"]),
    ("pelantikan Kepala Dinas Kesehatan", ["Kota Palembang"]),
    ("penandatanganan nota kesepahaman", ["Kota Palembang"]),
    ("layanan publik: D", ["Provinsi Sumatera Selatan"]),
    ("Ombudsman Republik Indonesia", []),
    ("Tegar Wibisana", []),
]


@pytest.mark.parametrize(("label", "areas"), AREAS)
def test_where_things_belong(network: Network, label: str, areas: list[str]) -> None:
    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    found = {labels[node]: [labels[area] for area in places] for node, places in territories(network).items()}
    assert found[label] == areas


URLS = [
    ("https://a.example/b?c=1", "https://a.example/b?c=1"),
    ("http://a.example/", "http://a.example/"),
    ("javascript:alert(1)", ""),
    ("JAVASCRIPT://a.example/%0aalert(1)", ""),
    ("data:text/html,x", ""),
    ("file:///etc/passwd", ""),
    ("https:", ""),
    ("//a.example/", ""),
    ("http://[", ""),
    ("", ""),
]


@pytest.mark.parametrize(("url", "address"), URLS)
def test_web_address(url: str, address: str) -> None:
    assert web_address(url) == address


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_packed_data_is_the_same(data: object) -> None:
    text = packed(data)
    assert text.isascii()
    assert "<" not in text
    assert json.loads(zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS)) == data
