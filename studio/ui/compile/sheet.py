"""The sheet before a compile: which base model, how long, what it takes, whether anything is missing; then an Order.

The figures come from a child process, a quick answer first and a measured one later; nothing here waits for them.
Starting the compile is the business of whoever asked.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer

from studio.base import processes, settings
from studio.base.errors import StudioError
from studio.compile import choices as kept
from studio.compile.choices import Choices
from studio.compile.estimate import CompileEstimate, Course, budget_of, memory_of, request
from studio.compile.order import Order
from studio.models import library, starter
from studio.plan.budget import MINUTES, BudgetName
from studio.procedure.checks import Finding
from studio.ui.actions import Action
from studio.ui.compile import sheet_words as words
from studio.ui.compile.sheet_asking import Asking
from studio.ui.compile.sheet_page import Page
from studio.ui.compile.sheet_words import Told, tr
from studio.ui.document import Document
from studio.ui.files.language import told

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

QUIET = 250  # milliseconds without another choice before it is estimated


class Sheet(Page):
    """The sheet over a window. When it is accepted, `order` is what was ordered."""

    def __init__(self, window: MainWindow, asking: Asking | None = None) -> None:
        super().__init__(window, window.document.title)
        self.window_: MainWindow = window
        self.order: Order | None = None
        self.found: CompileEstimate | None = None
        self.choices = last_choices(window.document)
        self._asking = asking or Asking(self)
        self._failed: StudioError | None = None
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._listen()
        self._fill_bases()
        self.advanced.show_choices(self.choices)
        self.cards.choose(self.choices.budget)
        self.fold.set_open(not self.choices.is_plain)
        self._ask()

    # -- asking ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask the child about these choices; what was known of others is let go."""
        self.found, self._failed = None, None
        self._show()
        self._later.start()

    def _ask_now(self) -> None:
        asked = request(self.window_.document.procedure, self.choices, date.today(), QLocale().name())
        self._asking.ask(processes.command("estimate"), asked)
        self._show()

    def _hear(self, line: str) -> None:
        try:
            answer = json.loads(line)
            if "failed" in answer:
                self._failed = StudioError(answer["failed"]["message"], answer["failed"]["hint"])
            else:
                self.found = CompileEstimate.model_validate(answer["estimate"])
        except (ValueError, KeyError, TypeError):  # a library has said something between the lines
            return
        self._show()

    def _ended(self, _: str, error: StudioError | None) -> None:
        if error is not None and self.found is None:
            self._failed = error
        self._show()

    @property
    def is_measuring(self) -> bool:
        return self.found is not None and self._asking.is_busy

    # -- choosing ----------------------------------------------------------------------------------

    def choose_base(self, name: str) -> None:
        """Teach another base model."""
        self._fill_bases()
        if name != self.choices.base:
            self.choices = self.choices.model_copy(update={"base": name})
            self._fill_bases()
            self._ask()

    def choose_budget(self, name: BudgetName) -> None:
        """Take as long as a budget says."""
        self.choices = self.choices.model_copy(update={"budget": name})
        self.cards.choose(name)
        if self.choices.seconds is not None:
            self._ask()  # a ceiling of one's own is shared out as the budget does
        else:
            self._show()

    def manage_bases(self) -> None:
        """Look at the base models, and perhaps take another."""
        from studio.ui.compile.bases import choose

        chosen = choose(self, self.choices.base)
        self.choose_base(chosen or self.choices.base)

    def _base_chosen(self) -> None:
        self.choose_base(str(self.base.currentData()))

    def _set(self) -> None:
        changed = self.advanced.chosen(self.choices)
        if changed != self.choices:
            self.choices = changed
            self._ask()

    def _mend(self, missing: Told) -> None:
        """What a button beside something missing does."""
        if missing.button == "bases":
            self.manage_bases()
        elif missing.step:
            self.reject()
            self.window_.go_to(missing.step)

    def accept(self) -> None:
        """Order what stands here, if nothing is missing."""
        if not self.can_compile or self.found is None or self.found.order is None:
            return
        document = self.window_.document
        update = {"budget": self.choices.budget, "seconds": self.choices.seconds}
        self.order = self.found.order.model_copy(update=update)
        kept.remember(key_of(document), self.choices)
        super().accept()

    def done(self, result: int) -> None:
        self._later.stop()
        self._asking.stop()
        super().done(result)

    # -- what is known -------------------------------------------------------------------------------

    @property
    def course(self) -> Course | None:
        """The compile that is chosen, as it is estimated."""
        return None if self.found is None else self.found.course(self.choices.budget, own=True)

    @property
    def problems(self) -> list[Finding]:
        """What keeps the chart from being compiled."""
        return [finding for finding in self.window_.document.findings if finding.severity == "problem"]

    @property
    def missing(self) -> list[Told]:
        """Everything that is missing, as far as it is known."""
        return words.missing(self.found or CompileEstimate(), self.course, self.problems)

    @property
    def can_compile(self) -> bool:
        known = self.found is not None and self.found.order is not None
        return known and not any(one.stops for one in self.missing)

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        found, course = self.found, self.course
        self.cards.show_estimate(found, self._ceilings())
        self.advanced.show_estimate(found)
        self.told_base.setText(words.base_line(found.base) if found is not None and found.base is not None else "")
        self.told_how.setText(words.certainty(found, self.is_measuring) if found is not None and found.base else " ")
        self._show_facts(found, course)
        self._show_verdict(course)
        before = course.before if course is not None else ""
        labels = {"": self.tr("Compile"), "unfinished": self.tr("Go on"), "done": self.tr("Open the result")}
        self.button.setText(labels[before])
        self.button.setEnabled(self.can_compile)

    def _ceilings(self) -> dict[BudgetName, int]:
        """Minutes at most, which depend on the chart alone and are known at once."""
        steps = len(self.window_.document.procedure.steps)
        made: dict[BudgetName, int] = {}
        for name in MINUTES:
            mine = self.choices.seconds if name == self.choices.budget else None
            plain = Order(base_folder=Path(), today=date.today(), budget=name, seconds=mine)
            budget = budget_of(plain, steps, tokens_per_second=1.0, tokens_per_conversation=1.0)
            made[name] = max(1, round(budget.seconds / 60))
        return made

    def _show_facts(self, found: CompileEstimate | None, course: Course | None) -> None:
        waiting = "…" if self._failed is None and (found is None or found.base is not None) else "–"
        for label in self.facts.values():
            label.setText(waiting)
        if found is None or found.place is None or course is None:
            return
        place = found.place
        self.facts["computer"].setText(words.computer(place))
        self.facts["memory"].setText(
            self.tr("about {needed} to compile ({free} free), {chat} to use the result").format(
                needed=words.size(memory_of(found, course)),
                free=words.size(place.memory_free),
                chat=words.size(found.chat),
            )
        )
        self.facts["disk"].setText(
            self.tr("about {needed} while it compiles ({free} free), {file} in the end").format(
                needed=words.size(found.disk), free=words.size(place.disk_free), file=words.size(found.file)
            )
        )
        self.facts["result"].setText(str(course.run))

    def _show_verdict(self, course: Course | None) -> None:
        missing = self.missing
        ready = {
            "": self.tr("Ready to compile."),
            "unfinished": self.tr("This was begun before. It goes on where it stopped."),
            "done": self.tr("This was compiled before, with the same choices. The result is there."),
        }[course.before if course is not None else ""]
        if self._failed is not None:
            self.verdict.show_missing([Told(True, told(self._failed), "")])
        elif missing:
            self.verdict.show_missing(missing, ready)
        elif self.found is None:
            self.verdict.show_waiting(self.tr("Looking at this computer and the chart."))
        else:
            self.verdict.show_ready(ready)
        self.fit_later()

    # -- set-up ------------------------------------------------------------------------------------

    def _listen(self) -> None:
        document = self.window_.document
        self._later.timeout.connect(self._ask_now)
        self._asking.line.connect(self._hear)
        self._asking.ended.connect(self._ended)
        self.base.activated.connect(self._base_chosen)
        self.manage.clicked.connect(self.manage_bases)
        self.cards.chosen.connect(self.choose_budget)
        self.advanced.changed.connect(self._set)
        self.verdict.wanted.connect(self._mend)
        self.cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.accept)
        document.findings_changed.connect(self._show)

    def _fill_bases(self) -> None:
        """The base models that can be taught, and the chosen one even where it is gone."""
        try:
            names = [entry.name for entry in library.entries() if entry.kind == "folder"]
        except StudioError:
            names = []
        names = [starter.NAME, *names]
        self.base.clear()
        for name in dict.fromkeys((*names, self.choices.base)):
            self.base.addItem(self.tr("Starter, the one in the box") if name == starter.NAME else name, name)
        self.base.setCurrentIndex(self.base.findData(self.choices.base))


def key_of(document: Document) -> str:
    """What a document's procedure goes by from one time to the next."""
    return str(document.path) if document.path is not None else document.title


def last_choices(document: Document) -> Choices:
    """What was chosen last for the procedure, or what the person has set for all of them."""
    found = kept.recall(key_of(document))
    if found is not None:
        return found
    try:
        known = settings.load()
    except StudioError:
        return Choices()
    return Choices(base=known.base, budget=known.budget)


def ask(window: MainWindow) -> Order | None:
    """Show the sheet over a window until it is answered; the order, or None where there is none."""
    sheet = Sheet(window)
    sheet.exec()
    sheet.deleteLater()
    return sheet.order


def install(window: MainWindow) -> None:
    """The base models in the Procedure menu. The sheet itself is opened by whoever starts a compile."""

    def manage() -> None:
        from studio.ui.compile import bases

        bases.manage(window)

    window.registry.register(
        Action("compile.bases", tr("Base &models…"), manage, menu="procedure", section="compile", icon="knowledge",
               tip=tr("What a compile starts from: what is on this computer, and what fits"),
               keywords=tr("base model starter folder gguf licence download"))
    )  # fmt: skip
