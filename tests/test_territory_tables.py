"""The tables of territories, their names and the words beside them; and the script that makes the first."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from data_tables import DATA, copied, lines

from kg import lexicon
from kg.errors import DataError

ROOT = Path(__file__).parent.parent
CACHED = (lexicon.territories, lexicon.territory_names, lexicon.territory_cues)


# The tables as they are


def test_all_provinces_kabupaten_and_kota_are_there_in_order() -> None:
    table = lexicon.territories()
    assert Counter(row.kind for row in table.values()) == {"provinsi": 38, "kabupaten": 416, "kota": 98}
    assert list(table) == sorted(table)


@pytest.mark.parametrize(
    ("code", "full"),
    [
        ("11", "Provinsi Aceh"),
        ("19", "Provinsi Kepulauan Bangka Belitung"),
        ("31", "Daerah Khusus Ibukota Jakarta"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu"),
        ("31.74", "Kota Administrasi Jakarta Selatan"),
        ("61.71", "Kota Pontianak"),
        ("63.10", "Kabupaten Tanah Bumbu"),
        ("73.10", "Kabupaten Pangkajene dan Kepulauan"),
    ],
)
def test_full_names_are_official(code: str, full: str) -> None:
    row = lexicon.territories()[code]
    assert row.full == full
    assert full.endswith(f" {row.name}")


def test_provinces_and_no_others_have_an_iso_code_of_their_own() -> None:
    codes = [row.iso for row in lexicon.territories().values() if row.kind == "provinsi"]
    assert len(set(codes)) == 38
    assert all(code.startswith("ID-") and len(code) == 5 for code in codes)
    assert all(not row.iso for row in lexicon.territories().values() if row.kind != "provinsi")
    new = {code: lexicon.territories()[code].iso for code in ("93", "94", "95", "96")}
    assert new == {"93": "ID-PS", "94": "ID-PT", "95": "ID-PE", "96": "ID-PD"}


def test_a_name_of_the_press_is_no_official_name_of_another_territory() -> None:
    official = {(row.name, row.code) for row in lexicon.territories().values()}
    names = {name for name, _ in official}
    listed = {(row["name"], row["code"]) for row in lines("territory_names.csv") if row["name"] in names}
    assert listed <= official


def test_names_are_listed_once_and_in_order() -> None:
    keys = [(not row["code"], row["code"], row["name"]) for row in lines("territory_names.csv")]
    assert keys == sorted(set(keys))


def test_no_two_names_differ_by_case_alone() -> None:
    names = Counter(row.name.lower() for row in lexicon.territory_names())
    assert [name for name, count in names.items() if count > 1] == []


def test_a_name_knows_all_that_bear_it() -> None:
    names = {row.name: row for row in lexicon.territory_names()}
    assert names["Bandung"] == ("Bandung", ("32.04", "32.73"), False)
    assert names["Jogja"].codes == ("34", "34.71")
    assert names["Mura"] == ("Mura", ("16.05", "62.12"), True)
    assert names["Padang Luar"].codes == ()


def test_every_name_begins_with_a_capital_or_a_figure() -> None:
    assert [row.name for row in lexicon.territory_names() if row.name[0].islower()] == []


def test_words_beside_a_name_are_listed_once_for_each_side() -> None:
    keys = Counter((cue.words, cue.side) for cue in lexicon.territory_cues())
    assert [key for key, count in keys.items() if count > 1] == []


def test_words_that_name_two_kinds_are_two_words_or_three() -> None:
    pairs = [cue for cue in lexicon.territory_cues() if cue.meaning == "both"]
    assert pairs
    assert all(len(cue.kinds) == 2 and cue.words.split()[0][:3] == cue.kinds[0][:3] for cue in pairs)


# Broken tables


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in the place of `kg/data`."""
    with copied(tmp_path, ("territories.csv", "territory_names.csv", "territory_context.csv"), CACHED, monkeypatch) as data:
        yield data


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("territories.csv", "99,negara,Entah,Negara Entah,,", "territories.csv, row 554, kind: 'negara'"),
        ("territories.csv", "96.71,kota,Entah,Kota Entah,96,", "territories.csv, row 554, code: '96.71' is not used once"),
        ("territories.csv", "99.01,kota,Entah,Kota Entah,99,", "territories.csv, row 554, parent: '99'"),
        ("territories.csv", "96.72,kota, Entah,Kota Entah,96,", "territories.csv, row 554, name: ' Entah'"),
        ("territories.csv", "96.72,kota,Entah", "territories.csv, row 554: 3 fields, not 6"),
        ("territory_names.csv", "Entah,99,variant", "territory_names.csv, row {}, code: '99'"),
        ("territory_names.csv", "Entah,,variant", "territory_names.csv, row {}, code: ''"),
        ("territory_names.csv", "Entah,14,no territory", "territory_names.csv, row {}, code: '14'"),
        ("territory_names.csv", "Entah,14,nickname", "territory_names.csv, row {}, note: 'nickname'"),
        ("territory_context.csv", "Entah,left,name,kota", "territory_context.csv, row {}, side: 'left'"),
        ("territory_context.csv", "Entah,before,perhaps,kota", "territory_context.csv, row {}, meaning: 'perhaps'"),
        ("territory_context.csv", "Entah,before,name,kota desa", "territory_context.csv, row {}, kinds: 'kota desa'"),
    ],
)
def test_a_broken_row_is_named(folder: Path, table: str, row: str, message: str) -> None:
    path = folder / table
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        for function in CACHED:
            function()
    assert str(error.value).startswith(message.format(text.count("\n") + 1))


