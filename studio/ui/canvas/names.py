"""The names of steps as they are read from afar: larger than the titles that stand in steps from near."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QStaticText, QTransform

from studio.procedure.layout import Size
from studio.ui import theme
from studio.ui.canvas import face as faces
from studio.ui.canvas.face import Face

SMALLEST = 0.24  # the zoom below which no name can be read
SIZES = ((0.35, 22.0), (0.0, 30.0))  # from which zoom on, in which size: about nine pixels on the screen
LEADING = 1.2
# How much of a shape's width and height its name may fill.
ROOM = {"decide": (0.66, 0.6), "act": (0.84, 0.94), "end": (0.84, 0.94)}
USUAL = (0.93, 0.94)


def paint(painter: QPainter, face: Face, place: QPointF, scale: float) -> None:
    """Write a step's name around a point, in the painter's pen."""
    size = next(size for least, size in SIZES if scale >= least)
    painter.setFont(_font(size))
    for at, line in _laid_out(face.kind, " ".join(face.title), face.size, size):
        painter.drawStaticText(place + at, line)


@cache
def _font(size: float) -> QFont:
    return theme.font(size)


@lru_cache(maxsize=4096)
def _laid_out(kind: str, title: str, box: Size, size: float) -> tuple[tuple[QPointF, QStaticText], ...]:
    across, down = ROOM.get(kind, USUAL)
    most = max(1, int(box.height * down / (size * LEADING)))
    found: list[tuple[QPointF, QStaticText]] = []
    top = 0.0
    for line in faces.lines(title, box.width * across, size, most):
        made = QStaticText(line)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), _font(size))
        found.append((QPointF(-faces.width(line, size) / 2, top), made))
        top += size * LEADING
    return tuple((QPointF(at.x(), at.y() - top / 2), line) for at, line in found)
