"""What stands directly beside a run of capitals and shows it to be a name: an office, a title, a degree, a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists, nobody
from kg.annotate.labels import RANKS, TITLES, Labels
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import NUMERAL, Tokens

NICKNAME = lists.cues("nickname")
_SEATS = lists.cues("seats")
_CAPACITY = lists.cues("capacity")
_TO_OFFICE = lists.cues("to-office") | _CAPACITY
_TOLD = frozenset({"", "act", "undergo"})
"""What may lie between somebody and the office he is said to hold: plain words, and verbs like dilantik."""
_OFFICE_REACH = 7
"""How many words may stand between a name and the office it is said to hold."""
_OFFICE_MARKS = frozenset({",", "-", "–", "—", ":", "(", "/"})
_ASIDES = lists.cues("office-asides")
_ASIDE_REACH = 10
"""How many words back the office may stand to which a term or a party belongs."""
_HELD = lists.cues("held-by")
_FOLLOWED = lists.cues("followed")
_FOLLOWED_REACH = 10
"""How many words behind `menggantikan` the office may stand: menggantikan Budi sebagai ..."""
_AS = frozenset({"sebagai", "selaku"})
_LEADS = frozenset({"adalah", "yakni", "yaitu", "ialah"})
_OF_PLACES = frozenset({"di", "ke", "dari", "pada", "dalam"})


def before(tokens: Tokens, labels: Labels, start: int, end: int, first: int) -> str:
    """What the words before the tokens `start` to `end` show: `office`, `title`, `speech`, `nickname`, `holder` or nothing."""
    words, of = tokens.words, labels.of
    at = start - 1
    titled = False
    while at >= first and (of[at] in TITLES or (words[at] in (".", ",") and at > first and of[at - 1] in RANKS)):
        titled, at = True, at - 1
    apart = at >= first and words[at] in (",", ":", "-")
    at -= apart
    at = _past_aside(tokens, labels, at, first)
    if apart and at >= first and of[at] == "office" and _is_venue(tokens, labels, at):
        return ""
    if at >= first and of[at] == "office" and _introduces(labels, at, words[start:end]):
        return "" if all(word.lower() in lists.field_words() for word in words[start:end]) else "office"
    if titled:
        return "" if nobody.is_honoured(tokens.words, at, first) else "title"
    if at == start - 1 and at >= first:
        lower = tokens.lower[at]
        if lower in lists.speech_verbs("after") or lower == "menurut":
            return "speech"
        if lower in NICKNAME:
            return "nickname"
        if end - start > 1 and _holder(tokens, labels, at, first):
            return "holder"
    return ""


def _past_aside(tokens: Tokens, labels: Labels, at: int, first: int) -> int:
    """Back to the office before a term or a party: `Bupati X [periode 2013-2018]`, `Anggota DPRD X [dari Fraksi Y]`."""
    back, aside = at, False
    while back >= max(first, at - _ASIDE_REACH) and labels.of[back] != "office":
        word = tokens.lower[back]
        aside = aside or word in _ASIDES or word.isdigit()
        numeral = word[0].isdigit() or word in "-–()" or NUMERAL.fullmatch(tokens.words[back])
        if not (numeral or word in _ASIDES or labels.of[back] in ("organization", "territory")):
            return at
        back -= 1
    return back if aside and back >= first and labels.of[back] == "office" else at


def _holder(tokens: Tokens, labels: Labels, at: int, first: int) -> bool:
    """True behind words for who holds a post or is followed in it: `dijabat oleh`, `menggantikan`."""
    if tokens.lower[at] in ("oleh", "kepada") and at > first:
        return tokens.lower[at - 1] in _HELD
    return tokens.lower[at] in _FOLLOWED or (
        tokens.lower[at] in _HELD and at > first and "office" in labels.of[max(first, at - 3) : at]
    )


def _is_venue(tokens: Tokens, labels: Labels, at: int) -> bool:
    """True for an office that names a building: kantor Bupati Agam, pendopo Wali Kota."""
    start = tokens.at(labels.owner[at].span.start)
    return start > 0 and tokens.lower[start - 1] in _SEATS


def _introduces(labels: Labels, at: int, words: Sequence[str]) -> bool:
    """True for an office that a name can follow: a generic one (`Ketua`) only with its body, or before a full name."""
    value = labels.owner[at].value
    if not isinstance(value, OfficeValue) or value.is_plain:
        return True
    if value.field and value.office.organization:
        return True
    return len(words) > 1 and (len(words[0]) == 1 or not words[0].isupper())


def behind(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> str:
    """What the words behind them show: `degree`, `speech`, `holder`, `apposition` or nothing."""
    words, of = tokens.words, labels.of
    if end >= last:
        return ""
    if of[end] == "degree" or (words[end] == "," and end + 1 < last and of[end + 1] == "degree"):
        return "degree"
    if tokens.lower[end] in lists.speech_verbs("before"):
        return "speech"
    if end - start > 1 and tokens.lower[end] in _FOLLOWED and _AS.intersection(words[end + 1 : end + _FOLLOWED_REACH]):
        return "holder"
    return "apposition" if _said_to_hold(tokens, labels, start, end, last) else ""


def _said_to_hold(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> bool:
    """True where an office follows that the run is said to hold: `Budi, yang kini menjabat Camat`, `Budi Hartono - Camat X`."""
    words, of = tokens.words, labels.of
    end = at = _past_age(words, end, last)
    while at < min(last, end + _OFFICE_REACH) and of[at] in _TOLD and tokens.lower[at] in _TO_OFFICE:
        at += 1
    linked = not _CAPACITY.isdisjoint(tokens.lower[end:at])
    marked = at < last and words[end] in _OFFICE_MARKS and end - start > 1
    at += marked and at == end
    while at < last and of[at] in ("acting", "former"):
        at += 1
    if at >= last or of[at] != "office":
        return False
    after = tokens.at(labels.owner[at].span.end)
    if linked or (at == end and end - start > 1 and start > 0 and tokens.lower[start - 1] in _LEADS):
        return True
    if words[at - 1] == "dari":
        return after < last and words[after] == "menjadi"
    return marked and at == end + 1 and not _in_place(tokens, start) and not _leads_to_name(tokens, labels, after, last)


def _past_age(words: Sequence[str], end: int, last: int) -> int:
    """Past an age in brackets: `Budi Hartono [(48)], Direktur ...`."""
    return end + 3 if end + 3 < last and words[end] == "(" and words[end + 1].isdigit() and words[end + 2] == ")" else end


def _in_place(tokens: Tokens, start: int) -> bool:
    """True behind a preposition or the word for a building, where names are those of places."""
    before = tokens.lower[start - 1] if start else ""
    return before in _OF_PLACES or before in lists.venue_words()


def _leads_to_name(tokens: Tokens, labels: Labels, after: int, last: int) -> bool:
    """True where an office has a name behind it, with or without a comma."""
    at = after + 1 if after < last and tokens.words[after] in (",", ":") else after
    return at < last and (labels.of[at] in TITLES or (not labels.of[at] and tokens.words[at][0].isupper()))
