"""A chat that was held before, for pictures of the pane: shown with its figures as they were, and without any engine.

Where none was recorded for a procedure, one is walked through the chart, which has no figures.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from studio.base import paths
from studio.base.runfolder import create
from studio.chat.chats import Chat, ChatFolder, KeptSeat, SeatReply, loads
from studio.chat.seats.seat import SeatCard, SeatTurn
from studio.chat.seats.spec import SeatSpec
from studio.procedure import offers, rehearsal
from studio.procedure.file import dumps, procedure_hash
from studio.procedure.model import Procedure

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

TURNS = 4  # answers of a chat that is walked
COMPILED = SeatSpec(kind="compiled")


def show(window: MainWindow) -> None:
    """Show the pane with a recorded chat on the window's procedure."""
    from studio.ui.chat import open_run

    procedure = window.document.procedure
    folder = paths.cache() / "recorded" / uuid.uuid4().hex[:8]
    run = create(folder, procedure.name, procedure_hash=procedure_hash(procedure))
    run.procedure.write_text(dumps(procedure), "utf-8")
    ChatFolder(folder).save(recorded(procedure) or walked(procedure))
    open_run(window, folder)


def recorded(procedure: Procedure) -> Chat | None:
    """The chat that was recorded for this very procedure, if there is one."""
    for file in sorted((paths.resources() / "recorded").glob("*.chat.json")):
        name, _, hashed = file.name.removesuffix(".chat.json").rpartition("-")
        if name and procedure_hash(procedure).startswith(hashed):
            return loads(file.read_text("utf-8"), "recorded")
    return None


def walked(procedure: Procedure) -> Chat:
    """A chat in the procedure's own words, with likely answers."""
    chat = Chat([KeptSeat(key="compiled", spec=COMPILED, card=SeatCard("compiled", "Compiled", "compiled"))])
    walk = rehearsal.begin(procedure, date.today())
    seen = 0
    for number in range(TURNS + 1):
        line = None
        if number:
            offer = offers.likely(walk)
            if offer is None:
                break
            walk = offers.taken(walk, offer)
            line = next((turn.said.words for turn in walk.turns[seen:] if turn.said is not None), None)
            if line is None:
                continue
        turns = tuple(
            SeatTurn(turn.message.text, turn.message.trace, fields=turn.message.trace.fields, legal=True)
            for turn in walk.turns[seen:]
        )
        seen = len(walk.turns)
        chat.tree.put(chat.tree.say(line), "compiled", SeatReply(turns))
    return chat
