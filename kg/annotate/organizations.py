"""Bodies by fixed name and by head word, under their full official names.

A body is a fixed name (`KPK`), or a head with what follows it: a region (`Polda Riau`), a field and a region
(`Dinas Tanaman Pangan Provinsi Riau`), a name (`Yayasan Bina Warga`), a parent body (`Komisi I DPRD Riau`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kg import lexicon
from kg.annotate import abbreviations, districts, lists
from kg.annotate.bodies import BodyValue, own_region, with_region
from kg.annotate.extents import OPEN_KINDS, Extents
from kg.annotate.lists import Head, Name
from kg.annotate.scan import Hit
from kg.annotate.tokens import Tokens
from kg.model import Mention, Span

_LINKS = lists.cues("parent-links")
_NO_BODIES = lists.cues("no-bodies")
_LOOSE = lists.cues("loose-heads")
_LEAST_NAME = 3
"""So many words name a body with a loose head: Gerakan Pramuka Kwartir Cabang."""
_WITH_OFFICES = frozenset({"ministry", "agency"})
"""Kinds of national body that are named with a province for their office there."""
_WITH_BRANCHES = frozenset({"association", "commission"})
"""Kinds of national body that have branches in every region."""
_CENTRAL = lists.cues("central")
_OFFICES = ("Dinas", "Badan", "Kantor")
"""Words behind a kind of school that begin another body: Kabid Pembinaan SMP Dinas Pendidikan."""
_WITH_REGION_ALONE = lists.cues("region-heads")
_OF_A_PLACE = lists.cues("place-heads")
_LONGEST_PLACE = 3


def find(text: str, tokens: Tokens, hits: Sequence[Hit[Name]], territories: Sequence[Mention]) -> list[Mention]:
    """The organizations of a text, in text order; they may hold territories and, as units, each other's parents."""
    other = abbreviations.meant_otherwise(text, tokens, hits)
    finder = _Finder(text, tokens, [hit for hit in hits if text[hit.start : hit.end] not in other], territories)
    found = list(finder.run())
    return found + _by_alias(text, tokens, found)


