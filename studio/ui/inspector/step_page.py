"""The page of one selected step: what all kinds share, and what say, ask, decide and end have of their own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.procedure import content_edits as edits
from studio.procedure.checks import Finding
from studio.procedure.edits import with_
from studio.procedure.model import Decide, Procedure
from studio.ui import icons, theme
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.act_part import ActPart
from studio.ui.inspector.binding import Part, Write
from studio.ui.inspector.branches import BranchesPart
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.choices import Choice
from studio.ui.inspector.editors import Line, Text, Tick
from studio.ui.inspector.fields import AskedFields
from studio.ui.inspector.knowledge import KnowledgePart, about_knowledge
from studio.ui.inspector.links import LinkPart
from studio.ui.inspector.pieces import Fold, caption, captioned, column


class Banner(QWidget):
    """The head of a page: an icon in the tint of its kind, what it is, and what that does."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self.icon, self.title, self.text = icon, title, text
        self.setMinimumHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        return QSize(200, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        tint = wearing.kinds.get(self.icon)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, 4.5, 35, 35)
        painter.setPen(tint.stroke if tint else wearing.line)
        painter.setBrush(tint.fill if tint else wearing.hover)
        painter.drawRoundedRect(box, theme.RADIUS + 2, theme.RADIUS + 2)
        icons.paint(painter, self.icon, QRectF(9, 13, 18, 18), tint.ink if tint else wearing.soft)
        room = self.width() - 48
        for top, height, font, ink, text in (
            (4, 19, theme.font(14, QFont.Weight.DemiBold), wearing.ink, self.title),
            (22, 18, theme.font(12), wearing.soft, self.text),
        ):
            painter.setFont(font)
            painter.setPen(ink)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(46, top, room, height), Qt.AlignmentFlag.AlignVCenter, cut)


