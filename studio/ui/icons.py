"""Small icons, drawn with lines on a grid of 16 and tinted by the theme, crisp at every scale.

Each is a word of marks: M x y (go to), L x y (line to), Q x y x y and C x y x y x y (curves), Z (close), O x y r
(circle), R x y w h r (rounded box). After an F the marks that follow are filled.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from studio.ui import theme

GRID = 16.0
STROKE = 1.5
LARGEST = 20  # pixels; where there is more room, an icon stands in its middle

DRAWN: dict[str, str] = {
    # kinds of step
    "say": "M 2.5 4 Q 2.5 2.5 4 2.5 L 12 2.5 Q 13.5 2.5 13.5 4 L 13.5 9 Q 13.5 10.5 12 10.5 L 7.5 10.5 L 4.5 13.5"
    " L 4.5 10.5 L 4 10.5 Q 2.5 10.5 2.5 9 Z",
    "ask": "M 5 5.6 C 5 1.4 11 1.4 11 5.2 C 11 7.6 8 7.6 8 10.4 F O 8 13.2 1",
    "decide": "M 8 14.4 L 8 9.6 L 3.2 4.8 M 8 9.6 L 12.8 4.8 M 3 8.2 L 3 4.4 L 6.8 4.4 M 13 8.2 L 13 4.4 L 9.2 4.4",
    "act": "M 9.2 1.8 L 3.2 9 L 7.4 9 L 6.6 14.2 L 12.8 6.8 L 8.6 6.8 Z",
    "end": "M 3.5 14 L 3.5 2.5 L 12.5 2.5 L 10.2 5.6 L 12.5 8.8 L 3.5 8.8",
    # files and history
    "new": "M 9.5 1.8 L 3.5 1.8 L 3.5 14.2 L 12.5 14.2 L 12.5 4.8 L 9.5 1.8 L 9.5 4.8 L 12.5 4.8",
    "open": "M 1.8 13 L 1.8 3 L 6.2 3 L 7.8 4.8 L 12.8 4.8 L 12.8 7 M 1.8 13 L 4.2 7 L 14.8 7 L 12.6 13 Z",
    "save": "M 2.2 3.6 L 2.2 13.8 L 13.8 13.8 L 13.8 4.8 L 11.2 2.2 L 2.2 2.2 Z M 5 13.8 L 5 9 L 11 9 L 11 13.8"
    " M 5 2.2 L 5 5.4 L 9.6 5.4 L 9.6 2.2",
    "print": "M 4.5 6 L 4.5 2 L 11.5 2 L 11.5 6 M 4.5 11 L 2 11 L 2 6 L 14 6 L 14 11 L 11.5 11 M 4.5 9 L 11.5 9"
    " L 11.5 14 L 4.5 14 Z",
    "export": "M 8 10 L 8 2 M 4.8 5.2 L 8 2 L 11.2 5.2 M 2.5 10 L 2.5 13.8 L 13.5 13.8 L 13.5 10",
    "undo": "M 5.6 2.6 L 2.4 5.8 L 5.6 9 M 2.4 5.8 L 9.4 5.8 C 15 5.8 15 13.4 9.4 13.4 L 6 13.4",
    "redo": "M 10.4 2.6 L 13.6 5.8 L 10.4 9 M 13.6 5.8 L 6.6 5.8 C 1 5.8 1 13.4 6.6 13.4 L 10 13.4",
    "history": "O 8 8 6 M 8 4.5 L 8 8 L 10.6 9.8",
    "delete": "M 2.5 4.2 L 13.5 4.2 M 6 4.2 L 6 2.2 L 10 2.2 L 10 4.2 M 3.8 4.2 L 4.6 13.8 L 11.4 13.8 L 12.2 4.2",
    "copy": "R 5.2 5.2 8.6 8.6 1.5 M 10.8 5.2 L 10.8 2.2 L 2.2 2.2 L 2.2 10.8 L 5.2 10.8",
    "paste": "R 2.8 3.2 10.4 10.6 1.5 F R 5.6 1.8 4.8 3 1",
    "cut": "O 4.2 12 2 O 11.8 12 2 M 5.4 10.4 L 11.6 2.2 M 10.6 10.4 L 4.4 2.2",
    # the view
    "zoom_in": "O 7 7 4.8 M 10.6 10.6 L 14.2 14.2 M 7 5 L 7 9 M 5 7 L 9 7",
    "zoom_out": "O 7 7 4.8 M 10.6 10.6 L 14.2 14.2 M 5 7 L 9 7",
    "fit": "M 2.2 5.6 L 2.2 2.2 L 5.6 2.2 M 10.4 2.2 L 13.8 2.2 L 13.8 5.6 M 13.8 10.4 L 13.8 13.8 L 10.4 13.8"
    " M 5.6 13.8 L 2.2 13.8 L 2.2 10.4 R 5.4 5.4 5.2 5.2 1",
    "search": "O 7 7 4.8 M 10.6 10.6 L 14.2 14.2",
    "tidy": "R 5.4 1.8 5.2 3.6 1 R 1.6 10.6 5.2 3.6 1 R 9.2 10.6 5.2 3.6 1 M 8 5.4 L 8 8 M 4.2 10.6 L 4.2 8"
    " L 11.8 8 L 11.8 10.6",
    "light": "O 8 8 3 M 8 1.2 L 8 2.6 M 8 13.4 L 8 14.8 M 1.2 8 L 2.6 8 M 13.4 8 L 14.8 8 M 3.2 3.2 L 4.2 4.2"
    " M 11.8 11.8 L 12.8 12.8 M 3.2 12.8 L 4.2 11.8 M 11.8 4.2 L 12.8 3.2",
    "dark": "M 13.6 9.8 C 8.6 11.6 4.4 7.4 6.2 2.4 C 0.4 4.6 1.4 13.8 7.8 13.8 C 10.4 13.8 12.6 12.4 13.6 9.8 Z",
    "minimap": "R 1.8 2.8 12.4 10.4 1.5 F R 7.4 7.4 5 4 0.5",
    "outline": "M 2 3.4 L 14 3.4 M 5 8 L 14 8 M 5 12.6 L 14 12.6 F O 2.4 8 0.9 O 2.4 12.6 0.9",
    "compare": "R 1.8 2.4 5 11.2 1 R 9.2 2.4 5 11.2 1",
    "palette": "R 1.8 3.2 12.4 9.6 1.5 M 4.6 6 L 6.8 8 L 4.6 10 M 8.4 10 L 11.4 10",
    # arranging
    "align_left": "M 2 1.6 L 2 14.4 R 4.6 3.2 9 3.4 0.8 R 4.6 9.4 5.4 3.4 0.8",
    "align_middle": "M 8 1.6 L 8 14.4 R 2.6 3.2 10.8 3.4 0.8 R 4.6 9.4 6.8 3.4 0.8",
    "align_top": "M 1.6 2 L 14.4 2 R 3.2 4.6 3.4 9 0.8 R 9.4 4.6 3.4 5.4 0.8",
    "distribute": "M 1.8 1.6 L 1.8 14.4 M 14.2 1.6 L 14.2 14.4 R 6 3.6 4 8.8 0.8",
    "group": "R 1.8 1.8 12.4 12.4 2 R 4.4 4.6 4.4 3.4 0.6 R 7.4 8.6 4.4 3.4 0.6",
    "note": "M 2.2 2.2 L 13.8 2.2 L 13.8 9.4 L 9.4 13.8 L 2.2 13.8 Z M 13.8 9.4 L 9.4 9.4 L 9.4 13.8",
    "pin": "M 5.4 1.8 L 10.6 1.8 L 9.6 6.4 L 12.2 9 L 3.8 9 L 6.4 6.4 Z M 8 9 L 8 14.4",
    # verdicts and marks
    "good": "M 2.8 8.6 L 6.4 12.2 L 13.2 4.2",
    "problem": "O 8 8 6.2 M 8 4.4 L 8 8.8 F O 8 11.4 0.95",
    "advice": "M 8 1.9 L 14.6 13.6 L 1.4 13.6 Z M 8 6.2 L 8 9.6 F O 8 11.6 0.85",
    "info": "O 8 8 6.2 M 8 7.4 L 8 11.6 F O 8 4.8 0.95",
    "exact": "M 2.6 9.6 L 2.6 6.2 C 2.6 4.4 3.6 3.4 5.4 3.2 M 9.2 9.6 L 9.2 6.2 C 9.2 4.4 10.2 3.4 12 3.2"
    " F R 2 7.4 4.4 4.4 1 R 8.6 7.4 4.4 4.4 1",
    "loop": "M 13.4 5.4 C 11.6 1.2 4.4 1.2 2.6 6 M 13.8 1.8 L 13.6 5.6 L 9.8 5.2 M 2.6 10.6 C 4.4 14.8 11.6 14.8"
    " 13.4 10 M 2.2 14.2 L 2.4 10.4 L 6.2 10.8",
    "knowledge": "M 8 3.6 C 6 2.2 3.6 2.2 1.8 3 L 1.8 12.8 C 3.6 12 6 12 8 13.4 C 10 12 12.4 12 14.2 12.8 L 14.2 3"
    " C 12.4 2.2 10 2.2 8 3.6 Z M 8 3.6 L 8 13.4",
    # things to do
    "plus": "M 8 2.6 L 8 13.4 M 2.6 8 L 13.4 8",
    "minus": "M 2.6 8 L 13.4 8",
    "close": "M 3.6 3.6 L 12.4 12.4 M 12.4 3.6 L 3.6 12.4",
    "edit": "M 2.4 13.6 L 3.2 10.2 L 11 2.4 L 13.6 5 L 5.8 12.8 Z M 9.2 4.2 L 11.8 6.8",
    "connect": "O 3.8 12.2 2 O 12.2 3.8 2 M 5.4 10.6 L 10.6 5.4",
    "play": "F M 4.4 2.4 L 13.2 8 L 4.4 13.6 Z",
    "pause": "F R 3.8 2.6 3 10.8 0.8 R 9.2 2.6 3 10.8 0.8",
    "stop": "F R 3.4 3.4 9.2 9.2 1.6",
    "send": "M 8 13.4 L 8 3 M 3.4 7.4 L 8 2.8 L 12.6 7.4",
    "chat": "M 2 3.4 L 10 3.4 L 10 8.6 L 5 8.6 L 2.6 10.6 L 2.6 8.6 L 2 8.6 Z M 12 5.8 L 14 5.8 L 14 11 L 13.4 11"
    " L 13.4 13 L 11 11 L 6.6 11",
    "back": "M 9.8 3 L 4.8 8 L 9.8 13",
    "forward": "M 6.2 3 L 11.2 8 L 6.2 13",
    "down": "M 3 6 L 8 11 L 13 6",
    "up": "M 3 10 L 8 5 L 13 10",
    "more": "F O 3 8 1.2 O 8 8 1.2 O 13 8 1.2",
    "field": "R 1.8 4.4 12.4 7.2 1.5 M 4.6 6.8 L 4.6 9.2",
    "tool": "R 1.8 2.8 12.4 10.4 1.2 M 1.8 6.2 L 14.2 6.2 M 6.2 6.2 L 6.2 13.2",
    "person": "O 8 5 2.8 M 2.6 14 C 3 9 13 9 13.4 14",
    "settings": "M 2 4.4 L 9 4.4 M 13 4.4 L 14 4.4 O 11 4.4 1.8 M 2 11.6 L 3 11.6 M 7 11.6 L 14 11.6 O 5 11.6 1.8",
    "help": "O 8 8 6.4 M 6 6.4 C 6 3.6 10 3.6 10 6.2 C 10 7.8 8 7.8 8 9.4 F O 8 11.6 0.85",
}
_COUNTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0, "O": 3, "R": 5, "F": 0}


@cache
def paths(name: str) -> tuple[QPainterPath, QPainterPath]:
    """The icon's lines and its filled parts, on the grid of 16. Raises KeyError."""
    lines, filled = QPainterPath(), QPainterPath()
    path, words = lines, DRAWN[name].split()
    while words:
        mark = words.pop(0)
        values = [float(words.pop(0)) for _ in range(_COUNTS[mark])]
        if mark == "F":
            path = filled
        else:
            _draw(path, mark, values)
    return lines, filled


