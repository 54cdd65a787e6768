"""The weighted next-token loss, reckoned only where there is a label and a chunk of logits at a time.

[tokens x vocabulary] logits are the largest thing in a step; here they never exist. The gradient is made in the forward
pass, while a chunk's logits are at hand (as in Liger kernels' fused linear cross-entropy, arXiv 2410.10989).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

CHUNK_BYTES = 8 * 2**20


def labelled_loss(
    hidden: torch.Tensor,
    head: torch.Tensor,
    targets: torch.Tensor,
    weights: torch.Tensor,
    *,
    bias: torch.Tensor | None = None,
    cap: float | None = None,
) -> torch.Tensor:
    """sum(weights * cross entropy) over labelled positions only, in fp32. hidden [labels, width], head [vocabulary,
    width]; `cap` is Gemma's soft cap on final logits, which with a bias takes the plain way through autograd."""
    if bias is None and cap is None:
        return _function().apply(hidden, head, targets, weights)  # type: ignore[no-any-return]
    return _plain(hidden, head, targets, weights, bias, cap)


def _plain(
    hidden: torch.Tensor,
    head: torch.Tensor,
    targets: torch.Tensor,
    weights: torch.Tensor,
    bias: torch.Tensor | None,
    cap: float | None,
) -> torch.Tensor:
    import torch
    import torch.nn.functional as F
    from torch.utils.checkpoint import checkpoint

    def one(h: torch.Tensor, t: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        logits = F.linear(h, head, bias).float()
        if cap is not None:
            logits = torch.tanh(logits / cap) * cap
        return (F.cross_entropy(logits, t, reduction="none") * w).sum()

    size = _chunk(head)
    pieces = zip(*(torch.split(whole, size) for whole in (hidden, targets, weights)), strict=True)
    return torch.stack([checkpoint(one, *piece, use_reentrant=False) for piece in pieces]).sum()


def _chunk(head: torch.Tensor) -> int:
    """Rows of logits at a time: few enough to stay in a processor's cache, or to be small beside a GPU's memory."""
    budget = CHUNK_BYTES if head.device.type == "cpu" else 32 * CHUNK_BYTES
    return max(64, budget // (4 * head.shape[0]))


@cache
def _function() -> Any:
    """The autograd function, made on first use because its base class is torch's."""
    import torch
    from torch.autograd.function import once_differentiable

    class LabelledLoss(torch.autograd.Function):
        """Loss forward, gradients by hidden state and head made on the way and scaled in backward."""

        @staticmethod
        def forward(
            ctx: Any, hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
        ) -> torch.Tensor:
            wants_head = head.requires_grad
            total = torch.zeros((), device=hidden.device)
            by_hidden = torch.empty_like(hidden)
            by_head = torch.zeros_like(head, dtype=torch.float32) if wants_head else None
            size = _chunk(head)
            for start in range(0, hidden.shape[0], size):
                part = slice(start, start + size)
                gradient = torch.softmax((hidden[part] @ head.t()).float(), -1)
                right = gradient.gather(1, targets[part, None])
                total += (right.squeeze(1).clamp_min(1e-37).log() * weights[part]).sum().neg()
                gradient.scatter_(1, targets[part, None], right - 1.0)
                gradient.mul_(weights[part, None])
                rounded = gradient.to(hidden.dtype)
                torch.mm(rounded, head, out=by_hidden[part])
                if by_head is not None:
                    by_head += rounded.t() @ hidden[part]
            ctx.save_for_backward(by_hidden, by_head)
            ctx.kind = head.dtype
            return total

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            by_hidden, by_head = ctx.saved_tensors
            by_head = None if by_head is None else (by_head * upstream).to(ctx.kind)
            return by_hidden * upstream.to(by_hidden.dtype), by_head, None, None

    return LabelledLoss
