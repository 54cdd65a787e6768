"""Editors that choose: one of several things, or any of them. The list is taken anew each time it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QWidgetAction

from studio.ui import icons, theme
from studio.ui.inspector.editors import HEIGHT, Tick

Entry = tuple[str, str, str]  # value, text, name of an icon or ""


class Choice(QComboBox):
    """One of several things. The list is asked for when the person comes to it, so that long ones cost nothing before,
    and what is chosen is drawn as `label` (text, icon) tells it at that moment."""

    edited = Signal()

    def __init__(
        self, entries: Callable[[], Iterable[Entry]], label: Callable[[str], tuple[str, str]] | None = None
    ) -> None:
        super().__init__()
        self._entries, self._label, self._held = entries, label or self._found, ""
        self.faint_empty = True  # whether no value means that something is still to be chosen
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(14, 14))
        self.activated.connect(self._chosen)

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, HEIGHT)

    def value(self) -> str:
        return self._held

    def show_value(self, value: object) -> None:
        self._held = str(value or "")
        if self.hasFocus():
            self.fill()
        self.update()

    def shown(self) -> str:
        """The words that stand in it."""
        return self._label(self._held)[0]

    def fill(self) -> None:
        """Take the list anew; the value stays."""
        entries = list(self._entries())
        if self._held not in (value for value, _, _ in entries):
            entries.insert(0, (self._held, *self._label(self._held)))
        shown = [(self.itemData(n), self.itemText(n), self.itemData(n, _ICON)) for n in range(self.count())]
        if shown != entries:
            self.clear()
            for value, text, icon in entries:
                self.addItem(text, value)
                self.setItemData(self.count() - 1, icon, _ICON)
                if icon:
                    self.setItemIcon(self.count() - 1, icons.icon(icon, _tint(icon)))
        self.setCurrentIndex(next(n for n, entry in enumerate(entries) if entry[0] == self._held))

    def is_open(self, value: str) -> bool:
        """Whether something is still to be chosen, which is drawn faintly."""
        return self.faint_empty and not value

    def choose(self, value: str) -> None:
        """As if the person had chosen it."""
        self.fill()
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)
            self._chosen(at)

    def _found(self, value: str) -> tuple[str, str]:
        return next(((text, icon) for known, text, icon in self._entries() if known == value), (value, ""))

    def _chosen(self, at: int) -> None:
        value = str(self.itemData(at) or "")
        if value != self._held:
            self._held = value
            self.edited.emit()

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.fill()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.fill()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(wearing.accent if self.hasFocus() else wearing.border, 1))
        painter.setBrush(wearing.hover if self.underMouse() and self.isEnabled() else wearing.field)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        text, icon = self._label(self._held)
        left = 8.0
        if icon:
            icons.paint(painter, icon, QRectF(left, box.center().y() - 7, 14, 14), _tint(icon))
            left += 21
        room = QRectF(left, 0, self.width() - left - 26, self.height())
        painter.setPen(wearing.faint if not self.isEnabled() or self.is_open(self._held) else wearing.ink)
        text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        icons.paint(painter, "down", QRectF(self.width() - 20, box.center().y() - 5, 10, 10), wearing.soft, 1.8)


class Several(Choice):
    """Any of several things, ticked in a list that stays open meanwhile."""

    def value(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(name for name in self._held.split(_PART) if name)

    def show_value(self, value: object) -> None:
        self._held = _PART.join(value) if isinstance(value, tuple) else str(value or "")
        self.update()

    def _found(self, value: str) -> tuple[str, str]:
        known = {name: text for name, text, _ in self._entries()}
        return ", ".join(known.get(name, name) for name in self.value()), ""

    def menu(self) -> QMenu:
        """The list, a tick for each thing."""
        menu = QMenu(self)
        menu.setMinimumWidth(self.width())
        held = self.value()
        for name, text, _ in self._entries():
            tick = Tick(text)
            tick.setContentsMargins(8, 2, 8, 2)
            tick.show_value(name in held)
            tick.edited.connect(partial(self._ticked, name, tick))
            action = QWidgetAction(menu)
            action.setDefaultWidget(tick)
            menu.addAction(action)
        return menu

    def _ticked(self, name: str, tick: Tick) -> None:
        held = {*self.value(), name} if tick.isChecked() else {*self.value()} - {name}
        known = [entry for entry, _, _ in self._entries()]
        self._held = _PART.join([entry for entry in known if entry in held] + sorted(held - {*known}))
        self.update()
        self.edited.emit()

    def fill(self) -> None:
        """There is no list to be kept."""

    def showPopup(self) -> None:
        self.menu().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


def _tint(icon: str) -> QColor:
    wearing = theme.current()
    return wearing.kinds[icon].ink if icon in wearing.kinds else wearing.soft


_PART = "\n"  # no value has one
_ICON = Qt.ItemDataRole.UserRole + 1
