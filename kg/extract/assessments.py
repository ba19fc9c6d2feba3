"""Grades, scores, ranks, opinions and awards that one body gives another or a region.

The value is found by the patterns of ratings.toml; who gives and who gets it are the bodies and regions of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kg.annotate import Annotated, lists
from kg.annotate.organizations import BodyValue
from kg.extract.bodies import Bodies
from kg.extract.rated import NEAR, Candidate, Rated
from kg.extract.raters import Raters
from kg.extract.ratings import anywhere, owners, values
from kg.extract.scene import inside
from kg.model import Assessment, Evidence, Mention, Organization, Sentence, Span, Territory

_NOT_GIVEN = re.compile(rf"(?i)\b(?:{'|'.join(sorted(map(re.escape, lists.cues('not-given'))))})\b")
_CLAUSE = re.compile(rf"(?i)[;]|[,.] (?:{'|'.join(sorted(lists.cues('next-clause')))}|tetapi|tapi|setidaknya)\b")
_EXPLAINED = re.compile(
    r"(?i)[\"”)]?,? (?:(?:merupakan|adalah|berarti|menjadi) (?:predikat|penilaian|opini|tingkat|supremasi|nilai|hasil)\b"
    r"|(?:untuk|dengan|antara) (?:rentang )?nilai (?:antara )?\d+(?:[.,]\d+)?\s?(?:-|–|sampai|hingga))"
)
_SCORED = re.compile(
    r"(?: \([A-Za-z]{2,12}\))?:? ?(?:yang )?(?:(?:mendapat|mendapatkan|meraih|memperoleh) )?"
    r"(?:(?:dengan |sebesar |nilai |skor |angka |mencapai |di |= |- ){1,3}(?=\d))?"
    r"(\d{1,3}[.,]\d{1,2}(?: persen|%)?|(?:(?<=skor )|(?<=nilai )|(?<=angka ))\d{2,3})(?![\d.,]*\d)(?! ?(?:%|persen|juta|miliar|triliun))"
)
_ITEM = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[-•–*])\s*")
_ONLY_NAMES = re.compile(r"(?i)(?:[\s\d.,:;()/*•–&-]|\b(?:dan|serta|kemudian|selanjutnya|lalu|berikutnya|terakhir|[ivx]+)\b)*")
_YEAR_BEFORE = re.compile(
    r"\b((?:19|20)\d\d)(?: ?\((?:skor |nilai )?|:? (?:(?:yang|sebesar|mencapai|meraih|hanya|tercatat|sebanyak|adalah|yakni|memperoleh|berada"
    r"|mendapat|dengan|nilai|skor|di|angka) ){0,3})$"
)
_YEAR_AFTER = re.compile(r"(?: poin)? (?:pada|di|untuk) (?:tahun )?((?:19|20)\d\d)\b")
_EACH = re.compile(r"(?i)\bmasing-masing\b")
_NEXT_OF_EACH = re.compile(r"(?: poin| persen|%)?(?:,? dan|,? serta|,) (?:skor |nilai |sebesar )?")
_SCORES = ("rating.score", "rating.points", "rating.listed", "rating.next", "rating.share")
_OPINION = "rating.opinion"
_MOST = 64
"""So many values are read in one sentence: a list; what has more is a table that lost its lines."""
_ON = 3
"""So many sentences on, somebody who got a value is still spoken of."""


class _Told(NamedTuple):
    """A value with the rule that found it, and who gets it where that is written to it."""

    span: Span
    rule: str
    subjects: tuple[Mention, ...] = ()


class _Spoken(NamedTuple):
    """Who was rated last, in which sentence, and by what, where a list of names may go on from it."""

    subjects: Sequence[Mention]
    sentence: int
    told: _Told


def find(annotated: Annotated, bodies: Bodies) -> list[Assessment]:
    """The assessments of an article in text order, each told once."""
    return list(_Finder(annotated, bodies).run())


class _Finder:
    def __init__(self, annotated: Annotated, bodies: Bodies) -> None:
        self.annotated, self.bodies = annotated, bodies
        self.text = annotated.document.text
        self.words = {word.lower() for word in annotated.tokens.words}
        self.rated, self.raters = Rated(annotated), Raters(annotated, bodies)
        self.found: dict[tuple[str, str], Assessment] = {}
        self.spoken: _Spoken | None = None

    def run(self) -> Iterator[Assessment]:
        spots = [match.start() for match in anywhere().finditer(self.text)]
        for index, sentence in enumerate(self.annotated.sentences):
            start, end = sentence.span
            if sentence.place == "title":
                continue
            if bisect_left(spots, start) != bisect_left(spots, end):
                self._read(index, sentence)
            elif self.spoken is not None and self.spoken.sentence == index - 1:
                self._go_on(index, sentence, self.spoken)
        yield from self.found.values()

    def _read(self, index: int, sentence: Sentence) -> None:
        named = [c for c in self.rated.candidates(sentence) if c.mention is None or not self.raters.only_gives(c.mention)]
        told = self._values(sentence, named)
        near = inside(self.annotated, sentence.span)
        spans = [each.span for each in told]
        for each in told:
            around = bisect_left(near, each.span.start, key=lambda m: m.span.start)
            giver = self.raters.giver(near[max(0, around - NEAR) : around + NEAR], each.span)
            subjects = list(each.subjects) or self._subjects(index, sentence, named, spans, each, giver)
            self._tell(sentence, each, subjects, giver)
            if subjects:
                self.spoken = _Spoken(subjects, index, each)

    def _go_on(self, index: int, sentence: Sentence, spoken: _Spoken) -> None:
        """A sentence or line of nothing but names goes on with the list of the one before."""
        named = self.rated.candidates(sentence)
        rest, last = "", sentence.span.start
        for candidate in named:
            rest += self.text[last : candidate.span.start]
            last = candidate.span.end
        if named and _ONLY_NAMES.fullmatch(rest + self.text[last : sentence.span.end]):
            subjects = [c.mention for c in named if c.mention is not None]
            self._tell(sentence, spoken.told, subjects, None)
            self.spoken = _Spoken(subjects, index, spoken.told)

    def _values(self, sentence: Sentence, named: Sequence[Candidate]) -> list[_Told]:
        """The values of a sentence; behind a score also those that follow further bodies and regions at once."""
        start = sentence.span.start
        found = [_Told(Span(a + start, b + start), rule) for (a, b), rule in values(sentence.span.of(self.text), self.words)]
        scores = [told.span.start for told in found if told.rule in _SCORES]
        item = _ITEM.match(self.text, *sentence.span)
        since = min(scores) if scores else item.end() if item and self.spoken else None
        bound = self._bound(named, sentence.span.end, since) if since is not None else {}
        found = [told for told in found if told.span not in bound] + list(bound.values())
        found = sorted((told for told in found if self._is_given(sentence, told)), key=lambda told: told.span)[:_MOST]
        found = [told for told, on in zip_longest(found, found[1:]) if not (on and self._is_spelt_out(told, on))]
        return self._shared_out(sentence, found, named)

    def _bound(self, named: Sequence[Candidate], end: int, since: int) -> dict[Span, _Told]:
        bound = {}
        for candidate in named:
            match = _SCORED.match(self.text, candidate.span.end, end)
            if match and candidate.mention is not None and match.start() >= since:
                span = Span(*match.span(1))
                bound[span] = _Told(span, "rating.score", (candidate.mention,))
        return bound

    def _is_spelt_out(self, told: _Told, on: _Told) -> bool:
        """True for the level that a letter behind it says again: `Sangat Baik (BB)`."""
        return told.rule == "rating.quality" and self.text[told.span.end : on.span.start].strip("”\"’' ") == "("

    def _is_given(self, sentence: Sentence, told: _Told) -> bool:
        """False for what its clause hopes for, denies or explains."""
        start = sentence.span.start
        for match in _CLAUSE.finditer(self.text, start, told.span.start):
            start = match.end()
        return not _NOT_GIVEN.search(self.text, start, told.span.start) and not _EXPLAINED.match(self.text, told.span.end)

    def _shared_out(self, sentence: Sentence, found: list[_Told], named: Sequence[Candidate]) -> list[_Told]:
        """`A, B dan C masing-masing 80,1, 79,2 dan 78,3`: a value for each, where there are as many of both."""
        each = _EACH.search(self.text, *sentence.span)
        if each is None:
            return found
        run = [told for told in found if told.span.start > each.end()]
        for at in range(1, len(run)):
            if not _NEXT_OF_EACH.fullmatch(self.text, run[at - 1].span.end, run[at].span.start):
                run = run[:at]
                break
        if len(run) < 2:
            return found
        getting = self.rated.choose(named, [told.span for told in found], run[0].span, False) or []
        if len(getting) != len(run):
            return found
        shared = {told: told._replace(subjects=(mention,)) for told, mention in zip(run, getting, strict=True)}
        return [shared.get(told, told) for told in found]

    def _subjects(
        self,
        index: int,
        sentence: Sentence,
        named: Sequence[Candidate],
        values: Sequence[Span],
        told: _Told,
        giver: Mention | None,
    ) -> list[Mention]:
        """Who gets a value: somebody of the sentence, else whom the text spoke of just before."""
        others = [c for c in named if not (giver and c.span.overlaps(giver.span))]
        subjects = self.rated.choose(others, values, told.span, giver is not None)
        return subjects if subjects is not None else self._spoken_of(index, sentence, told)

    def _spoken_of(self, index: int, sentence: Sentence, told: _Told) -> list[Mention]:
        """Who got the last value, a few sentences before; of a value that only one body gives, whom the paragraph spoke of."""
        if self.spoken is not None and index - self.spoken.sentence <= _ON:
            return list(self.spoken.subjects) if len(self.spoken.subjects) == 1 else []
        if self.found or not self.raters.is_owned(sentence, told.rule):
            return []
        start = self.annotated.sentences[max(0, index - _ON)].span.start if index else sentence.span.start
        start = max(start, self.text.rfind("\n", 0, sentence.span.start - 2))
        named = inside(self.annotated, Span(start, sentence.span.start))
        named = [m for m in named if _is_region(m) and m.span != self.rated.dateline and not self.rated.is_place(m)]
        return named[-1:]

    def _tell(self, sentence: Sentence, told: _Told, subjects: Sequence[Mention], giver: Mention | None) -> None:
        measure, assessor = self.raters.measure_and_assessor(sentence, told.span, giver, owners().get(told.rule, ""))
        value = " ".join(told.span.of(self.text).split())
        evidence = (Evidence(told.span, sentence.span, told.rule),)
        for mention in subjects:
            subject = self._subject(mention)
            if subject is not None and subject != assessor:
                self._keep(Assessment(assessor, subject, measure, value, self._year(sentence, told.span), evidence), told)

    def _year(self, sentence: Sentence, span: Span) -> str:
        before = _YEAR_BEFORE.search(self.text[max(sentence.span.start, span.start - 60) : span.start])
        match = before or _YEAR_AFTER.match(self.text, span.end, sentence.span.end)
        return match.group(1) if match else ""

    def _keep(self, made: Assessment, told: _Told) -> None:
        """One value of one government is one assessment, though another sentence names nobody or somebody else as its giver."""
        opinion = told.rule == _OPINION
        key = (_rated(made.subject, opinion), _opinion(made.value) if opinion else made.value.casefold())
        old = self.found.get(key)
        if old is None or (old.assessor is None and made.assessor is not None):
            self.found[key] = made

    def _subject(self, mention: Mention) -> Organization | Territory | None:
        if isinstance(mention.value, BodyValue):
            return self.bodies.of(mention.value)
        return Territory(str(mention.value), (mention.span,))


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


def _rated(subject: Organization | Territory | str, opinion: bool) -> str:
    """A region and its government are one subject; of an audit opinion also its other bodies."""
    if isinstance(subject, Organization):
        return subject.territory if subject.territory and (opinion or subject.kind == "government") else subject.name
    return subject if isinstance(subject, str) else subject.code
