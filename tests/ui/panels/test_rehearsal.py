from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from studio.base import paths
from studio.procedure import edits, file
from studio.procedure.cases import cases_path
from studio.ui.canvas.glow import Glow
from studio.ui.canvas.scene import Scene
from studio.ui.document import Document
from studio.ui.panels.rehearsal_panel import RehearsalPanel
from studio.ui.window import MainWindow

TODAY = date(2026, 11, 21)


@pytest.fixture
def document(small):
    return Document(small)


@pytest.fixture
def panel(qtbot, document):
    made = RehearsalPanel(document, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    return made


def typed(qtbot, panel, words):
    qtbot.keyClicks(panel.line, words)
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)


def texts(panel):
    return [line.text for line in panel.transcript.lines]


def chips(panel):
    return [item.widget().whole for at in range(panel._chips.count()) if (item := panel._chips.itemAt(at))]


def test_the_agent_opens_when_the_panel_is_first_seen(panel):
    assert texts(panel) == ["Hello there. Which size?"]
    assert panel.transcript.lines[0].title == "Ask the size"
    assert not panel.keep_button.isEnabled()


def test_a_typed_answer_is_heard_and_shown_as_a_chip(qtbot, panel):
    typed(qtbot, panel, "extra large")
    assert chips(panel) == ["Size: extra large"]
    assert panel.line.text() == ""


def test_a_decision_that_is_not_plain_is_offered_as_buttons(qtbot, panel):
    typed(qtbot, panel, "extra large")
    assert [button.whole for button in panel.offers.buttons()] == ["names a size", "is unsure"]
    assert "Known?" in panel.offers.caption.text()
    assert texts(panel)[-1] == "extra large"
    qtbot.mouseClick(panel.offers.buttons()[0], Qt.MouseButton.LeftButton)
    assert texts(panel)[-1] == "Thank you."
    assert panel.rehearsal.waits_for == ""
    assert not panel.line.isEnabled()


def test_other_things_to_say_stand_in_menus(qtbot, panel):
    asides = panel.offers.menus()[-1]
    labels = [action.text() for action in asides.actions()]
    assert labels == ["Vague answer", "Declines to answer", "Wants a human", "Leaves", "Out of scope", "Attack"]
    asides.actions()[2].trigger()
    assert panel.rehearsal.state.outcome == "escalated"


def test_what_can_be_said_never_makes_the_panel_wider(qtbot):
    panel = RehearsalPanel(Document(file.load(paths.sample("travel_booking"))), lambda: TODAY)
    qtbot.addWidget(panel)
    panel.resize(320, 800)
    panel.show()
    panel.play_on()
    assert len(panel.offers.menus()) == 3
    assert panel.minimumSizeHint().width() <= 320

    def all_are_seen() -> bool:
        beside = panel.offers._beside
        return all(beside.rect().contains(menu.parentWidget().geometry()) for menu in panel.offers.menus())

    qtbot.waitUntil(all_are_seen)


def test_the_step_and_the_way_are_told(qtbot, panel):
    steps, ways = QSignalSpy(panel.current_step_changed), QSignalSpy(panel.path_changed)
    typed(qtbot, panel, "large")
    qtbot.mouseClick(panel.offers.buttons()[0], Qt.MouseButton.LeftButton)
    assert steps.at(steps.count() - 1)[0] == "done"
    assert ways.at(ways.count() - 1)[0] == [("hello", "next"), ("ask_size", "next"), ("known", "yes")]
    panel.hide()
    assert steps.at(steps.count() - 1)[0] == ""


def test_back_and_restart(qtbot, panel):
    typed(qtbot, panel, "large")
    qtbot.mouseClick(panel.offers.buttons()[0], Qt.MouseButton.LeftButton)
    panel.back()
    assert texts(panel) == ["Hello there. Which size?"]
    typed(qtbot, panel, "large")
    panel.restart()
    assert texts(panel) == ["Hello there. Which size?"]
    assert chips(panel) == []


def test_it_plays_by_itself_until_the_end(qtbot, panel, monkeypatch):
    panel._timer.setInterval(1)
    panel.play()
    assert panel.plays
    qtbot.waitUntil(lambda: not panel.plays, timeout=3000)
    assert panel.rehearsal.state.waiting == "closed"
    panel.play()
    assert panel.plays
    assert texts(panel) == ["Hello there. Which size?"]
    panel.toggle_play()
    assert not panel.plays


