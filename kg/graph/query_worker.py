"""Answers one query in a process of its own, which may be killed, run out of memory or crash without harm.

It runs as a script, so that it starts fast and trusts no folder: one request as a JSON line comes in, JSON lines go out:
what kind of answer it is, then its rows, then `{"end": true}`; or an error. It imports nothing of the package.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad, Store

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_RDFLIB_FORMATS = {".trix": "trix", ".hext": "hext"}


def main() -> None:
    """Reads the request, and answers it within its limits."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    request = json.loads(sys.stdin.buffer.readline())
    _confine(request["memory"], request["cpu"])
    try:
        for line in _answer(request):
            sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os._exit(0)


def load_file(path: str) -> Store:
    """A store in memory with what an RDF file says, and all of that in its default graph; the file's name tells its format."""
    from pyoxigraph import Store

    store = Store()
    store.load(**_readable(path))
    if any(True for _ in store.named_graphs()):
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store


def quads_of(path: str) -> Iterator[Quad]:
    """The quads of an RDF file one by one, in the graphs where they stand."""
    from pyoxigraph import parse

    return iter(parse(**_readable(path)))


def _readable(path: str) -> dict[str, Any]:
    """What the engine's readers are to be told of an RDF file; formats that it does not know come as N-Quads."""
    from pyoxigraph import RdfFormat

    suffix = Path(path).suffix.lower()
    rdf_format = RdfFormat.from_extension(suffix[1:])
    if suffix in _RDFLIB_FORMATS:
        return {"input": _as_quads(path, _RDFLIB_FORMATS[suffix]), "format": RdfFormat.N_QUADS}
    if rdf_format is None:
        raise ValueError("unknown kind of file: expected .ttl, .nt, .nq, .trig, .rdf, .jsonld, .trix or .hext")
    return {"path": path, "format": rdf_format, "base_iri": Path(path).resolve().as_uri()}


def _as_quads(path: str, rdflib_format: str) -> bytes:
    import rdflib

    return rdflib.Dataset().parse(path, format=rdflib_format).serialize(format="nquads", encoding="utf-8")


def _answer(request: dict[str, Any]) -> Any:
    from pyoxigraph import QueryBoolean, QueryTriples, Store

    if "parse" in request:
        yield _parse(request)
        return
    try:
        store = Store.read_only(request["store"]) if "store" in request else load_file(request["file"])
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        yield {"error": "source", "message": str(error)}
        return
    missing = [graph for graph in request["graphs"] if not _holds(store, graph)]
    if missing:
        yield {"error": "graph", "message": missing[0]}
        return
    try:
        results = store.query(request["query"], prefixes=request["prefixes"])
        if isinstance(results, QueryBoolean):
            yield {"boolean": bool(results)}
        elif isinstance(results, QueryTriples):
            yield {"triples": True}
            yield from (_terms(triple) for triple in results)
        else:
            yield {"columns": [variable.value for variable in results.variables]}
            yield from (_terms(solution) for solution in results)
        yield {"end": True}
    except SyntaxError as error:
        yield {"error": "syntax", "message": str(error)}
    except (OSError, RuntimeError, ValueError) as error:
        yield {"error": "failed", "message": str(error)}


def _parse(request: dict[str, Any]) -> dict[str, str]:
    """What is wrong with a query, which is not answered."""
    from pyoxigraph import Store

    try:
        Store().query(request["parse"], prefixes=request["prefixes"])
    except (SyntaxError, OSError, RuntimeError, ValueError) as error:
        return {"message": str(error)}
    return {"message": ""}


def _holds(store: Store, graph: str) -> bool:
    from pyoxigraph import NamedNode

    try:
        return store.contains_named_graph(NamedNode(graph))
    except ValueError:
        return False


def _terms(terms: Any) -> list[list[str] | None]:
    return [None if term is None else term_parts(term) for term in terms]


def term_parts(term: Any) -> list[str]:
    """A term as its kind, its value, and for a literal its datatype and language."""
    kind = type(term).__name__
    if kind == "Literal":
        return ["literal", term.value, term.datatype.value, term.language or ""]
    return ["uri", term.value] if kind == "NamedNode" else ["bnode", getattr(term, "value", str(term))]


def _confine(memory: int, cpu: int) -> None:
    """Takes away what a query must not have: memory and time without end, and the network where the system allows it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        system = ctypes.CDLL(None)
        system.prctl(1, signal.SIGKILL)
        if system.unshare(_NEW_NETWORK) != 0:
            system.unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    main()
