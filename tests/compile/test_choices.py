"""What is chosen before a compile, and that it is known again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.base import paths
from studio.compile import choices
from studio.compile.choices import Choices
from studio.compile.order import Order

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


def test_plain_choices_make_the_order_that_the_command_line_always_made() -> None:
    made = Choices().order(Path("base"), "hash", DAY)
    assert made == Order(base_folder=Path("base"), base_hash="hash", today=DAY)
    assert made.key("p") == Order(base_folder=Path("base"), base_hash="hash", today=DAY).key("p")


def test_every_choice_reaches_the_order() -> None:
    chosen = Choices(
        base="b", budget="quick", seconds=90, method="lora", rank=8, rate=1e-4, kind="F16", writer="w", seed=3
    )
    made = chosen.order(Path("base"), "hash", DAY)
    assert {name: getattr(made, name) for name in Choices.model_fields} == chosen.model_dump()
    assert not chosen.is_plain
    assert Choices(base="other", budget="thorough").is_plain


def test_the_last_choice_is_known_again_for_each_procedure() -> None:
    assert choices.recall("/a.flow.json") is None
    choices.remember("/a.flow.json", Choices(budget="quick", rank=16))
    choices.remember("/b.flow.json", Choices(base="mine"))
    choices.remember("/a.flow.json", Choices(budget="thorough"))
    assert choices.recall("/a.flow.json") == Choices(budget="thorough")
    assert choices.recall("/b.flow.json") == Choices(base="mine")


def test_only_so_many_are_kept_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "KEPT", 2)
    for name in "abc":
        choices.remember(name, Choices(seed=ord(name)))
    assert choices.recall("a") is None
    assert choices.recall("c") == Choices(seed=ord("c"))


@pytest.mark.parametrize("broken", ["nonsense", "[1]", '{"a": {"rank": "many"}}'])
def test_what_cannot_be_read_is_asked_again(broken: str) -> None:
    paths.data().mkdir(parents=True)
    (paths.data() / choices.FILE).write_text(broken)
    assert choices.recall("a") is None
    choices.remember("a", Choices(rank=4))
    assert choices.recall("a") == Choices(rank=4)
