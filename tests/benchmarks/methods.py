"""Ways of teaching compared on one procedure: methods, ranks, rates, kinds of practice; all else equal.

    python -m tests.benchmarks.methods FLOW --out FOLDER [--cases CASES] [--minutes 5 | --tokens N] [--seeds 0 1]
        [--ways full lora-16 ...] [--way NAME:rate=2e-3,asides=4 ...] [--conversations 200]

Each way is taught from the base in --out/NAME-SEED, packed, and measured: held-out conversations of the studio's own
writer, plain and off the path, and the recorded ones of CASES (`studio replay`), if any. What is there already is not
done again, so a study goes on where it was stopped. A minute is one of teaching alone; with --tokens every way is
taught as many tokens. Time is told, but only --tokens compares well on a machine that does other things meanwhile.

A way without the trace (trace=false) practises the words and calls alone, and can be judged by them alone; "in words"
judges every way so.
"""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError
from studio.base.events import Event
from studio.bench.judge import Judge
from studio.bench.play import play, states_along
from studio.bench.replay import replay
from studio.bench.replay_cases import load_recorded
from studio.bench.replay_scores import score
from studio.bench.scores import rates
from studio.chat.session import Session, Shared
from studio.conversations import dataset
from studio.conversations.audit import audit
from studio.conversations.encoder import Encoder, load_encoder, read_marks
from studio.conversations.held_out import held_out_conversations
from studio.conversations.phrasebook import Phrasebook
from studio.conversations.record import Conversation, agent_text
from studio.conversations.rendering import Message, drop_traces
from studio.conversations.weave import Weaver
from studio.engine.client import Engine
from studio.gguf.card import Card
from studio.gguf.export import export
from studio.models import library
from studio.plan.planner import make_plan
from studio.procedure import file
from studio.procedure.machine import Machine
from studio.procedure.model import Procedure
from studio.weights.devices import describe
from studio.weights.recipe import BaseShape, Recipe, default_for
from studio.weights.train import teach
from tests.benchmarks import measuring

CONTEXT = 4096
SPARE = 1.15  # conversations to plan, of those that so many tokens would need


