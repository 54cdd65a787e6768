"""One compile, start to end, inside the worker process: prepare, plan, write, teach, export, check; and again while the
gate fails and time is left.

Everything is told through events in plain words. What a stage does is the business of the packages above.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from studio.base.atomic import replace_file, write_text
from studio.base.errors import Cancelled, StudioError
from studio.base.events import Event, Report, event
from studio.base.memory import give_back_memory
from studio.base.sentences import PACKED, Sentence, sentence
from studio.bench.play import Played, play
from studio.bench.report import write_report
from studio.bench.verify import Packing, Passes, Verification, alternate, compare_packing, verify
from studio.chat.session import Shared
from studio.compile import writing
from studio.compile.estimate import LARGEST_CONTEXT, budget_of, context_of, kind_of
from studio.compile.estimate_making import measure
from studio.compile.order import Order, refuse_moved
from studio.compile.stages import Stages, key_of
from studio.conversations.audit import shared_runs
from studio.conversations.dataset import read_conversations
from studio.conversations.encoder import read_marks
from studio.conversations.local_model import LocalModel
from studio.conversations.record import Conversation
from studio.conversations.writers import PHRASEBOOK, open_writer
from studio.engine.client import Engine
from studio.gguf.card import Card
from studio.gguf.export import export
from studio.models.folder import attributions, licence
from studio.plan.budget import Budget
from studio.plan.focus import focused
from studio.plan.planner import Plan, make_plan
from studio.plan.scenarios import Scenario
from studio.procedure.checks import refuse_problems
from studio.procedure.file import dumps, loads, procedure_hash
from studio.procedure.model import Procedure
from studio.weights.devices import Device
from studio.weights.preflight import Estimate, require
from studio.weights.probe import Probe
from studio.weights.recipe import BaseShape, Recipe

CODE_VERSION = 4
LEAST_ROUND_SECONDS = 45
LEAST_ROUND_SHARE = 0.25  # of the first round's teaching: a shorter one takes back some of what that one learned
MAX_ROUNDS = 3
HELD_OUT = 400
SAVING_SECONDS = 8
MARGIN = 0.02  # of the ceiling, for what takes longer than it was reckoned
QUICK_TEST, QUICK_TESTS, SELDOM_SECONDS = 20, 12, 15.0  # conversations in one, how many a round, seconds between two
WIDER = 2  # so many conversations are planned for each one that a focused round picks


class Control(Protocol):
    """What a watcher may ask of a running compile."""

    def requested(self) -> Literal["pause", "stop", "cancel"] | None: ...


@dataclass(frozen=True)
class Compiled:
    """The end of a compile."""

    run: Path
    gguf: Path
    seconds: float
    gate: Literal["passed", "failed"]
    reason: Sentence


@dataclass
class _Round:
    number: int
    folder: Path
    gguf: Path
    verification: Verification


class Conductor:
    """Conducts the compile of one run folder that holds procedure.flow.json and order.json."""

    def __init__(self, folder: Path, report: Report, control: Control) -> None:
        self.folder = folder
        self._tell = report
        self.control = control
        self.order = Order.load(folder)
        self.procedure: Procedure = loads((folder / "procedure.flow.json").read_text("utf-8"))
        self.hash = procedure_hash(self.procedure)
        self.stages = Stages(folder, self.report)
        self.began = time.monotonic() - _spent(folder)
        self.stopped = False
        self.asides = 0

    def report(self, told: Event) -> None:
        """Pass an event on, and do what is asked for meanwhile. Teaching looks after that itself, with a checkpoint."""
        self._tell(told)
        if told.get("stage") != "teach":
            self._obey()

    def run(self) -> Compiled:
        """The whole compile. Raises StudioError where a person must mend something, and Cancelled."""
        refuse_moved(self.order)
        budget, recipe = self._prepare()
        self._plan(budget)
        self._write(budget, 1, None)
        best: _Round | None = None
        seconds = min(budget.teach_seconds, max(LEAST_ROUND_SECONDS, self._remaining(budget)))
        for number in range(1, MAX_ROUNDS + 1):
            if number > 1:
                self.report(event("note", text=_again(number, best)))
                self._write(budget, number, best, _part(seconds, budget))
            done = self._round(number, recipe, budget, seconds, best)
            best = done if best is None or _better(done.verification, best.verification) else best
            remaining = self._remaining(budget)
            least = max(LEAST_ROUND_SECONDS, LEAST_ROUND_SHARE * budget.teach_seconds)
            if best.verification.gate.passed or self.stopped or remaining < least:
                break
            seconds = remaining * (0.92 if number > 1 else 0.9)
        assert best is not None
        return self._ship(best, budget)

    def _remaining(self, budget: Budget) -> float:
        """Seconds that could still be taught, and what was taught then checked and shipped."""
        return budget.seconds * (1 - MARGIN) - self._spent() - budget.gate_seconds - SAVING_SECONDS

    # -- stages --------------------------------------------------------------------------------

    def _prepare(self) -> tuple[Budget, Recipe]:
        refuse_problems(self.procedure, context=self._context)
        kept = self.stages.run("preparing", self._key("prepare"), [], self._measure)
        budget = budget_of(
            self.order,
            len(self.procedure.steps),
            tokens_per_second=kept["tokens_per_second"],
            tokens_per_conversation=kept["tokens_per_conversation"],
        )
        recipe = Recipe.model_validate(kept["recipe"])
        tokens, speed = kept["tokens_per_conversation"], kept["tokens_per_second"]
        self.asides = writing.asides_for(budget.teach_seconds, speed, tokens, recipe.batch)
        write_text(self.folder / "recipe.json", recipe.model_dump_json(indent=2) + "\n")
        told = sentence("At most {minutes} minutes in all.", minutes=float(budget.seconds / 60))
        self.report(event("note", text=told, ceiling=budget.seconds, spent=self._spent()))
        return budget, recipe

    def _measure(self) -> dict[str, Any]:
        from studio.weights.devices import describe, refuse_outdated_driver

        shape = BaseShape.of(self.order.base_folder)
        if told := refuse_outdated_driver(shape.parameters):
            self.report(event("note", text=told))
        found = measure(self.order, self.procedure, self.folder, describe()[0])
        for why in found.recipe.reasons.values():
            self.report(event("note", text=sentence("Chosen because {why}.", why=why), advanced=True))
        require(found.cost, found.recipe)
        self.report(event("note", text=_cost(found.cost, found.device)))
        return {
            "recipe": found.recipe.model_dump(mode="json"),
            "tokens_per_second": found.tokens_per_second,
            "tokens_per_conversation": found.tokens_per_conversation,
        }

    def _plan(self, budget: Budget) -> None:
        def work() -> dict[str, Any]:
            plan = writing.write_plan(
                self.procedure,
                self.folder / "plan.json",
                today=self.order.today,
                taught=budget.conversations,
                held_out=HELD_OUT,
                seed=self.order.seed,
            )
            covered = plan.coverage
            held_out = writing.weave_many(
                dumps(self.procedure), plan.held_out, self.order.today, self.order.seed + 77, self.report
            )
            writing.write_conversations(self.procedure, held_out, self._held_out, self.report)
            return {"edges": covered.edges, "edges_covered": covered.edges_covered, "conversations": len(plan.taught)}

        outputs = [self.folder / "plan.json", self._held_out]
        self.stages.run("planning", self._key("plan", budget.conversations), outputs, work)

    def _write(self, budget: Budget, number: int, best: _Round | None, part: float = 1.0) -> None:
        """Write a round's conversations: after the first, more of what went wrong so far, and only the part of them
        that there is time to learn."""
        wanted = round(budget.conversations * part)

        def work() -> dict[str, Any]:
            scenarios: Sequence[Scenario]
            if best is None:
                scenarios = Plan.model_validate_json((self.folder / "plan.json").read_text("utf-8")).taught
            else:
                seed = self.order.seed + 1000 * number
                wider = make_plan(self.procedure, self.order.today, taught=WIDER * wanted, held_out=0, seed=seed)
                scenarios = focused(wider.taught, best.verification.weak(), wanted, seed)
            taught = self.folder / "conversations" / f"taught-{number}"
            # None of these lists is given a name here: each is let go before the next is made.
            figures = writing.write_conversations(self.procedure, self._woven(scenarios, number), taught, self.report)
            tokens = writing.write_rows(
                read_conversations(taught),
                self.order.base_folder,
                self._rows(number),
                context=self._context,
                seed=number,
            )
            shared = shared_runs(read_conversations(taught), read_conversations(self._held_out))
            told = sentence("{share} of the four-word runs heard in checking were practised.", share=f"{shared:.1%}")
            self.report(event("note", text=told, advanced=True))
            give_back_memory()
            return {**figures, "tokens": tokens, "shared_runs": shared}

        name = "writing" if number == 1 else f"writing-{number}"
        after = best.verification.weak_places if best else {}
        self.stages.run(name, self._key("write", wanted, number, after, self.asides), [self._rows(number)], work)

    def _woven(self, scenarios: Sequence[Scenario], number: int) -> list[Conversation]:
        """The scenarios in the words of the writer that was asked for."""
        dumped, today, seed = dumps(self.procedure), self.order.today, self.order.seed + number
        if self.order.writer == PHRASEBOOK:
            return writing.weave_many(dumped, scenarios, today, seed, self.report, asides=self.asides)
        with open_writer(self.order.writer) as writer:
            woven = writing.weave_many(dumped, scenarios, today, seed, self.report, writer)
            if isinstance(writer, LocalModel):
                told = sentence(
                    "The local model wrote {written} messages, the phrasebook {others} in its place.",
                    written=writer.written,
                    others=writer.fell_back,
                )
                self.report(event("note", text=told))
        return woven

    def _round(self, number: int, recipe: Recipe, budget: Budget, seconds: float, best: _Round | None) -> _Round:
        """Teach, export and check once."""
        taught = self.folder / "weights" / f"round-{number}"
        base = best.folder if best else self.order.base_folder
        rate = recipe.rate if number == 1 else recipe.rate * 0.6
        timed = recipe.model_copy(update={"seconds": max(10.0, seconds), "rate": rate})

        def teach_work() -> dict[str, Any]:
            from studio.weights.train import teach

            part = min(timed.part, self.order.part or timed.part)
            smaller = timed.model_copy(update={"part": part})  # how it is cut up changes nothing of what is learned
            often = max(SELDOM_SECONDS, smaller.seconds / QUICK_TESTS)
            done = teach(self._rows(number), base, smaller, taught, self.report, self.control,
                         probe=self._quick_test(), probe_seconds=often)  # fmt: skip
            give_back_memory()  # or checking would stand on top of it
            return {"stopped": done.stopped, "steps": done.steps, "tokens": done.tokens, "loss": done.loss}

        suffix = "" if number == 1 else f"-{number}"
        key = self._key("teach", number, timed.model_dump(exclude={"reasons", "seconds"}))
        told = self.stages.run(f"teaching{suffix}", key, [taught / "final" / "config.json"], teach_work)
        self.stopped = bool(told.get("stopped"))
        gguf = self.folder / f"round-{number}.gguf"
        self.stages.run(f"exporting{suffix}", key_of(key, "gguf", self.order.kind), [gguf],
                        lambda: self._export(taught / "final", gguf, timed))  # fmt: skip
        told = self.stages.run(f"checking{suffix}", key_of(key, "check", budget.gate_clean), [gguf],
                               lambda: self._check(gguf, budget))  # fmt: skip
        return _Round(number, taught / "final", gguf, Verification.model_validate(told["verification"]))

    def _quick_test(self) -> Probe | None:
        """What shows during teaching how many conversations would be followed; none where none can be made."""
        from studio.weights.probe import probe

        folder = self.folder / "rows" / "quick-test"
        try:
            if not folder.exists():
                few = alternate(read_conversations(self._held_out))[:QUICK_TEST]
                writing.write_test_rows(few, self.order.base_folder, folder, context=self._context)
            return probe(folder, QUICK_TEST)
        except StudioError:
            return None

    def _export(self, folder: Path, gguf: Path, recipe: Recipe) -> dict[str, Any]:
        shape = BaseShape.of(self.order.base_folder)
        kind = kind_of(self.order, shape.parameters)
        card = Card(
            name=self.procedure.name,
            licence=licence(self.order.base_folder),
            attributions=attributions(self.order.base_folder),
            procedure=self.procedure.name,
            procedure_hash=self.hash,
            base=self.order.base,
            base_hash=self.order.base_hash,
            recipe=recipe.model_dump(mode="json", exclude={"reasons"}),
        )
        export(folder, gguf, kind=kind, card=card, threads=os.cpu_count() or 1, report=self.report)
        return {"bytes": gguf.stat().st_size}

    def _check(self, gguf: Path, budget: Budget) -> dict[str, Any]:
        held_out = read_conversations(self._held_out)
        clean = [c for c in held_out if not c.places][: budget.gate_clean]
        overlaid = [c for c in held_out if c.places][: budget.gate_overlays]
        marks = read_marks(self.order.base_folder)
        with Engine(gguf, context=LARGEST_CONTEXT) as engine:
            shared = Shared(engine, self.procedure, self.order.today, marks.end, marks.bos)
            beside = budget.gate_beside
            passes = Passes(greedy=len(clean) + len(overlaid), sampled=0, without_traces=beside, guarded=beside)
            found = verify([*clean, *overlaid], shared, passes, report=self.report)
        self.report(event("metric", stage="checking", **found.unguarded["greedy"].model_dump()))
        return {"verification": found.model_dump(mode="json", context=PACKED)}

    def _ship(self, best: _Round, budget: Budget) -> Compiled:
        """Put the best round's file in its place, with its scores in its card."""
        from studio.gguf.card import write_scores

        gguf = self.folder / "model.gguf"
        copy = gguf.with_name("model.gguf.new")
        shutil.copyfile(best.gguf, copy)
        greedy = best.verification.unguarded["greedy"]
        write_scores(copy, {**greedy.model_dump(exclude_none=True), "gate": best.verification.gate.model_dump()})
        replace_file(copy, gguf)
        told = self.stages.run(
            "comparing",
            self._key("compare", best.number, best.gguf.name),
            [],
            lambda: self._compare(best, budget.gate_beside),
        )
        verification = best.verification.model_copy(update={"packing": Packing.model_validate(told["packing"])})
        write_text(self.folder / "verify.json", verification.model_dump_json(indent=2) + "\n")
        write_report(self.folder / "report.html", self.procedure, verification)
        write_text(self.folder / "final.json", json.dumps({"round": best.number, "weights": str(best.folder)}))
        gate = best.verification.gate
        return Compiled(self.folder, gguf, self._spent(), "passed" if gate.passed else "failed", gate.reason)

    def _compare(self, best: _Round, count: int) -> dict[str, Any]:
        """Whether packing changed any decision of the trained model, in so many conversations."""
        held_out = alternate(read_conversations(self._held_out))[:count]
        marks = read_marks(self.order.base_folder)
        whole = self.folder / "unquantised.gguf"
        played: list[list[Played]] = []
        try:
            export(best.folder, whole, kind="F32", card=Card(name=self.procedure.name))
            for file in (best.gguf, whole):  # one after the other, for the memory
                with Engine(file, context=LARGEST_CONTEXT) as engine:
                    shared = Shared(engine, self.procedure, self.order.today, marks.end, marks.bos)
                    played.append(play(held_out, shared))
        finally:
            whole.unlink(missing_ok=True)
        found = compare_packing(*played)
        told = sentence("Packing changed {changed} of {all} decisions.", changed=found.changed, all=found.decisions)
        self.report(event("note", text=told))
        return {"packing": found.model_dump()}

    # -- small things --------------------------------------------------------------------------

    def _obey(self) -> None:
        """Wait while a pause is asked for, which does not count, and end where a cancel is."""
        if self.control.requested() == "pause":
            self._tell(event("note", text=sentence("Paused."), paused=True))
            began = time.monotonic()
            while self.control.requested() == "pause":
                time.sleep(0.2)
            self.began += time.monotonic() - began
            self._tell(event("note", text=sentence("Going on."), paused=False))
        if self.control.requested() == "cancel":
            raise Cancelled(sentence("The compile was cancelled."), "")

    @property
    def _context(self) -> int:
        return context_of(BaseShape.of(self.order.base_folder).context)

    @property
    def _held_out(self) -> Path:
        return self.folder / "conversations" / "held_out"

    def _rows(self, number: int) -> Path:
        return self.folder / "rows" / f"round-{number}"

    def _key(self, *more: Any) -> str:
        order = self.order.model_dump(mode="json", exclude={"part"})
        return key_of(CODE_VERSION, self.hash, order, *more)

    def _spent(self) -> float:
        spent = time.monotonic() - self.began
        write_text(self.folder / "spent.json", json.dumps(spent))
        return spent


