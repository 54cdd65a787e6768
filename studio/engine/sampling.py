"""Choosing the next token from one row of logits, and following what a request allows: pure numpy, no model.

Used by the engine's child only. Draws come from Python's own generator seeded per request, so a seed gives the same
words whatever else runs in the batch (up to near-ties that batching can turn in the last bit).
"""

from __future__ import annotations

import codecs
import math
import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float32]
FEW = 256  # candidates looked at first when cutting to the top share; nearly always enough
ROUND, WIDEST = 48, 64  # tokens: the least that goes round in all, and the most that one time round may have


def pick(row: Row, temperature: float, top_p: float, rng: random.Random) -> int:
    """The next token: the best one at temperature 0, else a draw from the smallest set holding `top_p` of the mass."""
    if temperature <= 0.0:
        return int(row.argmax())
    weights = np.exp((row - row.max()) / temperature, dtype=np.float64)
    if top_p >= 1.0:
        cumulative = weights.cumsum()
        return min(int(cumulative.searchsorted(rng.random() * cumulative[-1], side="right")), len(row) - 1)
    kept = top_share(weights, top_p)
    cumulative = weights[kept].cumsum()
    return int(kept[min(int(cumulative.searchsorted(rng.random() * cumulative[-1], side="right")), len(kept) - 1)])


def top_share(weights: npt.NDArray[np.float64], share: float) -> npt.NDArray[np.intp]:
    """Indices of the fewest heaviest entries that hold `share` of all weight, heaviest first."""
    goal = share * float(weights.sum())
    count = min(FEW, len(weights))
    while True:
        heaviest = np.argpartition(weights, len(weights) - count)[-count:]
        order = heaviest[np.argsort(-weights[heaviest], kind="stable")]
        cumulative = weights[order].cumsum()
        if cumulative[-1] >= goal or count == len(weights):
            return order[: int(cumulative.searchsorted(goal)) + 1]
        count = min(count * 8, len(weights))


def goes_round(tokens: Sequence[int]) -> bool:
    """Whether the last tokens say the same over and over: three times at least, and at least ROUND tokens of it."""
    for length in range(1, min(WIDEST, len(tokens) // 3) + 1):
        whole = max(3, -(-ROUND // length)) * length
        likely = whole <= len(tokens) and tokens[-1] == tokens[-1 - length]  # the rest is seldom looked at
        if likely and tokens[length - whole :] == tokens[-whole:-length]:
            return True
    return False


class Walk:
    """A walk over the trie of allowed sequences. It ends when one sequence is complete and none longer is wanted.

    Where one allowed sequence is the beginning of another, ending competes with going on: its weight is that of the
    best stop token, or with no stop tokens the mass of everything that does not go on.
    """

    def __init__(self, allowed: Sequence[Sequence[int]], stop_tokens: Sequence[int]) -> None:
        self._live = [tuple(sequence) for sequence in allowed]
        self._depth = 0
        self._stop_tokens = list(stop_tokens)
        self.probability = 1.0
        self.finished = self._complete() and len(self._live) == 1

    def _complete(self) -> bool:
        return any(len(sequence) == self._depth for sequence in self._live)

    def _options(self) -> list[int]:
        return sorted({sequence[self._depth] for sequence in self._live if len(sequence) > self._depth})

    def _advance(self, token: int) -> None:
        depth = self._depth
        self._live = [sequence for sequence in self._live if len(sequence) > depth and sequence[depth] == token]
        self._depth += 1
        self.finished = self._complete() and not self._options()

    def forced(self) -> list[int]:
        """Walks on while there is only one way, without asking the model, and returns those tokens."""
        taken: list[int] = []
        while not self.finished and not self._complete():
            options = self._options()
            if len(options) != 1:
                break
            self._advance(options[0])
            taken.append(options[0])
        return taken

    def choose(self, row: Row, temperature: float, rng: random.Random) -> int | None:
        """Takes one branch by the model's logits; None when it ends here. `top_p` has no meaning among a few."""
        options = self._options()
        logits = row[options].astype(np.float64)
        if self._complete():
            logits = np.append(logits, self._ending(row, options))
        weights = np.exp(logits - logits.max())
        weights /= weights.sum()
        if temperature <= 0.0:
            index = int(weights.argmax())
        else:
            tempered = np.exp((logits - logits.max()) / temperature).cumsum()
            index = min(int(tempered.searchsorted(rng.random() * tempered[-1], side="right")), len(weights) - 1)
        self.probability *= float(weights[index])
        if index == len(options):
            self.finished = True
            return None
        self._advance(options[index])
        return options[index]

    def _ending(self, row: Row, options: list[int]) -> float:
        if self._stop_tokens:
            return float(row[self._stop_tokens].max())
        highest = float(row.max())
        weights = np.exp(row - highest, dtype=np.float64)
        rest = float(weights.sum() - weights[options].sum())
        return highest + math.log(max(rest, 1e-30))


class TextStream:
    """Bytes of tokens as text, cut before the first stop text; holds back what might still become one."""

    def __init__(self, stop_texts: Sequence[str]) -> None:
        self._stops = [stop for stop in stop_texts if stop]
        self._hold = max((len(stop) for stop in self._stops), default=1) - 1
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = ""
        self._shown = 0
        self.stopped = False

    def add(self, data: bytes) -> None:
        """Takes the bytes of one more token."""
        if self.stopped:
            return
        before = len(self.text)
        self.text += self._decoder.decode(data)
        self._cut(before)

    def finish(self) -> None:
        """No more tokens: an unfinished character becomes a replacement mark, nothing is held back any longer."""
        if not self.stopped:
            before = len(self.text)
            self.text += self._decoder.decode(b"", final=True)
            self._cut(before)
        self._hold = 0

    def _cut(self, before: int) -> None:
        start = max(0, before - self._hold)
        found = [at for at in (self.text.find(stop, start) for stop in self._stops) if at >= 0]
        if found:
            self.text = self.text[: min(found)]
            self.stopped = True
            self._hold = 0

    def news(self) -> str:
        """The text that is certain and has not been returned before."""
        end = len(self.text) - self._hold
        if end <= self._shown:
            return ""
        piece = self.text[self._shown : end]
        self._shown = end
        return piece
