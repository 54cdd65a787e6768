"""Conversations of the samples as the machine leads them, with words given by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from studio.conversations.record import Conversation, Turn
from studio.conversations.weave import agent_turn, opening, tool_text
from studio.procedure import file
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Procedure

SAMPLES = Path(__file__).parents[2] / "sample_flows"
TODAY = date(2026, 11, 21)


class Line(NamedTuple):
    """What a user says (or, where `heard` is a tool's result, nothing) and what it means."""

    text: str
    heard: Heard


def sample(name: str) -> Procedure:
    return file.load(SAMPLES / f"{name}{file.SUFFIX}")


def conversation(procedure: Procedure, name: str, *lines: Line) -> Conversation:
    """The machine's part of a dialogue whose user says these lines."""
    machine = Machine(procedure, TODAY)
    message, state = machine.open()
    turns = [Turn(who="user", text=opening(procedure, TODAY), kind="start"), agent_turn(message)]
    places = []
    for text, heard in lines:
        at = state.at
        tool = heard.kind == "tool"
        told = tool_text(heard.outcome, heard.fields) if tool else text
        turns.append(Turn(who="tool" if tool else "user", text=told, kind=heard.kind, step=at))
        message, state = machine.hear(state, heard)
        turns.append(agent_turn(message))
        places += [f"{heard.kind}@{at}"] if heard.kind not in ("answer", "tool") else []
    return Conversation(
        id=name, kind="test", split="held_out", turns=tuple(turns), outcome=state.outcome, places=tuple(places)
    )


TRIP = Line("Lisbon please, on 18 April 2027", Heard(fields=(("city", "lisbon"), ("leave_on", "18 April 2027"))))
PARTY = Line("Two of us, 450 euros", Heard(fields=(("travellers", "Two"), ("budget", "450 euros"))))
FARE = Line("", Heard("tool", (("airline", "TAP"), ("fare", "189 euros")), outcome="ok"))
YES = Line("Perfect, book it.", Heard(choices=(("verdict", "yes"),)))
LATER = Line("I need to sleep on it.", Heard(choices=(("verdict", "later"),)))
NAMES = Line(
    "Aoife Brennan, aoife.brennan@example.com",
    Heard(fields=(("name", "Aoife Brennan"), ("email", "aoife.brennan@example.com"))),
)
LUGGAGE = Line("Is a suitcase included?", Heard("question", knows="luggage"))
GROUP = Line("12 people, 300 euros", Heard(fields=(("travellers", "12"), ("budget", "300 euros"))))
POLICY = Line("It says NF-204815 here", Heard(fields=(("policy", "NF-204815"),)))
