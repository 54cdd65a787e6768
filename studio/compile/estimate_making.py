"""Makes the estimate of a compile, and measures for a compile that begins: one truth for both.

`quick` answers within a second from shapes and from what was measured earlier; `measured` loads torch and takes its
time, so the window asks for both in a child process (`estimate_worker`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from studio.base import paths
from studio.base.devices import Computer, cores, look
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.compile import estimate_memory as memory
from studio.compile import launch
from studio.compile.choices import PHRASEBOOK, Choices
from studio.compile.estimate import (
    Base,
    Certainty,
    CompileEstimate,
    Course,
    Method,
    Need,
    Place,
    budget_of,
    context_of,
    kind_of,
    likely_seconds,
)
from studio.compile.estimate_peak import peak_bytes
from studio.compile.order import Order
from studio.models import ggufcheck, library
from studio.models.fits import chat_bytes, file_bytes
from studio.models.folder import BaseFolder
from studio.plan.budget import MINUTES, budget_for
from studio.procedure.checks import Finding, estimated_tokens, problems
from studio.procedure.file import procedure_hash
from studio.procedure.model import Procedure
from studio.weights import preflight
from studio.weights.devices import Device
from studio.weights.recipe import BaseShape, Recipe, default_for

# Of the longest conversation's estimated tokens, what an average one had with its asides in the samples (0.8 to 1.6).
AVERAGE = 0.9
FAST_BF16 = ("amx_tile", "avx512_bf16")  # what torch looks for in a processor
CPUINFO = Path("/proc/cpuinfo")
CODES: dict[str, Literal["language", "length"]] = {"language": "language", "too_long": "length"}
OWN_WRITER = sentence("A language model writes the practice conversations, which takes longer than the minutes say.")
NEWER_DRIVER = sentence("A newer driver from NVIDIA mends it.")
Say = Callable[[str], str]


class Measured(NamedTuple):
    """What a compile knows when it has looked at the computer."""

    shape: BaseShape
    recipe: Recipe
    device: Device
    tokens_per_second: float
    tokens_per_conversation: float
    cost: preflight.Estimate


# -- what a compile begins with ----------------------------------------------------------------------


def recipe_for(order: Order, shape: BaseShape, device: Device, steps: int) -> Recipe:
    """The recipe of an order: what suits the base here, changed by what was asked for."""
    budget = budget_for(order.budget, steps, tokens_per_second=1.0, tokens_per_conversation=1.0)
    seconds = budget.teach_seconds * (order.seconds or budget.seconds) / budget.seconds
    recipe = default_for(shape, device, seconds, seed=order.seed)
    asked = {"method": order.method, "rank": order.rank, "rate": order.rate}
    asked |= {"muon": 0.0} if order.method not in (None, "full") else {}
    return Recipe.model_validate(
        {**recipe.model_dump(), **{name: value for name, value in asked.items() if value is not None}}
    )


def measure(order: Order, procedure: Procedure, folder: Path, device: Device, *, fresh: bool = True) -> Measured:
    """Find out how fast this computer teaches, and how long conversations are, for a run in `folder`; a measurement of
    a moment ago will do where `fresh` is False. Whether it all fits, `preflight.require` says of the cost."""
    shape = BaseShape.of(order.base_folder)
    recipe = recipe_for(order, shape, device, len(procedure.steps))
    free = preflight.free_disk(folder)
    preflight.require(
        preflight.estimate(shape, recipe, device, tokens=0, tokens_per_second=1.0, free_disk=free), recipe
    )
    known = memory.speed(order.base_hash, recipe.method)
    if known is not None and known.is_fresh and not fresh:
        speed = known.tokens_per_second
    else:
        speed = preflight.measure_speed(order.base_folder, recipe, device)
        memory.keep_speed(order.base_hash, recipe.method, speed, device.model_dump(mode="json"))
    tokens = memory.tokens(order.base_hash, procedure_hash(procedure)) if not fresh else None
    if tokens is None:
        from studio.compile import writing  # only here, since a first answer comes sooner without the writers

        asides = writing.ASIDES if order.writer == PHRASEBOOK else 0
        tokens = writing.typical_tokens(procedure, order.base_folder, order.today, order.seed, asides)
        memory.keep_tokens(order.base_hash, procedure_hash(procedure), tokens)
    return Measured(shape, recipe, device, speed, tokens, _cost(shape, recipe, device, tokens, speed, free))


def _cost(
    shape: BaseShape, recipe: Recipe, device: Device, tokens: float, speed: float, free: int
) -> preflight.Estimate:
    """What a thousand conversations cost."""
    return preflight.estimate(
        shape, recipe, device, tokens=round(tokens * 1000), tokens_per_second=speed, free_disk=free
    )


# -- estimates -------------------------------------------------------------------------------------


def quick(
    procedure: Procedure, choices: Choices, today: date, out: Path | None = None, say: Say = str
) -> CompileEstimate:
    """An estimate from shapes and from what was measured earlier, without torch. `say` puts sentences into the
    person's language."""
    computer = look(out or paths.runs())
    found = _needs_of(choices, computer, say)
    try:
        base = library.base(choices.base)
    except StudioError as error:
        found += [_procedure_need(finding, say) for finding in problems(procedure)]
        lacking = Need(code="base", stops=True, message=say(error.message), remedy=say(error.hint))
        return CompileEstimate(needs=(lacking, *found))
    found += [_procedure_need(each, say) for each in problems(procedure, context=context_of(base.shape.context))]
    order = choices.order(base.path, base.hash, today)
    shape, device = BaseShape.of(base.path), _device(computer)
    recipe = recipe_for(order, shape, device, len(procedure.steps))
    known = memory.speed(base.hash, recipe.method)
    speed = known.tokens_per_second if known else preflight.reckoned_speed(shape, recipe, device)
    counted = memory.tokens(base.hash, procedure_hash(procedure))
    tokens = counted or _reckoned_tokens(procedure)
    certainty: Certainty = "remembered" if known else "reckoned"
    if known is not None and known.is_fresh and counted is not None:
        certainty = "measured"
    cost = _cost(shape, recipe, device, tokens, speed, computer.disk_free)
    made = Measured(shape, recipe, device, speed, tokens, cost)
    return _estimate(procedure, order, base, made, computer, certainty, found, out, say)


