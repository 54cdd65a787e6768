"""Words edited where they stand: a step's title and text, and the names on branches.

What is typed is in the document at once, so that nothing typed is ever lost; Escape takes it out of the history again.
Other parts of a step are edited beside the chart.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent

from studio.procedure import content_edits
from studio.procedure.annotations import plain
from studio.procedure.model import Act, Decide
from studio.ui import icons, theme
from studio.ui.canvas import face as faces
from studio.ui.canvas.cards import LEAST_FONT, Card
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.labels import HEIGHT, branch_name, tr
from studio.ui.canvas.view import View
from studio.ui.commands import EditCommand
from studio.ui.document import Document, EdgeKey
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.editors import Text

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

_numbers = count()
NARROWEST = 210.0  # pixels of a card, however far away the chart is


class Typed:
    """What one card has put into the history. `take_back` leaves no trace of it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.merge = f"canvas {next(_numbers)}:"
        self._from = document.stack.index()

    def take_back(self) -> None:
        """Undo the entries of this card that stand on top of the history, and forget them."""
        stack = self.document.stack
        while stack.index() > self._from:
            command = stack.command(stack.index() - 1)
            if not isinstance(command, EditCommand) or not command.merge_key.startswith(self.merge):
                return
            stack.undo()
            command.setObsolete(True)
            stack.redo()  # drops what is obsolete, and does nothing else


class StepCard(Card):
    """A step's title, and its text where it has one."""

    def __init__(self, view: View, step_id: str) -> None:
        super().__init__(view)
        self.step_id = step_id
        self.document = view.chart.document
        self.typed = Typed(self.document)
        step = self.document.procedure.step_by_id[step_id]
        self.kind = step.kind
        self.title = Text(self.tr("Title"), lines=1, most=4)
        self.take_in(self.title, self.tr("Title"))
        self.title.edited.connect(self._title_edited)
        self.words: ChipText | None = None
        if hasattr(step, "text"):
            self.words = ChipText(lambda: self.document.procedure.fields, self.tr("What is said"), lines=1)
            self.take_in(self.words, self.tr("Text"))
            self.words.edited.connect(self._words_edited)
        for editor in self.editors:
            editor.document().documentLayout().documentSizeChanged.connect(lambda _: self.place())
        self.document.changed.connect(self._follow)
        self.document.replaced.connect(self._gone)
        self.finished.connect(lambda keep: None if keep else self.typed.take_back())
        self._follow()

    def _title_edited(self) -> None:
        title = plain(str(self.title.value())).replace("\n", " ")
        self._apply(self.tr("Edit title"), "title", title)

    def _words_edited(self) -> None:
        if self.words is not None:
            self._apply(self.tr("Edit text"), "text", plain(str(self.words.value())))

    def _apply(self, text: str, name: str, value: str) -> None:
        self.document.apply(
            text,
            lambda procedure: content_edits.set_step(procedure, self.step_id, **{name: value}),
            merge=f"{self.typed.merge} {name}",
        )

    def _gone(self) -> None:
        self.close_card(focus=False)

    def _follow(self, _: object = None) -> None:
        step = self.document.procedure.step_by_id.get(self.step_id)
        if self.is_over:
            return
        if step is None or step.kind != self.kind:
            self.close_card()
            return
        for editor, said in ((self.title, step.title), (self.words, getattr(step, "text", ""))):
            if editor is not None and plain(str(editor.value())).replace("\n", " ") != said.replace("\n", " "):
                editor.show_value(said)

    def new_line(self, editor: Text) -> None:
        if editor is self.title:
            self.advance(editor)
        else:
            super().new_line(editor)

    # -- looks ---------------------------------------------------------------------------------------

    def colours(self) -> tuple[QColor, QColor]:
        return theme.current().kinds[self.kind].fill, theme.current().ink

    def anchor(self) -> QRectF | None:
        return self.chart.box(self.step_id) if self.step_id in self.chart.step_items else None

    def lay(self, box: QRectF, zoom: float) -> None:
        around = 3.0
        wide = max(box.width(), NARROWEST) + 2 * around
        inset = (24.0 if self.kind == "decide" else faces.INSET[self.kind]) * min(zoom, 1.6) + around
        left = inset + (0.0 if self.kind == "decide" else (faces.ICON + faces.ICON_GAP) * self._size(zoom))
        self.title.setFont(self.font_of(faces.TITLE, zoom, QFont.Weight.DemiBold))
        self.title.setFixedWidth(round(wide - left - inset))
        if self.kind == "decide":
            self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        high = self.title.height() + 0.0
        if self.words is not None:
            self.words.setFont(self.font_of(faces.TEXT, zoom))
            self.words.setFixedWidth(round(wide - 2 * inset))
            high += self.words.height() + 4.0 * zoom
        tall = max(high + 2 * faces.TOP * zoom, box.height()) + 2 * around
        middle = self.kind == "decide" or tall > box.height() + 2 * around
        top = box.center().y() - tall / 2 if self.kind == "decide" else box.top() - around
        self.setGeometry(round(box.center().x() - wide / 2), round(top), round(wide), round(tall))
        down = (tall - high) / 2 if middle else faces.TOP * zoom + around
        self.title.move(round(left), round(down))
        if self.words is not None:
            self.words.move(round(inset), round(down + self.title.height() + 4.0 * zoom))

    def _size(self, zoom: float) -> float:
        """How large the title is, which does not go below what can be read."""
        return max(zoom, LEAST_FONT / faces.TITLE)

    def corner(self, zoom: float) -> float:
        return {"end": 22.0, "ask": 5.0}.get(self.kind, 10.0) * zoom

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.kind == "decide":
            return
        size = self._size(self.view.zoom)
        side = faces.ICON * size
        box = QRectF(self.title.x() - side - faces.ICON_GAP * size, self.title.y() + 2.0 * size, side, side)
        icons.paint(QPainter(self), self.kind, box, theme.current().kinds[self.kind].ink, 1.6)


