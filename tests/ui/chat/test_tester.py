from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from studio.base.errors import StudioError
from studio.ui.chat.tester_window import USUAL, TrialWindow


def studio(*arguments, code=0, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "studio", *arguments],
        capture_output=True,
        text=True,
        env={name: value for name, value in (os.environ | environment).items() if value is not None},
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture
def shown(qtbot, run, make_talk, settled):
    talk = make_talk(usual=USUAL)
    made = TrialWindow(run, talk)
    made.show()
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    settled(talk)
    yield made
    made.close()


def test_the_chat_and_the_chart_and_nothing_else(shown):
    assert "Small" in shown.windowTitle()
    assert [slot.key for slot in shown.talk.slots] == ["compiled"]
    assert set(shown.scene.step_items) == {"hello", "ask_size", "known", "done", "desk"}
    assert shown.menuBar().actions() == []
    assert shown.panel.bar.fill.isHidden()


def test_the_chart_follows_the_chat(shown, settled, qtbot):
    shown.talk.say("XL")
    settled(shown.talk)
    qtbot.waitUntil(lambda: shown.scene.step_items["done"].glow is not None)


def test_nothing_can_be_edited(shown, qtbot):
    before = shown.document.procedure
    box = shown.scene.box("hello")
    spot = shown.view.mapFromScene(box.center())
    view = shown.view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(view, spot + QPoint(60, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spot + QPoint(60, 40))
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    qtbot.keyClicks(shown.view, "a")
    assert shown.document.procedure is before
    assert shown.scene.box("hello") == box
    assert not shown.document.apply("Edit", lambda procedure: procedure)


def test_the_chart_can_be_shifted(shown):
    spot = QPoint(40, 40)
    view = shown.view.viewport()
    before = shown.view.mapToScene(spot)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseMove(view, spot + QPoint(80, 50))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=spot + QPoint(80, 50))
    assert shown.view.mapToScene(spot) != before


def test_another_model_is_opened_or_it_is_said_why_not(shown, run, tmp_path):
    assert shown.open(run)
    assert not shown.open(tmp_path)
    assert "not the folder of a run" in shown.panel.foot.notice.text()


def test_a_window_on_no_run_is_refused(tmp_path, make_talk):
    with pytest.raises(StudioError):
        TrialWindow(tmp_path, make_talk())


def test_the_command_says_what_is_wrong_before_any_window(tmp_path, run):
    assert "no run" in studio("open", str(tmp_path / "nowhere"), code=2).stderr
    assert "no model yet" in studio("open", str(run), code=2).stderr
    (run / "model.gguf").write_bytes(b"GGUF")
    nowhere = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
    if sys.platform.startswith("linux"):
        assert "no display" in studio("open", str(run), code=2, **nowhere).stderr
