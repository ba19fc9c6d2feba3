"""What the queries for the seven kinds of fact answer on made-up readings, word for word."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph.query import ask, read_query

QUERIES = Path(__file__).parents[2] / "queries"
FIRST, SECOND, THIRD = "a-001", "a 002/é", "a-003"
EVENT = "https://w3id.org/simpul/event/"
SWEARING_IN = f"{EVENT}a-001/pelantikan-57"
VISIT, SECOND_VISIT = (f"{EVENT}a-002-e~74c9bbe72a55/kunjungan-{end}" for end in ("60", "60-1"))
MEETING = f"{EVENT}a-003/rapat-11"
PROVINCE, OFFICE = "Pemerintah Provinsi Kalimantan Barat", "Dinas Kesehatan Provinsi Kalimantan Barat"
CITY, OMBUDSMAN = "Pemerintah Kota Pontianak", "Ombudsman Republik Indonesia"

EXPECTED: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "officials": (
        "article person role acting former organization territory confidence",
        [
            (SECOND, "Ratna Kusumawardani", "Kepala Dinas", "", "true", OFFICE, "61", ""),
            (SECOND, "Sutarmidji", "Gubernur", "", "false", PROVINCE, "61", "0.91"),
            (FIRST, "Bagus Harimurti", "Wali Kota", "Pj", "false", CITY, "61.71", ""),
            (FIRST, "Ratna Kusumawardani", "Kepala Dinas", "", "false", OFFICE, "61", ""),
            (FIRST, "Sutarmidji", "Gubernur", "", "false", PROVINCE, "61", "0.91"),
            (THIRD, "Surya Atmaja", "Menteri", "", "false", "", "", ""),
        ],
    ),
    "organizations": (
        "article organization aliases territory confidence",
        [
            (SECOND, OFFICE, "Dinas Kesehatan", "61", ""),
            (SECOND, PROVINCE, "Kalbar|Pemprov|Pemprov Kalbar", "61", ""),
            (SECOND, "Polres Malang", "", "35.07", ""),
            (FIRST, OFFICE, "Dinas Kesehatan", "61", ""),
            (FIRST, "Ikatan Bidan Kalbar", "", "", ""),
            (FIRST, OMBUDSMAN, "Ombudsman RI", "", "0.85"),
            (FIRST, CITY, "", "61.71", ""),
            (FIRST, PROVINCE, "Kalbar|Pemprov|Pemprov Kalbar", "61", ""),
        ],
    ),
    "territories": (
        "article territory name confidence",
        [
            (SECOND, "35.07", "Kabupaten Malang", ""),
            (SECOND, "35.73", "Kota Malang", ""),
            (SECOND, "61", "Provinsi Kalimantan Barat", ""),
            (FIRST, "61", "Provinsi Kalimantan Barat", "0.99"),
            (FIRST, "61.71", "Kota Pontianak", ""),
        ],
    ),
    "events": (
        "article event type label date place venue confidence",
        [
            (SECOND, VISIT, "kunjungan", "", "2024-04-02", "35.07", "", ""),
            (SECOND, SECOND_VISIT, "kunjungan", "kunjungan kedua", "", "", "", ""),
            (FIRST, SWEARING_IN, "pelantikan", "pelantikan Kepala Dinas", "2024-03", "61.71", "Aula Garuda", "0.8"),
            (THIRD, MEETING, "rapat", "rapat", "", "", "", ""),
        ],
    ),
    "participants": (
        "article event type agent role confidence",
        [
            (SECOND, VISIT, "kunjungan", "Polres Malang", "subject", ""),
            (SECOND, VISIT, "kunjungan", "Sutarmidji", "officiant", ""),
            (FIRST, SWEARING_IN, "pelantikan", "Bagus Harimurti", "attendee", ""),
            (FIRST, SWEARING_IN, "pelantikan", "Ikatan Bidan Kalbar", "organizer", "0.55"),
            (FIRST, SWEARING_IN, "pelantikan", "Ratna Kusumawardani", "subject", ""),
            (FIRST, SWEARING_IN, "pelantikan", "Sutarmidji", "officiant", ""),
            (THIRD, MEETING, "rapat", "Joko", "officiant", ""),
            (THIRD, MEETING, "rapat", "Surya Atmaja", "signatory", ""),
        ],
    ),
    "assessments": (
        "article assessor subject measure value date confidence",
        [
            (SECOND, "", "Kota Malang", "peringkat", "peringkat dua", "", ""),
            (FIRST, OMBUDSMAN, "OPD Kalimantan Barat", "", "rapor merah", "", ""),
            (FIRST, OMBUDSMAN, PROVINCE, "pelayanan publik", "D", "2023", "0.45"),
        ],
    ),
    "statements": (
        "article speaker text confidence",
        [
            (SECOND, "Joko", "Kami belajar,", ""),
            (FIRST, "Sutarmidji", "Tingkatkan \\ pelayanan,\tjangan ditunda,", "0.95"),
        ],
    ),
}


def answer(source: Path, query: Path) -> tuple[list[str], list[tuple[str, ...]]]:
    with ask(source, read_query(query), name=str(query)) as found:
        return found.columns, [tuple(term.value if term else "" for term in row) for row in found]


@pytest.mark.parametrize("source", ["", "graph.ttl", "graph.nq"])
@pytest.mark.parametrize("name", EXPECTED)
def test_the_seven_fact_queries(out: Path, name: str, source: str) -> None:
    columns, rows = EXPECTED[name]
    assert answer(out / source, QUERIES / f"{name}.rq") == (columns.split(), rows)


def test_the_oxigraph_server_reads_the_graph(out: Path, tmp_path: Path) -> None:
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if not oxigraph:
        pytest.skip("the oxigraph command is not installed")
    store = tmp_path / "store"
    subprocess.run([oxigraph, "load", "--location", store, "--file", out / "graph.ttl"], check=True, capture_output=True)
    for location in (store, out / "store"):
        done = subprocess.run(
            [oxigraph, "query", "--location", location, "--query-file", QUERIES / "officials.rq", "--results-format", "csv"],
            check=True,
            capture_output=True,
            text=True,
        )
        assert len(done.stdout.splitlines()) == 1 + len(EXPECTED["officials"][1])
