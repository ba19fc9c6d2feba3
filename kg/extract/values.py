"""The values of a sentence: what its clauses hope for, deny or explain is left out, scores in a list have their own subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.extract.ratings import values
from kg.extract.subjects import Candidate, Subjects
from kg.model import Sentence, Span

_NOT_GIVEN = re.compile(
    rf"(?i)\b(?:{lists.any_cue('not-given')})\b"
    r"|\b(?:jika|bila|apabila|kalau)\b(?! (?:di)?banding)"
)
_DENIED = re.compile(r"(?i)\b(?:tidak|bukan|non)[ -](?:lagi |meraih |mendapat |mendapatkan |masuk |berada di )?$")
_CLAUSE = re.compile(
    rf"(?i)[;]|[,.] (?:{lists.any_cue('next-clause')}|tetapi|tapi|setidaknya)\b"
    r"|\b(?:karena|sebab|lantaran|padahal) "
)
_EXPLAINED = re.compile(
    r"(?i)[\"”)]?,? (?:merupakan|adalah|berarti|menjadi) (?:predikat|penilaian|opini|tingkat|supremasi|nilai|hasil)\b"
    r"|[\"”)]?,? [^.,;\d]{0,40}(?:untuk|dengan|antara) (?:rentang )?nilai (?:antara )?\d+(?:[.,]\d+)?\s?(?:-|–|sampai|hingga)"
    r"|[\"”)]? sebanyak (?:\d+|[a-z]+) (?:satker|satuan|unit|instansi|polres|opd|daerah|kabupaten|desa|sekolah|puskesmas)\b"
    r"|[\"”)]?,? (?:(?:tidak|belum) ada|ke atas|ke bawah)\b"
    r"|[\"”’')]? (?:dan|maupun|hingga) (?:kategori |predikat )?[\"“‘']?"
    r"(?:sangat |cukup |kurang )?(?:baik|tinggi|memuaskan|sedang|rendah)\b"
)
_SCORED = re.compile(
    r"(?: \([A-Za-z]{2,12}\))?(?:, (?:[A-Z][a-z]+ ?){1,4}(?=[: ]))?:? {0,2}(?:yang )?"
    r"(?:(?:mendapat|mendapatkan|meraih|memperoleh) )?"
    r"(?:(?:dengan |sebesar |nilai |skor |angka |mencapai |di |= |- ){1,3}(?=\d))?(?:\((?=\d))?"
    r"(\d{1,3}[.,]\d{1,4}(?: persen|%)?|(?<=\()\d{2,3}(?=\))|(?:(?<=skor )|(?<=nilai )|(?<=angka ))\d{2,3})"
    r"(?![\d.,]*\d)(?! ?(?:%|persen|juta|miliar|triliun))"
)
_ITEM = re.compile(
    r"(?i)\s*(?:\(?\d{1,3}[.)]|ter[a-z]+ ?:|[-•–*]|(?:berikutnya|kemudian|selanjutnya|lalu|disusul|menyusul|diikuti)\b)\s*"
)
_YEAR_BEFORE = re.compile(
    r"\b((?:19|20)\d\d)(?: ?\((?:skor |nilai )?|:? (?:(?:yang|sebesar|mencapai|meraih|hanya|tercatat|sebanyak|adalah|yakni"
    r"|memperoleh|berada|mendapat|dengan|nilai|skor|di|angka) ){0,3})$"
)
_YEAR_AFTER = re.compile(r"(?: poin)? (?:pada|di|untuk) (?:tahun )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:[Pp]ada tahun|[Pp]ada|[Tt]ahun anggaran|[Tt]ahun|TA) ((?:19|20)\d\d)\b")
_OTHER_YEAR = re.compile(
    r"(?i)(?:\b(?:sejak|dibanding|dibandingkan|dibandingkan dengan|dari|hingga|sampai|mulai|persen|poin)|[\d%]) $"
)
_LONG = 300
_MORE = re.compile(
    r"(?: poin| persen|%)?(?:,? dan|,? serta|,) (?:skor |nilai |sebesar |peringkat |urutan |posisi |juara )?(?P<more>"
    r"\d{1,3}(?:[.,]\d{1,4})?(?: persen|%)?(?![.,\d]*\d)|(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan)\b)"
)
SCORES = ("rating.score", "rating.points", "rating.listed", "rating.next", "rating.share", "rating.whole", "rating.unit")
_SHARED = (*SCORES, "rating.rank", "rating.place")
AWARDS = ("rating.award", "rating.prize", "rating.given", "rating.won")
_OPENERS = lists.cues("next-clause") | {"untuk", "pada", "dalam", "selain", "juga", "penghargaan", "anugerah"}
_BEST = "rating.best"
TIERS = (
    "rating.rank",
    "rating.place",
    _BEST,
    "rating.quality",
    "rating.tier",
    "rating.top",
    "rating.grade",
    "rating.level",
    "rating.openness",
)
_ASIDE = 60
"""So many characters from an award stands the place or tier in which it is given."""
_APART = re.compile(
    r"[.;]|, (?!kategori|kualifikasi|predikat|peringkat|juara|terbaik|tingkat|dengan|sebagai)|\b(?:dan|serta|sekaligus|juga)\b"
)
_MOST = 64
"""So many values are read in one sentence: a list; what has more is a table that lost its lines."""


class Value(NamedTuple):
    """A value with the rule that found it, who gets it where that is written to it, and its words where the span lacks some."""

    span: Span
    rule: str
    subjects: tuple[Candidate, ...] = ()
    words: str = ""
    measure: str = ""


class Values:
    """Reads the values of the sentences of one article."""

    def __init__(self, annotated: Annotated, subjects: Subjects) -> None:
        self.annotated, self.subjects = annotated, subjects
        self.text = annotated.document.text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the article."""
        return frozenset(self.annotated.tokens.lower)

    def found(self, sentence: Sentence, measured: bool) -> list[Value]:
        """The values that the rules find in a sentence; `measured` where the one before names what is measured."""
        start = sentence.span.start
        found = [
            Value(Span(a + start, b + start), rule)
            for (a, b), rule in values(sentence.span.of(self.text), self.words, measured)
        ]
        found = [value._replace(span=self._name(value.span)) if value.rule in AWARDS else value for value in found]
        return [value for value in found if not (value.rule in AWARDS and self._is_somebody(value.span))]

    def _name(self, span: Span) -> Span:
        """The name of an award without a small word that opens its sentence: `Adapun TPID Award`."""
        first = self.text[span.start : span.end].split(maxsplit=1)
        return Span(span.end - len(first[1]), span.end) if len(first) > 1 and first[0].lower() in _OPENERS else span

    def _is_somebody(self, span: Span) -> bool:
        """True where the words behind `penghargaan` are who gives it, or what is measured: `penghargaan Menteri Kesehatan`."""
        mention = self.annotated.labels.owner.get(self.annotated.tokens.at(span.start))
        if self.text.startswith(("Indeks ", "Zona Integritas", "Wilayah Bebas"), span.start):
            return True
        if mention is not None and mention.kind == "organization":
            return mention.span.end >= span.end
        return mention is not None and mention.kind in ("office", "person")

    def given(self, sentence: Sentence, found: list[Value], named: Sequence[Candidate], in_list: bool) -> list[Value]:
        """The values that a sentence gives; behind a score also those that follow further bodies and regions at once."""
        scores = [value.span.start for value in found if value.rule in SCORES]
        item = _ITEM.match(self.text, *sentence.span)
        since = min(scores) if scores else item.end() if item and in_list else None
        bound = self._bound(named, sentence.span.end, since) if since is not None else {}
        found = [value for value in found if value.span not in bound] + list(bound.values())
        found = [value for value in sorted(found, key=lambda value: value.span)[:_MOST] if self._is_given(sentence, value)]
        found = [value for value, on in zip_longest(found, found[1:]) if not (on and self._is_spelt_out(value, on))]
        found = list(self._under_awards(found))
        return self._shared_out(found, named)

    def _bound(self, named: Sequence[Candidate], end: int, since: int) -> dict[Span, Value]:
        bound = {}
        for candidate in named:
            match = _SCORED.match(self.text, candidate.span.end, end)
            if match and candidate.named and match.start() >= since:
                span = Span(*match.span(1))
                bound[span] = Value(span, "rating.score", (candidate,))
        return bound

    def _is_spelt_out(self, value: Value, on: Value) -> bool:
        """True for the level that a letter behind it says again: `Sangat Baik (BB)`."""
        return value.rule == "rating.quality" and self.text[value.span.end : on.span.start].strip("”\"’' ") == "("

    def _under_awards(self, found: Sequence[Value]) -> Iterator[Value]:
        """An award with the place or tier in which it is given is what that one measures, no value of its own; `terbaik` says
        no more than the award."""
        awards = {value.span: self._tier(value, found[max(0, at - 1) : at + 2]) for at, value in enumerate(found)}
        measures = {tier.span: award.of(self.text) for award, tier in awards.items() if tier is not None}
        said = {tier.span for tier in awards.values() if tier is not None and tier.rule == _BEST}
        for value in found:
            tier = awards[value.span]
            if value.rule == _BEST and len(found) > 1 and value.span not in said:
                continue
            if value.span not in said and (tier is None or tier.span in said):
                yield value._replace(measure=measures.get(value.span, ""))

    def _tier(self, value: Value, near: Sequence[Value]) -> Value | None:
        if value.rule not in AWARDS:
            return None
        for other in near:
            between = self.text[min(value.span.end, other.span.end) : max(value.span.start, other.span.start)]
            if other.rule in TIERS and len(between) < _ASIDE and not _APART.search(between):
                return other
        return None

    def _is_given(self, sentence: Sentence, value: Value) -> bool:
        """False for what its clause hopes for, denies or explains."""
        start = sentence.span.start
        for match in _CLAUSE.finditer(self.text, start, value.span.start):
            start = match.end()
        if _DENIED.search(self.text[max(start, value.span.start - 24) : value.span.start]):
            return False
        return not _NOT_GIVEN.search(self.text, start, value.span.start) and not _EXPLAINED.match(self.text, value.span.end)

    def _shared_out(self, found: list[Value], named: Sequence[Candidate]) -> list[Value]:
        """`A, B dan C masing-masing 80,1, 79,2 dan 78,3`, `A dan B di peringkat kedua dan ketiga`: a value for each, where
        there are as many of both."""
        shared: dict[Span, Value] = {}
        for value in found:
            run = [value] if value.span not in shared and value.rule in _SHARED else []
            while run and (more := self._more(run)):
                run.append(more)
            getting = self.subjects.choose(named, [each.span for each in found], value.span, False) if len(run) > 1 else None
            if getting and len(getting) == len(run):
                shared |= {each.span: each._replace(subjects=(who,)) for each, who in zip(run, getting, strict=True)}
        rest = [value for value in found if value.span not in shared]
        return sorted([*rest, *shared.values()], key=lambda value: value.span)

    def _more(self, run: Sequence[Value]) -> Value | None:
        """The next of a run of values, behind `,` or `dan`."""
        last = run[-1]
        match = _MORE.match(self.text, last.span.end) if len(run) < _MOST else None
        if match is None or match.group("more")[0].isdigit() != self.text[last.span.end - 1].isdigit():
            return None
        span = Span(*match.span("more"))
        head = "" if run[0].rule in SCORES else run[0].span.of(self.text).split()[0]
        return Value(span, run[0].rule, (), f"{head} {span.of(self.text)}".strip())

    def year(self, sentence: Sentence, span: Span) -> str:
        """The year written to a value, else the only one that its sentence names before it for what it tells."""
        before = _YEAR_BEFORE.search(self.text[max(sentence.span.start, span.start - 60) : span.start])
        match = before or _YEAR_AFTER.match(self.text, span.end, sentence.span.end)
        if match is not None:
            return match.group(1)
        found = _YEAR.finditer(self.text, max(sentence.span.start, span.start - _LONG), span.start)
        years = {m.group(1) for m in found if not _OTHER_YEAR.search(self.text[max(0, m.start() - 24) : m.start()])}
        return years.pop() if len(years) == 1 else ""
