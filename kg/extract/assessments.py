"""Grades, scores, ranks, opinions and awards that one body gives another or a region.

The value is found by the patterns of ratings.toml; who gives and who gets it are the bodies and regions of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeVar

from kg.annotate import Annotated, lists
from kg.annotate.organizations import BodyValue
from kg.extract.bodies import Bodies
from kg.extract.ratings import anywhere, assessors, measures, values
from kg.extract.scene import dateline, inside
from kg.model import Assessment, Evidence, Mention, Organization, Sentence, Span, Territory

_GIVERS = frozenset(
    {"commission", "ministry", "agency", "international", "university", "prosecution", "association", "council"}
)
_PLACED = lists.cues("placed")
_BY = lists.cues("by")
_GETTERS = lists.cues("getters")
_NOT_GIVEN = re.compile(rf"(?i)\b(?:{'|'.join(sorted(map(re.escape, lists.cues('not-given'))))})\b")
_LISTED = re.compile(r"(?: \([A-Za-z]{2,12}\))?[,;]?\s?(?:(?:dan|serta|maupun|hingga)\s)?(?:juga\s)?")
_GETS = re.compile(
    r"(?: RI\b)?(?: \([A-Za-z]{2,12}\))?(?: (?:kembali|berhasil|juga|yang))?"
    r" (?:mendapat(?:kan)?|meraih|memperoleh|menerima|dengan (?:skor|nilai))\b"
)
_SCORED = re.compile(
    r"(?: \([A-Za-z]{2,12}\))?:? (?:yang )?(?:(?:mendapat|mendapatkan|meraih|memperoleh) )?"
    r"(?:(?:dengan |sebesar |nilai |skor |angka |mencapai ){1,3}(?=\d))?"
    r"(\d{1,3}[.,]\d{1,2}|(?:(?<=skor )|(?<=nilai ))\d{2,3})(?![\d.,]*\d)(?! ?(?:%|persen|juta|miliar|triliun))"
)
_SOURCES = lists.cues("sources")
_NEXT_CLAUSE = re.compile(rf"(?i)\b(?:{'|'.join(sorted(lists.cues('next-clause')))})\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d) \((?:skor |nilai )?$")
_SCORES = ("rating.score", "rating.points", "rating.listed")
_SUBJECTS = ("organization", "territory")
_MOST = 64
"""So many values are read in one sentence: a list; what has more is a table that lost its lines."""
_BACK = 16
"""So many mentions are looked at before a value, and behind it: more is no list that anyone reads."""


class _Told(NamedTuple):
    """A value with the rule that found it, and who gets it where that is written to it."""

    span: Span
    rule: str
    subject: Mention | None = None


class _Named(NamedTuple):
    """A measure where the article names it, and the body whose business it is."""

    span: Span
    owner: str


_Placed = TypeVar("_Placed", Mention, _Named)


def find(annotated: Annotated, bodies: Bodies) -> list[Assessment]:
    """The assessments of an article in text order, each told once."""
    return list(_Finder(annotated, bodies).run())


class _Finder:
    def __init__(self, annotated: Annotated, bodies: Bodies) -> None:
        self.annotated, self.bodies = annotated, bodies
        self.text = annotated.document.text
        self.words = frozenset(annotated.tokens.lower)
        self.raters = [m for m in annotated.mentions if _rates(m)]
        self.dateline = dateline(annotated)
        self.found: dict[tuple[str, str, str], Assessment] = {}

    def run(self) -> Iterator[Assessment]:
        spots = [match.start() for match in anywhere().finditer(self.text)]
        for sentence in self.annotated.sentences:
            start, end = sentence.span
            if sentence.place != "title" and bisect_left(spots, start) != bisect_left(spots, end):
                self._read(sentence)
        yield from self.found.values()

    def _read(self, sentence: Sentence) -> None:
        near = inside(self.annotated, sentence.span)
        for told in self._values(sentence, near):
            at = bisect_left(near, told.span.start, key=_start)
            for made in self._assessments(sentence, near[max(0, at - _BACK) : at + _BACK], told):
                self._keep(made, told)

    def _values(self, sentence: Sentence, near: Sequence[Mention]) -> list[_Told]:
        """The values of a sentence; behind a score also those that follow further bodies and regions at once."""
        start = sentence.span.start
        found = [_Told(Span(a + start, b + start), rule) for (a, b), rule in values(sentence.span.of(self.text), self.words)]
        scores = [told.span.start for told in found if told.rule in _SCORES]
        for mention in near if scores else ():
            match = _SCORED.match(self.text, mention.span.end, sentence.span.end)
            if match and mention.kind in _SUBJECTS and match.start() > min(scores):
                span = Span(*match.span(1))
                found = [told for told in found if not told.span.overlaps(span)]
                found.append(_Told(span, "rating.score", mention))
        hoped = _NOT_GIVEN.search(self.text, *sentence.span)
        given = [told for told in found if hoped is None or told.span.start < hoped.start()]
        return sorted(given, key=lambda told: told.span)[:_MOST]

    def _assessments(self, sentence: Sentence, near: Sequence[Mention], told: _Told) -> Iterator[Assessment]:
        giver = self._giver(near, told.span)
        last = self._giver_before(told.span)
        heard = last if last and sentence.span.covers(last.span) else None
        measure, owner = self._measure(sentence, told.span, giver or heard)
        subjects = [told.subject] if told.subject else self._subjects(near, giver, told.span)
        if not subjects and told.rule == "rating.opinion" and not self.found:
            subjects = self._spoken_of(sentence)
        giver = (giver if self._cued(giver) else None) or self._owner(owner) or giver or last
        assessor = self.bodies.of(giver.value) if giver and isinstance(giver.value, BodyValue) else None
        value = " ".join(told.span.of(self.text).split())
        year = _YEAR.search(self.text[sentence.span.start : told.span.start])
        for mention in subjects:
            subject = self._subject(mention)
            if subject is not None and subject != assessor:
                evidence = (Evidence(told.span, sentence.span, told.rule),)
                yield Assessment(assessor, subject, measure, value, year.group(1) if year else "", evidence)

    def _keep(self, made: Assessment, told: _Told) -> None:
        """One value of one government is one assessment, though another sentence names nobody or somebody else as its giver."""
        opinion = told.rule == "rating.opinion"
        key = (_rated(made.subject, opinion), made.value.casefold(), told.rule if opinion else made.measure.casefold())
        old = self.found.get(key)
        if old is None or (old.assessor is None and made.assessor is not None):
            self.found[key] = made

    def _measure(self, sentence: Sentence, span: Span, giver: Mention | None) -> tuple[str, str]:
        """What is measured and whose business that is: the nearest in the sentence, before the value first, else the last
        one told before that the giver, where the sentence has one, is known to rate."""
        first, last = (bisect_left(self.measures, offset, key=_start) for offset in sentence.span)
        near = [named for named in self.measures[first:last] if not named.span.overlaps(span)]
        near.sort(key=lambda named: (named.span.start > span.start, abs(named.span.start - span.start), -named.span.end))
        if near:
            return near[0].span.of(self.text), next((named.owner for named in near if named.owner), "")
        for named in reversed(_last_before(self.measures, sentence.span.start)):
            if giver is None or _rates(giver, {named.owner}):
                return named.span.of(self.text), named.owner
        return "", ""

    @cached_property
    def measures(self) -> list[_Named]:
        """The measures the article names, in text order, but for those in the names of bodies."""
        owner, at = self.annotated.labels.owner, self.annotated.tokens.at
        found = [
            _Named(Span(*match.span()), measure.assessor)
            for measure in measures()
            for match in measure.pattern.finditer(self.text)  # type: ignore[attr-defined]
        ]
        bodies = [named for named in found if (m := owner.get(at(named.span.start))) and m.kind == "organization"]
        return sorted(set(found) - set(bodies))

    def _giver(self, near: Sequence[Mention], span: Span) -> Mention | None:
        """The body that gives the value: one behind `oleh` or `dari`, else one of a kind that rates, the nearest first."""
        able = [m for m in near if self._could_give(m, span)]
        ranked = sorted(able, key=lambda m: (not self._cued(m), abs(m.span.start - span.start)))
        return ranked[0] if ranked else None

    def _could_give(self, mention: Mention, span: Span) -> bool:
        """Behind a value only what is said to give it, or whose business it is: `zona kuning adalah Kementerian Sosial`."""
        body = mention.value
        if not isinstance(body, BodyValue) or mention.kind != "organization":
            return False
        if body.kind not in _GIVERS or body.region == "open" or _GETS.match(self.text, mention.span.end):
            return False
        return self._cued(mention) or mention.span.end <= span.start or _rates(mention)

    def _cued(self, mention: Mention | None) -> bool:
        return mention is not None and self._word_before(mention) in _BY

    def _owner(self, name: str) -> Mention | None:
        """The article's first mention of the body whose business the measure is, or of its office in a region."""
        known = (m for m in self.raters if _rates(m, {name}))
        return next((m for m in known if isinstance(m.value, BodyValue) and m.value.region != "open"), None)

    def _giver_before(self, span: Span) -> Mention | None:
        """The last body before the value whose business it is to rate: one rating told over several sentences."""
        return next(iter(_last_before(self.raters, span.start)[-1:]), None)

    def _subjects(self, near: Sequence[Mention], giver: Mention | None, span: Span) -> list[Mention]:
        """Who gets a value: the nearest before it that is neither the giver nor only a place (`di Jawa Timur`), else one named
        behind it (`kepada`, `adalah`); and those listed with it."""
        named = [m for m in near if m.kind in _SUBJECTS and not (giver and giver.span.overlaps(m.span))]
        named = [m for m in named if not any(m.span != other.span and other.span.covers(m.span) for other in named)]
        named = [m for m in named if m.span != self.dateline and self._word_before(m) not in _SOURCES]
        named = named[:1] + [m for before, m in pairwise(named) if not self._in_apposition(before, m)]
        before = [m for m in named if m.span.end <= span.start and (giver or not self._is_place(m))]
        before.sort(key=lambda m: (not self._is_place(m), m.span))
        after = [m for m in named if m.span.start >= span.end and self._word_before(m) in _GETTERS]
        before = [m for m in before if not (after and _NEXT_CLAUSE.search(self.text, m.span.end, span.start))]
        best = next((m for m in [*reversed(before), *after] if self._subject(m) is not None), None)
        return self._listed(best, named) if best else []

    def _spoken_of(self, sentence: Sentence) -> list[Mention]:
        """The last region before the sentence in its paragraph: whose accounts an opinion is about."""
        start = self.text.rfind("\n", 0, sentence.span.start) + 1
        near = [m for m in _last_before(self.annotated.mentions, sentence.span.start) if m.kind == "territory"]
        return [m for m in near if m.span.start >= start and m.span != self.dateline][-1:]

    def _listed(self, best: Mention, named: Sequence[Mention]) -> list[Mention]:
        """The mention with those of its kind that only `,` and `dan` divide from it."""
        at = named.index(best)
        start, end = at, at + 1
        while start and self._joined(named[start - 1], named[start]):
            start -= 1
        while end < len(named) and self._joined(named[end - 1], named[end]):
            end += 1
        return list(named[start:end])

    def _joined(self, left: Mention, right: Mention) -> bool:
        between = self.text[left.span.end : right.span.start]
        return left.kind == right.kind and not between.isspace() and _LISTED.fullmatch(between) is not None

    def _in_apposition(self, before: Mention, mention: Mention) -> bool:
        """True for the province behind its kabupaten, kota or their government: `Pemkab Grobogan, Jawa Tengah`."""
        if mention.kind != "territory" or self.text[before.span.end : mention.span.start].strip() not in (",", "("):
            return False
        code = before.value.territory if isinstance(before.value, BodyValue) else str(before.value)
        return code.startswith(f"{mention.value}.")

    def _subject(self, mention: Mention) -> Organization | Territory | None:
        if isinstance(mention.value, BodyValue):
            return self.bodies.of(mention.value)
        return Territory(str(mention.value), (mention.span,))

    def _is_place(self, mention: Mention) -> bool:
        return mention.kind == "territory" and self._word_before(mention) in _PLACED

    def _word_before(self, mention: Mention) -> str:
        at = self.annotated.tokens.at(mention.span.start)
        return self.annotated.tokens.words[at - 1].lower() if at else ""


def _last_before(found: Sequence[_Placed], offset: int) -> Sequence[_Placed]:
    """The last of a list in text order that begin before an offset: enough to look back, and few in the longest text."""
    at = bisect_left(found, offset, key=_start)
    return found[max(0, at - _BACK) : at]


def _start(placed: Mention | _Named) -> int:
    return placed.span.start


def _rates(mention: Mention, owners: Set[str] = frozenset()) -> bool:
    """Whether the mention is one of these bodies, or an office of one; without them, of any whose business a measure is."""
    value = mention.value
    return isinstance(value, BodyValue) and value.name.startswith(tuple(owners - {""}) if owners else assessors())


def _rated(subject: Organization | Territory | str, opinion: bool) -> str:
    """A region and its government are one subject; of an audit opinion also its other bodies."""
    if isinstance(subject, Organization):
        return subject.territory if subject.territory and (opinion or subject.kind == "government") else subject.name
    return subject if isinstance(subject, str) else subject.code
