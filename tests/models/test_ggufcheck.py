"""Hostile, random and truncated GGUF files become sentences."""

from __future__ import annotations

import random
import struct
import time
from contextlib import suppress
from pathlib import Path

import gguf
import pytest
from hypothesis import HealthCheck, given, settings, strategies

from studio.base.errors import StudioError
from studio.models.ggufcheck import BLOCKS, check
from tests.engine.tiny_gguf import make_gguf


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_gguf(tmp_path_factory.mktemp("gguf") / "sound.gguf").read_bytes()


def refused(path: Path, data: bytes, match: str) -> None:
    path.write_bytes(data)
    with pytest.raises(StudioError, match=match) as caught:
        check(path)
    assert caught.value.hint


def text(value: bytes, length: int | None = None) -> bytes:
    return struct.pack("<Q", len(value) if length is None else length) + value


def header(*, version: int = 3, tensors: int = 0, pairs: int = 0, rest: bytes = b"") -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, tensors, pairs) + rest


NAMED = text(b"general.architecture") + struct.pack("<I", 8) + text(b"llama")


def test_a_sound_file_is_read(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.gguf"
    path.write_bytes(sound)
    found = check(path)
    assert found.values["general.architecture"] == "llama"
    assert found.values["tokenizer.ggml.tokens"] == 512
    assert len(found.tensors) == 3 + 2 * 9
    by_name = {tensor.name: tensor for tensor in found.tensors}
    for tensor in gguf.GGUFReader(path).tensors:
        mine = by_name[tensor.name]
        assert (mine.start, mine.size) == (tensor.data_offset, tensor.n_bytes)


def test_block_sizes_are_those_of_the_format() -> None:
    theirs = {int(kind): sizes for kind, sizes in gguf.GGML_QUANT_SIZES.items()}
    assert theirs == {kind: BLOCKS[kind] for kind in theirs}


def test_every_truncation_is_refused(sound: bytes, tmp_path: Path) -> None:
    for length in [*range(200), *range(200, len(sound), 997), len(sound) - 1]:
        refused(tmp_path / "cut.gguf", sound[:length], r"not a GGUF file|damaged or incomplete")


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    rng = random.Random(0)
    for _ in range(200):
        refused(tmp_path / "random.gguf", rng.randbytes(400), "not a GGUF file")
        refused(tmp_path / "random.gguf", b"GGUF" + struct.pack("<I", 3) + rng.randbytes(400), "claims")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=strategies.integers(0, 3000), value=strategies.binary(min_size=1, max_size=8))
def test_changed_bytes_never_do_more_than_be_refused(sound: bytes, tmp_path: Path, at: int, value: bytes) -> None:
    path = tmp_path / "changed.gguf"
    path.write_bytes(sound[:at] + value + sound[at + len(value) :])
    with suppress(StudioError):
        assert check(path).tensors is not None


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"", "not a GGUF"),
        (b"PK\x03\x04" * 20, "not a GGUF"),
        (header(version=1), "version 1"),
        (header(version=99), "version 99"),
        (header(tensors=1 << 60), "claims .* tensors"),
        (header(pairs=1 << 60), "claims .* settings"),
        (header(pairs=1, rest=text(b"a", 1 << 62)), "a text claims"),
        (header(pairs=1, rest=text(b"a") + struct.pack("<I", 77)), "unknown type 77"),
        (header(pairs=1, rest=text(b"a") + struct.pack("<IIQ", 9, 4, 1 << 61)), "claims .* entries"),
        (header(pairs=1, rest=text(b"a") + struct.pack("<IIQ", 9, 9, 1)), "list of the unknown type"),
        (header(pairs=1, rest=text(b"a") + struct.pack("<IIQ", 9, 8, 3_000_000)), "middle of its header"),
        (header(pairs=2, rest=NAMED + NAMED), "twice"),
        (header(pairs=1, rest=text(b"\xff\xfe") + struct.pack("<I", 8)), "not text"),
        (header(), "architecture"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<I", 9)), "9 sides"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQIQ", 1, 0, 0, 0)), "shape"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQIQ", 1, 8, 99, 0)), "type 99"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQIQ", 1, 33, 8, 0)), "blocks"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQIQ", 1, 8, 0, 1)), "aligned"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQIQ", 1, 8, 0, 1 << 63)), "would end"),
        (header(tensors=1, pairs=1, rest=NAMED + text(b"t") + struct.pack("<IQQIQ", 2, 1 << 39, 8, 0, 0)), "would end"),
    ],
)  # fmt: skip
def test_hostile_headers_are_refused(data: bytes, match: str, tmp_path: Path) -> None:
    refused(tmp_path / "hostile.gguf", data, match)


def test_overlapping_tensors_are_refused(tmp_path: Path) -> None:
    one = text(b"a") + struct.pack("<IQIQ", 1, 16, 0, 0)
    two = text(b"b") + struct.pack("<IQIQ", 1, 16, 0, 32)
    data = header(tensors=2, pairs=1, rest=NAMED + one + two)
    refused(tmp_path / "overlap.gguf", data + bytes(300), "overlaps")


def test_a_hostile_file_is_refused_quickly(tmp_path: Path) -> None:
    strings = b"".join(text(b"") for _ in range(1000)) * 200
    started = time.process_time()
    refused(
        tmp_path / "many.gguf",
        header(pairs=60_000, rest=text(b"a") + struct.pack("<IIQ", 9, 8, 3_999_999) + strings),
        "middle",
    )
    assert time.process_time() - started < 10


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="folder"):
        check(tmp_path)
    with pytest.raises(StudioError, match="no file"):
        check(tmp_path / "none.gguf")


@pytest.mark.parametrize(("name", "hint"), [("notes.gguf", "get it again"), ("notes.txt", "ends in .gguf")])
def test_what_to_do_fits_what_the_file_is_called(tmp_path: Path, name: str, hint: str) -> None:
    (tmp_path / name).write_text("hello, this is no model")
    with pytest.raises(StudioError) as told:
        check(tmp_path / name)
    assert hint in told.value.hint
