"""A tiny random Llama on disk and rows for it to learn: short arithmetic-like patterns with unlabelled lead-ins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.weights.recipe import Recipe

SIZES: dict[str, Any] = {
    "vocab_size": 128,
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "max_position_embeddings": 256,
    "tie_word_embeddings": True,
    "bos_token_id": None,
    "eos_token_id": 1,
    "pad_token_id": 0,
}
RECIPE = Recipe(method="full", rate=3e-3, precision="fp32", seconds=600.0, batch=256, part=256)


class Quiet:
    """A control that asks for nothing, or for one thing from a given moment on."""

    def __init__(self, request: str | None = None, after: int = 0) -> None:
        self.request, self.after, self.asked = request, after, 0

    def requested(self) -> Any:
        self.asked += 1
        return self.request if self.asked > self.after else None


class Clock:
    """Time that passes by a fixed amount whenever it is looked at."""

    def __init__(self, tick: float = 0.5) -> None:
        self.now, self.tick = 0.0, tick

    def __call__(self) -> float:
        self.now += self.tick
        return self.now


@pytest.fixture(scope="session")
def make_base(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a random Llama as a Hugging Face folder."""

    def make(**changes: Any) -> Path:
        import torch
        from transformers import LlamaConfig, LlamaForCausalLM

        torch.manual_seed(5)
        folder = tmp_path_factory.mktemp("base")
        LlamaForCausalLM(LlamaConfig(**(SIZES | changes))).save_pretrained(folder)
        (folder / "tokenizer.json").write_text("{}", "utf-8")
        return folder

    return make


@pytest.fixture(scope="session")
def base(make_base: Callable[..., Path]) -> Path:
    return make_base()


@pytest.fixture(scope="session")
def rows_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty rows: a random lead-in without weight, then a run that counts on from its last token."""
    import datasets
    import numpy as np

    generator = np.random.default_rng(3)
    ids, weights = [], []
    for _ in range(60):
        lead = generator.integers(2, 100, generator.integers(3, 12)).tolist()
        run = [lead[-1] + i + 1 for i in range(int(generator.integers(4, 20)))]
        ids.append(lead + run)
        weights.append([0.0] * len(lead) + [1.0 + (i % 2) for i in range(len(run))])
    folder = tmp_path_factory.mktemp("rows") / "rows"
    datasets.Dataset.from_dict({"input_ids": ids, "weights": weights, "conversation": ["x"] * 60}).save_to_disk(folder)
    return folder
