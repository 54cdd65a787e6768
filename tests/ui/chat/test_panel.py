from __future__ import annotations

import json
import threading
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from studio.chat.certainty import Certainty
from studio.chat.neighbours import Neighbour
from studio.chat.price_list import price_of, prices
from studio.chat.seats import keys
from studio.chat.seats.spec import SeatSpec
from studio.chat.way import Way
from studio.ui import theme
from studio.ui.chat import leaving
from studio.ui.chat.hooks import reply_actions
from studio.ui.chat.panel import ChatPanel
from studio.ui.chat.pricing import PriceDialog
from studio.ui.chat.seat_thread import Known
from studio.ui.chat.server import ServerDialog
from tests.ui.chat.conftest import SERVER, Offer, trouble

TODAY = date(2026, 11, 21)


@pytest.fixture
def panel(qtbot, talk, settled):
    made = ChatPanel(talk, lambda: TODAY)
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    settled(talk)
    return made


@pytest.fixture
def say(qtbot, panel, settled):
    def do(words):
        qtbot.keyClicks(panel.foot.box, words)
        qtbot.keyClick(panel.foot.box, Qt.Key.Key_Return)
        settled(panel.talk)

    return do


def cell(panel, number, key="compiled"):
    return panel.conversation.rows[number].cells[key]


def labels(widget):
    return [bubble.said for bubble in widget._bubbles]


def test_the_agents_open_side_by_side(panel):
    assert cell(panel, 0).texts == ["Hello there. Which size?"]
    assert cell(panel, 0, "prompted").texts == ["Hello!"]
    assert panel.conversation.rows[0].line.text is None


def test_a_line_typed_once_is_answered_in_every_column(panel, say):
    say("XL")
    assert panel.foot.box.toPlainText() == ""
    assert cell(panel, 1).texts == ["Thank you."]
    assert cell(panel, 1, "prompted").texts == ["You said: XL"]
    assert panel.conversation.rows[1].line.text == "XL"


def test_what_is_empty_is_not_sent(panel, say):
    say("   ")
    assert len(panel.conversation.rows) == 1


def test_under_each_reply_stand_its_figures(panel, say):
    say("XL")
    told = " ".join(labels(cell(panel, 1)))
    assert "first word 200 ms" in told
    assert "24 tokens/s" in told
    assert "read 60" in told
    assert "wrote 12" in told
    assert "(cold)" not in told
    assert "(cold)" in " ".join(labels(cell(panel, 0, "prompted")))


def test_words_come_in_while_they_are_written(panel, qtbot, room, settled):
    hold = threading.Event()
    for _, seat in room.made:
        seat.hold = hold
    panel.talk.say("XL")
    qtbot.waitUntil(lambda: cell(panel, 1).texts == ["Thank"])
    assert cell(panel, 1, "prompted").shown.standing == "waiting"
    assert panel.foot.button.toolTip().startswith("Stop")
    hold.set()
    settled(panel.talk)
    assert cell(panel, 1).texts == ["Thank you."]
    assert panel.foot.button.toolTip().startswith("Send")


def test_escape_stops_and_what_stands_is_marked(panel, qtbot, room):
    hold = threading.Event()
    for _, seat in room.made:
        seat.hold = hold
    panel.talk.say("XL")
    qtbot.waitUntil(lambda: cell(panel, 1).texts == ["Thank"])
    qtbot.keyClick(panel.foot.box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.talk.is_busy)
    assert "Cut short" in labels(cell(panel, 1))
    assert "Not answered" in labels(cell(panel, 1, "prompted"))
    hold.set()


def test_an_earlier_line_is_edited_where_it_stands(panel, say, qtbot, settled):
    say("XL")
    qtbot.keyClick(panel.foot.box, Qt.Key.Key_Up)
    line = panel.conversation.rows[1].line
    assert line.is_edited
    line._send("small")
    settled(panel.talk)
    assert panel.conversation.rows[1].line.text == "small"
    assert cell(panel, 1, "prompted").texts == ["You said: small"]
    panel.conversation.rows[1].line.switched.emit(-1)
    assert panel.conversation.rows[1].line.text == "XL"


