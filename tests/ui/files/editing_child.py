"""A scripted editing session to be killed: random edits, undo, redo and saves, each noted in a log once it is done.

Arguments: the flow file, the log file, the seed. The log has a line for each state: the time and a checksum.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from zlib import crc32

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.procedure import edits
from studio.procedure.model import End, Procedure
from studio.ui.document import Document
from studio.ui.window import MainWindow


def checksum(procedure: Procedure) -> int:
    return crc32(procedure.model_dump_json().encode())


def an_edit(chance: random.Random, number: int):
    kind = chance.choice(("title", "title", "add", "move", "remove"))

    def edit(procedure: Procedure) -> Procedure:
        step = chance.choice(procedure.steps)
        if kind == "add":
            return edits.add_step(procedure, End(id=f"n{number}", title=f"New {number}"), place=(number, number))
        if kind == "move":
            return edits.move_step(procedure, step.id, number, chance.random() * 500)
        if kind == "remove" and len(procedure.steps) > 4:
            return edits.remove_step(procedure, step.id)
        return edits.replace_step(procedure, edits.with_(step, title=f"Title {number} " + "ä" * chance.randrange(40)))

    return edit


def main(flow: str, log: str, seed: str) -> None:
    application = QApplication([])
    document = Document()
    document.load(Path(flow))
    window = MainWindow(document)
    window.show()
    chance, count = random.Random(int(seed)), 0
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note() -> None:
        os.write(out, f"{time.time()} {checksum(document.procedure)}\n".encode())

    def go_on() -> None:
        nonlocal count
        count += 1
        match chance.randrange(25):
            case 0:
                document.save()
            case 1 | 2:
                document.undo()
            case 3:
                document.redo()
            case _:
                document.apply("Edit", an_edit(chance, count), merge=chance.choice(("", "typing")))
        note()
        QTimer.singleShot(chance.randrange(60), go_on)

    note()
    QTimer.singleShot(0, go_on)
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
