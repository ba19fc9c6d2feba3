from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.errors import KgError
from kg.graph.network import build
from kg.view import MOST_PASSAGES, draw, embedded, shortened, web_address, write

if TYPE_CHECKING:
    from kg.graph.network import Network

SAMPLE = Path(__file__).parent / "graph/network_sample.nq"


class Page(HTMLParser):
    """The tags of a page with their attributes, and what stands in its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.inline.append((*self.tags[-1], data))


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return build(store)


@pytest.fixture(scope="module")
def text(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write(store, path)
    return path.read_text(encoding="utf-8")


def data_of(text: str) -> dict:
    [data] = [data for _, attributes, data in Page(text).inline if attributes.get("id") == "data"]
    return json.loads(data)


def test_counts(store: Store, tmp_path: Path) -> None:
    assert write(store, tmp_path / "network.html") == {
        "articles": 2,
        "people": 8,
        "organizations": 6,
        "territories": 3,
        "events": 2,
        "assessments": 2,
        "statements": 2,
        "nodes": 21,
        "edges": 28,
        "drawn": 21,
    }


def test_nothing_is_fetched(text: str) -> None:
    for tag, attributes in Page(text).tags:
        assert tag not in ("iframe", "img", "object", "embed", "base", "form")
        assert "src" not in attributes
        assert attributes.get("href") in (None, "data:,") or str(attributes["href"]).startswith("#shape-")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    assert "sourceMappingURL" not in text
    assert "url(" not in "".join(data for tag, _, data in Page(text).inline if tag == "style")


def test_the_policy_allows_what_is_in_the_page_and_no_more(text: str) -> None:
    page = Page(text)
    metas = [attributes for _, attributes in page.tags if "http-equiv" in attributes]
    [policy] = [meta["content"] for meta in metas if meta["http-equiv"] == "Content-Security-Policy"]
    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(data.encode('utf-8')).digest()).decode()}'"
        for _, attributes, data in page.inline
        if attributes.get("type") != "application/json"
    }
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert len(digests) == 3
    assert set(rules["script-src"].split()) | set(rules["style-src"].split()) == digests
    assert "unsafe" not in str(policy)


def test_the_page_holds_each_sentence_once_and_its_offsets_fit(text: str) -> None:
    data = data_of(text)
    sentences = [tuple(sentence) for sentence in data["sentences"]]
    assert len(set(sentences)) == len(sentences)
    [edge] = [edge for edge in data["edges"] if edge["label"] == "menilai D"]
    [[sentence, start, end]] = edge["passages"]
    assert data["sentences"][sentence][1][start:end] == "bernilai D"
    assert data["articles"][data["sentences"][sentence][0]]["id"] == "a1"
    assert data["span"] == ["2021-03-15", "2021-06"]


def test_same_store_same_bytes_for_every_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, pyoxigraph; from kg.view import write; store = pyoxigraph.Store();"
        "store.load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS); write(store, pathlib.Path(sys.argv[2]), limit=15)"
    )
    pages = []
    for seed in ("0", "1", "77"):
        path = tmp_path / f"{seed}.html"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-W", "ignore", "-c", program, str(SAMPLE), str(path)], check=True, env=environment)
        pages.append(path.read_bytes())
    assert pages[0] == pages[1] == pages[2]


def test_no_label_lies_on_another(network: Network) -> None:
    boxes = []
    for node in draw(network).nodes:
        lines = node["label"].split("\n")
        half = max(node["size"], 0.29 * 15 * max(map(len, lines)))
        boxes.append((node["x"] - half, node["y"] - node["size"], node["x"] + half, node["y"] + node["size"] + 17 * len(lines)))
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom in boxes[:number]:
            assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 20, 21, 500])
def test_the_best_connected_are_drawn_with_a_neighbour(network: Network, limit: int) -> None:
    picture = draw(network, limit)
    assert 0 < len(picture.nodes) <= limit
    ends = {edge[end] for edge in picture.edges for end in ("from", "to")}
    drawn = {node["id"] for node in picture.nodes}
    assert ends <= drawn
    order = list(network)
    assert all(node in ends or not network.degree(order[node]) for node in drawn)


def test_an_empty_graph_has_a_page(tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    assert write(Store(), path)["nodes"] == 0
    assert data_of(path.read_text(encoding="utf-8"))["nodes"] == []


def test_the_title_is_text(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    write(store, path, title="</title><script>alert(1)</script> $data")
    text = path.read_text(encoding="utf-8")
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; $data</title>" in text
    assert data_of(text)["title"] == "</title><script>alert(1)</script> $data"


def test_a_page_that_cannot_be_written_is_one_error_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written"):
        write(store, tmp_path / "missing" / "network.html")
    (tmp_path / "taken").mkdir()
    with pytest.raises(KgError, match="cannot be written"):
        write(store, tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_an_existing_page_is_replaced(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    path.write_text("old", encoding="utf-8")
    write(store, path)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [other.name for other in tmp_path.iterdir()] == ["network.html"]


def test_of_many_passages_the_page_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    base, oa = "https://w3id.org/simpul/", "http://www.w3.org/ns/oa#"
    lines = [
        f"<{base}person/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Person> <{base}g> .",
        f'<{base}person/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "X" <{base}g> .',
        f"<{base}article/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle> <{base}g> .",
    ]
    for number in range(MOST_PASSAGES + 5):
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
    write(store, tmp_path / "network.html")
    [node] = data_of((tmp_path / "network.html").read_text(encoding="utf-8"))["nodes"]
    assert (len(node["passages"]), node["more"]) == (MOST_PASSAGES, 5)


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_data_is_the_same_and_has_no_markup(data: object) -> None:
    text = embedded(data)
    assert json.loads(text) == data
    assert not re.search("[<>&\u2028\u2029]", text)


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


LABELS = [
    ("Rahmi Andalas", "Rahmi Andalas"),
    ("Dinas Kesehatan Provinsi Sumatera Selatan", "Dinas Kesehatan\nProvinsi\nSumatera Selatan"),
    ("A\u202eB\u200b\x00C\u2028D", "ABC D"),
    ("", "–"),
    ("\u200b", "–"),
    ("x" * 60, "x" * 16 + "\n" + "x" * 16 + "\n" + "x" * 15 + "…"),
]


@pytest.mark.parametrize(("label", "short"), LABELS)
def test_shortened(label: str, short: str) -> None:
    assert shortened(label) == short


@given(st.text(max_size=500))
def test_a_short_label_is_short(label: str) -> None:
    lines = shortened(label).split("\n")
    assert 1 <= len(lines) <= 3
    assert max(map(len, lines)) <= 16
