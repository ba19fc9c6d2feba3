"""The tables, as readers of others find them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import csvw
import duckdb
import pyarrow.parquet
import pytest

from kg.errors import KgError
from kg.exports.formats import Wanted, export
from kg.exports.tables import ROWS, tables
from kg.graph.network import build
from kg.graph.read import KINDS
from kg.graph.spreadsheet import csv_text
from kg.graph.store import open_store

FORMULA = tuple("=+-@\t\r\0＝＋－＠")


@pytest.fixture(scope="module")
def folder(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables")
    export(out, "csv", path / "csv")
    export(out, "csv", path / "raw", Wanted(raw=True))
    export(out, "parquet", path / "parquet")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parquet_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return pyarrow.parquet.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()


def as_csv(value: object) -> str:
    """A value of Parquet as the CSV has it, without the guard."""
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def test_a_validator_of_csvw_has_nothing_to_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("csv", "raw"):
        described = csvw.CSVW(str(folder / name / "csv-metadata.json"), validate=True)
        assert described.is_valid
        assert [str(warning.message) for warning in described.warnings] == []
    assert capsys.readouterr().err == ""


def test_csvw_readers_find_typed_values_and_whole_keys(folder: Path) -> None:
    group = csvw.TableGroup.from_file(folder / "csv" / "csv-metadata.json")
    assert group.check_referential_integrity(strict=True)
    read = {table.local_name: list(table.iterdicts()) for table in group.tables}
    assert read.keys() == {f"{name}.csv" for name in (*ROWS, "nodes", "edges")}
    tenure = next(row for row in read["tenures.csv"] if row["tenure"].unsplit().endswith("hostile-3"))
    assert (tenure["former"], tenure["articles"], str(tenure["confidence"])) == (True, 3, "0.35")
    assert (tenure["first_seen"], str(tenure["first_seen_from"])[:10]) == ("2003-06", "2003-06-01")
    assert tenure["start_dates"] == ["2020-02-04"]
    described = json.loads((folder / "csv" / "csv-metadata.json").read_text(encoding="utf-8"))
    columns = [column for table in described["tables"] for column in table["tableSchema"]["columns"]]
    assert all({"en", "id"} == column["titles"].keys() for column in columns)


def test_every_thing_and_fact_has_its_row(out: Path, folder: Path) -> None:
    store = open_store(out)
    names = {"person": "people", "territory": "territories"}
    for kind, type_ in KINDS.items():
        query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{type_}> }}"
        (solution,) = store.query(query)  # type: ignore[misc]
        assert len(rows_of(folder / "csv" / f"{names.get(kind, kind + 's')}.csv")) == int(solution["n"].value), kind
    (solution,) = store.query("SELECT (COUNT(*) AS ?n) { ?m <http://www.w3.org/ns/oa#hasBody> ?b }")  # type: ignore[misc]
    assert len(rows_of(folder / "csv" / "evidence.csv")) == int(solution["n"].value)


def test_rows_say_what_the_article_says(folder: Path) -> None:
    rows = rows_of(folder / "csv" / "tenures.csv")
    (row,) = [row for row in rows if row["person_label"] == "Ratna Kusumawardani" and row["former"] == ""]
    assert row["role_label"] == "Kepala Dinas" and row["organization_label"].startswith("Dinas Kesehatan")
    assert row["article"] == "https://w3id.org/simpul/article/a-001"
    assert row["sentence"].startswith("Gubernur Kalbar Sutarmidji melantik Ratna Kusumawardani")
    parts = rows_of(folder / "csv" / "participants.csv")
    assert {(part["role"], part["agent_kind"]) for part in parts} >= {("officiant", "person"), ("subject", "organization")}
    assert all(part["agent_label"] and part["sentence"] for part in parts)


@pytest.mark.parametrize("table", ROWS)
def test_csv_and_parquet_say_the_same(folder: Path, table: str) -> None:
    wanted = [{name: as_csv(value) for name, value in row.items()} for row in parquet_rows(folder, table)]
    assert rows_of(folder / "raw" / f"{table}.csv") == wanted
    guarded = rows_of(folder / "csv" / f"{table}.csv")
    assert [{name: csv_text(value) for name, value in row.items()} for row in guarded] == wanted


def cells(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.csv")):
        for row in rows_of(path):
            yield from row.values()


def test_no_cell_is_a_formula_unless_wanted(folder: Path) -> None:
    risky = {cell for cell in cells(folder / "csv") if cell.startswith(FORMULA)}
    assert risky == {"-5"}
    assert {'=HYPERLINK("http://x","y")', "@SUM(1)", "-1+1", "＝1"} <= set(cells(folder / "raw"))


def test_nodes_and_edges_are_those_of_the_network(out: Path, folder: Path) -> None:
    network = build(open_store(out))
    nodes, edges = (rows_of(folder / "csv" / f"{name}.csv") for name in ("nodes", "edges"))
    assert [row["Id"] for row in nodes] == sorted(network)
    assert len(edges) == network.number_of_edges()
    assert {row["Type"] for row in edges} == {"Directed"}
    assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= {row["Id"] for row in nodes}


def test_duckdb_reads_types_and_joins_tables(folder: Path) -> None:
    connection = duckdb.connect()
    types = dict(
        connection.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{folder}/parquet/tenures.parquet')").fetchall()
    )
    assert {types[name] for name in ("tenure", "first_seen", "sentence")} == {"VARCHAR"}
    assert (types["first_seen_from"], types["articles"], types["confidence"]) == ("DATE", "BIGINT", "DOUBLE")
    assert (types["former"], types["start_dates"]) == ("BOOLEAN", "VARCHAR[]")
    joined = connection.sql(
        f"SELECT count(*) FROM '{folder}/parquet/tenures.parquet' JOIN '{folder}/parquet/people.parquet' USING (person)"
    ).fetchall()
    assert joined == [(len(parquet_rows(folder, "tenures")),)]
    for table in tables():
        options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"
        count = connection.sql(f"SELECT count(*) FROM read_csv('{folder}/raw/{table.name}.csv', {options})").fetchall()
        assert count == [(len(parquet_rows(folder, table.name)),)], table.name


def test_the_same_graph_gives_the_same_bytes(out: Path, folder: Path, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        export(out / "graph.nq", form, tmp_path / form)
        for path in sorted((folder / form).iterdir()):
            assert (tmp_path / form / path.name).read_bytes() == path.read_bytes(), path.name


def test_without_pyarrow_one_line_tells_what_is_missing(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(KgError, match=r"pip install 'simpul\[parquet\]'"):
        export(out, "parquet", tmp_path / "parquet")
    assert list(tmp_path.iterdir()) == []
