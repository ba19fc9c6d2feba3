"""Quotation marks: which one opens, which one closes, and which belong together.

Scraped articles mix straight, curly and damaged marks, lose one of a pair, or turn one round. So a mark is judged by the
characters beside it first, by its shape second, and by turns (open, close, open, ...) where both say nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.annotate.verbs import follows_quotation
from kg.model import Span

_MARK = re.compile("[\"“”„‟«»'`´‘’‚‛‹›â]")
_SINGLE = frozenset("'`´‘’‚‛‹›")
_OPENS = frozenset({"“", "„", "«", "``", "‘‘", "â€œ", "â€ž"})
_CLOSES = frozenset({"”", "»", "’’", "â€", "â€\x9d", "â€\ufffd"})
_DAMAGED = "â€"
"""What UTF-8 quotation marks begin with where they were read as Windows-1252."""
_DAMAGED_SINGLE = frozenset("˜™š¹º")
_DAMAGED_OTHER = frozenset("“”¦¢°†‡")
"""Third characters of damaged dashes, dots and bullets."""
_BEFORE_OPENING = frozenset("([{–—-:;/\ufeff•*>")
_AFTER_CLOSING = frozenset(".,;:!?)]}–—-/…")


class Mark(NamedTuple):
    """A quotation mark; `lean` is 1 where it opens, -1 where it closes, 0 where its surroundings do not say."""

    start: int
    end: int
    lean: int
    double: bool
    straight: bool


class Pair(NamedTuple):
    """An opening and a closing mark; one of them is None where the text has lost it."""

    opening: Span | None
    closing: Span | None


def pairs(text: str, block: Span) -> Sequence[Pair]:
    """The quotations of a paragraph, in order, without those inside others.

    >>> [text[p.opening.end : p.closing.start] for text in ['"Kami siap," kata Budi. "Ayo!"'] for p in pairs(text, Span(0, 30))]
    ['Kami siap,', 'Ayo!']
    """
    known = _known(text)
    if block not in known:
        known[block] = _pairs(text, block)
    return known[block]


@lru_cache(maxsize=1)
def _known(text: str) -> dict[Span, list[Pair]]:
    """The quotations of the paragraphs of the text at hand: sentences and quotes both ask for them."""
    return {}


def _pairs(text: str, block: Span) -> list[Pair]:
    marks = _marks(text, block)
    if not marks:
        return []
    doubles = _paired([mark for mark in marks if mark.double])
    singles = _singles([mark for mark in marks if not mark.double])
    return sorted(doubles + _outside(singles, doubles), key=_place) if singles else doubles


def _place(pair: Pair) -> int:
    mark = pair.opening or pair.closing
    return mark.start if mark else 0


def _marks(text: str, block: Span) -> list[Mark]:
    found = []
    reached = block.start
    for match in _MARK.finditer(text, *block):
        start = match.start()
        if start < reached:
            continue
        if text[start] == "â":
            end, is_mark = _damaged(text, start, block.end)
        else:
            end, is_mark = _mark_end(text, start, block.end), True
        reached = end
        if is_mark:
            found.append(_mark(text, block, start, end))
    return found


def _mark_end(text: str, start: int, last: int) -> int:
    """Behind the mark that starts here: a character, a run of straight ones, or two single ones."""
    first, end = text[start], start + 1
    if first == '"':
        while end < last and text[end] == '"':
            end += 1
    elif first in _SINGLE and end < last and text[end] in _SINGLE:
        end += 1
    return end


def _damaged(text: str, start: int, last: int) -> tuple[int, bool]:
    """Behind the damaged character that starts here, and whether it was a quotation mark; `â` alone is a letter."""
    if not text.startswith(_DAMAGED, start, last):
        return start + 1, False
    third = text[start + 2 : min(last, start + 3)]
    if third and third in _DAMAGED_OTHER:
        return start + 3, False
    known = third in _DAMAGED_SINGLE or (third != "" and (_DAMAGED + third in _OPENS or _DAMAGED + third in _CLOSES))
    return start + 2 + known, True


def _mark(text: str, block: Span, start: int, end: int) -> Mark:
    glyph = text[start:end]
    double = (glyph[0] not in _SINGLE and glyph[-1] not in _DAMAGED_SINGLE) or (len(glyph) == 2)
    beside = _beside(text, block, start, end)
    if not double:
        return Mark(start, end, beside, False, False)
    if beside and follows_quotation(text, end):
        beside = 0
    shape = (glyph in _OPENS) - (glyph in _CLOSES and not text[end : end + 1].isupper())
    return Mark(start, end, 1 if start == block.start else beside or shape, True, glyph[0] in "\"'")


def _beside(text: str, block: Span, start: int, end: int) -> int:
    """1 where the characters beside a mark say it opens, -1 where they say it closes, else 0."""
    left = text[start - 1] if start > block.start else " "
    right = text[end] if end < block.end else " "
    loose_left, loose_right = left.isspace(), right.isspace()
    if (loose_left or left in _BEFORE_OPENING) and not loose_right and right not in _AFTER_CLOSING:
        return 1
    if not loose_left and left not in "([{" and (loose_right or right in _AFTER_CLOSING):
        return -1
    return 0


def _paired(marks: Sequence[Mark]) -> list[Pair]:
    found: list[Pair] = []
    opened: Mark | None = None
    nested = 0
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.lean >= 0 or _turned(marks, index):
                opened = mark
            else:
                found.append(Pair(None, Span(mark.start, mark.end)))
        elif mark.lean > 0 and _opens_inside(marks, index):
            nested = 1
        elif mark.lean > 0 and not _closes_after_all(marks, index):
            found.append(Pair(Span(opened.start, opened.end), None))
            opened = mark
        elif nested:
            nested = 0
        else:
            found.append(Pair(Span(opened.start, opened.end), Span(mark.start, mark.end)))
            opened = None
    if opened is not None:
        found.append(Pair(Span(opened.start, opened.end), None))
    return found


def _leans(marks: Sequence[Mark], index: int) -> int | None:
    return marks[index].lean if index < len(marks) else None


def _turned(marks: Sequence[Mark], index: int) -> bool:
    """True where a straight mark looks like a closing one but the next closes too: `berkata" Kami siap"`."""
    return marks[index].straight and _leans(marks, index + 1) == -1


def _opens_inside(marks: Sequence[Mark], index: int) -> bool:
    """True where a second opening mark has two closing ones after it: `"Program "Maju" jalan," kata Budi`."""
    after = _leans(marks, index + 1), _leans(marks, index + 2)
    return after[0] is not None and after[0] <= 0 and after[1] is not None and after[1] <= 0 and -1 in after


def _closes_after_all(marks: Sequence[Mark], index: int) -> bool:
    """True where a straight mark looks like an opening one but nothing closes it: `"Kami siap "ujar Budi`."""
    after = _leans(marks, index + 1)
    return marks[index].straight and (after is None or after > 0)


def _singles(marks: Sequence[Mark]) -> list[Pair]:
    """Pairs of single marks. An apostrophe (`Mas'ud`, `Jum'at`) leans to no side and is none of them."""
    found: list[Pair] = []
    opened: Mark | None = None
    for mark in marks:
        if mark.lean > 0:
            opened = mark
        elif mark.lean < 0 and opened is not None:
            found.append(Pair(Span(opened.start, opened.end), Span(mark.start, mark.end)))
            opened = None
    return found


def _outside(singles: Sequence[Pair], doubles: Sequence[Pair]) -> list[Pair]:
    ends = [*map(_place, doubles[1:]), sys.maxsize]
    taken = [Span(_place(pair), pair.closing.end if pair.closing else end) for pair, end in zip(doubles, ends, strict=False)]
    kept: list[Pair] = []
    index = 0
    for single in singles:
        while index < len(taken) and taken[index].end <= _place(single):
            index += 1
        if single.closing and (index == len(taken) or taken[index].start >= single.closing.end):
            kept.append(single)
    return kept
