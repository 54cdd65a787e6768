"""A room of seats: what the partners of one chat share, so that their comparison is honest, and the opening of each.

Every seat has an engine of its own (a child process), the same sampling, threads and number format; they write one
after another, each with the whole computer to itself. What a seat does with its engine is its own module's business.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from studio.base import settings
from studio.base.errors import StudioError
from studio.base.runfolder import open_run
from studio.base.sentences import sentence
from studio.chat.seats.base import PackedBase, find_base, pack_base
from studio.chat.seats.compiled import CompiledSeat
from studio.chat.seats.metered import Metered
from studio.chat.seats.prompted import PromptedSeat, instructions
from studio.chat.seats.seat import SMALL, Seat, SeatCard
from studio.chat.seats.speaker import Speaker, own_template
from studio.chat.seats.spec import SeatSpec
from studio.chat.seats.templates import ChatTemplate
from studio.chat.session import CHAT_SAMPLING, Sampling, Shared
from studio.engine.client import Engine, physical_cores
from studio.engine.generation import Generation
from studio.procedure.file import load, procedure_hash

CONTEXT = 4096
DIALOGUE = 3072  # tokens kept free for the dialogue beside a procedure in the prompt
CHARACTERS = 3  # at least so many to a token, in instructions
Note = Callable[[str], None]


@dataclass(frozen=True)
class Offer:
    """A seat that could be opened; `why` says, where it is not `ready`, what is missing and how to get it, `command`
    the one line for a terminal where that is all."""

    spec: SeatSpec
    ready: bool
    why: str = ""
    command: str = ""


@dataclass(frozen=True)
class Fairness:
    """What the comparison rests on. `same_base`: the prompted and the orchestrated seat speak with the very base that
    the compiled model was made from. `threads` is the most that any may use; a small model uses one."""

    base: str
    same_base: bool
    parameters: int
    sampling: Sampling
    threads: int

    @property
    def small(self) -> bool:
        """Whether the base is too small for its unaided quality to say anything."""
        return 0 < self.parameters < SMALL

    def sentences(self) -> tuple[str, ...]:
        """All of it in words."""
        alike, name = self.sampling, self.base
        told = (
            sentence(
                "Compiled, prompted and orchestrated seats use the same base model, {base}, in the same number format.",
                base=name,
            )
            if self.same_base
            else sentence(
                "Compiled, prompted and orchestrated seats use another version of the base model, {base}, in the same "
                "number format.",
                base=name,
            ),
            sentence(
                "All choose their words alike (temperature {temperature}, top-p {share}) and have the same threads of "
                "this computer, one after another.",
                temperature=f"{alike.temperature:g}",
                share=f"{alike.top_p:g}",
            ),
        )
        if not self.small:
            return told
        return (
            *told,
            sentence(
                "This base is small (under 1 billion parameters): time and tokens compare fairly, quality does not."
            ),
        )


class SeatRoom:
    """The seats of one run. Opening the room loads nothing; `seat()` does, and blocks. Thread-safe.
    Raises StudioError where the folder holds no run, or no model yet."""

    def __init__(
        self,
        path: Path,
        *,
        today: date | None = None,
        sampling: Sampling = CHAT_SAMPLING,
        threads: int | None = None,
        gpu_layers: int = 0,
        note: Note | None = None,
    ) -> None:
        self.run = open_run(path)
        if not self.run.gguf.exists():
            raise StudioError(
                sentence("The compile in {path} has no model yet.", path=str(path)),
                sentence("Start it again with `studio compile`; it goes on where it was."),
            )
        self.procedure = load(self.run.procedure)
        self.today = today or date.today()
        self.sampling = sampling
        self.threads = threads or settings.load().threads or physical_cores()
        self.computer = threading.RLock()
        self._gpu_layers = gpu_layers
        self._note = note
        self._packing = threading.Lock()
        self._lock = threading.Lock()
        self._open: list[Seat] = []

    def offers(self) -> tuple[Offer, ...]:
        """The seats that need nothing but this run, and what each still lacks."""
        lacking = ""
        try:
            if not (self.run.path / "seats" / "base.gguf").is_file():
                find_base(self.run)
        except StudioError as error:
            lacking = _both(error)
        orchestrator = "" if has_orchestrator() else _both(MISSING)
        command = "" if lacking or not orchestrator else INSTALLS
        return (
            Offer(SeatSpec(kind="compiled"), True),
            Offer(SeatSpec(kind="prompted"), not lacking, lacking),
            Offer(SeatSpec(kind="orchestrated"), not (lacking or orchestrator), lacking or orchestrator, command),
        )

    def fairness(self) -> Fairness:
        """What the comparison rests on. Raises StudioError where the base cannot be found."""
        base, same = find_base(self.run)
        return Fairness(base.name, same, base.parameters, self.sampling, self.threads)

    def seat(self, spec: SeatSpec) -> Seat:
        """Open a seat. Takes as long as loading a model, and once in a run's life as packing its base."""
        opener: dict[str, Callable[[SeatSpec], Seat]] = {
            "compiled": self._compiled,
            "prompted": self._prompted,
            "orchestrated": self._orchestrated,
            "gguf": self._gguf,
            "endpoint": self._endpoint,
        }
        seat = opener[spec.kind](spec)
        with self._lock:
            self._open.append(seat)
        return seat

    def close(self) -> None:
        """Close every seat opened here."""
        with self._lock:
            seats, self._open = self._open, []
        for seat in seats:
            seat.close()

    def __enter__(self) -> SeatRoom:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    # -- the kinds of seats --------------------------------------------------------------------

    def _compiled(self, spec: SeatSpec) -> Seat:
        return self._taught(spec, self.run.gguf)

    def _taught(self, spec: SeatSpec, path: Path) -> Seat:
        """A model that the studio has compiled."""
        metered = self._engine(path, CONTEXT)
        try:
            told = metered.metadata()
            values = told.get("values", {})
            notes = self._of_another_version(values)
            card = SeatCard(
                spec.id, spec.name, spec.kind, values.get("subterra.base", ""), told["parameters"], tuple(notes)
            )
            shared = Shared(cast(Engine, metered), self.procedure, self.today, *marks(metered, told))
            computer, sure = self.computer, spec.sure
            return CompiledSeat(card, shared, metered, self.sampling, computer, guarded=spec.guarded, sure=sure)
        except BaseException:
            metered.close()
            raise

    def _of_another_version(self, values: dict[str, Any]) -> list[str]:
        made_from = values.get("subterra.procedure_hash", "")
        if not made_from or made_from == procedure_hash(self.procedure):
            return []
        name = values.get("subterra.procedure") or sentence("another procedure")
        return [sentence("Compiled from {name}, or from another version of it.", name=name)]

    def _prompted(self, spec: SeatSpec) -> Seat:
        base = self._base()
        return self._told(spec, base.path, ChatTemplate(base.template, bos=base.bos, end=base.end), base)

    def _told(self, spec: SeatSpec, path: Path, template: ChatTemplate | None, base: PackedBase | None) -> Seat:
        """A model that reads the procedure."""
        told = instructions(self.procedure)
        metered = self._engine(path, max(CONTEXT, len(told) // CHARACTERS + DIALOGUE))
        try:
            speaker = self._speaker(metered, template)
            size = len(metered.tokenize(told))
            notes = (
                sentence(
                    "The procedure stands in its prompt: {number} tokens, read before every message.", number=size
                ),
                *_version(base),
            )
            parameters = int(metered.metadata()["parameters"])
            card = SeatCard(spec.id, spec.name, spec.kind, base.name if base else path.stem, parameters, notes)
            return PromptedSeat(card, speaker, self.procedure, self.today, self.computer)
        except BaseException:
            metered.close()
            raise

    def _orchestrated(self, spec: SeatSpec) -> Seat:
        if not has_orchestrator():
            raise StudioError(MISSING.message, MISSING.hint)
        from studio.chat.seats.orchestrated.seat import OrchestratedSeat

        base = self._base()
        metered = self._engine(base.path, CONTEXT)
        try:
            speaker = self._speaker(metered, ChatTemplate(base.template, bos=base.bos, end=base.end))
            card = SeatCard(spec.id, spec.name, spec.kind, base.name, base.parameters, _version(base))
            return OrchestratedSeat(card, speaker, self.procedure, self.today, self.computer)
        except BaseException:
            metered.close()
            raise

    def _gguf(self, spec: SeatSpec) -> Seat:
        from studio.models.ggufcheck import check

        assert spec.path is not None
        if check(spec.path).values.get("subterra.procedure"):
            return self._taught(spec, spec.path)
        return self._told(spec, spec.path, None, None)

    def _endpoint(self, spec: SeatSpec) -> Seat:
        from studio.chat.seats.endpoint import open_endpoint

        return open_endpoint(spec, self.procedure, self.today, self.sampling, self.computer)

    # -- what they share -----------------------------------------------------------------------

    def _base(self) -> PackedBase:
        with self._packing:
            return pack_base(self.run, self._note)

    def _speaker(self, metered: Metered, template: ChatTemplate | None) -> Speaker:
        return Speaker(metered, template or own_template(metered.metadata(), metered.detokenize), self.sampling)

    def _engine(self, path: Path, context: int) -> Metered:
        """An engine for one conversation, its weights read once: a cold first word is then about the prompt alone."""
        engine = Engine(path, context=context, threads=self.threads, slots=1, gpu_layers=self._gpu_layers)
        try:
            engine.generate(Generation(tokens=engine.tokenize("\n")[:1] or [0], max_tokens=1))
        except BaseException:
            engine.close()
            raise
        return Metered(engine)


LANGGRAPH = "langgraph>=1.2"
INSTALLS = f'"{sys.executable}" -m pip install "{LANGGRAPH}"'  # into the very Python that the studio runs in
MISSING = StudioError(
    sentence("The orchestrated seat needs LangGraph, which is not installed."),
    sentence("Install it with: {command}", command=INSTALLS),
)


def has_orchestrator() -> bool:
    """Whether LangGraph is there."""
    return importlib.util.find_spec("langgraph") is not None


def marks(metered: Metered, told: dict[str, Any]) -> tuple[str, str]:
    """A compiled model's end-of-turn and first tokens, as its own file says. The first stands at the head of our
    template, where there is one. Raises StudioError where the file names no end of a turn."""
    if int(told.get("eos", -1)) < 0:
        raise StudioError(
            sentence("This model does not say which token ends a turn."), sentence("Export it again with the studio.")
        )
    first = metered.detokenize([told["bos"]]) if int(told.get("bos", -1)) >= 0 else ""
    template = str(told.get("values", {}).get("tokenizer.chat_template", ""))
    begins = first if first and (template.startswith(first) or told.get("adds_bos")) else ""
    return metered.detokenize([told["eos"]]), begins


def _version(base: PackedBase | None) -> tuple[str, ...]:
    if base is None or base.same:
        return ()
    return (sentence("The base model {base} has changed since this model was made from it.", base=base.name),)


def _both(error: StudioError) -> str:
    """What is missing, and how to get it."""
    return sentence("{message} {hint}", message=error.message, hint=error.hint)
