"""Where other parts of the window join the chat: what they are told of a reply, and the menu each reply has.

    def offer(reply: ReplyRecord, menu: QMenu) -> None:
        menu.addAction(tr("Why this reply?"), lambda: explain(reply))

    studio.ui.chat.reply_actions.append(offer)

What the actions do is their own business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from studio.chat.chats import SeatReply
    from studio.chat.conversation_tree import Said
    from studio.chat.seats.seat import SeatCard, SeatTurn
    from studio.chat.seats.spec import SeatSpec
    from studio.procedure.model import Procedure


@dataclass(frozen=True)
class ReplyRecord:
    """One reply of one seat, as it stands on the screen.

    `window` is the top-level window, for dialogs. `run` is the run's folder and `procedure` the one it was compiled
    from (not what is drawn now). `spec` and `card` say who replied. `line` is what was answered, None where the agent
    opened. `turns` are the seat's messages, several where tools were called in between; `turn` the one the menu belongs
    to. `before` is what the same seat was told and answered earlier, the opening first. `remembers_before` and
    `remembers` are the seat's memory before and after the reply, for `Seat.recall`; the first is empty at an opening.
    `is_last` says whether nothing follows on any branch.
    """

    window: QWidget
    run: Path
    procedure: Procedure
    spec: SeatSpec
    card: SeatCard
    exchange: int
    line: str | None
    turns: tuple[SeatTurn, ...]
    turn: SeatTurn
    before: tuple[Said[SeatReply], ...]
    remembers_before: dict[str, Any]
    remembers: dict[str, Any]
    is_last: bool

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """All that was said up to this reply and with it, as ("user" | "agent", words)."""
        said: list[tuple[str, str]] = []
        for line, turns in [*((each.line, each.reply.turns) for each in self.before), (self.line, self.turns)]:
            said += [("user", line)] if line is not None else []
            said += [("agent", turn.text) for turn in turns if turn.text]
        return tuple(said)


ReplyAction = Callable[[ReplyRecord, "QMenu"], None]
reply_actions: list[ReplyAction] = []  # each may add actions to a reply's menu, every time it opens
