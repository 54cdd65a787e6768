"""The procedure on paper: the chart on one page or over several, and the document with the chart before it.

Everything is drawn with vectors. The same pages go to a PDF and to a printer; which, and what of it, is `export`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal, NamedTuple

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from studio.base.errors import StudioError
from studio.exchange.document import body
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.canvas.papers import Sheet
from studio.ui.canvas.scene import Scene
from studio.ui.files.drawing import DOTS, chart

PAPERS = {
    "A4": QPageSize.PageSizeId.A4,
    "A3": QPageSize.PageSizeId.A3,
    "Letter": QPageSize.PageSizeId.Letter,
    "Tabloid": QPageSize.PageSizeId.Tabloid,
}
RESOLUTION = 600  # dots to the inch: a grid for coordinates, not for pixels
BORDER = 14.0  # millimetres left free
FOOT = 7.0  # millimetres for the line at the bottom of a page
TILE_SCALES = (0.85, 0.72)  # of the chart over several pages; the smaller one only where it saves pages
OVERLAP = 10.0  # millimetres that neighbouring pages share
MOST_PAGES = 400
_INCH = 25.4

Way = Literal["chart", "pages", "document"]


def tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


@dataclass(frozen=True)
class Paper:
    """What pages to make: the chart on one page ("chart") or over several ("pages"), or the "document" with the chart
    first. `name` is one of PAPERS."""

    way: Way = "chart"
    name: str = "A4"


class Tile(NamedTuple):
    """A part of the chart on a page of its own."""

    row: int
    column: int
    area: QRectF


def pdf(procedure: Procedure, paper: Paper) -> bytes:
    """The pages as a PDF. Raises StudioError."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(procedure.name)
    writer.setCreator("Subterra Studio")
    writer.setPageSize(QPageSize(PAPERS[paper.name]))
    draw(procedure, paper, writer)
    del writer  # writes the end
    return bytes(buffer.data().data())


def draw(procedure: Procedure, paper: Paper, device: QPagedPaintDevice) -> None:
    """Draw the pages on a PDF or a printer, on its paper. Raises StudioError."""
    if paper.way == "document":
        _Pages(procedure, device).document()
    else:
        with chart(procedure) as (scene, area):
            pages = _Pages(procedure, device)
            if paper.way == "chart":
                pages.fitted(scene, area)
            else:
                pages.tiled(scene, area)
            pages.end()


