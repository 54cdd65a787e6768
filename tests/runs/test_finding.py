from __future__ import annotations

from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.runs.finding import find
from tests.runs.conftest import Make


def test_a_run_is_found_by_folder_name_and_id(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run, _ = make(tmp_path / "mine"), make(seed=2)
    for said in (str(run.path), "mine", run.manifest().id, run.manifest().id[:6]):
        assert find(said).path == run.path
    monkeypatch.chdir(tmp_path)
    assert find("mine").path == run.path


def test_two_that_are_called_alike_are_both_named(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "a" / "mine"), make(tmp_path / "b" / "mine", seed=2)
    with pytest.raises(StudioError, match="any of 2 runs") as told:
        find("mine")
    assert str(tmp_path / "b" / "mine") in told.value.hint


def test_what_is_not_there_is_a_sentence_with_the_nearest_name(make: Make, tmp_path: Path) -> None:
    make(tmp_path / "travel-standard")
    with pytest.raises(StudioError, match="no run travel-standart") as told:
        find("travel-standart")
    assert told.value.hint == "Did you mean travel-standard?"
    with pytest.raises(StudioError, match="not the folder of a run"):
        find(str(tmp_path))
    with pytest.raises(StudioError, match="There is no run abc"):
        find("abc")
