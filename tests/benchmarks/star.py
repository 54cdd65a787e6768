"""The next action in STAR's conversations: each task drawn as a procedure, compiled from the chart alone, and replayed
on what people really said.

    STUDIO_DATA=... python -m tests.benchmarks.star --out FOLDER --tasks weather trivia

Every happy conversation becomes a recording: an agent's turn with an action is to be predicted, one without is context.
Each task has a folder in --out: the procedure, the recordings, the run, and the figures of each way of playing;
what is there already is not done again. Compared with a baseline that learns nothing: of the branches open at the
current step the one whose phrases are most like the line (TF-IDF), else the first step the chart has next; and with the
same, informed of what tools answered, which a replayed model learns when it calls them.
"""

from __future__ import annotations

import json
import lzma
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from studio.bench.replay import Predicted, Replayed, replay
from studio.bench.replay_cases import Recorded, load_recorded
from studio.bench.replay_history import Asked, rebuild
from studio.bench.replay_scores import Count, Scores, score
from studio.bench.replay_ways import Way, Ways
from studio.exchange.star import procedure_of, read_task
from studio.procedure import file
from studio.procedure.machine import Machine
from studio.procedure.model import Decide, End, Procedure
from tests.benchmarks import measuring
from tests.benchmarks.baseline import Nearest

BYE = re.compile(r"(?:^|_)(?:good)?bye(?:_|$)")
SCOPE = "out_of_scope"
WAYS = ("baseline", "informed", "unguarded", "guarded")


def recordings(dialogues: Iterable[dict[str, Any]], task: str, procedure: Procedure) -> Iterator[Recorded]:
    """A task's happy conversations. An action that says it did not understand stays at the step before it, any goodbye
    is the procedure's; an action that the task's own file does not have is context."""
    bye = next(step.id for step in procedure.steps if isinstance(step, End))
    for dialogue in dialogues:
        if dialogue["task"] == task and dialogue["happy"]:
            turns: list[dict[str, str]] = []
            last = ""
            for event in dialogue["events"]:
                if event["who"] == "user":
                    turns.append({"who": "user", "text": event["text"]})
                elif event["who"] == "agent" and "text" in event:
                    action = event.get("action") or ""
                    step = last if action == SCOPE else bye if BYE.search(action) else action
                    known = {"step": step} if step in procedure.step_by_id else {}
                    turns.append({"who": "agent", "text": event["text"] or "...", **known})
                    last = known.get("step", last)
            yield Recorded.model_validate({"id": str(dialogue["id"]), "turns": turns})


class Baseline:
    """Takes the branch whose phrases are most like the line, else what the chart has first; `informed`, it also knows
    what tools answered, as a model does that calls them."""

    def __init__(self, procedure: Procedure, *, informed: bool = False) -> None:
        self.procedure = procedure
        self.informed = informed
        self.ways = Ways(Machine(procedure, measuring.TODAY))
        decisions = [step for step in procedure.steps if isinstance(step, Decide)]
        self.nearest = Nearest(
            (f"{step.id}:{branch.id}", phrase)
            for step in decisions
            for branch in step.branches
            for phrase in branch.examples
        )

    def predict(self, asked: Asked) -> Predicted:
        ways = [way for way in self.ways.open_ways(asked.state) if not self.informed or self._answered(way, asked)]
        if not ways:
            return Predicted("", {})
        taken = [self._branches(way) for way in ways]
        label, _ = self.nearest.best(asked.said, {f"{step}:{branch}" for way in taken for step, branch in way.items()})
        step, _, branch = label.partition(":")
        number = next((i for i, way in enumerate(taken) if label and way.get(step) == branch), 0)
        return Predicted(ways[number].last, taken[number])

    def _answered(self, way: Way, asked: Asked) -> bool:
        """Whether a way goes on as the tools on it answered."""
        return all(asked.results.get(leg.step, (way.out(i),))[0] == way.out(i) for i, leg in enumerate(way.legs))

    def _branches(self, way: Way) -> dict[str, str]:
        decides = (isinstance(self.procedure.step_by_id.get(leg.step), Decide) for leg in way.legs)
        return {leg.step: way.out(i) for i, (leg, decide) in enumerate(zip(way.legs, decides, strict=True)) if decide}


