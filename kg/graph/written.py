"""Text that somebody gives, as a term of SPARQL: checked against what is expected, and never more than that one term."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kg.errors import QueryError
from kg.graph.places import territory_code
from kg.graph.vocabulary import XSD

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'\\[uU]|["\\\x00-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][01][0-9]:[0-5][0-9])?"
)


class Kind(NamedTuple):
    """A kind of value: what a message says is expected, and the value as it is compared, or None for what is none."""

    expected: str
    read: Callable[[str], str | None]


def string(text: str) -> str:
    r"""A string of SPARQL, also for engines that read `\u0022` as a quotation mark before they look for strings.

    >>> print(string('kata "Saya"\n'), string("\\u0022"))
    "kata \"Saya\"\n" "\\\U000000750022"
    """
    if _SURROGATE.search(text):
        raise QueryError(f"{text!a} is not text: it has half of a character")
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    if len(found) == 2:
        return f"\\\\\\U{ord(found[1]):08X}"
    return _ESCAPES.get(found) or f"\\U{ord(found):08X}"


def iri(text: str, prefixes: Mapping[str, str]) -> str | None:
    """An IRI in brackets, of a full one with or without brackets, or of a name with a prefix.

    >>> iri("org:Post", {"org:": "http://www.w3.org/ns/org#"})
    '<http://www.w3.org/ns/org#Post>'
    """
    bare = text[1:-1] if text[:1] == "<" and text[-1:] == ">" else text
    prefix, colon, local = bare.partition(":")
    full = prefixes[prefix + colon] + local if bare == text and prefix + colon in prefixes else bare
    if not _IRI.fullmatch(full) or _SURROGATE.search(full):
        return None
    from pyoxigraph import NamedNode

    try:
        return f"<{NamedNode(full).value}>"
    except ValueError:
        return None


def date(text: str) -> str | None:
    """A year, a month or a day, if the calendar has it."""
    if not _DATE.fullmatch(text):
        return None
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return None
    return text


def day(text: str) -> str | None:
    """A day, if the calendar has it."""
    return date(text) if len(text) == 10 else None


def _time(text: str) -> str | None:
    match = _TIME.fullmatch(text)
    return text if match and day(match[1]) else None


def _fitting(pattern: str) -> Callable[[str], str | None]:
    expression = re.compile(pattern)
    return lambda text: text if expression.fullmatch(text) else None


def _part_of_date(length: int) -> Callable[[str], str | None]:
    return lambda text: date(text) if len(text) == length else None


KINDS: Mapping[str, Kind] = {
    "text": Kind("text", lambda text: text),
    "territory": Kind("the code or the name of a province, kabupaten or kota", territory_code),
    "day": Kind("a day like 2021-06-01", day),
    "date": Kind("a date like 2021, 2021-06 or 2021-06-01", date),
    "number": Kind("a number like 0.7", _fitting(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")),
}
"""What the heading of a query can say that a plain string of it is."""

DATATYPES: Mapping[str, Kind] = {
    XSD.date: KINDS["day"],
    XSD.gYear: Kind("a year like 2021", _part_of_date(4)),
    XSD.gYearMonth: Kind("a month like 2021-06", _part_of_date(7)),
    XSD.integer: Kind("a whole number", _fitting(r"[+-]?[0-9]{1,30}")),
    XSD.decimal: KINDS["number"],
    XSD.boolean: Kind("true or false", _fitting("true|false")),
    f"{XSD}string": KINDS["text"],
    f"{XSD}double": Kind("a number like 1.5e3", _fitting(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")),
    f"{XSD}dateTime": Kind("a time like 2021-06-01T08:30:00Z", _time),
}
"""What a literal of a datatype can be."""
