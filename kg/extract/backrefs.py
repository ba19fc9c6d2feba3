"""Words that point back to somebody: `ia`, `olehnya`, `ujarnya`, `orang nomor satu di Kalbar`, `politisi itu`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.extract.corefer import PRONOUNS, Coreference
from kg.model import Mention, Person, Span
from kg.rules import Item

_HIS = lists.cues("his")
_SORTS = lists.cues("sorts-of-people")
_THIS = lists.cues("again")
_FIRST = ("orang", "nomor", "satu")
_HEADS = ("Gubernur", "Bupati", "Wali Kota")
_REACH = 5
_SOURCE = "backref"


def with_backrefs(row: Sequence[Item], people: Coreference) -> list[Item]:
    """The row with such words as mentions of those whom they mean, where that can be told."""
    out: list[Item] = []
    at = 0
    while at < len(row):
        length, person = _meant(row, at, people)
        if person is None:
            out.append(row[at])
            at += 1
            continue
        span = Span(row[at].span.start, row[at + length - 1].span.end)
        out.append(row[at]._replace(end=span.end, mention=Mention("person", span, person, _SOURCE)))
        at += length
    return out


def made(mention: Mention) -> bool:
    """True for a mention made of such a word."""
    return mention.source == _SOURCE


def _meant(row: Sequence[Item], at: int, people: Coreference) -> tuple[int, Person | None]:
    """How many items from here on mean somebody, and whom."""
    item = row[at]
    word = item.text.lower()
    if item.mention is not None:
        return 1, None
    if word in PRONOUNS or word in _HIS or word in lists.speech_verbs("nya"):
        return 1, people.topic(item.span.start)
    if word == _FIRST[0] and tuple(other.text.lower() for other in row[at : at + len(_FIRST)]) == _FIRST:
        return len(_FIRST), _head(people)
    if word in _SORTS and any(other.text.lower() in _THIS for other in row[at + 1 : at + _REACH]):
        return 1, people.topic(item.span.start)
    return 1, None


def _head(people: Coreference) -> Person | None:
    """The only head of a region of whom the article speaks."""
    heads = {holding.person for role in _HEADS for holding in people.by_role.get(role, ()) if not holding.former}
    return heads.pop() if len(heads) == 1 else None
