"""The chart as drawn on the canvas, as a picture apart from it: PNG at any scale, SVG, or on any painter.

It is drawn from a scene of its own, so that neither what is selected nor the window's theme shows in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from studio.base.errors import StudioError
from studio.procedure.annotations import groups, notes
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.canvas.papers import Area, Paper, Sheet
from studio.ui.canvas.scene import Scene
from studio.ui.document import Document

MARGIN = 24.0  # around the chart, in pixels at 100%
MOST_PIXELS, LONGEST = 250_000_000, 30_000  # of a picture, and of its side
DOTS = 96  # to the inch, at 100%


def tr(text: str) -> str:
    return QCoreApplication.translate("drawing", text)


@contextmanager
def chart(procedure: Procedure, *, dark: bool = False) -> Iterator[tuple[Scene, QRectF]]:
    """A scene with the chart and nothing selected, and the area it fills. Raises StudioError where nothing is drawn."""
    if not procedure.steps:
        raise StudioError(tr("There is no step to draw yet."), tr("Add a step first."))
    with theme.worn(theme.themed(dark)):
        document = Document(procedure)
        scene = Scene(document)
        try:
            area = scene.chart_rect()
            for sheet in sheets(document.procedure):
                scene.addItem(sheet)
                area = area.united(sheet.sceneBoundingRect())
            yield scene, area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        finally:
            scene.deleteLater()
            document.deleteLater()


def sheets(procedure: Procedure) -> Iterator[Sheet]:
    """The chart's coloured groups, those drawn later above the earlier, and its notes."""
    for order, group in enumerate(groups(procedure)):
        area = Area(group)
        area.setZValue(area.zValue() + order * 1e-3)
        yield area
    yield from map(Paper, notes(procedure))


def png(procedure: Procedure, *, scale: float = 2.0, dark: bool = False, ground: bool = True) -> bytes:
    """The chart as a PNG, `scale` pixels to each at 100%; without `ground` what is between the steps is transparent.
    Raises StudioError where it would be too large."""
    with chart(procedure, dark=dark) as (scene, area):
        wide, high = round(area.width() * scale), round(area.height() * scale)
        if wide * high > MOST_PIXELS or max(wide, high) > LONGEST:
            raise StudioError(
                tr("A picture of {wide} × {high} pixels is too large.").format(wide=wide, high=high),
                tr("Choose a smaller scale, or SVG or PDF, which have none."),
            )
        image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(theme.current().canvas if ground else Qt.GlobalColor.transparent)
        image.setDotsPerMeterX(round(DOTS * scale / 0.0254))
        image.setDotsPerMeterY(round(DOTS * scale / 0.0254))
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        scene.render(painter, QRectF(0, 0, wide, high), area)
        painter.end()
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        return bytes(buffer.data().data())


def svg(procedure: Procedure, *, dark: bool = False, ground: bool = True) -> bytes:
    """The chart as an SVG, its words as text."""
    with chart(procedure, dark=dark) as (scene, area):
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        maker = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        maker.setOutputDevice(buffer)
        size = QSize(round(area.width()), round(area.height()))
        maker.setSize(size)
        maker.setViewBox(QRectF(0, 0, size.width(), size.height()))
        maker.setResolution(DOTS)
        maker.setTitle(procedure.name)
        painter = QPainter(maker)
        whole = QRectF(0, 0, size.width(), size.height())
        if ground:
            painter.fillRect(whole, theme.current().canvas)
        scene.render(painter, whole, area)
        painter.end()
        return bytes(buffer.data().data())
