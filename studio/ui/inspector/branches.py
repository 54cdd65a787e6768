"""The branches of a decision, a card each: name, what it means or computes, example phrases, where it leads."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from studio.procedure import chart_edits
from studio.procedure import content_edits as edits
from studio.procedure.checks import Finding
from studio.procedure.model import Branch, Decide, Procedure
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Row, Rows, Write, new_merge
from studio.ui.inspector.conditions import ConditionPart
from studio.ui.inspector.editors import Line, Lines
from studio.ui.inspector.links import LinkPart
from studio.ui.inspector.pieces import Fold, Handle, add_button, caption, captioned, column, hint, line, small_button

ENOUGH = 3  # example phrases below which the checks advise more


class BranchesPart(Part):
    """All branches of one decision."""

    def __init__(self, document: Document, step_id: str) -> None:
        super().__init__(document)
        self._step = step_id
        self.empty = hint(self.tr("No branches yet. A decision needs at least two, such as yes and no."))
        self.rows = Rows(document, self._keys, lambda key: BranchCard(document, step_id, key))
        self.part(self.rows)
        self.follow(lambda p: self.empty.setVisible(not self._keys(p)))
        layout = column(self, 6)
        layout.addWidget(self.empty)
        layout.addWidget(self.rows)
        layout.addWidget(add_button(self.tr("Add a branch"), self.add))

    def _keys(self, procedure: Procedure) -> list[str]:
        step = procedure.step_by_id[self._step]
        return [branch.id for branch in step.branches] if isinstance(step, Decide) else []

    def add(self) -> None:
        """A branch without a meaning yet, ready to be named."""
        known = set(self._keys(self.document.procedure))
        if self.apply(self.tr("Add a branch"), lambda p: edits.add_branch(p, self._step, self.tr("branch"))):
            card = next(row for row in self.rows.rows if row.key not in known)
            assert isinstance(card, BranchCard)
            card.fold_.set_open(True)
            card.body.name.setFocus()
            card.body.name.selectAll()


class BranchCard(Row):
    """One branch under a header that can be dragged."""

    def __init__(self, document: Document, step_id: str, key: str) -> None:
        super().__init__(document, key)
        self._step, self._merge = step_id, new_merge()
        self.fold_ = Fold("", self._body, card=True)
        self.handle = Handle(self.tr("Drag, or use the arrow keys, to change the order"))
        self.handle.moved.connect(self._move)
        self.fold_.header.add(small_button("delete", self.tr("Remove this branch"), self._remove))
        self.fold_.header.add(self.handle)
        column(self).addWidget(self.fold(self.fold_, self.concerns, self._words))

    def _body(self) -> BranchBody:
        self.body = BranchBody(self, self._step)
        return self.body

    def concerns(self, finding: Finding) -> bool:
        return finding.step == self._step and finding.branch.removesuffix(" spent") == self.key

    def _words(self, procedure: Procedure) -> tuple[str, str]:
        to = dict(procedure.links(procedure.step_by_id[self._step]))[self.key].to
        target = procedure.step_by_id.get(to)
        return words.branch_name(self.key), f"→ {target.title or to}" if target else self.tr("leads nowhere yet")

    def _move(self, by: int, fresh: bool) -> None:
        if fresh:
            self._merge = new_merge()
        self.apply(self.tr("Order the branches"), lambda p: edits.move_branch(p, self._step, self.key, by), self._merge)

    def _remove(self) -> None:
        self.apply(self.tr("Remove a branch"), lambda p: chart_edits.remove_edge(p, self._step, self.key))


class BranchBody(Part):
    """Everything of one branch. The row says which, by its key."""

    def __init__(self, row: Row, step_id: str) -> None:
        super().__init__(row.document)
        self._row, self._step = row, step_id
        self.name = Line(self.tr("One or two words"), late=True)
        self.meaning, self.phrases = (
            Line(),
            Lines(self.tr("No example phrases yet: paste a few things people really say"), lines=3),
        )
        self.count = QLabel()
        self.count.setObjectName("hint")
        self.condition = ConditionPart(self.document, step_id, lambda: str(row.key))
        self.link = LinkPart(self.document, step_id, lambda: str(row.key))
        self._lay_out()
        self.bind(
            self.name, lambda p: words.branch_name(self._row.key), self._rename, self.tr("Rename a branch"), burst=False
        )
        self.bind(
            self.meaning,
            lambda p: self.branch(p).condition,
            self._setter("condition"),
            self.tr("Change what a branch means"),
        )
        self.bind(
            self.phrases, lambda p: self.branch(p).examples, self._setter("examples"), self.tr("Change example phrases")
        )
        self.follow(self._arrange)
        self.part(self.link)

    def _lay_out(self) -> None:
        layout = column(self)
        layout.addLayout(
            captioned(self.tr("Name"), self.name, self.tr("What stands on the chart. Press Enter when it is written."))
        )
        self.meaning_caption = caption(self.tr("Taken when the person…"), self.meaning)
        meaning = column(spacing=3)
        meaning.addWidget(self.meaning_caption)
        meaning.addWidget(self.meaning)
        layout.addLayout(meaning)
        self.phrases_part = Part(self.document)
        inner = column(self.phrases_part, 3)
        heading = line(
            caption(
                self.tr("People say"),
                self.phrases,
                self.tr("Example phrases, one a line. Paste as many as you have, as different as people say them."),
            ),
            self.count,
        )
        heading.setStretch(0, 1)
        inner.addLayout(heading)
        inner.addWidget(self.phrases)
        layout.addWidget(self.phrases_part)
        layout.addWidget(self.condition)
        layout.addWidget(self.link)
        layout.addWidget(self.slot(lambda f: f.step == self._step and f.branch.removesuffix(" spent") == self._row.key))

    def branch(self, procedure: Procedure) -> Branch:
        return next(branch for branch in self.decision(procedure).branches if branch.id == self._row.key)

    def decision(self, procedure: Procedure) -> Decide:
        step = procedure.step_by_id[self._step]
        assert isinstance(step, Decide)
        return step

    def _setter(self, name: str) -> Write:
        return lambda p, value: edits.set_branch(p, self._step, self._row.key, **{name: value})

    def _rename(self, procedure: Procedure, name: str) -> Procedure:
        return edits.rename_branch(procedure, self._step, self._row.key, name)

    def _arrange(self, procedure: Procedure) -> None:
        in_words = self.decision(procedure).basis == "words"
        branch = self.branch(procedure)
        if in_words:
            self.meaning_caption.setText(self.tr("Taken when the person…"))
            self.meaning.setPlaceholderText(self.tr("wants the offer, is not sure…"))
        else:
            self.meaning_caption.setText(self.tr("In words"))
            self.meaning.setPlaceholderText(self.tr("ten people or more"))
        self.meaning.setAccessibleName(self.meaning_caption.text())
        self.phrases_part.setVisible(in_words or bool(branch.examples))
        self.count.setText(self._counted(len(branch.examples)))
        self.condition.setVisible(not in_words or branch.when is not None)
        self.condition.refresh(procedure)

    def _counted(self, number: int) -> str:
        if number == 0:
            return ""
        if number < ENOUGH:
            return self.tr("{number} of at least {enough}").format(number=number, enough=ENOUGH)
        return str(number)
