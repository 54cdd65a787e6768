"""Gradients of one batch: in parts that fit the memory, or dealt to the processor's cores.

On a processor a small network's operations are too short to be worth splitting each between cores, least of all while
other programs want those cores too. So the rows are dealt out instead: each core carries its share of the batch through
the whole network by itself, and the gradients are added, always in the same order.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from studio.base.memory import hold_memory, tidy_memory
from studio.weights.loss import labelled_loss
from studio.weights.network import Network
from studio.weights.packing import Block, Rows, block, parts, shares
from studio.weights.recipe import HELD, SMALL, Recipe

if TYPE_CHECKING:
    import torch


TIDY_SECONDS = 8.0  # between two looks at the memory, in which holes gather


def hands(network: Network, recipe: Recipe, cores: int) -> int:
    """How many cores carry a share each: all of them for a small network on a processor, else one whole."""
    small = sum(p.numel() for p in network.model.parameters()) < SMALL
    return cores if small and recipe.device == "cpu" and not recipe.checkpointing else 1


class Gradients:
    """Computes a batch's loss and gradients for the trainable parameters, in their order."""

    def __init__(self, network: Network, rows: Rows, recipe: Recipe, workers: int) -> None:
        import torch

        self.network = network
        self.rows = rows
        self.recipe = recipe
        self.workers = workers
        self.parameters = [parameter for _, parameter in network.trainable()]
        self.threads = torch.get_num_threads()
        self.pool: ThreadPoolExecutor | None = None
        self._tidied = time.monotonic()
        if workers > 1:
            hold_memory()
            torch.set_num_threads(1)
            self.pool = ThreadPoolExecutor(workers, "share", _alone)

    def close(self) -> None:
        """Let the threads go."""
        import torch

        if self.pool is not None:
            self.pool.shutdown()
            torch.set_num_threads(self.threads)

    def __call__(self, chosen: Sequence[int]) -> tuple[list[list[torch.Tensor]], float, int]:
        """(gradients of each part, mean loss per unit of weight, tokens) of one batch of rows. The parts' gradients
        are still to be added; where parts follow each other to save memory, they come added already."""
        lengths = self.rows.lengths
        if self.pool is not None and time.monotonic() - self._tidied > TIDY_SECONDS:
            tidy_memory(HELD)
            self._tidied = time.monotonic()
        if self.pool is not None:
            blocks = [block(self.rows, share) for share in shares(chosen, lengths, self.workers)]
        else:
            blocks = [block(self.rows, part) for part in parts(chosen, lengths, self.recipe.part)]
        total = sum(float(one.weights.sum()) for one in blocks)
        tokens = sum(one.tokens for one in blocks)
        if self.pool is not None:
            results = list(self.pool.map(self._one, blocks, [total] * len(blocks)))
            return [gradients for gradients, _ in results], sum(loss for _, loss in results), tokens
        summed, loss = self._one(blocks[0], total)
        if len(blocks) > 1:
            summed = [gradient.float() for gradient in summed]
        for one in blocks[1:]:
            more, part_loss = self._one(one, total)
            for gradient, other in zip(summed, more, strict=True):
                gradient += other
            loss += part_loss
        return [summed], loss, tokens

    def _one(self, one: Block, total: float) -> tuple[list[torch.Tensor], float]:
        import torch

        here = one.to(self.recipe.device)
        hidden = self.network.states(here)[here.labelled - 1]
        weight, bias, cap = self.network.head()
        loss = labelled_loss(hidden, weight, here.targets, here.weights, bias=bias, cap=cap) / total
        return list(torch.autograd.grad(loss, self.parameters)), float(loss.detach())


def _alone() -> None:
    """A thread that carries a share uses one core."""
    import torch

    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