def test_an_edit_can_be_left(panel, say, qtbot):
    say("XL")
    line = panel.conversation.rows[1].line
    line.begin_edit()
    line.end_edit()
    assert not line.is_edited
    line.begin_edit()
    line._send("XL")
    assert panel.talk.chat.tree.place(2) == (1, 1)


def test_a_reply_is_asked_for_again_and_can_be_copied(panel, say, settled):
    say("XL")
    cell(panel, 1, "prompted").again.emit()
    settled(panel.talk)
    assert panel.talk.chat.tree.place(3) == (2, 2)
    cell(panel, 1)._copy(panel.bar.new)
    assert QGuiApplication.clipboard().text() == "Thank you."


def test_what_it_noted_is_folded_under_the_reply(panel, say):
    say("XL")
    found = cell(panel, 1)
    assert found._notes.isHidden()
    found.unfold(True)
    assert not found._notes.isHidden()
    told = labels(found)
    assert "At “Ask the size” it heard an answer" in told
    assert "Size: XL" in told
    assert "→ Known?: names a size" in told
    assert "→ Done" in told


def test_a_move_off_the_chart_is_red(panel, say):
    say("wrong")
    told = labels(cell(panel, 1))
    assert "This is not on the chart" in told
    assert "→ Done (not on the chart)" in told
    assert panel.way().off == {("ask_size", "done")}


def test_the_chart_follows_the_chosen_seat(panel, say, qtbot):
    seen = []
    panel.way_changed.connect(seen.append)
    say("XL")
    qtbot.waitUntil(lambda: bool(seen) and seen[-1].current == "done")
    assert panel.foot.chips == ["Size: XL"]
    panel.heads.heads["prompted"].chosen.emit()
    qtbot.waitUntil(lambda: seen[-1].current == "")
    assert panel.foot.chips == []
    panel.hide()
    qtbot.waitUntil(lambda: seen[-1] == Way())


def test_what_is_being_noted_lights_up_before_a_word_is_said(panel, qtbot, room, settled):
    hold = threading.Event()
    seat = room.seats("compiled")[0]
    seat.hold = hold
    panel.talk.say("XL")
    qtbot.waitUntil(lambda: cell(panel, 1).texts == ["Thank"])
    assert panel.way().current == "done"
    assert panel.talk.way("compiled").current == "ask_size"
    hold.set()
    settled(panel.talk)


def test_a_dead_engine_is_a_sentence_and_starts_again(panel, say, room, settled):
    room.broken = trouble("The engine was killed.", "Close other programs.")
    say("XL")
    assert labels(cell(panel, 1)) == ["The engine was killed.\nClose other programs."]
    assert cell(panel, 1, "prompted").texts == ["You said: XL"]
    say("XS")
    assert labels(cell(panel, 2)) == ["Not answered"]  # it would wait for ever
    cell(panel, 1).resume.emit()
    settled(panel.talk)
    assert cell(panel, 1).texts == ["Thank you."]
    assert cell(panel, 2).texts == ["Thank you."]


def test_a_file_that_is_no_model_is_a_sentence_in_its_own_column(panel, say, tmp_path, settled, qtbot):
    from studio.chat.seats.spec import SeatSpec

    panel.talk.remove_seat("prompted")
    broken = SeatSpec(kind="gguf", path=tmp_path / "broken.gguf")
    panel.talk._room._room.refuse[broken.id] = trouble("broken.gguf is cut off.", "Get it anew.")
    panel.talk.add_seat(broken)
    settled(panel.talk)
    qtbot.waitUntil(lambda: broken.id in panel.conversation.rows[0].cells)
    assert labels(cell(panel, 0, broken.id)) == ["broken.gguf is cut off.\nGet it anew."]
    assert cell(panel, 0).texts == ["Hello there. Which size?"]


