"""The chat pane: two or three seats side by side, one box to write in, and the chart lighting up.

    open_run(window, RUN)           show the chat with a run's model
    reply_actions.append(...)       join the menu of each reply (see `hooks`)

Nothing of the pane is loaded before it is first seen.
"""

from __future__ import annotations

from studio.ui.chat.hooks import ReplyAction, ReplyRecord, reply_actions

__all__ = ["ReplyAction", "ReplyRecord", "reply_actions"]
