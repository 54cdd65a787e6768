"""The actions of drawing, with their keys. Those of single keys work while the canvas itself has the focus, so that
letters can be typed everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence

from studio.ui.actions import Action, Shortcut
from studio.ui.canvas.gestures import append_menu
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.gestures.arranging import FINE, NUDGE, Arranger, Axis, Line
from studio.ui.canvas.gestures.clipboard import Clipboard
from studio.ui.canvas.gestures.kinds import kinds, tr
from studio.ui.canvas.gestures.walking import Direction, Walk

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

_ICONS: dict[Line, str] = {"left": "align_left", "centre": "align_middle", "top": "align_top"}


class Keys(QObject):
    """Registers the actions of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.view)
        self.window, self.view, self.document = window, window.view, window.document
        self.pen = pens.of(self.view)
        self.walk, self.arranger, self.clipboard = Walk(self.view), Arranger(self.view), Clipboard(self.view)
        self._register_drawing()
        self._register_clipboard()
        self._register_lines()
        self._register_nudges()
        self._register_walking()

    def _add(self, action: Action) -> None:
        self.window.registry.register(action).setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _has_steps(self) -> bool:
        return bool(self.document.procedure.steps)

    def _register_drawing(self) -> None:
        self._add(
            Action(
                "insert.append",
                tr("&Next step…"),
                partial(append_menu.ask, self.view),
                "A",
                self.pen.can_draw,
                menu="insert",
                section="next",
                icon="plus",
                tip=tr("Choose what comes after the selected step, or into the selected edge"),
                keywords=tr("append add new"),
                anywhere=False,
            )
        )
        for number, kind in enumerate(kinds(), 1):
            self._add(
                Action(
                    f"insert.{kind.id}",
                    kind.text,
                    partial(self.pen.draw, kind.id),
                    (kind.key, str(number)),
                    self.pen.can_draw,
                    menu="insert",
                    section="kinds",
                    icon=kind.id,
                    tip=kind.tip,
                    keywords=tr("append add new step"),
                    anywhere=False,
                )
            )
        self._add(
            Action(
                "insert.connect",
                tr("&Connect to a step…"),
                partial(append_menu.choose, self.view),
                append_menu.CONNECT,
                lambda: append_menu.connectable(self.view) is not None,
                menu="insert",
                section="connect",
                icon="connect",
                tip=tr("Lead the way on to a step that is drawn already"),
                keywords=tr("edge arrow link"),
                anywhere=False,
            )
        )
        self._add(
            Action(
                "arrange.start",
                tr("&Begin with this step"),
                lambda: self.pen.start_here(self.document.selection.step or ""),
                (),
                lambda: self.document.selection.step not in (None, self.document.procedure.start),
                menu="arrange",
                section="start",
                tip=tr("Let the conversation begin with the selected step"),
                keywords=tr("first start"),
                anywhere=False,
            )
        )

    def _register_clipboard(self) -> None:
        keys, clip = QKeySequence.StandardKey, self.clipboard
        rows: tuple[tuple[str, str, Callable[[], object], Shortcut, Callable[[], bool]], ...] = (
            ("cut", tr("Cu&t"), clip.cut, keys.Cut, clip.can_copy),
            ("copy", tr("&Copy"), clip.copy, keys.Copy, clip.can_copy),
            ("paste", tr("&Paste"), clip.paste, keys.Paste, clip.can_paste),
            ("duplicate", tr("D&uplicate"), clip.duplicate, "Ctrl+D", clip.can_copy),
        )
        for name, text, run, shortcut, enabled in rows:
            icon = "" if name == "duplicate" else name
            self._add(
                Action(
                    f"edit.{name}", text, run, shortcut, enabled,
                    menu="edit", section="clipboard", icon=icon, anywhere=False,
                )
            )  # fmt: skip

    def _register_lines(self) -> None:
        lines: tuple[tuple[Line, str], ...] = (
            ("left", tr("Align &left")),
            ("centre", tr("Align &centre")),
            ("right", tr("Align &right")),
            ("top", tr("Align &top")),
            ("middle", tr("Align &middle")),
            ("bottom", tr("Align &bottom")),
        )
        for line, text in lines:
            self._add(
                Action(
                    f"arrange.align_{line}", text, partial(self.arranger.align, line), (), self.arranger.can_align,
                    menu="arrange", section="align", icon=_ICONS.get(line, ""), anywhere=False,
                )
            )  # fmt: skip
        axes: tuple[tuple[Axis, str], ...] = (("across", tr("Distribute &across")), ("down", tr("Distribute &down")))
        for axis, text in axes:
            self._add(
                Action(
                    f"arrange.distribute_{axis}", text, partial(self.arranger.distribute, axis), (),
                    self.arranger.can_distribute, menu="arrange", section="distribute",
                    icon="distribute" if axis == "across" else "", tip=tr("Even gaps between the steps"),
                    anywhere=False,
                )
            )  # fmt: skip

    def _register_nudges(self) -> None:
        for name, text, x, y in (
            ("left", tr("Move left"), -1, 0),
            ("right", tr("Move right"), 1, 0),
            ("up", tr("Move up"), 0, -1),
            ("down", tr("Move down"), 0, 1),
        ):
            for more, modifiers, far in (("", "Ctrl", NUDGE), ("_a_little", "Ctrl+Shift", FINE)):
                said = tr("{move}, a little").format(move=text) if more else text
                self._add(
                    Action(
                        f"arrange.move_{name}{more}", said, partial(self.arranger.nudge, x * far, y * far),
                        f"{modifiers}+{name.capitalize()}", self.arranger.can_nudge, keywords=tr("nudge shift"),
                        anywhere=False,
                    )
                )  # fmt: skip

    def _register_walking(self) -> None:
        arrows: tuple[tuple[Direction, str], ...] = (
            ("down", tr("To the step &after")),
            ("up", tr("To the step &before")),
            ("left", tr("To the step on the &left")),
            ("right", tr("To the step on the &right")),
        )
        for name, text in arrows:
            self._add(
                Action(
                    f"go.{name}", text, partial(self.walk.go, name), name.capitalize(), self._has_steps,
                    menu="go", section="walk", anywhere=False,
                )
            )  # fmt: skip
        for way, text, keys, by in (
            ("next_way", tr("&Next way out"), "Tab", 1),
            ("previous_way", tr("&Previous way out"), "Shift+Tab", -1),
        ):
            self._add(
                Action(
                    f"go.{way}", text, partial(self.walk.next_way, by), keys, lambda: bool(self.walk.ways()),
                    menu="go", section="ways", tip=tr("Go through the ways out of the selected step"),
                    anywhere=False,
                )
            )  # fmt: skip
