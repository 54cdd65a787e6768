"""What joins the history of compiles to a window: its panel, its actions, and what other parts may ask of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from studio.runs.record import Record
from studio.ui.actions import Action
from studio.ui.runs.deeds import Deeds
from studio.ui.runs.reading import Reading
from studio.ui.runs.words import tr

if TYPE_CHECKING:
    from studio.ui.runs.panel import RunsPanel
    from studio.ui.window import MainWindow

NAME = "runs"
MOST = 20  # runs in the menu of those to compare with


class Runs(QObject):
    """The history of one window. `run_chosen` carries the folder of a run that the person wants to talk to."""

    run_chosen = Signal(Path)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self.window = window
        self.reading = Reading(self)
        self.deeds = Deeds(window)
        self.deeds.done.connect(self.reading.look)
        self._panel: RunsPanel | None = None

    @property
    def panel(self) -> RunsPanel:
        """The panel, made when it is first wanted."""
        from studio.ui.runs.panel import RunsPanel

        if self._panel is None:
            panel = self._panel = RunsPanel(self.window.document, self.reading)
            panel.opened.connect(self._open)
            panel.wanted.connect(self.do)
            panel.asked.connect(self.menu)
            panel.picked.connect(self.window.registry.refresh)
        return self._panel

    # -- for other parts -------------------------------------------------------------------------

    def open_run(self, run: Path) -> None:
        """Talk to the model of a run."""
        self.run_chosen.emit(run)
        self.deeds.talk(run)

    def show_run(self, run: Path) -> None:
        """Show the panel with a run chosen in it."""
        self.window.show_panel(NAME)
        self.panel.choose(run)
        self.reading.look()

    # -- for the person --------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Record]:
        return self._panel.chosen if self._panel is not None else []

    def can(self, deed: str) -> bool:
        """Whether a deed makes sense now. Deeds are those of `details`."""
        if not self.chosen:  # asked often, and then nothing of the panel need be loaded
            return False
        from studio.ui.runs.details import can

        return can(deed, self.chosen)

    def do(self, deed: str) -> None:
        """Do it with the chosen runs, where it makes sense."""
        if not self.can(deed):
            return
        chosen = self.chosen
        match deed:
            case "talk":
                self.open_run(chosen[0].path)
            case "compare" if len(chosen) == 2:
                self.deeds.compare(*chosen)
            case "compare" | "export":
                menu = self._others(chosen[0]) if deed == "compare" else self._exports(chosen[0])
                menu.popup(self._under(deed))
            case "delete":
                self.deeds.delete(chosen)
            case _:
                getattr(self.deeds, deed)(chosen[0])

    def menu(self, place: QPoint) -> QMenu:
        """The menu of the chosen runs."""
        from studio.ui.runs.details import DEEDS, deed_text

        made = QMenu(self.window)
        for deed in DEEDS:
            if deed in ("compare", "export") and len(self.chosen) == 1:
                inner = self._others(self.chosen[0]) if deed == "compare" else self._exports(self.chosen[0])
                inner.setTitle(deed_text(deed).removesuffix("…"))
                inner.setEnabled(self.can(deed) and not inner.isEmpty())
                made.addMenu(inner)
            else:
                made.addAction(deed_text(deed), partial(self.do, deed)).setEnabled(self.can(deed))
        made.popup(place)
        return made

    def _open(self, record: Record) -> None:
        if record.model:
            self.open_run(record.path)

    def _others(self, record: Record) -> QMenu:
        """Runs to compare with, the later one always on the right."""
        from studio.ui.runs.panel import others
        from studio.ui.runs.words import budget_text, share_text, when_text

        menu = QMenu(self.window)
        for other in others(self.reading.records or (), record)[:MOST]:
            exact = share_text(other.scores.exact_clean) if other.scores is not None else ""
            parts = [when_text(other.created), budget_text(other), exact]
            if other.name.casefold() != record.name.casefold():
                parts.insert(0, other.name)
            pair = sorted((record, other), key=lambda one: one.created)
            text = " · ".join(part for part in parts if part).replace("&", "&&")
            menu.addAction(text, partial(self.deeds.compare, *pair))
        if menu.isEmpty():
            menu.addAction(tr("There is no other compile yet")).setEnabled(False)
        return menu

    def _exports(self, record: Record) -> QMenu:
        menu = QMenu(self.window)
        menu.addAction(tr("The model alone (GGUF)…"), partial(self.deeds.ask_export, record, "gguf"))
        folder = tr("A folder for Ollama, llama.cpp or LM Studio…")
        menu.addAction(folder, partial(self.deeds.ask_export, record, "folder"))
        return menu

    def _under(self, deed: str) -> QPoint:
        button = self.panel.details.buttons[deed]
        return button.mapToGlobal(QPoint(0, button.height()))


def register(runs: Runs) -> None:
    """The actions of the history, for the menu and the palette."""
    window = runs.window

    def show() -> None:
        window.show_panel(NAME)
        runs.panel.list.setFocus()

    window.registry.register(
        Action("procedure.runs", tr("&History of compiles"), show, "Ctrl+Shift+L", menu="procedure", section="runs",
               icon="history", tip=tr("Every compile: talk to it, compare, restore, export, delete"),
               keywords=tr("runs models compiles versions scores gguf ollama")))  # fmt: skip
    for deed, text, keywords in (
        ("talk", tr("Talk to the chosen compile"), tr("chat model")),
        ("report", tr("How well the chosen compile follows"), tr("report scores")),
        ("compare", tr("Compare the chosen compile…"), tr("diff scores runs")),
        ("restore", tr("Restore the procedure of the chosen compile"), tr("earlier version back")),
        ("export", tr("Export the chosen compile…"), tr("gguf ollama lm studio llama.cpp folder")),
        ("clean", tr("Free space of the chosen compile…"), tr("disk clean")),
        ("delete", tr("Delete the chosen compile…"), tr("remove disk space")),
    ):
        window.registry.register(
            Action(f"runs.{deed}", text, partial(runs.do, deed), enabled=partial(runs.can, deed), keywords=keywords)
        )
