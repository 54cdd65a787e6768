"""`studio screenshot` draws the real window in the size, scale, theme and state asked for, and says what it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentTypeError

import pytest
from PySide6.QtGui import QColor, QImage

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


def test_every_state_can_be_reached(qtbot):
    window = MainWindow(Document(file.load(paths.sample("hello"))))
    window.show()
    assert {"plain", "selected", *window.panels} <= set(screenshot.states(window))
    for name in screenshot.states(window):
        screenshot.reach(window, name)
        assert window.grab(window.rect()).toImage().pixelColor(5, 5) != QColor()
    window.close()
