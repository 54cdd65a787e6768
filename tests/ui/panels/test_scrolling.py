"""What scrolls up and down is never cut off at its side."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from studio.ui.panels.scrolling import WIDEST, scrolling


def test_an_area_is_as_wide_as_what_comes_to_stand_in_it(qtbot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addWidget(QLabel("Short"))
    area = scrolling(inside)
    panel = QWidget()
    QVBoxLayout(panel).addWidget(area)
    qtbot.addWidget(panel)
    panel.show()
    before = panel.minimumSizeHint().width()
    box = QCheckBox("A choice whose words cannot be broken")
    column.addWidget(box)
    qtbot.waitUntil(lambda: panel.minimumSizeHint().width() > before)
    panel.resize(10, 200)
    qtbot.waitUntil(lambda: box.geometry().right() <= area.viewport().width())
    assert box.width() >= box.minimumSizeHint().width()


def test_it_does_not_ask_for_all_of_a_window(qtbot):
    inside = QWidget()
    QVBoxLayout(inside).addWidget(QLabel("word" * 400))
    area = scrolling(inside)
    qtbot.addWidget(area)
    assert area.minimumSizeHint().width() == WIDEST
