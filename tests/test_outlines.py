"""The outlines of the provinces, their form, and the script that makes them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from data_tables import DATA

from kg import lexicon

ROOT = Path(__file__).parent.parent
PACKAGES = os.environ.get("SIMPUL_MAP_PACKAGES", "")
"""A folder with the packages that scripts/outlines.py reads, each unpacked in a folder of its name."""
FILE = DATA / "outlines.json"
PICTURE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
PROVINCES = PICTURE["provinces"]
WIDTH, HEIGHT = map(int, PICTURE["viewBox"].split()[2:])


def corners(path: str) -> list[list[tuple[int, int]]]:
    """The rings of a path, each as its corners."""
    rings = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        rings.append(list(accumulate(steps, lambda a, b: (a[0] + b[0], a[1] + b[1]))))
    return rings


def encloses(ring: list[tuple[int, int]], x: float, y: float) -> bool:
    """Whether a point lies in a ring: a ray from it crosses the ring an odd number of times."""
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def test_every_province_of_the_table_has_an_outline_and_nothing_else_has() -> None:
    assert list(PROVINCES) == [code for code, row in lexicon.territories().items() if not row.parent]


def test_a_province_has_its_name() -> None:
    assert all(row["name"] == lexicon.territories()[code].name for code, row in PROVINCES.items())


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size <= 60_000


@pytest.mark.parametrize("code", PROVINCES)
def test_a_path_has_moves_and_steps_in_whole_numbers_alone(code: str) -> None:
    number = r"(?: ?-?\d+)"
    assert re.fullmatch(rf"(?:M\d+ \d+l{number}+z)+", PROVINCES[code]["path"])


@pytest.mark.parametrize("code", PROVINCES)
def test_a_province_lies_in_the_picture_and_can_be_seen(code: str) -> None:
    rings = corners(PROVINCES[code]["path"])
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for ring in rings for x, y in ring)
    assert max(max(x for x, _ in ring) - min(x for x, _ in ring) for ring in rings) >= 10


@pytest.mark.parametrize("code", PROVINCES)
def test_the_point_of_a_province_lies_in_it_and_in_no_other(code: str) -> None:
    x, y = PROVINCES[code]["at"]
    # A little off the grid, so that the ray meets no corner.
    assert [
        other for other in PROVINCES if any(encloses(ring, x + 0.3, y + 0.4) for ring in corners(PROVINCES[other]["path"]))
    ] == [code]


@pytest.mark.parametrize(
    ("western", "eastern"),
    [("11", "12"), ("36", "31"), ("33", "34"), ("61", "64"), ("76", "72"), ("96", "92"), ("92", "91"), ("94", "95")],
)
def test_provinces_stand_beside_each_other_as_they_do(western: str, eastern: str) -> None:
    assert PROVINCES[western]["at"][0] < PROVINCES[eastern]["at"][0]


@pytest.mark.parametrize(("northern", "southern"), [("65", "64"), ("33", "34"), ("95", "93"), ("71", "53"), ("21", "36")])
def test_provinces_stand_above_each_other_as_they_do(northern: str, southern: str) -> None:
    assert PROVINCES[northern]["at"][1] < PROVINCES[southern]["at"][1]


def test_the_provinces_of_papua_are_approximate() -> None:
    assert PICTURE["approximate"] == [code for code in PROVINCES if code.startswith("9")]


def test_provinces_that_are_hard_to_hit_are_listed_as_small() -> None:
    assert PICTURE["small"] == ["21", "31", "34", "51"]


# The script


@pytest.fixture(scope="module")
def script() -> ModuleType:
    pytest.importorskip("shapely")
    spec = importlib.util.spec_from_file_location("outlines_script", ROOT / "scripts" / "outlines.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_path_of_steps_begins_where_the_last_ring_began(script: ModuleType) -> None:
    first, second = script.islands("m 1,1 2,0 0,2 z m 10,0 1,0 0,1")
    assert first.bounds == (1, -3, 3, -1) and second.bounds == (11, -2, 12, -1)


def test_corners_on_a_line_and_corners_twice_go(script: ModuleType) -> None:
    from shapely import box

    square = box(script.WEST, script.NORTH - 1, script.WEST + 1, script.NORTH).segmentize(0.001)
    assert len(script.ring(square)) == 4


def test_an_island_is_cut_between_towns_and_others_go_to_the_nearest(script: ModuleType) -> None:
    from shapely import Point, box, union_all

    land = union_all([box(0, 0, 4, 2), box(5, 0, 6, 1)])
    found = script.divided(land, [script.Town("1", Point(1, 1)), script.Town("2", Point(3, 1))])
    assert found["1"].equals(box(0, 0, 2, 2)) and found["2"].equals(union_all([box(2, 0, 4, 2), box(5, 0, 6, 1)]))


@pytest.mark.skipif(not PACKAGES, reason="SIMPUL_MAP_PACKAGES names no folder with the packages")
def test_the_script_writes_the_file_again(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["outlines.py", "--packages", PACKAGES, "--outlines", str(tmp_path / "outlines.json")])
    script.main()
    assert (tmp_path / "outlines.json").read_bytes() == FILE.read_bytes()
