"""An estimate in the window's words: minutes, sizes, what is missing and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from studio.compile.estimate import FEWEST, SMALL, Base, CompileEstimate, Course, Need, Place
from studio.models import starter
from studio.plan.budget import BudgetName
from studio.procedure.checks import Finding
from studio.ui.files.language import said

GIGA, MEGA = 2**30, 2**20
SHOWN = 3  # problems of the procedure that are told one by one


class Told(NamedTuple):
    """Something that is missing, in words. `button` names what can be done about it here: "step", "bases", or empty."""

    stops: bool
    message: str
    remedy: str
    button: str = ""
    step: str = ""


def tr(text: str) -> str:
    return QCoreApplication.translate("sheet", text)


def number(value: int) -> str:
    """A whole number as people here write it."""
    return _locale().toString(value)


def size(value: float) -> str:
    """Bytes, in a unit that leaves few digits."""
    if value >= GIGA / 10:
        digits = 0 if value >= 20 * GIGA else 1
        return tr("{number} GB").format(number=_locale().toString(value / GIGA, "f", digits))
    return tr("{number} MB").format(number=number(max(1, round(value / MEGA))))


def _locale() -> QLocale:
    """The window's, but for the one of programs, which writes long numbers without any mark."""
    found = QLocale()
    return found if found.language() != QLocale.Language.C else QLocale(QLocale.Language.English)


def titles() -> dict[BudgetName, str]:
    """What the budgets are called."""
    return {"quick": tr("Quick look"), "standard": tr("Standard"), "thorough": tr("Thorough")}


def purposes() -> dict[BudgetName, str]:
    """What they are good for."""
    return {
        "quick": tr("A first impression"),
        "standard": tr("Right for most procedures"),
        "thorough": tr("When it must be reliable"),
    }


def minutes(course: Course) -> str:
    """How long it takes, as a span."""
    least, most = course.minutes
    if least == most:
        return tr("{most} min").format(most=most)
    return tr("{least}–{most} min").format(least=least, most=most)


def base_name(name: str) -> str:
    """What a base model is called."""
    return tr("Starter") if name == starter.NAME else name


def base_line(base: Base) -> str:
    """A base model in a few words."""
    licence = tr("Licence {name}").format(name=base.licence) if base.licence else tr("Its licence is not named")
    return f"{size(base.stored)} · {licence}"


def computer(place: Place) -> str:
    """This computer on one line."""
    if place.cards:
        text = tr("{processor}, cores: {cores}, {cards}")
    else:
        text = tr("{processor}, cores: {cores}, no graphics card")
    return text.format(processor=place.processor, cores=number(place.cores), cards=", ".join(place.cards))


def certainty(found: CompileEstimate, measuring: bool) -> str:
    """How the minutes and conversations came about."""
    if measuring:
        return tr("Measuring how fast this computer teaches. The figures may still change.")
    return {
        "measured": tr("Measured on this computer just now."),
        "remembered": tr("As measured on this computer earlier."),
        "reckoned": tr("A first guess; how fast this computer teaches was not measured yet."),
    }[found.certainty]


def method_reason(found: CompileEstimate) -> str:
    """How the base is taught, for those who look under Advanced."""
    method = found.method
    if method is None:
        return ""
    names = method_names()
    if method.method == "full":
        return tr("Here: {method}, rate {rate}").format(method=names["full"], rate=f"{method.rate:g}")
    return tr("Here: {method}, rank {rank}, rate {rate}").format(
        method=names[method.method], rank=method.rank, rate=f"{method.rate:g}"
    )


def method_reasons(found: CompileEstimate) -> str:
    """Why it is taught so, a line for each choice."""
    names = {
        "method": tr("Method"),
        "rate": tr("Learning rate"),
        "batch": tr("Learned at once"),
        "precision": tr("Precision"),
        "schedule": tr("Learning rate over time"),
        "rank": tr("Rank"),
        "checkpointing": tr("Memory"),
    }
    reasons = found.method.reasons if found.method is not None else {}
    return "\n".join(f"{names.get(name, name)}: {why}" for name, why in reasons.items())


