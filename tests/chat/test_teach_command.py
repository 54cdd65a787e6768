"""A conversation is shown as it would be kept, kept, put right, and learnt from, without the window."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio import cli
from studio.chat.session import Shared
from studio.procedure import file
from studio.procedure.cases import cases_path, load_cases
from studio.procedure.lessons import Lesson, examples_of
from tests.bench import dialogues as d
from tests.bench.scripted_engine import END, ScriptedEngine
from tests.chat.test_keeping import TRAVEL, fare

LINE = "Fine, I'm Mary Duffy"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `studio teach` with a model that takes the last line for "later"."""
    later = d.Line(LINE, d.LATER.heard)
    said = [d.conversation(TRAVEL, "later", d.TRIP, d.PARTY, fare(), later)]
    script = tmp_path / "lines.txt"
    script.write_text("\n".join((d.TRIP.text, d.PARTY.text, LINE)))
    flow = tmp_path / "travel.flow.json"
    file.save(TRAVEL, flow)

    @contextmanager
    def opened(path: Path, today=None):
        yield Shared(ScriptedEngine(said), TRAVEL, d.TODAY, END)  # type: ignore[arg-type]

    monkeypatch.setattr("studio.chat.open.open_chat", opened)
    return lambda *more: cli.main(["teach", str(flow), "--run", str(tmp_path), "--script", str(script), *more])


def test_nothing_is_kept_unless_asked_for(asked, tmp_path: Path, capsys):
    flow = tmp_path / "travel.flow.json"
    assert asked() == 0
    said = capsys.readouterr().out
    assert "Fine, I'm " in said
    assert "instead of Mary Duffy" in said
    assert load_cases(cases_path(flow)) == ()
    assert asked("--keep", "--as-said") == 0
    (case,) = load_cases(cases_path(flow))
    assert case.turns[-2].text == LINE
    assert case.turns[-1].step == "call_back"  # type: ignore[union-attr]


def test_what_was_right_is_kept_and_learnt(asked, tmp_path: Path, capsys):
    flow = tmp_path / "travel.flow.json"
    assert asked("--right", "verdict:yes", "--keep", "--learn", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["lessons"] == [{"kind": "branch", "step": "verdict", "name": "yes"}]
    assert "Duffy" not in json.dumps(told["case"])
    (case,) = load_cases(cases_path(flow))
    assert (case.id, case.turns[-1].choices) == ("travel-1", {"verdict": "yes"})  # type: ignore[union-attr]
    taught = examples_of(file.load(flow), Lesson("branch", "verdict", "yes"))
    assert taught[-1].startswith("Fine, I'm ")
    assert "Duffy" not in taught[-1]


@pytest.mark.parametrize("more", [("--right", "nowhere"), ("--learn",), ("--right", "booked"), ("--right", ":yes")])
def test_what_cannot_be_is_refused(asked, more: tuple[str, ...]):
    assert asked(*more) == 2
