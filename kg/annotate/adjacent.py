"""What stands directly beside a place of the text: an abbreviation in brackets, a territory, the next word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.annotate import lists
from kg.annotate.tokens import Tokens
from kg.model import Mention

_LONGEST_BRACKET = 40
_WIDEST_GAP = 2
LONGEST_AREA = 3
_AREAS = lists.cues("areas")
_NAME_OPENERS = lists.cues("name-openers")


class Neighbours:
    """The text with its tokens and territories, asked for what follows an offset."""

    def __init__(self, text: str, tokens: Tokens, territories: Sequence[Mention]) -> None:
        self.text, self.tokens, self.territories = text, tokens, territories
        self.territory_starts = [mention.span.start for mention in territories]

    def joined(self, left: int, right: int) -> bool:
        """True where at most a blank or two of one line lie between."""
        if not 0 <= right - left <= _WIDEST_GAP:
            return False
        between = self.text[left:right]
        return not between.strip() and "\n" not in between

    def bracket(self, end: int) -> tuple[int, str]:
        """Past an abbreviation in brackets, and that abbreviation: `(KPU)`; `end` itself where there is none."""
        at = end + 1 if self.text[end : end + 1] == " " else end
        if self.text[at : at + 1] != "(":
            return end, ""
        close = self.text.find(")", at, at + _LONGEST_BRACKET)
        inner = self.text[at + 1 : close].strip() if close > 0 else ""
        return (close + 1, inner) if inner and is_abbreviation(inner) else (end, "")

    def territory(self, end: int) -> Mention | None:
        """The territory that follows at once, or whose rank is the last word before `end` (Wali [Kota Malang])."""
        if self.text[end : end + 2] == ". ":
            end += 1
        index = bisect_right(self.territory_starts, end + _WIDEST_GAP) - 1
        if index < 0:
            return None
        mention = self.territories[index]
        if mention.span.end <= end:
            return None
        return mention if mention.span.start <= end or self.joined(end, mention.span.start) else None

    def in_territory(self, start: int) -> bool:
        """True where a territory mention covers or begins at `start`."""
        index = bisect_right(self.territory_starts, start) - 1
        return index >= 0 and self.territories[index].span.end > start


def is_abbreviation(inner: str) -> bool:
    """True for what stands in brackets behind a name as its short form.

    >>> [is_abbreviation(x) for x in ("KPU", "Kaltara", "KemenPAN RB", "29/1", "bukan nama", "31")]
    [True, True, True, False, False, False]
    """
    return inner[0].isupper() and not any(char.isdigit() for char in inner) and len(inner.split()) <= 3


def areas(tokens: Tokens) -> set[tuple[str, ...]]:
    """The names that the text writes behind Kecamatan, Kelurahan or Desa."""
    words, found = tokens.words, set()
    for at, word in enumerate(words if not _AREAS.isdisjoint(words) else ()):
        if word in _AREAS:
            end = at + 1
            while end < len(words) and end - at <= LONGEST_AREA and words[end][0].isupper() and words[end] not in _NAME_OPENERS:
                end += 1
            if end > at + 1:
                found.add(tuple(words[at + 1 : end]))
    return found
