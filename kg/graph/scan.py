"""Reads what a published graph says of some properties in one pass over its `graph.nq`.

A build writes a quad a line, each in a named graph, with one space between the terms. A term without an escape is read as text,
which takes a tenth of the time of asking the store; the library reads the others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BufferedReader, TextIOWrapper

from kg.errors import GraphError
from kg.graph.folder import Generation
from kg.graph.values import Ranked, rank, ranked
from kg.graph.vocabulary import RDF


class Scanned:
    """The statements of a published graph with these properties and of these classes, and no others."""

    def __init__(self, generation: Generation, properties: Iterable[str], classes: Iterable[str]) -> None:
        self._said: dict[str, dict[str, str]] = {one: {} for one in properties}
        self._besides: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self._of_type: dict[str, set[str]] = {type_: set() for type_ in classes}
        try:
            with generation.quads.open("rb") as file, TextIOWrapper(file, "utf-8", newline="\n") as lines:
                _check(file, generation)
                self._read(lines)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError(f"{generation.quads}: cannot be read ({error}); build the graph again") from error

    def said(self, predicate: str) -> Iterator[tuple[str, Ranked]]:
        """Each subject of a property with each of its values."""
        for subject, value in self._said[predicate].items():
            yield subject, _ranked(value)
        for subject, value in self._besides[predicate]:
            yield subject, _ranked(value)

    def of_type(self, type_: str) -> Iterable[str]:
        """Everything of a class."""
        return self._of_type[type_]

    def _read(self, lines: Iterable[str]) -> None:
        """Keeps one value of each subject as it is written, and in another place the values besides, which few have."""
        said = {f"<{one}>": (values, self._besides[one]) for one, values in self._said.items()}
        of_type = {f"<{type_}>": some for type_, some in self._of_type.items()}
        is_a = f"<{RDF.type}>"
        before = iri = ""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate in said:
                if subject != before:
                    before, iri = subject, _ranked(subject)[1]
                values, besides = said[predicate]
                value = rest[: rest.rindex(" <")]
                if values.setdefault(iri, value) != value:
                    besides.add((iri, value))
            elif predicate == is_a and (some := of_type.get(rest[: rest.index(" ")])) is not None:
                some.add(_ranked(subject)[1])


def _ranked(term: str) -> Ranked:
    """A term as it is written, as what it is sorted by."""
    if "\\" in term:
        return _parsed(term)
    if term[0] == "<":
        return 1, term[1:-1]
    text, _, kind = term.rpartition('"')
    return rank(kind[1:].lower()) if kind[:1] == "@" else 1, text[1:]


def _parsed(term: str) -> Ranked:
    """A term that the library reads."""
    from pyoxigraph import RdfFormat, parse

    return ranked(next(iter(parse(f"<s:> <p:> {term} .", RdfFormat.N_TRIPLES))).object)


def _check(file: BufferedReader, generation: Generation) -> None:
    """Refuses a file that is not the one that was published."""
    published = generation.manifest["files"]["graph.nq"]["sha256"]
    if hashlib.file_digest(file, "sha256").hexdigest() != published:
        raise GraphError(f"{generation.quads}: changed since it was published; build the graph again")
    file.seek(0)
