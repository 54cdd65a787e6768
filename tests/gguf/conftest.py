"""A child process with plain llama.cpp, and random models exported once for the tests of this folder."""

from __future__ import annotations

import functools
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")

Ask = Callable[..., list[Any]]


@pytest.fixture(scope="session")
def llama() -> Iterator[Ask]:
    """Call methods of `llama_child.Loaded` on a GGUF: llama(path, ("tokenize", text), ("facts",), adapter=...)."""
    command = [sys.executable, str(Path(__file__).with_name("llama_child.py"))]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdin
    assert child.stdout

    def ask(path: Path, *calls: tuple[Any, ...], adapter: Path | str = "", only_words: bool = False) -> list[Any]:
        request = {"path": str(path), "calls": calls, "adapter": str(adapter), "only_words": only_words}
        pickle.dump(request, child.stdin)
        child.stdin.flush()
        state, reply = pickle.load(child.stdout)
        if state == "bad":
            raise RuntimeError(reply)
        return list(reply)

    yield ask
    child.stdin.close()
    child.wait(timeout=20)


class Made(NamedTuple):
    """A random model as a folder, what transformers says of 1,000 positions of text, and its exported files."""

    folder: Path
    ids: list[int]
    expected: np.ndarray
    sure: float
    export: Callable[[str], Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Made]:
    """The random model of a family by name, made once."""
    import torch

    from studio.conversations.encoder import load_encoder
    from studio.gguf.card import Card
    from studio.gguf.export import export
    from tests.gguf import small_models, small_tokenizers

    torch.set_num_threads(1)

    @functools.cache
    def make(name: str) -> Made:
        folder = tmp_path_factory.mktemp(name)
        small_tokenizers.save_tokenizer(small_models.FAMILIES[name].tokenizer, folder)
        encoder = load_encoder(folder)
        ids = encoder.encode(encoder.bos + small_tokenizers.real_text())[:1000]
        model = small_models.random_model(name)
        sure = small_models.make_sure(model, ids)
        small_models.save_folder(model, name, folder)

        @functools.cache
        def exported(kind: str) -> Path:
            return export(folder, folder / f"model-{kind}.gguf", kind=kind, card=Card(name=name))

        return Made(folder, ids, small_models.probabilities(model, ids), sure, exported)

    return make
