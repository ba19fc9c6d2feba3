"""Who gets a value: the bodies and regions of its sentence, those that are only counted, and the one spoken of before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.extract.scene import dateline, inside
from kg.model import Mention, Sentence, Span

SUBJECTS = ("organization", "territory")
NEAR = 16
"""So many mentions are looked at before a value, and behind it: more is no list that anyone reads."""
_PLACED = lists.cues("placed")
_SOURCES = lists.cues("sources")
_GETTERS = lists.cues("getters")
_LOCAL = frozenset({"hospital", "school", "office", "police", "army", "court", "prosecution", "unit"})
"""Kinds of body that are told with the region in which they lie."""
_AT_ONCE = 12
_DIRECT = 80
"""A list of those who get a value begins so many characters behind it."""
_LISTED = re.compile(r"\s?/?(?: \([A-Za-z]{2,12}\))?[,;]?\s?(?:(?:dan|serta|maupun|hingga|&)\s)?(?:juga\s)?")


_NEXT_CLAUSE = re.compile(rf"(?i)\b(?:{lists.any_cue('next-clause')})\b")
_LEADS = re.compile(
    rf"(?i)(?:\b(?:{lists.any_cue('leads-to-list')})|:)(?: oleh| kepada)?(?: pemerintah)?\s*$"
    r"|^, (?:kata|ujar|sebut|ucap|jelas)\b[^,]{1,50},\s*$"
)
_RECEIVED = re.compile(r"(?i)\bditerima(?: [a-z]+){0,2} $")
_HANDS = re.compile(r"(?i)\b(?:memberikan|memberi|menganugerahkan|menyerahkan)\b")
_FOLLOWS = re.compile(r"(?i)\b(?:disusul|diikuti)\b")
_UNKNOWN = re.compile(
    r"(?:\d|[IVX]|pertama|kedua|ketiga)(?:,| dan|,? serta|, disusul) [A-Z][a-z]+(?: [A-Z][a-z]+)* (?:sebagai )?$"
)
_HEADING = re.compile(r": [A-Z]")
_OPENS = re.compile(r"(?:^|[.\n\"“:;,] ?|, dan |\bdan |, serta )$")
_OTHERS = re.compile(r"(?i)\b(?:disusul|diikuti|yang ter\w+)\b")
_COUNTED = re.compile(
    rf"(?i)(?<!dari )(?<!ungguli )(?<!atas )(?<!salah )\b(?:\d{{1,4}}|{lists.any_cue('counts')}) (?:\([a-z ]+\) |[a-z]+ )?"
    rf"(?:{lists.any_cue('counted')})\b"
    rf"|(?<!menjadi )(?<!sebagai )(?<!adalah )(?<!merupakan )(?<!satu )(?<!satunya )(?<!/)\b(?:[a-z]+/)?"
    rf"(?:{lists.any_cue('counted')}|mereka) yang\b"
    r"|\b(?:indeks|skor|nilai|angka|capaian|integritas|ipm|spi|mcp) (?:\w+ ){0,2}(?:nasional|indonesia)\b"
    r"|\b(?:rata-rata|rerata)\b"
    r"|(?<!pada )(?<!dan )(?<!atau )(?<!kategori )(?<!lingkungan )(?<!oleh )(?<!bagi )(?<!untuk )"
    r"\bpemerintah (?:provinsi|kabupaten|kota|daerah)(?= [a-z])"
)


_AGAIN = re.compile(
    r"(?i)\b(?:kabupaten|kota|provinsi|daerah|instansi|pemkab|pemkot|pemprov|dinas|lembaga|entitas|pemda)"
    r" (?:tersebut|ini|itu)\b"
    r"|\b(?:Kota|Kabupaten|Provinsi|Daerah) yang [^.,;\n]{0,80}? (?:itu|ini|tersebut)\b"
    r"|\b(?:pemprov|pemkab|pemkot|pemerintah (?:provinsi|kabupaten|kota|daerah))"
    r" (?:masuk|meraih|mendapat|mendapatkan|memperoleh|berada|menerima|berhasil|kembali|setempat)\b"
)
_SMALL = re.compile(
    rf"\b(?:R[WT] \d{{1,3}}(?: |, )){{0,2}}(?:{lists.any_cue('areas', 'small-places')}) "
    rf"(?!(?:{lists.any_cue('no-small-places')})\b)"
    r"[A-Z][\w'’-]*(?: (?!(?:Kecamatan|Distrik|Kabupaten|Kota(?= [A-Z])|Provinsi|Kab)\b)[A-Z][\w'’-]*){0,2}"
    r"|\bR[WT] \d{1,3}\b"
)


class Candidate(NamedTuple):
    """Somebody of a sentence who may be rated: a body or a region, also as the one in whose office somebody is; the words for
    a place below the kabupaten; neither where they are only counted (`tiga kabupaten`) or value of before (`daerah ini`).
    """

    span: Span
    mention: Mention | None = None
    words: str = ""
    office: bool = False
    again: bool = False

    @property
    def named(self) -> bool:
        """True but for those that are only counted, or told of before."""
        return self.mention is not None or self.words != ""


class Subjects:
    """The candidates of each sentence, and which of them get a value."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.document.text
        self.dateline = dateline(annotated)

    def candidates(self, sentence: Sentence) -> list[Candidate]:
        """Who may be rated in a sentence, in text order: no part of another name, no source, no mere apposition."""
        named = self._named(sentence)
        kept = [c for c in named if self.word_before(c) not in _SOURCES and not self._in_a_name(c) and not self._chaired(c)]
        kept = kept[:1] + [c for before, c in pairwise(kept) if not self._in_apposition(before, c)]
        counted, again = ([Span(*m.span()) for m in words.finditer(self.text, *sentence.span)] for words in (_COUNTED, _AGAIN))
        behind = {span.end + 1 for span in counted}
        kept = [c for c in kept if not (_is_open(c.mention) and _touches(c.span, counted)) and c.span.start not in behind]
        spans = [c.span for c in kept]
        others = [Candidate(span, again=True) for span in again]
        others += [Candidate(span) for span in counted if not _touches(span, again)]
        return sorted(kept + [c for c in others if not _touches(c.span, spans)], key=_start)

    def _named(self, sentence: Sentence) -> list[Candidate]:
        mentions = inside(self.annotated, sentence.span)
        small = [
            Candidate(Span(*m.span()), None, " ".join(m.group().split())) for m in _SMALL.finditer(self.text, *sentence.span)
        ]
        places = [candidate.span for candidate in small]
        offices = [m for m in mentions if m.kind == "office"]
        found = [m for m in mentions if m.kind in SUBJECTS and m.span != self.dateline and not _touches(m.span, places)]
        named = [self._candidate(m, offices) for m in _outermost(found)]
        return sorted(small + named, key=_start)

    def _candidate(self, mention: Mention, offices: Sequence[Mention]) -> Candidate:
        """The mention; a region that an office is named for stands where the office does: `kepada Gubernur Riau`."""
        at = bisect_left(offices, mention.span.start + 1, key=lambda m: m.span.start) - 1
        office = offices[at] if at >= 0 else None
        if mention.kind == "territory" and office is not None and office.span.covers(mention.span):
            return Candidate(office.span, mention, "", True)
        return Candidate(mention.span, mention)

    def _chaired(self, candidate: Candidate) -> bool:
        """True for the council of which somebody holds an office: its chair stands beside who gets something."""
        body = candidate.mention.value if candidate.mention else None
        council = isinstance(body, BodyValue) and body.kind == "council"
        return council and self.word_before(candidate) in ("ketua", "wakil", "anggota", "pimpinan")

    def _in_a_name(self, candidate: Candidate) -> bool:
        """True for a region inside the name of something else: `Piala Humas Jabar 2019`; and for one that heads a text."""
        if candidate.mention is None or candidate.mention.kind != "territory" or candidate.office:
            return False
        if _HEADING.match(self.text, candidate.span.end):
            return True
        words, at = self.annotated.tokens.words, self.annotated.tokens.at(candidate.span.start)
        end = self.annotated.tokens.at(candidate.span.end)
        before, after = words[at - 1] if at else "", words[end] if end < len(words) else ""
        bare = not words[at].lower().startswith(("kab", "kota", "prov"))
        return bare and before.istitle() and len(before) > 3 and (after == "Tahun" or (len(after) == 4 and after.isdigit()))

    def choose(self, named: Sequence[Candidate], values: Sequence[Span], value: Span, given: bool) -> list[Candidate] | None:
        """Who gets one of the values of a sentence: those listed right behind it (`yaitu`), else the nearest before it that is
        not only a place, else one behind it (`kepada`); and those listed with it. None where the sentence names nobody before.
        """
        at = bisect_left(named, value.start, key=_start)
        before, after = named[max(0, at - NEAR) : at], named[at : at + NEAR]
        if after and self._leads(value, after[0], values):
            return self.listed(at, named, values)
        if _UNKNOWN.search(self.text[max(before[-1].span.end if before else 0, value.start - _DIRECT) : value.start]):
            return []
        best = self._before(before, given)
        if best is not None and best.again:
            return None
        getter = next((c for c in after if c.named and self._is_getter(c)), None)
        if best is not None and _FOLLOWS.search(self.text, best.span.end, value.start):
            return []
        other = getter is not None and best is not None and (self.is_place(best) or self._gives_way(best, value, getter))
        if best is not None and not other and not getter and _HANDS.search(self.text, best.span.end, value.start):
            return []
        if best is None and after and self._opens(value, after[0], values):
            return self.listed(at, named, values)
        if best is not None and not other:
            return self.listed(named.index(best, max(0, at - NEAR)), named[:at], values)
        if getter is not None and not _FOLLOWS.search(self.text, value.end, getter.span.start):
            return self.listed(named.index(getter, at), named, values)
        return [] if after and not after[0].named and after[0].span.start - value.end < _AT_ONCE else None

    def _opens(self, value: Span, first: Candidate, values: Sequence[Span]) -> bool:
        """True for the subject behind a clause with the value that opens the sentence: `Usai meraih WTP, Pemkab Sambas ...`."""
        between = self.text[value.end : min(first.span.start, value.end + _DIRECT)]
        if not first.named or first.office or len(between) == _DIRECT or between.count(",") != 1 or ";" in between:
            return False
        later = _between(Span(value.end, value.end), first.span, values)
        return between.endswith(", ") and not later and self.text[first.span.end : first.span.end + 1] == " "

    def _is_getter(self, candidate: Candidate) -> bool:
        word = self.word_before(candidate)
        if candidate.office and word in ("oleh", "langsung"):
            return _RECEIVED.search(self.text[max(0, candidate.span.start - 40) : candidate.span.start]) is not None
        return word in _GETTERS

    def _gives_way(self, best: Candidate, value: Span, getter: Candidate) -> bool:
        """True where another clause has begun since one was named, or an office hands the value over to the other."""
        gives = best.office or _HANDS.search(self.text, best.span.end, value.start) is not None
        handed = gives and self.word_before(getter) == "kepada"
        return handed or _NEXT_CLAUSE.search(self.text, best.span.end, value.start) is not None

    def _leads(self, value: Span, first: Candidate, values: Sequence[Span]) -> bool:
        """True where `yaitu` or the like leads from a value to the one named behind it, and to no other value."""
        between = self.text[value.end : min(first.span.start, value.end + _DIRECT)]
        if first.named and between == " " and _OPENS.search(self.text[max(0, value.start - 8) : value.start]):
            return True
        if not first.named or len(between) == _DIRECT or _between(Span(value.end, value.end), first.span, values):
            return False
        return not (_OTHERS.search(between) or _NEXT_CLAUSE.search(between)) and _LEADS.search(between) is not None

    def _before(self, before: Sequence[Candidate], given: bool) -> Candidate | None:
        places = [c for c in before if c.named and self.is_place(c)]
        best = next((c for c in reversed(before) if c not in places), None)
        return best or (places[-1] if places and given else None)

    def listed(self, at: int, named: Sequence[Candidate], values: Sequence[Span]) -> list[Candidate]:
        """Those listed with one: of its kind, and divided from it only by `,` and `dan`."""
        start, end = at, at + 1
        while start and self._joined(named[start - 1], named[start], values):
            start -= 1
        while end < len(named) and self._joined(named[end - 1], named[end], values):
            end += 1
        return [c for c in named[start:end] if c.named]

    def _joined(self, left: Candidate, right: Candidate, values: Sequence[Span]) -> bool:
        if not left.named or self.is_place(left) or _between(left.span, right.span, values):
            return False
        if right.named and _sort(left) != _sort(right):
            return False
        between = self.between(left.span.end, right.span.start)
        if not right.named and between.strip(" ,") not in ("dan", "serta", "maupun", "bersama"):
            return False
        return not between.isspace() and _LISTED.fullmatch(between) is not None

    def between(self, start: int, end: int) -> str:
        """The text between two candidates without the name of who holds an office: `Bupati Sambas Hadi Jaya, Bupati ...`."""
        people = (m.span for m in inside(self.annotated, Span(start, end)) if m.kind == "person")
        kept = ""
        for span in people:
            kept += self.text[start : max(start, span.start)].rstrip()
            start = max(start, span.end)
        return kept + self.text[start:end]

    def _in_apposition(self, before: Candidate, candidate: Candidate) -> bool:
        """True for the region in which the one before lies: `Pemkab Grobogan, Jawa Tengah`, `RSUD Kasih, Kabupaten Tabanan`;
        for the region that something is the capital of; and for the office through which a government got it (`melalui`)."""
        between = self.text[before.span.end : candidate.span.start].strip()
        if before.words:
            inner, outer = before.words[:3], candidate.words[:3]
            return between in (",", "(") and (outer == "" or (outer in ("Kec", "Dis") and outer != inner))
        mention, other = candidate.mention, before.mention
        if between == "melalui":
            return True
        if mention is None or other is None or mention.kind != "territory":
            return False
        if between.endswith("ibu kota"):
            return True
        if isinstance(other.value, BodyValue) and other.value.kind in _LOCAL and between == ",":
            return other.value.territory in ("", str(mention.value)) or other.value.territory.startswith(f"{mention.value}.")
        code = other.value.territory if isinstance(other.value, BodyValue) else str(other.value)
        return between in (",", "(", ", Provinsi") and f"{code}.".startswith(f"{mention.value}.")

    def is_place(self, candidate: Candidate) -> bool:
        """True for a region that is only where something is."""
        if candidate.mention is not None and candidate.mention.kind != "territory":
            return False
        if self.text[max(0, candidate.span.start - 3) : candidate.span.start] == "se-":
            return True
        word = self.word_before(candidate)
        return word in _PLACED and not (word == "dari" and self.text.startswith(" yang ", candidate.span.end))

    def word_before(self, candidate: Candidate) -> str:
        return self.annotated.tokens.before(candidate.span.start)


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
    at = bisect_left(values, left.start, key=lambda value: value.start)
    return at < len(values) and values[at].start < right.start


def _sort(candidate: Candidate) -> str:
    """What is listed together: regions with their governments, places below them, other bodies among themselves."""
    if candidate.mention is None:
        return "place"
    value = candidate.mention.value
    return "body" if isinstance(value, BodyValue) and value.kind != "government" else "region"


def _is_open(mention: Mention | None) -> bool:
    return mention is not None and isinstance(mention.value, BodyValue) and mention.value.region == "open"


def _touches(span: Span, others: Sequence[Span]) -> bool:
    at = bisect_left(others, span.start, key=lambda other: other.end)
    return at < len(others) and others[at].start < span.end
