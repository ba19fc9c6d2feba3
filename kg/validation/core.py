"""Reads files of shapes. Only SHACL Core comes through: nothing that runs a query or a program, or reaches for another file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError, InputError

if TYPE_CHECKING:
    import rdflib

SH = "http://www.w3.org/ns/shacl#"
_IMPORTS = "http://www.w3.org/2002/07/owl#imports"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_UNNAMED = "urn:simpul:unnamed-shape:"

_TERMS = """
    alternativePath and class closed datatype deactivated declare defaultValue description disjoint equals flags group hasValue
    ignoredProperties in inversePath languageIn lessThan lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message
    minCount minExclusive minInclusive minLength name namespace node nodeKind not oneOrMorePath or order path pattern prefix
    property qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint severity targetClass
    targetNode targetObjectsOf targetSubjectsOf uniqueLang xone zeroOrMorePath zeroOrOnePath
"""
"""The properties of SHACL Core, with those that only describe."""
_TYPES = ("NodeShape", "PropertyShape", "PropertyGroup", "PrefixDeclaration")


def packaged(further: Iterable[Path] = ()) -> rdflib.Graph:
    """The shapes of what `kg build` writes, and those of further files."""
    with as_file(files("kg").joinpath("data/shapes.ttl")) as path:
        return read([path, *further])


def read(paths: Iterable[Path]) -> rdflib.Graph:
    """The shapes of all the files. One without a name gets one, so that each can be told from the others."""
    import rdflib

    graph = rdflib.Graph()
    for number, path in enumerate(paths):
        for triple in _triples(path):
            graph.add(tuple(_term(term, number) for term in triple))  # type: ignore[arg-type]
    return _named(graph)


def unnamed(shape: str) -> bool:
    """Whether the shape has no IRI of its own."""
    return shape.startswith(_UNNAMED)


def _triples(path: Path) -> Iterator[Any]:
    from pyoxigraph import DefaultGraph

    from kg.graph.store import open_store

    if not path.is_file():
        raise InputError(f"{path}: there is no such file of shapes")
    try:
        store = open_store(path)
    except GraphError as error:
        raise InputError(str(error)) from error
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if reason := _refused(quad.predicate.value, getattr(quad.object, "value", "")):
            raise InputError(f"{path}: {reason}")
        yield quad.triple


def _refused(predicate: str, value: str) -> str:
    """Why a triple cannot be among shapes, or nothing.

    >>> _refused(SH + "sparql", "")
    'sh:sparql is not of SHACL Core, and nothing else is read: a shape must not run a query or a program'
    """
    if predicate == _IMPORTS:
        return "owl:imports is not followed; name each file of shapes with --shapes"
    used = value if predicate == _TYPE else predicate
    allowed = _TYPES if predicate == _TYPE else _TERMS.split()
    if used.startswith(SH) and used.removeprefix(SH) not in allowed:
        name = used.removeprefix(SH)[:80]
        return f"sh:{name} is not of SHACL Core, and nothing else is read: a shape must not run a query or a program"
    return ""


def _term(term: Any, number: int) -> rdflib.term.Identifier:
    """The term for rdflib; a blank node of one file is none of another's."""
    import rdflib

    from kg.validation.terms import to_rdflib

    return rdflib.BNode(f"f{number}x{term.value}") if type(term).__name__ == "BlankNode" else to_rdflib(term)


def _named(graph: rdflib.Graph) -> rdflib.Graph:
    """The graph with a name for each shape."""
    import rdflib
    from rdflib import RDF, SH

    kinds = (SH.path, SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    shapes = {shape for kind in kinds for shape in graph.subjects(kind)} | set(graph.objects(None, SH.property))
    shapes |= {shape for kind in _TYPES for shape in graph.subjects(RDF.type, SH[kind])}
    blank = sorted(shape for shape in shapes if isinstance(shape, rdflib.BNode))
    names: dict[Any, Any] = {shape: rdflib.URIRef(f"{_UNNAMED}{number}") for number, shape in enumerate(blank)}
    named = rdflib.Graph()
    for subject, predicate, value in graph:
        named.add((names.get(subject, subject), predicate, names.get(value, value)))
    return named
