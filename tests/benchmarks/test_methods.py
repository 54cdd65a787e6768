"""Ways of teaching as they are written, and a study that goes on where it was stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.base.paths import sample
from studio.chat.session import Shared
from studio.conversations.encoder import load_encoder
from studio.models import library
from studio.procedure.file import load
from studio.weights.packing import Rows
from tests.bench.dialogues import FARE, LATER, NAMES, PARTY, TODAY, TRIP, YES, conversation
from tests.bench.dialogues import sample as sample_of
from tests.bench.scripted_engine import END, ScriptedEngine
from tests.benchmarks import methods

RECORDED = {"turns": 10, "correct": 4, "on_edge": {"turns": 5, "correct": 3}}
FIGURES = {"tokens": 1_000, "teaching_seconds": 9.0, "recorded": RECORDED}


def test_a_way_is_read_as_it_is_written() -> None:
    name, way = methods._way("hot:rate=2e-3,asides=4,method=lora")
    assert (name, way.rate, way.asides, way.method) == ("hot", 2e-3, 4, "lora")
    assert methods._way("plain:") == ("plain", methods.Way())


@pytest.mark.parametrize("told", ["hot:rate=fast", "hot:speed=9", "hot:method=magic"])
def test_what_is_no_way_is_refused(told: str) -> None:
    with pytest.raises(StudioError, match="not a way of teaching"):
        methods._way(told)


def test_what_was_measured_is_not_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one-0", "two-0"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "figures.json").write_text(json.dumps(FIGURES), "utf-8")
    flow = str(sample("hello"))
    assert methods.main([flow, "--out", str(tmp_path), "--way", "one:", "--way", "two:asides=0"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| two-0")]
    assert rows[-1] == "| two-0 | 1,000 | 9 s | - | - | - | - | - | - | 40.0% | 60.0% | - | - |"


def test_practice_is_written_for_as_many_tokens_as_are_taught(tmp_path: Path) -> None:
    procedure = load(sample("hello"))
    count = methods.written(procedure, methods.Way(asides=1), 60_000, 3, tmp_path / "rows")
    rows = Rows.read(tmp_path / "rows")
    assert 60_000 < len(rows.ids) < 90_000
    assert len(rows) >= count > 100
    encoder = load_encoder(library.base("starter").path)
    assert "hello" in encoder.decode([int(i) for i in rows.ids[:2_000]]).casefold()


def test_practice_without_the_trace_has_every_word_of_the_agent(tmp_path: Path) -> None:
    methods.written(load(sample("hello")), methods.Way(trace=False), 20_000, 3, tmp_path / "rows")
    rows = Rows.read(tmp_path / "rows")
    text = load_encoder(library.base("starter").path).decode([int(i) for i in rows.ids])
    assert "Agent:" in text
    assert "<think>" not in text
    assert set(rows.weights.tolist()) == {0.0, 1.0}


@pytest.mark.parametrize("trace", [True, False])
def test_words_are_judged_with_and_without_a_trace(trace: bool) -> None:
    travel = sample_of("travel_booking")
    said = [
        conversation(travel, "booked", TRIP, PARTY, FARE, YES, NAMES),
        conversation(travel, "later", TRIP, PARTY, FARE, LATER),
    ]

    def spoiled(message: str) -> str:
        return message.replace("Lovely.", "Ugly.")

    for spoil, right in ((lambda message: message, 1.0), (spoiled, 0.5)):
        shared = Shared(ScriptedEngine(said, spoil), travel, TODAY, END)  # type: ignore[arg-type]
        assert methods.in_words(said, shared, trace=trace) == {"exact_clean": right, "exact_overlays": 0.0}
