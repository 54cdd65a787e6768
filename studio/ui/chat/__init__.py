"""The chat pane: two or three seats side by side, one box to write in, and the chart lighting up.

    open_run(window, RUN)           show the chat with a run's model
    reply_actions.append(...)       join the menu of each reply (see `hooks`)

Nothing of the pane is loaded before it is first seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from studio.ui.actions import Action
from studio.ui.chat.hooks import ReplyAction, ReplyRecord, reply_actions
from studio.ui.panels.lazily import Lazily

if TYPE_CHECKING:
    from studio.ui.chat.pane import Pane
    from studio.ui.chat.panel import ChatPanel
    from studio.ui.window import MainWindow

__all__ = ["ReplyAction", "ReplyRecord", "install", "open_run", "pane_of", "reply_actions"]

NAME = "chat"


class _Chatting(QObject):
    """What a person does with the chat of one window, wherever they ask for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("chatting")
        self._window = window
        self._made: Pane | None = None
        self.place: Lazily[ChatPanel] = Lazily(self._make)

    def _make(self) -> ChatPanel:
        return self.pane.panel

    @property
    def pane(self) -> Pane:
        if self._made is None:
            from studio.ui.chat.pane import Pane

            self._made = Pane(self._window)
            QTimer.singleShot(0, self._made.widen)
        return self._made

    def shown(self) -> Pane:
        """The pane, in front."""
        pane = self.pane
        self._window.show_panel(NAME)
        return pane

    @property
    def has_run(self) -> bool:
        return self._made is not None and self._made.talk.run is not None

    def is_busy(self) -> bool:
        return self._made is not None and self._made.talk.is_busy

    def can_begin(self) -> bool:
        return self.has_run

    def new(self) -> None:
        self.shown().talk.new_chat()

    def stop(self) -> None:
        self.pane.talk.stop()

    def choose(self) -> None:
        self.shown().choose()


def install(window: MainWindow) -> None:
    """Add the panel and its actions."""
    chatting = _Chatting(window)
    window.add_panel(
        NAME, _tr("Chat"), chatting.place, Qt.DockWidgetArea.RightDockWidgetArea, shown=False, shortcut="F9"
    )  # fmt: skip
    words = _tr("chat talk test model conversation seats")
    for name, text, run, enabled in (
        ("open", _tr("&Talk to a compiled model…"), chatting.choose, None),
        ("new", _tr("&New chat"), chatting.new, chatting.can_begin),
        ("stop", _tr("&Stop replying"), chatting.stop, chatting.is_busy),
    ):
        window.registry.register(
            Action(f"chat.{name}", text, run, "", enabled, None, "procedure", "chat", keywords=words)
        )


def pane_of(window: QObject) -> Pane:
    """A window's pane, in front. Raises LookupError for a window without one."""
    chatting = window.findChild(QObject, "chatting")
    if chatting is None:
        raise LookupError("this window has no chat")
    return cast(_Chatting, chatting).shown()


def open_run(window: MainWindow, path: Path) -> bool:
    """Show the chat with a run's model; what is wrong with it is told in the window. Whether it could be opened."""
    return pane_of(window).open(path)


def _tr(text: str) -> str:
    return QCoreApplication.translate("chat", text)