def test_seats_come_and_go(panel, say, settled, qtbot):
    say("XL")
    panel.talk.add_seat(SERVER)
    settled(panel.talk)
    qtbot.waitUntil(lambda: list(panel.heads.heads) == ["compiled", "prompted", SERVER.id])
    assert cell(panel, 1, SERVER.id).texts == ["You said: XL"]
    assert not panel.bar.add.isEnabled()
    panel.heads.heads["prompted"].removed.emit()
    qtbot.waitUntil(lambda: list(panel.conversation.rows[1].cells) == ["compiled", SERVER.id])
    panel.heads.heads[SERVER.id].removed.emit()
    qtbot.waitUntil(lambda: panel.heads.heads["compiled"].remove.isHidden())


def test_the_menu_of_seats_says_what_is_missing(panel, qtbot):
    qtbot.waitUntil(lambda: bool(panel.talk.room_known.offers))
    menu = QMenu()
    panel.bar.fill_add(menu)
    enabled = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert enabled["The compiled model"]
    assert not enabled["The base model led step by step (LangGraph)"]
    assert [action.toolTip() for action in menu.actions() if not action.isEnabled() and action.text()] == ["Not there."]


def test_a_third_place_is_offered_and_taken_with_one_press(panel, settled, qtbot):
    assert panel.vacancy.isVisible()
    assert "LangGraph" in panel.vacancy.told.text()
    panel.talk.room_known = Known(None, (Offer(SeatSpec(kind="orchestrated"), True),))
    panel.talk.known.emit()
    panel.vacancy.add.click()
    settled(panel.talk)
    qtbot.waitUntil(lambda: list(panel.heads.heads) == ["compiled", "prompted", "orchestrated"])
    assert panel.vacancy.isHidden()
    assert cell(panel, 0, "orchestrated").texts
    panel.heads.heads["prompted"].removed.emit()
    qtbot.waitUntil(lambda: panel.vacancy.isVisible())
    assert panel.vacancy.spec.kind == "prompted"


def test_a_third_place_says_the_one_command_that_is_missing(panel):
    offer = Offer(SeatSpec(kind="orchestrated"), False, "No LangGraph.", "pip install it")
    panel.talk.room_known = Known(None, (offer,))
    panel.talk.known.emit()
    assert panel.vacancy.add.isEnabled()
    panel.vacancy.copy.click()
    assert QGuiApplication.clipboard().text() == "pip install it"
    panel.talk.room_known = Known(None, (Offer(SeatSpec(kind="orchestrated"), False, "The base is gone."),))
    panel.talk.known.emit()
    assert panel.vacancy.told.text().endswith("The base is gone.")
    assert not panel.vacancy.add.isEnabled()
    assert not panel.vacancy.command.isVisible()


def test_guarded_is_switched_at_the_head(panel, say, room):
    panel.heads.heads["compiled"].guard.click()
    say("XL")
    assert room.made[-1][0].guarded
    assert panel.heads.heads["compiled"].title.whole == "Compiled, guarded"
    assert panel.heads.heads["prompted"].guard.isHidden()


def test_it_asks_again_where_checking_found_how_sure_it_must_be(panel, say, room):
    head = panel.heads.heads["compiled"]
    assert not head.again.isEnabled()
    panel.talk.certainty = Certainty(0.8, 0.95, 0.1)
    panel.talk.seats_changed.emit()
    panel._show_seats()
    head.again.trigger()
    assert "80%" in head.again.toolTip()
    say("XL")
    assert room.made[-1][0].guarded
    assert room.made[-1][0].sure == 0.8
    assert head.guard.isChecked()
    head.guard.click()
    say("red")
    assert not room.made[-1][0].guarded
    assert room.made[-1][0].sure == 0.0


