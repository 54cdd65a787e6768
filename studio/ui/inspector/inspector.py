"""The inspector: the page of what is selected, kept in step with the document and never in the way of who types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from studio.procedure.model import Decide, Procedure
from studio.ui import theme
from studio.ui.document import Change, Document
from studio.ui.inspector.binding import Part
from studio.ui.inspector.edge_page import EdgePage
from studio.ui.inspector.editors import is_undo
from studio.ui.inspector.pieces import hint
from studio.ui.inspector.procedure_page import ProcedurePage
from studio.ui.inspector.step_page import Banner, StepPage

WIDTH = 320
Target = tuple[str, ...]


class Inspector(QScrollArea):
    """Shows the one selected step or edge, else the procedure. `leave` is called where the person presses Escape."""

    def __init__(self, document: Document, leave: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.document, self._leave = document, leave
        self.page: Part = Part(document)
        self._target: Target = ()
        self._seen = document.procedure
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMinimumWidth(280)
        self.setAccessibleName(self.tr("Details"))
        document.changed.connect(self._turn)
        document.replaced.connect(self._replaced)
        document.selection.changed.connect(self._turn)
        document.findings_changed.connect(self._tell)
        theme.changed.connect(self._dress)
        self.verticalScrollBar().rangeChanged.connect(self._hold_width)
        self._dress()
        self._turn()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    def _hold_width(self) -> None:
        """Give the scroll bar its room out of the page's margin, so that nothing moves when it comes and goes."""
        layout = self.page.layout()
        if layout is not None:
            bar = self.verticalScrollBar()
            taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
            layout.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE - min(taken, theme.WIDE), theme.WIDE)

    # -- pages -----------------------------------------------------------------------------------

    def _wanted(self) -> Target:
        """What the page should show."""
        chosen, procedure = self.document.selection, self.document.procedure
        if chosen.step is not None and chosen.step in procedure.step_by_id:
            return "step", chosen.step, procedure.step_by_id[chosen.step].kind
        if chosen.edge is not None and has_edge(procedure, *chosen.edge):
            return "edge", *chosen.edge
        if len(chosen.steps) + len(chosen.edges) > 1:
            return ("several",)
        return ("procedure",)

    def _turn(self) -> None:
        """Show the page of what is selected; the one shown stays where it is that one."""
        if isinstance(self.page, EdgePage) and not self.document.selection:
            self._follow_branch(self.page, Change(self._seen, self.document.procedure))
        self._seen = self.document.procedure
        wanted = self._wanted()
        if wanted != self._target and not self._renamed(wanted):
            self._target = wanted
            self.page = self._made(wanted)
            self._refresh()
            old = self.takeWidget()
            if old is not None:  # it may be one of its own buttons that turned the page
                old.hide()
                old.deleteLater()
            self.setWidget(self.page)  # only now, when it holds what it shows, is it measured
            self._hold_width()
            self.verticalScrollBar().setValue(0)
        else:
            self._refresh()
        fields = self.document.selection.fields
        if isinstance(self.page, ProcedurePage) and len(fields) == 1:
            self.page.show_field(next(iter(fields)))

    def _made(self, wanted: Target) -> Part:
        if wanted[0] == "step":
            return StepPage(self.document, wanted[1])
        if wanted[0] == "edge":
            return EdgePage(self.document, (wanted[1], wanted[2]))
        return ProcedurePage(self.document) if wanted[0] == "procedure" else SeveralPage(self.document)

    def _renamed(self, wanted: Target) -> bool:
        """Whether the wanted page is the shown one of an edge whose branch was renamed while it is shown."""
        page = self.page
        if wanted[0] != "edge" or not isinstance(page, EdgePage) or wanted[1] != page.source:
            return False
        if wanted[2].removesuffix(" spent") != page.row.key:
            return False
        self._target = wanted
        return True

    def _follow_branch(self, page: EdgePage, change: Change) -> None:
        """Keep the page, and the selection, on a branch whose name alone changed, which the selection has let go of."""
        before, after = (p.step_by_id.get(page.source) for p in change)
        if not isinstance(before, Decide) or not isinstance(after, Decide):
            return
        old, new = ([branch.id for branch in step.branches] for step in (before, after))
        if page.row.key in new or page.row.key not in old or len(old) != len(new):
            return
        page.row.key = new[old.index(page.row.key)]
        self._target, self._seen = ("edge", page.source, page.row.key), change.after
        self.document.selection.set(edges=[(page.source, page.row.key)])

    def _replaced(self) -> None:
        self._target = ()
        self._turn()

    def _refresh(self) -> None:
        self.page.refresh(self.document.procedure)
        self._tell()

    def _tell(self) -> None:
        self.page.tell([f for f in self.document.findings if f.step is None or f.step in self._steps()])

    def _steps(self) -> tuple[str, ...]:
        return self._target[1:2] if self._target and self._target[0] in ("step", "edge") else ()

    # -- keys and looks --------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the cursor into the first editor."""
        first = self.page.nextInFocusChain()
        while first is not None and first is not self.page:
            if first.focusPolicy() & Qt.FocusPolicy.TabFocus and first.isVisible():
                first.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            first = first.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif is_undo(event):
            (self.document.undo if event.matches(QKeySequence.StandardKey.Undo) else self.document.redo)()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        wearing = theme.current()
        names = {name: getattr(wearing, name).name() for name in _COLOURS}
        self.setStyleSheet(_SHEET.format(radius=theme.RADIUS, **names))
        for part in self.findChildren(QWidget):
            part.update()


