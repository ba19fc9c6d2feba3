"""Sentences as rows of items, the form in which rules read them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate import Annotated
from kg.model import Mention, Sentence, Span
from kg.rules import Item

_DROPPED = frozenset({"honorific", "rank"})


def items(annotated: Annotated, sentence: Sentence, joined: Mapping[int, Mention] | None = None) -> list[Item]:
    """The items of a sentence: a mention is one item; honorifics, ranks and degrees are left out.

    joined: mentions made by earlier rules, by their start; they take the place of all that lies in them.
    """
    tokens, labels = annotated.tokens, annotated.labels
    at, last = tokens.at(sentence.span.start), tokens.at(sentence.span.end)
    row: list[Item] = []
    while at < last:
        start, word = tokens.starts[at], tokens.words[at]
        mention = joined.get(start) if joined else None
        mention = mention or labels.owner.get(at)
        if mention is not None:
            row.append(Item(mention.span, word, mention))
            at = _past(tokens.starts, at, mention.span.end, last)
        elif (kind := labels.of[at]) in _DROPPED:
            at += 1
        elif kind == "degree":
            if row and row[-1].text == ",":
                row.pop()
            at += 1
        else:
            row.append(Item(Span(start, tokens.ends[at]), word, None))
            at += 1
    return row


def _past(starts: list[int], at: int, end: int, last: int) -> int:
    at += 1
    while at < last and starts[at] < end:
        at += 1
    return at
