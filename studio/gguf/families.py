"""What llama.cpp needs to know of each model family: its settings, and how its tensors are laid out.

A family is found by the architecture named in config.json. Whatever cannot be said faithfully in a GGUF (an unknown
rope, an odd activation) is refused rather than approximated. Vocabularies are `vocabulary`'s business.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.gguf.tensors import Array

if TYPE_CHECKING:
    from gguf import GGUFWriter

DONOR_HINT = sentence("Export it with a donor: a GGUF of the same base made by its authors.")


@dataclass(frozen=True)
class Family:
    """One architecture. `permute` marks rotary halves stored interleaved, `shifted_norms` norms stored as w - 1."""

    arch: str
    activations: tuple[str, ...] = ("silu",)
    permute: bool = False
    shifted_norms: bool = False
    always_tied: bool = False
    windows: bool = False  # llama.cpp knows this family's sliding window
    full_every: int = 0  # every n-th layer sees everything, the others the window


@dataclass
class Settings:
    """What was read from config.json, in llama.cpp's terms; `notes` says what a person should know."""

    arch: str
    layers: int
    heads: int
    kv_heads: int
    head: int
    hidden: int
    vocabulary: int
    context: int
    tied: bool
    notes: list[str] = field(default_factory=list)
    tensors: dict[str, Array] = field(default_factory=dict)


_GELU = ("gelu", "gelu_pytorch_tanh")
_GEMMA3 = Family("gemma3", _GELU, shifted_norms=True, windows=True, full_every=6)

FAMILIES: dict[str, Family] = {
    "LlamaForCausalLM": Family("llama", permute=True),
    "MistralForCausalLM": Family("llama", permute=True),
    "Qwen2ForCausalLM": Family("qwen2"),
    "Qwen3ForCausalLM": Family("qwen3"),
    "GemmaForCausalLM": Family("gemma", _GELU, shifted_norms=True, always_tied=True),
    "Gemma2ForCausalLM": Family("gemma2", _GELU, shifted_norms=True, always_tied=True, windows=True, full_every=2),
    "Gemma3ForCausalLM": _GEMMA3,
    "Gemma3ForConditionalGeneration": _GEMMA3,
    "Phi3ForCausalLM": Family("phi3"),
}


def family_of(config: Mapping[str, Any]) -> Family:
    """The family of a config.json. Raises StudioError for a quantised or an unknown one."""
    if config.get("quantization_config"):
        raise StudioError(
            sentence("This folder holds a quantised model, which cannot be exported."),
            sentence("Merge the adapter into the full-precision base first."),
        )
    names = config.get("architectures") or ["?"]
    family = FAMILIES.get(str(names[0]))
    if family is None:
        raise StudioError(sentence("The architecture {kind} is not one the studio knows.", kind=names[0]), DONOR_HINT)
    return family


def text_config(config: Mapping[str, Any]) -> dict[str, Any]:
    """The language model's part of a config.json that may describe a model with eyes."""
    inner = config.get("text_config")
    return {**config, **inner} if isinstance(inner, dict) else dict(config)


def hugging_face_name(name: str) -> str:
    """A tensor's name without the wrapping of a model with eyes; "" where it is not the language model's."""
    if "vision_tower" in name or "multi_modal_projector" in name or name.endswith("rotary_emb.inv_freq"):
        return ""
    return name.replace("model.language_model.", "model.").removeprefix("language_model.")


def transform(name: str, tensor: Array, family: Family, settings: Settings) -> Array:
    """A Hugging Face tensor as llama.cpp stores it."""
    if family.permute and ".self_attn.q_proj." in name:
        return permute(tensor, settings.heads)
    if family.permute and ".self_attn.k_proj." in name:
        return permute(tensor, settings.kv_heads)
    if family.shifted_norms and name.endswith("norm.weight"):
        return tensor + np.float32(1.0)
    return tensor


def permute(tensor: Array, heads: int) -> Array:
    """Rows of each head from rotary halves (Hugging Face) to interleaved pairs (llama.cpp's `llama`)."""
    half = tensor.shape[0] // heads // 2
    return tensor.reshape(heads, 2, half, *tensor.shape[1:]).swapaxes(1, 2).reshape(tensor.shape)


