"""What a value of a rating says, however it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.lexicon import read_table
from kg.resolve.keys import name_key

_KINDS = ("number", "rank", "empty", "opinion")
_LONGEST = 200
_NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,12}){0,4}")
_GRADE = re.compile(r"[a-e]{1,3}[+-]{0,2}")
_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")


class Value(NamedTuple):
    """A value in its normal form; only values of one kind can contradict each other: number, rank, grade, or words."""

    kind: str
    text: str

    def contradicts(self, other: Value) -> bool:
        """True where both cannot be right. Words contradict each other where neither are part of the other."""
        if self.kind != other.kind or not (self.text and other.text) or self.text == other.text:
            return False
        one, two = set(self.text.split()), set(other.text.split())
        return self.kind != "words" or not (one <= two or two <= one)


def value_of(text: str) -> Value:
    """What the words of an article say.

    >>> value_of("88,40") == value_of("skor 88.4"), value_of("B") == value_of("B (Baik)")
    (True, True)
    >>> tuple(value_of("peringkat dua nasional")), tuple(value_of("opini Wajar Tanpa Pengecualian (WTP)"))
    (('rank', '2'), ('words', 'wtp'))
    """
    plain = _IN_BRACKETS.sub(" ", text[:_LONGEST]).strip() or text[:_LONGEST]
    words = [word for word in re.split(r"[\s%:/]+", plain.lower()) if word and _words().get(word, ("", ""))[0] != "empty"]
    if any(_words().get(word, ("", ""))[0] == "rank" for word in words):
        return Value("rank", next((number for word in words if (number := _rank(word))), ""))
    if len(words) == 1 and _NUMBER.fullmatch(words[0]):
        return Value("number", number_of(words[0]))
    if len(words) == 1 and _GRADE.fullmatch(words[0]):
        return Value("grade", words[0])
    key = name_key(" ".join(words))
    return Value("words", _words()[key][1] if key in _words() else key)


def number_of(text: str) -> str:
    """A number without what makes no difference; a single comma or full stop stands before decimals.

    >>> number_of("88,40"), number_of("1.234,50"), number_of("3.250"), number_of("007")
    ('88.4', '1234.5', '3.25', '7')
    """
    marks = [mark for mark in text if mark in ".,"]
    whole, _, decimals = text.rpartition(marks[-1]) if marks else (text, "", "")
    if len(marks) > 1 and len(set(marks)) == 1:
        whole, decimals = whole + decimals, ""
    whole, decimals = whole.replace(".", "").replace(",", "").lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _rank(word: str) -> str:
    """The number that a word of a rank stands for, or nothing."""
    kind, value = _words().get(word, ("", ""))
    digits = word.removeprefix("ke-").rstrip(".,")
    return value if kind == "number" else digits.lstrip("0") if digits.isascii() and digits.isdigit() else ""


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    """The words of values: numbers, words of ranks, words that say nothing, and opinions of auditors."""
    rows = read_table("value_words.csv", ("word", "kind", "value"))
    return MappingProxyType({row.filled("word"): (row.one_of("kind", _KINDS), row.fields["value"]) for row in rows})
