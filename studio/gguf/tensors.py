"""Reading the weights of a Hugging Face folder: safetensors, whole or in shards, one tensor at a time as float32.

The safetensors header is read here rather than through a framework because numpy has no bfloat16 and this package
must not import torch; it is also where a broken or hostile file is refused. What the tensors mean is `families`'.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError
from studio.base.sentences import sentence

Array = npt.NDArray[np.float32]

_LARGEST_HEADER = 100 * 1024 * 1024
_WIDTH = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2}


class Entry(NamedTuple):
    """Where one tensor stands: its file, its stored type, its shape and its first byte in the file."""

    file: Path
    dtype: str
    shape: tuple[int, ...]
    offset: int


class Weights:
    """The tensors of one folder by name. Nothing is read until `read` is called."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self._entries = entries

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def shape(self, name: str) -> tuple[int, ...]:
        return self._entries[name].shape

    def dtype(self, name: str) -> str:
        return self._entries[name].dtype

    def read(self, name: str) -> Array:
        """One tensor as float32 (exact for F32, F16 and BF16)."""
        entry = self._entries[name]
        count = math.prod(entry.shape)
        stored = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}[entry.dtype]
        raw: npt.NDArray[Any] = np.fromfile(entry.file, dtype=stored, count=count, offset=entry.offset)
        if raw.size != count:
            raise _broken(entry.file)
        if entry.dtype == "BF16":
            raw = (raw.astype(np.uint32) << 16).view(np.float32)
        return raw.astype(np.float32, copy=False).reshape(entry.shape)


def open_weights(folder: Path, *, stem: str = "model") -> Weights:
    """Every tensor of `folder`/`stem`.safetensors or of the shards its index lists.

    Raises StudioError where there are none, where only pickles are, or where a file is broken."""
    index = folder / f"{stem}.safetensors.index.json"
    single = folder / f"{stem}.safetensors"
    if single.is_file():
        files = [single]
    elif index.is_file():
        files = sorted({folder / Path(name).name for name in _weight_map(index).values()})
    else:
        raise _no_weights(folder)
    entries: dict[str, Entry] = {}
    for file in files:
        if not file.is_file():
            raise StudioError(
                sentence("{folder} lacks its part {file}.", folder=folder.name, file=file.name),
                sentence("Copy the whole folder again."),
            )
        entries |= _entries(file)
    return Weights(entries)


def _weight_map(index: Path) -> dict[str, str]:
    try:
        found = json.loads(index.read_text(encoding="utf-8"))["weight_map"]
        return {str(name): str(file) for name, file in found.items()}
    except (ValueError, KeyError, AttributeError, OSError) as error:
        raise _broken(index) from error


def _no_weights(folder: Path) -> StudioError:
    if any(folder.glob("*.bin")) or any(folder.glob("*.pt")):
        return StudioError(
            sentence("{folder} holds its weights as pickles, which can run code when opened.", folder=folder.name),
            sentence("Use the safetensors version of this model."),
        )
    return StudioError(
        sentence("{folder} has no weights.", folder=folder.name),
        sentence("Choose a folder with a model.safetensors file."),
    )


def _entries(file: Path) -> dict[str, Entry]:
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if size < 8 or length > min(_LARGEST_HEADER, size - 8):
            raise _broken(file)
        try:
            header = json.loads(stream.read(length))
        except ValueError as error:
            raise _broken(file) from error
    if not isinstance(header, dict):
        raise _broken(file)
    start = 8 + length
    return {
        name: _entry(file, start, size, name, described) for name, described in header.items() if name != "__metadata__"
    }


def _entry(file: Path, start: int, size: int, name: str, described: Any) -> Entry:
    try:
        dtype = str(described["dtype"])
        shape = tuple(int(length) for length in described["shape"])
        first, last = (int(offset) for offset in described["data_offsets"])
    except (TypeError, KeyError, ValueError) as error:
        raise _broken(file) from error
    if dtype not in _WIDTH:
        raise StudioError(
            sentence("{name} is stored as {dtype}, so this is a quantised model.", name=name, dtype=str(dtype)),
            sentence("Use the model's full-precision weights (float32, float16 or bfloat16)."),
        )
    fits = 0 <= first <= last <= size - start and last - first == math.prod(shape) * _WIDTH[dtype]
    if not fits or min(shape, default=1) < 0:
        raise _broken(file)
    return Entry(file, dtype, shape, start + first)


def _broken(file: Path) -> StudioError:
    return StudioError(
        sentence("{file} is broken or was cut short.", file=file.name), sentence("Copy or download it again.")
    )
