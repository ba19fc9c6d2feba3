"""What a person sees while a build runs: a bar in a terminal, a line now and then where the output goes to a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_BETWEEN_LINES = 5.0

Progress = Callable[[str, int, int], None]


@contextmanager
def reporter(quiet: bool) -> Iterator[Progress]:
    """Something to report progress to, for as long as the `with` block lasts."""
    if quiet:
        yield lambda doing, done, total: None
    elif sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def progress(doing: str, done: int, total: int) -> None:
            bar.update(task, description=doing, completed=done, total=total or None)

        yield progress


def _lines() -> Progress:
    last = time.monotonic()

    def progress(doing: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            sys.stderr.write(f"{doing}: {done:,}{f' of {total:,}' if total else ''}\n")
            sys.stderr.flush()

    return progress
