"""What stands between quotation marks, and whether somebody said it or it is a name, a title, a slogan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.annotate.marks import Pair, pairs
from kg.annotate.sentences import first_end
from kg.annotate.verbs import follows_quotation, position
from kg.lexicon import read_table
from kg.model import Document, Sentence, Span

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_SHORT = 4
"""A quotation of fewer words is speech only where somebody is said to have said it."""
_NAME_LENGTH = 12
_NEAR = 4
_LOOK_BACK = 60


class Quote(NamedTuple):
    """A quotation: what stands between the marks, and the same with its marks.

    `closed` is False where the closing mark is missing: it then goes on to the end of the paragraph, and often into the
    next one, which opens with a mark again. `speech` is False for what is rather a name, a title, a theme or a term.
    """

    span: Span
    outer: Span
    paragraph: int
    closed: bool
    speech: bool


def find(document: Document, sentences: Sequence[Sentence]) -> list[Quote]:
    """The quotations of every paragraph that is read, in order; what is quoted inside a quotation belongs to it."""
    found: list[Quote] = []
    starts = [sentence.span.start for sentence in sentences]
    read = (block.span for block in document.blocks if block.place != "noise")
    for paragraph, block in enumerate(read):
        carried = bool(found) and not found[-1].closed and found[-1].paragraph == paragraph - 1
        found += _of_paragraph(document.text, block, paragraph, starts, carried)
    return found


def _of_paragraph(text: str, block: Span, paragraph: int, starts: Sequence[int], carried: bool) -> list[Quote]:
    found: list[Quote] = []
    marks = pairs(text, block)
    for index, pair in enumerate(marks):
        last = _start(marks[index + 1]) if index + 1 < len(marks) else block.end
        before = found[-1] if found else None
        room = Span(before.outer.end if before else block.start, last)
        outer = _extent(text, pair, room, starts, carried and not index)
        if outer is None:
            continue
        span = _inner(text, pair, outer)
        if span.start < span.end:
            speech = is_speech(span, outer, text, block) or (before is not None and _continues(text, before, outer))
            found.append(Quote(span, outer, paragraph, pair.closing is not None, speech))
    return found


def _start(pair: Pair) -> int:
    mark = pair.opening or pair.closing
    return mark.start if mark else 0


def _extent(text: str, pair: Pair, room: Span, starts: Sequence[int], carried: bool) -> Span | None:
    """From the opening to the closing mark. A lost closing mark is where the next quotation or the paragraph's end is.

    A lost opening mark is where the sentence after the last quotation starts; but only where an attribution follows, or
    where the paragraph before ended inside a quotation.
    """
    if pair.opening is not None:
        return Span(pair.opening.start, pair.closing.end if pair.closing else _end_of_words(text, pair.opening.end, room.end))
    if pair.closing is None or not (carried or is_attributed_behind(text, pair.closing.end, room.end)):
        return None
    return Span(_lost_start(text, room.start, pair.closing.start, starts), pair.closing.end)


def _lost_start(text: str, reached: int, last: int, starts: Sequence[int]) -> int:
    index = bisect_right(starts, reached - 1)
    start = starts[index] if index < len(starts) and starts[index] < last else reached
    while start < last and text[start].isspace():
        start += 1
    return start


def _end_of_words(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _inner(text: str, pair: Pair, outer: Span) -> Span:
    start = pair.opening.end if pair.opening else outer.start
    end = _end_of_words(text, start, pair.closing.start if pair.closing else outer.end)
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def is_attributed_behind(text: str, offset: int, last: int) -> bool:
    """True where a verb of saying follows at `offset`, behind stops and white space: `," kata Budi`, `”. Ujarnya`."""
    return follows_quotation(text, behind_stops(text, offset, last))


def behind_stops(text: str, offset: int, last: int) -> int:
    """The first character from `offset` on that is no stop and no white space."""
    while offset < last and (text[offset].isspace() or text[offset] in ".,;!?…-–—)"):
        offset += 1
    return offset


def is_speech(span: Span, outer: Span, text: str, paragraph: Span) -> bool:
    """True unless a quotation, without and with its marks, is rather a name, a title, a slogan or a term.

    A naming word before it (*bertema*, *program*) makes it a name. A verb of saying on either side makes it speech.
    Otherwise few words, or capitals on most of them, speak against.
    """
    start = max(paragraph.start, outer.start - _LOOK_BACK)
    before = [word.lower() for word in _WORDS.findall(text, start, outer.start)]
    if (before and before[-1] in _naming()) or any(_naming().get(word) == "near" for word in before[-_NEAR:]):
        return False
    if (before and position(before[-1])) or is_attributed_behind(text, outer.end, paragraph.end):
        return True
    words = _WORDS.findall(text, *span)
    return len(words) >= _SHORT and not _is_title(words)


def _continues(text: str, before: Quote, outer: Span) -> bool:
    """True where only the attribution of the quotation before stands between the two: `"...," kata Budi, "..."`."""
    if not before.speech or not is_attributed_behind(text, before.outer.end, outer.start):
        return False
    return first_end(text, Span(before.outer.end, outer.start)) == outer.start


def _is_title(words: Sequence[str]) -> bool:
    """True where most of the longer words of a few are written with a capital: `Recover Together, Recover Stronger`."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(words) <= _NAME_LENGTH and sum(word[0].isupper() for word in longer) * 3 > len(longer) * 2


@cache
def _naming() -> Mapping[str, str]:
    """Words that name what is quoted after them: right after them, or a few words on."""
    return {
        row.filled("form"): row.one_of("reach", ("next", "near")) for row in read_table("naming_words.csv", ("form", "reach"))
    }
