"""The network that `kg view` shows, as GraphML and GEXF: people, bodies, territories, events and assessments."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.exports.source import Source
from kg.exports.xml_text import possible

if TYPE_CHECKING:
    from kg.graph.network import Network

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9._-]")


NODE_COLUMNS = {
    "Id": ("iri", "IRI", "IRI"),
    "Label": ("text", "Name", "Nama"),
    "kind": ("text", "Kind", "Jenis"),
    "aliases": ("text", "Other names, with ; between them", "Nama lain, dipisahkan ;"),
    "articles": ("integer", "Number of articles", "Banyaknya artikel"),
    "first_seen": ("date", "Date of the first article", "Tanggal artikel pertama"),
    "last_seen": ("date", "Date of the last article", "Tanggal artikel terakhir"),
    "code": ("text", "Code of a territory", "Kode wilayah"),
    "body": ("text", "Kind of a body", "Jenis lembaga"),
    "type": ("text", "Type of an event", "Jenis peristiwa"),
    "date": ("date", "Date of an event", "Tanggal peristiwa"),
    "venue": ("text", "Venue of an event", "Tempat acara"),
    "measure": ("text", "Measure of an assessment", "Ukuran penilaian"),
    "value": ("text", "Value of an assessment", "Nilai penilaian"),
    "rated": ("date", "Date of an assessment", "Tanggal penilaian"),
    "assessed": ("text", "What is assessed, in words", "Yang dinilai, dengan kata-kata"),
    "confidence": ("decimal", "Confidence", "Keyakinan"),
}
"""What is said of a node: its type, and its title in two languages. Graphs, CSV and their readers call it the same."""

EDGE_COLUMNS = {
    "Source": ("iri", "From", "Dari"),
    "Target": ("iri", "To", "Ke"),
    "Type": ("text", "Directed", "Berarah"),
    "Label": ("text", "What joins them", "Hubungan"),
    "label_en": ("text", "What joins them, in English", "Hubungan, dalam bahasa Inggris"),
    "relation": ("text", "Kind of relation", "Jenis hubungan"),
    "confidence": ("decimal", "Confidence", "Keyakinan"),
    "articles": ("integer", "Number of articles", "Banyaknya artikel"),
    "first_seen": ("date", "Date of the first article", "Tanggal artikel pertama"),
    "last_seen": ("date", "Date of the last article", "Tanggal artikel terakhir"),
    "article": ("text", "First article that says so", "Artikel pertama yang menyatakannya"),
    "sentence": ("text", "The sentence there", "Kalimat di sana"),
}
"""What is said of an edge."""

Rows = Iterator[list[Any]]


def node_rows(network: Network) -> tuple[list[str], Rows]:
    """The columns and the rows of the nodes, by IRI; what is unknown is None."""
    nodes = ((iri, network.nodes[iri]) for iri in sorted(network))
    return list(NODE_COLUMNS), (_row(NODE_COLUMNS, _node(iri, data)) for iri, data in nodes)


def edge_rows(network: Network) -> tuple[list[str], Rows]:
    """The columns and the rows of the edges, by their ends and what they say."""
    ordered = sorted(network.edges(data=True, keys=True), key=lambda edge: edge[:3])
    return list(EDGE_COLUMNS), (_row(EDGE_COLUMNS, _edge(start, end, data)) for start, end, _, data in ordered)


def _node(iri: str, data: Mapping[str, Any]) -> dict[str, Any]:
    said = {"Id": iri, "Label": data["label"], "kind": data["kind"], "aliases": "; ".join(data["aliases"])}
    return {**data["details"], **said, **_seen(data["passages"])}


def _edge(source: str, target: str, data: Mapping[str, Any]) -> dict[str, Any]:
    first = next(iter(data["passages"]), None)
    said = {"Source": source, "Target": target, "Type": "Directed", "Label": data["label"]}
    told = {"article": first.article.id, "sentence": first.sentence} if first else {}
    return {name: data[name] for name in ("label_en", "relation", "confidence")} | said | told | _seen(data["passages"])


def _row(columns: Mapping[str, tuple[str, str, str]], said: Mapping[str, Any]) -> list[Any]:
    return [_typed(said.get(name, ""), type_) for name, (type_, *_) in columns.items()]


def _typed(value: Any, type_: str) -> Any:
    """A value as its column has it."""
    if value == "":
        return None
    return Decimal(value) if type_ == "decimal" else value


def graphml(source: Source) -> Iterator[str]:
    """GraphML. A node's id is its IRI below the base as the format allows it; the IRI itself is an attribute."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter()
    writer.add_graph_element(_plain(source, lambda iri: _id(iri, source.base)))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{writer}\n'


def gexf(source: Source) -> Iterator[str]:
    """GEXF 1.2, Gephi's own format. A node's id is its IRI."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(_plain(source, possible), version="1.2draft")
    _tidy(writer.xml)
    file = io.BytesIO()
    writer.write(file)
    yield file.getvalue().decode("utf-8") + "\n"


def _plain(source: Source, named: Callable[[str], str]) -> Any:
    """The network with attributes that are text and numbers, which is what these formats have."""
    import networkx

    network = source.network
    plain: Network = networkx.MultiDiGraph()
    for iri, *said in node_rows(network)[1]:
        plain.add_node(named(iri), iri=possible(iri), **_attributes(list(NODE_COLUMNS)[1:], said))
    for number, (start, end, _, *said) in enumerate(edge_rows(network)[1]):
        plain.add_edge(named(start), named(end), f"e{number}", **_attributes(list(EDGE_COLUMNS)[3:], said))
    return plain


def _tidy(xml: Any) -> None:
    """Takes out what the library adds: the day of writing, a name that the schema of GEXF forbids, and its keys of edges."""
    meta = xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "simpul"
    del xml.find("graph").attrib["name"]
    for attributes in xml.iter("attributes"):
        for key in attributes.findall("attribute[@title='networkx_key']"):
            attributes.remove(key)
            for values in xml.iterfind(".//edge/attvalues"):
                for value in values.findall(f"attvalue[@for='{key.get('id')}']"):
                    values.remove(value)


def _attributes(names: list[str], values: list[Any]) -> dict[str, Any]:
    """What is known; a label has the name that readers look for."""
    return {name.lower(): _attribute(value) for name, value in zip(names, values, strict=True) if value is not None}


def _attribute(value: Any) -> Any:
    """A number, or text that XML can hold; a carriage return is a line end, as XML reads it."""
    if isinstance(value, str):
        return possible(value).replace("\r\n", "\n").replace("\r", "\n")
    return float(value) if isinstance(value, Decimal) else value


def _seen(passages: tuple[Any, ...]) -> dict[str, Any]:
    """The first and the last date of the articles in which passages stand, and how many articles these are."""
    dates = sorted(passage.article.date for passage in passages if passage.article.date)
    told = {"first_seen": dates[0], "last_seen": dates[-1]} if dates else {}
    return told | {"articles": len({passage.article.id for passage in passages})}


def _id(iri: str, base: str) -> str:
    """An IRI as an XML name token, different for different IRIs.

    >>> _id("https://x.id/organization/polres-malang@35.07", "https://x.id/")
    'organization:polres-malang·4035.07'
    """
    path = iri.removeprefix(base)
    kind, slash, name = path.partition("/") if path != iri else ("", "", iri)
    return f"{kind}{':' if slash else ''}{_NOT_IN_ID.sub(_hexadecimal, name)}"


def _hexadecimal(found: re.Match[str]) -> str:
    return "".join(f"·{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
