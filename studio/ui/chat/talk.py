"""The chat behind the pane: who is asked what and when, what is kept, which branch is looked at. It draws nothing.

The seats answer one after the other, in the order in which they stand, so that each has the computer to itself and
their times compare. Each writes in a thread of its own; the tree, the files' order and the turns are seen to here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from studio.base.runfolder import RunFolder, open_run
from studio.chat.certainty import Certainty, measured
from studio.chat.chats import Chat, KeptSeat, SeatReply, free_key
from studio.chat.conversation_tree import Exchange
from studio.chat.neighbours import Neighbour
from studio.chat.seats.seat import SeatTurn
from studio.chat.seats.spec import SeatSpec
from studio.chat.transcript import turns_of
from studio.chat.way import Way, way
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui.chat.keeper import Keeper
from studio.ui.chat.leaving import hold, leave
from studio.ui.chat.rooms import MakeRoom, OneRoom
from studio.ui.chat.seat_thread import Job, Known, Looking
from studio.ui.chat.slot import Slot
from studio.ui.memory import keep_to_this_thread, look_at_everything, pass_over_what_stands

MOST = 3  # seats side by side
WATCH = 3000  # milliseconds between two looks at whether a compile wants the graphics card
AGAIN = 2000  # milliseconds until it is looked whether a compile has left the graphics card
USUAL: tuple[SeatSpec, ...] = (SeatSpec(kind="compiled"), SeatSpec(kind="prompted"))
Standing = Literal["answered", "writing", "opening", "waiting", "troubled", "unanswered", "over"]
Neighbours = Callable[[], Neighbour | None]


class Talk(QObject):
    """One run's chat. `opened` is emitted when another run or chat is shown, `path_changed` when exchanges came or went
    from what is looked at, `reply_changed` (exchange, seat) when a reply is there or its standing is another,
    `wrote` (exchange, seat) while it is written, `seats_changed` when a seat came, went or was changed,
    `chosen_changed` when the chart is to follow another seat, `yielded` when a compile begins or ends beside the chat,
    `known` when the run's room has told of itself, `message` with a sentence for the status line."""

    opened = Signal()
    path_changed = Signal()
    reply_changed = Signal(int, str)
    wrote = Signal(int, str)
    seats_changed = Signal()
    chosen_changed = Signal()
    yielded = Signal()
    known = Signal()
    message = Signal(str)

    def __init__(
        self,
        make_room: MakeRoom,
        neighbours: Neighbours,
        *,
        on_card: Callable[[], bool] = lambda: False,
        usual: Sequence[SeatSpec] = USUAL,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        keep_to_this_thread()
        self._make_room, self._neighbours, self._on_card, self.usual = make_room, neighbours, on_card, tuple(usual)
        self.run: RunFolder | None = None
        self.certainty: Certainty | None = None  # how sure the compiled model must be, as checking found
        self.procedure = Procedure(name="")
        self.chat = Chat()
        self.slots: list[Slot] = []
        self.chosen = ""
        self.says_first = True
        self.neighbour: Neighbour | None = None  # the compile that the chat yields to, or goes slowly beside
        self.room_known = Known()
        self.keeper = Keeper(self)
        self.keeper.failed.connect(self.message)
        self._room = OneRoom(make_room, None)
        self._looking: Looking | None = None
        self._paused = False
        self._yielding = QTimer(self, singleShot=True, interval=AGAIN)
        self._yielding.timeout.connect(self._go_on)
        self._watching = QTimer(self, interval=WATCH)
        self._watching.timeout.connect(self._make_way)

    # -- runs and chats ------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Talk to a run's model: the chat it was left with, or a new one. Raises StudioError, and stays as it is."""
        run = open_run(path)
        procedure = file.load(run.procedure)
        self._leave_seats()
        self.run, self.procedure = run, procedure
        self.certainty = measured(run)
        self._room = OneRoom(self._make_room, path)
        self.room_known = Known()
        self._take(self.keeper.open(path) or self._fresh(self.usual))
        self._look()

    def _look(self) -> None:
        """Have the room tell of itself, in a thread."""
        pass_over_what_stands()  # libraries are loaded now
        looking = Looking(self._room)
        looking.found.connect(self._found)
        self._looking = looking
        hold(looking)
        looking.start()

    def _found(self, known: Known) -> None:
        if self.sender() is self._looking:
            self.room_known = known
            self.known.emit()

    def new_chat(self) -> None:
        """Begin anew with the same seats; what was said before stays among the kept chats."""
        self._take(self._fresh([slot.spec for slot in self.slots] or self.usual))

    def open_chat(self, id: str) -> None:
        """Go on with a kept chat. Raises StudioError."""
        self._take(self.keeper.take(id))

    def delete_chat(self) -> None:
        """Let go of this chat for good, and begin anew."""
        self.keeper.delete(self.chat.id)
        self.new_chat()

    @property
    def fairness(self) -> tuple[str, ...]:
        """What the comparison rests on, in sentences."""
        found = self.room_known.fairness
        return found.sentences() if found is not None else ()

    def wake(self) -> None:
        """The pane is seen: the agents open, unless the person is to speak first."""
        if self.run is not None and len(self.chat.tree) == 0 and self.says_first and self.slots:
            self.chat.tree.say(None)
            self._after_change()

    def close(self) -> None:
        """Let all seats go, and keep what was said. It does not wait for them."""
        self._yielding.stop()
        self._watching.stop()
        self._leave_seats()
        self.keeper.close()
        look_at_everything()

    def _fresh(self, specs: Sequence[SeatSpec]) -> Chat:
        chat = Chat()
        for spec in specs:
            chat.seats.append(KeptSeat(key=free_key(chat.seats, spec), spec=spec))
        return chat

    def _take(self, chat: Chat) -> None:
        """Show a chat. Seats that it has in common with the one before go on; what was not answered when it was left
        waits for the person."""
        self._paused = len(chat.tree) > 0
        for slot in self.slots:
            slot.halt()
        going = {(slot.key, slot.spec): slot for slot in self.slots if not slot.is_busy}
        gone = [slot for slot in self.slots if slot not in going.values()]
        for slot in going.values():
            slot.thread_.start_over()
        self.chat = chat
        kept = [
            going.pop(place) if (place := (seat.key, seat.spec)) in going else self._slot(seat) for seat in chat.seats
        ]
        leave([*gone, *going.values()])
        self.slots = kept
        self.chosen = kept[0].key if kept else ""
        self.keeper.hold(chat)
        self.opened.emit()
        self.seats_changed.emit()
        self.path_changed.emit()
        self.chosen_changed.emit()

    # -- seats ---------------------------------------------------------------------------------------

    def slot(self, key: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.key == key), None)

    def add_seat(self, spec: SeatSpec) -> None:
        """One more seat, which then answers all that was said so far."""
        if len(self.slots) >= MOST:
            return
        kept = KeptSeat(key=free_key(self.chat.seats, spec), spec=spec)
        self.chat.seats.append(kept)
        self.slots.append(self._slot(kept))
        self.seats_changed.emit()
        if not self.chosen:
            self.choose(kept.key)
        self._after_change()

    def remove_seat(self, key: str) -> None:
        """Without a seat, and without what it said."""
        slot = self.slot(key)
        if slot is None:
            return
        self.slots.remove(slot)
        self.chat.seats = [seat for seat in self.chat.seats if seat.key != key]
        self.chat.tree.forget(key)
        leave([slot])
        self.seats_changed.emit()
        if self.chosen == key:
            self.choose(self.slots[0].key if self.slots else "")
        self._after_change()

    def guard(self, key: str, guarded: bool) -> None:
        """Have a seat's notes held to the chart, or not, from the next line on."""
        slot = self.slot(key)
        if slot is not None and slot.spec.guarded != guarded:
            self._become(slot, guarded=guarded, sure=0.0)

    def ask_again(self, key: str, on: bool) -> None:
        """Have a seat ask again where it is not sure, or only guard it, from the next line on."""
        slot = self.slot(key)
        if slot is not None and self.certainty is not None and on != (slot.spec.sure > 0):
            self._become(slot, guarded=True, sure=self.certainty.measure if on else 0.0)

    def _become(self, slot: Slot, **changed: object) -> None:
        slot.become(slot.spec.model_copy(update=changed))
        self.keeper.keep(self.chat)

    def choose(self, key: str) -> None:
        """Let the chart follow this seat."""
        self.chosen = key
        self.chosen_changed.emit()

    def _slot(self, kept: KeptSeat) -> Slot:
        slot = Slot(kept, self._room, self)
        slot.ended.connect(self._ended)
        slot.wrote.connect(self._wrote)
        slot.changed.connect(self._slot_changed)
        return slot

    def _leave_seats(self) -> None:
        leave(self.slots, self._room.close)
        self.slots = []

    # -- what the person says --------------------------------------------------------------------------

    def say(self, line: str) -> None:
        """Send a line to all seats."""
        if self.run is None or not self.slots:
            return
        if len(self.chat.tree) == 0:
            self.chat.tree.say(None)
        self.chat.tree.say(line)
        self._after_change()

    def edit(self, exchange: int, line: str) -> None:
        """Say an earlier line differently, on a branch of its own."""
        self._halt()
        self.chat.tree.edit(exchange, line)
        self._after_change()

    def again(self, exchange: int, key: str) -> None:
        """Have a seat answer a line anew, on a branch of its own; what was cut short, and is the last, is replaced."""
        self._halt()
        found = self.chat.tree[exchange]
        turns = turns_of(found, key)
        if self.chat.tree.is_last(exchange) and (not turns or not turns[-1].stopped):
            found.replies.pop(key, None)
            self.reply_changed.emit(exchange, key)
            self._after_change(rows=False)
        else:
            self.chat.tree.again(exchange, key)
            self._after_change()

    def switch(self, exchange: int, by: int) -> None:
        """Look at another branch."""
        self._halt()
        self.chat.tree.switch(exchange, by)
        self._after_change(go_on=False)

    def stop(self) -> None:
        """Nobody writes on; seats that have not begun yet do not begin."""
        self._paused = True
        self._yielding.stop()
        self._halt()
        self._tell_all()

    def resume(self, key: str = "") -> None:
        """Go on after a stop, or start a seat again that could not go on."""
        slot = self.slot(key)
        if slot is not None:
            slot.trouble = None
        self._paused = False
        self._go_on()
        self._tell_all()

    @property
    def is_busy(self) -> bool:
        """Whether anybody is writing, or is to."""
        return any(slot.is_busy for slot in self.slots) or self._yielding.isActive()

    # -- looking -----------------------------------------------------------------------------------------

    def standing(self, exchange: Exchange[SeatReply], slot: Slot) -> Standing:
        """How a seat stands to an exchange that is looked at."""
        if slot.key in exchange.replies:
            return "answered"
        if slot.live is not None and slot.live.exchange == exchange.id:
            return "opening" if slot.state == "opening" else "writing"
        if self.is_over(slot.key, before=exchange.id):
            return "over"
        if slot.trouble is not None:
            return "troubled" if self.chat.tree.missing(slot.key) == exchange.id else "waiting"
        return "unanswered" if self._paused else "waiting"

    def is_over(self, key: str, before: int = 0) -> bool:
        """Whether a seat has closed the conversation, on what is looked at, up to before an exchange."""
        for exchange in self.chat.tree.path():
            if exchange.id == before:
                return False
            if any(turn.closed for turn in turns_of(exchange, key)):
                return True
        return False

    def turns(self, key: str, until: int = 0) -> list[SeatTurn]:
        """All messages of a seat on what is looked at, up to before an exchange."""
        found: list[SeatTurn] = []
        for exchange in self.chat.tree.path():
            if exchange.id == until:
                break
            found += turns_of(exchange, key)
        return found

    def way(self, key: str) -> Way:
        """Where a seat stands on the chart, with what it is just noting."""
        return way(self.procedure, self.turns(key))

    # -- turns ---------------------------------------------------------------------------------------------

    def _halt(self) -> None:
        for slot in self.slots:
            slot.halt()

    def _after_change(self, *, rows: bool = True, go_on: bool = True) -> None:
        if rows:
            self.path_changed.emit()
        self.keeper.keep(self.chat)
        if go_on:
            self._paused = False
            self._go_on()
        self._tell_all()

    def _tell_all(self) -> None:
        for slot in self.slots:
            self._slot_changed(slot.key)

    def _go_on(self) -> None:
        """Let the next seat that has something to answer begin, unless one is at it."""
        if self._paused or any(slot.is_busy for slot in self.slots):
            return
        found = self._next()
        if found is None:
            return
        slot, exchange = found
        self._look_around()
        if self.yields:
            self._yielding.start()
            self._tell_all()
            return
        before = self.chat.tree.remembered(exchange.id, slot.key)
        memory = before[-1].reply.memory if before else {}
        self._watching.start()
        slot.ask(Job(exchange.id, exchange.line, slot.spec, memory, exchange.parent))
        self.reply_changed.emit(exchange.id, slot.key)

    def _look_around(self) -> None:
        neighbour, self.neighbour = self.neighbour, self._neighbours()
        if neighbour != self.neighbour:
            self.yielded.emit()

    def _make_way(self) -> None:
        """Seats that have nothing to do let go of the graphics card as soon as a compile has it."""
        if self._on_card() and not any(slot.is_busy for slot in self.slots):
            yielded = self.yields
            self._look_around()
            if self.yields and not yielded:
                for slot in self.slots:
                    slot.thread_.release()

    @property
    def yields(self) -> bool:
        """Whether a compile has the graphics card, which the seats would need."""
        return self.neighbour is not None and self.neighbour.has_the_card and self._on_card()

    def _next(self) -> tuple[Slot, Exchange[SeatReply]] | None:
        for exchange in self.chat.tree.path():
            for slot in self.slots:
                free = slot.trouble is None and not self.is_over(slot.key, before=exchange.id)
                if free and self.chat.tree.missing(slot.key) == exchange.id:
                    return slot, exchange
        return None

    def _wrote(self, key: str) -> None:
        slot = self.slot(key)
        if slot is not None and slot.live is not None:
            self.wrote.emit(slot.live.exchange, key)

    def _slot_changed(self, key: str) -> None:
        self.chat.seats = [slot.kept for slot in self.slots]
        for exchange in self.chat.tree.path():
            if key not in exchange.replies:
                self.reply_changed.emit(exchange.id, key)
        self.seats_changed.emit()

    def _ended(self, key: str, exchange: int, result: object) -> None:
        if self.slot(key) is None or exchange not in self.chat.tree:
            return
        if isinstance(result, SeatReply):
            self.chat.tree.put(exchange, key, result)
            self.keeper.keep(self.chat)
        self.reply_changed.emit(exchange, key)
        QTimer.singleShot(0, self._go_on)
