"""Asks for a server that speaks as OpenAI's does: its address and which of its models."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.chat.seats import keys
from studio.chat.seats.spec import SeatSpec
from studio.ui import theme
from studio.ui.chat.words import tr
from studio.ui.files.language import told


class ServerDialog(QDialog):
    """`chosen` carries the SeatSpec."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A server on the premises"))
        self.url, self.model, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(tr("only if the server asks for one"))
        self.key.setToolTip(tr("It is kept apart from chats and models, in a file that only you can read"))
        self.url.setPlaceholderText("http://192.168.1.20:8000/v1")
        self.url.setMinimumWidth(340)
        self.model.setPlaceholderText(tr("the server's name for it"))
        self.public = QCheckBox(tr("The server may be outside the premises; what is said goes there"))
        told = QLabel(tr("Any server that answers as OpenAI's does: llama.cpp, Ollama, LM Studio, vLLM …"))
        told.setObjectName("quiet")
        told.setWordWrap(True)
        self.trouble = QLabel(wordWrap=True)
        self.trouble.hide()
        form = QFormLayout()
        form.addRow(tr("Address"), self.url)
        form.addRow(tr("Model"), self.model)
        form.addRow(tr("Key"), self.key)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Add"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(theme.ROOM)
        column.addWidget(told)
        column.addLayout(form)
        column.addWidget(self.public)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        self.url.textChanged.connect(self._show)
        self._show()

    @property
    def address(self) -> str:
        """What was written, with a scheme where it has none."""
        text = self.url.text().strip().rstrip("/")
        return text if "://" in text or not text else f"http://{text}"

    def _show(self) -> None:
        parts = urlsplit(self.address)
        ready = parts.scheme in ("http", "https") and bool(parts.hostname)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def _accept(self) -> None:
        model = self.model.text().strip()
        try:
            if self.key.text().strip():
                keys.keep(self.address, self.key.text())
        except StudioError as error:
            self.trouble.setText(told(error))
            self.trouble.show()
            return
        self.chosen.emit(SeatSpec(kind="endpoint", url=self.address, model=model, public=self.public.isChecked()))
        self.accept()
