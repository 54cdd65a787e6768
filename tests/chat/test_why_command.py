"""The explanation of a reply, as the command gives it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio import cli
from studio.base.runfolder import create
from studio.chat.session import Shared
from studio.conversations.dataset import write_conversations
from tests.bench import dialogues as d
from tests.chat.test_why import BEFORE, REPLY, TRAVEL, Weighing


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = create(tmp_path / "run", "Travel")
    taught = d.conversation(TRAVEL, "t", d.TRIP, d.PARTY, d.FARE, d.LATER)
    write_conversations([taught], made.conversations / "taught-1")

    @contextmanager
    def opened(path: Path, today=None):
        yield Shared(Weighing({"go verdict: later\n": 0.7}), TRAVEL, d.TODAY, "<|end|>")  # type: ignore[arg-type]

    monkeypatch.setattr("studio.chat.open.open_chat", opened)
    return made.path


def asked(tmp_path: Path, run: Path, messages: object) -> int:
    path = tmp_path / "messages.json"
    path.write_text(json.dumps(messages))
    return cli.main(["why", str(run), "--messages", str(path), "--json"])


def test_notes_choices_and_the_nearest_practice(tmp_path, run, capsys):
    messages = [*map(list, BEFORE[:2]), ["user", "I want to sleep on it"], ["assistant", REPLY]]
    assert asked(tmp_path, run, messages) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["notes"][1] == "It takes the message for an answer."
    branch = told["choices"][-1]
    assert (branch["step"], branch["alternatives"][0]["name"], branch["alternatives"][0]["probability"]) == (
        "verdict",
        "later",
        0.7,
    )
    near = told["nearest"]
    assert near["line"] == "I need to sleep on it."
    assert near["branches"] == [["verdict", "later"]]
    assert near["turns"][-2]["text"] == "I need to sleep on it."
    assert 0.3 < near["likeness"] < 1


def test_what_is_no_conversation_is_refused(tmp_path, run):
    assert asked(tmp_path, run, [["user", "Hello"]]) == 2
    assert asked(tmp_path, run, {"a": 1}) == 2
    assert cli.main(["why", str(run)]) == 2


def test_without_practice_the_rest_is_told(tmp_path, run, capsys):
    for part in (run / "conversations" / "taught-1").iterdir():
        part.unlink()
    assert asked(tmp_path, run, [list(m) for m in (*BEFORE, ("assistant", REPLY))]) == 0
    assert json.loads(capsys.readouterr().out)["nearest"] is None