def _part(seconds: float, budget: Budget) -> float:
    """How much of a first round's conversations can be learned in `seconds`: an eighth, a quarter, a half or all, so
    that a resumed compile, which has a little less time, mostly comes to the same."""
    return min((part for part in (0.125, 0.25, 0.5) if seconds <= part * budget.teach_seconds), default=1.0)


def _spent(folder: Path) -> float:
    """Seconds earlier tries at this run took, so that a resumed compile keeps its ceiling."""
    try:
        return float(json.loads((folder / "spent.json").read_text("utf-8")))
    except (OSError, ValueError):
        return 0.0


def _better(a: Verification, b: Verification) -> bool:
    def worth(found: Verification) -> tuple[bool, float, float]:
        greedy = found.unguarded["greedy"]
        return found.gate.passed, greedy.exact, greedy.decisions or 0.0

    return worth(a) > worth(b)


def _cost(cost: Estimate, device: Device) -> Sentence:
    return sentence(
        "On this device ({device}): about {memory} GB of memory and {disk} GB of disk; a thousand conversations take "
        "about {minutes} minutes to learn.",
        device=sentence("processor") if device.kind == "cpu" else device.name,
        memory=cost.memory / 2**30,
        disk=cost.disk / 2**30,
        minutes=round(cost.minutes),
    )


def _again(number: int, best: _Round | None) -> Sentence:
    return sentence(
        "{reason} Going on: round {number}, with new practice conversations, most of them where it went wrong.",
        reason=best.verification.gate.reason if best else "",
        number=number,
    )