def measured(procedure: Procedure, first: CompileEstimate, out: Path | None = None, say: Say = str) -> CompileEstimate:
    """The estimate again with this computer's speed and the conversations' length found out. Imports torch."""
    if first.order is None or first.certainty == "measured" or any(need.stops for need in first.needs):
        return first
    from studio.weights.devices import describe, refuse_outdated_driver

    order, base = first.order, library.base(first.order.base)
    needs = list(first.needs)
    try:
        if told := refuse_outdated_driver(base.parameters):
            needs.append(Need(code="driver", stops=False, message=say(told), remedy=say(NEWER_DRIVER)))
    except StudioError as error:
        needs.append(Need(code="driver", stops=True, message=say(error.message), remedy=say(error.hint)))
    made = measure(order, procedure, out or paths.runs(), describe()[0], fresh=False)
    return _estimate(procedure, order, base, made, look(out or paths.runs()), "measured", needs, out, say)


def estimates(
    procedure: Procedure, choices: Choices, today: date, out: Path | None = None, say: Say = str
) -> Iterator[CompileEstimate]:
    """The quick one, then the measured one where there is anything left to measure."""
    first = quick(procedure, choices, today, out, say)
    yield first
    second = measured(procedure, first, out, say)
    if second is not first:
        yield second


def _estimate(
    procedure: Procedure,
    order: Order,
    base: BaseFolder,
    made: Measured,
    computer: Computer,
    certainty: Certainty,
    needs: list[Need],
    out: Path | None,
    say: Say,
) -> CompileEstimate:
    told = Base(
        name=base.name,
        folder=base.path,
        licence=base.licence,
        parameters=base.parameters,
        context=base.shape.context,
        stored=base.weight_bytes,
    )
    device, recipe, cost = made.device, made.recipe, made.cost
    place = Place(
        kind=device.kind,
        name=device.name,
        computer=_in_a_line(computer),
        processor=computer.processor or computer.system,
        cores=max(1, computer.cores),
        cards=tuple(gpu.name for gpu in computer.gpus),
        memory=device.memory,
        memory_free=device.free,
        disk_free=computer.disk_free,
    )
    kind = kind_of(order, base.parameters)
    if cost.why and cost.lacks:
        lacking, remedy = preflight.lacking(cost), preflight.remedy(cost, recipe)
        needs = [Need(code=cost.lacks, stops=True, message=say(lacking), remedy=say(remedy)), *needs]
    courses = [_course(procedure, plain_order(order, name), base, told, place, made, out) for name in MINUTES]
    return CompileEstimate(
        certainty=certainty,
        base=told,
        place=place,
        method=Method(
            method=recipe.method,
            rank=recipe.rank,
            rate=recipe.rate,
            kind=kind,
            reasons={name: say(why) for name, why in recipe.reasons.items()},
        ),
        order=order,
        memory=cost.memory,
        disk=cost.disk,
        file=file_bytes(base.shape, kind),
        chat=chat_bytes(base.shape, kind),
        tokens_per_second=made.tokens_per_second,
        tokens_per_conversation=made.tokens_per_conversation,
        courses=tuple(courses),
        own=_course(procedure, order, base, told, place, made, out) if order.seconds is not None else None,
        needs=tuple(needs),
    )