def test_a_table_with_other_columns_is_refused(folder: Path) -> None:
    (folder / "territory_names.csv").write_text("name,code\nSumut,12\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"territory_names\.csv, row 1: the columns are name,code, not name,code,note"):
        lexicon.territory_names()


# The script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("territories_script", ROOT / "scripts" / "territories.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ISO = {"Riau": "ID-RI", "Yogyakarta": "ID-YO", "Jakarta Raya": "ID-JK"}


@pytest.mark.parametrize(
    ("code", "name", "row"),
    [
        ("14", "Riau", ("14", "provinsi", "Riau", "Provinsi Riau", "", "ID-RI")),
        ("34", "Daerah Istimewa Yogyakarta", ("34", "provinsi", "Yogyakarta", "Daerah Istimewa Yogyakarta", "", "ID-YO")),
        ("31", "Daerah Khusus Ibukota Jakarta", ("31", "provinsi", "Jakarta", "Daerah Khusus Ibukota Jakarta", "", "ID-JK")),
    ],
)
def test_a_province_becomes_a_row(script: ModuleType, code: str, name: str, row: tuple[str, ...]) -> None:
    assert script.province(code, name, ISO) == row


def test_a_province_without_iso_code_stops_the_script(script: ModuleType) -> None:
    with pytest.raises(SystemExit, match="Papua Selatan"):
        script.province("93", "Papua Selatan", ISO)


@pytest.mark.parametrize(
    ("name", "kind", "short"),
    [
        ("Kabupaten Tanah Bumbu", "kabupaten", "Tanah Bumbu"),
        ("Kota Administrasi Jakarta Selatan", "kota", "Jakarta Selatan"),
    ],
)
def test_a_regency_becomes_a_row(script: ModuleType, name: str, kind: str, short: str) -> None:
    assert script.regency("63.10", name, "63") == ("63.10", kind, short, name, "63", "")


@pytest.mark.parametrize(("name", "parent"), [("Distrik Entah", "63"), ("Kota Entah", "64")])
def test_what_is_no_regency_of_its_province_stops_the_script(script: ModuleType, name: str, parent: str) -> None:
    with pytest.raises(SystemExit, match=r"63\.10"):
        script.regency("63.10", name, parent)


def test_islands_are_no_provinces_and_slips_are_mended(script: ModuleType, tmp_path: Path) -> None:
    entries = [
        {"code": "ID-PA", "name": "Papua", "type": "Province"},
        {"code": "ID-PP", "name": "Papua", "type": "Geographical unit"},
        {"code": "ID-PE", "name": "Papua Pengunungan", "type": "Province"},
        {"code": "IN-PB", "name": "Punjab", "type": "State"},
    ]
    path = tmp_path / "iso.json"
    path.write_text(json.dumps({"3166-2": entries}), encoding="utf-8")
    assert script.iso_codes(path) == {"Papua": "ID-PA", "Papua Pegunungan": "ID-PE"}


def test_the_table_is_made_again_byte_for_byte(script: ModuleType, tmp_path: Path) -> None:
    rows = list(lexicon.territories().values())
    write_sources(tmp_path, rows)
    iso = {script.ISO_NAMES.get(row.name, row.name): row.iso for row in rows if row.iso}
    script.write(script.COLUMNS, script.table(tmp_path, iso), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (DATA / "territories.csv").read_bytes()


def test_a_source_with_a_territory_missing_stops_the_script(script: ModuleType, tmp_path: Path) -> None:
    rows = list(lexicon.territories().values())
    write_sources(tmp_path, rows[:-1])
    iso = {script.ISO_NAMES.get(row.name, row.name): row.iso for row in rows if row.iso}
    with pytest.raises(SystemExit, match="513 kabupaten and kota"):
        script.table(tmp_path, iso)


def write_sources(folder: Path, rows: list[lexicon.TerritoryRow]) -> None:
    """The CSV files of the source, the last row first."""
    provinces = [f"{row.code},{row.full.removeprefix('Provinsi ')}" for row in reversed(rows) if not row.parent]
    regencies = [f"{row.code},{row.parent},{row.full}" for row in reversed(rows) if row.parent]
    (folder / "provinces.csv").write_text("\n".join(["code,name", *provinces]), encoding="utf-8")
    (folder / "regencies.csv").write_text("\n".join(["code,province_code,name", *regencies]), encoding="utf-8")
