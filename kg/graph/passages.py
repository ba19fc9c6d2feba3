"""What the store says of each thing, and the words of the articles that a fact rests on, in their sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph.vocabulary import DC, DCTERMS, OA, RDF, SCHEMA, SIMPUL

if TYPE_CHECKING:
    import pyoxigraph


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


class Values:
    """The values of every property over the union of all graphs, read one property at a time.

    A question that joins properties multiplies what many articles say alike, so there is none.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store
        self._read: dict[str, dict[str, list[str]]] = {}

    def all(self, predicate: str) -> dict[str, list[str]]:
        """Subjects with their values, sorted; of values in several languages the Indonesian come first."""
        if predicate not in self._read:
            self._read[predicate] = self._values(predicate)
        return self._read[predicate]

    def _values(self, predicate: str) -> dict[str, list[str]]:
        from pyoxigraph import NamedNode

        found: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), None):
            found[quad.subject.value].add(ranked(quad.object))  # type: ignore[union-attr]
        return {node: [text for _, text in sorted(some)] for node, some in sorted(found.items())}

    def first(self, node: str, *path: str) -> str:
        """The first value at the end of a path of properties, or nothing."""
        for predicate in path:
            node = next(iter(self.all(predicate).get(node, ())), "")
        return node

    def of_type(self, type_: str) -> list[str]:
        """Everything of a class, sorted."""
        from pyoxigraph import NamedNode

        quads = self.store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(type_))
        return sorted({quad.subject.value for quad in quads})  # type: ignore[union-attr]


def ranked(term: Any) -> tuple[int, str]:
    """What terms are sorted by: of texts in several languages the Indonesian come first, then those without one."""
    language = getattr(term, "language", None)
    return (1 if language is None else 0 if language in ("id", "in") else 2), getattr(term, "value", str(term))


class Passages:
    """The passages of every fact and entity, and every article, oldest first."""

    def __init__(self, values: Values) -> None:
        articles = {node: _article(values, node) for node in values.of_type(SCHEMA.NewsArticle)}
        self.articles = sorted(articles.values(), key=lambda article: (article.date or "9", article))
        found: defaultdict[str, set[Passage]] = defaultdict(set)
        for mention, bodies in values.all(OA.hasBody).items():
            words = values.first(mention, OA.hasTarget)
            article = articles.get(values.first(words, OA.hasSource))
            if article:
                passage = _passage(values, article, values.first(words, OA.hasSelector))
                for body in bodies:
                    found[body].add(passage)
        self._grouped: dict[str, dict[str, list[Passage]]] = {}
        self._of = {body: tuple(sorted(some, key=by_date)) for body, some in found.items()}

    def of(self, fact: str) -> tuple[Passage, ...]:
        """The passages of a fact or entity, oldest first."""
        return self._of.get(fact, ())

    def speaking(self, fact: str, *ends: str) -> tuple[Passage, ...]:
        """The fact's passages that stand for most of its ends: for a guest of an event, the words that name the guest."""
        others = [end for end in ends if end != fact]
        named = [sum(self._names(passage, end) for end in others) for passage in self.of(fact)]
        return tuple(passage for passage, count in zip(self.of(fact), named, strict=True) if count == max(named))

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
    fields = (DCTERMS.identifier, DCTERMS.title, DCTERMS.issued, DC.publisher, SCHEMA.url)
    name, *rest = (values.first(node, field) for field in fields)
    return Article(name or node, *rest)


def _passage(values: Values, article: Article, selector: str) -> Passage:
    exact, prefix, suffix = (values.first(selector, field) for field in (OA.exact, OA.prefix, OA.suffix))
    return Passage(article, int(values.first(selector, OA.start) or 0), exact, prefix, suffix)


def by_date(passage: Passage) -> tuple[str, str, int, str]:
    """Sorts passages by the date of their article, undated ones last, and then as they stand there."""
    return passage.article.date or "9", passage.article.id, passage.start, passage.exact
