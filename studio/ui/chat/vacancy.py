"""The empty place beside the seats: the next one of this run's own that could sit there, with one press, or with the
one command that it still needs. Which seats there are is `talk`'s business.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.chat.seats.spec import SeatSpec
from studio.ui import theme
from studio.ui.chat.bubble import small_button
from studio.ui.chat.heads import Elided
from studio.ui.chat.seat_thread import Offer
from studio.ui.chat.words import seat_kind, seat_kind_told, tr
from studio.ui.files.language import said


class Vacancy(QFrame):
    """`wanted` carries the seat that was asked for."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vacancy")
        self.spec: SeatSpec | None = None
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.told.setObjectName("quiet")
        self.told.setFont(theme.font(11.0))
        self.add = QPushButton(tr("Add it"))
        self.add.setObjectName("addSeat")
        self.add.setFont(theme.font(11.0))
        self.add.clicked.connect(lambda *_: self.wanted.emit(self.spec))
        self.command = Elided("command")
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = small_button("copy", tr("Copy the command"), self._copy)
        first, last = QHBoxLayout(), QHBoxLayout()
        self._needed = QWidget()
        for row, words, button in ((first, self.told, self.add), (last, self.command, self.copy)):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GAP)
            row.addWidget(words, 1)
            row.addWidget(button)
        self._needed.setLayout(last)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.ROOM, theme.UNIT, theme.ROOM, theme.UNIT)
        column.setSpacing(theme.UNIT)
        column.addLayout(first)
        column.addWidget(self._needed)
        self.hide()

    def show_(self, spec: SeatSpec | None, offer: Offer | None) -> None:
        """Offer a seat, or nothing; `offer` says what it lacks, as far as that is known."""
        self.spec = spec
        self.setVisible(spec is not None)
        if spec is None:
            return
        lacking = said(offer.why) if offer is not None and not offer.ready else ""
        command = offer.command if offer is not None and lacking else ""
        told = tr("One more seat: {seat}.").format(seat=seat_kind(spec.kind))
        if command:
            told += " " + tr("It needs LangGraph, which is not installed yet; this command installs it:")
        elif lacking:
            told += " " + lacking
        self.told.setText(told)
        self.setToolTip(seat_kind_told(spec.kind))
        self.add.setEnabled(bool(command) or not lacking)  # the command may have been carried out since
        self.add.setAccessibleName(f"{self.add.text()}. {told}")
        self.command.say(command)
        self._needed.setVisible(bool(command))
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Be no higher than the words need, since a wrapped label in a column asks for more."""
        around = self._column.contentsMargins()
        beside = self.add.sizeHint().width() + theme.GAP + 2 * theme.ROOM + around.left() + around.right() + 2
        words = self.told.heightForWidth(max(self.width() - beside, 40))
        high = max(words, self.add.sizeHint().height()) + 2 * theme.GAP + around.top() + around.bottom() + 2
        if not self._needed.isHidden():
            high += max(self.command.sizeHint().height(), self.copy.sizeHint().height()) + theme.UNIT
        self.setFixedHeight(high)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.whole)
