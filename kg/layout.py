"""Where the nodes of a picture stand: close ones together, no label on another, once for wide and once for high windows.

Groups are laid out one by one, by the distances of their links (stress majorization), freed of overlaps, and packed around
the middle. Nothing is drawn by lot: the same boxes and links give the same places.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from math import atan2, ceil, cos, hypot, pi, sin
from typing import NamedTuple

STEP = 90.0
"""How far apart two linked nodes want to be, in pixels."""
WIDE, HIGH = 1.8, 0.7
"""How much wider than high a window is, on a desk and on a phone."""
TRIED = (0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0)
"""How much wider than the window the packing of a small picture spreads; the one that fills it best is kept."""
SMALL = 150
"""Up to so many boxes a picture is worth trying several ways."""
FINE, COARSE = 24, 48
"""The grid on which groups are packed, in pixels: of a small picture and of a large one."""
MIDDLE = 4096
"""The bit of a row that is column 0."""
ROUNDS = 60
CLEARED = 5
GAP = 8.0
WORDS = 22.0
"""The room between two linked boxes, one above the other, for the words on their line."""


class Point(NamedTuple):
    """A place in the picture, y downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """The room a node and its label take."""

    width: float
    height: float


class Places(NamedTuple):
    """The middle of each box, in a picture for wide and in one for high windows."""

    wide: list[Point]
    high: list[Point]


Links = Iterable[tuple[int, int]]
Group = dict[int, Point]


def place(boxes: Sequence[Box], links: Links, groups: Sequence[Sequence[int]]) -> Places:
    """Places for boxes that are joined by links. `groups` partition the numbers of the boxes; what has no link comes last.

    >>> place([Box(40, 20), Box(40, 20)], [(0, 1)], [[0, 1]]).wide
    [Point(x=45.0, y=0.0), Point(x=-45.0, y=0.0)]
    """
    near = _neighbours(links)
    linked = sorted(([node for node in group if near[node]] for group in groups), key=len, reverse=True)
    shaped = [_Shape(group, boxes, near) for group in linked if group]
    single = [node for group in groups for node in group if not near[node]]
    lying = [shape.lying() for shape in shaped]
    standing = [shape.standing() for shape in shaped] if len(boxes) <= SMALL else lying
    return Places(_best(lying, single, boxes, near, WIDE), _best(standing, single, boxes, near, HIGH))


def _best(
    groups: Sequence[Group], single: Sequence[int], boxes: Sequence[Box], near: dict[int, list[int]], wider: float
) -> list[Point]:
    """The packing that fills a window of this form best; a large picture is packed once."""
    tried = TRIED if len(boxes) <= SMALL else (1.0,)
    packings = (_packed(groups, single, boxes, near, wider * more) for more in tried)
    return min(packings, key=lambda points: _reach(points, boxes, wider))


def _reach(points: Sequence[Point], boxes: Sequence[Box], wider: float) -> float:
    """How high a window so much wider than high has to be to show all boxes."""
    right = max((point.x + box.width / 2 for point, box in zip(points, boxes, strict=True)), default=0.0)
    left = min((point.x - box.width / 2 for point, box in zip(points, boxes, strict=True)), default=0.0)
    bottom = max((point.y + box.height / 2 for point, box in zip(points, boxes, strict=True)), default=0.0)
    top = min((point.y - box.height / 2 for point, box in zip(points, boxes, strict=True)), default=0.0)
    return max((right - left) / wider, bottom - top)


def _packed(
    groups: Sequence[Group], single: Sequence[int], boxes: Sequence[Box], near: dict[int, list[int]], wider: float
) -> list[Point]:
    packing = _Packing(boxes, near, wider)
    for group in groups:
        packing.add(group)
    placed = packing.placed | _rows(single, boxes, packing.placed, wider)
    return [Point(round(placed[node].x, 1) + 0.0, round(placed[node].y, 1) + 0.0) for node in range(len(boxes))]


