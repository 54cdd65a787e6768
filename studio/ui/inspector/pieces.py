"""What pages are laid out with: captions, sections that fold, cards, quiet buttons, hints and findings.

They hold no values and know no procedure but the findings they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.procedure.checks import Finding
from studio.ui import icons, theme
from studio.ui.files.language import said

CAPTION = 12.0


def column(parent: QWidget | None = None, spacing: int = theme.GAP) -> QVBoxLayout:
    """A column without margins."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made


def line(*widgets: QWidget, spacing: int = 6) -> QHBoxLayout:
    """Widgets side by side."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made


def caption(text: str, buddy: QWidget | None = None, tip: str = "") -> QLabel:
    """The small words over an editor, which are also its name for screen readers."""
    made = QLabel(text)
    made.setObjectName("caption")
    made.setFont(theme.font(CAPTION))
    made.setToolTip(tip)
    if buddy is not None:
        made.setBuddy(buddy)
        buddy.setAccessibleName(text)
        if tip:
            buddy.setToolTip(tip)
    return made


def captioned(text: str, editor: QWidget, tip: str = "") -> QVBoxLayout:
    """An editor under its caption."""
    made = column(spacing=3)
    made.addWidget(caption(text, editor, tip))
    made.addWidget(editor)
    return made


def hint(text: str) -> QLabel:
    """A quiet sentence where there is nothing yet, telling what could be there."""
    made = QLabel(text)
    made.setObjectName("hint")
    made.setFont(theme.font(CAPTION))
    made.setWordWrap(True)
    made.setMinimumWidth(40)
    return made


def add_button(text: str, act: Callable[[], object], icon: str = "plus", tip: str = "") -> QPushButton:
    """A quiet button that says what it does."""
    made = QuietButton(text, icon)
    made.setToolTip(tip)
    made.clicked.connect(lambda _: act())
    return made


class QuietButton(QPushButton):
    """A button without a box, in the accent's colour."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text)
        self._icon = icon
        self.setObjectName("quiet")
        self.setIconSize(QSize(14, 14))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.retint()
        theme.changed.connect(self.retint)

    def retint(self) -> None:
        self.setIcon(icons.icon(self._icon, theme.current().accent))


def small_button(icon: str, tip: str, act: Callable[[], object]) -> QToolButton:
    """A button that is only an icon."""
    made = IconButton(icon)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.clicked.connect(lambda _: act())
    return made


class IconButton(QToolButton):
    """An icon that is drawn in the theme's soft ink, so that it needs no new picture when that changes."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.icon_name = icon
        self.setFixedSize(26, 26)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wearing = theme.current()
        painter = QPainter(self)
        ink = wearing.ink if self.underMouse() and self.isEnabled() else wearing.soft
        if not self.isEnabled():
            painter.setOpacity(0.4)
        icons.paint(painter, self.icon_name, QRectF(self.width() / 2 - 7, self.height() / 2 - 7, 14, 14), ink)


class Handle(QToolButton):
    """By which a row is dragged up and down among its neighbours, or moved with the arrow keys. `moved` says by how
    much, and whether it is the first move of a drag."""

    moved = Signal(int, bool)

    def __init__(self, tip: str) -> None:
        super().__init__()
        self._fresh = False
        self.setFixedSize(18, 26)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._fresh = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row()
        rows = row.parentWidget() if row else None
        layout = rows.layout() if rows else None
        if row is None or rows is None or layout is None:
            return
        height = rows.mapFromGlobal(event.globalPosition().toPoint()).y()
        at = layout.indexOf(row)
        above, below = layout.itemAt(at - 1) if at else None, layout.itemAt(at + 1)
        if above is not None and height < above.geometry().center().y():
            self._move(-1)
        elif below is not None and height > below.geometry().center().y():
            self._move(1)
        layout.activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._fresh = True
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        fresh, self._fresh = self._fresh, False
        self.moved.emit(by, fresh)

    def _row(self) -> QWidget | None:
        """The row it belongs to: the outermost one around it in the nearest list."""
        row: QWidget | None = self
        while row is not None:
            above = row.parentWidget()
            if above is not None and above.objectName() == "rows":
                return row
            row = above
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(wearing.accent if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wearing.ink if self.underMouse() else wearing.border)
        for x in (-2.5, 2.5):
            for y in (-5.0, 0.0, 5.0):
                painter.drawEllipse(QRectF(self.width() / 2 + x - 1.2, self.height() / 2 + y - 1.2, 2.4, 2.4))


class Findings(QWidget):
    """What is found wrong with the thing above, as quiet lines."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Finding, ...] = ()
        self._column = column(self, 4)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; nothing is touched where they are shown already."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for finding in findings:
            self._column.addWidget(_FindingLine(finding))
        self.setVisible(bool(findings))

    def texts(self) -> list[str]:
        """The sentences shown."""
        return [said(finding.message) for finding in self._shown]


