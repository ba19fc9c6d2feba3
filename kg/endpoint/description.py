"""What a graph folder says of itself, as a triple store may say it too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph.folder import published

if TYPE_CHECKING:
    from pyoxigraph import Triple

_BESIDE = "file:///"


def description(place: Path) -> list[Triple]:
    """The triples of `dataset.ttl`, sorted; none where `place` is a file or has no description.

    Those that lead to the files beside it are left out: `graph.ttl` alone is an address in a folder, and none in a store.
    """
    from pyoxigraph import NamedNode, RdfFormat, parse

    if not place.is_dir() or not (path := published(place).dataset).is_file():
        return []
    try:
        found = [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE, base_iri=_BESIDE)]
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{path}: {error}") from error
    kept = (each for each in found if not (isinstance(each.object, NamedNode) and each.object.value.startswith(_BESIDE)))
    return sorted(set(kept), key=str)
