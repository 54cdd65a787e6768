"""A base model made ready to be taught: loaded, its adapters put on, and asked for hidden states.

Everything comes from a local folder in safetensors; no code in that folder is ever run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.weights import attention, quick
from studio.weights.packing import Block
from studio.weights.recipe import Recipe

if TYPE_CHECKING:
    import torch


@dataclass
class Network:
    """A causal language model of transformers; with adapters on its layers, `adapter` is peft's wrapper around it."""

    model: Any
    adapter: Any = None

    def trainable(self) -> list[tuple[str, torch.nn.Parameter]]:
        """The parameters that learn, by name."""
        owner = self.adapter if self.adapter is not None else self.model
        return [(name, p) for name, p in owner.named_parameters() if p.requires_grad]

    def states(self, block: Block) -> torch.Tensor:
        """The last hidden states [tokens, width] of rows laid end to end."""
        if quick.fits(self.model):
            return quick.states(self.model, block)
        backbone = getattr(self.model, self.model.base_model_prefix)
        laid = {"rows": block.lengths, "forks": block.forks}
        out = backbone(input_ids=block.ids, position_ids=block.positions, use_cache=False, **laid)
        states: torch.Tensor = out.last_hidden_state[0]
        return states

    def head(self) -> tuple[torch.Tensor, torch.Tensor | None, float | None]:
        """The output matrix, its bias and the soft cap on logits, where the family has them."""
        head = self.model.get_output_embeddings()
        config = self.model.config.get_text_config()
        return head.weight, getattr(head, "bias", None), getattr(config, "final_logit_softcapping", None)


def load(base: Path, recipe: Recipe) -> Network:
    """Load a base as the recipe wants it taught. Raises StudioError for a folder that cannot be."""
    import torch

    torch.manual_seed(recipe.seed)
    kind = torch.bfloat16 if recipe.precision == "bf16" else torch.float32
    extra: dict[str, Any] = {"device_map": {"": recipe.device}} if recipe.device != "cpu" else {}
    if recipe.method == "qlora":
        extra |= {"quantization_config": _four_bits(kind), "device_map": {"": recipe.device}}
    model = read(base, kind, attn_implementation=attention.register(), **extra)
    if recipe.checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.train()
    if recipe.method == "full":
        return Network(model)
    return Network(model, _adapted(model, recipe, kind))


def read(base: Path, kind: Any, **extra: Any) -> Any:
    """A transformers model from a folder, complete, or a StudioError."""
    from safetensors import SafetensorError
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if not any(base.glob("*.safetensors")):
        raise StudioError(
            sentence("The base model {base} has no safetensors weights.", base=base.name),
            sentence("Choose another base, or add it again."),
        )
    try:
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            str(base),
            dtype=kind,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            **extra,
        )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        if out_of_memory(error):
            raise
        raise StudioError(
            sentence(
                "The base model {base} cannot be loaded: {reason}",
                base=base.name,
                reason=str(error).strip().splitlines()[0],
            ),
            sentence("Choose another base, or add this one again from an undamaged folder."),
        ) from error
    model, info = loaded
    if info["missing_keys"] or info.get("mismatched_keys"):
        raise StudioError(
            sentence("The base model {base} is incomplete: weights are missing or of the wrong size.", base=base.name),
            sentence("Choose another base, or add this one again from an undamaged folder."),
        )
    return model


def out_of_memory(error: BaseException) -> bool:
    """Whether an error means that memory ran out, on a GPU or in the computer."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(
        sign in text for sign in ("out of memory", "can't allocate memory", "not enough memory", "alloc_cpu")
    )


def _four_bits(kind: Any) -> Any:
    """NF4 with doubly quantised scales (QLoRA, arXiv 2305.14314)."""
    from transformers import BitsAndBytesConfig

    return BitsAndBytesConfig(  # type: ignore[no-untyped-call]
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=kind,
    )


def _adapted(model: Any, recipe: Recipe, kind: Any) -> Any:
    """Adapters on all linear layers, in the network's own precision (the optimiser keeps fp32 masters)."""
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.alpha,
        use_rslora=recipe.rslora,
        lora_dropout=0.0,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    adapter = get_peft_model(model, config, autocast_adapter_dtype=False)
    for name, parameter in adapter.named_parameters():
        if "lora_" in name:
            parameter.data = parameter.data.to(kind)
        parameter.requires_grad_("lora_" in name)
    return adapter