def write_settings(config: Mapping[str, Any], family: Family, writer: GGUFWriter) -> Settings:
    """Add the family's settings to `writer` and return those the export needs itself."""
    read = text_config(config)
    settings = _basic(read, family)
    _refuse_the_odd(read, family)
    _windows(read, family, settings, writer)
    writer.add_vocab_size(settings.vocabulary)
    writer.add_context_length(settings.context)
    writer.add_embedding_length(settings.hidden)
    writer.add_block_count(settings.layers)
    writer.add_feed_forward_length(_number(read, "intermediate_size"))
    writer.add_head_count(settings.heads)
    writer.add_head_count_kv(settings.kv_heads)
    writer.add_key_length(settings.head)
    writer.add_value_length(settings.head)
    writer.add_layer_norm_rms_eps(float(read.get("rms_norm_eps", 1e-6)))
    if family.arch == "gemma2":
        writer.add_attn_logit_softcapping(float(read.get("attn_logit_softcapping") or 50.0))
        writer.add_final_logit_softcapping(float(read.get("final_logit_softcapping") or 30.0))
    _rope(read, family, settings, writer)
    return settings


def _number(config: Mapping[str, Any], name: str) -> int:
    value = config.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise StudioError(
            sentence("config.json does not say {name}.", name=name), sentence("Copy the base model's folder again.")
        )
    return value