class _FindingLine(QLabel):
    """One finding: a mark in the colour of its gravity, and the sentence. The remedy follows after it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{said(finding.message)} {said(finding.remedy)}")
        self._mark = finding.severity
        self.setObjectName("finding")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(CAPTION))
        self.setWordWrap(True)
        self.setContentsMargins(20, 0, 0, 0)
        self.setMinimumWidth(40)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wearing = theme.current()
        ink = wearing.problem if self._mark == "problem" else wearing.advice
        icons.paint(QPainter(self), self._mark, QRectF(1, 1.5, 13, 13), ink)


class Header(QWidget):
    """The line by which a section or card is folded: an arrow, a title, quieter words at its right, buttons."""

    pressed = Signal()

    def __init__(self, title: str, *, strong: bool) -> None:
        super().__init__()
        self.title, self.aside, self.is_open, self._strong = title, "", False, strong
        self._buttons: list[QWidget] = []
        self.mark = ""  # the verdict shown at the right: problem, advice, or none
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(34 if strong else 32)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = line(spacing=2)
        self._row.setContentsMargins(0, 0, 2, 0)
        self._row.addStretch()
        self.setLayout(self._row)

    def add(self, button: QWidget) -> None:
        """A button at the right end."""
        self._row.addWidget(button)
        self._buttons.append(button)

    def tell(self, title: str, aside: str = "", mark: str = "") -> None:
        """Other words."""
        if (title, aside, mark) != (self.title, self.aside, self.mark):
            self.title, self.aside, self.mark = title, aside, mark
            self.setAccessibleName(f"{title} {aside}".strip())
            self.setToolTip(title)
            self.update()

    def set_open(self, is_open: bool) -> None:
        self.is_open = is_open
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus() or self.underMouse():
            painter.setPen(wearing.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(wearing.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        middle, left = box.center().y(), 6.0
        icons.paint(painter, "down" if self.is_open else "forward", QRectF(left, middle - 5, 10, 10), wearing.soft, 1.8)
        left += 18
        buttons = sum(button.width() + 2 for button in self._buttons)
        right: float = self.width() - 8 - buttons
        if self.mark:
            ink = wearing.problem if self.mark == "problem" else wearing.advice
            icons.paint(painter, self.mark, QRectF(right - 13, middle - 6.5, 13, 13), ink)
            right -= 20
        painter.setFont(theme.font(CAPTION))
        title_font = theme.font(13, QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        if self.aside:
            room = right - left - 10
            title = QFontMetricsF(title_font).horizontalAdvance(self.title) + 2
            wanted = QFontMetricsF(theme.font(CAPTION)).horizontalAdvance(self.aside) + 2
            width = max(min(wanted, room - title), min(wanted, room * 0.42))
            self._write(painter, QRectF(right - width, 0, width, self.height()), self.aside, wearing.soft, end=True)
            right -= width + 10
        painter.setFont(title_font)
        self._write(painter, QRectF(left, 0, right - left, self.height()), self.title, wearing.ink)

    def _write(self, painter: QPainter, box: QRectF, text: str, ink: QColor, *, end: bool = False) -> None:
        side = Qt.AlignmentFlag.AlignRight if end else Qt.AlignmentFlag.AlignLeft
        painter.setPen(ink)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, cut)


class Fold(QFrame):
    """Something that folds under its header; what is in it is made when it is first opened."""

    opened = Signal()
    shut = Signal()

    def __init__(self, title: str, make: Callable[[], QWidget], *, card: bool = False, is_open: bool = False) -> None:
        super().__init__()
        self.setObjectName("card" if card else "section")
        self._make = make
        self.body: QWidget | None = None
        self.header = Header(title, strong=not card)
        self._column = column(self, 0)
        self._inset = (8, 4, 8, 10) if card else (0, 4, 0, 10)
        self._column.addWidget(self.header)
        self.header.pressed.connect(self.toggle)
        if is_open:
            self.set_open(True)

    @property
    def is_open(self) -> bool:
        return self.header.is_open

    def toggle(self) -> None:
        self.set_open(not self.is_open)

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        if is_open == self.is_open:
            return
        fresh = is_open and self.body is None
        if fresh:
            self.body = self._make()
        self.header.set_open(is_open)
        (self.opened if is_open else self.shut).emit()
        if fresh and self.body is not None:  # only now, when it holds what it shows, is it measured
            holder = column(spacing=0)
            holder.setContentsMargins(*self._inset)
            holder.addWidget(self.body)
            self._column.addLayout(holder)
        if self.body is not None:
            self.body.setVisible(is_open)
