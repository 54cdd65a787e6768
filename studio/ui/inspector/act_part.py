"""What an act step looks up: the tool, the fields it is asked by, the fields it fills, and where each outcome leads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from studio.procedure import content_edits as edits
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.model import Act, Procedure, ToolOutcome
from studio.procedure.table_file import OUTCOME_COLUMN
from studio.ui.document import Document
from studio.ui.inspector import words
from studio.ui.inspector.binding import Part, Row, Rows
from studio.ui.inspector.choices import Choice
from studio.ui.inspector.links import LinkPart
from studio.ui.inspector.pieces import add_button, caption, captioned, column, hint, line, small_button

NAME = 108  # the width of the names before an arrow


class ActPart(Part):
    """Everything of an act step but its title."""

    def __init__(self, document: Document, step_id: str) -> None:
        super().__init__(document)
        self.step_id = step_id
        self.tool = Choice(self._tools, self._tool_named)
        layout = column(self, 12)
        first = captioned(self.tr("Look up in"), self.tool, self.tr("One of the procedure's tables"))
        self.empty = hint(
            self.tr(
                "The procedure has no tables yet. Click beside the chart, open Tables, and paste one from a "
                "spreadsheet."
            )
        )
        first.addWidget(self.empty)
        first.addWidget(self.slot(lambda f: f.step == step_id and f.code in ("unknown_tool", "no_rows")))
        layout.addLayout(first)
        self.bind(
            self.tool,
            lambda p: self.act(p).tool,
            lambda p, to: edits.set_tool_called(p, step_id, to),
            self.tr("Look up elsewhere"),
            burst=False,
        )
        self.arguments = Rows(document, self._arguments, lambda key: PairRow(self, key, asked=True), spacing=4)
        self.results = Rows(document, self._results, lambda key: PairRow(self, key, asked=False), spacing=4)
        self.captions: list[tuple[QLabel, Rows]] = []
        for text, tip, rows in (
            (self.tr("Find the row where"), self.tr("The column, and the field it must equal"), self.arguments),
            (self.tr("Keep from that row"), self.tr("The column, and the field it fills"), self.results),
        ):
            group = column(spacing=4)
            heading = caption(text, tip=tip)
            self.captions.append((heading, rows))
            group.addWidget(heading)
            group.addWidget(self.part(rows))
            layout.addLayout(group)
        self.outcomes = Rows(
            document, lambda p: list(words.tool_outcomes()), lambda key: OutcomeRow(self, key), spacing=8
        )
        group = column(spacing=4)
        group.addWidget(caption(self.tr("What comes then")))
        group.addWidget(self.part(self.outcomes))
        layout.addLayout(group)
        self.follow(self._arrange)

    def act(self, procedure: Procedure) -> Act:
        step = procedure.step_by_id[self.step_id]
        assert isinstance(step, Act)
        return step

    def _tools(self) -> list[tuple[str, str, str]]:
        return [(tool.id, tool.title or tool.id, "tool") for tool in self.document.procedure.tools]

    def _tool_named(self, value: str) -> tuple[str, str]:
        tool = self.document.procedure.tool_by_id.get(value)
        return (tool.title or tool.id, "tool") if tool else (self.tr("Choose a table…"), "")

    def _arguments(self, procedure: Procedure) -> list[str]:
        act = self.act(procedure)
        tool = procedure.tool_by_id.get(act.tool)
        return list(dict.fromkeys([*(tool.arguments if tool else ()), *act.arguments]))

    def _results(self, procedure: Procedure) -> list[str]:
        act = self.act(procedure)
        tool = procedure.tool_by_id.get(act.tool)
        offered = (
            [name for name in tool.columns if name not in tool.arguments and name != OUTCOME_COLUMN] if tool else []
        )
        return list(dict.fromkeys([*offered, *act.results.values()]))

    def _arrange(self, procedure: Procedure) -> None:
        self.empty.setVisible(not procedure.tools)
        for heading, rows in self.captions:
            heading.setVisible(bool(rows.rows))


class PairRow(Row):
    """A column of the table and the field it is compared with, or fills."""

    def __init__(self, owner: ActPart, key: str, *, asked: bool) -> None:
        super().__init__(owner.document, key)
        self._owner, self._asked = owner, asked
        self.name = QLabel()
        self.name.setFixedWidth(NAME)
        self.field = Choice(self._fields, self._named)
        self.field.setAccessibleName(key)
        sign = QLabel("=" if asked else "→")
        sign.setObjectName("hint")
        sign.setFixedWidth(14)
        layout = column(self, 2)
        layout.addLayout(line(self.name, sign, self.field))
        codes = ("unfilled_argument", "unknown_argument") if asked else ("missing_column",)
        layout.addWidget(
            self.slot(lambda f: f.step == owner.step_id and f.code in codes and f'"{self.key}"' in f.message)
        )
        text = self.tr("Look up by another field") if asked else self.tr("Keep in another field")
        self.bind(self.field, self._held, self._put, text, burst=False)
        self.follow(self._show)

    def _show(self, procedure: Procedure) -> None:
        cut = self.name.fontMetrics().elidedText(self.key, Qt.TextElideMode.ElideRight, NAME)
        self.name.setText(cut)
        self.name.setToolTip(self.key)

    def _fields(self) -> list[tuple[str, str, str]]:
        none = self.tr("Choose a field…") if self._asked else self.tr("Not kept")
        return [("", none, ""), *((f.id, f.title or f.id, "") for f in self.document.procedure.fields)]

    def _named(self, value: str) -> tuple[str, str]:
        if not value:
            return self._fields()[0][1], ""
        return words.field_title(self.document.procedure, value), ""

    def _held(self, procedure: Procedure) -> str:
        act = self._owner.act(procedure)
        if self._asked:
            return act.arguments.get(self.key, "")
        return next((field for field, column_name in act.results.items() if column_name == self.key), "")

    def _put(self, procedure: Procedure, field: str) -> Procedure:
        change: Callable[[Procedure, str, str, str | None], Procedure] = (
            edits.set_argument if self._asked else edits.set_result
        )
        return change(procedure, self._owner.step_id, self.key, field or None)


class OutcomeRow(Row):
    """One outcome: where it leads, or a button that draws it."""

    def __init__(self, owner: ActPart, key: ToolOutcome) -> None:
        super().__init__(owner.document, key)
        self._owner = owner
        title, tip = words.tool_outcomes()[key]
        self.name = QLabel(title)
        self.name.setToolTip(tip)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.drop = small_button("close", self.tr("Do not draw this outcome"), self._drop)
        self.draw = add_button(self.tr("Lead somewhere"), self._draw, tip=tip)
        self._holder = column(spacing=2)
        layout = column(self, 2)
        layout.addLayout(line(self.name, self.draw, self.drop, spacing=2))
        layout.addLayout(self._holder)
        layout.addWidget(self.slot(lambda f: f.step == owner.step_id and f.branch.removesuffix(" spent") == key))
        self.link: LinkPart | None = None
        self.follow(self._show)

    def _show(self, procedure: Procedure) -> None:
        drawn = self.key in self._owner.act(procedure).outcomes
        if drawn and self.link is None:
            self.link = LinkPart(self.document, self._owner.step_id, lambda: str(self.key), None)
            self.link.target.setAccessibleName(self.name.text())
            self._holder.addWidget(self.link)
        if self.link is not None:
            self.link.setVisible(drawn)
            if drawn:
                self.link.refresh(procedure)
        self.draw.setVisible(not drawn)
        self.drop.setVisible(drawn)

    def _draw(self) -> None:
        from_where = self._owner.step_id
        others = self._owner.act(self.document.procedure).outcomes
        to = next((link.to for link in others.values()), UNDRAWN)
        text = self.tr("Draw an outcome")
        if self.apply(text, lambda p: edits.set_outcome(p, from_where, self.key, to)) and self.link is not None:
            self.link.target.setFocus()

    def _drop(self) -> None:
        self.apply(self.tr("Remove an outcome"), lambda p: edits.set_outcome(p, self._owner.step_id, self.key, None))
