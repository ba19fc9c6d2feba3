"""Abbreviations of bodies that a text uses for something else: `Pajak Kendaraan Bermotor (PKB)`."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from kg.annotate import lists
from kg.annotate.lists import Name
from kg.annotate.scan import Hit
from kg.annotate.tokens import Tokens

_SAME_SPELLING = 85


def meant_otherwise(text: str, tokens: Tokens, hits: Sequence[Hit[Name]]) -> set[str]:
    """The abbreviations among these hits that mean no body: those in brackets behind other words with their initials, and
    those whose second meaning the article speaks of."""
    found = set()
    ends = {hit.end for hit in hits}
    for hit in hits:
        start, end = hit.start, hit.end
        short = text[start:end]
        if short in found or not short.isupper() or not short.isalpha():
            continue
        if start - 1 in ends or start - 2 in ends:
            continue
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and _spelt_out(tokens, start, short, hit.value):
            found.add(short)
    return found.union(short for short, words in lists.second_meanings().items() if any(word in text for word in words))


def _spelt_out(tokens: Tokens, start: int, short: str, name: Name) -> bool:
    """True where the words before the bracket begin with the letters of the abbreviation and are not the body's name."""
    at = tokens.at(start) - 1
    words = tokens.words[max(0, at - len(short)) : at]
    known = name.body.name if name.body else name.head.full if name.head else ""
    return [word[0].upper() for word in words] == list(short) and ratio(" ".join(words), known) < _SAME_SPELLING
