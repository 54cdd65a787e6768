"""What teaching will cost, before anything is loaded: memory, disk and minutes.

Memory and disk are formulas over the base's dimensions. Speed is measured where that takes seconds: a small network is
taken through real steps with random weights, a large one is reckoned from a timed matrix product.
Whether other packages' work fits (chat, export) is `studio.models.fits`' business.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence
from studio.weights.devices import Device, cores
from studio.weights.recipe import GIB, HELD, SMALL, BaseShape, Recipe

if TYPE_CHECKING:
    from studio.weights.network import Network

PROCESS = 0.6 * GIB  # Python, torch and its libraries
NF4 = 0.52  # bytes per weight in 4 bits with doubly quantised scales
LABELLED = 0.6  # the share of tokens that carry a label
USABLE = 0.9
# Of a large matrix product's speed, what a whole step of teaching reaches.
EFFICIENCY = {"full": 0.35, "lora": 0.3, "qlora": 0.25}
PASSES = {"full": 6.0, "lora": 4.0, "qlora": 4.5}  # operations per weight and token, forward and back
# Operations a second of a core, with fast bf16 and without, and of a graphics card, where nothing was measured yet. The
# first is the one that gives the starter's measured 3,300 tokens a second on one core.
CORE, CARD = {True: 4e11, False: 1e11}, 5e13


class Estimate(BaseModel):
    """`memory` and `disk` in bytes; `seconds` to teach the tokens once; `why` says what does not fit, `lacks` of what
    there is too little."""

    model_config = ConfigDict(frozen=True)

    memory: int
    disk: int
    tokens_per_second: float
    seconds: float
    why: Sentence = Sentence("")
    lacks: Literal["", "memory", "disk"] = ""

    @property
    def minutes(self) -> float:
        return self.seconds / 60


def estimate(
    shape: BaseShape, recipe: Recipe, device: Device, *, tokens: int, tokens_per_second: float, free_disk: int
) -> Estimate:
    """The cost of teaching `tokens` tokens once by this recipe."""
    memory, disk = memory_bytes(shape, recipe), disk_bytes(shape, recipe)
    why = Sentence("")
    lacks: Literal["", "memory", "disk"] = ""
    if memory > USABLE * device.free:
        lacks = "memory"
        why = sentence(
            "teaching {base} needs about {needed} GB of memory and {free} GB are free",
            base=shape.name,
            needed=memory / GIB,
            free=device.free / GIB,
        )
    elif disk > USABLE * free_disk:
        lacks = "disk"
        why = sentence(
            "the run needs about {needed} GB of disk and {free} GB are free", needed=disk / GIB, free=free_disk / GIB
        )
    return Estimate(
        memory=memory,
        disk=disk,
        tokens_per_second=tokens_per_second,
        seconds=tokens / max(1e-9, tokens_per_second),
        why=why,
        lacks=lacks,
    )


def require(found: Estimate, recipe: Recipe) -> None:
    """Raise a StudioError where the estimate does not fit, with the nearest remedy."""
    if not found.why:
        return
    cause = "gpu_memory" if recipe.device == "cuda" and found.lacks == "memory" else found.lacks
    raise StudioError(lacking(found), remedy(found, recipe), cause)


def lacking(found: Estimate) -> Sentence:
    """What there is too little of."""
    return sentence("This does not fit: {why}.", why=found.why)


def remedy(found: Estimate, recipe: Recipe) -> Sentence:
    """What to do where an estimate does not fit."""
    if found.lacks == "disk":
        return sentence("Delete old runs, or free some space.")
    if recipe.method == "qlora":
        return sentence("Choose a smaller base, or free some space.")
    return sentence("Choose the method qlora or a smaller base, or free some space.")


def adapter_parameters(shape: BaseShape, rank: int) -> int:
    """Numbers in adapters of a rank on the seven matrices of each layer (keys and values as wide as queries)."""
    return shape.layers * rank * (4 * 2 * shape.width + 3 * (shape.width + shape.inner))


def memory_bytes(shape: BaseShape, recipe: Recipe) -> int:
    """Peak memory: weights, fp32 masters with up to two moments, gradients and what the backward pass needs, or for a
    small network what may gather before the memory is tidied."""
    kept = 2 if recipe.precision == "bf16" else 4
    tables = shape.vocabulary * shape.width * (1 if shape.tied else 2)
    if recipe.method == "full":
        taught = shape.parameters
        weights = float(kept * taught)
    else:
        taught = adapter_parameters(shape, recipe.rank)
        each = NF4 if recipe.method == "qlora" else kept
        weights = each * (shape.parameters - tables) + kept * (tables + taught)
    learning = taught * (12 + 4 + 2 * kept)
    part = recipe.part if recipe.device != "cpu" or shape.parameters >= SMALL else recipe.batch
    per_layer = kept * (16 * shape.width + 5 * shape.inner)
    layers = 2 if recipe.checkpointing else shape.layers
    activations = part * (layers * per_layer + shape.layers * kept * shape.width)
    # attention's kept probabilities, for rows of some 800 tokens and 64 numbers to a head
    attention = part * 400 * kept * (shape.width // 64) * layers if recipe.device == "cpu" else 0
    logits = 512 * 2**20 if recipe.device != "cpu" else 128 * 2**20
    logits += 6 * tables * kept if recipe.method == "full" else 0
    needed = int(PROCESS + weights + learning + activations + attention + logits)
    return max(needed, HELD) if recipe.device == "cpu" and shape.parameters < SMALL else needed


def disk_bytes(shape: BaseShape, recipe: Recipe) -> int:
    """Three checkpoints at the worst moment, the adapter, and the merged weights beside their earlier edition."""
    taught = shape.parameters if recipe.method == "full" else adapter_parameters(shape, recipe.rank)
    final = shape.parameters * (4 if shape.parameters < SMALL else 2)
    return 3 * 12 * taught + 2 * final + (8 * taught if recipe.method != "full" else 0)


def measure_speed(
    base: Path, recipe: Recipe, device: Device, *, row_tokens: int = 400, clock: Callable[[], float] = time.monotonic
) -> float:
    """Tokens a second of teaching, measured within a few seconds."""
    shape = BaseShape.of(base)
    if shape.parameters < SMALL and recipe.method == "full":
        return _steps_per_second(base, recipe, row_tokens, clock)
    return _tokens_per_second(matrix_speed(device, shape.width, clock), shape, recipe)


def reckoned_speed(shape: BaseShape, recipe: Recipe, device: Device) -> float:
    """The same without trying anything, from what such devices are known to do: a first answer, good to a factor."""
    if device.kind == "cpu":
        return _tokens_per_second(device.cores * CORE[device.bf16], shape, recipe)
    return _tokens_per_second(CARD, shape, recipe)


def _tokens_per_second(operations: float, shape: BaseShape, recipe: Recipe) -> float:
    again = 1.33 if recipe.checkpointing else 1.0
    return operations * EFFICIENCY[recipe.method] / (PASSES[recipe.method] * again * shape.parameters)


def matrix_speed(device: Device, width: int, clock: Callable[[], float] = time.monotonic) -> float:
    """Operations a second of a matrix product as wide as the base's, timed for about a third of a second."""
    import torch

    kind = torch.bfloat16 if device.bf16 else torch.float32
    tokens = 512 if device.kind == "cpu" else 8192
    a = torch.ones(tokens, width, dtype=kind, device=device.kind)
    b = torch.ones(width, 4 * width, dtype=kind, device=device.kind)
    operations, rounds = 2.0 * tokens * width * 4 * width, 0
    float((a @ b)[0, 0])
    began = clock()
    while (spent := clock() - began) < 0.3 and rounds < 10_000:
        float((a @ b)[0, 0])
        rounds += 1
    return operations * rounds / max(spent, 1e-9)


