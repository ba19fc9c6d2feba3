"""When and where an article plays: what its first paragraphs say, for the happenings that they leave undated."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg import lexicon
from kg.annotate import Annotated, lists
from kg.annotate.calendar import DateValue, is_day
from kg.extract import when
from kg.model import Mention, Sentence, Span

OPENING = 5
"""The paragraphs that set the scene."""
ROUND_UP = 3
"""An article that names so many kabupaten and kota more than once tells of each in turn."""
LEAD = 4
"""So many sentences of the first paragraph tell what the article is about."""
_DASHES = frozenset({"-", "–", "—"})
_DATELINE = 12
_INCIDENTS = lists.cues("incidents")
_STRIKING = lists.cues("striking")


class Scene(NamedTuple):
    """The date (ISO, or empty) and the place (a code, or empty) of what the article reports, and the ends of the first
    sentences (the `lead`) and of its opening.
    """

    date: str
    place: str
    lead: int
    end: int
    cities: frozenset[str]
    """The kabupaten and kota that the headline and the first paragraph name."""
    rounds: tuple[tuple[int, str], ...] = ()
    """Where a round-up of several places names each of its kabupaten and kota, in text order; empty for other articles."""

    struck: str = ""
    """The day on which a sentence of the opening says that the disaster happened: `peristiwa itu terjadi Selasa (13/12)`."""

    def named_last(self, offset: int) -> str:
        """The kabupaten or kota that a round-up names last before an offset; empty in other articles."""
        index = bisect_left(self.rounds, offset, key=lambda named: named[0])
        return self.rounds[index - 1][1] if index else ""

    def exactly(self, place: str) -> str:
        """A place as exactly as the scene tells it: for a province its one kabupaten or kota that the article opens with."""
        if not place or "." in place:
            return place
        inside = [city for city in (self.place, *sorted(self.cities)) if city.startswith(f"{place}.")]
        return inside[0] if inside and (inside[0] == self.place or len(inside) == 1) else place


def scene(annotated: Annotated) -> Scene:
    """The first full date of the opening, and its first place behind `di`, or the place of the dateline."""
    opening = [s for s in annotated.sentences if s.place != "title" and s.paragraph < OPENING]
    place = ""
    for sentence in opening:
        place = place or _place(annotated, sentence)
    first = opening[0].paragraph if opening else 0
    lead = max((s.span.end for s in opening[:LEAD] if s.paragraph == first), default=0)
    end = max((s.span.end for s in opening), default=0)
    cities = frozenset(code for code in _named(annotated, Span(0, lead)) if "." in code)
    struck = next((day for sentence in opening if (day := _struck(annotated, sentence))), "")
    return Scene(_date(annotated, opening), place or _dateline(annotated), lead, end, cities, _rounds(annotated), struck)


def _named(annotated: Annotated, span: Span) -> list[str]:
    return [str(mention.value) for mention in inside(annotated, span, "territory")]


def _rounds(annotated: Annotated) -> tuple[tuple[int, str], ...]:
    """Each mention of a kabupaten or kota, where several of them come up again and again."""
    named = [(m.span.start, str(m.value)) for m in annotated.mentions if m.kind == "territory" and "." in str(m.value)]
    often = [code for code, count in Counter(code for _, code in named).items() if count > 1]
    return tuple(named) if len(often) >= ROUND_UP else ()


def _date(annotated: Annotated, opening: Sequence[Sentence]) -> str:
    """The first full date of something that happens, else the first on which something is said."""
    said = ""
    for sentence in opening:
        for mention in inside(annotated, sentence.span, "date"):
            value = mention.value
            if not isinstance(value, DateValue) or not is_day(value.iso):
                continue
            purpose = when.purpose(annotated, sentence, mention)
            if purpose == "happening":
                return value.iso
            if purpose == "said":
                said = said or value.iso
    return said


def _struck(annotated: Annotated, sentence: Sentence) -> str:
    """The day of a sentence that says when an incident happened."""
    first, last = annotated.ranges[sentence.span.start]
    words = set(annotated.tokens.lower[first:last])
    if words.isdisjoint(_INCIDENTS) or words.isdisjoint(_STRIKING):
        return ""
    for mention in inside(annotated, sentence.span, "date"):
        iso = mention.value.iso if isinstance(mention.value, DateValue) else ""
        if is_day(iso) and when.purpose(annotated, sentence, mention) in ("happening", "struck"):
            return iso
    return ""


def _place(annotated: Annotated, sentence: Sentence) -> str:
    """The kabupaten or kota named behind `di` in a sentence, at once or at the end of a venue."""
    tokens, table = annotated.tokens, lexicon.territories()
    for mention in inside(annotated, sentence.span, "territory"):
        at = tokens.at(mention.span.start)
        before = tokens.words[max(0, at - 7) : at]
        if table[str(mention.value)].kind != "provinsi" and "di" in before and annotated.labels.of[at] == "territory":
            return str(mention.value)
    return ""


def _dateline(annotated: Annotated) -> str:
    span = dateline(annotated)
    return next((str(m.value) for m in annotated.mentions if m.span == span and m.kind == "territory"), "") if span else ""


def dateline(annotated: Annotated) -> Span | None:
    """Where the place stands with which the body begins: `PONTIANAK, KOMPAS.com - Gubernur ...`."""
    body = next((s for s in annotated.sentences if s.place != "title"), None)
    if body is None:
        return None
    tokens = annotated.tokens
    at = tokens.at(body.span.start)
    owner = annotated.labels.owner.get(at)
    if owner is None or owner.kind != "territory":
        return None
    return owner.span if not _DASHES.isdisjoint(tokens.words[at : at + _DATELINE]) else None


def inside(annotated: Annotated, span: Span, kind: str = "") -> list[Mention]:
    """The mentions inside a span, in text order; where a kind is given, those of the kind."""
    first, last = (bisect_left(annotated.starts, offset) for offset in span)
    return [m for m in annotated.mentions[first:last] if kind in ("", m.kind) and m.span.end <= span.end]
