"""The running application: Qt started, theme and language chosen, windows opened, our own faults shown as a report.

What a window holds is `window`'s business. `hooks` lets other parts take a turn at start (recovery, first tour).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import cast

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from studio.base import paths, settings
from studio.base.crash import report
from studio.base.errors import StudioError
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui import icons, theme, tour
from studio.ui.document import Document
from studio.ui.files import language, recovery
from studio.ui.window import MainWindow

SAMPLE = "travel_booking"
Hook = Callable[["Studio"], object]
hooks: list[Hook] = [recovery.offer, tour.offer]  # called once each, after the first window is on the screen


class Studio:
    """The application and its windows."""

    def __init__(self, application: QApplication) -> None:
        self.application = application
        self.windows: list[MainWindow] = []
        application.setApplicationName("subterra-studio")
        application.setApplicationDisplayName("Subterra Studio")
        application.setDesktopFileName("subterra-studio")
        theme.install(application, chosen_mode())
        application.setWindowIcon(QIcon(icons.pixmap("decide", theme.current().accent, 64)))
        self.translators = language.install_translators(application)

    def open(self, path: Path | Procedure | None = None, *, blank: bool = False) -> MainWindow:
        """A window on a file, on a procedure that is saved nowhere yet, on the travel sample (as an unsaved copy), or
        on nothing yet. A file that cannot be read is told in the window, which is then blank."""
        document, told = Document(), None
        try:
            if isinstance(path, Procedure):
                document.replace(path, modified=True)
            elif path is not None:
                document.load(path)
            elif not blank and paths.sample(SAMPLE).is_file():
                document.replace(file.load(paths.sample(SAMPLE)))
        except StudioError as error:
            told = error
        window = MainWindow(document)
        window.opens.connect(self._opens)
        window.closed.connect(lambda: self.windows.remove(window))
        self.windows.append(window)
        window.show()
        if told is not None:
            window.tell(told)
        return window

    def _opens(self, path: Path | Procedure | None) -> None:
        self.open(path, blank=path is None)


def run(arguments: list[str]) -> int:
    """Start Qt, open the windows, and stay until the last one is closed."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough  # crisp at 125% and 150% too
    )
    application = cast(QApplication, QApplication.instance() or QApplication(sys.argv[:1]))
    studio = Studio(application)
    sys.excepthook = told_in_a_dialog
    for name in arguments:
        studio.open(Path(name))
    if not arguments:
        studio.open()
    for hook in hooks:
        hook(studio)
    return application.exec()


def chosen_mode() -> theme.Mode:
    """Light or dark as the person chose it before; what cannot be read is the system's choice."""
    try:
        chosen = getattr(settings.load(), "theme", "system")
    except StudioError:
        return "system"
    return "light" if chosen == "light" else "dark" if chosen == "dark" else "system"


def told_in_a_dialog(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of our own: kept as a report and shown, while the window stays open."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    said = report(error, sys.argv[1:])
    print(said, file=sys.stderr)
    box = QMessageBox(QMessageBox.Icon.Warning, "Subterra Studio", said)
    box.setInformativeText(QApplication.translate("app", "Your work is still open; save it under another name now."))
    box.setDetailedText(f"{kind.__name__}: {error}")
    box.exec()
