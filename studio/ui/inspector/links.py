"""Where a step's way out leads: the step to go to and, where it goes round, how often and where to after that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QLabel, QWidget

from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.content_edits import LIMIT, set_link
from studio.procedure.graph import inside_circles
from studio.procedure.model import Link, Procedure
from studio.ui.document import Document
from studio.ui.inspector.binding import Part
from studio.ui.inspector.choices import Choice, Entry
from studio.ui.inspector.editors import Number, Tick
from studio.ui.inspector.pieces import caption, captioned, column, line


class StepChoice(Choice):
    """One of the procedure's steps, with the icon of its kind. `none` is what stands for no step, where that may be
    chosen; `among` limits it to some kinds."""

    def __init__(self, document: Document, *, none: str = "", among: tuple[str, ...] = ()) -> None:
        self.document, self._none, self._among = document, none, among
        super().__init__(self._steps, self._named)

    def _steps(self) -> Iterator[Entry]:
        if self._none:
            yield "", self._none, ""
        for step in self.document.procedure.steps:
            if not self._among or step.kind in self._among:
                yield step.id, step.title or step.id, step.kind

    def is_open(self, value: str) -> bool:
        return value not in self.document.procedure.step_by_id

    def _named(self, value: str) -> tuple[str, str]:
        step = self.document.procedure.step_by_id.get(value)
        if step is not None:
            return step.title or step.id, step.kind
        if value in ("", UNDRAWN):
            return self._none or self.tr("Not drawn yet"), ""
        return self.tr("{name} (gone)").format(name=value), ""


_circles: list[tuple[Procedure, frozenset[tuple[str, str]]]] = []


def goes_round(procedure: Procedure, step_id: str, branch: str) -> bool:
    """Whether a way out lies on a circle. Found once for each procedure."""
    if not _circles or _circles[0][0] is not procedure:
        found = frozenset((edge.source, edge.branch) for edge in inside_circles(procedure))
        _circles[:] = [(procedure, found)]
    return (step_id, branch) in _circles[0][1]


class LinkPart(Part):
    """One way out of a step. `branch` is asked each time, since a branch may be renamed; `text` stands over the target,
    None for nothing."""

    def __init__(self, document: Document, step_id: str, branch: Callable[[], str], text: str | None = "") -> None:
        super().__init__(document)
        self._step, self._branch = step_id, branch
        self.target = StepChoice(document)
        self.limited = Tick(self.tr("At most"), self.tr("How often a conversation may take this way"))
        self.times = Number(1, 20)
        self.spent = StepChoice(document, none=self.tr("Choose a step…"))
        layout = column(self)
        if text is None:
            layout.addWidget(self.target)
        else:
            tip = self.tr("The step that comes next on this way")
            layout.addLayout(captioned(text or self.tr("Leads to"), self.target, tip))
        self.round = QWidget()
        inner = column(self.round)
        times = QLabel(self.tr("times"))
        row = line(self.limited, self.times, times)
        row.addStretch()
        self.times.setAccessibleName(self.tr("How often"))
        inner.addLayout(row)
        self.after = QWidget()
        after = column(self.after, 3)
        after.addWidget(
            caption(self.tr("After that, go to"), self.spent, self.tr("The step to go to when the limit is spent"))
        )
        after.addWidget(self.spent)
        inner.addWidget(self.after)
        layout.addWidget(self.round)
        self._bind_all()

    def _bind_all(self) -> None:
        self.bind(
            self.target,
            lambda p: self.link(p).to,
            lambda p, to: self._set(p, to=to),
            self.tr("Lead elsewhere"),
            burst=False,
        )
        self.bind(
            self.limited,
            lambda p: self.link(p).limit is not None,
            lambda p, on: self._set(p, limit=LIMIT if on else None),
            self.tr("Limit a way back"),
            burst=False,
        )
        self.bind(self.times, lambda p: self.link(p).limit or LIMIT, self._set_times, self.tr("Change a limit"))
        self.bind(
            self.spent,
            lambda p: self.link(p).spent or "",
            lambda p, to: self._set(p, spent=to or None),
            self.tr("Choose where to go after the limit"),
            burst=False,
        )
        self.follow(self._arrange)

    def link(self, procedure: Procedure) -> Link:
        """The way out as it is."""
        return dict(procedure.links(procedure.step_by_id[self._step]))[self._branch()]

    def _set(self, procedure: Procedure, **changes: object) -> Procedure:
        return set_link(procedure, self._step, self._branch(), **changes)

    def _set_times(self, procedure: Procedure, times: int | None) -> Procedure:
        return procedure if times is None else self._set(procedure, limit=times)

    def _arrange(self, procedure: Procedure) -> None:
        limited = self.link(procedure).limit is not None
        self.round.setVisible(limited or goes_round(procedure, self._step, self._branch()))
        self.times.setEnabled(limited)
        self.after.setVisible(limited)
