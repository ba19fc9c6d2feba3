"""Where one sentence ends and the next begins.

A full stop, question mark, exclamation mark or ellipsis is a candidate. The rules in `RULES` look at it in turn; the first
that has an opinion decides, and where none has, the sentence ends there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.annotate.marks import pairs
from kg.annotate.verbs import follows_quotation
from kg.lexicon import read_table
from kg.model import Document, Sentence, Span

_STOPS = re.compile(r"[.!?…][.!?…]*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}(?:\.[A-Z][A-Za-z]{0,4}){1,3}|[A-Z]{2,4})[.,]")
_DEGREES_BEHIND_NAME = re.compile(r",(?: ?[A-Z][A-Za-z.]{0,7}\.,?){0,2} ?$")
_WORD = re.compile(r"[^\W\d_]+")
_DEGREE_LETTERS = frozenset("AMS")
_ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})
_KINDS = ("abbreviation", "number abbreviation", "domain", "graded")
_LIST_LEAD = frozenset(":;,(-–—•*")
_LOOK = 28
"""How far a rule looks to the left: longer than any abbreviation."""


class Candidate(NamedTuple):
    """A possible end: the stop, what closes after it, and the word on either side."""

    text: str
    start: int
    """Where the sentence that may end here started."""
    stop: int
    """Where the stop stands."""
    end: int
    """Behind the stop and the marks that close after it."""
    next: int
    """The first character of what follows that is no space."""
    word: int
    """The first letter or digit of what follows."""
    quoted: bool
    """A closing quotation mark stands between the stop and what follows."""
    left: str
    """The word before a single full stop, with its inner full stops; empty before any other stop."""


Rule = Callable[[Candidate], bool | None]


def split(document: Document) -> list[Sentence]:
    """The sentences of the title and of every paragraph that is read, in order."""
    found = []
    read = (block for block in document.blocks if block.place != "noise")
    for paragraph, block in enumerate(read):
        found += [Sentence(span, block.place, paragraph) for span in spans(document.text, block.span)]
    return found


def spans(text: str, block: Span) -> list[Span]:
    """The sentences of a paragraph, without the white space around them.

    >>> text = "Plt. Bupati H. Amir hadir. Ia pulang pukul 12.30 WIB."
    >>> [span.of(text) for span in spans(text, Span(0, len(text)))]
    ['Plt. Bupati H. Amir hadir.', 'Ia pulang pukul 12.30 WIB.']
    """
    found = []
    start = block.start
    for end in _ends(text, block):
        span = _trimmed(text, start, end)
        if span.start < span.end:
            found.append(span)
        start = end
    return found


def first_end(text: str, span: Span) -> int:
    """Where the first sentence of `span` ends."""
    return next(_ends(text, span))


def _ends(text: str, block: Span) -> Iterator[int]:
    start = block.start
    if text.find("\n", *block) >= 0:
        for gap in _BLANK_LINE.finditer(text, *block):
            yield from _line_ends(text, Span(start, gap.start()))
            start = gap.end()
    yield from _line_ends(text, Span(start, block.end))


class _Line(NamedTuple):
    """A paragraph's text up to `end`, and its closing quotation marks: from start to end, and where they end."""

    text: str
    end: int
    closings: Mapping[int, int]
    closed: frozenset[int]


def _line_ends(text: str, span: Span) -> Iterator[int]:
    closings = {mark.start: mark.end for _, mark in pairs(text, span) if mark}
    line = _Line(text, span.end, closings, frozenset(closings.values()))
    start = span.start
    for stops in _STOPS.finditer(text, *span):
        candidate = _candidate(line, start, *stops.span())
        if candidate and _splits(candidate):
            yield candidate.end
            start = candidate.end
    yield span.end


def _candidate(line: _Line, start: int, stop: int, after: int) -> Candidate | None:
    """What stands around a stop; None where what follows starts no sentence: a small letter, a digit, a comma, nothing."""
    text, last = line.text, line.end
    if after == last or ((text[after].islower() or text[after].isdigit()) and after not in line.closings):
        return None
    left = _last_word(text, start, stop) if text[stop:after] == "." else ""
    if text[after] == " " and text[after + 1 : min(last, after + 2)].isupper() and left.isalpha():
        return Candidate(text, start, stop, after, after + 1, after + 1, False, left)
    end, quoted = _closed(line, after)
    following = _skip_space(text, end, last)
    word = _next_word(text, following, last)
    if word is None or text[word].islower() or text[following] in ",;:":
        return None
    return Candidate(text, start, stop, end, following, word, quoted or stop in line.closed, left)


def _last_word(text: str, start: int, stop: int) -> str:
    words = text[max(start, stop - _LOOK) : stop].split()
    return words[-1].lstrip("\"'(“”‘’[") if words else ""


def _closed(line: _Line, offset: int) -> tuple[int, bool]:
    """Behind the brackets and quotation marks that close at `offset`, and whether there was a mark."""
    quoted = False
    for _ in range(6):
        ahead = _skip_space(line.text, offset, min(line.end, offset + 2))
        if ahead in line.closings:
            offset, quoted = line.closings[ahead], True
        elif offset < line.end and line.text[offset] in ")]}'’":
            offset += 1
        else:
            break
    return offset, quoted


def _skip_space(text: str, offset: int, last: int) -> int:
    while offset < last and text[offset].isspace():
        offset += 1
    return offset


def _next_word(text: str, offset: int, last: int) -> int | None:
    """The first letter or digit within the next few characters: behind an opening mark, a bracket or a bullet."""
    for at in range(offset, min(last, offset + 5)):
        if text[at].isalnum():
            return at
    return None


