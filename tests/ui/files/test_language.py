"""The window speaks the language chosen, Qt's own buttons too, and says so when another is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from studio.base import paths, settings
from studio.procedure import file
from studio.ui.document import Document
from studio.ui.files import language
from studio.ui.files.export import Choice, write
from studio.ui.window import MainWindow


@pytest.fixture
def german(qapp):
    before = QLocale()
    made = language.install_translators(qapp, "de")
    yield made
    for translator in made:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_a_german_window_is_german_to_its_buttons(qtbot, german, small):
    window = MainWindow(Document(small))
    assert window.registry["file.open"].text == "Ö&ffnen …"
    assert "&Datei" in [action.text() for action in window.menuBar().actions()]
    button = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "Cancel" not in [made.text() for made in button.buttons()]
    window.close()


def test_the_document_is_in_the_windows_language_and_the_procedure_in_its_own(german, tmp_path):
    travel = file.load(paths.sample("travel_booking"))
    write(travel, Choice("html"), tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert "Schritte" in page
    assert travel.steps[0].title in page


def test_english_needs_no_translation(qapp):
    assert language.install_translators(qapp, "en") == []
    assert QCoreApplication.translate("MainWindow", "&Open…") == "&Open…"


def test_a_choice_is_kept_and_said_in_that_language(qtbot, small):
    window = MainWindow(Document(small))
    assert language.chosen() == language.SYSTEM
    assert window.registry.qaction("view.language.system").isChecked()
    window.registry.trigger("view.language.de")
    assert language.chosen() == "de"
    assert window.registry.qaction("view.language.de").isChecked()
    assert not window.registry.qaction("view.language.system").isChecked()
    assert "Deutsch" in window.status.currentMessage()
    window.close()


@pytest.mark.parametrize("kept", ['{"language": "xx"}', '{"language": 3}', "{"])
def test_a_choice_that_makes_no_sense_is_the_systems(kept):
    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_text(kept)
    assert language.chosen() == language.SYSTEM
