"""`kg build`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import DECISIONS, OUT, AsJson, Columns, Decisions, Quiet, Verbose, columns_of, write_json
from kg.terminal import safe_text

if TYPE_CHECKING:
    from kg.pipeline import Summary

COUNTED = {
    "articles": "article",
    "people": "person",
    "posts": "post",
    "organizations": "organization",
    "territories": "territory",
    "tenures": "tenure",
    "events": "event",
    "assessments": "assessment",
    "statements": "statement",
    "triples": "triples",
}
"""What the summary tells, and the name it has in the graph's manifest."""
_SHOWN_SKIPS = 10


def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH", show_default="seeds"),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder of the graph.")] = OUT,
    base: Annotated[str | None, typer.Option(help="What the IRIs begin with.", show_default="https://w3id.org/simpul/")] = None,
    columns: Columns = "",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any article is skipped.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help="Processes that read articles.", min=0, max=256, show_default="one a processor")
    ] = 0,
    min_confidence: Annotated[
        float, typer.Option(help="Leave out facts that are less sure than this, from 0 to 1.", min=0, max=1, show_default="all")
    ] = 0.0,
    decisions: Decisions = DECISIONS,
    license: Annotated[
        str,
        typer.Option(help="The address of the licence that the graph is published under.", metavar="IRI", show_default="none"),
    ] = "",
    reason: Annotated[
        bool, typer.Option("--reason", help="Publish also what follows from the graph by the ontology (OWL 2 RL).")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read and write everything anew, also what was read before.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read articles and publish the graph of what they say.

    Articles are text files (.txt, .md), pages (.html), JSON lines (.jsonl) or tables (.csv), also compressed (.gz).
    An article that cannot be read is skipped, with the reason; the old graph stays until the new one is complete.
    """
    from kg.commands.progress import reporter
    from kg.graph.iris import DEFAULT_BASE
    from kg.pipeline import build

    with reporter(quiet) as progress:
        summary = build(
            paths or ["seeds"],
            out=out,
            base=base or DEFAULT_BASE,
            columns=columns_of(columns),
            jobs=jobs,
            min_confidence=min_confidence,
            decisions=decisions,
            license=license,
            reason=reason,
            fresh=fresh,
            stdin=sys.stdin.buffer,
            progress=progress,
        )
    if as_json:
        write_json(record(summary))
    if not quiet:
        typer.echo(report(summary, _SHOWN_SKIPS if not verbose else len(summary.refusals)), err=True)
    if strict and summary.refusals:
        raise typer.Exit(1)


def record(summary: Summary) -> dict[str, object]:
    """The summary for programs."""
    counts = {name: summary.counts.get(kind, 0) for name, kind in COUNTED.items()}
    skipped = [{"origin": refusal.origin, "reason": refusal.reason} for refusal in summary.refusals]
    done = {"read": summary.read, "seconds": round(summary.seconds, 3)}
    inferred = {"inferred": summary.inferred} if summary.inferred else {}
    unfollowed = list(map(str, summary.unfollowed))
    return {"out": str(summary.out), **counts, **inferred, "skipped": skipped, "not_followed": unfollowed, **done}


def report(summary: Summary, skips: int) -> str:
    """The summary for people, with at most so many of the skipped articles."""
    rows = [(name, f"{summary.counts.get(kind, 0):,}") for name, kind in COUNTED.items()]
    rows += [("  inferred", f"{summary.inferred:,}")] if summary.inferred else []
    width = max(len(value) for _, value in rows)
    known = summary.counts["article"] - summary.read
    before = f", {known:,} of the articles as they were read before" if known > 0 else ""
    lines = [f"{safe_text(str(summary.out))}: done in {summary.seconds:.1f} s{before}"]
    lines += [f"  {name:<14} {value:>{width}}" for name, value in rows]
    if summary.refusals:
        lines.append(f"  {'skipped':<14} {len(summary.refusals):>{width},}")
        lines += [f"    {safe_text(refusal.origin)}: {safe_text(refusal.reason)}" for refusal in summary.refusals[:skips]]
        if len(summary.refusals) > skips:
            lines.append(f"    ... all of them: {safe_text(str(summary.out / 'refused.jsonl'))}")
    if summary.unfollowed:
        lines.append(f"  {'not followed':<14} {len(summary.unfollowed):>{width},}")
        lines += [f"    {safe_text(str(decision))}" for decision in summary.unfollowed]
    return "\n".join(lines)
