from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.layout import Box, Point, place

BOXES = st.lists(st.builds(Box, st.floats(10, 160), st.floats(10, 80)), min_size=1, max_size=24)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[list[Box], list[tuple[int, int]], list[list[int]]]:
    boxes = draw(BOXES)
    ends = st.integers(0, len(boxes) - 1)
    links = draw(st.lists(st.tuples(ends, ends), max_size=40))
    parts = draw(st.integers(1, 4))
    groups = [[node for node in range(len(boxes)) if node % parts == part] for part in range(parts)]
    return boxes, links, groups


def overlap(a: Point, b: Point, one: Box, other: Box) -> bool:
    return abs(a.x - b.x) < (one.width + other.width) / 2 and abs(a.y - b.y) < (one.height + other.height) / 2


@settings(max_examples=40, deadline=None)
@given(pictures())
def test_no_box_lies_on_another(picture: tuple[list[Box], list[tuple[int, int]], list[list[int]]]) -> None:
    boxes, links, groups = picture
    for points in place(boxes, links, groups):
        assert len(points) == len(boxes)
        for b in range(len(boxes)):
            for a in range(b):
                assert not overlap(points[a], points[b], boxes[a], boxes[b])


def test_the_same_input_gives_the_same_places() -> None:
    boxes = [Box(60 + number, 30) for number in range(30)]
    links = [(number, number // 3) for number in range(1, 30)]
    groups = [list(range(15)), list(range(15, 30))]
    assert place(boxes, links, groups) == place(boxes, list(reversed(links)), groups)


def test_linked_boxes_are_closer_than_others() -> None:
    boxes = [Box(20, 20)] * 8
    links = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3), (6, 7)]
    points = place(boxes, links, [list(range(6)), [6, 7]]).wide
    distance = {
        (a, b): ((points[a].x - points[b].x) ** 2 + (points[a].y - points[b].y) ** 2) ** 0.5 for a in range(6) for b in range(6)
    }
    assert max(distance[0, 1], distance[1, 2], distance[3, 4]) < min(distance[0, 5], distance[1, 4])


def test_boxes_without_a_link_stand_in_rows_below() -> None:
    points = place([Box(40, 20)] * 8, [(0, 1)], [[0, 1], [2], [3], [4], [5], [6], [7]]).wide
    assert [(point.y, point.x) for point in points[2:]] == sorted((point.y, point.x) for point in points[2:])
    assert points[2].y > max(points[0].y, points[1].y)


@pytest.mark.parametrize("links", [[], [(0, 0)]])
def test_one_box(links: list[tuple[int, int]]) -> None:
    assert len(place([Box(10, 10)], links, [[0]]).wide) == 1


def test_none() -> None:
    assert place([], [], []) == ([], [])


def test_a_wide_window_gets_a_wider_picture() -> None:
    links = [(5 * part, 5 * part + leaf) for part in range(8) for leaf in range(1, 5)]
    groups = [list(range(5 * part, 5 * part + 5)) for part in range(8)]
    wide, high = place([Box(100, 40)] * 40, links, groups)

    def form(points: list[Point]) -> float:
        return (max(point.x for point in points) - min(point.x for point in points)) / (
            max(point.y for point in points) - min(point.y for point in points)
        )

    assert form(wide) > 1.4
    assert form(high) < 1
