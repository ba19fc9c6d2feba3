"""What the page knows, as compact arrays: each name, word, article and sentence once, everything else a number."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from kg.view.territories import territories

if TYPE_CHECKING:
    from kg.graph.network import Network
    from kg.graph.passages import Article, Passage

KINDS = ("person", "organization", "territory", "event", "assessment")
"""The kinds of nodes; the page knows each by its place in this row."""
MOST_PASSAGES = 30
"""How many passages of one fact go into the page, the oldest first."""
SENTENCES = 2_000
"""How many sentences are packed together: the page opens a pack when one of its sentences is asked for."""


class Payload(NamedTuple):
    """The graph, and its sentences in packs of `SENTENCES`."""

    graph: dict[str, Any]
    sentences: list[list[str]]


def payload(network: Network) -> Payload:
    """The network as numbers: nodes, edges, articles and sentences in the order in which they come there.

    `kinds` and `labels` have an entry for each node, `edges` one for each edge. Passages are rows of three numbers, the
    sentence and the start and end of the words in it in characters, after a number that says how many rows follow and one that
    says how many passages there are besides.
    """
    sentences = _Sentences(network.graph["articles"])
    number = {node: place for place, node in enumerate(network)}
    graph = {
        **_nodes(network, sentences),
        "edges": _edges(network, number, sentences),
        "territories": [[number[area] for area in areas] for areas in territories(network).values()],
        "groups": _groups(network, number),
        "articles": [_article(article) for article in network.graph["articles"]],
    }
    graph["articleOf"] = [article for article, _ in sentences.numbers]
    texts = [text for _, text in sentences.numbers]
    return Payload(graph, [texts[start : start + SENTENCES] for start in range(0, len(texts), SENTENCES)])


def packed(data: object) -> str:
    """Data as deflated JSON in base64, in which no markup can stand.

    >>> packed(["a"])
    'i1ZKVIoFAA=='
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 6, -zlib.MAX_WBITS)).decode("ascii")


def web_address(url: str) -> str:
    """The address, if a browser may be sent there.

    >>> web_address("https://a.example/1"), web_address("javascript:alert(1)")
    ('https://a.example/1', '')
    """
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.netloc:
            return url
    return ""


class _Sentences:
    """The number of each sentence, and the passages in them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = {article: place for place, article in enumerate(articles)}
        self.numbers: dict[tuple[int, str], int] = {}

    def passages(self, passages: Sequence[Passage]) -> list[int]:
        """How many passages follow, how many are left out, and three numbers for each that follows."""
        shown = passages[:MOST_PASSAGES]
        return [len(shown), len(passages) - len(shown), *(number for passage in shown for number in self._passage(passage))]

    def _passage(self, passage: Passage) -> tuple[int, int, int]:
        key = (self.articles[passage.article], passage.sentence)
        start = len(passage.prefix)
        return self.numbers.setdefault(key, len(self.numbers)), start, start + len(passage.exact)


def _nodes(network: Network, sentences: _Sentences) -> dict[str, Any]:
    nodes = [(node, data) for node, data in network.nodes(data=True)]
    base = _base(network)
    return {
        "base": base,
        "keys": [node.removeprefix(base) for node, _ in nodes],
        "kinds": [KINDS.index(data["kind"]) for _, data in nodes],
        "labels": [data["label"] for _, data in nodes],
        "aliases": _some(data["aliases"] for _, data in nodes),
        "details": _some(data["details"] for _, data in nodes),
        "passages": [number for _, data in nodes for number in sentences.passages(data["passages"])],
        "posts": _some(_said(data.get("posts", ()), sentences) for _, data in nodes),
        "quotes": _some(_quoted(data.get("quotes", ()), sentences) for _, data in nodes),
    }


def _base(network: Network) -> str:
    """The part before `person/...` and the like that all IRIs have in common, or nothing."""
    bases = {node.rsplit(f"/{data['kind']}/", 1)[0] for node, data in network.nodes(data=True) if f"/{data['kind']}/" in node}
    return f"{bases.pop()}/" if len(bases) == 1 else ""


def _some(values: Iterable[Any]) -> list[list[Any]]:
    """The values that are not empty, each with its place."""
    return [[place, list(value) if isinstance(value, tuple) else value] for place, value in enumerate(values) if value]


def _said(found: Iterable[tuple[str, tuple[Passage, ...]]], sentences: _Sentences) -> list[list[Any]]:
    return [[text, sentences.passages(passages)] for text, passages in found]


def _quoted(found: Iterable[tuple[str, tuple[Passage, ...]]], sentences: _Sentences) -> list[list[Any]]:
    """What was said: the words themselves only where no sentence holds them."""
    return [["" if passages else text, sentences.passages(passages)] for text, passages in found]


def _edges(network: Network, number: Mapping[str, int], sentences: _Sentences) -> dict[str, Any]:
    edges = [(source, target, data) for source, target, data in network.edges(data=True)]
    words: dict[tuple[str, str, str], int] = {}
    said = [(data["relation"], data["label"], data["label_en"]) for *_, data in edges]
    return {
        "source": [number[source] for source, _, _ in edges],
        "target": [number[target] for _, target, _ in edges],
        "says": [words.setdefault(key, len(words)) for key in said],
        "words": list(words),
        "confidence": [round(100 * float(data["confidence"] or -0.01)) for *_, data in edges],
        "passages": [value for *_, data in edges for value in sentences.passages(data["passages"])],
    }


def _groups(network: Network, number: Mapping[str, int]) -> dict[str, list[int]]:
    from kg.graph.network import groups

    of = [0] * len(number)
    found = groups(network)
    for place, group in enumerate(found):
        for node in group:
            of[number[node]] = place
    return {"of": of, "parent": [-1] * len(found)}


def _article(article: Article) -> dict[str, str]:
    return {name: value for name, value in article._replace(url=web_address(article.url))._asdict().items() if value}


def packs(found: Payload) -> Iterator[tuple[str, str]]:
    """The name and the packed content of each part of the page's data, the graph first."""
    yield "graph", packed(found.graph)
    for place, texts in enumerate(found.sentences):
        yield f"sentences-{place}", packed(texts)
