"""Scripted users follow the gold plan, whatever the model answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.bench.play import play, states_along
from studio.bench.verify import Passes, alternate, foreign_tokens, gate, verify
from studio.chat.session import Sampling, Shared
from studio.conversations.record import Conversation
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Ask, End, Field, Link, Procedure
from tests.bench.dialogues import POLICY, TODAY, Line, conversation, sample
from tests.bench.scripted_engine import END, ScriptedEngine, Spoiler


def shared(travel: Procedure, conversations: list[Conversation], spoil: Spoiler = lambda message: message) -> Shared:
    return Shared(ScriptedEngine(conversations, spoil), travel, TODAY, END)


@pytest.mark.parametrize("guarded", [False, True])
@pytest.mark.parametrize("keep_traces", [True, False])
def test_a_model_that_answers_with_gold_is_right(
    travel: Procedure, conversations: list[Conversation], guarded: bool, keep_traces: bool
):
    played = play(conversations, shared(travel, conversations), guarded=guarded, keep_traces=keep_traces)
    assert [one.conversation.id for one in played] == ["booked", "asked", "later", "group"]
    assert all(one.exact for one in played)
    assert all(turn.reply.legal for one in played for turn in one.turns)


def test_after_a_mistake_the_gold_message_stands_in_its_place(travel: Procedure, conversations: list[Conversation]):
    """Were it not so, the script would have no answer to the next prompt."""
    played = play(
        conversations, shared(travel, conversations, lambda m: m.replace("travellers = Two", "travellers = Ten"))
    )
    first = played[0]
    assert first.first_wrong == 2
    assert [turn.verdict.fault for turn in first.turns] == ["", "", "fields", "", "", ""]


def test_guarded_play_makes_no_forbidden_move(travel: Procedure, conversations: list[Conversation]):
    spoiled = shared(travel, conversations, lambda m: m.replace("go ask_names", "go booked"))
    loose = play(conversations, spoiled)
    tight = play(conversations, spoiled, guarded=True)
    assert sum(turn.verdict.illegal for one in loose for turn in one.turns) == 2
    assert sum(turn.verdict.illegal for one in tight for turn in one.turns) == 0


def test_guarded_play_lets_in_a_field_that_is_both_asked_and_looked_up():
    procedure = sample("insurance_claims")
    told = [conversation(procedure, "policy", POLICY)]
    (played,) = play(told, Shared(ScriptedEngine(told), procedure, TODAY, END), guarded=True)
    assert played.exact


def test_an_optional_field_that_is_declined_stays_legal():
    steps = (
        Ask(id="ask", title="Phone", text="May I have your number?", fields=("phone",), link=Link(to="done")),
        End(id="done", title="Done", text="Thank you."),
    )
    phone = Field(id="phone", title="Phone", kind="phone", required=False)
    procedure = Procedure(name="Call back", start="ask", fields=(phone,), steps=steps)
    told = [conversation(procedure, "declined", Line("I would rather not say.", Heard("declined")))]
    (played,) = play(told, Shared(ScriptedEngine(told), procedure, TODAY, END))
    assert played.exact
    assert played.turns[-1].reply.legal
    assert states_along(Machine(procedure, TODAY), told[0].turns)[-1].attempt == 0


def test_every_conversation_draws_with_its_own_seed(travel: Procedure, conversations: list[Conversation]):
    ready = shared(travel, conversations)
    play(conversations, ready, sampling=Sampling(temperature=0.7, seed=3))
    asked = ready.engine.asked  # type: ignore[attr-defined]
    assert {request.temperature for request in asked} == {0.7}
    assert len({request.seed for request in asked}) == len(asked)


def test_states_along_know_the_words(travel: Procedure, conversations: list[Conversation]):
    states = states_along(Machine(travel, TODAY), conversations[0].turns)
    assert [state.at for state in states] == [
        "ask_trip", "ask_party", "find_flight", "ask_offer", "ask_names", "booked",
    ]  # fmt: skip
    assert states[-1].words["fare"] == "189 euros"
    assert states[-1].outcome == "success"


def test_verify_tells_the_ways_of_playing_apart(travel: Procedure, conversations: list[Conversation]):
    told: list[int] = []
    spoiled = shared(travel, conversations, lambda m: m.replace("go ask_names", "go booked"))
    found = verify(conversations, spoiled, Passes(4, 4, 4, 4, tries=2), report=lambda event: told.append(event["done"]))
    assert set(found.unguarded) == {"greedy", "sampled", "without_traces"}
    assert found.unguarded["greedy"].illegal_moves == 2
    assert found.guarded["greedy"].illegal_moves == 0
    assert found.guarded["greedy"].exact == 1.0
    assert found.pass_8 == pytest.approx(2 / 3)
    assert not found.gate.passed
    assert told[-1] == 4 * 4 + 3 * 2


def test_the_gate_opens_for_gold(travel: Procedure, conversations: list[Conversation]):
    found = verify(conversations, shared(travel, conversations), Passes(4, 0, 4, 4))
    assert found.gate.passed
    assert found.divergences == ()
    assert not gate({"greedy": found.unguarded["greedy"].model_copy(update={"prompt_tokens_foreign": 1})}).passed


def test_words_in_the_prompt_that_belong_to_no_one_are_counted(travel: Procedure, conversations: list[Conversation]):
    ready = shared(travel, conversations)
    assert foreign_tokens(play(conversations, ready), ready) == 0
    (one,) = play(conversations[:1], ready)
    padded = replace(one.turns[0].reply, prompt_tokens=one.turns[0].reply.prompt_tokens + 7)
    assert foreign_tokens([replace(one, turns=(replace(one.turns[0], reply=padded), *one.turns[1:]))], ready) == 7


def test_alternate_mixes_while_both_last(conversations: list[Conversation]):
    assert [one.id for one in alternate(conversations)] == ["booked", "asked", "later", "group"]
