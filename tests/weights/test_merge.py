"""Adapters: taught in each way, merged into the base's own weights, equal to the network that was taught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.weights.recipe import Recipe
from tests.weights.conftest import RECIPE
from tests.weights.test_train import run

BOLD = {"initializer_range": 0.1}
WIDE = BOLD | {"hidden_size": 128, "intermediate_size": 256, "head_dim": 32}
ADAPTERS = RECIPE.model_copy(update={"method": "lora", "rank": 8, "alpha": 16, "rate": 5e-3, "steps": 40})


def logits(model: Any) -> Any:
    import torch

    with torch.no_grad():
        return model.eval()(torch.arange(2, 62)[None]).logits[0]


def apart(one: Any, other: Any) -> float:
    return float((one - other).abs().sum(-1).mean())


def open_final(folder: Path) -> Any:
    from transformers import AutoModelForCausalLM

    return AutoModelForCausalLM.from_pretrained(folder, local_files_only=True)


def with_adapter(base: Any, adapter: Path) -> Any:
    from peft import PeftModel

    return PeftModel.from_pretrained(base, str(adapter))


@pytest.mark.parametrize("rslora", [False, True])
def test_a_merged_adapter_equals_the_adapter(
    rslora: bool, rows_folder: Path, make_base: Callable[..., Path], tmp_path: Path
) -> None:
    import torch

    base = make_base(**BOLD)
    recipe = ADAPTERS.model_copy(update={"rslora": rslora})
    taught, metrics = run(rows_folder, base, tmp_path, recipe)
    assert taught.adapter is not None
    assert metrics[-1]["loss"] < 0.8 * metrics[0]["loss"]
    separate = logits(with_adapter(open_final(base), taught.adapter))
    merged = logits(open_final(taught.folder))
    assert not torch.allclose(merged, logits(open_final(base)), atol=0.1)
    assert torch.allclose(merged, separate, atol=1e-4)


def test_qlora_learns_on_a_processor_and_its_merge_agrees(
    rows_folder: Path, make_base: Callable[..., Path], tmp_path: Path
) -> None:
    import torch
    from transformers import AutoModelForCausalLM, BitsAndBytesConfig

    base = make_base(**WIDE)
    recipe = ADAPTERS.model_copy(update={"method": "qlora"})
    taught, metrics = run(rows_folder, base, tmp_path, recipe)
    assert taught.adapter is not None
    assert metrics[-1]["loss"] < 0.8 * metrics[0]["loss"]
    four = BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.float32,
    )
    quantised = AutoModelForCausalLM.from_pretrained(base, quantization_config=four, device_map={"": "cpu"})
    as_taught = logits(with_adapter(quantised, taught.adapter)).float().softmax(-1)
    merged = logits(open_final(taught.folder)).float().softmax(-1)
    exact = logits(with_adapter(open_final(base), taught.adapter)).float().softmax(-1)
    assert torch.allclose(merged, exact, atol=1e-4)
    untaught = logits(open_final(base)).float().softmax(-1)
    assert apart(merged, as_taught) < 0.5 * apart(merged, untaught)  # 4 bits cost far less than was learned


def test_tied_embeddings_stay_tied_and_untied_ones_apart(
    rows_folder: Path, make_base: Callable[..., Path], tmp_path: Path
) -> None:
    from safetensors import safe_open

    for tied in (True, False):
        base = make_base(tie_word_embeddings=tied)
        taught, _ = run(rows_folder, base, tmp_path / str(tied), RECIPE.model_copy(update={"steps": 3}))
        with safe_open(taught.folder / "model.safetensors", "pt") as file:
            assert ("lm_head.weight" in file.keys()) is not tied  # noqa: SIM118
        model = open_final(taught.folder)
        assert model.config.tie_word_embeddings is tied
        assert (model.lm_head.weight is model.model.embed_tokens.weight) is tied


def test_final_holds_the_masters_of_a_bf16_network(rows_folder: Path, base: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    from studio.weights import checkpoints

    recipe: Recipe = RECIPE.model_copy(update={"steps": 3, "precision": "bf16"})
    taught, _ = run(rows_folder, base, tmp_path, recipe)
    _, tensors = checkpoints.load(checkpoints.found(tmp_path / "checkpoints")[-1])
    final = load_file(taught.folder / "model.safetensors")
    name = "model.layers.0.mlp.up_proj.weight"
    assert final[name].equal(tensors[f"master/{name}"])
    assert not final[name].equal(final[name].bfloat16().float())
