"""Teach by testing: why a reply was given, what would have been right in its place, and chats kept as tests.

It joins the menu that every reply of the chat pane has. The questions are put in a panel beside the chart, where the
right step or branch is picked; nothing of it is loaded before it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from studio.ui import chat
from studio.ui.panels.lazily import Lazily
from studio.ui.teach.part import NAME, TeachPart
from studio.ui.teach.words import tr

if TYPE_CHECKING:
    from studio.ui.chat.hooks import ReplyRecord
    from studio.ui.window import MainWindow

__all__ = ["install", "offer", "part_of"]


def part_of(window: MainWindow) -> TeachPart:
    """What a window teaches with."""
    found = window.findChild(TeachPart)
    assert isinstance(found, TeachPart)
    return found


def offer(record: ReplyRecord, menu: QMenu) -> None:
    """Add to the menu of a reply."""
    from studio.ui.teach.records import can_correct, can_explain

    part = record.window.findChild(TeachPart)
    if not isinstance(part, TeachPart):
        return
    why = menu.addAction(tr("Why this reply?"), lambda: part.explain(record))
    why.setEnabled(can_explain(record))
    wrong = menu.addAction(tr("This reply is wrong…"), lambda: part.correct(record))
    wrong.setEnabled(can_correct(record))
    keep = menu.addAction(tr("Keep the chat up to here as a test…"), lambda: part.keep(record))
    keep.setEnabled(can_correct(record))


def install(window: MainWindow) -> None:
    """Add the panel to a window, and join the chat's menus."""
    part = TeachPart(window)
    area = Qt.DockWidgetArea.LeftDockWidgetArea
    window.add_panel(NAME, tr("Teach by testing"), Lazily(part.make), area, shown=False)
    if offer not in chat.reply_actions:
        chat.reply_actions.append(offer)
