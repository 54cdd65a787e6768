"""What drafts save on a compiled model:   python -m tests.benchmarks.drafts RUN [--conversations N] [--rounds N]

The same held-out conversations are played side by side, as checking plays them, in turns: with nothing drafted, with
what the chart foresees, and with the message that is expected, as checking does. Told are seconds on the clock and of
the engine's processor time, and whether every message came out the same.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from unittest.mock import patch

import psutil

from studio.base.runfolder import open_run
from studio.bench.play import play
from studio.chat import session
from studio.chat.open import open_chat
from studio.chat.reply import Reply
from studio.chat.session import Session
from studio.conversations.held_out import held_out_conversations
from studio.conversations.rendering import Message
from studio.procedure.file import load
from studio.procedure.machine import Machine, State

Foresee = Callable[[Machine, State, str], list[str]]


def nothing(machine: Machine, state: State, line: str) -> list[str]:
    return []


def unexpecting(reply_to: Callable[..., Reply]) -> Callable[..., Reply]:
    """Writes without being told what is expected."""

    def written(session: Session, message: Message, expected: str = "") -> Reply:
        return reply_to(session, message)

    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, metavar="RUN")
    parser.add_argument("--conversations", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    run = open_run(asked.run)
    procedure, today = load(run.procedure), date.fromisoformat(str(getattr(run.manifest(), "today", date.today())))
    half = asked.conversations // 2
    conversations = held_out_conversations(procedure, today, clean=half, overlays=half, seed=9_001)
    ways: dict[str, tuple[Foresee, bool]] = {
        "nothing drafted": (nothing, False),
        "what is foreseen": (session.foreseen, False),
        "what is expected": (session.foreseen, True),
    }
    first: list[str] = []
    print(f"{'':18}{'clock':>9}{'engine':>10}{'messages':>10}{'the same':>10}")
    with open_chat(run.path, today) as shared:
        engine = psutil.Process(shared.engine._child.pid)
        for _ in range(asked.rounds):
            for name, (foresee, expecting) in ways.items():
                with ExitStack() as changed:
                    changed.enter_context(patch.object(session, "foreseen", foresee))
                    if not expecting:
                        changed.enter_context(patch.object(Session, "reply_to", unexpecting(Session.reply_to)))
                    began, used = time.monotonic(), sum(engine.cpu_times()[:2])
                    played = play(conversations, shared)
                    clock, spent = time.monotonic() - began, sum(engine.cpu_times()[:2]) - used
                written = [turn.reply.raw for one in played for turn in one.turns]
                first = first or written
                same = sum(mine == other for mine, other in zip(written, first, strict=True))
                print(f"{name:18}{clock:>7.2f} s{spent:>8.2f} s{len(written):>10}{same:>10}", flush=True)


if __name__ == "__main__":
    main()
