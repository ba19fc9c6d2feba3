"""Checks one part of a graph with pySHACL, in a worker process: nothing of it reads a file or reaches the network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.validation.parts import Part

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


class Check(NamedTuple):
    """The job to check a part; `shapes` are the lines of a plan."""

    part: Part
    shapes: str
    origin: str = "graph"

    def answer(self) -> tuple[dict[str, Any], bytes]:
        """What does not fit, a record each, or why nobody can tell."""
        from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ValidationFailure

        try:
            return {"results": sorted(_results(self.part, self.shapes), key=_place)}, b""
        except (ConstraintLoadError, ReportableRuntimeError, ShapeLoadError, ValidationFailure) as error:
            reason = str(getattr(error, "message", error)).partition("\n")[0]
            return {"refused": reason, "origin": self.origin}, b""


def _results(part: Part, lines: str) -> Iterator[dict[str, Any]]:
    import pyshacl
    from rdflib import SH

    from kg.validation.terms import graph_of

    report: Any
    conforms, report, _ = pyshacl.validate(
        graph_of(part.lines),
        shacl_graph=_shapes(lines),
        inplace=True,
        inference="none",
        advanced=False,
        js=False,
        do_owl_imports=False,
        meta_shacl=False,
    )
    if not conforms and not hasattr(report, "objects"):
        raise report
    for result in report.objects(None, SH.result):
        yield _record(report, result)


def _place(result: dict[str, Any]) -> tuple[str, ...]:
    """What results are ordered by: the report of the library has them in any order."""
    return tuple(result[name] for name in ("thing", "shape", "constraint", "path", "value"))


def _record(report: rdflib.Graph, result: Node) -> dict[str, Any]:
    """A result for the other process: terms as N-Triples writes them, messages by language."""
    from rdflib import SH

    def one(predicate: Node) -> str:
        value = report.value(result, predicate)
        return "" if value is None else value.n3()

    messages = {getattr(text, "language", "") or "": str(text) for text in report.objects(result, SH.resultMessage)}
    return {
        "thing": one(SH.focusNode),
        "value": one(SH.value),
        "path": _path(report, result),
        "constraint": one(SH.sourceConstraintComponent)[1:-1].rpartition("#")[2].removesuffix("ConstraintComponent"),
        "shape": one(SH.sourceShape)[1:-1],
        "severity": one(SH.resultSeverity)[1:-1].rpartition("#")[2],
        "messages": dict(sorted(messages.items())),
    }


def _path(report: rdflib.Graph, result: Node) -> str:
    """The property that a result is about; empty where it is a longer path."""
    import rdflib
    from rdflib import SH

    path = report.value(result, SH.resultPath)
    return str(path) if isinstance(path, rdflib.URIRef) else ""


@lru_cache(maxsize=2)
def _shapes(lines: str) -> rdflib.Graph:
    from kg.validation.terms import graph_of

    return graph_of(lines.encode("utf-8"))
