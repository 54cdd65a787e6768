"""The catalogue's dimensions against the published parameter counts, and what is computed from them."""

from __future__ import annotations

import pytest

from studio.base.devices import Computer, Gpu
from studio.base.errors import StudioError
from studio.models.catalogue import catalogue, known
from studio.models.fits import chat_bytes, file_bytes, fits, teaching_bytes

GIGA = 2**30
PUBLISHED = {
    "SmolLM2 135M": 134_515_008,
    "Qwen2.5 0.5B": 494_032_768,
    "Qwen2.5 7B": 7_615_616_512,
    "Qwen3 0.6B": 596_049_920,
    "Qwen3 8B": 8_190_735_360,
    "Llama 3.2 1B": 1_235_814_400,
    "Llama 3.1 8B": 8_030_261_248,
    "Mistral 7B v0.3": 7_248_023_552,
    "Gemma 2 2B": 2_614_341_888,
    "Gemma 3 1B": 999_885_952,
    "Phi-3.5 mini": 3_821_079_552,
}


def computer(*, memory: float, card: float = 0.0, disk: float = 500) -> Computer:
    gpus = (Gpu(name="card", memory=int(card * GIGA), free=int(card * GIGA)),) if card else ()
    size = int(memory * GIGA)
    return Computer(
        system="Linux", processor="some", cores=2, memory=size, memory_free=size, disk_free=int(disk * GIGA), gpus=gpus
    )


@pytest.mark.parametrize("name", PUBLISHED)
def test_parameters_follow_from_the_dimensions(name: str) -> None:
    assert known(name).shape.parameters == PUBLISHED[name]


def test_every_entry_is_whole_and_sizes_are_ordered() -> None:
    entries = catalogue()
    assert len(entries) >= 19
    assert len({entry.repository for entry in entries}) == len(entries)
    for entry in entries:
        assert entry.teaching("qlora") < entry.teaching("lora") < entry.teaching("full")
        assert entry.chat("Q4_K_M") < entry.chat("Q8_0") < entry.download_bytes + entry.shape.cache_bytes(4096) + GIGA


def test_known_by_any_case_and_by_repository() -> None:
    assert known("qwen3 0.6b") is known("Qwen/Qwen3-0.6B")
    with pytest.raises(StudioError, match="GPT-9") as caught:
        known("GPT-9")
    assert "SmolLM2 135M" in caught.value.hint


def test_sizes_of_an_eight_billion_model_are_the_familiar_ones() -> None:
    shape = known("Llama 3.1 8B").shape
    assert file_bytes(shape, "Q8_0") / GIGA == pytest.approx(7.95, abs=0.1)
    assert file_bytes(shape, "Q4_K_M") / GIGA == pytest.approx(4.58, abs=0.15)
    assert shape.cache_bytes(4096) == 512 << 20
    assert shape.adapter(16) == 41_943_040, "the familiar count for rank 16 on all linear layers"
    assert chat_bytes(shape, "Q8_0") < 10 * GIGA
    assert 8 * GIGA < teaching_bytes(shape, "qlora") < 14 * GIGA


def test_what_fits_and_why_not() -> None:
    small = known("SmolLM2 135M").shape
    large = known("Llama 3.1 8B").shape
    assert all(fit.fits for fit in fits(small, computer(memory=16)))
    on_card = {fit.method: fit for fit in fits(large, computer(memory=32, card=16))}
    assert on_card["qlora"].fits
    assert on_card["qlora"].device == "cuda"
    assert not on_card["full"].fits
    assert "graphics card has 16.0 GB free" in on_card["full"].why
    crowded = fits(small, computer(memory=16, disk=0.1))
    assert all("disk" in fit.why for fit in crowded)


def test_more_cores_take_fewer_minutes() -> None:
    shape = known("SmolLM2 135M").shape
    two = fits(shape, computer(memory=16))[2].minutes
    four = fits(shape, computer(memory=16).model_copy(update={"cores": 4}))[2].minutes
    assert four == pytest.approx(two / 2)
