"""Every check: a sound procedure has no findings, and each thing done wrong to it is found."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.base.paths import sample
from studio.procedure import file
from studio.procedure.checks import Finding, check, estimated_tokens, problems

Raw = dict[str, Any]
Change = Callable[[Raw], object]

SOUND: Raw = {
    "format": 1,
    "name": "Tickets",
    "start": "ask_number",
    "fields": [
        {
            "id": "number",
            "title": "Booking number",
            "kind": "code",
            "pattern": "[A-Z]{2}[0-9]{4}",
            "examples": ["AB1234"],
        },
        {"id": "amount", "title": "Amount", "kind": "money", "currency": "EUR", "examples": ["50 euros"]},
        {
            "id": "fare",
            "title": "Fare",
            "kind": "choice",
            "options": [{"id": "saver", "label": "Saver"}, {"id": "flex", "label": "Flex"}],
        },
        {"id": "day", "title": "Day of travel", "kind": "date", "examples": ["3 May"]},
    ],
    "tools": [
        {
            "id": "bookings",
            "title": "Bookings",
            "arguments": ["number"],
            "columns": ["number", "fare", "day"],
            "rows": [{"number": "AB1234", "fare": "saver", "day": "2026-12-03"}],
        }
    ],
    "knowledge": [{"id": "hours", "questions": ["When are you open?"], "answer": "From eight to six."}],
    "steps": [
        {
            "id": "ask_number",
            "title": "Which booking",
            "kind": "ask",
            "text": "What is your booking number?",
            "fields": ["number"],
            "link": {"to": "find"},
        },
        {
            "id": "find",
            "title": "Find the booking",
            "kind": "act",
            "tool": "bookings",
            "arguments": {"number": "number"},
            "results": {"fare": "fare", "day": "day"},
            "outcomes": {"ok": {"to": "ask_amount"}, "empty": {"to": "not_found"}},
        },
        {
            "id": "ask_amount",
            "title": "How much",
            "kind": "ask",
            "text": "How much was your {fare} ticket on {day}?",
            "fields": ["amount"],
            "link": {"to": "size"},
        },
        {
            "id": "size",
            "title": "Large or small",
            "kind": "decide",
            "basis": "computed",
            "branches": [
                {
                    "id": "large",
                    "condition": "over 1000 euros",
                    "link": {"to": "ask_sure"},
                    "when": {"tests": [{"field": "amount", "operator": ">", "value": "1000"}]},
                },
                {
                    "id": "middle",
                    "condition": "over 100 euros",
                    "link": {"to": "ask_sure"},
                    "when": {"tests": [{"field": "amount", "operator": ">", "value": "100"}]},
                },
                {"id": "small", "link": {"to": "paid"}},
            ],
        },
        {
            "id": "ask_sure",
            "title": "Really",
            "kind": "ask",
            "text": "Shall I send {amount} back?",
            "link": {"to": "sure"},
        },
        {
            "id": "sure",
            "title": "Agrees",
            "kind": "decide",
            "branches": [
                {
                    "id": "yes",
                    "condition": "agrees",
                    "link": {"to": "tell"},
                    "examples": ["Yes, please", "Go ahead", "I would like that"],
                },
                {
                    "id": "unsure",
                    "condition": "is not sure",
                    "link": {"to": "ask_sure", "limit": 2, "spent": "kept"},
                    "examples": ["I am not sure", "What would you do?", "Hm, let me think"],
                },
                {
                    "id": "no",
                    "condition": "refuses",
                    "link": {"to": "kept"},
                    "examples": ["No, thank you", "I'd rather keep it", "Forget about it"],
                },
            ],
        },
        {"id": "tell", "title": "Tell", "kind": "say", "text": "I am sending {amount}.", "link": {"to": "paid"}},
        {"id": "paid", "title": "Paid", "kind": "end", "text": "Your money for {number} is on its way."},
        {"id": "kept", "title": "Kept", "kind": "end", "outcome": "refused"},
        {
            "id": "not_found",
            "title": "Not found",
            "kind": "end",
            "text": "A colleague will help.",
            "outcome": "escalated",
        },
    ],
}


def step(raw: Raw, name: str) -> Raw:
    return next(found for found in raw["steps"] if found["id"] == name)


def named(raw: Raw, kind: str, name: str) -> Raw:
    return next(found for found in raw[kind] if found["id"] == name)


def findings(change: Change = lambda raw: None, context: int = 4096) -> list[Finding]:
    raw = copy.deepcopy(SOUND)
    change(raw)
    return check(file.loads(json.dumps(raw)), context=context)


def drop(raw: Raw, name: str) -> None:
    raw["steps"] = [found for found in raw["steps"] if found["id"] != name]


def add(raw: Raw, **made: Any) -> None:
    raw["steps"].append(made)


def branch(raw: Raw, name: str, number: int) -> Raw:
    found: Raw = step(raw, name)["branches"][number]
    return found


def comparing(raw: Raw, number: int, **test: Any) -> None:
    branch(raw, "size", number)["when"]["tests"] = [{"field": "amount", **test}]


def only_loops_to(raw: Raw, *targets: str) -> None:
    for found, target in zip(step(raw, "sure")["branches"], targets, strict=True):
        found["link"] = {"to": target, "limit": 2, "spent": target}


def test_a_sound_procedure_has_no_findings() -> None:
    assert findings() == []


WRONG: list[tuple[str, str | None, Change]] = [
    ("no_start", None, lambda raw: raw.pop("start")),
    ("no_start", None, lambda raw: raw.update(start="nowhere")),
    ("no_start", None, lambda raw: raw.update(steps=[])),
    ("no_end", None, lambda raw: [drop(raw, name) for name in ("paid", "kept", "not_found")]),
    (
        "unreachable_step",
        "extra",
        lambda raw: add(raw, id="extra", title="Extra", kind="say", text="Hello.", link={"to": "paid"}),
    ),
    ("unreachable_end", "extra", lambda raw: add(raw, id="extra", title="Extra", kind="end")),
    ("dead_end", "tell", lambda raw: step(raw, "tell").update(link={"to": "nowhere"})),
    ("dead_end", "sure", lambda raw: branch(raw, "sure", 1)["link"].update(spent="nowhere")),
    ("dead_end", "find", lambda raw: step(raw, "find")["outcomes"].pop("ok")),
    ("dead_end", "sure", lambda raw: step(raw, "sure").update(branches=[])),
    ("missing_end", None, lambda raw: raw.update(overlays={"human": {"to": "nowhere"}})),
    ("missing_end", "tell", lambda raw: raw.update(overlays={"human": {"to": "tell"}})),
    ("duplicate_name", "tell", lambda raw: step(raw, "tell").update(title="Paid")),
    ("duplicate_id", "paid", lambda raw: step(raw, "kept").update(id="paid")),
    ("duplicate_id", None, lambda raw: raw["fields"].append({"id": "day", "title": "Another day", "kind": "date"})),
    ("duplicate_id", "sure", lambda raw: branch(raw, "sure", 1).update(id="yes")),
    ("duplicate_id", None, lambda raw: named(raw, "fields", "fare")["options"][1].update(id="saver")),
    ("duplicate_name", None, lambda raw: named(raw, "fields", "day").update(title="amount")),
    ("no_way_out", "ask_sure", lambda raw: only_loops_to(raw, "ask_sure", "ask_sure", "ask_sure")),
    (
        "loop_without_ask",
        "tell",
        lambda raw: step(raw, "tell").update(link={"to": "tell", "limit": 2, "spent": "paid"}),
    ),
    ("loop_without_limit", "sure", lambda raw: branch(raw, "sure", 1).update(link={"to": "ask_sure"})),
    ("limit_without_way", "sure", lambda raw: branch(raw, "sure", 1)["link"].pop("spent")),
    ("limit_without_loop", "tell", lambda raw: step(raw, "tell")["link"].update(limit=2, spent="kept")),
    ("one_branch", "sure", lambda raw: step(raw, "sure").update(branches=[branch(raw, "sure", 0)])),
    (
        "mixed_basis",
        "sure",
        lambda raw: branch(raw, "sure", 0).update(when={"tests": [{"field": "amount", "operator": "known"}]}),
    ),
    ("mixed_basis", "size", lambda raw: branch(raw, "size", 2).update(examples=["not much"])),
    ("mixed_basis", "size", lambda raw: step(raw, "size").update(about="amount")),
    ("otherwise_not_last", "size", lambda raw: step(raw, "size")["branches"].reverse()),
    ("missing_case", "size", lambda raw: step(raw, "size")["branches"].pop()),
    ("hidden_case", "size", lambda raw: comparing(raw, 0, operator=">", value="50")),
    ("overlapping_cases", "size", lambda raw: comparing(raw, 0, operator="<", value="150")),
    (
        "impossible_case",
        "size",
        lambda raw: branch(raw, "size", 0)["when"]["tests"].append({"field": "amount", "operator": "<", "value": "5"}),
    ),
    ("not_comparable", "size", lambda raw: comparing(raw, 0, field="fare", operator="<", value="flex")),
    ("unreadable_value", "size", lambda raw: comparing(raw, 0, field="fare", operator="=", value="gold")),
    ("unreadable_value", "size", lambda raw: comparing(raw, 0, operator=">", value="a lot")),
    ("unknown_field", "size", lambda raw: comparing(raw, 0, field="amuont", operator=">", value="5")),
    ("unknown_field", "ask_amount", lambda raw: step(raw, "ask_amount").update(fields=["amount", "colour"])),
    ("unknown_field", "tell", lambda raw: step(raw, "tell").update(text="Sending {amuont}.")),
    ("unknown_field", "sure", lambda raw: step(raw, "sure").update(about="colour")),
    ("unknown_field", None, lambda raw: raw["knowledge"][0].update(answer="On {weekday}.")),
    ("unknown_tool", "find", lambda raw: step(raw, "find").update(tool="shelf")),
    ("unfilled_argument", "find", lambda raw: named(raw, "tools", "bookings")["arguments"].append("day")),
    ("unknown_argument", "find", lambda raw: step(raw, "find")["arguments"].update(colour="number")),
    ("missing_column", "find", lambda raw: step(raw, "find")["results"].update(amount="price")),
    ("missing_column", "find", lambda raw: named(raw, "tools", "bookings")["rows"][0].pop("day")),
    ("no_rows", "find", lambda raw: named(raw, "tools", "bookings").update(rows=[])),
    ("no_empty_outcome", "find", lambda raw: step(raw, "find")["outcomes"].pop("empty")),
    ("bad_outcome", None, lambda raw: named(raw, "tools", "bookings")["rows"][0].update(outcome="perhaps")),
    ("unreadable_cell", "find", lambda raw: named(raw, "tools", "bookings")["rows"][0].update(day="soon")),
    ("unused_tool", None, lambda raw: raw["tools"].append({**raw["tools"][0], "id": "other", "title": "Other"})),
    ("unasked_field", None, lambda raw: raw["fields"].append({"id": "colour", "title": "Colour"})),
    ("empty_text", "tell", lambda raw: step(raw, "tell").update(text="  ")),
    ("empty_text", "ask_sure", lambda raw: step(raw, "ask_sure").update(text="")),
    ("empty_text", "tell", lambda raw: step(raw, "tell").update(title="")),
    ("empty_text", None, lambda raw: raw["knowledge"][0].update(answer="")),
    ("empty_text", None, lambda raw: raw["knowledge"][0].update(questions=[])),
    ("empty_text", None, lambda raw: raw.update(name=" ")),
    ("empty_branch", "sure", lambda raw: branch(raw, "sure", 0).update(condition="", examples=[])),
    ("few_examples", "sure", lambda raw: branch(raw, "sure", 0)["examples"].pop()),
    ("examples_collide", "sure", lambda raw: branch(raw, "sure", 2)["examples"].append("go ahead!")),
    (
        "questions_collide",
        None,
        lambda raw: raw["knowledge"].append({"id": "other", "questions": ["when are you open"], "answer": "Never."}),
    ),
    ("few_options", None, lambda raw: named(raw, "fields", "fare").update(options=[{"id": "saver", "label": "Saver"}])),
    ("options_collide", None, lambda raw: named(raw, "fields", "fare")["options"][1].update(also=["saver"])),
    ("unreadable_example", None, lambda raw: named(raw, "fields", "day").update(examples=["soon"])),
    ("bad_pattern", None, lambda raw: named(raw, "fields", "number").update(pattern="[A-Z", examples=[])),
    ("no_pattern", None, lambda raw: named(raw, "fields", "number").update(pattern="")),
    ("field_before_known", "ask_number", lambda raw: step(raw, "ask_number").update(text="Is it {day}?")),
    ("field_before_known", "not_found", lambda raw: step(raw, "not_found").update(text="No ticket for {day}.")),
    ("field_before_known", "ask_amount", lambda raw: step(raw, "ask_amount").update(text="Was it {amount}?")),
    ("field_before_known", "kept", lambda raw: (step(raw, "find")["outcomes"].update(empty={"to": "kept"}),
                                               step(raw, "kept").update(text="You keep {amount}."))),
    ("field_never_known", "tell", lambda raw: (raw["fields"].append({"id": "colour", "title": "Colour"}),
                                               step(raw, "tell").update(text="It is {colour}."))),
    ("decision_about_nothing", "sure", lambda raw: raw.update(start="sure")),
    ("answer_not_used", "ask_sure", lambda raw: step(raw, "ask_sure").update(link={"to": "tell"})),
    ("language", None, lambda raw: raw.update(language="de")),
    ("too_long", "paid", lambda raw: step(raw, "tell").update(text="And so on. " * 2000)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "where", "change"), WRONG, ids=[f"{code}-{where}" for code, where, _ in WRONG])
def test_what_is_wrong_is_found_named_and_curable(code: str, where: str | None, change: Change) -> None:
    found = findings(change)
    mine = [finding for finding in found if finding.code == code and finding.step == where]
    assert mine, found
    for finding in found:
        assert finding.message.endswith(".")
        assert finding.remedy.endswith((".", "?"))


ADVICE = {"limit_without_loop", "no_empty_outcome", "unused_tool", "unasked_field", "few_examples", "no_pattern"}
ADVICE |= {"answer_not_used"}


def test_what_harms_is_a_problem_and_the_rest_is_advice() -> None:
    for code, _, change in WRONG:
        severities = {finding.severity for finding in findings(change) if finding.code == code}
        assert severities == {"advice" if code in ADVICE else "problem"}, code


def test_messages_speak_of_steps_by_their_titles() -> None:
    found = findings(lambda raw: step(raw, "not_found").update(text="No ticket for {day}."))
    assert [finding.message for finding in found] == [
        '"Not found" speaks "Day of travel", which may not be known yet, coming by way of '
        '"Which booking" and "Find the booking".'
    ]
    assert found[0].field == "day"


def test_steps_behind_a_broken_link_are_told_once() -> None:
    found = findings(lambda raw: step(raw, "ask_amount").update(link={"to": "nowhere"}))
    assert [(finding.code, finding.step) for finding in found] == [
        ("dead_end", "ask_amount"),
        ("unreachable_step", "size"),
        ("unreachable_end", "paid"),
        ("unreachable_end", "kept"),
    ]
    assert found[1].message == 'No conversation ever comes to "Large or small", nor to the 3 steps after it.'


def test_an_edge_that_is_not_drawn_yet_is_not_told_by_a_name() -> None:
    found = findings(lambda raw: step(raw, "tell").update(link={"to": "not_drawn_yet"}))
    assert [finding.message for finding in found if finding.code == "dead_end"] == [
        '"Tell" does not say what comes next.'
    ]


def test_a_case_left_out_is_told_by_an_example() -> None:
    def change(raw: Raw) -> None:
        step(raw, "size")["branches"].pop()
        comparing(raw, 1, operator="<=", value="900")

    (found,) = findings(change)
    assert found.message.endswith('none of its conditions is true, for example "Amount" 950.00 EUR.')


def test_a_branch_that_proves_a_field_known_may_use_it() -> None:
    def change(raw: Raw) -> None:
        step(raw, "find")["outcomes"]["empty"] = {"to": "has_day"}
        add(
            raw,
            id="has_day",
            title="Has a day",
            kind="decide",
            basis="computed",
            branches=[
                {
                    "id": "known",
                    "link": {"to": "with_day"},
                    "when": {"tests": [{"field": "day", "operator": "known"}]},
                },
                {"id": "unknown", "link": {"to": "not_found"}},
            ],
        )
        add(raw, id="with_day", title="With a day", kind="end", text="You travel on {day}.")

    assert findings(change) == []


def test_examples_that_differ_by_a_deciding_word_do_not_collide() -> None:
    def change(raw: Raw) -> None:
        branch(raw, "sure", 0)["examples"].append("I want you to send it back now")
        branch(raw, "sure", 2)["examples"].append("I don't want you to send it back now")

    assert findings(change) == []

    def nearly(raw: Raw) -> None:
        branch(raw, "sure", 0)["examples"].append("I want you to send it back now")
        branch(raw, "sure", 2)["examples"].append("I want you to send it back now then")

    assert [(finding.code, finding.severity) for finding in findings(nearly)] == [("examples_collide", "advice")]


def test_dates_and_choices_are_judged_too() -> None:
    def dates(raw: Raw) -> None:
        comparing(raw, 0, field="day", operator="<", value="today+14")
        comparing(raw, 1, field="day", operator="<", value="today")

    assert [finding.code for finding in findings(dates)] == ["hidden_case"]

    def choices(raw: Raw) -> None:
        comparing(raw, 0, field="fare", operator="=", value="saver")
        comparing(raw, 1, field="fare", operator="!=", value="saver")
        step(raw, "size")["branches"].pop()

    assert [finding.code for finding in findings(choices)] == ["missing_case"]


def test_a_longer_context_holds_a_longer_conversation() -> None:
    tokens = estimated_tokens(file.loads(json.dumps(SOUND))).weight
    assert 200 < tokens < 1000
    assert [finding.code for finding in findings(context=int(tokens) - 1)] == ["too_long"]
    assert findings(context=int(tokens) + 1) == []


def test_problems_come_first_and_findings_follow_the_steps() -> None:
    def change(raw: Raw) -> None:
        step(raw, "tell").update(text="")
        step(raw, "ask_number").update(text="")
        raw["language"] = "fr"

    assert [finding.step for finding in findings(change)] == [None, "ask_number", "tell"]


def test_checking_a_large_procedure_is_quick() -> None:
    procedure = file.load(sample("insurance_claims"))
    problems(procedure)
    started = time.process_time()
    problems(procedure)
    assert time.process_time() - started < 0.5  # about 0.02 s; the bound only catches something gone quadratic


def test_the_file_of_a_sound_procedure_is_checked_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "tickets.flow.json"
    path.write_text(json.dumps(SOUND), encoding="utf-8")
    assert problems(file.load(path)) == []
