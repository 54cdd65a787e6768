"""What stands one below the other in a panel and scrolls up and down only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

WIDEST = 420  # pixels that an area asks for at most, whatever stands in it


class _Area(QScrollArea):
    """Never so narrow that what stands in it is cut off at its side, where nothing could be scrolled to."""

    def minimumSizeHint(self) -> QSize:
        least, inside = super().minimumSizeHint(), self.widget()
        wanted = inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() if inside else 0
        return QSize(max(least.width(), min(wanted, WIDEST)), least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def scrolling(inside: QWidget, name: str = "") -> QScrollArea:
    """A widget that is as wide as there is room and scrolls where it is too tall; `name` is for style sheets."""
    area = _Area()
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
