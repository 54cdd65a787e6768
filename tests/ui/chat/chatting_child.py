"""A window's chat in a process of its own, to be killed: says line after line, and prints how many answers are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from studio.ui.chat.talk import Talk
from tests.ui.chat.conftest import FakeRoom


def main(run: Path) -> None:
    application = QApplication([])
    talk = Talk(FakeRoom, lambda: None)
    talk.open(run)
    print(f"found {len(talk.chat.tree)}", flush=True)

    def go_on(*_: object) -> None:
        if talk.is_busy or talk._next() is not None:
            return
        talk.keeper.flush()
        print(f"kept {len(talk.turns('prompted'))}", flush=True)
        talk.say(f"line {len(talk.chat.tree)}")

    talk.reply_changed.connect(go_on)
    talk.say("first" if len(talk.chat.tree) == 0 else "again")
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
