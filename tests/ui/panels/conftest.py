"""A window with a document, a registry and places for panels, and no canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from studio.base.paths import sample
from studio.procedure import file
from studio.ui import theme
from studio.ui.actions import Action, Registry
from studio.ui.document import Document


class Host(QMainWindow):
    """As much of the main window as panels may ask for."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.document.setParent(self)
        self.registry = Registry(self)
        self.panels: dict[str, QDockWidget] = {}
        self.status = self.statusBar()
        self.gone_to: list[str] = []
        self.said: list[str] = []
        self.setCentralWidget(QWidget())
        self.resize(1100, 760)

    def add_panel(self, name, title, widget, area=Qt.DockWidgetArea.RightDockWidgetArea, *, shown=True, shortcut=""):
        dock = QDockWidget(title, self)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        dock.setVisible(shown)
        self.panels[name] = dock
        self.registry.register(Action(f"panel.{name}", title, lambda: self.show_panel(name), shortcut, menu="view"))
        return dock

    def show_panel(self, name, shown=True):
        self.panels[name].setVisible(shown)
        self.panels[name].raise_()

    def go_to(self, step):
        self.gone_to.append(step)
        self.document.selection.set([step])

    def say(self, message):
        self.said.append(message)


@pytest.fixture
def host(qtbot, small):
    return made(qtbot, small)


@pytest.fixture
def travel(qtbot):
    return made(qtbot, file.load(sample("travel_booking")))


def made(qtbot, procedure):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    window = Host(Document(procedure))
    qtbot.addWidget(window)
    window.document.check_now()
    window.show()
    return window


def part(host: QWidget, kind: type, name: str = "") -> QObject:
    found = host.findChild(kind, name) if name else host.findChild(kind)
    assert found is not None
    return found
