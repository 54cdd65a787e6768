from __future__ import annotations

import json
from datetime import date

import pytest

from studio import cli
from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure import file
from studio.procedure.cases import (
    AgentTurn,
    Case,
    UserTurn,
    append_case,
    case_from,
    cases_path,
    dumps,
    free_case_id,
    load_cases,
    walk,
)
from studio.procedure.offers import likely, offers, taken
from studio.procedure.rehearsal import begin
from tests.procedure.small_charts import TODAY, step, switched_off, trip


def rehearsed(*lines, chart=None):
    rehearsal = begin(chart or trip(), TODAY)
    for line in lines:
        rehearsal = rehearsal.say(line)
    return rehearsal


def case(*lines, chart=None):
    return case_from(rehearsed(*lines, chart=chart), "trip-1")


def test_a_case_tells_lines_steps_and_what_was_heard():
    made = json.loads(dumps(case("Rome, 3 May 2027", "200 euros")))
    assert made == {
        "id": "trip-1",
        "today": "2026-11-21",
        "turns": [
            {"who": "agent", "step": "greet", "text": "Hello! Where to, and when?"},
            {"who": "user", "text": "Rome, 3 May 2027"},
            {
                "who": "agent",
                "step": "ask_budget",
                "text": "What may it cost?",
                "heard": {"city": "Rome", "day": "3 May 2027"},
            },
            {"who": "user", "text": "200 euros"},
            {
                "who": "agent",
                "step": "tell",
                "text": "Rome costs 120 EUR. Which seat?",
                "heard": {"budget": "200 euros"},
            },
        ],
    }


def test_cases_stand_beside_the_procedure_one_to_a_line(tmp_path):
    path = cases_path(tmp_path / "trip.flow.json")
    assert path == tmp_path / "trip.cases.jsonl"
    assert load_cases(path) == ()
    first = case("Rome, 3 May 2027")
    append_case(path, first)
    append_case(path, case("Rome, 3 May 2027", "50 euros", "sure"))
    assert len(path.read_text().splitlines()) == 2
    assert load_cases(path)[0] == first
    assert free_case_id(tmp_path / "trip.flow.json", load_cases(path)) == "trip-2"


@pytest.mark.parametrize("line", ["{", '{"id": 1}', '{"id": "a", "turns": [{"who": "cat"}]}', "[" * 100_000])
def test_a_broken_line_is_a_sentence(tmp_path, line):
    path = tmp_path / "trip.cases.jsonl"
    path.write_text(line)
    with pytest.raises(StudioError) as told:
        load_cases(path)
    assert "line 1" in told.value.message


def test_a_case_fits_its_own_chart_and_one_with_other_words():
    made = case("Rome, 3 May 2027", "200 euros", "aisle", "go ahead")
    assert walk(trip(), made, date(2031, 1, 1)) is None
    assert walk(trip(lambda raw: step(raw, "tell").update(text="It is {fare}.")), made, TODAY) is None


def test_a_chart_that_goes_another_way_no_longer_fits():
    made = case("Rome, 3 May 2027", "50 euros", "sure")
    moved = trip(lambda raw: step(raw, "more")["branches"][0]["link"].update(to="bye"))
    misfit = walk(moved, made, TODAY)
    assert (misfit.turn, misfit.said, misfit.expected, misfit.found) == (7, "sure", "tell", "bye")
    assert misfit.message == "trip-1: after “sure” the chart now goes to “Bye” instead of “Tell”."


def test_an_example_that_moves_to_the_other_branch_no_longer_fits():
    made = case("Rome, 3 May 2027", "50 euros", "If it must be")

    def swapped(raw):
        yes, no = step(raw, "more")["branches"]
        yes["examples"], no["examples"] = no["examples"], yes["examples"]

    assert walk(trip(swapped), made, TODAY) is not None


def test_a_field_heard_otherwise_no_longer_fits():
    made = case("Rome, 3 May 2027")
    turned = trip(lambda raw: step(raw, "ask_trip").update(fields=["city"]))
    misfit = walk(turned, made, TODAY)
    assert "something else is heard" in misfit.message


