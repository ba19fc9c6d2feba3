"""The page: the network in one HTML file that asks nothing of any server, with the sentence of every fact."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from math import sqrt
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.layout import Box, place

if TYPE_CHECKING:
    import pyoxigraph
    import pyvis.network

    from kg.graph.network import Network
    from kg.graph.passages import Article, Passage

LIMIT = 500
"""How many nodes are drawn at once; the page finds the others."""
MOST_PASSAGES = 30
"""How many passages of one fact go into the page, the oldest first."""
SHAPES = {"person": "dot", "organization": "square", "territory": "hexagon", "event": "diamond", "assessment": "triangle"}
SCRIPTS = ("words.js", "graph.js", "picture.js", "panel.js", "network.js")
LINE, LINES, LETTER = 16, 3, 15
"""A label has at most so many lines of so many letters of so many pixels."""

COUNTED = {
    "people": "person",
    "organizations": "organization",
    "territories": "territory",
    "events": "event",
    "assessments": "assessment",
}

OPTIONS: dict[str, Any] = {
    "physics": False,
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 200, "selectConnectedEdges": False, "multiselect": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "labelHighlightBold": False},
    "edges": {"width": 1.2, "selectionWidth": 1, "hoverWidth": 0.8, "arrowStrikethrough": False},
}


def write(source: pyoxigraph.Store | Path, path: Path, *, title: str | None = None, limit: int = LIMIT) -> dict[str, int]:
    """Writes the page of a store, graph folder or RDF file.

    It says what is in it: articles, people, ..., nodes, edges, and how many nodes are drawn at first.
    """
    from kg.graph.network import build

    network = build(source)
    drawn = draw(network, limit)
    counts = _counts(network) | {"drawn": len(drawn.nodes)}
    _replace(path, page(network, drawn, counts, title))
    return counts


def draw(network: Network, limit: int = LIMIT) -> pyvis.network.Network:
    """The best connected part of the network as a pyvis network, every node in its place.

    A node's id is its number in the order of the network, and an edge's likewise.
    """
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    chosen = _best_connected(network, limit)
    shown = network.subgraph(chosen)
    number = {node: place for place, node in enumerate(network)}
    picture.nodes = [{"id": number[node], **look} for node, look in _looks(shown, chosen).items()]
    picture.edges = [
        {"id": place, "from": number[source], "to": number[target]}
        for place, (source, target) in enumerate(network.edges())
        if source in shown and target in shown
    ]
    picture.options = OPTIONS
    return picture


def page(network: Network, drawn: pyvis.network.Network, counts: Mapping[str, int], title: str | None = None) -> str:
    """The whole page; the same network gives the same bytes."""
    nodes, edges, *_, options = drawn.get_network_data()
    data = _Payload(network).data | {"title": title, "counts": dict(counts)}
    data |= {"drawn": {"nodes": nodes, "edges": edges, "options": json.loads(options)}}
    scripts = [_vis_network(), "\n".join(_template(name) for name in SCRIPTS)]
    style = _template("network.css")
    return Template(_template("network.html")).substitute(
        policy=_policy(scripts, style),
        title=escape(title or "Simpul"),
        style=style,
        data=embedded(data),
        library=scripts[0],
        script=scripts[1],
    )


def embedded(data: object) -> str:
    """JSON that no HTML parser takes for anything else.

    >>> embedded({"a": "</script>&"})
    '{"a":"\\\\u003c/script\\\\u003e\\\\u0026"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def shortened(label: str) -> str:
    """A label in few short lines, without characters that cannot be seen.

    >>> shortened("Biro Organisasi Sekretariat Daerah Provinsi Kalimantan Barat")
    'Biro Organisasi\\nSekretariat\\nDaerah Provinsi…'
    """
    seen = "".join(" " if character.isspace() else character for character in label[:400])
    plain = "".join(character for character in seen if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    lines = textwrap.wrap(plain, LINE)
    if len(lines) > LINES:
        lines[LINES - 1] = lines[LINES - 1][: LINE - 1] + "…"
    return "\n".join(lines[:LINES]) or "–"


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


def _counts(network: Network) -> dict[str, int]:
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    return {
        "articles": len(network.graph["articles"]),
        **{name: kinds.count(kind) for name, kind in COUNTED.items()},
        "statements": sum(len(data.get("quotes", ())) for _, data in network.nodes(data=True)),
        "nodes": len(network),
        "edges": network.number_of_edges(),
    }


def _degrees(network: Network) -> dict[str, int]:
    """How many others each node is joined with."""
    joined: dict[str, set[str]] = {node: set() for node in network}
    for source, target in network.edges():
        joined[source].add(target)
        joined[target].add(source)
    return {node: len(others - {node}) for node, others in joined.items()}


def _best_connected(network: Network, limit: int) -> list[str]:
    """The nodes with the most neighbours, each with one that is shown too, the best connected first."""
    degrees = _degrees(network)
    ranked = sorted(network, key=lambda node: (-degrees[node], node))
    rank = {node: place for place, node in enumerate(ranked)}
    chosen: dict[str, None] = {}
    for node in ranked:
        others = {*network.successors(node), *network.predecessors(node)} - {node}
        partner = [min(others, key=rank.__getitem__)] if others and not any(other in chosen for other in others) else []
        new = [one for one in (node, *partner) if one not in chosen]
        if len(chosen) + len(new) <= limit:
            chosen.update(dict.fromkeys(new))
    return list(chosen)


def _looks(shown: Network, ranked: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Shape, size, short label and place of every node, in the order given."""
    from kg.graph.network import groups

    degrees = _degrees(shown)
    number = {node: place for place, node in enumerate(ranked)}
    looks = {node: _look(shown.nodes[node], degrees[node]) for node in ranked}
    boxes = [_box(looks[node]) for node in ranked]
    links = [(number[source], number[target]) for source, target in shown.edges()]
    places = place(boxes, links, [sorted(number[node] for node in group) for group in groups(shown)])
    for node, box, wide, high in zip(ranked, boxes, *places, strict=True):
        look, rise = looks[node], looks[node]["size"] - box.height / 2
        look |= {"x": round(wide.x), "y": round(wide.y + rise), "high": [round(high.x), round(high.y + rise)]}
    return looks


def _look(node: Mapping[str, Any], degree: int) -> dict[str, Any]:
    size = round(min(30.0, 8 + 3.2 * sqrt(degree)), 1)
    return {"label": shortened(node["label"]), "group": node["kind"], "shape": SHAPES[node["kind"]], "size": size}


def _box(look: Mapping[str, Any]) -> Box:
    """The room for the shape and the label below it."""
    lines, shape = look["label"].split("\n"), 2 * look["size"]
    return Box(max(shape, 0.58 * LETTER * max(map(len, lines))), shape + 1.15 * LETTER * len(lines) + 4)


class _Payload:
    """What the page knows, each sentence and article once."""

    def __init__(self, network: Network) -> None:
        self.articles = {article: place for place, article in enumerate(network.graph["articles"])}
        self.sentences: dict[tuple[int, str], int] = {}
        number = {node: place for place, node in enumerate(network)}
        dates = sorted(article.date for article in self.articles if article.date)
        self.data: dict[str, Any] = {
            "nodes": [self.node(data) for _, data in network.nodes(data=True)],
            "edges": [self.edge(number[a], number[b], data) for a, b, data in network.edges(data=True)],
            "articles": [_article(article) for article in self.articles],
            "span": dates[:1] + dates[-1:],
        }
        self.data["sentences"] = list(self.sentences)

    def node(self, data: Mapping[str, Any]) -> dict[str, Any]:
        posts, quotes = (
            [{"text": text, **self.said(found)} for text, found in data.get(name, ())] for name in ("posts", "quotes")
        )
        fields = {"aliases": data["aliases"], "details": data["details"], "posts": posts, "quotes": quotes}
        return {"kind": data["kind"], "label": data["label"], "short": shortened(data["label"])} | {
            name: value for name, value in (fields | self.said(data["passages"])).items() if value
        }

    def edge(self, source: int, target: int, data: Mapping[str, Any]) -> dict[str, Any]:
        words = {"label": data["label"]} | ({"label_en": data["label_en"]} if data["label_en"] != data["label"] else {})
        words |= {"confidence": data["confidence"]} if data["confidence"] else {}
        return {"source": source, "target": target, "relation": data["relation"], **words, **self.said(data["passages"])}

    def said(self, passages: Sequence[Passage]) -> dict[str, Any]:
        """Passages as number of the sentence, start and end in it; `more` is how many there are besides."""
        found = [self.passage(passage) for passage in passages[:MOST_PASSAGES]]
        more = len(passages) - len(found)
        return ({"passages": found} if found else {}) | ({"more": more} if more else {})

    def passage(self, passage: Passage) -> list[int]:
        key = (self.articles[passage.article], passage.sentence)
        start = len(passage.prefix)
        return [self.sentences.setdefault(key, len(self.sentences)), start, start + len(passage.exact)]


def _article(article: Article) -> dict[str, str]:
    return {name: value for name, value in article._replace(url=web_address(article.url))._asdict().items() if value}


def _policy(scripts: Iterable[str], style: str) -> str:
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _template(name: str) -> str:
    return files("kg").joinpath("data/page", name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """The vis-network that pyvis brings along, its newest version, without the note where its source map lies."""
    package = find_spec("pyvis")
    folders = package.submodule_search_locations or [] if package else []
    found = [path for folder in folders for path in Path(folder).glob("lib/vis-*/vis-network.min.js")]
    if not found:
        raise KgError("pyvis: its vis-network is missing; install pyvis again")
    newest = max(found, key=lambda path: [int(part) for part in path.parent.name[4:].split(".") if part.isdigit()])
    text = newest.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _replace(path: Path, text: str) -> None:
    """Writes the file so that a reader sees the old one or the new one, never half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise KgError(f"{path}: cannot be written: {error.strerror or error}") from error
