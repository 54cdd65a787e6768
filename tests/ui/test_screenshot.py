"""`studio screenshot` draws the real window in the size, scale, theme and state asked for, and says what it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentTypeError

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure import file
from studio.ui import screenshot
from studio.ui.document import Document
from studio.ui.window import MainWindow

FLOW = str(paths.sample("hello"))


def studio(*arguments, code=0, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "studio", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def test_the_window_is_drawn_as_asked(tmp_path):
    out = tmp_path / "window.png"
    done = studio("screenshot", FLOW, str(out), "--dark", "--size", "800x600", "--scale", "1.5", "--state", "selected")
    assert str(out) in done.stdout
    assert done.stderr == ""
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1200, 900)
    assert picture.pixelColor(600, 890).lightness() < 80
    assert len({picture.pixel(x, y) for x in range(0, 1200, 7) for y in range(0, 900, 7)}) > 20


def test_an_unknown_state_is_a_sentence_that_lists_those_there_are(tmp_path):
    done = studio("screenshot", FLOW, str(tmp_path / "x.png"), "--state", "asleep", code=2)
    assert "asleep" in done.stderr
    assert "plain" in done.stderr
    assert not (tmp_path / "x.png").exists()


def test_what_is_wrong_with_the_file_is_told(tmp_path):
    assert "no file" in studio("screenshot", str(tmp_path / "none"), str(tmp_path / "x.png"), code=2).stderr


def test_it_is_in_the_help_which_loads_no_qt():
    line = "import sys; sys.argv = ['studio', '--help']; from studio.__main__ import main; main(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert "screenshot" in done.stdout
    assert "PySide6" not in done.stdout


def test_without_qt_there_is_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "studio.ui.window", None)
    from argparse import Namespace

    asked = Namespace(dark=False, size=(800, 600), scale=1.0, state="plain", language="en", flow=FLOW)
    with pytest.raises(StudioError) as told:
        screenshot._drawn(asked)
    assert "pip install" in told.value.hint


@pytest.mark.parametrize("words", ["800", "800x", "0x0", "99999x800", "axb", "-800x600"])
def test_sizes_that_are_none(words):
    with pytest.raises(ArgumentTypeError):
        screenshot.size(words)


@pytest.mark.parametrize("words", ["0", "-1", "nan", "inf", "9", "two"])
def test_scales_that_are_none(words):
    with pytest.raises(ArgumentTypeError):
        screenshot.scale(words)


@pytest.fixture
def window(qtbot, monkeypatch):
    monkeypatch.setattr(screenshot, "_wait", lambda milliseconds: None)
    made = MainWindow(Document(file.load(paths.sample("hello")), paths.sample("hello")))
    made.show()
    yield made
    for other in QApplication.topLevelWidgets():
        if other is not made:
            other.hide()
    made.document.stack.setClean()
    made.close()


def test_every_panel_is_a_state(window):
    assert {"plain", "selected", "start", *window.panels} <= set(screenshot.states(window))
    for name in window.panels:
        screenshot.reach(window, name)
        assert window.panels[name].isVisible()


@pytest.mark.parametrize("state", ["selected", "start", "palette", "compare", "append", "search"])
def test_a_state_shows_something_else_than_the_plain_window(window, qtbot, state):
    before = window.grab().toImage()
    screenshot.reach(window, state)
    QApplication.processEvents()
    assert screenshot._grabbed(window, (1000, 700)).toImage() != before


def test_a_procedure_without_steps_has_every_state(qtbot, monkeypatch):
    monkeypatch.setattr(screenshot, "_wait", lambda milliseconds: None)
    window = MainWindow(Document())
    window.show()
    for name in screenshot.states(window):
        screenshot.reach(window, name)
    window.close()
