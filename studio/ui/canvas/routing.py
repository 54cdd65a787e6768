"""The ways of edges around steps: horizontal and vertical pieces only, few bends, apart from one another.

`Router` keeps a way for every edge and finds anew only those whose ends moved or which a step has come to stand on. A
way is the cheapest of the plain shapes (straight, one bend, two, around a step in between); where all of those run into
steps, a search along the sides of the steps nearby finds one. Pure geometry: what a step looks like is not known here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from studio.procedure.layout import Point
from studio.ui.canvas.grid import Box, Grid

EdgeKey = tuple[str, str]
Way = tuple[Point, ...]
Side = Literal["top", "right", "bottom", "left"]

STUB = 18.0  # how far an edge runs straight before its first bend
CLEAR = 10.0  # the least distance from steps
LANE = 12.0  # the distance between edges that run side by side
PORT = 16.0  # the distance between edges at a step's side
BEND, HIT, SHARED, CROSSED, UNUSUAL = 30.0, 4000.0, 160.0, 24.0, 26.0  # what is paid for each, in pixels of way
REACH = 6  # how many steps beyond the straight way the search looks at, in cells of about a step
SEARCH = 6  # plain ways that are found in the time that a search takes
_OUT: dict[Side, tuple[int, int]] = {"top": (0, -1), "right": (1, 0), "bottom": (0, 1), "left": (-1, 0)}


class Port(NamedTuple):
    """Where an edge meets the border of a step, and on which side."""

    x: float
    y: float
    side: Side

    @property
    def stub(self) -> Point:
        across, down = _OUT[self.side]
        return Point(self.x + across * STUB, self.y + down * STUB)


class Router:
    """Steps as rectangles, edges as ways. After any number of `put`, `drop`, `join`, `part` and `keep`, `update` finds
    the ways that are wanting and names the edges that changed."""

    def __init__(self) -> None:
        self.steps: Grid[str] = Grid()
        self.ways: dict[EdgeKey, Way] = {}
        self.ends: dict[EdgeKey, tuple[str, str]] = {}
        self.lanes: Grid[tuple[EdgeKey, int]] = Grid()
        self._at: dict[str, set[EdgeKey]] = {}
        self._wanting: set[EdgeKey] = set()
        self._effort = 0

    def put(self, step: str, box: Box) -> None:
        """A step stands here now."""
        if self.steps.boxes.get(step) == box:
            return
        self.steps.put(step, box)
        self._wanting |= self._at.get(step, set())
        self._wanting |= {key for (key, _), _ in self.lanes.near(box.grown(CLEAR / 2)) if step not in self.ends[key]}

    def drop(self, step: str) -> None:
        """A step is gone; its edges go by `part`."""
        self.steps.drop(step)

    def join(self, key: EdgeKey, source: str, target: str) -> None:
        """An edge leads from one step to another now."""
        if self.ends.get(key) == (source, target):
            return
        self.part(key)
        self.ends[key] = (source, target)
        for step in (source, target):
            self._at.setdefault(step, set()).add(key)
        self._wanting.add(key)

    def part(self, key: EdgeKey) -> None:
        """An edge is gone."""
        for step in self.ends.pop(key, ()):
            self._at[step].discard(key)
        self._clear(key)
        self.ways.pop(key, None)
        self._wanting.discard(key)

    def keep(self, key: EdgeKey, way: Way) -> None:
        """An edge has a way already, found elsewhere; it stays until an end moves or a step comes across it."""
        self._lay(key, way)
        self._wanting.discard(key)

    def carry(self, boxes: Mapping[str, Box], by: Point) -> set[EdgeKey]:
        """Steps stand here now, all of them moved by the same. The edges between two of them go along, and are named,
        except where that leads them to a step that did not move."""
        inner = {key for step in boxes for key in self._at.get(step, ()) if self.ways.get(key)} - self._wanting
        inner = {key for key in inner if all(end in boxes for end in self.ends[key])}
        for key in inner:
            self._clear(key)
        for step, box in boxes.items():
            self.steps.put(step, box)
            self._wanting |= self._at.get(step, set()) - inner
        for step, box in boxes.items():
            near = self.lanes.near(box.grown(CLEAR / 2))
            self._wanting |= {key for (key, _), _ in near if step not in self.ends[key]}
        for key in list(inner):
            self._lay(key, tuple(Point(point.x + by.x, point.y + by.y) for point in self.ways[key]))
            if self._meets_others(key, boxes):
                self._wanting.add(key)
                inner.discard(key)
        return inner

    def _meets_others(self, key: EdgeKey, steps: Container[str]) -> bool:
        """Whether an edge comes across a step that is none of these."""
        way = self.ways[key]
        others = [box for step, box in self.steps.near(around(way).grown(CLEAR / 2)) if step not in steps]
        return any(box.grown(CLEAR / 2).meets(part) for part in pieces(way) for box in others)

    @property
    def is_wanting(self) -> bool:
        """Whether there are ways to be found yet."""
        return bool(self._wanting)

    def update(self, most: int | None = None, *, searching: bool = True) -> set[EdgeKey]:
        """Find the ways that are wanting; the edges whose way changed. With `most`, only so many, of which one that has
        to be searched counts for SEARCH more, or unless `searching` is the last: the others are sketched, and found by
        later updates just as they would have been by this one."""
        wanting = sorted(self._wanting, key=self._length)
        changed = set()
        for key in wanting:
            self._clear(key)
        self._effort = 0
        for key in wanting:
            found = most is None or self._effort < most
            if found:
                self._wanting.discard(key)
            source, target = self.ends[key]
            if source in self.steps.boxes and target in self.steps.boxes:
                way = self._find(key, source, target, searching) if found else None
                if way is None and found:  # a search is for later, and so are those after it
                    self._wanting.add(key)
                    self._effort, found = max(self._effort, most or 0), False
                way = way if way is not None else self._sketch(source, target)
                if way != self.ways.get(key):
                    changed.add(key)
                self.ways[key] = way
                if found:
                    self._lay(key, way)
        return changed

    def _sketch(self, source: str, target: str) -> Way:
        """A way that pays no heed to anything."""
        start, goal = self.steps.boxes[source], self.steps.boxes[target]
        down = goal.y >= start.y
        first = Point(start.x, start.bottom if down else start.top)
        last = Point(goal.x, goal.top if down else goal.bottom)
        middle = (first.y + last.y) / 2
        return straightened((first, Point(first.x, middle), Point(last.x, middle), last))

    def edges_of(self, step: str) -> frozenset[EdgeKey]:
        """The edges that lead to or from a step."""
        return frozenset(self._at.get(step, ()))

    # -- keeping -----------------------------------------------------------------------------------

    def _length(self, key: EdgeKey) -> tuple[float, EdgeKey]:
        source, target = (self.steps.boxes.get(step) for step in self.ends[key])
        if source is None or target is None:
            return 0.0, key
        return abs(source.x - target.x) + abs(source.y - target.y), key

    def _clear(self, key: EdgeKey) -> None:
        for number in range(len(self.ways.get(key, ()))):
            self.lanes.drop((key, number))

    def _lay(self, key: EdgeKey, way: Way) -> None:
        self._clear(key)
        self.ways[key] = way
        for number, box in enumerate(pieces(way)):
            self.lanes.put((key, number), box)

    # -- finding -----------------------------------------------------------------------------------

    def _find(self, key: EdgeKey, source: str, target: str, searching: bool = True) -> Way | None:
        """The best way; None where it would have to be searched for, and shall not be."""
        start, goal = self.steps.boxes[source], self.steps.boxes[target]
        best: Way = ()
        least = float("inf")
        self._effort += 1
        for out, into in _sides(start, goal):
            unusual = UNUSUAL if (out, into) != ("bottom", "top") else 0.0
            first = self._port(key, source, out, goal)
            last = self._port(key, target, into, start)
            way, cost = self._cheapest(first, last, (source, target), least - unusual)
            if cost + unusual < least:
                best, least = way, cost + unusual
        if least >= HIT and not searching:
            return None
        if least >= HIT:
            self._effort += SEARCH
            searched = self._searched(key, source, target)
            if searched:
                return searched
        return best

    def _port(self, key: EdgeKey, step: str, side: Side, other: Box) -> Port:
        """The free place on a side that is nearest to the other step's middle, so that edges do not cross at once. One
        edge alone meets the middle of the side."""
        box = self.steps.boxes[step]
        flat = side in ("top", "bottom")
        low, high = (box.left, box.right) if flat else (box.top, box.bottom)
        middle, room = (low + high) / 2, (high - low) / 2 * 0.62
        fixed = {"top": box.top, "bottom": box.bottom, "left": box.left, "right": box.right}[side]
        taken = list(self._taken(key, step, side, fixed))
        leaning = 1 if (other.x if flat else other.y) >= middle else -1
        best = middle
        for number in range(int(room // PORT) + 1):
            free = [
                place
                for place in (middle + leaning * number * PORT, middle - leaning * number * PORT)
                if all(abs(place - other_place) >= PORT - 2 for other_place in taken)
            ]
            if free:
                best = free[0]
                break
        return Port(best, fixed, side) if flat else Port(fixed, best, side)

    def _taken(self, key: EdgeKey, step: str, side: Side, fixed: float) -> Iterator[float]:
        flat = side in ("top", "bottom")
        for other in self._at.get(step, ()):
            way = self.ways.get(other)
            if other == key or way is None or other in self._wanting:
                continue
            source, target = self.ends[other]
            for end, there in ((way[0], source), (way[-1], target)):
                if there == step and abs((end.y if flat else end.x) - fixed) < 1.0:
                    yield end.x if flat else end.y

    def _cheapest(self, first: Port, last: Port, ends: tuple[str, str], limit: float) -> tuple[Way, float]:
        """The best of the plain shapes between two ports, the shortest tried first; in a second round those that go
        around what the first ones ran into."""
        best: Way = ()
        least, met = limit, set[Box]()
        for round_ in range(2):
            around = met if round_ else set[Box]()
            shapes = ((_plain_cost(way), way) for way in _shapes(first, last, around))
            for plain, way in sorted(shapes):
                if plain >= least:
                    break
                cost = plain + self._burden(way, ends, met)
                if cost < least:
                    best, least = way, cost
            if least < HIT:
                break
        return best, least

    def _burden(self, way: Way, ends: tuple[str, str], met: set[Box]) -> float:
        """What a way costs for what is in its way; the steps it runs into are added to `met`."""
        cost = 0.0
        parts = list(pieces(way))
        for number, part in enumerate(parts):
            for step, box in self.steps.near(part.grown(CLEAR - 1.0)):
                own = step in ends and number in (0, len(parts) - 1)
                if not own or box.grown(-2.0).meets(part.grown(0.5)):
                    met.add(box)
                    cost += HIT
            cost += self._company(part)
        return cost

    def _company(self, part: Box) -> float:
        cost = 0.0
        flat = _flat(part)
        for _, other in self.lanes.near(part.grown(LANE - 4.0)):
            if _flat(other) == flat:
                cost += SHARED
            elif other.grown(0.5).meets(part.grown(0.5)):
                cost += CROSSED
        return cost

    # -- searching ---------------------------------------------------------------------------------

    def _searched(self, key: EdgeKey, source: str, target: str) -> Way:
        """The cheapest way along the sides of the steps nearby, or none."""
        start, goal = self.steps.boxes[source], self.steps.boxes[target]
        region = _around(start, goal)
        blocks = [box for _, box in self.steps.near(region)]
        best: Way = ()
        least = float("inf")
        for out, into in list(_sides(start, goal))[:2]:
            first = self._port(key, source, out, goal)
            last = self._port(key, target, into, start)
            way = _astar(first, last, blocks)
            if way and (cost := _plain_cost(way)) < least:
                best, least = way, cost
        return best


def pieces(way: Way) -> Iterator[Box]:
    """The straight pieces of a way as rectangles without width (or height)."""
    for a, b in zip(way, way[1:], strict=False):
        yield Box(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))


def around(way: Way) -> Box:
    """The rectangle around a way."""
    xs, ys = zip(*way, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def straightened(points: Iterable[Point]) -> Way:
    """The way without points that stand on a straight line or twice."""
    found: list[Point] = []
    for point in points:
        if found and abs(found[-1].x - point.x) < 0.01 and abs(found[-1].y - point.y) < 0.01:
            continue
        if len(found) > 1 and _in_line(found[-2], found[-1], point):
            found[-1] = point
        else:
            found.append(point)
    return tuple(found)


def _in_line(a: Point, b: Point, c: Point) -> bool:
    return (abs(a.x - b.x) < 0.01 and abs(b.x - c.x) < 0.01) or (abs(a.y - b.y) < 0.01 and abs(b.y - c.y) < 0.01)


def _flat(part: Box) -> bool:
    return part.right - part.left >= part.bottom - part.top


def _around(a: Box, b: Box) -> Box:
    return Box(min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom)).grown(REACH * 60)


def _plain_cost(way: Way) -> float:
    length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in zip(way, way[1:], strict=False))
    return length + BEND * max(0, len(way) - 2)


def _sides(start: Box, goal: Box) -> Iterator[tuple[Side, Side]]:
    """The sides by which an edge may leave and arrive, the usual first."""
    right: Side = "right" if goal.x >= start.x else "left"
    left: Side = "left" if right == "right" else "right"
    beside = goal.left > start.right + 2 * STUB or goal.right < start.left - 2 * STUB
    if start == goal:
        yield "right", "top"
    elif goal.top >= start.bottom + STUB:
        yield "bottom", "top"
        if beside:
            yield right, "top"
        else:
            yield right, right
            yield left, left
    elif beside:
        yield right, left
        yield ("bottom", left) if goal.y > start.y else (right, "top")
        yield right, "top"
    else:
        yield right, right
        yield left, left
        yield right, "top"
        yield left, "top"
    if start != goal and goal.bottom <= start.top:
        yield right, right
        yield left, left
        yield right, "top"
        yield left, "top"


def _shapes(first: Port, last: Port, around: set[Box]) -> Iterator[Way]:
    """Ways from one port to the other with at most two bends between their stubs, those that double back left out."""
    a, b = first.stub, last.stub
    ends = (Point(first.x, first.y), Point(last.x, last.y))
    columns = [(a.x + b.x) / 2, *_lanes(a.x), *_lanes(b.x)]
    rows = [*_lanes((a.y + b.y) / 2), *_lanes(a.y), *_lanes(b.y)]
    for box in around:
        columns += [box.left - CLEAR - LANE / 2, box.right + CLEAR + LANE / 2]
        rows += [box.top - CLEAR - LANE / 2, box.bottom + CLEAR + LANE / 2]
    middles = [(Point(x, a.y), Point(x, b.y)) for x in columns] + [(Point(a.x, y), Point(b.x, y)) for y in rows]
    for middle in middles:
        yield from _sound((ends[0], a, *middle, b, ends[1]), first.side, last.side)
    if around:
        for x in columns:
            for low, high in ((a.y, b.y),):
                yield from _sound(
                    (ends[0], a, Point(a.x, low), Point(x, low), Point(x, high), Point(b.x, high), b, ends[1]),
                    first.side,
                    last.side,
                )


def _lanes(middle: float) -> tuple[float, ...]:
    return middle, middle + LANE, middle - LANE, middle + 2 * LANE, middle - 2 * LANE


def _sound(points: tuple[Point, ...], out: Side, into: Side) -> Iterator[Way]:
    """The way, unless it turns back on itself, also at its ends."""
    way = straightened(points)
    if len(way) < 2:
        return
    across, down = _OUT[out]
    if (way[1].x - way[0].x) * across + (way[1].y - way[0].y) * down < 4.0:
        return
    across, down = _OUT[into]
    if (way[-2].x - way[-1].x) * across + (way[-2].y - way[-1].y) * down < 4.0:
        return
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        if (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) < -0.01:
            return
    yield way


def _astar(first: Port, last: Port, blocks: list[Box]) -> Way:
    """The cheapest way on the lines beside all blocks and through both stubs."""
    a, b = first.stub, last.stub
    margin = CLEAR + LANE / 2
    xs = sorted({a.x, b.x, *(box.left - margin for box in blocks), *(box.right + margin for box in blocks)})
    ys = sorted({a.y, b.y, *(box.top - margin for box in blocks), *(box.bottom + margin for box in blocks)})
    grid: Grid[int] = Grid()
    for number, box in enumerate(blocks):
        grid.put(number, box.grown(CLEAR - 2.0))

    def free(p: Point, q: Point) -> bool:
        part = Box(min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y)).grown(0.1)
        return next(grid.near(part), None) is None

    begin = (xs.index(a.x), ys.index(a.y), *_OUT[first.side])
    goal = (xs.index(b.x), ys.index(b.y))
    cost: dict[tuple[int, int, int, int], float] = {begin: 0.0}
    came: dict[tuple[int, int, int, int], tuple[int, int, int, int]] = {}
    queue = [(0.0, begin)]
    while queue:
        _, state = heappop(queue)
        i, j, di, dj = state
        if (i, j) == goal:
            found = [Point(last.x, last.y)]
            while True:
                found.append(Point(xs[state[0]], ys[state[1]]))
                if state not in came:
                    break
                state = came[state]
            return straightened([Point(first.x, first.y), *reversed(found)])
        for ni, nj in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            k, m = i + ni, j + nj
            if (ni, nj) == (-di, -dj) or not (0 <= k < len(xs) and 0 <= m < len(ys)):
                continue
            here, there = Point(xs[i], ys[j]), Point(xs[k], ys[m])
            step = abs(here.x - there.x) + abs(here.y - there.y) + (BEND if (ni, nj) != (di, dj) else 0.0)
            reached, new = (k, m, ni, nj), cost[state] + step
            if new < cost.get(reached, float("inf")) and free(here, there):
                cost[reached] = new
                came[reached] = state
                heappush(queue, (new + abs(there.x - b.x) + abs(there.y - b.y), reached))
    return ()
