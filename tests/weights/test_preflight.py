"""What teaching will cost, and that what does not fit is refused beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.weights import preflight
from studio.weights.devices import Device
from studio.weights.recipe import GIB, HELD, BaseShape, Recipe, default_for
from tests.weights.conftest import RECIPE

SMALL_CPU = Device(kind="cpu", name="processor", memory=8 * GIB, free=6 * GIB, cores=2, bf16=True)
CARD = Device(kind="cuda", name="a card", memory=24 * GIB, free=22 * GIB, bf16=True)
STARTER = BaseShape(
    name="starter", parameters=7_200_000, layers=6, width=256, inner=768, vocabulary=8192, context=8192, tied=True
)
LARGE = BaseShape(
    name="large", parameters=7_600_000_000, layers=28, width=3584, inner=18944, vocabulary=152_064, context=32768,
    tied=False,
)  # fmt: skip


def cost(shape: BaseShape, recipe: Recipe, device: Device, disk: int = 200 * GIB) -> preflight.Estimate:
    return preflight.estimate(shape, recipe, device, tokens=1_000_000, tokens_per_second=5000.0, free_disk=disk)


def test_the_starter_is_taught_whole_and_fits_a_small_computer() -> None:
    recipe = default_for(STARTER, SMALL_CPU, 120.0)
    found = cost(STARTER, recipe, SMALL_CPU)
    assert (recipe.method, recipe.precision, recipe.device) == ("full", "bf16", "cpu")
    assert found.why == ""
    assert found.memory == HELD
    assert found.seconds == pytest.approx(200.0)
    preflight.require(found, recipe)


def test_muon_moves_matrices_where_bf16_is_fast_and_nowhere_else() -> None:
    slow = SMALL_CPU.model_copy(update={"bf16": False})
    assert default_for(STARTER, SMALL_CPU, 120.0).muon > 0
    assert default_for(STARTER, slow, 120.0).muon == 0
    assert default_for(LARGE, CARD, 120.0).muon == 0


def test_a_large_base_takes_4_bits_on_a_card_and_full_teaching_is_refused() -> None:
    recipe = default_for(LARGE, CARD, 3600.0)
    assert recipe.method == "qlora"
    assert recipe.checkpointing
    assert cost(LARGE, recipe, CARD).why == ""
    whole = recipe.model_copy(update={"method": "full"})
    with pytest.raises(StudioError, match="GB of memory") as caught:
        preflight.require(cost(LARGE, whole, CARD), whole)
    assert "qlora" in caught.value.hint


def test_a_disk_that_is_too_small_is_said() -> None:
    recipe = default_for(STARTER, SMALL_CPU, 120.0)
    with pytest.raises(StudioError, match="disk"):
        preflight.require(cost(STARTER, recipe, SMALL_CPU, disk=10**8), recipe)


def test_each_automatic_choice_has_a_reason() -> None:
    for shape, device in ((STARTER, SMALL_CPU), (LARGE, CARD), (LARGE, SMALL_CPU)):
        reasons = default_for(shape, device, 60.0).reasons
        assert {"method", "rate", "batch", "precision", "schedule"} <= reasons.keys()
        assert all(len(reason) > 10 for reason in reasons.values())


def test_a_shape_is_read_from_the_folder(base: Path) -> None:
    shape = BaseShape.of(base)
    assert (shape.layers, shape.width, shape.vocabulary, shape.tied) == (2, 64, 128, True)
    assert shape.parameters == 128 * 64 + 2 * (64 * 64 * 2 + 64 * 32 * 2 + 3 * 64 * 128 + 2 * 64) + 64
    with pytest.raises(StudioError, match="not a base model"):
        BaseShape.of(base / "nothing")


def test_speed_is_measured_by_real_steps_and_by_a_matrix_product(base: Path) -> None:
    small = preflight.measure_speed(base, RECIPE, SMALL_CPU, row_tokens=32)
    assert 100 < small < 1e7
    assert preflight.matrix_speed(SMALL_CPU, 256) > 1e8
