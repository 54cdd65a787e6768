"""A German window says in German what it cannot open, also where the engine's process or another one says why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from studio.base.runfolder import create
from studio.chat.seats.spec import SeatSpec
from studio.procedure.file import dumps
from studio.ui.chat import leaving
from studio.ui.chat.bubble import Words
from studio.ui.chat.panel import ChatPanel
from studio.ui.chat.rooms import make_room
from studio.ui.chat.talk import Talk
from studio.ui.files import language
from tests.engine.tiny_gguf import make_gguf

COMPILED = SeatSpec(kind="compiled")


@pytest.fixture
def german(qapp):
    before = QLocale()
    made = language.install_translators(qapp, "de")
    yield
    for translator in made:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def troubled(qtbot, tmp_path, small, german):
    """What a chat with the model in a run says instead of an answer, once the file there was tampered with."""
    folder = create(tmp_path / "run", "Small", base="starter")
    folder.procedure.write_text(dumps(small), "utf-8")
    talks = []

    def said(make):
        make(folder.gguf)
        talks.append(Talk(make_room, lambda: None, usual=(COMPILED,)))
        panel = ChatPanel(talks[-1])
        qtbot.addWidget(panel)
        panel.show()
        talks[-1].open(folder.path)
        qtbot.waitUntil(lambda: bool(panel.findChildren(Words, "trouble")), timeout=60_000)
        return panel.findChildren(Words, "trouble")[0].said

    yield said
    for talk in talks:
        talk.close()
    leaving.wait()


def test_what_the_engine_cannot_load(troubled):
    """The file is sound, so only llama.cpp, in the engine's process, finds that it knows no such model."""
    assert troubled(lambda path: make_gguf(path, architecture="zebra")) == (
        "Das Modell model.gguf ließ sich nicht laden: Das Studio kennt seine Architektur „zebra“ nicht.\n"
        "Geben Sie das Modell noch einmal aus, oder holen Sie die Datei erneut, wenn sie von anderswo kam."
    )


def test_a_file_that_was_cut_short(troubled):
    def cut(path):
        make_gguf(path)
        path.write_bytes(path.read_bytes()[:1000])

    told = troubled(cut)
    assert told.startswith("Die Datei model.gguf ist beschädigt oder unvollständig: Sie endet mitten im Kopf.\n")
    assert "Geben Sie das Modell noch einmal aus" in told