class LabelCard(Card):
    """The name of a branch, on its plate. It is kept at the end, since its name is what the branch is known by."""

    def __init__(self, view: View, key: EdgeKey) -> None:
        super().__init__(view)
        self.key = key
        self.document = view.chart.document
        step = self.document.procedure.step_by_id[key[0]]
        self.before = branch_name(step, key[1])
        self.name = Text(self.tr("Name of the branch"), lines=1, most=1)
        self.name.show_value(self.before)
        self.take_in(self.name, self.tr("Name of the branch"))
        self.name.edited.connect(self.place)
        self.document.changed.connect(self._follow)
        self.document.replaced.connect(self._gone)
        self.finished.connect(self._keep)

    def _gone(self) -> None:
        self.close_card(keep=False, focus=False)

    def _follow(self) -> None:
        if not self.is_over and self.anchor() is None:
            self.close_card(keep=False)

    def _keep(self, keep: bool) -> None:
        name = " ".join(plain(str(self.name.value())).split())
        if not keep or not name or name == self.before:
            return
        source, branch = self.key
        at = _branches(self.document, source).index(branch)
        if self.document.apply(
            self.tr("Rename branch"), lambda procedure: content_edits.rename_branch(procedure, source, branch, name)
        ):
            self.document.selection.set(edges=[(source, _branches(self.document, source)[at])])

    def new_line(self, editor: Text) -> None:
        self.close_card()

    def anchor(self) -> QRectF | None:
        if self.key[1] not in _branches(self.document, self.key[0]):
            return None
        label = self.chart.label_items.get(self.key)
        if label is not None:
            return label.mapRectToScene(label.rect())
        if self.key in self.chart.open_plates:
            return self.chart.open_plates[self.key]
        way = self.chart.router.ways.get(self.key, ())
        middle = way[len(way) // 2] if way else None
        return QRectF(middle.x - 40, middle.y - HEIGHT / 2, 80, HEIGHT) if middle else None

    def lay(self, box: QRectF, zoom: float) -> None:
        font = self.font_of(faces.CHIP, zoom)
        self.name.setFont(font)
        asked = self.name.fontMetrics().horizontalAdvance(str(self.name.value()) or self.name.hint) + 6.0
        wide = max(asked + 18.0, box.width() + 4.0)
        tall = max(self.name.height() + 6.0, box.height() + 4.0)
        self.name.setFixedWidth(round(wide - 16.0))
        self.setGeometry(
            round(box.center().x() - wide / 2), round(box.center().y() - tall / 2), round(wide), round(tall)
        )
        self.name.move(8, round((tall - self.name.height()) / 2))

    def corner(self, zoom: float) -> float:
        return 6.0


class Editors(QObject):
    """Opens cards over a view, one at a time. `also` are other things that may be selected and edited: whether there
    is one, and what edits it."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("editors")
        self.view = view
        self.document = view.chart.document
        self._card: Card | None = None
        self.also: list[tuple[Callable[[], bool], Callable[[], object]]] = []
        view.starters.append(self._start)

    @property
    def card(self) -> Card | None:
        """The card that is open."""
        return self._card

    def open(self, card: Card) -> None:
        """Let a card be the one that is open, now that it is shown; the one before is finished."""
        before, self._card = self._card, card
        card.finished.connect(lambda _: self._closed(card))
        if before is not None:
            before.close_card(focus=False)

    def _closed(self, card: Card) -> None:
        if self._card is card:
            self._card = None

    def edit_title(self, step_id: str) -> None:
        """Edit a step's title, all of it selected, and after it the text."""
        self._edit_step(step_id, text=False)

    def edit_text(self, step_id: str) -> None:
        """Edit a step's text, or its title where it says nothing."""
        self._edit_step(step_id, text=True)

    def _edit_step(self, step_id: str, *, text: bool) -> None:
        if step_id not in self.view.chart.step_items:
            return
        self.view.reveal(step_id)
        card = StepCard(self.view, step_id)
        self.open(card)
        wanted = card.words if text and card.words is not None else card.title
        card.open(wanted, everything=not text)

    def edit_label(self, key: EdgeKey) -> bool:
        """Edit the name of a branch; False where that way out has no name of its own."""
        step = self.document.procedure.step_by_id.get(key[0])
        if isinstance(step, Act):
            self.document.message.emit(tr("What a look-up can answer has names of its own, which stay as they are."))
        if not isinstance(step, Decide) or key[1] not in _branches(self.document, key[0]):
            return False
        card = LabelCard(self.view, key)
        if card.anchor() is None:
            card.deleteLater()
            return False
        self.open(card)
        card.open()
        return True

    # -- asked for by key or pointer -----------------------------------------------------------------

    def edit_selected(self) -> None:
        """Edit the words of what is selected."""
        selection = self.document.selection
        if selection.step is not None:
            self.edit_title(selection.step)
        elif selection.edge is not None:
            self.edit_label(selection.edge)
        for is_there, edit in self.also:
            if is_there():
                edit()

    def can_edit(self) -> bool:
        selection = self.document.selection
        return selection.step is not None or selection.edge is not None or any(is_there() for is_there, _ in self.also)

    def _start(self, view: View, pointer: Pointer) -> Gesture | None:
        if not pointer.double or pointer.button != Qt.MouseButton.LeftButton:
            return None
        step_id = view.chart.step_at(pointer.place)
        if step_id is not None:
            item = view.chart.step_items[step_id]
            heads = faces.TOP + len(item.face.title) * faces.LEADING
            self._edit_step(step_id, text=pointer.place.y() > item.outline().top() + heads)
            return Nothing()
        key = view.chart.edge_at(pointer.place, view.reach)
        return Nothing() if key is not None and self.edit_label(key) else None


class Nothing:
    """A press that is already done with."""

    def move(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> None: ...

    def cancel(self) -> None: ...


def of(view: View) -> Editors:
    """The editors of a view. Raises LookupError before they are installed."""
    found = view.findChild(Editors, "editors", Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        raise LookupError("no editors on this view")
    return found


def edit_title(view: View, step_id: str) -> None:
    """Edit a step's title on the canvas."""
    of(view).edit_title(step_id)


def _branches(document: Document, step_id: str) -> list[str]:
    step = document.procedure.step_by_id.get(step_id)
    return [branch.id for branch in step.branches] if isinstance(step, Decide) else []


def install(window: MainWindow) -> None:
    """Words can be edited on the canvas."""
    from studio.ui.actions import Action

    editors = Editors(window.view)
    window.registry.register(
        Action(
            "edit.words",
            window.tr("Edit the &words"),
            editors.edit_selected,
            ("F2", "Return", "Enter"),
            editors.can_edit,
            menu="edit",
            section="words",
            icon="edit",
            tip=window.tr("Edit what stands on the selected step or branch"),
            keywords=window.tr("rename title text label"),
            anywhere=False,
        )
    )
