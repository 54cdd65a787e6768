"""A server's seat in the real pane, with a real little server: words as they stream, and what it does not answer."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from studio.chat.seats.endpoint import open_endpoint
from studio.chat.seats.spec import SeatSpec
from studio.chat.session import Sampling
from studio.procedure.file import load
from studio.ui.chat.panel import ChatPanel
from tests.chat.seats.model_server import serving

TODAY = date(2026, 11, 21)


def streamed(*pieces):
    events = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
    return [*events, {"choices": [], "usage": {"prompt_tokens": 321, "completion_tokens": 7}}, "[DONE]"]


@pytest.fixture
def panel(qtbot, talk, room, settled, run):
    """The pane, with seats of servers opened as the studio's own room opens them."""
    fakes = room.seat

    def seat(spec):
        if spec.kind != "endpoint":
            return fakes(spec)
        return open_endpoint(spec, load(run / "procedure.flow.json"), TODAY, Sampling(), threading.RLock())

    room.seat = seat
    made = ChatPanel(talk, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    talk.remove_seat("prompted")
    settled(talk)
    return made


def test_its_words_stream_in_and_its_own_count_is_told(panel, qtbot, settled):
    with serving(lambda _: streamed("Which ", "size?")) as server:
        spec = SeatSpec(kind="endpoint", url=server.url, model="big")
        server.hold = threading.Event()
        panel.talk.add_seat(spec)
        qtbot.waitUntil(lambda: spec.id in panel.conversation.rows[0].cells)
        cell = panel.conversation.rows[0].cells[spec.id]
        qtbot.waitUntil(lambda: [text.strip() for text in cell.texts] == ["Which"])
        server.hold.set()
        settled(panel.talk)
        assert cell.texts == ["Which size?"]
        assert "read 321" in " ".join(bubble.said for bubble in cell._bubbles)
        assert server.bodies[0]["model"] == "big"


def test_where_it_does_not_answer_any_more_that_is_said_in_its_column(panel, qtbot, settled):
    with serving(lambda _: streamed("Which size?")) as server:
        spec = SeatSpec(kind="endpoint", url=server.url, model="big")
        panel.talk.add_seat(spec)
        settled(panel.talk)
    panel.talk.say("XL")
    settled(panel.talk)
    cell = panel.conversation.rows[1].cells[spec.id]
    (trouble,) = [bubble for bubble in cell._bubbles if "127.0.0.1" in bubble.said]
    qtbot.waitUntil(trouble.isVisible)
    assert trouble.height() >= trouble.heightForWidth(trouble.width())
    assert panel.conversation.rows[1].cells["compiled"].texts == ["Thank you."]
