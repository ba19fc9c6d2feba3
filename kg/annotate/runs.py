"""Runs of capitalised words, and whether they are names: what stands beside them or farther off, or a list, shows it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate import beside, forms, lists, nobody, shown
from kg.annotate.labels import Labels
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import NUMERAL, Tokens
from kg.lexicon import AREA_KINDS

LONGEST_NAME = 6
QUOTES = frozenset("'\"“”‘’")
_INITIAL = re.compile(r"[A-Z]|[A-Z]{2}|Moh|Muh|Moch|Mohd|Muhd|Abd|St|Rd|Gst|Ngr|Kgs|Ign|Ki|Nyi|And|Hi|Mhd|Drs|Ach|Akh")
_LISTING = lists.cues("listing")
_NICKNAME_REACH = 6
"""How many tokens may stand between a name and the nickname that is given for it."""
_NO_NAME = re.compile(r"\b[IVX]{2,}\b|\b[A-Z]$|[a-z][A-Z][a-z]{2}")
"""Numbers of units (Dapil VII), classes (Klas A), and words run together (BupatiWakil)."""
_REGNAL = re.compile(r"(?:[A-Z][a-z]+ ){2,}[IVX]+")
"""A ruler with his number: Sri Sultan Hamengku Buwono X."""
_NUMBERED = lists.cues("numbered")
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
        if _has_the_shape(tokens.words[at:end], shown_by):
            yield run
            before = run if shown_by else before
        reached = end


def _opens(mark: str) -> bool:
    """True for a mark behind which a sentence may begin."""
    return not mark[0].isalnum() and mark not in ",("


def _has_the_shape(words: Sequence[str], shown: str) -> bool:
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
    if (opens and (_DERIVED.fullmatch(lower) or _POSSESSED.fullmatch(lower))) or NUMERAL.fullmatch(word):
        return False
    return not (len(word) > 3 and word.isupper() and lower in lists.abbreviations())


def _end(text: str, tokens: Tokens, labels: Labels, at: int, last: int) -> int:
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    end = at + 1
    while end < last:
        gap = starts[end] - ends[end - 1]
        word = words[end]
        if labels.of[end] == "honorific" and shown.is_letter(tokens, labels, at, end, last):
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
    told = beside.before(tokens, labels, start, end, first) or beside.behind(tokens, labels, start, end, last)
    told = told or shown.at_a_distance(tokens, labels, start, end, first, last)
    return "" if told == "speech" and start > first and nobody.is_of_group(tokens.words, start) else told


def _renames(tokens: Tokens, labels: Labels, before: Run, run: Run) -> bool:
    """True for a nickname: `Saifullah (Gus Ipul)`, `Budi Hartono yang akrab disapa Bang Budi`."""
    words = tokens.words
    gap = [tokens.lower[at] for at in range(before.last, run.first) if labels.of[at] != "honorific"]
    if gap == ["("] or gap == ["atau"]:
        return gap != ["("] or (run.last < len(words) and words[run.last] == ")")
    return len(gap) <= _NICKNAME_REACH and not beside.NICKNAME.isdisjoint(gap)


def _role(labels: Labels, start: int, first: int) -> str:
    """The single-holder role that stands before a run."""
    for at in range(start - 1, max(first, start - 4) - 1, -1):
        value = labels.owner[at].value if labels.of[at] == "office" else None
        if isinstance(value, OfficeValue):
            return value.office.role if value.office.level in AREA_KINDS else ""
    return ""


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
