"""Runs of capitalised words that may be names, and which of them are shown to be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate import lists
from kg.annotate.evidence import NICKNAME, NUMERAL, Labels, shown
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import Tokens

LONGEST_NAME = 6
CONNECTORS = lists.cues("name-connectors")
QUOTES = frozenset("'\"“”‘’")
_INITIAL = re.compile(r"[A-Z]|[A-Z]{2}|Moh|Muh|Moch|Mohd|Muhd|Abd|St|Rd|Gst|Ngr|Kgs|Ign|Ki|Nyi|And|Hi|Mhd|Drs|Ach|Akh")
_LISTING = lists.cues("listing")
_NICKNAME_REACH = 6
"""How many tokens may stand between a name and the nickname that is given for it."""
_OPENINGS = frozenset({("anak", "Agung")})
"""Names whose first word is a common one elsewhere."""
_ARTICLE = 3
"""The letters of `Al`, `Ash`, `Abd` before a dash."""
_NAMES_TOO = lists.cues("names-too")
_ROYAL = 3
"""The least words of a name that ends with a number: Sri Sultan Hamengku Buwono X."""
_NO_NAME = re.compile(r"\b[IVX]{2,}\b|\b[A-Z]$|[a-z][A-Z][a-z]{2}")
"""Numbers of units (Dapil VII), classes (Klas A), and words run together (BupatiWakil)."""
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


def find(text: str, tokens: Tokens, labels: Labels, capitals: Sequence[int], first: int, last: int) -> Iterator[Run]:
    """The runs between two tokens; `capitals` are the tokens of the text that begin with a capital letter."""
    reached, before = first, Run(-9, -9, "")
    for at in capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]:
        if at < reached or not _starts(tokens, labels, at, at == first or _opens(tokens.words[at - 1])):
            continue
        end = _end(text, tokens, labels, at, last)
        by = shown(tokens, labels, at, end, first, last) or _listed(tokens, labels, at, end, before)
        run = Run(at, end, by, _role(labels, at, first) if by == "office" else "")
        if before.shown_by and _renames(tokens, labels, before, run):
            run = run._replace(shown_by="nickname", for_name=form_of(tokens, before))
        royal = by == "office" and end - at >= _ROYAL and NUMERAL.fullmatch(tokens.words[end - 1] * 2)
        if end - at <= LONGEST_NAME and (royal or not _NO_NAME.search(" ".join(tokens.words[at:end]))):
            yield run
            before = run if by else before
        reached = end


def _opens(mark: str) -> bool:
    """True for a mark behind which a sentence may begin."""
    return not mark[0].isalnum() and mark not in ",("


def is_common(tokens: Tokens, run: Run, small: set[str]) -> bool:
    """True for a single word that the article also writes in small letters, where only a verb or a list shows it."""
    return run.last - run.first == 1 and run.shown_by in ("speech", "list") and tokens.words[run.first].lower() in small


def _starts(tokens: Tokens, labels: Labels, at: int, opens: bool) -> bool:
    word = tokens.words[at]
    if labels.of[at]:
        return False
    lower = word.lower()
    if _common(word) and (lower, *tokens.words[at + 1 : at + 2]) not in _OPENINGS:
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
        if labels.of[end] or not (may_name(word) or _connects(words, end, last)):
            break
        end += 1
    while end > at + 1 and words[end - 1] in (".", "-"):
        end -= 1
    return end


def may_name(word: str) -> bool:
    """True for a word with a capital that can stand inside a name."""
    return word[0].isupper() and (not _common(word) or word in _NAMES_TOO)


def _common(word: str) -> bool:
    """True for a word that is no part of a name; some (`UU`) only as they stand in the list, for a name is written `Uu`."""
    return word.lower() in lists.function_words() or word in lists.function_words()


def _connects(words: Sequence[str], at: int, last: int) -> bool:
    return words[at] in CONNECTORS and at + 1 < last and words[at + 1][0].isupper()


def _renames(tokens: Tokens, labels: Labels, before: Run, run: Run) -> bool:
    """True for a nickname: `Saifullah (Gus Ipul)`, `Budi Hartono yang akrab disapa Bang Budi`."""
    words = tokens.words
    gap = [words[at].lower() for at in range(before.last, run.first) if labels.of[at] != "honorific"]
    if gap == ["("] or gap == ["atau"]:
        return gap != ["("] or (run.last < len(words) and words[run.last] == ")")
    return len(gap) <= _NICKNAME_REACH and not NICKNAME.isdisjoint(gap)


def _role(labels: Labels, start: int, first: int) -> str:
    """The single-holder role that stands before a run."""
    for at in range(start - 1, max(first, start - 4) - 1, -1):
        value = labels.owner[at].value if labels.of[at] == "office" else None
        if isinstance(value, OfficeValue):
            return value.office.role if value.office.level in ("provinsi", "kabupaten", "kota") else ""
    return ""


def _listed(tokens: Tokens, labels: Labels, start: int, end: int, before: Run) -> str:
    """A full name in a list right behind another name: `Suprapto, Andi Wijaya dan Rina Sari`."""
    if end - start < 2 or not before.shown_by:
        return ""
    between = [at for at in range(before.last, start) if labels.of[at] != "degree"]
    words = [tokens.words[at] for at in between if not (tokens.words[at] == "." and len(between) > 1)]
    return "list" if words and all(word in _LISTING for word in words) and len(words) < 3 else ""


def form_of(tokens: Tokens, run: Run) -> tuple[str, ...]:
    """The words of a run, without points and quotation marks."""
    return tuple(single(word) for word in tokens.words[run.first : run.last] if word != "." and word not in QUOTES)


def single(word: str) -> str:
    """The first of two names that a dash joins: the Hasan of `Hasan-Mian`, but all of `Al-Amin`."""
    first, dash, second = word.partition("-")
    return first if dash and len(first) > _ARTICLE and second[:1].isupper() else word


__all__ = ["CONNECTORS", "LONGEST_NAME", "QUOTES", "Labels", "Run", "find", "form_of", "is_common", "may_name", "single"]
