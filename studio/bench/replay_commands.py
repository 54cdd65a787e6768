"""The replay command: recorded conversations against a compiled model, with the true history before each turn."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from studio.base.command import GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError
from studio.base.places import run_folder
from studio.bench.replay import Replayed, replay
from studio.bench.replay_cases import load_recorded
from studio.bench.replay_scores import described, score
from studio.chat.certainty import SURE, certainty


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("cases", type=Path, metavar="CASES", help="recorded conversations, a file of JSON lines"),
    Argument("--guarded", action="store_true", help="with the model kept on the chart"),
    SURE,
)
def replay_cases(asked: Namespace) -> int:
    """Replay recorded conversations: at every turn of the agent, given all that truly was said before it, does the
    compiled model take the step that was recorded? CASES has one conversation a line: {"id", "turns": [{"who": "user",
    "text"} | {"who": "agent", "step", "text"?, "heard"?}]}."""
    from studio.base.runfolder import open_run
    from studio.chat.open import open_chat
    from studio.procedure.file import load

    recordings = load_recorded(asked.cases, load(open_run(asked.run).procedure))
    sure = certainty(asked)
    done = 0

    def tell(_: Replayed) -> None:
        nonlocal done
        done += 1
        if done % 100 == 0 and not asked.json:
            aside(f"replayed {done} turns")

    with open_chat(asked.run) as shared:
        began = time.monotonic()
        replayed = replay(recordings, shared, guarded=asked.guarded, sure=sure, on_replayed=tell)
        seconds = time.monotonic() - began
    found = score(replayed, likeness(asked.run, replayed), guarded=asked.guarded)
    found = found.model_copy(update={"seconds": seconds, "sure": sure})
    told = f"{described(found)}\n\n{found.turns} turns in {seconds:.0f} s."
    answer(asked, found.model_dump(mode="json"), told)
    return GOOD


def likeness(run: Path, replayed: Sequence[Replayed]) -> dict[str, float] | None:
    """How like each line is to the practised line most like it; None where the practice conversations are gone."""
    import json

    from studio.base.runfolder import open_run
    from studio.conversations.nearest import Likeness, read_taught

    try:
        records = read_taught(open_run(run).conversations)
    except StudioError as error:
        aside(f"{error.message} How new the words are is not told.")
        return None
    talks = [json.loads(record) for record in records]
    turns = [turn for talk in talks for turn in talk["turns"]]
    turns += (aside["user"] for talk in talks for aside in talk.get("asides", ()))
    said = (turn["text"] for turn in turns if turn["who"] == "user" and turn.get("kind") != "start")
    practised = Likeness(list(dict.fromkeys(said)))
    lines = dict.fromkeys(turn.asked.said for turn in replayed if turn.asked.said)
    return {line: float(min(1.0, practised.of(line).max(initial=0.0))) for line in lines}