def _trimmed(text: str, start: int, end: int) -> Span:
    start = _skip_space(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _splits(candidate: Candidate) -> bool:
    for rule in RULES:
        opinion = rule(candidate)
        if opinion is not None:
            return opinion
    return True


def plain(candidate: Candidate) -> bool | None:
    """`hadir. Ia`: an ordinary word before the stop, a space behind it."""
    left = candidate.left
    ordinary = len(left) > 1 and left.islower() and left.isalpha() and candidate.next > candidate.end and not candidate.quoted
    return True if ordinary and left not in _kinds() else None


def attribution(candidate: Candidate) -> bool | None:
    """`siap." Ujar Bupati`: who said it belongs to what was said."""
    if candidate.quoted and candidate.next == candidate.word and follows_quotation(candidate.text, candidate.word):
        return False
    return None


def glued(candidate: Candidate) -> bool | None:
    """`tersebut.Plt. Wali Kota`: a lost line end, but not `Kompas.Com`, `M.Si`, `PT.Maju` or `H.Amir`."""
    if candidate.next > candidate.end or candidate.quoted:
        return None
    word = _WORD.match(candidate.text, candidate.word)
    if word is None or (len(word.group()) == 1 and candidate.word == candidate.next):
        return False
    return _ends_whole(candidate) and _kinds().get(word.group().lower()) != "domain"


def _ends_whole(candidate: Candidate) -> bool:
    """True where what stands before the stop is a word, a year or a closed bracket, and no abbreviation."""
    left = candidate.left
    if left.lower() in _kinds() and not left.islower():
        return False
    return (left[-3:].islower() and left[-1].isalpha()) or left[-4:].isdigit() or left[-1:] == ")" or _shouted(candidate)


def _shouted(candidate: Candidate) -> bool:
    """`PKK.Kegiatan`: an acronym before the stop and an ordinary word behind it."""
    following = candidate.text[candidate.word : candidate.word + 4]
    return len(candidate.left) > 2 and candidate.left.isupper() and following[1:].islower() and len(following) == 4


def numbering(candidate: Candidate) -> bool | None:
    """`1. Peningkatan`, `a. Surat`, `II. Umum`: at the start of a sentence or behind `:` or `,` they count what follows."""
    left = candidate.left
    if not (left.isdigit() and len(left) < 3) and left not in _ROMAN and not (left.islower() and len(left) == 1):
        return None
    before = candidate.text[max(candidate.start, candidate.stop - len(left) - 3) : candidate.stop - len(left)].rstrip()
    return False if not before or before[-1] in _LIST_LEAD else None


def grade(candidate: Candidate) -> bool | None:
    """`di posisi D.`, `Komisi A.`: the letter is no initial."""
    if len(candidate.left) != 1 or not candidate.left.isupper():
        return None
    words = candidate.text[max(candidate.start, candidate.stop - _LOOK) : candidate.stop].split()
    return True if len(words) > 1 and _kinds().get(words[-2].lower()) == "graded" else None


def initial(candidate: Candidate) -> bool | None:
    """`M. Amir`, `H.M. Amir`, `K.H. Amir`; but not `Amir, S.H. Kegiatan`."""
    parts = candidate.left.split(".")
    if candidate.quoted or not all(len(part) == 1 and part.isupper() for part in parts):
        return None
    return None if len(parts) > 1 and parts[0] in _DEGREE_LETTERS and _behind_name(candidate) else False


def abbreviation(candidate: Candidate) -> bool | None:
    """`Jl. Merdeka`, `Rp. 500`, `a.n. Bupati`, `H.Muh. Amir`."""
    if candidate.quoted or not candidate.left:
        return None
    kind = _kinds().get(candidate.left.lower()) or _kinds().get(candidate.left.rpartition(".")[2].lower())
    if kind == "abbreviation" or (kind == "number abbreviation" and candidate.text[candidate.word].isdigit()):
        return False
    return False if _lower_initials(candidate.left) else None


def _lower_initials(word: str) -> bool:
    """`a.n`, `u.p`, `s.d`."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.islower() for part in parts)


def degrees(candidate: Candidate) -> bool | None:
    """`Amir, S.H. M.Si.`: one degree and then the next."""
    if (not candidate.left.isupper() and "." not in candidate.left) or not _behind_name(candidate):
        return None
    return False if _DEGREE.match(candidate.text, candidate.word, candidate.word + _LOOK) else None


def _behind_name(candidate: Candidate) -> bool:
    """True where the word before the stop stands behind a comma, with nothing but degrees between."""
    before = candidate.stop - len(candidate.left)
    return bool(_DEGREES_BEHIND_NAME.search(candidate.text[max(candidate.start, before - _LOOK) : before]))


def amount(candidate: Candidate) -> bool | None:
    """`Rp 344. 320. 772`: groups of three digits with a space between."""
    text, word = candidate.text, candidate.word
    groups = candidate.left[-3:].isdigit() and text[word : word + 3].isdigit() and not text[word + 3 : word + 4].isdigit()
    return False if groups and len(candidate.left.rpartition(".")[2]) < 4 else None


RULES: tuple[Rule, ...] = (plain, attribution, numbering, glued, grade, initial, abbreviation, degrees, amount)


@cache
def _kinds() -> Mapping[str, str]:
    """The words that matter beside a full stop, in lower case: abbreviations, internet domains, what is graded by letters."""
    return {row.filled("form"): row.one_of("kind", _KINDS) for row in read_table("stops.csv", ("form", "kind"))}
