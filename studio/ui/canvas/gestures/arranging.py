"""Steps put in line, at even distances, or a little aside: geometry over rectangles, each one entry of the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QObject, QRectF

from studio.procedure import chart_edits
from studio.procedure.layout import Point
from studio.procedure.model import Procedure
from studio.ui.canvas.gestures.kinds import tr
from studio.ui.canvas.hands import moved_text
from studio.ui.canvas.view import View

Line = Literal["left", "centre", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]
Boxes = Mapping[str, QRectF]
NUDGE, FINE = 10.0, 1.0


def aligned(boxes: Boxes, line: Line) -> dict[str, Point]:
    """The middles of boxes that share a side of the rectangle around them all, or its middle line."""
    whole = around(boxes)
    places: dict[str, Point] = {}
    for name, box in boxes.items():
        x, y = box.center().x(), box.center().y()
        if line == "left":
            x = whole.left() + box.width() / 2
        elif line == "right":
            x = whole.right() - box.width() / 2
        elif line == "centre":
            x = whole.center().x()
        elif line == "top":
            y = whole.top() + box.height() / 2
        elif line == "bottom":
            y = whole.bottom() - box.height() / 2
        else:
            y = whole.center().y()
        places[name] = Point(x, y)
    return places


def distributed(boxes: Boxes, axis: Axis) -> dict[str, Point]:
    """The middles of boxes with even gaps between them; the first and the last stay. Where there is too little room
    for any gap, their middles stand at even distances."""
    across = axis == "across"

    def size(box: QRectF) -> float:
        return box.width() if across else box.height()

    def middle(box: QRectF) -> float:
        return box.center().x() if across else box.center().y()

    ordered = sorted(boxes, key=lambda name: (middle(boxes[name]), name))
    first, last = boxes[ordered[0]], boxes[ordered[-1]]
    begin, end = middle(first) - size(first) / 2, middle(last) + size(last) / 2
    gap = (end - begin - sum(size(box) for box in boxes.values())) / (len(ordered) - 1)
    even = (middle(last) - middle(first)) / (len(ordered) - 1)
    places: dict[str, Point] = {}
    for number, name in enumerate(ordered):
        box = boxes[name]
        at = begin + size(box) / 2 if gap >= 0 else middle(first) + number * even
        begin += size(box) + gap
        places[name] = Point(at, box.center().y()) if across else Point(box.center().x(), at)
    return places


def around(boxes: Boxes) -> QRectF:
    """The rectangle around some boxes."""
    whole = QRectF()
    for box in boxes.values():
        whole = whole.united(box)
    return whole


class Arranger(QObject):
    """Arranges the selected steps of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("arranger")
        self.view, self.scene, self.document = view, view.chart, view.chart.document

    def boxes(self) -> dict[str, QRectF]:
        chosen = self.document.selection.steps
        return {name: self.scene.box(name) for name in self.scene.step_items if name in chosen}

    def align(self, line: Line) -> None:
        self._place(tr("Align steps"), aligned(self.boxes(), line))

    def distribute(self, axis: Axis) -> None:
        self._place(tr("Distribute steps"), distributed(self.boxes(), axis))

    def nudge(self, x: float, y: float) -> None:
        """What is selected a little aside, with what stands in a group; a burst of nudges is one entry."""
        places = {name: Point(box.center().x() + x, box.center().y() + y) for name, box in self.boxes().items()}
        companies = [company() for company in self.view.companies]
        names = {name for company in companies for name in company.names}

        def edit(now: Procedure) -> Procedure:
            for company in companies:
                now = company.moved(now, x, y)
            return chart_edits.place(now, places)

        if places or names:
            text = tr("Move") if names else moved_text(len(places))
            self.document.apply(text, edit, merge=f"nudge {' '.join(sorted([*places, *names]))}")

    def _place(self, text: str, places: Mapping[str, Point]) -> None:
        self.document.apply(text, lambda now: chart_edits.place(now, places))

    def can_nudge(self) -> bool:
        return bool(self.document.selection.steps) or any(company().names for company in self.view.companies)

    def can_align(self) -> bool:
        return len(self.document.selection.steps) > 1

    def can_distribute(self) -> bool:
        return len(self.document.selection.steps) > 2
