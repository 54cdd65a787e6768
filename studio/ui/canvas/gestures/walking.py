"""Walking through the chart by keys: arrows to the step before, after or beside, Tab from one way out to the next.

Up and down go by the edges first, then by geometry; left and right first to what stands in the same row.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Literal

from PySide6.QtCore import QObject

from studio.procedure import drawing
from studio.procedure.layout import Point
from studio.procedure.model import Procedure
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.view import View

Direction = Literal["up", "down", "left", "right"]
_TOWARDS: dict[Direction, tuple[int, int]] = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}
SLANT = 1.6  # how far beside the straight way a connected step may lie, and how much that counts


def neighbour(procedure: Procedure, places: dict[str, Point], step: str, direction: Direction) -> str | None:
    """The step to which an arrow leads from another; None where there is none."""
    after = [edge.target for edge in procedure.edges if edge.source == step and edge.target in places]
    before = [edge.source for edge in procedure.edges if edge.target == step and edge.source in places]
    if direction in ("up", "down"):
        first = before if direction == "up" else after
        found = nearest(places, step, [*after, *before], direction, SLANT) or nearest(
            places, step, first, direction, inf
        )
        found = found or next((name for name in first if name != step), None)
        return found or nearest(places, step, places, direction, 1.0)
    row = nearest(places, step, places, direction, 0.5)
    return (
        row
        or nearest(places, step, [*after, *before], direction, SLANT)
        or nearest(places, step, places, direction, 1.0)
    )


def nearest(
    places: dict[str, Point], step: str, among: Iterable[str], direction: Direction, slant: float
) -> str | None:
    """Which of some steps lies nearest in a direction, by no more than a slant beside it."""
    here, (x, y) = places[step], _TOWARDS[direction]
    best, least = None, float("inf")
    for name in among:
        by = Point(places[name].x - here.x, places[name].y - here.y)
        ahead, beside = by.x * x + by.y * y, abs(by.x * y) + abs(by.y * x)
        if name != step and ahead > 0 and beside <= ahead * slant and ahead + SLANT * beside < least:
            best, least = name, ahead + SLANT * beside
    return best


class Walk(QObject):
    """Moves the selection of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("walk")
        self.view, self.scene = view, view.chart
        self.document = view.chart.document

    def go(self, direction: Direction) -> None:
        """Follow an arrow from what is selected; from nothing, to the start."""
        selection, procedure = self.document.selection, self.document.procedure
        step = selection.step
        if selection.edge is not None:
            step = self._end_of(selection.edge, direction)
        elif step is not None:
            step = neighbour(procedure, self.scene.places(), step, direction)
        elif selection.steps:
            step = min(selection.steps, key=lambda name: list(procedure.step_by_id).index(name))
        elif procedure.steps:
            step = procedure.start if procedure.start in procedure.step_by_id else procedure.steps[0].id
        if step is not None:
            self.view.select([step])

    def _end_of(self, edge: EdgeKey, direction: Direction) -> str | None:
        """From an edge, down and right lead to its goal, up and left to where it comes from; where the goal stands
        higher, as in a loop, by where it is."""
        goal = next((e.target for e in self.document.procedure.edges if (e.source, e.branch) == edge), "")
        places = self.scene.places()
        if goal not in places:
            return edge[0] if direction in ("up", "left") else None
        (x, y), here, there = _TOWARDS[direction], places[edge[0]], places[goal]
        ahead = (there.x - here.x) * x + (there.y - here.y) * y
        if abs(ahead) > 1.0:
            return goal if ahead > 0 else edge[0]
        return goal if direction in ("down", "right") else edge[0]

    def ways(self) -> list[EdgeKey]:
        """The ways out of the selected step, or of the step whose way out is selected."""
        selection = self.document.selection
        source = selection.step or (selection.edge[0] if selection.edge else None)
        step = self.document.procedure.step_by_id.get(source or "")
        if step is None:
            return []
        found = [(step.id, branch) for branch in drawing.open_ends(self.document.procedure, step)]
        drawn = [(edge.source, edge.branch) for edge in self.document.procedure.edges if edge.source == step.id]
        return list(dict.fromkeys([*drawn, *found]))

    def next_way(self, by: int) -> None:
        """Select the next way out of the step; after the last, the step itself."""
        ways = self.ways()
        edge = self.document.selection.edge
        stops: list[EdgeKey | None] = [None, *ways]
        at = stops.index(edge) if edge in stops else 0
        chosen = stops[(at + by) % len(stops)]
        if chosen is not None:
            self.document.selection.set(edges=[chosen])
        elif ways:
            self.document.selection.set([ways[0][0]])
