"""The words of articles behind the two sides of a contradiction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.contradictions.model import Claimed, Side
from kg.graph.read import Quoted
from kg.graph.tenures import subjects, values
from kg.graph.vocabulary import DCTERMS, OA, PROV, SEM, SIMPUL, SKOS
from kg.resolve.claims import SWEARING_IN

if TYPE_CHECKING:
    from pyoxigraph import Store


class _SwearingIn(NamedTuple):
    """An event in which somebody is sworn in: the article's date and IRI, and the event."""

    date: str
    article: str
    event: str


class Words:
    """Looks up what the sides rest on; what is looked up of a fact or person is kept, so that it costs once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.quoted: dict[str, dict[str, Quoted]] = {}
        self.sworn: dict[str, dict[str, list[_SwearingIn]]] = {}

    def side(self, claimed: Claimed) -> Side:
        """A side with its words; of a swearing-in those of the first article that reports it."""
        if claimed.sworn:
            first = next(iter(self._swearings_in(claimed.node).get(claimed.sworn, ())), None)
            claimed = claimed._replace(article=first.article, node=first.event) if first else claimed
        words = self._words(claimed.node).get(claimed.article) if claimed.node else None
        return Side(claimed.says, *self._article(claimed.article), words)

    def first(self, node: str) -> Side:
        """The words for a fact or thing in the first article that has any."""
        found = sorted((quoted.date or "9", quoted.article, article) for article, quoted in self._words(node).items())
        return self.side(Claimed("", found[0][2] if found else "", node))

    def _swearings_in(self, person: str) -> dict[str, list[_SwearingIn]]:
        """The events in which somebody is sworn in, by their day."""
        if person not in self.sworn:
            days: dict[str, list[_SwearingIn]] = defaultdict(list)
            for event in subjects(self.store, SIMPUL.subject, person):
                types = [label for node in values(self.store, event, SEM.eventType) for label in self._labels(node)]
                if SWEARING_IN in types:
                    for day in values(self.store, event, SEM.hasTimeStamp):
                        days[day] += self._reports(event)
            self.sworn[person] = {day: sorted(events) for day, events in days.items()}
        return self.sworn[person]

    def _labels(self, node: str) -> list[str]:
        return values(self.store, node, SKOS.prefLabel)

    def _reports(self, event: str) -> Iterator[_SwearingIn]:
        for article in values(self.store, event, PROV.wasDerivedFrom):
            yield _SwearingIn(self._article(article)[1], article, event)

    def _article(self, iri: str) -> tuple[str, str]:
        """The id and the date of an article."""
        if not iri:
            return "", ""
        identifier, date = values(self.store, iri, DCTERMS.identifier), values(self.store, iri, DCTERMS.issued)
        return (identifier or [iri])[0], (date or [""])[0]

    def _words(self, node: str) -> dict[str, Quoted]:
        """The first words for a fact in each article, by the article's IRI."""
        if node not in self.quoted:
            found: dict[str, Quoted] = {}
            for mention in subjects(self.store, OA.hasBody, node):
                rule = next(iter(values(self.store, mention, SIMPUL.rule)), "")
                for target in values(self.store, mention, OA.hasTarget):
                    for article in values(self.store, target, OA.hasSource):
                        for quoted in self._quotations(target, article, rule, node):
                            found[article] = min(quoted, found.get(article, quoted))
            self.quoted[node] = found
        return self.quoted[node]

    def _quotations(self, target: str, article: str, rule: str, node: str) -> Iterator[Quoted]:
        for selector in values(self.store, target, OA.hasSelector):
            parts = [values(self.store, selector, part) for part in (OA.start, OA.end, OA.exact, OA.prefix, OA.suffix)]
            if all(parts):
                start, end, exact, prefix, suffix = (part[0] for part in parts)
                identifier, date = self._article(article)
                yield Quoted(identifier, int(start), int(end), exact, prefix, suffix, rule, date, node)
