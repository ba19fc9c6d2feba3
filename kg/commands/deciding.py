"""The commands for those who know better: `kg review`, `decide`, `why`."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import DECISIONS, OUT, AsJson, Decisions, Graph, Quiet, write_json
from kg.terminal import safe_text

if TYPE_CHECKING:
    from kg.deciding import Case
    from kg.review import Tally

Who = Annotated[str, typer.Option(help="Who decides.", metavar="NAME", show_default="your name in git, else of the account")]
Why = Annotated[str, typer.Option(help="The reason, which is kept with the decision.", metavar="TEXT")]


def review(
    graph: Graph = OUT,
    decisions: Decisions = DECISIONS,
    who: Who = "",
    why: Why = "",
    limit: Annotated[int, typer.Option(help="Pairs to ask about, or to list.", min=0, show_default="all")] = 0,
    only_list: Annotated[bool, typer.Option("--list", help="Only list the pairs.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Decide which of two doubtful people are one: the sentences side by side, and one key for the answer.

    The most valuable pairs come first. Every answer is in the file of decisions at once; what is decided is not asked again,
    and what was skipped comes last. --json lists the pairs for programs.
    """
    from kg.deciding import open_case, open_pairs
    from kg.review import listing, records

    case = open_case(graph, decisions)
    if not (only_list or as_json):
        tally = _asked(case, who, why, limit)
        if not quiet:
            typer.echo(f"{safe_text(str(decisions))}: {tally}{_NEXT if tally.decided else ''}", err=True)
        return
    pairs = open_pairs(case)[: limit or None]
    if as_json:
        write_json(records(case, pairs))
    elif pairs:
        typer.echo(listing(case, pairs))
    elif not quiet:
        typer.echo("kg: no pair of people is doubtful", err=True)


_NEXT = "; `kg build` applies the decisions"


def _asked(case: Case, who: str, why: str, limit: int) -> Tally:
    """What came of a session on standard input and output."""
    import datetime

    from kg.deciding import whoami
    from kg.review import Review

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    width = shutil.get_terminal_size((80, 24)).columns
    when = datetime.date.today().isoformat()
    return Review(case, _line, typer.echo, who or whoami(), when, why, limit, width).run()


def _line(prompt: str) -> str | None:
    """The next line of standard input, or None at its end."""
    typer.echo(prompt, nl=False)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty():
        typer.echo(safe_text(line.rstrip("\n")))
    return line or None


def decide(
    kind: Annotated[
        str, typer.Argument(help="same, different, rename, drop, correct, or link.", metavar="KIND", show_default=False)
    ],
    subject: Annotated[
        str, typer.Argument(help="What it is about: an IRI or its end (person/…); people also by name.", metavar="SUBJECT")
    ],
    value: Annotated[
        str | None,
        typer.Argument(
            help="The other person, or an article that means somebody else; the new name; the right value; the address.",
            metavar="VALUE",
            show_default=False,
        ),
    ] = None,
    term: Annotated[
        str, typer.Option("--property", "-p", help="Which property to correct, drop or link by.", metavar="NAME")
    ] = "",
    graph: Graph = OUT,
    decisions: Decisions = DECISIONS,
    who: Who = "",
    why: Why = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write a decision down that every later build follows.

    same PERSON PERSON; different PERSON PERSON, or different PERSON ARTICLE; rename THING NAME; drop FACT; drop FACT -p
    PROPERTY; correct FACT VALUE -p PROPERTY; link THING ADDRESS. The file is CSV, so that it can also be edited by hand.
    """
    from kg.deciding import decide, open_case
    from kg.resolve.decisions import Decision

    written = decide(open_case(graph, decisions), Decision(kind, subject, value or "", term, who, why=why))
    if as_json:
        told = ("kind", "subject", "term", "value", "who", "when", "why")
        write_json({"property" if name == "term" else name: getattr(written, name) for name in told})
    if not quiet:
        typer.echo(safe_text(f"{decisions}: {written}{_NEXT}"), err=True)


def why(
    one: Annotated[str, typer.Argument(help="A person, by name or part of one, id, or IRI.", metavar="PERSON")],
    other: Annotated[str, typer.Argument(help="Another one.", metavar="PERSON")],
    graph: Graph = OUT,
    decisions: Decisions = DECISIONS,
    as_json: AsJson = False,
) -> None:
    """Tell why two people are one or two: what speaks for it and against it, how strongly, and what people decided."""
    from kg.deciding import open_case, two_people
    from kg.resolve.why import explain, text

    case = open_case(graph, decisions)
    explanation = explain(case.identities, *two_people(case, one, other), case.decisions)
    write_json(explanation.record()) if as_json else typer.echo(text(explanation))
