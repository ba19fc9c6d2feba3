"""The measure: the annotator's facts and the graph's paired one to one, counted by fact type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.evaluation.compare import Row
from kg.evaluation.gold import Gold
from kg.evaluation.intervals import Interval, Ratio, mean_interval, ratio_interval
from kg.evaluation.kinds import KINDS, Kind, Same

Found = Mapping[str, Mapping[str, Sequence[Row]]]
"""Rows of the graph: by article, and then by fact type."""


class Pairing(NamedTuple):
    """The facts of one type in one article: pairs that agree, what the graph missed, and what it made up."""

    article: str
    right: Sequence[tuple[Row, Row]]
    missed: Sequence[Row]
    invented: Sequence[Row]

    @property
    def gold(self) -> int:
        """How many facts the annotator wrote."""
        return len(self.right) + len(self.missed)

    @property
    def found(self) -> int:
        """How many facts the graph has."""
        return len(self.right) + len(self.invented)


@dataclass(frozen=True, slots=True)
class Score:
    """How well one fact type is found, over all articles in which it was annotated."""

    kind: Kind
    pairings: tuple[Pairing, ...]

    @property
    def right(self) -> int:
        """How many facts of the graph the annotator wrote too."""
        return sum(len(pairing.right) for pairing in self.pairings)

    @property
    def gold(self) -> int:
        """How many the annotator wrote."""
        return sum(pairing.gold for pairing in self.pairings)

    @property
    def found(self) -> int:
        """How many the graph has."""
        return sum(pairing.found for pairing in self.pairings)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return f1(self.right, self.gold, self.found)

    def precision_interval(self) -> Interval:
        """Between what the precision on all such articles lies."""
        return ratio_interval([Ratio(len(each.right), each.found) for each in self.pairings])

    def recall_interval(self) -> Interval:
        """Between what the recall on all such articles lies."""
        return ratio_interval([Ratio(len(each.right), each.gold) for each in self.pairings])

    def f1_interval(self) -> Interval:
        """Between what F1 on all such articles lies."""
        return ratio_interval(self.f1_parts())

    def f1_parts(self) -> list[Ratio]:
        """F1 as a ratio of sums over the articles."""
        return [Ratio(len(each.right), (each.gold + each.found) / 2) for each in self.pairings]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all fact types on a sample of annotated articles, and what the graph says about these."""

    articles: int
    scores: Mapping[str, Score]
    found: Found

    def averaged(self) -> list[Score]:
        """The scores that count in the mean: of types that the sample has facts of."""
        return [score for score in self.scores.values() if score.kind.averaged and score.gold]

    @property
    def mean_f1(self) -> float:
        """The mean over the fact types, each counting the same."""
        scores = self.averaged()
        return sum(score.f1 for score in scores) / len(scores) if scores else 0.0

    def mean_interval(self) -> Interval:
        """Between what the mean on all such articles lies."""
        by_article = [
            {each.article: part for each, part in zip(score.pairings, score.f1_parts(), strict=True)}
            for score in self.averaged()
        ]
        return mean_interval(by_article)


def measure(gold: Sequence[Gold], found: Found) -> Evaluation:
    """The scores of what was found in the annotated articles; a type that an article was not annotated for is not counted."""
    scores = {}
    for kind in KINDS.values():
        annotated = [article for article in gold if kind.name in article.facts]
        pairings = [
            pair(article.id, article.facts[kind.name], found.get(article.id, {}).get(kind.name, ()), kind.same)
            for article in annotated
        ]
        scores[kind.name] = Score(kind, tuple(pairings))
    return Evaluation(len(gold), scores, found)


def pair(article: str, gold: Iterable[Row], found: Iterable[Row], same: Same) -> Pairing:
    """Each of the annotator's facts with the first of the graph's that agrees with it and is not taken yet."""
    left = list(found)
    right, missed = [], []
    for row in gold:
        index = next((index for index, other in enumerate(left) if same(row, other)), None)
        if index is None:
            missed.append(row)
        else:
            right.append((row, left.pop(index)))
    return Pairing(article, right, missed, left)


def f1(right: float, gold: float, found: float) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(3, 4, 4), f1(0, 4, 0)
    (0.75, 0.0)
    """
    return 2 * right / (gold + found) if right else 0.0
