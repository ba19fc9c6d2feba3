"""Grades, scores, ranks, opinions and awards that one body gives another or a region.

The value is found by the patterns of ratings.toml; who gives and who gets it are the bodies and regions of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate import Annotated
from kg.annotate.bodies import BodyValue
from kg.extract.assessors import Assessors
from kg.extract.bodies import Bodies
from kg.extract.ratings import anywhere, owners
from kg.extract.scene import inside
from kg.extract.subjects import NEAR, Candidate, Subjects
from kg.extract.values import AWARDS, SCORES, TIERS, Value, Values
from kg.model import Assessment, Evidence, Mention, Organization, Sentence, Span, Territory

_NAMED = re.compile(r"\b(?:adalah|diraih|ditempati|diperoleh|yakni|yaitu|disusul|diikuti)(?: oleh)? [A-Z]\w")
_ALL = re.compile(
    r"(?i)\b(?:ke(?:dua|tiga|empat|lima|enam|tujuh|delapan)nya|(?:ke)?(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|\d+)"
    r" (?:daerah|kabupaten|kota|provinsi|entitas|pemda|instansi) (?:ini|itu|tersebut))\b"
)
_ONLY_NAMES = re.compile(
    r"(?i)(?:[\s\d.,:;()/*•–&-]|\b(?:dan|serta|kemudian|selanjutnya|lalu|berikutnya|terakhir|kota|[ivx]+)\b)*"
)
_NUMBERS = r"(?:ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)|\d+)"
_GROUPS = (
    "daerah|kabupaten|kota|provinsi|pemda|instansi|kepala daerah|desa|sekolah|rumah sakit|polres|puskesmas|opd|unit|lembaga"
    "|kampus"
)
_THEY = re.compile(
    rf"(?i)(?:.{{0,200}}?\b(?:para|mereka|penerima|pemenang|peraih|di antaranya|{_NUMBERS}(?: [a-z]+)? (?:{_GROUPS})"
    r"|daerah|kabupaten|kota)\b[^.,;:]{0,60}[,:]? ?)?"
    r"(?:yakni|yaitu|adalah|ialah|antara lain|di antaranya|meliputi|terdiri dari|:)"
)
"""The way a sentence goes on with those whom the one before only counted."""
_HEADING = re.compile(r"(?i)\s*(?:\d+ )?(?:kategori |pemerintah )?(?:provinsi|kabupaten|kota)\s*:?\s*")
_OPINION = "rating.opinion"
_DIRECT = 24
_SURE = 4
"""So much must an article speak of a region to be about it alone."""
_ON = 3
"""So many sentences on, somebody who got a value is still spoken of."""


class _Spoken(NamedTuple):
    """Who was rated last, in which sentence, how and by whom, where a list of names may go on from it."""

    subjects: Sequence[Candidate]
    sentence: int
    value: Value
    giver: Mention | None


def find(annotated: Annotated, bodies: Bodies) -> list[Assessment]:
    """The assessments of an article in text order, each told once."""
    return list(_Finder(annotated, bodies).run())


class _Finder:
    def __init__(self, annotated: Annotated, bodies: Bodies) -> None:
        self.annotated, self.bodies = annotated, bodies
        self.text = annotated.document.text
        self.subjects, self.assessors = Subjects(annotated), Assessors(annotated, bodies)
        self.values = Values(annotated, self.subjects)
        self.found: dict[tuple[str, str], Assessment] = {}
        self.known_subjects: set[str] = set()
        self.awarded: set[tuple[str, str]] = set()
        self.spoken: _Spoken | None = None
        self.counted: _Spoken | None = None

    def run(self) -> Iterator[Assessment]:
        spots = [match.start() for match in anywhere().finditer(self.text)]
        for index, sentence in enumerate(self.annotated.sentences):
            start, end = sentence.span
            if sentence.place == "title":
                continue
            if bisect_left(spots, start) != bisect_left(spots, end):
                self._read(index, sentence)
            else:
                self._go_on(index, sentence)
        yield from self.found.values()

    def _read(self, index: int, sentence: Sentence) -> None:
        found = self.values.found(sentence, self._is_measured(index))
        if not found and (self._name(index, sentence) or self.spoken is None):
            return
        named = self._candidates(sentence)
        value = self.values.given(sentence, found, named, self.spoken is not None)
        near = inside(self.annotated, sentence.span)
        spans = [each.span for each in value]
        for each in value:
            around = bisect_left(near, each.span.start, key=lambda m: m.span.start)
            giver = self.assessors.giver(near[max(0, around - NEAR) : around + NEAR], each.span)
            others = [
                c
                for c in named
                if not (giver and c.span.overlaps(giver.span)) and not (each.rule in AWARDS and c.span.overlaps(each.span))
            ]
            subjects: Sequence[Candidate] | None = each.subjects or self.subjects.choose(
                others, spans, each.span, giver is not None
            )
            subjects = self._spoken_of(index, sentence, each) if subjects is None else subjects
            self._add(sentence, each, subjects, giver)
            if not subjects and any(not c.named for c in named):
                self.counted = _Spoken((), index, each, giver)
            if not subjects and self.text[each.span.end : sentence.span.end].rstrip().endswith(":"):
                self.spoken = _Spoken((), index, each, giver)
            if subjects:
                self.spoken = _Spoken(subjects, index, each, giver)

    def _is_measured(self, index: int) -> bool:
        """Whether the sentence before told a score or named what one body measures."""
        before = self.annotated.sentences[index - 1] if index else None
        named = before is not None and before.place != "title" and self.assessors.is_owned(before, "")
        value = self.spoken is not None and self.spoken.sentence == index - 1 and self.spoken.value.rule in SCORES
        return named or value

    def _candidates(self, sentence: Sentence) -> list[Candidate]:
        """Who may be rated in a sentence: not the bodies that rate others, where they do not get something themselves."""
        return [c for c in self.subjects.candidates(sentence) if c.mention is None or not self.assessors.only_gives(c.mention)]

    def _go_on(self, index: int, sentence: Sentence) -> None:
        """A sentence or line of nothing but names goes on with the list of the one before."""
        spoken = self.spoken
        if self._name(index, sentence) or spoken is None or spoken.sentence != index - 1:
            return
        if _HEADING.fullmatch(self.text, *sentence.span):
            self.spoken = spoken._replace(sentence=index)
            return
        named = self.subjects.candidates(sentence)
        rest, last = "", sentence.span.start
        for candidate in named:
            rest += self.subjects.between(last, candidate.span.start)
            last = candidate.span.end
        if named and _ONLY_NAMES.fullmatch(rest + self.subjects.between(last, sentence.span.end)):
            self._add(sentence, spoken.value, named, spoken.giver)
            self.spoken = spoken._replace(subjects=named, sentence=index)

    def _name(self, index: int, sentence: Sentence) -> bool:
        """True for a sentence that names those who were only counted with their value before: `Ketiga daerah itu yakni ...`."""
        counted = self.counted
        if counted is None or index - counted.sentence > _ON:
            return False
        if (lead := _THEY.match(self.text, *sentence.span)) is None:
            return False
        named = [c for c in self._candidates(sentence) if c.span.start >= lead.end()]
        subjects = self.subjects.listed(0, named, []) if named and named[0].span.start - lead.end() < _DIRECT else []
        if not subjects:
            return False
        self._add(sentence, counted.value, subjects, counted.giver)
        self.spoken, self.counted = counted._replace(subjects=subjects, sentence=index), None
        return True

    def _spoken_of(self, index: int, sentence: Sentence, value: Value) -> Sequence[Candidate]:
        """Who got the last value, a few sentences before; both of the sentence before (`keduanya`); of an opinion, the
        region that the paragraph spoke of last."""
        if _NAMED.search(self.text, sentence.span.start, value.span.start):
            return []
        if _ALL.search(self.text, sentence.span.start, value.span.start) and index:
            before = self._candidates(self.annotated.sentences[index - 1])
            return max(self._groups(before), key=len, default=[])
        if self.spoken is not None and index - self.spoken.sentence <= (_ON if len(self.known_subjects) == 1 else 1):
            return self.spoken.subjects if len(self.spoken.subjects) == 1 else []
        if value.rule == _OPINION and not self.found and (region := self._region_before(index, sentence)):
            return region
        return self._only_region() if self.assessors.is_owned(sentence, value.rule) else []

    def _only_region(self) -> Sequence[Candidate]:
        """The region that nearly all of the article is about: `kita` in a release of its government."""
        (code, weight), *others = self.bodies.home.weights.most_common() or [("", 0)]
        rest = sum(count for other, count in others if not code.startswith(f"{other}."))
        named = (m for m in self.annotated.mentions if m.kind == "territory" and m.value == code)
        value = [Candidate(m.span, m) for m in named if m.span != self.subjects.dateline]
        return value[:1] if weight >= _SURE and rest * 4 < weight else []

    def _groups(self, named: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
        at = 0
        while at < len(named):
            group = self.subjects.listed(at, named, [])
            yield group
            at += len(group) or 1

    def _region_before(self, index: int, sentence: Sentence) -> Sequence[Candidate]:
        start = self.annotated.sentences[max(0, index - _ON)].span.start if index else sentence.span.start
        start = max(start, self.text.rfind("\n", 0, sentence.span.start - 2))
        named = [Candidate(m.span, m) for m in inside(self.annotated, Span(start, sentence.span.start)) if _is_region(m)]
        return [c for c in named if c.span != self.subjects.dateline and not self.subjects.is_place(c)][-1:]

    def _add(self, sentence: Sentence, value: Value, subjects: Sequence[Candidate], giver: Mention | None) -> None:
        if not subjects:
            return
        measure, assessor = self.assessors.measure_and_assessor(sentence, value.span, giver, owners().get(value.rule, ""))
        measure = value.measure or measure
        words, year = value.words or " ".join(value.span.of(self.text).split()), self.values.year(sentence, value.span)
        evidence = (Evidence(value.span, sentence.span, value.rule),)
        for candidate in subjects:
            subject = self._subject(candidate)
            if subject is not None and subject != assessor:
                self._keep(Assessment(assessor, subject, measure, words, year, evidence), value)

    def _keep(self, made: Assessment, value: Value) -> None:
        """One value of one government is one assessment, though another sentence names nobody or somebody else as its giver, or
        shortens the name of an award, be it to its level (`Swasti Saba Wistara`)."""
        opinion = value.rule == _OPINION
        key = (_subject_key(made.subject, opinion), _opinion(made.value) if opinion else made.value.casefold())
        subject = _subject_key(made.subject, False)
        self.known_subjects.add(subject)
        words = {(subject, word.strip("()")) for word in made.value.casefold().split()}
        if value.rule in AWARDS + TIERS and words <= self.awarded and key not in self.found:
            return
        if value.rule in AWARDS:
            self.awarded |= words
        old = self.found.get(key)
        if old is None or (old.assessor is None and made.assessor is not None):
            self.found[key] = made

    def _subject(self, candidate: Candidate) -> Organization | Territory | str | None:
        if candidate.mention is None:
            return candidate.words or None
        value = candidate.mention.value
        return self.bodies.of(value) if isinstance(value, BodyValue) else Territory(str(value), (candidate.mention.span,))


def _is_region(mention: Mention) -> bool:
    """True for a region and for its government."""
    body = mention.value
    return mention.kind == "territory" or (isinstance(body, BodyValue) and body.kind == "government")


def _opinion(value: str) -> str:
    """The abbreviation of an audit opinion.

    >>> _opinion("Wajar Tanpa Pengecualian"), _opinion("WDP"), _opinion("disclaimer")
    ('wtp', 'wdp', 'tmp')
    """
    short = "".join(word[0] for word in value.split()) if " " in value else value
    return "tmp" if short.casefold().startswith("discla") else short.casefold()


def _subject_key(subject: Organization | Territory | str, opinion: bool) -> str:
    """A region and its government are one subject; of an audit opinion also its other bodies."""
    if isinstance(subject, Organization):
        return subject.territory if subject.territory and (opinion or subject.kind == "government") else subject.name
    return subject if isinstance(subject, str) else subject.code
