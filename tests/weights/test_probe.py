"""The quick test while teaching: what is predicted rightly from end to end, and only that, counts as followed."""

from __future__ import annotations

from typing import Any

import pytest

from studio.weights.packing import Rows
from studio.weights.probe import followed

pytest.importorskip("torch")


class Knowing:
    """A network whose likeliest next token is one more than the token before it, except after `blind`."""

    def __init__(self, blind: int = -1) -> None:
        self.blind = blind
        self.model = type("Model", (), {"device": "cpu"})()

    def states(self, laid: Any) -> Any:
        import torch

        following = laid.ids[0] + 1
        following[laid.ids[0] == self.blind] = 0
        return torch.nn.functional.one_hot(following, 32).float()

    def head(self) -> Any:
        import torch

        return torch.eye(32), None, None


def rows() -> Rows:
    """Counting up, twice; the second row's reply, which has a lower weight, counts otherwise."""
    ids = [1, 2, 3, 4, 5, 10, 11, 12, 20, 21]
    weights = [0, 1, 1, 1, 1, 0, 1, 1, 0.2, 0.2]
    return Rows.of(ids, weights, [5, 5])


@pytest.mark.parametrize(("blind", "share"), [(-1, 1.0), (3, 0.5), (11, 0.5), (20, 1.0)])
def test_a_row_is_followed_when_all_of_its_notes_are(blind: int, share: float) -> None:
    assert followed(Knowing(blind), rows(), range(2)) == share  # type: ignore[arg-type]


def test_only_the_chosen_rows_are_looked_at() -> None:
    assert followed(Knowing(11), rows(), range(1)) == 1.0  # type: ignore[arg-type]
