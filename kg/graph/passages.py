"""Trusted questions to the store, and the words of the articles that a fact rests on, in their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyoxigraph

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX simpul: <https://w3id.org/simpul/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

PASSAGES = """SELECT ?fact ?article ?start ?exact ?prefix ?suffix WHERE {
  ?mention oa:hasBody ?fact ; oa:hasTarget ?words .
  ?words oa:hasSource ?article ; oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:exact ?exact .
  OPTIONAL { ?words oa:hasSelector/oa:prefix ?prefix }
  OPTIONAL { ?words oa:hasSelector/oa:suffix ?suffix }
}"""

ARTICLES = """SELECT ?node ?id ?title ?date ?publisher ?url WHERE {
  ?node a schema:NewsArticle .
  OPTIONAL { ?node dcterms:identifier ?id }
  OPTIONAL { ?node dcterms:title ?title }
  OPTIONAL { ?node dcterms:issued ?date }
  OPTIONAL { ?node dcterms:publisher ?publisher }
  OPTIONAL { ?node schema:url ?url }
}"""


class Article(NamedTuple):
    """Where a passage stands; what is unknown is empty."""

    id: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    url: str = ""


class Passage(NamedTuple):
    """Words of an article in their sentence: `prefix + exact + suffix` is the sentence, `start` the offset of `exact`."""

    article: Article
    start: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return self.prefix + self.exact + self.suffix

    def meets(self, other: Passage) -> bool:
        """True where `other` lies in the sentence of this passage.

        >>> a = Passage(Article("1"), 10, "melantik", "Bupati ", " Sari.")
        >>> a.meets(Passage(Article("1"), 19, "Sari")), a.meets(Passage(Article("1"), 40, "Sari"))
        (True, False)
        """
        first = self.start - len(self.prefix)
        return self.article.id == other.article.id and first <= other.start < first + len(self.sentence)


class Passages:
    """The passages of every fact and entity, and every article."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        articles = _articles(store)
        self.articles = sorted(articles.values(), key=lambda article: (article.date or "9", article))
        found: defaultdict[str, set[Passage]] = defaultdict(set)
        for fact, article, start, exact, prefix, suffix in rows(store, PASSAGES):
            if article in articles:
                found[fact].add(Passage(articles[article], int(start), exact, prefix, suffix))
        self._of = {fact: tuple(sorted(some, key=by_date)) for fact, some in found.items()}
        self._by_article: dict[str, dict[str, list[Passage]]] = {}

    def of(self, fact: str) -> tuple[Passage, ...]:
        """The passages of a fact or entity, oldest first."""
        return self._of.get(fact, ())

    def speaking(self, fact: str, *ends: str) -> tuple[Passage, ...]:
        """The fact's passages whose sentence names most of its ends: for a guest of an event, the sentence with the guest."""
        others = [end for end in ends if end != fact]
        named = [sum(self._names(passage, end) for end in others) for passage in self.of(fact)]
        return tuple(passage for passage, count in zip(self.of(fact), named, strict=True) if count == max(named))

    def _names(self, passage: Passage, entity: str) -> bool:
        if entity not in self._by_article:
            grouped = self._by_article[entity] = defaultdict(list)
            for other in self.of(entity):
                grouped[other.article.id].append(other)
        return any(passage.meets(other) for other in self._by_article[entity].get(passage.article.id, ()))


def by_date(passage: Passage) -> tuple[str, str, int, str]:
    """Sorts passages by the date of their article, undated ones last, and then as they stand there."""
    return passage.article.date or "9", passage.article.id, passage.start, passage.exact


def rows(store: pyoxigraph.Store, query: str) -> list[tuple[str, ...]]:
    """The solutions as strings, sorted, an unbound value empty; of values in two languages the Indonesian one comes first."""
    solutions = store.query(PREFIXES + query, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    rows = {tuple(_ranked(solution[name]) for name in names) for solution in solutions}  # type: ignore[union-attr]
    return [tuple(text for _, text in row) for row in sorted(rows)]


def _ranked(term: Any) -> tuple[int, str]:
    if term is None:
        return 3, ""
    return {"id": 0, None: 1, "in": 0}.get(getattr(term, "language", None), 2), term.value


def _articles(store: pyoxigraph.Store) -> dict[str, Article]:
    found: dict[str, Article] = {}
    for node, name, *rest in rows(store, ARTICLES):
        found.setdefault(node, Article(name or node, *rest))
    return found
