"""The labelled loss equals the plain one over full logits."""

from __future__ import annotations

import pytest

from studio.weights import loss as module
from studio.weights.loss import labelled_loss


@pytest.mark.parametrize("cap", [None, 5.0])
def test_loss_and_gradients_equal_the_plain_formula(cap: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    import torch.nn.functional as F

    monkeypatch.setattr(module, "CHUNK_BYTES", 4 * 50 * 70)  # several chunks
    torch.manual_seed(0)
    hidden = torch.randn(300, 16, requires_grad=True)
    head = torch.randn(50, 16, requires_grad=True)
    targets, weights = torch.randint(0, 50, (300,)), torch.rand(300) * 3
    logits = hidden @ head.t()
    logits = logits if cap is None else torch.tanh(logits / cap) * cap
    plain = (F.cross_entropy(logits, targets, reduction="none") * weights).sum()
    ours = labelled_loss(hidden, head, targets, weights, cap=cap)
    assert ours.item() == pytest.approx(plain.item(), rel=1e-5)
    for one, other in zip(
        torch.autograd.grad(2 * ours, (hidden, head)), torch.autograd.grad(2 * plain, (hidden, head)), strict=True
    ):
        assert torch.allclose(one, other, atol=1e-4)
