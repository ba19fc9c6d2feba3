"""Cuts a graph into parts, each with everything that the shapes look at of the things that are checked in it.

Terms are texts as N-Triples writes them: a thing has its lines from the sorted file, and only what is beside it is looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph.folder import published
from kg.graph.vocabulary import RDF
from kg.validation.looks import Looks, Step
from kg.validation.plan import ABOUT, Plan

if TYPE_CHECKING:
    from pyoxigraph import Store

Triple = tuple[str, str, str]
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_TYPE = f"<{RDF.type}>"
_MOST_TRIPLES = 12_000


class Part(NamedTuple):
    """Triples as N-Triples, with those that tell which things the groups of shapes are about; how many things are checked, and
    which no shape is about.
    """

    lines: bytes
    things: int
    unknown: tuple[str, ...]


def parts(source: Path, store: Store, plan: Plan) -> Iterator[Part]:
    """The parts of a graph, in the order of the things; one part where a shape looks too far for more."""
    cut = _Cut(store, plan)
    for subject, own in _things(source, store):
        cut.add(subject, own)
        if plan.looks is not None and len(cut.triples) >= _MOST_TRIPLES:
            yield cut.taken()
    for node, groups in sorted(plan.nodes.items()):
        cut.look(node, groups, ())
    yield cut.taken()


class _Cut:
    """The part that is being filled."""

    def __init__(self, store: Store, plan: Plan) -> None:
        self.plan, self.beside = plan, _Beside(store)
        self.hierarchy = _Hierarchy(self.beside.subclasses())
        self.triples: set[Triple] = set(self.hierarchy.triples)
        self.about: set[Triple] = set()
        self.things, self.unknown = 0, list[str]()

    def add(self, subject: str, own: set[Triple]) -> None:
        """Adds a thing, all that is said of it, and what its shapes look at."""
        plan = self.plan
        groups: set[str] = set(plan.nodes.get(subject, ()))
        for _, predicate, value in own:
            groups.update(plan.subjects.get(predicate[1:-1], ()))
            if predicate == _TYPE:
                groups.update(*(plan.classes.get(name, ()) for name in self.hierarchy.above(value[1:-1])))
            if of_value := plan.objects.get(predicate[1:-1]):
                self.look(value, of_value)
        self.things += 1
        self.triples |= own
        if groups:
            self.look(subject, groups, own)
        else:
            self.unknown.append(subject)

    def look(self, node: str, groups: Iterable[str], own: Iterable[Triple] | None = None) -> None:
        """Notes that groups of shapes are about a node, and adds what they look at; `own` is what is said of it, if known."""
        for group in groups:
            self.about.add((f"<{ABOUT}>", f"<{group}>", node))
            if self.plan.looks is not None:
                self._walk(node, self.plan.looks[group], own)

    def taken(self) -> Part:
        """The part as it is now; the next one begins."""
        lines = "".join(f"{' '.join(triple)} .\n" for triples in (self.about, self.triples) for triple in triples)
        part = Part(lines.encode("utf-8"), self.things, tuple(self.unknown))
        self.triples, self.about = set(self.hierarchy.triples), set()
        self.things, self.unknown = 0, []
        self.beside.forget()
        return part

    def _walk(self, node: str, looks: Looks, own: Iterable[Triple] | None = None) -> None:
        if node.startswith('"'):
            looks = {step: below for step, below in looks.items() if step.back}
        for step, below in looks.items():
            found = self.beside.of(node, step) if own is None or step.back else _taken(own, step)
            self.triples.update(found)
            if below:
                for triple in found:
                    self._walk(triple[0 if step.back else 2], below)


def _taken(own: Iterable[Triple], step: Step) -> list[Triple]:
    """Of the triples of a thing those of a step."""
    wanted = f"<{step.predicate}>"
    return [triple for triple in own if not step.predicate or triple[1] == wanted]


class _Beside:
    """Looks up what is said of other things, each once for a part."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known: dict[tuple[str, Step], list[Triple]] = {}

    def of(self, node: str, step: Step) -> list[Triple]:
        """The triples of a step from a node."""
        if (node, step) not in self.known:
            self.known[node, step] = self._found(node, step)
        return self.known[node, step]

    def forget(self) -> None:
        """Begins anew, for the next part."""
        self.known = {}

    def subclasses(self) -> list[Triple]:
        """Which class the graph puts below which."""
        return self._pattern(None, _SUBCLASS, None)

    def _found(self, node: str, step: Step) -> list[Triple]:
        return self._pattern(None, step.predicate, node) if step.back else self._pattern(node, step.predicate, None)

    def _pattern(self, subject: str | None, predicate: str, value: str | None) -> list[Triple]:
        from pyoxigraph import DefaultGraph, NamedNode

        terms = (read_term(subject), NamedNode(predicate) if predicate else None, read_term(value))
        quads = self.store.quads_for_pattern(*terms, DefaultGraph())
        return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


class _Hierarchy:
    """The classes above classes, as far as the graph itself tells them."""

    def __init__(self, triples: list[Triple]) -> None:
        self.triples = triples
        self.parents: defaultdict[str, set[str]] = defaultdict(set)
        for below, _, above in triples:
            self.parents[below[1:-1]].add(above[1:-1])

    def above(self, name: str) -> set[str]:
        """The class itself, and all above it."""
        found, waiting = set[str](), [name]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.parents.get(name, ())
        return found


def _things(source: Path, store: Store) -> Iterator[tuple[str, set[Triple]]]:
    """Everything of which something is said, with that; of a folder in the order of its sorted lines, which need no memory."""
    if source.is_dir():
        with published(source).quads.open(encoding="utf-8", newline="\n") as lines:
            yield from _grouped(_parsed(line) for line in lines)
    else:
        from pyoxigraph import DefaultGraph

        quads = store.quads_for_pattern(None, None, None, DefaultGraph())
        yield from _grouped(sorted((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads))


def _grouped(triples: Iterable[Triple]) -> Iterator[tuple[str, set[Triple]]]:
    return ((subject, set(own)) for subject, own in groupby(triples, key=lambda triple: triple[0]))


def _parsed(line: str) -> Triple:
    """The triple of a line of N-Quads, whose graph always has a name.

    >>> _parsed('<x:a> <x:b> "c <d> e" <x:g> .')
    ('<x:a>', '<x:b>', '"c <d> e"')
    """
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest[: rest.rindex(" <")]


def read_term(text: str | None) -> Any:
    """The term that is written like this in N-Triples."""
    from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

    if text is None:
        return None
    if text.startswith("<"):
        return NamedNode(text[1:-1])
    if text.startswith("_:"):
        return BlankNode(text[2:])
    (quad,) = parse(f"<x:a> <x:b> {text} .", RdfFormat.N_TRIPLES)
    return quad.object
