"""The regions an article is about, to complete what it leaves unsaid: `Dinas Kesehatan`, `Gubernur`, `Pemkot`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg import lexicon
from kg.annotate import Annotated
from kg.annotate.offices import OfficeValue
from kg.annotate.organizations import BodyValue, with_region
from kg.model import Mention

_LEAST = 2
_EARLY = 3
"""A mention in the title or the first paragraphs counts double."""


class Home:
    """How much the article speaks of each region; offices and bodies of a region count more than its bare name."""

    def __init__(self, annotated: Annotated) -> None:
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

    def region(self, level: str = "") -> str:
        """The code of the region of this rank (any rank where none is given) that the article is about, or nothing."""
        table = lexicon.territories()
        for code, weight in self.ranked:
            if (not level or table[code].kind == level) and (weight >= _LEAST or len(self.ranked) == 1):
                return code
        if level == "provinsi":
            return next((table[code].parent for code, _ in self.ranked if table[code].parent), "")
        return ""

    def complete(self, body: BodyValue) -> BodyValue:
        """The body with its region where the article leaves it open but makes it plain."""
        if body.region == "small":
            return body._replace(territory=self.region("kabupaten") or self.region("kota"), region="known")
        if body.region != "open":
            return body
        known = self.heads.get(body.stem)
        code = known.most_common(1)[0][0] if known and len(known) == 1 else self.region(body.level)
        return with_region(body, code) if code else body


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


def codes(mentions: Iterable[Mention]) -> list[str]:
    """The codes of all territory mentions, in text order."""
    return [str(mention.value) for mention in mentions if mention.kind == "territory"]
