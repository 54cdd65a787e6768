"""The training loop: warm-up, a stable rate for as long as one likes, and a decay from any kept stable checkpoint.

The stable checkpoint holds weights, both optimisers and the place in every stream, so training continues from it; a
decay starts from it too and leaves it as it was. Runs on CPU and CUDA with bf16 activations and fp32 weights. What the
rows hold is `rows`' business.
"""

from __future__ import annotations

import json
import math
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from network import ChunkedLoss, Shape, Starter, chunk_gradient
from rows import TRACE, Packer, Stream, rows
from safetensors.torch import load_file, save_file


@dataclass(frozen=True)
class Leg:
    """One stretch of training. It ends after `minutes` or `tokens`, whichever comes first; with `decay` its rate falls
    in a straight line to nothing by then. `lengths` are (share of the leg at which it begins, tokens in a row). `words`
    is a factor on the weights of all that is no trace."""

    shares: dict[str, float]
    minutes: float
    tokens: float = math.inf
    decay: bool = False
    batch: int = 8192
    lengths: tuple[tuple[float, int], ...] = ((0.0, 1024),)
    words: float = 1.0
    matrix_rate: float = 0.02
    other_rate: float = 0.003
    warmup: int = 100
    seed: int = 1


@dataclass
class Training:
    """A model with its optimisers and its place in the data. `begun` is what an earlier starter had seen that this one
    went on from: tokens, steps and seconds."""

    model: Starter
    matrices: torch.optim.Optimizer
    others: torch.optim.Optimizer
    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    places: dict[str, int] = field(default_factory=dict)
    begun: dict[str, float] = field(default_factory=dict)

    @classmethod
    def fresh(cls, shape: Shape, device: torch.device) -> Training:
        model = Starter(shape).to(device)
        matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and name != "embed_tokens"]
        others = [p for name, p in model.named_parameters() if p.ndim == 1 or name == "embed_tokens"]
        muon = torch.optim.Muon(matrices, lr=0.02, momentum=0.95, weight_decay=0.01)
        adam = torch.optim.AdamW(others, lr=0.003, betas=(0.9, 0.95), weight_decay=0.0)
        return cls(model, muon, adam)

    def save(self, folder: Path) -> None:
        """Write everything needed to go on, the note last."""
        folder.mkdir(parents=True, exist_ok=True)
        _save(dict(self.model.state_dict()), folder / "model.safetensors")
        for name, optimizer in (("matrices", self.matrices), ("others", self.others)):
            state = optimizer.state_dict()["state"]
            tensors = {f"{i}.{key}": value for i, values in state.items() for key, value in values.items()}
            _save(tensors, folder / f"{name}.safetensors")
        note: dict[str, Any] = {"step": self.step, "tokens": self.tokens, "seconds": self.seconds}
        note |= {"places": self.places, "begun": self.begun}
        part = folder / "state.part"
        part.write_text(json.dumps(note | {"shape": self.model.shape.record()}), encoding="utf-8")
        part.replace(folder / "state.json")

    @classmethod
    def kept(cls, folder: Path, device: torch.device) -> Training:
        """Go on from a kept checkpoint."""
        note = json.loads((folder / "state.json").read_text(encoding="utf-8"))
        training = cls.fresh(Shape(**note["shape"]), device)
        training.model.load_state_dict(load_file(folder / "model.safetensors"))
        for name, optimizer in (("matrices", training.matrices), ("others", training.others)):
            state: dict[int, dict[str, Any]] = {}
            for key, value in load_file(folder / f"{name}.safetensors").items():
                state.setdefault(int(key.split(".")[0]), {})[key.split(".")[1]] = value
            optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
        training.step, training.tokens, training.seconds = note["step"], note["tokens"], note["seconds"]
        training.places, training.begun = note["places"], note.get("begun", {})
        return training


def _save(tensors: dict[str, torch.Tensor], path: Path) -> None:
    part = path.with_suffix(".part")
    save_file({name: value.detach().cpu().contiguous() for name, value in tensors.items()}, part)
    part.replace(path)


def run(
    training: Training,
    leg: Leg,
    shards: Path,
    keep: Path,
    report: Callable[[str], None] = print,
    *,
    compiled: bool = True,
    keep_every: float = 300.0,
) -> float:
    """Train one leg, keeping a checkpoint every few minutes and at the end; the last smoothed loss."""
    device = next(training.model.parameters()).device
    streams = {path.stem: Stream(path, leg.seed, training.places.get(path.stem, 0)) for path in shards.glob("*.npz")}
    packer = Packer(streams, leg.shares)
    _prepare(training.model, compiled)
    began = kept = told = time.monotonic()
    first = training.tokens
    smooth = 0.0
    stopping = _Stopping()
    while not stopping.asked and (share := _share(leg, time.monotonic() - began, training.tokens - first)) < 1:
        length = [size for begin, size in leg.lengths if share >= begin][-1]
        _set_rates(training, leg, share)
        ids, weights = next(rows(packer, max(1, leg.batch // length), length))
        weights[weights < TRACE] *= leg.words
        loss = _step(training, torch.from_numpy(ids).to(device), torch.from_numpy(weights).to(device))
        training.step += 1
        training.tokens += ids.size
        smooth = loss if not smooth else 0.98 * smooth + 0.02 * loss
        now = time.monotonic()
        if now - told > 30:
            told = now
            speed = (training.tokens - first) / (now - began)
            report(
                f"step {training.step} tokens {training.tokens / 1e6:.2f}M loss {smooth:.4f} {speed:.0f}/s {share:.0%}"
            )
        if now - kept > keep_every:
            _keep(training, streams, keep, now - kept)
            kept = now
    _keep(training, streams, keep, time.monotonic() - kept)
    return smooth


class _Stopping:
    """Whether someone asked the process to stop; the step in hand is finished and kept first."""

    def __init__(self) -> None:
        self.asked = False
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


def _keep(training: Training, streams: dict[str, Stream], keep: Path, seconds: float) -> None:
    training.places = training.places | {name: stream.place for name, stream in streams.items()}
    training.seconds += seconds
    training.save(keep)


def _prepare(model: Starter, compiled: bool) -> None:
    if compiled:
        ChunkedLoss.step = staticmethod(torch.compile(chunk_gradient, dynamic=True))
        for layer in model.layers:
            layer.compile()
    else:
        ChunkedLoss.step = staticmethod(chunk_gradient)


def _share(leg: Leg, seconds: float, tokens: int) -> float:
    """How much of the leg is done."""
    return max(seconds / (leg.minutes * 60), tokens / leg.tokens)


def _set_rates(training: Training, leg: Leg, share: float) -> None:
    scale = min(1.0, (training.step + 1) / leg.warmup) * (1 - share if leg.decay else 1.0)
    for optimizer, rate in ((training.matrices, leg.matrix_rate), (training.others, leg.other_rate)):
        for group in optimizer.param_groups:
            group["lr"] = rate * scale


def _step(training: Training, ids: torch.Tensor, weights: torch.Tensor) -> float:
    """One update; the mean loss by weight."""
    loss = training.model.loss(ids, weights) / weights[:, 1:].sum().clamp(min=1)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(training.others.param_groups[0]["params"], 1.0)
    for optimizer in (training.matrices, training.others):
        optimizer.step()
        optimizer.zero_grad()
    return float(loss.detach())
