"""The command that shows practice conversations as a person would read them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from studio.base.command import GOOD, Argument, answer, aside, command
from studio.conversations.record import Conversation, Turn


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--count", type=int, default=5, help="how many to show (default 5)"),
    Argument("--seed", type=int, default=0),
    Argument("--held-out", action="store_true", help="from the held-out phrase families"),
    Argument("--no-trace", action="store_true", help="leave the notes to itself out"),
    Argument("--writer", default="phrasebook", help="phrasebook, or the path of an instruct GGUF"),
    Argument("--out", type=Path, help="write all planned conversations to this Arrow folder"),
)
def conversations(asked: Namespace) -> int:
    """Write a few practice conversations and print them."""
    import random

    from studio.conversations.audit import audit
    from studio.conversations.weave import Weaver
    from studio.conversations.writers import open_writer
    from studio.plan.planner import make_plan
    from studio.procedure.checks import refuse_problems
    from studio.procedure.file import load

    procedure = load(asked.flow)
    refuse_problems(procedure)
    today = date.today()
    plan = make_plan(procedure, today, taught=200, held_out=200 if asked.held_out else 0, seed=asked.seed)
    scenarios = list(plan.held_out if asked.held_out else plan.taught)
    if asked.out is None:
        random.Random(asked.seed).shuffle(scenarios)
        scenarios = scenarios[: max(asked.count * 2, asked.count + 5)]
    with open_writer(asked.writer) as writer:
        woven = list(Weaver(procedure, today, writer, asked.seed).weave_all(scenarios))
        practised = list(Weaver(procedure, today, writer, asked.seed).weave_all(plan.taught)) if asked.held_out else []
    found = audit(procedure, woven, practised)
    kept = found.kept
    for line in found.lines():
        aside(line)
    if asked.out is not None:
        from studio.conversations.dataset import write_conversations

        write_conversations(kept, asked.out)
    shown = kept[: asked.count]
    answer(
        asked, [c.model_dump(mode="json", exclude_defaults=True) for c in shown], readable(shown, not asked.no_trace)
    )
    return GOOD


def readable(shown: Iterable[Conversation], with_trace: bool) -> str:
    """Conversations as a person reads them."""
    parts = []
    for conversation in shown:
        head = (
            f"{conversation.id} ({conversation.kind}{f', ends {conversation.outcome}' if conversation.outcome else ''})"
        )
        parts.append("\n".join([head, *(line for turn in conversation.turns for line in turn_lines(turn, with_trace))]))
    return "\n\n".join(parts)


def turn_lines(turn: Turn, with_trace: bool) -> list[str]:
    """One message in lines: who, what, and in brackets what the agent noted for itself."""
    if turn.who == "user":
        return [f"  You:   {turn.text}"]
    if turn.who == "tool":
        return [f"  Tool:  {turn.text.partition(' ')[2]}"]
    lines = [f"         [{line}]" for line in trace_lines(turn.trace)] if with_trace else []
    if turn.text:
        lines.append(f"  Agent: {turn.text}")
    return lines + ([f"  Calls: {turn.call}"] if turn.call else [])


def trace_lines(trace: str) -> list[str]:
    """A trace's lines without its markers."""
    return [line for line in trace.removeprefix("<think>").removesuffix("</think>").split("\n") if line]