def test_the_pane_says_what_the_comparison_rests_on(panel, qtbot):
    qtbot.waitUntil(lambda: "Same base" in panel.foot.honest.text())
    assert "quality does not" in panel.foot.honest.text()
    assert panel.foot.honest.toolTip().endswith("Quality does not compare.")
    panel.talk.remove_seat("prompted")
    qtbot.waitUntil(lambda: panel.foot.honest.isHidden())


def test_costs_follow_the_prices_entered(panel, say, qtbot):
    say("XL")
    head = panel.heads.heads["compiled"]
    before = head.cost.text()
    assert before.startswith("$")
    dialog = PriceDialog("Compiled", "compiled")
    qtbot.addWidget(dialog)
    dialog.entered.connect(panel.show_prices)
    dialog.written.setValue(100.0)
    dialog._save()
    assert price_of("compiled", prices()).written == 100.0
    assert head.cost.text() != before
    assert price_of("prompted", prices()).written != 100.0


def test_where_there_is_room_for_one_column_the_chosen_seat_is_shown(panel, say, qtbot):
    say("XL")
    panel.resize(330, 700)
    qtbot.waitUntil(lambda: panel.conversation.columns == ["compiled"])
    panel.heads.heads["prompted"].chosen.emit()
    assert panel.conversation.columns == ["prompted"]
    assert cell(panel, 1, "prompted").texts == ["You said: XL"]
    panel.resize(640, 700)
    qtbot.waitUntil(lambda: panel.conversation.columns == ["compiled", "prompted"])


def test_no_words_stand_wider_than_their_column(panel, say):
    say("a very long line of words that goes on and on " * 12)
    room = panel.conversation.room
    for row in panel.conversation.rows:
        assert row.line.width() <= room
        for found in row.cells.values():
            assert all(bubble.width() <= found.width() for bubble in found._bubbles)


def test_a_word_longer_than_its_column_is_broken_and_copied_whole(panel, say):
    word = "maria.margarethe.keller-von-der-heide.the.third@very-long-example-company.example.com"
    say(word)
    bubble = cell(panel, 1, "prompted")._bubbles[0]
    assert bubble.said == f"You said: {word}"
    assert "\u200b" in bubble.text()
    lines = bubble.text().replace(" ", "\u200b").split("\u200b")
    assert max(bubble.fontMetrics().horizontalAdvance(part) for part in lines) < bubble.width() - 24
    cell(panel, 1, "prompted")._copy(panel.bar.new)
    assert QGuiApplication.clipboard().text() == f"You said: {word}"


def test_other_parts_join_the_menu_of_a_reply(panel, say):
    told = []

    def join(record, menu):
        told.append(record)
        menu.addAction("Why this reply?")

    reply_actions.append(join)
    try:
        say("XL")
        menu = QMenu()
        panel.conversation.menu_asked.emit(2, "compiled", menu)
    finally:
        reply_actions.remove(join)
    assert [action.text() for action in menu.actions()][-1] == "Why this reply?"
    record = told[0]
    assert record.messages == (("agent", "Hello there. Which size?"), ("user", "XL"), ("agent", "Thank you."))
    assert record.card.kind == "compiled"
    assert record.run == panel.talk.run.path
    assert record.remembers_before == {"said": []}
    assert record.remembers == {"said": ["XL"]}
    assert record.is_last


@pytest.mark.parametrize("suffix", ["txt", "json", "html"])
def test_the_chat_is_written_out(panel, say, tmp_path, suffix):
    say("XL")
    file = tmp_path / f"chat.{suffix}"
    panel.bar.write(file, suffix)
    text = file.read_text("utf-8")
    assert "Thank you." in text
    assert "You said: XL" in text
    if suffix == "json":
        assert len(json.loads(text)["conversation"]) == 2


