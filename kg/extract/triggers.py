"""Which words of a sentence tell of a happening, and how far the name of one goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kg.annotate import lists
from kg.annotate.calendar import is_day
from kg.annotate.lists import HAPPENINGS, VERBS, EventWord
from kg.extract.event_types import AWARD, DISASTER, GIVING, OF_THEIR_OWN, VISIT
from kg.extract.when import Purpose
from kg.rules import Item

_VERB = re.compile(r"(?:me|di|ber)[a-z]{4,}")
_LONGEST_LABEL = 12
_REACH = 30
"""So many items behind its verb what makes it an event may stand: menetapkan ... sebagai tersangka."""
_ONLY_NAMED = lists.cues("only-named")
_LABEL_ENDS = lists.cues("label-ends")
_AND = lists.cues("and")
_NEAR = 3
_FOR = frozenset({"dalam", "untuk", "guna"})
_OPENING = 8
"""So many items on, a sentence that begins with `dalam rangka` has told its occasion."""
_UNSETTLED = lists.cues("unsettled")
_WISHES = lists.cues("wishes")
_EARLIER = lists.cues("earlier")
_TAKING_PLACE = lists.cues("taking-place")
_DEFINING = lists.cues("defining")
_OPENINGS = lists.cues("openings")
_FEARED = lists.cues("feared")
_OBSERVED = lists.cues("observed")
_OPPOSED = lists.cues("opposed")
_AIMS = lists.cues("aims")
_FRAMES = lists.cues("frames")
_FRAMED_BY = lists.cues("framed-by")
_PRIZES = lists.cues("prizes")
_GOING_WITH = lists.cues("going-with")
_BEFOREHAND = lists.cues("beforehand")
_AFTERMATH = lists.cues("aftermath")
_OCCASION = lists.cues("occasion")
_OPENING_NOUNS = frozenset({"pembukaan", "penutupan"})
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
        return self.purpose in ("happening", "struck")

    @property
    def exact(self) -> bool:
        """True for such a day that is named by its weekday or number, not by `hari ini`."""
        return self.own and self.marked and is_day(self.iso)


class Word(NamedTuple):
    """A word of a sentence that may tell of a happening: where it stands, and what the sentence has told before it."""

    row: Sequence[Item]
    at: int
    event: EventWord
    dated: bool
    """True where the sentence names the day of something that happens."""
    staged: bool
    """True where it names a venue."""
    told: Sequence[Word]

    @property
    def before(self) -> str:
        return self.row[self.at - 1].text.lower() if self.at else ""


def find(row: Sequence[Item], in_quote: Callable[[int], bool], days: Sequence[Day], venue: str = "") -> list[int]:
    """The items that tell of a happening, not as a part of another one's name; what somebody says tells of one with its day."""
    told: list[Word] = []
    reached = 0
    dated = any(day.own for day in days)
    dated_in_quote = any(day.exact and in_quote(row[day.at].span.start) for day in days)
    for at, item in enumerate(row):
        if item.mention is None or item.mention.kind not in HAPPENINGS or (in_quote(item.span.start) and not dated_in_quote):
            continue
        assert isinstance(item.mention.value, EventWord)
        word = Word(row, at, item.mention.value, dated, bool(venue), told)
        if at < reached or any(silent(word) for silent in SILENT):
            continue
        told.append(word)
        if item.mention.kind == "happening":
            reached = label_end(row, at)
    return [word.at for word in told]


def is_only_named(word: Word) -> bool:
    """True for a happening that only names something else (ruang rapat), and for a disaster that is only feared."""
    return word.before in _ONLY_NAMED or (word.event.type == DISASTER and word.before in _FEARED)


def lacks_what_it_needs(word: Word) -> bool:
    """True for a weak word without the day, the person or the words that make it tell of a happening."""
    needs = word.event.needs
    if not needs or ((word.dated or word.staged) and "date" in needs):
        return False
    behind = word.row[word.at + 1 : word.at + 1 + _REACH]
    if "agent" in needs and behind and (mention := behind[0].mention) is not None and mention.kind in _NAMED:
        return False
    return not any(item.text.lower() in needs for item in behind)


