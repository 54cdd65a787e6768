"""What fits this computer: memory, disk and minutes to teach a base by each method and to chat with the result.

Estimates from dimensions, on the safe side; what a run really needs is measured by whoever runs it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from studio.base.devices import Computer
from studio.models.shapes import Shape

Method = Literal["qlora", "lora", "full"]
Kind = Literal["F16", "Q8_0", "Q4_K_M"]

METHODS: tuple[Method, ...] = ("qlora", "lora", "full")
RANK = 32
ROW_TOKENS = 4096  # tokens of one step's packed row
LABELLED = 0.5  # the share of a row's tokens that carry a label, where logits are computed
PROCESS_BYTES = 700 << 20  # Python, torch and its libraries before any model
CUDA_BYTES = 600 << 20  # CUDA's own context
ENGINE_BYTES = 120 << 20
TRAINED_BYTES = 16  # per taught parameter: F32 weight and gradient, and Adam's two moments
NF4_BYTES = 0.52  # four bits and doubly quantised block constants
FILE_BYTES: dict[Kind, float] = {"F16": 2.0, "Q8_0": 34 / 32, "Q4_K_M": 0.62}
CHAT_TOKENS = 4096
CORE_FLOPS = 3e10  # what one core reaches in practice, small matrices and all
CARD_FLOPS = 3e13
FREE_SHARE = 0.9  # of the free memory may be planned with


class Fit(NamedTuple):
    """One way to teach a base here. Sizes in bytes; `minutes` per million taught tokens; `why` when it does not fit."""

    method: Method
    device: Literal["cpu", "cuda"]
    memory: int
    disk: int
    minutes: float
    fits: bool
    why: str


def teaching_bytes(shape: Shape, method: Method, *, rank: int = RANK, row: int = ROW_TOKENS) -> int:
    """Memory to teach by one method, without the process itself: weights, gradients, moments and activations."""
    if method == "full":
        weights = TRAINED_BYTES * shape.parameters
    else:
        each = NF4_BYTES if method == "qlora" else 2.0
        weights = int(each * shape.matrices) + 2 * shape.embeddings + TRAINED_BYTES * shape.adapter(rank)
    # kept at each layer's border, the widest layer while it is gone through again, and the labelled rows' logits
    activations = row * (2 * shape.layers * shape.hidden + 16 * shape.hidden + 8 * shape.ffn)
    logits = int(row * LABELLED) * shape.vocabulary * 8
    return weights + activations + logits


def file_bytes(shape: Shape, kind: Kind) -> int:
    """Size of the exported GGUF."""
    return int(FILE_BYTES[kind] * shape.parameters) + 32 * shape.vocabulary


def chat_bytes(shape: Shape, kind: Kind, *, tokens: int = CHAT_TOKENS) -> int:
    """Memory to chat: the file, one conversation's cache, and the engine."""
    return file_bytes(shape, kind) + shape.cache_bytes(min(tokens, shape.context)) + ENGINE_BYTES


def disk_bytes(shape: Shape, method: Method) -> int:
    """Disk for a run: two checkpoints, the merged 16-bit weights and the GGUF in two precisions."""
    checkpoint = 12 * (shape.parameters if method == "full" else shape.adapter(RANK))
    return 2 * checkpoint + 2 * shape.parameters + file_bytes(shape, "F16") + file_bytes(shape, "Q8_0")


def minutes_per_million(shape: Shape, method: Method, flops: float) -> float:
    """Minutes to teach a million tokens: forward and back through all weights, once more forward for checkpointing."""
    passes = {"full": 8, "lora": 6, "qlora": 7.5}[method]
    return passes * (shape.matrices + shape.embeddings) * 1e6 / flops / 60


def fits(shape: Shape, computer: Computer) -> tuple[Fit, ...]:
    """Every method on this computer: on its best card when there is one, else on the processor."""
    card = max(computer.gpus, key=lambda gpu: gpu.free, default=None)
    device: Literal["cpu", "cuda"] = "cuda" if card is not None else "cpu"
    own, free = (CUDA_BYTES, card.free) if card is not None else (PROCESS_BYTES, computer.memory_free)
    flops = CARD_FLOPS if card is not None else CORE_FLOPS * computer.cores
    found = []
    for method in METHODS:
        memory = teaching_bytes(shape, method) + own
        disk = disk_bytes(shape, method)
        why = ""
        if memory > free * FREE_SHARE:
            place = "the graphics card has" if card is not None else "this computer has"
            why = f"It needs {giga(memory)} of memory, and {place} {giga(free)} free."
        elif disk > computer.disk_free * FREE_SHARE:
            why = f"It needs {giga(disk)} of disk, and {giga(computer.disk_free)} are free."
        found.append(Fit(method, device, memory, disk, minutes_per_million(shape, method, flops), not why, why))
    return tuple(found)


def giga(size: int) -> str:
    """A size for people."""
    return f"{size / 2**30:.1f} GB" if size >= 2**30 // 10 else f"{size / 2**20:.0f} MB"
