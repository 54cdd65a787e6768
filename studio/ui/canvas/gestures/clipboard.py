"""Steps, notes and groups copied, cut, pasted and duplicated, through the system's clipboard, so also into other
windows and files. A group takes along what stands in it.

On the clipboard they are a small procedure of our own, and plain text for other programs. What is pasted is read as
carefully as any file.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData, QObject, QPointF, QRectF
from PySide6.QtGui import QClipboard, QGuiApplication

from studio.base.errors import StudioError
from studio.procedure import annotations as kept
from studio.procedure import chart_edits, edits, file
from studio.procedure.annotations import Group, Note
from studio.procedure.excerpt import excerpt, paste
from studio.procedure.layout import Point
from studio.procedure.model import Decide, Procedure
from studio.ui.canvas.gestures import spots
from studio.ui.canvas.gestures.kinds import tr
from studio.ui.canvas.labels import branch_name
from studio.ui.canvas.tidy import free_places, places_of
from studio.ui.canvas.view import View
from studio.ui.files.language import told

MIME = "application/vnd.subterra-studio.steps+json"
FURTHEST = 40  # places beside and below that are looked at for what is pasted


class Chosen(NamedTuple):
    """What is copied: steps by id, notes and groups by name."""

    steps: frozenset[str]
    names: frozenset[str]


class Clipboard(QObject):
    """Copies from and pastes into the document of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("clipboard")
        self.view, self.scene = view, view.chart
        self.document = view.chart.document

    # -- out -------------------------------------------------------------------------------------

    def can_copy(self) -> bool:
        return bool(self.document.selection.steps) or any(company().names for company in self.view.companies)

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        chosen = self._chosen()
        if any(chosen):
            cut = self._excerpt(chosen)
            data = QMimeData()
            data.setData(MIME, file.dumps(cut).encode())
            data.setText(as_text(cut))
            system().setMimeData(data)

    def cut(self) -> None:
        """Copy what is selected, then remove it."""
        chosen = self._chosen()
        if any(chosen):
            self.copy()
            self.document.apply(
                self._text(tr("Cut"), chosen),
                lambda now: kept.remove(chart_edits.remove(now, chosen.steps), chosen.names),
            )

    def duplicate(self) -> None:
        """Draw what is selected once more, beside itself."""
        chosen = self._chosen()
        if any(chosen):
            self._paste(self._excerpt(chosen), tr("Duplicate"), beside=True)

    def _chosen(self) -> Chosen:
        """What is selected, with what stands in the groups among it."""
        procedure = self._placed()
        names = {name for company in self.view.companies for name in company().names}
        groups = [group for group in kept.groups(procedure) if group.id in names]
        inner, steps = kept.contents(procedure, groups)
        return Chosen(self.document.selection.steps.union(steps), frozenset(names | inner))

    def _placed(self) -> Procedure:
        """The steps where they are drawn, whether or not their places stand in the layout."""
        return chart_edits.place(self.document.procedure, self.scene.places())

    def _excerpt(self, chosen: Chosen) -> Procedure:
        placed = self._placed()
        cut = excerpt(placed, chosen.steps)
        return edits.with_(cut, layout=cut.layout | kept.cut_out(placed, chosen.names))

    # -- in --------------------------------------------------------------------------------------

    def can_paste(self) -> bool:
        data = system().mimeData()
        return data is not None and data.hasFormat(MIME)

    def paste(self) -> None:
        """Draw what is on the clipboard: where it was copied if that is in view, else in the middle of it."""
        data = system().mimeData()
        if data is None or not data.hasFormat(MIME):
            self.document.message.emit(tr("Nothing of a chart is on the clipboard. Copy some steps first."))
            return
        try:
            cut = file.loads(bytes(data.data(MIME).data()).decode("utf-8", "replace"), name=tr("The clipboard"))
        except StudioError as error:
            self.document.message.emit(told(error))
            return
        self._paste(cut, tr("Paste"))

    def _paste(self, cut: Procedure, text: str, *, beside: bool = False) -> None:
        chosen = Chosen(frozenset(cut.step_by_id), frozenset(sheet.id for sheet in _sheets(cut)))
        if not any(chosen):
            return
        cut = chart_edits.place(cut, free_places(cut, places_of(cut)))
        by = self._shift(cut, beside=beside)
        became: dict[str, str] = {}
        brought: list[str] = []

        def edit(procedure: Procedure) -> Procedure:
            places = {name: Point(place.x + by.x(), place.y + by.y()) for name, place in places_of(cut).items()}
            grown, ids = paste(procedure, chart_edits.place(cut, places))
            grown, names = kept.bring(grown, cut, by.x(), by.y())
            became.update(ids)
            brought.extend(names)
            lacking = grown.step_by_id.keys() - procedure.step_by_id.keys() - set(ids.values())
            known = places_of(edits.with_(grown, layout={k: v for k, v in grown.layout.items() if k not in lacking}))
            return chart_edits.place(grown, {n: p for n, p in free_places(grown, known).items() if n in lacking})

        before = self.document.procedure
        if self.document.apply(self._text(text, chosen), edit):
            with self.view.kept_together():
                self.view.select([became[step.id] for step in cut.steps])
                for company in self.view.companies:
                    company().select(brought)
            after = self.document.procedure
            if (len(after.fields), len(after.tools)) != (len(before.fields), len(before.tools)):
                self.document.message.emit(tr("Fields and tools that the steps need came along."))

    def _shift(self, cut: Procedure, *, beside: bool) -> QPointF:
        """By how much all is moved together, to where there is room."""
        boxes, sheets = _boxes(cut), [_box_of(sheet) for sheet in _sheets(cut)]
        there = [_box_of(sheet) for sheet in _sheets(self.document.procedure)]
        whole = QRectF()
        for box in (*boxes, *sheets):
            whole = whole.united(box)
        seen = self.view.visible_area()
        by = QPointF() if beside or seen.intersects(whole) else seen.center() - whole.center()
        by = QPointF(*spots.snapped(by))
        across, down = whole.width() + spots.BESIDE, whole.height() + spots.GAP
        for number in range(FURTHEST):
            shift = by + QPointF((number + 1) // 2 * across * (number % 2), number // 2 * down * (1 - number % 2))
            over_steps = any(self.scene.steps_in(box.translated(shift)) for box in (*boxes, *sheets))
            if not over_steps and not any(box.translated(shift).intersects(other) for box in sheets for other in there):
                return shift
        return by

    def _text(self, verb: str, chosen: Chosen) -> str:
        number = len(chosen.steps)
        if chosen.names:
            return tr("{verb} the selection").format(verb=verb)
        if number == 1:
            return tr("{verb} step").format(verb=verb)
        return tr("{verb} {number} steps").format(verb=verb, number=number)


def as_text(cut: Procedure) -> str:
    """What other programs get: titles of steps, what is said, where the ways lead; notes and titles of groups."""
    lines: list[str] = []
    for step in cut.steps:
        lines.append(step.title)
        said = str(getattr(step, "text", ""))
        lines += [f"    {line}" for line in said.splitlines()]
        for branch, link in cut.links(step):
            goal = cut.step_by_id.get(link.to)
            name = branch_name(step, branch)
            if goal is not None or (name and isinstance(step, Decide)):
                lines.append(f"    {name} → {goal.title if goal else '…'}" if name else f"    → {goal.title}")  # type: ignore[union-attr]
    lines += [sheet.text if isinstance(sheet, Note) else sheet.title for sheet in _sheets(cut)]
    return "\n".join(lines)


def system() -> QClipboard:
    return QGuiApplication.clipboard()


def _boxes(cut: Procedure) -> list[QRectF]:
    found = []
    for name, place in places_of(cut).items():
        box = spots.box_at(place, spots.size_of(cut, name))
        found.append(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))
    return found


def _sheets(procedure: Procedure) -> tuple[Note | Group, ...]:
    return (*kept.notes(procedure), *kept.groups(procedure))


def _box_of(sheet: Note | Group) -> QRectF:
    return QRectF(sheet.x, sheet.y, sheet.width, sheet.height)
