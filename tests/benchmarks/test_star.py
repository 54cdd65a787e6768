"""STAR's conversations become recordings of the drawn procedure, the baseline goes by phrases, else by the chart."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.bench.replay_history import rebuild
from studio.bench.replay_scores import score
from studio.exchange.star import procedure_of, read_task
from studio.procedure.model import Procedure
from tests.benchmarks import star
from tests.benchmarks.measuring import TODAY
from tests.exchange.test_star import written


@pytest.fixture
def boats(tmp_path: Path) -> Procedure:
    return procedure_of(read_task(written(tmp_path / "boats")))


def talk(happy: bool = True, task: str = "boats"):
    agent = [("Which boat is it to be?", "boat_ask_boat_name"), ("Well.", None), ("Sorry.", "out_of_scope"),
             ("Who knows?", "custom"), ("Bye.", "goodbye_7")]  # fmt: skip
    events = [{"who": "user", "text": "A boat"}, {"who": "agent", "call": "boats", "constraints": []}]
    for text, action in agent:
        events += [{"who": "agent", "text": text, "action": action}, {"who": "user", "text": "Hm"}]
    return {"id": 7, "task": task, "happy": happy, "events": [*events, {"who": "tool", "result": {}}]}


def test_actions_become_steps_and_all_else_is_context(boats: Procedure) -> None:
    (one,) = star.recordings([talk(), talk(happy=False), talk(task="cars")], "boats", boats)
    assert one.id == "7"
    steps = [turn.step for turn in one.turns if turn.who == "agent"]
    assert steps == ["boat_ask_boat_name", "", "boat_ask_boat_name", "", "boat_bye"]
    assert [turn.text for turn in one.turns if turn.who == "user"] == ["A boat", *["Hm"] * 5]


def test_the_baseline_goes_by_phrases_else_by_the_chart(boats: Procedure) -> None:
    said = ("Hello", "Ada", "Tern", "3 hours", "no", "blue", "Sure, go ahead")
    steps = ("hello", "ask_name", "boat_ask_boat_name", "boat_ask_length_hours", "boat_ask_message",
             "boat_request_optional", "boat_inform_free", "boat_inform_booked")  # fmt: skip
    turns = [{"who": "agent", "step": steps[0]}]
    for text, step in zip(said, steps[1:], strict=True):
        turns += [{"who": "user", "text": text}, {"who": "agent", "step": step}]
    turns += [{"who": "user", "text": "Nothing else, thank you"}, {"who": "agent", "step": "anything_else"}]
    turns += [{"who": "user", "text": "Nothing else, thank you"}, {"who": "agent", "step": "boat_bye"}]
    turns += [{"who": "user", "text": "Oh"}, {"who": "agent", "step": "hello"}]
    asked = rebuild(star.Recorded.model_validate({"id": "a", "turns": turns}), boats, TODAY)
    baseline = star.Baseline(boats)
    predicted = [baseline.predict(one) for one in asked]
    assert [one.step for one in predicted] == [*steps, "anything_else", "boat_bye", ""]
    assert list(predicted[7].branches.values()) == ["yes"]
    found = score([star.Replayed(*pair) for pair in zip(asked, predicted, strict=True)], None)
    assert (found.on_edge.correct, found.on_edge.turns, found.off_edge.correct) == (10, 10, 0)


def test_figures_of_several_tasks_are_added_up() -> None:
    def figures(right: int, of: int) -> dict[str, dict[str, int]]:
        return {part: {"turns": of, "correct": right} for part in ("all", "on_edge", "off_edge")}

    one = {"baseline": figures(1, 4), "informed": figures(2, 4), "unguarded": figures(3, 4), "guarded": figures(4, 4)}
    two = {"baseline": figures(1, 6), "informed": figures(1, 6), "unguarded": figures(4, 6), "guarded": figures(2, 6)}
    said = star.told({"a": one, "b": two})
    assert "| all tasks | unguarded | 70.0% (10) |" in said
    assert said.endswith("informed +10.0 points, unguarded +50.0 points, guarded +40.0 points.")


def test_an_informed_baseline_knows_what_tools_answered(boats: Procedure) -> None:
    turns = [{"who": "agent", "step": "boat_request_optional"}, {"who": "user", "text": "blue"}]
    turns.append({"who": "agent", "step": "boat_inform_taken"})
    asked = rebuild(star.Recorded.model_validate({"id": "a", "turns": turns}), boats, TODAY)[-1]
    assert star.Baseline(boats).predict(asked).step == "boat_inform_free"
    assert star.Baseline(boats, informed=True).predict(asked).step == "boat_inform_taken"


def test_without_data_it_is_skipped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("STUDIO_DATA", raising=False)
    with pytest.raises(SystemExit) as ended:
        star.main(["--out", "x"])
    assert ended.value.code == 0
    assert "STUDIO_DATA" in capsys.readouterr().err
