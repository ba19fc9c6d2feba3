"""What an officer commands or a local head governs, by the number or name behind the title: Dandim [1207], Camat [Tambang]."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Set

from kg.annotate import districts, lists, units
from kg.annotate.adjacent import LONGEST_AREA, Neighbours
from kg.annotate.bodies import BodyValue
from kg.annotate.lists import Office

_AREAS = lists.cues("areas")
_DISTRICT_WORDS = lists.cues("district-words")
_OWN_SEATS = _DISTRICT_WORDS | {"Kelurahan"}
SMALL = _OWN_SEATS | {f"Pemerintah {area}" for area in _AREAS - _OWN_SEATS}
"""The bodies below the kabupaten: a kecamatan and a kelurahan bear the name of their area, a village has a Pemerintah."""
_NAME_OPENERS = lists.cues("name-openers")
_DIRECTIONS = lists.cues("directions")
_AREA_ENDS = frozenset({"(", "-", "–", ":"})
_ARMED = frozenset({"army", "police"})
_OF_A_PLACE = lists.cues("place-heads")


class Seats(Neighbours):
    """The text asked for the seat behind an office; `titles` are the ranks and honorifics, `hit_starts` where roles begin,
    `areas` the names that the text itself writes behind Kecamatan or Desa.
    """

    titles: Mapping[int, int]
    hit_starts: Set[int]
    areas: set[tuple[str, ...]]

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
        head = lists.head(office.organization)
        assert head is not None
        index = bisect_left(self.territory_starts, start)
        inside = self.territories[index : index + 1]
        code = str(inside[0].value) if inside and inside[0].span.end <= end else ""
        own = office.organization in _OF_A_PLACE or (head.pattern == "territory" and not code)
        return BodyValue(name, name, head.kind, "" if own else code, "small" if own else "unit", head=office.organization)

    def seat(self, office: Office, start: int, end: int) -> BodyValue:
        """The kecamatan, kelurahan or desa of that name."""
        words = self.text[start:end].split()
        words = words[1:] if words[0] in _AREAS and len(words) > 1 else words
        name = f"{office.organization} {' '.join(words)}"
        return BodyValue(name, name, "government", "", "small", head=office.organization)

    def small_seat_end(self, end: int) -> int:
        """Past `Kecamatan`, `Kelurahan` or `Desa` and its name: Kepala Seksi Kesejahteraan Sosial [Kecamatan Manonjaya]."""
        at = self.tokens.at(end)
        if at >= len(self.tokens.words) or self.tokens.words[at] not in _AREAS or not self.joined(end, self.tokens.starts[at]):
            return end
        level = "kecamatan" if self.tokens.words[at] in _DISTRICT_WORDS else "desa"
        return max(end, self.area(end, level))

    def small_seat(self, start: int, end: int) -> BodyValue:
        """The kecamatan, kelurahan or desa that is written there."""
        words = self.text[start:end].split()
        head = words[0] if words[0] in SMALL else f"Pemerintah {words[0]}"
        name = f"{head} {' '.join(words[1:])}"
        return BodyValue(name, name, "government", "", "small", head=head)

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


def _degree(word: str) -> bool:
    """True for what may begin a degree behind a comma: the S of `S.Sos`, `SH`."""
    return len(word) == 1 or word.isupper()