def test_a_change_of_the_chart_is_walked_with_the_same_answers(qtbot, panel, document):
    typed(qtbot, panel, "large")
    qtbot.mouseClick(panel.offers.buttons()[0], Qt.MouseButton.LeftButton)

    def reworded(procedure):
        return edits.replace_step(procedure, edits.with_(procedure.step_by_id["done"], text="Thanks a lot."))

    document.apply("Words", reworded)
    qtbot.waitUntil(lambda: texts(panel)[-1] == "Thanks a lot.", timeout=2000)
    assert not panel.notice.isVisible()
    document.apply("Delete", lambda procedure: edits.remove_step(procedure, "ask_size"))
    qtbot.waitUntil(panel.notice.isVisible, timeout=2000)
    assert "“Known?” judges an answer before anything was asked." in panel.notice.text()
    document.undo()
    qtbot.waitUntil(lambda: len(texts(panel)) == 3 and texts(panel)[-1] == "Thanks a lot.", timeout=2000)
    assert not panel.notice.isVisible()


def test_a_hidden_panel_catches_up_when_it_is_seen(qtbot, panel, document):
    typed(qtbot, panel, "large")
    panel.hide()

    def reworded(procedure):
        return edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], text="Good day."))

    document.apply("Words", reworded)
    assert texts(panel)[0].startswith("Hello")
    panel.show()
    assert texts(panel)[0].startswith("Good day.")


def test_another_procedure_begins_anew(panel, document):
    document.replace(file.load(paths.sample("hello")))
    assert "Harbour Clinic" in texts(panel)[0]


def test_an_empty_chart_says_what_is_missing(panel, document):
    document.replace(edits.with_(document.procedure, steps=(), start=None))
    assert panel.notice.text() == "Nothing is drawn yet."
    assert texts(panel) == []
    assert not panel.line.isEnabled()


def test_a_rehearsal_is_kept_beside_the_procedure(qtbot, panel, document, tmp_path):
    typed(qtbot, panel, "large")
    qtbot.mouseClick(panel.offers.buttons()[0], Qt.MouseButton.LeftButton)
    assert not panel.keep()
    assert "Save the procedure first." in panel.notice.text()
    path = tmp_path / "small.flow.json"
    document.save(path)
    qtbot.mouseClick(panel.keep_button, Qt.MouseButton.LeftButton)
    case = json.loads(cases_path(path).read_text())
    assert case["id"] == "small-1"
    assert [turn.get("step") for turn in case["turns"]] == ["hello", None, "done"]
    assert "small.cases.jsonl" in panel.notice.text()


def test_the_glow_is_on_the_step_and_the_way_and_survives_a_rebuild(qtbot, document):
    scene = Scene(document)
    glow = Glow(scene)
    glow.show_path([("hello", "next")])
    glow.show_step("ask_size")
    assert scene.step_items["ask_size"].glow is not None
    assert scene.edge_items[("hello", "next")].lit
    scene.rebuild()
    assert scene.step_items["ask_size"].glow is not None
    assert scene.edge_items[("hello", "next")].lit
    glow.show_step("")
    glow.show_path([])
    assert scene.step_items["ask_size"].glow is None
    assert not scene.edge_items[("hello", "next")].lit


def test_in_the_window_the_chart_lights_up_only_while_the_panel_is_seen(qtbot, document):
    window = MainWindow(document)
    qtbot.addWidget(window)
    window.show()
    assert window.scene.step_items["ask_size"].glow is None
    window.registry.trigger("rehearsal.restart")
    assert window.panels["rehearsal"].isVisible()
    assert window.scene.step_items["ask_size"].glow is not None
    window.show_panel("rehearsal", False)
    assert window.scene.step_items["ask_size"].glow is None
    window.document.stack.setClean()


def test_a_narrow_panel_cuts_nothing_off(qtbot, panel):
    typed(qtbot, panel, "as large as it can possibly be made, and then a little larger still if that is allowed")
    panel.resize(300, 600)
    qtbot.wait(20)
    inside = panel.transcript.widget()
    assert inside.width() <= panel.transcript.viewport().width()
    chip = panel._chips.itemAt(0).widget()
    assert chip.text().endswith("…")
    assert chip.geometry().right() <= panel.width()


@pytest.mark.parametrize("width", [300, 360, 520])
def test_every_bubble_is_as_tall_as_its_words(qtbot, panel, document, width):
    document.replace(file.load(paths.sample("insurance_claims")))
    for _ in range(6):
        panel.play_on()
    panel.resize(width, 600)

    def all_fit():
        found = [(bubble, bubble._words) for bubble in panel.transcript._bubbles]
        return all(
            words.height() == words.heightForWidth(words.width()) and bubble.height() > words.geometry().bottom()
            for bubble, words in found
        )

    qtbot.waitUntil(all_fit, timeout=2000)
