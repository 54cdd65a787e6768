"""The live picture: what is still to learn, and how many test conversations are followed exactly, over the time.

Drawn with pyqtgraph, which takes a second to load: that is done in a thread, and each curve is made in its own turn.
"""

from __future__ import annotations

from math import log10
from typing import Any

from PySide6.QtCore import QSize, Qt, QThread, QTimer
from PySide6.QtGui import QColor, QFont, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.compile.progress import Checked, Point, Progress
from studio.ui import theme
from studio.ui.compile import threads
from studio.ui.compile.words import tr

TALL = 124
DOT = 8
LEAST = 2.4  # tenths of tenths, below which nothing is told apart
AXIS = 40  # pixels for the figures on the left


class _Loading(QThread):
    """Loads pyqtgraph, and numpy with it."""

    def run(self) -> None:
        import pyqtgraph  # noqa: F401


def load_ahead() -> None:
    """Load what draws while something else is looked at, so that it is there when it is wanted."""
    threads.launch(_Loading())


class Curve(QWidget):
    """One curve over minutes under its title. `scale` says which heights are named on the left, from bottom to top."""

    def __init__(self, title: str, tone: str, scale: dict[float, str]) -> None:
        super().__init__()
        self._tone, self._scale = tone, scale
        self._plot: Any = None
        self._shown: tuple[Any, ...] = ()
        self.title = QLabel(title)
        self.title.setFont(theme.font(11, QFont.Weight.DemiBold))
        self.note = QLabel()
        self.note.setFont(theme.font(12))
        self.note.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(self.title)
        self._place = QWidget()
        self._place.setFixedHeight(TALL)
        self._column.addWidget(self._place)
        self._column.addWidget(self.note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        return QSize(280, TALL + 44)

    @property
    def is_drawn(self) -> bool:
        return self._plot is not None

    def make(self) -> None:
        """Make the drawing, once pyqtgraph is loaded."""
        import pyqtgraph

        plot = pyqtgraph.PlotWidget(parent=self, enableMenu=False)
        plot.setFixedHeight(TALL)
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.setAntialiasing(True)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        item = plot.getPlotItem()
        item.setContentsMargins(0, 4, 8, 0)
        item.getAxis("left").setWidth(AXIS)
        item.getAxis("left").setTicks([[(height, text) for height, text in self._scale.items()]])
        item.getViewBox().setDefaultPadding(0.0)
        heights = list(self._scale)
        item.setYRange(heights[0], heights[-1] + 0.12 * (heights[-1] - heights[0]), padding=0)
        self._line = item.plot([], [])
        self._dots = pyqtgraph.ScatterPlotItem(size=DOT, pxMode=True)
        item.addItem(self._dots)
        self._column.replaceWidget(self._place, plot)
        self._place.deleteLater()
        self._plot = plot
        self.dress()
        self._draw()

    def show_points(self, line: list[tuple[float, float]], dots: list[tuple[float, float]], last: float) -> None:
        """Show a line and dots, (minutes, share) each, on an axis that reaches to `last` minutes."""
        shown = (line, dots, last)
        if shown != self._shown:
            self._shown = shown
            self._draw()

    def _draw(self) -> None:
        if self._plot is None or not self._shown:
            return
        line, dots, last = self._shown
        self._line.setData([x for x, _ in line], [y for _, y in line])
        self._dots.setData([x for x, _ in dots], [y for _, y in dots])
        self._plot.setXRange(0.0, max(last, 0.5) * 1.02, padding=0)  # room for half a dot

    def dress(self) -> None:
        wearing = theme.current()
        for label in (self.title, self.note):
            label.setStyleSheet(f"color: {wearing.soft.name()};")
        if self._plot is None:
            return
        colour: QColor = getattr(wearing, self._tone)
        self._plot.setBackground(wearing.field)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(QPen(wearing.line, 1))
            axis.setTextPen(QPen(wearing.soft))
            axis.setStyle(tickFont=theme.font(11), tickLength=-4)
        self._plot.showGrid(y=True, alpha=0.25)
        pen = QPen(colour, 2)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._dots.setPen(QPen(Qt.PenStyle.NoPen))
        self._dots.setBrush(colour)


class Picture(QWidget):
    """Both curves."""

    def __init__(self) -> None:
        super().__init__()
        tenths = {-LEAST: "", -2.0: "1%", -1.0: "10%", 0.0: "100%"}
        self.unlearned = Curve(tr("Still to learn, over the minutes"), "accent", tenths)
        self.followed = Curve(tr("Test conversations followed exactly"), "good", {0.0: "0%", 0.5: "50%", 1.0: "100%"})
        self.curves = (self.unlearned, self.followed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.ROOM)
        for curve in self.curves:
            column.addWidget(curve)
        self._loading: _Loading | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_next)
        theme.changed.connect(self._dress)
        self._dress()

    def begin(self) -> None:
        """Load what draws, aside; the curves follow by themselves."""
        if self._loading is None:
            self._loading = _Loading()
            self._loading.finished.connect(self._later.start)
            threads.launch(self._loading)

    @property
    def is_drawn(self) -> bool:
        return all(curve.is_drawn for curve in self.curves)

    def _make_next(self) -> None:
        """One curve a turn, so that nothing waits for both."""
        curve = next((curve for curve in self.curves if not curve.is_drawn), None)
        if curve is not None:
            curve.make()
            self._later.start()

    def show_progress(self, progress: Progress) -> None:
        last = max(progress.elapsed, _first(progress)) / 60
        losses = [(point.seconds / 60, _height(point.value)) for point in progress.unlearned()]
        self.unlearned.show_points(_gaps(progress.unlearned(), losses), losses[-1:], last)
        self.unlearned.note.setText(_unlearned_text(progress))
        tries = [(one.seconds / 60, one.share) for one in progress.checks if one.quick]
        real = [(one.seconds / 60, one.share) for one in progress.checks if not one.quick]
        self.followed.show_points(tries or real, real or tries, last)
        self.followed.note.setText(_followed_text(progress.checks))

    def _dress(self) -> None:
        for curve in self.curves:
            curve.dress()


def _height(share: float) -> float:
    """Where a share stands: each tenth of what was left is as far below as the one before, so that the end, where
    little is left to learn, can be seen as well as the beginning."""
    return max(-LEAST, log10(min(max(share, 1e-9), 1.0)))


def _first(progress: Progress) -> float:
    """How far the axis reaches from the beginning: some of what it may take."""
    return min(progress.ceiling, 120.0)


def _gaps(points: tuple[Point, ...], line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The line with a gap where another round begins."""
    found: list[tuple[float, float]] = []
    for number, (point, place) in enumerate(zip(points, line, strict=True)):
        if number and point.round != points[number - 1].round:
            found.append((place[0], float("nan")))
        found.append(place)
    return found


def _unlearned_text(progress: Progress) -> str:
    points = progress.unlearned()
    if not points:
        return tr("The curve begins with the teaching.")
    return tr("{share} of what there was at the beginning").format(share=f"{min(points[-1].value, 1.0):.0%}")


def _followed_text(checks: tuple[Checked, ...]) -> str:
    if not checks:
        return tr("Conversations that were never practised; the first are tried while teaching goes on.")
    last = checks[-1]
    right = round(last.share * last.tried)
    told = (
        tr("{right} of {tried} in the last quick test; the real check comes at the end")
        if last.quick
        else tr("{right} of {tried} in the check of the packed model")
    )
    return told.format(right=right, tried=last.tried)
