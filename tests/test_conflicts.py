"""Contradictions, from the words of invented articles to what the command prints."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import graph_of, readings
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.contradictions.model import KINDS, Conflict, Found
from kg.contradictions.tenures import FINDERS, periods
from kg.contradictions.values import value_of
from kg.errors import GraphError
from kg.graph.tenures import Course, Told
from kg.resolve.calendar import first_day, precise
from kg.resolve.claims import Held
from kg.resolve.posts import Post, post_of

LINES = {
    "two holders": (
        "2019-03-04: Gubernur Riau Hendra Wijaya membuka rapat di Pekanbaru.",
        "2019-09-09: Gubernur Riau Surya Atmaja meninjau pasar di Pekanbaru.",
        "2020-05-04: Gubernur Riau Hendra Wijaya meninjau pasar di Pekanbaru.",
    ),
    "two dates": (
        "2018-09-06: Presiden melantik Hendra Wijaya sebagai Gubernur Riau di Istana Negara, Jakarta, Rabu (5/9/2018).",
        "2018-09-07: Gubernur Riau Hendra Wijaya dilantik pada Kamis (6/9/2018) di Jakarta.",
    ),
    "over and current": (
        "2019-01-04: Mantan Gubernur Riau Hendra Wijaya hadir dalam rapat di Pekanbaru.",
        "2020-05-04: Gubernur Riau Hendra Wijaya meninjau pasar di Pekanbaru.",
    ),
}


def found(folder: Path, *articles: str) -> list[Conflict]:
    return kg.conflicts(out=graph_of(folder, readings(*articles)))


@pytest.mark.parametrize("kind", LINES)
def test_articles_that_contradict_each_other(tmp_path: Path, kind: str) -> None:
    (conflict,) = found(tmp_path, *LINES[kind])
    assert conflict.kind == kind and "Gubernur Riau" in conflict.about
    for side in (conflict.one, conflict.other):
        assert side.words and side.words.article == side.article
        assert any(side.words.sentence in line and line.startswith(side.date) for line in LINES[kind])


def test_two_values_of_one_rating(tmp_path: Path) -> None:
    said = "Ombudsman RI memberi nilai {} kepada Pemerintah Provinsi Riau untuk kepatuhan pelayanan publik."
    articles = readings(
        *(f"2024-0{month}-04: {said.format(value)}" for month, value in ((1, "88,40"), (2, "88.40"), (3, "79,1")))
    )
    assert kg.conflicts(out=graph_of(tmp_path, articles)) == []
    dated = [replace(one, assessments=tuple(replace(each, date="2023") for each in one.assessments)) for one in articles]
    (conflict,) = kg.conflicts(out=graph_of(tmp_path, dated))
    assert (conflict.kind, conflict.one.says, conflict.other.says) == ("two values", "88,40", "79,1")
    assert conflict.about.startswith("Pemerintah Provinsi Riau: ") and "2023, by Ombudsman" in conflict.about
    assert (conflict.one.date, conflict.other.date) == ("2024-01-04", "2024-03-04")


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("88,40", "88.40", False),
        ("88,40", "skor 88,4", False),
        ("88,40", "79,10", True),
        ("B", "B (Baik)", False),
        ("B", "C", True),
        ("A-", "A", True),
        ("88,40", "B", False),
        ("peringkat dua nasional", "urutan kedua", False),
        ("peringkat 2", "juara 1", True),
        ("ke-3", "peringkat ketiga", False),
        ("WTP", "opini Wajar Tanpa Pengecualian", False),
        ("WTP", "WDP", True),
        ("rapor merah", "rapor merah untuk OPD", False),
        ("Sangat Baik", "Cukup", True),
        ("", "B", False),
        ("()", "((", False),
    ],
)
def test_values(one: str, other: str, contradict: bool) -> None:
    assert value_of(one).contradicts(value_of(other)) == value_of(other).contradicts(value_of(one)) == contradict


@given(st.text(max_size=300))
def test_any_text_is_a_value_and_does_not_contradict_itself(text: str) -> None:
    assert not value_of(text).contradicts(value_of(text))


GOVERNOR, MAYOR = post_of(Held("Gubernur", territory="14")), post_of(Held("Wali Kota", territory="14.71"))
CHAIR, AIDE = post_of(Held("Ketua", "Partai A", "61", "61")), post_of(Held("Asisten", territory="14"))


def course(who: str, post: Post, seen: str, over: str = "", starts: str = "", acting: str = "") -> Course:
    """Somebody in a post, with dates of articles divided by blanks."""
    told = [
        sorted(Told(first_day(date) or 0, date, f"{who}-{date}", f"{who}-{post}") for date in dates.split())
        for dates in (seen, over)
    ]
    return Course(who, who, post, post.role, acting, *told, precise(starts.split()), [f"{who}-{post}"])


WORLDS: dict[str, tuple[list[Course], list[str]]] = {
    "handover": ([course("A", GOVERNOR, "2018-01 2018-10-01"), course("B", GOVERNOR, "2018-09-06 2019")], []),
    "late, though the other was sworn in": (
        [course("A", GOVERNOR, "2018-01 2018-10-01"), course("B", GOVERNOR, "2018-09-06 2019", starts="2018-09-05")],
        ["two holders: A, B"],
    ),
    "the last days": (
        [course("A", GOVERNOR, "2018-01 2018-09-10"), course("B", GOVERNOR, "2018-09-06 2019", starts="2018-09-05")],
        [],
    ),
    "one after the other": ([course("A", GOVERNOR, "2014 2018-01"), course("B", GOVERNOR, "2018-10 2019")], []),
    "there and back with a swearing-in": (
        [course("A", GOVERNOR, "2010 2012 2019-03 2020", starts="2019-02-01"), course("B", GOVERNOR, "2014 2017")],
        [],
    ),
    "there and back without": (
        [course("A", GOVERNOR, "2010 2012 2019-03 2020"), course("B", GOVERNOR, "2014 2017")],
        ["two holders: A, B"],
    ),
    "over in between": (
        [course("A", GOVERNOR, "2010 2012 2019-03 2020", over="2013-05"), course("B", GOVERNOR, "2014 2017")],
        ["over and current: A, A"],
    ),
    "partial dates that may be the same": ([course("A", GOVERNOR, "2018"), course("B", GOVERNOR, "2018 2018-12")], []),
    "acting": ([course("A", GOVERNOR, "2018-01 2019"), course("B", GOVERNOR, "2018-02 2018-10", acting="Plt")], []),
    "many hold it": ([course("A", AIDE, "2018-01 2019-01"), course("B", AIDE, "2018-01 2019-01")], []),
    "two places": (
        [course("A", GOVERNOR, "2018-01 2019-01"), course("A", MAYOR, "2017-01 2018-10")],
        ["two places: A, A"],
    ),
    "promoted": ([course("A", GOVERNOR, "2018-03 2019-01"), course("A", MAYOR, "2017-01 2018-04")], []),
    "a party beside": ([course("A", GOVERNOR, "2018-01 2019-01"), course("A", CHAIR, "2018-01 2019-01")], []),
    "another swearing-in": ([course("A", GOVERNOR, "2018 2024", starts="2018-09-05 2023-09-05")], []),
    "two days of one": ([course("A", GOVERNOR, "2018", starts="2018 2018-09-05 2018-09-06")], ["two dates: A, A"]),
    "two years of one": ([course("A", GOVERNOR, "2018", starts="2018 2019-09-05")], ["two dates: A, A"]),
    "a Pj is sworn in every year": ([course("A", GOVERNOR, "2023", starts="2022-05-12 2023-05-12", acting="Pj")], []),
    "sworn in again after it was over": ([course("A", GOVERNOR, "2019-02", over="2013", starts="2019-01-01")], []),
    "over on the same day": ([course("A", GOVERNOR, "2019-02-01 2019-02", over="2019-02-01")], []),
}


@pytest.mark.parametrize("name", WORLDS)
def test_small_worlds(name: str) -> None:
    courses, expected = WORLDS[name]
    told = [one for finder in FINDERS for one in finder(courses)]
    assert [f"{one.kind}: {_who(one.one.says, one)}, {_who(one.other.says, one)}" for one in told] == expected


def _who(says: str, one: Found) -> str:
    return says[0] if one.kind in ("two holders", "two places") else one.about[0]


def test_periods_are_the_articles_in_order() -> None:
    one = course("A", GOVERNOR, "2010 2012 2014-05-01 2019-03 2020", over="2013", starts="2019-02-01")
    assert [[told.date for told in period.seen] for period in periods(one)] == [
        ["2010", "2012"],
        ["2014-05-01"],
        ["2019-03", "2020"],
    ]
    assert [period.sworn for period in periods(one)] == [False, False, True]


def test_crowds_cost_and_list_little() -> None:
    dates = " ".join(f"20{year}-0{month}" for year in range(10, 25) for month in (1, 5))
    crowd = [course(f"P{number}", GOVERNOR, dates, over="2012-02 2013-03") for number in range(1_000)]
    long = course("X", GOVERNOR, dates)
    told = [one for finder in FINDERS for one in finder([*crowd, long])]
    assert 1_000 <= len(told) <= 3 * 3 * 1_001 + 1_001


def test_the_command(tmp_path: Path) -> None:
    path = str(graph_of(tmp_path, readings(*LINES["two holders"])))
    ran = CliRunner().invoke(app, ["conflicts", "-g", path])
    assert (ran.exit_code, ran.stderr) == (1, "1 contradiction: two holders 1\n")
    assert ran.stdout == (
        f"{KINDS['two holders']}:\n"
        "\n"
        "  Gubernur Riau\n"
        "    Hendra Wijaya, Gubernur Riau, on 2020-05-04\n"
        "        «Gubernur Riau Hendra Wijaya» meninjau pasar di Pekanbaru.\n"
        "        2020-05-04 a2, from character 0\n"
        "    Surya Atmaja, Gubernur Riau, on 2019-09-09\n"
        "        «Gubernur Riau Surya Atmaja» meninjau pasar di Pekanbaru.\n"
        "        2019-09-09 a1, from character 0\n"
    )
    (record,) = json.loads(CliRunner().invoke(app, ["conflicts", "-g", path, "--json", "-q"]).stdout)
    assert record["kind"] == "two holders" and record["sides"][1]["words"]["sentence"].startswith("Gubernur Riau Surya")
    (row,) = csv.DictReader(io.StringIO(CliRunner().invoke(app, ["conflicts", "-g", path, "--csv"]).stdout))
    assert (row["article_1"], row["date_2"], row["sentence_2"][:13]) == ("a2", "2019-09-09", "Gubernur Riau")
    assert CliRunner().invoke(app, ["conflicts", "-g", path, "--csv", "--json"]).exit_code == 2


def test_nothing_is_found_and_the_exit_code_is_zero(tmp_path: Path) -> None:
    path = graph_of(tmp_path, readings(LINES["two holders"][0]))
    ran = CliRunner().invoke(app, ["conflicts", "-g", str(path)])
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "the articles do not contradict each other\n")


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    chiefs = [line.replace("Gubernur Riau", "Bupati Kampar") for line in LINES["two holders"]]
    path = str(graph_of(tmp_path, readings(*LINES["two holders"], *chiefs)))
    full, cut = kg.conflicts(out=path), kg.conflicts(out=path, limit=1)
    assert len({conflict.kind for conflict in full}) <= len(cut) < len(full)
    ran = CliRunner().invoke(app, ["conflicts", "-g", path, "--limit", "1", "--json"])
    assert ran.stderr.endswith(f" ({len(cut)} listed; --limit for more)\n") and len(json.loads(ran.stdout)) == len(cut)


def test_a_graph_without_time_is_refused(tmp_path: Path) -> None:
    path = graph_of(tmp_path, readings(LINES["two holders"][0]))
    lines = [line for line in path.read_text().splitlines(keepends=True) if "graph/resolution" not in line]
    path.write_text("".join(lines))
    with pytest.raises(GraphError, match="build it again"):
        kg.conflicts(out=path)


def test_the_order_of_the_articles_makes_no_difference(tmp_path: Path) -> None:
    articles = readings(*(line for lines in LINES.values() for line in lines))
    assert kg.conflicts(out=graph_of(tmp_path, articles)) == kg.conflicts(out=graph_of(tmp_path, articles[::-1]))
