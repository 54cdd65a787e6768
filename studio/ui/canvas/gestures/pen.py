"""What drawing does to the document: every stroke is one entry of the history, and leaves what was drawn selected.

Gestures, keys and menus only say what is to be drawn and where; the words, the places of new steps and what is said
about it are decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPointF

from studio.base.errors import StudioError
from studio.procedure import chart_edits, drawing
from studio.procedure.layout import Point, Size
from studio.procedure.model import Procedure
from studio.ui.canvas.gestures import spots
from studio.ui.canvas.gestures.kinds import first_branches, kind_of
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.view import View
from studio.ui.document import Edit
from studio.ui.files.language import told


class Pen(QObject):
    """Draws on the document of a view."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("pen")
        self.view, self.scene = view, view.chart
        self.document = view.chart.document

    # -- steps -----------------------------------------------------------------------------------

    def put(self, kind: str, place: QPointF | None = None) -> None:
        """Draw a step that nothing leads to yet, in the middle of what is seen or at a place."""
        procedure = self.document.procedure
        step = drawing.blank_step(procedure, kind, kind_of(kind).title, first_branches())
        grown = drawing.append(procedure, step)
        wanted = spots.snapped(place or self.view.visible_area().center())
        at = spots.free_spot(self.scene, wanted, spots.size_of(grown, step.id)) if place is None else wanted
        self._draw_step(step.id, lambda _: chart_edits.place(grown, {step.id: at}))

    def append(self, kind: str, source: str, branch: str, place: QPointF | None = None) -> None:
        """Draw a step at the end of a way out: under it, or at a place."""
        procedure = self.document.procedure
        step = drawing.blank_step(procedure, kind, kind_of(kind).title, first_branches())
        grown = self._tried(lambda: drawing.append(procedure, step, source, branch))
        if grown is None:
            return
        size = spots.size_of(grown, step.id)
        at = spots.snapped(place) if place is not None else self._under(source, branch, size)
        self._draw_step(step.id, lambda _: chart_edits.place(grown, {step.id: at}))

    def _under(self, source: str, branch: str, size: Size) -> Point:
        step = self.document.procedure.step_by_id[source]
        names = [name for name, _ in self.document.procedure.links(step)]
        return spots.below(self.scene, source, names.index(branch) if branch in names else len(names), size)

    def insert(self, kind: str, edge: EdgeKey, place: QPointF | None = None) -> None:
        """Draw a step in the midst of an edge; what comes after makes room for it."""
        procedure = self.document.procedure
        step = drawing.blank_step(procedure, kind, kind_of(kind).title, first_branches())
        goal = next((e.target for e in procedure.edges if (e.source, e.branch) == edge), "")
        grown = self._tried(lambda: drawing.insert(drawing.append(procedure, step), step.id, *edge))
        if grown is None:
            return
        size = spots.size_of(grown, step.id)
        if place is not None:
            at, moved = spots.snapped(place), dict[str, Point]()
        else:
            at, moved = spots.pushed_down(self.scene, grown, step.id, goal, size)
        self._draw_step(step.id, lambda _: chart_edits.place(grown, {**moved, step.id: at}))

    def insert_drawn(self, step: str, edge: EdgeKey, places: Mapping[str, Point]) -> None:
        """Put a step that is drawn already into an edge, where it was dropped."""
        goal = next((e.target for e in self.document.procedure.edges if (e.source, e.branch) == edge), "")
        grown = self._tried(lambda: drawing.insert(self.document.procedure, step, *edge))
        if grown is None:
            return
        size = spots.size_of(grown, step)
        near = [name for name, _ in self.scene.router.steps.near(spots.box_at(places[step], size).grown(spots.CLEAR))]
        moved = dict(places)
        if any(name != step for name in near):
            at, others = spots.pushed_down(self.scene, grown, step, goal, size)
            moved = {**others, step: at}
        self.document.apply(self.tr("Insert step"), lambda _: chart_edits.place(grown, moved))

    def _draw_step(self, step_id: str, edit: Edit) -> None:
        after = edit(self.document.procedure)
        text = self.tr("Draw “{title}”").format(title=after.step_by_id[step_id].title)
        if self.document.apply(text, lambda procedure: self._placed(procedure, after)):
            self.document.selection.set([step_id])
            self.view.reveal(step_id)
            self._edit_title(step_id)

    def _edit_title(self, step_id: str) -> None:
        """Let the title be written at once, where there is an editor for it."""
        try:
            from studio.ui.canvas import editors

            editors.edit_title(self.view, step_id)
        except (ImportError, LookupError):
            self.view.setFocus()

    # -- edges -----------------------------------------------------------------------------------

    def connect_to(self, source: str, branch: str, target: str) -> None:
        """Draw an edge, or lead one elsewhere; say so where it was given a limit."""
        before = self.document.procedure
        text = self.tr("Connect “{one}” to “{other}”").format(
            one=before.step_by_id[source].title, other=before.step_by_id[target].title
        )
        self._draw_edge(text, lambda procedure: drawing.connect(procedure, source, branch, target))

    def lead_elsewhere(self, keys: tuple[EdgeKey, ...], target: str) -> None:
        """Lead edges that are drawn as one to another step."""

        def edit(procedure: Procedure) -> Procedure:
            for source, branch in keys:
                procedure = drawing.connect(procedure, source, branch, target)
            return procedure

        self._draw_edge(self.tr("Lead the way elsewhere"), edit)

    def come_from(self, key: EdgeKey, source: str) -> None:
        """Let an edge come from another step."""
        self._draw_edge(
            self.tr("Let the way come from elsewhere"), lambda procedure: drawing.move_source(procedure, *key, source)
        )

    def _draw_edge(self, text: str, edit: Edit) -> None:
        before = self.document.procedure
        if not self.document.apply(text, lambda procedure: self._placed(procedure, edit(procedure))):
            return
        after = self.document.procedure
        known = {edge: True for edge in before.edges}
        drawn = [edge for edge in after.edges if edge not in known and edge.target in after.step_by_id]
        plain = [edge for edge in drawn if not edge.branch.endswith(drawing.SPENT)] or drawn
        self.document.selection.set(edges=[(edge.source, edge.branch) for edge in plain])
        for edge in plain:
            link = dict(after.links(after.step_by_id[edge.source])).get(edge.branch)
            was = before.step_by_id.get(edge.source)
            old = dict(before.links(was)).get(edge.branch) if was is not None else None
            if link is not None and link.limit is not None and link.spent and (old is None or old.limit is None):
                self.document.message.emit(
                    self.tr("This goes back, so it may be taken {number} times; then comes “{step}”.").format(
                        number=link.limit, step=after.step_by_id[link.spent].title
                    )
                )

    def _placed(self, before: Procedure, after: Procedure) -> Procedure:
        """The procedure with free places for the steps that an edit has added besides."""
        places: dict[str, Point] = {}
        boxes = [
            spots.box_at(Point(place["x"], place["y"]), spots.size_of(after, name))
            for name, place in after.layout.items()
            if name not in before.step_by_id and name in after.step_by_id and not _is_companion(before, after, name)
        ]
        for name in after.step_by_id.keys() - before.step_by_id.keys():
            if _is_companion(before, after, name):
                size = spots.size_of(after, name)
                near = next((edge.source for edge in after.edges if edge.target == name), "")
                box = self.scene.box(near) if near in self.scene.step_items else self.scene.chart_rect()
                wanted = Point(box.right() + spots.BESIDE + size.width / 2, box.bottom() + spots.GAP + size.height / 2)
                places[name] = spots.free_spot(self.scene, spots.snapped(wanted), size, boxes)
                boxes.append(spots.box_at(places[name], size))
        return chart_edits.place(after, places) if places else after

    # -- asked for by key or menu ----------------------------------------------------------------

    def end(self) -> EdgeKey | None:
        """The way out at which the next step is appended: the selected open end, else a free one of the selected step;
        None where there is none."""
        selection, procedure = self.document.selection, self.document.procedure
        if selection.edge is not None and self.is_open(selection.edge):
            return selection.edge
        step = procedure.step_by_id.get(selection.step or "")
        way = drawing.free_way(procedure, step) if step is not None else None
        return (selection.step, way) if selection.step is not None and way is not None else None

    def edge(self) -> EdgeKey | None:
        """The selected edge, where it is drawn."""
        key = self.document.selection.edge
        return key if key is not None and not self.is_open(key) else None

    def is_open(self, key: EdgeKey) -> bool:
        """Whether a way out leads nowhere yet."""
        step = self.document.procedure.step_by_id.get(key[0])
        return step is not None and key[1] in drawing.open_ends(self.document.procedure, step)

    def can_draw(self) -> bool:
        """Whether a kind of step can be chosen now: there is an end or an edge for it, or nothing is selected."""
        return not self.document.selection or self.end() is not None or self.edge() is not None or self._follows()

    def _follows(self) -> bool:
        """Whether the one selected step has one way out, into which a step can be put."""
        return self.only_way() is not None

    def only_way(self) -> EdgeKey | None:
        step = self.document.procedure.step_by_id.get(self.document.selection.step or "")
        ways = [branch for branch, _ in self.document.procedure.links(step)] if step is not None else []
        return (step.id, ways[0]) if step is not None and len(ways) == 1 else None

    def draw(self, kind: str) -> None:
        """Draw the next step: at the selected end, into the selected edge or the selected step's only one, or alone."""
        end, edge = self.end(), self.edge() or self.only_way()
        if end is not None:
            self.append(kind, *end)
        elif edge is not None:
            self.insert(kind, edge)
        elif not self.document.selection:
            self.put(kind)
        else:
            self.document.message.emit(self.tr("Nothing comes after an end. Choose a step before it."))

    def _tried(self, edit: Callable[[], Procedure]) -> Procedure | None:
        try:
            return edit()
        except StudioError as error:
            self.document.message.emit(told(error))
            return None

    def start_here(self, step: str) -> None:
        """Let the procedure begin with a step."""
        self.document.apply(self.tr("Choose the first step"), partial(drawing.set_start, step_id=step))


def _is_companion(before: Procedure, after: Procedure, name: str) -> bool:
    """Whether a step came along without being drawn: the end that a loop's limit leads to."""
    spent = {edge.target for edge in after.edges if edge.branch.endswith(drawing.SPENT)}
    ways = {edge.target for edge in after.edges if not edge.branch.endswith(drawing.SPENT)}
    return name not in before.step_by_id and name in spent - ways


def of(view: View) -> Pen:
    """The pen of a view."""
    found = view.findChild(Pen, "pen")
    assert found is not None
    return found
