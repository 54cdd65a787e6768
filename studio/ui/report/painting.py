"""How well each step and branch is followed, painted over the chart: a halo and a figure on each, edges in its colour.

It knows what is told by `Followed` and puts it on again whenever the scene changes; the steps' own look is theirs.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from studio.bench.followed import Followed, Place, Standing
from studio.bench.report_style import BANDS, NEVER
from studio.procedure.layout import Size
from studio.ui import theme
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.grid import Box, Grid
from studio.ui.canvas.step_item import CORNER, FAR, StepItem, badge_place, shape
from studio.ui.canvas.view import View
from studio.ui.report.words import share_text, tr

HALO = 7.0  # how far a halo stands out
HIGH = 18.0
SIDE, PART = 6.0, 5.0  # within a figure's plate: at its sides, and between its parts
FIGURE, COUNT = 11.5, 10.5
SMALLEST = 0.8  # below this zoom figures are drawn larger, so that they can still be read
GROWN = 1.7
QUIET = 15  # milliseconds
A_FEW = 60  # figures placed in one quiet moment


def colours(band: int) -> tuple[QColor, QColor]:
    """A band's fill and line in the theme in force."""
    one = BANDS[band]
    fill, line = one.dark if theme.current().dark else one.light
    return QColor(fill), QColor(line)


def figures(standing: Standing | None, *, short: bool = False) -> tuple[str, str]:
    """What stands on a plate: the share, and how often it was met with what it surely is."""
    if standing is None:
        return "", tr("not met")
    bound = "" if short else f" ≥{int(standing.low * 100)}%"
    return share_text(standing.share), f"{standing.total}×{bound}"


@lru_cache(maxsize=16)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(theme.font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))


class Halo(QGraphicsItem):
    """The coloured ground behind a step."""

    def __init__(self, item: StepItem, band: int) -> None:
        super().__init__()
        self._step, self._band = item, band
        self.setZValue(9)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        wide, high = self._step.size
        return QRectF(-wide / 2, -high / 2, wide, high).adjusted(-HALO - 2, -HALO - 2, HALO + 2, HALO + 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        fill, line = colours(self._band)
        wide, high = self._step.size
        pen = QPen(line, 1.2)
        pen.setStyle(Qt.PenStyle.DashLine if self._band == NEVER else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(fill)
        grown = Size(wide + 2 * HALO, high + 2 * HALO)
        painter.drawPath(shape(self._step.face.kind, grown, CORNER + HALO))


class Plate(QGraphicsItem):
    """The figure on a step or a way out. Its origin is the middle of its left end. That of a way out shows no more than
    the share where the chart is seen small."""

    def __init__(self, place: Place, standing: Standing | None) -> None:
        super().__init__()
        self.place, self.standing = place, standing
        self.band = standing.band if standing is not None else NEVER
        self.figure, self.count = figures(standing, short=bool(place[1]))
        self._figure_wide = _metrics(FIGURE, True).horizontalAdvance(self.figure)
        self._count_wide = _metrics(COUNT, False).horizontalAdvance(self.count)
        self.is_brief = False
        self.setZValue(6 if place[1] else 12)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_at(self, zoom: float) -> None:
        """Hold as much as there is room for at a zoom."""
        brief = bool(self.place[1] and self.figure and zoom < SMALLEST)
        if brief != self.is_brief:
            self.prepareGeometryChange()
            self.is_brief = brief

    @property
    def width(self) -> float:
        count = 0.0 if self.is_brief else self._count_wide + (PART if self.figure else 0.0)
        return 2 * SIDE + self._figure_wide + count

    def box(self) -> QRectF:
        return QRectF(0.0, -HIGH / 2, self.width, HIGH)

    def boundingRect(self) -> QRectF:
        box = self.box().adjusted(-2, -2, 2, 2)
        return QRectF(box.left() * GROWN, box.top() * GROWN, box.width() * GROWN, box.height() * GROWN)

    def holds(self, place: QPointF, zoom: float) -> bool:
        """Whether a point of the scene lies on it, as large as it is drawn at a zoom."""
        grown = _grown(zoom)
        return self.isVisible() and zoom >= FAR and self.box().contains((place - self.pos()) / grown)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale = painter.worldTransform().m11()
        if scale < FAR:
            return
        painter.scale(_grown(scale), _grown(scale))
        wearing = theme.current()
        fill, line = colours(self.band)
        box = self.box()
        painter.setPen(QPen(line, 1.2))
        painter.setBrush(fill)
        painter.drawRoundedRect(box, HIGH / 2, HIGH / 2)
        painter.setPen(wearing.ink)
        painter.setFont(theme.font(FIGURE, QFont.Weight.DemiBold))
        inner = box.adjusted(SIDE, 0, -SIDE, 0)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.figure)
        if self.is_brief:
            return
        painter.setFont(theme.font(COUNT))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.count)


