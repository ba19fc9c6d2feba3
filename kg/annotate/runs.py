"""Runs of capitalised words, and what shows that they are names: an office, a title, a degree, a verb of speech, a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.annotate import lists
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import Tokens
from kg.model import Mention

LONGEST_NAME = 6
CONNECTORS = lists.cues("name-connectors")
QUOTES = frozenset("'\"“”‘’")
_INITIAL = re.compile(r"[A-Z]|[A-Z]{2}|Moh|Muh|Moch|Mohd|Muhd|Abd|St|Rd|Gst|Ngr|Kgs|Ign|Ki|Nyi|And|Hi|Mhd|Drs|Ach|Akh")
_LISTING = lists.cues("listing")
_NICKNAME = lists.cues("nickname")
_NICKNAME_REACH = 6
"""How many tokens may stand between a name and the nickname that is given for it."""
_SEATS = lists.cues("seats")
_DEPUTIES = lists.cues("under-chairs")
_RANKS = frozenset({"rank", "suffix"})
_TITLES = _RANKS | {"honorific"}
_ROLE_WORDS = lists.cues("capacity")
_NO_NAME = re.compile(r"\b[IVX]{2,}\b|\b[A-Z]$|[a-z][A-Z][a-z]{2}")
"""Numbers of units (Dapil VII), classes (Klas A), and words run together (BupatiWakil)."""
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


@dataclass(slots=True)
class Labels:
    """For each token the kind of mention or title it belongs to, or an empty string."""

    of: list[str]
    owner: dict[int, Mention] = field(default_factory=dict)


def find(text: str, tokens: Tokens, labels: Labels, capitals: Sequence[int], first: int, last: int) -> Iterator[Run]:
    """The runs between two tokens; `capitals` are the tokens of the text that begin with a capital letter."""
    reached, before = first, _NOBODY
    for at in capitals[bisect_left(capitals, first) : bisect_left(capitals, last)]:
        if at < reached or labels.of[at] or not _starts(tokens, at, at == first or _opens(tokens.words[at - 1])):
            continue
        end = _end(text, tokens, labels, at, last)
        shown = _shown(tokens, labels, at, end, first, last) or _listed(tokens, labels, at, end, before)
        run = Run(at, end, shown, _role(labels, at, first) if shown == "office" else "")
        if before.shown_by and _renames(tokens, labels, before, run):
            run = run._replace(shown_by="nickname", for_name=form_of(tokens, before))
        if end - at <= LONGEST_NAME and not _NO_NAME.search(" ".join(tokens.words[at:end])):
            yield run
            before = run if shown else before
        reached = end


def _opens(mark: str) -> bool:
    """True for a mark behind which a sentence may begin."""
    return not mark[0].isalnum() and mark not in ",("


def is_common(tokens: Tokens, run: Run, words: set[str]) -> bool:
    """True for a single word that the article also writes in small letters, where only a verb or a list shows it."""
    return run.last - run.first == 1 and run.shown_by in ("speech", "list") and tokens.lower[run.first] in words


def _starts(tokens: Tokens, at: int, opens: bool) -> bool:
    word, lower = tokens.words[at], tokens.lower[at]
    if lower in lists.function_words():
        return False
    if opens and _DERIVED.fullmatch(lower):
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
            and _name_word(words[end + 1])
            and _name_word(words[end + 3])
        ):
            end += 4
            continue
        if gap > 1 and "\n" in text[ends[end - 1] : starts[end]]:
            break
        if labels.of[end] or not (_name_word(word) or _connects(words, end, last)):
            break
        end += 1
    while end > at + 1 and words[end - 1] in (".", "-"):
        end -= 1
    return end


def _name_word(word: str) -> bool:
    return word[0].isupper() and word.lower() not in lists.function_words()


def _connects(words: Sequence[str], at: int, last: int) -> bool:
    return words[at] in CONNECTORS and at + 1 < last and words[at + 1][0].isupper()


def _shown(tokens: Tokens, labels: Labels, start: int, end: int, first: int, last: int) -> str:
    """What shows this run to be a name, or nothing: the words before it are asked first."""
    return _before(tokens, labels, start, end, first) or _after(tokens, labels, start, end, last)


def _before(tokens: Tokens, labels: Labels, start: int, end: int, first: int) -> str:
    words, of = tokens.words, labels.of
    at = start - 1
    titled = False
    while at >= first and (of[at] in _TITLES or (words[at] in (".", ",") and at > first and of[at - 1] in _RANKS)):
        titled, at = True, at - 1
    apart = at >= first and words[at] in (",", ":", "-")
    at -= apart
    if apart and at >= first and of[at] == "office" and _is_venue(tokens, labels, at):
        return ""
    if at >= first and of[at] == "office" and _introduces(labels, at, end - start):
        return "" if all(word.lower() in lists.field_words() for word in words[start:end]) else "office"
    if titled:
        return "title"
    if at == start - 1 and at >= first:
        lower = words[at].lower()
        if lower in lists.speech_verbs("after") or lower == "menurut":
            return "speech"
        if lower in _NICKNAME:
            return "nickname"
    return ""


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


def _introduces(labels: Labels, at: int, words: int) -> bool:
    """True for an office that a name can follow: a generic one (`Kepala`) only with its body, a deputy before a full name."""
    value = labels.owner[at].value
    if not isinstance(value, OfficeValue) or not value.office.generic or value.body is not None or value.territory:
        return True
    return words > 1 and value.office.role in _DEPUTIES


def _after(tokens: Tokens, labels: Labels, start: int, end: int, last: int) -> str:
    words, of = tokens.words, labels.of
    if end >= last:
        return ""
    if of[end] == "degree" or (words[end] == "," and end + 1 < last and of[end + 1] == "degree"):
        return "degree"
    if words[end].lower() in lists.speech_verbs("before"):
        return "speech"
    if words[end] == ",":
        end += 1
    if end < last and words[end].lower() in _ROLE_WORDS:
        end += 1
        if end < last and of[end] in ("acting", "former"):
            end += 1
        return "apposition" if end < last and of[end] == "office" else ""
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
    return tuple(word for word in tokens.words[run.first : run.last] if word != "." and word not in QUOTES)
