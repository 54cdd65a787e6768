"""Practice as recorded: nothing noted in what stood before, and every message still learned in full."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from studio.conversations.phrasebook import Phrasebook
from studio.conversations.record import Conversation, agent_text
from studio.conversations.recounted import Recounted, recounted
from studio.conversations.rendering import TOOL_MARK, Message
from studio.conversations.weave import Weaver
from studio.plan.planner import make_plan
from studio.procedure import file
from studio.procedure.trace import START, parse

TODAY = date(2026, 11, 21)
ZOOM = Path(__file__).parents[2] / "sample_flows" / "zoom_support.flow.json"


@pytest.fixture(scope="module")
def conversations() -> list[Conversation]:
    procedure = file.load(ZOOM)
    plan = make_plan(procedure, TODAY, taught=120, held_out=0, seed=1)
    return list(Weaver(procedure, TODAY, Phrasebook(), 1, asides=1).weave_all(plan.taught[:120]))


@pytest.fixture(scope="module")
def recordings(conversations: list[Conversation]) -> list[Recounted]:
    rng = random.Random(7)
    return [recounted(conversation, rng) for conversation in conversations]


def test_users_and_agent_take_turns(recordings: list[Recounted]) -> None:
    for told in recordings:
        roles = [message.role for message in told.messages]
        assert roles == ["user", "assistant"] * (len(roles) // 2)


def test_nothing_that_was_heard_is_noted_but_what_a_tool_answered(recordings: list[Recounted]) -> None:
    tools = bare = 0
    for told in recordings:
        for before, message in zip(told.messages, told.messages[1:], strict=False):
            if message.role == "assistant":
                trace, _ = parse(message.text)
                answered = before.text.startswith(TOOL_MARK)
                bare += before.text == f"{TOOL_MARK} ok"
                tools += answered
                assert (trace.fields, trace.knows, trace.attempt) == ((), "", 0)
                assert trace.heard == ("tool" if answered else "start")
                assert not any(move.reads for move in trace.moves)
    assert tools > bare > 0


def test_what_is_learned_is_what_the_machine_says_at_that_place(
    conversations: list[Conversation], recordings: list[Recounted]
) -> None:
    jumps, at_once = 0, 0
    for conversation, told in zip(conversations, recordings, strict=True):
        turns = [*conversation.turns, *(aside.agent for aside in conversation.asides)]
        own = {Message("assistant", agent_text(turn.trace, turn.text)) for turn in turns}
        for place, messages in told.answers:
            *said, answer = messages
            heard = said[-1] if said else told.messages[place - 1]
            trace, _ = parse(answer.text)
            if trace.at == START and trace.heard != "start":  # what opened has answered the first question
                at_once += 1
                seconds = [conversation.turns[3], *(aside.agent for aside in conversation.asides if aside.place == 2)]
                at_first = [parse(turn.trace)[0].model_copy(update={"at": START}) for turn in seconds]
                assert trace in at_first
                assert heard.text.startswith("[start] ")
                assert dict(trace.fields).get("email", "") in heard.text
                continue
            assert answer in own
            assert heard.role == "user"
            earlier = [parse(message.text)[0] for message in told.messages[:place] if message.role == "assistant"]
            assert trace.at == (earlier[-1].moves[-1].step if earlier else START)
            jumps += bool(earlier) and any(move.jump for one in earlier[1:] for move in one.moves)
    assert jumps
    assert at_once


def test_calls_name_no_value_and_none_is_learned(recordings: list[Recounted]) -> None:
    assert not any("[call]" in answer.messages[-1].text for told in recordings for answer in told.answers)
    calls = [m.text.split("[call] ")[1] for told in recordings for m in told.messages if "[call] " in m.text]
    assert calls
    assert set(calls) == {"accounts email=-"}


def test_people_ask_in_between_and_open_in_words(
    conversations: list[Conversation], recordings: list[Recounted]
) -> None:
    openings = {told.messages[0].text for told in recordings}
    assert "[start]" in openings
    assert sum(text.startswith("[start] ") for text in openings) > 10
    said = {turn.text for conversation in conversations for turn in conversation.turns if turn.who == "user"}
    asides = [
        (before.text, message.text)
        for told in recordings
        for before, message in zip(told.messages[2::2], told.messages[3::2], strict=False)
        if before.text not in said and not before.text.startswith(TOOL_MARK)
    ]
    assert len(asides) > 10
    for _, reply in asides:  # it stays where it is
        trace, _ = parse(reply)
        assert [move.step for move in trace.moves] == [trace.at]


def test_the_same_chance_gives_the_same_recording(conversations: list[Conversation]) -> None:
    first, second = ([recounted(one, random.Random(3)) for one in conversations[:20]] for _ in range(2))
    assert first == second
