"""The journal holds what is unsaved, and nothing once it is saved or closed."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from studio.base import lock
from studio.base.errors import StudioError
from studio.procedure import edits
from studio.ui.document import Document
from studio.ui.files import journal
from studio.ui.files.journal import Journal, Kept, Writer, packed, unpacked


def titled(title):
    return lambda procedure: edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], title=title))


@pytest.fixture
def document(qtbot, small):
    return Document(small)


@pytest.fixture
def kept(document):
    made = Journal(document)
    yield made
    made.close()


def on_disk(kept):
    assert kept.flush()
    return unpacked(kept.path.read_bytes())


def test_nothing_is_written_before_something_changes(kept):
    assert kept.flush()
    assert not journal.folder().exists()


def test_each_change_reaches_the_disk_and_so_does_undo(document, kept):
    document.apply("Title", titled("One"))
    assert on_disk(kept).procedure == document.procedure
    document.apply("Title", titled("Two"))
    assert on_disk(kept).procedure.step_by_id["hello"].title == "Two"
    document.undo()
    assert on_disk(kept).procedure.step_by_id["hello"].title == "One"


def test_saving_or_undoing_everything_leaves_no_journal(document, kept, tmp_path):
    document.apply("Title", titled("One"))
    assert kept.flush()
    document.undo()
    assert kept.flush()
    assert not kept.path.exists()
    document.redo()
    assert kept.flush()
    assert kept.path.exists()
    document.save(tmp_path / "small.flow.json")
    assert kept.flush()
    assert not kept.path.exists()
    document.apply("Title", titled("Two"))
    assert on_disk(kept).path == tmp_path / "small.flow.json"


def test_a_burst_is_written_within_two_seconds_without_waiting_for_its_end(document, kept):
    began = time.monotonic()
    seen: set[str] = set()
    number = 0
    while time.monotonic() < began + 1.6:
        number += 1
        document.apply("Title", titled(f"T{number}"), merge="title")
        time.sleep(0.005)
        if kept.path.exists():
            seen.add(unpacked(kept.path.read_bytes()).procedure.step_by_id["hello"].title)
    assert 2 <= len(seen) <= 6


def test_an_edit_of_a_thousand_steps_costs_the_window_next_to_nothing(document, kept, monkeypatch):
    """The window only hands the procedure over: it never turns it into text."""
    from threading import current_thread, main_thread

    threads = []
    monkeypatch.setattr(journal, "packed", lambda kept: threads.append(current_thread()) or packed(kept))
    document.apply("Title", titled("One"))
    assert kept.flush()
    assert threads
    assert main_thread() not in threads


def test_the_lock_is_held_while_it_is_open_and_gone_when_it_is_closed(document, kept):
    document.apply("Title", titled("One"))
    assert kept.flush()
    assert lock.is_held(kept.path.with_suffix(".lock"))
    kept.close()
    assert list(journal.folder().iterdir()) == []


def test_a_recovered_document_is_in_the_journal_at_once(document, kept, small):
    document.replace(small, modified=True)
    assert on_disk(kept).procedure == small


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: b"",
        lambda content: content.replace(b"Say hello", b"Say hullo"),
        lambda content: b"[]\n",
        lambda content: b"\xff\xfe" + content,
        lambda content: b'{"format": "x"}\n',
    ],
)
def test_a_damaged_journal_is_a_sentence(small, damage):
    content = packed(Kept(small, None, 0.0))
    assert unpacked(content).procedure == small
    with pytest.raises(StudioError):
        unpacked(damage(content))


def test_a_newer_journal_is_refused(small):
    content = packed(Kept(small, None, 0.0)).replace(b'{"format": 1', b'{"format": 9', 1)
    with pytest.raises(StudioError, match="newer"):
        unpacked(content)


def test_a_disk_that_refuses_is_told_once(tmp_path, small):
    told: list[StudioError | None] = []
    (tmp_path / "file").write_text("")
    writer = Writer(tmp_path / "file" / "x.journal", told.append)
    for number in range(3):
        writer.want(Kept(small, None, float(number)))
        assert writer.flush()
    writer.stop()
    assert len(told) == 1
    assert isinstance(told[0], StudioError)


def test_a_document_that_goes_unclosed_leaves_its_journal_to_be_offered(qtbot, small, capsys):
    """Its window is destroyed, as by the end of a session, and takes the history down with it."""
    owner = QObject()
    document = Document(small)
    document.setParent(owner)
    kept = Journal(document)
    document.apply("Title", titled("One"))
    path, writer = kept.path, kept._writer
    with qtbot.captureExceptions() as raised:
        delete(owner)
    assert not raised
    assert capsys.readouterr().err == ""
    assert not writer._thread.is_alive()
    assert unpacked(path.read_bytes()).procedure.step_by_id["hello"].title == "One"
    with lock.hold(path.with_suffix(journal.LOCK)):
        pass
