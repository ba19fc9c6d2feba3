"""Offices with what is written to them: `Gubernur Kaltara`, `Deputi Bidang Pelayanan Publik KemenPAN RB`, `Ketua DPRD Riau`.

An office is a role of the table, its field or number, and the body or region that follows or that its last word begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.annotate import districts, forms, lists, units
from kg.annotate.adjacent import LONGEST_AREA, Neighbours, areas
from kg.annotate.lists import Office
from kg.annotate.organizations import BodyValue
from kg.annotate.scan import Hit
from kg.annotate.tokens import Tokens
from kg.model import Mention, Span

_LONGEST_FIELD = 12
_LINKS = lists.cues("office-links")
_SOUGHT = lists.cues("sought")
_SMALL = lists.cues("small-seats")
_AREAS = lists.cues("areas")
_NAME_OPENERS = lists.cues("name-openers")
_DIRECTIONS = lists.cues("directions")
_AREA_ENDS = frozenset({"(", "-", "–", ":"})
_FIELD_HEADS = lists.cues("field-heads")
_ARMED = frozenset({"army", "police"})
_OF_A_PLACE = lists.cues("place-heads")


class OfficeValue(NamedTuple):
    """What an office mention stands for: its row in the table, the body or the region written to it, its field, and the
    number of the unit it leads.
    """

    office: Office
    body: BodyValue | None
    territory: str
    field: str


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


class _Finder(Neighbours):
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
        at = self.tokens.at(hit.start)
        return at > 0 and self.tokens.words[at - 1].lower() in _SOUGHT

    def in_name(self, hit: Hit[Office]) -> bool:
        """True for a word that is an office and a name alike, behind another word of a name: Lukman Hakim."""
        at = self.tokens.at(hit.start)
        words = self.tokens.words
        if not hit.value.generic or not at or self.tokens.ends[at] != hit.end or not words[at][0].isupper():
            return False
        before = words[at - 1]
        alone = before[0].isupper() and not before.isupper() and before.lower() not in lists.function_words()
        return alone and self.joined(self.tokens.ends[at - 1], hit.start) and self.tokens.starts[at - 1] not in self.covered

    def read(self, hit: Hit[Office]) -> Mention:
        """The office that begins with this hit."""
        office = hit.value
        end, _ = self.bracket(hit.end)
        if office.organization in _SMALL and (area := self.area(end, office.level)):
            return _mention(hit.start, area, OfficeValue(office, self.seat(office, end, area), "", ""))
        if (unit := self.unit_end(office, end)) > end:
            seat = self.unit(office, end, unit)
            return _mention(hit.start, unit, OfficeValue(office, seat, seat.territory, ""))
        body = self.body_within(hit)
        field = ""
        if body is None:
            after = self.field(end)
            field = " ".join(self.text[end:after].split())
            end, _ = self.bracket(after)
            body = self.body_at(end)
        if body is not None:
            value: BodyValue = body.value  # type: ignore[assignment]
            end = self.province(self.bracket(body.span.end)[0], value.territory)
            return _mention(hit.start, end, OfficeValue(office, value, value.territory, field))
        if region := self.territory(end):
            end = self.province(self.bracket(region.span.end)[0], str(region.value))
            return _mention(hit.start, end, OfficeValue(office, None, str(region.value), field))
        return _mention(hit.start, end, OfficeValue(office, None, "", field))

    def unit_end(self, office: Office, end: int) -> int:
        """The end of the number and name of the unit that an officer commands, or `end`."""
        head = lists.head(office.organization) if office.organization else None
        if head is None or head.kind not in _ARMED:
            return end
        after = units.end_of(self.tokens, end, self.titles)
        numbered = self.text[end:after].strip()[:1].isdigit()
        return after if numbered or (head.pattern == "name" and head.full != "Komando Daerah Militer") else end

    def unit(self, office: Office, start: int, end: int) -> BodyValue:
        """The unit of that number and name: Komando Distrik Militer 1207/Pontianak."""
        name = f"{office.organization} {' '.join(self.text[start:end].split())}"
        kind = lists.head(office.organization).kind  # type: ignore[union-attr]
        index = bisect_left(self.territory_starts, start)
        inside = self.territories[index : index + 1]
        code = str(inside[0].value) if inside and inside[0].span.end <= end else ""
        small = office.organization in _OF_A_PLACE
        return BodyValue(name, name, kind, "" if small else code, "small" if small else "unit")

    def seat(self, office: Office, start: int, end: int) -> BodyValue:
        """The kecamatan, kelurahan or desa of that name."""
        words = self.text[start:end].split()
        words = words[1:] if words[0] in _AREAS and len(words) > 1 else words
        name = f"{office.organization} {' '.join(words)}"
        return BodyValue(name, name, "government", "", "small", head=office.organization)

    def area(self, end: int, level: str) -> int:
        """The end of the name of a kecamatan, kelurahan or desa behind its head's title, or 0."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        first = self.tokens.at(end)
        if first >= len(words) or not self.joined(end, starts[first]):
            return 0
        first += words[first] in _AREAS and first + 1 < len(words)
        if level == "kecamatan" and (count := districts.length(words, first)):
            return ends[first + count - 1]
        for count in range(LONGEST_AREA, 0, -1):
            area = tuple(words[first : first + count])
            if area in self.areas:
                return ends[first + len(area) - 1]
        for last in range(first + 1, min(first + LONGEST_AREA, len(words))):
            if words[last] in _DIRECTIONS and words[first][0].isupper() and self.joined(ends[last - 1], starts[last]):
                return ends[last]
        return self.marked(first) if level != "kecamatan" else 0

    def marked(self, first: int) -> int:
        """The end of a name that a mark, a title or the beginning of somebody's name ends: `Lurah Sukamaju, Budi Hartono`."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        at = first
        while at < len(words) and at - first < LONGEST_AREA and words[at][0].isupper() and words[at] not in _NAME_OPENERS:
            if (
                starts[at] in self.hit_starts
                or starts[at] in self.titles
                or (at > first and not self.joined(ends[at - 1], starts[at]))
            ):
                break
            at += 1
        if at == first or at >= len(words):
            return 0
        named = words[at] == "," and at + 1 < len(words) and words[at + 1][0].isupper() and not _degree(words[at + 1])
        named = named and (starts[at + 1] not in self.hit_starts or words[at + 1] == words[first - 1])
        ends_here = named or words[at] in _AREA_ENDS or words[at] in _NAME_OPENERS
        return ends[at - 1] if ends_here or starts[at] in self.titles or starts[at] in self.hit_starts else 0

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

    def is_joiner(self, at: int, count: int) -> bool:
        """True for what may join two fields, also behind the field in a role: Kabag Humas [dan Protokoler]."""
        words = self.tokens.words
        if at + 1 >= len(words) or words[at] not in ("dan", "&", ",", "/"):
            return False
        return count > 0 or (words[at] in ("dan", "&") and at > 0 and words[at - 1].lower() in lists.field_words())

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


def _degree(word: str) -> bool:
    """True for what may begin a degree behind a comma: the S of `S.Sos`, `SH`."""
    return len(word) == 1 or word.isupper()


def _covered(tokens: Tokens, mentions: Iterable[Mention], hits: Iterable[Hit[Office]]) -> set[int]:
    """Where the tokens of mentions and roles start."""
    spans = [(m.span.start, m.span.end) for m in mentions] + [(hit.start, hit.end) for hit in hits]
    return {tokens.starts[at] for start, end in spans for at in range(tokens.at(start), tokens.at(end))}


def _mention(start: int, end: int, value: OfficeValue) -> Mention:
    return Mention("office", Span(start, end), value, "roles.csv")
