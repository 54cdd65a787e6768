"""How notes and groups look on the canvas: a sheet with a turned corner, a titled coloured area behind steps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.procedure.annotations import HEAD, LEAST, Group, Note
from studio.ui import theme
from studio.ui.canvas.colours import tint
from studio.ui.canvas.face import TEXT, TITLE, elided, title_font
from studio.ui.canvas.step_item import FAR

INSET = 12.0
FOLD = 14.0
GRIP = 14.0  # of the corner by which one is made larger, in pixels of the screen
RIM = 5.0  # how near a group's border is meant, in pixels of the screen
AREA_CORNER = 12.0


class Sheet(QGraphicsItem):
    """What notes and groups have in common. Its origin is the upper left corner."""

    def __init__(self, thing: Note | Group) -> None:
        super().__init__()
        self.selected = self.hovered = False
        self.show_thing(thing)

    def show_thing(self, thing: Note | Group) -> None:
        """Show it as it is now."""
        self.prepareGeometryChange()
        self.thing = thing
        self.setPos(thing.x, thing.y)
        self.update()

    def box(self) -> QRectF:
        """Its rectangle in the scene."""
        return QRectF(self.x(), self.y(), self.thing.width, self.thing.height)

    def wear(self, *, selected: bool, hovered: bool) -> None:
        if (selected, hovered) != (self.selected, self.hovered):
            self.selected, self.hovered = selected, hovered
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.thing.width, self.thing.height).adjusted(-8, -8, 8, 8)

    def part_at(self, place: QPointF, zoom: float) -> str:
        """What of it lies at a point of the scene: "grip", "body" (by which it is moved), or nothing."""
        box = self.box()
        if not box.adjusted(-RIM / zoom, -RIM / zoom, RIM / zoom, RIM / zoom).contains(place):
            return ""
        reach = min(GRIP / zoom, box.width() / 3, box.height() / 3)
        corner = box.bottomRight()
        if (self.selected or self.hovered) and place.x() > corner.x() - reach and place.y() > corner.y() - reach:
            return "grip"
        return self.hold(place, zoom)

    def hold(self, place: QPointF, zoom: float) -> str:
        raise NotImplementedError

    def paint_grip(self, painter: QPainter) -> None:
        """The corner by which it is made larger, while it is pointed at or selected."""
        if not (self.selected or self.hovered):
            return
        scale = painter.worldTransform().m11()
        pen = QPen(theme.current().accent if self.selected else tint(self.thing.colour).border, 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        x, y = self.thing.width - 4 / scale, self.thing.height - 4 / scale
        for far in (4 / scale, 8 / scale):
            painter.drawLine(QPointF(x - far, y), QPointF(x, y - far))


class Paper(Sheet):
    """A note."""

    def __init__(self, thing: Note) -> None:
        super().__init__(thing)
        self.setZValue(8)

    def hold(self, place: QPointF, zoom: float) -> str:
        return "body"

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        note, wearing = self.thing, theme.current()
        colours = tint(note.colour)
        scale = painter.worldTransform().m11()
        wide, high = note.width, note.height
        outline = QPainterPath(QPointF(0, 0))
        for x, y in ((wide - FOLD, 0.0), (wide, FOLD), (wide, high), (0.0, high)):
            outline.lineTo(x, y)
        outline.closeSubpath()
        strong = self.selected or self.hovered
        painter.setPen(QPen(wearing.accent if self.selected else colours.border, 2.0 if strong else 1.2))
        painter.setBrush(colours.fill)
        painter.drawPath(outline)
        fold = QPainterPath(QPointF(wide - FOLD, 0))
        fold.lineTo(wide - FOLD, FOLD)
        fold.lineTo(wide, FOLD)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(fold)
        if scale >= FAR and isinstance(note, Note):
            self._words(painter, note)
        self.paint_grip(painter)

    def _words(self, painter: QPainter, note: Note) -> None:
        wearing = theme.current()
        room = QRectF(INSET, INSET - 3, note.width - 2 * INSET, note.height - 2 * INSET + 6)
        painter.save()
        painter.setClipRect(room)
        painter.setFont(theme.font(TEXT))
        painter.setPen(wearing.ink if note.text else tint(note.colour).ink)
        painter.drawText(room, note.text or self._hint(), wrapped())
        painter.restore()

    def _hint(self) -> str:
        from studio.ui.canvas.colours import tr

        return tr("Double click to write")


class Area(Sheet):
    """A group."""

    def __init__(self, thing: Group) -> None:
        super().__init__(thing)
        self.setZValue(-20)

    def head(self) -> QRectF:
        """Where the title stands, in the scene."""
        return QRectF(self.x(), self.y(), self.thing.width, min(HEAD, self.thing.height))

    def hold(self, place: QPointF, zoom: float) -> str:
        rim = RIM / zoom
        inner = self.box().adjusted(rim, rim, -rim, -rim)
        return "body" if self.head().contains(place) or not inner.contains(place) else ""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        group, wearing = self.thing, theme.current()
        colours = tint(group.colour)
        scale = painter.worldTransform().m11()
        pen = QPen(wearing.accent if self.selected else colours.border, 2.0 if self.selected or self.hovered else 1.2)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(colours.area)
        painter.drawRoundedRect(QRectF(0, 0, group.width, group.height), AREA_CORNER, AREA_CORNER)
        if isinstance(group, Group) and group.title:
            self._title(painter, group, scale)
        self.paint_grip(painter)

    def _title(self, painter: QPainter, group: Group, scale: float) -> None:
        """From far away the title is drawn larger, so that groups are what one finds the way by."""
        size = max(TITLE, TITLE / scale * 0.85) if scale < FAR else TITLE
        font = QFont(title_font())
        font.setPixelSize(round(size))
        grown = size / TITLE
        room = group.width - 2 * INSET
        if size > group.height / 2:
            return
        painter.setFont(font)
        painter.setPen(tint(group.colour).ink)
        said = elided(" ".join(group.title.split()), room / grown, TITLE)
        painter.drawText(QPointF(INSET, HEAD * 0.65 if grown == 1.0 else size * 1.2), said)


def height_of(text: str, width: float) -> float:
    """How high a note of some width must be to show all of its text."""
    room = QRectF(0, 0, width - 2 * INSET, 100_000.0)
    flags = Qt.TextFlag.TextWordWrap
    return max(QFontMetricsF(theme.font(TEXT)).boundingRect(room, flags, text).height() + 2 * INSET, LEAST)


def wrapped() -> QTextOption:
    """Lines end between words, and within a word only where it is longer than a line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
