"""Random models of every family, small enough for seconds, sure enough of themselves that a mistake shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import torch
import transformers

from tests.gguf.small_tokenizers import save_tokenizer

BASE: dict[str, Any] = {
    "hidden_size": 256, "intermediate_size": 512, "num_hidden_layers": 3, "num_attention_heads": 4,
    "num_key_value_heads": 2, "max_position_embeddings": 2048, "vocab_size": 1500, "initializer_range": 0.05,
    "tie_word_embeddings": False,
}  # fmt: skip


class Recipe(NamedTuple):
    """A family's class of configuration, what differs from BASE, and the tokenizer it comes with."""

    config: str
    tokenizer: str
    changes: Mapping[str, Any] = MappingProxyType({})


LLAMA3_ROPE = {
    "rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
    "original_max_position_embeddings": 256,
}  # fmt: skip
YARN_ROPE = {
    "rope_type": "yarn", "rope_theta": 1000000.0, "factor": 4.0, "original_max_position_embeddings": 512,
}  # fmt: skip
GEMMA = {"head_dim": 64, "tie_word_embeddings": True}
FAMILIES: dict[str, Recipe] = {
    "starter": Recipe("LlamaConfig", "starter", {"tie_word_embeddings": True}),
    "llama3": Recipe("LlamaConfig", "llama3", {"rope_parameters": LLAMA3_ROPE}),
    "llama_biased": Recipe("LlamaConfig", "gpt2", {"attention_bias": True, "mlp_bias": True, "num_hidden_layers": 2}),
    "smollm": Recipe("LlamaConfig", "smollm", {"tie_word_embeddings": True, "num_attention_heads": 8}),
    "mistral": Recipe("MistralConfig", "mistral", {"head_dim": 32, "sliding_window": None}),
    "qwen2": Recipe("Qwen2Config", "qwen2", {"vocab_size": 1536, "rope_parameters": YARN_ROPE}),
    "qwen3": Recipe("Qwen3Config", "qwen3", {"head_dim": 96, "tie_word_embeddings": True, "vocab_size": 1536}),
    "gemma": Recipe("GemmaConfig", "gemma", {**GEMMA, "head_dim": 128, "num_key_value_heads": 1}),
    "gemma2": Recipe("Gemma2Config", "gemma", {**GEMMA, "query_pre_attn_scalar": 64, "sliding_window": 128}),
    "gemma3": Recipe(
        "Gemma3TextConfig",
        "gemma",
        {**GEMMA, "query_pre_attn_scalar": 64, "sliding_window": 128, "num_hidden_layers": 7},
    ),
    "phi3": Recipe("Phi3Config", "phi3", {"sliding_window": None, "pad_token_id": 0, "eos_token_id": 5}),
    "phi3_long": Recipe(
        "Phi3Config",
        "phi3",
        {
            "sliding_window": None, "pad_token_id": 0, "eos_token_id": 5, "max_position_embeddings": 4096,
            "original_max_position_embeddings": 512,
            "rope_parameters": {
                "rope_type": "longrope", "rope_theta": 10000.0,
                "long_factor": [1.0 + 0.1 * i for i in range(32)], "short_factor": [1.0 + 0.01 * i for i in range(32)],
                "original_max_position_embeddings": 512,
            },
        },
    ),
}  # fmt: skip


def random_model(name: str, seed: int = 0) -> Any:
    """A model of a family with random weights; norms and biases too, so that none can be forgotten unseen."""
    recipe = FAMILIES[name]
    torch.manual_seed(seed)
    config = getattr(transformers, recipe.config)(**(BASE | dict(recipe.changes)))
    config._attn_implementation = "eager"
    model = transformers.AutoModelForCausalLM.from_config(config, attn_implementation="eager").float().eval()
    with torch.no_grad():
        for parameter in (parameter for parameter in model.parameters() if parameter.dim() == 1):
            parameter.add_(torch.randn_like(parameter) * 0.1)
        if name == "gemma3":  # as in trained Gemmas; llama.cpp's half-precision table of GELU weighs less then
            for layer in model.model.layers:
                layer.post_feedforward_layernorm.weight.sub_(0.7)
    return model


def make_sure(model: Any, ids: list[int]) -> float:
    """Scale the last norm until the median top probability over `ids` exceeds 0.5, and return that median."""
    shift = 1.0 if "gemma" in type(model).__name__.lower() else 0.0
    norm = model.model.norm.weight
    for _ in range(20):
        top = float(np.median(probabilities(model, ids).max(axis=1)))
        if top > 0.5:
            return top
        with torch.no_grad():
            norm.copy_((norm + shift) * 1.25 - shift)
    raise AssertionError(f"the median top probability is only {top:.2f}")


def probabilities(model: Any, ids: list[int]) -> np.ndarray:
    """Next-token probabilities at each position, by transformers."""
    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([ids]), use_cache=False).logits[0].double()
    return torch.softmax(logits, dim=-1).numpy()


def save_folder(model: Any, name: str, folder: Path, dtype: torch.dtype = torch.float32) -> Path:
    """The model and its tokenizer as a Hugging Face folder."""
    model.to(dtype).save_pretrained(folder)
    model.float()
    save_tokenizer(FAMILIES[name].tokenizer, folder)
    return folder


def change_config(folder: Path, **changes: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
