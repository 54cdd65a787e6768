"""Teaching: one loop, top to bottom, for every method, base and device.

It is given seconds, and ends when they are up with the rate decayed to nothing. On the way it can be paused, stopped
(what was learned is kept), cancelled or killed, and goes on from its last checkpoint as if nothing had happened. What
is taught is the rows' business, and whether it was learned is verification's.
"""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from studio.base.errors import Cancelled, StudioError
from studio.base.sentences import sentence
from studio.weights import checkpoints
from studio.weights.checkpoints import Progress
from studio.weights.compute import Gradients, hands
from studio.weights.devices import cores
from studio.weights.merge import save_final
from studio.weights.network import load, out_of_memory
from studio.weights.optimizer import Optimizer
from studio.weights.packing import Rows, batches
from studio.weights.recipe import Recipe
from studio.weights.schedule import Schedule, WindDown

Report = Callable[[dict[str, Any]], None]
Probe = Callable[[Any], dict[str, float]]
Request = Literal["pause", "stop", "cancel"]

STAGE = "teach"
REPORT_SECONDS = 1.0
WIND_DOWN_SECONDS = 5.0
PATIENCE = 10


class Control(Protocol):
    """Where requests come from."""

    def requested(self) -> Request | None:
        """What is asked for at this moment."""


