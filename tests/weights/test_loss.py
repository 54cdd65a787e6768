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


@pytest.mark.parametrize("sharp", [0.1, 1.0, 20.0])  # of what nothing is sure, and of what all is
def test_in_bf16_the_gradients_are_those_of_exact_numbers(sharp: float) -> None:
    import torch
    import torch.nn.functional as F

    torch.manual_seed(0)
    head = torch.randn(50, 16).bfloat16().requires_grad_()
    hidden = (torch.randn(300, 16) * sharp).bfloat16().requires_grad_()
    weights = torch.rand(300) * 3
    targets = (hidden @ head.t()).argmax(-1)
    targets[::3] = torch.randint(0, 50, (100,))
    ours = torch.autograd.grad(labelled_loss(hidden, head, targets, weights), (hidden, head))
    wide = [given.detach().double().requires_grad_() for given in (hidden, head)]
    logits = (hidden @ head.t()).detach().double()
    logits = logits + (wide[0] @ wide[1].t() - (wide[0] @ wide[1].t()).detach())  # as rounded, but differentiable
    exact = torch.autograd.grad((F.cross_entropy(logits, targets, reduction="none") * weights).sum(), wide)
    for one, other in zip(ours, exact, strict=True):
        assert (one.double() - other).norm() < 0.01 * other.norm()


def test_a_share_without_labels_has_gradients_of_nothing() -> None:
    import torch

    head = torch.randn(50, 16, requires_grad=True)
    hidden = torch.randn(0, 16, requires_grad=True)
    loss = labelled_loss(hidden, head, torch.zeros(0, dtype=torch.long), torch.zeros(0))
    assert not torch.autograd.grad(loss, head)[0].any()
