"""The base models: what is on this computer, what is known, what fits; adding a folder or a file, and forgetting one.

Files are looked at by a child process, the same that the command line runs (`studio models`); nothing is fetched, and
forgetting a model leaves its files where they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.base import settings
from studio.base.errors import StudioError
from studio.models import library
from studio.models.offers import Offer
from studio.ui import theme
from studio.ui.compile import bases_words as words
from studio.ui.compile.bases_details import Details
from studio.ui.compile.bases_words import tr
from studio.ui.compile.sheet_asking import Asking, studio_command
from studio.ui.compile.sheet_needs import Verdict
from studio.ui.compile.sheet_words import Told, base_name
from studio.ui.files.language import said
from studio.ui.panels.rows import Row, RowList

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

LIST = 290
SIZE = (780, 560)
EDGE = 24


class Bases(QDialog):
    """The dialog. When it is accepted, `chosen` is the name of the base to teach."""

    def __init__(self, parent: QWidget | None, current: str) -> None:
        super().__init__(parent)
        self.current, self.chosen = current, ""
        self.mine: tuple[Offer, ...] = ()
        self.known: tuple[Offer, ...] = ()
        self.looking, self.listing, self.adding = Asking(self), Asking(self), Asking(self)
        self._added, self._wanted = "", words.mine_key(current)
        self.setWindowTitle(tr("Base models"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._make()
        self._lay_out()
        self._listen()
        self._dress()
        self.look()
        self.listing.ask(studio_command("models", "known", "--json"))

    # -- looking -----------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at what is on this computer, anew."""
        self.looking.ask(studio_command("models", "list", "--json"))
        self._show()

    def _looked(self, answer: str, error: StudioError | None) -> None:
        self.mine = _offers(answer) if error is None else ()
        if error is not None:
            self.tell(error)
        self._show()

    def _listed(self, answer: str, error: StudioError | None) -> None:
        self.known = _offers(answer, "offer") if error is None else ()
        self._show()

    # -- adding and forgetting -----------------------------------------------------------------------

    def add_folder(self) -> None:
        """Ask for a folder and add it."""
        if path := self.ask_for_folder():
            self.add(path)

    def add_file(self) -> None:
        """Ask for a GGUF and add it."""
        if path := self.ask_for_file():
            self.add(path)

    def add(self, path: str) -> None:
        """Check a folder or a GGUF and add it to the list; what is refused is told with the reason."""
        self._added = path
        self.verdict.show_waiting(tr("Checking {name} …").format(name=Path(path).name))
        self.verdict.show()
        self.adding.ask(studio_command("models", "add", path, "--json"))
        self._show()

    def _was_added(self, answer: str, error: StudioError | None) -> None:
        if error is not None:
            told = f"{words.refused(self._added)} {said(error.message)}"
            self.verdict.show_missing([Told(True, told, said(error.hint))])
            self._show()
            return
        name = str(json.loads(answer)["name"])
        self._wanted = words.mine_key(name)
        self.verdict.show_ready(tr("Added as “{name}”. Its files stay where they are.").format(name=name))
        self.look()

    def remove(self) -> None:
        """Forget the selected model."""
        offer = self.details.offer
        if offer is None or offer.kind not in ("folder", "gguf"):
            return
        try:
            gone = library.remove(offer.name)
        except StudioError as error:
            self.tell(error)
            return
        self.verdict.show_ready(
            tr("“{name}” is forgotten. Its files are still in {path}.").format(name=gone.name, path=gone.path)
        )
        self.verdict.show()
        self._wanted = words.mine_key(self.current if self.current != gone.name else "starter")
        self.mine = tuple(other for other in self.mine if other.name != gone.name)
        self._show()

    def ask_for_folder(self) -> str:
        """A folder's path, or nothing."""
        return QFileDialog.getExistingDirectory(self, tr("The model's folder, with its safetensors files"))

    def ask_for_file(self) -> str:
        """A file's path, or nothing."""
        title, kinds = tr("A packed model that can write and chat"), tr("Models (*.gguf)")
        return QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)[0]

    def tell(self, error: StudioError) -> None:
        """What happened and what to do, over the buttons."""
        self.verdict.show_missing([Told(True, said(error.message), said(error.hint))])
        self.verdict.show()

    # -- choosing ----------------------------------------------------------------------------------

    def accept(self) -> None:
        """Take the selected one, where it can be taught."""
        offer = self.details.offer
        if offer is not None and can_teach(offer):
            self.chosen = offer.name
            super().accept()

    def done(self, result: int) -> None:
        for asking in (self.looking, self.listing, self.adding):
            asking.stop()
        super().done(result)

    def _selected(self) -> None:
        row = self.list.current()
        self.details.show_offer(row.data if row is not None and isinstance(row.data, Offer) else None)
        offer = self.details.offer
        self.use.setEnabled(offer is not None and can_teach(offer))
        self.forget.setEnabled(offer is not None and offer.kind in ("folder", "gguf"))

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        rows = list(words.rows(self.mine, self.known, self.current))
        if self.looking.is_busy and not self.mine:
            rows.insert(1, Row(key="#looking", title=tr("Looking …"), faint=True))
        self.list.set_rows(rows)
        if self._wanted and self.list.set_current(self._wanted):
            self._wanted = ""
        busy = self.adding.is_busy
        self.folder.setEnabled(not busy)
        self.file.setEnabled(not busy)
        self._selected()

    def _make(self) -> None:
        self.list, self.details = RowList(tr("Base models")), Details()
        self.verdict = Verdict()
        self.verdict.hide()
        self.about = QLabel(tr("A base model already speaks a language; compiling teaches it a procedure."))
        self.about.setWordWrap(True)
        self.folder, self.file = QPushButton(tr("Add a folder…")), QPushButton(tr("Add a GGUF…"))
        self.forget, self.cancel = QPushButton(tr("Forget")), QPushButton(tr("Close"))
        self.use = QPushButton(tr("Use this one"))
        self.use.setObjectName("use")
        self.folder.setToolTip(tr("A folder with config.json, safetensors and tokenizer files, to be taught"))
        self.file.setToolTip(tr("A file that can write practice conversations and chat, but not be taught"))
        self.forget.setToolTip(tr("Take it off the list; its files stay where they are"))
        for button in (self.folder, self.file, self.forget, self.cancel):
            button.setAutoDefault(False)
        self.use.setDefault(True)

    def _lay_out(self) -> None:
        heading = QLabel(tr("Base models"))
        heading.setFont(theme.font(20.0, QFont.Weight.DemiBold))
        middle = QHBoxLayout()
        middle.setSpacing(theme.ROOM)
        self.list.setFixedWidth(LIST)
        self.list.setObjectName("bases")
        middle.addWidget(self.list)
        middle.addWidget(self.details, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for button in (self.folder, self.file, self.forget):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(EDGE, 20, EDGE, theme.WIDE)
        whole.setSpacing(theme.ROOM)
        whole.addWidget(heading)
        whole.addWidget(self.about)
        whole.addLayout(middle, 1)
        whole.addWidget(self.verdict)
        whole.addLayout(foot)
        self.setMinimumSize(640, 420)
        self.resize(*SIZE)

    def _listen(self) -> None:
        self.looking.ended.connect(self._looked)
        self.listing.ended.connect(self._listed)
        self.adding.ended.connect(self._was_added)
        self.list.selectionModel().currentChanged.connect(lambda *_: QTimer.singleShot(0, self, self._selected))
        self.list.chosen.connect(lambda _: self._selected())
        self.folder.clicked.connect(self.add_folder)
        self.file.clicked.connect(self.add_file)
        self.forget.clicked.connect(self.remove)
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self.accept)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        wearing = theme.current()
        self.about.setStyleSheet(f"color: {wearing.soft.name()};")
        self.setStyleSheet(
            f"#bases {{ background: {wearing.field.name()}; border: 1px solid {wearing.line.name()};"
            f" border-radius: {theme.RADIUS}px; }}"
            f"#use {{ background: {wearing.accent.name()}; color: {wearing.on_accent.name()}; border: none;"
            f" border-radius: {theme.RADIUS}px; padding: 7px 16px; font-weight: 600; }}"
            f"#use:hover, #use:focus {{ border: 2px solid {wearing.ink.name()}; padding: 5px 14px; }}"
            f"#use:disabled {{ background: {wearing.hover.name()}; color: {wearing.faint.name()}; }}"
        )


def can_teach(offer: Offer) -> bool:
    """Whether it may be chosen; whether it fits, the sheet before a compile says."""
    return offer.kind in ("starter", "folder") and not offer.problem


def _offers(answer: str, within: str = "") -> tuple[Offer, ...]:
    """The offers in what `studio models` printed; none where it cannot be read."""
    try:
        return tuple(Offer.model_validate(entry[within] if within else entry) for entry in json.loads(answer))
    except (ValueError, KeyError, TypeError):
        return ()


def choose(parent: QWidget | None, current: str) -> str | None:
    """Show the dialog until it is answered: the base to teach, or None where it was only looked at."""
    dialog = Bases(parent, current)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen or None


def manage(window: MainWindow) -> None:
    """The dialog for itself; what is taken is the base for procedures that were never compiled."""
    try:
        known = settings.load()
        chosen = choose(window, known.base)
        if chosen is not None:
            settings.save(known.model_copy(update={"base": chosen}))
            window.say(tr("New procedures are taught with {name} from now on.").format(name=base_name(chosen)))
    except StudioError as error:
        window.tell(error)
