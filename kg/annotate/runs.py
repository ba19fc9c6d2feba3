"""Runs of capitalised words, and what shows that they are names: an office, a title, a degree, a verb of speech, a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate import forms, lists, nobody, shown
from kg.annotate.labels import Labels
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import Tokens

LONGEST_NAME = 6
QUOTES = frozenset("'\"“”‘’")
_INITIAL = re.compile(r"[A-Z]|[A-Z]{2}|Moh|Muh|Moch|Mohd|Muhd|Abd|St|Rd|Gst|Ngr|Kgs|Ign|Ki|Nyi|And|Hi|Mhd|Drs|Ach|Akh")
_LISTING = lists.cues("listing")
_NICKNAME = lists.cues("nickname")
_NICKNAME_REACH = 6
"""How many tokens may stand between a name and the nickname that is given for it."""
_SEATS = lists.cues("seats")
_RANKS = frozenset({"rank", "suffix"})
_TITLES = _RANKS | {"honorific"}
_ROLE_WORDS = lists.cues("capacity")
_TO_OFFICE = lists.cues("to-office")
_TOLD = frozenset({"", "act", "undergo"})
_OFFICE_REACH = 7
"""How many words may stand between a name and the office it is said to hold."""
_OFFICE_MARKS = frozenset({",", "-", "–", "—", ":", "(", "/"})
_ASIDES = lists.cues("office-asides")
_ASIDE_REACH = 10
_HELD = lists.cues("held-by")
_FOLLOWED = lists.cues("followed")
_FOLLOWED_REACH = 10
_AS = frozenset({"sebagai", "selaku"})
_LEADS = frozenset({"adalah", "yakni", "yaitu", "ialah"})
_OF_PLACES = frozenset({"di", "ke", "dari", "pada", "dalam"})
_NO_NAME = re.compile(r"\b[IVX]{2,}\b|\b[A-Z]$|[a-z][A-Z][a-z]{2}")
"""Numbers of units (Dapil VII), classes (Klas A), and words run together (BupatiWakil)."""
_REGNAL = re.compile(r"(?:[A-Z][a-z]+ ){2,}[IVX]+")
"""A ruler with his number: Sri Sultan Hamengku Buwono X."""
_NUMBERED = lists.cues("numbered")
_NUMERAL = re.compile(r"[IVX]{2,}")
_POSSESSED = re.compile(r"[a-z]{4,}nya")
_DERIVED = re.compile(r"(?:me|di|pe|ke|ber|ter|se)[a-z]{4,}(?:kan|nya|an|i)")


class Run(NamedTuple):
    """Tokens `first` to `last` (exclusive) that look like a name, what shows that they are one (or nothing), the role
    that stands before them (or nothing), and the name for which they are said to be a nickname.
    """

    first: int
    last: int
    shown_by: str
    role: str = ""
    for_name: tuple[str, ...] = ()


_NOBODY = Run(-9, -9, "")


def find(text: str, tokens: Tokens, labels: Labels, capitals: Sequence[int], first: int, last: int) -> Iterator[Run]:
    """The runs between two tokens; `capitals` are the tokens of the text that begin with a capital letter."""
    reached, before = first, _NOBODY
    for at in capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]:
        if at < reached or labels.of[at] or not _starts(tokens, labels, at, at == first or _opens(tokens.words[at - 1])):
            continue
        end = _end(text, tokens, labels, at, last)
        shown_by = _shown(tokens, labels, at, end, first, last) or _listed(tokens, labels, at, end, before)
        run = Run(at, end, shown_by, _role(labels, at, first) if shown_by == "office" else "")
        if before.shown_by and _renames(tokens, labels, before, run):
            run = run._replace(shown_by="nickname", for_name=form_of(tokens, before))
        if _may_name(tokens.words[at:end], shown_by):
            yield run
            before = run if shown_by else before
        reached = end


def _opens(mark: str) -> bool:
    """True for a mark behind which a sentence may begin."""
    return not mark[0].isalnum() and mark not in ",("


def _may_name(words: Sequence[str], shown: str) -> bool:
    """True unless a run is too long for a name or ends with the number of a unit; that of a ruler is part of his name."""
    if sum(word[0].isalnum() for word in words) > LONGEST_NAME:
        return False
    name = " ".join(words)
    regnal = shown and _REGNAL.fullmatch(name) and _NUMBERED.isdisjoint(words)
    return bool(regnal) or not _NO_NAME.search(name)


def is_common(tokens: Tokens, run: Run, words: set[str]) -> bool:
    """True for a single word that the article also writes in small letters, where only a verb or a list shows it."""
    return run.last - run.first == 1 and run.shown_by in ("speech", "list") and tokens.lower[run.first] in words


def _starts(tokens: Tokens, labels: Labels, at: int, opens: bool) -> bool:
    word, lower = tokens.words[at], tokens.lower[at]
    if _common(word):
        return forms.begins(tokens.words, labels.of, at)
    if nobody.is_country(tokens.words, at):
        return False
    if (opens and (_DERIVED.fullmatch(lower) or _POSSESSED.fullmatch(lower))) or _NUMERAL.fullmatch(word):
        return False
    return not (len(word) > 3 and word.isupper() and lower in lists.abbreviations())


def _end(text: str, tokens: Tokens, labels: Labels, at: int, last: int) -> int:
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    end = at + 1
    while end < last:
        gap = starts[end] - ends[end - 1]
        word = words[end]
        if labels.of[end] == "honorific" and shown.is_initial(tokens, labels, at, end, last):
            labels.of[end] = labels.of[end + 1] = ""
        if word == "." and gap == 0 and _INITIAL.fullmatch(words[end - 1]) and end + 1 < last and words[end + 1][0].isupper():
            end += 1
            continue
        if (
            word in QUOTES
            and end + 3 < last
            and words[end + 2] in QUOTES
            and may_name(words[end + 1])
            and may_name(words[end + 3])
        ):
            end += 4
            continue
        if gap > 1 and "\n" in text[ends[end - 1] : starts[end]]:
            break
        if labels.of[end] or not (may_name(word) or forms.goes_on(words, end, last)):
            break
        end += 1
    while end > at + 1 and words[end - 1] in (".", "-"):
        end -= 1
    return end


def may_name(word: str) -> bool:
    """True for a word with a capital that can stand inside a name."""
    return word[0].isupper() and not _common(word)


def _common(word: str) -> bool:
    """True for a word that is no part of a name; some (`UU`) only as they stand in the list, for a name is written `Uu`."""
    return word.lower() in lists.function_words() or word in lists.function_words()


def _shown(tokens: Tokens, labels: Labels, start: int, end: int, first: int, last: int) -> str:
    """What shows this run to be a name, or nothing: the words before it are asked first."""
    if nobody.is_none(tokens.words[start:end]):
        return ""
    beside = _before(tokens, labels, start, end, first) or _after(tokens, labels, start, end, last)
    beside = beside or shown.at_a_distance(tokens, labels, start, end, first, last)
    return "" if beside == "speech" and start > first and nobody.is_of_group(tokens.words, start) else beside


def _before(tokens: Tokens, labels: Labels, start: int, end: int, first: int) -> str:
    words, of = tokens.words, labels.of
    at = start - 1
    titled = False
    while at >= first and (of[at] in _TITLES or (words[at] in (".", ",") and at > first and of[at - 1] in _RANKS)):
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
        lower = words[at].lower()
        if lower in lists.speech_verbs("after") or lower == "menurut":
            return "speech"
        if lower in _NICKNAME:
            return "nickname"
        if end - start > 1 and _holder(tokens, labels, at, first):
            return "holder"
    return ""


def _past_aside(tokens: Tokens, labels: Labels, at: int, first: int) -> int:
    """Back to the office before a term or a party: `Bupati X [periode 2013-2018]`, `Anggota DPRD X [dari Fraksi Y]`."""
    back, aside = at, False
    while back >= max(first, at - _ASIDE_REACH) and labels.of[back] != "office":
        word = tokens.words[back].lower()
        aside = aside or word in _ASIDES or word.isdigit()
        numeral = word[0].isdigit() or word in "-–()" or _NUMERAL.fullmatch(tokens.words[back])
        if not (numeral or word in _ASIDES or labels.of[back] in ("organization", "territory")):
            return at
        back -= 1
    return back if aside and back >= first and labels.of[back] == "office" else at


def _holder(tokens: Tokens, labels: Labels, at: int, first: int) -> bool:
    """True behind words for who holds a post or is followed in it: `dijabat oleh`, `menggantikan`."""
    words = tokens.words
    if words[at].lower() in ("oleh", "kepada") and at > first:
        return words[at - 1].lower() in _HELD
    return words[at].lower() in _FOLLOWED or (
        words[at].lower() in _HELD and at > first and "office" in labels.of[max(first, at - 3) : at]
    )


def _renames(tokens: Tokens, labels: Labels, before: Run, run: Run) -> bool:
    """True for a nickname: `Saifullah (Gus Ipul)`, `Budi Hartono yang akrab disapa Bang Budi`."""
    words = tokens.words
    gap = [words[at].lower() for at in range(before.last, run.first) if labels.of[at] != "honorific"]
    if gap == ["("] or gap == ["atau"]:
        return gap != ["("] or (run.last < len(words) and words[run.last] == ")")
    return len(gap) <= _NICKNAME_REACH and not _NICKNAME.isdisjoint(gap)


def _role(labels: Labels, start: int, first: int) -> str:
    """The single-holder role that stands before a run."""
    for at in range(start - 1, max(first, start - 4) - 1, -1):
        value = labels.owner[at].value if labels.of[at] == "office" else None
        if isinstance(value, OfficeValue):
            return value.office.role if value.office.level in ("provinsi", "kabupaten", "kota") else ""
    return ""


def _is_venue(tokens: Tokens, labels: Labels, at: int) -> bool:
    """True for an office that names a building: kantor Bupati Agam, pendopo Wali Kota."""
    start = tokens.at(labels.owner[at].span.start)
    return start > 0 and tokens.words[start - 1].lower() in _SEATS


def _introduces(labels: Labels, at: int, words: Sequence[str]) -> bool:
    """True for an office that a name can follow: a generic one (`Ketua`) only with its body, or before a full name."""
    value = labels.owner[at].value
    if not isinstance(value, OfficeValue) or not value.office.generic or value.body is not None or value.territory:
        return True
    if value.field and value.office.organization:
        return True
    return len(words) > 1 and (len(words[0]) == 1 or not words[0].isupper())


def _after(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> str:
    words, of = tokens.words, labels.of
    if end >= last:
        return ""
    if of[end] == "degree" or (words[end] == "," and end + 1 < last and of[end + 1] == "degree"):
        return "degree"
    if words[end].lower() in lists.speech_verbs("before"):
        return "speech"
    if end - start > 1 and words[end].lower() in _FOLLOWED and _AS.intersection(words[end + 1 : end + _FOLLOWED_REACH]):
        return "holder"
    return "apposition" if _said_to_hold(tokens, labels, start, end, last) else ""


def _said_to_hold(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> bool:
    """True where an office follows that the run is said to hold: `Budi, yang kini menjabat Camat`, `Budi Hartono - Camat X`."""
    words, of = tokens.words, labels.of
    end = at = _past_age(words, end, last)
    while at < min(last, end + _OFFICE_REACH) and of[at] in _TOLD and words[at].lower() in _TO_OFFICE:
        at += 1
    linked = not _ROLE_WORDS.isdisjoint(word.lower() for word in words[end:at])
    marked = at < last and words[end] in _OFFICE_MARKS and end - start > 1
    at += marked and at == end
    while at < last and of[at] in ("acting", "former"):
        at += 1
    if at >= last or of[at] != "office":
        return False
    after = tokens.at(labels.owner[at].span.end)
    if linked or (at == end and end - start > 1 and start > 0 and words[start - 1].lower() in _LEADS):
        return True
    if words[at - 1] == "dari":
        return after < last and words[after] == "menjadi"
    return marked and at == end + 1 and not _in_place(tokens, start) and not _leads_to_name(tokens, labels, after, last)


def _past_age(words: Sequence[str], end: int, last: int) -> int:
    """Past an age in brackets: `Budi Hartono [(48)], Direktur ...`."""
    return end + 3 if end + 3 < last and words[end] == "(" and words[end + 1].isdigit() and words[end + 2] == ")" else end


def _in_place(tokens: Tokens, start: int) -> bool:
    """True behind a preposition or the word for a building, where names are those of places."""
    before = tokens.words[start - 1].lower() if start else ""
    return before in _OF_PLACES or before in lists.venue_words()


def _leads_to_name(tokens: Tokens, labels: Labels, after: int, last: int) -> bool:
    """True where an office has a name behind it, with or without a comma."""
    at = after + 1 if after < last and tokens.words[after] in (",", ":") else after
    return at < last and (labels.of[at] in _TITLES or (not labels.of[at] and tokens.words[at][0].isupper()))


def _listed(tokens: Tokens, labels: Labels, start: int, end: int, before: Run) -> str:
    """A full name in a list right behind another name: `Suprapto, Andi Wijaya dan Rina Sari`."""
    if end - start < 2 or not before.shown_by:
        return ""
    between = [at for at in range(before.last, start) if labels.of[at] != "degree"]
    words = [tokens.words[at] for at in between if not (tokens.words[at] == "." and len(between) > 1)]
    return "list" if words and all(word in _LISTING for word in words) and len(words) < 3 else ""


def form_of(tokens: Tokens, run: Run) -> tuple[str, ...]:
    """The words of a run, without points, quotation marks and running mates."""
    words = tokens.words[run.first : run.last]
    return tuple(forms.without_partner(word) for word in words if word != "." and word not in QUOTES)
