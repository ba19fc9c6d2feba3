"""JSON-LD: every graph with its nodes, in short names of the published context."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import GraphError
from kg.exports.blocks import Subject, of_graphs
from kg.exports.context import ADDRESS, ID, compact, context, terms
from kg.exports.source import DEFAULT_GRAPH, Source
from kg.exports.terms import STRING, Literal, literal
from kg.graph.turtle import ranked_predicate
from kg.graph.vocabulary import PREFIXES, RDF, XSD

_WIDEST_LIST = 100
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_RELATIVE = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~@-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~@-]*)*(#[A-Za-z0-9=,;]*)?")
_TYPE = f"<{RDF.type}>"


def json_ld(lines: Iterable[str], source: Source, *, link_context: bool = False) -> Iterator[str]:
    """The file with the context in it, or with a link to it. IRIs below the base are relative."""
    writer = _Writer(source.base)
    used = [ADDRESS if link_context else context(), {"@base": source.base}]
    yield f'{{\n  "@context": {_indented(json.dumps(used, ensure_ascii=False, indent=2), 2)},\n  "@graph": ['
    comma = ""
    for graph, subjects in of_graphs(lines, source):
        nodes = map(writer.node, subjects)
        if graph == DEFAULT_GRAPH:
            for node in nodes:
                yield f"{comma}\n    {_indented(node, 4)}"
                comma = ","
            continue
        yield f'{comma}\n    {{\n      "id": {_json(writer.iri(graph))},\n      "@graph": ['
        yield from _joined(nodes)
        yield "\n      ]\n    }"
        comma = ","
    yield "\n  ]\n}\n"


class _Writer:
    """Terms of N-Triples as JSON-LD has them in our context."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._terms = {f"<{iri}>": said for iri, said in terms().items()}

    def node(self, subject: Subject) -> str:
        """A node object, a property a line."""
        pairs = [("id", _json(self.iri(subject.name)))]
        for mark, values in subject.statements():
            predicate = ranked_predicate(mark)
            if predicate == _TYPE and all(value[0] == "<" for value in values):
                pairs.append(("type", _listed([_json(self.word(value)) for value in values])))
            else:
                pairs.append(self._property(predicate, values))
        return "{\n" + ",\n".join(f"  {_json(key)}: {value}" for key, value in pairs) + "\n}"

    def iri(self, term: str) -> str:
        """A thing: relative to the base, or in full."""
        if term.startswith("_:"):
            return term
        iri = term[1:-1]
        if iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            return iri[len(self._base) :]
        if iri.partition(":")[0] in PREFIXES or not iri.partition(":")[1]:
            raise GraphError(f"{term[:200]}: in JSON-LD this IRI would be taken for a short name; choose another format")
        return iri

    def word(self, term: str) -> str:
        """A class or property: by its key, with its prefix, or in full."""
        known = self._terms.get(term)
        if known:
            return known["key"]
        short = compact(term[1:-1])
        return self.iri(term) if short == term[1:-1] else short

    def _property(self, predicate: str, values: list[str]) -> tuple[str, str]:
        type_ = self._terms.get(predicate, {}).get("type", "")
        return self.word(predicate), _listed([_json(self._value(value, type_)) for value in values])

    def _value(self, term: str, type_: str) -> Any:
        if term[0] != '"':
            return self.iri(term) if type_ == ID else {"id": self.iri(term)}
        said = literal(term)
        if said.language:
            return {"@value": said.text, "@language": said.language}
        if type_ in ("", said.datatype) and (native := _native(said)) is not None:
            return native
        if said.datatype == (type_ or STRING):
            return said.text
        return {"@value": said.text} if said.datatype == STRING else _typed(said.text, said.datatype)


def _native(said: Literal) -> bool | int | None:
    """A number or truth value of JSON that stands for the value and nothing else, if there is one."""
    if said.datatype == XSD.integer and _INTEGER.fullmatch(said.text):
        return int(said.text)
    return {"true": True, "false": False}.get(said.text) if said.datatype == XSD.boolean else None


def _typed(text: str, datatype: str) -> dict[str, str]:
    return {"@value": text, "type": compact(datatype)}


def _listed(values: list[str]) -> str:
    """One value as it is, several in brackets: in one line, or in a line each."""
    if len(values) == 1:
        return values[0]
    wide = sum(map(len, values)) > _WIDEST_LIST
    return "[\n    " + ",\n    ".join(values) + "\n  ]" if wide else f"[{', '.join(values)}]"


def _joined(nodes: Iterable[str]) -> Iterator[str]:
    comma = ""
    for node in nodes:
        yield f"{comma}\n        {_indented(node, 8)}"
        comma = ","


def _indented(text: str, by: int) -> str:
    return text.replace("\n", "\n" + " " * by)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
