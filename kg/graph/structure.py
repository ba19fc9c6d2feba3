"""Which body is part of which, what became of it and who else knows it: what follows from the names of bodies, whatever an
article says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.identifiers import Ids, body_items, same_as
from kg.graph.iris import Iris
from kg.graph.reference import Mentioned
from kg.graph.terms import Said, iri, literal, without_surrogates
from kg.graph.triples import Territories, body_iri
from kg.graph.vocabulary import DCTERMS, ORG, OWL, RDF, SIMPUL, SKOS
from kg.resolve.bodies import Hierarchy, fixed, successors
from kg.resolve.claims import Body
from kg.resolve.keys import name_key


class Structure:
    """What is above some bodies, what they became and what others call them: `lines` are N-Quads, sorted, in the graph of what
    was resolved.

    `described` are the bodies that no article names, by IRI: parents, parents of parents, and bodies of a new name.
    """

    def __init__(self, bodies: Iterable[Body], territories: Territories, iris: Iris) -> None:
        self.territories, self.iris = territories, iris
        self.named = {self.node(body): body for body in sorted(bodies, reverse=True)}
        self.hierarchy = Hierarchy(self.named.values())
        self.described: dict[str, Body] = {}
        self.lines = without_surrogates(sorted({f"<{s}> <{p}> {o} <{iris.resolution}> ." for s, p, o in self._all()}))

    def _all(self) -> Iterator[Said]:
        """Every statement: of the bodies that are named, then of those that come with them."""
        waiting = list(self.named.values())
        reached = set(self.named)
        while waiting:
            body = waiting.pop()
            for other, said in self._relations(body):
                yield said
                node = self.node(other)
                if node not in reached:
                    reached.add(node)
                    self.described[node] = other
                    waiting.append(other)
        yield from self._descriptions()
        yield from self._links()

    def mentioned(self) -> Mentioned:
        """The territories and the kinds of the bodies that are described, which have to be described too."""
        described = self.described.values()
        return Mentioned(
            kinds=frozenset(body.kind for body in described if body.kind),
            territories=frozenset(body.territory for body in described if body.territory),
        )

    def node(self, body: Body) -> str:
        """The IRI of a body."""
        return body_iri(body.name, body.territory, self.territories, self.iris)

    def _relations(self, body: Body) -> Iterator[tuple[Body, Said]]:
        """The bodies that this one is part of or became, with the statement that says so."""
        node, above = self.node(body), self.hierarchy.above(body)
        if above:
            relation = ORG.unitOf if above.unit else ORG.subOrganizationOf
            yield above.body, (node, relation, iri(self.node(above.body)))
            if above.unit:
                yield above.body, (node, RDF.type, iri(ORG.OrganizationalUnit))
        row = None if body.territory else fixed(body.name)
        for name in successors().get(row.name, ()) if row else ():
            later = fixed(name)
            successor = Body(name, later.kind if later else "")
            yield successor, (node, DCTERMS.isReplacedBy, iri(self.node(successor)))

    def _descriptions(self) -> Iterator[Said]:
        for node, body in self.described.items():
            yield node, RDF.type, iri(ORG.Organization)
            yield node, SKOS.prefLabel, literal(body.name)
            if body.kind:
                yield node, ORG.classification, iri(self.iris.concept("organization-kind", body.kind))
            if body.territory:
                yield node, SIMPUL.jurisdiction, iri(self.iris.territory(body.territory))

    def _links(self) -> Iterator[Said]:
        """The items in Wikidata of national bodies, which have no territory."""
        for node, body in (self.named | self.described).items():
            item = "" if body.territory else body_items().get(name_key(body.name), "")
            yield from ((node, OWL.sameAs, same) for same in same_as(Ids(wikidata=item)))
