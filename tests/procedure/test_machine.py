"""The machine against the design, one meaning at a time."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from studio.procedure.machine import (
    AgentMessage,
    Call,
    ChoiceNeeded,
    Heard,
    History,
    Machine,
    NotPossible,
    State,
)
from studio.procedure.model import Procedure
from tests.procedure.small_charts import TODAY, Raw, step, switched_off, trip

Fields = tuple[tuple[str, str], ...]
TRIP_FIELDS: Fields = (("city", "Rome"), ("day", "3 May 2027"))
FOUND = Heard("tool", (("fare", "120 EUR"),), outcome="ok")


class Talk:
    """A conversation with the machine, message by message."""

    def __init__(self, procedure: Procedure | None = None) -> None:
        self.machine = Machine(procedure or trip(), TODAY)
        self.message: AgentMessage
        self.message, self.state = self.machine.open()

    def hear(self, kind: Any = "answer", *fields: tuple[str, str], **more: Any) -> AgentMessage:
        self.message, self.state = self.machine.hear(self.state, Heard(kind, fields, **more))
        return self.message

    def result(self, outcome: str = "ok", *fields: tuple[str, str]) -> AgentMessage:
        told = fields or ((("fare", "120 EUR"),) if outcome == "ok" else ())
        return self.hear("tool", *told, outcome=outcome)

    def moves(self) -> list[str]:
        counted = [(m.step, f":{m.branch}" if m.branch else "", m.count) for m in self.message.trace.moves]
        return [f"{s}{b}" + ("" if not n else " spent" if n < 0 else f" #{n}") for s, b, n in counted]


def at_seat(procedure: Procedure | None = None, budget: str = "200 euros") -> Talk:
    talk = Talk(procedure)
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", budget))
    talk.result()
    return talk


def at_happy(procedure: Procedure | None = None) -> Talk:
    talk = at_seat(procedure)
    talk.hear("answer", ("seat", "aisle"))
    return talk


# -- the drawn way ---------------------------------------------------------------------------------


def test_the_opening_speaks_every_say_up_to_the_first_ask() -> None:
    talk = Talk()
    assert talk.message.text == "Hello! Where to, and when?"
    assert talk.message.trace.text() == "<think>at start\ngo greet\ngo ask_trip\n</think>"
    assert talk.message.edges == (("greet", "next"),)
    assert (talk.state.at, talk.state.waiting) == ("ask_trip", "user")


def test_a_whole_conversation_comes_to_its_end() -> None:
    talk = at_happy()
    talk.hear("answer", choices=(("happy", "yes"),))
    assert talk.moves() == ["happy:yes", "booked"]
    assert talk.message.text == "Booked for 3 May 2027."
    assert (talk.state.waiting, talk.state.outcome) == ("closed", "success")
    with pytest.raises(NotPossible):
        talk.hear("answer")


def test_a_turn_runs_through_decisions_to_the_tool_call() -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", "200 euros"))
    assert talk.moves() == ["check:fine", "find"]
    assert talk.message.call == Call("flights", (("city", "Rome"),))
    assert talk.message.call.text() == "flights city=Rome"
    assert talk.message.text == ""
    assert talk.message.edges == (("ask_budget", "next"), ("check", "fine"))
    assert talk.state.waiting == "tool"


def test_a_result_fills_fields_and_the_next_texts_speak_them() -> None:
    talk = at_seat()
    assert talk.message.trace.text() == "<think>at find\nheard tool ok\ngo tell\ngo ask_seat\n</think>"
    assert talk.message.text == "Rome costs 120 EUR. Which seat?"
    assert talk.state.words["fare"] == "120 EUR"


def test_while_a_tool_is_awaited_nobody_else_is_heard() -> None:
    talk = Talk()
    with pytest.raises(NotPossible):
        talk.result()
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", "200"))
    with pytest.raises(NotPossible):
        talk.hear("answer")


@pytest.mark.parametrize(("budget", "branch"), [("99 euros", "low"), ("100 euros", "fine"), ("101", "fine")])
def test_a_computed_decision_takes_the_first_true_branch(budget: str, branch: str) -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", budget))
    assert talk.moves()[0] == f"check:{branch}"


def test_what_a_computed_decision_tests_is_noted_in_figures() -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", "about a hundred and ten"))
    assert "\nread budget 110\ngo check: " in talk.message.trace.text()


def test_a_conversation_begins_only_once() -> None:
    with pytest.raises(NotPossible):
        Talk().hear("start")


def test_no_start_and_a_missing_step_are_not_possible() -> None:
    with pytest.raises(NotPossible):
        Machine(trip(lambda raw: raw.pop("start")), TODAY).open()
    with pytest.raises(NotPossible):
        Machine(trip(lambda raw: raw.update(start="nowhere")), TODAY).open()


def test_a_cycle_without_an_ask_is_noticed() -> None:
    looped = trip(lambda raw: step(raw, "greet").update(link={"to": "greet"}))
    with pytest.raises(NotPossible):
        Machine(looped, TODAY).open()


def test_states_are_left_as_they_were() -> None:
    talk = Talk()
    before = talk.state
    copy = State(**before.__dict__)
    talk.machine.hear(before, Heard("answer", TRIP_FIELDS))
    assert before == copy


# -- partial, early and repeated answers -----------------------------------------------------------


def test_a_partial_answer_is_asked_for_the_rest() -> None:
    talk = Talk()
    talk.hear("answer", ("city", "Rome"))
    assert talk.moves() == ["ask_trip"]
    assert talk.message.text == "Which city, which day?"
    assert talk.message.edges == ()
    talk.hear("answer", ("day", "3 May 2027"))
    assert talk.moves() == ["ask_budget"]


def test_fields_are_told_in_the_order_of_the_ask_then_of_the_procedure() -> None:
    talk = Talk()
    talk.hear("answer", ("budget", "200"), ("day", "3 May 2027"), ("city", "Rome"))
    assert [name for name, _ in talk.message.trace.fields] == ["city", "day", "budget"]


def test_an_ask_whose_fields_are_known_is_skipped_silently() -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS, ("budget", "200"))
    assert talk.moves() == ["check:fine", "find"]
    assert talk.message.edges == (("ask_trip", "next"), ("ask_budget", "next"), ("check", "fine"))
    assert "ask_budget" in talk.state.passed


def test_an_ask_judged_in_words_is_never_skipped() -> None:
    judged = trip(lambda raw: step(raw, "ask_happy").update(fields=["seat"]))
    machine = Machine(judged, TODAY)
    assert machine.is_judged("ask_happy")
    assert not machine.is_judged("ask_seat")
    talk = Talk(judged)
    talk.hear("answer", *TRIP_FIELDS, ("budget", "200"), ("seat", "aisle"))
    talk.result()
    assert talk.moves() == ["tell", "ask_happy"]  # ask_seat is known and not judged, ask_happy is judged


def test_an_ask_judged_after_a_tool_call_is_judged_too() -> None:
    def through_a_tool(raw: Raw) -> None:
        step(raw, "ask_seat")["link"] = {"to": "look"}
        raw["steps"].append({**step(raw, "find"), "id": "look", "outcomes": {"ok": {"to": "happy"}}})

    talk = at_seat(trip(through_a_tool))
    assert talk.machine.is_judged("ask_seat")
    talk.hear("answer", ("seat", "aisle"), choices=(("happy", "no"),))
    assert talk.state.waiting == "tool"
    talk.result()
    assert talk.moves() == ["happy:no", "bye"]


def test_early_answers_can_be_switched_off() -> None:
    talk = Talk(switched_off("early"))
    with pytest.raises(NotPossible):
        talk.hear("answer", *TRIP_FIELDS, ("budget", "200"))
    assert talk.hear("answer", *TRIP_FIELDS).trace.moves[-1].step == "ask_budget"


# -- corrections -----------------------------------------------------------------------------------


def test_a_correction_that_nothing_read_yet_repeats_the_ask() -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("correction", ("day", "4 May 2027"))
    assert talk.moves() == ["ask_budget"]
    assert talk.message.text == "Thanks, I've changed that. What may it cost?"
    assert talk.state.words["day"] == "4 May 2027"


def test_a_correction_goes_back_to_the_earliest_reader_and_skips_filled_asks() -> None:
    talk = at_happy()
    talk.hear("correction", ("budget", "50 euros"))
    assert talk.moves() == ["check:low", "ask_more"]
    assert talk.message.edges == (("check", "low"),)
    talk.hear("answer", choices=(("more", "yes"),))
    assert talk.moves() == ["more:yes", "tell", "ask_happy"]  # the call's arguments are the same: no second call
    assert talk.message.edges == (
        ("ask_more", "next"), ("more", "yes"), ("find", "ok"), ("tell", "next"), ("ask_seat", "next"),
    )  # fmt: skip


def test_an_act_is_called_again_after_a_correction_only_for_other_arguments() -> None:
    same = at_happy()
    same.hear("correction", ("city", "rome"))
    assert same.message.call is None
    assert same.moves() == ["tell", "ask_happy"]

    other = at_happy()
    other.hear("correction", ("city", "Oslo"))
    assert other.moves() == ["find"]
    assert other.message.call == Call("flights", (("city", "Oslo"),))
    assert "fare" not in other.state.words
    other.result("ok", ("fare", "90 EUR"))
    assert other.moves() == ["tell", "ask_happy"]
    assert other.message.text == "Oslo costs 90 EUR. Shall I book it?"


def test_arguments_that_mean_the_same_in_other_words_are_the_same() -> None:
    by_day = trip(lambda raw: step(raw, "find").update(arguments={"city": "day"}))
    talk = at_happy(by_day)
    talk.hear("correction", ("day", "May 3rd, 2027"))
    assert talk.message.call is None
    assert talk.moves() == ["tell", "ask_happy"]


def test_outside_corrections_an_act_come_to_again_is_called_again() -> None:
    def again(raw: Raw) -> None:
        step(raw, "find")["outcomes"]["error"] = {"to": "ask_again"}
        raw["steps"] += [
            {"id": "ask_again", "title": "Again", "kind": "ask", "text": "Try again?", "link": {"to": "retry"}},
            {
                "id": "retry",
                "title": "Retry",
                "kind": "decide",
                "branches": [
                    {"id": "yes", "link": {"to": "find", "limit": 2, "spent": "desk"}},
                    {"id": "no", "link": {"to": "bye"}},
                ],
            },
        ]

    talk = Talk(trip(again))
    talk.hear("answer", *TRIP_FIELDS, ("budget", "200"))
    for count in (1, 2):
        talk.result("error")
        assert talk.moves() == ["ask_again"]
        talk.hear("answer", choices=(("retry", "yes"),))
        assert talk.moves() == ["retry:yes", f"find #{count}"]
        assert talk.state.waiting == "tool"
    talk.result("error")
    talk.hear("answer", choices=(("retry", "yes"),))
    assert talk.moves() == ["retry:yes", "desk spent"]


def test_a_decision_in_words_stands_when_a_correction_passes_it_again() -> None:
    def checked_first(raw: Raw) -> None:
        """ask_happy > size (computed on the budget) > happy: a correction goes back behind the ask."""
        step(raw, "ask_happy")["link"] = {"to": "size"}
        raw["steps"].append({**copy.deepcopy(step(raw, "check")), "id": "size"})
        for branch in step(raw, "size")["branches"]:
            branch["link"] = {"to": "happy"}
        step(raw, "check")["branches"][0]["when"] = {"tests": [{"field": "city", "operator": "unknown"}]}

    talk = at_happy(trip(checked_first))
    talk.hear("answer", choices=(("happy", "change"),))
    talk.hear("correction", ("budget", "300 euros"))
    assert talk.moves() == ["size:fine", "happy:change", "ask_change #2"]
    talk.hear("answer", choices=(("happy", "yes"),))  # and a new answer is judged afresh
    assert talk.moves() == ["happy:yes", "booked"]


def test_a_new_answer_is_not_judged_by_an_old_choice() -> None:
    talk = at_happy()
    talk.hear("answer", choices=(("happy", "change"),))
    with pytest.raises(ChoiceNeeded):
        talk.hear("answer")


# -- loops -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [0, 1, 2])
def test_a_loop_is_counted_in_the_trace(rounds: int) -> None:
    talk = at_happy()
    for count in range(1, rounds + 1):
        talk.hear("answer", choices=(("happy", "change"),))
        assert talk.moves() == ["happy:change", f"ask_change #{count}"]
        assert f"go ask_change #{count}" in talk.message.trace.text()
    assert talk.state.loops == ({("happy", "change"): rounds} if rounds else {})
    talk.hear("answer", choices=(("happy", "yes"),))
    assert talk.state.outcome == "success"


def test_a_loop_asks_anew_what_is_known() -> None:
    """Back to the budget where it is too low: asked again with the old one spoken, then heard as an answer."""
    again = {"link": {"to": "ask_budget", "limit": 2, "spent": "bye"}}

    def looped(raw: dict[str, Any]) -> None:
        next(b for b in step(raw, "check")["branches"] if b["id"] == "low").update(again)
        step(raw, "ask_budget").update(again="{budget} is too little. How much more?")

    talk = Talk(trip(looped))
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("answer", ("budget", "20 euros"))
    assert talk.moves() == ["check:low", "ask_budget #1"]
    assert talk.message.text == "20 euros is too little. How much more?"
    assert "budget" not in talk.state.words
    talk.hear("answer", ("budget", "30 euros"))
    talk.hear("answer", ("budget", "40 euros"))
    assert talk.moves() == ["check:low", "bye spent"]


def test_a_spent_loop_takes_its_other_way() -> None:
    talk = at_happy()
    for _ in range(3):
        talk.hear("answer", choices=(("happy", "change"),))
    assert talk.moves() == ["happy:change", "desk spent"]
    assert talk.message.edges[-1] == ("happy", "change spent")
    assert "go desk #spent" in talk.message.trace.text()
    assert talk.state.outcome == "escalated"


# -- overlays --------------------------------------------------------------------------------------


def test_a_question_is_answered_from_the_step_first_and_the_ask_repeated() -> None:
    talk = Talk()
    assert [k.id for k in talk.machine.knowledge_at("ask_trip")] == ["season", "bags"]
    talk.hear("question", knows="season")
    assert talk.message.text == "In winter. Which city, which day?"
    assert talk.message.trace.knows == "season"
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("question", knows="bags")
    assert talk.message.text == "One bag is free. What may it cost?"
    with pytest.raises(NotPossible):
        talk.hear("question", knows="season")


def test_of_two_entries_with_one_id_the_steps_own_answers() -> None:
    def same_id(raw: Raw) -> None:
        step(raw, "ask_trip")["knowledge"][0]["id"] = "bags"

    talk = Talk(trip(same_id))
    assert talk.hear("question", knows="bags").text.startswith("In winter.")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("vague", "Sorry, I need a clearer answer to go on."),
        ("invalid", "Sorry, I can't read that as an amount of money."),
        ("declined", "I understand, but I can't go on without it."),
    ],
)
def test_an_unclear_answer_is_asked_again_twice_then_the_conversation_ends(kind: str, reason: str) -> None:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS)
    for attempt in (1, 2):
        talk.hear(kind)
        assert talk.message.text == f"{reason} What may it cost?"
        assert talk.message.trace.attempt == attempt
        assert f"heard {kind} #{attempt}\n" in talk.message.trace.text()
    talk.hear(kind)
    assert talk.message.trace.attempt == 3
    assert talk.moves() == ["bye" if kind == "declined" else "desk"]
    assert talk.state.outcome == ("abandoned" if kind == "declined" else "escalated")


def test_attempts_are_counted_across_kinds_and_asides_and_begin_again_after_an_answer() -> None:
    talk = Talk()
    talk.hear("vague")
    talk.hear("out_of_scope")
    talk.hear("question", knows="bags")
    talk.hear("invalid")
    assert talk.message.trace.attempt == 2
    talk.hear("answer", *TRIP_FIELDS)
    talk.hear("vague")
    assert talk.message.trace.attempt == 1


def test_declining_what_is_optional_leaves_it_empty() -> None:
    talk = at_seat()
    assert talk.machine.may_decline(talk.machine.step("ask_seat"), talk.state.words)  # type: ignore[arg-type]
    talk.hear("declined")
    assert talk.message.trace.text() == "<think>at ask_seat\nheard declined\nseat = -\ngo ask_happy\n</think>"
    assert talk.message.edges == (("ask_seat", "next"),)
    assert talk.machine.normal(talk.state.words).get("seat") is None


@pytest.mark.parametrize("kind", ["out_of_scope", "attack"])
def test_an_aside_gets_one_scope_sentence_and_the_ask_again(kind: str) -> None:
    talk = Talk()
    talk.hear(kind)
    assert talk.moves() == ["ask_trip"]
    assert "short trips" in talk.message.text
    assert talk.message.text.endswith("Which city, which day?")


@pytest.mark.parametrize(("kind", "outcome"), [("human", "escalated"), ("leaving", "abandoned")])
def test_leaving_goes_to_the_only_drawn_end_of_that_outcome(kind: str, outcome: str) -> None:
    talk = Talk()
    talk.hear(kind)
    assert talk.moves() == ["desk" if kind == "human" else "bye"]
    assert talk.state.outcome == outcome
    assert talk.message.edges == ()


@pytest.mark.parametrize(
    ("kind", "end", "says"),
    [
        ("human", "end_escalated", "I'm passing you to a colleague, who will go on from here."),
        ("leaving", "end_abandoned", "That's fine. Come back whenever you like."),
    ],
)
def test_where_no_end_is_drawn_there_is_an_implicit_one(kind: str, end: str, says: str) -> None:
    def successes(raw: Raw) -> None:
        for each in raw["steps"]:
            if each["kind"] == "end":
                each["outcome"] = "success"

    talk = Talk(trip(successes))
    talk.hear(kind)
    assert (talk.moves(), talk.message.text) == ([end], says)
    assert talk.state.outcome == end.removeprefix("end_")


def test_an_overlay_may_lead_to_a_chosen_end_and_say_its_own_words() -> None:
    worded = {"human": {"to": "none"}, "vague": {"text": "Pardon?", "to": "bye"}}
    talk = Talk(trip(lambda raw: raw.update(overlays=worded)))
    assert talk.hear("vague").text == "Pardon? Which city, which day?"
    talk.hear("vague")
    assert talk.hear("vague").trace.moves[-1].step == "bye"
    other = Talk(trip(lambda raw: raw.update(overlays=worded)))
    assert other.hear("human").trace.moves[-1].step == "none"


def test_of_two_drawn_ends_of_an_outcome_none_is_guessed() -> None:
    def two(raw: Raw) -> None:
        step(raw, "none")["outcome"] = "escalated"

    assert Machine(trip(two), TODAY).end_for("human") == "end_escalated"


@pytest.mark.parametrize(
    "kind",
    ["question", "correction", "vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack"],
)
def test_an_overlay_that_is_switched_off_is_not_possible(kind: str) -> None:
    talk = Talk(switched_off(kind))
    with pytest.raises(NotPossible):
        talk.hear(kind, knows="bags")


# -- tools that fail -------------------------------------------------------------------------------


def called() -> Talk:
    talk = Talk()
    talk.hear("answer", *TRIP_FIELDS, ("budget", "200"))
    return talk


def test_a_failure_not_drawn_is_tried_once_more_then_escalated() -> None:
    talk = called()
    talk.result("error")
    assert talk.moves() == ["find"]
    assert talk.message.text == "That didn't go through, so let me try once more."
    assert talk.message.call == Call("flights", (("city", "Rome"),))
    talk.result("error")
    assert (talk.moves(), talk.state.outcome) == (["desk"], "escalated")


def test_after_a_second_try_that_works_the_conversation_goes_on() -> None:
    talk = called()
    talk.result("error")
    talk.result()
    assert talk.moves() == ["tell", "ask_seat"]


def test_an_outcome_not_drawn_that_is_no_failure_is_not_tried_again() -> None:
    talk = called()
    talk.result("refused")
    assert talk.moves() == ["desk"]


def test_a_drawn_outcome_takes_its_edge() -> None:
    talk = called()
    talk.result("empty")
    assert (talk.moves(), talk.message.edges) == (["none"], (("find", "empty"),))


def test_without_the_tool_failure_overlay_there_is_no_second_try() -> None:
    talk = Talk(switched_off("tool_failure"))
    talk.hear("answer", *TRIP_FIELDS, ("budget", "200"))
    talk.result("error")
    assert talk.moves() == ["desk"]


def test_a_call_keeps_its_arguments_apart_whatever_was_said() -> None:
    talk = Talk()
    talk.hear("answer", ("city", "Rome | day=x"), ("day", "3 May 2027"), ("budget", "200"))
    assert talk.message.call is not None
    assert talk.message.call.text() == "flights city=Rome / day=x"


# -- decisions about an earlier answer -------------------------------------------------------------


def about_city(raw: Raw) -> None:
    step(raw, "happy")["about"] = "city"


def test_a_decision_about_an_earlier_answer_is_settled_when_that_was_heard() -> None:
    talk = Talk(trip(about_city))
    assert not talk.machine.is_judged("ask_happy")
    talk.hear("answer", *TRIP_FIELDS, choices=(("happy", "no"),))
    talk.hear("answer", ("budget", "200"))
    talk.result()
    talk.hear("answer", ("seat", "aisle"))
    talk.hear("answer")
    assert talk.moves() == ["happy:no", "bye"]


def test_it_is_open_again_when_that_answer_changes() -> None:
    talk = Talk(trip(about_city))
    talk.hear("answer", *TRIP_FIELDS, choices=(("happy", "no"),))
    talk.hear("correction", ("city", "Oslo"))
    talk.hear("answer", ("budget", "200"))
    talk.result()
    talk.hear("answer", ("seat", "aisle"))
    with pytest.raises(ChoiceNeeded):
        talk.hear("answer")


# -- taking up a conversation ----------------------------------------------------------------------


def test_a_conversation_is_taken_up_at_any_step_with_what_is_known() -> None:
    machine = Machine(trip(), TODAY)
    message, state = machine.resume("ask_seat", {"city": "Rome", "fare": "120 EUR"})
    assert message.trace.text() == "<think>at resume\ncity = Rome\nfare = 120 EUR\njump ask_seat\n</think>"
    assert (message.text, state.at) == ("Which seat?", "ask_seat")
    message, state = machine.hear(state, Heard("answer", (("seat", "aisle"),)))
    assert [m.step for m in message.trace.moves] == ["ask_happy"]


def test_with_its_history_a_correction_finds_the_way_back() -> None:
    talk = at_happy()
    state = talk.state
    history = History(
        state.passed, tuple(state.choices.items()), tuple((a, args, o) for a, (args, o) in state.called.items())
    )
    _, taken_up = talk.machine.resume("ask_happy", state.words, history)
    message, _ = talk.machine.hear(taken_up, Heard("correction", (("budget", "400 euros"),)))
    expected, _ = talk.machine.hear(state, Heard("correction", (("budget", "400 euros"),)))
    assert message.trace == expected.trace
    assert [m.step for m in message.trace.moves] == ["check", "tell", "ask_happy"]


def test_without_a_history_a_correction_repeats_the_ask() -> None:
    machine = Machine(trip(), TODAY)
    _, state = machine.resume("ask_happy", {"budget": "50 euros"})
    message, _ = machine.hear(state, Heard("correction", (("budget", "400 euros"),)))
    assert [m.step for m in message.trace.moves] == ["ask_happy"]


# -- choices ---------------------------------------------------------------------------------------


def test_a_decision_in_words_must_be_settled() -> None:
    talk = at_happy()
    with pytest.raises(ChoiceNeeded) as needed:
        talk.hear("answer")
    assert needed.value.decision.id == "happy"
    with pytest.raises(NotPossible):
        talk.hear("answer", choices=(("happy", "perhaps"),))


def test_legal_lists_every_branch_once() -> None:
    talk = at_happy()
    options = list(talk.machine.legal(talk.state, Heard("answer")))
    assert [m.trace.moves[0].branch for m, _ in options] == ["yes", "change", "no"]
    assert [s.at for _, s in options] == ["booked", "ask_change", "bye"]
    assert len(list(talk.machine.legal(talk.state, Heard("vague")))) == 1


def test_legal_goes_through_decisions_one_after_the_other() -> None:
    def chained(raw: Raw) -> None:
        step(raw, "happy")["branches"][2]["link"] = {"to": "more"}

    talk = at_happy(trip(chained))
    ways = [[m.branch for m in message.trace.moves] for message, _ in talk.machine.legal(talk.state, Heard("answer"))]
    assert ways == [["yes", ""], ["change", ""], ["no", "yes", ""], ["no", "no", ""]]
