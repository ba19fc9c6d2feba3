"""How far a figure of a sample can be from that of all such articles, with 95 % confidence.

Facts of one article are alike, so articles are what was drawn: the variance is that between articles. It is told as the
number of independent facts that would vary as much, for which Wilson's interval holds also near 0 and 1 and for few facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import NamedTuple

_Z = 1.959964
"""So many standard deviations to either side hold 95 % of a normal distribution."""


class Ratio(NamedTuple):
    """One article's part of a figure: the sum of the parts over the sum of the wholes."""

    part: float
    whole: float


class Interval(NamedTuple):
    """Between what the true figure lies."""

    low: float
    high: float

    @property
    def reach(self) -> float:
        """Half of its width."""
        return (self.high - self.low) / 2


def wilson(share: float, number: float) -> Interval:
    """The interval of a share that was seen in so many independent facts.

    >>> wilson(0.9, 100), wilson(1.0, 3), wilson(0.0, 0)
    (Interval(low=0.826, high=0.945), Interval(low=0.439, high=1.0), Interval(low=0.0, high=1.0))
    """
    if not number:
        return Interval(0.0, 1.0)
    z2 = _Z * _Z / number
    middle = share + z2 / 2
    reach = _Z * sqrt(share * (1 - share) / number + z2 / number / 4)
    return _interval((middle - reach) / (1 + z2), (middle + reach) / (1 + z2))


def ratio_interval(ratios: Sequence[Ratio]) -> Interval:
    """The interval of a figure that is a ratio of sums over articles.

    Facts of one article that are right or wrong together count as one fact:

    >>> ratio_interval([Ratio(1, 1)] * 5 + [Ratio(0, 1)] * 5)
    Interval(low=0.227, high=0.773)
    >>> ratio_interval([Ratio(10, 10)] * 5 + [Ratio(0, 10)] * 5)
    Interval(low=0.227, high=0.773)
    """
    whole = sum(ratio.whole for ratio in ratios)
    if not whole:
        return Interval(0.0, 1.0)
    share = sum(ratio.part for ratio in ratios) / whole
    variance = _variance(_influences(ratios))
    number = min(share * (1 - share) / variance, whole) if variance else whole
    return wilson(share, number)


def mean_interval(figures: Sequence[Mapping[str, Ratio]]) -> Interval:
    """The interval of the mean of several such figures; each gives its ratios by article.

    It is never narrower than the figures' own intervals allow, were they independent.

    >>> mean_interval([{"a": Ratio(3, 3)}, {"a": Ratio(3, 3)}])
    Interval(low=0.802, high=1.0)
    """
    if not figures:
        return Interval(0.0, 1.0)
    moved: dict[str, float] = {}
    shares, reaches = 0.0, 0.0
    for by_article in figures:
        ratios = list(by_article.values())
        shares += sum(ratio.part for ratio in ratios) / sum(ratio.whole for ratio in ratios)
        reaches += ratio_interval(ratios).reach ** 2
        for article, influence in zip(by_article, _influences(ratios), strict=True):
            moved[article] = moved.get(article, 0.0) + influence
    together = _Z * sqrt(_variance([moved[article] for article in sorted(moved)]))
    mean, reach = shares / len(figures), max(together, sqrt(reaches)) / len(figures)
    return _interval(mean - reach, mean + reach)


def articles_needed(articles: int, interval: Interval, reach: float) -> int:
    """How many articles like those of the sample would give an interval of this reach.

    >>> articles_needed(50, Interval(0.6, 0.8), 0.05)
    200
    """
    return ceil(round(articles * (interval.reach / reach) ** 2, 6))


def _influences(ratios: Sequence[Ratio]) -> list[float]:
    """How much each article moves the ratio of the sums."""
    whole = sum(ratio.whole for ratio in ratios)
    share = sum(ratio.part for ratio in ratios) / whole
    return [(ratio.part - share * ratio.whole) / whole for ratio in ratios]


def _variance(influences: Sequence[float]) -> float:
    """The variance of a sum of influences, one of each article drawn."""
    count = len(influences)
    return count / (count - 1) * sum(each * each for each in influences) if count > 1 else 0.0


def _interval(low: float, high: float) -> Interval:
    return Interval(round(max(low, 0.0), 3), round(min(high, 1.0), 3))
