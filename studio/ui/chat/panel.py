"""The pane itself: heads, conversation and box joined to a talk. What a window makes of it is `pane`'s business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QMenu, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.chat.price_list import price_of, prices
from studio.chat.seats.prices import Cost
from studio.chat.seats.seat import SeatTurn
from studio.chat.seats.spec import OWN, SeatSpec
from studio.chat.transcript import Column, Heading, thousand, turns_of
from studio.chat.way import Way, begun, way
from studio.procedure.trace import CLOSE
from studio.ui import theme
from studio.ui.chat import words
from studio.ui.chat.bar import Bar
from studio.ui.chat.bubble import retint
from studio.ui.chat.conversation import Conversation
from studio.ui.chat.empty import Empty
from studio.ui.chat.foot import Foot
from studio.ui.chat.heads import Heads
from studio.ui.chat.hooks import ReplyRecord, reply_actions
from studio.ui.chat.style import sheet
from studio.ui.chat.talk import MOST, Talk
from studio.ui.chat.vacancy import Vacancy
from studio.ui.chat.words import tr
from studio.ui.files.language import said, told

if TYPE_CHECKING:
    from studio.ui.chat.batch import BatchDialog

LEAST = 172  # pixels of a column; where there is less, only some of the seats are shown
NARROWEST = 300


class ChatPanel(QWidget):
    """A talk, shown. `way_changed` carries where the chosen seat stands on the chart (an empty Way while the pane is
    not seen), `step_chosen` a step to be shown, `message` a sentence for the status line."""

    way_changed = Signal(object)
    step_chosen = Signal(str)
    message = Signal(str)

    def __init__(self, talk: Talk, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.talk, self._today = talk, today
        self.setObjectName("chat")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST)
        self.bar = Bar(self)
        self.heads, self.conversation, self.foot, self.empty = Heads(), Conversation(talk), Foot(), Empty()
        self.vacancy = Vacancy()
        self._rule, self._last_rule = _rule(), _rule()
        self._lighting = QTimer(self, singleShot=True, interval=0)
        self._lighting.timeout.connect(self._light)
        self.setFocusProxy(self.foot.box)
        self._seats_soon = QTimer(self, singleShot=True, interval=0)
        self._seats_soon.timeout.connect(self._show_seats)
        self._prices = prices()
        self._trouble = ""  # what did not go well, said until something else is done
        self._build()
        self._listen()
        self._dress()
        self._show_all()

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._rule)
        column.addWidget(self.heads)
        column.addWidget(self.vacancy)
        column.addWidget(self.conversation, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._last_rule)
        column.addWidget(self.foot)

    def _listen(self) -> None:
        talk, heads, foot = self.talk, self.heads, self.foot
        talk.opened.connect(self._show_all)
        talk.opened.connect(self._wake)
        talk.seats_changed.connect(self._seats_soon.start)
        talk.chosen_changed.connect(self._show_seats)
        talk.path_changed.connect(self._forget_trouble)
        talk.path_changed.connect(self._show_standing)
        talk.reply_changed.connect(self._show_standing)
        talk.wrote.connect(self._light_soon)
        talk.yielded.connect(self._show_standing)
        talk.known.connect(self._show_honest)
        talk.known.connect(self._show_vacancy)
        self.vacancy.wanted.connect(talk.add_seat)
        talk.message.connect(self.message)
        heads.chosen.connect(talk.choose)
        heads.removed.connect(talk.remove_seat)
        heads.guarded.connect(talk.guard)
        heads.asks_again.connect(talk.ask_again)
        heads.price_asked.connect(self.ask_price)
        self.conversation.step_chosen.connect(self.step_chosen)
        self.conversation.menu_asked.connect(self._offer)
        foot.sent.connect(self._say)
        foot.stopped.connect(talk.stop)
        foot.last_wanted.connect(self.edit_last)
        theme.changed.connect(self._dress)

    # -- what the person does ----------------------------------------------------------------------------

    def _say(self, line: str) -> None:
        self.talk.say(line)
        self.foot.box.setFocus()

    def edit_last(self) -> None:
        """Edit the last line where it stands."""
        for row in reversed(self.conversation.rows):
            if row.line.text is not None:
                row.line.begin_edit()
                return

    def ask_price(self, key: str) -> None:
        """Let the person enter what a seat's tokens cost."""
        from studio.ui.chat.pricing import PriceDialog

        slot = self.talk.slot(key)
        if slot is None:
            return
        dialog = PriceDialog(slot.title, slot.spec.id, self)
        dialog.entered.connect(self.show_prices)
        dialog.open()

    def play_many(self) -> BatchDialog | None:
        """Let the person play many conversations against the seats; these let go of their memory meanwhile."""
        from studio.ui.chat.batch import BatchDialog

        talk = self.talk
        if talk.run is None or not talk.slots or talk.is_busy:
            return None
        for slot in talk.slots:
            slot.thread_.release()
        dialog = BatchDialog(talk.run.path, [slot.spec for slot in talk.slots], self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def show_prices(self) -> None:
        """Reckon with the prices as they were entered."""
        self._prices = prices()
        self._show_seats()

    def try_(self, run: Callable[[], object]) -> bool:
        """Do something that a person can mend where it fails; whether it went well."""
        try:
            run()
        except StudioError as error:
            self._trouble = told(error)
        else:
            self._trouble = ""
        self._show_standing()
        return not self._trouble

    def _forget_trouble(self) -> None:
        self._trouble = ""

    # -- showing -----------------------------------------------------------------------------------------

    @property
    def columns(self) -> list[Column]:
        """The seats as a transcript has them."""
        return [Column(slot.key, slot.shown_card, price_of(slot.spec.id, self._prices)) for slot in self.talk.slots]

    @property
    def heading(self) -> Heading:
        """What stands above a transcript."""
        run = self.talk.run
        return Heading(self.talk.procedure.name, run.path.name if run is not None else "", self.talk.fairness)

    def _show_all(self) -> None:
        has = self.talk.run is not None
        for widget in (self.heads, self.conversation, self.foot, self._last_rule):
            widget.setVisible(has)
        self.empty.setVisible(not has)
        self._trouble = ""
        self._show_seats()
        self.conversation.show_path()

    def _show_seats(self) -> None:
        self.bar.refresh()
        self._arrange()
        costs: dict[str, Cost | None] = {column.key: thousand(self.talk.chat, column) for column in self.columns}
        self.heads.show_seats(self.talk.slots, costs, self.talk.chosen, self.talk.certainty)
        self._arrange()
        self._show_honest()
        self._show_vacancy()
        self._show_standing()

    def _show_honest(self) -> None:
        cards = [slot.shown_card for slot in self.talk.slots]
        self.foot.show_honest(
            words.honest(cards, self.talk.room_known.fairness), "\n".join(map(said, self.talk.fairness))
        )

    def _show_vacancy(self) -> None:
        """Offer the next of the run's own seats, while there is room for one, to whoever compares seats."""
        talk = self.talk
        seated = {slot.spec.kind for slot in talk.slots}
        free = talk.run is not None and len(talk.usual) > 1 and len(talk.slots) < MOST
        kind = next((kind for kind in OWN if kind not in seated), None) if free else None
        offers = {offer.spec.kind: offer for offer in talk.room_known.offers}
        self.vacancy.show_(SeatSpec(kind=kind) if kind else None, offers.get(kind) if kind else None)

    def _show_standing(self) -> None:
        talk = self.talk
        self.foot.show_busy(talk.is_busy)
        over = bool(talk.slots) and all(talk.is_over(slot.key) for slot in talk.slots)
        self.foot.box.setEnabled(talk.run is not None and bool(talk.slots) and not over)
        self.foot.show_notice(self._notice(over=over))
        self._light_soon()

    def _notice(self, *, over: bool) -> str:
        """The one sentence over the box: why it is slow or waits, what did not go well last, or that it is over."""
        talk, neighbour = self.talk, self.talk.neighbour
        if talk.yields and neighbour is not None:
            waits = tr("“{name}” is being compiled on the graphics card. The chat goes on by itself when that is done.")
            return waits.format(name=neighbour.name)
        if neighbour is not None and talk.is_busy:
            slow = tr("“{name}” is being compiled on this computer, so replies may be slow.")
            return slow.format(name=neighbour.name)
        if self._trouble:
            return self._trouble
        return tr("The conversation is over. Edit an earlier line, or begin a new chat.") if over else ""

    def _arrange(self) -> None:
        """Every seat's column, or where there is no room for all the chosen one's alone."""
        keys = [slot.key for slot in self.talk.slots]
        most = max(1, (self.conversation.room + theme.ROOM) // (LEAST + theme.ROOM))
        narrow = most < len(keys)
        shown = [key for key in keys if key == self.talk.chosen] or keys[:1] if narrow else keys
        self.conversation.show_columns(shown)
        each = self.conversation.room if narrow else self.conversation.each
        self.heads.fit(each, narrow=narrow)

    # -- the chart ---------------------------------------------------------------------------------------

    def way(self) -> Way:
        """Where the chosen seat stands, with what it is noting at this moment."""
        talk = self.talk
        slot = talk.slot(talk.chosen)
        turns = talk.turns(talk.chosen)
        if slot is not None and slot.live is not None:
            for draft in slot.live.drafts:
                trace = begun(draft.notes + (CLOSE if draft.words else ""))
                if trace is not None:
                    turns.append(SeatTurn("", trace, fields=trace.fields))
        return way(talk.procedure, turns)

    def _light_soon(self) -> None:
        if not self._lighting.isActive():
            self._lighting.start()

    def _light(self) -> None:
        found = self.way() if self.isVisible() else Way()
        self.way_changed.emit(found)
        today = self._today()
        self.foot.show_chips([words.chip(self.talk.procedure, name, said, today) for name, said in found.known])

    # -- joined by others ----------------------------------------------------------------------------------

    def record(self, exchange: int, key: str) -> ReplyRecord | None:
        """A reply as other parts are told of it."""
        talk, slot = self.talk, self.talk.slot(key)
        if talk.run is None or slot is None or key not in talk.chat.tree[exchange].replies:
            return None
        found = talk.chat.tree[exchange]
        before = tuple(talk.chat.tree.remembered(exchange, key))
        turns = turns_of(found, key)
        return ReplyRecord(
            window=self._main_window(),
            run=talk.run.path,
            procedure=talk.procedure,
            spec=slot.spec,
            card=slot.shown_card,
            exchange=exchange,
            line=found.line,
            turns=turns,
            turn=turns[-1],
            before=before,
            remembers_before=before[-1].reply.memory if before else {},
            remembers=found.replies[key].memory,
            is_last=talk.chat.tree.is_last(exchange),
        )

    def _main_window(self) -> QWidget:
        """The window it belongs to, also while it floats beside it."""
        at: QWidget | None = self
        while at is not None and not isinstance(at, QMainWindow):
            at = at.parentWidget()
        return at or self.window()

    def _offer(self, exchange: int, key: str, menu: QMenu) -> None:
        record = self.record(exchange, key)
        if record is not None and reply_actions:
            menu.addSeparator()
            for action in list(reply_actions):
                action(replace(record), menu)

    # -- Qt's events -------------------------------------------------------------------------------------

    def _wake(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self.talk.wake)
            self.foot.box.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wake()
        self._light_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._light_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._arrange)

    def _dress(self) -> None:
        self.setStyleSheet(sheet())
        retint(self)
        self.conversation.dress()
        self.foot.dress()
        self._show_seats()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule
