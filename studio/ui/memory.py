"""Unreachable objects are looked for in the window's thread only.

Python does so in whichever thread happens to make the next object; were that a writer's or a planner's, Qt's objects
would be destroyed outside their thread, which ends the process. So no thread may be started before this is.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

OFTEN = 400  # milliseconds between two looks


def keep_to_this_thread() -> None:
    """From now on collect here, by a timer of the application, and nowhere else. Asking again changes nothing."""
    application = QCoreApplication.instance()
    if application is None or application.findChild(QTimer, "memory") is not None:
        return
    gc.disable()
    timer = QTimer(application, interval=OFTEN)
    timer.setObjectName("memory")
    timer.timeout.connect(collect)
    timer.start()


def collect() -> None:
    """Look through as many generations as are due."""
    due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))


def pass_over_what_stands() -> None:
    """What is there now stays for long, as libraries do that were loaded just now: later looks need not go through it,
    which would hold up the window."""
    gc.freeze()


def look_at_everything() -> None:
    """Something large has gone: look through all again."""
    gc.unfreeze()
