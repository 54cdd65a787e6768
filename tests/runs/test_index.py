"""The index agrees with the disk, whatever was done to either."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio.base import paths, places, processes, settings
from studio.base.sentences import in_language, sentence
from studio.runs import index as indexing
from studio.runs.index import Index
from studio.runs.record import Record
from tests.runs.conftest import Make


def names(records: list[Record]) -> list[str]:
    return [record.path.name for record in records]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, in order."""
    seen: list[Path] = []
    really = indexing.read

    def counted(path: Path) -> Record | None:
        seen.append(path)
        return really(path)

    monkeypatch.setattr(indexing, "read", counted)
    return seen


def test_runs_are_listed_newest_first(make: Make) -> None:
    first, second = make(seed=1), make(seed=2)
    first.update(created=100.0)
    second.update(created=200.0)
    assert names(Index().records()) == [second.path.name, first.path.name]


def test_why_a_run_failed_can_be_told_in_german_also_from_the_index(make: Make, reads: list[Path]) -> None:
    why = sentence("There is not enough memory on this computer to teach {base}.", base="small")
    make(whole=False).events.write("failed", message=why, hint=sentence("The disk is full."))
    for times_read in (1, 1):
        (record,) = Index().records()
        assert len(reads) == times_read
        assert record.message == why
        assert in_language(record.message, "de") == "Der Speicher dieses Computers reicht nicht, um small zu lehren."
        assert in_language(record.hint, "de") == "Die Platte ist voll."


def test_nothing_is_there_before_the_first_compile() -> None:
    assert Index().records() == []


def test_what_has_not_changed_is_not_read_again(make: Make, reads: list[Path]) -> None:
    one, other = make(seed=1), make(seed=2)
    Index().records()
    reads.clear()
    again = Index().records()
    assert reads == []
    assert {record.path for record in again} == {one.path, other.path}
    assert all(record.scores for record in again)
    one.verify.write_text("{}")
    changed = Index().records()
    assert reads == [one.path]
    assert [bool(record.scores) for record in changed if record.path == one.path] == [False]


def test_a_run_deleted_behind_its_back_is_gone(make: Make) -> None:
    one, other = make(seed=1), make(seed=2)
    Index().records()
    shutil.rmtree(one.path)
    assert names(Index().records()) == [other.path.name]
    with sqlite3.connect(Index().file) as database:
        assert database.execute("SELECT count(*) FROM runs").fetchone() == (1,)


def test_whether_it_runs_is_never_remembered(make: Make) -> None:
    run = make(whole=False)
    run.events.write("note", text="Started.")
    with run.hold():
        assert [record.state for record in Index().records()] == ["running"]
    assert [record.state for record in Index().records()] == ["interrupted"]


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
def test_a_broken_index_is_made_anew(make: Make, content: bytes, reads: list[Path]) -> None:
    run = make()
    file = Index().file
    file.write_bytes(content)
    assert names(Index().records()) == [run.path.name]
    Index().records()
    reads.clear()
    assert names(Index().records()) == [run.path.name]
    assert reads == []


def test_an_index_of_another_format_is_made_anew(make: Make, reads: list[Path]) -> None:
    run = make()
    Index().records()
    with sqlite3.connect(Index().file) as database:
        database.execute("DROP TABLE runs")
        database.execute("CREATE TABLE runs (path TEXT)")
        database.execute("PRAGMA user_version = 99")
    assert names(Index().records()) == [run.path.name]
    reads.clear()
    Index().records()
    assert reads == []


def test_a_table_that_went_is_made_anew(make: Make, reads: list[Path]) -> None:
    run = make()
    Index().records()
    with sqlite3.connect(Index().file) as database:
        database.execute("DROP TABLE runs")
    assert names(Index().records()) == [run.path.name]
    Index().records()
    reads.clear()
    assert names(Index().records()) == [run.path.name]
    assert reads == []


def test_a_record_that_cannot_be_read_is_read_from_the_folder(make: Make) -> None:
    run = make()
    Index().records()
    with sqlite3.connect(Index().file) as database:
        database.execute("UPDATE runs SET record = '{'")
    assert names(Index().records()) == [run.path.name]


def test_a_locked_index_is_done_without(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make()
    Index().records()
    monkeypatch.setattr(indexing, "PATIENCE", 0.05)
    holder = sqlite3.connect(Index().file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    run.verify.write_text("{}")
    found = Index().records()
    holder.execute("ROLLBACK")
    holder.close()
    assert [record.scores for record in found] == [None]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_data_folder_that_cannot_be_written_hides_no_run(make: Make) -> None:
    run = make()
    paths.data().chmod(0o500)
    try:
        assert names(Index().records()) == [run.path.name]
    finally:
        paths.data().chmod(0o700)


def test_an_index_where_a_folder_stands_is_done_without(make: Make) -> None:
    run = make()
    Index().file.mkdir()
    assert names(Index().records()) == [run.path.name]


def test_a_run_in_a_folder_of_its_own_is_remembered(make: Make, tmp_path: Path) -> None:
    run = make(tmp_path / "elsewhere" / "mine")
    assert names(Index().records()) == ["mine"]
    aside = tmp_path / "unplugged"
    (tmp_path / "elsewhere").rename(aside)
    assert Index().records() == []
    aside.rename(tmp_path / "elsewhere")
    assert [record.path for record in Index().records()] == [run.path]
    Index().file.unlink()
    assert names(Index().records()) == ["mine"]


def test_the_folder_that_settings_name_is_looked_at_too(make: Make, tmp_path: Path) -> None:
    settings.save(settings.Settings(runs_folder=tmp_path / "big disk"))
    run = make(tmp_path / "big disk" / "mine")
    places.forget(run.path)
    make(seed=3)
    assert sorted(names(Index().records()))[-1] == "mine"
    assert len(Index().records()) == 2
    settings.file().write_text("{")
    assert len(Index().records()) == 1


def test_many_threads_and_processes_agree(make: Make) -> None:
    for seed in range(12):
        make(seed=seed)
    wanted = {path.name for path in Index().paths()}
    line = (
        "from studio.runs.index import Index\n"
        "for _ in range(8): seen = sorted(r.path.name for r in Index().records())\n"
        "print(*seen)"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", line], stdout=subprocess.PIPE, text=True, env=processes._environment(None)
        )
        for _ in range(2)
    ]
    seen: list[set[str]] = []

    def look() -> None:
        for _ in range(10):
            seen.append({record.path.name for record in Index().records()})
            Index().file.unlink(missing_ok=True)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for child in children:
        told, _ = child.communicate(timeout=60)
        assert child.returncode == 0
        assert set(told.split()) == wanted
    assert len(seen) == 30
    assert all(one == wanted for one in seen)
