"""`studio open RUN`: a window for colleagues with the chat and the chart, and nothing to edit.

Loading this module loads no Qt; running the command does.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.base.command import GOOD, Argument, answer, command
from studio.base.errors import StudioError
from studio.base.runfolder import open_run
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

LIBRARIES = sentence(
    'Install it with: pip install "subterra-studio[window]", and on Debian and Ubuntu: '
    "sudo apt-get install libegl1 libgl1 libxkbcommon0 libfontconfig1."
)


@command(Argument("run", metavar="RUN", help="a compile: its folder, its name, or the beginning of its id"))
def open_(asked: Namespace) -> int:
    """Open a compiled model for testing: the chat and the chart, without the editor."""
    from studio.runs.finding import find

    run = open_run(find(asked.run).path)
    if not run.gguf.exists():
        raise StudioError(
            sentence("The compile in {path} has no model yet.", path=str(run.path)),
            sentence("Start it again with `studio compile`; it goes on where it was."),
        )
    if not has_display():
        raise StudioError(
            sentence("There is no display to open a window on."),
            sentence("Talk to it here: studio chat {path}", path=str(run.path)),
        )
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise StudioError(
            sentence("The window cannot be opened here: {reason}.", reason=str(error)), LIBRARIES
        ) from error
    code = _shown(run.path)
    answer(asked, {"run": str(run.path)}, "")
    return GOOD if code == 0 else code


def has_display() -> bool:
    """Whether a window can be seen here."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return sys.platform in ("win32", "darwin") or named


def _shown(path: Path) -> int:
    """Show the window until it is closed."""
    from typing import cast

    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from studio.ui.app import Studio, told_in_a_dialog

    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough)
    application = cast(QApplication, QApplication.instance() or QApplication(sys.argv[:1]))
    studio = Studio(application)
    sys.excepthook = told_in_a_dialog
    window = tester_window(path)
    window.show()
    code = application.exec()
    del studio
    return code


def tester_window(path: Path) -> QMainWindow:
    """The window on a run. Raises StudioError where there is none."""
    from studio.ui.chat.tester_window import TrialWindow

    return TrialWindow(path)
