"""What the starter's measuring asks, and what it counts as right."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace

import annotated
import card
import measure
import pytest
import tokenizer as bpe
import torch
from measure import Reader, Score, probes
from transformers import PreTrainedTokenizerFast

from studio.base import paths
from studio.procedure.trace import Move, Trace


class Oracle(Reader):
    """A reader whose model knows the text, except for tokens it is told to miss."""

    def __init__(self, folder: Path, text: str, missed: str = "") -> None:
        self.tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        self.missed = set(self.encode(missed)) if missed else set()
        self.known = self.encode(text)

    def model(self, ids: torch.Tensor) -> SimpleNamespace:  # type: ignore[override]
        logits = torch.zeros(1, ids.shape[1], 400)
        for place, token in enumerate(self.known[1:]):
            logits[0, place, token] = -1.0 if token in self.missed else 1.0
        return SimpleNamespace(logits=logits)


@pytest.fixture
def told() -> tuple[list[list[str]], annotated.Namer]:
    """Two exchanges with a value, a decision and a wrong-looking line."""
    names = annotated.Namer(random.Random(1))
    names.decisions["confirm", "x"] = ("confirmed", "yes", "no")
    first = Trace(at="ask_city", fields=(("city", "New York"),), moves=(Move("ask_ok"),)).text()
    second = Trace(at="ask_ok", moves=(Move("confirmed", "no"), Move("end"))).text()
    return [["user", "New York"], ["agent", f"{first}Sure?"], ["user", "nope"], ["agent", f"{second}Bye."]], names


@pytest.fixture
def folder(tmp_path: Path, told: tuple[list[list[str]], annotated.Namer]) -> Path:
    bpe.save(bpe.train([line[1] for line in told[0]] * 3, 330), tmp_path, 256)
    return tmp_path


def test_every_hearing_value_and_decision_is_asked(told: tuple[list[list[str]], annotated.Namer]) -> None:
    text, found = probes(*told)
    assert [(p.what, p.wanted, p.other, text[p.begin : p.end]) for p in found] == [
        ("heard", "answer", "", " answer\n"),
        ("value", "New York", "", " New York\n"),
        ("heard", "answer", "", " answer\n"),
        ("decision", "no", "yes", " no\n"),
    ]


def test_one_who_knows_is_right_and_one_who_misses_is_not(
    told: tuple[list[list[str]], annotated.Namer], folder: Path
) -> None:
    text, found = probes(*told)
    assert all(right for _, right in Oracle(folder, text).judge(text, found))
    wrong = {probe.what for probe, right in Oracle(folder, text, " York").judge(text, found) if not right}
    assert wrong == {"value"}
    wrong = {probe.what for probe, right in Oracle(folder, text, " no").judge(text, found) if not right}
    assert "decision" in wrong


def test_the_card_holds_counts_sources_and_command() -> None:
    score = Score()
    for right in (True, True, False):
        score.count("decision", right)
    shape = {"width": 256, "inner": 768, "layers": 6, "vocab": 8192, "heads": 4, "context": 8192, "theta": 50000.0}
    log = card.log_table(["step 10 tokens 1.00M loss 5.1 900/s 1%", "noise"])
    note = {"tokens": 2e6, "step": 10, "seconds": 60.0, "machine": "a test", "log": log}
    written = card.write(shape, note, score.table() | {"part": "test"})
    assert written.startswith("---\nlicense: cc-by-sa-4.0")
    for expected in (
        "7.2 million",
        "| decision | 66.7% | 2 of 3 |",
        "| 10 | 1.00M | 5.1 |",
        "MedQuAD",
        "build.py --work",
    ):
        assert expected in written


def test_test_dialogues_are_told_without_inventions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [
        {"who": "user", "text": "To Porto", "acts": [["T", "INFORM", "city", ["Porto"]]]},
        {"who": "agent", "text": "When?", "acts": [["T", "REQUEST", "date", []]]},
    ]
    rows = [{"split": split, "turns": turns} for split in ("train", "test", "test")]
    monkeypatch.setattr(measure, "read", lambda path: iter(rows))
    dialogues = list(measure.told(tmp_path, "test", 5))
    assert len(dialogues) == 2
    assert [line[0] for line in dialogues[0][0]] == ["user", "agent", "user", "agent"]


def test_the_starter_in_the_box_names_its_sources() -> None:
    kept = (paths.starter() / "ATTRIBUTION.txt").read_text("utf-8")
    assert kept == card.attribution()
    assert len(kept.splitlines()) == len(card.SOURCES) + 1
