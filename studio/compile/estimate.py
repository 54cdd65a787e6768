"""What a compile will take, as plain data: base, place to compute, minutes, memory, disk, conversations, unmet needs.

The window may hold these records, for nothing here loads what teaches; they are made by `estimate_making`. What a
budget's means are for an order is said here once, for the estimate and for the conductor.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.base.sentences import ENGLISH
from studio.compile.choices import Choices
from studio.compile.order import Order
from studio.models.fits import giga
from studio.plan.budget import Budget, BudgetName, budget_for
from studio.procedure.file import dumps
from studio.procedure.model import Procedure

Kind = Literal["F16", "Q8_0", "Q4_K_M"]
Certainty = Literal["measured", "remembered", "reckoned"]
Before = Literal["", "unfinished", "done"]

LARGEST_CONTEXT = 4096
LARGE_FILE = 3_000_000_000  # parameters from which the packed file has 4 bits to each unless asked otherwise
FEWEST = 300  # conversations to write, however short the ceiling; fewer have never taught a procedure
TOO_FEW = 100
USABLE = 0.9  # of the free memory
SMALL = 100_000_000  # parameters below which a base can hardly be smaller

# Seconds beside teaching and checking, seen with the starter on 2 cores.
PREPARING = 10.0
PLANNING_AND_WRITING = 1.4e-5  # for each token of a conversation
PACKING = 5.0
# Checking takes the time that `plan.budget` says for a base of this size on so many cores, and grows with it.
CHECKED_SIZE, CHECKED_CORES, CHECKED_ON_CARD = 7.2e6, 2, 1e9


class Need(BaseModel):
    """Something that is missing: what, and what to do. `stops`: a compile would end at once. `step` where one of the
    procedure is meant."""

    model_config = ConfigDict(frozen=True)

    code: Literal["procedure", "language", "length", "base", "memory", "tight", "disk", "writer", "slow", "driver"]
    stops: bool
    message: str
    remedy: str
    step: str = ""


class Base(BaseModel):
    """The base model as it was found. `stored` is the bytes of its weights."""

    model_config = ConfigDict(frozen=True)

    name: str
    folder: Path
    licence: str
    parameters: int
    context: int
    stored: int


class Place(BaseModel):
    """Where it is taught, in bytes; `name` as the maker calls it, `computer` in one line, which is made of `processor`,
    `cores` and `cards`."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["cpu", "cuda", "mps"]
    name: str
    computer: str
    processor: str = ""
    cores: int
    cards: tuple[str, ...] = ()
    memory: int
    memory_free: int
    disk_free: int


class Method(BaseModel):
    """How it is taught when nothing else is asked for, and why."""

    model_config = ConfigDict(frozen=True)

    method: Literal["full", "lora", "qlora"]
    rank: int
    rate: float
    kind: Kind
    reasons: dict[str, str]


class Course(BaseModel):
    """A compile within one budget. `seconds` is its ceiling, `likely` what it takes when the first round passes;
    `learned` is how many conversations teaching gets through. `run` is where the result goes, `before` how far an
    earlier compile of the same came there; `memory` is the most bytes it holds at any moment."""

    model_config = ConfigDict(frozen=True)

    name: BudgetName
    seconds: float
    likely: float
    conversations: int
    learned: int
    checked: int
    run: Path
    before: Before = ""
    memory: int = 0

    @property
    def minutes(self) -> tuple[int, int]:
        """Whole minutes for people: from, and to."""
        least, most = max(1, round(self.likely / 60)), max(1, round(max(self.seconds, self.likely) / 60))
        return min(least, most), most


class CompileEstimate(BaseModel):
    """The whole. `memory` and `disk` are bytes that a compile needs, `file` those of the packed model and `chat` those
    of memory to use it. `courses` are the budgets in their order, `own` the one with a ceiling of the person's. What
    depends on the base is None while there is none."""

    model_config = ConfigDict(frozen=True)

    certainty: Certainty = "reckoned"
    base: Base | None = None
    place: Place | None = None
    method: Method | None = None
    order: Order | None = None
    memory: int = 0
    disk: int = 0
    file: int = 0
    chat: int = 0
    tokens_per_second: float = 0.0
    tokens_per_conversation: float = 0.0
    courses: tuple[Course, ...] = ()
    own: Course | None = None
    needs: tuple[Need, ...] = ()

    def course(self, name: BudgetName, *, own: bool = False) -> Course | None:
        """The one for a budget, or for the ceiling that was asked for."""
        if own and self.own is not None:
            return self.own
        return next((course for course in self.courses if course.name == name), None)

    def unmet(self, course: Course | None) -> tuple[Need, ...]:
        """Everything that is missing for a course, what stops it first."""
        slow = slowness(course, self.base) if course is not None and self.base is not None else None
        lacking = any(need.code == "memory" for need in self.needs)
        tight = tightness(course, self.place) if course is not None and self.place is not None and not lacking else None
        found = [*self.needs, *([slow] if slow else []), *([tight] if tight else [])]
        return tuple(sorted(found, key=lambda need: not need.stops))


