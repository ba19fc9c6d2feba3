"""Which territories each thing of the network belongs to."""

from __future__ import annotations

from collections.abc import Mapping
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
    joined = _joined(network)
    for kind, relations in RELATIONS.items():
        for node in [node for node, data in network.nodes(data=True) if data["kind"] == kind]:
            others = joined.get(node, {})
            found[node] = _areas(others, relations, found) or _areas(others, OTHERWISE.get(kind, ()), found)
    return {node: found[node] for node in network}


def _joined(network: Network) -> dict[str, dict[str, list[str]]]:
    """For each node the others that it is joined with, by relation."""
    found: dict[str, dict[str, list[str]]] = {}
    for source, target, data in network.edges(data=True):
        for node, other in ((source, target), (target, source)):
            found.setdefault(node, {}).setdefault(data["relation"], []).append(other)
    return found


def _areas(
    others: Mapping[str, list[str]], relations: tuple[str, ...], found: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    areas = [found[other] for relation in relations for other in others.get(relation, ()) if other in found]
    return areas[0] if len(areas) == 1 else tuple(sorted({area for some in areas for area in some}))
