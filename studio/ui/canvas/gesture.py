"""What a gesture is: something begun with a button, led by the pointer, and ended by letting go or by Escape.

Each gesture is a small class. A starter looks at a press and gives the gesture that it begins, or None; `View.starters`
holds them, and those added last are asked first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt

if TYPE_CHECKING:
    from studio.ui.canvas.view import View


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is: `place` in the scene, `spot` on the screen's view; `button` is the one pressed (NoButton in
    a move); `double` where it was a double click."""

    place: QPointF
    spot: QPoint
    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    double: bool = False

    @property
    def adding(self) -> bool:
        """Whether what is chosen is to be added to what is selected."""
        return bool(self.modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))


class Gesture(Protocol):
    """A gesture under way. `move` is called for every move, `release` once at the end, `cancel` instead of it."""

    def move(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> None: ...

    def cancel(self) -> None: ...


Starter = Callable[["View", Pointer], Gesture | None]
