"""An orchestrator that understands everything must lead a conversation exactly as the chart means it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from studio.base.paths import sample
from studio.chat.seats.orchestrated.graph import Led
from studio.chat.seats.orchestrated.steps import Steps, all_steps, entry
from studio.chat.seats.orchestrated.talk import Heard, Talk
from studio.conversations.held_out import held_out_conversations
from studio.conversations.record import Conversation
from studio.procedure.file import load
from studio.procedure.machine import Machine
from studio.procedure.model import Ask, Decide, Procedure
from studio.procedure.trace import Trace, parse
from tests.procedure.small_charts import TODAY, trip

pytest.importorskip("langgraph")


class Knows:
    """Understands each message as the recorded trace has it."""

    def __init__(self) -> None:
        self.gold = Trace(at="start")
        self.asked: list[str] = []

    def hear(self, ask: Ask, talk: Talk) -> Heard:
        self.asked.append(ask.id)
        fields = {} if self.gold.heard == "declined" else dict(self.gold.fields)
        return Heard(self.gold.heard, fields, self.gold.knows)

    def choose(self, decide: Decide, talk: Talk) -> str:
        self.asked.append(decide.id)
        return next(move.branch for move in self.gold.moves if move.step == decide.id)


Exchange = Callable[[Talk], Talk]


def walked(procedure: Procedure) -> tuple[Exchange, Knows]:
    """The steps one after another without LangGraph, which costs tens of milliseconds an exchange."""
    knows = Knows()
    steps = Steps(Machine(procedure, TODAY), knows, lambda kind, text: None)
    by_id = {step.id: step for step in all_steps(steps.chart)}

    def exchange(talk: Talk) -> Talk:
        at: str | None = entry(talk, procedure.start or "")
        while at:
            at = getattr(steps, by_id[at].kind)(by_id[at], talk)
        return talk

    return exchange, knows


def led(procedure: Procedure) -> tuple[Led, Knows]:
    knows = Knows()
    return Led(Steps(Machine(procedure, TODAY), knows, lambda kind, text: None)), knows


def replayed(exchange: Exchange, knows: Knows, conversation: Conversation) -> list[tuple[Trace, str, str]]:
    """What the orchestrator makes of a conversation, message by message."""
    lasting = Talk().lasting()
    made = []
    for user, agent in zip(conversation.turns[::2], conversation.turns[1::2], strict=True):
        knows.gold, _ = parse(agent.trace)
        talk = exchange(Talk.of(lasting, user.text))
        lasting = talk.lasting()
        order = [name for name, _ in knows.gold.fields]
        made.append((talk.trace(order), " ".join(talk.spoken), talk.call.text() if talk.call else ""))
    return made


def recorded(conversation: Conversation) -> list[tuple[Trace, str, str]]:
    return [(parse(agent.trace)[0], agent.text, agent.call) for agent in conversation.turns[1::2]]


def test_it_goes_the_charts_way_in_every_woven_conversation(woven):
    exchange, knows = walked(trip())
    assert len(woven) > 50
    for conversation in woven:
        assert replayed(exchange, knows, conversation) == recorded(conversation), conversation.id


@pytest.mark.parametrize("name", ["travel_booking", "zoom_support", "insurance_claims"])
def test_it_goes_the_way_of_the_samples(name):
    procedure = load(sample(name))
    exchange, knows = walked(procedure)
    conversations = held_out_conversations(procedure, TODAY, clean=4, overlays=8, seed=5)
    assert len(conversations) >= 10
    for conversation in conversations:
        assert replayed(exchange, knows, conversation) == recorded(conversation), conversation.id


def test_langgraph_leads_the_same_way(woven):
    graph, knows = led(trip())
    for conversation in woven[:4]:
        assert replayed(graph.exchange, knows, conversation) == recorded(conversation), conversation.id


def test_there_is_a_node_for_each_step_and_the_drawn_edges_lead_between_them():
    procedure = trip()
    graph, _ = led(procedure)
    drawn = graph.graph.get_graph()
    assert {step.id for step in procedure.steps} <= set(drawn.nodes)
    edges = {(edge.source, edge.target) for edge in drawn.edges}
    assert {(edge.source, edge.target) for edge in procedure.edges} <= edges


def test_a_decision_in_words_asks_the_model_and_a_computed_one_does_not(woven):
    procedure = trip()
    exchange, knows = walked(procedure)
    replayed(exchange, knows, woven[0])
    decides = {s.id: s.basis for s in procedure.steps if isinstance(s, Decide)}
    assert {decides[name] for name in knows.asked if name in decides} <= {"words"}


def test_what_is_remembered_can_be_written_down(woven):
    exchange, knows = walked(trip())
    lasting = Talk().lasting()
    for user, agent in zip(woven[0].turns[::2], woven[0].turns[1::2], strict=True):
        knows.gold, _ = parse(agent.trace)
        talk = exchange(Talk.of(json.loads(json.dumps(lasting)), user.text))
        assert talk.trace([n for n, _ in knows.gold.fields]) == knows.gold
        lasting = talk.lasting()
