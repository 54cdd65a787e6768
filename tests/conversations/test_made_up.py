"""What a person told of themselves becomes something else of the same kind, and the chart goes the same way."""

from __future__ import annotations

from datetime import date

import pytest

from studio.chat.keeping import Exchange, case_of
from studio.conversations.made_up import Line, made_up, made_up_case
from studio.procedure import values
from studio.procedure.cases import Case, walk
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Field, Procedure
from studio.procedure.tables import look_up
from tests.bench import dialogues as d

TRAVEL, CLAIMS = d.sample("travel_booking"), d.sample("insurance_claims")
TODAY = d.TODAY


def heard(procedure: Procedure, **words: str) -> tuple[Line, ...]:
    """One line in which all these were heard."""
    return (Line("user", ", ".join(words.values()), tuple(words.items())),)


def test_a_name_is_another_name_in_every_line():
    lines = (
        Line("user", "I'm Aoife Brennan, aoife.brennan@example.com", (("name", "Aoife Brennan"),)),
        Line("agent", "Thank you, Aoife. A booking for Aoife Brennan goes to aoife.brennan@example.com."),
        Line("user", "AOIFE BRENNAN is right"),
    )
    made = made_up(TRAVEL, lines, TODAY, seed=3)
    text = "\n".join(line.text for line in made.lines)
    assert "aoife" not in text.casefold()
    assert "brennan" not in text.casefold()
    assert "@" in made.lines[1].text
    mail = made.lines[0].text.rpartition(" ")[2]
    assert f"goes to {mail}." in made.lines[1].text
    name = dict(made.lines[0].heard)["name"]
    assert f"A booking for {name} " in made.lines[1].text
    assert f"Thank you, {name.split()[0]}." in made.lines[1].text
    assert {change.field for change in made.changes} == {"name", ""}


def test_the_same_seed_makes_up_the_same():
    lines = heard(TRAVEL, name="Ann Lee", email="ann@lee.ie", budget="450 euros")
    assert made_up(TRAVEL, lines, TODAY, 5) == made_up(TRAVEL, lines, TODAY, 5)
    assert made_up(TRAVEL, lines, TODAY, 5) != made_up(TRAVEL, lines, TODAY, 6)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("name", "words"),
    [("budget", "90 euros"), ("budget", "€110"), ("budget", "1,200 euros"), ("travellers", "9"), ("travellers", "10")],
)
def test_amounts_and_numbers_stay_on_their_side_of_each_threshold(name: str, words: str, seed: int):
    field = TRAVEL.field_by_id[name]
    made = made_up(TRAVEL, heard(TRAVEL, **{name: words}), TODAY, seed)
    after = dict(made.lines[0].heard)[name]
    now, then = values.normal(field, words, TODAY), values.normal(field, after, TODAY)
    assert then is not None
    assert then != now
    assert after in made.lines[0].text
    for branch in TRAVEL.step_by_id["trip_check"].branches:  # type: ignore[union-attr]
        if branch.when is not None:
            before = values.holds(branch.when, {name: now or ""}, TRAVEL, TODAY)
            assert values.holds(branch.when, {name: then}, TRAVEL, TODAY) == before


@pytest.mark.parametrize("seed", range(6))
def test_dates_stay_on_their_side_and_codes_keep_their_pattern(seed: int):
    field = CLAIMS.field_by_id["happened_on"]
    lines = heard(CLAIMS, happened_on="the day before yesterday", crime_ref="PR40718", hours="5")
    made = made_up(CLAIMS, lines, TODAY, seed)
    after = dict(made.lines[0].heard)
    day = values.normal(field, after["happened_on"], TODAY)
    assert day is not None
    assert day != "2026-11-19"
    assert date.fromisoformat(day) >= date(2026, 10, 22)  # within thirty days, as before
    assert values.normal(CLAIMS.field_by_id["crime_ref"], after["crime_ref"], TODAY) == after["crime_ref"].upper()
    assert after["crime_ref"] != "PR40718"
    assert values.normal(CLAIMS.field_by_id["hours"], after["hours"], TODAY) != "5"


@pytest.mark.parametrize("seed", range(6))
def test_what_is_looked_up_is_found_the_same_way(seed: int):
    act = next(step for step in CLAIMS.steps if step.kind == "act")
    lines = (
        Line("user", "It says nf-204815 here", (("policy", "nf-204815"),)),
        Line("agent", "Thank you. That is the policy of Ciara Walsh."),
    )
    made = made_up(CLAIMS, lines, TODAY, seed)
    policy = dict(made.lines[0].heard)["policy"]
    assert "204815" not in made.lines[0].text
    found = look_up(CLAIMS, act, {"policy": policy.upper()}, TODAY)  # type: ignore[arg-type]
    assert found.outcome == "ok"
    holder = dict(found.fields).get("holder")
    if holder is not None:
        assert made.lines[1].text == f"Thank you. That is the policy of {holder}."