def measure(task: str, asked: Namespace) -> dict[str, Scores]:
    """One task from its files to its figures."""
    stars, out = measuring.data_folder() / "procedures" / "star", measuring.outside(asked.out) / task
    out.mkdir(parents=True, exist_ok=True)
    procedure = procedure_of(read_task(stars / task))
    file.save(procedure, out / "procedure.flow.json")
    cases = out / "cases.jsonl"
    with lzma.open(stars / "dialogues.jsonl.xz", "rt", encoding="utf-8") as lines:
        found = list(recordings(map(json.loads, lines), task, procedure))
    cases.write_text("".join(one.model_dump_json(exclude_none=True) + "\n" for one in found), "utf-8")
    recorded = load_recorded(cases, procedure)
    return {way: _known(out / f"{way}.json") or _played(way, procedure, recorded, out, asked) for way in WAYS}


def _known(path: Path) -> Scores | None:
    return Scores.model_validate_json(path.read_bytes()) if path.exists() else None


def _played(way: str, procedure: Procedure, recorded: Sequence[Recorded], out: Path, asked: Namespace) -> Scores:
    if way in ("baseline", "informed"):
        baseline = Baseline(procedure, informed=way == "informed")
        turns = [turn for one in recorded for turn in rebuild(one, procedure, measuring.TODAY)]
        found = score([Replayed(turn, baseline.predict(turn)) for turn in turns], None)
    else:
        from studio.bench.replay_commands import likeness
        from studio.chat.open import open_chat

        run = measuring.compiled(procedure, Namespace(**{**vars(asked), "out": out / "run"}))
        with open_chat(run, measuring.TODAY) as shared:
            replayed = replay(recorded, shared, guarded=way == "guarded")
        found = score(replayed, likeness(run, replayed), guarded=way == "guarded")
    (out / f"{way}.json").write_text(found.model_dump_json(indent=1) + "\n", "utf-8")
    return found


def all_tasks() -> list[str]:
    folder = measuring.data_folder() / "procedures" / "star"
    return sorted(path.parent.name for path in folder.glob("*/task.json"))


def work(asked: Namespace) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for task in asked.tasks or all_tasks():
        found[task] = {way: _short(scores) for way, scores in measure(task, asked).items()}
        if not asked.json:
            print("\n".join(rows({task: found[task]})), flush=True)
    return found


def _short(scores: Scores) -> dict[str, dict[str, int]]:
    counts: dict[str, Count] = {"all": scores, "on_edge": scores.on_edge, "off_edge": scores.off_edge}
    return {name: {"turns": count.turns, "correct": count.correct} for name, count in counts.items()}


def rows(found: dict[str, Any]) -> list[str]:
    """A row for each task and way of playing."""
    return [
        f"| {task} | {way} | "
        + " | ".join(f"{measuring.share(c['correct'], c['turns'])} ({c['turns']:,})" for c in figures.values())
        + " |"
        for task, ways in found.items()
        for way, figures in ways.items()
    ]


def told(found: dict[str, Any]) -> str:
    """The table of all tasks, and what the compiled model is above the baseline."""
    together = {
        way: {
            part: {name: sum(ways[way][part][name] for ways in found.values()) for name in ("turns", "correct")}
            for part in ("all", "on_edge", "off_edge")
        }
        for way in WAYS
    }
    shares = {way: figures["all"]["correct"] / max(1, figures["all"]["turns"]) for way, figures in together.items()}
    above = ", ".join(f"{way} {100 * (shares[way] - shares['baseline']):+.1f} points" for way in WAYS[1:])
    head = ["| task | played | all turns | along the chart | off it |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows({**found, "all tasks": together}), f"Above the baseline: {above}."])


def main(given: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", nargs="+", metavar="NAME", help="some of the tasks (default: all of them)")
    measuring.compile_arguments(parser)
    measuring.data_folder()
    return measuring.main(parser, work, told, given)


if __name__ == "__main__":
    raise SystemExit(main())
