"""Recorded conversations are read whole, and what is wrong with one is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.bench.replay_cases import Line, Move, load_recorded
from tests.procedure.small_charts import trip

GOOD = '{"id": "a", "turns": [{"who": "agent", "step": "greet"}, {"who": "user", "text": "Rome"}]}'


def read(tmp_path: Path, *lines: str):
    path = tmp_path / "people.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return load_recorded(path, trip())


def test_a_conversation_is_read_with_all_it_tells(tmp_path: Path):
    (one,) = read(
        tmp_path,
        '{"id": "a", "turns": [{"who": "user", "text": "Hi"}, {"who": "agent", "text": "Welcome"},'
        ' {"who": "agent", "step": "ask_budget", "text": "And?", "heard": {"city": "Rome", "budget": 200}}], "x": 1}',
        "",
    )
    assert one.turns == (
        Line(who="user", text="Hi"),
        Move(who="agent", text="Welcome"),
        Move(who="agent", step="ask_budget", text="And?", heard={"city": "Rome", "budget": "200"}),
    )


def test_nobody_noted_is_not_nothing_heard(tmp_path: Path):
    (one,) = read(tmp_path, '{"id": "a", "turns": [{"who": "agent", "step": "greet", "heard": {}}]}')
    (two,) = read(tmp_path, GOOD.replace('"a"', '"b"'))
    assert (one.turns[0].heard, two.turns[0].heard) == ({}, None)  # type: ignore[union-attr]


def test_two_of_one_name_stay_two(tmp_path: Path):
    assert [one.id for one in read(tmp_path, GOOD, GOOD)] == ["a", "a (line 2)"]


def test_an_end_that_nobody_drew_may_be_recorded(tmp_path: Path):
    assert read(tmp_path, GOOD.replace("greet", "end_escalated"))[0].turns[0].step == "end_escalated"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "b", "turns": [', "Line 2 of people.jsonl is no JSON."),
        ("[]", "Line 2 of people.jsonl is no conversation"),
        ('{"turns": []}', '"id" is missing'),
        ('{"id": "b", "turns": []}', "Line 2 of people.jsonl is no conversation"),
        ('{"id": "b", "turns": [{"who": "bot", "text": "x"}]}', 'turn 1, "who" must be "user" or "agent"'),
        ('{"id": "b", "turns": [{"who": "user"}]}', 'turn 1, "text" is missing'),
        ('{"id": "b", "turns": [{"who": "agent"}]}', "turn 1, it has neither a step nor a text"),
        (GOOD.replace("greet", "grete"), "Line 2 of people.jsonl, turn 1: the procedure has no step “grete”."),
        (GOOD.replace("greet", "happy"), "turn 1: “happy” says nothing"),
        (GOOD.replace('"greet"', '"greet", "heard": {"town": "Rome"}'), "turn 1: the procedure has no field “town”."),
        (GOOD.replace('"greet"', '"greet", "heard": {"city": ["Rome"]}'), 'turn 1, "city": input should be'),
    ],
)
def test_what_is_wrong_is_told_by_line_and_turn(tmp_path: Path, line: str, told: str):
    with pytest.raises(StudioError) as wrong:
        read(tmp_path, GOOD, line)
    assert told in wrong.value.message
    assert wrong.value.hint


def test_a_file_without_anything_to_predict_is_refused(tmp_path: Path):
    with pytest.raises(StudioError, match="nothing to predict"):
        read(tmp_path, '{"id": "a", "turns": [{"who": "user", "text": "Hi"}]}')
    with pytest.raises(StudioError, match="nothing to predict"):
        read(tmp_path)
    with pytest.raises(StudioError, match="Reading"):
        load_recorded(tmp_path / "nowhere.jsonl", trip())
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudioError, match="no text file"):
        load_recorded(tmp_path / "latin.jsonl", trip())
