from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError, InputError
from kg.graph.library import find_query, library, read_heading

QUERIES = Path(__file__).parents[2] / "queries"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_shipped_query_is_listed(elsewhere: Path) -> None:
    assert [query.name for query in library()] == sorted(path.stem for path in QUERIES.glob("*.rq"))


@pytest.mark.parametrize("name", ["officials", "officials.rq", str(QUERIES / "officials.rq")])
def test_a_query_is_found_by_name_and_by_path(elsewhere: Path, name: str) -> None:
    assert find_query(name).read_bytes() == (QUERIES / "officials.rq").read_bytes()


def test_a_query_of_the_working_folder_goes_before(elsewhere: Path) -> None:
    (elsewhere / "queries").mkdir()
    (elsewhere / "queries" / "officials.rq").write_text("# title: Mine\nASK {}")
    (elsewhere / "queries" / "extra.rq").write_text("ASK {}")
    assert find_query("officials").read_text().startswith("# title: Mine")
    titles = {query.name: query.title for query in library()}
    assert titles["officials"] == "Mine" and titles["extra"] == "extra" and titles["events"] == "Events"


@pytest.mark.parametrize("name", ["nothing", "../officials", "x/officials", ""])
def test_what_is_not_there_is_said_so(elsewhere: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such query file"):
        find_query(name)


def test_headings_may_go_on_in_the_next_line(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("# title: A\n# description: One: two\n#   three.\n# columns: b c\n\n# not: this\nASK {}")
    query = read_heading(tmp_path / "a.rq")
    assert query[:4] == ("a", "A", "One: two three.", ("b", "c"))


def test_a_file_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_bytes(b"\xff")
    with pytest.raises(DataError, match=r"a\.rq"):
        read_heading(tmp_path / "a.rq")
