"""Rows of practice conversations, and how they are laid into batches.

A batch is one long line of tokens made of whole rows laid end to end: no padding anywhere. Positions restart with each
row, and attention (`attention.py`) is reckoned row by row, so no row can see another. A row may end in forks: tokens
that leave its trunk at some place, go on from there, and see nothing else of the row. Which rows exist and what their
weights mean is the dataset's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError
from studio.base.sentences import sentence

if TYPE_CHECKING:
    import torch

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Rows:
    """All rows, flat: row i is ids[starts[i]:starts[i + 1]]; weights[j] is the weight of predicting ids[j]. `forks`
    are, by row, (tokens of the trunk before it, its tokens) of each fork; rows that have none are not in it."""

    ids: Ints
    weights: Floats
    starts: Ints
    forks: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Rows:
        """Read a `datasets` folder with the columns input_ids and weights. Raises StudioError where it cannot."""
        import datasets

        try:
            table = datasets.load_from_disk(str(folder)).with_format("arrow")[:]
            ids, weights = table["input_ids"].combine_chunks(), table["weights"].combine_chunks()
            forks = table["forks"].to_pylist() if "forks" in table.column_names else []
        except (OSError, KeyError, ValueError) as error:
            raise StudioError(
                sentence("The practice conversations in {path} cannot be read.", path=str(folder)),
                sentence("Write them again with `studio compile`."),
            ) from error
        found = {row: tuple(zip(told[::2], told[1::2], strict=True)) for row, told in enumerate(forks) if told}
        return cls.of(ids.flatten().to_numpy(), weights.flatten().to_numpy(), ids.value_lengths().to_numpy(), found)

    @classmethod
    def of(
        cls,
        ids: npt.ArrayLike,
        weights: npt.ArrayLike,
        lengths: npt.ArrayLike,
        forks: Mapping[int, tuple[tuple[int, int], ...]] | None = None,
    ) -> Rows:
        """Rows from flat ids and weights, each row's length, and the forks of those that have some."""
        starts = np.concatenate(([0], np.cumsum(np.asarray(lengths, dtype=np.int64))))
        rows = cls(np.asarray(ids, dtype=np.int64), np.asarray(weights, dtype=np.float32).copy(), starts, forks or {})
        if len(rows.ids) != starts[-1] or len(rows.weights) != starts[-1]:
            raise StudioError(
                sentence("The practice conversations are damaged: tokens and weights differ in number."),
                sentence("Write the conversations again."),
            )
        rows.weights[starts[:-1][np.diff(starts) > 0]] = 0.0  # nothing stands before a row's first token
        for row, told in rows.forks.items():  # and before a fork's first, in this line, what it does not go on from
            lengths_told = [tokens for _, tokens in told]
            first = starts[row + 1] - sum(lengths_told)
            rows.weights[first + np.cumsum([0, *lengths_told[:-1]])] = 0.0
        if not rows.weights.any():
            raise StudioError(
                sentence("The practice conversations have nothing to learn: no token carries a weight."),
                sentence("Write the conversations again."),
            )
        return rows

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Ints:
        return np.diff(self.starts)

    @property
    def reach(self) -> int:
        """The farthest place that any token of any row stands at, and one more."""
        forked = (at + tokens for forks in self.forks.values() for at, tokens in forks)
        return max(int(self.trunks.max()), max(forked, default=0))

    @property
    def trunks(self) -> Ints:
        """Each row's tokens without its forks."""
        trunks = self.lengths.copy()
        for row, forks in self.forks.items():
            trunks[row] -= sum(tokens for _, tokens in forks)
        return trunks

    def fingerprint(self) -> str:
        """A name for exactly these rows, so that a checkpoint is never continued on others."""
        digest = sha256(self.ids.tobytes())
        digest.update(self.weights.tobytes())
        digest.update(self.starts.tobytes())
        digest.update(repr(sorted(self.forks.items())).encode())
        return digest.hexdigest()[:16]


WINDOW = 128  # rows among which those of one length are sought


class Fork(NamedTuple):
    """What a row with forks needs besides its length: `unseen` [tokens, tokens], true where the row's token may not see
    the column's, each token's place [tokens], and (tokens of the trunk before it, its tokens) of each fork."""

    unseen: torch.Tensor
    places: torch.Tensor
    told: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Block:
    """Rows laid end to end. ids and positions [1, tokens]; `labelled` the places whose token is a target, `targets` and
    `weights` those tokens and their weights; the hidden state that predicts place p is p - 1.
    `forks` has an entry for each row, None where it has no forks."""

    ids: torch.Tensor
    positions: torch.Tensor
    lengths: list[int]
    labelled: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    forks: list[Fork | None]

    @property
    def tokens(self) -> int:
        return self.ids.shape[1]

    def to(self, device: str) -> Block:
        """The same block on a device."""
        parts = (self.ids, self.positions, self.labelled, self.targets, self.weights)
        ids, positions, labelled, targets, weights = (part.to(device) for part in parts)
        forks = [fork and Fork(fork.unseen.to(device), fork.places.to(device), fork.told) for fork in self.forks]
        return Block(ids, positions, self.lengths, labelled, targets, weights, forks)


