"""The compile command, as a person or a script sees it: events as they come, the end, and an exit code."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.base.command import BAD, FOUND, GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError
from studio.base.events import Event
from studio.base.runfolder import RunFolder
from studio.base.sentences import in_language, sentence, system_language

if TYPE_CHECKING:
    from studio.compile.choices import Choices
    from studio.procedure.model import Procedure

STAGES = {
    "preparing": "Looking at this computer",
    "planning": "Planning the practice conversations",
    "writing": "Writing practice conversations",
    "teaching": "Teaching",
    "exporting": "Packing the model",
    "checking": "Checking",
    "comparing": "Comparing the packed model with the taught one",
}


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--base", default="starter", help="a base model's name or folder (default: the starter)"),
    Argument("--budget", choices=("quick", "standard", "thorough"), default="standard"),
    Argument("--out", type=Path, help="the run's folder (default: among your runs)"),
    Argument("--method", choices=("full", "lora", "qlora"), help="how to teach (default: what suits the base)"),
    Argument("--rank", type=int, help="rank of the adapters"),
    Argument("--rate", type=float, help="learning rate"),
    Argument("--kind", choices=("F16", "Q8_0", "Q4_K_M"), help="number format of the GGUF"),
    Argument("--writer", default="phrasebook", help="phrasebook, or the path of an instruct GGUF"),
    Argument("--seconds", type=float, help="another ceiling than the budget's"),
    Argument("--today", type=date.fromisoformat, default=None, help="the day the practice happens on"),
    Argument("--seed", type=int, default=0),
    Argument("--estimate", action="store_true", help="only say what it would take and what is missing"),
)
def compile_flow(asked: Namespace) -> int:
    """Compile a procedure into a small language model. Ctrl-C stops it and keeps what was learned; twice, cancels."""
    from studio.compile import launch
    from studio.compile.choices import PHRASEBOOK, Choices
    from studio.models import library
    from studio.procedure.file import load

    procedure = load(asked.flow)
    writer = asked.writer if asked.writer == PHRASEBOOK else str(Path(asked.writer).expanduser().absolute())
    named = {name: getattr(asked, name) for name in Choices.model_fields if name != "writer"}
    choices = _checked(Choices, {**named, "writer": writer})
    today = asked.today or date.today()
    if asked.estimate:
        return _estimate(asked, procedure, choices, today)
    base = library.base(asked.base)
    order = choices.order(base.path, base.hash, today)
    run = launch.prepare(procedure, order, asked.out)
    show = _as_json if asked.json else Narrator()
    last = launch.finished(run)
    if last is not None:
        show(last)
        return _code(last)
    return follow(run, show)


def _checked(kind: type[Choices], values: dict[str, Any]) -> Choices:
    from pydantic import ValidationError

    try:
        return kind.model_validate(values)
    except ValidationError as error:
        wrong = error.errors()[0]
        raise StudioError(
            sentence(
                "--{option} {value} cannot be: {why}.",
                option=str(wrong["loc"][0]),
                value=str(wrong["input"]),
                why=wrong["msg"].lower(),
            ),
            sentence("See `studio compile --help`."),
        ) from None


def _estimate(asked: Namespace, procedure: Procedure, choices: Choices, today: date) -> int:
    """Say what the compile would take: exit code 0 where it could begin, 1 where something is missing."""
    from studio.compile import estimate_making
    from studio.compile.estimate import told

    found = estimate_making.quick(procedure, choices, today, asked.out)
    if not any(need.stops for need in found.needs):
        aside("Measuring how fast this computer teaches ...")
        found = estimate_making.measured(procedure, found, asked.out)
    course = found.course(choices.budget, own=True)
    needs = found.unmet(course)
    ready = not any(need.stops for need in needs)
    data = {"ready": ready, **found.model_dump(mode="json"), "needs": [need.model_dump() for need in needs]}
    answer(asked, data, told(found, course))
    return GOOD if ready else FOUND


def follow(run: RunFolder, show) -> int:  # type: ignore[no-untyped-def]
    """Start (or join) the worker and show its events until the end."""
    from studio.compile import launch

    child = launch.start(run)
    asked_to_stop = 0
    watching = launch.watch(run, child)
    last: Event | None = None
    while True:
        try:
            for told in watching:
                show(told)
                last = told
            break
        except KeyboardInterrupt:
            asked_to_stop += 1
            run.control.request("stop" if asked_to_stop == 1 else "cancel")
            aside("Stopping; what was learned is kept. Ctrl-C again cancels." if asked_to_stop == 1 else "Cancelling.")
            watching = launch.watch(run, child)
    if last is None:
        raise StudioError(
            sentence("The compile ended without a word."), sentence("Start it again; the log: {log}", log=str(run.log))
        )
    return _code(last)


def _code(last: Event) -> int:
    if last["type"] == "failed":
        return BAD
    return GOOD if last["gate"] == "passed" else FOUND


def _as_json(told: Event) -> None:
    print(json.dumps(told, ensure_ascii=False, default=str), flush=True)


class Narrator:
    """Says in plain words what happens; progress on one line where the terminal allows it."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.began = time.monotonic()
        self.stage = ""
        self.told = 0.0

    def __call__(self, told: Event) -> None:
        kind = told["type"]
        if kind == "stage":
            self._stage(told)
        elif kind in ("progress", "metric"):
            self._progress(told)
        elif kind == "note" and not told.get("advanced"):
            self._line(f"  {told['text']}")
        elif kind == "failed":
            language = system_language()
            self._line("\n".join(in_language(told[name], language) for name in ("message", "hint")).strip())
        elif kind == "done":
            passed = told["gate"] == "passed"
            self._line(f"{'Ready to use.' if passed else 'Not ready to use yet.'} {told.get('reason', '')}".strip())
            self._line(f"{told['seconds'] / 60:.1f} minutes. Chat: studio chat {told['run']}")
            print(told["gguf"], flush=True)

    def _stage(self, told: Event) -> None:
        name = str(told["stage"]).rstrip("-0123456789")
        words = STAGES.get(name, name)
        if told["state"] == "started":
            self._line(f"{words} ...")
        elif told["state"] == "cached":
            self._line(f"{words}: done before.")
        self.stage = words

    def _progress(self, told: Event) -> None:
        now = time.monotonic()
        if now - self.told < (0.5 if self.live else 15):
            return
        self.told = now
        left = told.get("left_seconds")
        parts = [f"  {self.stage}"]
        if told.get("total"):
            parts.append(f"{told['done']} of {told['total']}")
        if left is not None:
            parts.append(f"about {_span(left)} left")
        text = ", ".join(parts)
        if self.live:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        else:
            aside(text)

    def _line(self, text: str) -> None:
        if self.live:
            print("\r\x1b[K", end="", file=sys.stderr)
        aside(text)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
