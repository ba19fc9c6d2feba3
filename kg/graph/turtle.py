"""A graph as Turtle for people: articles and facts before the words they rest on, one block a subject.

The writer takes terms as N-Triples has them, which Turtle reads as they are; it only shortens IRIs and `rdf:type`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.graph.sorting import LineSorter
from kg.graph.vocabulary import PREFIXES, RDF

KINDS = (
    "dataset",
    "article",
    "person",
    "organization",
    "post",
    "tenure",
    "event",
    "assessment",
    "statement",
    "territory",
    "scheme",
    "role",
    "event-type",
    "organization-kind",
)
"""The kinds of subjects in the order of the file; words and mentions follow."""

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPE = f"<{RDF.type}>"
_RANKS = {kind: chr(ord("A") + rank) for rank, kind in enumerate(KINDS)}
_WORDS = "Z"
_WIDEST_LIST = 90
_SHORT = frozenset({"article", "person", "organization", "post", "tenure", "territory", "role", "event-type"})


def turtle(quads: Iterable[str], base: str, sorter: LineSorter, counts: Counter[str]) -> Iterator[str]:
    """The union of the graphs as pieces of a Turtle file; `counts` takes the number of subjects of each kind."""
    sorter.add(_ranked(quads, base))
    prefixes = PREFIXES | {kind: f"{base}{kind}/" for kind in sorted(_SHORT)}
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items()))
    shorten = Shortener(prefixes)
    for ranked_subject, lines in groupby(sorter, key=lambda line: line[: line.index(" ")]):
        counts[_kind(ranked_subject[0])] += 1
        yield _block(ranked_subject[1:], list(lines), shorten)


class Shortener:
    """IRIs with a prefix where one fits, remembered because the same ones come again and again."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = sorted(((iri, prefix) for prefix, iri in prefixes.items()), reverse=True)
        self._known: dict[str, str] = {"!": "a"}

    def __call__(self, term: str) -> str:
        """A term of N-Triples as Turtle writes it."""
        if term in self._known:
            return self._known[term]
        if term[0] == '"':
            value, mark, datatype = term.rpartition('"^^')
            return f'{value}"^^{self(datatype)}' if mark and datatype.endswith(">") else term
        if len(self._known) > 200_000:
            self._known = {"!": "a"}
        return self._known.setdefault(term, self._short(term[1:-1]))

    def _short(self, iri: str) -> str:
        for start, prefix in self._prefixes:
            if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri, len(start)):
                return f"{prefix}:{iri[len(start) :]}"
        return f"<{iri}>"


def _ranked(quads: Iterable[str], base: str) -> Iterator[str]:
    """Each quad as the text of its triple that sorts where the file wants it; the quads of a subject stand together."""
    known, rank = "", _WORDS
    for line in quads:
        subject, predicate, value = line[: line.rindex(" ", 0, -2)].split(" ", 2)
        if subject != known:
            known, rank = subject, _rank(subject, base)
        yield f"{rank}{subject} {'!' if predicate == _TYPE else predicate} {value}"


def _rank(subject: str, base: str) -> str:
    kind = subject[1 + len(base) :].partition("/")[0].rstrip(">") if subject.startswith(base, 1) else ""
    if kind == "article" and ("#" in subject or "/mention/" in subject):
        return _WORDS
    return _RANKS.get(kind, _WORDS)


def _kind(rank: str) -> str:
    return "words" if rank == _WORDS else KINDS[ord(rank) - ord("A")]


def _block(subject: str, lines: list[str], shorten: Shortener) -> str:
    """A subject with all it says, one predicate a line; many objects have a line each."""
    pairs = [line.split(" ", 2)[1:] for line in lines]
    statements = [
        f"{shorten(predicate)} {_listed([shorten(value) for _, value in same])}"
        for predicate, same in groupby(pairs, key=lambda pair: pair[0])
    ]
    body = " ;\n    ".join(statements)
    return f"\n{shorten(subject)} {body} .\n"


def _listed(values: list[str]) -> str:
    wide = len(values) > 1 and sum(map(len, values)) > _WIDEST_LIST
    return "\n        " + " ,\n        ".join(values) if wide else " , ".join(values)
