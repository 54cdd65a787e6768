"""Each kind of mistake is found and named; what means the same is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.bench.judge import Judge, Verdict
from studio.bench.play import states_along
from studio.chat.reply import Reply, read_reply
from studio.conversations.record import Conversation, Turn, agent_text
from studio.engine.client import Completion
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Ask, End, Field, Link, Procedure
from tests.bench import dialogues as d

Judged = Callable[..., Verdict]


def reply_of(raw: str, *, stopped: bool = True) -> Reply:
    reason = "stop" if stopped else "length"
    return read_reply(raw, Completion([], raw, reason, 10, 0, 0.0, 0.0, None), 10)


@pytest.fixture
def judged(travel: Procedure, conversations: list[Conversation]) -> Judged:
    """Judges one message of a conversation after changes to its text."""
    judge, machine = Judge(travel, d.TODAY), Machine(travel, d.TODAY)

    def change(name: str, number: int, *changes: tuple[str, str], stopped: bool = True) -> Verdict:
        told = next(c for c in conversations if c.id == name)
        gold = told.turns[number * 2 + 1]
        raw = agent_text(gold.trace, gold.text, gold.call)
        for before, after in changes:
            assert before in raw
            raw = raw.replace(before, after)
        return judge.judge(reply_of(raw, stopped=stopped), gold, states_along(machine, told.turns)[number].words)

    return change


def test_gold_messages_are_right(judged: Judged, conversations: list[Conversation]):
    for one in conversations:
        for number in range(len(one.turns) // 2):
            verdict = judged(one.id, number)
            assert verdict.right, verdict
            assert verdict.fields_right == verdict.fields_total


@pytest.mark.parametrize(
    ("name", "number", "changes", "fault"),
    [
        ("booked", 1, [("<think>", "")], "no trace"),
        ("booked", 1, [("at ask_trip", "at ask_party")], "step answered"),
        ("booked", 1, [("heard answer", "heard correction")], "heard"),
        ("asked", 2, [("knows luggage", "knows payment")], "knowledge"),
        ("booked", 2, [("budget = 450", "budget = 540")], "fields"),
        ("booked", 2, [("budget = 450 euros\n", "")], "fields"),
        ("booked", 1, [("city = lisbon", "city = lisbon\nbudget = 18 euros")], "fields"),
        ("booked", 4, [("verdict: yes", "verdict: no")], "moves"),
        ("booked", 4, [("go ask_names", "go booked")], "moves"),
        ("booked", 2, [("city=lisbon", "city=rome")], "call"),
        ("booked", 2, [("\n[call] fares city=lisbon", "")], "call"),
        ("booked", 2, [("[call] fares", "[call] hotels")], "call"),
        ("booked", 3, [("189 euros", "198 euros")], "prose"),
        ("booked", 3, [("there and back", "there and back, in 3 hours")], "prose"),
        ("booked", 3, [("Shall I book it?", "No problem at all.")], "prose"),
        ("booked", 3, [("Shall I book it?", "Shall I book it? Have a wonderful trip!")], "prose"),
        ("booked", 3, [("Shall I book it?", "Shall I book it? Shall I book it?")], "prose"),
        ("booked", 5, [("Aoife Brennan. ", "Aoife. ")], "prose"),
    ],
)
def test_every_kind_of_mistake_is_named(
    judged: Judged, name: str, number: int, changes: list[tuple[str, str]], fault: str
):
    assert judged(name, number, *changes).fault == fault


def test_a_reply_that_goes_on_is_wrong_though_its_words_are_right(judged: Judged):
    verdict = judged("booked", 1, stopped=False)
    assert (verdict.fault, verdict.unstopped) == ("did not stop", True)


def test_values_are_equal_in_normal_form(judged: Judged):
    verdict = judged("booked", 2, ("budget = 450 euros", "budget = €450"), ("travellers = Two", "travellers = 2"))
    assert verdict.right
    assert (verdict.fields_right, verdict.fields_total) == (2, 2)


def test_a_field_that_must_be_exact_is_compared_by_its_characters(judged: Judged):
    verdict = judged("booked", 5, ("name = Aoife Brennan", "name = aoife brennan"))
    assert verdict.fault == "fields"
    assert (verdict.fields_right, verdict.fields_total) == (1, 2)


def test_a_code_that_must_be_exact_has_no_other_way_of_writing():
    procedure = d.sample("insurance_claims")
    told = d.conversation(procedure, "policy", d.POLICY)
    gold = told.turns[3]
    raw = agent_text(gold.trace, gold.text, gold.call)
    words = states_along(Machine(procedure, d.TODAY), told.turns)[1].words
    judge = Judge(procedure, d.TODAY)
    assert judge.judge(reply_of(raw), gold, words).right
    lower = raw.replace("policy = NF-204815", "policy = nf-204815")
    assert judge.judge(reply_of(lower), gold, words).fault == "fields"


def test_freer_prose_of_the_same_step_is_right(judged: Judged):
    assert judged("booked", 3, ("Shall I book it?", "Should I book it?")).right


def test_sentences_stand_in_the_order_of_the_steps(judged: Judged):
    answer = "One cabin bag of 10 kilos is included. A suitcase costs 40 euros each way."
    again = "How many people are flying, and what is your budget per person?"
    assert judged("asked", 2).right
    assert judged("asked", 2, (f"{answer} {again}", f"{again} {answer}")).fault == "prose"


def test_the_answer_to_another_question_is_wrong_though_the_trace_is_right(judged: Judged):
    luggage = "One cabin bag of 10 kilos is included. A suitcase costs 40 euros each way."
    payment = "We e-mail you a payment link. You can pay by card or bank transfer within two days."
    assert judged("asked", 2, (luggage, payment)).fault == "prose"


def test_decisions_are_told_with_what_was_chosen(judged: Judged):
    (decision,) = judged("booked", 4, ("verdict: yes", "verdict: later")).decisions
    assert (decision.step, decision.gold, decision.chosen, decision.computed) == ("verdict", "yes", "later", False)
    (computed,) = judged("booked", 2).decisions
    assert (computed.step, computed.computed, computed.right) == ("trip_check", True, True)


def exact_procedure() -> Procedure:
    return Procedure(
        name="Recorded line",
        start="ask_name",
        fields=(Field(id="name", title="Name"),),
        steps=(
            Ask(
                id="ask_name",
                title="Name",
                text="This call is being recorded. What is your name?",
                exact=True,
                fields=("name",),
                link=Link(to="done"),
            ),
            End(id="done", title="Done", text="Thank you, {name}. We will write to you."),
        ),
    )


@pytest.mark.parametrize(("said", "right"), [("This call is being recorded.", True), ("This call is recorded.", False)])
def test_exact_wording_is_verbatim(said: str, right: bool):
    procedure = exact_procedure()
    message, _ = Machine(procedure, d.TODAY).open()
    gold = Turn(who="agent", text=message.text, step="start", trace=message.trace.text())
    raw = f"{gold.trace}{said} What is your name?"
    assert Judge(procedure, d.TODAY).judge(reply_of(raw), gold, {}).right is right


def test_every_value_spoken_is_the_gold_one():
    procedure = exact_procedure()
    machine = Machine(procedure, d.TODAY)
    _, state = machine.open()
    message, after = machine.hear(state, Heard(fields=(("name", "Ida Holm"),)))
    gold = Turn(who="agent", text=message.text, step="ask_name", trace=message.trace.text())
    judge = Judge(procedure, d.TODAY)
    freer = f"{gold.trace}Thank you, Ida Holm. We'll write to you."
    wrong = f"{gold.trace}Thank you, Ada Holm. We'll write to you."
    assert judge.judge(reply_of(freer), gold, after.words).right
    assert judge.judge(reply_of(wrong), gold, after.words).fault == "prose"
