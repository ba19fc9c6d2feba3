"""Words that point back to somebody: `ia`, `olehnya`, `ujarnya`."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.extract.corefer import PRONOUNS, Coreference
from kg.model import Mention, Sentence
from kg.rules import Item

_HIS = lists.cues("his")


def with_pronouns(row: Sequence[Item], people: Coreference, sentence: Sentence) -> list[Item]:
    """The row with `ia`, `olehnya`, `ujarnya` as mentions of whom the text speaks of just before."""
    return [_with_pronoun(item, people, sentence) for item in row]


def _with_pronoun(item: Item, people: Coreference, sentence: Sentence) -> Item:
    word = item.text.lower()
    if item.mention is not None or (word not in PRONOUNS and word not in _HIS and word not in lists.speech_verbs("nya")):
        return item
    person = people.topic(item.span.start)
    return Item(item.span, item.text, Mention("person", item.span, person, "pronoun")) if person else item