def block(rows: Rows, chosen: Sequence[int]) -> Block:
    """Lay the chosen rows end to end."""
    import torch

    spans = [(int(rows.starts[i]), int(rows.starts[i + 1])) for i in chosen]
    lengths = [end - start for start, end in spans]
    ids = torch.from_numpy(np.concatenate([rows.ids[start:end] for start, end in spans]))
    weights = np.concatenate([rows.weights[start:end] for start, end in spans])
    labelled = torch.from_numpy(np.flatnonzero(weights))
    forks = [
        _fork(length, rows.forks[row]) if row in rows.forks else None
        for row, length in zip(chosen, lengths, strict=True)
    ]
    places = [fork.places if fork else torch.arange(length) for fork, length in zip(forks, lengths, strict=True)]
    targets, counted = ids[labelled], torch.from_numpy(weights)[labelled]
    return Block(ids[None], torch.cat(places)[None], lengths, labelled, targets, counted, forks)


def _fork(length: int, forks: Sequence[tuple[int, int]]) -> Fork:
    """The places of a row's tokens, and what each may not see."""
    import torch

    trunk = length - sum(tokens for _, tokens in forks)
    places = torch.arange(length)
    unseen = torch.ones(length, length, dtype=torch.bool).triu_(1)
    first = trunk
    for at, tokens in forks:
        last = first + tokens
        places[first:last] = torch.arange(at, at + tokens)
        unseen[first:last, at:first] = True
        first = last
    return Fork(unseen, places, tuple(forks))


def batches(lengths: Ints, tokens: int, seed: int, epoch: int, hands: int = 1) -> list[list[int]]:
    """One pass over the rows, shuffled, cut into batches of about `tokens` tokens; the same for the same arguments.

    Where a batch is dealt to several `hands`, its rows are of about one length and as many as can be dealt evenly: with
    few rows in a batch the hands would else wait for each other a quarter of the time."""
    rng = np.random.default_rng((seed, epoch))
    order = rng.permutation(np.flatnonzero(lengths > 1))
    if hands == 1:
        return _cut([int(row) for row in order], lengths, tokens)
    made: list[list[int]] = []
    for window in np.array_split(order, max(1, len(order) // WINDOW)):
        alike = [int(row) for row in sorted(window, key=lambda row: (int(lengths[row]), int(row)))]
        while alike:
            wanted = hands * max(1, round(tokens / (int(lengths[alike[0]]) + 1) / hands))
            made.append(alike[:wanted])
            alike = alike[wanted:]
    return [made[place] for place in rng.permutation(len(made))]


def parts(chosen: Sequence[int], lengths: Ints, tokens: int) -> list[list[int]]:
    """A batch cut so that each part holds at most `tokens` tokens (or one longer row), longest rows first, so that
    memory is short at once or never."""
    ordered = sorted(chosen, key=lambda row: (-int(lengths[row]), row))
    return _cut(ordered, lengths, tokens, strict=True)


def shares(chosen: Sequence[int], lengths: Ints, number: int) -> list[list[int]]:
    """A batch dealt into `number` shares of about equal work, for as many processor cores. Work grows a little faster
    than length, because attention looks back."""
    dealt: list[list[int]] = [[] for _ in range(number)]
    work = [0.0] * number
    for row in sorted(chosen, key=lambda row: (-int(lengths[row]), row)):
        length = float(lengths[row])
        least = work.index(min(work))
        dealt[least].append(row)
        work[least] += length * (1.0 + length / 3000.0)
    return [share for share in dealt if share]


def _cut(order: Sequence[int], lengths: Ints, tokens: int, strict: bool = False) -> list[list[int]]:
    """Consecutive groups near `tokens` tokens: at most that many where strict, else cut at the nearer side."""
    groups: list[list[int]] = []
    group: list[int] = []
    held = 0
    for row in order:
        length = int(lengths[row])
        over = held + length - tokens
        if group and over > 0 and (strict or over > tokens - held):
            groups.append(group)
            group, held = [], 0
        group.append(row)
        held += length
    if group:
        groups.append(group)
    return groups
