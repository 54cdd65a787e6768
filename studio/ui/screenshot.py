"""`studio screenshot`: the real window drawn off the screen into a picture, in a state asked for by name.

Loading this module loads no Qt; running the command does. It leaves nothing behind in the person's own folders.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from studio.base.command import GOOD, Argument, answer, command
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QDialog

    from studio.ui.compile.recorded import Moment
    from studio.ui.window import MainWindow

SMALLEST, LARGEST = 320, 8000  # pixels of a side
SIZE = (1360, 860)
REHEARSE = 2600  # milliseconds of a rehearsal that are played
LOAD = 60_000  # milliseconds until what draws curves is loaded, on a computer that is very busy
COUNT = 12_000  # milliseconds until practice conversations are counted
ASKED = 30_000  # milliseconds that a child may take to answer
SETTLE = 700  # milliseconds until checks, previews and animations have come to rest


def size(words: str) -> tuple[int, int]:
    """WIDTHxHEIGHT, as argparse reads it."""
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", words)
    sides = tuple(map(int, found.groups())) if found else ()
    if len(sides) != 2 or not all(SMALLEST <= side <= LARGEST for side in sides):
        raise ArgumentTypeError(f'"{words}" is no size such as 1360x860 ({SMALLEST} to {LARGEST} each)')
    return sides[0], sides[1]


def scale(words: str) -> float:
    """A scale factor, as argparse reads it."""
    try:
        found = float(words)
    except ValueError:
        found = 0.0
    if not 0.5 <= found <= 4.0:
        raise ArgumentTypeError(f'"{words}" is no scale between 0.5 and 4')
    return found


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("out", type=Path, metavar="OUT.png", help="the picture to write"),
    Argument("--dark", action="store_true", help="the dark theme"),
    Argument("--size", type=size, default=SIZE, metavar="WxH", help="the window's size (default: 1360x860)"),
    Argument("--scale", type=scale, default=1.0, metavar="S", help="pixels of the picture to each (default: 1)"),
    Argument(
        "--state", default="plain", metavar="NAME", help="what is shown: plain, selected, start, a panel's name ..."
    ),
    Argument("--language", default="en", metavar="CODE", help="the window's language (default: en)"),
)
def screenshot(asked: Namespace) -> int:
    """Draw the window with a procedure into a picture, without a screen."""
    from studio.procedure.file import load

    load(asked.flow)  # what is wrong with the file is told before anything is started
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ |= {"STUDIO_HOME": home, "QT_SCALE_FACTOR": str(asked.scale)}
        if sys.platform.startswith("linux"):
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        picture = _drawn(asked)
    _write(asked.out, picture)
    answer(asked, {"file": str(asked.out), "state": asked.state}, f"Written to {asked.out}.")
    return GOOD


def _drawn(asked: Namespace) -> bytes:
    """The picture of the window as PNG."""
    try:
        from PySide6.QtCore import QBuffer, Qt, qInstallMessageHandler
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QApplication

        from studio.ui import theme
        from studio.ui.document import Document
        from studio.ui.files.language import install_translators
        from studio.ui.window import MainWindow
    except ImportError as error:
        raise StudioError(
            sentence("The window cannot be drawn here: {reason}.", reason=str(error)),
            sentence(
                'Install it with: pip install "subterra-studio[window]", and on Debian and Ubuntu: sudo '
                "apt-get install libegl1 libgl1 libxkbcommon0 libfontconfig1."
            ),
        ) from error
    qInstallMessageHandler(_heard)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(QGuiApplication.highDpiScaleFactorRoundingPolicy().PassThrough)
    application = QApplication.instance() or QApplication(["studio"])
    assert isinstance(application, QApplication)
    theme.install(application, "dark" if asked.dark else "light")
    install_translators(application, asked.language)
    document = Document()
    document.load(asked.flow)
    window = MainWindow(document)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, not sys.platform.startswith("linux"))
    window.resize(*asked.size)
    window.show()
    _wait(SETTLE)
    window.view.fit()
    reach(window, asked.state)
    _wait(SETTLE)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    _grabbed(window, asked.size).save(buffer, "PNG")
    document.stack.setClean()  # nothing is asked about saving
    window.close()
    return bytes(buffer.data().data())


def _write(out: Path, picture: bytes) -> None:
    from studio.base.atomic import write_bytes

    try:
        write_bytes(out, picture)
    except OSError as error:
        raise from_os(error, sentence("Writing {path}", path=str(out))) from error


def _heard(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Qt's remarks, but for what a platform without a screen cannot do."""
    if message and not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _grabbed(window: MainWindow, size: tuple[int, int]) -> QPixmap:
    """The window with the dialogs and pop-ups over it; or another window of its own, where the state has opened one."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    others = [other for other in QApplication.topLevelWidgets() if other is not window and other.isVisible()]
    for other in others:
        if other.windowType() == Qt.WindowType.Window:
            other.resize(*size)
            _wait(SETTLE)
            if callable(fit := getattr(other, "fit", None)):
                fit()
                _wait(SETTLE)
            return other.grab()
    picture = window.grab()
    painter = QPainter(picture)
    for other in others:
        place = other.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint())
        painter.drawPixmap(place, other.grab())
        if other.windowType() == Qt.WindowType.Dialog:  # whose frame a window manager would draw
            painter.setPen(other.palette().dark().color())
            painter.drawRect(other.rect().translated(place).adjusted(-1, -1, 0, 0))
    painter.end()
    return picture


# -- states ----------------------------------------------------------------------------------------

BY_ACTION = {"palette": "go.palette", "shortcuts": "help.shortcuts", "append": "insert.append"}


def states(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the window can be shown as, by name: plain, with a step selected, with each of its panels, and whatever else
    its parts can show."""
    found: dict[str, Callable[[], object]] = {
        "plain": lambda: None,
        "selected": partial(_select, window),
        "start": partial(_empty, window),
    }
    found |= {name: partial(_show, window, name) for name in window.panels}
    found |= {name: partial(_act, window, action) for name, action in BY_ACTION.items() if action in window.registry}
    if "search" in window.panels:
        found["search"] = partial(_search, window)
    if "rehearsal.play" in window.registry:
        found["rehearsal"] = partial(_rehearse, window)
    if "coverage" in window.panels:
        found["coverage"] = partial(_cover, window)
    if "compare.with" in window.registry:
        found["compare"] = partial(_compare, window)
    if "compile.bases" in window.registry:
        found |= {"before compiling": partial(_before_compiling, window), "bases": partial(_bases, window)}
    if "compile.start" in window.registry:
        from studio.ui.compile.recorded import MOMENTS

        found |= {moment: partial(_compile, window, moment) for moment in MOMENTS}
        found["report"] = partial(_report, window)
    if "chat" in window.panels:
        found["chat"] = partial(_chat, window)
    return found


