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
GROUP_BYTES = 64 * 2**20
QUANTUM = 64  # positions are filled up to a multiple of this: each new shape of a product costs a program (`quick.py`)


def labelled_loss(
    hidden: torch.Tensor,
    head: torch.Tensor,
    targets: torch.Tensor,
    weights: torch.Tensor,
    *,
    bias: torch.Tensor | None = None,
    cap: float | None = None,
) -> torch.Tensor:
    """sum(weights * cross entropy) over labelled positions only, summed in fp32; of one position at most 69. hidden
    [labels, width], head [vocabulary, width]; `cap` is Gemma's soft cap on final logits, which with a bias takes the
    plain way through autograd."""
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


def _slopes(hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor, out: torch.Tensor) -> torch.Tensor:
    """The losses [positions] of a few positions; the slopes of each by its logits go to `out`.

    The softmax is of the network's own precision, so that a row is passed over as seldom as can be; only what is left
    to the others than the target, on which all depends where the target is nearly sure, is summed in fp32."""
    import torch

    torch.softmax(hidden @ head.t(), -1, out=out)
    right = targets[:, None]
    share = out.gather(1, right).squeeze(1).float()
    others = out.scatter_(1, right, 0.0).sum(-1, dtype=torch.float32)
    out.scatter_(1, right, -others[:, None].to(out.dtype))
    sure = torch.log1p(-others.clamp(max=0.5))
    return -torch.where(others < 0.5, sure, share.clamp(min=1e-30).log())


def _chunk(head: torch.Tensor) -> int:
    """Rows of logits at a time: few enough to stay in a processor's cache, or to be small beside a GPU's memory."""
    budget = CHUNK_BYTES if head.device.type == "cpu" else 32 * CHUNK_BYTES
    return max(QUANTUM, budget // (4 * head.shape[0]) // QUANTUM * QUANTUM)


@cache
def _function() -> Any:
    """The autograd function, made on first use because its base class is torch's."""
    import torch
    import torch.nn.functional as F
    from torch.autograd.function import once_differentiable

    class LabelledLoss(torch.autograd.Function):
        """Loss forward, gradients by hidden state and head made on the way and scaled in backward."""

        @staticmethod
        def forward(
            ctx: Any, hidden: torch.Tensor, head: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor
        ) -> torch.Tensor:
            filling = -hidden.shape[0] % QUANTUM
            hidden = F.pad(hidden, (0, 0, 0, filling))
            targets, weights = F.pad(targets, (0, filling)), F.pad(weights, (0, filling))
            size, wants_head = _chunk(head), head.requires_grad
            total = torch.zeros((), device=hidden.device)
            by_hidden = torch.empty_like(hidden)
            by_head = torch.zeros_like(head) if wants_head and not len(hidden) else None
            together = max(1, GROUP_BYTES // (size * head.shape[0] * 2)) * size
            for first in range(0, hidden.shape[0], together):
                last = min(first + together, hidden.shape[0])
                slopes = torch.empty((last - first, head.shape[0]), dtype=hidden.dtype, device=hidden.device)
                for start in range(first, last, size):
                    part = slice(start, min(start + size, last))
                    losses = _slopes(hidden[part], head, targets[part], slopes[start - first :][:size])
                    total += losses @ weights[part]
                torch.mm(slopes, head, out=by_hidden[first:last])
                counted = weights[first:last, None].to(hidden.dtype)
                if wants_head:
                    more = slopes.t() @ (hidden[first:last] * counted)
                    by_head = more if by_head is None else by_head.float().add_(more)
                by_hidden[first:last] *= counted
            ctx.save_for_backward(by_hidden[: len(by_hidden) - filling], by_head)
            ctx.kind = head.dtype
            return total

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            by_hidden, by_head = ctx.saved_tensors
            if by_head is not None:
                by_head = by_head.mul_(upstream).to(ctx.kind)
            return by_hidden.mul_(upstream), by_head, None, None

    return LabelledLoss
