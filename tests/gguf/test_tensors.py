"""Weights are read exactly without torch, and broken or hostile files are refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from studio.base.errors import StudioError
from studio.gguf.tensors import open_weights


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16, torch.float64])
def test_every_stored_type_is_read_exactly(dtype: torch.dtype, tmp_path: Path) -> None:
    tensor = (torch.randn(7, 5) * 100).to(torch.bfloat16).to(dtype)
    save_file({"a": torch.ones(3), "b": tensor}, tmp_path / "model.safetensors")
    weights = open_weights(tmp_path)
    assert set(weights) == {"a", "b"}
    assert np.array_equal(weights.read("b"), tensor.float().numpy())


def header(path: Path, described: object, size: int = 0) -> None:
    raw = json.dumps(described).encode()
    path.write_bytes(len(raw).to_bytes(8, "little") + raw + bytes(size))


HOSTILE = [
    {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 80]}},
    {"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}},
    {"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}},
    {"a": {"dtype": "F32", "shape": ["x"], "data_offsets": [0, 8]}},
    {"a": 5},
    [1, 2],
]


@pytest.mark.parametrize("described", HOSTILE)
def test_hostile_headers_are_refused(described: object, tmp_path: Path) -> None:
    header(tmp_path / "model.safetensors", described, 8)
    with pytest.raises(StudioError, match="broken or was cut short"):
        open_weights(tmp_path)


@pytest.mark.parametrize("content", [b"", b"1234", (1 << 60).to_bytes(8, "little") + b"{}", b"\x02" + bytes(7) + b"{["])
def test_files_that_are_no_safetensors_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(StudioError, match="broken or was cut short"):
        open_weights(tmp_path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    save_file({"a": torch.ones(300)}, tmp_path / "model.safetensors")
    whole = (tmp_path / "model.safetensors").read_bytes()
    (tmp_path / "model.safetensors").write_bytes(whole[:-100])
    with pytest.raises(StudioError, match="cut short"):
        open_weights(tmp_path)


def test_folders_without_safe_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="has no weights"):
        open_weights(tmp_path)
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(StudioError, match="pickles"):
        open_weights(tmp_path)


def test_a_missing_shard_is_told(tmp_path: Path) -> None:
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors"}}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(StudioError, match="lacks its part model-00001"):
        open_weights(tmp_path)


def test_quantised_tensors_are_refused(tmp_path: Path) -> None:
    save_file({"a": torch.ones(3, dtype=torch.int8)}, tmp_path / "model.safetensors")
    with pytest.raises(StudioError, match="quantised"):
        open_weights(tmp_path)
