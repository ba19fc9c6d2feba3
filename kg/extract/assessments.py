"""Grades, scores, ranks, opinions and awards that one body gives another or a region.

The value is found by the patterns of ratings.toml; who gives and who gets it are the bodies and regions of its sentence.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import re2

from kg.annotate import Annotated, lists
from kg.annotate.organizations import BodyValue
from kg.errors import DataError
from kg.extract.bodies import Bodies
from kg.model import Assessment, Evidence, Mention, Organization, Sentence, Span, Territory

_GIVERS = frozenset(
    {"commission", "ministry", "agency", "international", "university", "prosecution", "association", "council"}
)
_RATERS = frozenset({"commission", "agency"})
_PLACED = lists.cues("placed")
_BY = lists.cues("by")
_WORD = re.compile(r"[^\W_]+")
_MEASURE = re.compile(
    r"\b(?i:opini|kepatuhan|pelayanan publik|standar pelayanan publik|MCP|SAKIP|SPBE|IPM|IKM|SPI|LPPD|reformasi birokrasi|"
    r"keterbukaan informasi(?: publik)?|"
    r"indeks [a-z]+(?: [a-z]+)?|laporan keuangan|akuntabilitas kinerja|tata kelola|kategori [A-Za-z]{3,}(?: [A-Z][a-z]+)?)\b"
)


class Rating(NamedTuple):
    """A way to write a value: its RE2 pattern, the group of the value, and the words of which one must stand in the article.

    `yes` and `no` are its examples.
    """

    id: str
    pattern: object
    group: int
    needs: frozenset[str]
    yes: tuple[Mapping[str, str], ...]
    no: tuple[str, ...]


@cache
def ratings() -> tuple[Rating, ...]:
    """The patterns of ratings.toml; `DataError` names a broken one."""
    raw = tomllib.loads(files("kg").joinpath("data", "rules", "ratings.toml").read_text(encoding="utf-8"))
    return tuple(_rating(entry) for entry in raw["rating"])


@cache
def _rated() -> re2._Regexp:
    """Any of the words of which one stands in every value's neighbourhood: sentences without one are not searched."""
    return re2.compile(
        r"(?i)wtp|wdp|pengecualian|pendapat|rapor|zona|posisi|predikat|nilai|kategori|grade|akreditasi|klasifikasi|rangking|"
        r"peringkat|ranking|urutan|juara|skor|score|indeks|index|mcp|sakip|spbe|ipm|ikm|spi|ipk|lppd|sikd|kepatuhan|capaian|"
        r"maturitas|kualifikasi|opini|kualitas|penghargaan|status|[(]\d"
    )


def _rating(entry: Mapping[str, Any]) -> Rating:
    try:
        pattern = re2.compile(entry["pattern"])
    except re2.error as error:
        raise DataError(f"rules/ratings.toml: rating {entry.get('id', '?')}: pattern: {error}") from None
    examples = tuple(entry["yes"]), tuple(entry["no"])
    return Rating(entry["id"], pattern, pattern.groupindex["value"], frozenset(entry.get("needs", ())), *examples)


def find(annotated: Annotated, bodies: Bodies) -> list[Assessment]:
    """The assessments of an article in text order, each told once."""
    found: dict[tuple[str, str, str], Assessment] = {}
    text = annotated.document.text
    words = {word.lower() for word in annotated.tokens.words}
    spots = [match.start() for match in _rated().finditer(text)]
    for sentence in annotated.sentences:
        if sentence.place == "title" or bisect_left(spots, sentence.span.start) == bisect_left(spots, sentence.span.end):
            continue
        for span, rule in values(sentence.span.of(text), words):
            whole = Span(span.start + sentence.span.start, span.end + sentence.span.start)
            made = _assessment(annotated, bodies, sentence, whole, rule)
            if made is not None:
                key = (made.assessor.name if made.assessor else "", _name(made.subject), made.value.casefold())
                found.setdefault(key, made)
    return list(found.values())


def values(text: str, words: Set[str]) -> Iterator[tuple[Span, str]]:
    """The values a sentence gives, with the id of their pattern; offsets are into the sentence, `words` the article's."""
    taken: list[Span] = []
    for rating in ratings():
        if rating.needs and rating.needs.isdisjoint(words):
            continue
        for match in rating.pattern.finditer(text):  # type: ignore[attr-defined]
            span = Span(*match.span(rating.group))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            yield span, rating.id


def _assessment(annotated: Annotated, bodies: Bodies, sentence: Sentence, span: Span, rule: str) -> Assessment | None:
    near = [m for m in annotated.mentions if sentence.span.covers(m.span)]
    giver = _giver(annotated, near, span)
    subject = _subject(annotated, near, giver, span, bodies)
    giver = giver or _giver_before(annotated, span)
    if subject is None:
        return None
    assessor = bodies.of(giver.value) if giver and isinstance(giver.value, BodyValue) else None
    measure = _MEASURE.search(sentence.span.of(annotated.document.text))
    value = " ".join(span.of(annotated.document.text).split())
    evidence = (Evidence(span, sentence.span, rule),)
    return Assessment(assessor, subject if subject is not None else "", measure.group() if measure else "", value, "", evidence)


def _giver(annotated: Annotated, near: Sequence[Mention], span: Span) -> Mention | None:
    """The body that gives the value: one behind `oleh` or `dari`, else one of a kind that gives ratings, the nearest first."""
    able = [
        m
        for m in near
        if isinstance(m.value, BodyValue) and m.kind == "organization" and m.value.kind in _GIVERS and m.value.region != "open"
    ]
    cued = [m for m in able if _word_before(annotated, m) in _BY]
    ranked = sorted(cued or able, key=lambda m: abs(m.span.start - span.start))
    return ranked[0] if ranked else None


def _giver_before(annotated: Annotated, span: Span) -> Mention | None:
    """The last body before the value whose business it is to rate: one rating told over several sentences."""
    for mention in reversed(annotated.mentions):
        if mention.span.end <= span.start and isinstance(mention.value, BodyValue) and _rates(mention.value):
            return mention
    return None


def _rates(body: BodyValue) -> bool:
    return body.kind in _RATERS or body.stem.endswith(" Perwakilan")


def _word_before(annotated: Annotated, mention: Mention) -> str:
    at = annotated.tokens.at(mention.span.start)
    return annotated.tokens.words[at - 1].lower() if at else ""


def _subject(
    annotated: Annotated, near: Sequence[Mention], giver: Mention | None, span: Span, bodies: Bodies
) -> Organization | Territory | None:
    """The nearest body or region before the value that is neither the giver nor only a place (`di Jawa Timur`)."""
    named = [m for m in near if m.kind in ("organization", "territory") and not (giver and giver.span.overlaps(m.span))]
    others = [m for m in named if not any(m.span != other.span and other.span.covers(m.span) for other in named)]
    before = [m for m in others if m.span.end <= span.start and (giver or not _is_place(annotated, m))]
    before.sort(key=lambda m: (not _is_place(annotated, m), m.span))
    for mention in reversed(before):
        if mention.kind == "territory":
            return Territory(str(mention.value), (mention.span,))
        if isinstance(mention.value, BodyValue) and (body := bodies.of(mention.value)):
            return body
    return None


def _is_place(annotated: Annotated, mention: Mention) -> bool:
    return mention.kind == "territory" and _word_before(annotated, mention) in _PLACED


def _name(subject: Organization | Territory | str) -> str:
    return subject if isinstance(subject, str) else subject.code if isinstance(subject, Territory) else subject.name
