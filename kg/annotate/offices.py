"""Offices with what is written to them: `Gubernur Kaltara`, `Deputi Bidang Pelayanan Publik KemenPAN RB`, `Ketua DPRD Riau`.

An office is a role of the table, its field or number, and the body or region that follows or that its last word begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.annotate import forms, lists
from kg.annotate.adjacent import areas
from kg.annotate.bodies import BodyValue, with_region
from kg.annotate.lists import Office
from kg.annotate.scan import Hit
from kg.annotate.seats import SMALL, Seats
from kg.annotate.tokens import Tokens
from kg.model import Mention, Span

_LONGEST_FIELD = 12
_LONGEST_EXPERTISE = 4
_EXPERTS = lists.cues("experts")
_LINKS = lists.cues("office-links")
_SOUGHT = lists.cues("sought")
_FIELD_HEADS = lists.cues("field-heads")
_CHAIRS = lists.cues("chairs") | lists.cues("under-chairs") | lists.cues("leaders")
_BRANCHES = lists.cues("branches")
_NO_BODIES = lists.cues("no-body-abbreviations")
_UNKNOWN = re.compile(r"[A-Z]{3,7}(?:-[A-Z]{2,4})?")


class OfficeValue(NamedTuple):
    """What an office mention stands for: its row in the table, the body or the region written to it, and its field."""

    office: Office
    body: BodyValue | None
    territory: str
    field: str

    @property
    def is_plain(self) -> bool:
        """True for an office that says of which body or region it is, or needs not; not for a `Ketua` of nothing."""
        return not self.office.generic or self.body is not None or bool(self.territory)


def find(
    text: str,
    tokens: Tokens,
    hits: Sequence[Hit[Office]],
    bodies: Sequence[Mention],
    territories: Sequence[Mention],
    titles: Mapping[int, int] = MappingProxyType({}),
) -> list[Mention]:
    """The offices of a text in text order; the bodies and territories written to them lie inside their spans.

    `titles` are the ranks and honorifics, start to end; what is written to an office ends before one.
    """
    return list(_Finder(text, tokens, hits, bodies, territories, titles).run())


class _Finder(Seats):
    def __init__(
        self,
        text: str,
        tokens: Tokens,
        hits: Sequence[Hit[Office]],
        bodies: Sequence[Mention],
        territories: Sequence[Mention],
        titles: Mapping[int, int],
    ) -> None:
        super().__init__(text, tokens, territories)
        self.hits, self.titles = hits, titles
        self.bodies = sorted(bodies, key=lambda m: (m.span.start, -m.span.end))
        self.body_starts = [mention.span.start for mention in self.bodies]
        self.hit_starts = {hit.start for hit in hits}
        self.areas = areas(tokens)
        self.covered = _covered(tokens, (*bodies, *territories), hits)

    def run(self) -> Iterator[Mention]:
        reached = 0
        for hit in self.hits:
            if hit.start >= reached and not self.sought(hit) and not self.in_name(hit):
                mention = self.read(hit)
                reached = mention.span.end
                yield mention

    def sought(self, hit: Hit[Office]) -> bool:
        """True for an office that is only run for: pemilihan Bupati, calon Wali Kota; or that is part of a rank."""
        if self.titles.get(hit.start, 0) > hit.end:
            return True
        return self.tokens.before(hit.start) in _SOUGHT

    def in_name(self, hit: Hit[Office]) -> bool:
        """True for a word that is an office and a name alike, behind another word of a name: Lukman Hakim."""
        at = self.tokens.at(hit.start)
        words = self.tokens.words
        if not hit.value.generic or not at or self.tokens.ends[at] != hit.end or not words[at][0].isupper():
            return False
        if self.body_at(hit.end) is not None:
            return False
        before = words[at - 1]
        alone = before[0].isupper() and not before.isupper() and before.lower() not in lists.function_words()
        return alone and self.joined(self.tokens.ends[at - 1], hit.start) and self.tokens.starts[at - 1] not in self.covered

    def read(self, hit: Hit[Office]) -> Mention:
        """The office that begins with this hit."""
        office = hit.value
        end, _ = self.bracket(hit.end)
        if office.organization in SMALL and (area := self.area(end, office.level)):
            return _mention(hit.start, area, OfficeValue(office, self.seat(office, end, area), "", ""))
        if (unit := self.unit_end(office, end)) > end:
            seat = self.unit(office, end, unit)
            return _mention(hit.start, unit, OfficeValue(office, seat, seat.territory, ""))
        body = self.body_within(hit)
        field = ""
        if body is None:
            after = self.expertise(office, end) or self.field(end)
            field = " ".join(self.text[end:after].split())
            end, _ = self.bracket(after)
            body = self.body_at(end)
        if body is not None:
            value: BodyValue = body.value  # type: ignore[assignment]
            end = self.province(self.bracket(body.span.end)[0], value.territory)
            return _mention(hit.start, end, OfficeValue(office, value, value.territory, field))
        if (after := self.small_seat_end(end)) > end:
            seat = self.small_seat(end, after)
            return _mention(hit.start, after, OfficeValue(office, seat, "", field))
        if office.generic and not office.organization and (after := self.abbreviation_end(hit, end)) > end:
            return self.of_unknown(hit, end, after)
        if region := self.territory(end):
            end = self.province(self.bracket(region.span.end)[0], str(region.value))
            return _mention(hit.start, end, OfficeValue(office, None, str(region.value), field))
        return _mention(hit.start, end, OfficeValue(office, None, "", field))

    def abbreviation_end(self, hit: Hit[Office], end: int) -> int:
        """Past an abbreviation that no table knows, behind the title of a chair: Ketua [GNPK], Ketua [YJI Cabang]."""
        at = self.tokens.at(end)
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        if hit.value.role not in _CHAIRS or at >= len(words) or not self.joined(end, starts[at]) or starts[at] in self.titles:
            return end
        word = words[at]
        if not _UNKNOWN.fullmatch(word) or word in _NO_BODIES or self.in_territory(starts[at]):
            return end
        if at + 1 < len(words) and words[at + 1] in _BRANCHES and self.joined(ends[at], starts[at + 1]):
            at += 1
        elif at + 1 < len(words) and words[at + 1].isupper() and len(words[at + 1]) > 1:
            return end
        return ends[at]

    def of_unknown(self, hit: Hit[Office], start: int, end: int) -> Mention:
        """The office in a body known by its abbreviation alone, with the region behind it."""
        name = " ".join(self.text[start:end].split())
        body = BodyValue(name, name, "association", "", "unit")
        if region := self.territory(end):
            body, end = with_region(body, str(region.value))._replace(region="unit"), self.bracket(region.span.end)[0]
        return _mention(hit.start, end, OfficeValue(hit.value, body, body.territory, ""))

    def body_within(self, hit: Hit[Office]) -> Mention | None:
        """The body whose head word ends the role: Kepala [Dinas Kesehatan Kota Malang]."""
        first = bisect_left(self.body_starts, hit.start + 1)
        last = bisect_left(self.body_starts, hit.end)
        for mention in self.bodies[first:last]:
            if mention.span.end > hit.end or (mention.span.end == hit.end and mention.value.head):  # type: ignore[attr-defined]
                return mention
        return None

    def body_at(self, end: int) -> Mention | None:
        """The body that follows at once, or behind a link word."""
        start = self.past_link(end)
        index = bisect_left(self.body_starts, end)
        for mention in self.bodies[index : index + 2]:
            if mention.span.start == start or self.joined(end, mention.span.start):
                return mention
        return None

    def past_link(self, end: int) -> int:
        at = self.tokens.at(end)
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        if (
            at + 1 < len(words)
            and words[at] in _LINKS
            and self.joined(end, starts[at])
            and self.joined(ends[at], starts[at + 1])
        ):
            return starts[at + 1]
        return -1

    def province(self, end: int, code: str) -> int:
        """Past the province in apposition: Bupati Bantaeng, Sulawesi Selatan (Sulsel)."""
        if len(code) < 3 or self.text[end : end + 2] != ", ":
            return end
        index = bisect_left(self.territory_starts, end)
        if index < len(self.territories):
            mention = self.territories[index]
            if mention.span.start == end + 2 and mention.value == code[:2]:
                return self.bracket(mention.span.end)[0]
        return end

    def field(self, end: int) -> int:
        """The end of the field or number behind a role: `II`, `Bidang Pelayanan Publik`, `Perekonomian dan Pembangunan`."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        at, count = self.tokens.at(end), 0
        while at < len(words) and count < _LONGEST_FIELD and self.joined(end, starts[at]) and not self.taken(starts[at]):
            word = words[at]
            if self.names_field(word) and not forms.is_name_i(words, at):
                end, at = ends[at], at + 1
            elif self.is_joiner(at, count) and self.continues(at):
                end, at = ends[at + 1], at + 2
            else:
                break
            count += 1
        return end

    def expertise(self, office: Office, end: int) -> int:
        """Past the field of an expert, in small letters before a body: pakar [hukum tata negara] Universitas Riau; or 0."""
        if office.role not in _EXPERTS:
            return 0
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        first = at = self.tokens.at(end)
        while at < len(words) and at - first < _LONGEST_EXPERTISE and words[at].isalpha() and words[at].islower():
            at += 1
        before_body = at > first and self.body_at(ends[at - 1]) is not None
        return ends[at - 1 - (words[at - 1] in _LINKS)] if before_body and self.joined(end, starts[first]) else 0

    def is_joiner(self, at: int, count: int) -> bool:
        """True for what may join two fields, also behind the field in a role: Kabag Humas [dan Protokoler]."""
        words = self.tokens.words
        if at + 1 >= len(words) or words[at] not in ("dan", "&", ",", "/"):
            return False
        return count > 0 or (words[at] in ("dan", "&") and at > 0 and self.tokens.lower[at - 1] in lists.field_words())

    def continues(self, at: int) -> bool:
        words = self.tokens.words
        if self.taken(self.tokens.starts[at + 1]) or not self.names_field(words[at + 1]):
            return False
        return words[at] != "," or any(word in ("dan", "&") for word in words[at + 2 : at + 7])

    def names_field(self, word: str) -> bool:
        lower = word.lower()
        if lower in _FIELD_HEADS or all(char in "IVX" for char in word) or (word.isdigit() and len(word) < 3):
            return True
        return word[0].isupper() and lower in lists.field_words()

    def taken(self, start: int) -> bool:
        """True where a body, a region or another role begins."""
        index = bisect_left(self.body_starts, start)
        if index < len(self.body_starts) and self.body_starts[index] == start:
            return True
        return self.in_territory(start) or start in self.hit_starts


def _covered(tokens: Tokens, mentions: Iterable[Mention], hits: Iterable[Hit[Office]]) -> set[int]:
    """Where the tokens of mentions and roles start."""
    spans = [(m.span.start, m.span.end) for m in mentions] + [(hit.start, hit.end) for hit in hits]
    return {tokens.starts[at] for start, end in spans for at in range(tokens.at(start), tokens.at(end))}


def _mention(start: int, end: int, value: OfficeValue) -> Mention:
    if value.office.region and not value.territory and value.body is None:
        value = value._replace(territory=value.office.region)
    return Mention("office", Span(start, end), value, "roles.csv")
