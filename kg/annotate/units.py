"""The number and name of the unit behind its commander's title: `Dandim [1207/Pontianak]`, `Danlanud [Iswahjudi] Marsma TNI`.

The names of units are no closed class. What shows one is that a rank follows it: nobody's name stands before his rank.
"""

from __future__ import annotations

from collections.abc import Container

from kg.annotate.tokens import Tokens

_LONGEST_NAME = 4
_WIDEST_GAP = 2


def end_of(tokens: Tokens, end: int, titles: Container[int]) -> int:
    """Where the unit's number and name end that begin at `end`, or `end` itself; `titles` are the places where ranks begin.

    >>> from kg.annotate.tokens import tokenise
    >>> text = "Danrem 032/Wirabraja Brigjen TNI Budi"
    >>> text[6 : end_of(tokenise(text), 6, {21})]
    ' 032/Wirabraja'
    """
    words, ends = tokens.words, tokens.ends
    first = tokens.at(end)
    numbered = at = _past_number(tokens, first, end)
    while at < len(words) and at - numbered < _LONGEST_NAME and words[at][0].isupper() and tokens.starts[at] not in titles:
        if not _joined(tokens, at, end if at == first else ends[at - 1]):
            break
        at += 1
    if at > first and _before_title(tokens, at, titles):
        return ends[at - 1]
    return ends[numbered - 1] if numbered > first else end


def _past_number(tokens: Tokens, at: int, end: int) -> int:
    """Past `1207`, `1207/Pontianak`."""
    words = tokens.words
    if at >= len(words) or not words[at][0].isdigit() or not _joined(tokens, at, end):
        return at
    if at + 2 < len(words) and words[at + 1] in "/-" and words[at + 2][0].isupper() and _tight(tokens, at):
        return at + 3
    return at + 1


def _tight(tokens: Tokens, at: int) -> bool:
    return tokens.ends[at] == tokens.starts[at + 1] and tokens.ends[at + 1] == tokens.starts[at + 2]


def _joined(tokens: Tokens, at: int, left: int) -> bool:
    return 0 <= tokens.starts[at] - left < _WIDEST_GAP


def _before_title(tokens: Tokens, at: int, titles: Container[int]) -> bool:
    """True where a rank follows, with or without a comma."""
    if at < len(tokens.words) and tokens.words[at] == ",":
        at += 1
    return at < len(tokens.words) and tokens.starts[at] in titles
