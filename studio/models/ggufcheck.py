"""Reads a GGUF's header with suspicion, before llama.cpp sees the file: a broken or hostile one becomes a sentence.

Only lengths, counts, types and offsets are checked, in memory bounded whatever the file claims. Whether the weights
mean anything is not decided here.
"""

from __future__ import annotations

import itertools
import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence

MAGIC = b"GGUF"
VERSIONS = (2, 3)
MAX_PAIRS = 65_536
MAX_TENSORS = 65_536
MAX_ARRAY = 4_000_000  # the largest vocabularies and merge lists have a tenth of this
MAX_KEY = 1_024
MAX_TEXT = 16 << 20
MAX_HEADER = 128 << 20
KEPT_TEXT = 65_536  # longer texts are checked and skipped, not kept
MAX_SIDE = 1 << 40
CUT_SHORT = sentence("it ends in the middle of its header")  # made once: asked for every text of a vocabulary
TOO_LARGE = sentence("its header is larger than any real one")

# value types of the format, by number: struct codes of the fixed ones
FIXED = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
TEXT, ARRAY = 8, 9

# (values per block, bytes per block) of each tensor type, by ggml's number; types since removed are absent
BLOCKS: dict[int, tuple[int, int]] = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18),
}  # fmt: skip


@dataclass(frozen=True)
class Tensor:
    """One tensor as the header describes it; sides fastest first, `start` and `size` in bytes of the file."""

    name: str
    sides: tuple[int, ...]
    kind: int
    start: int
    size: int


@dataclass(frozen=True)
class Header:
    """A sound header. `values` holds numbers and texts; arrays are kept as their length under the same key."""

    version: int
    values: dict[str, Any]
    tensors: tuple[Tensor, ...]


