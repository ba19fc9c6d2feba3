"""What may stand in the fields of a gold file, and the mistakes in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kg import lexicon
from kg.errors import json_kind
from kg.graph.vocabulary import EVENT_TYPES, PARTICIPANT_ROLES

Check = Callable[[Any], str]

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class WrongError(Exception):
    """What was expected in a place of a line: the places from the outside in, and the expectation."""

    def __init__(self, expected: str, *places: object) -> None:
        super().__init__(expected)
        self.expected, self.places = expected, places

    def within(self, *places: object) -> WrongError:
        """The same, with the places around it."""
        return WrongError(self.expected, *places, *self.places)


def mapping(value: Any) -> Mapping[str, Any]:
    """An object of JSON."""
    if not isinstance(value, dict):
        raise WrongError(f"an object in braces, found {json_kind(value)}")
    return value


def _text(value: Any) -> str:
    """Text, which may be empty."""
    if value is not None and not isinstance(value, str):
        raise WrongError(f"text in quotation marks, found {json_kind(value)}")
    return value or ""


def filled(value: Any) -> str:
    """Text that is not empty."""
    if not _text(value).strip():
        raise WrongError("text that is not empty" if value is not None else "this field")
    return str(value)


def _flag(value: Any) -> str:
    if value not in (None, True, False):
        raise WrongError(f"true or false, found {json_kind(value)}")
    return "true" if value else "false"


def _date(value: Any) -> str:
    if _text(value) and not _is_date(value):
        raise WrongError(f"a date like 2025-10-20, 2025-10 or 2025, found {value!r}")
    return _text(value)


def _is_date(text: str) -> bool:
    """True for a day, a month or a year that there is.

    >>> _is_date("2025-02"), _is_date("2025-02-29"), _is_date("20250220")
    (True, False, False)
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def _code(value: Any) -> str:
    if _text(value) and value not in lexicon.territories():
        raise WrongError(f"the Kemendagri code of a province, kabupaten or kota, found {value!r}")
    return _text(value)


def _filled_code(value: Any) -> str:
    return _code(filled(value))


def _one_of(*allowed: str) -> Check:
    def check(value: Any) -> str:
        if _text(value) not in allowed:
            listed = ", ".join(word or "nothing" for word in allowed)
            raise WrongError(f"one of {listed}; found {value!r}" if value is not None else f"one of {listed}")
        return _text(value)

    return check


def _anything(value: Any) -> str:
    """What is checked elsewhere."""
    return ""


PARTICIPANT: Mapping[str, Check] = {"agent": filled, "role": _one_of("", *PARTICIPANT_ROLES)}
FACTS: Mapping[str, Mapping[str, Check]] = {
    "officials": {
        "person": filled,
        "role": filled,
        "acting": _one_of("", "Plt", "Plh", "Pj", "Pjs"),
        "former": _flag,
        "organization": _text,
        "territory": _code,
    },
    "organizations": {"name": filled, "territory": _code},
    "territories": {"territory": _filled_code},
    "events": {
        "type": _one_of(*EVENT_TYPES),
        "label": _text,
        "date": _date,
        "place": _code,
        "venue": _text,
        "participants": _anything,
    },
    "assessments": {"assessor": _text, "subject": _text, "measure": _text, "value": filled, "date": _date},
    "statements": {"speaker": filled, "starts": filled},
}
"""The fields of each fact type, and what may stand in them."""
