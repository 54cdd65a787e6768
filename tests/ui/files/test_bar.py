"""A message over the canvas is read whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from studio.base.errors import StudioError
from studio.ui import theme
from studio.ui.files.bar import MessageBar


@pytest.fixture
def bar(qtbot):
    host = QWidget()
    host.resize(528, 400)
    qtbot.addWidget(host)
    made = MessageBar(host)
    host.show()
    return made


def is_whole(bar):
    labels = [label for label in bar.findChildren(QLabel) if label.text() and not label.isHidden()]
    return all(label.height() >= label.heightForWidth(label.width()) for label in labels)


def test_a_long_sentence_takes_the_lines_it_needs(bar, qtbot):
    bar.tell(StudioError("Short.", "Do this."))
    low = bar.height()
    bar.tell(StudioError("The manifest of a run that lies in a folder with a long name is broken.", "Compile again."))
    qtbot.waitUntil(lambda: bar.height() > low and is_whole(bar))


def test_words_whose_looks_come_later_are_not_cut(bar, qtbot):
    bar.tell(StudioError("The manifest of the run in a folder is broken.", "Compile the procedure again."))
    low = bar.height()
    bar._message.setFont(theme.font(26.0))
    qtbot.waitUntil(lambda: bar.height() > low and is_whole(bar))
