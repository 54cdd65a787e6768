"""The chart of a document: an item for every step, edge and label, kept in step with the procedure.

After a change only what is different is touched: records are compared by identity, since edits keep what they do not
change. Gestures show moves here before they are edits (`preview`); what lies where, and what marks it wears, is
`chart`'s business. Nothing here changes the procedure, except that steps without a place are given one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, QTimer

from studio.procedure.layout import Point
from studio.procedure.model import Act, Ask, Procedure
from studio.ui.canvas.chart import REACH, Chart
from studio.ui.canvas.edge_item import EdgeItem, LabelItem
from studio.ui.canvas.face import face_of
from studio.ui.canvas.grid import Box
from studio.ui.canvas.labels import Drawn, drawn_edges, place_label
from studio.ui.canvas.routing import EdgeKey, Way, around, pieces
from studio.ui.canvas.step_item import StepItem
from studio.ui.canvas.tidy import free_places, is_pinned, places_of, settled
from studio.ui.document import Change, Document

MARGIN = 80.0
MANY = 200  # steps from which on a chart opens as seen from far away
A_FEW = 30  # edges that are finished in one quiet moment
AT_ONCE = 8  # ways that are found within one move of a drag; the others are sketched until it rests


class Scene(Chart):
    """The chart of a document."""

    _edges_of: dict[str, dict[EdgeKey, Drawn]]
    _given: dict[EdgeKey, Way]
    _selected: tuple[frozenset[str], frozenset[EdgeKey]]
    _shifted: set[str]
    _reshaped: set[EdgeKey]
    _carried: set[EdgeKey]
    _unfinished: set[EdgeKey]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._finishing = QTimer(self, singleShot=True, interval=15)
        self._finishing.timeout.connect(lambda: self._finish(A_FEW))
        self._resting = QTimer(self, singleShot=True, interval=40)
        self._resting.timeout.connect(lambda: self._run_edges(most=AT_ONCE, searching=True))
        document.replaced.connect(self.rebuild)
        document.changed.connect(self._follow)
        document.selection.changed.connect(self._show_selection)
        self.rebuild()

    @property
    def procedure(self) -> Procedure:
        return self.document.procedure

    def _show_selection(self) -> None:
        steps, edges = self.document.selection.steps, self.document.selection.edges
        before = self._selected
        self._selected = (steps, edges)
        self.wear(before[0] - steps, before[1] - edges, selected=False)
        self.wear(steps - before[0], edges - before[1], selected=True)

    def set_far(self, far: bool) -> None:
        super().set_far(far)
        if not far:
            self._finish()

    # -- moving before it is an edit -----------------------------------------------------------------

    def preview(self, places: Mapping[str, Point], ways: Mapping[EdgeKey, Way] | None = None) -> None:
        """Show steps elsewhere, their edges with them; `ways` are those that are known. `end_preview` or an edit ends
        it."""
        self._put_all({step: place for step, place in places.items() if step in self.step_items})
        known = {key: way for key, way in (ways or {}).items() if key in self.edge_items}
        for key, way in known.items():
            self.router.keep(key, way)
        self._run_edges(known, most=AT_ONCE)

    def end_preview(self) -> None:
        """Put everything back to where the procedure has it."""
        self.preview(places_of(self.procedure))
        self._run_edges()

    def keep_ways(self, ways: Mapping[EdgeKey, Way]) -> None:
        """Ways found together with the places that the next change brings; they stay until an end moves."""
        self._given = dict(ways)

    # -- following the procedure -------------------------------------------------------------------

    def rebuild(self) -> None:
        """Make every item anew."""
        self.clear()
        self._make_anew()
        procedure, ways = settled(self.procedure)
        if procedure is not self.procedure:
            self.document.settle(procedure)
        if len(procedure.steps) > MANY:
            self.set_far(True)  # as it will most likely be seen; what is seen only from near is made in quiet moments
        for step_id, place in places_of(procedure).items():
            self._add_step(procedure, step_id, place)
        for step_id in self.step_items:
            self._join_edges(procedure, step_id)
        for key, way in ways.items():
            if key in self.edge_items:
                self.router.keep(key, way)
        self._run_edges(self.edge_items)
        self._show_selection()
        self.rebuilt.emit()

    def _make_anew(self) -> None:
        super()._make_anew()
        self._edges_of, self._given = {}, {}
        self._selected = (frozenset(), frozenset())
        self._shifted, self._reshaped, self._carried, self._unfinished = set(), set(), set(), set()

    def _follow(self, change: Change) -> None:
        before, after = change
        appeared = after.step_by_id.keys() != before.step_by_id.keys()
        if appeared or (after.layout is not before.layout and after.layout != before.layout):
            self._follow_steps(after)
        touched = {
            step.id
            for step in after.steps
            if before.step_by_id.get(step.id) is not step or step.id not in self._edges_of
        }
        if after.fields != before.fields:
            touched |= {step.id for step in after.steps if isinstance(step, Ask)}
        if after.tools != before.tools:
            touched |= {step.id for step in after.steps if isinstance(step, Act)}
        for step_id in touched:
            self._show_face(after, step_id)
        for step_id in after.step_by_id if appeared else touched:
            self._join_edges(after, step_id)
        ways, self._given = self._given, {}
        for key, way in ways.items():
            if key in self.edge_items:
                self.router.keep(key, way)
        self._run_edges(ways.keys() & self.edge_items.keys())

    def _follow_steps(self, after: Procedure) -> None:
        for step_id in [name for name in self.step_items if name not in after.step_by_id]:
            self._drop_step(step_id)
        places = places_of(after)
        if len(places) < len(after.step_by_id):
            places |= free_places(after, {**self.places(), **places})
        self._put_all({step_id: place for step_id, place in places.items() if step_id in self.step_items})
        for step_id, place in places.items():
            if step_id not in self.step_items:
                self._add_step(after, step_id, place)
            self.step_items[step_id].wear(pinned=is_pinned(after, step_id))

    def _add_step(self, procedure: Procedure, step_id: str, place: Point) -> None:
        item = StepItem(step_id, face_of(procedure, procedure.step_by_id[step_id]))
        item.pinned = is_pinned(procedure, step_id)
        item.selected = step_id in self._selected[0]
        item.setVisible(not self.is_far)
        self.step_items[step_id] = item
        self._places[step_id] = place
        item.setPos(*place)
        self.addItem(item)
        self._tell_router(item)

    def _drop_step(self, step_id: str) -> None:
        self.removeItem(self.step_items.pop(step_id))
        del self._places[step_id]
        self._shifted.add(step_id)
        self._extent.drop(step_id)
        self._far.lose(step_id)
        for key in list(self._edges_of.pop(step_id, ())):
            self._drop_edge(key)
        for key in self.router.edges_of(step_id):
            self._drop_edge(key)
            self._edges_of.get(key[0], {}).pop(key, None)
        self.router.drop(step_id)
        if self.hovered_step == step_id:
            self.hovered_step = None

    def _show_face(self, procedure: Procedure, step_id: str) -> None:
        item = self.step_items[step_id]
        face = face_of(procedure, procedure.step_by_id[step_id])
        if face != item.face:
            if face.kind != item.face.kind:
                self._reshaped |= self.router.edges_of(step_id)
            item.show_face(face)
            self._far.touch([step_id])
            self._tell_router(item)

    def _put(self, step_id: str, place: Point) -> None:
        item = self.step_items[step_id]
        item.setPos(*place)
        self._places[step_id] = place
        self._tell_router(item)

    def _put_all(self, places: Mapping[str, Point]) -> None:
        """Put steps in their places. Where several move by the same, the edges between them go along."""
        moves = {step: place for step, place in places.items() if place != self._places[step]}
        first = next(iter(moves), None)
        by = _between(self._places[first], moves[first]) if first is not None else Point(0.0, 0.0)
        together = all(_is_near(_between(self._places[step], place), by) for step, place in moves.items())
        if len(moves) < 2 or not together:
            for step, place in moves.items():
                self._put(step, place)
            return
        boxes = {}
        for step, place in moves.items():
            self.step_items[step].setPos(*place)
            self._places[step] = place
            wide, high = self.step_items[step].size
            boxes[step] = Box(place.x - wide / 2, place.y - high / 2, place.x + wide / 2, place.y + high / 2)
            self._extent.put(step, boxes[step])
        self._shifted |= moves.keys()
        carried = self.router.carry(boxes, by)
        for key in carried:
            self.edge_items[key].shift(by, later=self.is_far)
            self._extent.put(key, around(self.router.ways[key]))
            self._shift_label(key, by)
        self._carried |= carried
        self._far.touch(moves, carried)

    def _shift_label(self, key: EdgeKey, by: Point) -> None:
        label, plate = self.label_items.get(key), self._plates.boxes.get(key)
        if label is not None and plate is not None:
            label.moveBy(by.x, by.y)
            self._plates.put(key, Box(plate.left + by.x, plate.top + by.y, plate.right + by.x, plate.bottom + by.y))

    def _tell_router(self, item: StepItem) -> None:
        half, high = item.size.width / 2, item.size.height / 2
        x, y = self._places[item.step_id]
        box = Box(x - half, y - high, x + half, y + high)
        if self.router.steps.boxes.get(item.step_id) != box:
            self._shifted.add(item.step_id)
            self._extent.put(item.step_id, box)
            self._far.touch([item.step_id])
            self.router.put(item.step_id, box)

    # -- edges -------------------------------------------------------------------------------------

    def _join_edges(self, procedure: Procedure, step_id: str) -> None:
        """Make, change and drop the edges that leave a step; those that lead nowhere are not drawn."""
        found = drawn_edges(procedure, procedure.step_by_id[step_id])
        wanted = {key: drawn for key, drawn in found.items() if drawn.target in self.step_items}
        before = self._edges_of.get(step_id, {})
        for key in before.keys() - wanted.keys():
            self._drop_edge(key)
        for key, drawn in wanted.items():
            if before.get(key) != drawn:
                self._join(key, drawn)
        self._edges_of[step_id] = wanted

    def _join(self, key: EdgeKey, drawn: Drawn) -> None:
        item = self.edge_items.get(key)
        if item is None:
            item = self.edge_items[key] = EdgeItem(drawn)
            item.setVisible(not self.is_far)
            item.selected = key in self._selected[1]
            self.addItem(item)
        self._forget_aliases(item)
        item.drawn = drawn
        item.dress()
        self._far.touch(edges=[key])
        self.aliases |= dict.fromkeys(drawn.also, key)
        label = self.label_items.get(key)
        if not drawn.label and label is not None:
            self._drop_label(key)
        elif drawn.label and label is None:
            label = self.label_items[key] = item.label = LabelItem(item)
            label.setVisible(not self.is_far)
            self.addItem(label)
        elif label is not None and label.label != drawn.label:
            label.show_text(drawn.label)
            self._place_label(key)
        self.router.join(key, drawn.source, drawn.target)

    def _drop_edge(self, key: EdgeKey) -> None:
        self._drop_label(key)
        item = self.edge_items.pop(key, None)
        if item is not None:
            self._forget_aliases(item)
            self.removeItem(item)
        self._extent.drop(key)
        self._far.lose(key)
        self.router.part(key)
        if self.hovered_edge == key:
            self.hovered_edge = None

    def _forget_aliases(self, item: EdgeItem) -> None:
        for other in item.drawn.also:
            if self.aliases.get(other) == item.key:
                del self.aliases[other]

    def _drop_label(self, key: EdgeKey) -> None:
        label = self.label_items.pop(key, None)
        if label is not None:
            label.edge.label = None
            self._plates.drop(key)
            self.removeItem(label)

    def _run_edges(self, also: Iterable[EdgeKey] = (), most: int | None = None, *, searching: bool = False) -> None:
        """Let the edges run that want another way, and those besides whose way is new for another reason. Of the ways
        that are wanting, `most` are found at once and the others in quiet moments."""
        changed = (
            self.router.update(most, searching=searching or most is None)
            | set(also)
            | (self._reshaped & self.edge_items.keys())
        )
        self._reshaped = set()
        if self.router.is_wanting:
            self._resting.start()
        if not changed and not self._shifted and not (self._carried and most is None):
            self.show_start()
            return
        for key in changed:
            way = self.router.ways.get(key, ())
            item = self.edge_items[key]
            if len(way) > 1:
                item.run(self._meeting(item.drawn, way), later=self.is_far)
                self._extent.put(key, around(way))
            else:
                self._extent.drop(key)
        self._unfinished |= changed | self._crowded(changed) - self._carried
        if most is None:  # where things come to rest, labels of edges that were carried along are placed anew
            self._unfinished |= self._carried & self.edge_items.keys()
            self._carried = set()
        if self.is_far:
            self._finishing.start()
        else:
            self._finish()
        self._far.touch(edges=changed)
        self.show_start()
        area = self.chart_rect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self._far.cover(area)
        if not self.sceneRect().contains(area):
            self.setSceneRect(area.adjusted(-1500, -1500, 1500, 1500))
        self.moved.emit()

    def _finish(self, most: int | None = None) -> None:
        """Draw lines and place labels that are wanting; from far away, where they are not seen, a few at a time."""
        keys = sorted(self._unfinished)[:most]
        self._unfinished.difference_update(keys)
        for key in keys:
            if key in self.edge_items:
                self.edge_items[key].dress()
                self._place_label(key)
        if self._unfinished and most is not None:
            self._finishing.start()

    def _crowded(self, changed: Iterable[EdgeKey]) -> set[EdgeKey]:
        """The edges on whose labels a step has come to stand, or one of these edges to run."""
        boxes = [self.router.steps.boxes[step] for step in self._shifted if step in self.router.steps.boxes]
        for key in changed:
            boxes += pieces(self.router.ways.get(key, ()))
        self._shifted.clear()
        return {key for box in boxes for key, _ in self._plates.near(box.grown(1.0))}

    def _meeting(self, drawn: Drawn, way: Way) -> Way:
        """The way with its ends carried on from the steps' rectangles to their shapes."""
        found = list(way)
        found[0] = self.outline_point(drawn.source, way[0], way[1])
        found[-1] = self.outline_point(drawn.target, way[-1], way[-2])
        return tuple(found)

    def _place_label(self, key: EdgeKey) -> None:
        label, way = self.label_items.get(key), self.edge_items[key].way
        if label is None or len(way) < 2:
            return
        place = place_label(way, label.size, key, self.router.steps, self.router.lanes, self._plates)
        label.setPos(*place)
        wide, high = label.size.width / 2, label.size.height / 2
        self._plates.put(key, Box(place.x - wide, place.y - high, place.x + wide, place.y + high))

    def show_start(self) -> None:
        """Put the start marker above its step."""
        start = self.step_items.get(self.procedure.start or "")
        self._start.setVisible(start is not None)
        if start is not None:
            self._start.setPos(start.x(), start.y() - start.size.height / 2)

    def tip_at(self, place: QPointF, reach: float = REACH) -> str:
        """What is said on pointing at something."""
        step_id = self.step_at(place)
        if step_id is not None:
            step = self.procedure.step_by_id[step_id]
            said = str(getattr(step, "text", ""))
            return f"{step.title}\n{said}".strip()
        key = self.edge_at(place, reach)
        return "\n".join(_told(self.procedure, key)) if key else ""


def _told(procedure: Procedure, key: EdgeKey) -> Iterator[str]:
    """What an edge means, in the author's words."""
    step = procedure.step_by_id[key[0]]
    for branch in getattr(step, "branches", ()):
        if branch.id == key[1] and branch.condition:
            yield branch.condition
    target = next((edge.target for edge in procedure.edges if (edge.source, edge.branch) == key), "")
    if target in procedure.step_by_id:
        yield f"→ {procedure.step_by_id[target].title}"


def _between(one: Point, other: Point) -> Point:
    return Point(other.x - one.x, other.y - one.y)


def _is_near(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < 1e-6 and abs(one.y - other.y) < 1e-6
