"""`studio replay` answers in words or JSON, and says what is wrong with its input in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio import cli
from studio.base.runfolder import create
from studio.bench.replay import Replayed
from studio.bench.replay_commands import likeness
from studio.chat.session import Shared
from studio.conversations.dataset import write_conversations
from studio.conversations.record import Conversation, Turn
from studio.procedure import file
from tests.bench.recordings import asked, shared
from tests.bench.test_replay import gold
from tests.procedure.small_charts import trip

CASE = {
    "id": "a",
    "turns": [
        {"who": "agent", "step": "greet"},
        {"who": "user", "text": "Rome, 3 May"},
        {"who": "agent", "step": "ask_budget"},
        {"who": "user", "text": "Aisle"},
        {"who": "agent", "step": "ask_seat"},
    ],
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = create(tmp_path / "run", "Trips")
    file.save(trip(), made.procedure)

    @contextmanager
    def opened(path: Path) -> Iterator[Shared]:
        assert path == made.path
        yield shared(gold)

    monkeypatch.setattr("studio.chat.open.open_chat", opened)
    return made.path


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "people.jsonl"
    path.write_text(json.dumps(CASE) + "\n", "utf-8")
    return path


def test_the_figures_in_json(run: Path, cases: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["replay", str(run), str(cases), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["turns"], told["correct"], told["accuracy"]) == (3, 2, pytest.approx(2 / 3))
    assert told["on_edge"] == {"turns": 2, "correct": 2, "accuracy": 1.0}
    assert told["off_edge"]["turns"] == 1
    assert (told["guarded"], told["unlike"]) == (False, None)


def test_the_figures_in_words(run: Path, cases: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["replay", str(run), str(cases), "--guarded"]) == 0
    said = capsys.readouterr()
    assert "2 of 2" in said.out
    assert "practice conversations of this compile are gone" in said.err


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", "Line 2 of people.jsonl is no JSON."), (json.dumps(CASE).replace("greet", "moo"), "no step “moo”")],
)
def test_bad_input_is_a_sentence_and_a_remedy(run: Path, cases: Path, line: str, told: str, capsys):
    cases.write_text(f"{json.dumps(CASE)}\n{line}\n", "utf-8")
    assert cli.main(["replay", str(run), str(cases)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 2
    assert cli.main(["replay", str(run / "nowhere"), str(cases)]) == 2
    assert cli.main(["replay", str(run), str(run / "nowhere.jsonl")]) == 2


def test_lines_are_held_against_what_was_practised(tmp_path: Path):
    made = create(tmp_path / "run", "Trips")
    said = ("[start]", "I want to fly to Rome")
    turns = tuple(
        turn
        for text in said
        for turn in (
            Turn(who="user", text=text, kind="start" if "[" in text else "answer"),
            Turn(who="agent", text="?"),
        )
    )
    practised = Conversation(id="c", kind="path", split="taught", turns=turns)
    write_conversations([practised], made.conversations / "taught-1")
    turns_asked = asked(("greet",), "I want to fly to Rome", ("ask_budget",), "quite something else", ("tell",))
    found = likeness(made.path, [Replayed(turn, None) for turn in turns_asked])  # type: ignore[arg-type]
    assert found == {"I want to fly to Rome": pytest.approx(1.0), "quite something else": 0.0}
