"""Sound folders are described, all others refused with a remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from studio.base.errors import StudioError
from studio.models.folder import describe
from studio.models.shapes import FAMILIES
from tests.models.conftest import MakeFolder


def refused(folder: Path, match: str) -> None:
    with pytest.raises(StudioError, match=match) as caught:
        describe(folder)
    assert caught.value.hint


def change(folder: Path, **changes: Any) -> None:
    file = folder / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


@pytest.mark.parametrize("architecture", FAMILIES)
@pytest.mark.parametrize("shards", [1, 3])
def test_every_family_is_described(make_folder: MakeFolder, architecture: str, shards: int) -> None:
    found = describe(make_folder(shards=shards, architecture=architecture))
    assert found.dtype == "F16"
    assert found.licence == "apache-2.0"
    assert found.weight_bytes >= 2 * found.parameters
    assert found.notes == ()


def test_tied_families_need_no_output_matrix_and_others_do(make_folder: MakeFolder) -> None:
    untied = make_folder("untied", tie_word_embeddings=False)
    assert describe(untied).parameters == describe(make_folder("tied")).parameters + 64 * 32
    change(make_folder("lacking"), tie_word_embeddings=False)
    refused(untied.parent / "lacking", r"1 tensors are missing .* lm_head\.weight")


def test_the_hash_is_stable_and_tells_bases_apart(make_folder: MakeFolder) -> None:
    first, second = make_folder("first"), make_folder("second")
    assert describe(first).hash == describe(second).hash
    weights = load_file(second / "model.safetensors")
    weights["model.norm.weight"] = weights["model.norm.weight"] + np.float16(1)
    save_file(weights, second / "model.safetensors")
    changed = describe(second).hash
    assert changed != describe(first).hash
    (second / "tokenizer.json").write_text('{"version": "1.0"}')
    assert describe(second).hash != changed


def test_pickles_are_refused_and_beside_safetensors_ignored(make_folder: MakeFolder) -> None:
    folder = make_folder()
    (folder / "training_args.bin").write_bytes(b"\x80\x04")
    assert "Pickle" in describe(folder).notes[0]
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    refused(folder, "pickles")


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json"])
def test_remote_code_is_refused(make_folder: MakeFolder, name: str) -> None:
    folder = make_folder()
    file = folder / name
    data = json.loads(file.read_text()) if file.exists() else {}
    file.write_text(json.dumps({**data, "auto_map": {"AutoConfig": "evil.Config"}}))
    refused(folder, "auto_map")


def test_missing_weights_are_refused(make_folder: MakeFolder) -> None:
    folder = make_folder("single")
    (folder / "model.safetensors").unlink()
    refused(folder, "no weights")
    sharded = make_folder("sharded", shards=3)
    (sharded / "model-00002-of-00003.safetensors").unlink()
    refused(sharded, "1 of the 3 weight files are missing")


def test_an_index_may_not_leave_its_folder(make_folder: MakeFolder) -> None:
    folder = make_folder(shards=2)
    (folder / "model.safetensors.index.json").write_text('{"weight_map": {"a": "../../secret.safetensors"}}')
    refused(folder, "outside")


def test_shapes_that_do_not_match_are_refused(make_folder: MakeFolder) -> None:
    folder = make_folder()
    change(folder, intermediate_size=64)
    refused(folder, r"gate_proj.*\[48, 32\].*\[64, 32\]")


def test_truncated_and_odd_weights_are_refused(make_folder: MakeFolder) -> None:
    folder = make_folder()
    file = folder / "model.safetensors"
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    refused(folder, "damaged or incomplete")
    file.write_bytes(b"\xff" * 64)
    refused(folder, "damaged or incomplete")
    file.write_bytes(b"")
    refused(folder, "damaged or incomplete")


def test_integer_weights_are_refused(make_folder: MakeFolder) -> None:
    folder = make_folder()
    weights = load_file(folder / "model.safetensors")
    weights["model.norm.weight"] = np.ones(32, dtype=np.int8)
    save_file(weights, folder / "model.safetensors")
    refused(folder, "stored as I8")


def test_quantised_and_unknown_kinds_are_refused(make_folder: MakeFolder) -> None:
    folder = make_folder("quantised")
    change(folder, quantization_config={"quant_method": "gptq"})
    refused(folder, "already quantised")
    refused(make_folder("bert", architecture="BertForMaskedLM"), "BertForMaskedLM")


@pytest.mark.parametrize(
    ("text", "match"),
    [("{", "not valid JSON"), ("[]", "JSON object"), ('{"architectures": "x"}', "cannot teach")],
)
def test_broken_configurations_are_refused(make_folder: MakeFolder, text: str, match: str) -> None:
    folder = make_folder()
    (folder / "config.json").write_text(text)
    refused(folder, match)


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"hidden_size": None}, "cannot be"),
        ({"num_attention_heads": 0}, "cannot be"),
        ({"vocab_size": 1 << 40}, "cannot be"),
    ],
)
def test_impossible_dimensions_are_refused(make_folder: MakeFolder, changes: dict[str, Any], match: str) -> None:
    folder = make_folder()
    change(folder, **changes)
    refused(folder, match)


def test_missing_pieces_are_named(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder()
    (folder / "tokenizer.json").unlink()
    refused(folder, "no tokenizer")
    (folder / "config.json").unlink()
    refused(folder, r"no config\.json")
    refused(tmp_path / "nowhere", "no folder")
