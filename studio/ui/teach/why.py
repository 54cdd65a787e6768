"""“Why this reply?”: what the model noted, how probable it found the alternatives, and what is like it in practice.

The model is asked in a child process (`studio why`), so that the window goes on meanwhile.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from studio.chat.notes import branch_title, notes_of, title_of
from studio.ui import theme
from studio.ui.inspector.pieces import column
from studio.ui.panels.bars import Bar, Bars
from studio.ui.panels.child import Child, first_line
from studio.ui.panels.scrolling import scrolling
from studio.ui.report.cards import words_label
from studio.ui.report.words import said, share_text, speaker, tool_text
from studio.ui.teach.records import messages_of
from studio.ui.teach.words import tr

if TYPE_CHECKING:
    from studio.ui.chat.hooks import ReplyRecord

SHOWN = 0.005  # less probable alternatives are passed over


class WhyDialog(QDialog):
    """The explanation of one reply; its notes at once, the rest when the model has answered."""

    def __init__(self, parent: QWidget, record: ReplyRecord) -> None:
        super().__init__(parent)
        self.record = record
        self.setWindowTitle(tr("Why this reply?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(500, 600)
        self.child = Child(self)
        self.child.answered.connect(self._answered)
        self._folder: QTemporaryDir | None = None
        self.charts: list[Bars] = []
        self._lay_out()
        self._dress()
        theme.changed.connect(self._dress)
        self._ask()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        self._box.setSpacing(theme.GAP)
        if self.record.line is not None:
            self._box.addWidget(words_label(f"“{self.record.line}”", 13.0, name="said"))
        self._heading(tr("What it noted"))
        self.notes = [said(note) for note in notes_of(self.record.procedure, self.record.turn.trace)]
        for sentence in self.notes:
            self._box.addWidget(words_label(sentence, 13.0))
        self._rest = column(spacing=theme.GAP)
        self._box.addLayout(self._rest)
        self.waiting = words_label(tr("Asking the model how sure it was…"), 13.0, name="soft")
        self._rest.addWidget(self.waiting)
        self._box.addStretch(1)
        area = scrolling(inside, "area")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(theme.WIDE, 0, theme.WIDE, theme.ROOM)
        buttons.rejected.connect(self.close)
        whole = column(self, theme.GAP)
        whole.addWidget(area)
        whole.addWidget(buttons)

    def _heading(self, text: str) -> None:
        layout = self._rest if hasattr(self, "_rest") else self._box
        layout.addSpacing(theme.UNIT)
        layout.addWidget(words_label(text, 12.0, name="soft", strong=True))

    # -- asking ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        messages = messages_of(self.record)
        folder = self._folder = QTemporaryDir()  # only its owner may read it
        path = Path(folder.filePath("messages.json"))
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
                json.dump(messages, file, ensure_ascii=False)
        except OSError as error:
            self._fail(tr("There is no room to ask in: {reason}.").format(reason=error.strerror))
            return
        self.child.ask(["why", str(self.record.run), "--messages", str(path), "--json"])

    def _answered(self, told: bytes, beside: str) -> None:
        self._folder = None
        try:
            data = json.loads(told)
        except ValueError:
            self._fail(first_line(beside, tr("The model gave no answer.")))
            return
        self.show_answer(data)

    def _fail(self, why: str) -> None:
        self.waiting.setText(why)

    def done(self, result: int) -> None:
        self.child.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.child.stop()
        super().closeEvent(event)

    # -- showing -----------------------------------------------------------------------------------

    def show_answer(self, data: dict[str, Any]) -> None:
        """Show what the model answered, as `studio why` tells it."""
        self.waiting.hide()
        self._heading(tr("How sure it was"))
        for choice in data["choices"]:
            self._show_choice(choice)
        if not data["choices"]:
            self._rest.addWidget(words_label(tr("There was nothing to choose between."), 13.0))
        near = data["nearest"]
        if near is not None:
            self._show_nearest(near)

    def _show_choice(self, choice: dict[str, Any]) -> None:
        step = title_of(self.record.procedure, choice["step"])
        titles = {
            "heard": tr("What kind of message it is"),
            "question": tr("Which question it is"),
            "branch": tr("At “{step}”").format(step=step),
        }
        title = titles[choice["kind"]]
        if choice["computed"]:
            title = tr("{place}, which the figures alone should tell").format(place=title)
        self._rest.addWidget(words_label(title, 13.0, strong=True))
        shown = [one for one in choice["alternatives"] if one["taken"] or one["probability"] >= SHOWN]
        bars = Bars(title)
        bars.set_bars(*(_bar(choice, one) for one in shown))
        bars.setMinimumHeight(bars.sizeHint().height())
        self.charts.append(bars)
        self._rest.addWidget(bars)

    def _show_nearest(self, near: dict[str, Any]) -> None:
        self._heading(
            tr("The nearest line in practice, {share} alike").format(share=share_text(round(near["likeness"], 2)))
        )
        self._rest.addWidget(words_label(f"“{near['line']}”", 13.0, name="said"))
        procedure = self.record.procedure
        for step, branch in near["branches"]:
            words = tr("There it was taught to take “{branch}” at “{step}”.")
            told = words.format(branch=branch_title(procedure, step, branch), step=title_of(procedure, step))
            self._rest.addWidget(words_label(told, 13.0))
        for turn in near["turns"][:-2]:
            words = tool_text(turn["text"]) if turn["who"] == "tool" else turn["text"]
            if words.strip():
                self._rest.addWidget(words_label(f"{speaker(turn['who'])}: {words}", name="soft"))

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"QScrollArea#area, QWidget#inside {{ background: {wearing.panel.name()}; }}"
            f"WhyDialog {{ background: {wearing.panel.name()}; }}"
            f"QLabel {{ color: {wearing.ink.name()}; }} QLabel#soft {{ color: {wearing.soft.name()}; }}"
            f"QLabel#said {{ background: {wearing.accent_soft.name()}; border-radius: 8px; padding: 6px 10px; }}"
        )


def _bar(choice: dict[str, Any], one: dict[str, Any]) -> Bar:
    """An alternative as a bar; the one taken stands out by its colour and a mark."""
    words = one["words"]
    if choice["kind"] == "heard":
        words = kinds().get(one["name"], one["name"])
    label = f"✓ {words}" if one["taken"] else words
    return Bar(
        label, share_text(round(one["probability"], 2)), one["probability"], "accent" if one["taken"] else "soft"
    )


def kinds() -> dict[str, str]:
    """What kinds of message there are."""
    return {
        "answer": tr("an answer"),
        "question": tr("a question"),
        "correction": tr("a correction"),
        "vague": tr("an unclear answer"),
        "invalid": tr("an answer that cannot be right"),
        "declined": tr("a refusal to tell"),
        "human": tr("a wish for a person"),
        "leaving": tr("a goodbye"),
        "out_of_scope": tr("something else altogether"),
        "attack": tr("an attempt to break the rules"),
    }
