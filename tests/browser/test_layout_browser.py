"""Places for boxes, computed in a real Chromium by the scripts of the layout alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from browser.pages import MARKS, SCRIPTS, playwright

pytestmark = MARKS

LAYOUT = sorted(SCRIPTS.glob("layout*.js"))
Place = dict[str, float]
Link = tuple[int, int]


@pytest.fixture(scope="module")
def page(browser: playwright.Browser) -> Iterator[playwright.Page]:
    page = browser.new_page()
    page.add_script_tag(content="\n".join(path.read_text(encoding="utf-8") for path in LAYOUT))
    yield page
    page.close()


def boxes(count: int) -> list[dict[str, float]]:
    """Boxes of several forms, whose lines end above their middles."""
    return [
        {"width": 60 + 23 * (number % 4), "height": 40 + 14 * (number % 3), "rise": 6 * (number % 3)} for number in range(count)
    ]


def parts(count: int, most: int = 40) -> list[list[int]]:
    return [list(range(start, min(start + most, count))) for start in range(0, count, most)]


def tree(count: int) -> list[Link]:
    return [(number, number // 3) for number in range(1, count)]


def star(count: int) -> list[Link]:
    return [(0, number) for number in range(1, count)]


def chain(count: int) -> list[Link]:
    return [(number, number + 1) for number in range(count - 1)]


def clique(count: int) -> list[Link]:
    return list(combinations(range(count), 2))


def knotted(count: int) -> list[Link]:
    """A tree with as many links across it."""
    return tree(count) + [(number, number * 7 % count) for number in range(count)]


def placed(
    page: playwright.Page, count: int, links: list[Link], groups: list[list[int]] | None = None, wider: float = 1.6
) -> list[Place]:
    found: list[Place] = page.evaluate(
        "([boxes, links, groups, wider, anchors]) => layout(boxes, links, groups, {wider, anchors: new Set(anchors)})",
        [boxes(count), links, parts(count) if groups is None else groups, wider, list(range(0, count, 3))],
    )
    assert len(found) == count
    return found


def overlaps(places: list[Place], sizes: list[dict[str, float]]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in combinations(range(len(places)), 2)
        if abs(places[a]["x"] - places[b]["x"]) < (sizes[a]["width"] + sizes[b]["width"]) / 2
        and abs(places[a]["y"] - places[b]["y"]) < (sizes[a]["height"] + sizes[b]["height"]) / 2
    ]


def distance(places: list[Place], a: int, b: int) -> float:
    return float(((places[a]["x"] - places[b]["x"]) ** 2 + (places[a]["y"] - places[b]["y"]) ** 2) ** 0.5)


def spread(places: list[Place]) -> tuple[float, float]:
    across, down = ([place[axis] for place in places] for axis in ("x", "y"))
    return max(across) - min(across), max(down) - min(down)


@pytest.mark.parametrize(
    ("count", "links"),
    [
        (0, []),
        (1, []),
        (1, [(0, 0)]),
        (2, [(0, 1), (1, 0), (0, 1)]),
        (9, []),
        (40, tree(40)),
        (60, chain(60)),
        (21, star(21)),
        (12, clique(12)),
        (100, knotted(100)),
        (201, star(201)),
        (300, knotted(300)),
    ],
    ids=["none", "one", "one with itself", "two", "no links", "tree", "chain", "star", "clique", "knotted", "hub", "many"],
)
@pytest.mark.parametrize("wider", [0.5, 1.8])
def test_no_box_lies_on_another(page: playwright.Page, count: int, links: list[Link], wider: float) -> None:
    places = placed(page, count, links, wider=wider)
    assert all(isinstance(value, (int, float)) for place in places for value in place.values())
    assert overlaps(places, boxes(count)) == []


def test_a_group_of_five_hundred(page: playwright.Page) -> None:
    places = placed(page, 500, knotted(500), [list(range(500))])
    assert overlaps(places, boxes(500)) == []


@pytest.mark.parametrize(("count", "links"), [(40, tree(40)), (180, knotted(180))])
def test_the_same_input_gives_the_same_places(page: playwright.Page, count: int, links: list[Link]) -> None:
    assert placed(page, count, links) == placed(page, count, links)
    assert placed(page, count, links) == placed(page, count, [(b, a) for a, b in reversed(links)])


def test_linked_boxes_are_closer_than_others(page: playwright.Page) -> None:
    links = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3), (6, 7)]
    places = placed(page, 8, links, [list(range(6)), [6, 7]])
    near = max(distance(places, *link) for link in [(0, 1), (3, 4)])
    assert near < min(distance(places, *pair) for pair in [(0, 5), (1, 4), (0, 4), (1, 5)])


def test_the_best_linked_stands_in_the_middle_of_its_group(page: playwright.Page) -> None:
    places = placed(page, 31, star(31))
    middle = [sum(place[axis] for place in places) / len(places) for axis in ("x", "y")]
    off = [((place["x"] - middle[0]) ** 2 + (place["y"] - middle[1]) ** 2) ** 0.5 for place in places]
    assert off[0] < sorted(off)[len(off) // 4]


def test_groups_are_islands(page: playwright.Page) -> None:
    links = [(a + start, b + start) for start in (0, 12, 24) for a, b in [*star(12), *chain(12)]] + [(0, 12), (12, 24)]
    groups = [list(range(start, start + 12)) for start in (0, 12, 24)]
    places = placed(page, 36, links, groups)
    middles = [{axis: sum(places[box][axis] for box in group) / 12 for axis in ("x", "y")} for group in groups]
    for group, own in zip(groups, middles, strict=True):
        for box in group:
            others = [distance([places[box], middle], 0, 1) for middle in middles if middle is not own]
            assert distance([places[box], own], 0, 1) < min(others)


def test_a_tree_does_not_cross_itself(page: playwright.Page) -> None:
    places = placed(page, 25, tree(25), [list(range(25))])
    sizes = boxes(25)
    ends = [(place["x"], place["y"] - size["rise"]) for place, size in zip(places, sizes, strict=True)]
    crossing = [
        (one, other)
        for one, other in combinations(tree(25), 2)
        if not {*one} & {*other} and page.evaluate("(ends) => linesCross(...ends.flat())", [ends[at] for at in (*one, *other)])
    ]
    assert crossing == []


def test_what_has_no_link_stands_in_rows_below(page: playwright.Page) -> None:
    places = placed(page, 12, [(0, 1)], [[0, 1], *([box] for box in range(2, 12))])
    rows = [(place["y"], place["x"]) for place in places[2:]]
    assert rows == sorted(rows)
    assert min(place["y"] for place in places[2:]) > max(place["y"] for place in places[:2])
    assert len({y for y, _ in rows}) > 1


@pytest.mark.parametrize("count", [40, 200])
def test_a_wide_window_gets_a_wider_picture(page: playwright.Page, count: int) -> None:
    links = [(5 * part, 5 * part + leaf) for part in range(count // 5) for leaf in range(1, 5)]
    groups = parts(count, 5)
    wide, high = (spread(placed(page, count, links, groups, wider)) for wider in (1.8, 0.6))
    assert wide[0] / wide[1] > 1.3
    assert high[0] / high[1] < 1


def grown(page: playwright.Page, places: list[Place | None], links: list[Link]) -> list[Place]:
    found: list[Any] = page.evaluate(
        "([places, boxes, links]) => grow(places.map(one => one || undefined), boxes, links)",
        [places, boxes(len(places)), links],
    )
    return found


@pytest.mark.parametrize("new", [1, 8, 30])
def test_growing_leaves_what_is_placed(page: playwright.Page, new: int) -> None:
    count = 30
    old = placed(page, count, tree(count))
    links = tree(count) + [(number, number % 5) for number in range(count, count + new)]
    places = grown(page, [*old, *([None] * new)], links)
    assert places[:count] == old
    assert overlaps(places, boxes(count + new)) == []


def test_what_is_new_stands_near_what_it_is_linked_with(page: playwright.Page) -> None:
    old = placed(page, 30, tree(30))
    places = grown(page, [*old, None, None], [*tree(30), (30, 7), (31, 30)])
    reach = max(spread(old))
    assert distance(places, 30, 7) < reach / 2
    assert distance(places, 31, 30) < reach / 2


def test_growing_from_nothing_and_without_links(page: playwright.Page) -> None:
    assert grown(page, [], []) == []
    assert overlaps(grown(page, [None] * 5, []), boxes(5)) == []
    assert overlaps(grown(page, [None] * 5, chain(5)), boxes(5)) == []
    places = grown(page, [{"x": 0, "y": 0}, None], [])
    assert places[0] == {"x": 0, "y": 0}
    assert overlaps(places, boxes(2)) == []
