"""The dialog about base models: what it lists, adding with the sentence where something is refused, forgetting."""

from __future__ import annotations

import json
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.base import paths
from studio.base.devices import Computer
from studio.base.errors import StudioError
from studio.models import library, offers
from studio.models.offers import Offer
from studio.ui import theme
from studio.ui.compile import bases
from studio.ui.compile.bases import Bases

GIGA = 2**30
COMPUTER = Computer(
    system="Linux", processor="Test", cores=4, memory=16 * GIGA, memory_free=12 * GIGA, disk_free=500 * GIGA
)
MINE = Offer(
    name="mine", kind="folder", where="/models/mine", licence="apache-2.0", parameters=1_500_000_000,
    stored=3 * GIGA, method="qlora", memory=5 * GIGA, chat=2 * GIGA,
    notes=("Pickle files in the folder are never opened; only its safetensors are read.",),
)  # fmt: skip
WRITER = Offer(name="writer", kind="gguf", use="write", where="/models/writer.gguf", stored=4 * GIGA, chat=5 * GIGA)
BROKEN = Offer(
    name="usb", kind="folder", where="/usb", fits=False, problem="There is no folder /usb.", remedy="Name one."
)


class Fake(bases.Asking):
    """A child that answers when it is told to."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self.command: list[str] = []

    @property
    def is_busy(self) -> bool:
        return bool(self.command)

    def ask(self, command, said="") -> None:
        self.command = list(command)

    def stop(self) -> None:
        self.command = []

    def answer(self, data, error=None) -> None:
        self.command = []
        self.ended.emit("" if error else json.dumps(data), error)


@pytest.fixture
def dialog(qtbot, qapp, monkeypatch):
    theme.install(qapp, "light")
    monkeypatch.setattr(bases, "Asking", Fake)
    made = Bases(None, "starter")
    qtbot.addWidget(made)
    made.show()
    return made


def answered(dialog, *mine: Offer):
    starter = offers.on_disk(COMPUTER)[0]
    dialog.looking.answer([offer.model_dump(mode="json") for offer in (starter, *mine)])
    known = offers.known(COMPUTER)
    dialog.listing.answer([{"offer": offer.model_dump(mode="json")} for offer in known])
    return dialog


def select(qtbot, dialog, key):
    assert dialog.list.set_current(key)
    qtbot.waitUntil(lambda: dialog.details.offer is not None and key.endswith(dialog.details.offer.name))
    return dialog.details.texts()


def test_it_looks_with_the_studios_own_commands(dialog):
    assert dialog.looking.command[-4:] == ["studio", "models", "list", "--json"]
    assert dialog.listing.command[-4:] == ["studio", "models", "known", "--json"]
    assert [row.title for row in dialog.list.rows] == ["On this computer", "Looking …"]
    assert not dialog.use.isEnabled()


def test_what_is_here_and_what_is_known(dialog):
    answered(dialog, MINE, WRITER, BROKEN)
    titles = [row.title for row in dialog.list.rows]
    assert titles[:6] == ["On this computer", "Starter", "mine", "writer", "usb", "Known, not on this computer"]
    assert "Llama 3.2 3B" in titles
    assert dialog.list.current().title == "Starter"
    assert dialog.use.isEnabled()
    assert not dialog.forget.isEnabled()


def test_the_details_of_one(qtbot, dialog):
    answered(dialog, MINE, WRITER, BROKEN)
    said = select(qtbot, dialog, "mine:mine")
    assert {"It can be taught on this computer.", "apache-2.0", "3.0 GB", "about 5.0 GB", MINE.notes[0]} <= set(said)
    assert dialog.forget.isEnabled()
    assert "It can write practice conversations and chat, but not be taught." in select(qtbot, dialog, "mine:writer")
    assert not dialog.use.isEnabled()
    said = select(qtbot, dialog, "mine:usb")
    assert "It is no longer where it was." in said
    assert "Put it back there, or press “Forget” and add it again where it is now." in said
    assert "Licence" not in said
    assert not dialog.use.isEnabled()


def test_a_known_one_says_where_it_would_come_from_and_cannot_be_used(qtbot, dialog):
    answered(dialog)
    said = " ".join(select(qtbot, dialog, "known:Llama 3.1 8B"))
    assert "meta-llama" in said and "Llama 3.1 Community License, used in trade on conditions" in said
    assert "The studio fetches nothing by itself." in said
    assert "form" in said
    assert "too large for this computer" in said or "too slow" in said
    assert not dialog.use.isEnabled() and not dialog.forget.isEnabled()
    dialog.accept()
    assert dialog.chosen == ""


def test_using_one(qtbot, dialog):
    answered(dialog, MINE)
    select(qtbot, dialog, "mine:mine")
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert dialog.chosen == "mine"
    assert dialog.result() == Bases.DialogCode.Accepted


def test_adding_a_folder(qtbot, dialog, monkeypatch):
    answered(dialog)
    monkeypatch.setattr(dialog, "ask_for_folder", lambda: "/models/mine")
    dialog.folder.click()
    assert dialog.adding.command[-4:] == ["models", "add", "/models/mine", "--json"]
    assert dialog.verdict.texts() == ["Checking mine …"]
    assert not dialog.folder.isEnabled() and not dialog.file.isEnabled()
    dialog.adding.answer({"name": "mine"})
    assert dialog.verdict.texts() == ["Added as “mine”. Its files stay where they are."]
    assert dialog.looking.is_busy
    answered(dialog, MINE)
    qtbot.waitUntil(lambda: dialog.details.offer is not None and dialog.details.offer.name == "mine")
    assert dialog.folder.isEnabled()


def test_what_is_refused_is_told_with_the_reason(dialog, monkeypatch):
    answered(dialog)
    monkeypatch.setattr(dialog, "ask_for_file", lambda: "/models/bad.gguf")
    dialog.file.click()
    dialog.adding.answer(None, StudioError("bad.gguf is not a GGUF file.", "Choose a file that ends in .gguf."))
    (told,) = dialog.verdict.texts()
    assert told == ("/models/bad.gguf was not added. bad.gguf is not a GGUF file. Choose a file that ends in .gguf.")
    assert dialog.file.isEnabled()
    monkeypatch.setattr(dialog, "ask_for_file", lambda: "")
    dialog.file.click()
    assert not dialog.adding.is_busy


def test_forgetting_one_leaves_its_files(qtbot, dialog, tmp_path):
    folder = tmp_path / "mine"
    shutil.copytree(paths.starter(), folder)
    library.add(folder)
    answered(dialog, MINE.model_copy(update={"where": str(folder)}))
    select(qtbot, dialog, "mine:mine")
    dialog.forget.click()
    assert library.entries() == ()
    assert (folder / "config.json").exists()
    assert str(folder) in dialog.verdict.texts()[0]
    assert "mine" not in [row.title for row in dialog.list.rows]
    assert dialog.details.offer is not None and dialog.details.offer.name == "starter"
    dialog.remove()  # the starter cannot be forgotten
    assert len(dialog.mine) == 1


def test_a_list_that_cannot_be_read_is_told(dialog):
    dialog.looking.answer(None, StudioError("The list is damaged.", "Delete it."))
    assert dialog.verdict.texts() == ["The list is damaged. Delete it."]
    dialog.looking.answer([{"name": 3}])
    assert dialog.mine == ()


def test_closing_lets_the_children_go(dialog):
    dialog.reject()
    assert not (dialog.looking.is_busy or dialog.listing.is_busy or dialog.adding.is_busy)


def test_a_real_folder_with_pickles_only_is_refused_by_the_real_child(qtbot, qapp, tmp_path):
    """The whole way: dialog, child, command, check, sentence."""
    theme.install(qapp, "light")
    folder = tmp_path / "pickled"
    shutil.copytree(paths.starter(), folder)
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    made = Bases(None, "starter")
    qtbot.addWidget(made)
    for asking in (made.looking, made.listing):
        asking.stop()
    made.add(str(folder))
    qtbot.waitUntil(lambda: not made.adding.is_busy, timeout=60_000)
    assert "Python pickles, which can run programs when opened" in made.verdict.texts()[0]
    assert "Download the model's safetensors files instead." in made.verdict.texts()[0]
    assert library.entries() == ()


def test_the_menu_opens_it_and_what_is_taken_is_the_base_from_then_on(qtbot, qapp, monkeypatch):
    from studio.base import settings
    from studio.compile.choices import Choices
    from studio.ui.compile.sheet import last_choices
    from studio.ui.window import MainWindow

    theme.install(qapp, "light")
    window = MainWindow()
    qtbot.addWidget(window)
    monkeypatch.setattr(bases, "choose", lambda parent, current: "mine")
    window.registry.trigger("compile.bases")
    assert settings.load().base == "mine"
    assert last_choices(window.document) == Choices(base="mine")
    monkeypatch.setattr(bases, "choose", lambda parent, current: None)
    window.registry.trigger("compile.bases")
    assert settings.load().base == "mine"
