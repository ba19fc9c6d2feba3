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

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from kg.errors import KgError
from kg.view import write
from kg.view.page import embedded

SAMPLE = Path(__file__).parents[1] / "graph/network_sample.nq"


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
def text(store: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "network.html"
    write(store, path)
    return path.read_text(encoding="utf-8")


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
        if attributes.get("type") not in ("application/json", "text/plain")
    }
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    assert len(digests) == 3
    assert set(rules["script-src"].split()) | set(rules["style-src"].split()) == digests
    assert "unsafe" not in str(policy)


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


def test_an_empty_graph_has_a_page(tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    assert write(Store(), path)["nodes"] == 0


def test_the_title_is_text(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    write(store, path, title="</title><script>alert(1)</script> $data")
    text = path.read_text(encoding="utf-8")
    assert "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; $data</title>" in text
    [about] = [data for _, attributes, data in Page(text).inline if attributes.get("id") == "about"]
    assert json.loads(about)["title"] == "</title><script>alert(1)</script> $data"


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


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_data_is_the_same_and_has_no_markup(data: object) -> None:
    text = embedded(data)
    assert json.loads(text) == data
    assert not re.search("[<>&\u2028\u2029]", text)