class Way(BaseModel):
    """One way of teaching; None leaves a setting as the studio has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base: str = "starter"
    method: Literal["full", "lora", "qlora"] = "full"
    rank: int = 64
    rate: float | None = None
    muon: float | None = None
    batch: int | None = None
    asides: int = 2
    recounted: float = dataset.RECOUNTED
    choice: float = dataset.LossWeights().choice
    off_path: float = dataset.LossWeights().off_path
    reply: float = dataset.LossWeights().reply
    passes: float = 1.0  # over the practice conversations
    trace: bool = True


STUDY = {
    "full": Way(),
    "full-hot": Way(rate=2e-3),
    "lora-16": Way(method="lora", rank=16, rate=1e-3),
    "lora-16-hot": Way(method="lora", rank=16, rate=4e-3),
    "lora-64": Way(method="lora", rank=64, rate=1e-3),
    "lora-64-hot": Way(method="lora", rank=64, rate=4e-3),
    "lora-256": Way(method="lora", rank=256, rate=1e-3),
    "lora-256-hot": Way(method="lora", rank=256, rate=4e-3),
    "qlora-64": Way(method="qlora", rank=64, rate=1e-3),
    "full-bare": Way(trace=False),
    "lora-64-hot-bare": Way(method="lora", rank=64, rate=4e-3, trace=False),
}


class Alone:
    """Nobody asks a study to stop but by killing it."""

    def requested(self) -> None:
        return None


def written(procedure: Procedure, way: Way, tokens: int, seed: int, out: Path) -> int:
    """Rows for so many tokens, kept in `out`; returns how many conversations they are of."""
    base = library.base(way.base).path
    loss = dataset.LossWeights(choice=way.choice, off_path=way.off_path, reply=way.reply)

    def rows(count: int, seed: int) -> tuple[list[dict[str, Any]], int]:
        plan = make_plan(procedure, measuring.TODAY, taught=count, held_out=0, seed=seed)
        woven = Weaver(procedure, measuring.TODAY, Phrasebook(), seed, way.asides).weave_all(plan.taught[:count])
        kept = audit(procedure, woven).kept
        encoder = load_encoder(base)
        if not way.trace:
            return [_bare(conversation, encoder) for conversation in kept], len(kept)
        made = dataset.rows(kept, encoder, context=CONTEXT, loss=loss, recounted_share=way.recounted, seed=seed)
        return made, len(kept)

    few, count = rows(100, seed + 1)
    typical = sum(len(row["input_ids"]) for row in few) / max(1, count)
    made, count = rows(max(100, round(SPARE * tokens / way.passes / typical)), seed)
    dataset.write_rows(made, out)
    return count


def _bare(conversation: Conversation, encoder: Encoder) -> dict[str, Any]:
    """A conversation to be learned without its traces: every word of the agent alike."""
    messages = drop_traces(conversation.messages())
    ids, weights = dataset.weigh(messages, encoder, dataset.LossWeights(reply=1.0, call=1.0, trace=1.0))
    return {"input_ids": ids[:CONTEXT], "weights": weights[:CONTEXT], "conversation": conversation.id, "forks": []}


def taught(procedure: Procedure, way: Way, seed: int, asked: Namespace, out: Path) -> tuple[Path, dict[str, Any]]:
    """Teach and pack; returns the GGUF and what was done."""
    base = library.base(way.base)
    seconds = 60 * asked.minutes if asked.minutes else 1e6
    tokens = asked.tokens or round(asked.minutes * 60 * asked.speed)
    conversations = written(procedure, way, tokens, seed, out / "rows")
    recipe = default_for(BaseShape.of(base.path), describe()[0], seconds, seed=seed)
    changed: dict[str, Any] = {"method": way.method, "rank": way.rank}
    changed |= {"rate": way.rate} if way.rate else {}
    changed |= {"muon": way.muon} if way.muon is not None else {}
    changed |= {"batch": way.batch} if way.batch else {}
    recipe = Recipe.model_validate({**recipe.model_dump(), **changed})
    if asked.tokens:
        recipe = recipe.model_copy(update={"steps": max(1, asked.tokens // recipe.batch)})
    began = time.monotonic()
    done = teach(out / "rows", base.path, recipe, out / "weights", _quiet, Alone())
    told = {"conversations": conversations, "tokens": done.tokens, "steps": done.steps, "loss": done.loss}
    gguf = out / "model.gguf"
    export(out / "weights" / "final", gguf, kind="Q8_0", card=Card(name=procedure.name))
    return gguf, {**told, "teaching_seconds": round(time.monotonic() - began, 1)}


def _quiet(told: Event) -> None:
    """Nothing is shown of how it goes."""


def measured(gguf: Path, procedure: Procedure, way: Way, asked: Namespace) -> dict[str, Any]:
    """What a taught model makes of held-out and of recorded conversations."""
    marks = read_marks(library.base(way.base).path)
    found: dict[str, Any] = {}
    with Engine(gguf, context=CONTEXT) as engine:
        shared = Shared(engine, procedure, measuring.TODAY, marks.end, marks.bos)
        if asked.conversations:
            half = asked.conversations // 2
            users = held_out_conversations(procedure, measuring.TODAY, clean=half, overlays=half, seed=4_242)
            if way.trace:
                found["held_out"] = rates(play(users, shared)).model_dump()
            found["in_words"] = in_words(users, shared, trace=way.trace)
        if asked.cases and way.trace:
            recorded = load_recorded(asked.cases, procedure)
            for name, guarded in (("recorded", False), ("recorded_guarded", True)):
                found[name] = score(replay(recorded, shared, guarded=guarded), None, guarded=guarded).model_dump()
    return found


def in_words(users: Sequence[Conversation], shared: Shared, *, trace: bool) -> dict[str, float]:
    """The shares of plain conversations, and of those off the path, whose words and calls were all right."""
    judge, machine = Judge(shared.procedure, shared.today), Machine(shared.procedure, shared.today)

    def right(conversation: Conversation) -> bool:
        session = Session(shared)
        states = states_along(machine, conversation.turns)
        for state, user, gold in zip(states, conversation.turns[::2], conversation.turns[1::2], strict=True):
            wanted = agent_text(gold.trace if trace else "", gold.text, gold.call)
            if judge.judge_words(session.reply_to(Message("user", user.text), wanted), gold, state.words):
                return False
            session.replace_last(wanted, state if trace else None)  # the same words, in the chart's own spelling
        return True

    with ThreadPoolExecutor(max(1, shared.engine.slots)) as players:
        sides = list(zip(users, players.map(right, users), strict=True))
    plain, off = ([good for one, good in sides if bool(one.places) == side] for side in (False, True))
    return {"exact_clean": sum(plain) / max(1, len(plain)), "exact_overlays": sum(off) / max(1, len(off))}


def study(asked: Namespace) -> dict[str, Any]:
    """Every way with every seed."""
    procedure = file.load(asked.flow)
    asked.out.mkdir(parents=True, exist_ok=True)
    ways = {name: STUDY[name] for name in asked.ways} | dict(map(_way, asked.way))
    found: dict[str, Any] = {}
    for seed in asked.seeds:
        for name, way in (ways or STUDY).items():
            out = measuring.outside(asked.out) / f"{name}-{seed}"
            kept = out / "figures.json"
            if not kept.exists():
                out.mkdir(exist_ok=True)
                gguf, done = taught(procedure, way, seed, asked, out)
                figures = {"way": way.model_dump(), **done, **measured(gguf, procedure, way, asked)}
                kept.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
            found[out.name] = json.loads(kept.read_text("utf-8"))
            if not asked.json:
                print(_row(out.name, found[out.name]), flush=True)
    return found


def _way(told: str) -> tuple[str, Way]:
    """A way as it is written on the command line: NAME:KEY=VALUE,..."""
    name, _, settings = told.partition(":")
    pairs = (setting.split("=", 1) for setting in settings.split(",") if setting)
    try:
        return name, Way.model_validate(dict(pairs))
    except ValueError as error:
        raise StudioError(f"{told} is not a way of teaching.", "Write it as NAME:asides=4,rate=2e-3.") from error


def _row(name: str, found: dict[str, Any]) -> str:
    held_out, recorded, guarded = (found.get(part) for part in ("held_out", "recorded", "recorded_guarded"))
    cells = [name, f"{found['tokens']:,}", f"{found['teaching_seconds']:.0f} s"]
    rates_told = [
        held_out[part] if held_out else None for part in ("exact_clean", "exact_overlays", "decisions", "fields")
    ]
    words = found.get("in_words", {})
    rates_told += [words.get(part) for part in ("exact_clean", "exact_overlays")]
    cells += ["-" if rate is None else f"{rate:.1%}" for rate in rates_told]
    parts = [part for scores in (recorded, guarded) for part in ((scores, scores["on_edge"]) if scores else ({}, {}))]
    cells += [measuring.share(part["correct"], part["turns"]) if part else "-" for part in parts]
    return f"| {' | '.join(cells)} |"


def told(found: dict[str, Any]) -> str:
    """The table."""
    head = "| way | tokens | taught in | plain | off the path | decisions | fields | in words: plain | off the path |"
    head += " recorded | along the chart | guarded | along the chart |"
    rows = [_row(name, figures) for name, figures in found.items()]
    return "\n".join(["", head, "|---" * (head.count("|") - 1) + "|", *rows])


def main(given: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("flow", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cases", type=Path, help="recorded conversations, as `studio replay` reads them")
    parser.add_argument("--minutes", type=float, default=0.0, help="of teaching, for each way (default: 5)")
    parser.add_argument("--tokens", type=int, default=0, help="instead of minutes")
    parser.add_argument("--speed", type=int, default=12_000, help="tokens/s that practice is written for at most")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--ways", nargs="+", default=[], choices=list(STUDY), metavar="NAME", help=", ".join(STUDY))
    parser.add_argument("--way", action="append", default=[], metavar="NAME:KEY=VALUE,...")
    parser.add_argument("--conversations", type=int, default=200, help="held-out ones; 0: none")

    def work(asked: Namespace) -> dict[str, Any]:
        asked.minutes = asked.minutes or (0.0 if asked.tokens else 5.0)
        return study(asked)

    return measuring.main(parser, work, told, given)


if __name__ == "__main__":
    raise SystemExit(main())
