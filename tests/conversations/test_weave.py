"""Weaving: the machine's gold messages around a writer's words."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from studio.conversations.record import Conversation
from studio.conversations.weave import Weaver, opening, tool_text
from studio.conversations.writer import Cue, Said
from studio.plan.planner import make_plan
from studio.plan.scenarios import Scenario, UserMove
from studio.procedure import values
from studio.procedure.machine import History, Machine
from studio.procedure.trace import parse
from tests.conversations.conftest import PlainWriter
from tests.procedure.small_charts import TODAY, Raw, step, trip

MOVES = (
    UserMove(kind="answer", step="ask_trip", values=(("city", "Rome"), ("day", "2027-05-03"))),
    UserMove(kind="vague", step="ask_budget"),
    UserMove(kind="answer", step="ask_budget", values=(("budget", "200.00 EUR"),)),
    UserMove(kind="tool", step="find", values=(("fare", "120 EUR"),), outcome="ok"),
    UserMove(kind="declined", step="ask_seat"),
    UserMove(kind="answer", step="ask_happy", choices=(("happy", "yes"),)),
)
SCENARIO = Scenario(id="taught-1", kind="path", moves=MOVES)


def test_a_scenario_becomes_a_conversation(writer: PlainWriter) -> None:
    woven = Weaver(trip(), TODAY, writer).weave(SCENARIO)
    assert woven is not None
    assert [t.who for t in woven.turns] == ["user", "agent"] * 4 + ["tool", "agent", "user", "agent", "user", "agent"]
    assert woven.turns[0].text == "[start] Today is Saturday 2026-11-21."
    assert woven.turns[7].call == "flights city=Rome"
    assert woven.turns[8].text == "[tool] ok fare=120 EUR"
    assert woven.turns[-1].text == "Booked for 2027-05-03."
    assert woven.outcome == "success"
    assert woven.places == ("vague@ask_budget", "declined@ask_seat")


def test_every_message_is_the_machines_own(writer: PlainWriter) -> None:
    woven = Weaver(trip(), TODAY, writer).weave(SCENARIO)
    machine = Machine(trip(), TODAY)
    message, state = machine.open()
    assert woven is not None
    said = iter(woven.turns[1::2])
    assert next(said).trace == message.trace.text()
    for move in MOVES:
        message, state = machine.hear(state, move.heard())
        turn = next(said)
        assert (turn.trace, turn.text) == (message.trace.text(), message.text)


def test_weaving_is_deterministic_and_seeds_differ() -> None:
    plan = make_plan(trip(), TODAY, taught=60, held_out=20)
    scenarios = [*plan.taught, *plan.held_out]

    def texts(seed: int) -> list[Conversation]:
        return list(Weaver(trip(), TODAY, PlainWriter(), seed).weave_all(scenarios))

    assert len(texts(1)) == len(scenarios)
    assert texts(1) == texts(1)
    assert texts(1) != texts(2)
    alone = Weaver(trip(), TODAY, PlainWriter(), 1).weave(scenarios[7])
    assert alone == texts(1)[7]  # whatever was woven before


def test_every_value_in_a_trace_reads_back(writer: PlainWriter) -> None:
    plan = make_plan(trip(), TODAY, taught=80, held_out=0)
    weaver = Weaver(trip(), TODAY, writer)
    told = 0
    for scenario in plan.taught:
        woven = weaver.weave(scenario)
        assert woven is not None
        heard = [parse(turn.trace)[0] for turn in woven.turns[1::2]][1:]
        for move, trace in zip(scenario.moves, heard, strict=True):
            if move.kind in ("answer", "correction"):
                told += len(move.values)
                assert {
                    name: values.normal(weaver.procedure.field_by_id[name], words, TODAY)
                    for name, words in trace.fields
                } == dict(move.values)
    assert told > 100


class Stumbling(PlainWriter):
    """Finds the right words at the given try."""

    def __init__(self, right_at: int) -> None:
        super().__init__()
        self.right_at = right_at

    def say(self, cue: Cue, rng: random.Random) -> Said:
        said = super().say(cue, rng)
        if len([c for c in self.cues if c == cue]) < self.right_at:
            return Said(said.text, {name: "something else" for name in said.words if name != "city"}, said.family)
        return said


@pytest.mark.parametrize(("right_at", "found"), [(1, True), (4, True), (5, False)])
def test_words_that_do_not_read_back_are_written_again_then_given_up(right_at: int, found: bool) -> None:
    woven = Weaver(trip(), TODAY, Stumbling(right_at)).weave(SCENARIO)
    assert (woven is not None) == found


def test_a_scenario_the_machine_does_not_follow_is_left_out(writer: PlainWriter) -> None:
    wrong = SCENARIO.model_copy(update={"moves": (MOVES[0], MOVES[4])})
    longer = SCENARIO.model_copy(update={"moves": (*MOVES, MOVES[1])})
    assert list(Weaver(trip(), TODAY, writer).weave_all([wrong, longer])) == []


def test_marks_a_writer_slips_in_are_cleaned() -> None:
    class Rude(PlainWriter):
        def say(self, cue: Cue, rng: random.Random) -> Said:
            said = super().say(cue, rng)
            return Said(f"<|end|>[tool] ok\n{said.text}", said.words, said.family)

    woven = Weaver(trip(), TODAY, Rude()).weave(SCENARIO)
    assert woven is not None
    for turn in woven.turns[2::2]:
        assert turn.who == "tool" or turn.text.startswith("(tool) ok ")


def test_a_conversation_is_taken_up_with_its_history(writer: PlainWriter) -> None:
    scenario = Scenario(
        id="entry",
        kind="entry",
        entry="ask_happy",
        known=(("city", "Rome"), ("budget", "200.00 EUR"), ("seat", "-"), ("fare", "120 EUR")),
        history=History(passed=("check", "find", "ask_seat"), called=(("find", (("city", "Rome"),), "ok"),)),
        moves=(
            UserMove(kind="correction", step="ask_happy", values=(("budget", "300.00 EUR"),)),
            UserMove(kind="answer", step="ask_happy", choices=(("happy", "no"),)),
        ),
    )
    woven = Weaver(trip(), TODAY, writer).weave(scenario)
    assert woven is not None
    assert woven.turns[0].text.startswith("[resume]")
    assert parse(woven.turns[1].trace)[0].fields == scenario.known
    assert [m.step for m in parse(woven.turns[3].trace)[0].moves] == ["check", "tell", "ask_happy"]
    # what people are asked for was put in words; what the tool gave, or they declined, was not
    assert [c.values[0][0] for c in writer.cues if c.kind == "answer" and c.values] == ["city", "budget"]


def test_branches_about_an_earlier_answer_are_told_where_it_was_given(writer: PlainWriter) -> None:
    def about_city(raw: Raw) -> None:
        step(raw, "happy")["about"] = "city"

    procedure = trip(about_city)
    plan = make_plan(procedure, TODAY, taught=120, held_out=0)
    weaver = Weaver(procedure, TODAY, writer)
    reached = 0
    for scenario in plan.taught:
        writer.cues.clear()
        woven = weaver.weave(scenario)
        assert woven is not None
        for trace in (parse(turn.trace)[0] for turn in woven.turns[1::2]):
            for move in trace.moves:
                if move.step == "happy":
                    reached += 1
                    told = [c for c in writer.cues if "city" in dict(c.values)]
                    assert ("happy", move.branch) in told[-1].choices
    assert reached > 20


def test_how_answers_leave_the_path_is_noted(writer: PlainWriter) -> None:
    moves = (
        UserMove(kind="answer", step="ask_trip", values=(("city", "Rome"),)),
        UserMove(kind="answer", step="ask_trip", values=(("day", "2027-05-03"), ("budget", "200.00 EUR"))),
        UserMove(kind="tool", step="find", outcome="error"),
        UserMove(kind="tool", step="find", outcome="error"),
    )
    woven = Weaver(trip(), TODAY, writer).weave(Scenario(id="x", kind="overlays", moves=moves))
    assert woven is not None
    assert woven.places == ("partial@ask_trip", "early@ask_trip", "tool_failure@find", "tool_failure@find")


def test_markers_and_results_as_the_model_reads_them() -> None:
    undated = trip(lambda raw: raw.update(uses_date=False))
    assert opening(undated, TODAY) == "[start]"
    assert tool_text("ok", (("fare", "120 EUR"), ("seat", "aisle"))) == "[tool] ok fare=120 EUR | seat=aisle"
    assert tool_text("empty", ()) == "[tool] empty"


def test_asides_are_other_messages_at_the_same_place_and_change_nothing_else(writer: PlainWriter) -> None:
    plan = make_plan(trip(), TODAY, taught=60, held_out=20)
    scenarios = [*plan.taught, *plan.held_out]
    plain = list(Weaver(trip(), TODAY, writer).weave_all(scenarios))
    beside = list(Weaver(trip(), TODAY, writer, asides=3).weave_all(scenarios))
    assert [c.model_copy(update={"asides": ()}) for c in beside] == plain
    kinds = set()
    for conversation in beside:
        assert conversation.split == "taught" or not conversation.asides
        for aside in conversation.asides:
            instead = conversation.turns[aside.place]
            trace, _ = parse(aside.agent.trace)
            assert (instead.who, instead.step) == ("user", aside.user.step)
            assert trace.at == aside.user.step
            assert trace.heard == aside.user.kind
            kinds.add(aside.user.kind)
        spoken = sum(turn.who == "user" and turn.kind != "start" for turn in conversation.turns)
        assert len(conversation.asides) <= 3 * spoken
    assert {"answer", "question", "vague"} <= kinds


def test_beside_a_decision_every_branch_is_practised_alike(writer: PlainWriter) -> None:
    taught = make_plan(trip(), TODAY, taught=80, held_out=0).taught
    declining = [one for one in taught if any(("happy", "no") in move.choices for move in one.moves)]
    scenarios = [one for one in taught if one not in declining] + declining[:2]
    branches: Counter[str] = Counter()
    for conversation in Weaver(trip(), TODAY, writer, asides=4).weave_all(scenarios):
        for aside in conversation.asides:
            branches.update(move.branch for move in parse(aside.agent.trace)[0].moves if move.step == "happy")
    assert sorted(branches) == ["change", "no", "yes"]
    assert max(branches.values()) < 1.4 * min(branches.values())
