from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel

from studio.ui.actions import Action
from studio.ui.panels import shortcuts
from studio.ui.panels.shortcut_sheet import Sheet, as_html
from studio.ui.panels.shortcuts import balanced, sections


@pytest.fixture
def registry(host):
    add = host.registry.register
    add(Action("a.save", "&Save", list, QKeySequence.StandardKey.Save, menu="file"))
    add(Action("a.say", "Append a <say>", list, ("S", "1"), anywhere=False))
    add(Action("a.bare", "No keys", list, menu="edit"))
    shortcuts.install(host)
    return host.registry


def test_the_sheet_holds_what_has_keys_menu_by_menu(registry):
    assert sections(registry) == [
        ("File", [("Save", ["Ctrl+S"])]),
        ("Help", [("Keyboard shortcuts", ["F1"])]),
        ("On the canvas", [("Append a <say>", ["S", "1"])]),
    ]


def test_f1_shows_it_without_stopping_anything(host, registry):
    assert registry.trigger("help.shortcuts")
    sheet = host.findChild(Sheet)
    assert sheet.isVisible()
    assert not sheet.isModal()
    caps = [label.text() for label in sheet.findChildren(QLabel, "keys")]
    assert caps == ["Ctrl+S", "F1", "S", "1"]


def test_it_can_be_printed(host, registry, tmp_path):
    assert "Append a &lt;say&gt;" in as_html(registry, "Keys")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    Sheet(host).print_to(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_columns_are_about_equally_long():
    parts = [(str(n), [("x", ["y"])] * n) for n in (5, 5, 1, 6, 5, 4)]
    left, right = balanced(parts, 2)
    assert [title for title, _ in left + right] == [title for title, _ in parts]
    assert len(left) == 3
    assert balanced([], 2) == [[], []]


def test_no_line_is_cut_however_many_there_are(qtbot, host, registry):
    for number in range(60):
        registry.register(
            Action(f"many.{number}", f"Thing {number}", list, f"Ctrl+Alt+Shift+F{number % 30 + 1}", menu="go")
        )
    registry.trigger("help.shortcuts")
    sheet = host.findChild(Sheet)
    qtbot.waitExposed(sheet)
    for label in sheet.findChildren(QLabel):
        if label.objectName() in ("keys", "what"):
            assert label.height() >= label.fontMetrics().height() + 2, label.text()
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()


def test_the_sheet_is_as_wide_as_its_columns(qtbot, registry, host):
    registry.register(Action("a.long", "A thing with a name that takes up a lot of room, in words " * 3, list, "Ctrl+L",
                             menu="edit"))  # fmt: skip
    sheet = Sheet(host)
    qtbot.addWidget(sheet)
    before = sheet.width()
    sheet.show()
    most = sheet.screen().availableGeometry().width()
    qtbot.waitUntil(lambda: sheet.width() > before)
    assert sheet.width() == most or sheet._area.viewport().width() >= sheet._inside.minimumSizeHint().width()
