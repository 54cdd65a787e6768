"""Everything about the chosen run, under the list: the verdict, its figures, what it was asked for, and what to do.

Where two are chosen, they can be compared instead. Nothing is done here; each button names its deed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.runs.record import Record
from studio.ui import icons, theme
from studio.ui.panels.bars import Bar, Bars
from studio.ui.panels.flow import Flow
from studio.ui.panels.row_painting import tone
from studio.ui.runs import words
from studio.ui.runs.words import share_text, tr

DEEDS = ("talk", "report", "compare", "restore", "export", "clean", "delete")
ICONS = {
    "talk": "say", "report": "info", "compare": "compare", "restore": "history", "export": "export",
    "clean": "cut", "delete": "delete",
}  # fmt: skip


def deed_text(deed: str) -> str:
    return {
        "talk": tr("Talk to it"),
        "report": tr("Report"),
        "compare": tr("Compare…"),
        "restore": tr("Restore"),
        "export": tr("Export…"),
        "clean": tr("Free space…"),
        "delete": tr("Delete…"),
    }[deed]


def deed_tip(deed: str) -> str:
    return {
        "talk": tr("Open the chat with this model"),
        "report": tr("Paint on the chart how well each step is followed"),
        "compare": tr("See two compiles side by side: scores, settings and charts"),
        "restore": tr("Open the procedure in a new window as it was compiled then"),
        "export": tr("Take the model out for other programs"),
        "clean": tr("Delete what only a compile that goes on would need, and keep the model"),
        "delete": tr("Delete this compile with its model"),
    }[deed]


def can(deed: str, chosen: Sequence[Record]) -> bool:
    """Whether a deed makes sense for the chosen runs."""
    if not chosen:
        return False
    if deed == "delete":
        return not any(record.is_running for record in chosen)
    if len(chosen) > 1:
        return deed == "compare" and len(chosen) == 2
    (record,) = chosen
    return {
        "talk": bool(record.model),
        "report": record.scores is not None,
        "compare": True,
        "restore": bool(record.procedure_hash),
        "export": bool(record.model),
        "clean": bool(record.model and record.spare and not record.is_running),
    }[deed]


class Details(QScrollArea):
    """The chosen runs. `wanted` carries the name of a deed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.mark, self.verdict, self.reason = QLabel(), QLabel(), QLabel()
        self.bars = Bars(tr("How well it follows the procedure"))
        self.facts = QGridLayout()
        self.buttons = {deed: self._button(deed) for deed in DEEDS}
        self._labels: list[QLabel] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._settle)
        self._chosen: list[Record] = []
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        inside = QWidget()
        inside.setAutoFillBackground(True)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        column.setSpacing(theme.GAP)
        head = QGridLayout()
        head.setHorizontalSpacing(theme.GAP)
        head.setVerticalSpacing(2)
        head.setColumnStretch(1, 1)
        self.verdict.setFont(theme.font(14, QFont.Weight.DemiBold))
        for label in (self.verdict, self.reason):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 0, 1)
        head.addWidget(self.reason, 1, 1)
        column.addLayout(head)
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        column.addWidget(self._holder)
        column.addSpacing(theme.UNIT)
        column.addWidget(self.bars)
        self.facts.setHorizontalSpacing(theme.ROOM)
        self.facts.setVerticalSpacing(3)
        self.facts.setColumnStretch(1, 1)
        column.addLayout(self.facts)
        column.addStretch(1)
        self.setWidget(inside)

    def _button(self, deed: str) -> QPushButton:
        button = QPushButton(deed_text(deed))
        button.setObjectName("main" if deed == "talk" else "deed")
        button.setToolTip(deed_tip(deed))
        button.clicked.connect(lambda: self.wanted.emit(deed))
        return button

    def show_chosen(self, chosen: Sequence[Record]) -> None:
        """Show one run, or what can be done with several."""
        self._chosen = list(chosen)
        self._show_buttons()
        if len(chosen) == 1:
            self._show_one(chosen[0])
        elif chosen:
            told = tr("{number} compiles are chosen").format(number=len(chosen))
            taken = tr("Together they take {size}.").format(size=words.size_text(sum(one.bytes for one in chosen)))
            self._show_words(("compare", "soft"), told, taken)
            self.bars.hide()
            self._show_facts([])
        self._later.start()

    def _show_buttons(self) -> None:
        """All deeds of one run; of several, those that several can share. What is not shown takes no room."""
        shown = [deed for deed in DEEDS if len(self._chosen) == 1 or deed in ("compare", "delete")]
        if [self._flow.itemAt(at).widget() for at in range(self._flow.count())] != [self.buttons[d] for d in shown]:  # type: ignore[union-attr]
            while self._flow.count():
                self._flow.takeAt(0)
            for deed, button in self.buttons.items():
                if deed in shown:
                    self._flow.addWidget(button)
                button.setVisible(deed in shown)
        for deed, button in self.buttons.items():
            button.setEnabled(can(deed, self._chosen))
        text = deed_text("compare")  # two that are chosen are compared at once
        self.buttons["compare"].setText(text.removesuffix("…") if len(self._chosen) == 2 else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Words and buttons wrap: what is inside is as tall as they need at this width, and scrolls. The room of the
        scroll bar is always left out, for its coming and going must not change what is reckoned."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if inside is not None and layout is not None:
            layout.activate()
            inside.setMinimumHeight(
                layout.totalHeightForWidth(self.width() - self.verticalScrollBar().sizeHint().width())
            )

    def _show_one(self, record: Record) -> None:
        self._show_words(words.mark_of(record), words.verdict_text(record), words.reason_text(record))
        scores = record.scores
        self.bars.setVisible(scores is not None)
        if scores is not None:
            full = "good" if record.gate == "passed" else "accent"
            figures = (
                (tr("Plain conversations"), scores.exact_clean),
                (tr("Conversations that leave the path"), scores.exact_overlays),
                (tr("Decisions"), scores.decisions),
                (tr("Values heard"), scores.fields),
            )
            shown = [Bar(name, share_text(share), share, full) for name, share in figures if share is not None]
            self.bars.set_bars(*shown)
        size = words.size_text(record.bytes)
        if record.spare > record.bytes / 10:
            size = tr("{size}, {spare} can be freed").format(size=size, spare=words.size_text(record.spare))
        self._show_facts(
            [
                (tr("State"), words.state_text(record) if record.state != "done" else ""),
                (tr("When"), words.when_text(record.created)),
                (tr("Took"), words.long_text(record.seconds) if record.seconds else ""),
                (tr("Base"), words.base_text(record)),
                (tr("Budget"), words.budget_text(record)),
                (tr("Words by"), words.writer_text(record)),
                (tr("Version"), record.version),
                (tr("On disk"), size),
            ],
            str(record.path),
        )

    def _show_words(self, mark: tuple[str, str], told: str, reason: str) -> None:
        icon, colour = mark
        self.mark.setPixmap(icons.pixmap(icon, tone(colour), 18, self.devicePixelRatioF()))
        self.verdict.setText(told)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _show_facts(self, facts: Sequence[tuple[str, str]], tip: str = "") -> None:
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            left, right = QLabel(name), QLabel(value)
            left.setObjectName("name")
            right.setWordWrap(True)
            right.setTextFormat(Qt.TextFormat.PlainText)
            right.setToolTip(tip)
            for column, label in enumerate((left, right)):
                label.setFont(theme.font(12))
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                self.facts.addWidget(label, row, column)
                self._labels.append(label)

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(_SHEET.format(**{name: getattr(wearing, name).name() for name in _COLOURS}))
        for deed, button in self.buttons.items():
            ink = wearing.on_accent if deed == "talk" else wearing.soft
            button.setIcon(icons.icon(ICONS[deed], ink))
        if self._chosen:
            self.show_chosen(self._chosen)


_COLOURS = ("ink", "soft", "faint", "field", "hover", "border", "line", "accent", "accent_soft", "on_accent")
_SHEET = """
QLabel {{ color: {ink}; }}
QLabel#name {{ color: {soft}; }}
QPushButton {{ padding: 5px 10px; border-radius: 5px; border: 1px solid {line}; background: {field}; color: {ink}; }}
QPushButton:hover {{ background: {hover}; border-color: {border}; }}
QPushButton:pressed {{ background: {accent_soft}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton#main {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QPushButton#main:focus {{ border-color: {ink}; }}
QPushButton#main:disabled {{ background: {field}; border-color: {line}; color: {faint}; }}
"""
