"""Where the nodes of a picture stand: close ones together, no label on another, the whole wider than high.

Groups are laid out one by one, by the distances of their links (stress majorization), freed of overlaps, and packed around
the middle. Nothing is drawn by lot: the same boxes and links give the same places.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from math import atan2, ceil, cos, hypot, pi, sin
from typing import NamedTuple

STEP = 105.0
"""How far apart two linked nodes want to be, in pixels."""
WIDER = 1.5
"""How much wider than high the picture is to be."""
CELL = 40
"""The grid on which groups are packed, in pixels."""
ROUNDS = 60
GAP = 14.0


class Point(NamedTuple):
    """A place in the picture, y downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """The room a node and its label take."""

    width: float
    height: float


Links = Iterable[tuple[int, int]]


def place(boxes: Sequence[Box], links: Links, groups: Sequence[Sequence[int]]) -> list[Point]:
    """The middle of each box. `groups` partition the numbers of the boxes; nodes without a link end in rows at the foot.

    >>> place([Box(40, 20), Box(40, 20)], [(0, 1)], [[0, 1]])
    [Point(x=-52.5, y=0.0), Point(x=52.5, y=0.0)]
    """
    near = _neighbours(links)
    placed: dict[int, Point] = {}
    packing = _Packing(boxes, near)
    for group in sorted(([node for node in group if near[node]] for group in groups), key=len, reverse=True):
        if group:
            placed |= packing.add(_group(group, boxes, near), placed)
    placed |= _rows([node for group in groups for node in group if not near[node]], boxes, placed)
    return [placed[node] for node in range(len(boxes))]


def _neighbours(links: Links) -> defaultdict[int, list[int]]:
    near: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in sorted({(min(link), max(link)) for link in links}):
        if a != b:
            near[a].append(b)
            near[b].append(a)
    return near


def _group(group: Sequence[int], boxes: Sequence[Box], near: dict[int, list[int]]) -> dict[int, Point]:
    """Places for one group around (0, 0)."""
    members = set(group)
    inner = [[group.index(other) for other in near[node] if other in members] for node in group]
    distances = [_distances(start, inner) for start in range(len(group))]
    points = _lying(_settled(_rings(inner, distances), distances))
    points = _apart(points, [boxes[node] for node in group], inner)
    return dict(zip(group, points, strict=True))


def _distances(start: int, near: Sequence[Sequence[int]]) -> list[int]:
    """Steps from `start` to every node; two more than the farthest for one out of reach."""
    found = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    far = max(found.values()) + 2
    return [found.get(node, far) for node in range(len(near))]


def _rings(near: Sequence[Sequence[int]], distances: Sequence[Sequence[int]]) -> list[Point]:
    """A first guess: the best linked node in the middle, the others around it by distance."""
    middle = max(range(len(near)), key=lambda node: (len(near[node]), -node))
    order = sorted(range(len(near)), key=lambda node: (distances[middle][node], node))
    angle = {node: 2 * pi * rank / len(near) for rank, node in enumerate(order)}
    far = [STEP * steps for steps in distances[middle]]
    return [Point(far[node] * cos(angle[node]), far[node] * sin(angle[node])) for node in range(len(near))]


def _settled(points: list[Point], distances: Sequence[Sequence[int]]) -> list[Point]:
    """The points moved until their distances agree best with the links."""
    points = list(points)
    for _ in range(ROUNDS if len(points) > 1 else 0):
        for node, row in enumerate(distances):
            points[node] = _pulled(node, points, row)
    return points


def _pulled(node: int, points: Sequence[Point], distances: Sequence[int]) -> Point:
    own_x, own_y = points[node]
    x = y = total = 0.0
    for other, (other_x, other_y) in enumerate(points):
        if other == node:
            continue
        steps = distances[other]
        weight = 1.0 / (steps * steps)
        dx, dy = own_x - other_x, own_y - other_y
        factor = STEP * steps / (hypot(dx, dy) or 1.0)
        x += weight * (other_x + dx * factor)
        y += weight * (other_y + dy * factor)
        total += weight
    return Point(x / total, y / total)


def _lying(points: Sequence[Point]) -> list[Point]:
    """The points around (0, 0), turned so that they spread from left to right."""
    middle_x = sum(point.x for point in points) / len(points)
    middle_y = sum(point.y for point in points) / len(points)
    moved = [Point(point.x - middle_x, point.y - middle_y) for point in points]
    xx, yy = sum(x * x for x, _ in moved), sum(y * y for _, y in moved)
    angle = atan2(2 * sum(x * y for x, y in moved), xx - yy) / 2
    return [Point(x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)) for x, y in moved]


def _apart(points: list[Point], boxes: Sequence[Box], near: Sequence[Sequence[int]]) -> list[Point]:
    """The points with no box on another, spread a little more wherever pushing does not get there."""
    links = [(a, b) for a in range(len(near)) for b in near[a] if a < b]
    while True:
        for round_ in range(ROUNDS):
            cleared = _off_links(points, boxes, links) if round_ < ROUNDS // 2 else points
            points = _pushed(cleared, boxes)
            if points == cleared and round_ >= ROUNDS // 2:
                return points
        points = [Point(x * 1.06, y * 1.06) for x, y in points]


