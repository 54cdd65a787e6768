"""Encodes streams of documents into token shards, and packs shards into training rows.

Each token has a loss weight as a target. In a trace what is decided counts most: what was heard, where a value begins,
which branch is taken; where an invented procedure leads to and what it says there nobody can foresee, and it hardly
counts. Tool results and markers are given, never written, and count nothing.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from corpora import Document, read
from numpy.typing import NDArray
from tokenizer import END, SEPARATOR

from studio.conversations.rendering import CALL_MARK, RESUME_MARK, START_MARK, TOOL_MARK, Message, pieces
from studio.procedure.trace import CLOSE

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CHOICE, TRACE, REPLY, CALL, PLAIN, USER, UNFORESEEN = 3.0, 1.0, 0.6, 0.5, 0.5, 0.25, 0.12
INVENTED = ("invented", "drill")
_GIVEN = (START_MARK, RESUME_MARK, TOOL_MARK)
_DECIDED = re.compile(r"^(?:heard|knows)( [^\n]+)|^go [^\n:]+:( [^\n#]+)|^[a-z]\w* =( ?\S)", re.MULTILINE)
_LED = re.compile(r"^go( [^\n:#]+)", re.MULTILINE)


def rendered(document: Document) -> list[tuple[str, NDArray[np.float16]]]:
    """A document's texts in order, with the weight of each character."""
    if "text" in document:
        return [(document["text"], _alike(document["text"], PLAIN))]
    lines = document["messages"]
    messages = [Message("user" if line[0] == "user" else "assistant", line[1]) for line in lines]
    traced = any(CLOSE in line[1] for line in lines)
    invented = document.get("source") in INVENTED
    parts = []
    for piece, line in zip(pieces(messages, end="<|end|>"), lines, strict=True):
        if not traced:
            weights = _alike(piece.text, 0.0 if line[1].startswith(_GIVEN) else PLAIN)
        elif piece.own:
            weights = _own(piece.text, UNFORESEEN if invented else REPLY)
        else:
            given = line[1].startswith(_GIVEN) or document.get("source") == "drill"
            weights = _alike(piece.text, 0.0 if given else USER)
        parts.append((piece.text, weights * np.float16(line[2] if len(line) > 2 else 1.0)))
    return parts


def _alike(text: str, weight: float) -> NDArray[np.float16]:
    return np.full(len(text), weight, dtype=np.float16)


def _own(text: str, reply: float) -> NDArray[np.float16]:
    """The weights of a message that the model writes."""
    weights = _alike(text, reply)
    spoken = text.find(CLOSE) + len(CLOSE) if CLOSE in text else 0
    weights[:spoken] = TRACE
    for match in _LED.finditer(text, 0, spoken):
        weights[slice(*match.span(1))] = UNFORESEEN
    for match in _DECIDED.finditer(text, 0, spoken):
        weights[slice(*match.span(match.lastindex or 0))] = CHOICE
    if (called := text.find(CALL_MARK, spoken)) >= 0:
        weights[called:] = CALL
    return weights


def encode(documents: Iterable[Document], made: Tokenizer, out: Path) -> int:
    """Write a stream's shard (ids, weights, document starts); the number of tokens."""
    ids: list[NDArray[np.uint16]] = []
    weights: list[NDArray[np.float16]] = []
    starts = [0]
    remaining = iter(documents)
    while batch := list(islice(remaining, 500)):
        parts = [rendered(document) for document in batch]
        flat = [text for document in parts for text, _ in document]
        encoded = iter(made.encode_batch(flat, add_special_tokens=False))
        for document in parts:
            length = 0
            for _, by_character in document:
                one = next(encoded)
                ids.append(np.array(one.ids, dtype=np.uint16))
                weights.append(_weights(one, by_character))
                length += len(one.ids)
            ids.append(np.array([SEPARATOR], dtype=np.uint16))
            weights.append(np.zeros(1, dtype=np.float16))
            starts.append(starts[-1] + length + 1)
    part = out.with_suffix(".part.npz")
    np.savez(part, ids=np.concatenate(ids), weights=np.concatenate(weights), starts=np.array(starts))
    part.replace(out)
    return starts[-1]


def _weights(encoded: Encoding, by_character: NDArray[np.float16]) -> NDArray[np.float16]:
    """A token counts as much as the character in it that counts most; the end of a message that counts, in full."""
    if not encoded.ids:
        return np.zeros(0, dtype=np.float16)
    begins = np.array([begin for begin, _ in encoded.offsets])
    made: NDArray[np.float16] = np.maximum.reduceat(by_character, begins)
    ends = np.array(encoded.ids) == END
    made[ends & (made > 0)] = TRACE
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
