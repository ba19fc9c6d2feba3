"""A graph as Turtle for people: articles and facts before the words they rest on, one block a subject.

The writer takes terms as N-Triples has them, which Turtle reads as they are; it only shortens IRIs, numbers and `rdf:type`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from kg.graph.iris import is_evidence
from kg.graph.sorting import LineSorter
from kg.graph.vocabulary import DCTERMS, OA, PREFIXES, RDF, SKOS, XSD

KINDS = (
    "dataset",
    "build",
    "software",
    "collection",
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
    "decision",
    "judgement",
)
"""The kinds of subjects in the order of the file; words and mentions follow."""

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_~](?:[A-Za-z0-9_.@~/-]*[A-Za-z0-9_-])?")
_BACKSLASH = "\\"
_ESCAPED = re.compile(r"[@~/]")
_MARKS = {
    f"<{predicate}>": mark
    for predicate, mark in zip((RDF.type, SKOS.prefLabel, DCTERMS.title, OA.prefix, OA.exact, OA.suffix), "!#$%&'", strict=True)
}
"""Predicates that come first in a block, in this order: what stands for each sorts before all others."""

_PREDICATES = {mark: predicate for predicate, mark in _MARKS.items()}

_BARE = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}
"""Values that Turtle reads without quotes, by their datatype."""

_RANKS = {kind: chr(ord("A") + rank) for rank, kind in enumerate(KINDS)}
_WORDS = "Z"
_WIDEST_LIST = 90


def turtle(quads: Iterable[str], base: str, sorter: LineSorter, counts: Counter[str]) -> Iterator[str]:
    """The union of the graphs as pieces of a Turtle file; `counts` takes the number of things of each kind."""
    sorter.add(ranked(map(triple_of, quads), base))
    yield head(base)
    shorten = Shortener(prefixes(base))
    for ranked_subject, lines in groupby(sorter, key=lambda line: line[: line.index(" ")]):
        text = block(lines, shorten)
        counts[kind_of(ranked_subject)] += is_thing(text)
        yield text


def document(triples: Iterable[str], base: str) -> Iterator[str]:
    """Some triples as pieces of a Turtle file; all of them are held in memory."""
    yield head(base)
    shorten = Shortener(prefixes(base))
    for _, lines in groupby(sorted(set(ranked(triples, base))), key=lambda line: line[: line.index(" ")]):
        yield block(lines, shorten)


def is_thing(block: str) -> bool:
    """True for the block of a thing; false for an IRI that only leads to the one that took its place.

    >>> is_thing("\\nperson:a a foaf:Person .\\n"), is_thing("\\nperson:a dcterms:isReplacedBy person:b .\\n")
    (True, False)
    """
    return block.startswith("a ", block.index(" ") + 1)


def prefixes(base: str) -> dict[str, str]:
    """What the prefixes of a file stand for."""
    return PREFIXES | {kind: f"{base}{kind}/" for kind in KINDS[1:]}


def head(base: str) -> str:
    """The lines a file begins with."""
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes(base).items()))


def triple_of(quad: str) -> str:
    """An N-Quads line without its graph.

    >>> triple_of('<s> <p> "a b ." <g> .')
    '<s> <p> "a b ."'
    """
    return quad[: quad.rindex(" ", 0, -2)]


def ranked(triples: Iterable[str], base: str) -> Iterator[str]:
    """Each triple as the text that sorts where the file wants it; the triples of a subject stand together."""
    known, rank = "", _WORDS
    for triple in triples:
        subject, predicate, value = triple.split(" ", 2)
        if subject != known:
            known, rank = subject, _rank(subject, base)
        yield f"{rank}{subject} {_MARKS.get(predicate, predicate)} {value}"


def ranked_subject(subject: str, base: str) -> str:
    """A subject as the text that sorts where its block stands."""
    return _rank(subject, base) + subject


def kind_of(ranked_subject: str) -> str:
    """The kind that a subject is counted as."""
    rank = ranked_subject[0]
    return "words" if rank == _WORDS else KINDS[ord(rank) - ord("A")]


def ranked_predicate(mark: str) -> str:
    """The predicate in brackets that stands, or that a mark stands for, in a ranked triple."""
    return _PREDICATES.get(mark, mark)


def block(lines: Iterable[str], shorten: Shortener) -> str:
    """A subject with all it says, from its ranked triples: one predicate a line; many objects have a line each."""
    triples = [line[1:].split(" ", 2) for line in lines]
    statements = [
        shorten(predicate) + _listed([shorten(value) for *_, value in same])
        for predicate, same in groupby(triples, key=itemgetter(1))
    ]
    body = " ;\n    ".join(statements)
    return f"\n{shorten(triples[0][0])} {body} .\n"


class Shortener:
    """IRIs with a prefix where one fits, remembered because the same ones come again and again."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._iris = prefixes
        self._prefixes = sorted(((iri, prefix) for prefix, iri in prefixes.items()), reverse=True)
        self._first = {mark: self._short(predicate[1:-1]) for predicate, mark in _MARKS.items()} | {"!": "a"}
        self._known = dict(self._first)

    def __call__(self, term: str) -> str:
        """A term of N-Triples as Turtle writes it."""
        if term in self._known:
            return self._known[term]
        if term[0] == '"':
            return self._literal(term)
        if term[0] == "_":
            return term
        if len(self._known) > 200_000:
            self._known = dict(self._first)
        return self._known.setdefault(term, self._short(term[1:-1]))

    def full(self, name: str) -> str:
        """The IRI in brackets that a name of the file stands for."""
        prefix, _, local = name.partition(":")
        return name if prefix.startswith("<") else f"<{self._iris[prefix]}{local.replace(_BACKSLASH, '')}>"

    def _literal(self, term: str) -> str:
        value, mark, datatype = term.rpartition('"^^')
        if not mark or not datatype.endswith(">"):
            return term
        bare = _BARE.get(datatype[1:-1])
        return value[1:] if bare and bare.fullmatch(value, 1) else f'{value}"^^{self(datatype)}'

    def _short(self, iri: str) -> str:
        for start, prefix in self._prefixes:
            if iri.startswith(start) and _LOCAL_NAME.fullmatch(iri, len(start)):
                return f"{prefix}:{_ESCAPED.sub(_escape, iri[len(start) :])}"
        return f"<{iri}>"


def _rank(subject: str, base: str) -> str:
    kind = subject[1 + len(base) :].partition("/")[0].rstrip(">") if subject.startswith(base, 1) else ""
    if kind == "article" and is_evidence(subject, base):
        return _WORDS
    return _RANKS.get(kind, _WORDS)


def _listed(values: list[str]) -> str:
    """The objects of a predicate behind it: in its line, or many of them in a line each."""
    wide = len(values) > 1 and sum(map(len, values)) > _WIDEST_LIST
    return "\n        " + ",\n        ".join(values) if wide else " " + ", ".join(values)


def _escape(found: re.Match[str]) -> str:
    return _BACKSLASH + found[0]
