"""The tour: the main job once, on the travel sample, with nothing to decide: check, compile, verify, chat.

What it prints was made before the eyes of whoever watches; its score is measured on the file it has just made.
"""

from __future__ import annotations

import json
import time
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from studio.base import paths
from studio.base.command import BAD, FOUND, GOOD, Argument, aside, command
from studio.base.errors import StudioError
from studio.base.events import Event
from studio.base.sentences import sentence
from studio.bench.verify import Verification
from studio.chat.commands import described
from studio.chat.open import open_chat
from studio.chat.session import Session
from studio.conversations.commands import trace_lines
from studio.procedure import checks, file

SCRIPT = (
    "hi there, I'd like to go to Lisbon",
    "we'd fly on the 3rd of March",
    "there's two of us, and about 400 euros each would be fine",
    "wait, is a suitcase included?",
    "that sounds good, let's take it",
    "it's Maria Santos, and my e-mail is maria.santos@example.com",
)


@command(
    Argument("--out", type=Path, help="the run's folder (default: among your runs)"),
    Argument("--flow", type=Path, help="another procedure than the travel sample"),
    Argument("--script", type=Path, help="user lines for the chat at the end, one a line"),
)
def tour(asked: Namespace) -> int:
    """See the main job once: check, compile, verify and chat with the travel sample, in a few minutes."""
    from studio.compile import launch
    from studio.compile.commands import Narrator, _as_json, follow
    from studio.compile.order import Order
    from studio.models import library

    began = time.monotonic()
    source = asked.flow or paths.sample("travel_booking")
    procedure = file.load(source)
    findings = checks.check(procedure)
    decisions = sum(step.kind == "decide" for step in procedure.steps)
    aside(f"1. A procedure: {procedure.name}, {len(procedure.steps)} steps, {decisions} of them decisions. ({source})")
    aside("   " + (str(findings[0]) if findings else "Checked: nothing is wrong with it."))
    aside("2. Compiling it into a small model, on this computer, with no network.")
    base = library.base("starter")
    order = Order(base_folder=base.path, base_hash=base.hash, budget="quick", today=date.today())
    run = launch.prepare(procedure, order, asked.out)
    last = launch.finished(run)
    if last is None:
        show: Any = _as_json if asked.json else _Indented(Narrator())
        code = follow(run, show)
        if code == BAD:
            return BAD
    else:
        aside("   It was compiled before; this is that model.")
    found = Verification.model_validate_json(run.verify.read_text("utf-8"))
    aside("3. Its score, measured on the file itself with conversations it never saw:")
    _score(found)
    aside("4. A chat with it; in brackets what it noted for itself before each reply.")
    turns = _chat(run.path, _lines(asked.script))
    aside(f"Done in {(time.monotonic() - began) / 60:.1f} minutes. Your turn: studio chat {run.path} --trace")
    if asked.json:
        print(json.dumps({"run": str(run.path), "turns": turns, "gate": found.gate.model_dump()}, ensure_ascii=False))
    return GOOD if found.gate.passed else FOUND


class _Indented:
    """Shows a compile's events a little to the right; its last lines are the tour's own to tell."""

    def __init__(self, narrator: Any) -> None:
        self.narrator = narrator

    def __call__(self, told: Event) -> None:
        if told["type"] != "done":
            self.narrator(told)


def _score(found: Verification) -> None:
    greedy = found.unguarded["greedy"]
    guarded = found.guarded.get("greedy")
    aside(f"   plain conversations right from start to end: {_share(greedy.exact_clean)}")
    aside(f"   conversations that leave the path, right from start to end: {_share(greedy.exact_overlays)}")
    aside(f"   decisions right: {_share(greedy.decisions)}; values heard right: {_share(greedy.fields)}")
    if guarded is not None:
        aside(f"   guarded: {_share(guarded.exact)} right, {guarded.illegal_moves} moves off the chart")
    aside("   " + found.gate.reason)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _lines(script: Path | None) -> tuple[str, ...]:
    if script is None:
        return SCRIPT
    try:
        return tuple(line.strip() for line in script.read_text("utf-8").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{path} cannot be read.", path=str(script)),
            sentence("Give a text file with one user line a line."),
        ) from error


def _chat(run: Path, lines: tuple[str, ...]) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    with open_chat(run) as shared:
        session = Session(shared)
        for line in (None, *lines):
            if line is not None:
                aside(f"   You:   {line}")
            replies = session.open() if line is None else session.say(line)
            for reply in replies:
                for noted in trace_lines(reply.trace.text()) if reply.trace else ["nothing that can be read"]:
                    aside(f"          [{noted}]")
                if reply.text:
                    aside(f"   Agent: {reply.text}")
                if reply.call:
                    aside(f"   Calls: {reply.call.text()}")
            turns.append({"user": line, "replies": [described(reply) for reply in replies]})
            if session.state is not None and session.state.waiting == "closed":
                break
    return turns
