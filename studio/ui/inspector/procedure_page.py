"""The page of the procedure itself, shown while nothing is selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

from PySide6.QtWidgets import QVBoxLayout

from studio.procedure.checks import Finding
from studio.procedure.edits import with_
from studio.procedure.model import Overlay, Overlays, Procedure
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part
from studio.ui.inspector.choices import Choice
from studio.ui.inspector.editors import Line, Text, Tick
from studio.ui.inspector.fields import FieldsPart, of_fields
from studio.ui.inspector.knowledge import KnowledgePart, about_knowledge
from studio.ui.inspector.links import StepChoice
from studio.ui.inspector.overlays import OverlaysPart
from studio.ui.inspector.pieces import Fold, captioned
from studio.ui.inspector.step_page import Banner
from studio.ui.inspector.tables import ToolsPart


class ProcedurePage(Part):
    """Name, persona, scope and language, and folded below them what the procedure knows and asks for."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.WIDE)
        self.column.setSpacing(theme.ROOM)
        self.column.addWidget(Banner("outline", self.tr("Procedure"), self.tr("Select a step to see it here instead.")))
        self.name, self.scope = Line(self.tr("Booking a trip")), Line(self.tr("booking flights with Blue Door Travel"))
        self.persona = Text(self.tr("Who the agent is and how it talks: Marta, a travel agent, warm and brisk"))
        self.start = StepChoice(document, none=self.tr("Choose a step…"))
        self.language = Choice(lambda: ((code, text, "") for code, text in words.languages().items()))
        self.date = Tick(self.tr("The agent knows today's date"), self.tr("Needed where days are compared with today"))
        self._lay_out()
        self._bind()
        self.sections: dict[str, Fold] = {}
        self._section("fields", self.tr("Fields"), lambda: FieldsPart(document), of_fields, lambda p: _number(p.fields))
        self._section(
            "knowledge",
            self.tr("Questions people ask"),
            lambda: KnowledgePart(document, None),
            lambda f: f.step is None and about_knowledge(f),
            lambda p: _number(p.knowledge),
        )
        self._section(
            "tools", self.tr("Tables"), lambda: ToolsPart(document), self._of_tools, lambda p: _number(p.tools)
        )
        self._section(
            "overlays", self.tr("Leaving the path"), lambda: OverlaysPart(document), self._of_overlays, self._changed
        )
        self.column.addWidget(self.slot(lambda f: f.step is None))
        self.column.addStretch()

    def _lay_out(self) -> None:
        for text, editor, tip, concerns in (
            (self.tr("Name"), self.name, "", lambda f: f.step is None and "has no name" in f.message),
            (self.tr("The agent is"), self.persona, self.tr("Its name, its part and its tone"), None),
            (self.tr("It is there for"), self.scope, self.tr("Completes the sentence: I can only help with …"), None),
            (self.tr("Begins with"), self.start, "", lambda f: f.step is None and f.code == "no_start"),
            (self.tr("Language"), self.language, "", lambda f: f.code == "language"),
        ):
            under = captioned(text, editor, tip)
            if concerns is not None:
                under.addWidget(self.slot(concerns))
            self.column.addLayout(under)
        self.column.addWidget(self.date)

    def _bind(self) -> None:
        for editor, name, text, burst in (
            (self.name, "name", self.tr("Change the procedure's name"), True),
            (self.persona, "persona", self.tr("Change who the agent is"), True),
            (self.scope, "scope", self.tr("Change what the agent is there for"), True),
            (self.language, "language", self.tr("Change the language"), False),
            (self.date, "uses_date", self.tr("Today's date"), False),
        ):
            self.bind(
                editor,
                attrgetter(name),
                partial(_put, name),
                text,
                burst=burst,
            )
        self.bind(
            self.start,
            lambda p: p.start or "",
            lambda p, step: with_(p, start=step or None),
            self.tr("Begin elsewhere"),
            burst=False,
        )

    def _section(
        self,
        name: str,
        title: str,
        make: Callable[[], Part],
        concerns: Callable[[Finding], bool],
        aside: Callable[[Procedure], str],
    ) -> None:
        fold = Fold(title, make)
        self.sections[name] = fold
        self.column.addWidget(self.fold(fold, concerns, lambda p: (title, aside(p))))

    def show_field(self, field_id: str) -> None:
        """Unfold the fields and the one with this id."""
        self.sections["fields"].set_open(True)
        body = self.sections["fields"].body
        assert isinstance(body, FieldsPart)
        body.show_field(field_id)

    def _of_tools(self, finding: Finding) -> bool:
        titles = (tool.title for tool in self.document.procedure.tools)
        return finding.step is None and any(f'"{title}"' in finding.message for title in titles)

    def _of_overlays(self, finding: Finding) -> bool:
        return finding.code == "missing_end" or (
            finding.step is None and any(f'"{name}"' in finding.message for name in Overlays.model_fields)
        )

    def _changed(self, procedure: Procedure) -> str:
        number = sum(getattr(procedure.overlays, name) != Overlay() for name in Overlays.model_fields)
        return self.tr("{number} changed").format(number=number) if number else ""


def _put(name: str, procedure: Procedure, value: object) -> Procedure:
    return with_(procedure, **{name: value})


def _number(things: tuple[object, ...]) -> str:
    return str(len(things)) if things else ""
