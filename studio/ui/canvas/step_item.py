"""A step on the canvas: its shape, its words, and the marks that selection, rehearsal, checks and comparison put on it.

It draws what it is told to; where it stands and what it shows is the scene's business.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QStaticText, QTransform
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from studio.exchange.shapes import NOTCH, SLANT
from studio.procedure.layout import Size
from studio.ui import icons, theme
from studio.ui.canvas import face as faces
from studio.ui.canvas import names
from studio.ui.canvas.face import Face

FAR, NEAR = 0.35, 0.48  # below FAR all is drawn together, below NEAR of the words only names
AROUND = 16.0  # room for what is drawn outside the shape
RING = 4.0  # how far the ring of a selected step stands off
CORNER = 10.0
NO_PEN = QPen(Qt.PenStyle.NoPen)


class StepItem(QGraphicsRectItem):
    """One step, its middle at the item's origin. Set what it wears with `wear`; `badge` is an icon's name."""

    def __init__(self, step_id: str, face: Face) -> None:
        super().__init__()
        self.step_id = step_id
        self.selected = self.hovered = self.dimmed = self.pinned = False
        self.badge = ""
        self.glow: QColor | None = None
        self.tint: QColor | None = None
        self.setPen(NO_PEN)
        self.setZValue(10)
        self.show_face(face)

    def show_face(self, face: Face) -> None:
        """Show other words, in another shape where need be."""
        self.face = face
        self.shape_path = shape(face.kind, face.size)
        self._texts: list[tuple[QPointF, QStaticText]] | None = None
        half = QRectF(-face.size.width / 2, -face.size.height / 2, face.size.width, face.size.height)
        self.setRect(half.adjusted(-AROUND, -AROUND, AROUND, AROUND))
        self.update()

    def wear(self, **marks: object) -> None:
        """Put marks on, by the names of attributes; nothing is drawn anew where nothing changes."""
        for name, value in marks.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.update()

    @property
    def size(self) -> Size:
        return self.face.size

    def outline(self) -> QRectF:
        """The shape's rectangle in the scene."""
        return QRectF(
            self.x() - self.size.width / 2, self.y() - self.size.height / 2, self.size.width, self.size.height
        )

    def holds(self, place: QPointF) -> bool:
        """Whether a point of the scene lies in the shape."""
        return self.shape_path.contains(place - self.pos())

    # -- drawing -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        wearing = theme.current()
        tint = wearing.kinds[self.face.kind]
        scale = painter.worldTransform().m11()
        if self.dimmed:
            painter.setOpacity(0.35)
        if self.glow is not None:
            self._ring(painter, self.glow, 7.0, 3.5)
        if self.selected:
            self._ring(painter, wearing.accent, max(2.0, 1.5 / scale), RING)
        stroke = wearing.accent if self.hovered and not self.selected else self.tint or tint.stroke
        painter.setPen(_pen(stroke.rgba(), 2.0 if self.hovered or self.tint else 1.5))
        painter.setBrush(tint.fill)
        painter.drawPath(self.shape_path)
        if scale >= FAR:
            self._words(painter, wearing, scale >= NEAR)
        if self.badge:
            self._badge(painter, wearing)

    def _ring(self, painter: QPainter, colour: QColor, thick: float, off: float) -> None:
        wide, high = self.size
        grown = Size(wide + 2 * off, high + 2 * off)
        painter.setPen(_pen(colour.rgba(), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape(self.face.kind, grown, CORNER + off))

    def _words(self, painter: QPainter, wearing: theme.Theme, near: bool) -> None:
        face = self.face
        painter.setPen(wearing.ink)
        if not near:
            names.paint(painter, face, QPointF(), painter.worldTransform().m11())
            return
        if self._texts is None:
            self._texts = _laid_out(face)
        painter.setFont(faces.title_font())
        heads = len(face.title)
        for place, text in self._texts[:heads]:
            painter.drawStaticText(place, text)
        painter.setFont(theme.font(faces.TEXT))
        painter.setPen(wearing.faint if face.hint else wearing.soft)
        for place, text in self._texts[heads : heads + len(face.text)]:
            painter.drawStaticText(place, text)
        self._chips(painter, wearing)
        self._icon(painter, wearing.kinds[face.kind].ink)

    def _chips(self, painter: QPainter, wearing: theme.Theme) -> None:
        face = self.face
        if not face.chips or self._texts is None:
            return
        painter.setPen(_pen(wearing.kinds[face.kind].stroke.rgba(), 1.0))
        painter.setBrush(wearing.canvas)
        laid = self._texts[-len(face.chips) :]
        for (place, _), (_, wide) in zip(laid, face.chips, strict=True):
            box = QRectF(place.x() - faces.CHIP_ROOM, _chip_top(face), wide, faces.CHIP_HEIGHT)
            painter.drawRoundedRect(box, faces.CHIP_HEIGHT / 2, faces.CHIP_HEIGHT / 2)
        painter.setPen(wearing.kinds[face.kind].ink)
        painter.setFont(theme.font(faces.CHIP))
        for place, text in laid:
            painter.drawStaticText(place, text)

    def _icon(self, painter: QPainter, colour: QColor) -> None:
        face = self.face
        lines, filled = _icon_at(face.kind, *_icon_place(face))
        painter.setPen(_pen(colour.rgba(), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(lines)
        painter.fillPath(filled, colour)
        right, top = face.size.width / 2 - faces.INSET.get(face.kind, 14.0), -face.size.height / 2 + faces.TOP + 3.0
        if face.kind == "decide":
            right, top = 5.5, face.size.height / 2 - 19.0
        for name, shown in (("exact", face.exact), ("pin", self.pinned)):
            if shown:
                lines, filled = _icon_at(name, right - 11.0, top, 11.0)
                painter.drawPath(lines)
                painter.fillPath(filled, colour)
                right -= 15.0

    def _badge(self, painter: QPainter, wearing: theme.Theme) -> None:
        x, y = badge_place(self.face)
        colour = {"problem": wearing.problem, "advice": wearing.advice}.get(self.badge, wearing.good)
        painter.setPen(_pen(wearing.canvas.rgba(), 2.0))
        painter.setBrush(wearing.canvas)
        painter.drawEllipse(QPointF(x, y), 10.0, 10.0)
        icons.paint(painter, self.badge, QRectF(x - 8.0, y - 8.0, 16.0, 16.0), colour, 1.7)


def badge_place(face: Face) -> tuple[float, float]:
    """Where a badge's middle stands, from the step's middle: on the upper right of the outline."""
    wide, high = face.size.width / 2, face.size.height / 2
    if face.kind == "decide":
        return wide * 0.5, -high * 0.5
    if face.kind == "end":
        return wide - high * 0.5, -high + 4.0
    return wide - (SLANT if face.kind == "act" else 4.0), -high + 2.0


def _chip_top(face: Face) -> float:
    return face.size.height / 2 - faces.TOP - faces.CHIP_HEIGHT


def _icon_place(face: Face) -> tuple[float, float, float]:
    top = -face.size.height / 2
    if face.kind == "decide":
        tall = faces.ICON + 4.0 + len(face.title) * faces.LEADING
        return -faces.ICON / 2, -tall / 2 - 1.0, faces.ICON
    return -face.size.width / 2 + faces.INSET[face.kind], top + faces.TOP + 2.0, faces.ICON


def _laid_out(face: Face) -> list[tuple[QPointF, QStaticText]]:
    """Every line and chip with its place: titles, then text, then chips."""
    top = -face.size.height / 2 + faces.TOP
    found: list[tuple[QPointF, QStaticText]] = []
    if face.kind == "decide":
        tall = faces.ICON + 4.0 + len(face.title) * faces.LEADING
        top = -tall / 2 + faces.ICON + 4.0
        for line in face.title:
            found.append((QPointF(-faces.width(line, faces.TITLE) / 2, top), _static(line, faces.TITLE)))
            top += faces.LEADING
        return found
    left = -face.size.width / 2 + faces.INSET[face.kind]
    for line in face.title:
        found.append((QPointF(left + faces.ICON + faces.ICON_GAP, top), _static(line, faces.TITLE)))
        top += faces.LEADING
    top += 3.0
    for line in face.text:
        found.append((QPointF(left, top), _static(line, faces.TEXT)))
        top += faces.TEXT_LEADING
    x = left
    for word, wide in face.chips:
        found.append((QPointF(x + faces.CHIP_ROOM, _chip_top(face) + 2.5), _static(word, faces.CHIP)))
        x += wide + faces.CHIP_GAP
    return found


def _static(text: str, size: float) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), faces.title_font() if size == faces.TITLE else theme.font(size))
    return made


@lru_cache(maxsize=256)
def _pen(rgba: int, thick: float) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), thick)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


