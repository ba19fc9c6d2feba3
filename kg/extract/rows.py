"""Sentences as rows of items, the form in which rules read them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate import Annotated
from kg.model import Mention, Sentence
from kg.rules import Item

_DROPPED = frozenset({"honorific", "rank", "degree", "suffix"})
_DASHES = {"–": "-", "—": "-"}


def items(annotated: Annotated, sentence: Sentence) -> list[Item]:
    """The items of a sentence: a mention is one item; honorifics, ranks and degrees are left out."""
    starts, ends, words, _ = annotated.tokens
    owner, kinds = annotated.labels.owner, annotated.labels.of
    at, last = annotated.ranges[sentence.span.start]
    row: list[Item] = []
    while at < last:
        kind = kinds[at]
        if not kind:
            row.append(Item(starts[at], ends[at], _DASHES.get(words[at], words[at]), None))
        elif (mention := owner.get(at)) is not None:
            start, end = mention.span
            row.append(Item(start, end, words[at], mention))
            while at + 1 < last and starts[at + 1] < end:
                at += 1
        elif kind == "degree" and row and row[-1].text == ",":
            row.pop()
        elif kind not in _DROPPED:
            row.append(Item(starts[at], ends[at], words[at], None))
        at += 1
    return row


def join(row: list[Item], joined: Mapping[int, Mention]) -> list[Item]:
    """The row with mentions made by earlier rules, by their start, in the place of all that lies in them."""
    out: list[Item] = []
    end = -1
    for item in row:
        if item.start < end:
            continue
        mention = joined.get(item.start)
        if mention is not None:
            end = mention.span.end
            item = Item(item.start, end, item.text, mention)
        out.append(item)
    return out
