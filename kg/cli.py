"""The command `kg`: what ends it, how, and with which exit code. The commands themselves are in `kg/commands/`."""

from __future__ import annotations

import io
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from kg.commands import building, comparing, deciding, evaluating, exporting, loading, looking, querying, validating
from kg.errors import KgError
from kg.terminal import safe_text

INTERRUPTED = 130
EPILOG = (
    "Data goes to standard output, everything for people to standard error. "
    "Exit codes: 0 fine; 1 failed, or something was found; 2 wrong usage; 130 interrupted. "
    "NO_COLOR=1 turns colours off."
)


class ReaderGoneError(Exception):
    """Whoever read our output has closed it."""


class Commands(TyperGroup):
    """Tells a closed output apart from other failures."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGoneError from error


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
for command in (
    building.build,
    querying.query,
    querying.queries,
    loading.load,
    looking.show,
    looking.explain,
    looking.stats,
    looking.verify,
    validating.validate,
    comparing.conflicts,
    comparing.diff,
    looking.view,
    exporting.export,
    deciding.review,
    deciding.decide,
    deciding.why,
    evaluating.evaluate,
):
    app.command()(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"kg {version('simpul')}")
        except PackageNotFoundError:
            typer.echo("kg (not installed)")
        raise typer.Exit


@app.callback()
def kg(
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Reads Indonesian government news and makes a knowledge graph of it: officials, agencies, territories, events,
    assessments and quotes, each with the sentence that says so.
    """


def main() -> NoReturn:
    """Runs a command; an error that the user can do something about is one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False) or 0
        sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):
        code = 0
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:
        code = _reported(error)
    sys.exit(code)


def _reported(error: Exception) -> int:
    """The exit code of an error, which is shown in one line."""
    if isinstance(error, KgError):
        lines = [safe_text(line) for line in str(error).splitlines()]
        typer.echo("kg: " + "\n".join(lines), err=True)
        return 1
    if hasattr(error, "show") and hasattr(error, "exit_code"):
        error.show()
        return int(error.exit_code)
    if "KG_TRACEBACK" in os.environ:
        raise error
    text = " ".join(f"{type(error).__name__}: {error}".split())
    typer.echo(f"kg: internal error: {safe_text(text)} (KG_TRACEBACK=1 shows where)", err=True)
    return 1
