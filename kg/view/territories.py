"""Which territories each thing of the network belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.network import Network

RELATIONS = {
    "organization": ("jurisdiction",),
    "person": ("tenure",),
    "event": ("place",),
    "assessment": ("assesses",),
}
"""By kind, the relations that lead to a territory, or to a body that has one."""
OTHERWISE = {
    "event": ("officiant", "organizer", "subject", "signatory", "attendee"),
    "assessment": ("assessor",),
}
"""The relations that lead there where the first do not: an event without a place is where those who act in it are at home."""


def territories(network: Network) -> dict[str, tuple[str, ...]]:
    """The territory nodes of every node, sorted: of a body its area, of a person those of the posts, of an event its place."""
    found: dict[str, tuple[str, ...]] = {
        node: (node,) for node, data in network.nodes(data=True) if data["kind"] == "territory"
    }
    for kind, relations in RELATIONS.items():
        for node in [node for node, data in network.nodes(data=True) if data["kind"] == kind]:
            reached = _reached(network, node, relations, found) or _reached(network, node, OTHERWISE.get(kind, ()), found)
            found[node] = tuple(sorted(reached))
    return {node: found[node] for node in network}


def _reached(network: Network, node: str, relations: tuple[str, ...], found: dict[str, tuple[str, ...]]) -> set[str]:
    return {area for other in _others(network, node, relations) for area in found.get(other, ())}


def _others(network: Network, node: str, relations: tuple[str, ...]) -> Iterator[str]:
    for source, target, data in (*network.out_edges(node, data=True), *network.in_edges(node, data=True)):
        if data["relation"] in relations:
            yield target if source == node else source
