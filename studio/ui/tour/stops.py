"""The stops of the tour, as data: what is said, what is pointed at, and how it is seen that it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.ui.tour import situation
from studio.ui.tour.chart import DECISION, GOODBYE, OPEN
from studio.ui.tour.situation import Situation


@dataclass(frozen=True)
class Stop:
    """One stop. `target` is a place that `targets` knows; of several, parted by "|", the first that is there. `selects`
    is a step chosen before, `shows` a panel put in front, `canvas` says that keys should go to the chart. `done` is
    asked with the situation at the beginning and now; without it, the person goes on by a press."""

    id: str
    title: str
    text: str
    target: str = ""
    done: Callable[[Situation, Situation], bool] | None = None
    selects: str = ""
    shows: str = ""
    canvas: bool = False


def tr(text: str) -> str:
    return QCoreApplication.translate("tour", text)


def stops() -> tuple[Stop, ...]:
    """The whole tour, in order, in the window's language."""
    return (
        Stop(
            "welcome",
            tr("Shall I show you around?"),
            tr(
                "Two minutes, on a small chart of its own: you draw, mend and rehearse it yourself. You can leave at "
                "any time with Esc, and come back by the Help menu."
            ),
        ),
        Stop(
            "draw",
            tr("Draw a step"),
            tr(
                "“Cake or bread” is selected, and its way “bread” leads nowhere yet. Press A and choose what comes "
                "next; or drag a step from the shelf at the left."
            ),
            target=f"end:{DECISION}",
            done=situation.drew,
            selects=DECISION,
            canvas=True,
        ),
        Stop(
            "connect",
            tr("Connect two steps"),
            tr(
                "After “Promise the cake” nothing follows. Pull an arrow from the plus at its end to “Goodbye”; or "
                "press C and choose the step."
            ),
            target=f"steps:{OPEN},{GOODBYE}",
            done=situation.connected,
            selects=OPEN,
            canvas=True,
        ),
        Stop(
            "branch",
            tr("Say when a branch is taken"),
            tr(
                "Here stands everything about “Cake or bread”. Open a branch and change its words, or write one more "
                "thing that people say."
            ),
            target="panel:inspector|step:" + DECISION,
            done=situation.reworded,
            selects=DECISION,
            shows="inspector",
        ),
        Stop(
            "mend",
            tr("Mend what is wrong"),
            tr(
                "The chart is checked as you draw. Each finding says what is wrong; where one press mends it, there "
                "is a button. Press one."
            ),
            target="panel:findings",
            done=situation.mended,
            shows="findings",
        ),
        Stop(
            "tidy",
            tr("Tidy up"),
            tr("One press lays the whole chart out anew: here, or Ctrl+T. Undo takes it back, as everything else."),
            target="action:arrange.tidy|view",
            done=situation.tidied,
            canvas=True,
        ),
        Stop(
            "rehearse",
            tr("Rehearse it"),
            tr("Walk through the chart as the customer, without any model. Choose an answer, or write one."),
            target="panel:rehearsal",
            done=situation.answered,
            shows="rehearsal",
        ),
        Stop(
            "compile",
            tr("Then compile it"),
            tr(
                "When nothing is wrong any more, Compile makes a model of the chart: practice conversations are "
                "written, taught and checked, all on this computer. That is all; go on with this chart, or open a "
                "sample from the File menu."
            ),
            target="button:compile.button|menu:procedure",
        ),
    )
