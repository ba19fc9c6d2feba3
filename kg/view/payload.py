"""What the page knows, as compact arrays: each name, word, article and sentence once, everything else a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from kg.view.communities import communities
from kg.view.packing import Vocabulary, packed
from kg.view.passages import Sayings
from kg.view.territories import territories

if TYPE_CHECKING:
    from kg.graph.network import Network
    from kg.graph.passages import Article, Passage

    Facts = list[tuple[Passage, ...]]

KINDS = ("person", "organization", "territory", "event", "assessment")
"""The kinds of nodes; the page knows each by its place in this row."""
MOST_PASSAGES = (30, 10, 3, 1)
"""How many passages of one fact go into the page, the oldest first: the first of these that lets all of them be few enough."""
ENOUGH = 250_000
"""How many passages are few enough."""
SENTENCES = 2_000
"""How many sentences are packed together: the page opens a pack when one of its sentences is asked for."""


class Payload(NamedTuple):
    """The graph, the words of its sentences, and these in packs of `SENTENCES`, each a text with a character for a word."""

    graph: dict[str, Any]
    words: list[str]
    sentences: list[list[str]]

    def packs(self) -> Iterator[tuple[str, str]]:
        """The name and the packed content of each part, the graph first."""
        parts = {"graph": self.graph, "words": self.words} | {
            f"sentences-{at}": texts for at, texts in enumerate(self.sentences)
        }
        with ThreadPoolExecutor() as pool:
            yield from zip(parts, pool.map(packed, parts.values()), strict=True)


def payload(network: Network) -> Payload:
    """The network as numbers: an entry for each node, edge, passage, article and sentence, in the order of their numbers."""
    number = {node: place for place, node in enumerate(network)}
    sayings = _sayings(network)
    graph = {
        **_nodes(network, sayings),
        "edges": _edges(network, number, sayings),
        "said": sayings.table(),
        "territories": [[number[area] for area in areas] for areas in territories(network).values()],
        "groups": _groups(network, number),
        "articles": [_article(article) for article in network.graph["articles"]],
    }
    texts = sayings.texts()
    words = Vocabulary(texts)
    short = [words.short(text) for text in texts]
    return Payload(graph, words.words, [short[start : start + SENTENCES] for start in range(0, len(short), SENTENCES)])


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


def _sayings(network: Network) -> Sayings:
    facts = [data["passages"] for _, data in network.nodes(data=True)]
    facts += [
        passages for _, data in network.nodes(data=True) for _, passages in (*data.get("posts", ()), *data.get("quotes", ()))
    ]
    facts += [data["passages"] for *_, data in network.edges(data=True)]
    return Sayings(network.graph["articles"], facts, most_passages(facts))


def most_passages(facts: Facts) -> int:
    """How many passages of one fact go into the page: fewer where there are many facts."""
    fitting = (most for most in MOST_PASSAGES if sum(min(most, len(passages)) for passages in facts) <= ENOUGH)
    return next(fitting, MOST_PASSAGES[-1])


def _nodes(network: Network, sayings: Sayings) -> dict[str, Any]:
    nodes = [(node, data) for node, data in network.nodes(data=True)]
    base = _base(network)
    return {
        "base": base,
        "keys": [node.removeprefix(base) for node, _ in nodes],
        "kinds": [KINDS.index(data["kind"]) for _, data in nodes],
        "labels": [data["label"] for _, data in nodes],
        "aliases": _some(data["aliases"] for _, data in nodes),
        "details": _some(data["details"] for _, data in nodes),
        "passages": sayings.column(data["passages"] for _, data in nodes),
        "posts": _some(_told(data.get("posts", ()), sayings) for _, data in nodes),
        "quotes": _some(_quoted(data.get("quotes", ()), sayings) for _, data in nodes),
    }


def _base(network: Network) -> str:
    """The part before `person/...` and the like that all IRIs have in common, or nothing."""
    bases = {node.rsplit(f"/{data['kind']}/", 1)[0] for node, data in network.nodes(data=True) if f"/{data['kind']}/" in node}
    return f"{bases.pop()}/" if len(bases) == 1 else ""


def _some(values: Iterable[Any]) -> list[list[Any]]:
    """The values that are not empty, each with its place."""
    return [[place, list(value) if isinstance(value, tuple) else value] for place, value in enumerate(values) if value]


def _told(found: Iterable[tuple[str, tuple[Passage, ...]]], sayings: Sayings) -> list[list[Any]]:
    """Texts with the numbers of their passages, and how many more there are."""
    rows = ((text, sayings.of(passages), len(passages)) for text, passages in found)
    return [[text, numbers, count - len(numbers)] for text, numbers, count in rows]


def _quoted(found: Iterable[tuple[str, tuple[Passage, ...]]], sayings: Sayings) -> list[list[Any]]:
    """The same of what was said, the text only where no sentence holds it."""
    return [["" if numbers else text, numbers, more] for text, numbers, more in _told(found, sayings)]


def _edges(network: Network, number: Mapping[str, int], sayings: Sayings) -> dict[str, Any]:
    edges = [(source, target, data) for source, target, data in network.edges(data=True)]
    words: dict[tuple[str, str, str], int] = {}
    said = [(data["relation"], data["label"], data["label_en"]) for *_, data in edges]
    return {
        "source": [number[source] for source, _, _ in edges],
        "target": [number[target] for _, target, _ in edges],
        "says": [words.setdefault(key, len(words)) for key in said],
        "words": list(words),
        "confidence": [round(100 * float(data["confidence"] or -0.01)) for *_, data in edges],
        "passages": sayings.column(data["passages"] for *_, data in edges),
    }


def _groups(network: Network, number: Mapping[str, int]) -> dict[str, Sequence[int]]:
    found = communities(len(number), [(number[a], number[b]) for a, b in network.edges() if a != b])
    return {"of": found.of, "parent": found.parent}


def _article(article: Article) -> dict[str, str]:
    return {name: value for name, value in article._replace(url=web_address(article.url))._asdict().items() if value}
