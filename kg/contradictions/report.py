"""Contradictions as text for people, as records for programs, and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TextIO

from kg.contradictions.find import Listing
from kg.contradictions.model import KINDS, Conflict, Side
from kg.graph.spreadsheet import csv_cell
from kg.model import Span
from kg.show import marked
from kg.terminal import safe_text

COLUMNS = ("kind", "about", *(f"{what}_{side}" for side in (1, 2) for what in ("says", "article", "date", "sentence")))


def text(conflicts: Sequence[Conflict]) -> str:
    """Each with both sentences, by kind."""
    lines: list[str] = []
    for kind, same in groupby(conflicts, key=lambda conflict: conflict.kind):
        lines += ["", f"{KINDS[kind]}:"]
        for conflict in same:
            lines += ["", f"  {conflict.about}", *_told(conflict.one), *_told(conflict.other)]
    return "\n".join(safe_text(line) for line in lines[1:])


def summary(listing: Listing) -> str:
    """How many there are, in one line."""
    return counted("contradiction", listing.counts, len(listing.conflicts)) or "the articles do not contradict each other"


def counted(what: str, counts: Mapping[str, int], listed: int) -> str:
    """How many there are in all and of each kind, and how many of them are listed; nothing where there are none.

    >>> counted("change", {"renamed": 1, "new event": 1_200}, 21)
    '1,201 changes: renamed 1; new event 1,200 (21 listed; --limit for more)'
    """
    total = sum(counts.values())
    kinds = "; ".join(f"{kind} {count:,}" for kind, count in counts.items())
    fewer = f" ({listed:,} listed; --limit for more)" if listed < total else ""
    return f"{total:,} {what}{'' if total == 1 else 's'}: {kinds}{fewer}" if total else ""


def record(conflict: Conflict) -> dict[str, object]:
    """One of them for programs."""
    return {
        "kind": conflict.kind,
        "about": conflict.about,
        "sides": [side_record(side) for side in (conflict.one, conflict.other)],
    }


def write_csv(conflicts: Sequence[Conflict], out: TextIO) -> None:
    """A table, one contradiction a row; no cell is a formula."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for conflict in conflicts:
        cells = [conflict.kind, conflict.about]
        for side in (conflict.one, conflict.other):
            cells += [side.says, side.article, side.date, side.words.sentence if side.words else ""]
        writer.writerow(map(csv_cell, cells))


def _told(side: Side) -> Iterator[str]:
    yield f"    {side.says}"
    yield from quoted(side)


def quoted(side: Side) -> Iterator[str]:
    """The words of a side, and where they stand."""
    if side.words:
        start, length = len(side.words.prefix), len(side.words.exact)
        yield f"        {marked(side.words.sentence, [Span(start, start + length)])}"
    if side.article:
        where = f", from character {side.words.start - len(side.words.prefix)}" if side.words else ""
        yield f"        {side.date} {side.article}".rstrip() + where


def side_record(side: Side) -> dict[str, object]:
    """A side for programs."""
    words = side.words._asdict() | {"sentence": side.words.sentence} if side.words else None
    return {"says": side.says, "article": side.article, "date": side.date, "words": words}
