"""How soon the first word comes, of the real seats, on compiled models:

    python -m tests.benchmarks.first_word RUN [RUN ...] [--conversations N]

The compiled seat with what it foresees and without, and the same base with the procedure in its prompt, are told the
same lines of held-out customers, conversation by conversation in turns; each goes on from what it said itself. Told are
seconds on the clock from the line to the first word, cold at the start of a conversation and warm after, and tokens a
second over whole messages. A message without words, such as a call, has no first word and is left out.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import mean, median
from unittest.mock import patch

from studio.base.runfolder import open_run
from studio.bench.seats import play_lines
from studio.chat import session
from studio.chat.seats.room import SeatRoom
from studio.chat.seats.seat import Measures
from studio.chat.seats.spec import read_specs
from studio.chat.session import Sampling
from studio.conversations.held_out import held_out_conversations
from studio.procedure.file import load
from studio.procedure.machine import Machine, State

WAYS = ("compiled", "compiled, nothing foreseen", "prompted")


def nothing(machine: Machine, state: State, line: str) -> list[str]:
    return []


def measured(folder: Path, count: int) -> dict[str, list[Measures]]:
    """Every way of one run, conversation by conversation, so that other work on the computer meets all."""
    run = open_run(folder)
    procedure, today = load(run.procedure), date.fromisoformat(str(getattr(run.manifest(), "today", date.today())))
    conversations = held_out_conversations(procedure, today, clean=count, overlays=0, seed=9_001)
    scripts = [[turn.text for turn in one.turns[2::2] if turn.who == "user"] for one in conversations]
    found: dict[str, list[Measures]] = {way: [] for way in WAYS}
    with SeatRoom(run.path, today=today, sampling=Sampling()) as room:
        compiled, prompted = read_specs("compiled,prompted")
        seats = [room.seat(spec) for spec in (compiled, compiled, prompted)]
        foresees: list[Callable[..., list[str]]] = [session.foreseen, nothing, nothing]
        for script in scripts:
            for way, seat, foresee in zip(WAYS, seats, foresees, strict=True):
                with patch.object(session, "foreseen", foresee):
                    found[way] += play_lines(seat, [script]).conversations[0].measures
        for seat in seats:
            seat.close()
    return found


def told(name: str, found: dict[str, list[Measures]]) -> str:
    lines = [f"{name:<28}{'first word, cold':>18}{'warm, mean':>12}{'median':>9}{'tokens/s':>10}{'messages':>10}"]
    for way, measures in found.items():
        cold, warm = (
            [one.first_seconds for one in measures if one.first_seconds > 0 and one.cold == side]
            for side in (True, False)
        )
        speed = sum(one.written_tokens for one in measures) / sum(one.seconds for one in measures)
        lines.append(
            f"  {way:<26}{seconds(cold, mean):>18}{seconds(warm, mean):>12}{seconds(warm, median):>9}{speed:>10,.0f}"
            f"{len(measures):>10}"
        )
    return "\n".join(lines)


def seconds(took: Sequence[float], of: Callable[[Sequence[float]], float]) -> str:
    return f"{of(took):.4f}" if took else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--conversations", type=int, default=20)
    asked = parser.parse_args()
    for run in asked.runs:
        with tempfile.TemporaryDirectory() as scratch:  # seats keep the packed base in the run
            copy = Path(shutil.copytree(run, Path(scratch) / run.name))
            print(told(run.name, measured(copy, asked.conversations)), flush=True)


if __name__ == "__main__":
    main()
