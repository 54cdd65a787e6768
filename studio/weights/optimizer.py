"""What turns gradients into new weights: fp32 master copies, AdamW, and Muon for matrices.

The network computes in its own precision; the masters remember what bf16 would round away, and are what is kept in
checkpoints and what is saved in the end. Schedules are not its business: each step is told its share of the rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from studio.weights.recipe import Recipe

if TYPE_CHECKING:
    import torch

CLIP = 1.0
BETAS = (0.9, 0.98)


class Optimizer:
    """Holds the masters of `named` parameters and their moments."""

    def __init__(self, named: Sequence[tuple[str, torch.nn.Parameter]], recipe: Recipe, tables: frozenset[str]) -> None:
        """`tables` names the embedding and head, which are look-ups rather than maps and stay with AdamW."""
        import torch

        self.names = [name for name, _ in named]
        self.parameters = [parameter for _, parameter in named]
        self.masters = [p.detach().float().clone().requires_grad_() for p in self.parameters]
        self.rate = recipe.rate
        by_muon = [recipe.optimizer == "muon" and m.ndim == 2 and n not in tables for n, m in self._pairs()]
        rest = [m for m, muon in zip(self.masters, by_muon, strict=True) if not muon]
        groups: list[dict[str, Any]] = [
            {"params": [m for m in rest if m.ndim > 1], "weight_decay": recipe.weight_decay},
            {"params": [m for m in rest if m.ndim <= 1], "weight_decay": 0.0},
        ]
        groups = [group for group in groups if group["params"]]
        self.adam = torch.optim.AdamW(groups, lr=recipe.rate, betas=BETAS, eps=1e-9, fused=True) if groups else None
        matrices = [m for m, muon in zip(self.masters, by_muon, strict=True) if muon]
        self.muon = Muon(matrices, recipe.weight_decay) if matrices else None

    def _pairs(self) -> list[tuple[str, torch.Tensor]]:
        return list(zip(self.names, self.masters, strict=True))

    def step(self, gradients: Sequence[torch.Tensor], factor: float) -> float:
        """Take one step at `factor` of the rate; returns the gradients' norm before clipping."""
        import torch

        wide = [g.float() for g in gradients]
        norm = torch.nn.utils.get_total_norm(wide)
        scale = (CLIP / (norm + 1e-6)).clamp(max=1.0)
        torch._foreach_mul_(wide, scale)
        for master, gradient in zip(self.masters, wide, strict=True):
            master.grad = gradient
        if self.adam is not None:
            for group in self.adam.param_groups:
                group["lr"] = self.rate * factor
            self.adam.step()
        if self.muon is not None:
            self.muon.step(self.rate * factor)
        for master in self.masters:
            master.grad = None
        self.publish()
        return float(norm)

    def publish(self) -> None:
        """Write the masters into the network, rounded to its precision."""
        import torch

        with torch.no_grad():
            torch._foreach_copy_(list[torch.Tensor](self.parameters), self.masters)

    def state(self) -> dict[str, torch.Tensor]:
        """Everything a continued run needs, as named tensors."""
        tensors: dict[str, torch.Tensor] = {}
        for name, master in self._pairs():
            tensors[f"master/{name}"] = master.detach()
            for key, value in self._moments(master).items():
                tensors[f"{key}/{name}"] = value
        return tensors

    def restore(self, tensors: dict[str, torch.Tensor]) -> None:
        """Take up a state of the same network."""
        import torch

        moments: dict[str, dict[str, torch.Tensor]] = {name: {} for name in self.names}
        for key, tensor in tensors.items():
            kind, name = key.split("/", 1)
            moments[name][kind] = tensor
        with torch.no_grad():
            for name, master in self._pairs():
                master.copy_(moments[name].pop("master"))
                state = {key: t if key == "step" else t.to(master.device) for key, t in moments[name].items()}
                if self.muon is not None and "muon" in state:
                    self.muon.moments[master] = state["muon"]
                elif self.adam is not None and state:
                    self.adam.state[master] = state
        self.publish()

    def _moments(self, master: torch.Tensor) -> dict[str, torch.Tensor]:
        if self.adam is not None and master in self.adam.state:
            return dict(self.adam.state[master])
        if self.muon is not None and master in self.muon.moments:
            return {"muon": self.muon.moments[master]}
        return {}


class Muon:
    """Momentum orthogonalised by Newton-Schulz iteration (Keller Jordan, 2024, kellerjordan.github.io/posts/muon), its
    step scaled to AdamW's usual size so that one rate serves both (Liu et al., arXiv 2502.16982)."""

    momentum = 0.95

    def __init__(self, matrices: Sequence[torch.Tensor], weight_decay: float) -> None:
        self.weight_decay = weight_decay
        self.moments: dict[torch.Tensor, torch.Tensor] = {}
        self.shapes: dict[tuple[int, ...], list[torch.Tensor]] = {}
        for matrix in matrices:
            self.shapes.setdefault(tuple(matrix.shape), []).append(matrix)

    def step(self, rate: float) -> None:
        """One step for all matrices, those of one shape together."""
        import torch

        with torch.no_grad():
            for (rows, columns), matrices in self.shapes.items():
                ahead = []
                for matrix in matrices:
                    gradient = matrix.grad
                    assert gradient is not None, "every matrix has a gradient in every step"
                    moment = self.moments.setdefault(matrix, torch.zeros_like(matrix))
                    moment.lerp_(gradient, 1 - self.momentum)
                    ahead.append(gradient.lerp(moment, self.momentum))
                updates = orthogonal(torch.stack(ahead))
                size = 0.2 * max(rows, columns) ** 0.5
                for matrix, update in zip(matrices, updates, strict=True):
                    matrix.mul_(1 - rate * self.weight_decay).add_(update, alpha=-rate * size)


def orthogonal(matrices: torch.Tensor, rounds: int = 5) -> torch.Tensor:
    """About the nearest orthogonal matrix to each of a stack [n, rows, columns]."""
    x: torch.Tensor = matrices.bfloat16()
    tall = x.shape[1] > x.shape[2]
    x = x.mT if tall else x
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(rounds):
        a = x @ x.mT
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.mT if tall else x).float()