class Painting(QObject):
    """The marks of one verification on a view's chart; none until `show` is called."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._scene = view, view.chart
        self._document = view.chart.document
        self.followed: Followed | None = None
        self.is_on = False
        self.halos: dict[str, Halo] = {}
        self.plates: dict[Place, Plate] = {}
        self._tinted: set[Place] = set()
        self._waiting: list[Plate] = []  # to be placed yet
        self._taken: Grid[Place] | None = None  # where labels and figures stand that were placed; None: begin anew
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._later.timeout.connect(lambda: self.settle(A_FEW))
        self._scene.rebuilt.connect(self._gone)
        self._scene.moved.connect(self.follow)
        self._document.changed.connect(self._changed)
        theme.changed.connect(self._dress)
        view.zoomed.connect(self._zoomed)
        view.starters.append(self._start)

    # -- on and off ----------------------------------------------------------------------------------

    def show(self, followed: Followed | None) -> None:
        """Paint this, or nothing."""
        self.followed = followed
        self.set_on(followed is not None)

    def set_on(self, on: bool) -> None:
        """Show the marks, or take them off."""
        self.is_on = on and self.followed is not None
        self._clear()
        if self.is_on:
            self._make()

    def _clear(self) -> None:
        self._look()
        for item in (*self.halos.values(), *self.plates.values()):
            self._scene.removeItem(item)
        self._scene.wear([s for s, b in self._tinted if not b], [p for p in self._tinted if p[1]], tint=None)
        self.halos, self.plates, self._tinted = {}, {}, set()

    def _look(self) -> None:
        """Let go of the marks where the scene was emptied, which it says only when it is full again."""
        if any(not isValid(halo) for halo in self.halos.values()):
            self.halos, self.plates, self._tinted = {}, {}, set()

    def _gone(self) -> None:
        """The scene was emptied, and the marks with it."""
        self.halos, self.plates, self._tinted = {}, {}, set()
        if self.is_on:
            self._make()

    def _changed(self) -> None:
        if self.is_on and (
            any(step not in self._scene.step_items for step in self.halos)
            or any(place[1] and place not in self._scene.edge_items for place in self.plates)
            or any(self._scene.step_items.keys() - self.halos.keys())
        ):
            self.set_on(True)
        elif self.is_on:
            self.follow()

    # -- painting ------------------------------------------------------------------------------------

    def _make(self) -> None:
        assert self.followed is not None
        known = set(self.followed.places())
        for step, item in self._scene.step_items.items():
            if (step, "") not in known:
                continue  # it was drawn since
            standing = self.followed.of(step)
            self.halos[step] = Halo(item, standing.band if standing else NEVER)
            self.plates[step, ""] = Plate((step, ""), standing)
        for key in self._scene.edge_items:
            if key in known:
                self.plates[key] = Plate(key, self.followed.of(*key))
        for made in (*self.halos.values(), *self.plates.values()):
            self._scene.addItem(made)
        self._far()
        self.follow()
        if len(self.plates) <= A_FEW:
            self.settle()

    def follow(self) -> None:
        """Put the marks where the steps stand now; those beside labels follow in quiet moments, some at a time."""
        self._look()
        if not self.is_on:
            return
        for step, halo in self.halos.items():
            item = self._scene.step_items.get(step)
            if item is not None and halo.pos() != item.pos():
                halo.setPos(item.pos())
                self._put(self.plates[step, ""], self._step_spot(step))
        self._waiting, self._taken = [], None
        self._later.start()

    def settle(self, most: int | None = None) -> None:
        """Place what is still to be placed, or some of it."""
        self._look()
        if not self.is_on:
            return
        grown = _grown(self._view.zoom)
        if self._taken is None:
            self._waiting = list(self.plates.values())
            self._taken = Grid()
            for key, label in self._scene.label_items.items():
                self._taken.put(key, _box(label.pos(), label.size.width, label.size.height))
        now, self._waiting = self._waiting[:most], self._waiting[len(self._waiting[:most]) :]
        for plate in now:
            step, branch = plate.place
            plate.show_at(self._view.zoom)
            spot = self._edge_spot(plate, grown, self._taken) if branch else self._step_spot(step)
            self._put(plate, spot)
            self._tint(plate)
            if spot is not None:
                middle = spot + QPointF(plate.width * grown / 2, 0.0)
                self._taken.put((step, f"{branch} figure"), _box(middle, plate.width * grown, HIGH * grown))
        if self._waiting:
            self._later.start()

    def _put(self, plate: Plate, spot: QPointF | None) -> None:
        plate.setVisible(spot is not None and not self._scene.is_far)
        if spot is not None and plate.pos() != spot:
            plate.setPos(spot)

    def _step_spot(self, step: str) -> QPointF | None:
        """On the lower right of the outline, across from where signs stand."""
        item = self._scene.step_items.get(step)
        if item is None:
            return None
        x, y = badge_place(item.face)
        plate = self.plates[step, ""]
        if item.face.kind == "decide":
            return item.pos() + QPointF(x + 4.0, -y + 6.0)
        return item.pos() + QPointF(x + 6.0 - plate.width, item.size.height / 2 + 3.0)

    def _edge_spot(self, plate: Plate, grown: float, taken: Grid[Place]) -> QPointF | None:
        """Beside the edge's label, under or over it: where it hides nothing, if there is such a place."""
        wide, high = plate.width * grown, HIGH * grown
        label = self._scene.label_items.get(plate.place)
        if label is None:
            middle = self._middle(plate.place)
            return None if middle is None else middle - QPointF(wide / 2, 0.0)
        across, down = label.size.width / 2 + 1.0, (label.size.height + high) / 2
        at = label.pos()
        spots = [
            QPointF(across, 0.0),
            QPointF(-across - wide, 0.0),
            QPointF(-wide / 2, down),
            QPointF(-wide / 2, -down),
        ]
        spots += [QPointF(across, down), QPointF(-across - wide, down)]

        def hidden(spot: QPointF) -> int:
            box = _box(at + spot + QPointF(wide / 2, 0.0), wide, high)
            others = sum(1 for key, _ in taken.near(box) if key != plate.place)
            return others + 2 * sum(1 for _ in self._scene.router.steps.near(box))

        return at + min(spots, key=hidden)

    def _middle(self, key: Place) -> QPointF | None:
        """The middle of an edge's way."""
        item = self._scene.edge_items.get(key)
        if item is None or len(item.way) < 2:
            return None
        middle = len(item.way) // 2
        a, b = item.way[middle - 1], item.way[middle]
        return QPointF((a.x + b.x) / 2, (a.y + b.y) / 2)

    def _tint(self, plate: Plate) -> None:
        line = colours(plate.band)[1]
        step, branch = place = plate.place
        item = self._scene.edge_items.get(place) if branch else self._scene.step_items.get(step)
        if item is not None and item.tint != line:
            self._scene.wear(*(((), [place]) if branch else ([step], ())), tint=line)
        self._tinted.add(place)

    def _far(self) -> None:
        self._look()
        for mark in (*self.halos.values(), *self.plates.values()):
            mark.setVisible(not self._scene.is_far)

    def _zoomed(self) -> None:
        self._far()
        if not self._scene.is_far:
            self.follow()

    def _dress(self) -> None:
        if self.is_on:
            for plate in self.plates.values():
                self._tint(plate)
            for mark in (*self.halos.values(), *self.plates.values()):
                mark.update()

    # -- pressing ------------------------------------------------------------------------------------

    def plate_at(self, place: QPointF) -> Plate | None:
        """The figure at a point of the chart."""
        zoom = self._view.zoom
        return next((plate for plate in self.plates.values() if plate.holds(place, zoom)), None) if self.is_on else None

    def _start(self, view: View, pointer: Pointer) -> Gesture | None:
        """A press on a figure selects what it is about."""
        plate = self.plate_at(pointer.place) if pointer.button == Qt.MouseButton.LeftButton else None
        if plate is None:
            return None
        step, branch = plate.place
        if branch:
            self._document.selection.set(edges=[(step, branch)])
        else:
            self._document.selection.set([step])
        return _Pressed()


class _Pressed:
    """A press on a figure; it does not follow the pointer."""

    def move(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> None: ...

    def cancel(self) -> None: ...


def _box(middle: QPointF, wide: float, high: float) -> Box:
    return Box(middle.x() - wide / 2, middle.y() - high / 2, middle.x() + wide / 2, middle.y() + high / 2)


def _grown(scale: float) -> float:
    return min(GROWN, max(1.0, SMALLEST / scale))
