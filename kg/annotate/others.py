"""Abbreviations of bodies that a text uses for something else: `Pajak Kendaraan Bermotor (PKB)`, `Pekerja Migran Indonesia (PMI)`."""

from __future__ import annotations

from collections.abc import Iterable

from kg.annotate import lists
from kg.annotate.tokens import Tokens


def meanings(text: str, tokens: Tokens, spans: Iterable[tuple[int, int]]) -> set[str]:
    """The abbreviations among these spans that stand in brackets behind other words with their initials.

    >>> from kg.annotate.tokens import tokenise
    >>> text = "Pajak Kendaraan Bermotor (PKB) naik."
    >>> meanings(text, tokenise(text), [(26, 29)])
    {'PKB'}
    """
    spans, found = list(spans), set()
    ends = {end for _, end in spans}
    for start, end in spans:
        short = text[start:end]
        if short in found or not short.isupper() or not short.isalpha():
            continue
        if start - 1 in ends or start - 2 in ends:
            continue
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and _spelt_out(tokens, start, short):
            found.add(short)
    return found.union(short for short, words in lists.second_meanings().items() if any(word in text for word in words))


def _spelt_out(tokens: Tokens, start: int, short: str) -> bool:
    """True where the words before the bracket begin with the letters of the abbreviation."""
    at = tokens.at(start) - 1
    words = tokens.words[max(0, at - len(short)) : at]
    return [word[0].upper() for word in words] == list(short)
