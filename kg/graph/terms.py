"""Values as N-Quads writes them."""

from __future__ import annotations

import re
from datetime import datetime
from json.encoder import encode_basestring

from kg.graph.vocabulary import XSD

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_SURROGATE = re.compile("[\ud800-\udfff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}", re.IGNORECASE)


Said = tuple[str, str, str]
"""Subject, predicate and object of a statement; the first two without brackets, the object as N-Quads writes it."""


def iri(text: str) -> str:
    """An IRI in brackets."""
    return f"<{text}>"


def literal(text: str) -> str:
    r"""A plain string as N-Quads writes it.

    >>> print(literal('kata "Saya"\n'))
    "kata \"Saya\"\n"
    """
    return encode_basestring(text)


def date(text: str) -> str:
    """A date typed by how precise it is; what is no date stays a string.

    >>> date("2018-06"), date("kemarin")
    ('"2018-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"kemarin"')
    """
    return f'"{text}"^^<{_DATE_TYPES[len(text)]}>' if _DATE.fullmatch(text) else literal(text)


def share(value: float | None) -> str:
    """A number from 0 to 1 to two digits, as short as can be, which is how engines write it; of no number nothing.

    >>> share(0.9), share(1.0), share(None)
    ('"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>', '')
    """
    return "" if value is None else decimal(value)


def web_address(url: str) -> str:
    """The IRI of an http or https address; of anything else nothing.

    >>> web_address("https://contoh.id/a?b=1"), web_address("javascript:alert(1)"), web_address("https://[x")
    ('<https://contoh.id/a?b=1>', '', '')
    """
    if not _WEB_ADDRESS.fullmatch(url):
        return ""
    from pyoxigraph import NamedNode

    try:
        return iri(NamedNode(url).value)
    except ValueError:
        return ""


def without_surrogates(lines: list[str]) -> list[str]:
    """The lines with U+FFFD for lone surrogates, which no file can hold."""
    try:
        "".join(lines).encode("utf-8")
    except UnicodeEncodeError:
        return [_SURROGATE.sub("\ufffd", line) for line in lines]
    return lines


def integer(number: int) -> str:
    """A whole number."""
    return f'"{number}"^^<{XSD.integer}>'


def byte_size(number: int) -> str:
    """The length of a file in bytes."""
    return f'"{number}"^^<{XSD.nonNegativeInteger}>'


def instant(time: datetime) -> str:
    """A moment, to the second.

    >>> instant(datetime.fromisoformat("2026-11-22T07:30:00+00:00"))
    '"2026-11-22T07:30:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    """
    return f'"{time.isoformat(timespec="seconds")}"^^<{XSD.dateTime}>'


def decimal(number: float) -> str:
    """A number to two digits, as short as can be.

    >>> decimal(14.0), decimal(-3.25)
    ('"14"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"-3.25"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return f'"{"0" if text == "-0" else text}"^^<{XSD.decimal}>'
