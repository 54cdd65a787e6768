"""The main window with only those parts of the canvas that a test is about."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from studio.ui import window as windows
from studio.ui.document import Document
from studio.ui.window import MainWindow


@pytest.fixture
def open_window(qtbot, monkeypatch):
    """Opens a window on a procedure, with parts of the canvas by name, shown and at 100%."""
    opened: list[MainWindow] = []

    def opens(procedure, *parts: str) -> MainWindow:
        monkeypatch.setattr(windows, "PARTS", tuple(f"studio.ui.canvas.{part}" for part in parts))
        made = MainWindow(Document(procedure))
        opened.append(made)
        made.resize(1200, 900)
        made.show()
        made.activateWindow()
        qtbot.waitExposed(made)
        made.view.setFocus()
        return made

    yield opens
    for made in opened:
        if isValid(made):
            made.document.stack.setClean()
            made.close()