def plain_order(order: Order, name: str) -> Order:
    """The order with another budget and no ceiling of its own."""
    return order.model_copy(update={"budget": name, "seconds": None})


def _course(
    procedure: Procedure, order: Order, base: BaseFolder, told: Base, place: Place, made: Measured, out: Path | None
) -> Course:
    budget = budget_of(
        order,
        len(procedure.steps),
        tokens_per_second=made.tokens_per_second,
        tokens_per_conversation=made.tokens_per_conversation,
    )
    run = out or launch.place(procedure, order)
    tokens, kind = made.tokens_per_conversation, kind_of(order, base.parameters)
    memory_needed = peak_bytes(made.cost.memory, budget.conversations, tokens, base.shape, kind, place.cores)
    return Course(
        name=order.budget,
        seconds=budget.seconds,
        likely=likely_seconds(budget, told, place, tokens),
        conversations=budget.conversations,
        learned=int(budget.teach_seconds * made.tokens_per_second / max(1.0, tokens)),
        checked=budget.gate_clean + budget.gate_overlays,
        run=run,
        before=launch.before(run, procedure, order),
        memory=memory_needed,
    )


# -- what is missing -------------------------------------------------------------------------------


def _needs_of(choices: Choices, computer: Computer, say: Say) -> list[Need]:
    """What is missing whatever the base and the procedure are."""
    found = [
        Need(
            code="driver",
            stops=False,
            message=say(note),
            remedy=say(sentence("Restart the computer, or install the driver again.")),
        )
        for note in computer.notes
    ]
    if choices.writer != PHRASEBOOK:
        try:
            ggufcheck.check(Path(choices.writer).expanduser())
            quicker = sentence("The phrasebook takes no time.")
            found.append(Need(code="writer", stops=False, message=say(OWN_WRITER), remedy=say(quicker)))
        except StudioError as error:
            found.append(Need(code="writer", stops=True, message=say(error.message), remedy=say(error.hint)))
    return found


def _procedure_need(finding: Finding, say: Say) -> Need:
    return Need(
        code=CODES.get(finding.code, "procedure"),
        stops=True,
        message=say(finding.message),
        remedy=say(finding.remedy),
        step=finding.step or "",
    )


# -- this computer, without torch ------------------------------------------------------------------


def _device(computer: Computer) -> Device:
    """Where torch is going to compute: as it said when it was last asked, else as the computer looks from outside."""
    card = max(computer.gpus, key=lambda gpu: gpu.free, default=None)
    known = memory.device()
    if card is not None and (known is None or known.get("kind") == "cuda"):
        return Device(kind="cuda", name=card.name, memory=card.memory, free=card.free, bf16=True)
    fast = bool(known.get("bf16")) if known and known.get("kind") == "cpu" else _has_fast_bf16()
    return Device(
        kind="cpu",
        name="processor with fast bf16" if fast else "processor",
        memory=computer.memory,
        free=computer.memory_free,
        cores=cores(),
        bf16=fast,
    )


def _has_fast_bf16() -> bool:
    try:
        words = CPUINFO.read_text("utf-8", "replace").split()
    except OSError:  # only Linux says
        return False
    return any(word in words for word in FAST_BF16)


def _in_a_line(computer: Computer) -> str:
    parts = [computer.processor or computer.system, "1 core" if computer.cores == 1 else f"{computer.cores} cores"]
    parts += [gpu.name for gpu in computer.gpus] or ["no graphics card"]
    return ", ".join(parts)


def _reckoned_tokens(procedure: Procedure) -> float:
    return max(50.0, AVERAGE * estimated_tokens(procedure).weight)
