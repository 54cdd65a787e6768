"""The stages before teaching: planning the conversations, writing them, and making rows of tokens of them."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from studio.base.atomic import replace_folder, write_text
from studio.base.errors import StudioError
from studio.base.events import Report, event
from studio.base.sentences import sentence
from studio.conversations import dataset
from studio.conversations.audit import audit
from studio.conversations.encoder import load_encoder
from studio.conversations.look import write_look
from studio.conversations.record import Conversation
from studio.conversations.weave import Weaver
from studio.conversations.writer import Writer
from studio.plan.planner import Plan, make_plan
from studio.plan.scenarios import Scenario
from studio.procedure.file import loads
from studio.procedure.model import Procedure

SAMPLE = 40
ASIDES = 2  # other messages practised at each place where the user speaks
ENOUGH_STEPS = 300  # of teaching, for asides to be worth their time: they make the steps fewer and longer
SIDE_BY_SIDE = 2  # conversations that one step of teaching has at least
CHUNK = 100


def typical_tokens(procedure: Procedure, base: Path, today: date, seed: int, asides: int = ASIDES) -> float:
    """Tokens of an average practice conversation with its asides, from a small sample."""
    plan = make_plan(procedure, today, taught=SAMPLE, held_out=0, seed=seed)
    chosen = random.Random(seed).sample(plan.taught, min(SAMPLE, len(plan.taught)))
    woven = Weaver(procedure, today, phrasebook(), seed, asides).weave_all(chosen)
    made = dataset.rows(woven, load_encoder(base), context=1 << 30)
    if not made:
        raise StudioError(
            sentence("No practice conversation could be written for this procedure."),
            sentence("Run `studio check` on it and mend what it names."),
        )
    return sum(len(row["input_ids"]) for row in made) / max(1, len(chosen))


def asides_for(seconds: float, tokens_per_second: float, tokens_per_conversation: float, batch: int) -> int:
    """How many other messages to practise at each place, where conversations with all of them have so many tokens.
    Measured: with several hundred steps of teaching they are of use, with one hundred they are in the way."""
    steps = seconds * tokens_per_second / max(batch, SIDE_BY_SIDE * tokens_per_conversation)
    return ASIDES if steps >= ENOUGH_STEPS else 0


def phrasebook() -> Writer:
    """The embedded writer."""
    from studio.conversations.phrasebook import Phrasebook

    return Phrasebook()


def write_plan(procedure: Procedure, path: Path, *, today: date, taught: int, held_out: int, seed: int) -> Plan:
    """Plan and keep the plan."""
    plan = make_plan(procedure, today, taught=taught, held_out=held_out, seed=seed)
    write_text(path, plan.model_dump_json(exclude_defaults=True))
    return plan


def weave_many(
    dumped: str,
    scenarios: Sequence[Scenario],
    today: date,
    seed: int,
    report: Report,
    writer: Writer | None = None,
    asides: int = 0,
) -> list[Conversation]:
    """Weave scenarios, on all cores for the phrasebook (it is pure); in this process for any other writer."""
    chunks = [scenarios[i : i + CHUNK] for i in range(0, len(scenarios), CHUNK)]
    woven: list[Conversation] = []
    done = 0
    for part in _woven_chunks(dumped, chunks, today, seed, writer, asides):
        woven += part
        done = min(len(scenarios), done + CHUNK)
        report(event("progress", stage="writing", done=done, total=len(scenarios)))
    return woven


def _woven_chunks(dumped: str, chunks, today: date, seed: int, writer: Writer | None, asides: int):  # type: ignore[no-untyped-def]
    if writer is not None or len(chunks) < 4 or (os.cpu_count() or 1) < 2:
        for chunk in chunks:
            weaver = Weaver(loads(dumped), today, writer or phrasebook(), seed, asides)
            yield list(weaver.weave_all(chunk))
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_weave_chunk, [(dumped, chunk, today, seed, asides) for chunk in chunks])


def _weave_chunk(job: tuple[str, Sequence[Scenario], date, int, int]) -> list[Conversation]:
    dumped, chunk, today, seed, asides = job
    return list(Weaver(loads(dumped), today, phrasebook(), seed, asides).weave_all(chunk))


def write_conversations(
    procedure: Procedure, conversations: Sequence[Conversation], folder: Path, report: Report
) -> dict[str, Any]:
    """Audit, keep what passes, store it. Returns the audit's figures."""
    found = audit(procedure, conversations)
    for line in found.lines():
        report(event("note", text=line))
    write_look(found.kept, folder)
    _store(folder, lambda new: dataset.write_conversations(found.kept, new))
    return {"kept": len(found.kept), "rejected": len(conversations) - len(found.kept)}


def write_rows(conversations: list[Conversation], base: Path, folder: Path, *, context: int, seed: int) -> int:
    """Rows of tokens for teaching; returns how many tokens they hold. The list is empty afterwards."""
    made = dataset.rows(_let_go(conversations), load_encoder(base), context=context, seed=seed)
    random.Random(seed).shuffle(made)
    _store(folder, lambda new: dataset.write_rows(made, new))
    return sum(len(row["input_ids"]) for row in made)


def _let_go(conversations: list[Conversation]) -> Iterator[Conversation]:
    """Each in its turn, and gone from the list: thousands of them take a gigabyte that their rows want too."""
    conversations.reverse()
    while conversations:
        yield conversations.pop()


def write_test_rows(conversations: Sequence[Conversation], base: Path, folder: Path, *, context: int) -> None:
    """Rows for the quick test while teaching, each a whole conversation with nothing dropped."""
    made = dataset.rows(conversations, load_encoder(base), context=context, thinned_share=0.0, recounted_share=0.0)
    _store(folder, lambda new: dataset.write_rows(made, new))


def _store(folder: Path, write) -> None:  # type: ignore[no-untyped-def]
    new = folder.with_name(folder.name + ".new")
    folder.parent.mkdir(parents=True, exist_ok=True)
    write(new)
    replace_folder(new, folder)