def method_names() -> dict[str, str]:
    return {"full": tr("All weights"), "lora": "LoRA", "qlora": "QLoRA"}


def missing(found: CompileEstimate, course: Course | None, problems: Sequence[Finding]) -> list[Told]:
    """Everything that is missing, what stops a compile first. The procedure's problems are those the window knows, who
    may be newer than the estimate; the estimate adds what depends on the base."""
    needs = [need for need in found.unmet(course) if need.code not in ("procedure", "language")]
    told = [_told(need, found, course) for need in needs]
    longer = any(need.code == "length" for need in needs)
    told += _problems([problem for problem in problems if not (longer and problem.code == "too_long")])
    return sorted(told, key=lambda one: not one.stops)


def _problems(problems: Sequence[Finding]) -> list[Told]:
    shown = [
        Told(True, said(found.message), said(found.remedy), "step" if found.step else "", found.step or "")
        for found in problems[:SHOWN]
    ]
    if len(problems) > SHOWN:
        more = tr("The chart has {number} more problems.").format(number=number(len(problems) - SHOWN))
        shown.append(Told(True, more, tr("The panel Findings lists them all.")))
    return shown


def _told(need: Need, found: CompileEstimate, course: Course | None) -> Told:
    match need.code:
        case "memory" if found.place is not None and found.base is not None:
            place = tr("the graphics card") if found.place.kind == "cuda" else tr("this computer")
            message = tr(
                "There is too little memory: teaching {base} needs about {needed}, and {place} has {free} free."
            )
            smallest = found.base.name == starter.NAME
            return Told(
                need.stops,
                message.format(
                    base=base_name(found.base.name),
                    needed=size(found.memory),
                    place=place,
                    free=size(found.place.memory_free),
                ),
                tr("Close other programs; there is no smaller base model.")
                if smallest
                else tr("Close other programs, or choose a smaller base model."),
                "" if smallest else "bases",
            )
        case "tight" if found.place is not None and course is not None:
            message = tr("This compile takes about {needed} of memory at its most, and {free} are free.")
            return Told(
                need.stops,
                message.format(needed=size(course.memory), free=size(found.place.memory_free)),
                tr("Close other programs, or choose less time."),
            )
        case "disk" if found.place is not None:
            message = tr("There is too little room on the disk: about {needed} are needed, and {free} are free.")
            return Told(
                need.stops,
                message.format(needed=size(found.disk), free=size(found.place.disk_free)),
                tr("Delete old results in the history, or make room on the disk."),
            )
        case "slow" if found.base is not None and course is not None:
            return _slow(need, found, course)
        case "base":
            return Told(
                need.stops, said(need.message), tr("Choose another base model, or add this one again."), "bases"
            )
        case "writer" if not need.stops:
            longer = tr("A language model writes the practice conversations, which takes longer than the minutes say.")
            return Told(need.stops, longer, tr("The phrasebook, under Advanced, takes no time."))
        case "length":
            return Told(need.stops, said(need.message), said(need.remedy), "step" if need.step else "", need.step)
    return Told(need.stops, said(need.message), said(need.remedy))


def _slow(need: Need, found: CompileEstimate, course: Course) -> Told:
    assert found.base is not None
    figures = {"base": base_name(found.base.name), "minutes": course.minutes[1], "learned": number(course.learned)}
    through = tr(
        "In {minutes} min it gets through about {learned} practice conversations; it takes {fewest} at the least."
    ).format(fewest=number(FEWEST), **figures)
    if found.base.parameters < SMALL:
        head, remedy, button = (
            tr("This computer is slow or busy."),
            tr("Close other programs, or choose more time."),
            "",
        )
    else:
        head = tr("{base} is too large for this computer.").format(**figures)
        remedy = tr("Choose a smaller base model, more time, or a computer with a graphics card.")
        button = "bases"
    return Told(need.stops, f"{head} {through}", remedy, button)
