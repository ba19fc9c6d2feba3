from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.sorting import LineSorter

LINES = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=8)


@given(st.lists(st.lists(LINES, max_size=6), max_size=6), st.integers(0, 12))
def test_lines_come_sorted_and_once(tmp_path_factory: pytest.TempPathFactory, chunks: list[list[str]], limit: int) -> None:
    folder = tmp_path_factory.mktemp("runs")
    sorter = LineSorter(folder, limit)
    for chunk in chunks:
        sorter.add(chunk)
    assert list(sorter) == sorted({line for chunk in chunks for line in chunk})
    assert not list(folder.iterdir())


def test_what_does_not_fit_in_memory_waits_on_disk(tmp_path: Path) -> None:
    sorter = LineSorter(tmp_path, 10)
    sorter.add(str(number) for number in range(100))
    assert list(tmp_path.iterdir())
    assert len(list(sorter)) == 100
