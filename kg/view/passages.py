"""Sentences and the words in them, each once: what a fact rests on is numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.view.packing import steps

if TYPE_CHECKING:
    from kg.graph.passages import Article, Passage

Place = tuple[str, int, str]
"""A sentence: the id of its article, where it begins there, and its text."""


class Sayings:
    """The sentences of some facts, article by article as they stand there, and the passages in them, in the same order.

    Passages are told apart by identity, which is quick, and counted as one where they say the same.
    """

    def __init__(self, articles: Sequence[Article], facts: Iterable[Sequence[Passage]], most: int) -> None:
        self.most = most
        self._shown = {id(passage): passage for passages in facts for passage in passages[:most]}
        places = {key: _place(passage) for key, passage in self._shown.items()}
        self.sentences: list[Place] = sorted(set(places.values()))
        number = {place: order for order, place in enumerate(self.sentences)}
        found = sorted((number[places[key]], len(one.prefix), len(one.exact), key) for key, one in self._shown.items())
        self.rows = [row for row, _ in groupby(found, key=itemgetter(0, 1, 2))]
        numbered = enumerate(rows for _, rows in groupby(found, key=itemgetter(0, 1, 2)))
        self._at = {key: at for at, rows in numbered for *_, key in rows}
        self._articles = {article.id: at for at, article in enumerate(articles)}

    def texts(self) -> list[str]:
        """The text of every sentence."""
        return [text for _, _, text in self.sentences]

    def table(self) -> dict[str, list[int]]:
        """The article of each sentence; the sentence of each passage, and where its words begin and how long they are.

        Articles and sentences are distances from the one before.
        """
        return {
            "article": steps([self._articles[article] for article, _, _ in self.sentences]),
            "sentence": steps([sentence for sentence, _, _ in self.rows]),
            "start": [start for _, start, _ in self.rows],
            "length": [length for _, _, length in self.rows],
        }

    def of(self, passages: Sequence[Passage]) -> list[int]:
        """The numbers of the passages that the page holds of a fact."""
        return [self._at[id(passage)] for passage in passages[: self.most]]

    def column(self, facts: Iterable[Sequence[Passage]]) -> dict[str, Any]:
        """How many passages each fact has, their numbers one after the other, and of how many more the page holds none."""
        found = list(facts)
        return {
            "count": [min(len(passages), self.most) for passages in found],
            "at": steps([number for passages in found for number in self.of(passages)]),
            "more": [[at, len(passages) - self.most] for at, passages in enumerate(found) if len(passages) > self.most],
        }


def _place(passage: Passage) -> Place:
    return passage.article.id, passage.start - len(passage.prefix), passage.sentence