class SeveralPage(Part):
    """What is said while several things are selected."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.WIDE)
        layout.setSpacing(theme.ROOM)
        self.banner = Banner("group", "", self.tr("Select one thing alone to see it here."))
        layout.addWidget(self.banner)
        self.said = hint(self.tr("Move, align, copy or delete them together on the chart."))
        layout.addWidget(self.said)
        layout.addStretch()
        self.follow(self._show)

    def _show(self, procedure: Procedure) -> None:
        chosen = self.document.selection
        number = len(chosen.steps) + len(chosen.edges)
        self.banner.title = self.tr("{number} selected").format(number=number)
        self.banner.update()


def has_edge(procedure: Procedure, source: str, branch: str) -> bool:
    """Whether a way out is there, spent ways included."""
    step = procedure.step_by_id.get(source)
    return step is not None and branch.removesuffix(" spent") in dict(procedure.links(step))


_COLOURS = "window panel field ink soft faint line border hover accent accent_soft on_accent problem advice".split()
_SHEET = """
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {panel}; }}
QLabel {{ color: {ink}; background: transparent; }}
QLabel#caption, QLabel#hint, QLabel#finding {{ color: {soft}; }}
QLabel#trouble {{ color: {problem}; }}
QLabel:disabled {{ color: {faint}; }}
QLineEdit, QTextEdit {{ background: {field}; color: {ink}; border: 1px solid {border}; border-radius: {radius}px; }}
QLineEdit {{ padding: 0 5px; }}
QTextEdit {{ padding: 0 2px; }}
QLineEdit:hover, QTextEdit:hover {{ border-color: {soft}; }}
QLineEdit:focus, QTextEdit:focus {{ border-color: {accent}; }}
QLineEdit:disabled {{ color: {faint}; border-color: {line}; }}
QFrame#card {{ background: {window}; border: 1px solid {line}; border-radius: {radius}px; }}
QFrame#section {{ border: none; border-top: 1px solid {line}; }}
QPushButton#quiet {{ color: {accent}; background: transparent; border: 1px solid transparent;
    border-radius: {radius}px; padding: 4px 8px 4px 2px; text-align: left; }}
QPushButton#quiet:hover {{ background: {accent_soft}; }}
QPushButton#quiet:focus {{ border-color: {accent}; }}
QTableView {{ background: {field}; color: {ink}; border: 1px solid {line}; border-radius: {radius}px;
    gridline-color: {line}; selection-background-color: {accent_soft}; selection-color: {ink}; }}
QTableView QLineEdit {{ border-radius: 0; border-color: {accent}; padding: 0 2px; }}
QHeaderView {{ background: {window}; }}
QHeaderView::section {{ background: {window}; color: {soft}; border: none; border-right: 1px solid {line};
    border-bottom: 1px solid {line}; padding: 3px 6px; }}
QHeaderView::section:horizontal {{ text-align: left; }}
QTableCornerButton::section {{ background: {window}; border: none; }}
QComboBox QAbstractItemView {{ background: {panel}; color: {ink}; border: 1px solid {line}; outline: none;
    selection-background-color: {accent_soft}; selection-color: {ink}; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 6px; }}
"""
