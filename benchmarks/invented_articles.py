"""Invented articles: who is named where, in sentences of common words around the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files
from random import Random
from typing import Any, NamedTuple

from kg.graph.network import Edge
from kg.graph.passages import Article, Passage

CONSONANTS, VOWELS = ("b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "h", "nd", "ng", "kr", "pr"), "aaiueo"
SENTENCES = 5
"""How many an article has at least."""
Key = tuple[str, str, str]


class Told(NamedTuple):
    """The passages that name each node, and those that stand for each edge."""

    nodes: dict[str, list[Passage]]
    edges: dict[Key, list[Passage]]


class Newsroom:
    """Gathers what each article reports, and writes it in the end."""

    def __init__(self, pick: Random) -> None:
        self.pick = pick
        self.articles: list[Article] = []
        self.about: dict[str, int] = {}
        self.reports: list[list[Edge]] = []
        self.common = _common_words()
        self.names: set[str] = set()

    def word(self) -> str:
        """An invented name of two or three syllables."""
        syllables = (self.pick.choice(CONSONANTS) + self.pick.choice(VOWELS) for _ in range(self.pick.choice((2, 3, 3))))
        return "".join(syllables).capitalize()

    def person(self) -> str:
        """An invented name that nobody has yet."""
        name = " ".join(self.word() for _ in range(self.pick.choice((2, 2, 3))))
        if name in self.names:
            return self.person()
        self.names.add(name)
        return name

    def article(self, title: str) -> Article:
        number = len(self.articles)
        day = (date(2018, 1, 1) + timedelta(days=self.pick.randrange(2900))).isoformat()
        publisher = f"Kabar {self.pick.choice(('Nusantara', 'Khatulistiwa', 'Bahari', 'Rimba', 'Lembah'))}"
        article = Article(f"{number:06d}", title, day, publisher, f"https://berita.example/{number}")
        self.articles.append(article)
        return article

    def report(self, article: Article, about: str, edges: Sequence[Edge]) -> None:
        self.about[about] = len(self.reports)
        self.reports.append(list(edges))

    def add(self, about: str, edge: Edge) -> None:
        """One edge more for the article about something."""
        self.reports[self.about[about]].append(edge)

    def written(self, nodes: Mapping[str, Mapping[str, Any]], others: Sequence[Edge]) -> Told:
        """All articles; the `others` stand in one or two of those that name one of their ends, or in any."""
        self._spread(others)
        self._repeat()
        told = Told(defaultdict(list), defaultdict(list))
        for article, edges in zip(self.articles, self.reports, strict=True):
            start = 0
            for some in _shared_out(list(dict.fromkeys(edges)), SENTENCES):
                start += self._sentence(article, start, some, nodes, told)
        return told

    def _spread(self, edges: Sequence[Edge]) -> None:
        naming = defaultdict(list)
        for number, report in enumerate(self.reports):
            for edge in report:
                naming[edge.source].append(number)
                naming[edge.target].append(number)
        for edge in edges:
            numbers = naming.get(edge.source) or naming.get(edge.target) or range(len(self.reports))
            self.reports[self.pick.choice(numbers)].append(edge)

    def _repeat(self) -> None:
        """A third of the edges are in a second article too."""
        for edge in [edge for report in self.reports for edge in report]:
            if self.pick.random() < 1 / 3:
                self.pick.choice(self.reports).append(edge)

    def _sentence(
        self, article: Article, start: int, edges: Sequence[Edge], nodes: Mapping[str, Mapping[str, Any]], told: Told
    ) -> int:
        """Writes a sentence that names the ends of the edges, and says how far the next one begins."""
        named = list(dict.fromkeys(end for edge in edges for end in (edge.source, edge.target)))
        text = self._words([str(nodes[iri]["label"]) for iri in named])
        found = {iri: _passage(article, start, text, str(nodes[iri]["label"])) for iri in named}
        for iri, passage in found.items():
            told.nodes[iri].append(passage)
        for edge in edges:
            told.edges[edge.source, edge.target, f"{edge.relation}: {edge.label}"].append(found[edge.source])
        return len(text) + 1

    def _words(self, names: Sequence[str]) -> str:
        words = self.pick.choices(self.common, k=max(5, self.pick.randint(20, 30) - sum(len(name.split()) for name in names)))
        for place, name in enumerate(names):
            words.insert(1 + place * (len(words) // len(names)), name)
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."


def _passage(article: Article, start: int, text: str, name: str) -> Passage:
    at = text.index(name)
    return Passage(article, start + at, name, text[:at], text[at + len(name) :])


def _shared_out(edges: Sequence[Edge], sentences: int) -> Iterator[Sequence[Edge]]:
    """The edges in at least so many parts, two in each where they are many."""
    count = max(sentences, -(-len(edges) // 2))
    for number in range(count):
        yield edges[number::count]


def _common_words() -> list[str]:
    """The words that sentences are made of, the commonest oftener."""
    lines = files("kg").joinpath("data/function_words.txt").read_text(encoding="utf-8").splitlines()
    lines += files("kg").joinpath("data/field_words.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return [word for place, word in enumerate(words) for _ in range(max(1, 24 - place // 12))]