class StepPage(Part):
    """One step, by its id. Its kind is that which it had when the page was made."""

    def __init__(self, document: Document, step_id: str) -> None:
        super().__init__(document)
        self.step_id = step_id
        self.kind = document.procedure.step_by_id[step_id].kind
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.WIDE)
        self.column.setSpacing(theme.ROOM)
        self.column.addWidget(Banner(self.kind, words.step_kinds()[self.kind], words.step_hints()[self.kind]))
        self.title = Line(self.tr("A short title"))
        head = captioned(self.tr("Title"), self.title, self.tr("What stands on the chart"))
        head.addWidget(self.slot(self._about_title))
        self.column.addLayout(head)
        self.field(self.title, "title", self.tr("Change a title"))
        {"say": self._say, "ask": self._ask, "decide": self._decide, "act": self._act, "end": self._end}[self.kind]()
        self._foot()
        self.column.addWidget(self.slot(lambda f: f.step == step_id))  # last, so that it has what nothing else took
        self.column.addStretch()

    def field(self, editor: Line | Text | Tick | Choice, name: str, text: str, *, burst: bool = True) -> None:
        """Bind an editor to a value of the step."""
        self.bind(editor, lambda p: getattr(p.step_by_id[self.step_id], name), self._setter(name), text, burst=burst)

    def _setter(self, name: str) -> Write:
        return lambda p, value: edits.set_step(p, self.step_id, **{name: value})

    # -- what the kinds have of their own ----------------------------------------------------------

    def _spoken(self, text: str, empty: str) -> None:
        self.text = ChipText(lambda: self.document.procedure.fields, empty, lines=3)
        said = captioned(text, self.text, self.tr("Type { to speak a field"))
        said.addWidget(self.slot(self._about_text))
        self.column.addLayout(said)
        self.field(self.text, "text", self.tr("Change a text"))

    def _exact(self) -> None:
        self.exact = Tick(
            self.tr("Say it word for word"), self.tr("Otherwise the agent may put it a little differently")
        )
        self.column.addWidget(self.exact)
        self.field(self.exact, "exact", self.tr("Word for word or not"), burst=False)

    def _next(self) -> None:
        self.link = LinkPart(self.document, self.step_id, lambda: "next", self.tr("Then go to"))
        self.column.addWidget(self.part(self.link))
        self.column.addWidget(self.slot(lambda f: f.step == self.step_id and f.branch.removesuffix(" spent") == "next"))

    def _say(self) -> None:
        self._spoken(self.tr("The agent says"), self.tr("Write what the agent says. Type { to speak a field."))
        self._exact()
        self._next()

    def _ask(self) -> None:
        self._spoken(self.tr("The agent asks"), self.tr("Write what the agent asks. Type { to speak a field."))
        self.again = ChipText(
            lambda: self.document.procedure.fields, self.tr("The same words, unless you write others")
        )
        self.column.addLayout(
            captioned(self.tr("When it asks again"), self.again, self.tr("A shorter wording for the second time"))
        )
        self.field(self.again, "again", self.tr("Change the repeated wording"))
        self._exact()
        self.fields = AskedFields(self.document, self.step_id)
        holder = column(spacing=3)
        holder.addWidget(caption(self.tr("Fields it fills"), tip=self.tr("What is kept of the answer, in this order")))
        holder.addWidget(self.part(self.fields))
        self.column.addLayout(holder)
        self._next()

    def _decide(self) -> None:
        self.basis = Choice(
            lambda: [
                ("words", self.tr("What the person says"), ""),
                ("computed", self.tr("Comparing fields"), ""),
            ]
        )
        self.column.addLayout(captioned(self.tr("Decided by"), self.basis))
        self.bind(
            self.basis,
            lambda p: self._decision(p).basis,
            lambda p, to: edits.set_basis(p, self.step_id, to),
            self.tr("Decide otherwise"),
            burst=False,
        )
        self.judged = Part(self.document)
        self.about = Choice(self._answers)
        self.about.faint_empty = False
        column(self.judged).addLayout(
            captioned(self.tr("Judging"), self.about, self.tr("The last message, or an answer given earlier"))
        )
        self.column.addWidget(self.judged)
        self.bind(
            self.about,
            lambda p: self._decision(p).about or "",
            lambda p, to: edits.set_step(p, self.step_id, about=to or None),
            self.tr("Judge another answer"),
            burst=False,
        )
        self.branches = BranchesPart(self.document, self.step_id)
        holder = column(spacing=4)
        self.branches_caption = caption(self.tr("Branches"))
        holder.addWidget(self.branches_caption)
        holder.addWidget(self.part(self.branches))
        self.column.addLayout(holder)
        self.follow(self._arrange)

    def _decision(self, procedure: Procedure) -> Decide:
        step = procedure.step_by_id[self.step_id]
        assert isinstance(step, Decide)
        return step

    def _answers(self) -> list[tuple[str, str, str]]:
        fields = [(field.id, field.title or field.id, "") for field in self.document.procedure.fields]
        return [("", self.tr("The last message"), ""), *fields]

    def _arrange(self, procedure: Procedure) -> None:
        computed = self._decision(procedure).basis == "computed"
        self.judged.setVisible(not computed)
        first = self.tr("Branches, the first that holds is taken")
        self.branches_caption.setText(first if computed else self.tr("Branches"))

    def _act(self) -> None:
        self.act = ActPart(self.document, self.step_id)
        self.column.addWidget(self.part(self.act))

    def _end(self) -> None:
        self.outcome = Choice(lambda: ((name, text, "") for name, text in words.end_outcomes().items()))
        self.column.addLayout(captioned(self.tr("How it ends"), self.outcome))
        self.field(self.outcome, "outcome", self.tr("Change how it ends"), burst=False)
        self._spoken(self.tr("Last words"), self.tr("None: the conversation closes without a word"))
        self._exact()

    # -- what all have -----------------------------------------------------------------------------

    def _foot(self) -> None:
        self.start = Tick(self.tr("Conversations begin here"))
        self.column.addWidget(self.start)
        self.bind(
            self.start, lambda p: p.start == self.step_id, self._set_start, self.tr("Begin elsewhere"), burst=False
        )
        if self.kind == "ask":
            known = Fold(self.tr("Questions people ask here"), lambda: KnowledgePart(self.document, self.step_id))
            self.knowledge = self.fold(
                known, lambda f: f.step == self.step_id and about_knowledge(f), self._knowledge_words
            )
            self.column.addWidget(known)
        self.note = Text(self.tr("For people who read the chart; the agent never says it"))
        self.notes = self.fold(
            Fold(self.tr("Note"), self._note),
            lambda f: False,
            lambda p: (self.tr("Note"), p.step_by_id[self.step_id].note.replace("\n", " ")),
        )
        self.column.addWidget(self.notes)

    def _knowledge_words(self, procedure: Procedure) -> tuple[str, str]:
        number = len(procedure.step_by_id[self.step_id].knowledge)
        return self.tr("Questions people ask here"), str(number) if number else ""

    def _note(self) -> Part:
        body = Part(self.document)
        self.note.setAccessibleName(self.tr("Note"))
        column(body).addWidget(self.note)
        body.bind(self.note, lambda p: p.step_by_id[self.step_id].note, self._setter("note"), self.tr("Change a note"))
        return body

    def _set_start(self, procedure: Procedure, on: bool) -> Procedure:
        return with_(procedure, start=self.step_id if on else None)

    def _about_title(self, finding: Finding) -> bool:
        named = finding.code == "empty_text" and "has no title" in finding.message
        return finding.step == self.step_id and (finding.code == "duplicate_name" or named)

    def _about_text(self, finding: Finding) -> bool:
        if finding.step != self.step_id or about_knowledge(finding):
            return False
        return finding.code == "empty_text" or " speaks " in finding.message
