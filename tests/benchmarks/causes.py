"""Why whole conversations of a compiled run fail.

    nice python -m tests.benchmarks.causes RUN [--conversations 200] [--each 4] [--frames 4] [--json]

Turns: fresh conversations, in the words that were taught (a new seed; none that was practised) and in those held out,
every message answered after the true ones before it: how many are right, by what should have been heard, and what was
wrong first in the others. Where the taught words fail too, too little was learned; where only the others, it is their
wording that is not understood.

Examples: the author's own for each branch of a decision in words, said at a question that leads there, bare or in the
frames that practice or only checking puts around them; every fourth example is held out of practice. What falls with
the frame is a matter of frames, what falls with the example is the meaning of words that nobody taught.

What is taught and what held out is the phrasebook's as it stands: measure a run with the tree that made it.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from studio.base.runfolder import open_run
from studio.bench.play import Played, play
from studio.bench.scores import rates
from studio.bench.verify import alternate
from studio.chat.open import open_chat
from studio.chat.session import Session, Shared
from studio.compile.order import Order
from studio.conversations.audit import audit
from studio.conversations.held_out import held_out_conversations
from studio.conversations.nearest import read_taught
from studio.conversations.phrasebook import Phrasebook, frames
from studio.conversations.record import Conversation
from studio.conversations.rendering import START_MARK, Message, clean
from studio.conversations.weave import Weaver
from studio.plan.planner import make_plan
from studio.procedure.model import Branch, Decide
from studio.procedure.trace import Trace, parse
from tests.benchmarks.measuring import Figures, as_data, main, table

SPARE = 3  # so many times more conversations are planned than wanted: some begin in the middle, some were practised
LATER = 4_200  # added to the run's seed: no practice had such a one
SPLITS = ("taught", "held_out")


# -- turns -------------------------------------------------------------------------------------------------------------


def fresh(shared: Shared, run: Path, wanted: int, seed: int) -> list[Conversation]:
    """Conversations from the start in the words of practice, but none that was practised; every other one leaves the
    path, as far as there are such."""
    practised = {Conversation.model_validate_json(one).user_side() for one in read_taught(open_run(run).conversations)}
    plan = make_plan(shared.procedure, shared.today, taught=SPARE * wanted, held_out=0, seed=seed)
    scenarios = random.Random(seed).sample(plan.taught, len(plan.taught))[: SPARE * wanted]
    woven = Weaver(shared.procedure, shared.today, Phrasebook(), seed).weave_all(scenarios)
    kept = audit(shared.procedure, woven).kept
    found = [c for c in kept if c.turns[0].text.startswith(START_MARK) and c.user_side() not in practised]
    return alternate(found)[:wanted]


def played(shared: Shared, run: Path, wanted: int, seed: int) -> dict[str, list[Played]]:
    """Conversations of both kinds of wording, played."""
    half = (wanted + 1) // 2
    held_out = held_out_conversations(shared.procedure, shared.today, clean=half, overlays=wanted - half, seed=seed)
    return {"taught": play(fresh(shared, run, wanted, seed), shared), "held_out": play(held_out, shared)}


def turns(conversations: Sequence[Played]) -> dict[str, Any]:
    """Turns right, by what should have been heard and by what was wrong first, and whole conversations."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    for turn in (turn for one in conversations for turn in one.turns):
        heard = heard_as(parse(turn.gold.trace)[0])
        for what in ("all turns", heard):
            asked[what] += 1
            right[what] += turn.verdict.right
        faults[turn.verdict.fault] += not turn.verdict.right
    found = rates(conversations)
    return {
        "whole": {"plain": found.exact_clean, "off the path": found.exact_overlays, "of": len(conversations)},
        "turns": as_data({what: (right[what], count) for what, count in asked.most_common()}),
        "faults": dict((+faults).most_common()),
    }


def heard_as(trace: Trace) -> str:
    """What a message was, as a row of the table: "answer with a value", "tool ok"."""
    heard = f"{trace.heard} {trace.outcome}".rstrip()
    return f"{heard} with {'a value' if len(trace.fields) == 1 else 'values'}" if trace.fields else heard


# -- examples ----------------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """One example said: the branch it is an example of, in which cell of the table it counts, and the words."""

    decide: str
    branch: str
    cell: str
    text: str


CELLS = tuple(
    f"{example} examples, {frame}"
    for example in ("practised", "held-out")
    for frame in ("bare", "in practised frames", "in held-out frames")
)


def places(conversations: Sequence[Conversation]) -> dict[str, list[list[Message]]]:
    """By decision, where conversations come to it with an answer that fills no field: what was said before."""
    found: dict[str, list[list[Message]]] = {}
    for conversation in conversations:
        messages = conversation.messages()
        for at in range(3, len(messages), 2):
            trace, _ = parse(conversation.turns[at].trace)
            if trace.heard == "answer" and not trace.fields:
                for move in trace.moves:
                    if move.branch:
                        found.setdefault(move.step, []).append(messages[: at - 1])
    return found


