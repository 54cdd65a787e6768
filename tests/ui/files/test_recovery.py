"""What a crash left behind is offered with what it holds, recovered into a window, discarded, or left for later."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest

from studio.base import lock
from studio.procedure import edits, file
from studio.ui.document import Document
from studio.ui.files import journal
from studio.ui.files.journal import Journal, Kept, packed
from studio.ui.files.leftovers import differences, leftovers
from studio.ui.files.recovery import RecoveryDialog, offer


def leave(name, procedure, path=None, at=None):
    """A journal as a killed process leaves it."""
    journal.folder().mkdir(parents=True, exist_ok=True)
    place = journal.folder() / f"{name}.journal"
    place.write_bytes(packed(Kept(procedure, path, at or time.time())))
    place.with_suffix(".lock").write_text("1\n")
    return place


def titled(procedure, title):
    return edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], title=title))


@pytest.fixture
def studio(qtbot):
    """An application that opens documents with a journal, and no windows."""
    opened = []

    def open_(path=None, *, blank=False):
        document = Document()
        Journal(document)
        window = SimpleNamespace(document=document)
        opened.append(window)
        return window

    yield SimpleNamespace(open=open_, windows=[], opened=opened)
    for window in opened:
        journal.of(window.document).close()


def test_nothing_is_offered_where_nothing_was_left(studio):
    assert offer(studio) is None


def test_recovered_work_is_open_unsaved_and_safe_before_the_old_journal_goes(studio, small, tmp_path, qtbot):
    path = tmp_path / "small.flow.json"
    file.save(small, path)
    left = leave("a", titled(small, "Greet"), path, path.stat().st_mtime + 5)
    dialog = offer(studio)
    assert "Greet" in dialog.told.text()
    dialog.recover_button.click()
    (window,) = studio.opened
    assert window.document.procedure.step_by_id["hello"].title == "Greet"
    assert window.document.path == path
    assert window.document.is_modified
    assert not left.exists()
    assert journal.unpacked(journal.of(window.document).path.read_bytes()).procedure == window.document.procedure
    assert leftovers() == []


def test_work_that_cannot_be_kept_safe_stays_where_it_is(small, qtbot):
    left = leave("a", small)
    dialog = RecoveryDialog(leftovers(), lambda leftover: False)
    dialog.recover_button.click()
    dialog.close()
    assert left.exists()


def test_later_leaves_it_for_another_time(studio, small):
    left = leave("a", small)
    dialog = offer(studio)
    assert leftovers() == []  # claimed, so that a second window does not offer it too
    dialog.later_button.click()
    assert left.exists()
    (again,) = leftovers()
    again.let_go()


def test_discarding_one_goes_on_to_the_next(studio, small):
    left = leave("a", titled(small, "One"), at=time.time())
    other = leave("b", titled(small, "Two"), at=time.time() - 60)
    dialog = offer(studio)
    dialog.discard()
    assert not left.exists()
    assert dialog.current.path == other
    dialog.close()


def test_a_living_window_keeps_its_journal_to_itself(small, qtbot):
    left = leave("a", small)
    with lock.hold(left.with_suffix(".lock")):
        assert leftovers() == []


def test_a_damaged_journal_is_told_and_can_only_be_discarded(studio, small):
    left = leave("a", small)
    left.write_bytes(left.read_bytes()[:-9])
    dialog = offer(studio)
    assert "damaged" in dialog.told.text()
    assert not dialog.recover_button.isEnabled()
    dialog.discard()
    assert not left.exists()


def test_a_file_that_was_saved_later_is_told(studio, small, tmp_path):
    path = tmp_path / "small.flow.json"
    file.save(small, path)
    leave("a", titled(small, "Greet"), path, path.stat().st_mtime - 60)
    dialog = offer(studio)
    assert "saved again later" in dialog.told.text()
    dialog.close()


def test_what_a_person_wrote_is_shown_as_text(studio, small):
    leave("a", edits.with_(small, name="<img src=x>"))
    dialog = offer(studio)
    assert "<img" not in dialog.told.text()
    dialog.close()


def test_differences_name_what_changed(small):
    after = edits.remove_step(titled(small, "Greet"), "desk")
    after = edits.move_step(after, "done", 1, 2)
    told = differences(small, after)
    assert any("removed" in line and "To the desk" in line for line in told)
    assert any("changed" in line and "Greet" in line for line in told)
    assert any("moved" in line for line in told)
    assert differences(small, small) == []
