"""Writes a trained starter as a Hugging Face folder: bf16 safetensors, configuration, tokenizer and model card; reads
the weights of such a folder back, to train them on.

The card's text is `card`'s business.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from network import Shape
from safetensors import safe_open
from safetensors.torch import load_file, save_file

SEEN = ("tokens", "step", "seconds")


def llama_names(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights under the names that transformers gives them; the tied head is left out, as transformers does."""
    named = {}
    for name, value in state.items():
        parts = name.split(".")
        if parts[-2:-1] and parts[-2] in ("q_proj", "k_proj", "v_proj", "o_proj"):
            parts.insert(-2, "self_attn")
        elif parts[-2:-1] and parts[-2] in ("gate_proj", "up_proj", "down_proj"):
            parts.insert(-2, "mlp")
        renamed = ".".join(parts) if parts[-1] == "weight" else f"{name}.weight"
        named[f"model.{renamed}"] = value
    return named


def network_weights(folder: Path) -> tuple[Shape, dict[str, torch.Tensor]]:
    """A written folder's shape and fp32 weights, under the network's own names."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        vocab=config["vocab_size"], width=config["hidden_size"], inner=config["intermediate_size"],
        layers=config["num_hidden_layers"], heads=config["num_attention_heads"], theta=config["rope_theta"],
        context=config["max_position_embeddings"], epsilon=config["rms_norm_eps"],
    )  # fmt: skip
    named = {}
    for name, value in load_file(folder / "model.safetensors").items():
        own = name.removeprefix("model.").replace("self_attn.", "").replace("mlp.", "")
        named[own.replace("embed_tokens.weight", "embed_tokens")] = value.float()
    return shape, named


def seen(folder: Path) -> dict[str, float]:
    """How many tokens, steps and seconds of training a written folder's weights have behind them."""
    with safe_open(folder / "model.safetensors", "pt") as file:
        told = file.metadata() or {}
    return {name: float(told.get(name, 0)) for name in SEEN}


def write_folder(checkpoint: Path, tokenizer: Path, out: Path, card: str, attribution: str) -> None:
    """Make the folder beside `out` and move it into place. `attribution`: what everything made from it must repeat."""
    note = json.loads((checkpoint / "state.json").read_text(encoding="utf-8"))
    shape = Shape(**note["shape"])
    part = out.with_name(f"{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    weights = llama_names(load_file(checkpoint / "model.safetensors"))
    halved = {name: value.to(torch.bfloat16).contiguous() for name, value in weights.items()}
    seen = {name: str(note[name] + note.get("begun", {}).get(name, 0)) for name in SEEN}
    save_file(halved, part / "model.safetensors", metadata={"format": "pt", **seen})
    (part / "model.safetensors").chmod(0o644)  # safetensors writes for the owner alone; the folder is shipped
    (part / "config.json").write_text(json.dumps(shape.config(), indent=2) + "\n", encoding="utf-8")
    generation = {"eos_token_id": 1, "pad_token_id": 0, "do_sample": False}
    (part / "generation_config.json").write_text(json.dumps(generation, indent=2) + "\n", encoding="utf-8")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(tokenizer / name, part / name)
    (part / "README.md").write_text(card, encoding="utf-8")
    (part / "ATTRIBUTION.txt").write_text(attribution, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    part.replace(out)
