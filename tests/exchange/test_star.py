"""A task in the STAR corpus' form is drawn whole: what is asked, looked up, decided and said, with nothing wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studio.base.errors import StudioError
from studio.cli import main
from studio.exchange.star import procedure_of, read_task
from studio.procedure import file
from studio.procedure.checks import problems
from studio.procedure.model import Act, Ask, Decide, End, Procedure

Raw = dict[str, Any]

TASK: Raw = {
    "task": "book_boat",
    "replies": {
        "hello": "Good day, what may I do?",
        "ask_name": "What are you called?",
        "boat_ask_boat_name": "Which boat is it to be?",
        "boat_ask_length_hours": "How many hours?",
        "boat_ask_message": "Shall I tell the harbour anything?",
        "boat_request_optional": "I can look for a colour or a price as well.",
        "boat_inform_free": "The {boat_name:s} is free for {length:d} hours at {price:d}. Shall I book it?",
        "boat_inform_taken": "It is taken.",
        "boat_inform_booked": "Booked,\n{captain:s} will wait for you.",
        "boat_inform_nothing_found": "No such boat. Another one?",
        "boat_bye": "Ahoy.",
        "anything_else": "Anything else?",
        "out_of_scope": "Sorry. I am only able to help you book boats.",
        "available": "Available", "unavailable": "Unavailable", "yes": "Yes", "no": "No",
        "query_check": "Query Check", "query_book": "Query Book",
    },
    "graph": {
        "hello": "ask_name",
        "ask_name": "boat_ask_boat_name",
        "boat_ask_boat_name": "boat_ask_length_hours",
        "boat_ask_length_hours": "boat_ask_message",
        "boat_ask_message": "boat_request_optional",
        "boat_request_optional": "query_check",
        "available": "boat_inform_free",
        "unavailable": "boat_inform_taken",
        "yes": "query_book",
        "no": "boat_ask_boat_name",
        "query_book": "boat_inform_booked",
        "boat_inform_booked": "anything_else",
    },
}  # fmt: skip
API: Raw = {
    "input": [
        {"Name": "Price", "Type": "Integer"},
        {
            "Name": "Name", "Type": "Categorical", "ReadableName": "Boat Name",
            "Categories": ["Red Gull", "Sea Dog", "Tern"],
        },
        {"Name": "LengthHours", "Type": "Categorical", "Categories": [f"{n} hours" for n in range(1, 20)]},
        {"Name": "CustomerName", "Type": "ShortString", "ReadableName": "Customer Name"},
        {"Name": "Message", "Type": "LongString"},
        {"Name": "Colour", "Type": "ShortString"},
        {"Name": "RequestType", "Type": "RequestType", "Categories": ["Check", "Book"]},
    ],
    "output": [{"Name": "Captain", "Type": "Categorical", "Categories": ["Ada", "Bo"]}],
    "required": ["Name", "CustomerName", "LengthHours"],
}  # fmt: skip


def written(folder: Path, task: Raw = TASK, api: Raw | None = API) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "task.json").write_text(json.dumps(task), "utf-8")
    if api is not None:
        (folder / "api.json").write_text(json.dumps(api), "utf-8")
    return folder


@pytest.fixture
def boats(tmp_path: Path) -> Procedure:
    return procedure_of(read_task(written(tmp_path / "boats")))


def leads(procedure: Procedure, step: str) -> dict[str, str]:
    return {branch: link.to for branch, link in procedure.step_by_id[step].links}


def test_nothing_is_wrong_with_it(boats: Procedure):
    assert [finding.message for finding in problems(boats)] == []
    assert (boats.name, boats.scope, boats.start) == ("Book boat", "book boats", "hello")
    assert "only able" in boats.overlays.out_of_scope.text


def test_every_question_fills_the_input_it_asks_for(boats: Procedure):
    asked = {step.id: step.fields for step in boats.steps if isinstance(step, Ask) and step.fields}
    assert asked == {
        "ask_name": ("customer_name",),
        "boat_ask_boat_name": ("boat_name",),
        "boat_ask_length_hours": ("length_hours",),
        "boat_ask_message": ("message",),
        "boat_request_optional": ("price", "colour"),
    }
    kinds = {field.id: (field.kind, field.required) for field in boats.fields}
    assert kinds["boat_name"] == ("choice", True)
    assert kinds["length_hours"] == ("text", True)  # too many to be a choice
    assert kinds["message"] == ("text", False)
    assert kinds["price"] == ("number", False)
    assert boats.field_by_id["boat_name"].options[0].also == ("Gull",)


def test_conditions_become_outcomes_and_branches(boats: Procedure):
    assert leads(boats, "query_check") == {
        "ok": "boat_inform_free", "refused": "boat_inform_taken", "empty": "boat_inform_nothing_found",
    }  # fmt: skip
    assert leads(boats, "query_book") == {"ok": "boat_inform_booked", "empty": "anything_else"}
    decided = boats.step_by_id[leads(boats, "boat_inform_free")["next"]]
    assert isinstance(decided, Decide)
    assert leads(boats, decided.id) == {"yes": "query_book", "no": "boat_ask_boat_name"}
    assert all(len(branch.examples) >= 8 for branch in decided.branches)
    loop = dict(decided.links)["no"]
    assert loop.limit
    assert loop.spent == "boat_bye"


def test_what_the_task_leaves_open_is_drawn_plainly(boats: Procedure):
    assert leads(boats, "boat_inform_taken") == {"next": "anything_else"}
    assert leads(boats, leads(boats, "anything_else")["next"]) == {"more": "boat_ask_boat_name", "done": "boat_bye"}
    assert leads(boats, leads(boats, "boat_inform_nothing_found")["next"])["yes"] == "boat_ask_boat_name"
    assert isinstance(boats.step_by_id["boat_bye"], End)


def test_placeholders_speak_what_was_asked_or_looked_up(boats: Procedure):
    assert boats.step_by_id["boat_inform_free"].text == (  # type: ignore[union-attr]
        "The {boat_name} is free for {length_hours} hours at {price}. Shall I book it?"
    )
    assert boats.step_by_id["boat_inform_booked"].text == "Booked, {captain} will wait for you."  # type: ignore[union-attr]
    act, other = (step for step in boats.steps if isinstance(step, Act))
    assert act.results == {"captain": "captain"}
    assert {row["captain"] for row in boats.tool_by_id[act.tool].rows} == {"Ada", "Bo"}
    assert other.arguments != act.arguments


def test_what_somebody_cannot_remember_has_its_way():
    def forget(task: Raw) -> None:
        task["replies"]["info_missing"] = "Info missing. Can't remember hours"
        task["graph"]["info_missing"] = "boat_inform_taken"

    task = json.loads(json.dumps(TASK))
    forget(task)
    procedure = procedure_of(_task(task))
    assert problems(procedure) == []
    decided = procedure.step_by_id[leads(procedure, "boat_ask_length_hours")["next"]]
    assert leads(procedure, decided.id) == {"missing": "boat_inform_taken", "given": "boat_ask_message"}
    assert procedure.field_by_id["length_hours"].required is False


def test_a_quiz_has_its_answers_and_goes_on():
    task = {
        "task": "quiz",
        "replies": {
            "hello": "Hi.", "quiz_ask_number": "Which one first?", "quiz_ask_question": "{question:s}",
            "quiz_right_ask_next": "Right! Another?", "quiz_wrong_ask_next": "Wrong. Another?", "bye": "Bye.",
            "anything_else": "Else?", "query": "Query", "correct": "Correct", "incorrect": "Incorrect", "done": "Done",
        },
        "graph": {
            "hello": "quiz_ask_number", "quiz_ask_number": "query", "query": "quiz_ask_question",
            "correct": "quiz_right_ask_next", "incorrect": "quiz_wrong_ask_next", "done": "anything_else",
        },
    }  # fmt: skip
    procedure = procedure_of(_task(task))
    assert problems(procedure) == []
    assert leads(procedure, leads(procedure, "quiz_ask_question")["next"]) == {
        "correct": "quiz_right_ask_next", "incorrect": "quiz_wrong_ask_next",
    }  # fmt: skip
    assert leads(procedure, leads(procedure, "quiz_wrong_ask_next")["next"]) == {
        "yes": "quiz_ask_question", "no": "anything_else",
    }  # fmt: skip


def _task(raw: Raw):
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return read_task(written(Path(folder) / "task", raw))


def test_a_task_that_is_none_is_refused(tmp_path: Path):
    for told, raw in (
        ("no STAR task", {"task": "x"}),
        ("no STAR task", [1]),
        ("which is no reply of it", TASK | {"graph": TASK["graph"] | {"yes": "moon"}}),
        ("has no beginning", TASK | {"graph": {"hello": "ask_name", "ask_name": "hello"}}),
    ):
        folder = written(tmp_path / "task", raw)  # type: ignore[arg-type]
        with pytest.raises(StudioError, match=told):
            procedure_of(read_task(folder))
    (tmp_path / "task" / "task.json").write_text("{", "utf-8")
    with pytest.raises(StudioError, match="no JSON"):
        read_task(tmp_path / "task")
    with pytest.raises(StudioError, match="Reading"):
        read_task(tmp_path / "nowhere")


def test_the_command_writes_a_procedure(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder, out = written(tmp_path / "boats"), tmp_path / "boats.flow.json"
    assert main(["import", str(folder / "task.json"), "--from", "star", "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["steps"] == len(file.load(out).steps)
    assert main(["import", str(folder), "--from", "star"]) == 0
    assert capsys.readouterr().out == out.read_text("utf-8")
    assert main(["import", str(tmp_path / "nowhere"), "--from", "star"]) == 2
    assert main(["import", str(folder), "--from", "moon"]) == 2
