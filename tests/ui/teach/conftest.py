"""A window on the travel sample's own file, and replies of a chat whose last one is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from studio.base.runfolder import create
from studio.chat.chats import SeatReply
from studio.chat.conversation_tree import Said
from studio.chat.seats.seat import SeatCard, SeatTurn
from studio.chat.seats.spec import SeatSpec
from studio.procedure.machine import Heard, Machine
from studio.procedure.tables import look_up
from studio.procedure.trace import Move, Trace
from studio.ui import theme
from studio.ui.chat.hooks import ReplyRecord
from studio.ui.document import Document
from studio.ui.window import MainWindow
from tests.bench import dialogues as d

TRAVEL = d.sample("travel_booking")
LINE = "Hmm, go on then, I'm Mary Duffy by the way"


@pytest.fixture
def window(qtbot, tmp_path: Path):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    flow = tmp_path / "travel.flow.json"
    shutil.copyfile(d.SAMPLES / "travel_booking.flow.json", flow)
    document = Document()
    document.load(flow)
    made = MainWindow(document)
    qtbot.addWidget(made, before_close_func=lambda closing: closing.document.stack.setClean())
    made.resize(1300, 850)
    made.show()
    document.check_now()
    return made


def turns_of(*traces: Trace, text: str = "") -> tuple[SeatTurn, ...]:
    return tuple(SeatTurn(text if n == len(traces) - 1 else "", trace) for n, trace in enumerate(traces))


@pytest.fixture
def record(window, tmp_path: Path) -> ReplyRecord:
    """Up to the offer as the machine leads it; then "later", which was wrong."""
    machine = Machine(TRAVEL, d.TODAY)
    opened, state = machine.open()
    before = [Said(None, SeatReply(turns_of(opened.trace, text=opened.text)))]
    for line in (d.TRIP, d.PARTY):
        message, state = machine.hear(state, line.heard)
        traces, text = [message.trace], message.text
        if state.waiting == "tool":
            found = look_up(TRAVEL, TRAVEL.step_by_id["find_flight"], machine.normal(state.words), d.TODAY)  # type: ignore[arg-type]
            message, state = machine.hear(state, Heard("tool", found.fields, outcome=found.outcome))
            traces, text = [*traces, message.trace], message.text
        before.append(Said(line.text, SeatReply(turns_of(*traces, text=text))))
    wrong = Trace(at="ask_offer", moves=(Move("verdict", "later"), Move("call_back")))
    turns = turns_of(wrong, text="Until tomorrow.")
    messages = [["user", "[start] Today is Saturday 2026-11-21."], ["assistant", opened.trace.text() + opened.text]]
    messages += [["user", LINE], ["assistant", wrong.text() + "Until tomorrow."]]
    run = create(tmp_path / "run", "Travel")
    return ReplyRecord(
        window=window,
        run=run.path,
        procedure=TRAVEL,
        spec=SeatSpec(kind="compiled"),
        card=SeatCard("compiled", "Compiled", "compiled"),
        exchange=4,
        line=LINE,
        turns=turns,
        turn=turns[-1],
        before=tuple(before),
        remembers_before={},
        remembers={"messages": messages, "ends": [2, 4]},
        is_last=True,
    )
