"""What a window without a procedure shows: a blank chart, the samples, the files used last.

It lies over the canvas and goes as soon as there is something on it. What is chosen, the window opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.base import paths
from studio.base.errors import StudioError
from studio.exchange.picture import svg
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui import icons, theme

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

WIDE, HIGH, PICTURE = 232, 196, 116
COLUMNS = 3
TOP = 72  # leaves room for a message over it
LEAST_SCALE = 0.22  # of a picture; a large chart shows its beginning
RECENT = 6  # files shown


class Card(QAbstractButton):
    """A choice with a picture, a title and a line or two."""

    def __init__(self, title: str, line: str, icon: str = "") -> None:
        super().__init__()
        self.line, self.icon_name = line, icon
        self.picture: QSvgRenderer | None = None
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setFixedSize(WIDE, HIGH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_chart(self, procedure: Procedure) -> None:
        """Draw the chart small."""
        self.picture = QSvgRenderer(QByteArray(svg(procedure, dark=theme.current().dark).encode()), self)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus() or self.underMouse() or self.isDown()
        painter.setPen(wearing.accent if lit else wearing.line)
        painter.setBrush(wearing.hover if self.isDown() else wearing.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        top = QRectF(1, 1, self.width() - 2, PICTURE)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wearing.canvas)
        painter.drawRoundedRect(top, theme.RADIUS - 1, theme.RADIUS - 1)
        painter.restore()
        self._paint_picture(painter, top.adjusted(10, 10, -10, -10))
        words = QRectF(14, PICTURE + 12, self.width() - 28, HIGH - PICTURE - 20)
        painter.setFont(theme.font(13.0, painter.font().Weight.DemiBold))
        painter.setPen(wearing.ink)
        metrics = QFontMetricsF(painter.font())
        painter.drawText(words, metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width()))
        painter.setFont(theme.font(12.0))
        painter.setPen(wearing.soft)
        words.setTop(words.top() + metrics.height() + 3)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self.line)

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        if self.picture is None:
            side = 28.0
            box = QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
            icons.paint(painter, self.icon_name or "fit", box, theme.current().faint, 1.2)
            return
        size = self.picture.defaultSize()
        across, down = room.width() / max(1, size.width()), room.height() / max(1, size.height())
        scale = max(min(across, down), min(across, LEAST_SCALE))
        box = QRectF(0, 0, size.width() * scale, size.height() * scale)
        box.moveCenter(room.center())
        box.moveTop(max(box.top(), room.top()))
        painter.setClipRect(room.adjusted(0, 0, 0, 10))
        self.picture.render(painter, box)
        painter.setClipping(False)


class Row(QPushButton):
    """A file used last: its name, and its folder more quietly."""

    def __init__(self, name: str, folder: str) -> None:
        super().__init__()
        self.name, self.folder = name, folder
        self.setAccessibleName(f"{name}, {folder}")
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * WIDE, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(wearing.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(wearing.hover)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        icons.paint(painter, "new", QRectF(10, self.height() / 2 - 8, 16, 16), wearing.soft)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(13.0))
        painter.setPen(wearing.ink)
        metrics = QFontMetricsF(painter.font())
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideMiddle, self.width() * 0.5)
        painter.drawText(QRectF(36, 0, self.width() * 0.5, self.height()), middle, name)
        painter.setPen(wearing.soft)
        left = 36 + metrics.horizontalAdvance(name) + 14
        room = self.width() - left - 10
        folder = metrics.elidedText(self.folder, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(left, 0, room, self.height()), middle, folder)


class StartPage(QScrollArea):
    """Over the canvas of a window that has no procedure yet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.view)
        self.window_ = window
        self.dismissed = False
        self.setObjectName("startPage")
        self.setAccessibleName(self.tr("Start"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.cards: list[Card] = []
        self._samples: list[tuple[Card, Procedure]] = []
        window.view.installEventFilter(self)
        document = window.document
        for signal in (document.replaced, document.changed, document.title_changed):
            signal.connect(self._look)
        theme.changed.connect(self._dress)
        self._look()

    @property
    def is_wanted(self) -> bool:
        """Whether there is nothing in the window yet, and nobody has asked for a blank chart."""
        document = self.window_.document
        empty = not document.procedure.steps and document.path is None and not document.is_modified
        return empty and not self.dismissed

    def _look(self) -> None:
        if self.is_wanted and self.isHidden() is False and self.widget() is not None:
            return
        if not self.is_wanted:
            self.hide()
            return
        self._fill()
        self.setGeometry(self.window_.view.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self.window_.view.rect())
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """As many cards side by side as there is room for."""
        room = self.window_.view.width() - 2 * theme.WIDE - self.verticalScrollBar().sizeHint().width()
        columns = max(1, min(COLUMNS, (room + theme.WIDE) // (WIDE + theme.WIDE)))
        self._middle.setFixedWidth(columns * WIDE + (columns - 1) * theme.WIDE)
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // columns, number % columns)

    # -- what stands on it -----------------------------------------------------------------------

    def _fill(self) -> None:
        from studio.ui.files.recent import folder_of, open_recent, recent, shown

        page, middle = QWidget(), QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(theme.WIDE, TOP, theme.WIDE, 24)
        around.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.ROOM)
        column.addWidget(_heading(self.tr("Start a procedure"), 22.0))
        told = QLabel(self.tr("Begin with nothing, or change a sample."))
        told.setWordWrap(True)
        column.addWidget(told)
        grid = QGridLayout()
        grid.setSpacing(theme.WIDE)
        grid.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.cards = [self._card(self.tr("Blank chart"), self.tr("An empty canvas"), "plus", self.blank)]
        self._samples = []
        for path, procedure in samples():
            line = self.tr("{number} steps. {scope}").format(
                number=len(procedure.steps), scope=_sentence(procedure.scope)
            )
            card = self._card(procedure.name, line, "", partial(self.sample, path))
            self.cards.append(card)
            self._samples.append((card, procedure))
        self._middle, self._grid = middle, grid
        self._arrange()
        column.addSpacing(theme.GAP)
        column.addLayout(grid)
        files = recent()[:RECENT]
        if files:
            column.addSpacing(theme.ROOM)
            column.addWidget(_heading(self.tr("Used last"), 15.0))
            rows = QVBoxLayout()
            rows.setSpacing(2)
            for path in files:
                row = Row(shown(path), folder_of(path))
                row.setToolTip(str(path))
                row.clicked.connect(lambda *_, path=path: open_recent(self.window_, path))
                rows.addWidget(row)
            column.addLayout(rows)
        column.addSpacing(theme.ROOM)
        column.addLayout(self._foot())
        self.setWidget(page)
        self._dress()

    def _card(self, title: str, line: str, icon: str, run: Callable[[], object]) -> Card:
        card = Card(title, line, icon)
        card.clicked.connect(lambda *_: run())
        return card

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        opening = QPushButton(self.tr("Open a file…"))
        opening.clicked.connect(lambda *_: self.window_.registry.trigger("file.open"))
        hint = QLabel(self.tr("or drag one into the window"))
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        foot.addWidget(opening)
        foot.addWidget(hint, 1)
        foot.setSpacing(theme.ROOM)
        return foot

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"#startPage, #startPage > QWidget > QWidget {{ background: {wearing.window.name()}; }}"
            f"#quiet {{ color: {wearing.soft.name()}; }}"
        )
        if self._samples and self.is_wanted:
            self._draw_next(iter(list(self._samples)))

    def _draw_next(self, waiting: Iterator[tuple[Card, Procedure]]) -> None:
        """Draw the charts one by one, so that the page is there before its pictures are."""
        QTimer.singleShot(0, self, lambda: self._draw_one(waiting))

    def _draw_one(self, waiting: Iterator[tuple[Card, Procedure]]) -> None:
        card, procedure = next(waiting, (None, None))
        if card is not None and procedure is not None and card in self.cards and not self.isHidden():
            card.show_chart(procedure)
            self._draw_next(waiting)

    # -- choosing --------------------------------------------------------------------------------

    def blank(self) -> None:
        """Show the empty canvas."""
        self.dismissed = True
        self._look()
        self.window_.view.setFocus()

    def sample(self, path: Path) -> None:
        """Open a copy of a sample that has no file yet."""
        try:
            self.window_.document.replace(file.load(path))
        except StudioError as error:
            self.window_.tell(error)


def samples() -> Iterator[tuple[Path, Procedure]]:
    """The sample procedures that can be read, the smallest first."""
    found = []
    for path in paths.samples().glob(f"*{file.SUFFIX}"):
        try:
            found.append((path, file.load(path)))
        except StudioError:
            continue
    yield from sorted(found, key=lambda pair: len(pair[1].steps))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith((".", "!", "?")) else ".")


def _heading(text: str, size: float) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(size, label.font().Weight.DemiBold))
    label.setWordWrap(True)
    return label
