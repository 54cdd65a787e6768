"""Many conversations against the seats of a chat: what is asked of the child, and what is shown of its answer."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from studio.bench.seats_scores import Comparison, SeatScore
from studio.chat.seats.spec import SeatSpec, read_specs
from studio.ui.chat.batch import BatchDialog, plots, row_names
from studio.ui.chat.panel import ChatPanel
from studio.ui.panels import child

FOUND = Comparison(
    procedure="Small",
    steps=5,
    conversations=20,
    judged=True,
    fairness=("The same base.",),
    seats=(
        SeatScore(id="compiled", title="Compiled", kind="compiled", base="starter", conversations=20, exact=0.5,
                  exact_words=0.5, read_tokens=100.0, first_cold=0.1),
        SeatScore(id="prompted", title="Prompted", kind="prompted", base="starter", conversations=20, exact_words=0.1,
                  read_tokens=1000.0),
    ),
)  # fmt: skip


@pytest.fixture
def dialog(qtbot, run):
    made = BatchDialog(run, [SeatSpec(kind="compiled", guarded=True), SeatSpec(kind="prompted")])
    qtbot.addWidget(made)
    made.show()
    return made


def answers(monkeypatch, script):
    """Let a script of Python answer in the place of the studio's command."""
    monkeypatch.setattr(child, "STUDIO", ["-c", script])


def test_the_seats_of_the_chat_are_asked_for(dialog, run, tmp_path):
    assert dialog.arguments == ["bench", str(run), "--json", "--seats", "guarded,prompted", "--clean", "10",
                                "--overlays", "10"]  # fmt: skip
    dialog.script = tmp_path / "lines.txt"
    assert dialog.arguments[-2:] == ["--script", str(tmp_path / "lines.txt")]


def test_the_chooser_names_the_file_of_lines_and_keeps_it_where_another_is_not_chosen(
    dialog, qtbot, monkeypatch, tmp_path
):
    named = [str(tmp_path / "lines.txt"), "", ""]
    monkeypatch.setattr("studio.ui.chat.batch.QFileDialog.getOpenFileName", lambda *_: (named.pop(0), ""))
    qtbot.keyClick(dialog.which, Qt.Key.Key_End)
    assert dialog.which.currentText() == "Customer lines of lines.txt"
    assert dialog.arguments[-2:] == ["--script", str(tmp_path / "lines.txt")]
    dialog.which.activated.emit(dialog.which.currentIndex())  # and left without choosing another
    assert dialog.which.currentText() == "Customer lines of lines.txt"
    qtbot.keyClick(dialog.which, Qt.Key.Key_Home)
    assert dialog.arguments[-1] == "10"
    qtbot.keyClick(dialog.which, Qt.Key.Key_End)
    assert dialog.which.currentText().startswith("10 plain")
    assert dialog.arguments[-1] == "10"


def test_seats_are_named_as_the_command_line_reads_them(tmp_path):
    specs = [
        SeatSpec(kind="orchestrated"),
        SeatSpec(kind="gguf", path=tmp_path / "a.gguf"),
        SeatSpec(kind="endpoint", url="http://box:80/v1", model="big"),
    ]
    made = BatchDialog(tmp_path, specs)
    assert read_specs(made.arguments[4]) == specs


def test_a_comparison_is_drawn_and_told(dialog, qtbot, monkeypatch):
    told = json.dumps(FOUND.model_dump(mode="json"))
    answers(monkeypatch, f"import sys; print('Compiled: 5 of 20', file=sys.stderr); print({told!r})")
    dialog.button.click()
    assert dialog.child.is_busy
    qtbot.waitUntil(lambda: dialog.comparison is not None, timeout=20_000)
    assert dialog.bar.value() == 5
    assert not dialog.bar.isVisible()
    assert [bar.value for bar in dialog.plots[0].bars] == ["50.0%", "10.0%"]
    assert [bar.share for bar in dialog.plots[1].bars] == [0.1, 1.0]
    assert dialog.plots[2].bars[1].value == "not measured"
    titles = [dialog.table.verticalHeaderItem(row).text() for row in range(dialog.table.rowCount())]
    assert dialog.table.item(titles.index("Tokens read in a conversation"), 1).text() == "1,000"
    dialog.button.click()
    dialog.stop()
    assert dialog.comparison is None


def test_the_bar_goes_from_seat_to_seat(dialog):
    for line in ("Compiled: 5 of 20", "Compiled: 20 of 20", "Prompted: 5 of 20", "something else"):
        dialog._hear(line)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (25, 40)


def test_what_went_wrong_is_a_sentence(dialog, qtbot, monkeypatch):
    answers(monkeypatch, "import sys; sys.exit('Compiled: 5 of 20\\nThe base is gone.\\nPut it back.')")
    dialog.start()
    qtbot.waitUntil(lambda: not dialog.child.is_busy, timeout=20_000)
    assert dialog.told.text() == "The base is gone.\nPut it back."
    assert dialog.button.text() == "Play"


def test_what_went_wrong_names_no_command_to_type(dialog, qtbot, monkeypatch):
    hint = "Put its folder back there, or add it again with `studio models add PATH`."
    answers(monkeypatch, f"import sys; sys.exit('The base is gone.\\n{hint}')")
    dialog.start()
    qtbot.waitUntil(lambda: not dialog.child.is_busy, timeout=20_000)
    assert dialog.told.text() == (
        "The base is gone.\nPut its folder back there, or add it again: menu Procedure, Base models."
    )


def test_every_row_has_words_of_the_window():
    from studio.bench.seats_page import ROWS

    assert set(row_names()) == {name for name, _ in ROWS}
    assert len(plots(FOUND.model_copy(update={"judged": False}))) == len(plots(FOUND)) - 1


def test_it_is_opened_from_the_chat_while_nobody_writes(qtbot, talk, settled):
    panel = ChatPanel(talk)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: len(talk.chat.tree) == 1)
    settled(talk)
    dialog = panel.play_many()
    assert [spec.kind for spec in dialog.specs] == ["compiled", "prompted"]
    dialog.reject()
    assert not dialog.child.is_busy
