"""What is foreseen of the agent's next message, by the chart and the line alone."""

from __future__ import annotations

import pytest

from studio.bench.play import states_along
from studio.chat.foresight import MOST, foreseen
from studio.chat.session import Session
from studio.conversations.record import Conversation
from studio.conversations.rendering import Message
from studio.procedure.machine import Machine, State
from studio.procedure.trace import parse
from tests.chat.conftest import shared
from tests.chat.fake_engine import FakeEngine, characters, scripted
from tests.chat.test_guard import SAYINGS
from tests.chat.test_session import ASKS_BUDGET, CALLS, OPENING, SAID, TELLS
from tests.procedure.small_charts import TODAY, trip


def test_a_plain_conversation_is_foreseen() -> None:
    machine = Machine(trip(), TODAY)
    session = Session(shared(scripted(OPENING, ASKS_BUDGET, CALLS, TELLS)))
    dialogue = {"[start]": OPENING, SAID[0]: ASKS_BUDGET, SAID[1]: CALLS, "[tool] ok fare=120 EUR": TELLS}
    for said, written in dialogue.items():
        assert session.state is not None
        assert parse(foreseen(machine, session.state, said)[0]) == parse(written)  # but for the figures noted
        session.reply_to(Message("user", said))


def test_the_engine_is_told_what_is_foreseen_and_writes_what_it_would() -> None:
    session = Session(shared(scripted(OPENING, "<think>at ask_trip\nheard human\ngo end_escalated\n</think>Moment.")))
    session.open()
    assert session.say(SAID[0])[0].text == "Moment."
    engine = session.shared.engine
    assert isinstance(engine, FakeEngine)
    assert ASKS_BUDGET in [characters(list(draft)) for draft in engine.asked[-1].drafts]


def test_what_is_expected_stands_in_the_place_of_what_is_foreseen() -> None:
    session = Session(shared(scripted(OPENING)))
    assert session.reply_to(Message("user", "[start]"), "Whatever").raw == OPENING
    engine = session.shared.engine
    assert isinstance(engine, FakeEngine)
    assert [characters(list(draft)) for draft in engine.asked[-1].drafts] == ["Whatever"]


def test_every_way_the_chart_has_is_among_what_is_foreseen(woven: list[Conversation]) -> None:
    """Other values may stand in it, so only the moves are compared; corrections are not foreseen beyond a guess."""
    machine = Machine(trip(), TODAY)
    for conversation in woven:
        states = [State(), *states_along(machine, conversation.turns)]
        for state, user, agent in zip(states, conversation.turns[::2], conversation.turns[1::2], strict=False):
            gold, _ = parse(agent.trace)
            ways = [parse(text)[0] for text in foreseen(machine, state, user.text)]
            assert len(ways) <= MOST
            if gold.heard in ("start", "tool", "vague", "human", "leaving", "out_of_scope", "question"):
                assert (gold.heard, gold.moves) in [(way.heard, way.moves) for way in ways]


@pytest.mark.parametrize("line", SAYINGS)
def test_whatever_is_said_nothing_fails(line: str, woven: list[Conversation]) -> None:
    machine = Machine(trip(), TODAY)
    for conversation in woven[:10]:
        for state in (State(), *states_along(machine, conversation.turns)):
            for text in foreseen(machine, state, line):
                parse(text)


def test_where_nothing_can_be_said_nothing_is_foreseen() -> None:
    nowhere = trip(lambda raw: raw.update(start=None))
    assert foreseen(Machine(nowhere, TODAY), State(), "[start]") == []
    assert foreseen(Machine(trip(), TODAY), State(at="bye", waiting="closed"), "hello?") == []
