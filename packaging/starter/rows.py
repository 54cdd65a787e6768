"""Encodes streams of documents into token shards, and packs shards into training rows.

Each token has a loss weight as a target: the trace counts most, then the agent's reply, then the user's words; tool
results and markers are given, never written, and count nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from corpora import Document, read
from numpy.typing import NDArray
from tokenizer import END, SEPARATOR

from studio.conversations.rendering import RESUME_MARK, START_MARK, TOOL_MARK, Message, pieces
from studio.procedure.trace import CLOSE

if TYPE_CHECKING:
    from tokenizers import Tokenizer

TRACE, REPLY, USER, PLAIN = 1.0, 0.6, 0.25, 0.5
_CLOSE_ID = 3
_MOVE = "\ngo"  # what follows it in a trace is where the procedure leads
_GIVEN = (START_MARK, RESUME_MARK, TOOL_MARK)


def rendered(document: Document) -> list[tuple[str, float, float]]:
    """A document as (text, weight of its trace, weight of the rest) in order."""
    if "text" in document:
        return [(document["text"], PLAIN, PLAIN)]
    lines = document["messages"]
    messages = [Message("user" if line[0] == "user" else "assistant", line[1]) for line in lines]
    traced = any(CLOSE in line[1] for line in lines)
    unforeseen = document.get("unforeseen", 0.0)
    parts = []
    for piece, line in zip(pieces(messages, end="<|end|>"), lines, strict=True):
        factor = line[2] if len(line) > 2 else 1.0
        if piece.own and unforeseen:
            known, move, rest = piece.text.partition(_MOVE)
            parts += [(known + move, 0.0, TRACE * factor), (rest, 0.0, unforeseen * factor)]
        elif piece.own:
            trace = TRACE if CLOSE in line[1] else 0.0
            parts.append((piece.text, trace * factor, (REPLY if traced else PLAIN) * factor))
        else:
            given = line[1].startswith(_GIVEN) or unforeseen > 0
            weight = 0.0 if given else USER if traced else PLAIN
            parts.append((piece.text, 0.0, weight * factor))
    return parts


def encode(documents: Iterable[Document], made: Tokenizer, out: Path) -> int:
    """Write a stream's shard (ids, weights, document starts); the number of tokens."""
    ids: list[NDArray[np.uint16]] = []
    weights: list[NDArray[np.float16]] = []
    starts = [0]
    remaining = iter(documents)
    while batch := list(islice(remaining, 500)):
        parts = [rendered(document) for document in batch]
        flat = [text for document in parts for text, _, _ in document]
        encoded = iter(made.encode_batch_fast(flat, add_special_tokens=False))
        for document in parts:
            length = 0
            for _, trace, rest in document:
                one = np.array(next(encoded).ids, dtype=np.uint16)
                ids.append(one)
                weights.append(_weights(one, trace, rest))
                length += len(one)
            ids.append(np.array([SEPARATOR], dtype=np.uint16))
            weights.append(np.zeros(1, dtype=np.float16))
            starts.append(starts[-1] + length + 1)
    part = out.with_suffix(".part.npz")
    np.savez(part, ids=np.concatenate(ids), weights=np.concatenate(weights), starts=np.array(starts))
    part.replace(out)
    return starts[-1]


def _weights(ids: NDArray[np.uint16], trace: float, rest: float) -> NDArray[np.float16]:
    made = np.full(len(ids), rest, dtype=np.float16)
    if trace:
        ends = np.flatnonzero(ids == _CLOSE_ID)
        if len(ends):
            made[: ends[0] + 1] = trace
        made[ids == END] = trace
    return made


class Stream:
    """A shard read in random order, over and over. `place` is the documents read so far."""

    def __init__(self, path: Path, seed: int, place: int = 0) -> None:
        shard = np.load(path)
        self.ids, self.weights, self.starts = shard["ids"], shard["weights"], shard["starts"]
        self.seed = f"{path.stem} {seed}"
        self.place = place
        self._order: tuple[int, list[int]] = (-1, [])

    def next(self) -> tuple[NDArray[np.uint16], NDArray[np.float16]]:
        epoch, at = divmod(self.place, len(self.starts) - 1)
        if self._order[0] != epoch:
            order = list(range(len(self.starts) - 1))
            random.Random(f"{self.seed} {epoch}").shuffle(order)
            self._order = (epoch, order)
        self.place += 1
        document = self._order[1][at]
        part = slice(self.starts[document], self.starts[document + 1])
        return self.ids[part], self.weights[part]


class Packer:
    """Fills rows from streams, in given shares of the tokens. A row opens with the start of a document, or with the
    larger rest of one that was cut."""

    def __init__(self, streams: Mapping[str, Stream], shares: Mapping[str, float]) -> None:
        self.streams = streams
        self.shares = {name: share for name, share in shares.items() if name in streams and share > 0}
        self.taken = dict.fromkeys(self.shares, 0)
        self.rests: list[tuple[NDArray[np.uint16], NDArray[np.float16]]] = []

    def row(self, length: int) -> tuple[NDArray[np.uint16], NDArray[np.float16]]:
        ids = np.zeros(length, dtype=np.uint16)
        weights = np.zeros(length, dtype=np.float16)
        filled = 0
        while filled < length:
            one, weight = self.rests.pop() if self.rests and not filled else self._document()
            room = length - filled
            ids[filled : filled + room][: len(one)] = one[:room]
            weights[filled : filled + room][: len(one)] = weight[:room]
            if len(one) - room > length // 4:
                self.rests.append((one[room:], weight[room:]))
            filled += len(one)
        return ids, weights

    def _document(self) -> tuple[NDArray[np.uint16], NDArray[np.float16]]:
        behind = min(self.shares, key=lambda name: self.taken[name] / self.shares[name])
        one = self.streams[behind].next()
        self.taken[behind] += len(one[0])
        return one


def rows(packer: Packer, batch: int, length: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Batches for ever."""
    while True:
        made = [packer.row(length) for _ in range(batch)]
        yield (
            np.stack([ids for ids, _ in made]).astype(np.int64),
            np.stack([weights for _, weights in made]).astype(np.float32),
        )


def documents_of(path: Path) -> Iterator[Document]:
    """A stream's documents."""
    yield from read(path)


def record(path: Path, values: dict[str, Any]) -> None:
    """Write a small JSON note beside a stage's output."""
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
