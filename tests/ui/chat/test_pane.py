from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from shiboken6 import isValid

from studio.procedure import edits
from studio.ui import chat, window
from studio.ui.chat import leaving, open_run, pane_of
from studio.ui.chat import pane as pane_module
from studio.ui.document import Document
from studio.ui.window import MainWindow


@pytest.fixture
def shown(qtbot, small, monkeypatch, make_room):
    monkeypatch.setattr(window, "PARTS", ("studio.ui.panels.outline", "studio.ui.chat"))
    monkeypatch.setattr(pane_module, "make_room", make_room)
    monkeypatch.setattr(pane_module, "neighbours", lambda: None)
    made = MainWindow(Document(small))
    made.resize(1200, 800)
    made.show()
    yield made
    if isValid(made):
        made.document.stack.setClean()
        made.close()
    leaving.wait()


@pytest.fixture
def pane(shown, run, qtbot, settled):
    assert open_run(shown, run)
    found = pane_of(shown)
    qtbot.waitUntil(lambda: len(found.talk.chat.tree) == 1)
    settled(found.talk)
    return found


def test_nothing_is_made_before_the_pane_is_seen(shown):
    chatting = shown.findChild(chat._Chatting)
    assert chatting._made is None
    shown.show_panel("chat")
    assert chatting._made is not None
    assert not shown.registry["chat.new"].enabled()


def test_before_a_run_is_chosen_the_pane_says_what_to_do(shown, run, qtbot):
    shown.show_panel("chat")
    panel = pane_of(shown).panel
    assert panel.empty.isVisible()
    assert panel.foot.isHidden()
    panel.empty.chosen.emit(run)
    qtbot.waitUntil(lambda: panel.conversation.isVisible())
    assert panel.empty.isHidden()


def test_a_run_is_opened_and_the_chart_lights_up(shown, pane, settled, qtbot):
    assert not shown.panels["chat"].isHidden()
    pane.talk.say("XL")
    settled(pane.talk)
    items = shown.scene.step_items
    qtbot.waitUntil(lambda: items["done"].glow is not None)
    assert items["ask_size"].glow is None
    assert shown.scene.edge_items["known", "yes"].lit
    assert not shown.scene.edge_items["known", "no"].lit
    assert shown.registry["chat.new"].enabled()


def test_a_move_off_the_chart_stands_there_in_red(shown, pane, settled, qtbot):
    from studio.ui import theme

    pane.talk.say("wrong")
    settled(pane.talk)
    qtbot.waitUntil(lambda: shown.scene.step_items["done"].glow == theme.current().problem)
    assert len(pane._light.lines) == 1
    assert pane._light.lines[0].scene() is shown.scene
    shown.scene.rebuild()
    assert len(pane._light.lines) == 1
    shown.show_panel("chat", False)
    qtbot.waitUntil(lambda: shown.scene.step_items["done"].glow is None)
    assert pane._light.lines == []


def test_a_chart_that_has_changed_since_is_told(shown, pane, qtbot):
    assert not pane.panel.bar.outdated

    def reworded(procedure):
        return edits.replace_step(procedure, edits.with_(procedure.step_by_id["done"], text="Thanks."))

    shown.document.apply("Reword", reworded)
    qtbot.waitUntil(lambda: pane.panel.bar.outdated)
    assert "changed since" in pane.panel.bar.name.whole
    shown.document.undo()
    qtbot.waitUntil(lambda: not pane.panel.bar.outdated)


def test_the_pane_fills_the_window_and_gives_it_back(shown, pane):
    outline = shown.panels["outline"]
    pane.panel.bar.fill.click()
    assert shown.view.isHidden()
    assert outline.isHidden()
    assert not shown.panels["chat"].isHidden()
    pane.panel.bar.fill.click()
    assert not shown.view.isHidden()
    assert not outline.isHidden()


def test_other_parts_are_told_of_the_window_also_while_the_pane_floats(shown, pane):
    assert pane.panel.record(1, "compiled").window is shown
    shown.panels["chat"].setFloating(True)
    assert pane.panel.window() is not shown
    assert pane.panel.record(1, "compiled").window is shown


def test_what_is_no_run_is_told_in_the_window(shown, tmp_path):
    assert not open_run(shown, tmp_path)
    assert "not the folder of a run" in shown.bar.text


def test_a_step_named_over_a_reply_is_shown_on_the_chart(shown, pane):
    pane.panel.conversation.step_chosen.emit("ask_size")
    assert shown.document.selection.step == "ask_size"


def test_the_window_closes_while_somebody_writes(shown, pane, room, qtbot):
    room.seats("compiled")[0].hold = threading.Event()
    pane.talk.say("XL")
    qtbot.waitUntil(lambda: pane.talk.slots[0].state == "writing")
    shown.document.stack.setClean()
    timer = QElapsedTimer()
    timer.start()
    shown.close()
    assert timer.elapsed() < 1000
    leaving.wait()
    assert room.closed


def test_a_seat_that_takes_long_to_load_does_not_hold_up_the_window(shown, run, room, qtbot, settled):
    plain, went_round, waited = room.seat, threading.Event(), []

    def slow(spec):
        waited.append(went_round.wait(20))  # only the window's own loop ends this
        return plain(spec)

    room.seat = slow
    open_run(shown, run)
    talk = pane_of(shown).talk
    qtbot.waitUntil(lambda: talk.slots[0].state == "opening")
    QTimer.singleShot(50, went_round.set)
    settled(talk)
    assert waited == [True, True]
