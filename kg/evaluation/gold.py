"""Gold files: what annotators found in articles, one article a line (docs/evaluation.md). A mistake in one is named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError, json_kind
from kg.evaluation.compare import Row
from kg.evaluation.fields import FACTS, PARTICIPANT, Check, WrongError, filled, mapping

Rows = list[Row]


class Gold(NamedTuple):
    """What an annotator found in one article: rows by fact type. A type that is not there was not annotated."""

    id: str
    file: str
    line: int
    facts: Mapping[str, Rows]


def read_gold(paths: Iterable[str | Path]) -> list[Gold]:
    """The annotated articles of all files, each article once."""
    seen: dict[str, Gold] = {}
    for path in map(Path, paths):
        articles = list(_articles(path))
        if not articles:
            raise InputError(f"{path}: no annotated articles: expected a JSON object a line")
        for article in articles:
            first = seen.setdefault(article.id, article)
            if first is not article:
                raise InputError(
                    f"{article.file}, line {article.line}, id: expected each article once, "
                    f"but {article.id!r} is also in {first.file}, line {first.line}"
                )
    return list(seen.values())


def _articles(path: Path) -> Iterator[Gold]:
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                yield _article(_object(line), str(path), number)
            except WrongError as error:
                where = "".join(f", {place}" for place in error.places)
                raise InputError(f"{path}, line {number}{where}: expected {error.expected}") from error


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, line {line}: expected text in UTF-8") from error


def _object(line: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise WrongError(f"JSON: {error.msg}", f"column {error.colno}") from error
    except (RecursionError, ValueError) as error:
        raise WrongError("the JSON of an article, found something very deep or long") from error
    return mapping(value)


def _article(value: Mapping[str, Any], file: str, line: int) -> Gold:
    _only(value, ("id", *FACTS))
    identifier = _checked("id", filled, value.get("id"))
    facts = {name: _list(name, fields, value[name]) for name, fields in FACTS.items() if name in value}
    if "events" in facts:
        facts |= {"event types": facts["events"], "participants": _participants(value["events"])}
    if not facts:
        raise WrongError(f"at least one of {', '.join(FACTS)}")
    return Gold(identifier, file, line, facts)


def _list(name: str, fields: Mapping[str, Check], value: Any) -> Rows:
    if not isinstance(value, list):
        raise WrongError(f"a list, found {json_kind(value)}", name)
    rows = []
    for number, each in enumerate(value, start=1):
        try:
            rows.append(_row(fields, {"territory": each} if name == "territories" else mapping(each)))
        except WrongError as error:
            raise error.within(f"{name} {number}") from error
    return rows


def _participants(events: Iterable[Mapping[str, Any]]) -> Rows:
    """The participants of all events, each with the type and label of its event."""
    rows: Rows = []
    for number, event in enumerate(events, start=1):
        of_event = {"type": event["type"], "label": event.get("label", "")}
        try:
            taking_part = _list("participants", PARTICIPANT, event.get("participants", []))
        except WrongError as error:
            raise error.within(f"events {number}") from error
        rows += [{**row, **of_event} for row in taking_part]
    return rows


def _row(fields: Mapping[str, Check], value: Mapping[str, Any]) -> Row:
    """The fields as texts, under the names that the columns of the queries have; one that is left out is empty."""
    _only(value, fields)
    return {_COLUMNS.get(name, name): _checked(name, check, value.get(name)) for name, check in fields.items()}


def _checked(name: str, check: Check, value: Any) -> str:
    try:
        return check(value)
    except WrongError as error:
        raise error.within(name) from error


def _only(value: Mapping[str, Any], known: Iterable[str]) -> None:
    for name in value:
        if name not in known:
            raise WrongError(f"one of the fields {', '.join(known)}; found {name!r}")


_COLUMNS = {"name": "organization"}
"""The column of the queries that a field is compared with, where its name is another."""