class Taught(BaseModel):
    """The outcome: `folder` is a Hugging Face folder, `adapter` the adapters alone where there are any. `loss` is the
    smoothed loss at the end; `stopped` says that a person ended it early."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    adapter: Path | None
    seconds: float
    steps: int
    tokens: int
    loss: float
    passes: float
    stopped: bool


def teach(
    rows_folder: Path,
    base: Path,
    recipe: Recipe,
    out: Path,
    report: Report,
    control: Control,
    *,
    probe: Probe | None = None,
    probe_seconds: float = 30.0,
    clock: Callable[[], float] = time.monotonic,
) -> Taught:
    """Teach the base (a Hugging Face folder: a base model, or the `final` of an earlier round) the rows.

    Writes out/checkpoints while it goes, and out/final in the end. Continues from out/checkpoints if they are of the
    very same rows, base and recipe. `probe` is called with the network every `probe_seconds` and its figures are
    reported; its time counts. Raises StudioError (memory, disk, a base that cannot be taught) and Cancelled."""
    lesson: Lesson | None = None
    try:
        lesson = Lesson(rows_folder, base, recipe, out, report, control, clock)
        lesson.probe, lesson.probe_seconds = probe, probe_seconds
        return lesson.run()
    except StudioError:
        raise
    except (RuntimeError, MemoryError) as error:
        if out_of_memory(error):
            raise _too_large(recipe) from error
        raise
    finally:
        if lesson is not None:
            lesson.gradients.close()


class Lesson:
    """One call of `teach`: what it holds, and the loop."""

    def __init__(
        self,
        rows_folder: Path,
        base: Path,
        recipe: Recipe,
        out: Path,
        report: Report,
        control: Control,
        clock: Callable[[], float],
    ) -> None:
        self.clock, self.began = clock, clock()
        self.base, self.recipe, self.out = base, recipe, out
        self.report, self.control = report, control
        self.probe: Probe | None = None
        self.probe_seconds = 30.0
        self.rows = Rows.read(rows_folder)
        self.network = load(base, recipe)
        _fit_context(self.rows, self.network.model)
        self.progress = Progress(
            identity=_identity(self.rows, base, recipe), workers=hands(self.network, recipe, cores())
        )
        self._continue()
        if self.progress.step == 0:
            self.progress = self.progress.model_copy(update={"start": self.elapsed()})
        self.schedule: Schedule | WindDown = self._schedule()
        self.stopped = False

    def run(self) -> Taught:
        """The loop."""
        skipped = 0
        saved = reported = probed = self.elapsed()
        plan = self._plan()
        while not self.schedule.over(*self._moment()):
            self._obey()
            began, state = self.elapsed(), self.progress
            factor = self.schedule.factor(began - state.start, state.step, state.step_seconds)
            epoch, batch, chosen = next(plan)
            gradients, loss, tokens = self.gradients(chosen)
            if math.isfinite(loss):
                self.optimizer.step(gradients, factor)
                skipped = 0
            else:
                skipped += 1
                _check_stable(skipped)
            now = self.elapsed()
            self.progress = _advance(state, loss, tokens, now - began, now).model_copy(
                update={"epoch": epoch, "batch": batch + 1}
            )
            if now - reported >= REPORT_SECONDS:
                self._tell(loss, tokens / max(now - began, 1e-9), factor, now)
                reported = now
            if self.probe is not None and now - probed >= self.probe_seconds:
                self._probe()
                probed = self.elapsed()
            if now - saved >= self.recipe.save_seconds:
                self._save()
                saved = self.elapsed()
        return self._finish()

    def elapsed(self) -> float:
        """Seconds of budget used, those before an interruption included."""
        return self.clock() - self.began

    def _moment(self) -> tuple[float, int, float]:
        """Seconds since the first step, steps taken, seconds a step takes: what a schedule wants to know."""
        return self.elapsed() - self.progress.start, self.progress.step, self.progress.step_seconds

    def _schedule(self) -> Schedule:
        recipe = self.recipe
        limits = [recipe.steps] if recipe.steps else []
        if recipe.passes:
            per_pass = len(batches(self.rows.lengths, recipe.batch, recipe.seed, 0, self.progress.workers))
            limits.append(max(1, math.ceil(recipe.passes * per_pass)))
        seconds = max(0.1, recipe.seconds - self._saving_seconds() - self.progress.start)
        return Schedule(seconds, min(limits, default=0), recipe.warm_up, recipe.schedule)

    def _saving_seconds(self) -> float:
        """What the end will take: writing the model, and for adapters reading the base once more."""
        size: float = 2.0 * sum(p.numel() for p in self.network.model.parameters())
        again = 3.0 if self.network.adapter is not None else 1.0
        needed: float = 0.3 + again * size / 200e6
        return min(0.25 * self.recipe.seconds, needed)

    def _plan(self) -> Iterator[tuple[int, int, list[int]]]:
        """Batches from where the progress stands, pass after pass, without end."""
        epoch, first = self.progress.epoch, self.progress.batch
        while True:
            cut = batches(self.rows.lengths, self.recipe.batch, self.recipe.seed, epoch, self.progress.workers)
            for batch in range(first, len(cut)):
                yield epoch, batch, cut[batch]
            epoch, first = epoch + 1, 0

    def _continue(self) -> None:
        """Start, or continue from the last checkpoint of this very run if there is one."""
        path = checkpoints.latest(self.out / "checkpoints", self.progress.identity)
        tensors: dict[str, Any] = {}
        if path is not None:
            self.progress, tensors = checkpoints.load(path)
        workers = self.progress.workers
        self.gradients = Gradients(self.network, self.rows, self.recipe, workers)
        self.optimizer = Optimizer(self.network.trainable(), self.recipe, self.gradients.pool, workers)
        if path is None:
            shutil.rmtree(self.out / "checkpoints", ignore_errors=True)  # of other rows or another recipe, if any
            return
        self.optimizer.restore(tensors)
        self.began = self.clock() - self.progress.elapsed
        self._note(
            sentence("Going on from step {number}, where the last checkpoint was made.", number=self.progress.step)
        )

    def _save(self) -> None:
        self.progress = self.progress.model_copy(update={"elapsed": self.elapsed()})
        checkpoints.save(self.out / "checkpoints", self.progress, self.optimizer.state())

    def _obey(self) -> None:
        """Do what is asked for. A pause waits here, with a checkpoint made, and its time does not count."""
        request = self.control.requested()
        if request == "pause":
            self._save()
            self._note(sentence("Paused."), paused=True)
            began = self.clock()
            while (request := self.control.requested()) == "pause":
                time.sleep(0.2)
            self.began += self.clock() - began
            self._note(sentence("Going on."), paused=False)
        if request == "cancel":
            raise Cancelled(sentence("The teaching was cancelled."), "")
        if request == "stop" and not self.stopped:
            self.stopped = True
            moment = self._moment()
            wanted = max(WIND_DOWN_SECONDS, 8 * self.progress.step_seconds)
            seconds = max(1e-9, min(wanted, self.schedule.left(*moment)))
            self.schedule = WindDown(self.schedule.factor(*moment), moment[0], seconds)
            self._note(sentence("Stopping: in a few seconds it has learned to the end, and what was learned is kept."))

    def _tell(self, loss: float, speed: float, factor: float, now: float) -> None:
        state = self.progress
        left = self.schedule.left(*self._moment())
        metric = {"step": state.step, "loss": round(loss, 5), "smooth_loss": round(state.loss, 5)}
        metric |= {
            "rate": self.recipe.rate * factor,
            "tokens_per_second": round(speed),
            "passes": round(self._passes(), 2),
        }
        ahead = {"left_seconds": round(left, 1)}
        self.report({"type": "metric", "stage": STAGE, **metric, **ahead})
        self.report({"type": "progress", "stage": STAGE, "done": round(now, 1), "total": round(now + left, 1), **ahead})

    def _probe(self) -> None:
        import torch

        assert self.probe is not None, "asked only where there is a probe"
        self.network.model.eval()
        with torch.no_grad():
            figures = self.probe(self.network)
        self.network.model.train()
        self.report({"type": "metric", "stage": STAGE, "step": self.progress.step, **figures})

    def _passes(self) -> float:
        return self.progress.tokens / max(1, len(self.rows.ids))

    def _finish(self) -> Taught:
        """Keep what was learned."""
        self._save()
        masters = list(zip(self.optimizer.names, self.optimizer.masters, strict=True))
        folder = save_final(self.network, masters, self.base, self.out)
        state = self.progress
        return Taught(
            folder=folder,
            adapter=self.out / "adapter" if self.network.adapter is not None else None,
            seconds=self.elapsed(),
            steps=state.step,
            tokens=state.tokens,
            loss=state.loss,
            passes=self._passes(),
            stopped=self.stopped,
        )

    def _note(self, text: str, **more: Any) -> None:
        self.report({"type": "note", "text": text, **more})


def _advance(state: Progress, loss: float, tokens: int, seconds: float, elapsed: float) -> Progress:
    """The progress after one more step, its figures smoothed."""
    first = state.step == 0
    kept = state.loss if not math.isfinite(loss) else loss
    return state.model_copy(
        update={
            "step": state.step + 1,
            "elapsed": elapsed,
            "tokens": state.tokens + tokens,
            "loss": kept if first else 0.95 * state.loss + 0.05 * kept,
            "step_seconds": seconds if first else 0.8 * state.step_seconds + 0.2 * seconds,
        }
    )


def _identity(rows: Rows, base: Path, recipe: Recipe) -> str:
    """A name for this very run: what its checkpoints are valid for."""
    digest = sha256(rows.fingerprint().encode())
    digest.update(recipe.model_dump_json(exclude={"reasons", "save_seconds", "part", "seconds"}).encode())
    for file in sorted(base.glob("*.safetensors")):
        with file.open("rb") as stream:
            digest.update(sha256(stream.read(2**24)).digest())
        digest.update(str(file.stat().st_size).encode())
    return digest.hexdigest()[:16]


def _fit_context(rows: Rows, model: Any) -> None:
    longest, context = rows.reach, getattr(model.config.get_text_config(), "max_position_embeddings", None)
    if context and longest > context:
        raise StudioError(
            sentence(
                "The longest practice conversation has {longest} tokens, and this base model reads at most {most}.",
                longest=longest,
                most=context,
            ),
            sentence("Choose a base with a longer context, or shorten the procedure's longest way."),
        )
    if int(rows.ids.max()) >= model.get_input_embeddings().num_embeddings:
        raise StudioError(
            sentence("The practice conversations were written for another base model's vocabulary."),
            sentence("Write the conversations again for this base."),
        )


def _check_stable(skipped: int) -> None:
    if skipped >= PATIENCE:
        raise StudioError(
            sentence("Teaching broke down: the loss is no longer a number."),
            sentence("Compile again with a lower rate, or without bf16 on this device."),
        )


def _too_large(recipe: Recipe) -> StudioError:
    """The memory ran out: what to try, the mildest remedy first."""
    if recipe.part > 1024 and recipe.device != "cpu":
        part = recipe.part // 2
        hint = sentence(
            "Teach with parts of {part} tokens instead of {before}; it goes on from the last checkpoint.",
            part=part,
            before=recipe.part,
        )
    elif recipe.method != "qlora":
        hint = sentence("Teach with the method qlora, which keeps the base in 4 bits, or choose a smaller base.")
    else:
        hint = sentence("Close other programs that use its memory, or choose a smaller base.")
    base = recipe.base or sentence("this base")
    if recipe.device == "cuda":
        message = sentence("There is not enough memory on the GPU to teach {base}.", base=base)
        return StudioError(message, hint, "gpu_memory")
    return StudioError(
        sentence("There is not enough memory on this computer to teach {base}.", base=base), hint, "memory"
    )
