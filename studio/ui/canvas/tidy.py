"""Where steps stand that have no place yet, and the whole chart laid out anew: `layout` with this canvas's sizes.

Pinned steps stay where they are; the rest is laid out around nothing, then moved so that the first pinned step, or
else the start, does not move.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from studio.procedure import chart_edits
from studio.procedure.annotations import follow
from studio.procedure.layout import START, Point, Size, apart, lay_out, run_edges
from studio.procedure.model import Edge, Procedure
from studio.ui.canvas.edge_item import ABOVE, MARKER
from studio.ui.canvas.face import face_of
from studio.ui.canvas.labels import Drawn, drawn_edges, size_of
from studio.ui.canvas.routing import EdgeKey, Way

ROOM = Size(2 * MARKER, 2 * MARKER)
BELOW, APART = 150.0, 270.0


class Tidied(NamedTuple):
    """The procedure with every step placed, and the ways of its edges where they were found with the places."""

    procedure: Procedure
    ways: dict[EdgeKey, Way]


def places_of(procedure: Procedure) -> dict[str, Point]:
    """The places that stand in the layout; what is no place there is passed over, since files come from anywhere."""
    found: dict[str, Point] = {}
    for step_id in procedure.step_by_id:
        place = procedure.layout.get(step_id)
        if isinstance(place, Mapping):
            x, y = place.get("x"), place.get("y")
            if isinstance(x, int | float) and isinstance(y, int | float) and abs(x) < 1e6 and abs(y) < 1e6:
                found[step_id] = Point(float(x), float(y))
    return found


def is_pinned(procedure: Procedure, step_id: str) -> bool:
    """Whether a step keeps its place when the chart is tidied."""
    place = procedure.layout.get(step_id)
    return isinstance(place, Mapping) and place.get("pinned") is True


def settled(procedure: Procedure) -> Tidied:
    """The procedure with a place for every step, those that have one keeping it, and the ways of all its edges."""
    known = places_of(procedure)
    if len(known) * 2 < len(procedure.step_by_id):
        found = tidied(procedure)
        return found if found.ways else found._replace(ways=ways_of(found.procedure))
    if len(known) < len(procedure.step_by_id):
        procedure = chart_edits.place(procedure, free_places(procedure, known))
    return Tidied(procedure, ways_of(procedure))


def free_places(procedure: Procedure, known: Mapping[str, Point]) -> dict[str, Point]:
    """Places for the steps without one: under a step that leads to it, beside what stands there already."""
    sizes = {step.id: face_of(procedure, step).size for step in procedure.steps}
    places = dict(known)
    made: dict[str, Point] = {}
    for step in procedure.steps:
        if step.id in places:
            continue
        above = next((places[e.source] for e in procedure.edges if e.target == step.id and e.source in places), None)
        x, y = (above.x, above.y + BELOW) if above else (0.0, 0.0)
        while any(
            abs(place.x - x) < (sizes[other].width + sizes[step.id].width) / 2 + 20.0
            and abs(place.y - y) < (sizes[other].height + sizes[step.id].height) / 2 + 20.0
            for other, place in places.items()
        ):
            x += APART
        places[step.id] = made[step.id] = Point(x, y)
    return made


def tidied(procedure: Procedure) -> Tidied:
    """The chart laid out in layers; pinned steps stay, and the others stand beside them."""
    if not procedure.steps:
        return Tidied(procedure, {})
    known = places_of(procedure)
    sizes = {step.id: face_of(procedure, step).size for step in procedure.steps}
    drawn = _drawn(procedure)
    labels = {key: size_of(edge.label) for key, edge in drawn.items() if edge.label}
    layout = lay_out(procedure, sizes, labels, ROOM, _edges(drawn))
    pinned = {name for name in known if is_pinned(procedure, name)}
    anchor = next((name for name in known if name in pinned), procedure.start if procedure.start in known else None)
    by = Point(0.0, 0.0)
    if anchor is not None:
        by = Point(known[anchor].x - layout.places[anchor].x, known[anchor].y - layout.places[anchor].y)
    by = Point(round(by.x), round(by.y))
    places = {name: Point(round(p.x, 1) + by.x, round(p.y, 1) + by.y) for name, p in layout.places.items() if name}
    places |= {name: known[name] for name in pinned}
    if pinned:
        places = apart(places, sizes, pinned)
    ways = {
        key: tuple(Point(p.x + by.x, p.y + by.y) for p in route.points)
        for key, route in layout.routes.items()
        if key[0] != START and not pinned & {key[0], drawn[key].target}
    }
    placed = follow(procedure, chart_edits.place(procedure, places), sizes)
    return Tidied(placed, ways if not pinned else {})


def ways_of(procedure: Procedure) -> dict[EdgeKey, Way]:
    """The ways of all edges of a chart whose steps all have a place."""
    if not procedure.steps:
        return {}
    places = places_of(procedure)
    sizes = {step.id: face_of(procedure, step).size for step in procedure.steps}
    if procedure.start in places:
        start = places[procedure.start]
        places[START] = Point(start.x, start.y - sizes[procedure.start].height / 2 - ABOVE)
    found = run_edges(procedure, sizes, places, ROOM, _edges(_drawn(procedure)))
    found.pop((START, "next"), None)
    return found


def _drawn(procedure: Procedure) -> dict[EdgeKey, Drawn]:
    return {key: edge for step in procedure.steps for key, edge in drawn_edges(procedure, step).items()}


def _edges(drawn: Mapping[EdgeKey, Drawn]) -> list[Edge]:
    return [Edge(edge.source, edge.branch, edge.target, edge.loop) for edge in drawn.values()]