def _neighbours(links: Links) -> defaultdict[int, list[int]]:
    near: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in sorted({(min(link), max(link)) for link in links}):
        if a != b:
            near[a].append(b)
            near[b].append(a)
    return near


class _Shape:
    """One group by the distances of its links, around (0, 0)."""

    def __init__(self, group: Sequence[int], boxes: Sequence[Box], near: dict[int, list[int]]) -> None:
        place_of = {node: place for place, node in enumerate(group)}
        self.group, self.boxes = group, [boxes[node] for node in group]
        self.near = [[place_of[other] for other in near[node] if other in place_of] for node in group]
        distances = [_distances(start, self.near) for start in range(len(group))]
        self.points = _lying(_settled(_rings(self.near, distances), distances))

    def lying(self) -> Group:
        return self._clear(self.points)

    def standing(self) -> Group:
        return self._clear([Point(-point.y, point.x) for point in self.points])

    def _clear(self, points: list[Point]) -> Group:
        return dict(zip(self.group, _apart(points, self.boxes, self.near), strict=True))


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
    """The points with no box on another, and off the lines of others as far as that goes."""
    links = {(a, b) for a in range(len(near)) for b in near[a] if a < b}
    points = _spread(points, boxes, links)
    for _ in range(CLEARED):
        points = _spread(_off_links(points, boxes, sorted(links)), boxes, links)
    return points


def _spread(points: list[Point], boxes: Sequence[Box], links: set[tuple[int, int]]) -> list[Point]:
    """The points pushed until no box lies on another, and moved a little apart wherever pushing does not get there."""
    while True:
        for _ in range(ROUNDS):
            pushed = _pushed(points, boxes, links)
            if pushed == points:
                return points
            points = pushed
        points = [Point(x * 1.06, y * 1.06) for x, y in points]


def _pushed(points: list[Point], boxes: Sequence[Box], links: set[tuple[int, int]]) -> list[Point]:
    moved = list(points)
    for b in range(len(moved)):
        for a in range(b):
            dx, dy = moved[b].x - moved[a].x, moved[b].y - moved[a].y
            over_x = (boxes[a].width + boxes[b].width) / 2 + GAP - abs(dx)
            over_y = (boxes[a].height + boxes[b].height) / 2 + GAP - abs(dy)
            if over_x > 0.01 and over_y > -WORDS and (a, b) in links:
                over_y += WORDS
            if over_x > 0.01 and over_y > 0.01:
                x = over_x / 2 * (1 if dx >= 0 else -1) if over_x < over_y else 0.0
                y = over_y / 2 * (1 if dy >= 0 else -1) if over_x >= over_y else 0.0
                moved[a] = Point(moved[a].x - x, moved[a].y - y)
                moved[b] = Point(moved[b].x + x, moved[b].y + y)
    return moved


def _off_links(points: list[Point], boxes: Sequence[Box], links: Sequence[tuple[int, int]]) -> list[Point]:
    """The points moved a little off the lines that cross their boxes and do not belong to them."""
    moved = list(points)
    for a, b in links:
        (left, top), (right, bottom) = zip(*map(sorted, zip(points[a], points[b], strict=True)), strict=True)
        for node, (x, y) in enumerate(points):
            room = boxes[node].height / 2 + GAP / 2
            if left - room < x < right + room and top - room < y < bottom + room and node not in (a, b):
                away = _away(points[node], points[a], points[b], room)
                moved[node] = Point(moved[node].x + away.x, moved[node].y + away.y)
    return moved


