"""What a query file says of itself in the comment lines that it opens with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

FIELDS = ("group", "title", "description", "parameter", "columns", "column")


class Parameter(NamedTuple):
    """What can be set in a query: the variable of its VALUES block, the kind of value, and what it means."""

    name: str
    kind: str
    description: str


class Heading(NamedTuple):
    """A query's group, title and description, what can be set, its columns, and what each column is where that is told."""

    group: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    explained: tuple[tuple[str, str], ...]


def heading(text: str) -> Heading:
    """The heading of a query; a query of somebody else's may have none of it.

    A field is `# title: ...`; an indented comment line continues the field before it. What can be set is
    `# parameter: day (date) = what it means`, a column `# column: sure = what it means`.

    >>> heading("# title: Who\\n# parameter: day (date) = the day\\nASK {}").parameters
    (Parameter(name='day', kind='date', description='the day'),)
    """
    said = list(_fields(text))
    group, title, description, columns = (
        " ".join(value for name, value in said if name == field) for field in ("group", "title", "description", "columns")
    )
    explained = tuple(_halves(value) for name, value in said if name == "column")
    parameters = tuple(_parameter(value) for name, value in said if name == "parameter")
    return Heading(group, title, description, parameters, tuple(columns.split()), explained)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Each field with all of its text, in order."""
    field, value = "", ""
    for line in _comments(text):
        name, colon, rest = line.partition(":")
        if colon and name.strip() in FIELDS and not line.startswith("  "):
            yield from [(field, value)] if field else []
            field, value = name.strip(), rest.strip()
        elif field:
            value = f"{value} {line.strip()}".strip()
    yield from [(field, value)] if field else []


def _comments(text: str) -> Iterator[str]:
    """The comment lines a text opens with."""
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        yield line[1:]


def _parameter(value: str) -> Parameter:
    named, description = _halves(value)
    name, _, kind = named.partition("(")
    return Parameter(name.strip(), kind.rstrip(" )") or "text", description)


def _halves(value: str) -> tuple[str, str]:
    name, _, said = value.partition("=")
    return name.strip(), said.strip()
