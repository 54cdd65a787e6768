"""What stands above the columns: who the seat is, what it would cost, whether the chart follows it, guarded or not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.chat.certainty import Certainty
from studio.chat.seats.prices import Cost
from studio.chat.seats.spec import SeatSpec
from studio.ui import icons, theme
from studio.ui.chat import words
from studio.ui.chat.bubble import link_button, small_button
from studio.ui.chat.slot import Slot
from studio.ui.chat.words import tr
from studio.ui.files.language import said
from studio.ui.panels.elided import Chip

LINE = 18  # pixels of the line with the cost


class Head(QFrame):
    """One seat's head. `chosen` is told when the chart is to follow it, `guarded` and `asks_again` with on or off,
    `removed` and `price_asked` when that was pressed."""

    chosen = Signal()
    guarded = Signal(bool)
    asks_again = Signal(bool)
    removed = Signal()
    price_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self.can_guard = False
        self._cost: Cost | None = None
        self.title, self.about = Elided("seatTitle"), Elided("quiet")
        self.title.setFont(theme.font(13.0, self.title.font().Weight.DemiBold))
        self.about.setFont(theme.font(11.0))
        tip = tr("What 1,000 conversations like this one would cost with this seat. Press to enter your prices.")
        self.cost = link_button("link", "", tip, self.price_asked.emit)
        self.follow = small_button("decide", tr("Show this seat's way on the chart"), self.chosen.emit)
        self.follow.setCheckable(True)
        self.remove = small_button("close", tr("Remove this seat"), self.removed.emit)
        self.guard = QToolButton()
        self.guard.setObjectName("guard")
        self.guard.setText(tr("Guarded"))
        self.guard.setFont(theme.font(11.0))
        self.guard.setCheckable(True)
        self.guard.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.guard.setIconSize(QSize(12, 12))
        self.guard.setToolTip(tr("Keep its notes to what the chart allows"))
        self.guard.toggled.connect(self.guarded)
        self.again = QAction(tr("Ask again rather than guess"), self, checkable=True)
        self.again.toggled.connect(self.asks_again)
        ways = QMenu(self.guard)
        ways.setToolTipsVisible(True)
        ways.addAction(self.again)
        self.guard.setMenu(ways)
        for widget in (self.cost, self.guard):
            widget.setFixedHeight(LINE)
        first = QHBoxLayout()
        first.setSpacing(1)
        first.addWidget(self.title, 1)
        first.addWidget(self.follow)
        first.addWidget(self.remove)
        last = QHBoxLayout()
        last.setSpacing(theme.GAP)
        last.addWidget(self.cost)
        last.addStretch(1)
        last.addWidget(self.guard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.UNIT, 0, theme.UNIT)
        column.setSpacing(1)
        column.addLayout(first)
        column.addWidget(self.about)
        column.addLayout(last)

    def show_(self, slot: Slot, cost: Cost | None, certainty: Certainty | None, *, chosen: bool, alone: bool) -> None:
        """Show a seat. `alone` means that it cannot be removed."""
        card = slot.shown_card
        title = words.seat_title(card)
        self.title.say(title)
        self.title.setToolTip("\n".join([title, *map(said, card.notes)]))
        self.about.say(words.about(card) or tr("not loaded yet"))
        self._cost = cost
        self._show_cost()
        self.cost.setAccessibleName(f"{words.costs(cost)}. {self.cost.toolTip()}")
        self.follow.setChecked(chosen)
        self.follow.setIcon(icons.icon("decide", theme.current().accent if chosen else None))
        self.remove.setVisible(not alone)
        self.can_guard = slot.spec.kind == "compiled"
        self._show_guard(slot.spec, certainty)
        self.setAccessibleName(f"{title}. {self.about.whole}. {self.cost.text()}")
        if self.property("chosen") != ("true" if chosen else "false"):
            self.setProperty("chosen", "true" if chosen else "false")
            self.style().unpolish(self)
            self.style().polish(self)

    def _show_guard(self, spec: SeatSpec, certainty: Certainty | None) -> None:
        """Whether it is guarded, and with how sure a hand where checking found a measure for that."""
        for shown, on in ((self.guard, spec.guarded), (self.again, spec.sure > 0)):
            before = shown.blockSignals(True)
            shown.setChecked(on)
            shown.blockSignals(before)
        self.guard.setText(tr("Asks again") if spec.sure else tr("Guarded"))
        self.guard.setIcon(icons.icon("good" if spec.guarded else "minus", theme.current().soft))
        popup = QToolButton.ToolButtonPopupMode
        self.guard.setPopupMode(popup.MenuButtonPopup if certainty else popup.DelayedPopup)
        self.again.setEnabled(certainty is not None)
        if certainty:
            told = tr(
                "Where it is less than {sure} sure of a decision it asks again. When checked, it did so {asked} of the"
                " time and was right {right} of the others."
            )
            shares = {"sure": certainty.measure, "asked": certainty.asked, "right": certainty.right}
            self.again.setToolTip(told.format(**{name: f"{share:.0%}" for name, share in shares.items()}))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_cost()

    def _show_cost(self) -> None:
        """The cost in whole words where there is room for them."""
        taken = self.guard.sizeHint().width() + theme.GAP if self.can_guard else 0
        whole = words.costs(self._cost)
        fits = self.cost.fontMetrics().horizontalAdvance(whole) <= self.width() - taken
        self.cost.setText(whole if fits else words.costs(self._cost, in_short=True))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)


class Elided(Chip):
    """Words in one line, shortened where there is no room for them."""

    def __init__(self, name: str) -> None:
        super().__init__("")
        self.setObjectName(name)
        self.setMinimumWidth(10)

    def sizeHint(self) -> QSize:
        return QSize(10, QLabel.sizeHint(self).height())

    def say(self, text: str) -> None:
        if text != self.whole:
            self.whole = text
            self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(self.width(), 10)))
            self.setToolTip(text)


class Heads(QWidget):
    """The heads, over their columns. `chosen`, `removed` and `price_asked` carry a seat's key, `guarded` and
    `asks_again` (key, on)."""

    chosen = Signal(str)
    removed = Signal(str)
    guarded = Signal(str, bool)
    asks_again = Signal(str, bool)
    price_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heads: dict[str, Head] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.ROOM, 0, 0, 0)
        self._row.setSpacing(theme.ROOM)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_seats(
        self, slots: list[Slot], costs: dict[str, Cost | None], chosen: str, certainty: Certainty | None = None
    ) -> None:
        """One head for each seat, in their order."""
        for key in [key for key in self.heads if key not in {slot.key for slot in slots}]:
            head = self.heads.pop(key)
            self._row.removeWidget(head)
            head.hide()
            head.deleteLater()
        for number, slot in enumerate(slots):
            if slot.key not in self.heads:
                self.heads[slot.key] = self._head(slot.key)
            self._row.insertWidget(number, self.heads[slot.key])
            self.heads[slot.key].show_(
                slot, costs.get(slot.key), certainty, chosen=slot.key == chosen, alone=len(slots) == 1
            )

    def _head(self, key: str) -> Head:
        head = Head()
        head.chosen.connect(lambda: self.chosen.emit(key))
        head.removed.connect(lambda: self.removed.emit(key))
        head.guarded.connect(lambda on: self.guarded.emit(key, on))
        head.asks_again.connect(lambda on: self.asks_again.emit(key, on))
        head.price_asked.connect(lambda: self.price_asked.emit(key))
        return head

    def fit(self, each: int, *, narrow: bool) -> None:
        """Stand over the columns; where there is no room for all, side by side over the one that is shown."""
        wide = each if not narrow else max((each - theme.ROOM * (len(self.heads) - 1)) // max(len(self.heads), 1), 40)
        for head in self.heads.values():
            head.setFixedWidth(wide)
            head.about.setVisible(not narrow)
            head.cost.setVisible(not narrow)
            head.guard.setVisible(head.can_guard and not narrow)
