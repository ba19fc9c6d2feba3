"""RDF/XML, for tools that read nothing else: the union of the graphs, an element a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.errors import GraphError
from kg.exports.blocks import Subject, of_union
from kg.exports.source import Source
from kg.exports.terms import STRING, literal
from kg.exports.xml_text import attribute, content
from kg.graph.turtle import ranked_predicate
from kg.graph.vocabulary import PREFIXES, RDF

_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_TYPE = f"<{RDF.type}>"
_SYNTAX = frozenset(
    f"<{RDF}{name}>" for name in ("Description", "RDF", "about", "datatype", "ID", "li", "nodeID", "parseType", "resource")
)
"""Names that RDF/XML reads as its own."""

_NAMESPACES = {iri: prefix for prefix, iri in PREFIXES.items()}


def rdf_xml(lines: Iterable[str], source: Source) -> Iterator[str]:
    """The file; a subject's first type is its element. Characters that XML cannot hold are U+FFFD."""
    declared = "".join(f'\n    xmlns:{prefix}="{attribute(iri)}"' for prefix, iri in sorted(PREFIXES.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'
    for subject in of_union(lines, source):
        yield _element(subject)
    yield "\n</rdf:RDF>\n"


def _element(subject: Subject) -> str:
    name, extra = "rdf:Description", ""
    properties = []
    for mark, values in subject.statements():
        predicate = ranked_predicate(mark)
        if predicate == _TYPE and (tag := _tag(values[0])):
            (name, extra), values = tag, values[1:]
        properties += [_property(predicate, value) for value in values]
    start = f"\n  <{name}{extra} {_reference('rdf:about', subject.name)}"
    return f"{start}>\n{''.join(properties)}  </{name}>\n" if properties else f"{start}/>\n"


def _property(predicate: str, value: str) -> str:
    tag = _tag(predicate)
    if not tag:
        raise GraphError(f"{predicate[:200]}: RDF/XML cannot write this property; choose another format")
    name, extra = tag
    if value[0] != '"':
        return f"    <{name}{extra} {_reference('rdf:resource', value)}/>\n"
    said = literal(value)
    if said.language:
        extra += f' xml:lang="{attribute(said.language)}"'
    elif said.datatype != STRING:
        extra += f' rdf:datatype="{attribute(said.datatype)}"'
    return f"    <{name}{extra}>{content(said.text)}</{name}>\n"


def _reference(name: str, term: str) -> str:
    """The attribute that names a thing."""
    return f'rdf:nodeID="{term[2:]}"' if term.startswith("_:") else f'{name}="{attribute(term[1:-1])}"'


def _tag(term: str) -> tuple[str, str] | None:
    """The name of an element that stands for an IRI, and the namespace it needs to declare; nothing where there is none."""
    iri = term[1:-1]
    found = re.search(_LOCAL_NAME, iri) if term[0] == "<" and term not in _SYNTAX else None
    if not found or not found.start():
        return None
    namespace, local = iri[: found.start()], found[0]
    prefix = _NAMESPACES.get(namespace)
    return (f"{prefix}:{local}", "") if prefix else (f"ns:{local}", f' xmlns:ns="{attribute(namespace)}"')