@lru_cache(maxsize=512)
def _icon_at(name: str, x: float, y: float, size: float) -> tuple[QPainterPath, QPainterPath]:
    """An icon's lines and filled parts where they are drawn."""
    moved = QTransform.fromTranslate(x, y).scale(size / icons.GRID, size / icons.GRID)
    lines, filled = icons.paths(name)
    return moved.map(lines), moved.map(filled)


@lru_cache(maxsize=1024)
def shape(kind: str, size: Size, corner: float = CORNER) -> QPainterPath:
    """The outline of a kind of step around (0, 0), as in the printed pictures."""
    x, y = size.width / 2, size.height / 2
    path = QPainterPath()
    if kind == "decide":
        for number, (px, py) in enumerate(((0.0, -y), (x, 0.0), (0.0, y), (-x, 0.0))):
            path.lineTo(px, py) if number else path.moveTo(px, py)
        path.closeSubpath()
    elif kind == "act":
        i = x - SLANT
        for number, (px, py) in enumerate(((-i, -y), (i, -y), (x, 0.0), (i, y), (-i, y), (-x, 0.0))):
            path.lineTo(px, py) if number else path.moveTo(px, py)
        path.closeSubpath()
    elif kind == "ask":
        c = 4.0
        path.moveTo(-x + c, -y)
        path.lineTo(x - c, -y)
        path.quadTo(x, -y, x, -y + c)
        path.lineTo(x, y - c)
        path.quadTo(x, y, x - c, y)
        path.lineTo(-x + c, y)
        path.quadTo(-x, y, -x, y - c)
        path.lineTo(-x, NOTCH)
        path.lineTo(-x + NOTCH, 0.0)
        path.lineTo(-x, -NOTCH)
        path.lineTo(-x, -y + c)
        path.quadTo(-x, -y, -x + c, -y)
        path.closeSubpath()
    else:
        radius = y if kind == "end" else corner
        path.addRoundedRect(QRectF(-x, -y, size.width, size.height), radius, radius)
    return path
