"""The page as a file: its template with styles, scripts and data, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.memory import seldom_collected
from kg.outputs import text_output
from kg.view.first import NOTHING_CHOSEN, FirstView
from kg.view.payload import KINDS, SENTENCES, payload

if TYPE_CHECKING:
    import pyoxigraph

    from kg.graph.network import Network

LIMIT = 500
"""How many nodes are drawn at once; the page finds the others."""
STYLES = ("network.css", "places.css", "print.css")
SCRIPTS = (
    "words.js",
    "words-places.js",
    "graph.js",
    "shown.js",
    "slices.js",
    "spelling.js",
    "search.js",
    "state.js",
    "layout.js",
    "layout-stress.js",
    "layout-room.js",
    "layout-lines.js",
    "layout-packing.js",
    "layout-growing.js",
    "picture-labels.js",
    "picture-looks.js",
    "picture-bubbles.js",
    "panning.js",
    "picture.js",
    "drawing.js",
    "exporting.js",
    "panel.js",
    "table.js",
    "filters.js",
    "provinces.js",
    "map.js",
    "moments.js",
    "timeline.js",
    "network.js",
)
"""The scripts of the page in the order in which they stand there."""

COUNTED = {
    "people": "person",
    "organizations": "organization",
    "territories": "territory",
    "events": "event",
    "assessments": "assessment",
}


def write(
    source: pyoxigraph.Store | Path,
    path: Path,
    *,
    title: str | None = None,
    limit: int = LIMIT,
    first: FirstView = NOTHING_CHOSEN,
) -> dict[str, int]:
    """Writes the page of a store, a graph folder or an RDF file, and says what is in it: articles, people, ..., edges."""
    from kg.graph.network import build

    return write_network(build(source), path, title=title, limit=limit, first=first)


def write_network(
    network: Network, path: Path, *, title: str | None = None, limit: int = LIMIT, first: FirstView = NOTHING_CHOSEN
) -> dict[str, int]:
    """As `write`, from a network that `kg.graph.network.build` made."""
    counts = _counts(network)
    with seldom_collected():
        text = page(network, counts, title, limit, first.state(network))
    with text_output(path) as file:
        file.write(text)
    return counts


def page(network: Network, counts: Mapping[str, int], title: str | None, limit: int, state: Mapping[str, Any]) -> str:
    """The whole page; the same network gives the same bytes."""
    about: dict[str, Any] = {"title": title, "counts": dict(counts), "span": _span(network), "limit": limit}
    about |= {"state": dict(state), "kinds": KINDS, "pack": SENTENCES}
    scripts = [_vis_network(), "\n".join(_template(name) for name in SCRIPTS)]
    style = "\n".join(_template(name) for name in STYLES)
    graph, *others = (f'<script type="text/plain" id="{name}">{text}</script>' for name, text in payload(network).packs())
    return Template(_template("network.html")).substitute(
        policy=_policy(scripts, style),
        title=escape(title or "Simpul"),
        style=style,
        about=embedded(about),
        outlines=embedded(json.loads(files("kg").joinpath("data/outlines.json").read_text(encoding="utf-8"))),
        graph=graph,
        others="\n".join(others),
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


def _counts(network: Network) -> dict[str, int]:
    kinds = [data["kind"] for _, data in network.nodes(data=True)]
    return {
        "articles": len(network.graph["articles"]),
        **{name: kinds.count(kind) for name, kind in COUNTED.items()},
        "statements": sum(len(data.get("quotes", ())) for _, data in network.nodes(data=True)),
        "nodes": len(network),
        "edges": network.number_of_edges(),
    }


def _span(network: Network) -> list[str]:
    """The first and the last date of an article."""
    dates = sorted(article.date for article in network.graph["articles"] if article.date)
    return dates[:1] + dates[-1:]


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
