"""Where results go: standard output, or files and folders that are there only once they are complete."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import KgError


@contextmanager
def text_output(path: Path | None) -> Iterator[TextIO]:
    """A file to write text to, as UTF-8; of no path standard output."""
    if path is None:
        yield sys.stdout
        return
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def folder_output(path: Path, names: Collection[str]) -> Iterator[Path]:
    """A folder to write files of these names to, which then takes the place of `path`.

    A folder that holds anything else is left alone.
    """
    _check_replaceable(path, names)
    partial, old = path.with_name(f".{path.name}.partial"), path.with_name(f".{path.name}.old")
    try:
        for left in (partial, old):
            shutil.rmtree(left, ignore_errors=True)
        partial.mkdir()
        yield partial
        _put_in_place(partial, path, old)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        for left in (partial, old):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def exact_standard_output() -> Iterator[None]:
    """While this lasts, standard output takes UTF-8 with the line ends that are written, for other programs to read."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    yield


def shown(text: str) -> str:
    r"""Text in which nothing steers a terminal: what is not to be seen is an escape that JSON and Turtle read.

    >>> print(shown('"\x1b[2J\x9b1m"'))
    "\u001b[2J\u009b1m"
    """
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _put_in_place(partial: Path, path: Path, old: Path) -> None:
    """Gives a folder its name; what had it waits as `old`, and has it again where that fails."""
    if path.exists():
        path.rename(old)
    try:
        partial.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise


def _check_replaceable(path: Path, names: Collection[str]) -> None:
    if path.exists() and not path.is_dir():
        raise KgError(f"{path}: expected a folder")
    foreign = sorted(child.name for child in path.iterdir() if child.name not in names) if path.is_dir() else []
    if foreign:
        raise KgError(f"{path}: holds files that are not an export's ({foreign[0]!r}); give an empty or a new folder")


def _unwritable(path: Path, error: OSError) -> KgError:
    return KgError(f"{path}: cannot be written: {error.strerror or error}")
