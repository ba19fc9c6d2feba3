"""Which words of a sentence tell of a happening, and how far the name of one goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from kg.annotate import lists
from kg.annotate.lists import EventWord
from kg.extract.when import HAPPENINGS, Purpose
from kg.rules import Item

_VERB = re.compile(r"(?:me|di|ber)[a-z]{4,}")
_LONGEST_LABEL = 12
_REACH = 30
"""So many items behind its verb what makes it an event may stand: menetapkan ... sebagai tersangka."""
_ONLY_NAMED = lists.cues("only-named")
_LABEL_ENDS = lists.cues("label-ends")
_NEAR = 3
_UNSETTLED = lists.cues("unsettled")
_WISHES = lists.cues("wishes")
_EARLIER = lists.cues("earlier")
_TAKING_PLACE = lists.cues("taking-place")
_DEFINING = lists.cues("defining")
_OPENINGS = lists.cues("openings")
_FEARED = lists.cues("feared")
_OBSERVED = lists.cues("observed")
_NAMED = frozenset({"official", "person", "office"})


class Day(NamedTuple):
    """A date of a sentence: the item where it stands, its ISO form, what it is the date of, and whether it is `marked` by a
    weekday or a bracket.
    """

    at: int
    iso: str
    purpose: Purpose
    marked: bool

    @property
    def own(self) -> bool:
        """True for a day on which something happens."""
        return self.purpose == "happening"

    @property
    def exact(self) -> bool:
        """True for such a day that is named by its weekday or number, not by `hari ini`."""
        return self.own and self.marked and len(self.iso) == len("2022-03-31")


def find(row: Sequence[Item], in_quote: Callable[[int], bool], days: Sequence[Day]) -> Iterator[int]:
    """The items that tell of a happening, not as a part of another one's name; what somebody says tells of one with its day."""
    reached = 0
    last_happening = -1
    awarded = False
    dated = any(day.own for day in days)
    dated_in_quote = any(day.exact and in_quote(row[day.at].span.start) for day in days)
    for at, item in enumerate(row):
        if item.mention is None or item.mention.kind not in HAPPENINGS or (in_quote(item.span.start) and not dated_in_quote):
            continue
        word = item.mention.value
        assert isinstance(word, EventWord)
        if at < reached or _only_named(row, at, word) or not _has_what_it_needs(row, at, word, dated):
            continue
        if awarded and word.type == "penyerahan":
            continue
        if (not dated and _is_unsettled(row, at)) or _opens_another(row, at) or (last_happening >= 0 and _is_observed(row, at)):
            continue
        if item.mention.kind == "happening":
            reached = label_end(row, at)
            if not dated and reached < len(row) and row[reached].text.lower() in _DEFINING:
                continue
            last_happening = at if not word.needs else last_happening
        awarded = awarded or word.type == "penghargaan"
        yield at


def _only_named(row: Sequence[Item], at: int, word: EventWord) -> bool:
    """True for a happening that only names something else, and for a disaster that is only feared."""
    before = row[at - 1].text.lower() if at else ""
    return before in _ONLY_NAMED or (word.type == "bencana" and before in _FEARED)


def _is_observed(row: Sequence[Item], at: int) -> bool:
    """True for the occasion of a happening named before: rapat paripurna memperingati hari jadi, dalam rangka HUT."""
    return row[at].text.lower() in _OBSERVED or (at >= 1 and row[at - 1].text.lower() in _OBSERVED)


def _is_unsettled(row: Sequence[Item], at: int) -> bool:
    """True for what is wished, denied, or done again and again."""
    near = any(item.text.lower() in _UNSETTLED for item in row[max(0, at - _NEAR) : at])
    return near or any(item.text.lower() in _WISHES for item in row[:at])


def _opens_another(row: Sequence[Item], at: int) -> bool:
    """True for the opening or the end of a happening that is named behind it: pembukaan rapat paripurna."""
    return opened(row, at) != at


def opened(row: Sequence[Item], at: int) -> int:
    """Where the happening stands that the word here opens or ends; the word itself where it opens none."""
    if row[at].text.lower() not in _OPENINGS:
        return at
    behind = range(at + 1, min(at + 1 + _NEAR, len(row)))
    return next((i for i in behind if (mention := row[i].mention) is not None and mention.kind == "happening"), at)


def is_earlier(row: Sequence[Item], at: int) -> bool:
    """True for what was past when the article's own happening came: sempat dilaporkan, sebelumnya, usai."""
    return any(item.text.lower() in _EARLIER for item in (*row[:1], *row[max(0, at - _NEAR) : at]))


def takes_place(words: Set[str]) -> bool:
    """True where a sentence of these words says that something takes place."""
    return not words.isdisjoint(_TAKING_PLACE)


def _has_what_it_needs(row: Sequence[Item], at: int, word: EventWord, dated: bool) -> bool:
    if not word.needs or (dated and "date" in word.needs):
        return True
    behind = row[at + 1 : at + 1 + _REACH]
    if "agent" in word.needs and behind and (mention := behind[0].mention) is not None and mention.kind in _NAMED:
        return True
    return any(item.text.lower() in word.needs for item in behind)


def label_end(row: Sequence[Item], at: int, nameless: bool = False) -> int:
    """The end of the event's label: its word and what follows, up to the next mark, date, verb or preposition.

    A `nameless` label also ends before a name.
    """
    end = at + 1
    while end < len(row) and end - at < _LONGEST_LABEL and not closes(row[end]):
        mention = row[end].mention
        if nameless and mention is not None and mention.kind == "person":
            break
        end += 1
    return end


def closes(item: Item) -> bool:
    """True where the name of a happening ends: at a mark, a date, a verb or a preposition."""
    if item.mention is not None:
        return item.mention.kind in ("date", "act", "undergo", "meet", "receive")
    return item.text in ',.;:()"“”' or _VERB.fullmatch(item.text) is not None or item.text.lower() in _LABEL_ENDS
