#!/usr/bin/env python3
"""Write kg/data/territories.csv, every province, kabupaten and kota with its Kemendagri code, and kg/data/districts.csv, the
kecamatan.

    python scripts/territories.py [--areas FOLDER] [--iso FILE] [--output FILE] [--districts FILE]

The areas come from the npm package `idn-area-data` (data under the Open Database License, see kg/data/NOTICE.md); without
--areas it is fetched by `npm pack` into a temporary folder. The ISO 3166-2 codes of the provinces come from the table of
Debian's iso-codes (/usr/share/iso-codes/json/iso_3166-2.json), or the same table in the Python package pycountry
(databases/iso3166-2.json); only versions from 2024 on know the four provinces of Papua founded in 2022.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "idn-area-data@4.0.1"
PROVINCES, REGENCIES = 38, 514
COLUMNS = ("code", "kind", "name", "full", "parent", "iso")
DISTRICT_COLUMNS = ("code", "name")
OUTPUT = Path(__file__).parent.parent / "kg" / "data" / "territories.csv"
DISTRICTS = OUTPUT.with_name("districts.csv")
ISO_CODES = Path("/usr/share/iso-codes/json/iso_3166-2.json")
SPECIAL_PROVINCES = ("Daerah Khusus Ibukota ", "Daerah Istimewa ")
KINDS = {
    "Kabupaten Administrasi ": "kabupaten",
    "Kabupaten ": "kabupaten",
    "Kota Administrasi ": "kota",
    "Kota ": "kota",
}
ISO_NAMES = {"Jakarta": "Jakarta Raya"}
"""Short name of a province to its name in ISO 3166-2, where the two differ."""
ISO_TYPOS = {"Papua Pengunungan": "Papua Pegunungan"}
"""Slips in older issues of ISO 3166-2, corrected since."""


def unpacked(folder: Path) -> Path:
    """The folder of the CSV files of the npm package, fetched into `folder`."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package" / "data"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def iso_codes(path: Path) -> dict[str, str]:
    """Name of an Indonesian province to its ISO 3166-2 code; islands and groups of islands are left out."""
    entries = json.loads(path.read_text(encoding="utf-8"))["3166-2"]
    provinces = [e for e in entries if e["code"].startswith("ID-") and e["type"] != "Geographical unit"]
    return {ISO_TYPOS.get(e["name"], e["name"]): e["code"] for e in provinces}


def province(code: str, name: str, iso: dict[str, str]) -> tuple[str, ...]:
    """A row for a province: `Riau`, `Provinsi Riau`; `Yogyakarta`, `Daerah Istimewa Yogyakarta`."""
    special = next((words for words in SPECIAL_PROVINCES if name.startswith(words)), "")
    short = name.removeprefix(special)
    wanted = ISO_NAMES.get(short, short)
    if wanted not in iso:
        sys.exit(f"no ISO 3166-2 code for the province {wanted}: the table is too old")
    return (code, "provinsi", short, name if special else f"Provinsi {name}", "", iso[wanted])


def regency(code: str, name: str, parent: str) -> tuple[str, ...]:
    """A row for a kabupaten or kota: `Tanah Bumbu`, `Kabupaten Tanah Bumbu`."""
    kind = next((words for words in KINDS if name.startswith(words)), None)
    if kind is None or not code.startswith(f"{parent}."):
        sys.exit(f"{code} {name} is neither a kabupaten nor a kota of {parent}")
    return (code, KINDS[kind], name.removeprefix(kind), name, parent, "")


def table(areas: Path, iso: dict[str, str]) -> list[tuple[str, ...]]:
    """All rows, in the order of their codes."""
    provinces = [province(row["code"], row["name"], iso) for row in rows(areas / "provinces.csv")]
    regencies = [regency(row["code"], row["name"], row["province_code"]) for row in rows(areas / "regencies.csv")]
    if (len(provinces), len(regencies)) != (PROVINCES, REGENCIES):
        sys.exit(f"{len(provinces)} provinces and {len(regencies)} kabupaten and kota, not {PROVINCES} and {REGENCIES}")
    return sorted(provinces + regencies)


def districts(areas: Path) -> list[tuple[str, ...]]:
    """Code and name of every kecamatan, in the order of their codes."""
    return sorted((row["code"], " ".join(row["name"].split())) for row in rows(areas / "districts.csv"))


def write(columns: tuple[str, ...], lines: list[tuple[str, ...]], path: Path) -> None:
    """Save a table as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


def main() -> None:
    """Read the two sources and write the tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--areas", type=Path, help="folder with provinces.csv, regencies.csv and districts.csv of idn-area-data")
    ask.add_argument("--iso", type=Path, default=ISO_CODES, help="table of ISO 3166-2 in the format of iso-codes")
    ask.add_argument("--output", type=Path, default=OUTPUT)
    ask.add_argument("--districts", type=Path, default=DISTRICTS)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        areas = args.areas or unpacked(Path(folder))
        write(COLUMNS, table(areas, iso_codes(args.iso)), args.output)
        write(DISTRICT_COLUMNS, districts(areas), args.districts)


if __name__ == "__main__":
    main()
