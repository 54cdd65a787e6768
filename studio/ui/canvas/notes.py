"""Notes and coloured groups: drawn, selected, moved, made larger, written on, coloured and removed.

Every change is one entry of the history, by the pure edits of `procedure.annotations`. How they look is `papers`',
what is asked for by keys and menus `note_actions`'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from studio.procedure import annotations as kept
from studio.procedure import chart_edits
from studio.procedure.annotations import GROUPS, HEAD, LEAST, NOTES, Group, Note
from studio.procedure.layout import Point
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.canvas import editors
from studio.ui.canvas.cards import Card
from studio.ui.canvas.colours import tint, tr
from studio.ui.canvas.editors import Nothing, Typed
from studio.ui.canvas.face import TEXT, TITLE
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.papers import INSET, Area, Paper, Sheet, height_of
from studio.ui.canvas.routing import EdgeKey, Way
from studio.ui.canvas.tidy import ways_of
from studio.ui.canvas.view import Company, View
from studio.ui.document import Change, Edit
from studio.ui.inspector.editors import Text

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

GRID = 10.0
MANY = 24  # edges out of a group; more are only drawn anew when it is let go


class Notes(QObject):
    """The notes and groups of a view's chart. `selected` are names; `changed` says that others are selected now. With
    a frame or Shift they are selected together with steps, then moved and removed with them."""

    changed = Signal()

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("notes")
        self.view, self.chart, self.document = view, view.chart, view.chart.document
        self.sheets: dict[str, Sheet] = {}
        self.selected: frozenset[str] = frozenset()
        self.hovered = ""
        self.document.changed.connect(self._follow)
        self.chart.rebuilt.connect(self._make_anew)
        self.chart.hover_changed.connect(self._look)
        self.document.selection.changed.connect(self._give_way)
        theme.changed.connect(self._look)
        view.starters.append(self._start)
        view.over.append(self._is_over)
        view.beside.append(self.area)
        view.frames.append(self._framing)
        view.companies.append(self._company)
        self._make_anew()

    # -- following the procedure ---------------------------------------------------------------------

    def _make_anew(self) -> None:
        self.sheets = {}
        self.selected, self.hovered = frozenset(), ""
        self.refresh()
        if self.sheets:
            self.view.fit()

    def _follow(self, change: Change) -> None:
        before, after = change.before.layout, change.after.layout
        if any(before.get(key) is not after.get(key) for key in (NOTES, GROUPS)):
            self.refresh()

    def refresh(self) -> None:
        """Show what the procedure holds; sheets that moved meanwhile go back to their place."""
        procedure = self.document.procedure
        things: dict[str, Note | Group] = {group.id: group for group in kept.groups(procedure)}
        things |= {note.id: note for note in kept.notes(procedure)}
        for name in [name for name in self.sheets if name not in things]:
            self.chart.removeItem(self.sheets.pop(name))
        for order, (name, thing) in enumerate(things.items()):
            sheet = self.sheets.get(name)
            if sheet is None:
                sheet = self.sheets[name] = Area(thing) if isinstance(thing, Group) else Paper(thing)
                self.chart.addItem(sheet)
            elif sheet.thing != thing or sheet.pos() != QPointF(thing.x, thing.y):
                sheet.show_thing(thing)
            if isinstance(sheet, Area):
                sheet.setZValue(-20 + order / len(things))
        self.select(self.selected & things.keys(), alone=False)

    # -- looking -----------------------------------------------------------------------------------

    def area(self) -> QRectF:
        """The rectangle around all notes and groups."""
        found = QRectF()
        for sheet in self.sheets.values():
            found = found.united(sheet.box())
        return found

    def at(self, place: QPointF) -> tuple[str, str]:
        """The note or group at a point, and which part of it, or nothing. Steps and edges over it come first."""
        if self.chart.step_at(place) is not None:
            return "", ""
        over_edge = self.chart.edge_at(place, self.view.reach) is not None
        for name, sheet in sorted(self.sheets.items(), key=lambda pair: -pair[1].zValue()):
            part = sheet.part_at(place, self.view.zoom)
            if part and not (over_edge and isinstance(sheet, Area)):
                return name, part
        return "", ""

    def _is_over(self) -> bool:
        spot = self.view.viewport().mapFromGlobal(self.view.cursor().pos())
        hovered = self.at(self.view.mapToScene(spot))[0] if self.view.viewport().rect().contains(spot) else ""
        if hovered != self.hovered:
            self.hovered = hovered
            self._look()
        return bool(hovered)

    def select(self, names: Iterable[str], *, alone: bool = True) -> None:
        """Select exactly these; `alone`, and no steps or edges."""
        wanted = frozenset(names)
        if wanted and alone:
            self.document.selection.clear()
        if wanted != self.selected:
            self.selected = wanted
            self.changed.emit()
        self._look()

    def go_to(self, name: str) -> None:
        """Select one of them alone and bring it into view."""
        if name in self.sheets:
            self.select([name])
            self.view.reveal_area(self.sheets[name].box())

    def _give_way(self) -> None:
        if self.document.selection and self.selected and not self.view.together:
            self.select(())

    def _company(self) -> Company:
        names = self.selected
        return Company(
            names,
            lambda procedure, x, y: kept.move(procedure, names, x, y),
            lambda others: self.select(others, alone=False),
        )

    def _framing(self, adding: bool) -> Callable[[QRectF], None]:
        """A frame begins: it selects the notes that it touches, and the groups that lie in it."""
        before = self.selected if adding else frozenset()

        def show(area: QRectF) -> None:
            found = {
                name
                for name, sheet in self.sheets.items()
                if (area.contains(sheet.box()) if isinstance(sheet, Area) else area.intersects(sheet.box()))
            }
            self.select(before | found, alone=False)

        return show

    def _look(self) -> None:
        for name, sheet in self.sheets.items():
            sheet.wear(selected=name in self.selected, hovered=name == self.hovered)
            sheet.update()

    # -- changes -----------------------------------------------------------------------------------

    def add_note(self, place: QPointF | None = None) -> None:
        """A new note at a place, or in the middle of what is seen, to be written on at once."""
        place = place or self.view.visible_area().center()
        x, y = round(place.x() / GRID) * GRID, round(place.y() / GRID) * GRID
        self._add(NOTES, tr("Add note"), lambda procedure: kept.add_note(procedure, x, y))

    def add_group(self) -> None:
        """A new group around the selected steps, or in the middle of what is seen, to be named at once."""
        steps = self.document.selection.steps
        sizes = {step: self.chart.step_items[step].size for step in steps if step in self.chart.step_items}
        middle = self.view.visible_area().center()

        def edit(procedure: Procedure) -> Procedure:
            if sizes:
                return kept.group_around(procedure, sizes, steps)
            return kept.add_group(procedure, round(middle.x()) - 180, round(middle.y()) - 120, 360, 240)

        self._add(GROUPS, tr("Group"), edit, empty=True)

    def _add(self, key: str, text: str, edit: Callable[[Procedure], Procedure], *, empty: bool = False) -> None:
        typed = Typed(self.document)
        name = kept.free_name(self.document.procedure, key)
        if self.document.apply(text, edit, merge=f"{typed.merge} text") and name in self.sheets:
            self.select([name])
            self._open(name, typed, keep_empty=empty)

    def write(self, name: str) -> None:
        """Edit a note's text or a group's title where it stands."""
        if name in self.sheets:
            self._open(name, Typed(self.document), keep_empty=True)

    def _open(self, name: str, typed: Typed, *, keep_empty: bool) -> None:
        card = SheetCard(self, name, typed, keep_empty=keep_empty)
        editors.of(self.view).open(card)
        card.open(everything=isinstance(self.sheets[name], Area))

    def write_selected(self) -> None:
        for name in self.selected:
            self.write(name)
            return

    def remove_selected(self) -> None:
        """Remove the selected notes and groups; the steps in a group stay."""
        names = self.selected
        self.document.apply(tr("Remove notes and groups"), lambda procedure: kept.remove(procedure, names))

    def colour_selected(self, colour: str) -> None:
        """Give the selected notes and groups a colour."""
        names = self.selected

        def edit(procedure: Procedure) -> Procedure:
            for name in names:
                procedure = kept.change(procedure, name, colour=colour)
            return procedure

        self.document.apply(tr("Colour"), edit)

    # -- by pointer ----------------------------------------------------------------------------------

    def _start(self, view: View, pointer: Pointer) -> Gesture | None:
        if pointer.button != Qt.MouseButton.LeftButton or view.panning:
            return None
        step = self.chart.step_at(pointer.place)
        if step is not None and self.selected and not pointer.double:
            steps = self.document.selection
            if pointer.adding:
                with self.view.kept_together():
                    steps.toggle(step=step)
                return Shift(self, pointer)
            if step in steps.steps:
                return Shift(self, pointer, step)
        name, part = self.at(pointer.place)
        if not name:
            if self.selected and not pointer.adding:
                self.select(())
            return None
        if pointer.double:
            self.write(name)
            return Nothing()
        if pointer.adding:
            self.select(self.selected ^ {name}, alone=False)
        elif name not in self.selected:
            self.select([name])
        return Resize(self, name, pointer) if part == "grip" else Shift(self, pointer)


class Shift:
    """The selected notes, groups and steps follow the pointer, with what stands in the groups. `step` is the one that
    was pressed; let go without a move, it alone is selected."""

    def __init__(self, notes: Notes, pointer: Pointer, step: str = "") -> None:
        self._notes, self._from, self._begun, self._step = notes, pointer, False, step
        procedure = notes.document.procedure
        chosen = [sheet.thing for name, sheet in notes.sheets.items() if name in notes.selected]
        inner, self._steps = kept.contents(procedure, [thing for thing in chosen if isinstance(thing, Group)])
        places = notes.chart.places()
        self._own = {name: places[name] for name in notes.document.selection.steps if name in places}
        self._steps = {**self._steps, **self._own}
        ends, ways = notes.chart.router.ends, notes.chart.router.ways
        self._ways = {key: way for key, way in ways.items() if all(end in self._steps for end in ends[key])}
        around = {
            key for step in self._steps for key in notes.chart.router.edges_of(step)
        } & notes.chart.edge_items.keys()
        self._out = around - self._ways.keys()
        self._is_large = len(self._out) > MANY
        self._sheets = [sheet for name, sheet in notes.sheets.items() if name in notes.selected | inner]
        self._by = Point(0.0, 0.0)

    def move(self, pointer: Pointer) -> None:
        far = (pointer.spot - self._from.spot).manhattanLength() >= QApplication.startDragDistance()
        if not self._sheets or not (self._begun or far):
            return
        self._begun = True
        view = self._notes.view
        view.follow(pointer.spot)
        away = view.mapToScene(pointer.spot) - self._from.place
        grid = 1.0 if pointer.modifiers & Qt.KeyboardModifier.AltModifier else GRID
        self._by = Point(round(away.x() / grid) * grid, round(away.y() / grid) * grid)
        self._show(self._by)

    def _show(self, by: Point) -> None:
        for sheet in self._sheets:
            sheet.setPos(sheet.thing.x + by.x, sheet.thing.y + by.y)
        places = {name: Point(at.x + by.x, at.y + by.y) for name, at in self._steps.items()}
        if self._is_large:
            self._show_roughly(places, by)
        elif places:
            self._notes.chart.preview(places, self._moved(by))

    def _show_roughly(self, places: dict[str, Point], by: Point) -> None:
        """Steps and the edges between them as they are; those that lead out fade until it is let go."""
        chart = self._notes.chart
        for name, place in places.items():
            chart.step_items[name].setPos(*place)
        for key in self._ways:
            chart.edge_items[key].setPos(*by)
        for key in self._out:
            chart.edge_items[key].setOpacity(0.15 if by.x or by.y else 1.0)
        for key in self._ways.keys() | self._out:
            if key in chart.label_items:
                chart.label_items[key].setVisible(not (by.x or by.y) and not chart.is_far)

    def _moved(self, by: Point) -> dict[EdgeKey, Way]:
        """The ways between steps that all move: they go along as they are."""
        return {key: tuple(Point(p.x + by.x, p.y + by.y) for p in way) for key, way in self._ways.items()}

    def release(self, pointer: Pointer) -> None:
        if not self._begun and self._step:
            self._notes.select(())
            self._notes.document.selection.set([self._step])
        if not self._begun or self._by == (0.0, 0.0):
            self.cancel()
            return
        ways = self._moved(self._by)
        if self._is_large:
            self._show(Point(0.0, 0.0))
            ways = ways_of(self._edit()(self._notes.document.procedure))
        self._notes.chart.keep_ways(ways)
        self._notes.document.apply(tr("Move"), self._edit())

    def _edit(self) -> Edit:
        names, (dx, dy) = self._notes.selected, self._by
        own = {name: Point(at.x + dx, at.y + dy) for name, at in self._own.items()}
        return lambda procedure: chart_edits.place(kept.move(procedure, names, dx, dy), own)

    def cancel(self) -> None:
        if self._begun:
            self._show(Point(0.0, 0.0))


class Resize:
    """A note or group is made larger or smaller by its lower right corner."""

    def __init__(self, notes: Notes, name: str, pointer: Pointer) -> None:
        self._notes, self._name, self._from = notes, name, pointer
        self._before = notes.sheets[name].thing

    def move(self, pointer: Pointer) -> None:
        away = self._notes.view.mapToScene(pointer.spot) - self._from.place
        wide = max(round((self._before.width + away.x()) / GRID) * GRID, LEAST)
        high = max(round((self._before.height + away.y()) / GRID) * GRID, LEAST)
        self._notes.sheets[self._name].show_thing(self._before._replace(width=wide, height=high))

    def release(self, pointer: Pointer) -> None:
        thing = self._notes.sheets[self._name].thing
        self.cancel()
        if thing != self._before:
            self._notes.document.apply(
                tr("Change the size"),
                lambda procedure: kept.change(procedure, self._name, width=thing.width, height=thing.height),
            )

    def cancel(self) -> None:
        if self._name in self._notes.sheets:
            self._notes.sheets[self._name].show_thing(self._before)


class SheetCard(Card):
    """A note's text or a group's title, edited where it stands. A new note left empty is not kept."""

    def __init__(self, notes: Notes, name: str, typed: Typed, *, keep_empty: bool) -> None:
        super().__init__(notes.view)
        self.notes, self.name, self.typed, self._keep_empty = notes, name, typed, keep_empty
        self.document = notes.document
        self.is_group = isinstance(notes.sheets[name], Area)
        said = self.tr("Title of the group") if self.is_group else self.tr("Note")
        self.words = Text(said, lines=1, most=1 if self.is_group else 40)
        self.words.show_value(self._kept())
        self.take_in(self.words, said)
        self.words.edited.connect(self._edited)
        self.document.changed.connect(self._follow)
        self.document.replaced.connect(self._gone)
        self.finished.connect(self._finish)

    def _kept(self) -> str:
        thing = self.notes.sheets[self.name].thing
        return thing.text if isinstance(thing, Note) else thing.title

    def _edited(self) -> None:
        text = kept.plain(str(self.words.value()))
        thing = self.notes.sheets[self.name].thing
        changes: dict[str, object] = {"title": text.replace("\n", " ")}
        if not self.is_group:
            changes = {"text": text, "height": max(thing.height, height_of(text, thing.width))}
        said = self.tr("Name a group") if self.is_group else self.tr("Write a note")
        self.document.apply(
            said, lambda procedure: kept.change(procedure, self.name, **changes), merge=f"{self.typed.merge} text"
        )

    def _follow(self, _: object = None) -> None:
        if self.is_over:
            return
        if self.name not in self.notes.sheets:
            self.close_card()
        elif kept.plain(str(self.words.value())) != self._kept():
            self.words.show_value(self._kept())
        self.place()

    def _gone(self) -> None:
        self.close_card(focus=False)

    def _finish(self, keep: bool) -> None:
        if not keep or not (self._keep_empty or str(self.words.value()).strip()):
            self.typed.take_back()

    def new_line(self, editor: Text) -> None:
        if self.is_group:
            self.close_card()
        else:
            super().new_line(editor)

    # -- looks ---------------------------------------------------------------------------------------

    def colours(self) -> tuple[QColor, QColor]:
        sheet = self.notes.sheets.get(self.name)
        return tint(sheet.thing.colour if sheet else "grey").fill, theme.current().ink

    def anchor(self) -> QRectF | None:
        sheet = self.notes.sheets.get(self.name)
        if isinstance(sheet, Area):
            return QRectF(sheet.x(), sheet.y(), min(sheet.thing.width, 360.0), HEAD)
        return sheet.box() if sheet else None

    def lay(self, box: QRectF, zoom: float) -> None:
        heavy = QFont.Weight.DemiBold if self.is_group else QFont.Weight.Normal
        self.words.setFont(self.font_of(TITLE if self.is_group else TEXT, zoom, heavy))
        wide = max(box.width(), 150.0)
        inset = min(INSET * zoom, 16.0)
        self.words.setFixedWidth(round(wide - 2 * inset))
        tall = max(box.height(), self.words.height() + (8.0 if self.is_group else 2 * inset))
        self.setGeometry(round(box.left()), round(box.top()), round(wide), round(tall))
        down = (tall - self.words.height()) / 2 if self.is_group else inset - 3.0
        self.words.move(round(inset), round(max(down, 2.0)))

    def corner(self, zoom: float) -> float:
        return 4.0


def of(view: View) -> Notes:
    """The notes of a view. Raises LookupError before they are installed."""
    found = view.findChild(Notes, "notes", Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        raise LookupError("no notes on this view")
    return found


def install(window: MainWindow) -> None:
    """Notes and groups on the canvas, with their actions and their menu."""
    from studio.ui.canvas.note_actions import NoteActions

    NoteActions(window, Notes(window.view))
