"""A recipe: everything that decides how a base model is taught, as plain data, and the choice of one with its reasons.

Nothing is loaded to choose: the base is described by the few numbers of its config.json and its weight files' sizes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence
from studio.weights.devices import LARGE, Device

Method = Literal["full", "lora", "qlora"]
SMALL = 100_000_000
GIB = 2**30
HELD = 2 * GIB  # what teaching a small network may hold, holes and all, before its memory is tidied
LONG_SECONDS = 1100.0


class BaseShape(BaseModel):
    """The numbers of a base model that its cost depends on. `stored` is the bytes of its weight files."""

    model_config = ConfigDict(frozen=True)

    name: str
    parameters: int
    layers: int
    width: int
    inner: int
    vocabulary: int
    context: int
    tied: bool
    stored: int = 0

    @classmethod
    def of(cls, folder: Path) -> BaseShape:
        """Read a Hugging Face folder's config.json and the headers of its safetensors files."""
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
            config = config.get("text_config", config)
            return cls(
                name=folder.name,
                parameters=sum(_elements(file) for file in folder.glob("*.safetensors")),
                layers=config["num_hidden_layers"],
                width=config["hidden_size"],
                inner=config.get("intermediate_size") or 4 * config["hidden_size"],
                vocabulary=config["vocab_size"],
                context=config.get("max_position_embeddings", 2048),
                tied=bool(config.get("tie_word_embeddings", False)),
                stored=sum(file.stat().st_size for file in folder.glob("*.safetensors")),
            )
        except (OSError, KeyError, ValueError) as error:
            raise StudioError(
                sentence("{path} is not a base model that can be taught.", path=str(folder)),
                sentence("Give a Hugging Face folder with config.json and safetensors weights."),
            ) from error


def _elements(file: Path) -> int:
    """Numbers in a safetensors file, from its header."""
    with file.open("rb") as stream:
        header = json.loads(stream.read(int.from_bytes(stream.read(8), "little")))
    total = 0
    for name, entry in header.items():
        count = 1
        for size in entry.get("shape", ()):
            count *= size
        total += 0 if name == "__metadata__" else count
    return total


class Recipe(BaseModel):
    """How to teach. `seconds` is the whole of `teach`, loading and saving included; `steps` and `passes` over the rows
    are further limits (0: none). `muon`: in full fine-tuning, the matrices of layers are moved by Muon at so many times
    `rate` (0: by AdamW, as the rest). `warm_up` is a fraction of the budget. `batch` is tokens per optimiser step,
    `part` the most tokens of one forward pass. `reasons` says in words why each automatic choice was made."""

    model_config = ConfigDict(frozen=True)

    base: str = ""
    method: Method = "full"
    rank: int = Field(default=32, ge=1)
    alpha: int = 32
    rslora: bool = True
    rate: float = Field(default=1e-3, gt=0)
    muon: float = Field(default=0.0, ge=0)
    weight_decay: float = 0.0
    warm_up: float = Field(default=0.05, ge=0, lt=1)
    schedule: Literal["linear", "cosine"] = "linear"
    seconds: float = Field(default=120.0, gt=0)
    steps: int = Field(default=0, ge=0)
    passes: float = Field(default=0.0, ge=0)
    batch: int = Field(default=4096, ge=16)
    part: int = Field(default=4096, ge=16)
    precision: Literal["bf16", "fp32"] = "bf16"
    checkpointing: bool = False
    device: Literal["cpu", "cuda", "mps"] = "cpu"
    seed: int = 0
    save_seconds: float = 60.0
    reasons: dict[str, Sentence] = Field(default_factory=dict)


def default_for(base: BaseShape, device: Device, seconds: float, *, seed: int = 0) -> Recipe:
    """The recipe for a base on a device within a budget, every automatic choice with its reason."""
    method, why_method = _method(base, device)
    rate, muon, why_rate = _rates(base, method, device)
    batch, part, why_batch = _batch(base, device, seconds)
    precision: Literal["bf16", "fp32"] = "bf16" if device.bf16 else "fp32"
    reasons = {
        "method": why_method,
        "rate": why_rate,
        "batch": why_batch,
        "precision": sentence(
            "this device multiplies bf16 fast; the optimiser keeps fp32 copies, so no small step is lost"
        )
        if device.bf16
        else sentence("this device has no fast bf16"),
        "schedule": sentence("the rate falls in a straight line to nothing exactly when the time is up"),
    }
    if method != "full":
        reasons["rank"] = sentence("rank 64 with the rank-stabilised scale: a procedure is more to learn than a style")
    slim = device.kind != "cpu" and base.parameters >= LARGE
    if slim:
        reasons["checkpointing"] = sentence(
            "activations are reckoned again in the backward pass, to fit the GPU's memory"
        )
    return Recipe(
        base=base.name,
        method=method,
        rank=64,
        alpha=16,
        rate=rate,
        muon=muon,
        seconds=seconds,
        batch=batch,
        part=part,
        precision=precision,
        checkpointing=slim,
        device=device.kind,
        seed=seed,
        reasons=reasons,
    )


def _method(base: BaseShape, device: Device) -> tuple[Method, Sentence]:
    if base.parameters < SMALL:
        return "full", sentence(
            "a base this small learns best when all of its weights may move, and has the memory for it"
        )
    if base.parameters >= LARGE and device.kind == "cuda":
        return "qlora", sentence(
            "the base is large: its weights stay in 4 bits and only small adapters on every layer learn"
        )
    if base.parameters * 2 > device.free * 0.5:
        return "qlora", sentence("the base's weights would fill the memory; in 4 bits they take a quarter")
    return "lora", sentence("teaching all weights of this base would need more memory and time than adapters do")


def _rates(base: BaseShape, method: Method, device: Device) -> tuple[float, float, Sentence]:
    if method != "full":
        return 2e-4, 0.0, sentence("usual for adapters at this size (QLoRA, arXiv 2305.14314)")
    if base.parameters >= SMALL:
        return 2e-5, 0.0, sentence("usual for its size")
    if not device.bf16:
        return (
            1e-3,
            0.0,
            sentence("measured best for the starter; Muon, which learns faster, reckons in bf16 and is too slow here"),
        )
    return (
        1e-3,
        2.0,
        sentence("measured best for the starter within minutes: Muon at twice this for the matrices of layers"),
    )


def _batch(base: BaseShape, device: Device, seconds: float) -> tuple[int, int, Sentence]:
    if device.kind == "cpu" and base.parameters < SMALL:
        batch = 1024 if seconds < LONG_SECONDS else 2048
        why = sentence("small batches mean many steps, and in minutes steps are what counts (measured)")
        return batch, 8192, why
    if device.kind == "cpu":
        return 4096, 2048, sentence("as many steps as a processor can make of a base this size")
    part = 4096 if base.parameters >= LARGE else 16384
    return 16384, part, sentence("enough tokens to keep the GPU busy, in parts that fit its memory")
