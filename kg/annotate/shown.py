"""What farther words show a run of capitals to be a name: an office with words in between, who leads, speaks or is accused.

It is asked where the words directly beside a run (`beside`) say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import lists
from kg.annotate.labels import TITLES, Labels
from kg.annotate.offices import OfficeValue
from kg.annotate.tokens import Tokens

_REACH = 6
"""How many words may stand between a name and the office that shows it."""
_OFFICE_ALONG = lists.cues("office-along")
_ADVERBS = lists.cues("saying-along")
_PASSIVE = lists.cues("led-by-people")
_HUMANS = lists.cues("humans")
_ASIDE = TITLES | {"date"}
_MARKS = frozenset({",", ".", "-"})


def at_a_distance(tokens: Tokens, labels: Labels, start: int, end: int, first: int, last: int) -> str:
    """What shows the tokens `start` to `end` of a sentence to be a name, or nothing."""
    if _government(tokens.words[start:end]):
        return ""
    return _described(tokens, labels, start, first) or _acts(tokens, labels, start, end, first) or _says(tokens, end, last)


def _government(words: Sequence[str]) -> bool:
    """True for words of which offices, agencies and their fields are made."""
    known = lists.field_words()
    return any(word.lower() in known for word in words)


def _described(tokens: Tokens, labels: Labels, start: int, first: int) -> str:
    """`Bupati Kampar terpilih Budi Hartono`, `Bupati yang kini dijabat oleh Pak Budi`: an office, and more about it, before."""
    words, of = tokens.words, labels.of
    at, told = start - 1, False
    while at >= first and start - at <= _REACH and of[at] != "office":
        along = tokens.lower[at] in _OFFICE_ALONG
        if not (along or words[at] in _MARKS or words[at][0].isdigit() or of[at] in _ASIDE):
            return ""
        told, at = told or along, at - 1
    return "office" if told and at >= first and _office(labels, at, start) else ""


def _acts(tokens: Tokens, labels: Labels, start: int, end: int, first: int) -> str:
    """`dipimpin langsung oleh Budi Hartono`, `disampaikan oleh Budi`, `terdakwa Budi Hartono`: only people do so or are so."""
    at = start - 1
    while at >= first and labels.of[at] in TITLES:
        at -= 1
    if at < first:
        return ""
    lower = tokens.lower[at]
    if lower in _HUMANS:
        return "human" if end - start > 1 else ""
    by = lower == "oleh"
    at -= by
    at -= at >= first and tokens.lower[at] in ("langsung", "juga")
    lower = tokens.lower[at] if at >= first else ""
    if by and lower in lists.speech_verbs("after"):
        return "speech"
    return "led" if lower in _PASSIVE and end - start > 1 else ""


def _says(tokens: Tokens, end: int, last: int) -> str:
    """`Budi juga mengatakan`, `Budi dalam sambutannya menyampaikan`."""
    at = end
    while at < last and at - end < 3 and tokens.lower[at] in _ADVERBS:
        at += 1
    return "speech" if end < at < last and tokens.lower[at] in lists.speech_verbs("before") else ""


def is_letter(tokens: Tokens, labels: Labels, start: int, at: int, last: int) -> bool:
    """True for an H that is no Haji: inside a name that begins behind an office and goes on, `Bupati Kampar Budi H Hartono`."""
    words, before = tokens.words, start - 1
    behind = at + 1 + (at + 1 < last and words[at + 1] == ".")
    goes_on = behind < last and not labels.of[behind] and words[behind][0].isupper()
    if words[at] != "H" or not words[at - 1][1:].islower() or not goes_on:
        return False
    while before > 0 and (labels.of[before] in TITLES or words[before] == ","):
        before -= 1
    if before < 0 or tokens.lower[behind] in lists.function_words():
        return False
    value = labels.owner[before].value if labels.of[before] == "office" else None
    if not isinstance(value, OfficeValue):
        return tokens.lower[before] in lists.speech_verbs("after")
    office = value.office
    return value.body is not None or bool(value.territory) or bool(office.level) or office.organization.startswith("=")


def _office(labels: Labels, at: int, last: int) -> bool:
    """True for an office at this place that says of which body or region it is, or needs not."""
    value = labels.owner[at].value if at < last and labels.of[at] == "office" else None
    return isinstance(value, OfficeValue) and value.is_plain
