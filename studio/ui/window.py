"""The main window: the canvas in its middle, panels around it, menus and toolbar from the registry, a status line.

It joins the parts and knows none of them closely. A part adds itself with `add_panel`, `registry.register` and
`status.addPermanentWidget`; `PARTS` lists the modules that do.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QByteArray, QChildEvent, QMimeData, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QTabBar, QToolBar, QWidget

from studio.base import paths, settings
from studio.base.errors import StudioError
from studio.procedure import chart_edits
from studio.procedure.file import SUFFIX
from studio.procedure.model import Procedure
from studio.ui import filing, theme
from studio.ui.actions import Action, Registry
from studio.ui.canvas.motion import glide
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.tidy import tidied
from studio.ui.canvas.view import View
from studio.ui.document import Document, Edit
from studio.ui.files.bar import MessageBar
from studio.ui.files.language import told

# Each has a function `install(window: MainWindow) -> None`; those that are not there yet are passed over.
PARTS = (
    *(f"studio.ui.canvas.{name}" for name in "gestures editors minimap notes empty".split()),
    "studio.ui.inspector",
    *(
        f"studio.ui.panels.{name}"
        for name in ("outline findings markers history coverage rehearsal search palette shortcuts compare").split()
    ),
    *(f"studio.ui.files.{name}" for name in "journal recovery recent export language".split()),
    *(f"studio.ui.{name}" for name in "runs compile compile.sheet report chat teach tour".split()),
)
TOOLBAR = ("file.new", "file.open", "file.save", "", "edit.undo", "edit.redo", "", "arrange.tidy", "view.fit")
STAY = 6000  # milliseconds a message stays in the status line
NARROWEST = 180  # pixels that a panel keeps


class MainWindow(QMainWindow):
    """One window on one document. `opens` asks the application for another window (a Path, a Procedure that is saved
    nowhere yet, or None for a blank one)."""

    opens = Signal(object)
    closed = Signal()

    def __init__(self, document: Document | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.resize(1360, 860)
        self.document = document or Document()
        self.document.setParent(self)
        self.scene = Scene(self.document)
        self.view = View(self.scene)
        self.setCentralWidget(self.view)
        self.bar = MessageBar(self.view)
        self.registry = Registry(self, self.view)
        self.panels: dict[str, QDockWidget] = {}
        self.removers: list[Callable[[], tuple[int, Edit]]] = []  # what else is selected: how many, and how it goes
        self.toolbar = self._toolbar()
        self.status = self.statusBar()
        self.status.setSizeGripEnabled(False)
        self.zoom_label = QLabel()
        self.zoom_label.setMinimumWidth(56)
        self.zoom_label.setContentsMargins(0, 0, theme.ROOM, 0)
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._register()
        for part in PARTS:
            if _is_there(part) and hasattr(module := import_module(part), "install"):
                module.install(self)
        self.registry.register(
            Action("file.close", self.tr("&Close"), self.close, QKeySequence.StandardKey.Close, menu="file",
                   section="close")
        )  # fmt: skip
        self.status.addPermanentWidget(self.zoom_label)
        self.registry.fill_menu_bar(self.menuBar())
        self._fill_toolbar()
        self._listen()
        self._restore()
        self._show_title()

    # -- joining the parts -----------------------------------------------------------------------

    def add_panel(
        self,
        name: str,
        title: str,
        widget: QWidget,
        area: Qt.DockWidgetArea = Qt.DockWidgetArea.RightDockWidgetArea,
        *,
        shown: bool = True,
        shortcut: str = "",
    ) -> QDockWidget:
        """Put a widget at the window's edge, with an action "panel.NAME" in the View menu that shows and hides it.
        Panels of one side stand as tabs, the first shown one in front."""
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        dock.setMinimumWidth(NARROWEST)
        neighbours = [other for other in self.panels.values() if self.dockWidgetArea(other) == area]
        self.addDockWidget(area, dock)
        if neighbours:
            self.tabifyDockWidget(neighbours[0], dock)
            neighbours[0].raise_()
        dock.setVisible(shown)
        self.panels[name] = dock
        self.registry.register(
            Action(
                f"panel.{name}",
                title,
                lambda: self.show_panel(name, dock.isHidden()),
                shortcut,
                checked=lambda: not dock.isHidden(),
                menu="view",
                section="panels",
            )
        )
        return dock

    def show_panel(self, name: str, shown: bool = True) -> None:
        """Show a panel, in front of those it shares its place with, or hide it."""
        dock = self.panels[name]
        dock.setVisible(shown)
        if shown:
            dock.raise_()
        self.registry.refresh()

    def childEvent(self, event: QChildEvent) -> None:
        """Tabs of panels keep their whole names; where there are too many, they scroll."""
        tabs = event.child()
        if event.polished() and isinstance(tabs, QTabBar):
            tabs.setElideMode(Qt.TextElideMode.ElideNone)
            tabs.setUsesScrollButtons(True)
        super().childEvent(event)

    def say(self, message: str) -> None:
        """A sentence in the status line for a while."""
        self.status.showMessage(message, STAY)

    def tell(self, error: StudioError) -> None:
        """What happened and what to do, in a bar over the canvas."""
        self.bar.tell(error)

    def go_to(self, step: str) -> None:
        """Select a step and bring it into view."""
        if step in self.document.procedure.step_by_id:
            self.document.selection.set([step])
            self.view.reveal(step)

    # -- files -----------------------------------------------------------------------------------

    def open(self, path: Path) -> bool:
        """Open a file here if nothing was drawn here yet, else in another window."""
        if self.document.path is not None or self.document.is_modified or self.document.procedure.steps:
            self.opens.emit(path)
            return True
        try:
            self.document.load(path)
        except StudioError as error:
            self.tell(error)
            return False
        return True

    def _choose(self) -> None:
        path = filing.choose(self, self.document)
        if path is not None:
            self.open(path)

    # -- set-up ----------------------------------------------------------------------------------

    def _register(self) -> None:
        document, view, keys = self.document, self.view, QKeySequence.StandardKey
        add = self.registry.register
        add(Action("file.new", self.tr("&New"), lambda: self.opens.emit(None), keys.New, menu="file", icon="new"))
        add(Action("file.open", self.tr("&Open…"), self._choose, keys.Open, menu="file", icon="open"))
        add(Action("file.save", self.tr("&Save"), lambda: filing.save(self, document), keys.Save, menu="file",
                   section="save", icon="save"))  # fmt: skip
        add(Action("file.save_as", self.tr("Save &as…"), lambda: filing.save_as(self, document), "Ctrl+Shift+S",
                   menu="file", section="save"))  # fmt: skip
        add(Action("edit.undo", self.tr("&Undo"), document.undo, keys.Undo, document.stack.canUndo, menu="edit",
                   icon="undo"))  # fmt: skip
        add(Action("edit.redo", self.tr("&Redo"), document.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), document.stack.canRedo,
                   menu="edit", icon="redo"))  # fmt: skip
        add(Action("edit.delete", self.tr("&Delete"), self.delete_selected, ("Del", "Backspace"),
                   lambda: bool(document.selection.steps or document.selection.edges), menu="edit", section="delete",
                   icon="delete", anywhere=False))  # fmt: skip
        add(Action("edit.select_all", self.tr("Select &all"), self._select_all, keys.SelectAll,
                   lambda: bool(document.procedure.steps), menu="edit", section="select", anywhere=False))  # fmt: skip
        add(Action("arrange.tidy", self.tr("&Tidy"), self.tidy, "Ctrl+T", lambda: bool(document.procedure.steps),
                   menu="arrange", icon="tidy", tip=self.tr("Lay the chart out anew; pinned steps stay"),
                   keywords=self.tr("layout clean arrange")))  # fmt: skip
        add(Action("view.zoom_in", self.tr("Zoom &in"), view.zoom_in, ("Ctrl++", "Ctrl+="), menu="view",
                   icon="zoom_in"))  # fmt: skip
        add(Action("view.zoom_out", self.tr("Zoom &out"), view.zoom_out, "Ctrl+-", menu="view", icon="zoom_out"))
        add(Action("view.whole_size", self.tr("&100%"), lambda: view.set_zoom(1.0), "Ctrl+0", menu="view"))
        add(Action("view.fit", self.tr("&Fit the chart"), view.fit, "Ctrl+9", menu="view", icon="fit"))
        add(Action("view.fit_selection", self.tr("Fit the &selection"), view.fit_selection, "Ctrl+8",
                   lambda: bool(document.selection.steps), menu="view"))  # fmt: skip
        self._register_theme("system", self.tr("Colours as the system's"))
        self._register_theme("light", self.tr("Light"))
        self._register_theme("dark", self.tr("Dark"))

    def _register_theme(self, mode: theme.Mode, text: str) -> None:
        self.registry.register(
            Action(
                f"view.theme.{mode}",
                text,
                lambda: self.choose_theme(mode),
                checked=lambda: theme.mode() == mode,
                menu="view",
                section="theme",
                keywords=self.tr("theme colours light dark"),
            )
        )

    def _toolbar(self) -> QToolBar:
        bar = QToolBar(self.tr("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(20, 20))
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addToolBar(bar)
        return bar

    def _fill_toolbar(self) -> None:
        before = self.toolbar.actions()[0] if self.toolbar.actions() else None
        for name in TOOLBAR:
            action = self.registry.qaction(name) if name else None
            if before is None:
                self.toolbar.addAction(action) if action else self.toolbar.addSeparator()
            else:
                self.toolbar.insertAction(before, action) if action else self.toolbar.insertSeparator(before)

    def _listen(self) -> None:
        document = self.document
        document.message.connect(self.say)
        document.title_changed.connect(self._show_title)
        document.stack.indexChanged.connect(self._show_history)
        document.selection.changed.connect(self.registry.refresh)
        document.changed.connect(self.registry.refresh)
        document.findings_changed.connect(self.registry.refresh)
        self.view.zoomed.connect(lambda zoom: self.zoom_label.setText(f"{round(zoom * 100)}%"))
        theme.changed.connect(self.update)

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.document.title}[*]")
        self.setWindowModified(self.document.is_modified)
        self.setWindowFilePath(str(self.document.path or ""))

    def _show_history(self) -> None:
        stack = self.document.stack
        for name, text, plain in (
            ("edit.undo", stack.undoText(), self.tr("&Undo")),
            ("edit.redo", stack.redoText(), self.tr("&Redo")),
        ):
            self.registry.qaction(name).setText(f"{plain}: {text}" if text else plain)
        self.registry.refresh()

    # -- what the window itself does ---------------------------------------------------------------

    def delete_selected(self) -> None:
        """Remove the selected steps and ways out, and what else is selected with them, as one entry of the history."""
        steps, edges = self.document.selection.steps, self.document.selection.edges
        others = [remover() for remover in self.removers]
        number = len(steps) + len(edges) + sum(count for count, _ in others)

        def edit(procedure: Procedure) -> Procedure:
            procedure = chart_edits.remove(procedure, steps, edges)
            for count, remove in others:
                procedure = remove(procedure) if count else procedure
            return procedure

        if number:
            text = self.tr("Delete") if number == 1 else self.tr("Delete {number} things").format(number=number)
            self.document.apply(text, edit)

    def tidy(self) -> None:
        """Lay the chart out anew, as one entry of the history, and keep the whole of it in view."""
        laid = tidied(self.document.procedure)
        before = self.scene.places()
        self.scene.keep_ways(laid.ways)
        self.document.apply(self.tr("Tidy"), lambda _: laid.procedure)
        if not self.view.visible_area().contains(self.scene.chart_rect()):
            self.view.fit()
        glide(self.scene, before)

    def choose_theme(self, mode: theme.Mode) -> None:
        """Go by the system, or be light or dark, from now on and next time."""
        theme.set_mode(mode)
        try:
            settings.save(settings.load().model_copy(update={"theme": mode}))
        except StudioError as error:
            self.say(told(error))

    def _select_all(self) -> None:
        procedure = self.document.procedure
        self.document.selection.set(procedure.step_by_id, ((edge.source, edge.branch) for edge in procedure.edges))

    # -- Qt's events -----------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not filing.may_close(self, self.document):
            event.ignore()
            return
        kept = _kept()
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue("state", self.saveState())
        event.accept()
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _dropped(event.mimeData()):
            self.open(path)
        event.acceptProposedAction()

    def _restore(self) -> None:
        kept = _kept()
        for name, put_back in (("geometry", self.restoreGeometry), ("state", self.restoreState)):
            value = kept.value(name)
            if isinstance(value, QByteArray):
                put_back(value)


def _dropped(data: QMimeData) -> list[Path]:
    """The procedure files among what is dragged in."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile() and url.path().endswith(SUFFIX)]


def _is_there(part: str) -> bool:
    try:
        return find_spec(part) is not None
    except ModuleNotFoundError:  # the package it would be in is not there
        return False


def _kept() -> QSettings:
    """Where the window keeps its size and the place of its panels."""
    return QSettings(str(paths.data() / "window.ini"), QSettings.Format.IniFormat)
