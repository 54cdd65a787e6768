"""What base models there are to choose from, and whether they fit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from studio import cli
from studio.base.devices import Computer, Gpu
from studio.models import library, offers
from studio.models.catalogue import catalogue
from studio.models.offers import Offer
from tests.engine.tiny_gguf import make_gguf
from tests.models.conftest import MakeFolder

GIGA = 2**30
PLAIN = Computer(
    system="Linux", processor="Test", cores=4, memory=16 * GIGA, memory_free=12 * GIGA, disk_free=500 * GIGA
)
CARD = PLAIN.model_copy(update={"gpus": (Gpu(name="Card", memory=24 * GIGA, free=23 * GIGA),)})


def named(found: tuple[Offer, ...], name: str) -> Offer:
    return next(offer for offer in found if offer.name == name)


def test_the_starter_is_always_there_and_fits() -> None:
    (starter,) = offers.on_disk(PLAIN)
    assert (starter.kind, starter.licence, starter.method) == ("starter", "cc-by-sa-4.0", "full")
    assert starter.fits and not starter.slow and not starter.problem
    assert starter.memory > starter.chat > starter.stored


def test_what_was_added_is_looked_at_anew(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder("mine")
    library.add(folder)
    library.add(make_gguf(tmp_path / "Writer.gguf"))
    assert [offer.kind for offer in offers.on_disk(PLAIN)] == ["starter", "folder", "gguf"]
    writer = named(offers.on_disk(PLAIN), "writer")
    assert (writer.use, writer.stored) == ("write", (tmp_path / "Writer.gguf").stat().st_size)
    shutil.rmtree(folder)
    (tmp_path / "Writer.gguf").write_bytes(b"GGUF")
    gone = offers.on_disk(PLAIN)
    assert "no folder" in named(gone, "mine").problem and named(gone, "mine").remedy
    assert "damaged" in named(gone, "writer").problem
    assert not named(gone, "mine").fits


def test_large_ones_fit_a_graphics_card_and_not_a_processor() -> None:
    alone, card = offers.known(PLAIN), offers.known(CARD)
    assert len(alone) == len(catalogue())
    large = named(alone, "Llama 3.1 8B")
    assert not large.fits and large.why
    assert named(card, "Llama 3.1 8B").fits
    assert named(card, "Llama 3.1 8B").method == "qlora"
    assert not named(card, "Llama 3.1 8B").why
    assert [offer.fits for offer in alone] == sorted((offer.fits for offer in alone), reverse=True)  # the small ones
    assert alone[0].fits


def test_slow_is_another_reason_than_large() -> None:
    slow = named(offers.known(PLAIN), "SmolLM2 1.7B")
    assert slow.slow and "too slowly" in slow.why
    tight = PLAIN.model_copy(update={"memory_free": 2 * GIGA})
    large = named(offers.known(tight), "Llama 3.1 8B")
    assert not large.slow and "memory" in large.why


def test_the_commands_say_the_same(make_folder: MakeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    library.add(make_folder("mine"))
    assert cli.main(["models", "list", "--json"]) == 0
    listed = [Offer.model_validate(entry) for entry in json.loads(capsys.readouterr().out)]
    assert [offer.name for offer in listed] == ["starter", "mine"]
    assert cli.main(["models", "known", "--json"]) == 0
    known = [Offer.model_validate(entry["offer"]) for entry in json.loads(capsys.readouterr().out)]
    assert {offer.kind for offer in known} == {"known"}
    assert cli.main(["models", "list"]) == 0
    out = capsys.readouterr().out
    assert "cc-by-sa-4.0" in out and "(fits)" in out
