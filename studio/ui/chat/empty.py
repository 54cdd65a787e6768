"""What the pane says before there is a model to talk to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from studio.ui import theme
from studio.ui.chat.words import tr


class Found(NamedTuple):
    """A model that can be talked to: `same` says that it was compiled from what is drawn now."""

    path: Path
    name: str
    when: str
    same: bool


class Empty(QWidget):
    """`chosen` carries a run's folder; `browse` is told when the person wants to look for one."""

    chosen = Signal(object)
    browse = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        self._column.setSpacing(theme.GAP)
        self.buttons: list[QPushButton] = []
        self.show_found([])

    def show_found(self, found: list[Found]) -> None:
        """Offer these models."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons.clear()
        self._column.addStretch(1)
        title = QLabel(tr("Talk to what was compiled"))
        title.setFont(theme.font(15.0, title.font().Weight.DemiBold))
        told = QLabel(
            tr("Choose a model that was compiled before.")
            if found
            else tr("Nothing was compiled from a procedure yet. Compile this one, and its model can be talked to here.")
        )
        told.setObjectName("quiet")
        told.setWordWrap(True)
        told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(told)
        self._column.addSpacing(theme.GAP)
        for each in found:
            mark = tr("as it is drawn now") if each.same else tr("another version")
            self._button(f"{each.name} · {each.when} · {mark}", partial(self.chosen.emit, each.path))
        self._button(tr("Open a compile's folder…"), self.browse.emit)
        self._column.addStretch(2)

    def _button(self, text: str, run: Callable[[], object]) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.clicked.connect(lambda *_: run())
        self.buttons.append(button)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
