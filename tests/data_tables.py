"""The tables of `kg/data`, and a folder with copies of some of them in its place, for tests of what is wrong in a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg import lexicon

DATA = Path(lexicon.__file__).parent / "data"


def lines(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@contextmanager
def copied(folder: Path, names: Iterable[str], cached: Iterable[Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """While it lasts, tables are read from copies below `folder`; the functions `cached` forget what they read."""
    data, cached = folder / "data", list(cached)
    data.mkdir()
    for name in names:
        (data / name).write_text((DATA / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(lexicon, "files", lambda package: folder)
    for function in cached:
        function.cache_clear()
    yield data
    for function in cached:
        function.cache_clear()