@pytest.mark.parametrize("seed", range(4))
def test_a_value_that_was_not_found_is_still_not_found(seed: int):
    act = next(step for step in CLAIMS.steps if step.kind == "act")
    lines = (
        Line("user", "NF-785827 I think", (("policy", "NF-785827"),)),
        Line("user", "no, NF-204815", (("policy", "NF-204815"),)),
    )
    made = made_up(CLAIMS, lines, TODAY, seed)
    first, second = (dict(line.heard)["policy"] for line in made.lines)
    assert first != second
    assert made.lines[0].text == f"{first} I think"
    for policy, outcome in ((first, "empty"), (second, "ok")):
        assert look_up(CLAIMS, act, {"policy": policy}, TODAY).outcome == outcome  # type: ignore[arg-type]


def test_what_cannot_be_changed_is_the_same_in_words_and_in_what_was_heard():
    zoom = d.sample("zoom_support")
    act = next(step for step in zoom.steps if step.kind == "act" and "email" in step.arguments.values())
    lines = (Line("user", "It's old.office@example.net", (("email", "old.office@example.net"),)),)
    made = made_up(zoom, lines, TODAY, 1)
    email = dict(made.lines[0].heard)["email"]
    assert email in made.lines[0].text
    found = [look_up(zoom, act, {"email": told}, TODAY) for told in ("old.office@example.net", email)]  # type: ignore[arg-type]
    assert found[0].outcome == found[1].outcome


def test_choices_and_free_text_stay_but_what_is_in_them_does_not():
    lines = (
        Line("user", "Lisbon please. Call me on 087 123 4567 or write to Mary@Home.ie, I'm Mary Duffy", ()),
        Line("user", "Rome", (("city", "rome"),)),
    )
    made = made_up(TRAVEL, lines, TODAY, 1)
    assert made.lines[1] == lines[1]
    for told in ("087 123 4567", "Mary@Home.ie", "Duffy"):
        assert told not in made.lines[0].text
    assert made.left == ()
    note = Procedure(name="N", fields=(Field(id="problem", title="What happened"),))
    kept = made_up(note, heard(note, problem="the screen is blank, call 0871234567"), TODAY, 1)
    assert kept.left == ("problem",)
    assert "0871234567" not in kept.lines[0].text
    assert kept.lines[0].text == kept.lines[0].heard[0][1]


@pytest.mark.parametrize(
    ("said", "name"),
    [("hi, my name is john smith and my zoom crashes", "john smith"), ("the name's maria, from acme", "maria")],
)
def test_a_name_in_small_letters_is_another_name(said: str, name: str):
    (line,) = made_up(TRAVEL, (Line("user", said),), TODAY, 1).lines
    assert name not in line.text
    before, _, after = said.partition(name)
    assert line.text.startswith(before) and line.text.endswith(after)


@pytest.mark.parametrize("said", ["my name is spelled wrong", "the name is not on the list", "my name is on it"])
def test_what_is_said_about_a_name_is_none(said: str):
    assert made_up(TRAVEL, (Line("user", said),), TODAY, 1).lines[0].text == said


def test_short_numbers_do_not_change_what_is_no_number_of_theirs():
    lines = (
        Line("user", "2 of us, 450 euros", (("travellers", "2"), ("budget", "450 euros"))),
        Line("agent", "Two days, from 2 May to 4 May, cost 189 euros."),
    )
    made = made_up(TRAVEL, lines, TODAY, 2)
    assert made.lines[1].text == lines[1].text
    assert not made.lines[0].text.startswith("2 ")


def test_a_kept_chat_still_goes_its_way():
    machine = Machine(CLAIMS, TODAY)
    message, state = machine.open()
    chat = [Exchange(None, (message.trace,), message.text)]
    message, state = machine.hear(state, Heard(fields=(("policy", "NF-204815"),)))
    traces = [message.trace]
    act = CLAIMS.step_by_id[state.at]
    given = look_up(CLAIMS, act, machine.normal(state.words), TODAY)  # type: ignore[arg-type]
    message, state = machine.hear(state, Heard("tool", given.fields, outcome=given.outcome))
    chat.append(Exchange("NF-204815", (*traces, message.trace), message.text))
    case = case_of(CLAIMS, chat, "claims-1", TODAY)
    made, told = made_up_case(CLAIMS, case, TODAY, 4)
    assert isinstance(made, Case)
    assert told.changes[0].before == "NF-204815"
    assert "204815" not in made.model_dump_json()
    assert walk(CLAIMS, made, TODAY) is None