def _pushed(points: list[Point], boxes: Sequence[Box]) -> list[Point]:
    moved = list(points)
    for b in range(len(moved)):
        for a in range(b):
            dx, dy = moved[b].x - moved[a].x, moved[b].y - moved[a].y
            over_x = (boxes[a].width + boxes[b].width) / 2 + GAP - abs(dx)
            over_y = (boxes[a].height + boxes[b].height) / 2 + GAP - abs(dy)
            if over_x > 0.01 and over_y > 0.01:
                x = over_x / 2 * (1 if dx >= 0 else -1) if over_x < over_y else 0.0
                y = over_y / 2 * (1 if dy >= 0 else -1) if over_x >= over_y else 0.0
                moved[a] = Point(moved[a].x - x, moved[a].y - y)
                moved[b] = Point(moved[b].x + x, moved[b].y + y)
    return moved


def _off_links(points: list[Point], boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[Point]:
    """The points moved a little off the lines that cross their boxes and do not belong to them."""
    moved = list(points)
    for node, (x, y) in enumerate(points):
        for a, b in links:
            if node in (a, b):
                continue
            foot = _foot(points[node], points[a], points[b])
            away_x, away_y = x - foot.x, y - foot.y
            room = boxes[node].height / 2 + GAP / 2
            distance = hypot(away_x, away_y)
            if 0.01 < distance < room:
                push = 0.25 * (room - distance) / distance
                moved[node] = Point(moved[node].x + away_x * push, moved[node].y + away_y * push)
    return moved


def _foot(point: Point, start: Point, end: Point) -> Point:
    """The nearest point on the line from `start` to `end`.

    >>> _foot(Point(5, 3), Point(0, 0), Point(10, 0))
    Point(x=5.0, y=0.0)
    """
    dx, dy = end.x - start.x, end.y - start.y
    along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy or 1.0)
    along = min(1.0, max(0.0, along))
    return Point(start.x + along * dx, start.y + along * dy)


class _Packing:
    """Groups side by side on a grid, each as near as it gets to what it is linked with."""

    def __init__(self, boxes: Sequence[Box], near: dict[int, list[int]]) -> None:
        self.boxes, self.near = boxes, near
        self.taken: set[tuple[int, int]] = set()

    def add(self, group: dict[int, Point], placed: dict[int, Point]) -> dict[int, Point]:
        """The group moved to its place."""
        cells = self._cells(group)
        wanted = [placed[other] for node in group for other in self.near[node] if other in placed]
        home = Point(*(sum(values) / len(wanted) for values in zip(*wanted, strict=True))) if wanted else Point(0, 0)
        for right, down in _spiral(round(home.x / CELL), round(home.y / CELL)):
            if not any((x + right, y + down) in self.taken for x, y in cells):
                break
        self.taken |= {(x + right, y + down) for x, y in cells}
        return {node: Point(x + right * CELL, y + down * CELL) for node, (x, y) in group.items()}

    def _cells(self, group: dict[int, Point]) -> list[tuple[int, int]]:
        """The cells under the group's boxes, with a margin, and under the lines between them."""
        cells: set[tuple[int, int]] = set()
        for node, (x, y) in group.items():
            half_width, half_height = self.boxes[node].width / 2 + GAP, self.boxes[node].height / 2 + GAP
            across = range(int((x - half_width) // CELL), int((x + half_width) // CELL) + 1)
            down = range(int((y - half_height) // CELL), int((y + half_height) // CELL) + 1)
            cells |= {(column, row) for column in across for row in down}
            for other in self.near[node]:
                if other in group:
                    cells |= set(_line(Point(x, y), group[other]))
        return sorted(cells)


def _line(start: Point, end: Point) -> Iterator[tuple[int, int]]:
    steps = ceil(hypot(end.x - start.x, end.y - start.y) / CELL * 2) or 1
    for step in range(steps + 1):
        x, y = start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps
        yield int(x // CELL), int(y // CELL)


def _spiral(x: int, y: int) -> Iterator[tuple[int, int]]:
    """Grid places around one, the nearer first; one to the side counts as nearer than one above."""
    yield x, y
    radius = 1
    while True:
        count = 8 * radius
        for step in range(count):
            angle = 2 * pi * step / count
            yield x + round(radius * WIDER * cos(angle)), y + round(radius * sin(angle))
        radius += 1


def _rows(nodes: Sequence[int], boxes: Sequence[Box], placed: dict[int, Point]) -> dict[int, Point]:
    """Rows below everything else, as wide as the rest of the picture."""
    if not nodes:
        return {}
    width = max(boxes[node].width for node in nodes) + 2 * GAP
    height = max(boxes[node].height for node in nodes) + 2 * GAP
    wide = max((point.x for point in placed.values()), default=0.0) - min((point.x for point in placed.values()), default=0.0)
    columns = min(len(nodes), max(round(wide / width), ceil((len(nodes) * WIDER) ** 0.5)))
    top = max((point.y + boxes[node].height / 2 for node, point in placed.items()), default=0.0) + height
    left = (max((p.x for p in placed.values()), default=0.0) - wide / 2) - (columns - 1) * width / 2
    return {
        node: Point(left + number % columns * width, top + number // columns * height) for number, node in enumerate(nodes)
    }
