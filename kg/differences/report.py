"""Changes as text for people, and as records for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kg.contradictions.report import counted, quoted, side_record
from kg.differences.find import Listing
from kg.differences.model import HEADINGS, Change
from kg.terminal import safe_text


def text(listing: Listing, verbose: bool = False) -> str:
    """Each with its sentence, by kind; of articles only how many, or with `verbose` also which."""
    lines: list[str] = []
    for kind, same in groupby(listing.changes, key=lambda change: change.kind):
        changes = list(same)
        lines += ["", _heading(kind, len(changes), listing)]
        if changes[0].section != "articles":
            lines += [line for change in changes for line in ("", *_lines(change))]
        elif verbose:
            lines += [f"  {change.text}" for change in changes]
    return "\n".join(safe_text(line) for line in lines[1:])


def summary(listing: Listing) -> str:
    """How many there are, in one line."""
    return counted("change", listing.counts, len(listing.changes)) or "nothing changed"


def record(change: Change) -> dict[str, object]:
    """One of them for programs."""
    return {
        "section": change.section,
        "kind": change.kind,
        "text": change.text,
        "about": list(change.about),
        "was": change.was,
        "now": change.now,
        "group": change.group,
        "graph": change.graph,
        "evidence": side_record(change.evidence) if change.evidence else None,
    }


def _heading(kind: str, listed: int, listing: Listing) -> str:
    """What follows, and how many: `New events: 12 (rapat 7, upacara 5), 10 listed`."""
    count, groups = listing.counts[kind], listing.groups.get(kind, {})
    counted = f" ({', '.join(f'{group} {number:,}' for group, number in sorted(groups.items()))})" if groups else ""
    return f"{HEADINGS[kind]}: {count:,}{counted}" + (f", {listed:,} listed" if listed < count else "")


def _lines(change: Change) -> Iterator[str]:
    yield f"  {change.text}"
    if change.evidence:
        yield from (line.removeprefix("  ") for line in quoted(change.evidence))
