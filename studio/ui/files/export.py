"""Export and print, as the window offers them: what, how, where to, and a word when it is done.

Drawing is `drawing` for pictures and `paper` for pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from studio.base.atomic import write_bytes
from studio.base.errors import StudioError, from_os
from studio.exchange.document import html
from studio.procedure.edits import free_id
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.actions import Action
from studio.ui.files import drawing, paper
from studio.ui.files.paper import PAPERS, Paper

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

SCALES = (1.0, 2.0, 3.0, 4.0)


def tr(text: str) -> str:
    return QCoreApplication.translate("export", text)


@dataclass(frozen=True)
class Choice:
    """What to export and how; what a format does not know is passed over. `format` is one of FORMATS."""

    format: str = "png"
    scale: float = 2.0
    dark: bool = False
    ground: bool = True
    paper: str = "A4"


FORMATS: dict[str, tuple[str, Callable[[Procedure, Choice], bytes]]] = {
    "png": (".png", lambda p, c: drawing.png(p, scale=c.scale, dark=c.dark, ground=c.ground)),
    "svg": (".svg", lambda p, c: drawing.svg(p, dark=c.dark, ground=c.ground)),
    "chart": (".pdf", lambda p, c: paper.pdf(p, Paper("chart", c.paper))),
    "pages": (".pdf", lambda p, c: paper.pdf(p, Paper("pages", c.paper))),
    "document": (".pdf", lambda p, c: paper.pdf(p, Paper("document", c.paper))),
    "html": (".html", lambda p, c: html(p, say=_worded).encode()),
}


def _worded(text: str) -> str:
    return QCoreApplication.translate("document", text)


def titles() -> dict[str, str]:
    """The formats as the person reads them."""
    return {
        "png": tr("Picture of the chart (PNG)"),
        "svg": tr("Drawing of the chart, sharp at any size (SVG)"),
        "chart": tr("The chart on one page (PDF)"),
        "pages": tr("The chart over several pages (PDF)"),
        "document": tr("Document: the chart, then everything in words (PDF)"),
        "html": tr("Document as a web page (HTML)"),
    }


def write(procedure: Procedure, choice: Choice, path: Path) -> None:
    """Export to a file; an earlier one stays whole until the new one is. Raises StudioError."""
    made = FORMATS[choice.format][1](procedure, choice)
    try:
        write_bytes(path, made)
    except OSError as error:
        raise from_os(error, tr("Writing {name}").format(name=path.name)) from error


class ExportDialog(QDialog):
    """Asks what to export and how. `chosen` is the answer."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.formats = QComboBox()
        for name, title in titles().items():
            self.formats.addItem(title, name)
        self.scales = QComboBox()
        for scale in SCALES:
            self.scales.addItem(self.tr("{scale} times").format(scale=f"{scale:g}"), scale)
        self.papers = QComboBox()
        for name in PAPERS:
            self.papers.addItem(name, name)
        self.dark = QCheckBox(self.tr("On dark ground"))
        self.clear = QCheckBox(self.tr("Transparent ground"))
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(36)
        self.told.setStyleSheet(f"color: {theme.current().soft.name()};")
        self._lay_out()
        self.formats.setCurrentIndex(self.formats.findData(choice.format))
        self.scales.setCurrentIndex(self.scales.findData(choice.scale))
        self.papers.setCurrentIndex(self.papers.findData(choice.paper))
        self.dark.setChecked(choice.dark)
        self.clear.setChecked(not choice.ground)
        self.formats.currentIndexChanged.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.setVerticalSpacing(theme.ROOM)
        self.form.setHorizontalSpacing(theme.WIDE)
        self.form.addRow(self.tr("&What"), self.formats)
        self.form.addRow(self.tr("&Size"), self.scales)
        self.form.addRow(self.tr("&Paper"), self.papers)
        self.form.addRow("", self.dark)
        self.form.addRow("", self.clear)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(theme.WIDE)
        whole.addLayout(self.form)
        whole.addWidget(self.told)
        whole.addStretch(1)
        whole.addWidget(buttons)
        self.setMinimumSize(480, 300)

    def _show(self) -> None:
        name = self.formats.currentData()
        self.form.setRowVisible(self.scales, name == "png")
        self.form.setRowVisible(self.papers, name in ("chart", "pages", "document"))
        self.form.setRowVisible(self.dark, name in ("png", "svg"))
        self.form.setRowVisible(self.clear, name in ("png", "svg"))
        self.told.setText(
            {
                "png": self.tr("For slides, chats and web pages. Twice the size looks sharp on any screen."),
                "svg": self.tr("For editing in a drawing program, and for web pages."),
                "chart": self.tr("As large as one page allows."),
                "pages": self.tr("Large enough to read, with marks at which the pages can be glued together."),
                "document": self.tr("Steps, branches, fields, answers and tables, to read and to sign off."),
                "html": self.tr("One file that any browser opens and any office program reads."),
            }[name]
        )

    @property
    def chosen(self) -> Choice:
        return Choice(
            self.formats.currentData(),
            self.scales.currentData(),
            self.dark.isChecked(),
            not self.clear.isChecked(),
            self.papers.currentData(),
        )


class Exporter:
    """Export and print for one window; it remembers what was chosen last."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.choice = Choice(paper="Letter" if _letter() else "A4")

    def ask(self) -> None:
        """Ask what, how and where, and do it."""
        dialog = ExportDialog(self.choice, self.window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        self.choice = dialog.chosen
        ending = FORMATS[self.choice.format][0]
        document = self.window.document
        folder = document.path.parent if document.path else Path.home()
        suggested = folder / (free_id(document.title, set()) + ending)
        name, _ = QFileDialog.getSaveFileName(self.window, dialog.windowTitle(), str(suggested), f"*{ending}")
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_name(path.name + ending))

    def export(self, path: Path) -> bool:
        """Write what was chosen; whether it was written."""
        try:
            write(self.window.document.procedure, self.choice, path)
        except StudioError as error:
            self.window.tell(error)
            return False
        self.window.say(tr("Exported to {path}").format(path=path))
        return True

    def print(self) -> None:
        """Show the document's pages, and print them."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.window.document.title)
        printer.setCreator("Subterra Studio")
        printer.setPageSize(QPageSize(PAPERS[self.choice.paper]))
        preview = QPrintPreviewDialog(printer, self.window)
        preview.resize(self.window.size() * 0.85)
        preview.paintRequested.connect(self.draw)
        preview.exec()

    def draw(self, printer: QPrinter) -> None:
        """Draw the document for a printer."""
        try:
            paper.draw(self.window.document.procedure, Paper("document", self.choice.paper), printer)
        except StudioError as error:
            self.window.tell(error)


def _letter() -> bool:
    """Whether paper here is rather Letter than A4."""
    from PySide6.QtCore import QLocale

    return QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem


def install(window: MainWindow) -> None:
    """Export and print in the File menu."""
    exporter = Exporter(window)

    def drawn() -> bool:
        return bool(window.document.procedure.steps)

    window.registry.register(
        Action("file.export", tr("&Export…"), exporter.ask, "Ctrl+E", drawn, menu="file", section="export",
               icon="export", tip=tr("A picture, a PDF or a document"), keywords=tr("png svg pdf html picture save"))
    )  # fmt: skip
    window.registry.register(
        Action("file.print", tr("&Print…"), exporter.print, QKeySequence.StandardKey.Print, drawn, menu="file",
               section="export", icon="print", tip=tr("The chart, and everything in words"))
    )  # fmt: skip
