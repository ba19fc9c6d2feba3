"""What shapes and properties are called where people read of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.graph.vocabulary import PREFIXES
from kg.validation.core import unnamed

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

FURTHER = {
    "shapes": "https://w3id.org/simpul/shapes#",
    "sh": "http://www.w3.org/ns/shacl#",
}


class Names:
    """The names of the shapes of a graph."""

    def __init__(self, shapes: rdflib.Graph) -> None:
        self.shapes = shapes

    def kind(self, shape: str) -> str:
        """What the things are called that a shape is about: its name in English, or else that of the class."""
        import rdflib
        from rdflib import SH

        node = rdflib.URIRef(shape)
        for each in (node, *self.shapes.subjects(SH.property, node)):
            names = {getattr(name, "language", ""): str(name) for name in self.shapes.objects(each, SH.name)}
            for name in (names.get("en"), *names.values()):
                if name and (each, SH.path, None) not in self.shapes:
                    return name
            for target in sorted(self.shapes.objects(each, SH.targetClass), key=str):
                return short(str(target))
        return "thing"

    def shape(self, shape: str) -> str:
        """The IRI of a shape; of one without a name that of the shape it is part of, or nothing."""
        import rdflib
        from rdflib import SH

        if not unnamed(shape):
            return shape
        above = sorted(str(each) for each in self.shapes.subjects(SH.property, rdflib.URIRef(shape)))
        return next((each for each in above if not unnamed(each)), "")

    def path(self, shape: str, name: Callable[[str], str]) -> str:
        """The path of the shape of a property, as SPARQL writes it; of another shape nothing."""
        import rdflib
        from rdflib import SH

        for path in self.shapes.objects(rdflib.URIRef(shape), SH.path):
            return self._written(path, name)
        return ""

    def _written(self, path: Node, name: Callable[[str], str]) -> str:
        from rdflib import RDF, SH
        from rdflib.collection import Collection

        shapes = self.shapes
        if (path, RDF.first, None) in shapes:
            return "/".join(self._written(part, name) for part in Collection(shapes, path))
        for inverse in shapes.objects(path, SH.inversePath):
            return f"^{self._written(inverse, name)}"
        for choice in shapes.objects(path, SH.alternativePath):
            return f"({'|'.join(self._written(part, name) for part in Collection(shapes, choice))})"
        for kind, mark in ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?")):
            for repeated in shapes.objects(path, kind):
                return f"({self._written(repeated, name)}){mark}"
        return name(str(path))


def short(iri: str) -> str:
    """An IRI with a prefix that we use, or in angle brackets.

    >>> short("http://www.w3.org/ns/org#member"), short("https://example.org/a")
    ('org:member', '<https://example.org/a>')
    """
    for prefix, space in (*PREFIXES.items(), *FURTHER.items()):
        local = iri.removeprefix(space)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"
