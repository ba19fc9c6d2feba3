"""How far the name of a body goes: its fields, its number or class, the branch or the kecamatan that it is for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.annotate import districts, lists
from kg.annotate.adjacent import Neighbours
from kg.annotate.lists import Head, Name
from kg.annotate.scan import Hit
from kg.annotate.tokens import Tokens
from kg.model import Mention

_LONGEST_NAME = 12
_JOINERS = lists.cues("name-joiners")
_FURTHER = frozenset({"dan", "&"})
OPEN_KINDS = frozenset({"enterprise", "party", "association", "university", "school", "hospital", "other"})
"""Kinds whose own names are free words; those of offices are made of the words of government."""
_BRANCHES = lists.cues("branches")
_CLASS = re.compile(r"\d+|[IVX]+[AB]?|[AB]|Klas|Kelas|TPI")
"""Numbers of regions, and the class of an office: Kelas IIA."""


class Extents(Neighbours):
    """The text with the names and heads of bodies found in it, asked where a name ends."""

    def __init__(self, text: str, tokens: Tokens, hits: Sequence[Hit[Name]], territories: Sequence[Mention]) -> None:
        super().__init__(text, tokens, territories)
        self.hits = hits
        self.hit_at = {hit.start: index for index, hit in enumerate(hits)}

    def branch(self, end: int) -> int:
        """Past the word for a branch: Yayasan Jantung Indonesia [Cabang] Riau."""
        at = self.tokens.at(end)
        joined = at < len(self.tokens.words) and self.joined(end, self.tokens.starts[at])
        return self.tokens.ends[at] if joined and self.tokens.words[at] in _BRANCHES else end

    def zone(self, end: int) -> int:
        """Past `Wilayah` and its number."""
        at = self.tokens.at(end)
        words = self.tokens.words[at : at + 2]
        if words[:1] == ["Wilayah"] and self.joined(end, self.tokens.starts[at]) and _CLASS.fullmatch(words[-1]):
            return self.tokens.ends[at + 1]
        return end

    def kecamatan(self, end: int) -> int:
        """The end of `Kecamatan` and its name, or of a name of two words or more alone: PWRI [Lawang Kidul]; or 0."""
        at = self.tokens.at(end)
        words = self.tokens.words
        if at >= len(words) or not self.joined(end, self.tokens.starts[at]):
            return 0
        called = words[at] == "Kecamatan"
        count = districts.length(words, at + called)
        return self.tokens.ends[at + called + count - 1] if count > 1 - called else 0

    def of_the_republic(self, end: int) -> int:
        """Past `RI` or `Republik Indonesia`, which any national body may add to its name."""
        for words in (" RI", " Republik Indonesia"):
            if self.text.startswith(words, end) and not self.text[end + len(words) : end + len(words) + 1].isalnum():
                return end + len(words)
        return end

    def goes_further(self, end: int, head: Head) -> int:
        """Past further fields of an office: Dinas Peternakan [dan Pertanian]."""
        at = self.tokens.at(end)
        while head.pattern == "opd" and at + 1 < len(self.tokens.words) and self.joined(end, self.tokens.starts[at]):
            if self.further_field(at):
                end, at = self.tokens.ends[at], at + 1
                continue
            if self.tokens.words[at] not in _FURTHER or not self.goes_on(at, head):
                break
            end, at = self.tokens.ends[at + 1], at + 2
            while at < len(self.tokens.words) and self.joined(end, self.tokens.starts[at]) and self.field_word(at):
                end, at = self.tokens.ends[at], at + 1
        return end

    def further_field(self, at: int) -> bool:
        """True for a word of government between a known field and `dan`: Dinas Perdagangan [Koperasi] dan UMKM."""
        words = self.tokens.words
        if at + 2 >= len(words) or words[at + 1] not in _FURTHER or self.in_territory(self.tokens.starts[at]):
            return False
        return words[at][0].isupper() and self.tokens.lower[at] in lists.field_words() and self.field_word(at + 2)

    def field_word(self, at: int) -> bool:
        """True for a word of government that begins neither a body nor a region."""
        word, start = self.tokens.words[at], self.tokens.starts[at]
        if start in self.hit_at or self.in_territory(start) or not word[0].isupper():
            return False
        return word.lower() in lists.field_words()

    def rank(self, end: int, head: Head) -> str:
        """The rank of the region that is not named: Dinas PU [Provinsi]."""
        at = self.tokens.at(end)
        words = self.tokens.words
        if head.kind == "army" or at >= len(words) or not self.joined(end, self.tokens.starts[at]):
            return ""
        return words[at] if words[at] in ("Provinsi", "Kabupaten", "Kota") else ""

    def number(self, end: int, head: Head) -> int:
        """The end of a unit's number: Kodim 1207/Pontianak, Korem 121/Alambhana Wanawai."""
        if head.kind != "army":
            return 0
        at = self.tokens.at(end)
        words, ends = self.tokens.words, self.tokens.ends
        if at >= len(words) or not words[at][0].isdigit() or not self.joined(end, self.tokens.starts[at]):
            return 0
        last = ends[at]
        if self.text[last : last + 1] == "/" and at + 2 < len(words) and words[at + 2][:1].isupper():
            last = ends[at + 2]
        return last

    def tail(self, end: int, head: Head) -> int:
        """The end of the free name behind a head: capitalised words, joined by `dan` or commas where they belong."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        at, count = self.tokens.at(end), 0
        while at < len(words) and count < _LONGEST_NAME and self.joined(end, starts[at]):
            if self.ends_name(starts[at], count, head) and not (head.kind == "enterprise" and self.within_name(at)):
                break
            word = words[at]
            if word.lower() in _JOINERS or word in ",/":
                if not count or not self.goes_on(at, head):
                    break
                end, at = ends[at + 1], at + 2
            elif self.own(word, head):
                end, at = ends[at], at + 1
            else:
                break
            count += 1
        return end

    def ends_name(self, start: int, count: int, head: Head) -> bool:
        """True where a territory or another body begins."""
        if self.in_territory(start):
            return True
        other = self.hit_at.get(start)
        return other is not None and (count > 0 or self.hits[other].value.body is not None or head.full == "Kantor")

    def within_name(self, at: int) -> bool:
        """True for a region inside the name of a company: PT [Lampung Selatan] Maju."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        index = bisect_right(self.territory_starts, starts[at]) - 1
        if index < 0 or not self.in_territory(starts[at]):
            return False
        after = self.tokens.at(self.territories[index].span.end)
        if after >= len(words) or not self.joined(ends[after - 1], starts[after]):
            return False
        return (
            words[after][0].isupper()
            and starts[after] not in self.hit_at
            and self.tokens.lower[after] not in lists.function_words()
        )

    def own(self, word: str, head: Head) -> bool:
        """True where the word can be part of the name of such a body."""
        if head.kind in OPEN_KINDS:
            return word[0].isupper() or word.isdigit()
        return (word.lower() in lists.field_words() and (word[0].isupper() or word.isdigit())) or _CLASS.fullmatch(
            word
        ) is not None

    def goes_on(self, at: int, head: Head) -> bool:
        """True where the name goes on behind `dan` or a comma."""
        words, starts = self.tokens.words, self.tokens.starts
        if at + 1 >= len(words) or starts[at + 1] in self.hit_at:
            return False
        after = words[at + 1]
        if not after[0].isupper() or after.lower() not in lists.field_words():
            return False
        if head.kind in OPEN_KINDS:
            return words[at] != ","
        if words[at] != ",":
            return True
        return any(word.lower() in _JOINERS for word in words[at + 2 : at + 8])
