"""A card over the canvas in which words are edited where they stand, as large as the zoom makes them.

It is a widget of its own, so that text stays crisp and every input method works. What is edited is its subclass's
business.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from studio.ui import theme
from studio.ui.canvas.view import View
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.editors import Text

LEAST_FONT = 12.0  # pixels: however far away the chart is, what is being typed can be read
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OURS = (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F2)


class Card(QFrame):
    """Editors over a place of the chart, which it follows. Enter and Tab finish, Escape takes back, Shift+Enter is a
    new line. `finished` says that it closes, and whether what was typed is kept."""

    finished = Signal(bool)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.view = view
        self.chart = view.chart
        self.editors: list[Text] = []
        self.is_over = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        for signal in (view.panned, view.zoomed, self.chart.moved):
            signal.connect(self.place)
        theme.changed.connect(self.dress)

    # -- for subclasses ----------------------------------------------------------------------------

    def anchor(self) -> QRectF | None:
        """The rectangle of the scene that it stands over; None where that is gone."""
        raise NotImplementedError

    def lay(self, box: QRectF, zoom: float) -> None:
        """Put the editors, and itself, over a rectangle of the view."""
        raise NotImplementedError

    def colours(self) -> tuple[QColor, QColor]:
        """Its ground and its ink."""
        return theme.current().field, theme.current().ink

    def corner(self, zoom: float) -> float:
        return 10.0 * zoom

    # -- editors -----------------------------------------------------------------------------------

    def take_in(self, editor: Text, name: str) -> None:
        """Hold an editor."""
        editor.setParent(self)
        editor.setObjectName("onCanvas")
        editor.setAccessibleName(name)
        editor.setFrameShape(QFrame.Shape.NoFrame)
        editor.document().setDocumentMargin(0)
        editor.setMinimumWidth(0)
        editor.installEventFilter(self)
        self.editors.append(editor)

    def open(self, editor: Text | None = None, *, everything: bool = True) -> None:
        """Show it, with the focus in one of its editors and all that is in it selected."""
        self.dress()
        self.show()
        self.place()
        self.raise_()
        first = editor or self.editors[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if everything:
            first.selectAll()
        else:
            first.moveCursor(QTextCursor.MoveOperation.End)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_went)

    def close_card(self, *, keep: bool = True, focus: bool = True) -> None:
        """Be over, once."""
        if self.is_over:
            return
        self.is_over = True
        self.finished.emit(keep)
        self.hide()
        if focus:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def advance(self, editor: Text, by: int = 1) -> None:
        """On to the next editor, or finish after the last."""
        at = self.editors.index(editor) + by
        if 0 <= at < len(self.editors):
            self.editors[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.editors[at].selectAll()
        else:
            self.close_card()

    # -- following -----------------------------------------------------------------------------------

    def place(self) -> None:
        """Stand where the chart has what is edited."""
        box = self.anchor()
        if self.is_over:
            return
        if box is None:
            self.close_card(keep=True)
            return
        corner = self.view.viewportTransform().mapRect(box)
        self.lay(corner.translated(self.view.viewport().pos()), self.view.zoom)
        self.update()

    def font_of(self, size: float, zoom: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """A font as large as the zoom makes it, and never too small to read."""
        font = QFont(theme.font(size, weight))
        font.setPixelSize(round(max(size * zoom, LEAST_FONT)))
        return font

    def dress(self) -> None:
        """Take on the theme's colours."""
        ink = self.colours()[1]
        wearing = theme.current()
        self.setStyleSheet(
            f"QTextEdit#onCanvas {{ background: transparent; border: none; padding: 0; color: {ink.name()};"
            f" selection-background-color: {wearing.accent.name()}; selection-color: {wearing.on_accent.name()}; }}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().accent, 2.0))
        painter.setBrush(self.colours()[0])
        corner = min(self.corner(self.view.zoom), self.height() / 2)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), corner, corner)

    # -- keys and focus ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, Text) and isinstance(event, QKeyEvent) and event.key() in _OURS:
            chooses = isinstance(watched, ChipText) and _offers(watched)
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and not chooses:
                return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, editor: Text, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_card(keep=False)
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.new_line(editor)
        elif key in _ENTER or key == Qt.Key.Key_F2:
            self.close_card()
        else:
            self.advance(editor, -1 if key == Qt.Key.Key_Backtab else 1)
        return True

    def new_line(self, editor: Text) -> None:
        """Shift and Enter."""
        editor.insertPlainText("\n")

    def mousePressEvent(self, event: object) -> None:
        """A press beside the editors is no press on the chart."""

    def _focus_went(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.is_over or now is None or now is self or self.isAncestorOf(now):
            return
        if now.window() is self.window():
            self.close_card(focus=False)


def _offers(editor: ChipText) -> bool:
    """Whether fields are being offered to choose from."""
    popup = editor.completer.popup()
    return popup is not None and popup.isVisible()
