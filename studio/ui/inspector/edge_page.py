"""The page of one selected way out of a step: its branch, where it leads, and how often where it goes round."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from studio.procedure.model import Decide, Procedure
from studio.ui import theme
from studio.ui.document import Document, EdgeKey
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Row
from studio.ui.inspector.branches import BranchBody
from studio.ui.inspector.links import LinkPart
from studio.ui.inspector.pieces import add_button, line
from studio.ui.inspector.step_page import Banner


class EdgePage(Part):
    """One edge. The spent way of a loop is shown with the way it belongs to."""

    def __init__(self, document: Document, edge: EdgeKey) -> None:
        super().__init__(document)
        self.source, branch = edge
        self.row = Row(document, branch.removesuffix(" spent"))
        self.row.setParent(self)
        self.row.hide()
        step = document.procedure.step_by_id[self.source]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.WIDE)
        layout.setSpacing(theme.ROOM)
        self.banner = Banner("connect", "", "")
        layout.addWidget(self.banner)
        self.branch: BranchBody | None = None
        if isinstance(step, Decide):
            self.branch = BranchBody(self.row, self.source)
            self.link = self.branch.link
            layout.addWidget(self.part(self.branch))
        else:
            self.link = LinkPart(document, self.source, lambda: str(self.row.key))
            layout.addWidget(self.part(self.link))
            layout.addWidget(
                self.slot(lambda f: f.step == self.source and f.branch.removesuffix(" spent") == self.row.key)
            )
        jump = add_button(self.tr("Show the step it leaves"), self._jump, "back")
        row = line(jump)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch()
        self.follow(self._show)

    def _show(self, procedure: Procedure) -> None:
        step = procedure.step_by_id[self.source]
        link = dict(procedure.links(step))[self.row.key]
        target = procedure.step_by_id.get(link.to)
        name = self._name()
        leads = self.tr("from {source} to {target}").format(
            source=step.title or step.id, target=(target.title or target.id) if target else self.tr("nowhere yet")
        )
        if (name, leads) != (self.banner.title, self.banner.text):
            self.banner.title, self.banner.text = name, leads
            self.banner.setToolTip(leads)
            self.banner.setAccessibleName(f"{name} {leads}")
            self.banner.update()

    def _name(self) -> str:
        if self.row.key == "next":
            return self.tr("Line")
        outcome = words.tool_outcomes().get(self.row.key)
        return outcome[0] if outcome and self.branch is None else words.branch_name(self.row.key)

    def _jump(self) -> None:
        self.document.selection.set([self.source])
