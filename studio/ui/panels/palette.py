"""The command palette: every action by a few letters, with its shortcut, and every step to go to.

What can be done is the registry's; how letters fit words is `fuzzy`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from studio.procedure.reading import reading_order
from studio.ui import theme
from studio.ui.actions import Action
from studio.ui.panels import row_painting as painting
from studio.ui.panels.finder import Finder
from studio.ui.panels.fuzzy import Match, match
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.words import Words, step_title

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

WIDTH, TALLEST = 580, 420
EMPTY = 70
RECENT = 5
MOST = 60  # rows
BY_KEYWORD = 60.0  # what a match by another word counts less


class Palette(QWidget):
    """The line and the list, over the window's upper middle while it is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._recent: list[str] = []
        self._focused: QWidget | None = None
        self.setAccessibleName(self.tr("Command palette"))
        self.list = RowList(self.tr("What can be done"))
        self.list.empty = self.tr("Nothing is called so.")
        self.finder = Finder(self.tr("Type what you want to do, or where to go"), self.list, icon="palette")
        self.finder.setMinimumHeight(34)
        self.finder.textChanged.connect(self._show)
        self.list.chosen.connect(self._choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.UNIT, theme.UNIT, theme.UNIT, theme.UNIT)
        box.setSpacing(0)
        self._head = self.finder.framed()
        box.addWidget(self._head)
        box.addWidget(self.list)
        self._shade = QGraphicsDropShadowEffect(self)
        self._shade.setBlurRadius(28)
        self._shade.setOffset(0, 6)
        self._shade.setColor(theme.current().shadow)
        self.setGraphicsEffect(self._shade)
        theme.changed.connect(self._retint)
        self.hide()

    def open(self) -> None:
        """Show it, empty, and take the keys; once more closes it."""
        if self.isVisible():
            self.close_and_return()
            return
        self._focused = QApplication.focusWidget()
        self.finder.clear()
        self._show()
        self._place()
        self.show()
        self.raise_()
        self.finder.setFocus()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def close_and_return(self) -> None:
        """Hide it and give the keys back to whom they were taken from."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.hide()
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()
        self._focused = None

    def _retint(self) -> None:
        self._shade.setColor(theme.current().shadow)

    # -- rows --------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.list.set_rows(self._rows(self.finder.text()))
        self.list.set_first_current()
        self.list.scrollToTop()
        self._place()

    def _rows(self, typed: str) -> Iterator[Row]:
        if not typed.strip():
            yield from self._untyped()
            return
        found: list[tuple[float, Row]] = []
        for action in self._actions():
            fits = _fits(typed, action)
            if fits is not None:
                penalty = 0 if _can(action) else 40
                found.append((fits.score - penalty, self._action_row(action, fits)))
        for row, fits in self._steps(typed):
            found.append((fits.score - 5, row))
        found.sort(key=lambda pair: -pair[0])
        yield from (row for _, row in found[:MOST])

    def _untyped(self) -> Iterator[Row]:
        actions = self._actions()
        by_id = {action.id: action for action in actions}
        recent = [by_id[name] for name in self._recent if name in by_id]
        if recent:
            yield Row(key="#recent", title=self.tr("Done lately"), heading=True)
            yield from (self._action_row(action, Match(0, ())) for action in recent)
            yield Row(key="#all", title=self.tr("Everything"), heading=True)
        rest = [action for action in actions if action not in recent]
        for action in sorted(rest, key=lambda action: not _can(action)):
            yield self._action_row(action, Match(0, ()))

    def _actions(self) -> list[Action]:
        return [action for action in self._window.registry.all() if action.id != "go.palette"]

    def _action_row(self, action: Action, fits: Match) -> Row:
        title, can = plain(action.text), _can(action)
        keys = self._window.registry.shortcut_text(action.id)
        said = [title, *([keys] if keys else []), *([] if can else [self.tr("not possible now")])]
        return Row(
            key=action.id,
            title=title,
            icon=action.icon,
            indent=True,
            trail=keys or plain(self._window.registry.menu_titles().get(action.menu, "")),
            marks=fits.marks,
            faint=not can,
            said=", ".join(said),
            tip=action.tip,
            data=action,
        )

    def _steps(self, typed: str) -> Iterator[tuple[Row, Match]]:
        procedure = self._window.document.procedure
        before = self.tr("Go to")
        for group in reading_order(procedure):
            for name in group:
                step = procedure.step_by_id[name]
                title = f"{before} {step_title(step)}"
                fits = match(typed, title)
                if fits is not None:
                    said = f"{title}, {Words.does(step.kind)}"
                    yield (
                        Row(key=("step", name), title=title, icon=step.kind, tone=step.kind, marks=fits.marks,
                            trail=self.tr("step"), said=said, data=name),
                        fits,
                    )  # fmt: skip

    def _choose(self, row: Row) -> None:
        chosen = row.data
        if isinstance(chosen, Action) and not _can(chosen):
            return
        self.close_and_return()
        if isinstance(chosen, Action):
            self._recent = [chosen.id, *(name for name in self._recent if name != chosen.id)][:RECENT]
            self._window.registry.trigger(chosen.id)
        else:
            self._window.go_to(chosen)

    # -- Qt's events -----------------------------------------------------------------------------

    def _place(self) -> None:
        room = self._window.rect()
        width = min(WIDTH, room.width() - 4 * theme.WIDE)
        rows = sum(painting.height(row, width) for row in self.list.rows) or EMPTY
        around = self._head.sizeHint().height() + 5 * theme.UNIT
        tall = min(rows + around, TALLEST, room.height() * 2 // 3)
        self.setGeometry((room.width() - width) // 2, room.height() // 9, width, tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_and_return()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.close_and_return()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = event.key() == Qt.Key.Key_Escape and not self.finder.text()
            if bare and isinstance(watched, QWidget) and self.isAncestorOf(watched):
                self.close_and_return()
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        path.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.fillPath(path, wearing.field)
        painter.setPen(QPen(wearing.border, 1))
        painter.drawPath(path)
        painter.end()


def plain(text: str) -> str:
    """An action's text without the marks of menus."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…")


def _can(action: Action) -> bool:
    return action.enabled is None or action.enabled()


def _fits(typed: str, action: Action) -> Match | None:
    """By its text, else, counting less, by its other words."""
    fits = match(typed, plain(action.text))
    if fits is not None:
        return fits
    other = match(typed, f"{plain(action.text)} {action.keywords} {action.tip}")
    return None if other is None else Match(other.score - BY_KEYWORD, ())


def install(window: MainWindow) -> None:
    palette = Palette(window)
    window.registry.register(
        Action(
            "go.palette",
            palette.tr("Command &palette…"),
            palette.open,
            ("Ctrl+K", "Ctrl+Shift+P"),
            menu="go",
            icon="palette",
            tip=palette.tr("Find any action or step by a few letters"),
        )
    )
