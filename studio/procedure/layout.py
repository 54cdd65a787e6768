"""Where the steps of a chart stand and how its edges run, in layers from the start downwards.

The placing itself is the library graphlay's: deterministic, without overlaps, with room for edge labels. How large a
step is and what it looks like is for whoever draws it to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from studio.procedure.model import Edge, Procedure

START = ""  # the id under which the start marker is placed
OPTIONS: dict[str, Any] = {
    "direction": "topbottom",
    "spacing": {"layer_gap": 50.0, "node_gap": 36.0, "edge_label_margin": 18.0},
    "routing": {"lane_gap": 18.0},  # a label on a lane must not cover the next one
    "labels": {"clearance": 5.0},
}
THOROUGH = 200  # charts of up to so many steps get the slower search for fewer crossings


class Point(NamedTuple):
    """A point in pixels; y grows downwards."""

    x: float
    y: float


class Size(NamedTuple):
    """A width and a height in pixels."""

    width: float
    height: float


@dataclass(frozen=True)
class Route:
    """An edge's way from border to border of the two steps' boxes, and the middle of its label, if it has one."""

    points: tuple[Point, ...]
    label: Point | None


@dataclass(frozen=True)
class Layout:
    """Middles of steps by id (the start marker's is `START`), routes by (source, branch), and the size of it all.
    Everything lies between (0, 0) and `size`."""

    places: dict[str, Point]
    routes: dict[tuple[str, str], Route]
    size: Size


def lay_out(
    procedure: Procedure,
    sizes: Mapping[str, Size],
    labels: Mapping[tuple[str, str], Size],
    marker: Size,
    edges: Iterable[Edge] | None = None,
) -> Layout:
    """Place every step, given the sizes of the steps by id, of the labels of edges by (source, branch), and of the
    start marker. `edges` are those to be drawn, if not all; what leads to steps that do not exist is left out."""
    import graphlay

    graph, keys = _graph(procedure, sizes, labels, marker, edges)
    effort = "thorough" if len(procedure.steps) <= THOROUGH else "fast"
    return _read(graphlay.layout(graph, options={**OPTIONS, "effort": effort}), keys, labels)


def run_edges(
    procedure: Procedure,
    sizes: Mapping[str, Size],
    places: Mapping[str, Point],
    marker: Size,
    edges: Iterable[Edge] | None = None,
) -> dict[tuple[str, str], tuple[Point, ...]]:
    """The ways of all edges by (source, branch), where the steps, and the start marker, stand already."""
    import graphlay

    graph, keys = _graph(procedure, sizes, {}, marker, edges)
    for name, node in zip(graph.ids, graph.nodes, strict=True):
        node["position"] = places[name]._asdict()
    drawing = graphlay.reroute(graph, options=OPTIONS)
    return {
        key: tuple(Point(raw["x"], raw["y"]) for raw in edge["points"])
        for key, edge in zip(keys, drawing.edges, strict=True)
    }


def apart(
    places: Mapping[str, Point], sizes: Mapping[str, Size], fixed: Collection[str], gap: float = 36.0
) -> dict[str, Point]:
    """The places, where what would stand over something fixed stands beside it: in its own row, as near as there is
    room."""
    made = dict(places)
    held = [(places[name], sizes[name]) for name in places if name in fixed]
    for name in sorted(places.keys() - set(fixed), key=lambda name: (places[name].y, places[name].x, name)):
        place, size = made[name], sizes[name]
        if not any(_meet(place, size, other, its, gap / 2) for other, its in held):
            continue
        row = [
            (made[other], sizes[other])
            for other in made
            if other != name and abs(made[other].y - place.y) < (size.height + sizes[other].height) / 2 + gap / 2
        ]
        spots = [other.x + side * ((size.width + its.width) / 2 + gap) for other, its in row for side in (-1, 1)]
        free = [
            Point(x, place.y)
            for x in spots
            if not any(_meet(Point(x, place.y), size, other, its, gap / 2) for other, its in row)
        ]
        made[name] = min(free, key=lambda spot: (abs(spot.x - place.x), spot.x))
    return made


def _meet(one: Point, size: Size, other: Point, its: Size, gap: float) -> bool:
    wide, high = (size.width + its.width) / 2 + gap, (size.height + its.height) / 2 + gap
    return abs(one.x - other.x) < wide and abs(one.y - other.y) < high


def _graph(
    procedure: Procedure,
    sizes: Mapping[str, Size],
    labels: Mapping[tuple[str, str], Size],
    marker: Size,
    edges: Iterable[Edge] | None,
) -> tuple[Any, list[tuple[str, str]]]:
    """The library's graph, and which of our edges each of its edges is."""
    import graphlay

    graph = graphlay.Graph()
    keys: dict[tuple[str, str], None] = {}
    known = procedure.step_by_id
    if procedure.start in known:
        graph.node(START, width=marker.width, height=marker.height)
    for step_id in known:
        graph.node(step_id, width=sizes[step_id].width, height=sizes[step_id].height)
    if procedure.start in known:
        graph.edge(START, procedure.start)
        keys[(START, "next")] = None
    for edge in procedure.edges if edges is None else edges:
        key = (edge.source, edge.branch)
        if edge.target in known and key not in keys:
            room: dict[str, Any] = {"label_size": labels[key]._asdict()} if key in labels else {}
            graph.edge(edge.source, edge.target, **room)
            keys[key] = None
    return graph, list(keys)


def _read(drawing: Any, keys: list[tuple[str, str]], labels: Mapping[tuple[str, str], Size]) -> Layout:
    """The library's drawing as ours, moved so that its corner is (0, 0). Its bounds leave labels out."""
    routes = dict(zip(keys, drawing.edges, strict=True))
    corner, end = drawing.bounds["min"], drawing.bounds["max"]
    lefts, rights = [float(corner["x"])], [float(end["x"])]
    for key, edge in routes.items():
        anchor = edge.get("label_anchor")
        if anchor is not None and key in labels:
            lefts.append(anchor["x"] - labels[key].width / 2)
            rights.append(anchor["x"] + labels[key].width / 2)
    left, top = min(lefts), float(corner["y"])

    def point(raw: Mapping[str, float]) -> Point:
        return Point(raw["x"] - left, raw["y"] - top)

    return Layout(
        places={name: point(node["center"]) for name, node in zip(drawing.ids, drawing.nodes, strict=True)},
        routes={
            key: Route(
                tuple(point(raw) for raw in edge["points"]),
                point(edge["label_anchor"]) if edge.get("label_anchor") and key in labels else None,
            )
            for key, edge in routes.items()
        },
        size=Size(max(rights) - left, float(end["y"]) - top),
    )
