"""Asking the quantiser's process for work, and telling what became of each tensor.

The work itself is `quantiser`'s. llama.cpp falls back, tensor by tensor, where a row does not divide into the blocks of
the kind asked for; `fallbacks` reads from the finished file what it really did.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from studio.base import processes
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.gguf.card import open_gguf

Kind = Literal["F32", "F16", "Q8_0", "Q4_K_M"]

_FULL = ("No space left", "basic_ios::clear", "ios_base::clear")  # the C++ library says no more than that
_BLOCKS = {"Q8_0": 32, "Q4_K_M": 256}
_MEANT = {"Q8_0": ("Q8_0",), "Q4_K_M": ("Q4_K", "Q6_K")}


def quantise(
    source: Path, target: Path, kind: Kind, *, threads: int = 1, probe: list[str] | None = None
) -> list[list[int]]:
    """Quantise a GGUF and return the ids llama.cpp gives the probe's texts in the finished file."""
    order = {"source": str(source), "target": str(target), "kind": kind, "threads": threads}
    return _ask(order | {"load": str(target), "texts": probe or []})


def tokenise(path: Path, texts: list[str]) -> list[list[int]]:
    """The ids llama.cpp gives these texts, special tokens parsed and none added. The whole file is loaded."""
    return _ask({"load": str(path), "texts": texts})


def fallbacks(path: Path, kind: Kind) -> list[str]:
    """In plain words, what part of a quantised file is not of the kind asked for, and why."""
    if kind not in _MEANT:
        return []
    other: Counter[tuple[str, int]] = Counter()
    for tensor in open_gguf(path).tensors:
        got, columns = tensor.tensor_type.name, int(tensor.shape[0])
        if len(tensor.shape) > 1 and got not in _MEANT[kind]:
            other[got, columns] += 1
    return [
        sentence(
            "{number} tensors are {got}, not {kind}: rows of {columns} do not divide into blocks of {block}.",
            number=count,
            got=got,
            kind=kind,
            columns=columns,
            block=_BLOCKS[kind],
        )
        for (got, columns), count in sorted(other.items())
    ]


def _ask(order: dict[str, Any]) -> list[list[int]]:
    child = processes.start("quantise", title=sentence("The program that packs"), talk=True)
    stdin, stdout = child.process.stdin, child.process.stdout
    try:
        if stdin is None or stdout is None:
            raise RuntimeError("the quantiser was started without its pipes")
        with suppress(BrokenPipeError):  # it ended at once; its outcome says why
            stdin.write(json.dumps(order))
            stdin.close()
        lines = stdout.read().splitlines()
        outcome = child.wait()
    except BaseException:
        child.stop()
        raise
    answer: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    if "ids" in answer:
        ids: list[list[int]] = answer["ids"]
        return ids
    if outcome is not None and "error" not in answer:
        raise outcome.error()
    raise _failed(order, child.tail())


def _failed(order: dict[str, Any], said: str) -> StudioError:
    """llama.cpp's complaint as a sentence with a remedy."""
    if any(sign in said for sign in _FULL):
        return StudioError(
            sentence("The disk is full."),
            sentence("Free some space and export again; nothing else was changed."),
            "disk",
        )
    lines = said.splitlines()
    told = [line for line in lines if "error" in line.lower()] or [line for line in lines if "failed" in line]
    reason = told[0].rsplit("error loading model: ")[-1].strip() if told else ""
    name = Path(order["target"] if "target" in order else order["load"]).name.removesuffix(".partial")
    return StudioError(
        sentence("llama.cpp could not make or load {name}: {reason}.", name=name, reason=reason[:300])
        if reason
        else sentence("llama.cpp could not make or load {name}, and did not say why.", name=name),
        sentence("Check the base model's folder."),
    )
