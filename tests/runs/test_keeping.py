"""Restoring, cleaning and deleting: what stays, what goes, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.base import places
from studio.base.errors import StudioError
from studio.compile import launch
from studio.procedure.file import load
from studio.procedure.model import Procedure
from studio.runs import keeping
from studio.runs.index import Index
from studio.runs.record import read
from studio.runs.sizes import size_of, size_words
from tests.runs.conftest import Make


def test_a_procedure_comes_back_as_it_was_compiled(make: Make, hello: Procedure, tmp_path: Path) -> None:
    run = make()
    restored = keeping.restore(run.path, tmp_path / "back.flow.json")
    assert restored == hello
    assert load(tmp_path / "back.flow.json") == hello


def test_restoring_replaces_nothing_unasked(make: Make, hello: Procedure, tmp_path: Path) -> None:
    run, out = make(), tmp_path / "mine.flow.json"
    out.write_text("precious")
    with pytest.raises(StudioError, match="exists already"):
        keeping.restore(run.path, out)
    assert out.read_text() == "precious"
    keeping.restore(run.path, out, over=True)
    assert load(out) == hello


def test_a_run_without_its_procedure_says_so(make: Make) -> None:
    run = make()
    run.procedure.unlink()
    with pytest.raises(StudioError, match="does not hold its procedure"):
        keeping.procedure_of(run.path)


def test_cleaning_keeps_the_model_its_scores_and_its_procedure(make: Make) -> None:
    run = make()
    before = read(run.path)
    assert before is not None
    freed = keeping.clean(run.path)
    after = read(run.path)
    assert after is not None
    assert freed == before.spare == 6000
    assert after.spare == 0
    assert abs(after.bytes - (before.bytes - freed)) < 20  # the lock holds a number now
    assert (after.state, after.scores, after.model) == (before.state, before.scores, before.model)
    assert launch.finished(run) is not None
    assert keeping.procedure_of(run.path).name == "Hello"
    assert keeping.clean(run.path) == 0


def test_a_run_without_a_model_cannot_be_cleaned(make: Make) -> None:
    run = make()
    run.gguf.unlink()
    with pytest.raises(StudioError, match="no model yet"):
        keeping.clean(run.path)
    assert run.weights.exists()


def test_a_running_compile_is_left_alone(make: Make) -> None:
    run = make()
    with run.hold():
        with pytest.raises(StudioError, match="still running"):
            keeping.delete(run.path)
        with pytest.raises(StudioError, match="still running"):
            keeping.clean(run.path)
    assert (size_of(run.weights), run.manifest_file.exists()) == (5000, True)


def test_deleting_frees_all_of_it(make: Make, tmp_path: Path) -> None:
    run, other = make(tmp_path / "out" / "mine"), make(seed=2)
    taken = size_of(run.path)
    assert len(Index().records()) == 2
    assert keeping.delete(run.path) >= taken
    assert [record.path for record in Index().records()] == [other.path]
    assert list((tmp_path / "out").iterdir()) == []
    assert places.remembered() == []


def test_a_delete_cut_short_leaves_no_run_and_is_finished_by_the_next(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, other = make(seed=1), make(seed=2)

    def fail(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "_remove", fail)
        with pytest.raises(KeyboardInterrupt):
            keeping.delete(run.path)
    assert [record.path for record in Index().records()] == [other.path]
    keeping.delete(other.path)
    assert list(run.path.parent.iterdir()) == []


def test_a_folder_that_cannot_be_moved_is_taken_apart_where_it_is(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make()

    def refuse(*_: object) -> None:
        raise OSError(16, "busy")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        keeping.delete(run.path)
    assert not run.path.exists()


def test_what_is_no_run_is_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("Dear")
    with pytest.raises(StudioError, match="not the folder of a run"):
        keeping.delete(tmp_path / "letters")
    assert (tmp_path / "letters" / "one.txt").exists()


def test_a_link_out_of_the_run_is_not_followed(make: Make, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "base.safetensors").write_bytes(b"x" * 9000)
    run = make()
    before = size_of(run.path)
    (run.path / "rows" / "link").symlink_to(outside, target_is_directory=True)
    assert size_of(run.path) == before
    keeping.delete(run.path)
    assert (outside / "base.safetensors").exists()


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1234, "1.2 kB"),
        (7_654_321, "7.7 MB"),
        (123e6, "123 MB"),
        (4.2e12, "4200 GB"),
    ],
)
def test_sizes_in_words(size: float, words: str) -> None:
    assert size_words(size) == words
