"""The bar over the seats: which model is talked to, and what can be done with the chat as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QToolButton, QWidget

from studio.base.atomic import write_text
from studio.base.errors import from_os
from studio.base.sentences import sentence
from studio.chat.seats.spec import OWN, SeatSpec
from studio.chat.transcript import as_json, as_text
from studio.chat.transcript_page import as_html
from studio.ui import icons, theme
from studio.ui.chat.bubble import small_button
from studio.ui.chat.heads import Elided
from studio.ui.chat.talk import MOST
from studio.ui.chat.words import seat_kind, seat_kind_told, tr
from studio.ui.files.language import said

if TYPE_CHECKING:
    from studio.ui.chat.panel import ChatPanel

FORMATS = {"txt": as_text, "json": as_json, "html": as_html}
FILL = 16


class Bar(QWidget):
    """`run_asked` is told when another run is to be chosen, `fill_asked` whether the pane is to fill the window."""

    run_asked = Signal()
    fill_asked = Signal(bool)

    def __init__(self, panel: ChatPanel) -> None:
        super().__init__()
        self._panel, self._talk = panel, panel.talk
        self.outdated = False  # whether the chart in the window is not what the model was compiled from
        self.name = Elided("runName")
        self.add = self._menu_button("plus", tr("Add a seat"), self.fill_add)
        self.new = small_button("new", tr("New chat"), self._new)
        self.earlier = self._menu_button("history", tr("Earlier chats"), self.fill_earlier)
        self.export = self._menu_button("export", tr("Export the chat"), self.fill_export)
        self.fill = small_button("fit", tr("Fill the window"))
        self.fill.setCheckable(True)
        self.fill.toggled.connect(self.fill_asked)
        self.more = self._menu_button("more", tr("More"), self.fill_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.ROOM, theme.UNIT, theme.GAP, theme.UNIT)
        row.setSpacing(1)
        row.addWidget(self.name, 1)
        for button in (self.add, self.new, self.earlier, self.export, self.fill, self.more):
            row.addWidget(button)

    def refresh(self) -> None:
        """Show what can be done now."""
        talk = self._talk
        has = talk.run is not None
        changed = tr(" · the chart has changed since") if self.outdated else ""
        self.name.say(f"{talk.procedure.name}{changed}" if has else "")
        self.name.setToolTip(str(talk.run.path) if talk.run is not None else "")
        self.add.setEnabled(has and len(talk.slots) < MOST)
        for button in (self.new, self.earlier):
            button.setEnabled(has)
        self.export.setEnabled(has and len(talk.chat.tree) > 0)

    def _menu_button(self, icon: str, tip: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = small_button(icon, tip)
        menu = QMenu(button)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return button

    # -- seats -------------------------------------------------------------------------------------------

    def fill_add(self, menu: QMenu) -> None:
        """The seats that can be added."""
        lacking = {offer.spec.kind: said(offer.why) for offer in self._talk.room_known.offers if not offer.ready}
        for kind in OWN:
            action = menu.addAction(seat_kind(kind), partial(self._talk.add_seat, SeatSpec(kind=kind)))
            action.setToolTip(lacking.get(kind, seat_kind_told(kind)))
            action.setEnabled(kind not in lacking)
        menu.addSeparator()
        menu.addAction(tr("A model file (GGUF)…"), self._add_file)
        menu.addAction(tr("A server on the premises…"), self._add_server)
        menu.setToolTipsVisible(True)

    def _add_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self.window(), tr("Choose a model file"), "", tr("Models (*.gguf);;All files (*)")
        )
        if path:
            self._talk.add_seat(SeatSpec(kind="gguf", path=Path(path)))

    def _add_server(self) -> None:
        from studio.ui.chat.server import ServerDialog

        dialog = ServerDialog(self.window())
        dialog.chosen.connect(self._talk.add_seat)
        dialog.open()

    # -- chats -------------------------------------------------------------------------------------------

    def _new(self) -> None:
        self._talk.new_chat()

    def fill_earlier(self, menu: QMenu) -> None:
        """The kept chats."""
        listed = [each for each in self._talk.keeper.listed() if each.id != self._talk.chat.id]
        for each in listed:
            menu.addAction(each.title.replace("&", "&&"), partial(self._open, each.id))
        if not listed:
            menu.addAction(tr("No other chats are kept")).setEnabled(False)

    def _open(self, id: str) -> None:
        self._panel.try_(lambda: self._talk.open_chat(id))

    def fill_export(self, menu: QMenu) -> None:
        """The ways to write the chat down."""
        for suffix, text in (("txt", tr("As text…")), ("html", tr("As a page (HTML)…")), ("json", tr("As JSON…"))):
            menu.addAction(text, partial(self._export, suffix))

    def _export(self, suffix: str) -> None:
        path, _ = QFileDialog.getSaveFileName(self.window(), tr("Export the chat"), f"chat.{suffix}", f"*.{suffix}")
        if path:
            self._panel.try_(lambda: self.write(Path(path), suffix))

    def write(self, path: Path, suffix: str) -> None:
        """Write the chat down. Raises StudioError."""
        try:
            write_text(path, FORMATS[suffix](self._talk.chat, self._panel.columns, self._panel.heading))
        except OSError as error:
            raise from_os(error, sentence("Writing {file}", file=path.name)) from error
        self._panel.message.emit(tr("Written to {file}.").format(file=path))

    def fill_more(self, menu: QMenu) -> None:
        """What is chosen seldom."""
        talk = self._talk
        first = menu.addAction(tr("The agent speaks first"), lambda: self._speak_first(not talk.says_first))
        first.setCheckable(True)
        first.setChecked(talk.says_first)
        keep = menu.addAction(tr("Keep chats with the model"), lambda: self._keep(not talk.keeper.is_on))
        keep.setCheckable(True)
        keep.setChecked(talk.keeper.is_on)
        keep.setToolTip(tr("They lie in the compile's folder, where only you can read them, and go when it is deleted"))
        menu.addSeparator()
        many = menu.addAction(tr("Play many conversations…"), self._panel.play_many)
        many.setToolTip(tr("The same conversations against every seat, as a plot and a table"))
        many.setEnabled(bool(talk.slots) and not talk.is_busy)
        menu.addSeparator()
        clear = menu.addAction(icons.icon("delete"), tr("Clear this chat"), self._clear)
        clear.setEnabled(len(talk.chat.tree) > 0)
        menu.addAction(tr("Talk to another model…"), self.run_asked.emit)
        menu.setToolTipsVisible(True)

    def _speak_first(self, on: bool) -> None:
        self._talk.says_first = on
        self._talk.wake()

    def _keep(self, on: bool) -> None:
        self._panel.try_(lambda: self._talk.keeper.switch(on))
        if on:
            self._talk.keeper.keep(self._talk.chat)

    def _clear(self) -> None:
        self._panel.try_(self._talk.delete_chat)
