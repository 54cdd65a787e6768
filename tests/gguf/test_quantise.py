"""The quantiser's process: what it cannot do becomes a sentence with a remedy."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.gguf import quantiser
from studio.gguf.quantise import quantise, tokenise
from tests.gguf.conftest import Made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_told(made: Callable[[str], Made]) -> None:
    with pytest.raises(StudioError, match="disk is full"):
        quantise(made("starter").export("F32"), Path("/dev/full"), "Q8_0")


def test_a_file_that_is_no_gguf_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(StudioError, match=r"could not make or load x\.gguf: .+"):
        tokenise(tmp_path / "x.gguf", ["hello"])


def test_an_order_is_answered_in_one_line(made: Callable[[str], Made], tmp_path: Path) -> None:
    order = {"load": str(tmp_path / "missing.gguf"), "texts": ["a"]}
    out = io.StringIO()
    assert quantiser.main(io.StringIO(json.dumps(order)), out) == 1
    assert json.loads(out.getvalue()) == {"error": "llama.cpp did not load the file"}