def test_a_file_that_cannot_be_written_is_a_sentence(panel, say, tmp_path):
    say("XL")
    assert not panel.try_(lambda: panel.bar.write(tmp_path / "none" / "chat.txt", "txt"))
    assert "failed" in panel.foot.notice.text()
    panel.talk.choose("prompted")  # what is shown changes, and it has still not been written
    assert "failed" in panel.foot.notice.text()
    say("XS")
    assert panel.foot.notice.text() == ""


def test_the_more_menu_switches_keeping_and_speaking_first(panel, say, run):
    menu = QMenu()
    panel.bar.fill_more(menu)
    first, keep = menu.actions()[:2]
    assert first.isChecked()
    assert keep.isChecked()
    keep.trigger()
    first.trigger()
    assert not panel.talk.keeper.is_on
    assert not panel.talk.says_first
    say("XL")
    panel.talk.keeper.flush()
    assert not (run / "chats").exists()


def test_clearing_takes_the_chat_away(panel, say, run, settled, qtbot):
    say("XL")
    panel.talk.keeper.flush()
    assert list((run / "chats").glob("*.json"))
    panel.bar._clear()
    qtbot.waitUntil(lambda: len(panel.conversation.rows) == 1)
    settled(panel.talk)
    assert not list((run / "chats").glob("*.json"))
    assert panel.conversation.rows[0].line.text is None


def test_a_conversation_that_is_over_says_so(panel, say):
    panel.talk.remove_seat("prompted")
    say("bye")
    assert "The conversation is over: done" in labels(cell(panel, 1))
    assert not panel.foot.box.isEnabled()
    assert "begin a new chat" in panel.foot.notice.text()
    panel.bar.new.click()
    assert panel.foot.box.isEnabled()


def test_a_compile_on_the_card_is_told_and_waited_for(make_talk, run, qtbot, settled, tmp_path):
    found = [Neighbour("Travel", tmp_path, "card")]
    talk = make_talk(neighbours=lambda: found[0] if found else None, on_card=lambda: True)
    talk._yielding.setInterval(20)
    panel = ChatPanel(talk)
    qtbot.addWidget(panel)
    panel.show()
    talk.open(run)
    qtbot.waitUntil(lambda: "“Travel” is being compiled" in panel.foot.notice.text())
    assert "goes on by itself" in panel.foot.notice.text()
    found.clear()
    settled(talk)
    assert panel.foot.notice.isHidden()
    assert cell(panel, 0).texts == ["Hello there. Which size?"]


def test_light_and_dark(panel, say):
    say("XL")
    try:
        for mode in ("dark", "light"):
            theme.set_mode(mode)
            assert theme.current().panel.name() in panel.styleSheet()
            assert cell(panel, 1).texts == ["Thank you."]
    finally:
        theme.set_mode("system")


def test_a_server_is_asked_for(qtbot):
    dialog = ServerDialog()
    qtbot.addWidget(dialog)
    ok = dialog.buttons.buttons()[0]
    chosen = []
    dialog.chosen.connect(chosen.append)
    assert not ok.isEnabled()
    dialog.url.setText("ftp://box")
    assert not ok.isEnabled()
    dialog.url.setText("box:8000/v1/")
    dialog.model.setText("big")
    dialog.key.setText("secret")
    assert ok.isEnabled()
    dialog._accept()
    assert keys.key("http://box:8000/v1") == "secret"
    assert (chosen[0].kind, chosen[0].url, chosen[0].model, chosen[0].public) == (
        "endpoint", "http://box:8000/v1", "big", False,
    )  # fmt: skip


def test_many_lines_keep_the_newest_in_view(panel, say, qtbot):
    for number in range(8):
        say(str(number))
    bar = panel.conversation.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    bar.setValue(0)
    panel.conversation.rows[-1].cells["compiled"].unfold(False)
    QGuiApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert bar.value() == 0


def test_closing_waits_for_nobody(panel, say, room):
    say("XL")
    panel.talk.close()
    leaving.wait()
    assert room.closed
