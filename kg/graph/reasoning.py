"""What follows from a graph by the ontology: lines in, lines out.

The reasoner is given every statement of which an axiom speaks, without the words that facts rest on. What comes out is only
what tells somebody something; docs/reasoning.md lists it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import GraphError
from kg.graph.iris import Iris, is_evidence
from kg.graph.vocabulary import ORG, OWL, RDF, SCHEMA, SIMPUL, SKOS

MOST = 500_000
"""So many statements take the reasoner some four minutes and 1.3 GB; a build with more is refused."""

_TYPE, _MEMBER = f"<{RDF.type}>", f"<{ORG.member}>"
_OVER = frozenset({f"<{SIMPUL.former}>", f"<{SIMPUL.overBy}>", f"<{SCHEMA.endDate}>"})
_LINKS = frozenset({f"<{OWL.sameAs}>", f"<{SKOS.exactMatch}>"})
_STEP = f"<{ORG}hasMembership>"
"""Only a step on the way to `org:memberOf` and `org:holds`; by itself it is `org:member` read backwards."""


class Reasoner:
    """Takes the N-Quads lines of a graph, in any order, and gives those that follow from all of them together."""

    def __init__(self, iris: Iris, most: int = MOST) -> None:
        from kg.graph.closure import spoken_of

        self.iris, self.most = iris, most
        self.wanted = spoken_of() - _LINKS
        self.taken: set[tuple[str, str, str]] = set()
        self.over: set[str] = set()

    def take(self, lines: Iterable[str]) -> None:
        """Takes the statements of which an axiom speaks, but for the words that facts rest on and for links to elsewhere."""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate in _OVER:
                self.over.add(subject)
            value = rest[: rest.rindex(" <")]
            if (value if predicate == _TYPE else predicate) in self.wanted and not is_evidence(subject, self.iris.base):
                self.taken.add((subject, predicate, value))
        if len(self.taken) > self.most:
            raise GraphError(
                f"there are more than {self.most:,} statements to reason over, which would take too long: "
                "build without --reason, or from fewer articles"
            )

    def lines(self) -> list[str]:
        """What follows, as N-Quads lines, sorted; a `GraphError` where the graph contradicts the ontology.

        Who is a member of a body and holds a post follows only from tenures that are not over.
        """
        from kg.graph.closure import closure

        given = {triple for triple in self.taken if triple[1] != _MEMBER or triple[0] not in self.over}
        graph = f"<{self.iris.inferred}> ."
        return sorted(f"{' '.join(triple)} {graph}" for triple in closure(given) - self.taken if self.is_news(*triple))

    def is_news(self, subject: str, predicate: str, value: str) -> bool:
        """True for what tells something of a thing of the graph, and not of the vocabulary or of things elsewhere."""
        own = subject.startswith(f"<{self.iris.base}") and not subject.startswith(f"<{SIMPUL}")
        return own and predicate not in (_STEP, f"<{OWL.sameAs}>")
