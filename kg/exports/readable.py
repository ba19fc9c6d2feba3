"""Turtle and TriG for people: facts first, evidence in a block of its own, one subject after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.exports.blocks import of_graphs, of_union
from kg.exports.source import DEFAULT_GRAPH, Source
from kg.graph.turtle import Shortener, block, head, kind_of, prefixes

_HEADINGS = {
    "build": "Build",
    "software": "Software",
    "dataset": "The data set",
    "person": "People",
    "scheme": "Concept schemes",
    "words": "Evidence: which words of which article stand for what",
}


def turtle(lines: Iterable[str], source: Source) -> Iterator[str]:
    """The union of the graphs, under headings."""
    yield head(source.base)
    shorten = Shortener(prefixes(source.base))
    for kind, subjects in groupby(of_union(lines, source), key=lambda subject: kind_of(subject.lines[0])):
        yield f"\n\n# {heading(kind)}\n"
        for subject in subjects:
            yield block(subject.lines, shorten)


def trig(lines: Iterable[str], source: Source) -> Iterator[str]:
    """Every graph in braces behind its name; what stands in no graph comes first, without."""
    yield head(source.base)
    shorten = Shortener(prefixes(source.base))
    for graph, subjects in of_graphs(lines, source):
        blocks = (block(subject.lines, shorten) for subject in subjects)
        if graph == DEFAULT_GRAPH:
            yield from blocks
            continue
        yield f"\n{shorten(graph)} {{\n"
        yield from (text.replace("\n", "\n    ").rstrip(" ") for text in blocks)
        yield "}\n"


def heading(kind: str) -> str:
    """What stands above the subjects of a kind.

    >>> heading("event-type"), heading("person")
    ('Event types', 'People')
    """
    return _HEADINGS.get(kind) or f"{kind.replace('-', ' ').capitalize()}s"
