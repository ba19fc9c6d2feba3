"""What a contradiction is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.graph.read import Quoted

Kind = Literal["two holders", "two dates", "two values", "two places", "over and current"]

KINDS: dict[Kind, str] = {
    "two holders": "Two people in a post that one person holds at a time, seen in it at the same time",
    "two dates": "Two days of one swearing-in",
    "two values": "Two values of one rating",
    "two places": "One person in posts of two places at the same time, each of which one person holds at a time",
    "over and current": "A tenure that is over and later held again, without another swearing-in",
}
"""The kinds of contradictions, in the order they are told, and what each is."""


class Claimed(NamedTuple):
    """One side as it is found: what it says, the article that says so, and the node whose words are to be quoted.

    For a swearing-in `node` is the person and `sworn` the day, and the article is yet to be found.
    """

    says: str
    article: str
    node: str
    sworn: str = ""


class Found(NamedTuple):
    """A contradiction before its words are looked up."""

    kind: Kind
    about: str
    one: Claimed
    other: Claimed


class Side(NamedTuple):
    """One side of a contradiction: what it says, the id and date of the article that says so, and the words, where the graph
    has them.
    """

    says: str
    article: str
    date: str
    words: Quoted | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two articles, or places of one, that contradict each other; `about` is the post, person or rating they speak of."""

    kind: Kind
    about: str
    one: Side
    other: Side