def _away(point: Point, start: Point, end: Point, room: float) -> Point:
    """A part of the way that a point has to go to be so far from a line."""
    foot = _foot(point, start, end)
    x, y = point.x - foot.x, point.y - foot.y
    distance = hypot(x, y)
    push = 0.25 * (room - distance) / distance if 0.01 < distance < room else 0.0
    return Point(x * push, y * push)


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
    """Groups side by side on a grid, each as near as it gets to what it is linked with.

    A row of the grid is a number whose bits are the cells taken.
    """

    def __init__(self, boxes: Sequence[Box], near: dict[int, list[int]], wider: float) -> None:
        self.boxes, self.near, self.wider = boxes, near, wider
        self.cell = FINE if len(boxes) <= SMALL else COARSE
        self.taken: defaultdict[int, int] = defaultdict(int)
        self.placed: Group = {}

    def add(self, group: Group) -> None:
        """Moves the group to its place."""
        rows: defaultdict[int, int] = defaultdict(int)
        for column, row in self._cells(group):
            rows[row] |= 1 << (column + MIDDLE)
        home = self._home(group)
        for right, down in _spiral(round(home.x / self.cell), round(home.y / self.cell), self.wider):
            if not any(self.taken.get(row + down, 0) & _shifted(bits, right) for row, bits in rows.items()):
                break
        for row, bits in rows.items():
            self.taken[row + down] |= _shifted(bits, right)
        self.placed |= {node: Point(x + right * self.cell, y + down * self.cell) for node, (x, y) in group.items()}

    def _home(self, group: Group) -> Point:
        """The middle of what the group is linked with."""
        wanted = [self.placed[other] for node in group for other in self.near[node] if other in self.placed]
        many = len(wanted) or 1
        return Point(sum(point.x for point in wanted) / many, sum(point.y for point in wanted) / many)

    def _cells(self, group: Group) -> list[tuple[int, int]]:
        """The cells under the group's boxes, with a margin, and under the lines between them."""
        cells: set[tuple[int, int]] = set()
        for node, (x, y) in group.items():
            half_width, half_height = self.boxes[node].width / 2 + GAP, self.boxes[node].height / 2 + GAP
            across = range(int((x - half_width) // self.cell), int((x + half_width) // self.cell) + 1)
            down = range(int((y - half_height) // self.cell), int((y + half_height) // self.cell) + 1)
            cells |= {(column, row) for column in across for row in down}
            for other in self.near[node]:
                if other in group:
                    cells |= set(_line(Point(x, y), group[other], self.cell))
        return sorted(cells)


def _line(start: Point, end: Point, cell: int) -> Iterator[tuple[int, int]]:
    steps = ceil(hypot(end.x - start.x, end.y - start.y) / cell * 2) or 1
    for step in range(steps + 1):
        x, y = start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps
        yield int(x // cell), int(y // cell)


def _shifted(bits: int, right: int) -> int:
    return bits << right if right >= 0 else bits >> -right


def _spiral(x: int, y: int, wider: float) -> Iterator[tuple[int, int]]:
    """Grid places around one, the nearer first, on ellipses so much wider than high."""
    for radius in count():
        for right, down in _ring(radius, wider):
            yield x + right, y + down


@lru_cache(maxsize=4096)
def _ring(radius: int, wider: float) -> tuple[tuple[int, int], ...]:
    steps = 8 * radius or 1
    angles = (2 * pi * step / steps for step in range(steps))
    return tuple(dict.fromkeys((round(radius * wider * cos(angle)), round(radius * sin(angle))) for angle in angles))


def _rows(single: Sequence[int], boxes: Sequence[Box], placed: Group, wider: float) -> Group:
    """Rows below everything else, as wide as the rest of the picture."""
    if not single:
        return {}
    width = max(boxes[node].width for node in single) + 2 * GAP
    height = max(boxes[node].height for node in single) + 2 * GAP
    across = sorted(point.x for point in placed.values()) or [0.0]
    columns = min(len(single), max(round((across[-1] - across[0]) / width), ceil((len(single) * wider) ** 0.5)))
    left = (across[0] + across[-1] - (columns - 1) * width) / 2
    top = max((point.y + boxes[node].height / 2 for node, point in placed.items()), default=0.0) + height
    return {
        node: Point(left + number % columns * width, top + number // columns * height) for number, node in enumerate(single)
    }
