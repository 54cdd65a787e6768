"""Every way of failing has plain words, a next step, and details to copy."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from studio.base import paths
from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder
from studio.compile import launch
from studio.compile.failures import failure, smaller
from studio.compile.order import Order, refuse_moved
from studio.compile.progress import Ending
from studio.procedure.file import load

JARGON = ("cuda", "checkpoint", "token", "lora", "gpu", "oom", "batch", "exit code", "sig")


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    order = Order(base_folder=paths.starter(), today=date(2026, 3, 2))
    made = launch.prepare(load(paths.sample("hello")), order, tmp_path / "run")
    (made.path / "recipe.json").write_text(json.dumps({"part": 16384, "batch": 16384}))
    made.log.write_text("the log's last words")
    return made


def failed(cause: str = "", message: str = "Something.", hint: str = "Do something.") -> Ending:
    return Ending("failed", message=message, hint=hint, cause=cause)


@pytest.mark.parametrize(
    ("cause", "words", "first"),
    [
        ("gpu_memory", "graphics card has too little memory", "smaller"),
        ("memory", "ran out of memory", "smaller"),
        ("killed", "most likely because the memory ran out", "smaller"),
        ("disk", "disk is full", "room"),
        ("base", "no longer where it was", "again"),
        ("driver", "driver is too old", "again"),
        ("outside", "ended from outside", "again"),
        ("crash", "crashed", "again"),
        ("processor", "crashed", "again"),
        ("library", "crashed", "again"),
        ("fault", "mistake of its own", "report"),
        ("", "Something.", "again"),
        ("unheard-of", "Something.", "again"),
    ],
)
def test_plain_words_and_a_next_step(run: RunFolder, cause: str, words: str, first: str) -> None:
    told = failure(run, failed(cause))
    assert words in told.message
    assert told.remedies[0] == first
    assert told.hint
    if cause:
        assert not any(word in f"{told.message} {told.hint}".casefold() for word in JARGON)


def test_the_details_hold_what_was_said_and_the_log(run: RunFolder) -> None:
    told = failure(run, failed("gpu_memory", "CUDA out of memory on device 0."))
    for words in ("CUDA out of memory on device 0.", "cause: gpu_memory", "the log's last words", str(run.path)):
        assert words in told.details


def test_a_cancel_is_no_failure(run: RunFolder) -> None:
    told = failure(run, Ending("cancelled", message="The teaching was cancelled."))
    assert told.message == "You cancelled this compile."
    assert told.remedies == ("again",)


def test_a_smaller_setting_is_half_until_it_gains_nothing(run: RunFolder) -> None:
    parts = []
    while (order := smaller(run)) is not None:
        assert order.part is not None
        parts.append(order.part)
        order.save(run.path)
    assert parts == [8192, 4096, 2048, 1024, 512, 256]
    assert failure(run, failed("gpu_memory")).remedies == ("again", "choose")


def test_a_smaller_setting_is_the_same_compile(run: RunFolder) -> None:
    order = smaller(run)
    assert order is not None
    assert order.key("hash") == Order.load(run.path).key("hash")


def test_nothing_smaller_is_offered_before_anything_is_known(run: RunFolder) -> None:
    (run.path / "recipe.json").unlink()
    assert smaller(run) is None


def test_a_base_that_moved_is_refused_with_its_cause(tmp_path: Path) -> None:
    refuse_moved(Order(base_folder=paths.starter(), today=date(2026, 3, 2)))
    with pytest.raises(StudioError, match="no longer in") as caught:
        refuse_moved(Order(base="mine", base_folder=tmp_path / "gone", today=date(2026, 3, 2)))
    assert caught.value.cause == "base"
