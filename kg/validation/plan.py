"""What is to be checked: the shapes, and apart from them which things they are about, so that a graph can be checked in parts.

What makes a shape be about a thing is seen in the whole graph. The shapes of properties are checked for all things at once and
not for one after the other, which takes half the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.validation.looks import FarReachingError, Looks, looks, merge

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

Groups = tuple[str, ...]
ABOUT = "urn:simpul:about:"


@dataclass(frozen=True)
class Plan:
    """The shapes as N-Triples, in groups: those of a group are about the values of the property that the group is called by.

    The tables tell which groups are about things of a class, things that have a property, the values of one, and single things
    (as N-Triples writes them).
    """

    lines: str
    classes: Mapping[str, Groups]
    subjects: Mapping[str, Groups]
    objects: Mapping[str, Groups]
    nodes: Mapping[str, Groups]
    looks: Mapping[str, Looks] | None
    """What the shapes of each group look at; nothing where one of them looks too far for parts."""


def plan(shapes: rdflib.Graph) -> Plan:
    """The shapes made ready."""
    import rdflib
    from rdflib import SH

    prepared = rdflib.Graph()
    prepared += shapes
    kinds = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    tables: dict[Node, dict[str, set[str]]] = {kind: defaultdict(set) for kind in kinds}
    grouped: dict[str, list[Node]] = {}
    for number, shape in enumerate(_targeted(prepared)):
        group = f"{ABOUT}{number}"
        grouped[group] = [shape, *_lifted(prepared, shape)]
        for kind, value in _targets(shapes, shape):
            tables[kind][value.n3() if kind == SH.targetNode else str(value)].add(group)
    seen = _looks(prepared, grouped)
    for kind in kinds:
        prepared.remove((None, kind, None))
    for group, members in grouped.items():
        for member in members:
            prepared.add((member, SH.targetObjectsOf, rdflib.URIRef(group)))
    lines = "\n".join(sorted(f"{s.n3()} {p.n3()} {o.n3()} ." for s, p, o in prepared))
    classes, subjects, objects, nodes = (
        {value: tuple(sorted(groups)) for value, groups in tables[kind].items()} for kind in kinds
    )
    return Plan(lines, classes, subjects, objects, nodes, seen)


def _targets(shapes: rdflib.Graph, shape: Node) -> Iterator[tuple[Node, Node]]:
    """What a shape is about; a shape that is a class is about what is of that class."""
    from rdflib import OWL, RDF, RDFS, SH

    for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode):
        yield from ((kind, value) for value in shapes.objects(shape, kind))
    if any((shape, RDF.type, kind) in shapes for kind in (RDFS.Class, OWL.Class)):
        yield SH.targetClass, shape


def _targeted(shapes: rdflib.Graph) -> list[Node]:
    """The shapes that say what they are about, sorted."""
    targeted = (shape for shape in set(shapes.subjects()) if any(_targets(shapes, shape)))
    return sorted((shape for shape in targeted if not _off(shapes, shape)), key=str)


def _lifted(shapes: rdflib.Graph, shape: Node) -> Iterator[Node]:
    """The shapes of the properties of a shape, which become shapes about the same things, unless others need them in it."""
    import rdflib
    from rdflib import SH
    from rdflib.collection import Collection

    if (shape, SH.path, None) in shapes or _used(shapes, shape):
        return
    own = sorted(shapes.objects(shape, SH.property), key=str)
    if any((one, SH.path, None) not in shapes for one in own):
        return
    paths = [path for one in own for path in shapes.objects(one, SH.path)]
    if (shape, SH.closed, None) in shapes:
        head = shapes.value(shape, SH.ignoredProperties)
        known = [*(Collection(shapes, head) if head is not None else ()), *paths]
        fresh = rdflib.BNode()
        Collection(shapes, fresh, [path for path in known if isinstance(path, rdflib.URIRef)])
        shapes.set((shape, SH.ignoredProperties, fresh))
    shapes.remove((shape, SH.property, None))
    yield from own


def _used(shapes: rdflib.Graph, shape: Node) -> bool:
    """Whether other shapes need a shape to be whole."""
    from rdflib import RDF, SH

    kinds = {SH.node, SH.property, SH["not"], SH.qualifiedValueShape, RDF.first}
    return any(predicate in kinds for predicate in shapes.predicates(None, shape))


def _off(shapes: rdflib.Graph, shape: Node) -> bool:
    from rdflib import SH

    return any(str(value) in ("true", "1") for value in shapes.objects(shape, SH.deactivated))


def _looks(shapes: rdflib.Graph, grouped: Mapping[str, list[Node]]) -> Mapping[str, Looks] | None:
    """What the shapes of each group look at."""
    found: dict[str, Looks] = {}
    try:
        for group, members in grouped.items():
            for member in members:
                merge(found.setdefault(group, {}), looks(shapes, member))
    except FarReachingError:
        return None
    return found