def reach(window: MainWindow, state: str) -> None:
    """Bring the window to a state. Raises StudioError for one that there is not."""
    known = states(window)
    if state not in known:
        raise StudioError(
            sentence('The window has no state "{state}".', state=state),
            sentence("Choose one of: {names}.", names=", ".join(sorted(known))),
        )
    known[state]()


def _compile(window: MainWindow, moment: Moment) -> None:
    """A moment of a compile that was recorded."""
    from studio.ui.compile import desk_of
    from studio.ui.compile.recorded import show_recorded

    show_recorded(window, moment)
    for _ in range(LOAD // 100):
        _wait(100)
        if desk_of(window).panel.picture.is_drawn and desk_of(window).panel.progress.events:
            break
    _wait(SETTLE)


def _report(window: MainWindow) -> None:
    """How well the recorded compile's model follows the chart, painted on it."""
    from studio.ui.compile import desk_of
    from studio.ui.report import part_of

    _compile(window, "compiled")
    window.show_panel("compile", False)
    desk_of(window).press("report")
    _until(lambda: part_of(window).is_painted)
    _wait(SETTLE)
    window.view.fit()


def _select(window: MainWindow) -> None:
    """Select the first decision, or the first step."""
    steps = window.document.procedure.steps
    chosen = next((step.id for step in steps if step.kind == "decide"), steps[0].id if steps else None)
    if chosen is not None:
        window.document.selection.set([chosen])


def _empty(window: MainWindow) -> None:
    from studio.ui.document import blank
    from studio.ui.files import recent

    recent.clear()
    window.document.replace(blank())


def _show(window: MainWindow, panel: str) -> None:
    _select(window)
    window.show_panel(panel)


def _act(window: MainWindow, action: str) -> None:
    _select(window)
    window.registry.trigger(action)


def _search(window: MainWindow) -> None:
    """Look for the longest word of the procedure's name, or of a title."""
    from PySide6.QtWidgets import QLineEdit

    window.show_panel("search")
    procedure = window.document.procedure
    words = [word for text in (procedure.name, *(step.title for step in procedure.steps)) for word in text.split()]
    asked = window.panels["search"].widget().findChild(QLineEdit)
    if asked is not None and words:
        asked.setText(max(words[:3], key=len))


def _rehearse(window: MainWindow) -> None:
    """Play the first few turns."""
    window.show_panel("rehearsal")
    _wait(SETTLE)
    window.registry.trigger("rehearsal.play")
    _wait(REHEARSE)


def _cover(window: MainWindow) -> None:
    window.show_panel("coverage")
    _wait(COUNT)


def _chat(window: MainWindow) -> None:
    """Show a conversation that was recorded."""
    from studio.ui.chat.recorded import show

    show(window)
    _wait(SETTLE)
    window.view.fit()


def _before_compiling(window: MainWindow) -> None:
    from studio.ui.compile.sheet import Sheet

    sheet = Sheet(window)
    _over(window, sheet)
    _until(lambda: sheet.found is not None and not sheet.is_measuring)


def _bases(window: MainWindow) -> None:
    from studio.ui.compile.bases import Bases

    dialog = Bases(window, "starter")
    _over(window, dialog)
    _until(lambda: bool(dialog.mine and dialog.known))


def _over(window: MainWindow, dialog: QDialog) -> None:
    """Show a dialog in the middle of the window, as window managers do."""
    dialog.show()
    _wait(SETTLE)
    dialog.move(window.geometry().center() - dialog.rect().center())


def _until(true: Callable[[], bool], most: int = ASKED) -> None:
    """Wait for what a child has been asked, but not for ever."""
    for _ in range(most // 100):
        if true():
            return
        _wait(100)


def _compare(window: MainWindow) -> None:
    """Compare the file with itself after a few edits."""
    from studio.procedure import edits
    from studio.procedure.model import Procedure

    def edited(procedure: Procedure) -> Procedure:
        first, last = procedure.steps[0], procedure.steps[-1]
        procedure = edits.replace_step(procedure, edits.with_(first, title=f"{first.title} (2)"))
        return edits.remove_step(procedure, last.id) if last is not first else procedure

    if window.document.procedure.steps:
        window.document.apply("Edit", edited)
    window.registry.trigger("compare.with")
