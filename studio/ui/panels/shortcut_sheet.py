"""The shortcut sheet as a window of its own, and printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QShowEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.ui import icons, theme
from studio.ui.actions import Registry
from studio.ui.panels.shortcuts import Section, balanced, sections

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

COLUMNS = 2
TALL = 22  # pixels that a line takes


def as_html(registry: Registry, title: str) -> str:
    """The sheet as a page to print, in two columns."""
    columns = ["".join(_table(section) for section in part) for part in balanced(sections(registry), COLUMNS)]
    cells = "".join(f'<td width="50%" style="padding-right:24px" valign="top">{column}</td>' for column in columns)
    return f'<h2>{escape(title)}</h2><table width="100%"><tr>{cells}</tr></table>'


def _table(section: Section) -> str:
    title, lines = section
    rows = "".join(
        f'<tr><td>{escape(what)}</td><td align="right"><b>{escape("  ·  ".join(keys))}</b></td></tr>'
        for what, keys in lines
    )
    return f'<h4>{escape(title)}</h4><table width="100%" cellpadding="2">{rows}</table>'


class Sheet(QDialog):
    """The sheet in a window of its own that need not be closed to go on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._registry = window.registry
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 620)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.windowTitle())
        self._inside = self._body()
        self._area.setWidget(self._inside)
        hint = QLabel(self.tr("Every action is in the command palette too: {keys}").format(keys=self._palette_keys()))
        hint.setObjectName("hint")
        printing = QPushButton(icons.icon("print"), self.tr("Print…"))
        printing.clicked.connect(self._print)
        printing.setAutoDefault(False)
        closing = QPushButton(self.tr("Close"))
        closing.setAutoDefault(False)
        closing.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.WIDE, theme.GAP, theme.WIDE, theme.ROOM)
        foot.addWidget(hint, 1)
        foot.addWidget(printing)
        foot.addWidget(closing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 1)
        box.addLayout(foot)
        theme.changed.connect(self._dress)
        self._dress()

    def _body(self) -> QWidget:
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(theme.WIDE, theme.GAP, theme.WIDE, theme.WIDE)
        columns.setSpacing(10 * theme.UNIT)
        for part in balanced(sections(self._registry), COLUMNS):
            column = QVBoxLayout()
            column.setSpacing(theme.UNIT)
            for title, lines in part:
                column.addWidget(_heading(title))
                column.addLayout(_lines(lines))
            column.addStretch(1)
            columns.addLayout(column, 1)
        return body

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._widen)  # once the caps of the keys have their looks, and so their widths

    def _widen(self) -> None:
        """Be as wide as both columns are in this language, as far as the screen goes."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        wide = self._inside.minimumSizeHint().width() + bar + 2 * theme.GAP
        self.resize(max(self.width(), min(wide, self.screen().availableGeometry().width())), self.height())

    def _palette_keys(self) -> str:
        return self._registry.shortcut_text("go.palette") if "go.palette" in self._registry else ""

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"QLabel#keys {{ background: {wearing.panel.name()}; border: 1px solid {wearing.line.name()};"
            f" border-bottom-color: {wearing.border.name()}; border-radius: 4px; padding: 1px 6px;"
            f" color: {wearing.ink.name()}; }} QLabel#hint {{ color: {wearing.soft.name()}; }}"
            f" QLabel#what {{ color: {wearing.ink.name()}; }} QScrollArea, QScrollArea > QWidget > QWidget"
            f" {{ background: {wearing.field.name()}; }}"
        )

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """The sheet on paper, or in a file where the printer is one."""
        page = QTextDocument()
        page.setDefaultFont(theme.font(11))
        page.setHtml(as_html(self._registry, f"Subterra Studio: {self.windowTitle()}"))
        page.print_(printer)


def _heading(text: str) -> QLabel:
    made = QLabel(text)
    made.setFont(theme.font(13, QFont.Weight.DemiBold))
    made.setContentsMargins(0, theme.ROOM, 0, theme.UNIT)
    made.setFixedHeight(TALL + theme.ROOM + theme.UNIT)
    return made


def _lines(lines: list[tuple[str, list[str]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.ROOM)
    grid.setVerticalSpacing(theme.UNIT)
    grid.setColumnStretch(0, 1)
    for number, (what, keys) in enumerate(lines):
        grid.setRowMinimumHeight(number, TALL)
        said = QLabel(what)
        said.setFixedHeight(TALL)
        said.setObjectName("what")
        said.setAccessibleName(f"{what}: {', '.join(keys)}")
        grid.addWidget(said, number, 0)
        caps = QHBoxLayout()
        caps.setSpacing(theme.UNIT)
        caps.addStretch(1)
        for one in keys[:2]:
            cap = QLabel(one)
            cap.setObjectName("keys")
            cap.setFixedHeight(TALL)
            caps.addWidget(cap)
        grid.addLayout(caps, number, 1)
    return grid
