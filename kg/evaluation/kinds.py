"""The fact types that are measured: the query that finds them, what makes a row one fact, and when two are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.evaluation import compare
from kg.evaluation.compare import Row

Same = Callable[[Row, Row], bool]


class Kind(NamedTuple):
    """A fact type: its packaged query, the columns of the query that make a row distinct, and when two rows agree."""

    name: str
    query: str
    key: tuple[str, ...]
    same: Same
    shown: tuple[str, ...]
    """What people are shown of a row, in this order."""
    averaged: bool = True
    """Whether the type counts in the mean."""


_EVENT = ("type", "label", "date", "place", "venue")

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "officials",
            "officials",
            ("person", "role", "organization", "territory"),
            compare.same_official,
            ("person", "acting", "role", "organization", "territory"),
        ),
        Kind("organizations", "organizations", ("organization",), compare.same_organization, ("organization", "territory")),
        Kind("territories", "territories", ("territory",), compare.same_territory, ("territory", "name")),
        Kind("events", "events", ("event",), compare.same_event, _EVENT),
        Kind("event types", "events", ("event",), compare.same_type, _EVENT, averaged=False),
        Kind("participants", "participants", ("event", "agent"), compare.same_participant, ("agent", "role", "type", "label")),
        Kind(
            "assessments",
            "assessments",
            ("assessor", "subject", "value"),
            compare.same_assessment,
            ("assessor", "subject", "measure", "value", "date"),
        ),
        Kind("statements", "statements", ("speaker", "text"), compare.same_statement, ("speaker", "starts", "text")),
    )
}
"""Every fact type by its name, in the order of the table."""