class _Pages:
    """The pages being drawn on one device."""

    def __init__(self, procedure: Procedure, device: QPagedPaintDevice) -> None:
        self.procedure, self.device = procedure, device
        self.painter: QPainter | None = None
        device.setPageMargins(QMarginsF(BORDER, BORDER, BORDER, BORDER), QPageLayout.Unit.Millimeter)

    @property
    def mm(self) -> float:
        """Device units to the millimetre."""
        return self.device.logicalDpiX() / _INCH

    def room(self, landscape: bool | None = None) -> QRectF:
        """Where the page may be drawn on, above its foot; or another page, so turned."""
        layout = QPageLayout(self.device.pageLayout())
        if landscape is not None:
            layout.setOrientation(_turned(landscape))
        full = layout.paintRect(QPageLayout.Unit.Millimeter)
        return QRectF(0, 0, full.width() * self.mm, (full.height() - FOOT) * self.mm)

    def page(self, *, landscape: bool) -> QPainter:
        """Begin the next page. Raises StudioError where the device takes none."""
        self.device.setPageOrientation(_turned(landscape))
        if self.painter is None:
            self.painter = QPainter()
            if not self.painter.begin(self.device):
                raise StudioError(tr("The pages cannot be drawn."), tr("Choose another printer, or export a PDF."))
            self.painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        else:
            self.device.newPage()
        return self.painter

    def end(self) -> None:
        if self.painter is not None:
            self.painter.end()

    def foot(self, left: str, right: str) -> None:
        """The line at the bottom of the page."""
        assert self.painter is not None
        room = self.room()
        line = QRectF(0, room.bottom() + 2 * self.mm, room.width(), (FOOT - 2) * self.mm)
        self.painter.save()
        self.painter.setFont(_font(8.0))
        self.painter.setPen(theme.themed(False).soft)
        vertical = Qt.AlignmentFlag.AlignBottom
        self.painter.drawText(line, Qt.AlignmentFlag.AlignLeft | vertical, left)
        self.painter.drawText(line, Qt.AlignmentFlag.AlignRight | vertical, right)
        self.painter.restore()

    # -- the chart -------------------------------------------------------------------------------

    def fitted(self, scene: Scene, area: QRectF, title: str = "") -> None:
        """The whole chart on one page, never larger than on the screen."""
        painter = self.page(landscape=_scale(area, self.room(True)) > _scale(area, self.room(False)))
        room = self.room()
        if title:
            painter.save()
            painter.setFont(_font(20.0, QFont.Weight.DemiBold))
            painter.setPen(theme.themed(False).ink)
            head = QRectF(0, 0, room.width(), 14 * self.mm)
            painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
            painter.restore()
            room.setTop(16 * self.mm)
        full = self.device.logicalDpiX() / DOTS
        scale = min(_scale(area, room), full)
        target = QRectF(0, 0, area.width() * scale, area.height() * scale)
        target.moveCenter(room.center())
        if title:
            target.moveTop(room.top())
        scene.render(painter, target, area)
        self.foot(self.procedure.name, "" if title else tr("{percent} %").format(percent=round(100 * scale / full)))

    def tiled(self, scene: Scene, area: QRectF) -> None:
        """The chart over as many pages as it needs, with marks where they meet; pages with nothing on are left out."""
        ways = {
            (scale, turned): self._tiles(scene, area, scale, turned)
            for scale in TILE_SCALES
            for turned in (False, True)
        }
        (scale, landscape), tiles = min(ways.items(), key=lambda way: len(way[1]))
        full = self.device.logicalDpiX() / DOTS * scale
        shared = OVERLAP * self.mm / full
        if len(tiles) > MOST_PAGES:
            raise StudioError(
                tr("The chart would need {number} pages.").format(number=len(tiles)),
                tr("Choose larger paper, or fit it on one page."),
            )
        for number, tile in enumerate(tiles, 1):
            painter = self.page(landscape=landscape)
            target = QRectF(0, 0, tile.area.width() * full, tile.area.height() * full)
            scene.render(painter, target, tile.area)
            self._marks(painter, shared * full, tile, area, target)
            place = tr("row {row}, column {column}").format(row=tile.row + 1, column=tile.column + 1)
            count = tr("page {number} of {pages}").format(number=number, pages=len(tiles))
            self.foot(self.procedure.name, f"{place} · {count}")

    def _tiles(self, scene: Scene, area: QRectF, scale: float, landscape: bool) -> list[Tile]:
        full = self.device.logicalDpiX() / DOTS * scale
        tiles = tiles_of(area, self.room(landscape).size() / full, OVERLAP * self.mm / full)
        return [tile for tile in tiles if _has_something(scene, tile.area)]

    def _marks(self, painter: QPainter, shared: float, tile: Tile, area: QRectF, target: QRectF) -> None:
        """Small corners at the middle of what neighbouring pages share, to cut and glue by."""
        painter.save()
        painter.setPen(QPen(theme.themed(False).border, 0.2 * self.mm))
        half, arm = shared / 2, 3 * self.mm
        xs = [half] * (tile.area.left() > area.left()) + [target.width() - half] * (tile.area.right() < area.right())
        ys = [half] * (tile.area.top() > area.top()) + [target.height() - half] * (tile.area.bottom() < area.bottom())
        for x in xs:
            painter.drawLine(QPointF(x, 0), QPointF(x, arm))
            painter.drawLine(QPointF(x, target.height() - arm), QPointF(x, target.height()))
        for y in ys:
            painter.drawLine(QPointF(0, y), QPointF(arm, y))
            painter.drawLine(QPointF(target.width() - arm, y), QPointF(target.width(), y))
        painter.restore()

    # -- the document ----------------------------------------------------------------------------

    def document(self) -> None:
        """The chart on a page of its own, where one is drawn, then everything in words and tables."""
        name = self.procedure.name or tr("Untitled procedure")
        if self.procedure.steps:
            with chart(self.procedure) as (scene, area):
                self.fitted(scene, area, name)
        painter = self.page(landscape=False)
        room = self.room()
        text = document_text(self.procedure, self.device.logicalDpiX() / DOTS)
        text.documentLayout().setPaintDevice(self.device)
        text.setPageSize(room.size())
        pages = text.pageCount()
        for number in range(pages):
            if number:
                self.page(landscape=False)
            painter.save()
            painter.translate(0, -number * room.height())
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette.setColor(QPalette.ColorRole.Text, theme.themed(False).ink)
            context.clip = QRectF(0, number * room.height(), room.width(), room.height())
            painter.setClipRect(context.clip)
            text.documentLayout().draw(painter, context)
            painter.restore()
            self.foot(name, tr("page {number} of {pages}").format(number=number + 1, pages=pages))
        self.end()


