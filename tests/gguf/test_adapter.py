"""An adapter beside its base in llama.cpp is the adapted model, and merging gives the same model again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import peft
import pytest
import torch

from studio.base.errors import StudioError
from studio.gguf.adapter import export_adapter
from studio.gguf.card import Card
from studio.gguf.export import export
from tests.gguf import small_models
from tests.gguf.conftest import Ask

CARD = Card(name="adapter")
IDS = list(range(10, 210))
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
PHI = ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]


def adapted(name: str, folder: Path, **settings: Any) -> tuple[Any, Path, Path]:
    """A base with a random LoRA adapter on it, both also as folders."""
    base = small_models.random_model(name)
    small_models.make_sure(base, IDS)
    base_folder = small_models.save_folder(base, name, folder / "base")
    modules = PHI if name.startswith("phi3") else LINEAR
    config = peft.LoraConfig(**({"r": 8, "lora_alpha": 16, "target_modules": modules} | settings))
    model = peft.get_peft_model(base, config).eval()
    with torch.no_grad():
        for parameter_name, parameter in model.named_parameters():
            if "lora_B" in parameter_name:
                parameter.copy_(torch.randn_like(parameter) * 0.02)
    model.save_pretrained(folder / "adapter")
    return model, base_folder, folder / "adapter"


CASES: list[tuple[str, dict[str, Any]]] = [
    ("starter", {}),
    ("qwen3", {"use_rslora": True, "r": 16}),
    ("gemma", {"r": 4, "lora_alpha": 32}),
    ("phi3", {"use_rslora": True}),
    ("mistral", {"rank_pattern": {"q_proj": 4}, "alpha_pattern": {"down_proj": 48}, "use_rslora": True}),
]


@pytest.mark.parametrize(("name", "settings"), CASES)
def test_an_adapter_in_llama_cpp_is_the_adapted_model(
    name: str, settings: dict[str, Any], tmp_path: Path, llama: Ask
) -> None:
    model, base_folder, adapter_folder = adapted(name, tmp_path, **settings)
    expected = small_models.probabilities(model, IDS)
    base = export(base_folder, tmp_path / "base.gguf", kind="F32", card=CARD)
    adapter = export_adapter(adapter_folder, base_folder, tmp_path / "adapter.gguf", card=CARD)
    (with_adapter,) = llama(base, ("probabilities", IDS), adapter=adapter)
    (without,) = llama(base, ("probabilities", IDS))
    assert np.abs(with_adapter - expected).max() < 1e-3
    assert np.abs(without - expected).max() > 0.05

    merged = model.merge_and_unload()
    merged_folder = small_models.save_folder(merged, name, tmp_path / "merged")
    (of_merged,) = llama(export(merged_folder, tmp_path / "m.gguf", kind="F32", card=CARD), ("probabilities", IDS))
    assert np.abs(of_merged - with_adapter).max() < 1e-3


def test_what_llama_cpp_cannot_add_is_to_be_merged(tmp_path: Path) -> None:
    refused: list[tuple[dict[str, Any], str]] = [
        ({"use_dora": True}, "plain LoRA"),
        ({"modules_to_save": ["lm_head"]}, "also changes"),
    ]
    for number, (settings, said) in enumerate(refused):
        _, base_folder, adapter_folder = adapted("llama3", tmp_path / str(number), **settings)
        with pytest.raises(StudioError, match=said) as raised:
            export_adapter(adapter_folder, base_folder, tmp_path / "adapter.gguf", card=CARD)
        assert "Merge" in raised.value.hint
    assert not list(tmp_path.glob("*.gguf*"))
