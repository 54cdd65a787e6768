"""One tiny model and one engine for the whole module run: starting a child costs half a second."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.engine.client import Engine
from tests.engine.tiny_gguf import make_gguf


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_gguf(tmp_path_factory.mktemp("engine") / "tiny.gguf")


@pytest.fixture(scope="session")
def engine(model: Path) -> Iterator[Engine]:
    with Engine(model, context=512, slots=4, threads=2) as running:
        yield running


@pytest.fixture(scope="session")
def single(model: Path) -> Iterator[Engine]:
    """One slot and an F32 cache: nothing else in the batch, so results are the same to the last bit."""
    with Engine(model, context=512, slots=1, cache="f32") as running:
        yield running
