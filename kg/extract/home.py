"""The regions an article is about, to complete what it leaves unsaid: `Dinas Kesehatan`, `Gubernur`, `Pemkot`."""

from __future__ import annotations

import re
from collections import Counter

from kg import lexicon
from kg.annotate import Annotated, districts
from kg.annotate.bodies import BodyValue, with_region
from kg.annotate.offices import OfficeValue
from kg.model import Mention

_COUNCIL = "Dewan Perwakilan"
_COUNCIL_PART = re.compile(r"Komisi (?:[IVX]+|[A-E])|Fraksi .+")
_VILLAGES = ("Kelurahan", "Pemerintah ")
_LEAST = 2
_EARLY = 3
"""A mention in the title or the first paragraphs counts double."""


class Home:
    """How much the article speaks of each region; offices and bodies of a region count more than its bare name."""

    def __init__(self, annotated: Annotated) -> None:
        self.council: BodyValue | None = None
        self.weights: Counter[str] = Counter()
        self.heads: dict[str, Counter[str]] = {}
        early = _early(annotated)
        for mention in annotated.mentions:
            code, weight = _said(mention)
            if code:
                self.weights[code] += weight * (2 if mention.span.start < early else 1)
            if isinstance(mention.value, BodyValue) and mention.value.region == "known":
                self.heads.setdefault(mention.value.stem, Counter())[mention.value.territory] += 1
        self.ranked = sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))
        self.seat = _seat(annotated)
        self._bodies = [m.value for m in annotated.mentions if isinstance(m.value, BodyValue)]
        self.council = self._council(annotated)

    def _council(self, annotated: Annotated) -> BodyValue | None:
        """The legislature of which the article speaks, the most often named one."""
        named: Counter[str] = Counter()
        values = {}
        for mention in annotated.mentions:
            value = mention.value.body if isinstance(mention.value, OfficeValue) else mention.value
            if isinstance(value, BodyValue) and value.kind == "council" and value.stem.startswith(_COUNCIL):
                whole = self.complete(value)
                values[whole.name] = whole
                named[whole.name] += 1
        return values[named.most_common(1)[0][0]] if named else None

    def only(self, kind: str) -> BodyValue | None:
        """The one body of a kind that the article names."""
        bodies = {body.name: body for body in map(self.complete, self._bodies) if body.kind == kind}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def region(self, level: str = "") -> str:
        """The code of the region of this rank (any rank where none is given) that the article is about, or nothing."""
        table = lexicon.territories()
        if not level and self.seat and (code := self.region(self.seat)):
            return code
        for code, weight in self.ranked:
            if (not level or table[code].kind == level) and (weight >= _LEAST or len(self.ranked) == 1):
                return code
        if level == "provinsi":
            return next((table[code].parent for code, _ in self.ranked if table[code].parent), "")
        return ""

    def around(self, area: str = "") -> str:
        """The code of the kabupaten or kota in which a kecamatan lies, or of the one the article is about."""
        ranked = [code for code, _ in self.ranked]
        codes = districts.regions(area)
        near = [code for said in ranked for code in codes if code == said] or [
            code for said in ranked for code in codes if code[:2] == said[:2]
        ]
        table = lexicon.territories()
        near += [code for code in ranked if table[code].kind != "provinsi"]
        return near[0] if near else codes[0] if len(codes) == 1 and not ranked else ""

    def complete(self, body: BodyValue) -> BodyValue:
        """The body with its region where the article leaves it open but makes it plain."""
        if body.region == "none" and self.council and _COUNCIL_PART.fullmatch(body.stem) and _COUNCIL not in body.name:
            return body._replace(name=f"{body.stem} {self.council.name}", territory=self.council.territory, region="known")
        if body.region == "small":
            area = "" if body.head.startswith(_VILLAGES) else body.name.removeprefix(body.head)
            return body._replace(territory=self.around(area), region="known")
        if body.region != "open":
            return body
        known = self.heads.get(body.stem)
        code = known.most_common(1)[0][0] if known and len(known) == 1 else self.region(body.level)
        return with_region(body, code) if code else body


def _seat(annotated: Annotated) -> str:
    """The rank of region whose head the article calls by his office alone (`Bupati`); empty where there is none, or several."""
    ranks = {
        mention.value.office.level
        for mention in annotated.mentions
        if isinstance(mention.value, OfficeValue)
        and mention.value.office.level in lexicon.AREA_KINDS
        and not mention.value.territory
    }
    return ranks.pop() if len(ranks) == 1 else ""


def _early(annotated: Annotated) -> int:
    starts = [sentence.span.end for sentence in annotated.sentences if sentence.paragraph < _EARLY]
    return max(starts, default=0)


def _said(mention: Mention) -> tuple[str, int]:
    value = mention.value
    if isinstance(value, OfficeValue):
        return value.territory, 3
    if isinstance(value, BodyValue):
        return value.territory, 2
    return (str(value), 1) if mention.kind == "territory" else ("", 0)
