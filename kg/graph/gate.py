"""Looks at a query before it is run: what reaches out of the graph, changes it, or is too deep for the engine is refused.

The engine decides by context whether `<` begins an IRI or compares two values, and lets keywords run into what follows
them. So a query is read as the engine could read it in the worst case, and what stays ambiguous is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urljoin

from kg.errors import QueryError

LONGEST_QUERY = 100_000
DEEPEST_NESTING = 64

_FORMS = frozenset({"select", "ask", "construct", "describe"})
_UPDATES = frozenset({"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"})
_OPEN, _CLOSE = "({[", ")}]"
_HIDING = re.compile("['#()]")
_MAY_PRECEDE_BRACE = frozenset({"graph", "from", "named", "describe"})
_NAME = r"(?:[^\W]|[-.:%]|\\[_~.\-!$&'()*+,;=/?#@%])"

_TOKENS = re.compile(
    rf"""(?P<space>[\s\ufeff]+|\#[^\n\r]*)
    |(?P<string>\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |(?!\'\'\')'(?:[^'\\\n\r]|\\.)*'|(?!\"\"\")"(?:[^"\\\n\r]|\\.)*")
    |(?P<iri><[^\x00-\x20<>"{{}}|^`\\]*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z][A-Za-z0-9-]*)
    |(?P<name>(?:[^\W\d_][\w.-]{{0,100}})?:{_NAME}*|_:[\w.-]+)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    |(?P<mark>\^\^|&&|\|\||[<>!]=|[-+*/=<>!?^|.,;(){{}}\[\]])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of the query: what it is, as written, and where it begins."""

    kind: str
    text: str
    offset: int

    @property
    def lower(self) -> str:
        return self.text.lower()


class Permit(NamedTuple):
    """What a query that may run asks for: the graphs of its FROM and FROM NAMED clauses."""

    graphs: tuple[str, ...]


def check(query: str, name: str = "query") -> Permit:
    """The permit for a query; a refusal is a `QueryError` with the place.

    >>> check("SELECT * { ?s ?p ?o }")
    Permit(graphs=())
    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: query:1:12: SERVICE is not allowed: queries never leave this machine
      SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }
                 ^
    """
    if len(query) > LONGEST_QUERY or len(query.encode("utf-8", "replace")) > LONGEST_QUERY:
        raise QueryError(f"{name}: the query is longer than {LONGEST_QUERY:,} bytes")
    try:
        return _Reader(query).permit()
    except _RefusedError as refused:
        raise located(query, name, refused.offset, refused.reason) from None


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query that has passed."""
    return _Reader(query).tokens()


def located(query: str, name: str, offset: int, reason: str) -> QueryError:
    """An error with its place, the line itself, and a caret."""
    before = query[:offset]
    number = before.count("\n") + 1
    column = offset - (before.rfind("\n") + 1)
    line = query.split("\n")[number - 1].rstrip("\r")
    first = max(0, column - 100)
    shown = "".join(character if character.isprintable() else " " for character in line[first : first + 160])
    return QueryError(f"{name}:{number}:{column + 1}: {reason}\n  {shown}\n  {' ' * (column - first)}^")


class _RefusedError(Exception):
    def __init__(self, offset: int, reason: str) -> None:
        self.offset, self.reason = offset, reason


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.open: list[str] = []
        self.before: list[Token] = []

    def permit(self) -> Permit:
        tokens = list(self.tokens())
        _check_form(tokens)
        for place, token in enumerate(tokens):
            following = tokens[place + 1] if place + 1 < len(tokens) else Token("end", "", len(self.query))
            _check_service(token, tokens[place - 1] if place else None, following)
        return Permit(tuple(_graphs(tokens)))

    def tokens(self) -> Iterator[Token]:
        """The tokens without space and comments, in brackets that are not too deep."""
        offset = 0
        while offset < len(self.query):
            match = _TOKENS.match(self.query, offset)
            if match is None:
                raise _RefusedError(offset, self._misfit(self.query[offset]))
            kind, text = match.lastgroup or "", match.group()
            token = Token(kind, text, offset)
            offset = match.end()
            if kind == "space":
                continue
            self._check_iri(token)
            self._follow_brackets(token)
            self.before = [*self.before[-7:], token]
            yield token

    def _misfit(self, character: str) -> str:
        return "this string is not closed" if character in "'\"" else f"unexpected {character!a}"

    def _check_iri(self, token: Token) -> None:
        """Refuses an IRI that the engine may read as a comparison with code behind it."""
        compared = self.open[-1:] == ["("] and self.before and _is_operand(self.before[-1])
        if token.kind == "iri" and compared and _HIDING.search(token.text):
            raise _RefusedError(
                token.offset, "this may be an IRI or a comparison: put a space after <, or write the IRI with a prefix"
            )

    def _follow_brackets(self, token: Token) -> None:
        if token.kind != "mark":
            return
        if token.text in _OPEN:
            self.open.append(self._bracket(token.text))
            if len(self.open) > DEEPEST_NESTING:
                raise _RefusedError(token.offset, f"nested too deeply: more than {DEEPEST_NESTING} brackets inside each other")
        elif token.text in _CLOSE and self.open:
            self.open.pop()

    def _bracket(self, text: str) -> str:
        """The bracket, with `data` for those of a VALUES block, in which nothing is compared."""
        if text == "{" and self._after_values():
            return "data"
        return "data" if text == "(" and self.open[-1:] == ["data"] else text

    def _after_values(self) -> bool:
        """True behind `VALUES ?x` and `VALUES (?x ?y)`."""
        for token in reversed(self.before):
            if token.kind == "word":
                return token.lower == "values"
            if token.kind != "variable" and token.text not in "()":
                return False
        return False


def _is_operand(token: Token) -> bool:
    if token.kind == "word":
        return token.lower in ("true", "false")
    return token.kind != "mark" or token.text in (")", "}", "]")


def _check_form(tokens: list[Token]) -> None:
    """Refuses what is no question: updates, and texts without any of the four forms."""
    for token in tokens:
        if token.kind == "word" and token.lower in _UPDATES:
            raise _RefusedError(token.offset, f"{token.text.upper()} is not allowed: the graph is only read")
    if not any(token.kind == "word" and token.lower in _FORMS for token in tokens):
        raise _RefusedError(tokens[0].offset if tokens else 0, "expected SELECT, ASK, CONSTRUCT or DESCRIBE")


def _check_service(token: Token, before: Token | None, following: Token) -> None:
    """Refuses SERVICE, also run together with what follows; a prefix, a variable or a string of that name is fine."""
    if "service" not in token.lower:
        return
    called = following.text == "{" and not (before and before.lower in _MAY_PRECEDE_BRACE)
    if token.kind == "word" or (token.kind == "name" and called):
        raise _RefusedError(token.offset, "SERVICE is not allowed: queries never leave this machine")


def _graphs(tokens: list[Token]) -> Iterator[str]:
    """The IRIs after FROM and FROM NAMED, in full."""
    prefixes: dict[str, str] = {}
    base = ""
    for place, token in enumerate(tokens):
        word = token.lower if token.kind == "word" else ""
        later = tokens[place + 1 : place + 3]
        if word == "base" and later and later[0].kind == "iri":
            base = urljoin(base, later[0].text[1:-1])
        elif word == "prefix" and len(later) == 2 and later[1].kind == "iri":
            prefixes[later[0].text] = urljoin(base, later[1].text[1:-1])
        elif word == "from":
            graph = later[1] if len(later) == 2 and later[0].lower == "named" else later[0] if later else None
            if graph and graph.kind in ("iri", "name"):
                yield _full(graph, prefixes, base)


def _full(token: Token, prefixes: Mapping[str, str], base: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    return prefixes.get(f"{prefix}:", f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)
