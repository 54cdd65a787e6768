"""The panel "Compile": how far it is, how long it takes, the live picture, a few practice conversations, what it takes
of the computer, and, once it has ended, what came of it. Doing things is `desk`'s business.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.compile.meters import Load
from studio.compile.progress import Note, Progress
from studio.conversations.record import Conversation
from studio.procedure.model import Procedure
from studio.ui import icons, theme
from studio.ui.compile.cards import Card
from studio.ui.compile.picture import Picture
from studio.ui.compile.samples import Samples
from studio.ui.compile.stages import StageList
from studio.ui.compile.words import clock, size, span, stage_title, tr
from studio.ui.files.language import said
from studio.ui.inspector.pieces import Fold, QuietButton
from studio.ui.panels.bars import Bar, Bars
from studio.ui.panels.scrolling import fill_scrolling

TICK = 1000  # milliseconds between two looks at the clock
NARROWEST = 320


class CompilePanel(QWidget):
    """Shows what it is told. `pressed` carries what was pressed: start, pause, stop, cancel, or what a card names."""

    pressed = Signal(str)
    step_chosen = Signal(str)

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock = clock
        self.progress = Progress()
        self._request = ""
        self.title, self.state, self.left, self.note = QLabel(), QLabel(), QLabel(), QLabel()
        self.bar = QProgressBar()
        self.stages = StageList()
        self.card = Card()
        self.picture = Picture()
        self.samples = Samples()
        self.meters = Bars(tr("What it takes of this computer"))
        self.details = Fold(tr("Details"), self._make_details)
        self._log: QPlainTextEdit | None = None
        self._told = ""
        self._buttons = {
            "pause": self._button("pause", tr("Pause")),
            "stop": self._button("end", tr("Stop and keep")),
            "cancel": self._button("close", tr("Cancel")),
        }
        self._headings: list[QLabel] = []
        self._lay_out()
        self._ticking = QTimer(self, interval=TICK)
        self._ticking.timeout.connect(self._show_time)
        self.card.pressed.connect(self.pressed)
        self.samples.step_chosen.connect(self.step_chosen)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_nothing()

    def sizeHint(self) -> QSize:
        return QSize(380, 640)

    # -- building --------------------------------------------------------------------------------

    def _button(self, icon: str, text: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("drawn", icon)
        made.setIconSize(QSize(14, 14))
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        self.setMinimumWidth(NARROWEST)
        for label, points, weight in (
            (self.title, 12.0, QFont.Weight.Normal),
            (self.state, 18.0, QFont.Weight.DemiBold),
            (self.left, 13.0, QFont.Weight.Normal),
            (self.note, 12.0, QFont.Weight.Normal),
        ):
            label.setFont(theme.font(points, weight))
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(tr("How much of the time it may take is used"))
        self.start_button = QPushButton(tr("Compile"))
        self.start_button.setObjectName("start")
        self.start_button.clicked.connect(lambda: self.pressed.emit("start"))
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
            row.addWidget(button)
        row.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.GAP)
        top: tuple[QWidget, ...] = (self.title, self.state, self.bar, self.left)
        for part in top:
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.card)
        column.addSpacing(theme.UNIT)
        column.addWidget(self.stages)
        column.addWidget(self.note)
        self._meters_title = self._heading(tr("What it takes of this computer"))
        below: tuple[QWidget, ...] = (self.picture, self.samples, self._meters_title, self.meters, self.details)
        for part in below:
            column.addSpacing(theme.UNIT)
            column.addWidget(part)
        column.addStretch(1)
        fill_scrolling(self, inside)

    def _heading(self, text: str) -> QLabel:
        made = QLabel(text)
        made.setFont(theme.font(11, QFont.Weight.DemiBold))
        self._headings.append(made)
        return made

    def _make_details(self) -> QWidget:
        self._log = QPlainTextEdit()
        self._log.setReadOnly(True)
        self._log.setFont(theme.font(11))
        self._log.setFixedHeight(180)
        self._log.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        copy = QuietButton(tr("Copy"), "copy")
        copy.clicked.connect(self.copy_details)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._log)
        column.addWidget(copy)
        self._log.setPlainText(self._details())
        return holder

    # -- showing -----------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No compile has been asked for."""
        self.title.setText(tr("Compile"))
        self.state.setText(tr("Nothing is being compiled"))
        self.left.setText(
            tr(
                "Compiling teaches a small model to follow this chart by itself. It happens on this computer and takes "
                "minutes; you can go on drawing meanwhile."
            )
        )
        self._show_parts(working=False, begun=False)

    def show_beginning(self, name: str) -> None:
        """A compile was asked for and nothing is known of it yet."""
        self.progress, self._request, self._told = Progress(), "", ""
        self.title.setText(name)
        self.card.hide()
        self.samples.show_conversations((), None)
        self.state.setText(tr("Getting ready"))
        self.left.setText(tr("The first figures come in a moment."))
        self._show_parts(working=True, begun=True)
        self.stages.show_progress(self.progress)
        self.picture.show_progress(self.progress)
        self.bar.setValue(0)
        self.note.clear()
        self.show_load(None)
        self.picture.begin()

    def show_progress(self, progress: Progress, request: str = "") -> None:
        """How far it is; `request` is what was asked of it and not done yet."""
        self.progress, self._request = progress, request
        self.stages.show_progress(progress)
        self.picture.show_progress(progress)
        self.bar.setValue(round(progress.share * 1000))
        self.note.setText(_remark(progress))
        self.note.setVisible(bool(self.note.text()) and progress.ending is None)
        self._show_parts(working=progress.ending is None, begun=True)
        self._show_state()
        self._show_time()
        self._show_details()

    def show_load(self, load: Load | None) -> None:
        """What it takes of the computer at the moment; None once nobody is at it."""
        self._meters_title.setVisible(load is not None)
        self.meters.setVisible(load is not None)
        if load is None:
            return
        bars = [
            Bar(
                tr("Memory"),
                tr("{used} of {all}").format(used=size(load.memory), all=size(load.all_memory)),
                load.memory / max(1, load.all_memory),
            ),
            Bar(
                tr("Processor"),
                tr("{used} of {all} cores").format(used=f"{load.busy:.1f}", all=load.cores),
                load.busy / max(1, load.cores),
            ),
        ]
        if load.card is not None:
            card = load.card
            bars.append(Bar(card.name, f"{card.busy:.0%}", card.busy))
            used = tr("{used} of {all}").format(used=size(card.used), all=size(card.memory))
            bars.append(Bar(tr("Its memory"), used, card.used / max(1, card.memory)))
        self.meters.set_bars(*bars)

    def show_samples(self, conversations: tuple[Conversation, ...], procedure: Procedure | None) -> None:
        self.samples.show_conversations(conversations, procedure)

    def tell_details(self, told: str) -> None:
        """More for the details: a log, the words of a failure."""
        self._told = told
        self._show_details()

    def copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details())

    def _show_parts(self, *, working: bool, begun: bool) -> None:
        for name, button in self._buttons.items():
            button.setVisible(working)
            button.setEnabled(self._request not in ("stop", "cancel") or (name == "cancel" and self._request == "stop"))
        pausing = self._request == "pause" or self.progress.paused
        pause = self._buttons["pause"]
        pause.setText(tr("Go on") if pausing else tr("Pause"))
        pause.setProperty("drawn", "play" if pausing else "pause")
        pause.setIcon(icons.icon(pause.property("drawn")))
        self.start_button.setVisible(not begun)
        self.bar.setVisible(working)
        for part in (self.stages, self.picture, self.details):
            part.setVisible(begun)
        if not begun:
            self.note.hide()
            self.show_load(None)
        self._ticking.start() if working and self.isVisible() else self._ticking.stop()

    def _show_state(self) -> None:
        progress = self.progress
        if progress.ending is not None:
            self.state.setText(
                {"done": tr("Compiled"), "failed": tr("It did not work"), "cancelled": tr("Cancelled")}[
                    progress.ending.kind
                ]
            )
            return
        current = progress.current
        said = stage_title(current) if current is not None else ""
        if self._request == "cancel":
            said = tr("Cancelling")
        elif self._request == "stop":
            said = tr("Stopping, and keeping what was learned")
        elif progress.paused:
            said = tr("Paused")
        elif self._request == "pause":
            said = tr("Pausing as soon as it can")
        elif progress.round > 1:
            said = tr("{stage}, round {number}").format(stage=said, number=progress.round)
        self.state.setText(said)

    def _show_time(self) -> None:
        progress, now = self.progress, self._clock()
        if progress.ending is not None:
            self.left.setText(tr("It took {time}.").format(time=clock(progress.ending.seconds or progress.elapsed)))
            return
        if not progress.time:
            return
        left, most = progress.left_at(now), progress.most_left_at(now)
        parts = []
        if left is not None:
            parts.append(tr("About {time} left in this part.").format(time=span(left)))
        if most is not None and most > (left or 0.0):
            parts.append(tr("At most {time} left in all.").format(time=span(most)))
        elif most is not None:
            parts.append(tr("It takes longer than was reckoned."))
        passed = tr("{time} so far.").format(time=clock(progress.elapsed_at(now)))
        self.left.setText(" ".join([*parts, passed]))

    def _show_details(self) -> None:
        if self._log is None or not self.details.is_open:
            return
        told = self._details()
        if told != self._log.toPlainText():
            bar = self._log.verticalScrollBar()
            at_end = bar.value() >= bar.maximum() - 4
            self._log.setPlainText(told)
            bar.setValue(bar.maximum() if at_end else bar.value())

    def _details(self) -> str:
        return "\n".join([*(_line(note) for note in self.progress.notes), self._told]).strip()

    # -- Qt's events -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.progress.time and self.progress.ending is None:
            self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def _dress(self) -> None:
        wearing = theme.current()
        for label in (self.title, self.left, self.note, *self._headings):
            label.setStyleSheet(f"color: {wearing.soft.name()};")
        self.state.setStyleSheet(f"color: {wearing.ink.name()};")
        for button in self._buttons.values():
            button.setIcon(icons.icon(button.property("drawn")))
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {wearing.line.name()}; border: none; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {wearing.accent.name()}; border-radius: 4px; }}"
        )
        self.start_button.setStyleSheet(
            f"QPushButton {{ background: {wearing.accent.name()}; color: {wearing.on_accent.name()}; border: none;"
            f" border-radius: {theme.RADIUS}px; padding: 6px 20px; font-weight: 600; }}"
        )


def _remark(progress: Progress) -> str:
    """What there is to say about the part that is at work: why there is another round, or what was noted last."""
    real = [one for one in progress.checks if not one.quick]
    if progress.round > 1 and real:
        told = tr(
            "The check before: {right} of {tried} test conversations followed exactly. It practises again, most where "
            "it went wrong."
        )
        return told.format(right=round(real[-1].share * real[-1].tried), tried=real[-1].tried)
    plain = [note for note in progress.notes if not note.advanced and note.text != "Started."]
    return said(plain[-1].text) if plain and plain[-1].part == progress.part else ""


def _line(note: Note) -> str:
    return f"{time.strftime('%H:%M:%S', time.localtime(note.time))}  {said(note.text)}"
