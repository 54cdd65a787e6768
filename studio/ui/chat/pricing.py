"""Asks what a seat's tokens and hours cost. What they make of a conversation is `seats.prices`'."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.chat.price_list import enter, price_of, prices
from studio.chat.seats.prices import USUAL, Price
from studio.ui import theme
from studio.ui.chat.words import tr
from studio.ui.files.language import told

DEAREST = 10_000.0


class PriceDialog(QDialog):
    """`entered` is told when a price was kept."""

    entered = Signal()

    def __init__(self, title: str, seat: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Prices: {seat}").format(seat=title))
        self._seat = seat
        told = QLabel(
            tr(
                "In dollars. Every seat begins with the same prices, so that only what it reads and writes differs; "
                "enter what yours really cost, for instance a provider's tokens or your computer's hour."
            )
        )
        told.setWordWrap(True)
        told.setObjectName("quiet")
        self.read, self.reused, self.written, self.hour = (_amount() for _ in range(4))
        form = QFormLayout()
        form.addRow(tr("A million tokens read"), self.read)
        form.addRow(tr("… of them still in memory"), self.reused)
        form.addRow(tr("A million tokens written"), self.written)
        form.addRow(tr("An hour of computing"), self.hour)
        self.trouble = QLabel(wordWrap=True)
        self.trouble.hide()
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Save | kinds.Cancel | kinds.RestoreDefaults)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(kinds.RestoreDefaults).clicked.connect(lambda *_: self._show(USUAL))
        column = QVBoxLayout(self)
        column.setSpacing(theme.ROOM)
        for widget in (told, self.trouble, self.buttons):
            column.addWidget(widget)
        column.insertLayout(1, form)
        self.resize(380, self.sizeHint().height())
        self._show(price_of(seat, prices()))

    @property
    def price(self) -> Price:
        """What stands in the boxes."""
        return Price(
            read=self.read.value(), reused=self.reused.value(), written=self.written.value(), hour=self.hour.value()
        )

    def _show(self, price: Price) -> None:
        self.read.setValue(price.read)
        self.reused.setValue(price.read if price.reused is None else price.reused)
        self.written.setValue(price.written)
        self.hour.setValue(price.hour)

    def _save(self) -> None:
        try:
            enter(self._seat, self.price)
        except StudioError as error:
            self.trouble.setText(told(error))
            self.trouble.show()
            return
        self.entered.emit()
        self.accept()


def _amount() -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0.0, DEAREST)
    box.setDecimals(4)
    box.setSingleStep(0.1)
    box.setPrefix("$ ")
    return box
