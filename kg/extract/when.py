"""What a date in a sentence is the date of: what happens, what struck before, what is said to reporters, a paper, or the end
of a period.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from kg.annotate import Annotated, lists
from kg.annotate.calendar import DateValue
from kg.annotate.lists import HAPPENINGS
from kg.model import Mention, Sentence

Purpose = Literal["happening", "struck", "said", "year", "paper", "end", "period"]

_REACH = 16
"""So many words back a verb of saying, or a numbered paper, is what a date belongs to."""
_OCCASION = lists.cues("occasion")
_PRESS = lists.cues("to-the-press")
_PAPERS = lists.cues("papers")
_DATED = lists.cues("paper-dates")
_PAPERS_ONLY = lists.cues("papers-only")
_UNTIL = lists.cues("until")
_BEFALLING = lists.cues("befalling")
_CLAUSE = 6
"""So many words back the `yang` of a clause stands that tells when something struck."""
_SAYING = lists.speech_verbs("after") | lists.speech_verbs("before") | lists.speech_verbs("nya")


def purpose(annotated: Annotated, sentence: Sentence, mention: Mention) -> Purpose:
    """What this date of a sentence is the date of."""
    value = mention.value
    assert isinstance(value, DateValue)
    tokens = annotated.tokens
    at, first = tokens.at(mention.span.start), tokens.at(sentence.span.start)
    if value.form == "year" and at > first and tokens.lower[at - 1] == "pada":
        return "year"
    if value.form in ("year", "years") or tokens.lower[at] == "tahun":
        return "period"
    before = tokens.lower[max(first, at - _REACH) : at]
    if before and before[-1] in _UNTIL:
        return "end"
    lead = {tokens.lower[at], *before[-1:]}
    if before[-2:-1] == ["tahun"] and not _DATED.isdisjoint(lead):
        return "paper"
    if not _PAPERS_ONLY.isdisjoint(lead) or not (_DATED.isdisjoint(lead) or _PAPERS.isdisjoint(before)):
        return "paper"
    if _has_struck(before[-_CLAUSE:]):
        return "struck"
    return "said" if _is_said(before, annotated.labels.of[max(first, at - _REACH) : at]) else "happening"


def _has_struck(before: Sequence[str]) -> bool:
    """True inside a clause that tells what struck: meninjau lokasi banjir yang terjadi Sabtu (1/2); a comma ends it."""
    return "," not in before and any(one == "yang" and other in _BEFALLING for one, other in pairwise(before))


def _is_said(before: Sequence[str], kinds: Sequence[str]) -> bool:
    """True where the way back from a date leads to the press or to a verb of saying before it leads to what happened."""
    for word, kind in zip(reversed(before), reversed(kinds), strict=True):
        if word in _PRESS or word.startswith("detik"):
            return True
        if kind in HAPPENINGS or word in _OCCASION:
            return False
        if word in _SAYING:
            return True
    return False