def is_unsettled(word: Word) -> bool:
    """True for what is wished, denied, or done again and again, on no day that is named."""
    if word.dated:
        return False
    near = any(item.text.lower() in _UNSETTLED for item in word.row[max(0, word.at - _NEAR) : word.at])
    return near or any(item.text.lower() in _WISHES for item in word.row[: word.at])


def is_explained(word: Word) -> bool:
    """True for what a sentence without a day explains: pelatihan adalah hak warga."""
    end = label_end(word.row, word.at)
    if word.dated or word.event.shape != "happening" or end == len(word.row):
        return False
    return word.row[end].text.lower() in _DEFINING


def opens_another(word: Word) -> bool:
    """True for the opening or the end of a happening that is named behind it: pembukaan rapat paripurna."""
    return opened(word.row, word.at) != word.at


def is_observed(word: Word) -> bool:
    """True for the occasion of a happening named beside it: rapat paripurna memperingati hari jadi, dalam rangka HUT."""
    if word.row[word.at].text.lower() not in _OBSERVED and word.before not in _OBSERVED:
        return False
    before, behind = word.row[: word.at - 1], word.row[label_end(word.row, word.at) :]
    return any(map(_is_strong, before)) or (_begins_with_occasion(word) and any(map(_is_strong, behind)))


def _begins_with_occasion(word: Word) -> bool:
    """True for the occasion with which a sentence begins: `Dalam rangka menyemarakkan HUT, Pemkab menggelar ...`."""
    opens = next((item.text.lower() for item in word.row if item.text[0].isalpha()), "")
    return word.at <= _OPENING and (opens in _FOR or opens in _OBSERVED)


def _is_strong(item: Item) -> bool:
    """True for a noun that tells of a happening by itself."""
    word = _event_word(item)
    return word is not None and word.shape == "happening" and not word.needs


def is_only_meant(word: Word) -> bool:
    """True for what somebody is against (menolak pengesahan), and for an aim: sidak untuk menertibkan pedagang."""
    if word.before in _OPPOSED:
        return True
    return word.before in _AIMS and word.event.shape == "act" and bool(word.told)


def is_still_to_come(word: Word) -> bool:
    """True for what a happening comes before: menjelang peresmian; an election tells its day so."""
    return word.before in _BEFOREHAND and word.event.type != "pemilihan"


def opens_what_was_told(word: Word) -> bool:
    """True for the opening or the end of the occasion, or of a happening that the sentence named before: MTQ resmi dibuka."""
    text, behind = word.row[word.at].text.lower(), word.row[word.at + 1 : word.at + 2]
    if text in _OPENING_NOUNS and any(item.text.lower() in _OCCASION for item in behind):
        return True
    opens = word.event.shape == "undergo" and word.event.noun in _OPENING_NOUNS
    return opens and any(known.event.shape == "happening" for known in word.told)


def is_a_frame(word: Word) -> bool:
    """True for the nameless ceremony in which something is done: melantik ... dalam upacara yang ..."""
    bare = word.row[word.at].text.lower() in _FRAMES and label_end(word.row, word.at) == word.at + 1
    return bare and word.before in _FRAMED_BY and any(known.event.shape in ("act", "undergo") for known in word.told)


def is_a_toll(word: Word) -> bool:
    """True for the deaths of a disaster that the sentence told before."""
    return word.event.noun == "meninggalnya" and any(known.event.type == DISASTER for known in word.told)


def hands_over_an_award(word: Word) -> bool:
    """True for the handing over of the award that the sentence told before."""
    return word.event.type == "penyerahan" and any(known.event.type == "penghargaan" for known in word.told)


def is_object(word: Word) -> bool:
    """True for a weak noun that is what the verb before it is done to: melepas keberangkatan."""
    return bool(word.event.needs) and any(known.at == word.at - 1 and known.event.shape == "act" for known in word.told)


