"""Who gets a value: the bodies and regions of its sentence, those that are only counted, and the one spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.organizations import BodyValue
from kg.extract.scene import dateline, inside
from kg.model import Mention, Sentence, Span

SUBJECTS = ("organization", "territory")
NEAR = 16
"""So many mentions are looked at before a value, and behind it: more is no list that anyone reads."""
_PLACED = lists.cues("placed")
_SOURCES = lists.cues("sources")
_GETTERS = lists.cues("getters")
_DIRECT = 80
"""A list of those who get a value begins so many characters behind it."""
_LISTED = re.compile(r"\s?/?(?: \([A-Za-z]{2,12}\))?[,;]?\s?(?:(?:dan|serta|maupun|hingga|&)\s)?(?:juga\s)?")


def _one_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, lists.cues(name)), key=lambda word: (-len(word), word)))


_NEXT_CLAUSE = re.compile(rf"(?i)\b(?:{_one_of('next-clause')})\b")
_LEADS = re.compile(
    rf"(?i)(?:\b(?:{_one_of('leads-to-list')})|:)(?: oleh| kepada)?\s*$|^, (?:kata|ujar|sebut|ucap|jelas)\b[^,]{{1,50}},\s*$"
)
_FOLLOWS = re.compile(r"(?i)\b(?:disusul|diikuti)\b")
_COUNTED = re.compile(
    rf"(?i)(?<!dari )\b(?:\d{{1,4}}|{_one_of('counts')}) (?:\([a-z ]+\) |[a-z]+ )?(?:{_one_of('counted')})\b"
    rf"|(?<!menjadi )(?<!sebagai )(?<!adalah )(?<!merupakan )\b(?:{_one_of('counted')}|mereka) yang\b"
    r"|\b(?:indeks|skor|nilai|capaian|integritas|ipm|spi|mcp) (?:\w+ ){0,2}(?:nasional|indonesia)\b"
    r"|\b(?:rata-rata|rerata)\b"
    r"|\bpemerintah (?:provinsi|kabupaten|kota|daerah)(?= [a-z])"
)


class Candidate(NamedTuple):
    """Somebody of a sentence who may be rated; without a mention those who are only counted: `tiga kabupaten`."""

    span: Span
    mention: Mention | None


class Rated:
    """The candidates of each sentence, and which of them get a value."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.document.text
        self.dateline = dateline(annotated)

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """Who may be rated in a sentence, in text order: no part of another name, no source, no mere apposition."""
        found = [m for m in inside(self.annotated, sentence.span) if m.kind in SUBJECTS and m.span != self.dateline]
        outer = list(_outermost(found))
        kept = [m for m in outer if self.word_before(m) not in _SOURCES]
        kept = kept[:1] + [m for before, m in pairwise(kept) if not self._in_apposition(before, m)]
        counted = [Span(*match.span()) for match in _COUNTED.finditer(self.text, *sentence.span)]
        named = [m for m in kept if not (_is_open(m) and _touches(m.span, counted))]
        spans = [m.span for m in named]
        counted = [span for span in counted if not _touches(span, spans)]
        return sorted([Candidate(m.span, m) for m in named] + [Candidate(span, None) for span in counted])

    def choose(self, named: Sequence[Candidate], values: Sequence[Span], value: Span, given: bool) -> list[Mention] | None:
        """Who gets one of the values of a sentence: those listed right behind it (`yaitu`), else the nearest before it that is
        not only a place, else one behind it (`kepada`); and those listed with it. None where the sentence names nobody before it.
        """
        at = bisect_left(named, value.start, key=_start)
        before, after = named[max(0, at - NEAR) : at], named[at : at + NEAR]
        if after and self._leads(value, after[0], values):
            return self._listed(at, named, values)
        best = self._before(before, given)
        getter = next((c for c in after if c.mention and self.word_before(c.mention) in _GETTERS), None)
        if best is not None and not (getter and _NEXT_CLAUSE.search(self.text, best.span.end, value.start)):
            return self._listed(named.index(best, max(0, at - NEAR)), named[:at], values)
        if getter is not None and not _FOLLOWS.search(self.text, value.end, getter.span.start):
            return self._listed(named.index(getter, at), named, values)
        return [] if after and after[0].mention is None else None

    def _leads(self, value: Span, first: Candidate, values: Sequence[Span]) -> bool:
        """True where `yaitu` or the like leads from a value to the one named behind it, and to no other value."""
        between = self.text[value.end : min(first.span.start, value.end + _DIRECT)]
        if first.mention is None or len(between) == _DIRECT or _between(value, first.span, values):
            return False
        return not (_FOLLOWS.search(between) or _NEXT_CLAUSE.search(between)) and _LEADS.search(between) is not None

    def _before(self, before: Sequence[Candidate], given: bool) -> Candidate | None:
        places = [c for c in before if c.mention is not None and self.is_place(c.mention)]
        best = next((c for c in reversed(before) if c not in places), None)
        return best or (places[-1] if places and given else None)

    def _listed(self, at: int, named: Sequence[Candidate], values: Sequence[Span]) -> list[Mention]:
        """Those listed with one: of its kind, and divided from it only by `,` and `dan`."""
        start, end = at, at + 1
        while start and self._joined(named[start - 1], named[start], values):
            start -= 1
        while end < len(named) and self._joined(named[end - 1], named[end], values):
            end += 1
        return [c.mention for c in named[start:end] if c.mention is not None]

    def _joined(self, left: Candidate, right: Candidate, values: Sequence[Span]) -> bool:
        if left.mention is None or self.is_place(left.mention) or _between(left.span, right.span, values):
            return False
        if right.mention is not None and _sort(left.mention) != _sort(right.mention):
            return False
        between = self.text[left.span.end : right.span.start]
        return not between.isspace() and _LISTED.fullmatch(between) is not None

    def _in_apposition(self, before: Mention, mention: Mention) -> bool:
        """True for the province behind its kabupaten, kota or their government: `Pemkab Grobogan, Jawa Tengah`; and for the
        region that something is the capital of."""
        if mention.kind != "territory":
            return False
        between = self.text[before.span.end : mention.span.start].strip()
        if between.endswith("ibu kota"):
            return True
        code = before.value.territory if isinstance(before.value, BodyValue) else str(before.value)
        return between in (",", "(", ", Provinsi") and f"{code}.".startswith(f"{mention.value}.")

    def is_place(self, mention: Mention) -> bool:
        """True for a region that is only where something is."""
        return mention.kind == "territory" and self.word_before(mention) in _PLACED

    def word_before(self, mention: Mention) -> str:
        at = self.annotated.tokens.at(mention.span.start)
        return self.annotated.tokens.words[at - 1].lower() if at else ""


def _outermost(found: Sequence[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.end > end:
            yield mention
            end = mention.span.end


def _start(candidate: Candidate) -> int:
    return candidate.span.start


def _between(left: Span, right: Span, values: Sequence[Span]) -> bool:
    """True where a value stands between the two."""
    at = bisect_left(values, left.end, key=lambda value: value.start)
    return at < len(values) and values[at].start < right.start


def _sort(mention: Mention) -> str:
    """What is listed together: regions with their governments, other bodies among themselves."""
    if isinstance(mention.value, BodyValue) and mention.value.kind != "government":
        return "body"
    return "region"


def _is_open(mention: Mention) -> bool:
    return isinstance(mention.value, BodyValue) and mention.value.region == "open"


def _touches(span: Span, others: Sequence[Span]) -> bool:
    at = bisect_left(others, span.start, key=lambda other: other.end)
    return at < len(others) and others[at].start < span.end
