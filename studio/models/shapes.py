"""The dimensions of a model and everything that follows from them by arithmetic: parameters, tensors, cache, adapters.

The families are the decoder-only ones the studio can teach and export. Reading a config.json's keys stands here too;
looking at files is `folder`, and judging memory is `fits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.base.errors import StudioError
from studio.base.sentences import sentence

Family = Literal["llama", "mistral", "qwen2", "qwen3", "gemma", "gemma2", "gemma3", "phi3"]

FAMILIES: dict[str, Family] = {
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "mistral",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
    "GemmaForCausalLM": "gemma",
    "Gemma2ForCausalLM": "gemma2",
    "Gemma3ForCausalLM": "gemma3",
    "Phi3ForCausalLM": "phi3",
}
TIED_BY_DEFAULT = ("gemma", "gemma2", "gemma3")


class Shape(BaseModel):
    """A model's dimensions. `head` is the width of one attention head; `tied`: input and output embeddings are one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: Family
    hidden: int = Field(gt=0, le=1 << 20)
    layers: int = Field(gt=0, le=4096)
    heads: int = Field(gt=0, le=4096)
    kv_heads: int = Field(gt=0, le=4096)
    head: int = Field(gt=0, le=1 << 16)
    ffn: int = Field(gt=0, le=1 << 22)
    vocabulary: int = Field(gt=0, le=1 << 24)
    context: int = Field(gt=0, le=1 << 26)
    tied: bool
    attention_bias: bool = False

    def linear(self) -> dict[str, tuple[int, int]]:
        """The matrices of one layer by name: (rows out, columns in). These are what adapters sit on."""
        queries, values = self.heads * self.head, self.kv_heads * self.head
        if self.family == "phi3":
            attention = {"self_attn.qkv_proj": (queries + 2 * values, self.hidden)}
            mlp = {"mlp.gate_up_proj": (2 * self.ffn, self.hidden)}
        else:
            attention = {
                "self_attn.q_proj": (queries, self.hidden),
                "self_attn.k_proj": (values, self.hidden),
                "self_attn.v_proj": (values, self.hidden),
            }
            mlp = {"mlp.gate_proj": (self.ffn, self.hidden), "mlp.up_proj": (self.ffn, self.hidden)}
        return {
            **attention,
            "self_attn.o_proj": (self.hidden, queries),
            **mlp,
            "mlp.down_proj": (self.hidden, self.ffn),
        }

    def _vectors(self) -> dict[str, int]:
        """Norms and biases of one layer by name, with their length."""
        vectors = {"input_layernorm.weight": self.hidden, "post_attention_layernorm.weight": self.hidden}
        if self.family in ("gemma2", "gemma3"):
            vectors["pre_feedforward_layernorm.weight"] = self.hidden
            vectors["post_feedforward_layernorm.weight"] = self.hidden
        if self.family in ("qwen3", "gemma3"):
            vectors["self_attn.q_norm.weight"] = vectors["self_attn.k_norm.weight"] = self.head
        if self.family == "qwen2" or self.attention_bias:
            for name in ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"):
                vectors[f"{name}.bias"] = self.linear()[name][0]
        if self.attention_bias and self.family != "qwen2":
            vectors["self_attn.o_proj.bias"] = self.hidden
        return vectors

    def tensors(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every tensor a Hugging Face folder of this shape must hold, with its sides."""
        yield "model.embed_tokens.weight", (self.vocabulary, self.hidden)
        for layer in range(self.layers):
            for name, sides in self.linear().items():
                yield f"model.layers.{layer}.{name}.weight", sides
            for name, length in self._vectors().items():
                yield f"model.layers.{layer}.{name}", (length,)
        yield "model.norm.weight", (self.hidden,)
        if not self.tied:
            yield "lm_head.weight", (self.vocabulary, self.hidden)

    @property
    def matrices(self) -> int:
        """Parameters in the layers' matrices: what quantising for teaching makes small."""
        return self.layers * sum(rows * columns for rows, columns in self.linear().values())

    @property
    def embeddings(self) -> int:
        """Parameters in the embeddings, twice when they are not tied."""
        return self.vocabulary * self.hidden * (1 if self.tied else 2)

    @property
    def parameters(self) -> int:
        """All parameters."""
        return self.matrices + self.embeddings + self.layers * sum(self._vectors().values()) + self.hidden

    def adapter(self, rank: int) -> int:
        """Parameters of a low-rank adapter on every matrix of every layer."""
        return self.layers * rank * sum(rows + columns for rows, columns in self.linear().values())

    def cache_bytes(self, tokens: int, *, bytes_each: int = 2) -> int:
        """The key-value cache of one conversation."""
        return 2 * self.layers * self.kv_heads * self.head * tokens * bytes_each


def shape_of(config: Mapping[str, Any], where: str) -> Shape:
    """The dimensions in a config.json. Raises StudioError for a family the studio cannot teach, or nonsense."""
    named = config.get("architectures") or []
    architecture = named[0] if isinstance(named, list) and named and isinstance(named[0], str) else ""
    family = FAMILIES.get(architecture)
    if family is None:
        raise StudioError(
            sentence(
                "{path} holds a model of the kind {kind}, which the studio cannot teach.",
                path=where,
                kind=architecture or sentence("that its config.json does not name"),
            ),
            sentence("Choose a base of one of these: {families}.", families=", ".join(FAMILIES)),
        )
    if "quantization_config" in config:
        raise StudioError(
            sentence("{path} holds weights that are already quantised.", path=where),
            sentence("Download the model's original 16-bit weights; the studio quantises them itself."),
        )
    try:
        heads = int(config["num_attention_heads"])
        hidden = int(config["hidden_size"])
        return Shape(
            family=family,
            hidden=hidden,
            layers=int(config["num_hidden_layers"]),
            heads=heads,
            kv_heads=int(config.get("num_key_value_heads") or heads),
            head=int(config.get("head_dim") or hidden // heads),
            ffn=int(config["intermediate_size"]),
            vocabulary=int(config["vocab_size"]),
            context=int(config["max_position_embeddings"]),
            tied=bool(config.get("tie_word_embeddings", family in TIED_BY_DEFAULT)),
            attention_bias=bool(config.get("attention_bias", False)),
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        told = sentence("{path}: config.json has a dimension that cannot be.", path=where)
        if isinstance(error, KeyError):
            told = sentence("{path}: config.json lacks {name}.", path=where, name=str(error))
        raise StudioError(told, sentence("Download the model's folder again.")) from None
