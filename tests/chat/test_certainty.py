"""How sure a guarded model must be: a number, or as its checking found."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.base.runfolder import Manifest
from studio.chat.certainty import AS_CHECKED, certainty


def asked(run: Path, sure: float, *, guarded: bool = True) -> Namespace:
    return Namespace(run=run, sure=sure, guarded=guarded)


def a_run(folder: Path, **found: object) -> Path:
    (folder / "run.json").write_text(Manifest(id="r", name="R", created=0.0).model_dump_json(), "utf-8")
    (folder / "verify.json").write_text(json.dumps(found), "utf-8")
    return folder


@pytest.mark.parametrize("sure", [0.0, 0.75, 1.0])
def test_a_number_is_taken_as_it_is(tmp_path: Path, sure: float) -> None:
    assert certainty(asked(a_run(tmp_path), sure)) == sure


def test_alone_it_is_what_checking_found(tmp_path: Path) -> None:
    run = a_run(tmp_path, sure={"measure": 0.62, "right": 0.95, "asked": 0.1})
    assert certainty(asked(run, AS_CHECKED)) == 0.62


@pytest.mark.parametrize("found", [{}, {"sure": None}, {"sure": 0.7}])
def test_a_run_of_which_nothing_is_known_says_what_to_do(tmp_path: Path, found: dict[str, object]) -> None:
    with pytest.raises(StudioError, match="nothing was found") as told:
        certainty(asked(a_run(tmp_path, **found), AS_CHECKED))
    assert "studio verify" in told.value.hint


@pytest.mark.parametrize(("sure", "guarded"), [(1.5, True), (-0.2, True), (0.5, False), (AS_CHECKED, False)])
def test_what_makes_no_sense_is_refused(tmp_path: Path, sure: float, *, guarded: bool) -> None:
    with pytest.raises(StudioError):
        certainty(asked(a_run(tmp_path), sure, guarded=guarded))