def _draw(path: QPainterPath, mark: str, v: list[float]) -> None:
    match mark:
        case "M":
            path.moveTo(*v)
        case "L":
            path.lineTo(*v)
        case "Q":
            path.quadTo(*v)
        case "C":
            path.cubicTo(*v)
        case "Z":
            path.closeSubpath()
        case "O":
            path.addEllipse(QPointF(v[0], v[1]), v[2], v[2])
        case "R":
            path.addRoundedRect(QRectF(*v[:4]), v[4], v[4])


def paint(painter: QPainter, name: str, box: QRectF, colour: QColor, stroke: float = STROKE) -> None:
    """Draw the icon into a box."""
    lines, filled = paths(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    pen = QPen(colour, stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lines)
    painter.fillPath(filled, colour)
    painter.restore()


def pixmap(name: str, colour: QColor, size: int = 16, scale: float = 1.0) -> QPixmap:
    """The icon `size` pixels wide, on a screen with so many device pixels to each."""
    made = QPixmap(round(size * scale), round(size * scale))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return made


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon for menus and buttons, in the theme's ink unless another colour is given."""
    wearing = theme.current()
    return _icon(name, (colour or wearing.soft).rgba(), wearing.faint.rgba())


@cache
def _icon(name: str, ink: int, faint: int) -> QIcon:
    return QIcon(_Engine(name, ink, faint))


class _Engine(QIconEngine):
    """Draws an icon when it is shown, as large as that is but never above LARGEST: most are never shown."""

    def __init__(self, name: str, ink: int, faint: int) -> None:
        super().__init__()
        self._drawn = name, ink, faint

    def clone(self) -> QIconEngine:
        return _Engine(*self._drawn)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(LARGEST, LARGEST))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height(), LARGEST)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(rect).center())
        paint(painter, self._drawn[0], box, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        if size.isEmpty():  # a button without room yet
            return QPixmap()
        made = QPixmap(size * scale)  # Qt gives the size in pixels of the window, not of the screen
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def _colour(self, mode: QIcon.Mode) -> QColor:
        _, ink, faint = self._drawn
        colour = QColor.fromRgba(faint if mode == QIcon.Mode.Disabled else ink)
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(0.5)
        return colour
