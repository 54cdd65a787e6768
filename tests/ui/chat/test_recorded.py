from __future__ import annotations

import pytest

from studio.base import paths
from studio.procedure import file
from studio.ui.chat import leaving, pane_of
from studio.ui.chat.recorded import recorded, show, walked
from studio.ui.document import Document
from studio.ui.window import MainWindow


@pytest.fixture
def travel():
    return file.load(paths.sample("travel_booking"))


def test_the_travel_sample_has_a_recorded_chat_with_three_seats(travel):
    chat = recorded(travel)
    assert chat is not None
    assert [seat.key for seat in chat.seats] == ["compiled", "prompted", "orchestrated"]
    assert all(seat.card is not None and seat.card.base for seat in chat.seats)
    assert len(chat.tree.path()) == 5


def test_another_procedure_has_none_and_is_walked(small):
    assert recorded(small) is None
    chat = walked(small)
    assert chat.tree.path()[0].line is None
    assert len(chat.tree.path()) > 1
    assert chat.tree.path()[0].replies["compiled"].turns[0].text


def test_the_window_shows_it_without_any_engine(travel, qtbot, monkeypatch):
    from studio.ui import window

    monkeypatch.setattr(window, "PARTS", ("studio.ui.chat",))
    made = MainWindow(Document(travel))
    made.show()
    show(made)
    panel = pane_of(made).panel
    qtbot.waitUntil(lambda: len(panel.conversation.rows) == 5)
    assert panel.conversation.rows[4].cells["compiled"].texts
    assert not panel.talk.is_busy
    assert "Same base" in panel.foot.honest.text()
    assert not panel.bar.outdated
    made.document.stack.setClean()
    made.close()
    leaving.wait()
