"""Sorts more lines than memory should hold."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

LINES_IN_MEMORY = 2_000_000


class LineSorter:
    """Takes lines in any order and gives them sorted, each once; what does not fit in memory waits in files of `folder`."""

    def __init__(self, folder: Path, limit: int = LINES_IN_MEMORY) -> None:
        self._folder, self._limit = folder, limit
        self._lines: list[str] = []
        self._runs: list[Path] = []

    def add(self, lines: Iterable[str]) -> None:
        """More lines, without line ends."""
        self._lines.extend(lines)
        if len(self._lines) > self._limit:
            self._write_run()

    def __iter__(self) -> Iterator[str]:
        self._lines.sort()
        runs = [_lines_of(run) for run in self._runs]
        return (line for line, _ in groupby(heapq.merge(*runs, self._lines) if runs else self._lines))

    def _write_run(self) -> None:
        self._lines.sort()
        run = self._folder / f"run-{id(self)}-{len(self._runs)}"
        with run.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in self._lines)
        self._runs.append(run)
        self._lines = []


def _lines_of(run: Path) -> Iterator[str]:
    """The lines of a run; its file goes with the last of them."""
    with run.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line[:-1]
    run.unlink()
