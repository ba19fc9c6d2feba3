"""What a shape looks at, seen from the thing that it is about: so far a graph can be cut into parts that are checked alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib


class Step(NamedTuple):
    """From a thing to the values of a property, or `back` to the things of whose property it is a value; to all of the values
    without a property.
    """

    predicate: str = ""
    back: bool = False


Looks = dict[Step, "Looks"]
"""The steps that a shape takes, each with those that follow it."""


class FarReachingError(Exception):
    """A shape looks at things any number of steps away."""


def looks(shapes: rdflib.Graph, shape: rdflib.term.Node, above: tuple[rdflib.term.Node, ...] = ()) -> Looks:
    """What a shape looks at; a `FarReachingError` where there is no end of it."""
    from rdflib import RDF, SH

    if shape in above:
        raise FarReachingError(str(shape))
    found: Looks = {}
    for predicate in (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals):
        for value in shapes.objects(shape, predicate):
            found[Step(str(value))] = {}
    of_values: Looks = {}
    if (shape, SH["class"], None) in shapes:
        merge(of_values, {Step(str(RDF.type)): {}})
    if (shape, SH.closed, None) in shapes:
        merge(of_values, {Step(): {}})
    for inner in _inner(shapes, shape):
        merge(of_values, looks(shapes, inner, (*above, shape)))
    for path in shapes.objects(shape, SH.path):
        for steps in _ways(shapes, path):
            merge(found, _along(steps, of_values))
    return found if (shape, SH.path, None) in shapes else merge(found, of_values)


def merge(one: Looks, other: Looks) -> Looks:
    """The one with all the steps of the other."""
    for step, below in other.items():
        merge(one.setdefault(step, {}), below)
    return one


def _inner(shapes: rdflib.Graph, shape: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
    """The shapes that the values of a shape have to fit."""
    from rdflib import SH
    from rdflib.collection import Collection

    for predicate in (SH.node, SH.property, SH["not"], SH.qualifiedValueShape):
        yield from shapes.objects(shape, predicate)
    for predicate in (SH["and"], SH["or"], SH.xone):
        for head in shapes.objects(shape, predicate):
            yield from Collection(shapes, head)


def _along(steps: tuple[Step, ...], end: Looks) -> Looks:
    found = merge({}, end)
    for step in reversed(steps):
        found = {step: found}
    return found


def _ways(shapes: rdflib.Graph, path: rdflib.term.Node) -> list[tuple[Step, ...]]:
    """The ways along a path, each as its steps."""
    from rdflib import RDF, SH
    from rdflib.collection import Collection

    if (path, RDF.first, None) in shapes:
        ways: list[tuple[Step, ...]] = [()]
        for part in Collection(shapes, path):
            ways = [(*way, *more) for way in ways for more in _ways(shapes, part)]
        return ways
    for inverse in shapes.objects(path, SH.inversePath):
        return [tuple(Step(step.predicate, not step.back) for step in reversed(way)) for way in _ways(shapes, inverse)]
    for choice in shapes.objects(path, SH.alternativePath):
        return [way for part in Collection(shapes, choice) for way in _ways(shapes, part)]
    for maybe in shapes.objects(path, SH.zeroOrOnePath):
        return [(), *_ways(shapes, maybe)]
    if (path, SH.zeroOrMorePath, None) in shapes or (path, SH.oneOrMorePath, None) in shapes:
        raise FarReachingError(str(path))
    return [(Step(str(path)),)]
