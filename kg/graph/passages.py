"""The words of the articles that a fact rests on, in their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.graph.values import Values
from kg.graph.vocabulary import DC, DCTERMS, OA, SCHEMA, SIMPUL

ARTICLE = (DCTERMS.identifier, DCTERMS.title, DCTERMS.issued, DC.publisher, SCHEMA.url)
PROPERTIES = {
    *ARTICLE,
    *(OA.hasBody, OA.hasTarget, OA.hasSource, OA.hasSelector, OA.start, OA.exact, OA.prefix, OA.suffix),
    SIMPUL.confidence,
}
CLASSES = {SCHEMA.NewsArticle}
"""What is asked of a graph here."""


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
        """True where `other` begins in the sentence of this passage.

        >>> a = Passage(Article("1"), 10, "melantik", "Bupati ", " Sari.")
        >>> a.meets(Passage(Article("1"), 19, "Sari")), a.meets(Passage(Article("1"), 40, "Sari"))
        (True, False)
        """
        first = self.start - len(self.prefix)
        return self.article.id == other.article.id and first <= other.start < first + len(self.sentence)


class Passages:
    """The passages of every fact and entity, and every article, oldest first."""

    def __init__(self, values: Values) -> None:
        articles = {node: _article(values, node) for node in values.of_type(SCHEMA.NewsArticle)}
        self.articles = sorted(articles.values(), key=lambda article: (article.date or "9", article))
        self._grouped: dict[str, dict[str, list[Passage]]] = {}
        found: defaultdict[str, list[Passage]] = defaultdict(list)
        for passage, bodies in _passages(values, articles):
            for body in bodies:
                found[body].append(passage)
        self._of = {body: tuple(some) for body, some in found.items()}

    def of(self, fact: str) -> tuple[Passage, ...]:
        """The passages of a fact or entity, oldest first."""
        return self._of.get(fact, ())

    def speaking(self, fact: str, *ends: str) -> tuple[Passage, ...]:
        """The fact's passages that stand for most of its ends: for a guest of an event, the words that name the guest."""
        found = self.of(fact)
        if len(found) < 2:
            return found
        others = [end for end in ends if end != fact]
        named = [sum(self._names(passage, end) for end in others) for passage in found]
        most = max(named)
        return tuple(passage for passage, count in zip(found, named, strict=True) if count == most)

    def _names(self, passage: Passage, entity: str) -> int:
        """2 where the passage stands for the entity too, 1 where its sentence names it, 0 elsewhere."""
        nearby = self._in_articles(entity).get(passage.article.id, ())
        return 2 if passage in nearby else int(any(passage.meets(other) for other in nearby))

    def _in_articles(self, entity: str) -> dict[str, list[Passage]]:
        if entity not in self._grouped:
            grouped = self._grouped[entity] = {}
            for passage in self.of(entity):
                grouped.setdefault(passage.article.id, []).append(passage)
        return self._grouped[entity]


class Confidences:
    """How sure the facts are, of several articles by that in which they are surest; as two digits, or nothing."""

    def __init__(self, values: Values) -> None:
        self._of = {node: max(some) for node, some in values.all(SIMPUL.confidence).items()}
        self._bodies = {mention: set(some) for mention, some in values.all(OA.hasBody).items() if mention in self._of}
        self._mentions: defaultdict[str, list[str]] = defaultdict(list)
        for mention, bodies in self._bodies.items():
            for body in sorted(bodies):
                self._mentions[body].append(mention)

    def of(self, fact: str, *ends: str) -> str:
        """How sure it is that one of the ends takes part in the fact, or else how sure the fact itself is."""
        others = set(ends) - {fact}
        shared = [mention for mention in self._mentions.get(fact, ()) if not others.isdisjoint(self._bodies[mention])]
        return max((self._of[mention] for mention in shared), default=self._of.get(fact, ""))


def _article(values: Values, node: str) -> Article:
    name, *rest = (values.first(node, field) for field in ARTICLE)
    return Article(name or node, *rest)


def _passages(values: Values, articles: Mapping[str, Article]) -> list[tuple[Passage, set[str]]]:
    """Every passage with what it stands for, oldest first."""
    words_of = values.firsts(OA.hasTarget)
    bodies_of: defaultdict[str, set[str]] = defaultdict(set)
    for mention, bodies in values.all(OA.hasBody).items():
        bodies_of[words_of.get(mention, "")].update(bodies)
    found: defaultdict[Passage, set[str]] = defaultdict(set)
    for words, passage in _written(values, articles, bodies_of):
        found[passage] |= bodies_of[words]
    return sorted(found.items(), key=lambda one: (by_date(one[0]), one[0]))


def _written(values: Values, articles: Mapping[str, Article], wanted: Iterable[str]) -> Iterator[tuple[str, Passage]]:
    """The words that stand in an article, as passages."""
    source, selector = values.firsts(OA.hasSource), values.firsts(OA.hasSelector)
    start, *parts = (values.firsts(field) for field in (OA.start, OA.exact, OA.prefix, OA.suffix))
    for words in wanted:
        article, place = articles.get(source.get(words, "")), selector.get(words, "")
        if article:
            yield words, Passage(article, int(start.get(place) or 0), *(part.get(place, "") for part in parts))


def by_date(passage: Passage) -> tuple[str, str, int, str]:
    """Sorts passages by the date of their article, undated ones last, and then as they stand there."""
    return passage.article.date or "9", passage.article.id, passage.start, passage.exact
