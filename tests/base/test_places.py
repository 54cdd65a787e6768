from __future__ import annotations

from pathlib import Path

import pytest

from studio.base import paths, places


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


def test_a_run_elsewhere_is_remembered_once(tmp_path: Path) -> None:
    assert places.remembered() == []
    places.remember(tmp_path / "one")
    places.remember(tmp_path / "two")
    places.remember(tmp_path / "one")
    assert sorted(places.remembered()) == [tmp_path / "one", tmp_path / "two"]


def test_a_run_in_the_usual_folder_need_not_be(tmp_path: Path) -> None:
    places.remember(paths.runs() / "travel-123")
    assert places.remembered() == []


def test_a_place_is_remembered_whole_from_wherever_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places.remember(Path("here"))
    assert places.remembered() == [tmp_path / "here"]


def test_a_place_can_be_forgotten_and_is_so_twice(tmp_path: Path) -> None:
    places.remember(tmp_path / "one")
    places.forget(tmp_path / "one")
    places.forget(tmp_path / "one")
    assert places.remembered() == []


def test_a_broken_note_of_a_place_hides_no_other(tmp_path: Path) -> None:
    places.remember(tmp_path / "one")
    (paths.data() / places.FOLDER / "0000.txt").write_bytes(b"\xff\xfe\xff")
    assert places.remembered() == [tmp_path / "one"]


def test_a_run_is_named_by_its_folder_or_by_its_name_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    usual, elsewhere = paths.runs() / "travel-1", tmp_path / "disk" / "travel-2"
    for folder in (usual, elsewhere):
        folder.mkdir(parents=True)
    places.remember(elsewhere)
    assert places.run_folder("travel-1") == usual
    assert places.run_folder("travel-2") == elsewhere
    assert places.run_folder("disk/travel-2") == Path("disk/travel-2")
    assert places.run_folder("travel-3") == Path("travel-3")  # there is none, which is told by whoever opens it


def test_what_lies_here_goes_before_what_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in (paths.runs() / "travel-1", tmp_path / "travel-1"):
        folder.mkdir(parents=True)
    assert places.run_folder("travel-1") == Path("travel-1")