def _basic(config: Mapping[str, Any], family: Family) -> Settings:
    heads = _number(config, "num_attention_heads")
    hidden = _number(config, "hidden_size")
    tied_by_default = family.arch.startswith("gemma")
    return Settings(
        arch=family.arch,
        layers=_number(config, "num_hidden_layers"),
        heads=heads,
        kv_heads=int(config.get("num_key_value_heads") or heads),
        head=int(config.get("head_dim") or hidden // heads),
        hidden=hidden,
        vocabulary=_number(config, "vocab_size"),
        context=_number(config, "max_position_embeddings"),
        tied=bool(config.get("tie_word_embeddings", tied_by_default)),
    )


def _refuse_the_odd(config: Mapping[str, Any], family: Family) -> None:
    activation = config.get("hidden_activation") or config.get("hidden_act") or family.activations[-1]
    if activation not in family.activations:
        raise StudioError(
            sentence(
                "llama.cpp has no {kind} with the activation {activation}.",
                kind=family.arch,
                activation=str(activation),
            ),
            DONOR_HINT,
        )
    if family.arch in ("gemma2", "gemma3"):
        _refuse_other_scale(config, family)
    if family.arch == "gemma3" and (config.get("final_logit_softcapping") or config.get("attn_logit_softcapping")):
        raise StudioError(sentence("llama.cpp has no gemma3 with capped logits."), DONOR_HINT)


def _refuse_other_scale(config: Mapping[str, Any], family: Family) -> None:
    """llama.cpp takes the attention's scale from the head size, and only in the 27B models from hidden / heads."""
    heads, hidden = _number(config, "num_attention_heads"), _number(config, "hidden_size")
    large = config.get("num_hidden_layers") == {"gemma2": 46, "gemma3": 62}[family.arch]
    expected = hidden // heads if large else int(config.get("head_dim") or hidden // heads)
    scalar = config.get("query_pre_attn_scalar")
    if scalar is not None and float(scalar) != expected:
        raise StudioError(
            sentence("llama.cpp cannot scale {kind}'s attention by {number}.", kind=family.arch, number=str(scalar)),
            DONOR_HINT,
        )


def _windows(config: Mapping[str, Any], family: Family, settings: Settings, writer: GGUFWriter) -> None:
    window = config.get("sliding_window")
    if "use_sliding_window" in config and not config["use_sliding_window"]:
        window = None
    if family.windows:
        _alternating(config, family, settings)
        if window is None:
            raise StudioError(
                sentence("config.json does not say sliding_window."), sentence("Copy the base model's folder again.")
            )
        writer.add_sliding_window(int(window))
    elif window is not None and int(window) < settings.context:
        settings.context = int(window)
        settings.notes.append(
            sentence(
                "This base looks back {window} tokens at most and llama.cpp does not, so the context ends there.",
                window=int(window),
            )
        )


def _alternating(config: Mapping[str, Any], family: Family, settings: Settings) -> None:
    """llama.cpp fixes which layers see everything; refuse a base that does it differently."""
    types = config.get("layer_types")
    expected = [
        "full_attention" if (layer + 1) % family.full_every == 0 else "sliding_attention"
        for layer in range(settings.layers)
    ]
    pattern = int(config.get("sliding_window_pattern") or config.get("_sliding_window_pattern") or family.full_every)
    if (types is not None and list(types) != expected) or (types is None and pattern != family.full_every):
        raise StudioError(
            sentence("llama.cpp has no {kind} with this order of sliding layers.", kind=family.arch), DONOR_HINT
        )


def _rope(config: Mapping[str, Any], family: Family, settings: Settings, writer: GGUFWriter) -> None:
    parameters = _rope_parameters(config)
    base = float(parameters.get("rope_theta") or config.get("rope_theta") or 10000.0)
    partial = float(parameters.get("partial_rotary_factor") or config.get("partial_rotary_factor") or 1.0)
    if partial != 1.0 and family.arch != "phi3":
        raise StudioError(
            sentence("llama.cpp has no {kind} with partial rotary embeddings.", kind=family.arch), DONOR_HINT
        )
    dimensions = int(settings.head * partial)
    writer.add_rope_freq_base(base)
    writer.add_rope_dimension_count(dimensions)
    kind = str(parameters.get("rope_type") or parameters.get("type") or "default")
    original = parameters.get("original_max_position_embeddings") or config.get("original_max_position_embeddings")
    original = int(original or settings.context)
    if kind == "default":
        return
    if kind == "linear":
        _scaling(writer, "linear", float(parameters["factor"]))
    elif kind == "yarn":
        _yarn(parameters, original, writer)
    elif kind == "llama3":
        settings.tensors["rope_freqs.weight"] = _llama3_factors(parameters, base, dimensions, original)
    elif kind in ("longrope", "su") and family.arch == "phi3":
        _longrope(parameters, original, settings, writer)
    else:
        raise StudioError(
            sentence("llama.cpp has no {kind} with {scaling} rope scaling.", kind=family.arch, scaling=kind), DONOR_HINT
        )


def _rope_parameters(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rope's settings, whether stored the old way or by kind of layer; the full-attention layers' where they differ
    (llama.cpp gives gemma3's sliding layers their own fixed base of 10000)."""
    parameters = config.get("rope_parameters") or config.get("rope_scaling") or {}
    full = parameters.get("full_attention")
    if full is None:
        local = config.get("rope_local_base_freq")
    else:
        sliding = parameters.get("sliding_attention") or {}
        local = sliding.get("rope_theta") if sliding.get("rope_type", "default") == "default" else math.nan
        parameters = full
    if local is not None and float(local) != 10000.0:
        raise StudioError(sentence("llama.cpp has no gemma3 whose sliding layers use another rope base."), DONOR_HINT)
    return dict(parameters)


def _scaling(writer: GGUFWriter, kind: str, factor: float) -> None:
    import gguf

    writer.add_rope_scaling_type(gguf.RopeScalingType(kind))
    writer.add_rope_scaling_factor(factor)


def _yarn(parameters: Mapping[str, Any], original: int, writer: GGUFWriter) -> None:
    factor = float(parameters["factor"])
    attention = parameters.get("attention_factor")
    usual = 0.1 * math.log(factor) + 1.0
    if (attention is not None and abs(float(attention) - usual) > 1e-6) or parameters.get("mscale"):
        raise StudioError(sentence("This base's yarn rope scales attention in a way llama.cpp cannot."), DONOR_HINT)
    if not parameters.get("truncate", True):
        raise StudioError(sentence("This base's yarn rope does not round its limits, as llama.cpp does."), DONOR_HINT)
    _scaling(writer, "yarn", factor)
    writer.add_rope_scaling_orig_ctx_len(original)
    writer.add_rope_scaling_yarn_beta_fast(float(parameters.get("beta_fast") or 32.0))
    writer.add_rope_scaling_yarn_beta_slow(float(parameters.get("beta_slow") or 1.0))


def _llama3_factors(parameters: Mapping[str, Any], base: float, dimensions: int, original: int) -> Array:
    """By how much each rotary frequency is slowed (Llama 3.1), as llama.cpp's tensor of divisors."""
    factor = float(parameters["factor"])
    low, high = float(parameters.get("low_freq_factor", 1.0)), float(parameters.get("high_freq_factor", 4.0))
    frequencies = base ** -(np.arange(0, dimensions, 2, dtype=np.float64) / dimensions)
    lengths = 2 * math.pi / frequencies
    smooth = (original / lengths - low) / (high - low)
    between = 1 / ((1 - smooth) / factor + smooth)
    slowed = np.where(lengths > original / low, factor, between)
    return np.where(lengths < original / high, 1.0, slowed).astype(np.float32)


def _longrope(parameters: Mapping[str, Any], original: int, settings: Settings, writer: GGUFWriter) -> None:
    scale = settings.context / original
    attention = parameters.get("attention_factor")
    if attention is None:
        attention = math.sqrt(1 + math.log(scale) / math.log(original)) if scale > 1 else 1.0
    writer.add_rope_scaling_orig_ctx_len(original)
    writer.add_rope_scaling_attn_factors(float(attention))
    for length in ("long", "short"):
        factors = np.asarray(parameters[f"{length}_factor"], dtype=np.float32)
        settings.tensors[f"rope_factors_{length}.weight"] = factors
