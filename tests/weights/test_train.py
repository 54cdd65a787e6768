"""Teaching with the real loop on a tiny model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.base.errors import Cancelled, StudioError
from studio.weights import checkpoints, train
from studio.weights.recipe import Recipe
from studio.weights.train import Taught, teach
from tests.weights.conftest import RECIPE, Clock, Quiet


def run(
    rows: Path, base: Path, out: Path, recipe: Recipe = RECIPE, control: Any = None, clock: Any = None, **more: Any
) -> tuple[Taught, list[dict[str, Any]]]:
    """Teach under a clock that ticks half a second per look, so that each step is reported."""
    events: list[dict[str, Any]] = []
    taught = teach(rows, base, recipe, out, events.append, control or Quiet(), clock=clock or Clock(), **more)
    return taught, [event for event in events if event["type"] == "metric"]


@pytest.mark.parametrize("muon", [0.0, 2.0])
def test_full_teaching_lowers_the_loss(rows_folder: Path, base: Path, tmp_path: Path, muon: float) -> None:
    taught, metrics = run(rows_folder, base, tmp_path, RECIPE.model_copy(update={"steps": 60, "muon": muon}))
    assert taught.steps == 60
    assert metrics[-1]["loss"] < 0.5 * metrics[0]["loss"]
    assert (taught.folder / "model.safetensors").is_file()
    assert (taught.folder / "tokenizer.json").read_text("utf-8") == "{}"


@pytest.mark.parametrize("muon", [0.0, 2.0])
def test_a_killed_run_goes_on_with_the_same_losses(rows_folder: Path, base: Path, tmp_path: Path, muon: float) -> None:
    recipe = RECIPE.model_copy(update={"steps": 24, "save_seconds": 2.0, "muon": muon})
    _, whole = run(rows_folder, base, tmp_path / "whole", recipe)

    class Killed(BaseException):
        pass

    class Killer(Quiet):
        def requested(self) -> Any:
            super().requested()
            if self.asked == 14:
                raise Killed
            return None

    with pytest.raises(Killed):
        run(rows_folder, base, tmp_path / "cut", recipe, Killer())
    kept = checkpoints.found(tmp_path / "cut" / "checkpoints")
    assert 1 <= len(kept) <= checkpoints.KEEP
    _, rest = run(rows_folder, base, tmp_path / "cut", recipe)
    assert 1 < rest[0]["step"] <= 14
    expected = {metric["step"]: metric["loss"] for metric in whole}
    assert {metric["step"]: metric["loss"] for metric in rest} == {m["step"]: expected[m["step"]] for m in rest}
    assert rest[-1]["step"] == 24


def test_a_checkpoint_of_other_rows_or_recipe_is_not_continued(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    run(rows_folder, base, tmp_path, RECIPE.model_copy(update={"steps": 9}))
    _, metrics = run(rows_folder, base, tmp_path, RECIPE.model_copy(update={"steps": 3, "rate": 1e-3}))
    assert metrics[0]["step"] == 1
    assert [path.name for path in checkpoints.found(tmp_path / "checkpoints")] == ["step-0000003"]


def test_stop_decays_the_rate_and_keeps_what_was_learned(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    taught, metrics = run(rows_folder, base, tmp_path, control=Quiet("stop", after=30))
    assert taught.stopped
    assert 30 < taught.steps < 80
    assert (taught.folder / "config.json").is_file()
    rates = [metric["rate"] for metric in metrics]
    assert rates[-1] < 0.3 * max(rates)


def test_cancel_raises_and_writes_nothing_final(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run(rows_folder, base, tmp_path, control=Quiet("cancel", after=3))
    assert not (tmp_path / "final").exists()


def test_a_pause_makes_a_checkpoint_waits_and_costs_no_budget(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    class Pausing(Quiet):
        def requested(self) -> Any:
            super().requested()
            return "pause" if 5 <= self.asked <= 6 else None

    clock = Clock()
    recipe = RECIPE.model_copy(update={"steps": 8})
    plain, _ = run(rows_folder, base, tmp_path / "plain", recipe)
    events: list[dict[str, Any]] = []
    paused = teach(rows_folder, base, recipe, tmp_path / "paused", events.append, Pausing(), clock=clock)
    assert [event["text"] for event in events if event["type"] == "note"] == ["Paused.", "Going on."]
    assert (paused.steps, paused.loss) == (plain.steps, plain.loss)
    assert paused.seconds <= plain.seconds + 1.0


def test_the_time_budget_is_kept_and_the_rate_ends_at_nothing(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    import time

    recipe = RECIPE.model_copy(update={"seconds": 8.0})
    taught, metrics = run(rows_folder, base, tmp_path, recipe, clock=time.monotonic)
    assert 7.0 < taught.seconds < 8.8
    assert metrics[-1]["rate"] < 0.25 * recipe.rate
    assert metrics[-1]["left_seconds"] < 2.0


def test_a_later_round_starts_from_the_final_of_an_earlier_one(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    first, early = run(rows_folder, base, tmp_path / "one", RECIPE.model_copy(update={"steps": 40}))
    _, late = run(rows_folder, first.folder, tmp_path / "two", RECIPE.model_copy(update={"steps": 3}))
    assert late[0]["loss"] < 0.5 * early[0]["loss"]


def test_a_probe_is_asked_and_its_figures_reported(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    recipe = RECIPE.model_copy(update={"steps": 12})
    _, metrics = run(rows_folder, base, tmp_path, recipe, probe=lambda model: {"decisions": 0.5}, probe_seconds=3.0)
    assert [metric["decisions"] for metric in metrics if "decisions" in metric]


def test_memory_running_out_is_said_with_a_remedy(
    rows_folder: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starve(*_: Any) -> Any:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory")

    monkeypatch.setattr(train.Gradients, "__call__", starve)
    with pytest.raises(StudioError, match="not enough memory") as caught:
        run(rows_folder, base, tmp_path)
    assert "qlora" in caught.value.hint


def test_rows_longer_than_the_context_are_refused(
    rows_folder: Path, make_base: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(StudioError, match="longest practice conversation"):
        run(rows_folder, make_base(max_position_embeddings=16), tmp_path)


def test_a_loss_that_is_no_number_ends_in_a_plain_sentence(
    rows_folder: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train.Gradients, "__call__", lambda *_: ([], float("nan"), 1))
    with pytest.raises(StudioError, match="no longer a number"):
        run(rows_folder, base, tmp_path)
