from __future__ import annotations

import gc
import subprocess
import sys
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from shiboken6 import delete

from studio.base.errors import StudioError
from studio.procedure import edits, file
from studio.ui import commands
from studio.ui.document import Document


def titled(title):
    return lambda procedure: edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], title=title))


@pytest.fixture
def document(qtbot, small):
    return Document(small)


def test_an_edit_is_one_entry_that_can_be_undone_and_redone(document, small):
    spy = QSignalSpy(document.changed)
    assert document.apply("Title", titled("Greet"))
    assert document.stack.count() == 1
    assert document.stack.undoText() == "Title"
    assert document.procedure.step_by_id["hello"].title == "Greet"
    document.undo()
    assert document.procedure == small
    document.redo()
    assert document.procedure.step_by_id["hello"].title == "Greet"
    assert [change.after.step_by_id["hello"].title for (change,) in map(spy.at, range(3))] == [
        "Greet",
        "Say hello",
        "Greet",
    ]


def test_an_edit_that_changes_nothing_leaves_no_entry(document):
    assert document.apply("Title", titled("Say hello"))
    assert document.stack.count() == 0


def test_a_refused_edit_is_a_message_and_no_entry(document, small):
    spy = QSignalSpy(document.message)
    assert not document.apply("Move", lambda procedure: edits.move_step(procedure, "nobody", 0, 0))
    assert not document.apply(
        "Limit", lambda procedure: edits.with_(procedure, steps=(edits.with_(procedure.steps[0], id="No Id"),))
    )
    assert spy.count() == 2
    assert "nobody" in spy.at(0)[0]
    assert document.procedure is small
    assert document.stack.count() == 0


def test_a_burst_of_typing_is_one_entry(document, small, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(commands, "clock", lambda: now[0])
    for number, letters in enumerate(("G", "Gr", "Gre")):
        now[0] = number * 0.5
        document.apply("Title", titled(letters), merge="title:hello")
    assert document.stack.count() == 1
    now[0] = 60.0
    document.apply("Title", titled("Greet"), merge="title:hello")
    assert document.stack.count() == 2
    document.undo()
    assert document.procedure.step_by_id["hello"].title == "Gre"
    document.undo()
    assert document.procedure == small


def test_typing_back_to_where_it_began_leaves_no_entry(document):
    document.apply("Title", titled("Say hell"), merge="title:hello")
    document.apply("Title", titled("Say hello"), merge="title:hello")
    assert document.stack.count() == 0


def test_typing_in_another_place_is_another_entry(document):
    document.apply("Title", titled("A"), merge="title:hello")
    document.apply("Name", lambda procedure: edits.with_(procedure, name="B"), merge="name")
    assert document.stack.count() == 2


def test_saving_clears_the_modified_mark_and_undo_brings_it_back(document, tmp_path):
    document.apply("Title", titled("Greet"))
    assert document.is_modified
    document.save(tmp_path / "small.flow.json")
    assert not document.is_modified
    assert file.load(tmp_path / "small.flow.json") == document.procedure
    document.undo()
    assert document.is_modified


def test_saving_without_a_file_asks_for_one(document):
    with pytest.raises(StudioError):
        document.save()


def test_a_file_that_cannot_be_read_changes_nothing(document, small, tmp_path):
    (tmp_path / "broken.flow.json").write_text("{")
    with pytest.raises(StudioError):
        document.load(tmp_path / "broken.flow.json")
    assert document.procedure is small


def test_findings_follow_after_a_moment(document, qtbot):
    document.check_now()
    before = document.findings
    with qtbot.waitSignal(document.findings_changed, timeout=2000):
        document.apply("Empty", lambda procedure: edits.remove_step(procedure, "done"))
    assert document.findings != before


def test_the_selection_lets_go_of_what_is_gone(document):
    document.selection.set(["hello", "done"], [("known", "yes"), ("known", "no spent")])
    document.apply("Delete", lambda procedure: edits.remove_step(procedure, "done"))
    assert document.selection.steps == {"hello"}
    assert document.selection.edges == {("known", "no spent")}
    assert document.stack.count() == 1


def test_a_recovered_procedure_counts_as_modified(document, small):
    document.replace(small, modified=True)
    assert document.is_modified
    assert document.stack.count() == 0


COLLECTED = """
import gc
from PySide6.QtCore import QCoreApplication
from studio.procedure.model import Procedure
from studio.ui.commands import EditCommand
from studio.ui.document import Document

application = QCoreApplication([])
gc.disable()
for _ in range(100):
    other = Document()
    entries = [EditCommand(name, Procedure(name=""), Procedure(name=name), other._show) for name in "abcde"]
    gc.collect(1)  # the collector comes to the entries before it comes to what is made from here on
    document = Document()
    document.itself = document
    for entry in entries:
        document.stack.push(entry)
    del other, document, entries, entry
    gc.collect()
"""


def test_a_document_left_to_the_collector_takes_its_history_along():
    """In a process of its own, for if an entry were deleted before its stack, the process would end."""
    done = subprocess.run([sys.executable, "-c", COLLECTED], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_history_keeps_no_document_alive(qtbot, small):
    document = Document(small)
    document.apply("Title", titled("Greet"))
    gone = weakref.ref(document)
    del document
    gc.collect()
    assert gone() is None


def test_a_history_that_is_taken_down_tells_nobody(qtbot, small):
    owner = QObject()
    document = Document(small)
    document.setParent(owner)
    document.apply("Title", titled("Greet"))
    told = []
    document.stack.indexChanged.connect(told.append)
    document.title_changed.connect(lambda: told.append(None))
    delete(owner)
    assert told == []
