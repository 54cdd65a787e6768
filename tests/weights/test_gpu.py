"""Teaching on an NVIDIA GPU, by every method; run by hand where there is one (-m gpu)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.weights.conftest import RECIPE
from tests.weights.test_merge import WIDE
from tests.weights.test_train import run


@pytest.mark.gpu
@pytest.mark.parametrize("method", ["full", "lora", "qlora"])
def test_each_method_lowers_the_loss(
    method: str, rows_folder: Path, make_base: Callable[..., Path], tmp_path: Path
) -> None:
    recipe = RECIPE.model_copy(
        update={"method": method, "device": "cuda", "precision": "bf16", "steps": 40, "rank": 8, "checkpointing": True}
    )
    taught, metrics = run(rows_folder, make_base(**WIDE), tmp_path, recipe)
    assert metrics[-1]["loss"] < 0.85 * metrics[0]["loss"]
    assert (taught.folder / "model.safetensors").is_file()
