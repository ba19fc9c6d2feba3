"""Who gives a value, and what it measures: the bodies of its sentence, the measures near it, and whose business these are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import cached_property
from typing import NamedTuple, TypeVar

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.annotate.offices import OfficeValue
from kg.extract.bodies import Bodies
from kg.extract.posts import post
from kg.extract.ratings import assessors, measures, owners
from kg.model import Mention, Organization, Sentence, Span

_GIVERS = frozenset(
    {"commission", "ministry", "agency", "international", "university", "prosecution", "association", "council", "office"}
)
_BY = lists.cues("by")
_GETS = re.compile(
    r"(?: RI\b)?(?: \([A-Za-z]{2,12}\))?(?: (?:kembali|berhasil|juga|yang|hanya))*"
    r" (?:mendapat(?:kan)?|meraih|memperoleh|menerima|dengan (?:skor|nilai)|\d)"
)
_GOT_BY = re.compile(
    r"(?i)\b(?:diraih|ditempati|diduduki|disandang|diperoleh|dipegang|disusul|diikuti|kepada|adalah|yakni|yaitu)(?: oleh)? $"
)
_RATING = frozenset({"commission", "ministry", "agency", "international"})
_PUBLISHES = re.compile(
    r"(?i)(?: RI\b)?(?: \([A-Za-z]{2,12}\))?(?:,? (?:kembali|telah|resmi|juga))*"
    rf" (?:{lists.any_cue('publishes')})\b"
)
_PUBLISHED = re.compile(rf"(?i)\b(?:{lists.any_cue('published')}|(?:penghargaan|anugerah|piagam)[^.\n]{{0,160}} dari) $")
_HANDED = re.compile(
    r"(?i)\b(?:(?:diserahkan|diberikan|dianugerahkan|penghargaan|anugerah)(?: [a-z]+){0,4} (?:oleh|dari)"
    r"|diterima(?: [a-z]+){0,4} dari) $"
)
_HANDED_FROM = re.compile(r"(?i)\b(?:penghargaan|anugerah|piala|diterima|diserahkan)[^.\n]{1,120} dari $")
_SOON = 600
"""So many characters behind a sentence may tell who handed over what it tells of."""
_AUDITOR = owners()["rating.opinion"]
_NEAR = 16
_LAST = 1500
"""So many characters on, a body that rated is still taken for the giver of a value that names nobody."""


class _Named(NamedTuple):
    """A measure where the article names it, and the body whose business it is."""

    span: Span
    owner: str


_Placed = TypeVar("_Placed", Mention, _Named)


class Assessors:
    """The bodies of an article that rate others, and the measures it names."""

    def __init__(self, annotated: Annotated, bodies: Bodies) -> None:
        self.annotated, self.bodies = annotated, bodies
        self.text = annotated.document.text
        self._by_owner: dict[str, list[Mention]] = {}

    @cached_property
    def known(self) -> list[Mention]:
        """The bodies whose business it is to rate, in text order."""
        return [m for m in self.annotated.mentions if rates(m)]

    @cached_property
    def publishers(self) -> list[Mention]:
        """The bodies of which the text says that they published or awarded something."""
        return [m for m in self.annotated.mentions if self._publishes(m)]

    @cached_property
    def offices(self) -> list[Mention]:
        """The offices of the article."""
        return [m for m in self.annotated.mentions if m.kind == "office"]

    def only_gives(self, mention: Mention) -> bool:
        """True for a body that rates others, where it is not said to get something itself."""
        return rates(mention) and not self._gets(mention)

    def is_owned(self, sentence: Sentence, rule: str) -> bool:
        """Whether only one body gives such a value, or what is measured in the sentence is the business of one."""
        first, last = (bisect_left(self.measures, offset, key=_start) for offset in sentence.span)
        return rule in owners() or any(named.owner for named in self.measures[first : min(last, first + _NEAR)])

    def giver(self, near: Sequence[Mention], span: Span) -> Mention | None:
        """The body that gives the value: one behind `oleh` or `dari`, else one of a kind that rates, the nearest first."""
        able = [m for m in near if self._could_give(m, span)]
        ranked = sorted(able, key=lambda m: (not self._cued(m), abs(m.span.start - span.start)))
        return ranked[0] if ranked else None

    def measure_and_assessor(
        self, sentence: Sentence, span: Span, giver: Mention | None, owner: str
    ) -> tuple[str, Organization | None]:
        """What is measured, and who gives the value: a body of the sentence whose business it is or that is said to give it,
        else the body whose business it is, where the article names it, else the last that rated."""
        last = next(iter(_last_before(self.known, span.start)[-1:]), None)
        heard = last if last and sentence.span.covers(last.span) else None
        measure, usual = self._measure(sentence, span, giver or heard)
        owner = owner or usual
        if owner != _AUDITOR:
            giver, last = (m if m is not None and not rates(m, {_AUDITOR}) else None for m in (giver, last))
        if giver is None or not (self._cued(giver) or (owner and rates(giver, {owner}))):
            near = last if last and span.start - last.span.start <= _LAST else None
            giver = self._owner(owner, span) or giver or self._hands_over(sentence, not owner) or self._publisher(span) or near
        return measure, self.bodies.of(self._body(giver)) if giver else None

    def _body(self, mention: Mention) -> BodyValue | None:
        value = mention.value
        if isinstance(value, OfficeValue):
            return post(value, self.bodies.home).body
        return value if isinstance(value, BodyValue) else None

    def _measure(self, sentence: Sentence, span: Span, giver: Mention | None) -> tuple[str, str]:
        """What is measured and whose business that is: the nearest in the sentence, before the value first, else the last
        one told before that the giver, where the sentence has one, is known to rate."""
        first, last = (bisect_left(self.measures, offset, key=_start) for offset in sentence.span)
        at = bisect_left(self.measures, span.start, key=_start)
        near = [
            named for named in self.measures[max(first, at - _NEAR) : min(last, at + _NEAR)] if not named.span.overlaps(span)
        ]
        near.sort(key=lambda named: (named.span.start > span.start, abs(named.span.start - span.start), -named.span.end))
        if near:
            return near[0].span.of(self.text), next((named.owner for named in near if named.owner), "")
        for named in reversed(_last_before(self.measures, sentence.span.start)):
            if giver is None or rates(giver, {named.owner}):
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

    def _could_give(self, mention: Mention, span: Span) -> bool:
        """Behind a value only what is said to give it, or whose business it is: `zona kuning adalah Kementerian Sosial`."""
        if mention.kind == "office":
            return self._cued(mention) and (body := self._body(mention)) is not None and body.kind in _GIVERS
        body = mention.value if isinstance(mention.value, BodyValue) else None
        if body is None or mention.kind != "organization" or body.kind not in _GIVERS:
            return False
        if body.region == "open" or self._gets(mention):
            return False
        if body.kind == "office":
            return self._cued(mention) or rates(mention)
        return self._cued(mention) or rates(mention) or (mention.span.end <= span.start and body.kind in _RATING)

    def _gets(self, mention: Mention) -> bool:
        """True for a body that the words beside it say to get something."""
        before = self.text[max(0, mention.span.start - 30) : mention.span.start]
        return _GETS.match(self.text, mention.span.end) is not None or _GOT_BY.search(before) is not None

    def _cued(self, mention: Mention | None) -> bool:
        return mention is not None and self.annotated.tokens.before(mention.span.start) in _BY

    def _owner(self, name: str, span: Span) -> Mention | None:
        """The last mention before a value, else the article's first, of the body whose business the measure is, or of its
        office in a region."""
        if not name:
            return None
        known = self._by_owner[name] if name in self._by_owner else self._by_owner.setdefault(name, self._of(name))
        return next(iter(_last_before(known, span.start)[-1:] or known[:1]), None)

    def _of(self, name: str) -> list[Mention]:
        """The mentions of a body and its offices, or, where there are none, of those who hold office in it: `MenPAN-RB`."""
        known = [m for m in self.known if rates(m, {name}) and isinstance(m.value, BodyValue) and m.value.region != "open"]
        return known or [m for m in self.offices if (body := self._body(m)) is not None and body.name.startswith(name)]

    def _publisher(self, span: Span) -> Mention | None:
        """The last body before a value of which the text says that it published or awarded something."""
        return next(iter(_last_before(self.publishers, span.start)[-1:]), None)

    def _publishes(self, mention: Mention) -> bool:
        body = mention.value if isinstance(mention.value, BodyValue) else None
        if body is None or mention.kind != "organization" or body.kind == "government" or body.region == "open":
            return False
        before = self.text[max(0, mention.span.start - 180) : mention.span.start]
        return _PUBLISHES.match(self.text, mention.span.end) is not None or _PUBLISHED.search(before) is not None

    def _hands_over(self, sentence: Sentence, by_anyone: bool) -> Mention | None:
        """Who hands an award over, as the next sentences tell: `diserahkan langsung oleh Menteri ...`; what is nobody's
        business in particular may also come from afar: `penghargaan diterima Wali Kota Malang dari Ketua ...`."""
        mentions = self.annotated.mentions
        at = bisect_left(mentions, sentence.span.start, key=_start)
        for mention in mentions[at : at + 2 * _NEAR]:
            before = self.text[max(0, mention.span.start - 160) : mention.span.start]
            handed = _HANDED.search(before[-60:]) or (by_anyone and _HANDED_FROM.search(before))
            body = self._body(mention) if mention.kind in ("office", "organization") and handed else None
            if body is not None and body.kind != "government" and mention.span.start - sentence.span.end < _SOON:
                return mention
        return None


def rates(mention: Mention, owners: Set[str] = frozenset()) -> bool:
    """Whether the mention is one of these bodies, or an office of one; without them, of any whose business a measure is."""
    known = tuple(owners - {""}) if owners else assessors()
    return isinstance(mention.value, BodyValue) and mention.value.name.startswith(known)


def _last_before(found: Sequence[_Placed], offset: int) -> Sequence[_Placed]:
    """The last of a list in text order that begin before an offset: enough to look back, and few in the longest text."""
    at = bisect_left(found, offset, key=_start)
    return found[max(0, at - _NEAR) : at]


def _start(placed: Mention | _Named) -> int:
    return placed.span.start
