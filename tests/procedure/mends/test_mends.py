"""Every mend takes its finding away, makes nothing worse, and says on its button what it does."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from studio.base.errors import StudioError
from studio.base.paths import sample
from studio.procedure import chart_edits, edits, file
from studio.procedure.checks import Finding, check
from studio.procedure.mends import MENDS, mend_for
from studio.procedure.model import Procedure
from tests.procedure.checks.test_checks import SOUND, WRONG, Change, add, branch, named, step

SAMPLES = ("hello", "travel_booking", "zoom_support", "insurance_claims")


def made(change: Change) -> Procedure:
    raw = copy.deepcopy(SOUND)
    change(raw)
    return file.loads(json.dumps(raw))


def problems(procedure: Procedure) -> int:
    return sum(finding.severity == "problem" for finding in check(procedure))


def the(procedure: Procedure, code: str) -> Finding:
    return next(finding for finding in check(procedure) if finding.code == code)


def mended(procedure: Procedure, code: str, label: str) -> Procedure:
    mend = mend_for(procedure, the(procedure, code))
    assert mend is not None
    assert mend.label == label
    return mend.edit(procedure)


@pytest.mark.parametrize(("code", "where", "change"), WRONG, ids=[f"{code}-{where}" for code, where, _ in WRONG])
def test_a_mend_takes_its_finding_away_and_makes_nothing_worse(code: str, where: str | None, change: Change) -> None:
    procedure = made(change)
    for finding in check(procedure):
        mend = mend_for(procedure, finding)
        if mend is not None:
            after = mend.edit(procedure)
            assert finding not in check(after), mend.label
            assert problems(after) <= problems(procedure), (mend.label, [str(f) for f in check(after)])


def test_every_kind_of_mend_was_tried_above() -> None:
    tried = {f.code for _, _, change in WRONG for p in (made(change),) for f in check(p) if mend_for(p, f)}
    assert set(MENDS) - tried == {"unknown_tool"}


@pytest.mark.parametrize(
    ("code", "label", "change"),
    [
        ("no_start", 'Start at "Which booking"', lambda raw: raw.pop("start")),
        ("unreachable_end", 'Remove "Extra"', lambda raw: add(raw, id="extra", title="Extra", kind="end")),
        ("dead_end", 'Lead it to "Paid"', lambda raw: step(raw, "tell").update(link={"to": "nowhere"})),
        ("missing_end", "Leave it empty", lambda raw: raw.update(overlays={"human": {"to": "nowhere"}})),
        ("duplicate_name", "Number their titles", lambda raw: step(raw, "tell").update(title="Paid")),
        (
            "loop_without_limit",
            '3 times at most, then go to "Not found"',
            lambda raw: branch(raw, "sure", 1).update(link={"to": "ask_sure"}),
        ),
        ("limit_without_way", 'After that, go to "Not found"', lambda raw: branch(raw, "sure", 1)["link"].pop("spent")),
        ("missing_case", 'Add an "otherwise" to "Not found"', lambda raw: step(raw, "size")["branches"].pop()),
        ("no_empty_outcome", 'Then go to "Not found"', lambda raw: step(raw, "find")["outcomes"].pop("empty")),
        ("unfilled_argument", 'Fill it with "Booking number"', lambda raw: step(raw, "find").update(arguments={})),
    ],
)
def test_what_is_drawn_wrong_is_right_after_one_mend(code: str, label: str, change: Change) -> None:
    after = mended(made(change), code, label)
    assert [str(finding) for finding in check(after)] == []


def test_a_missing_end_is_added_where_the_chart_leaves_off() -> None:
    drawn = file.loads(
        json.dumps(
            {
                "name": "Short",
                "start": "hello",
                "steps": [
                    {"id": "hello", "title": "Hello", "kind": "say", "text": "Hello.", "link": {"to": "not_drawn_yet"}}
                ],
                "layout": {"hello": {"x": 50, "y": 20}},
            }
        )
    )
    after = mended(drawn, "no_end", 'Add an end after "Hello"')
    assert check(after) == []
    assert after.layout["done"]["x"] == 50
    assert after.layout["done"]["y"] > 100
    assert check(mended(drawn, "dead_end", "Add an end there")) == []


def test_an_unreachable_step_goes_with_what_only_it_leads_to() -> None:
    def change(raw: dict[str, Any]) -> None:
        add(raw, id="one", title="One", kind="say", text="One.", link={"to": "two"})
        add(raw, id="two", title="Two", kind="say", text="Two.", link={"to": "tell"})

    after = mended(made(change), "unreachable_step", 'Remove "One" and the step after it')
    assert after == made(lambda raw: None)


def test_a_branch_that_leads_nowhere_goes_where_two_are_left() -> None:
    procedure = made(lambda raw: branch(raw, "sure", 2)["link"].update(to="nowhere"))
    gone = procedure.step_by_id["sure"].branches[2]  # type: ignore[union-attr]
    after = mended(procedure, "dead_end", f'Remove the branch "{gone.condition or gone.id}"')
    assert len(after.step_by_id["sure"].branches) == 2  # type: ignore[union-attr]


def test_a_field_that_an_argument_needs_is_asked_by_the_last_ask_before() -> None:
    procedure = made(lambda raw: step(raw, "ask_number").update(fields=[]))
    after = mended(procedure, "field_never_known", 'Let "Which booking" ask for it')
    assert after == made(lambda raw: None)


def test_a_decision_between_nothing_is_led_past() -> None:
    procedure = made(lambda raw: step(raw, "sure").update(branches=[branch(raw, "sure", 0)]))
    title = procedure.step_by_id["sure"].title
    after = mended(procedure, "one_branch", f'Remove "{title}"')
    assert "sure" not in after.step_by_id
    assert not [finding for finding in check(after) if finding.code in ("dead_end", "one_branch")]


def test_a_tool_called_by_nearly_its_name_is_called() -> None:
    after = mended(made(lambda raw: step(raw, "find").update(tool="booking")), "unknown_tool", 'Call "Bookings"')
    assert after == made(lambda raw: None)


def test_a_code_takes_its_pattern_from_its_examples() -> None:
    procedure = made(lambda raw: named(raw, "fields", "number").pop("pattern"))
    after = mended(procedure, "no_pattern", "Use the pattern [A-Z]{2}[0-9]{4}")
    assert check(after) == []


def test_a_step_without_a_title_is_called_by_its_first_words() -> None:
    after = mended(
        made(lambda raw: step(raw, "ask_number").update(title=" ")),
        "empty_text",
        'Call it "What is your booking number?"',
    )
    assert after.step_by_id["ask_number"].title == "What is your booking number?"


def test_what_needs_the_persons_words_has_no_mend() -> None:
    for change in (
        lambda raw: step(raw, "tell").update(text=""),
        lambda raw: raw.update(name=""),
        lambda raw: step(raw, "sure").update(branches=[]),
    ):
        procedure = made(change)
        assert all(
            mend_for(procedure, found) is None for found in check(procedure) if found.code in ("empty_text", "dead_end")
        )


def test_a_mend_of_what_is_gone_is_refused_in_words() -> None:
    procedure = made(lambda raw: step(raw, "tell").update(link={"to": "nowhere"}))
    mend = mend_for(procedure, the(procedure, "dead_end"))
    assert mend is not None
    with pytest.raises(StudioError, match="no step"):
        mend.edit(edits.remove_step(procedure, "tell"))


@pytest.mark.parametrize("seed", range(24))
def test_mending_what_was_torn_apart_comes_to_an_end(seed: int) -> None:
    """Steps and edges are taken out of a sample at random; mending whatever can be mended never raises, never loses
    the finding's place, and after some mends there is nothing left to mend."""
    rng = random.Random(seed)
    procedure = file.load(sample(rng.choice(SAMPLES)))
    for _ in range(rng.randint(1, 6)):
        if rng.random() < 0.5:
            procedure = edits.remove_step(procedure, rng.choice(procedure.steps).id)
        elif procedure.edges:
            gone = rng.choice(procedure.edges)
            procedure = chart_edits.remove_edge(procedure, gone.source, gone.branch)
    for _ in range(80):
        offered = [(found, mend) for found in check(procedure) if (mend := mend_for(procedure, found))]
        if not offered:
            return
        finding, mend = offered[0]
        procedure = mend.edit(procedure)
        assert finding not in check(procedure), mend.label
    raise AssertionError([str(found) for found in check(procedure)])
