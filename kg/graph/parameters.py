"""Sets the parameters of a query: the terms of its `VALUES ?name { ... }` blocks give way to others. Text in, text out.

Any query with such a block has a parameter of that name; the terms of the block are what holds where nothing is set. A query
that declares parameters in its heading has those and no others. The new terms are written by `kg.graph.written`, so
whatever a value holds, it is one term, in this engine and in any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.errors import QueryError
from kg.graph import gate, written
from kg.graph.gate import Token
from kg.graph.heading import Parameter, heading
from kg.graph.vocabulary import PREFIXES, XSD
from kg.graph.written import DATATYPES, KINDS, Kind

Values = Mapping[str, Sequence[str]]


class Term(NamedTuple):
    """A term as the query has it: `iri` or `literal`, the token, and the datatype or language of a literal."""

    kind: str
    token: Token
    datatype: str = ""
    language: str = ""


class Block(NamedTuple):
    """The terms of a VALUES block with one variable, and where they begin and end in the query."""

    variable: str
    terms: tuple[Term, ...]
    start: int
    end: int


def bind(query: str, values: Values, name: str = "query") -> str:
    """The query with these values as the terms of its blocks; everything else stays as it is written.

    >>> bind('SELECT ?x { VALUES ?x { "61" } }', {"x": ["14", 'a "b" }']})
    'SELECT ?x { VALUES ?x { "14" "a \\\\"b\\\\" }" } }'
    """
    if not values:
        return query
    gate.check(query, name)
    tokens = list(gate.tokens(query))
    declared, blocks = heading(query).parameters, list(_blocks(tokens))
    chosen = [(_block(blocks, parameter, declared, name), values[parameter]) for parameter in values]
    kinds = {parameter.name: parameter.kind for parameter in declared}
    for block, texts in sorted(chosen, reverse=True, key=lambda each: each[0].start):
        terms = _written(block, texts, kinds.get(block.variable, "text"), _prefixes(tokens), name)
        query = f"{query[: block.start]} {' '.join(terms)} {query[block.end :]}"
    return query


def parameters(query: str, name: str = "query") -> dict[str, tuple[str, ...]]:
    """What can be set in a query, and the terms that hold where nothing is set; strings are shown without quotation marks."""
    gate.check(query, name)
    declared = [parameter.name for parameter in heading(query).parameters]
    found = {block.variable: _shown(query, block) for block in _blocks(list(gate.tokens(query)))}
    return {each: found[each] for each in declared if each in found} if declared else found


def settings(pairs: Iterable[str]) -> dict[str, list[str]]:
    """The values of each name, of texts like `territory=61`; a name that comes twice has several.

    >>> settings(["day=2021-06-01", "day=2024-03-20", "word=a=b"])
    {'day': ['2021-06-01', '2024-03-20'], 'word': ['a=b']}
    """
    found: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise QueryError(f"expected NAME=VALUE, like territory=61, found {pair!a}")
        found.setdefault(name.strip().lstrip("?$"), []).append(value)
    return found


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks `VALUES ?x { ... }`, in order."""
    for place, token in enumerate(tokens[:-2]):
        variable, opened = tokens[place + 1 : place + 3]
        if token.kind == "word" and token.lower == "values" and variable.kind == "variable" and opened.text == "{":
            inside = list(_until_closed(tokens[place + 3 :]))
            closing = tokens[place + 3 + len(inside)] if place + 3 + len(inside) < len(tokens) else None
            if closing:
                yield Block(variable.text[1:], tuple(_terms(inside, tokens)), opened.offset + 1, closing.offset)


def _until_closed(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.kind == "mark" and token.text == "}":
            return
        yield token


def _terms(inside: Sequence[Token], tokens: Sequence[Token]) -> Iterator[Term]:
    """The terms between the brackets; `UNDEF` is none."""
    for place, token in enumerate(inside):
        before = inside[place - 1].text if place else ""
        after, last = (*inside[place + 1 : place + 3], None, None)[:2]
        if token.kind == "string":
            datatype = _full(last, tokens) if last and after and after.text == "^^" else ""
            yield Term("literal", token, datatype, after.text if after and after.kind == "language" else "")
        elif token.kind in ("iri", "name") and before != "^^":
            yield Term("iri", token)
        elif token.kind == "number":
            yield Term("literal", token, _number(token.text))
        elif token.lower in ("true", "false"):
            yield Term("literal", token, XSD.boolean)


def _number(text: str) -> str:
    """The datatype of a number, by how it is written."""
    if "e" in text.lower():
        return f"{XSD}double"
    return XSD.decimal if "." in text else XSD.integer


def _block(blocks: Sequence[Block], wanted: str, declared: Sequence[Parameter], name: str) -> Block:
    """The one block of a name that somebody sets."""
    known = [parameter.name for parameter in declared] or list(dict.fromkeys(block.variable for block in blocks))
    found = [block for block in blocks if block.variable == wanted and wanted in known]
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{name}: {wanted} cannot be set: {len(found)} VALUES blocks have it")
    there = f"there are {', '.join(known)}" if known else "the query has no block like VALUES ?name { ... }"
    raise QueryError(f"{name}: nothing that can be set is called {wanted!a}; {there}")


def _written(block: Block, texts: Sequence[str], kind: str, prefixes: Mapping[str, str], name: str) -> list[str]:
    """The texts as terms of the kind that the block has."""
    kinds = {(term.kind, term.datatype, term.language) for term in block.terms} or {("literal", "", "")}
    if len(kinds) > 1:
        raise QueryError(f"{name}: {block.variable} cannot be set: the terms of its VALUES block are of different kinds")
    ((form, datatype, language),) = kinds
    try:
        if form == "iri":
            return [_iri(text, prefixes) for text in texts]
        return [_literal(text, _kind(kind, datatype), datatype) + language for text in texts]
    except QueryError as error:
        raise QueryError(f"{name}: {block.variable}: {error}") from None


def _kind(kind: str, datatype: str) -> Kind:
    if datatype and datatype not in DATATYPES:
        raise QueryError(f"values of <{datatype}> cannot be set")
    return DATATYPES[datatype] if datatype else KINDS.get(kind, KINDS["text"])


def _literal(text: str, kind: Kind, datatype: str) -> str:
    value = kind.read(text)
    if value is None:
        raise QueryError(f"expected {kind.expected}, found {text!a}")
    return written.string(value) + (f"^^<{datatype}>" if datatype else "")


def _iri(text: str, prefixes: Mapping[str, str]) -> str:
    value = written.iri(text, prefixes)
    if value is None:
        raise QueryError(f"expected an IRI, found {text!a}")
    return value


def _prefixes(tokens: Sequence[Token]) -> dict[str, str]:
    """The prefixes with their colons: those of the query, and those that every query may use."""
    own = {
        tokens[place + 1].text: tokens[place + 2].text[1:-1]
        for place, token in enumerate(tokens[:-2])
        if token.kind == "word" and token.lower == "prefix" and tokens[place + 2].kind == "iri"
    }
    return {f"{prefix}:": space for prefix, space in PREFIXES.items()} | own


def _full(token: Token, tokens: Sequence[Token]) -> str:
    """The IRI of a datatype."""
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, colon, local = token.text.partition(":")
    return _prefixes(tokens).get(prefix + colon, prefix + colon) + local


def _shown(query: str, block: Block) -> tuple[str, ...]:
    if all(term.kind == "literal" and term.token.kind == "string" for term in block.terms):
        return tuple(term.token.text[1:-1] for term in block.terms)
    return tuple(query[block.start : block.end].split())