SILENT: tuple[Callable[[Word], bool], ...] = (
    is_only_named,
    lacks_what_it_needs,
    is_unsettled,
    is_explained,
    opens_another,
    is_observed,
    is_only_meant,
    is_still_to_come,
    opens_what_was_told,
    is_a_frame,
    is_a_toll,
    hands_over_an_award,
    is_object,
)
"""Why a word of the table tells of no happening where it stands."""


def opened(row: Sequence[Item], at: int) -> int:
    """Where the happening stands that the word here opens or ends; the word itself where it opens none."""
    if row[at].text.lower() not in _OPENINGS:
        return at
    behind = range(at + 1, min(at + 1 + _NEAR, len(row)))
    return next((i for i in behind if (mention := row[i].mention) is not None and mention.kind == "happening"), at)


def _event_word(item: Item) -> EventWord | None:
    """The word of the table that an item is, or None."""
    return item.mention.value if item.mention is not None and isinstance(item.mention.value, EventWord) else None


def hands_a_prize(row: Sequence[Item], at: int) -> bool:
    """True where a prize is handed over: menyerahkan sejumlah penghargaan, piala bergilir itu diserahkan."""
    value = _event_word(row[at])
    if value is None or value.type not in GIVING - {AWARD}:
        return False
    near = row[max(0, at - _OPENING) : at] if value.shape == "undergo" else row[at + 1 : at + 1 + _NEAR]
    return any(item.text.lower() in _PRIZES for item in near)


def goes_with(row: Sequence[Item], at: int) -> bool:
    """True for what follows or joins the occasion: dilanjutkan dengan peninjauan, dirangkai penyerahan bantuan."""
    value = _event_word(row[at])
    if value is None or value.type not in OF_THEIR_OWN | {VISIT}:
        return False
    return any(item.text.lower() in _GOING_WITH for item in row[max(0, at - _NEAR) : at])


def is_aftermath(row: Sequence[Item], at: int) -> bool:
    """True for a disaster of which the sentence tells what came after: bantuan untuk korban banjir."""
    return any(item.text.lower() in _AFTERMATH for item in row[max(0, at - _NEAR) : at])


def is_earlier(row: Sequence[Item], at: int) -> bool:
    """True for what was past when the article's own happening came: sempat dilaporkan, sebelumnya, usai."""
    return any(item.text.lower() in _EARLIER for item in (*row[:1], *row[max(0, at - _NEAR) : at]))


def takes_place(row: Sequence[Item]) -> bool:
    """True where a sentence says that something takes place."""
    return any(item.text.lower() in _TAKING_PLACE for item in row)


def label_end(row: Sequence[Item], at: int, nameless: bool = False) -> int:
    """The end of the event's label: its word and what follows, up to the next mark, date, verb or preposition.

    A `nameless` label also ends before a name.
    """
    end = at + 1
    while end < len(row) and end - at < _LONGEST_LABEL and not closes(row[end]) and not _begins_another(row, at, end):
        mention = row[end].mention
        if nameless and mention is not None and mention.kind == "person":
            break
        end += 1
    return end


def _begins_another(row: Sequence[Item], at: int, end: int) -> bool:
    """True at the `dan` behind which a happening of another type has its name, without a capital."""
    first, behind = row[at].mention, row[min(end + 1, len(row) - 1)]
    if row[end].text.lower() not in _AND or first is None or behind.mention is None or behind.mention.kind != "happening":
        return False
    assert isinstance(behind.mention.value, EventWord)
    of_its_own = behind.mention.value.type in OF_THEIR_OWN and behind.text[0].islower()
    return of_its_own and isinstance(first.value, EventWord) and _is_noun_of_another(first.value, behind.mention.value)


def _is_noun_of_another(first: EventWord, second: EventWord) -> bool:
    return first.shape == "happening" and first.type != second.type and not second.needs


def closes(item: Item) -> bool:
    """True where the name of a happening ends: at a mark, a date, a verb or a preposition."""
    if item.mention is not None:
        return item.mention.kind == "date" or item.mention.kind in VERBS
    return item.text in ',.;:()"“”' or _VERB.fullmatch(item.text) is not None or item.text.lower() in _LABEL_ENDS