class _Finder(Extents):
    """One pass over the hits of one text."""

    def run(self) -> Iterator[Mention]:
        reached = 0
        for index, hit in enumerate(self.hits):
            if hit.start < reached:
                continue
            for mention in self.read(index):
                reached = max(reached, mention.span.end)
                yield mention

    def read(self, index: int) -> list[Mention]:
        """The body that begins with this hit, and its parent where it is a unit of one."""
        hit = self.hits[index]
        head = hit.value.head
        if head is None:
            return self.fixed(hit)
        if head.full in _NO_BODIES:
            return []
        if head.pattern == "name":
            return self.named(hit, head)
        after = self.goes_further(hit.end, head)
        full = f"{head.full} {' '.join(self.text[hit.end : after].split())}".strip()
        value = BodyValue(full, full, head.kind, "", "open", _level(head.full), "", head.full)
        end, alias = self.bracket(after)
        if region := self.territory(end):
            value = with_region(value, str(region.value))
            end = region.span.end
            end, later = self.bracket(end)
            return [_mention(hit.start, end, value._replace(alias=alias or later), "organization.head")]
        if rank := self.rank(end, head):
            value, end = value._replace(level=rank.lower()), end + 1 + len(rank)
        if number := self.number(end, head):
            value = value._replace(name=f"{head.full} {self.text[end:number].strip()}", region="none")
            return [_mention(hit.start, number, value, "organization.number")]
        if hit.value.body is not None:
            return self.fixed(hit)
        if head.kind == "unit" and (parent := self.parent(end)):
            return [self.unit(hit.start, value, parent[0]), *parent]
        if self.text[hit.start : hit.end] == head.full and head.kind == "government":
            return []
        return [_mention(hit.start, end, value._replace(alias=alias), "organization.bare")]

    def in_region(self, mention: Mention) -> Mention:
        """A body without a region, with the one that follows it: DPD PDI Perjuangan Jawa Barat."""
        value: BodyValue = mention.value  # type: ignore[assignment]
        region = self.territory(mention.span.end) if value.region == "none" else None
        if region is None:
            return mention
        whole = with_region(value, str(region.value))
        return Mention(mention.kind, Span(mention.span.start, region.span.end), whole, mention.source)

    def unit(self, start: int, value: BodyValue, parent: Mention) -> Mention:
        """A unit with the body it belongs to: Biro Organisasi Sekretariat Daerah Provinsi Riau."""
        inner: BodyValue = parent.value  # type: ignore[assignment]
        whole = value._replace(
            name=f"{value.stem} {inner.name}",
            stem=f"{value.stem} {inner.stem}",
            territory=inner.territory,
            region=inner.region,
            level=inner.level,
        )
        return _mention(start, parent.span.end, whole, "organization.unit")

    def fixed(self, hit: Hit[Name]) -> list[Mention]:
        body = hit.value.body
        if body is None:
            return []
        end, alias = self.bracket(self.of_the_republic(hit.end))
        value = BodyValue(body.name, body.name, body.kind, own_region(body.name, body.kind), "none", "", alias)
        if body.name in _CENTRAL:
            return [_mention(hit.start, end, value, "organization.fixed")]
        region = self.territory(self.branch(end)) if body.kind in _WITH_BRANCHES else self.territory(end)
        if region and (body.kind in _WITH_BRANCHES or (body.kind in _WITH_OFFICES and _provincial(region))):
            value, end = with_region(value, str(region.value)), region.span.end
        elif body.kind in _WITH_BRANCHES and (after := self.kecamatan(end)):
            return [self.of_kecamatan(hit.start, end, after, value)]
        return [_mention(hit.start, end, value, "organization.fixed")]

    def of_kecamatan(self, start: int, end: int, after: int, value: BodyValue) -> Mention:
        """A body in its kecamatan, whose name stands from `end` to `after`."""
        head = f"{value.name} Kecamatan"
        name = f"{head} {self.text[end:after].strip().removeprefix('Kecamatan').strip()}"
        return _mention(start, after, value._replace(name=name, stem=name, region="small", head=head), "organization.kecamatan")

    def named(self, hit: Hit[Name], head: Head) -> list[Mention]:
        """A head with a free name behind it, its region or its parent."""
        if head.full in _OF_A_PLACE:
            return self.of_a_place(hit, head)
        end = self.tail(hit.end, head)
        tail = " ".join(self.text[hit.end : end].split())
        if head.kind == "school" and tail.startswith(_OFFICES):
            return []
        stem = f"{head.full} {tail}".strip()
        if not tail and head.full == "Sekretariat":
            stem = "Sekretariat Daerah"
        end, alias = self.bracket(end)
        if alias and (after := self.zone(end)) > end:
            stem, end = f"{stem} {self.text[end:after].strip()}", after
        value = BodyValue(stem, stem, head.kind, "", "open" if self.takes_region(head) else "none", "", alias, head.full)
        if region := self.territory(end):
            if tail in ("", "Kota") and head.kind not in OPEN_KINDS and head.full not in _WITH_REGION_ALONE:
                return []
            end, later = self.bracket(region.span.end)
            value = with_region(value, str(region.value))
            return [_mention(hit.start, end, value._replace(alias=alias or later), "organization.named")]
        if tail and (after := self.kecamatan(end)):
            return [self.of_kecamatan(hit.start, end, after, value)]
        parent = self.parent(end)
        if parent:
            whole = self.in_region(self.unit(hit.start, value, parent[0]))
            if head.full == "Fraksi" and (council := self.parent(whole.span.end)):
                whole, parent = self.unit(hit.start, whole.value, council[0]), [*parent, *council]  # type: ignore[arg-type]
            return [whole, *parent] if tail or " " in head.full or head.full == "Fraksi" else [*parent]
        if not tail or (head.full in _LOOSE and len(tail.split()) < _LEAST_NAME):
            return []
        return [_mention(hit.start, end, value, "organization.named")]

    def of_a_place(self, hit: Hit[Name], head: Head) -> list[Mention]:
        """A body named for a kecamatan: Polsek Kawali."""
        words, starts, ends = self.tokens.words, self.tokens.starts, self.tokens.ends
        first = at = self.tokens.at(hit.end)
        if first >= len(words) or not self.joined(hit.end, starts[first]):
            return []
        if count := districts.length(words, first):
            at = first + count
            at += at < len(words) and words[at].isdigit() and self.joined(ends[at - 1], starts[at])
        while (
            not count
            and at < len(words)
            and at - first < _LONGEST_PLACE
            and words[at][0].isupper()
            and self.joined(ends[at - 1], starts[at])
        ):
            if starts[at] in self.hit_at:
                break
            at += 1
        if at == first:
            return []
        name = f"{head.full} {' '.join(words[first:at])}"
        return [
            _mention(
                hit.start, ends[at - 1], BodyValue(name, name, head.kind, "", "small", head=head.full), "organization.place"
            )
        ]

    def takes_region(self, head: Head) -> bool:
        if head.kind == "school":
            return "Negeri" in head.full
        return head.kind not in OPEN_KINDS and head.kind not in ("ministry", "council", "commission", "international")

    def parent(self, end: int) -> list[Mention]:
        """The body that follows at once, or after `pada` or `dari`."""
        at = self.tokens.at(end)
        if at < len(self.tokens.words) and self.tokens.words[at] in _LINKS and self.joined(end, self.tokens.starts[at]):
            end = self.tokens.ends[at]
            at += 1
        if at >= len(self.tokens.starts) or not self.joined(end, self.tokens.starts[at]):
            return []
        index = self.hit_at.get(self.tokens.starts[at])
        return self.read(index) if index is not None else []


def _provincial(region: Mention) -> bool:
    return lexicon.territories()[str(region.value)].kind == "provinsi"


def _level(head: str) -> str:
    for word, level in (("Provinsi", "provinsi"), ("Kabupaten", "kabupaten"), ("Kota", "kota")):
        if head.endswith(word):
            return level
    return "provinsi" if head in ("Kepolisian Daerah", "Kejaksaan Tinggi") else ""


def _mention(start: int, end: int, value: BodyValue, source: str) -> Mention:
    return Mention("organization", Span(start, end), value, source)


def _by_alias(text: str, tokens: Tokens, found: Sequence[Mention]) -> list[Mention]:
    """Later uses of the abbreviations that the article itself gives in brackets."""
    values: dict[str, Mention] = {}
    for mention in found:
        value: BodyValue = mention.value  # type: ignore[assignment]
        initials = {word[0].upper() for word in [*value.name.split(), *mention.span.of(text).split()]}
        if value.alias and value.alias.isupper() and " " not in value.alias and value.alias[0] in initials:
            values.setdefault(value.alias, mention)
    if not values:
        return []
    taken = sorted(mention.span for mention in found)
    starts, reached = [span.start for span in taken], list(accumulate((span.end for span in taken), max))
    more = []
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        before = bisect_right(starts, start) if word in values else 0
        if word in values and not (before and reached[before - 1] > start):
            more.append(Mention("organization", Span(start, end), values[word].value, "organization.alias"))
    return more