def sayings(decide: Decide, each: int, framed: int, rng: random.Random) -> Iterator[Said]:
    """So many examples of each branch, practised and held out, each bare and in so many frames of either kind."""
    for branch in decide.branches:
        for example, cells in zip(_examples(branch), (CELLS[:3], CELLS[3:]), strict=True):
            for told in rng.sample(example, min(each, len(example))):
                yield Said(decide.id, branch.id, cells[0], told)
                for split, cell in zip(SPLITS, cells[1:], strict=True):
                    for _ in range(framed):
                        frame = frames.pick("answer", split, rng)[1]
                        yield Said(decide.id, branch.id, cell, in_frame(frame, told))


def _examples(branch: Branch) -> tuple[list[str], list[str]]:
    practised = frames.taught_examples(branch.examples)
    return list(practised), [example for example in branch.examples if example not in practised]


def in_frame(frame: str, example: str) -> str:
    """The example where the frame has its place, without its capital and full stop where words stand beside it."""
    leads, ends = frame.startswith("{a}"), frame.endswith("{a}")
    told = example if leads or example.startswith(("I ", "I'")) else example[:1].casefold() + example[1:]
    return frame.replace("{a}", told if ends else told.rstrip(".?!"))


def taken(shared: Shared, before: Sequence[Message], said: Said) -> str:
    """The branch the model takes for what is said after that; where it takes none, what it heard."""
    session = Session(shared)
    session.messages, session.state = list(before), None
    trace = session.reply_to(Message("user", clean(said.text))).trace
    if trace is None:
        return "no trace"
    return next((move.branch for move in trace.moves if move.step == said.decide), f"({trace.heard})")


def examples(
    shared: Shared, conversations: Sequence[Conversation], each: int, framed: int, seed: int
) -> dict[str, Any]:
    """How often each kind of example is taken for its branch, and what it is taken for instead."""
    rng = random.Random(seed)
    reached = places(conversations)
    decides = [s for s in shared.procedure.steps if isinstance(s, Decide) and s.basis == "words" and s.about is None]
    asked = [
        (rng.choice(reached[decide.id]), said)
        for decide in decides
        if decide.id in reached
        for said in sayings(decide, each, framed, rng)
    ]
    with ThreadPoolExecutor(max(1, shared.engine.slots)) as askers:
        got = list(askers.map(lambda one: taken(shared, *one), asked))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for (_, said), branch in zip(asked, got, strict=True):
        total[said.cell] += 1
        right[said.cell] += branch == said.branch
        wrong[f"{said.decide}: {said.branch} taken for {branch}"] += branch != said.branch
    return {
        "decisions": sorted({said.decide for _, said in asked}),
        "never reached": sorted(decide.id for decide in decides if decide.id not in reached),
        "branches": as_data({cell: (right[cell], total[cell]) for cell in CELLS if total[cell]}),
        "taken for": dict((+wrong).most_common(12)),
    }


# -- all of it ---------------------------------------------------------------------------------------------------------


def measure(asked: Namespace) -> dict[str, Any]:
    """All figures."""
    open_run(asked.run)
    order = Order.load(asked.run)
    seed = order.seed + LATER if asked.seed is None else asked.seed
    with open_chat(asked.run, order.today) as shared:
        all_played = played(shared, asked.run, asked.conversations, seed)
        reached = [one.conversation for several in all_played.values() for one in several]
        told = examples(shared, reached, asked.each, asked.frames, seed)
    return {"run": str(asked.run), **{split: turns(all_played[split]) for split in SPLITS}, "examples": told}


def shown(found: dict[str, Any]) -> str:
    lines = []
    for split, name in zip(SPLITS, ("fresh, in taught words", "in held-out words"), strict=True):
        part = found[split]
        whole = part["whole"]
        figures = ", ".join(f"{key} {whole[key] or 0:.1%}" for key in ("plain", "off the path"))
        faults = ", ".join(f"{fault} {count:,}" for fault, count in part["faults"].items())
        lines += [table(f"turns of {whole['of']} conversations {name}", _figures(part["turns"])), ""]
        lines += [f"Whole conversations: {figures}. First fault of the wrong turns: {faults or 'none'}.", ""]
    told = found["examples"]
    lines += [table(f"the author's examples ({', '.join(told['decisions'])})", _figures(told["branches"]))]
    lines += [f"- {what}: {count}" for what, count in told["taken for"].items()]
    if told["never reached"]:
        lines.append(f"Never reached by an answer without a value: {', '.join(told['never reached'])}.")
    return "\n".join(lines)


def _figures(data: dict[str, dict[str, Any]]) -> Figures:
    return {what: (int(one["right"]), int(one["of"])) for what, one in data.items()}


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run", type=Path, help="the folder of a compile")
    parser.add_argument("--conversations", type=int, default=200, help="of either wording")
    parser.add_argument("--each", type=int, default=4, help="examples of each branch, practised and held out")
    parser.add_argument("--frames", type=int, default=4, help="frames of either kind around each example")
    parser.add_argument("--seed", type=int, default=None)
    raise SystemExit(main(parser, measure, shown, None))
