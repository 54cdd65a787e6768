"""The words of teaching by testing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.procedure.lessons import Lesson
from studio.procedure.model import Procedure
from studio.ui.report.cards import lesson_title


def tr(text: str) -> str:
    return QCoreApplication.translate("teach", text)


def learning(procedure: Procedure, lesson: Lesson) -> str:
    """That a line becomes an example, and where."""
    return tr("Add the line as an example: {place}").format(place=lesson_title(procedure, lesson))
