"""What the starter is asked about a told dialogue, and what counts as right."""

from __future__ import annotations

import random
from typing import Any

import pytest
import torch

from studio.procedure.trace import Move, Trace
from tests.benchmarks import hearing
from tests.benchmarks.hearing import Asking, Slots, alone, chosen, whole

SLOTS = Slots({"city": "place", "class": "choice"}, {"class": ("economy", "business")})
GREETED = Trace(at="start", heard="start", moves=(Move("ask_city"),)).text()
HEARD = Trace(at="ask_city", fields=(("city", "New York"),), moves=(Move("ask_class"),)).text()
SETTLED = Trace(
    at="ask_class", fields=(("class", "business"),), moves=(Move("ok", "no"), Move("offer", "take"), Move("end"))
).text()
LINES: list[list[Any]] = [
    ["user", "hi"], ["agent", f"{GREETED}Where to?"],
    ["user", "New York"], ["agent", f"{HEARD}Which class?"],
    ["user", "business, but no"], ["agent", f"{SETTLED}Bye."],
]  # fmt: skip


@pytest.fixture
def asking() -> Asking:
    names = hearing.Namer(random.Random(1))
    names.fields = {"city": "city", "class": "class", "day": "day"}
    names.decisions = {("confirm", "x"): ("ok", "yes", "no"), ("offer", "y"): ("offer", "take", "another")}
    return Asking(names, SLOTS)


def asked(text: str, questions: list[hearing.Question]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(question.rows[-1], text[question.begin : question.end], question.others) for question in questions]


def test_a_dialogue_asks_for_kinds_fields_values_and_decisions(asking: Asking) -> None:
    ((text, questions),) = whole(LINES, asking)
    assert sorted(asked(text, questions)) == sorted([
        ("kind of message: answer", " answer\n", ()),
        ("which field, of those open", "city =", ("class =", "day =", "go ")),
        ("value: place", " New York\n", ()),
        ("no further field", "go", ("class =", "day =")),
        ("kind of message: answer", " answer\n", ()),
        ("which field, of those open", "class =", ("day =", "go ")),
        ("value: choice", " business\n", ()),
        ("choice: one of a field's options", " business\n", (" economy\n",)),
        ("yes or no: no", " no\n", (" yes\n",)),
        ("choice: takes what is offered", " take\n", (" another\n",)),
        ("no further field", "go", ("day =",)),
    ])  # fmt: skip


def test_an_exchange_alone_begins_at_the_agents_line_with_what_is_known(asking: Asking) -> None:
    first, second = alone(LINES, asking)
    assert first[0].startswith("User: [resume]\nAgent:\n<think>at resume\njump ask_city\n</think>Where to?")
    assert "at resume\ncity = New York\njump ask_class\n" in second[0]
    assert ("yes or no: no", " no\n", (" yes\n",)) in asked(*second)
    assert ("value: place", " New York\n", ()) not in asked(*second)


def test_a_correction_is_asked_among_what_is_known(asking: Asking) -> None:
    changed = Trace(at="ask_class", heard="correction", fields=(("city", "Rome"),), moves=(Move("ask_class"),)).text()
    ((text, questions),) = whole([*LINES[:4], ["user", "Rome, I mean"], ["agent", changed]], asking)
    found = asked(text, questions)
    assert ("value: corrected", " Rome\n", ()) in found
    assert ("kind of message: correction", " correction\n", ()) in found
    assert ("which field, of those open", "city =", ("go ",)) in found


def test_what_must_be_written_has_to_be_likeliest_wherever_it_parts_from_the_others() -> None:
    logits = torch.zeros(4, 9)
    logits[1, 5], logits[2, 6], logits[2, 7] = 2.0, 1.0, 3.0
    assert chosen(logits, 2, [5, 6], [[4, 7]])
    assert not chosen(logits, 2, [5, 6], [[5, 7]])
    assert chosen(logits, 2, [5, 7], [[5, 6], [4]])


def test_slots_are_sorted_by_name_and_by_how_many_values_they_have() -> None:
    def turn(slot: str, value: str) -> dict[str, Any]:
        return {"who": "user", "acts": [["S", "INFORM", slot, [value]]]}

    told = [turn("start_date", "March 1st"), turn("seats", "2"), turn("wifi", "True"), turn("class", "Economy")]
    told += [turn("city", f"Town {n}") for n in range(9)]
    found = Slots.of([{"turns": told}])
    assert found.kinds == {
        "start_date": "date", "seats": "number", "wifi": "yes or no", "class": "choice", "city": "place"
    }  # fmt: skip
    assert found.options == {"class": ("economy",)}
