"""What stands one below the other in a panel and scrolls up and down only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def scrolling(inside: QWidget, name: str = "") -> QScrollArea:
    """A widget that is as wide as there is room and scrolls where it is too tall; `name` is for style sheets."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def fill_scrolling(panel: QWidget, inside: QWidget) -> None:
    """Let it be all of a panel, on the ground that lists have."""
    inside.setAutoFillBackground(True)
    inside.setBackgroundRole(QPalette.ColorRole.Base)
    whole = QVBoxLayout(panel)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scrolling(inside))