def _steps_per_second(base: Path, recipe: Recipe, row_tokens: int, clock: Callable[[], float]) -> float:
    """Real steps on random rows and random weights of the base's shape: one to warm up, then two to time."""
    import numpy as np

    from studio.weights.compute import Gradients, hands
    from studio.weights.optimizer import Optimizer
    from studio.weights.packing import Rows

    network = _random(base, recipe)
    number = max(1, recipe.batch // row_tokens)
    generator = np.random.default_rng(0)
    vocabulary = network.model.get_input_embeddings().num_embeddings
    ids = generator.integers(0, vocabulary, number * row_tokens)
    weights = (generator.random(len(ids)) < LABELLED).astype(np.float32)
    rows = Rows.of(ids, weights, [row_tokens] * number)
    workers = hands(network, recipe, cores())
    gradients = Gradients(network, rows, recipe, workers)
    optimizer = Optimizer(network.trainable(), recipe, gradients.pool, workers)
    try:
        taken = []
        for _ in range(3):
            began = clock()
            found, _, tokens = gradients(range(number))
            optimizer.step(found, 0.0)
            taken.append(clock() - began)
    finally:
        gradients.close()
    return tokens / max(1e-9, min(taken[1:]))


def _random(base: Path, recipe: Recipe) -> Network:
    """A network of the base's shape that never saw its weights."""
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM

    from studio.weights import attention
    from studio.weights.network import Network

    config = AutoConfig.from_pretrained(str(base), local_files_only=True)
    kind = torch.bfloat16 if recipe.precision == "bf16" else torch.float32
    make: Any = AutoModelForCausalLM.from_config
    model = make(config, dtype=kind, attn_implementation=attention.register())
    return Network(model.to(recipe.device).train())


def free_disk(folder: Path) -> int:
    """Bytes free where a folder is or will be."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
