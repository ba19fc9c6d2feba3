"""Says where a query is wrong.

The engine compares whole keywords, so the place it reports is some letters behind the mistake, or in another word. Read
again with wide gaps between the words, the place falls into the word that is wrong or into the gap behind it.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from typing import NamedTuple

from kg.errors import QueryError
from kg.graph.gate import Token, located, tokens

_GAP = " " * 40
_MOST_TOKENS = 20_000
_PLACE = re.compile(r"error at \d+:(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )((?:The|Duplicated|IRI|Prefix) [A-Za-z -]+)")
_WORDS = """
    SELECT ASK CONSTRUCT DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND PREFIX BASE DISTINCT REDUCED FROM NAMED
    ORDER GROUP BY HAVING LIMIT OFFSET ASC DESC EXISTS NOT IN AS UNDEF COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR
    BOUND STR LANG LANGMATCHES DATATYPE IRI URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLEN SUBSTR REPLACE REGEX
    UCASE LCASE CONCAT COALESCE IF YEAR MONTH DAY ABS ROUND CEIL FLOOR ISIRI ISLITERAL ISBLANK ISNUMERIC SAMETERM
"""


class Spread(NamedTuple):
    """A query with wide gaps between its words, and where each begins in it."""

    text: str
    starts: tuple[int, ...]
    words: tuple[Token, ...]


def spread(query: str) -> Spread | None:
    """The query with gaps, in one line; None where that would be too long."""
    words = tuple(tokens(query))
    if len(words) > _MOST_TOKENS:
        return None
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for word in words:
        gap = "" if word.kind == "language" or word.text == "^^" else _GAP
        starts.append(length + len(gap))
        pieces += [gap, re.sub(r"\s", " ", word.text)]
        length = starts[-1] + len(word.text)
    return Spread("".join([*pieces, _GAP]), tuple(starts), words)


def mistake(query: str, name: str, wide: Spread, message: str) -> QueryError:
    """The error to show, from what the engine says about the query with gaps."""
    place = _PLACE.match(message)
    if not place:
        return QueryError(f"{name}: {message}")
    column, sentence = int(place[1]) - 1, _SENTENCE.search(place[2])
    if column >= len(wide.text) and sentence:
        return QueryError(f"{name}: {_lowered(sentence[1])}")
    if column >= len(wide.text) or not wide.words:
        return located(query, name, len(query.rstrip()), "the query ends too early")
    word = wide.words[max(0, bisect_right(wide.starts, column) - 1)]
    return located(query, name, word.offset, _reason(word, sentence[1] if sentence else ""))


def _reason(word: Token, sentence: str) -> str:
    if sentence.startswith("Prefix"):
        return f"the prefix {word.text.partition(':')[0]}: is not declared"
    if sentence:
        return _lowered(sentence)
    near = difflib.get_close_matches(word.text.upper(), _WORDS.split(), 1, 0.75) if word.kind == "word" else []
    meant = f"; did you mean {near[0]}?" if near and near[0] != word.text.upper() else ""
    return f"{word.text[:40]} is not expected here{meant}"


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:] if sentence[1].islower() else sentence
