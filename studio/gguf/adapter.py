"""The adapter alone as a GGUF: low-rank matrices that llama.cpp adds to the base while it runs.

llama.cpp multiplies by alpha / rank and knows nothing of rank-stabilised LoRA or of ranks and alphas that differ from
module to module. So one alpha is written that is right for the first module, rsLoRA's root of the rank included, and
where another module needs another scale, its B matrix carries the difference. Merging is `weights`' business.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.encoder import read_json
from studio.gguf import card as cards
from studio.gguf import families
from studio.gguf.card import Card
from studio.gguf.families import Family, Settings
from studio.gguf.tensors import Array, Weights, open_weights

_MERGE = sentence("Merge the adapter into the base and export the whole model.")


def export_adapter(adapter_folder: Path, base_folder: Path, out: Path, *, card: Card) -> Path:
    """Write the LoRA adapter in a peft folder as `out`, for the base in `base_folder`."""
    import gguf

    config = read_json(base_folder / "config.json")
    family = families.family_of(config)
    partial = out.with_name(out.name + ".partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(partial, family.arch)
    # The base's settings are read, not written: an adapter's file carries none of its own.
    settings = families.write_settings(config, family, gguf.GGUFWriter(None, family.arch))
    described = read_json(adapter_folder / "adapter_config.json")
    weights = open_weights(adapter_folder, stem="adapter_model")
    _refuse_other_kinds(described, weights)
    modules = _modules(weights)
    alpha = _file_alpha(described, weights, modules)
    try:
        writer.add_type(gguf.GGUFType.ADAPTER)
        writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
        writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, alpha)
        card.write(writer)
        for module in modules:
            target = _target(module, family, settings)
            down, up = _matrices(module, weights, described, alpha, family, settings)
            writer.add_tensor(f"{target}.lora_a", down)
            writer.add_tensor(f"{target}.lora_b", up)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        cards.finish(writer, partial, out)
    finally:
        partial.unlink(missing_ok=True)
    return out


def effective_scale(described: Mapping[str, Any], module: str, rank: int) -> float:
    """What peft multiplies B A by for one module: alpha / rank, or alpha / sqrt(rank) where rank-stabilised
    (Kalajdzievski 2023, arXiv 2312.03732)."""
    alpha = float(_patterned(described.get("alpha_pattern"), module, described.get("lora_alpha", 8)))
    return alpha / (math.sqrt(rank) if described.get("use_rslora") else rank)


def _patterned(patterns: Mapping[str, Any] | None, module: str, otherwise: Any) -> Any:
    for pattern, value in (patterns or {}).items():
        if re.fullmatch(rf"(.*\.)?({pattern})", module):
            return value
    return otherwise


def _refuse_other_kinds(described: Mapping[str, Any], weights: Weights) -> None:
    kind = described.get("peft_type", "LORA")
    if kind != "LORA" or described.get("use_dora"):
        raise StudioError(sentence("llama.cpp only takes plain LoRA adapters."), _MERGE)
    odd = [name for name in weights if ".lora_A." not in name and ".lora_B." not in name]
    if odd:
        raise StudioError(
            sentence("The adapter also changes {name}, which llama.cpp cannot add.", name=_module_of(odd[0])), _MERGE
        )


def _modules(weights: Weights) -> list[str]:
    found = sorted({_module_of(name) for name in weights})
    if not found:
        raise StudioError(
            sentence("The adapter's folder holds no adapter."), sentence("Teach again, or choose another folder.")
        )
    return found


def _module_of(name: str) -> str:
    return re.split(r"\.lora_[AB]\.", name)[0]


def _names(module: str, weights: Weights) -> tuple[str, str]:
    found = [f"{module}.lora_{side}.weight" for side in "AB"]
    if any(name not in weights for name in found):
        raise StudioError(
            sentence("The adapter has only half of what it needs for {module}.", module=module),
            sentence("Copy its folder again."),
        )
    return found[0], found[1]


def _file_alpha(described: Mapping[str, Any], weights: Weights, modules: list[str]) -> float:
    rank = weights.shape(_names(modules[0], weights)[0])[0]
    alpha = effective_scale(described, modules[0], rank) * rank
    if alpha == 0:
        raise StudioError(
            sentence("The adapter's alpha is 0, so it changes nothing."), sentence("Teach again with a positive alpha.")
        )
    return alpha


def _matrices(
    module: str, weights: Weights, described: Mapping[str, Any], alpha: float, family: Family, settings: Settings
) -> tuple[Array, Array]:
    """A and B of a module as llama.cpp adds them, B's rows in the order of the base's tensor there."""
    down_name, up_name = _names(module, weights)
    down, up = weights.read(down_name), weights.read(up_name)
    rank = down.shape[0]
    up = families.transform(f"{_base_name(module)}.weight", up, family, settings)
    correction = effective_scale(described, module, rank) / (alpha / rank)
    if abs(correction - 1.0) > 1e-9:
        up = (up * np.float32(correction)).astype(np.float32)
    return np.ascontiguousarray(down), np.ascontiguousarray(up)


def _base_name(module: str) -> str:
    return families.hugging_face_name(module.removeprefix("base_model.model."))


def _target(module: str, family: Family, settings: Settings) -> str:
    import gguf

    known = {name: number for number, name in gguf.MODEL_ARCH_NAMES.items()}
    mapping = gguf.get_tensor_name_map(known[family.arch], settings.layers)
    name = f"{_base_name(module)}.weight"
    target = mapping.get_name(name, try_suffixes=(".weight",))
    if target is None or name.endswith("embed_tokens.weight"):
        raise StudioError(sentence("llama.cpp cannot add an adapter to {name}.", name=name), _MERGE)
    return target
