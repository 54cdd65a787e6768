"""A quick test while teaching goes on: how many conversations that are not practised the network would follow exactly.

The network is shown what was said up to each of its own words and asked for the next, all at once, so a conversation
takes one pass. Where every word of its notes and calls is the likeliest one, it would have gone the right way. What it
says aloud is not looked at. The real test is verification's, which plays the file that ships.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.weights.packing import Rows, block

if TYPE_CHECKING:
    from studio.weights.network import Network

Probe = Callable[["Network"], dict[str, float]]

TRACED = 0.999  # the loss weight of notes and calls; replies have less


def probe(rows_folder: Path, most: int) -> Probe:
    """The test on the first `most` rows of a folder. Its figures: `followed`, the share of rows whose notes and calls
    are all right, and `tried`, how many there are."""
    rows = Rows.read(rows_folder)
    chosen = range(min(most, len(rows)))
    return lambda network: {"followed": followed(network, rows, chosen), "tried": float(len(chosen))}


def followed(network: Network, rows: Rows, chosen: range) -> float:
    """The share of the chosen rows that the network would follow exactly."""
    right = sum(_exact(network, rows, row) for row in chosen)
    return right / max(1, len(chosen))


def _exact(network: Network, rows: Rows, row: int) -> bool:
    import torch

    with torch.no_grad():
        laid = block(rows, [row]).to(str(network.model.device))
        noted = laid.weights >= TRACED
        hidden = network.states(laid)[laid.labelled[noted] - 1]
        weight, bias, _ = network.head()  # a soft cap changes no order
        likeliest = torch.nn.functional.linear(hidden, weight, bias).argmax(-1)
        return bool((likeliest == laid.targets[noted]).all())
