"""Find and replace over every text of the procedure, with jumps and with a preview of what a replacement changes.

What is a text and how it is replaced is `procedure.replace`'s business; a replacement is one entry of the history.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.procedure.model import Procedure
from studio.procedure.replace import Found, Passage, Path, Wanted, find, replace, replaced
from studio.ui import theme
from studio.ui.actions import Action
from studio.ui.canvas import notes
from studio.ui.document import Document
from studio.ui.panels.finder import Finder, line_sheet
from studio.ui.panels.lazily import Lazily
from studio.ui.panels.rows import Marks, Row, RowList
from studio.ui.panels.words import Words, title_of, tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

NAME = "search"
BEFORE, SHOWN = 40, 140  # letters of a text before the first place, and in all
MOST = 300  # rows
SIGNS = {"knowledge": "knowledge", "fields": "field", "tools": "tool", "overlays": "person"}


class Search(QWidget):
    """The lines to type in and the list of texts. `go_to` is told the step of a text that is chosen, `show` the note or
    group that it is of."""

    def __init__(
        self,
        document: Document,
        go_to: Callable[[str], object],
        show: Callable[[str], object],
        say: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._document, self._go_to, self._show_sheet, self._say = document, go_to, show, say
        self._found: list[Found] = []
        self._left_out: set[Path] = set()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.list = RowList(self.tr("Texts found"))
        self.finder = Finder(self.tr("Find in all texts"), self.list)
        self.case = _toggle(self.tr("Aa"), self.tr("Capitals and small letters differ"))
        self.whole = _toggle(self.tr("Whole words"), self.tr("Only whole words"))
        self.replacing = _toggle(self.tr("Replace"), self.tr("Replace what is found"))
        self.count = QLabel()
        self.new = QLineEdit()
        self.new.setPlaceholderText(self.tr("Replace with"))
        self.new.setAccessibleName(self.tr("Replace with"))
        self.new.setMinimumHeight(30)
        self.button = QPushButton(self.tr("Replace"))
        self.button.setMinimumHeight(30)
        self._line = QWidget()
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=50)
        self._later.timeout.connect(self._search)
        self._join()
        self._dress()
        self._search()

    def _lay_out(self) -> None:
        options = QHBoxLayout()
        options.setContentsMargins(theme.GAP, 0, theme.ROOM, theme.UNIT)
        options.setSpacing(theme.UNIT)
        for widget in (self.case, self.whole, self.replacing):
            options.addWidget(widget)
        options.addStretch(1)
        self.count.setContentsMargins(theme.ROOM, theme.UNIT, theme.ROOM, 0)
        self.count.setFont(theme.font(11, QFont.Weight.DemiBold))
        line = QHBoxLayout(self._line)
        line.setContentsMargins(theme.GAP, 0, theme.GAP, theme.UNIT)
        line.addWidget(self.new, 1)
        line.addWidget(self.button)
        self._line.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.finder.framed())
        box.addWidget(self._line)
        box.addLayout(options)
        box.addWidget(self.count)
        box.addWidget(self.list, 1)

    def _join(self) -> None:
        self.finder.textChanged.connect(self._ask_anew)
        for toggle in (self.case, self.whole):
            toggle.toggled.connect(self._ask_anew)
        self.replacing.toggled.connect(self.set_replacing)
        self.new.textChanged.connect(self._show)
        self.new.returnPressed.connect(self.replace_all)
        self.button.clicked.connect(self.replace_all)
        self.list.chosen.connect(lambda row: self._choose(row.data))
        self.list.toggled.connect(lambda row: self._leave_out(row.data))
        self._document.changed.connect(self._changed)
        self._document.replaced.connect(self._changed)
        theme.changed.connect(self._dress)

    # -- what is asked -----------------------------------------------------------------------------

    def ask(self, *, replacing: bool) -> None:
        """Take the keys, with what was typed before ready to be typed over."""
        self.replacing.setChecked(replacing)
        self.finder.setFocus()
        self.finder.selectAll()

    def set_replacing(self, replacing: bool) -> None:
        self.replacing.setChecked(replacing)
        self._line.setVisible(replacing)
        self._search()

    def wanted(self) -> Wanted:
        return Wanted(self.finder.text(), self.case.isChecked(), self.whole.isChecked())

    def replace_all(self) -> None:
        """Replace it wherever it is ticked, as one entry of the history."""
        self._search()
        wanted, new = self.wanted(), self.new.text()
        chosen = [found for found in self._found if found.passage.path not in self._left_out]
        if not self.replacing.isChecked() or not chosen:
            return
        only = {found.passage.path for found in chosen}
        places = sum(len(found.spans) for found in chosen)
        text = self.tr("Replace “{old}” with “{new}”").format(old=wanted.text, new=new)
        if self._document.apply(text, lambda now: replace(now, wanted, new, only)):
            self._say(self._told(places, len(chosen)))
            self._search()

    # -- what is shown -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self._search()
        super().showEvent(event)

    def _changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def _ask_anew(self) -> None:
        self._left_out.clear()
        self._later.start()

    def _search(self) -> None:
        self._later.stop()
        self._found = find(self._document.procedure, self.wanted(), replacing=self.replacing.isChecked())
        self._show()

    def _show(self) -> None:
        typed = bool(self.finder.text().strip())
        self.list.empty = (
            self.tr("Nothing found.")
            if typed
            else self.tr("Finds words in titles, texts, examples, fields and knowledge.")
        )
        self.list.set_rows([self._row(found) for found in self._found[:MOST]])
        chosen = [found for found in self._found if found.passage.path not in self._left_out]
        places = sum(len(found.spans) for found in self._found)
        self.count.setText(self._counted(places, len(self._found)) if self._found else "")
        self.count.setVisible(bool(self._found))
        ticked = sum(len(found.spans) for found in chosen)
        self.button.setText(self.tr("Replace {number}").format(number=ticked) if ticked else self.tr("Replace"))
        self.button.setEnabled(bool(ticked))

    def _counted(self, places: int, texts: int) -> str:
        return self.tr("{places} in {texts}").format(places=places, texts=Words.texts(texts))

    def _told(self, places: int, texts: int) -> str:
        return self.tr("Replaced {places} in {texts}.").format(places=places, texts=Words.texts(texts))

    def _row(self, found: Found) -> Row:
        procedure, passage = self._document.procedure, found.passage
        detail, marks = snippet(passage.text, found.spans)
        checked = None
        if self.replacing.isChecked():
            checked = passage.path not in self._left_out
            if checked:
                detail, marks = self._preview(found, detail, marks)
        icon = procedure.step_by_id[passage.step].kind if passage.step else _sign(passage)
        return Row(
            key=passage.path,
            title=owner(procedure, passage),
            trail=Words.passage(passage.kind),
            detail=detail,
            detail_marks=marks,
            icon=icon,
            tone=icon if passage.step else "soft",
            checked=checked,
            said=f"{owner(procedure, passage)}, {Words.passage(passage.kind)}: {passage.text}",
            data=passage,
        )

    def _preview(self, found: Found, detail: str, marks: Marks) -> tuple[str, Marks]:
        """The text as it is and, under it, as it will be."""
        new = self.new.text()
        after = replaced(found.passage.text, self.wanted(), new)
        spans, moved = [], 0
        for start, end in found.spans:
            spans.append((start + moved, start + moved + len(new)))
            moved += len(new) - (end - start)
        text, later = snippet(after, tuple(spans))
        lead = f"{detail}\u2028\u2192 "
        return lead + text, (*marks, *((a + len(lead), b + len(lead)) for a, b in later))

    # -- what is pressed -----------------------------------------------------------------------------

    def _choose(self, passage: Passage) -> None:
        if passage.step is not None:
            self._go_to(passage.step)
        elif passage.sheet:
            self._show_sheet(passage.sheet)
        elif passage.field:
            self._document.selection.set(fields=[passage.field])
        else:
            self._document.selection.clear()

    def _leave_out(self, passage: Passage) -> None:
        self._left_out ^= {passage.path}
        self._show()

    def _dress(self) -> None:
        wearing = theme.current()
        self.new.setStyleSheet(line_sheet())
        self.count.setStyleSheet(f"color: {wearing.soft.name()};")


def snippet(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, Marks]:
    """A text on one line, cut to the part where the first place is, and where the places are in that."""
    flat = "".join(" " if letter.isspace() else letter for letter in text)
    start = max(0, spans[0][0] - BEFORE) if spans and len(flat) > SHOWN else 0
    if start:
        start = flat.find(" ", start, spans[0][0]) + 1 or start
    end = min(len(flat), start + SHOWN)
    lead = "…" if start else ""
    shift = len(lead) - start
    marks = tuple((a + shift, min(b, end) + shift) for a, b in spans if a < end)
    return lead + flat[start:end] + ("…" if end < len(flat) else ""), marks


def owner(procedure: Procedure, passage: Passage) -> str:
    """Whose text it is, as a row is called."""
    if passage.step is not None:
        return title_of(procedure, passage.step)
    if passage.sheet:
        return tr("Note") if passage.kind == "sheet" else tr("Group")
    return passage.owner or procedure.name or Words.whole()


def _sign(passage: Passage) -> str:
    if passage.sheet:
        return "note" if passage.kind == "sheet" else "group"
    return SIGNS.get(str(passage.path[0]), "settings")


def _toggle(text: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def install(window: MainWindow) -> None:
    def show_sheet(name: str) -> None:
        notes.of(window.view).go_to(name)

    panel = Lazily(lambda: Search(window.document, window.go_to, show_sheet, window.say))
    window.add_panel(NAME, tr("Search"), panel, Qt.DockWidgetArea.LeftDockWidgetArea, shown=False)

    def ask(replacing: bool) -> None:
        window.show_panel(NAME)
        panel.content.ask(replacing=replacing)

    add = window.registry.register
    add(Action("edit.find", tr("&Find…"), lambda: ask(False), "Ctrl+F", menu="edit", section="find",
               icon="search", tip=tr("Find words in all texts"), keywords=tr("search text")))  # fmt: skip
    add(Action("edit.replace", tr("Find and &replace…"), lambda: ask(True), "Ctrl+H", menu="edit",
               section="find", tip=tr("Replace words in all texts at once"),
               keywords=tr("search substitute change")))  # fmt: skip
