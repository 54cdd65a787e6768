"""The files opened and saved last: kept, offered in the File menu and on the start page; and files dragged in.

Reading a file is the document's business, and what cannot be read is told by the window.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QCursor, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from studio.base import paths
from studio.base.atomic import write_text
from studio.procedure.file import SUFFIX
from studio.ui.actions import Action
from studio.ui.files.start import StartPage

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

MOST = 12


def tr(text: str) -> str:
    return QCoreApplication.translate("recent", text)


def recent() -> list[Path]:
    """The files used last, the latest first. A list that cannot be read is no list."""
    try:
        kept = json.loads(_place().read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [Path(name) for name in kept if isinstance(name, str)][:MOST] if isinstance(kept, list) else []


def note(path: Path) -> None:
    """A file was opened or saved."""
    _keep([path, *(other for other in recent() if other != path)])


def forget(path: Path) -> None:
    """A file is not there any more."""
    _keep([other for other in recent() if other != path])


def clear() -> None:
    _keep([])


def shown(path: Path) -> str:
    """What a file is called where its folder stands beside it."""
    return path.name.removesuffix(SUFFIX)


def folder_of(path: Path) -> str:
    """A file's folder, short where it lies in the person's home."""
    try:
        return str(Path("~") / path.parent.relative_to(Path.home()))
    except ValueError:
        return str(path.parent)


def _place() -> Path:
    return paths.data() / "recent.json"


def _keep(files: list[Path]) -> None:
    try:
        _place().parent.mkdir(parents=True, exist_ok=True)
        write_text(_place(), json.dumps([str(path) for path in files[:MOST]], ensure_ascii=False, indent=1) + "\n")
    except OSError:
        return  # losing this list is not worth a word


def open_recent(window: MainWindow, path: Path) -> None:
    """Open a file of the list; one that is gone leaves the list."""
    if not path.is_file():
        forget(path)
    window.open(path)


class Follower(QObject):
    """Notes the file of a window's document whenever it has another."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._document = window.document
        self._noted: Path | None = None
        self._document.title_changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        path = self._document.path
        if path is not None and path != self._noted:
            self._noted = path
            note(path)


class Drops(QObject):
    """Lets files be dropped on the canvas; whatever else is dragged there is left to the canvas."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.view.viewport().setAcceptDrops(True)
        window.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            for path in files:
                self._window.open(path)
        return True


def _fill(menu: QMenu, window: MainWindow) -> None:
    menu.clear()
    files = recent()
    for number, path in enumerate(files, 1):
        key = f"&{number} " if number < 10 else ""
        action = menu.addAction(f"{key}{shown(path).replace('&', '&&')}\t{folder_of(path)}")
        action.setToolTip(str(path))
        action.triggered.connect(lambda *_, path=path: open_recent(window, path))
    if not files:
        menu.addAction(tr("Nothing yet")).setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction(tr("Clear this list")).triggered.connect(clear)


def install(window: MainWindow) -> None:
    """The File menu's list, the start page, and files dropped on the canvas."""
    menu = QMenu(window)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: _fill(menu, window))
    action = window.registry.register(
        Action("file.recent", tr("Open &recent"), lambda: menu.popup(QCursor.pos()), menu="file", icon="history")
    )
    action.setMenu(menu)
    Follower(window)
    Drops(window)
    StartPage(window)
