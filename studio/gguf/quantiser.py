"""The child process that quantises a GGUF and proves that llama.cpp loads and tokenises it.

It reads one JSON order from standard input and answers with one JSON line on standard output; llama.cpp's own words
go to standard error. It is a process of its own because llama_cpp must not live in the studio's, and because llama.cpp
ends the process it runs in when something is badly wrong.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from typing import Any, TextIO

TYPES = {"F16": "LLAMA_FTYPE_MOSTLY_F16", "Q8_0": "LLAMA_FTYPE_MOSTLY_Q8_0", "Q4_K_M": "LLAMA_FTYPE_MOSTLY_Q4_K_M"}


def quantise(source: str, target: str, kind: str, threads: int) -> None:
    """Write `target` from `source`. Raises RuntimeError when llama.cpp refuses."""
    import llama_cpp

    settings = llama_cpp.llama_model_quantize_default_params()
    settings.ftype = getattr(llama_cpp, TYPES[kind])
    settings.nthread = threads
    if llama_cpp.llama_model_quantize(os.fsencode(source), os.fsencode(target), ctypes.byref(settings)) != 0:
        raise RuntimeError("llama.cpp did not quantise the file")


def tokenise(path: str, texts: list[str]) -> list[list[int]]:
    """Load the whole file and return the ids of each text, special tokens parsed and none added."""
    import llama_cpp

    settings = llama_cpp.llama_model_default_params()
    settings.n_gpu_layers = 0
    settings.use_extra_bufts = False
    model = llama_cpp.llama_model_load_from_file(os.fsencode(path), settings)
    if not model:
        raise RuntimeError("llama.cpp did not load the file")
    vocabulary = llama_cpp.llama_model_get_vocab(model)
    answer = []
    for text in texts:
        raw = text.encode("utf-8")
        room = (llama_cpp.llama_token * (len(raw) + 16))()
        count = llama_cpp.llama_tokenize(vocabulary, raw, len(raw), room, len(room), False, True)
        answer.append([int(token) for token in room[: max(count, 0)]])
    llama_cpp.llama_model_free(model)
    return answer


def obey(order: dict[str, Any]) -> dict[str, Any]:
    """Carry out one order: {"source", "target", "kind", "threads"} and/or {"load", "texts"}."""
    answer: dict[str, Any] = {}
    try:
        if "source" in order:
            quantise(order["source"], order["target"], order["kind"], order.get("threads", 1))
        if "load" in order:
            answer["ids"] = tokenise(order["load"], order["texts"])
    except (RuntimeError, OSError) as error:
        answer["error"] = str(error)
    return answer


def main(stdin: TextIO = sys.stdin, stdout: TextIO = sys.stdout) -> int:
    answer = obey(json.load(stdin))
    stdout.write(json.dumps(answer) + "\n")
    stdout.flush()
    return 1 if "error" in answer else 0


if __name__ == "__main__":
    sys.exit(main())
