"""The report's panel: whether the model may be used, the weakest places, and what went wrong at the place selected.

What is painted on the chart is `painting`'s business; here a place is chosen, its failing conversations are read, and
examples are added there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.bench.followed import Followed, Mistake, Place
from studio.bench.summary import summary
from studio.chat.notes import branch_title, title_of
from studio.procedure.lessons import Lesson, examples_of, fresh_lines, lesson_at
from studio.procedure.model import Decide
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.files.language import said
from studio.ui.inspector.pieces import QuietButton, column
from studio.ui.panels import row_painting
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.scrolling import scrolling
from studio.ui.report.cards import AddExamples, Legend, MistakeCard, words_label
from studio.ui.report.words import share_text, standing_text, tr

SHOWN = 25  # failing conversations of one place
WEAKEST = 40


class ReportPanel(QWidget):
    """What a verification found. `painted` asks for the marks on the chart or off it, `chosen` for a place to be
    selected, `added` says that examples are to be added, `again` asks for a compile, `whole` for the report's file."""

    painted = Signal(bool)
    chosen = Signal(object)
    added = Signal(object, object)
    again = Signal()
    whole = Signal()

    def __init__(self, document: Document, can_compile: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._document, self._can_compile = document, can_compile
        self.followed: Followed | None = None
        self.cards: list[MistakeCard] = []
        self.verdict, self.reason = QLabel(), words_label("", name="soft")
        self.notice = words_label("", name="notice")
        self.paint = QCheckBox(tr("Painted on the chart"))
        self.legend = Legend()
        self.place_title, self.place_told = words_label("", 14.0, strong=True), words_label("", name="soft")
        self.back = QuietButton(tr("All places"), "back")
        self.add = QPushButton(tr("Add examples here…"))
        self.compile = QPushButton(tr("Compile again…"))
        self.hint = words_label("", name="soft")
        self.list = RowList(tr("The weakest places"))
        self._cards = column(spacing=theme.GAP)
        self._lay_out()
        self.paint.toggled.connect(self.painted)
        self.back.clicked.connect(lambda: document.selection.clear())
        self.add.clicked.connect(lambda: self.offer())
        self.compile.clicked.connect(lambda: self.again.emit())
        self.list.chosen.connect(lambda row: self.chosen.emit(row.data))
        document.selection.changed.connect(self.refresh)
        document.changed.connect(self.refresh)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_followed(None)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        box = QVBoxLayout(inside)
        box.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        box.setSpacing(theme.GAP)
        self.verdict.setFont(theme.font(20, QFont.Weight.DemiBold))
        self.head = QWidget()
        head = column(self.head, theme.GAP)
        whole = QuietButton(tr("Open the whole report"), "forward")
        whole.clicked.connect(lambda: self.whole.emit())
        key = words_label(
            tr(
                "97% 41× ≥87%: reached 97% of the 41 times it should have been, surely 87% or more. At a decision it "
                "counts what was decided, at a way out whether it was taken; what was said and noted there is not "
                "counted."
            ),
            name="soft",
        )
        parts: tuple[QWidget, ...] = (self.notice, self.paint, self.legend, key, whole, _rule())
        for part in parts:
            head.addWidget(part)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.add)
        row.addWidget(self.compile)
        row.addStretch(1)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setViewportMargins(0, 0, 0, 0)
        for widget in (self.verdict, self.reason, self.head, self.back, self.place_title, self.place_told, self.buttons,
                       self.hint):  # fmt: skip
            box.addWidget(widget)
        box.addLayout(self._cards)
        box.addWidget(self.list)
        box.addStretch(1)
        self.area = scrolling(inside, "area")
        column(self, 0).addWidget(self.area)

    # -- showing ---------------------------------------------------------------------------------------

    def show_followed(self, followed: Followed | None, *, changed_since: bool = False) -> None:
        """Show this verification; `changed_since` says that the chart is another by now."""
        self.followed = followed
        self.head.setVisible(followed is not None)
        self.notice.setText(tr("The chart was changed since; this is about the version that was compiled."))
        self.notice.setVisible(changed_since)
        with _quiet(self.paint):
            self.paint.setChecked(followed is not None)
        if followed is None:
            self.verdict.setText(tr("No report yet"))
            self.reason.setText(tr("When a compile is done, this shows how well each step is followed, and why not."))
        else:
            gate = followed.found.gate
            self.verdict.setText(tr("Ready to use") if gate.passed else tr("Not ready yet"))
            self.reason.setText(said(summary(followed.found, followed.procedure).sentence))
        self.refresh()

    def tell(self, sentence: str) -> None:
        """Say why there is nothing to be shown."""
        self.show_followed(None)
        self.reason.setText(sentence)

    @property
    def place(self) -> Place | None:
        """The one place selected, where this report can say something of it."""
        selection = self._document.selection
        found = (selection.step, "") if selection.step else selection.edge
        if found is None or self.followed is None or found[0] not in self.followed.procedure.step_by_id:
            return None
        return found if not found[1] or found in set(self.followed.places()) else (found[0], "")

    def refresh(self) -> None:
        """Show the place selected, or all of them."""
        place = self.place
        for widget in (self.back, self.place_told):
            widget.setVisible(place is not None)
        self.buttons.setVisible(self.followed is not None)
        self.add.setVisible(place is not None)
        self.compile.setEnabled(self._can_compile())
        self._show_cards(place)
        self.list.setVisible(place is None and self.followed is not None)
        self.place_title.setVisible(self.followed is not None)
        if place is None:
            self.place_title.setText(tr("The weakest places"))
            self._show_weakest()
        elif self.followed is not None:
            self.place_title.setText(self._title(place))
            self.place_told.setText(self._told(place))

    def _told(self, place: Place) -> str:
        """How well a place is followed, as a sentence."""
        assert self.followed is not None
        step = self.followed.procedure.step_by_id.get(place[0])
        return standing_text(
            self.followed.of(*place), "way" if place[1] else "decision" if isinstance(step, Decide) else "step"
        )

    def _title(self, place: Place) -> str:
        assert self.followed is not None
        procedure = self.followed.procedure
        step = title_of(procedure, place[0])
        return tr("{step} → “{branch}”").format(step=step, branch=branch_title(procedure, *place)) if place[1] else step

    def _show_weakest(self) -> None:
        rows = list(self._rows())
        self.list.set_rows(rows)
        width = self.list.viewport().width()
        self.list.setFixedHeight(sum(row_painting.height(row, width) for row in rows) + 2)

    def _rows(self) -> Iterator[Row]:
        if self.followed is None:
            return
        procedure = self.followed.procedure
        weak = self.followed.weakest()
        for place in weak[:WEAKEST]:
            step, branch = place
            standing = self.followed.of(*place)
            assert standing is not None
            detail = self._told(place)
            if branch:
                detail = f"“{branch_title(procedure, step, branch)}”. {detail}"
            kind = procedure.step_by_id[step].kind
            yield Row(key=place, title=title_of(procedure, step), detail=detail, icon=kind, tone=kind,
                      trail=share_text(standing.share), data=place)  # fmt: skip
        if not weak:
            yield Row(
                key="#none", title=tr("Everything was followed every time."), icon="good", tone="good", heading=True
            )

    def _show_cards(self, place: Place | None) -> None:
        mistakes = self.followed.mistakes_at(*place) if self.followed is not None and place is not None else ()
        shown = mistakes[:SHOWN]
        if [card.mistake for card in self.cards] != list(shown):
            for card in self.cards:
                self._cards.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = [MistakeCard(one) for one in shown]
            for card in self.cards:
                card.adds.connect(lambda one: self.offer(one))
                self._cards.addWidget(card)
            self.area.verticalScrollBar().setValue(0)
        self.hint.setVisible(place is not None)
        lessons = self._offered(mistakes)
        self.add.setEnabled(bool(lessons))
        self.hint.setText(self._hint(place, mistakes, bool(lessons)))

    def _hint(self, place: Place | None, mistakes: tuple[Mistake, ...], teachable: bool) -> str:
        if place is None:
            return ""
        if not mistakes:
            return tr("No conversation first went wrong here.")
        if not teachable:
            return tr("Examples do not help here; compiling again practises it more.")
        if len(mistakes) > SHOWN:
            return tr("{some} of the {all} conversations that first went wrong here.").format(
                some=SHOWN, all=len(mistakes)
            )
        if len(mistakes) == 1:
            return tr("1 conversation first went wrong here.")
        return tr("{number} conversations first went wrong here.").format(number=len(mistakes))

    # -- adding examples -------------------------------------------------------------------------------

    def _offered(self, mistakes: tuple[Mistake, ...]) -> dict[Lesson, tuple[str, ...]]:
        """The lines that can be added, by where; where most went wrong first, or what is selected."""
        found: dict[Lesson, list[str]] = {}
        place = self.place
        here = lesson_at(self._document.procedure, *place) if place is not None and place[1] else None
        for one in mistakes:
            for lesson in one.lessons:
                if examples_of(self._document.procedure, lesson) or lesson == here:
                    found.setdefault(lesson, []).append(" ".join(one.found.user.split()))
        if here is not None:
            found.setdefault(here, [])
        times = Counter({lesson: len(lines) for lesson, lines in found.items()})
        ordered = sorted(found, key=lambda lesson: (lesson != here, -times[lesson]))
        return {one: fresh_lines(self._document.procedure, one, found[one]) for one in ordered}

    def offer(self, one: Mistake | None = None) -> None:
        """Ask which lines are to be added, and where; of one mistake, or of all at this place."""
        if self.followed is None or self.place is None:
            return
        offered = self._offered((one,) if one is not None else self.followed.mistakes_at(*self.place))
        if one is not None:
            offered = {lesson: lines for lesson, lines in offered.items() if lines}
        if not offered:
            return
        dialog = AddExamples(self, self._document.procedure, offered)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.added.emit(dialog.lesson, dialog.wanted))
        self.dialog = dialog
        dialog.open()

    def _dress(self) -> None:
        wearing = theme.current()
        names = {name: getattr(wearing, name).name() for name in
                 "panel field ink soft line border hover accent accent_soft on_accent advice".split()}  # fmt: skip
        self.setStyleSheet(_SHEET.format(radius=theme.RADIUS, **names))


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule


class _quiet:
    """A widget's signals held back for a moment."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def __enter__(self) -> None:
        self._widget.blockSignals(True)

    def __exit__(self, *_: object) -> None:
        self._widget.blockSignals(False)


_SHEET = """
QScrollArea#area, QWidget#inside {{ background: {panel}; }}
QLabel {{ color: {ink}; background: transparent; }}
QLabel#soft {{ color: {soft}; }}
QLabel#said {{ background: {accent_soft}; border-radius: 8px; padding: 6px 10px; }}
QLabel#notice {{ background: {hover}; border-left: 3px solid {advice}; padding: 6px 8px; }}
QFrame#card {{ background: {field}; border: 1px solid {line}; border-radius: {radius}px; }}
QFrame#rule {{ background: {line}; border: none; }}
QCheckBox {{ color: {ink}; }}
QPushButton#quiet {{ color: {accent}; background: transparent; border: 1px solid transparent;
    border-radius: {radius}px; padding: 4px 8px 4px 2px; text-align: left; }}
QPushButton#quiet:hover {{ background: {accent_soft}; }}
QPushButton#quiet:focus {{ border-color: {accent}; }}
"""
