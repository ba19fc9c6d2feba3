"""Opens what holds a graph: a published folder, or any RDF file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph.folder import published

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store


def open_store(source: Path) -> Store:
    """The store of a graph folder, for reading only, or a store in memory with the content of an RDF file.

    Its default graph is the union of all graphs, each triple once; the engine's own union would repeat what two graphs say.
    It is for questions of our own; a query of somebody else's is asked by `kg.graph.query`.
    """
    from pyoxigraph import Store

    from kg.graph.query_worker import load_file

    if source.is_dir():
        generation = published(source)
        try:
            return Store.read_only(str(generation.store))
        except (OSError, RuntimeError) as error:
            raise GraphError(f"{generation.store}: damaged ({error}); build the graph again") from error
    try:
        return load_file(str(source))
    except (OSError, SyntaxError, ValueError) as error:
        raise GraphError(f"{source}: {error}") from error


def union(source: Path) -> Iterator[str]:
    """The triples of all the graphs of a folder or file as N-Triples lines, each once."""
    from pyoxigraph import DefaultGraph

    quads = open_store(source).quads_for_pattern(None, None, None, DefaultGraph())
    return iter(sorted(f"{quad.triple} ." for quad in quads))


def to_rdflib(source: Path) -> rdflib.Graph:
    """The union of the graphs of a folder or file as an rdflib graph."""
    import rdflib

    graph = rdflib.Graph()
    return graph.parse(data="\n".join(union(source)), format="nt")
