"""Hints that name a command are said in a window as a way to the same there, in every language."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from studio.base import paths
from studio.base.errors import StudioError
from studio.base.runfolder import open_run
from studio.base.sentences import Sentence, in_language, sentence
from studio.models import library
from studio.ui.files.bar import MessageBar
from studio.ui.files.language import said
from studio.ui.files.window_words import INSTEAD, in_window

ONLY_TYPED = {  # said by commands alone
    "`studio running` lists those that are.",
    "See `studio compile --help`.",
    "Start one with `studio compile FLOW`.",
    "Check it anew with `studio verify`, or give a number: --ask-again 0.8.",
    "See `studio runs list`; a run is named by its folder or its id.",
}


@pytest.fixture
def templates():
    spec = importlib.util.spec_from_file_location("translations", paths.PACKAGE.parent / "packaging/translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    yield module.sentences()
    del sys.modules["translations"]


def test_every_hint_that_names_a_command_has_words_for_the_window(templates):
    named = {text for text in templates if "`studio " in text}
    assert named - ONLY_TYPED == set(INSTEAD)


def test_values_are_the_same_in_both():
    for typed, words in INSTEAD.items():
        assert re.findall(r"{\w+}", typed) == re.findall(r"{\w+}", words.template)


def test_the_bar_of_the_window_names_no_command(qtbot, tmp_path, qapp):
    from PySide6.QtWidgets import QWidget

    host = QWidget()
    qtbot.addWidget(host)
    bar = MessageBar(host)
    host.show()
    for act in (lambda: open_run(tmp_path).manifest(), lambda: library.base("nobody")):
        with pytest.raises(StudioError) as raised:
            act()
        assert "`studio " in raised.value.hint
        bar.tell(raised.value)
        assert "`" not in bar.text
    assert bar.text.endswith("Known are: starter. Add others by the menu Procedure, Base models.")


def test_a_hint_within_another_sentence_and_in_german():
    hint = sentence("{hint}", hint=sentence("Check it again with `studio verify`."))
    assert said(hint) == "Compile its procedure again (Ctrl+R); only what is missing is done anew."
    assert "Strg+R" in in_language(in_window(hint, "de"), "de")


def test_what_a_child_printed_in_german_is_known():
    hint = in_language(Sentence("Start it again with `studio compile`; it goes on where it was."), "de")
    assert "`studio" in hint
    assert "`" not in in_window(hint, "de_DE")
    assert in_window("Something else.", "de") == "Something else."
