"""The quick way through a Llama computes what transformers computes, forwards and backwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studio.weights import quick
from studio.weights.network import load
from studio.weights.packing import Rows, block
from tests.weights.conftest import RECIPE


def test_states_and_gradients_equal_transformers(
    make_base: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    network = load(make_base(num_key_value_heads=4, max_position_embeddings=1024), RECIPE)
    with torch.no_grad():
        for name, parameter in network.model.named_parameters():
            parameter.mul_(4.0) if "proj" in name else parameter.add_(0.2 * torch.randn_like(parameter))
    generator = np.random.default_rng(0)
    lengths = (7, 700, 1, 40)  # the long row's trunk and its forks are longer than one piece of queries each
    forks = {1: ((20, 8), (0, 5), (150, 120), (180, 130), (300, 100), (307, 30)), 3: ((29, 11),)}
    laid = block(Rows.of(generator.integers(2, 100, 748), np.ones(748), lengths, forks), [0, 1, 2, 3])
    parameters = [parameter for _, parameter in network.trainable()]
    aim = torch.randn(748, 64)
    assert quick.fits(network.model)
    ours = network.states(laid)
    our_gradients = torch.autograd.grad((ours * aim).sum(), parameters)
    monkeypatch.setattr(quick, "fits", lambda _: False)
    theirs = network.states(laid)
    their_gradients = torch.autograd.grad((theirs * aim).sum(), parameters)
    assert torch.allclose(ours, theirs, atol=1e-4)
    for one, other in zip(our_gradients, their_gradients, strict=True):
        assert (one - other).norm() < 1e-4 * other.norm()


def test_other_shapes_take_the_way_of_transformers(make_base: Callable[..., Path]) -> None:
    grouped = load(make_base(num_key_value_heads=2), RECIPE)
    adapted = load(make_base(num_key_value_heads=4), RECIPE.model_copy(update={"method": "lora", "rank": 4}))
    assert not quick.fits(grouped.model)
    assert not quick.fits(adapted.model)