def test_a_field_no_longer_heard_no_longer_fits():
    made = case("Rome, 3 May 2027")
    answer = made.turns[2]
    more = answer.model_copy(update={"heard": {**answer.heard, "seat": "aisle"}})
    assert walk(trip(), made.model_copy(update={"turns": (*made.turns[:2], more)}), TODAY) is not None


def test_what_the_agent_answered_tells_what_a_line_meant():
    """Requests out of scope are no attempts, so a third one does not end the conversation, where vague answers do."""
    aside = "I can't help with that here, only with short trips. What may it cost?"
    vague = "Sorry, I need a clearer answer to go on. What may it cost?"
    opened = case("Rome, 3 May 2027")

    def asked(text):
        told = [UserTurn(text="qwertz?"), AgentTurn(step="ask_budget", text=text)] * 2
        last = [UserTurn(text="qwertz?"), AgentTurn(step="desk", text="A colleague will call.")]
        return Case(id="odd", turns=(*opened.turns, *told, *last), today=TODAY)

    chart = switched_off("human")
    assert walk(chart, asked(vague), TODAY) is None
    assert walk(chart, asked(aside), TODAY) is not None


def test_a_line_that_is_not_plain_fits_when_some_meaning_does():
    unsure = rehearsed("Rome, 3 May 2027", "50 euros", "the moon is made of cheese")
    made = case_from(taken(unsure, offers(unsure)[1]), "moon")
    assert made.turns[-1].step == "bye"
    assert walk(trip(), made, TODAY) is None
    gone = trip(lambda raw: step(raw, "more")["branches"][1]["link"].update(to="desk"))
    assert walk(gone, made, TODAY) is not None


def test_outcomes_of_a_tool_without_a_table_are_found_again():
    chart = trip(lambda raw: raw["tools"][0].update(rows=[]))
    waiting = rehearsed("Rome, 3 May 2027", "200 euros", chart=chart)
    made = case_from(taken(waiting, offers(waiting)[1]), "empty")
    assert made.turns[-1].step == "none"
    assert walk(chart, made, TODAY) is None


def test_going_on_after_the_end_no_longer_fits():
    made = case("Rome, 3 May 2027", "50 euros", "sure", "aisle")
    shorter = trip(lambda raw: step(raw, "more")["branches"][0]["link"].update(to="bye"))
    assert walk(shorter, made, TODAY) is not None
    empty = trip(lambda raw: raw.update(steps=[], start=None))
    assert "goes no further" in walk(empty, made, TODAY).message


def test_nothing_said_is_nothing_to_keep():
    with pytest.raises(StudioError):
        case_from(rehearsed(), "nothing")


@pytest.mark.parametrize("name", ["hello", "travel_booking", "zoom_support", "insurance_claims"])
def test_what_plays_by_itself_can_be_kept(name):
    procedure = file.load(paths.sample(name))
    rehearsal = begin(procedure, TODAY)
    while (offer := likely(rehearsal)) is not None:
        rehearsal = taken(rehearsal, offer)
    assert walk(procedure, case_from(rehearsal, name), TODAY) is None


def test_the_command_says_which_cases_fit(tmp_path, capsys):
    flow = tmp_path / "trip.flow.json"
    file.save(trip(), flow)
    assert cli.main(["test", str(flow)]) == 0
    assert "no cases are kept yet" in capsys.readouterr().out
    append_case(cases_path(flow), case("Rome, 3 May 2027", "50 euros", "sure"))
    assert cli.main(["test", str(flow)]) == 0
    assert "1 of 1 cases walk the same way" in capsys.readouterr().out
    file.save(trip(lambda raw: step(raw, "more")["branches"][0]["link"].update(to="bye")), flow)
    assert cli.main(["test", str(flow), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["cases"], told["fitting"], told["misfits"][0]["found"]) == (1, 0, "bye")
    assert cli.main(["test", str(flow), "--cases", str(tmp_path / "nowhere")]) == 2
