"""How sure facts are, as the network tells it."""

from __future__ import annotations

from pathlib import Path

from kg.graph.network import build
from kg.graph.store import open_store


def test_edges_say_how_sure_they_are(out: Path) -> None:
    """A participant's confidence is its own; the other edges have that of their fact, a tenure its surest article's."""
    network = build(open_store(out))
    sure = {
        (network.nodes[source]["label"], data["relation"], network.nodes[target]["label"]): data["confidence"]
        for source, target, data in network.edges(data=True)
    }
    assert sure["Ikatan Bidan Kalbar", "organizer", "pelantikan Kepala Dinas"] == "0.55"
    assert sure["Sutarmidji", "officiant", "pelantikan Kepala Dinas"] == "0.8"
    assert sure["Sutarmidji", "tenure", "Pemerintah Provinsi Kalimantan Barat"] == "0.91"
    assert sure["Kota Pontianak", "province", "Provinsi Kalimantan Barat"] == ""
