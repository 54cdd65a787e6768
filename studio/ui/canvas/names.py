"""The names of steps as they are read from afar: larger than the titles that stand in steps from near."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QStaticText, QTransform

from studio.procedure.layout import Size
from studio.ui import theme
from studio.ui.canvas import face as faces
from studio.ui.canvas.face import Face

Placed = tuple[QPointF, QStaticText]

SMALLEST = 0.24  # the zoom below which no name can be read
# From which zoom on, in which sizes: eight to ten pixels on the screen, the smaller where the larger cuts the name.
SIZES = ((0.35, (22.0, 18.0)), (0.0, (30.0, 24.0)))
LEADING = 1.2
# How much of a shape's width and height its name may fill.
ROOM = {"decide": (0.66, 0.64), "act": (0.84, 0.94), "end": (0.84, 0.94)}
USUAL = (0.93, 0.94)


def paint(painter: QPainter, face: Face, place: QPointF, scale: float) -> None:
    """Write a step's name around a point, in the painter's pen."""
    sizes = next(sizes for least, sizes in SIZES if scale >= least)
    size, lines = _laid_out(face.kind, " ".join(face.title), face.size, sizes)
    painter.setFont(_font(size))
    for at, line in lines:
        painter.drawStaticText(place + at, line)


@cache
def _font(size: float) -> QFont:
    return theme.font(size)


@lru_cache(maxsize=4096)
def _laid_out(kind: str, title: str, box: Size, sizes: tuple[float, ...]) -> tuple[float, list[Placed]]:
    """The lines around (0, 0), in the first size in which the name is not cut, or else in the last."""
    size, lines = sizes[0], _broken(kind, title, box, sizes[0])
    for smaller in sizes[1:]:
        if lines[-1].endswith(faces.ELLIPSIS):
            size, lines = smaller, _broken(kind, title, box, smaller)
    top = -len(lines) * size * LEADING / 2
    found: list[Placed] = []
    for number, line in enumerate(lines):
        made = QStaticText(line)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), _font(size))
        found.append((QPointF(-faces.width(line, size) / 2, top + number * size * LEADING), made))
    return size, found


def _broken(kind: str, title: str, box: Size, size: float) -> tuple[str, ...]:
    across, down = ROOM.get(kind, USUAL)
    most = max(1, int(box.height * down / (size * LEADING)))
    return faces.lines(title, box.width * across, size, most) or ("",)
