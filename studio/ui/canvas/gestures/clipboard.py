"""Steps copied, cut, pasted and duplicated, through the system's clipboard, so also into other windows and files.

On the clipboard they are a small procedure of our own, and plain text for other programs. What is pasted is read as
carefully as any file.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QObject, QPointF, QRectF
from PySide6.QtGui import QClipboard, QGuiApplication

from studio.base.errors import StudioError
from studio.procedure import chart_edits, edits, file
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


class Clipboard(QObject):
    """Copies from and pastes into the document of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("clipboard")
        self.view, self.scene = view, view.chart
        self.document = view.chart.document

    # -- out -------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Put the selected steps on the clipboard."""
        chosen = self.document.selection.steps
        if chosen:
            cut = self._excerpt(chosen)
            data = QMimeData()
            data.setData(MIME, file.dumps(cut).encode())
            data.setText(as_text(cut))
            system().setMimeData(data)

    def cut(self) -> None:
        """Copy the selected steps, then remove them."""
        chosen = self.document.selection.steps
        if chosen:
            self.copy()
            self.document.apply(self._text(tr("Cut"), chosen), lambda now: chart_edits.remove(now, chosen))

    def duplicate(self) -> None:
        """Draw the selected steps once more, beside themselves."""
        chosen = self.document.selection.steps
        if chosen:
            self._paste(self._excerpt(chosen), tr("Duplicate"), beside=True)

    def _excerpt(self, chosen: Iterable[str]) -> Procedure:
        """The steps where they are drawn, whether or not their places stand in the layout."""
        return excerpt(chart_edits.place(self.document.procedure, self.scene.places()), chosen)

    # -- in --------------------------------------------------------------------------------------

    def can_paste(self) -> bool:
        data = system().mimeData()
        return data is not None and data.hasFormat(MIME)

    def paste(self) -> None:
        """Draw the steps on the clipboard: where they were copied if that is in view, else in the middle of it."""
        data = system().mimeData()
        if data is None or not data.hasFormat(MIME):
            self.document.message.emit(tr("There are no steps on the clipboard. Copy some steps first."))
            return
        try:
            cut = file.loads(bytes(data.data(MIME).data()).decode("utf-8", "replace"), name=tr("The clipboard"))
        except StudioError as error:
            self.document.message.emit(told(error))
            return
        self._paste(cut, tr("Paste"))

    def _paste(self, cut: Procedure, text: str, *, beside: bool = False) -> None:
        if not cut.steps:
            return
        cut = chart_edits.place(cut, free_places(cut, places_of(cut)))
        became: dict[str, str] = {}

        def edit(procedure: Procedure) -> Procedure:
            moved = chart_edits.place(cut, self._places(cut, beside=beside))
            grown, ids = paste(procedure, moved)
            became.update(ids)
            lacking = grown.step_by_id.keys() - procedure.step_by_id.keys() - set(ids.values())
            known = places_of(edits.with_(grown, layout={k: v for k, v in grown.layout.items() if k not in lacking}))
            return chart_edits.place(grown, {n: p for n, p in free_places(grown, known).items() if n in lacking})

        before = self.document.procedure
        if self.document.apply(self._text(text, cut.step_by_id), edit):
            self.view.select([became[step.id] for step in cut.steps])
            after = self.document.procedure
            if (len(after.fields), len(after.tools)) != (len(before.fields), len(before.tools)):
                self.document.message.emit(tr("Fields and tools that the steps need came along."))

    def _places(self, cut: Procedure, *, beside: bool) -> dict[str, Point]:
        """The places of the steps, moved together to where there is room."""
        places, boxes = places_of(cut), _boxes(cut)
        whole = QRectF()
        for box in boxes.values():
            whole = whole.united(box)
        seen = self.view.visible_area()
        by = QPointF() if beside or seen.intersects(whole) else seen.center() - whole.center()
        by = QPointF(*spots.snapped(by))
        across, down = whole.width() + spots.BESIDE, whole.height() + spots.GAP
        for number in range(FURTHEST):
            shift = by + QPointF((number + 1) // 2 * across * (number % 2), number // 2 * down * (1 - number % 2))
            if not any(self.scene.steps_in(box.translated(shift)) for box in boxes.values()):
                by = shift
                break
        return {name: Point(place.x + by.x(), place.y + by.y()) for name, place in places.items()}

    def _text(self, verb: str, steps: Iterable[str]) -> str:
        number = len(list(steps))
        if number == 1:
            return tr("{verb} step").format(verb=verb)
        return tr("{verb} {number} steps").format(verb=verb, number=number)


def as_text(cut: Procedure) -> str:
    """The steps as other programs get them: titles, what is said, and where the ways lead."""
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
    return "\n".join(lines)


def system() -> QClipboard:
    return QGuiApplication.clipboard()


def _boxes(cut: Procedure) -> dict[str, QRectF]:
    found = {}
    for name, place in places_of(cut).items():
        box = spots.box_at(place, spots.size_of(cut, name))
        found[name] = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
    return found
