"""Open, save and save as, as a window offers them, and the question about what is not saved.

Reading and writing is the document's; recent files and recovery are `files`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure.edits import free_id
from studio.procedure.file import SUFFIX
from studio.ui.document import Document
from studio.ui.files.language import said


def tr(text: str) -> str:
    return QCoreApplication.translate("filing", text)


def kinds() -> str:
    return tr("Procedures (*{suffix});;All files (*)").format(suffix=SUFFIX)


def tell(parent: QWidget | None, error: StudioError) -> None:
    """What happened and what to do, in a box."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Subterra Studio", said(error.message), parent=parent)
    box.setInformativeText(said(error.hint))
    box.exec()


def choose(parent: QWidget | None, document: Document) -> Path | None:
    """Ask for a file to open."""
    folder = document.path.parent if document.path else paths.samples()
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open a procedure"), str(folder), kinds())
    return Path(name) if name else None


def save(parent: QWidget | None, document: Document) -> bool:
    """Save in its file, or ask for one where there is none; whether it was saved."""
    return save_as(parent, document) if document.path is None else _saved(parent, document, document.path)


def save_as(parent: QWidget | None, document: Document) -> bool:
    """Ask for a file and save there; whether it was saved."""
    suggested = document.path or Path.home() / (free_id(document.title, set()) + SUFFIX)
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save the procedure"), str(suggested), kinds())
    if not name:
        return False
    path = Path(name)
    return _saved(parent, document, path if path.suffix else path.with_name(path.name + SUFFIX))


def may_close(parent: QWidget | None, document: Document) -> bool:
    """Whether the document may go: it is saved, or the person saves it now, or does not want it."""
    if not document.is_modified:
        return True
    buttons = QMessageBox.StandardButton
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Subterra Studio",
        tr("Save the changes to “{title}”?").format(title=document.title),
        buttons.Save | buttons.Discard | buttons.Cancel,
        parent,
    )
    box.setInformativeText(tr("Without saving, they are lost."))
    box.setDefaultButton(buttons.Save)
    chosen = box.exec()
    return chosen == buttons.Discard or (chosen == buttons.Save and save(parent, document))


def _saved(parent: QWidget | None, document: Document, path: Path) -> bool:
    try:
        document.save(path)
    except StudioError as error:
        tell(parent, error)
        return False
    return True
