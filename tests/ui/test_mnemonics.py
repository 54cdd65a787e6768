"""No two entries of one menu are reached by the same letter, in any language, however the parts have named them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QMenu

from studio.base import paths
from studio.procedure import file
from studio.ui.document import Document
from studio.ui.files import language
from studio.ui.mnemonics import distinct, letter
from studio.ui.window import MainWindow


@pytest.mark.parametrize(
    ("text", "found"), [("&Open", "o"), ("Save &as…", "a"), ("Light", ""), ("Salt && &pepper", "p"), ("A && B", "")]
)
def test_the_letter_is_the_marked_one(text, found):
    assert letter(text) == found


def test_a_later_entry_gets_a_letter_of_its_own():
    assert distinct(["&Undo", "D&uplicate", "&Redo", "Find and &replace…"]) == [
        "&Undo",
        "&Duplicate",
        "&Redo",
        "&Find and replace…",
    ]
    assert distinct(["&Start", "&Say so", "S&ay"]) == ["&Start", "Sa&y so", "S&ay"]


def test_where_no_letter_is_left_there_is_none():
    assert distinct(["&A", "&A", "B && &A"]) == ["&A", "A", "&B && A"]


def test_entries_that_do_not_clash_stay_as_they_are():
    texts = ["&Open…", "Plain", "Salt && &pepper", "100%"]
    assert distinct(texts) == texts


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_real_menus_have_no_letter_twice(qtbot, qapp, code):
    before = QLocale()
    made = language.install_translators(qapp, code)
    window = MainWindow(Document(file.load(paths.sample("hello"))))
    try:
        bar = [action.text() for action in window.menuBar().actions()]
        menus = {"bar": bar}
        for menu in window.menuBar().findChildren(QMenu):
            if menu.objectName().startswith("menu."):
                menu.aboutToShow.emit()
                menus[menu.objectName()] = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert len(menus) > 8
        for name, texts in menus.items():
            letters = [found for text in texts if (found := letter(text))]
            assert len(letters) == len(set(letters)), (name, texts)
    finally:
        window.document.stack.setClean()
        window.close()
        for translator in made:
            qapp.removeTranslator(translator)
        QLocale.setDefault(before)