def budget_of(order: Order, steps: int, *, tokens_per_second: float, tokens_per_conversation: float) -> Budget:
    """What an order's budget means for a procedure of so many steps, its own ceiling included."""
    budget = budget_for(
        order.budget, steps, tokens_per_second=tokens_per_second, tokens_per_conversation=tokens_per_conversation
    )
    if order.seconds is None:
        return budget
    share = order.seconds / budget.seconds
    fewer = max(FEWEST, round(budget.conversations * min(1.0, share)))
    return budget.within(order.seconds).model_copy(update={"conversations": fewer})


def kind_of(order: Order, parameters: int) -> Kind:
    """The number format of the packed model."""
    return order.kind or ("Q8_0" if parameters < LARGE_FILE else "Q4_K_M")


def context_of(context: int) -> int:
    """How many tokens of a conversation are used of a base that reads `context`."""
    return min(LARGEST_CONTEXT, context)


def likely_seconds(budget: Budget, base: Base, place: Place, tokens_per_conversation: float) -> float:
    """How long a compile takes when its first round passes the checks."""
    size = base.parameters / CHECKED_SIZE * CHECKED_CORES / place.cores
    if place.kind == "cuda":
        size = base.parameters / CHECKED_ON_CARD
    written = budget.conversations * tokens_per_conversation * PLANNING_AND_WRITING
    return PREPARING + written + budget.teach_seconds + budget.gate_seconds * max(1.0, size) + PACKING


def slowness(course: Course, base: Base) -> Need | None:
    """Whether this computer gets through too few conversations with a base in the time there is."""
    if course.learned >= FEWEST:
        return None
    through = (
        f"in {course.minutes[1]} minutes it gets through about {course.learned} practice conversations, and {FEWEST} "
        "is the least that has taught a procedure."
    )
    if base.parameters < SMALL:
        message, remedy = f"This computer is slow or busy: {through}", "Close other programs, or choose more time."
    else:
        message = f"The base model {base.name} is too large for this computer: {through}"
        remedy = "Choose a smaller base model, more time, or a computer with a graphics card."
    return Need(code="slow", stops=course.learned < TOO_FEW, message=message, remedy=remedy)


def memory_of(found: CompileEstimate, course: Course | None) -> int:
    """The most bytes that a compile holds, as far as it is chosen."""
    return max(found.memory, course.memory if course is not None else 0)


def tightness(course: Course, place: Place) -> Need | None:
    """Whether a course takes more memory than is free, though teaching by itself would fit."""
    if course.memory <= USABLE * place.memory_free:
        return None
    return Need(
        code="tight",
        stops=False,
        message=f"This compile takes about {giga(course.memory)} of memory at its most, and "
        f"{giga(place.memory_free)} are free.",
        remedy="Close other programs, or choose less time.",
    )


def request(procedure: Procedure, choices: Choices, today: date, language: str = ENGLISH) -> str:
    """The line of JSON that asks the child for estimates, in a language."""
    asked = {
        "procedure": dumps(procedure),
        "choices": choices.model_dump(mode="json"),
        "today": today.isoformat(),
        "language": language,
    }
    return json.dumps(asked) + "\n"


def told(found: CompileEstimate, course: Course | None) -> str:
    """An estimate in a few lines, for the command line."""
    lines = []
    if found.base is not None and found.place is not None and found.method is not None:
        lines += [
            f"base           {found.base.name}, {found.base.parameters / 1e6:,.0f} million parameters, licence "
            f"{found.base.licence or 'not named in its card'}",
            f"computer       {found.place.computer}",
            f"taught on      the {found.place.name}, method {found.method.method}, about "
            f"{found.tokens_per_second:,.0f} tokens a second ({found.certainty})",
            f"memory         {giga(memory_of(found, course))} of {giga(found.place.memory_free)} free",
            f"disk           {giga(found.disk)} of {giga(found.place.disk_free)} free, {giga(found.file)} in the end",
            f"to use it      {giga(found.chat)} of memory",
        ]
    for each in (*found.courses, *([found.own] if found.own else [])):
        least, most = each.minutes
        mark = "*" if each == course else " "
        name = "your ceiling" if each is found.own else each.name
        lines.append(
            f"{mark} {name:13}{least} minutes if the first round passes, at most {most}; {each.conversations:,} "
            f"conversations, {each.checked} to check{_before(each)}"
        )
    if course is not None:
        lines.append(f"result in      {course.run}")
    needs = found.unmet(course)
    lines += [f"{'Missing' if need.stops else 'Note'}: {need.message} {need.remedy}" for need in needs]
    lines.append("Not ready." if any(need.stops for need in needs) else "Ready to compile.")
    return "\n".join(lines)


def _before(course: Course) -> str:
    return {"": "", "unfinished": " (begun before: it goes on)", "done": " (done before)"}[course.before]
