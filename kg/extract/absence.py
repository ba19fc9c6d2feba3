"""Who of those that a sentence names was not there."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.extract.around import AGENTS, NEAR, PEOPLE, words
from kg.rules import Item, Match

_AWAY = lists.cues("away")
_COMING = lists.cues("coming")
_FILLERS = frozenset({",", "(", "yang", "dari", "oleh", "hal", "ini", "dalam", "turut", "juga", "akan"})
_FOLLOWING = lists.cues("following")
_NOT = lists.cues("not")
_ORDERS = lists.cues("orders")
_READ_OUT = lists.cues("read-out")
_REPRESENTED = lists.cues("represented")
_REPRESENTING = lists.cues("representing")
_SPEECHES = lists.cues("speeches")


def absent(items: Sequence[Item]) -> frozenset[int]:
    """Where a row names somebody who was not there: he is represented, his words are read out or followed, he stayed away."""
    found: set[int] = set()
    for at, item in enumerate(items):
        word = item.text.lower()
        if item.mention is not None:
            continue
        if word in _REPRESENTED:
            found.update(_before(items, at))
        elif word in _REPRESENTING:
            behind = _behind(items, at)
            found.update(_before(items, at) if behind is None else behind)
        elif _is_of_another(items, at, word):
            found.update(_behind(items, at) or ())
        elif word in _AWAY or (word in _COMING and at and items[at - 1].text.lower() in _NOT):
            found.update(_before(items, at, 2 * NEAR))
    return frozenset(found)


def _is_of_another(items: Sequence[Item], at: int, word: str) -> bool:
    """True for an order that is followed, and for a speech that somebody else reads out."""
    if word in _ORDERS:
        return not _FOLLOWING.isdisjoint(words(items, at - 2, at))
    return word in _SPEECHES and not _READ_OUT.isdisjoint(words(items, at - NEAR, at + 2 * NEAR))


def negated(items: Sequence[Item], match: Match) -> bool:
    """True for `tidak hadir`, `tanpa dihadiri`: nobody behind it came."""
    return match.start > 0 and items[match.start].text.lower() in _COMING and items[match.start - 1].text.lower() in _NOT


def _before(items: Sequence[Item], at: int, reach: int = NEAR) -> list[int]:
    """The nearest person before a place, with only small words in between (any words where the reach is a long one)."""
    for index in range(at - 1, max(-1, at - 1 - reach), -1):
        mention = items[index].mention
        if mention is not None and mention.kind in AGENTS:
            return [index] if mention.kind in PEOPLE else []
        if reach == NEAR and mention is None and items[index].text.lower() not in _FILLERS and not items[index].text.isdigit():
            return []
    return []


def _behind(items: Sequence[Item], at: int) -> list[int] | None:
    """The person that follows a place, with only small words between; nothing where a body follows, None where nobody does."""
    for index in range(at + 1, min(at + 1 + NEAR, len(items))):
        mention = items[index].mention
        if mention is not None and mention.kind in AGENTS:
            return [index] if mention.kind in PEOPLE else []
        if items[index].text.lower() not in _FILLERS or items[index].text == ",":
            return None
    return None
