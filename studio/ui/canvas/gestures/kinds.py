"""The kinds of step as one chooses among them: their words, their letters, what a new one is called."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Kind(NamedTuple):
    """`key` is the letter that makes one; the number is its place in the list. `title` is what a new one is called."""

    id: str
    key: str
    text: str
    title: str
    tip: str


def kinds() -> tuple[Kind, ...]:
    return (
        Kind("say", "S", tr("Say something"), tr("Message"), tr("The agent says something and goes on")),
        Kind("ask", "Q", tr("Ask a question"), tr("Question"), tr("The agent says something and waits for the answer")),
        Kind("decide", "D", tr("Decide"), tr("Decision"), tr("The way parts, by what was said or by fields")),
        Kind("act", "T", tr("Use a tool"), tr("Look-up"), tr("The agent looks something up in a table")),
        Kind("end", "E", tr("End"), tr("End"), tr("The conversation closes here")),
    )


def kind_of(kind_id: str) -> Kind:
    return next(kind for kind in kinds() if kind.id == kind_id)


def first_branches() -> tuple[str, str]:
    """What the two branches of a new decision are called."""
    return tr("yes"), tr("no")


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("gestures", text, None, number)
