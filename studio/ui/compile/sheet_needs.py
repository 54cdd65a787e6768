"""The verdict before a compile: ready, or what is missing, each with what to do about it and a button where that can be
done from here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.ui import icons, theme
from studio.ui.compile.sheet_words import Told, tr


class Verdict(QFrame):
    """A frame in the colour of the verdict. `wanted` carries a Told whose button was pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self._shown: tuple[str, tuple[Told, ...]] | None = None
        self._tone = "faint"
        self._marks: list[tuple[QLabel, str, str]] = []
        self._soft: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.ROOM, 10, theme.ROOM, 10)
        self._column.setSpacing(10)
        theme.changed.connect(self._dress)

    def show_ready(self, sentence: str) -> None:
        """Nothing is missing."""
        self._show(sentence, (), "good", "good")

    def show_waiting(self, sentence: str) -> None:
        """Nothing is known yet."""
        self._show(sentence, (), "info", "soft")

    def show_missing(self, missing: Sequence[Told], sentence: str = "") -> None:
        """These are missing; `sentence` follows where they stop nothing."""
        stops = any(told.stops for told in missing)
        self._show("" if stops else sentence, tuple(missing), "good", "problem" if stops else "advice")

    def texts(self) -> list[str]:
        """All that is said."""
        if self._shown is None:
            return []
        sentence, missing = self._shown
        return [*([sentence] if sentence else []), *(f"{told.message} {told.remedy}".strip() for told in missing)]

    def _show(self, sentence: str, missing: tuple[Told, ...], icon: str, tone: str) -> None:
        if (sentence, missing) == self._shown and tone == self._tone:
            return
        self._shown, self._tone = (sentence, missing), tone
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._marks, self._soft = [], []
        if sentence:
            self._column.addWidget(self._row(icon, tone if not missing else "good", sentence, ""))
        for told in missing:
            mark = "problem" if told.stops else "advice"
            self._column.addWidget(self._row(mark, mark, told.message, told.remedy, told))
        self.setAccessibleName(" ".join(self.texts()))
        self._dress()

    def _row(self, icon: str, tone: str, message: str, remedy: str, told: Told | None = None) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.ROOM)
        mark = QLabel()
        mark.setFixedSize(18, 18)
        self._marks.append((mark, icon, tone))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_label(message, QFont.Weight.DemiBold if remedy or told is None else QFont.Weight.Normal))
        if remedy:
            soft = _label(remedy, QFont.Weight.Normal)
            self._soft.append(soft)
            texts.addWidget(soft)
        line.addLayout(texts, 1)
        if told is not None and told.button:
            names = {"step": tr("Show"), "bases": tr("Base models…")}
            button = QPushButton(names[told.button])
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, told=told: self.wanted.emit(told))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _dress(self) -> None:
        wearing = theme.current()
        tones = {"good": wearing.good, "problem": wearing.problem, "advice": wearing.advice, "soft": wearing.soft}
        for mark, icon, tone in self._marks:
            mark.setPixmap(icons.pixmap(icon, tones[tone], 18, self.devicePixelRatioF()))
        for label in self._soft:
            label.setStyleSheet(f"color: {wearing.soft.name()};")
        edge = wearing.line if self._tone == "soft" else tones.get(self._tone, wearing.line)
        self.setStyleSheet(
            f"#verdict {{ background: {wearing.panel.name()}; border: 1px solid {edge.name()};"
            f" border-radius: {theme.RADIUS}px; }}"
        )


def _label(text: str, weight: QFont.Weight) -> QLabel:
    made = QLabel(text)
    made.setFont(theme.font(13.0, weight))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setMinimumWidth(40)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
