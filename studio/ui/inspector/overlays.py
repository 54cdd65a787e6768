"""The ways people leave the path, which every procedure has: each on or off, with its sentence and where it leads."""

from __future__ import annotations

from studio.procedure.checks import Finding
from studio.procedure.content_edits import set_overlay
from studio.procedure.model import Overlay, Overlays, Procedure
from studio.procedure.wording import DEFAULTS
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Write
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.editors import Tick
from studio.ui.inspector.links import StepChoice
from studio.ui.inspector.pieces import Fold, captioned, column, hint

CLOSING = ("vague", "invalid", "declined", "human", "leaving", "tool_failure")  # those that may come to an end
PLACEHOLDERS = {"invalid": ("kind", "scope"), "out_of_scope": ("scope",), "attack": ("scope",)}


class OverlaysPart(Part):
    """All eleven ways of leaving the path."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        layout = column(self, 6)
        layout.addWidget(
            hint(
                self.tr(
                    "What people do in every conversation, without being drawn. Each way has its usual answer; "
                    "change what should be different."
                )
            )
        )
        self.cards = {name: OverlayCard(document, name) for name in Overlays.model_fields}
        for card in self.cards.values():
            layout.addWidget(self.part(card))
        layout.addWidget(self.slot(lambda f: f.code == "missing_end"))


class OverlayCard(Part):
    """One way of leaving the path."""

    def __init__(self, document: Document, name: str) -> None:
        super().__init__(document)
        self.name = name
        self.fold_ = Fold(words.overlays()[name][0], self._body, card=True)
        column(self).addWidget(self.fold(self.fold_, self._concerns, self._words))

    def overlay(self, procedure: Procedure) -> Overlay:
        found = getattr(procedure.overlays, self.name)
        assert isinstance(found, Overlay)
        return found

    def _concerns(self, finding: Finding) -> bool:
        return finding.step is None and f'"{self.name}"' in finding.message

    def _words(self, procedure: Procedure) -> tuple[str, str]:
        overlay = self.overlay(procedure)
        if not overlay.on:
            aside = self.tr("off")
        else:
            aside = self.tr("changed") if overlay != Overlay() else ""
        return words.overlays()[self.name][0], aside

    def _body(self) -> Part:
        self.on = Tick(
            self.tr("The agent deals with it"), self.tr("Where it is off, such a message counts as any answer")
        )
        also = PLACEHOLDERS.get(self.name, ())
        self.text = ChipText(lambda: self.document.procedure.fields, DEFAULTS.get(self.name, ""), also=also)
        self.target = StepChoice(self.document, none=self.tr("The usual end"), among=("end",))
        body = Part(self.document)
        layout = column(body)
        layout.addWidget(hint(words.overlays()[self.name][1]))
        layout.addWidget(self.on)
        body.bind(
            self.on,
            lambda p: self.overlay(p).on,
            self._setter("on"),
            self.tr("Switch a way of leaving on or off"),
            burst=False,
        )
        if self.name in DEFAULTS:
            tip = self.tr("Leave it empty for the usual sentence, shown in grey")
            layout.addLayout(captioned(self.tr("The agent says"), self.text, tip))
            body.bind(self.text, lambda p: self.overlay(p).text, self._setter("text"), self.tr("Change a sentence"))
        if self.name in CLOSING:
            layout.addLayout(captioned(self.tr("Where it closes, go to"), self.target))
            body.bind(
                self.target,
                lambda p: self.overlay(p).to or "",
                lambda p, to: set_overlay(p, self.name, to=to or None),
                self.tr("Lead to another end"),
                burst=False,
            )
        layout.addWidget(body.slot(self._concerns))
        return body

    def _setter(self, name: str) -> Write:
        return lambda p, value: set_overlay(p, self.name, **{name: value})
