"""Calls taken apart and answered."""

from __future__ import annotations

import pytest

from studio.chat.tools import ToolBox, split_call
from studio.procedure.machine import Call
from tests.procedure.small_charts import TODAY, trip


@pytest.mark.parametrize(
    ("reply", "text", "call"),
    [
        ("Hello!", "Hello!", None),
        ("", "", None),
        ("\n[call] flights city=Rome", "", Call("flights", (("city", "Rome"),))),
        ("One moment.\n[call] flights city=Rome", "One moment.", Call("flights", (("city", "Rome"),))),
        ("[call] flights", "", Call("flights", ())),
        ("\n[call] find a=x=y | b=two words | c=", "", Call("find", (("a", "x=y"), ("b", "two words"), ("c", "")))),
        ("\n[call] flights nonsense", "", Call("flights", ())),
        ("Say [call] flights city=Rome", "Say [call] flights city=Rome", None),
        ("\n[call]", "\n[call]", None),
        ("\n[call] ", "\n[call] ", None),
    ],
)
def test_a_call_is_split_from_the_reply(reply: str, text: str, call: Call | None) -> None:
    assert split_call(reply) == (text, call)


@pytest.mark.parametrize("value", ["Rome", "x | b=1", "a=b", "  spaced  out ", "line\nbreak", "-"])
def test_what_the_machine_calls_is_read_back(value: str) -> None:
    call = Call("flights", (("city", value), ("day", "today")))
    text, read = split_call("So.\n[call] " + call.text())
    assert text == "So."
    assert read is not None
    assert [name for name, _ in read.arguments] == ["city", "day"]
    assert read.arguments[0][1].split() == value.replace("|", "/").split()


def test_a_call_is_answered_from_the_table() -> None:
    box = ToolBox(trip(), TODAY)
    text, found = box.run("find", Call("flights", (("city", "rome"),)))
    assert (text, found.outcome, found.fields) == ("[tool] ok fare=120 EUR", "ok", (("fare", "120 EUR"),))
    assert box.run("find", Call("flights", (("city", "Paris"),)))[0] == "[tool] empty"
    assert box.run("find", Call("flights", ()))[0] == "[tool] empty"


def test_a_call_from_the_wrong_step_finds_the_act_of_its_tool() -> None:
    assert ToolBox(trip(), TODAY).run("ask_trip", Call("flights", (("city", "Oslo"),)))[1].outcome == "ok"


def test_a_tool_nobody_drew_answers_with_an_error() -> None:
    text, found = ToolBox(trip(), TODAY).run("find", Call("rm", (("path", "/"),)))
    assert (text, found.outcome) == ("[tool] error", "error")