def tiles_of(area: QRectF, size: QSizeF, shared: float) -> Iterator[Tile]:
    """An area in pages of a size, neighbours sharing a strip, at the top and in the middle of the sheet they make."""
    columns = max(1, ceil((area.width() - shared) / (size.width() - shared)))
    rows = max(1, ceil((area.height() - shared) / (size.height() - shared)))
    wide = columns * (size.width() - shared) + shared
    left, top = area.center().x() - wide / 2, area.top()
    for row in range(rows):
        for column in range(columns):
            corner = QPointF(left + column * (size.width() - shared), top + row * (size.height() - shared))
            yield Tile(row, column, QRectF(corner, size))


def document_text(procedure: Procedure, scale: float = 1.0) -> QTextDocument:
    """The document's words and tables, laid out by Qt; `scale` is the device's dots to each at 96 to the inch, by which
    Qt enlarges everything but indents."""
    text = QTextDocument()
    text.setDocumentMargin(0)
    text.setDefaultFont(_font(9.5))
    text.setDefaultStyleSheet(_MARGIN.sub(lambda found: f"{float(found[1]) * scale:.0f}px", _STYLE))
    words = body(procedure, say=lambda said: QCoreApplication.translate("document", said))
    text.setHtml(words.replace("<table>", _TABLE))
    return text


_MARGIN = re.compile(r"(?<=margin-left: )(\d+)px")
_TABLE = '<table width="100%" cellspacing="0" cellpadding="4" border="1">'
_STYLE = """
h1 { font-size: 20pt; margin-bottom: 8px; }
h2 { font-size: 14pt; margin-top: 22px; margin-bottom: 6px; }
h3 { font-size: 10.5pt; margin-top: 16px; margin-bottom: 3px; }
p { margin-top: 2px; margin-bottom: 3px; }
p.spoken { margin-left: 14px; font-style: italic; }
a { color: #1d2733; text-decoration: none; }
table { border-collapse: collapse; border-color: #c9d0d7; border-style: solid; }
th { background-color: #f3f5f7; text-align: left; font-weight: 600; }
.kind, .quiet { color: #566272; font-weight: 400; }
.field { color: #1b6b51; }
"""


def _has_something(scene: Scene, area: QRectF) -> bool:
    lines = (*scene.edge_items.values(), *scene.label_items.values())
    if scene.steps_in(area) or any(item.sceneBoundingRect().intersects(area) for item in lines):
        return True
    return any(isinstance(item, Sheet) for item in scene.items(area))


def _turned(landscape: bool) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait


def _scale(area: QRectF, room: QRectF) -> float:
    return min(room.width() / area.width(), room.height() / area.height())


def _font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(theme.font())
    made.setPointSizeF(points)
    made.setWeight(weight)
    return made
