"""The offer, at start, of what an earlier run could not save: a picture, the time, what differs, and three buttons.

Finding it is `leftovers`, writing it is `journal`.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDateTime, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.base.errors import StudioError
from studio.exchange.picture import svg
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.files import journal
from studio.ui.files.language import said
from studio.ui.files.leftovers import Leftover, differences, is_newer_file, leftovers, saved

if TYPE_CHECKING:
    from studio.ui.app import Studio

LARGEST = 300  # steps of which a picture is drawn
Recover = Callable[[Leftover], bool]


class Picture(QWidget):
    """The chart of a procedure, fitted, or a line of text instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(360, 260)
        self._renderer = QSvgRenderer(self)
        self._words = ""
        self._procedure: Procedure | None = None
        theme.changed.connect(self._draw)

    def sizeHint(self) -> QSize:
        return QSize(440, 380)

    def show_chart(self, procedure: Procedure | None) -> None:
        self._procedure = procedure
        self._draw()

    def _draw(self) -> None:
        procedure = self._procedure
        if procedure is None:
            self._words = self.tr("There is no picture of it.")
        elif not procedure.steps:
            self._words = self.tr("No step is drawn yet.")
        elif len(procedure.steps) > LARGEST:
            self._words = self.tr("{number} steps: too many for a picture here.").format(number=len(procedure.steps))
        else:
            self._words = ""
            self._renderer.load(QByteArray(svg(procedure, dark=theme.current().dark).encode()))
        self.setAccessibleName(self._words or self.tr("Picture of the chart"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wearing = theme.current()
        painter.setPen(wearing.line)
        painter.setBrush(wearing.canvas)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        room = QRectF(self.rect()).adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP)
        if self._words:
            painter.setPen(wearing.soft)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        size = self._renderer.defaultSize()
        scale = min(1.0, room.width() / max(1, size.width()), room.height() / max(1, size.height()))
        box = QRectF(0, 0, size.width() * scale, size.height() * scale)
        box.moveCenter(room.center())
        self._renderer.render(painter, box)


class RecoveryDialog(QDialog):
    """Lists what can be recovered. `recover` opens one and says whether it did; closing the dialog leaves the rest."""

    def __init__(self, found: list[Leftover], recover: Recover, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found, self._recover = found, recover
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Procedures with unsaved work"))
        self.list.setFixedWidth(200)
        self.list.setStyleSheet("QListWidget::item { padding: 6px; }")
        self.list.setVisible(len(found) > 1)
        self.picture = Picture()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumWidth(240)
        self.recover_button = QPushButton(self.tr("&Recover"))
        self.recover_button.setDefault(True)
        self.discard_button = QPushButton(self.tr("&Discard…"))
        self.later_button = QPushButton(self.tr("&Later"))
        self.later_button.setToolTip(self.tr("Keep it, and ask again at the next start"))
        self._lay_out()
        for leftover in found:
            self.list.addItem(leftover.title)
        self.list.currentRowChanged.connect(self._show)
        self.recover_button.clicked.connect(self.recover)
        self.discard_button.clicked.connect(self._ask_to_discard)
        self.later_button.clicked.connect(self.close)
        self.list.setCurrentRow(0)
        self.recover_button.setFocus()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Some work was not saved"))
        heading.setFont(theme.font(17.0, heading.font().Weight.DemiBold))
        lead = QLabel(self.tr("The studio ended before it could be saved. It was kept, up to about its last second."))
        lead.setWordWrap(True)
        middle = QHBoxLayout()
        middle.setSpacing(theme.WIDE)
        middle.addWidget(self.list)
        middle.addWidget(self.picture, 1)
        middle.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        buttons.addWidget(self.later_button)
        buttons.addWidget(self.recover_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.ROOM)
        whole.addWidget(heading)
        whole.addWidget(lead)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)

    @property
    def current(self) -> Leftover | None:
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show(self) -> None:
        leftover = self.current
        if leftover is None:
            return
        self.recover_button.setEnabled(leftover.kept is not None)
        self.picture.show_chart(leftover.kept.procedure if leftover.kept else None)
        self.told.setText(self._words(leftover))

    def _words(self, leftover: Leftover) -> str:
        kept = leftover.kept
        if kept is None:
            trouble = leftover.trouble or StudioError("")
            return f"<p><b>{escape(said(trouble.message))}</b></p><p>{escape(said(trouble.hint))}</p>"
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(round(kept.at)), QLocale.FormatType.ShortFormat)
        lines = [f"<p><b>{escape(leftover.title)}</b></p>", f"<p>{escape(self.tr('Last changed:'))} {escape(when)}</p>"]
        if kept.path is None:
            lines.append(f"<p>{escape(self.tr('It was never saved in a file.'))}</p>")
            return "".join(lines)
        lines.append(f"<p>{escape(self.tr('File:'))} {escape(str(kept.path))}</p>")
        before = saved(kept)
        if before is None:
            lines.append(f"<p>{escape(self.tr('The file itself cannot be read now.'))}</p>")
            return "".join(lines)
        if is_newer_file(kept):
            lines.append(f"<p><b>{escape(self.tr('The file was saved again later.'))}</b></p>")
        changes = differences(before, kept.procedure) or [self.tr("nothing")]
        lines.append(f"<p>{escape(self.tr('What differs from the file:'))}</p>")
        lines.append(f"<ul style='margin-left:-24px'>{''.join(f'<li>{escape(line)}</li>' for line in changes)}</ul>")
        return "".join(lines)

    def recover(self) -> None:
        """Open the chosen one, not saved yet, and go on to the next."""
        leftover = self.current
        if leftover is not None and leftover.kept is not None and self._recover(leftover):
            leftover.forget()
            self._drop(leftover)

    def _ask_to_discard(self) -> None:
        leftover = self.current
        if leftover is None:
            return
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), "", parent=self)
        box.setText(self.tr("Discard the unsaved work on “{title}”?").format(title=leftover.title))
        box.setInformativeText(self.tr("It cannot be brought back."))
        go = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go.clicked.connect(self.discard)
        box.open()

    def discard(self) -> None:
        """Remove the chosen one for good, and go on to the next."""
        leftover = self.current
        if leftover is not None:
            leftover.forget()
            self._drop(leftover)

    def _drop(self, leftover: Leftover) -> None:
        row = self._found.index(leftover)
        self._found.remove(leftover)
        self.list.takeItem(row)
        if not self._found:
            self.close()
        else:
            self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        for leftover in self._found:
            leftover.let_go()
        self._found.clear()
        super().closeEvent(event)

    def reject(self) -> None:
        self.close()


def offer(studio: Studio) -> RecoveryDialog | None:
    """Show what can be recovered, if anything can."""
    found = leftovers()
    if not found:
        return None

    def recover(leftover: Leftover) -> bool:
        kept = leftover.kept
        if kept is None:
            return False
        window = studio.open(blank=True)
        window.document.replace(kept.procedure, kept.path, modified=True)
        keeping = journal.of(window.document)
        return keeping is not None and keeping.flush()

    dialog = RecoveryDialog(found, recover, studio.windows[0] if studio.windows else None)
    dialog.open()
    return dialog
