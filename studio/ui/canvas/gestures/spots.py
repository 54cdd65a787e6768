"""Where new steps go: under or beside what leads to them, on no other step, and on no edge where that can be helped.

Pure geometry on top of the scene; nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF

from studio.procedure.graph import reachable
from studio.procedure.layout import Point, Size
from studio.procedure.model import Procedure
from studio.ui.canvas.face import face_of
from studio.ui.canvas.grid import Box
from studio.ui.canvas.scene import Scene

GAP, BESIDE, CLEAR = 62.0, 44.0, 22.0  # below a step, beside it, and around every step
GRID = 10.0
FURTHEST = 8  # columns to each side that are looked at
LANE = 40.0  # pixels of way that crossing an edge is worth


def size_of(procedure: Procedure, step_id: str) -> Size:
    """The size of a step as it is drawn."""
    return face_of(procedure, procedure.step_by_id[step_id]).size


def box_at(place: Point, size: Size) -> Box:
    return Box(place.x - size.width / 2, place.y - size.height / 2, place.x + size.width / 2, place.y + size.height / 2)


def snapped(place: QPointF | Point) -> Point:
    """The place on the grid that moves keep to."""
    x, y = (place.x(), place.y()) if isinstance(place, QPointF) else place
    return Point(round(x / GRID) * GRID, round(y / GRID) * GRID)


def free_spot(scene: Scene, wanted: Point, size: Size, taken: Iterable[Box] = (), ignoring: str = "") -> Point:
    """The free place nearest to the wanted one: beside it, then further down. The step `ignoring` does not count."""
    boxes = list(taken)
    best, least = wanted, float("inf")
    for place, cost in _around(wanted, size):
        if cost >= least:
            break
        box = box_at(place, size).grown(CLEAR)
        if any(name != ignoring for name, _ in scene.router.steps.near(box)) or any(
            box.meets(other) for other in boxes
        ):
            continue
        cost += LANE * sum(1 for _ in scene.router.lanes.near(box.grown(-CLEAR / 2)))
        if cost < least:
            best, least = place, cost
    return best


def _around(wanted: Point, size: Size) -> Iterator[tuple[Point, float]]:
    """Places with what their distance costs, the nearest first. Right is liked better than left."""
    across, down = size.width / 2 + BESIDE, size.height + GAP / 2
    found = [
        (Point(wanted.x + column * across, wanted.y + row * down),
         abs(column) * across + (6.0 if column < 0 else 0.0) + row * (down + 40.0))
        for column in range(-FURTHEST, FURTHEST + 1)
        for row in range(6)
    ]  # fmt: skip
    return iter(sorted(found, key=lambda pair: pair[1]))


def below(scene: Scene, source: str, number: int, size: Size) -> Point:
    """Where a step goes that follows another by its way out `number`: under it, the further ways out to its right."""
    box = scene.box(source)
    wide = max(size.width, box.width()) + BESIDE
    wanted = Point(box.center().x() + number * wide, box.bottom() + GAP + size.height / 2)
    return free_spot(scene, wanted, size)


def pushed_down(scene: Scene, procedure: Procedure, step: str, goal: str, size: Size) -> tuple[Point, dict[str, Point]]:
    """Where a step goes that is put before another, and the places of those that make room for it: `goal` and whatever
    comes after it and stands no higher move down together, where there is too little room."""
    places = scene.places()
    source = next((edge.source for edge in procedure.edges if edge.target == step), None)
    goal_box = scene.box(goal)
    above = scene.box(source) if source in places else None
    upright = above is not None and above.bottom() < goal_box.top()
    if above is None or not upright:
        return free_spot(
            scene, Point(goal_box.center().x(), goal_box.top() - GAP - size.height / 2), size, (), step
        ), {}
    need = 2 * GAP + size.height
    lack = need - (goal_box.top() - above.bottom())
    x = (above.center().x() + goal_box.center().x()) / 2
    if abs(above.center().x() - goal_box.center().x()) > size.width / 2:
        x = goal_box.center().x()
    if lack <= 0:
        wanted = Point(x, (above.bottom() + goal_box.top()) / 2)
        return free_spot(scene, snapped(wanted), size, (), step), {}
    after = [name for name in reachable(procedure, start=goal) if name in places and name not in (source, step)]
    moved = _shifted({name: places[name] for name in after if places[name].y >= goal_box.top()}, lack)
    return Point(x, above.bottom() + GAP + size.height / 2), moved


def _shifted(places: Mapping[str, Point], by: float) -> dict[str, Point]:
    return {name: Point(place.x, place.y + by) for name, place in places.items()}
