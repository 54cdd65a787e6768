"""How a compiled run holds its path when people leave it, by the ways listed in leaving.toml.

    python -m tests.benchmarks.leaving RUN [--each 40] [--guarded] [--json]

At the questions of held-out conversations people say what is listed, in place of the phrasebook's own words; jumping
ahead (an answer to a later question) and back (a correction) are in the phrasebook's held-out words. The message after
the true ones before it counts as held where the model goes where the machine goes, as exact where trace and words are
right as well. Beside them: the answers of the same people while they keep to the path.
"""

from __future__ import annotations

import random
import tomllib
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from studio.bench.play import PlayedTurn, play
from studio.bench.scores import kind_of
from studio.chat.open import open_chat
from studio.chat.session import Shared
from studio.conversations.phrasebook import Phrasebook
from studio.conversations.record import Conversation
from studio.conversations.weave import Weaver
from studio.conversations.writer import Cue, Said
from studio.plan.planner import make_plan
from studio.plan.scenarios import Scenario, UserMove
from studio.procedure.model import Ask, Procedure
from studio.procedure.trace import parse
from tests.benchmarks import measuring

LIST = Path(__file__).with_name("leaving.toml")
SEED = 7_300
PLANNED = 400
ON_THE_PATH = "on the path: an answer"
AHEAD, BACK = "jumping: ahead", "jumping: back"


class Way(NamedTuple):
    """One way of leaving the path: what the machine calls it, and what is said ("" list: the phrasebook's words)."""

    name: str
    kind: str
    says: tuple[str, ...] = ()


def ways() -> list[Way]:
    """Those listed, and the two that need the procedure's own values."""
    listed = tomllib.loads(LIST.read_text("utf-8"))["way"]
    found = [Way(f"{one['group']}: {one['name']}", one["kind"], tuple(one["says"])) for one in listed]
    return [*found, Way(AHEAD, "early answer"), Way(BACK, "correction")]


class Sayings:
    """Writes as the phrasebook does, but for one way of leaving the path."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.phrasebook = Phrasebook()

    def say(self, cue: Cue, rng: random.Random) -> Said:
        """A message that means what the cue says."""
        if self.way.says and cue.kind == self.way.kind:
            return Said(rng.choice(self.way.says), {}, self.way.name)
        return self.phrasebook.say(cue, rng)


def met(procedure: Procedure, way: Way, scenarios: Sequence[Scenario], each: int) -> Iterator[Conversation]:
    """Conversations up to where the path is left in this way, and the answer to that."""
    if way.says:
        scenarios = [left for scenario in scenarios if (left := _left(procedure, way, scenario)) is not None]
    woven = Weaver(procedure, measuring.TODAY, Sayings(way), SEED).weave_all(scenarios)
    found = 0
    for conversation in woven:
        for number in range(3, len(conversation.turns), 2):
            if kind_of(parse(conversation.turns[number].trace)[0], procedure) == way.kind:
                yield conversation.model_copy(update={"turns": conversation.turns[: number + 1], "places": ()})
                found += 1
                break
        if found == each:
            return


def _left(procedure: Procedure, way: Way, scenario: Scenario) -> Scenario | None:
    """A scenario that keeps to the path up to a question at which it is left; None where it never does."""
    plain = list(takewhile(lambda move: move.kind in ("answer", "tool"), scenario.moves))
    asked = [number for number, move in enumerate(plain) if isinstance(procedure.step_by_id[move.step], Ask)]
    if not asked or scenario.entry is not None:
        return None
    number = random.Random(f"{scenario.id}/{way.name}").choice(asked)
    leaving = UserMove(kind=way.kind, step=plain[number].step)  # type: ignore[arg-type]
    return scenario.model_copy(update={"moves": (*scenario.moves[:number], leaving)})


def held(turn: PlayedTurn) -> bool:
    """Whether the model goes where the machine goes, whatever it calls what was said."""
    gold, _ = parse(turn.gold.trace)
    return turn.reply.trace is not None and turn.reply.trace.moves == gold.moves


def measure(shared: Shared, each: int, *, guarded: bool) -> dict[str, dict[str, int]]:
    """By way: how many were met, how often the path was held, and how often all was right."""
    scenarios = make_plan(shared.procedure, shared.today, taught=0, held_out=PLANNED, seed=SEED).held_out
    found: dict[str, dict[str, int]] = {}
    answers: Counter[str] = Counter()
    for way in ways():
        played = play(met(shared.procedure, way, scenarios, each), shared, guarded=guarded)
        last = [one.turns[-1] for one in played]
        found[way.name] = _counts(last)
        before = [turn for one in played for turn in one.turns[1:-1] if _answers(turn, shared.procedure)]
        answers.update(_counts(before))
    return {ON_THE_PATH: dict(answers), **found}


def _answers(turn: PlayedTurn, procedure: Procedure) -> bool:
    return kind_of(parse(turn.gold.trace)[0], procedure) == "answer"


def _counts(turns: Sequence[PlayedTurn]) -> dict[str, int]:
    return {"met": len(turns), "held": sum(map(held, turns)), "exact": sum(turn.verdict.right for turn in turns)}


def work(asked: Namespace) -> dict[str, Any]:
    with open_chat(asked.run, measuring.TODAY) as shared:
        return measure(shared, asked.each, guarded=asked.guarded)


def told(found: dict[str, Any]) -> str:
    """The table, and what is held off the path beside on it."""
    rows = ["| what people do | met | path held | all right |", "|---|---|---|---|"]
    rows += [
        f"| {name} | {one['met']} | {measuring.share(one['held'], one['met'])} | "
        f"{measuring.share(one['exact'], one['met'])} |"
        for name, one in found.items()
    ]
    off = [one for name, one in found.items() if name != ON_THE_PATH]
    together = {what: sum(one[what] for one in off) for what in ("met", "held")}
    on = found[ON_THE_PATH]
    if together["met"] and on["met"] and on["held"]:
        share, beside = together["held"] / together["met"], on["held"] / on["met"]
        rows.append(f"Off the path the way is held {share:.1%} of the time: {share / beside:.2f} of what it is on it.")
    return "\n".join(rows)


def main(given: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--each", type=int, default=40, help="how many times each way is met (default 40)")
    parser.add_argument("--guarded", action="store_true")
    return measuring.main(parser, work, told, given)


if __name__ == "__main__":
    raise SystemExit(main())