def check(path: Path) -> Header:
    """The header of a sound file. Raises StudioError naming what is wrong with any other."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return _Reader(path, file, size).header()
    except FileNotFoundError:
        raise StudioError(
            sentence("There is no file {path}.", path=str(path)), sentence("Check the path, or export the model again.")
        ) from None
    except IsADirectoryError:
        raise StudioError(
            sentence("{path} is a folder, not a GGUF file.", path=str(path)), sentence("Name the .gguf file inside it.")
        ) from None
    except OSError as error:
        raise StudioError(
            sentence("{path} cannot be read: {reason}.", path=str(path), reason=str(error.strerror)),
            sentence("Check the file's permissions."),
        ) from None


class _Reader:
    def __init__(self, path: Path, file: IO[bytes], size: int) -> None:
        self._path = path
        self._file = file
        self._size = size

    def header(self) -> Header:
        if self._file.read(4) != MAGIC:
            raise StudioError(
                sentence("{file} is not a GGUF file.", file=self._path.name),
                sentence("It is only called so, or damaged: get it again, or choose another file.")
                if self._path.suffix.casefold() == ".gguf"
                else sentence("Choose a file that ends in .gguf."),
            )
        version = self._number("I")
        if version not in VERSIONS:
            raise StudioError(
                sentence(
                    "{file} has GGUF version {version}, and this studio reads versions 2 and 3.",
                    file=self._path.name,
                    version=str(version),
                ),
                sentence("Convert it with a current llama.cpp, or update the studio."),
            )
        tensors, pairs = self._number("Q"), self._number("Q")
        self._sane(tensors <= MAX_TENSORS, sentence("it claims {number} tensors", number=tensors))
        self._sane(pairs <= MAX_PAIRS, sentence("it claims {number} settings", number=pairs))
        values: dict[str, Any] = {}
        for _ in range(pairs):
            key = self._text(MAX_KEY, keep=True)
            self._sane(key not in values, sentence("it sets {key} twice", key=repr(key)))
            values[key] = self._value(self._number("I"))
        architecture = values.get("general.architecture")
        self._sane(isinstance(architecture, str) and bool(architecture), sentence("it does not name its architecture"))
        return Header(version, values, self._tensors(tensors, values))

    def _tensors(self, count: int, values: dict[str, Any]) -> tuple[Tensor, ...]:
        raw = [self._tensor() for _ in range(count)]
        alignment = values.get("general.alignment", 32)
        sound = isinstance(alignment, int) and 8 <= alignment <= 65_536 and alignment & (alignment - 1) == 0
        self._sane(sound, sentence("its alignment is {number}", number=repr(alignment)))
        base = -(-self._file.tell() // alignment) * alignment
        names: set[str] = set()
        tensors: list[Tensor] = []
        for name, sides, kind, offset in raw:
            self._sane(name not in names, sentence("it holds the tensor {name} twice", name=repr(name)))
            names.add(name)
            per_block, block_bytes = BLOCKS.get(kind, (0, 0))
            self._sane(
                per_block > 0,
                sentence("its tensor {name} has the unknown type {kind}", name=repr(name), kind=str(kind)),
            )
            self._sane(
                sides[0] % per_block == 0, sentence("its tensor {name} does not divide into blocks", name=repr(name))
            )
            size = math.prod(sides) // per_block * block_bytes
            self._sane(offset % alignment == 0, sentence("its tensor {name} is not aligned", name=repr(name)))
            self._sane(
                base + offset + size <= self._size,
                sentence(
                    "its tensor {name} would end at byte {end}, the file at {size}",
                    name=repr(name),
                    end=base + offset + size,
                    size=self._size,
                ),
            )
            tensors.append(Tensor(name, sides, kind, base + offset, size))
        ordered = sorted(tensors, key=lambda tensor: tensor.start)
        for before, after in itertools.pairwise(ordered):
            self._sane(
                before.start + before.size <= after.start,
                sentence("its tensor {name} overlaps another", name=repr(after.name)),
            )
        return tuple(tensors)

    def _tensor(self) -> tuple[str, tuple[int, ...], int, int]:
        name = self._text(MAX_KEY, keep=True)
        count = self._number("I")
        self._sane(1 <= count <= 4, sentence("its tensor {name} has {number} sides", name=repr(name), number=count))
        sides = tuple(self._number("Q") for _ in range(count))
        self._sane(
            all(0 < side <= MAX_SIDE for side in sides),
            sentence("its tensor {name} has the shape {sides}", name=repr(name), sides=str(sides)),
        )
        return name, sides, self._number("I"), self._number("Q")

    def _value(self, kind: int) -> Any:
        if kind in FIXED:
            return self._number(FIXED[kind])
        if kind == TEXT:
            return self._text(MAX_TEXT)
        self._sane(kind == ARRAY, sentence("a setting has the unknown type {kind}", kind=str(kind)))
        inner, count = self._number("I"), self._number("Q")
        self._sane(count <= MAX_ARRAY, sentence("a setting claims {number} entries", number=count))
        if inner in FIXED:
            self._skip(count * struct.calcsize("<" + FIXED[inner]))
        else:
            self._sane(inner == TEXT, sentence("a setting is a list of the unknown type {kind}", kind=str(inner)))
            for _ in range(count):
                self._text(MAX_TEXT)
        return count

    def _number(self, code: str) -> Any:
        return struct.unpack("<" + code, self._bytes(struct.calcsize("<" + code)))[0]

    def _text(self, limit: int, *, keep: bool = False) -> str:
        length = self._number("Q")
        if length > limit:
            raise self._broken(sentence("a text claims {number} bytes", number=length))
        if length > KEPT_TEXT and not keep:
            self._skip(length)
            return ""
        data = self._bytes(length)
        if not keep:
            return data.decode("utf-8", "replace")
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise self._broken(sentence("a name in it is not text")) from None

    def _skip(self, count: int) -> None:
        self._fits(count)
        self._file.seek(count, 1)

    def _bytes(self, count: int) -> bytes:
        self._fits(count)
        return self._file.read(count)

    def _fits(self, count: int) -> None:
        end = self._file.tell() + count
        self._sane(end <= self._size, CUT_SHORT)
        self._sane(end <= MAX_HEADER, TOO_LARGE)

    def _sane(self, sound: bool, what: Sentence) -> None:
        if not sound:
            raise self._broken(what)

    def _broken(self, what: Sentence) -> StudioError:
        return StudioError(
            sentence("{file} is damaged or incomplete: {what}.", file=self._path.name, what=what),
            sentence("Export the model again, or fetch the file again if it came from elsewhere."),
        )
