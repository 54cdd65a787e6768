"""Small Hugging Face folders with real safetensors, made by numpy, and a private home for the list of models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from studio.models.shapes import FAMILIES, shape_of

CONFIG: dict[str, Any] = {
    "architectures": ["LlamaForCausalLM"],
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "intermediate_size": 48,
    "vocab_size": 64,
    "max_position_embeddings": 128,
    "tie_word_embeddings": True,
}
MakeFolder = Callable[..., Path]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("STUDIO_HOME", str(folder))
    return folder


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Makes a sound folder; `shards` splits the weights, other arguments change the configuration."""

    def make(name: str = "tiny", *, shards: int = 1, architecture: str = "LlamaForCausalLM", **changes: Any) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        config = {**CONFIG, "architectures": [architecture], **changes}
        tensors: dict[str, np.ndarray] = {}
        if architecture in FAMILIES:
            rng = np.random.default_rng(0)
            for tensor, sides in shape_of(config, name).tensors():
                tensors[tensor] = rng.standard_normal(sides).astype(np.float16)
        else:
            tensors["model.embed_tokens.weight"] = np.zeros((64, 32), dtype=np.float16)
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "tokenizer.json").write_text("{}")
        (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# A tiny model\n")
        if shards == 1:
            save_file(tensors, folder / "model.safetensors")
        else:
            placed: dict[str, str] = {}
            for index in range(shards):
                file = f"model-{index + 1:05}-of-{shards:05}.safetensors"
                part = dict(list(tensors.items())[index::shards])
                save_file(part, folder / file)
                placed |= dict.fromkeys(part, file)
            (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": placed}))
        return folder

    return make
