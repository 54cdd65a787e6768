"""What turns gradients into new weights, over fp32 master copies: AdamW, and for the matrices of layers Muon where the
recipe says so.

The network computes in its own precision; the masters remember what bf16 would round away, and are what is kept in
checkpoints and what is saved in the end. Where a batch is dealt to several cores, so is the step. Schedules are not its
business: each step is told its share of the rates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from studio.weights.recipe import Recipe

if TYPE_CHECKING:
    import torch

CLIP = 1.0
BETAS = (0.9, 0.98)
ITERATIONS = 3  # of Newton and Schulz in a step of Muon: five, its default, lost no less in as many steps
MUON_COST = 8  # a step of Muon beside one of AdamW, for a weight; by this they are dealt to the cores


class Optimizer:
    """Holds the masters of `named` parameters and their moments; with a pool, its threads share the work."""

    def __init__(
        self,
        named: Sequence[tuple[str, torch.nn.Parameter]],
        recipe: Recipe,
        pool: ThreadPoolExecutor | None = None,
        workers: int = 1,
    ) -> None:
        self.names = [name for name, _ in named]
        self.parameters = [parameter for _, parameter in named]
        self.masters = [p.detach().float().clone().requires_grad_() for p in self.parameters]
        self.pool = pool
        muon = recipe.muon if recipe.method == "full" else 0.0
        self.matrices = {i for i, name in enumerate(self.names) if muon and _in_layer(name, self.masters[i])}
        costs = [m.numel() * (MUON_COST if i in self.matrices else 1) for i, m in enumerate(self.masters)]
        self.lots = _lots(costs, workers if pool else 1)
        self.parts = [self._optimizers(lot, recipe) for lot in self.lots]
        every = (optimizer for part in self.parts for _, optimizer in part)
        self.owners = {
            id(p): optimizer for optimizer in every for group in optimizer.param_groups for p in group["params"]
        }

    def step(self, gradients: Sequence[Sequence[torch.Tensor]], factor: float) -> float:
        """Take one step at `factor` of the rate. `gradients` are summed over the parts of the batch; returned is the
        sum's norm before clipping."""
        summed = list(self._map(lambda lot: [_sum([part[i] for part in gradients]) for i in lot], self.lots))
        squares = self._map(lambda lot: sum(float(g.norm()) ** 2 for g in lot), summed)
        norm: float = sum(squares) ** 0.5
        scale = min(1.0, CLIP / (norm + 1e-6))
        list(self._map(lambda which: self._apply(which, summed[which], scale, factor), range(len(self.lots))))
        return norm

    def _apply(self, which: int, gradients: Sequence[torch.Tensor], scale: float, factor: float) -> None:
        import torch

        lot = self.lots[which]
        for i, gradient in zip(lot, gradients, strict=True):
            self.masters[i].grad = gradient.mul_(scale)
        for rate, optimizer in self.parts[which]:
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
            optimizer.step()
        with torch.no_grad():
            for i in lot:
                self.masters[i].grad = None
                self.parameters[i].copy_(self.masters[i])

    def _optimizers(self, lot: Sequence[int], recipe: Recipe) -> list[tuple[float, torch.optim.Optimizer]]:
        """What moves the masters of a lot, each with its full rate."""
        import torch

        matrices = [self.masters[i] for i in lot if i in self.matrices]
        others = [self.masters[i] for i in lot if i not in self.matrices]
        made: list[tuple[float, torch.optim.Optimizer]] = []
        if matrices:
            muon = torch.optim.Muon(
                matrices,
                weight_decay=recipe.weight_decay,
                ns_steps=ITERATIONS,
                adjust_lr_fn="match_rms_adamw",
            )
            made.append((recipe.rate * recipe.muon, muon))
        if others:
            made.append((recipe.rate, _adam(others, recipe)))
        return made

    def _map(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
        return map(work, items) if self.pool is None else self.pool.map(work, items)

    def state(self) -> dict[str, torch.Tensor]:
        """Everything a continued run needs, as named tensors."""
        tensors: dict[str, torch.Tensor] = {}
        for name, master in zip(self.names, self.masters, strict=True):
            tensors[f"master/{name}"] = master.detach()
            for key, value in self.owners[id(master)].state.get(master, {}).items():
                tensors[f"{key}/{name}"] = value
        return tensors

    def restore(self, tensors: dict[str, torch.Tensor]) -> None:
        """Take up a state of the same network."""
        import torch

        found: dict[str, dict[str, torch.Tensor]] = {name: {} for name in self.names}
        for key, tensor in tensors.items():
            kind, name = key.split("/", 1)
            found[name][kind] = tensor
        with torch.no_grad():
            for name, master, parameter in zip(self.names, self.masters, self.parameters, strict=True):
                state = found[name]
                master.copy_(state.pop("master"))
                parameter.copy_(master)
                moments = {key: t if key == "step" else t.to(master.device) for key, t in state.items()}
                self.owners[id(master)].state[master] = moments


def _in_layer(name: str, weight: torch.Tensor) -> bool:
    """Whether a weight is a matrix of a layer: no norm, no bias, no embedding, no output."""
    return weight.ndim == 2 and ".layers." in name


def _adam(masters: Sequence[torch.Tensor], recipe: Recipe) -> torch.optim.AdamW:
    """AdamW over some masters; norms and biases are never decayed."""
    import torch

    groups: list[dict[str, Any]] = [
        {"params": [m for m in masters if m.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [m for m in masters if m.ndim <= 1], "weight_decay": 0.0},
    ]
    groups = [group for group in groups if group["params"]]
    return torch.optim.AdamW(groups, lr=recipe.rate, betas=BETAS, eps=1e-9, fused=True)


def _sum(parts: Sequence[torch.Tensor]) -> torch.Tensor:
    """The sum in fp32, as a tensor of its own, always in the same order."""
    total = parts[0].float()
    total = total.clone() if total is parts[0] else total
    for part in parts[1:]:
        total += part
    return total


def _lots(sizes: Sequence[int], number: int) -> list[list[int]]:
    """Indices dealt into at most `number` lots of about equal size."""
    lots: list[list[int]] = [[] for _ in range(number)]
    held = [0] * number
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i], i)):
        least = held.index(min(held))
        lots[least].append(i)
        held[least] += sizes[i]
    return [sorted(lot) for lot in lots if lot]
