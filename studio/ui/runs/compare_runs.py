"""Two compiles side by side: every score with the gain between them, what was asked for differently, and what the
procedures do differently, in sentences and, in the window for comparing charts, as both charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.runs.comparing import Comparison, Score, Setting
from studio.runs.record import Record
from studio.ui import icons, theme
from studio.ui.document import Document
from studio.ui.files.language import said
from studio.ui.panels.compare_canvas import SIGNS
from studio.ui.panels.compare_window import Baseline, CompareWindow
from studio.ui.panels.rows import Row, RowList
from studio.ui.runs import words
from studio.ui.runs.words import share_text, tr

TALL, HEAD, BAR = 34, 52, 5
NAMES, GAINS = 0.30, 0.16  # of the table's width
LEAST = 0.0005  # a gain smaller than this is none


class Line:
    """A line of the table: a name, two texts, two shares or none, and the gain in words with its colour."""

    def __init__(
        self, name: str, texts: tuple[str, str], shares: tuple[float | None, float | None] = (None, None),
        gain: str = "", tone: str = "soft",
    ) -> None:  # fmt: skip
        self.name, self.texts, self.shares, self.gain, self.tone = name, texts, shares, gain, tone

    @property
    def is_heading(self) -> bool:
        return self.texts == ("", "")

    @property
    def said(self) -> str:
        return ", ".join(part for part in (self.name, *self.texts, self.gain) if part)


class Table(QWidget):
    """The lines under two headings, each heading two lines of words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.heads: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
        self.lines: list[Line] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_lines(self, heads: tuple[tuple[str, str], tuple[str, str]], lines: Sequence[Line]) -> None:
        self.heads, self.lines = heads, list(lines)
        self.setAccessibleDescription("; ".join(line.said for line in self.lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(680, HEAD + TALL * len(self.lines) + theme.GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, wearing = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in (0, 1):
            box = self._column(number, 0, HEAD)
            title, told = self.heads[number]
            painter.setPen(wearing.ink)
            _text(painter, title, theme.font(13, QFont.Weight.DemiBold), box.adjusted(0, 4, 0, -HEAD / 2))
            painter.setPen(wearing.soft)
            _text(painter, told, theme.font(12), box.adjusted(0, HEAD / 2 - 4, 0, -6))
        painter.setPen(wearing.soft)
        gains = QRectF(self.width() * (1 - GAINS), HEAD / 2, self.width() * GAINS, HEAD / 2 - 6)
        _text(painter, tr("Points"), theme.font(12), gains, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(self.lines):
            top = HEAD + row * TALL
            if line.is_heading:
                painter.setPen(wearing.soft)
                box = QRectF(0, top + 8, self.width(), TALL - 8)
                _text(painter, line.name, theme.font(11, QFont.Weight.DemiBold), box)
            else:
                before = self.lines[row - 1] if row else None
                painter.fillRect(QRectF(0, top, self.width(), 1 if before is None or not before.is_heading else 0),
                                 wearing.line)  # fmt: skip
                self._paint(painter, line, top)
        painter.end()

    def _paint(self, painter: QPainter, line: Line, top: float) -> None:
        wearing = theme.current()
        painter.setPen(wearing.ink)
        _text(painter, line.name, theme.font(13), QRectF(0, top, self.width() * NAMES - theme.GAP, TALL))
        for number in (0, 1):
            box, share = self._column(number, top, TALL), line.shares[number]
            painter.setPen(wearing.ink if line.texts[number] != "–" else wearing.faint)
            _text(painter, line.texts[number], theme.font(13), box)
            if share is None:
                continue
            track = QRectF(box.left() + 44, box.center().y() - BAR / 2, box.width() - 44 - 2 * theme.WIDE, BAR)
            painter.fillPath(_pill(track), wearing.line)
            wide = track.width() * min(share, 1.0)
            filled = QRectF(track.left(), track.top(), max(float(BAR), wide), BAR)
            if share > 0:
                painter.fillPath(_pill(filled), wearing.accent)
        colour = getattr(wearing, line.tone)
        painter.setPen(colour)
        gains = QRectF(self.width() * (1 - GAINS), top, self.width() * GAINS, TALL)
        _text(painter, line.gain, theme.font(12, QFont.Weight.DemiBold if line.tone != "soft" else QFont.Weight.Normal),
              gains, Qt.AlignmentFlag.AlignRight)  # fmt: skip

    def _column(self, number: int, top: float, tall: float) -> QRectF:
        wide = self.width() * (1 - NAMES - GAINS) / 2
        return QRectF(self.width() * NAMES + number * wide, top, wide - theme.GAP, tall)


class CompareRuns(QWidget):
    """The window. The charts are shown by the one that compares charts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.comparison: Comparison | None = None
        self.charts: CompareWindow | None = None
        self.scores = Table(tr("Scores"))
        self.note, self.count = QLabel(), QLabel()
        self.button = QPushButton(tr("See both charts"))
        self.button.clicked.connect(self.show_charts)
        self.list = RowList(tr("Differences"))
        self.list.empty = tr("Both were compiled from the same procedure.")
        self.list.chosen.connect(self._jump)
        self.resize(860, 720)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self.note.setWordWrap(True)
        self.count.setFont(theme.font(13, QFont.Weight.DemiBold))
        self._inside = QWidget()
        upper = QVBoxLayout(self._inside)
        upper.setContentsMargins(theme.WIDE, theme.GAP, theme.WIDE, theme.ROOM)
        upper.addWidget(self.scores)
        upper.addWidget(self.note)
        upper.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setContentsMargins(theme.WIDE, theme.GAP, theme.WIDE, theme.GAP)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.button)
        holder = QWidget()
        holder.setObjectName("head")
        holder.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 4)
        column.addWidget(holder)
        column.addWidget(self.list, 1)

    def show_comparison(self, found: Comparison) -> None:
        """Show this one, in place of the one before."""
        self.comparison = found
        if self.charts is not None:
            self.charts.close()
            self.charts.deleteLater()
            self.charts = None
        before, after = found.before, found.after
        self.setWindowTitle(tr("Compare compiles: {name}").format(name=after.name))
        lines = [_score_line(score) for score in found.scores if score.before is not None or score.after is not None]
        lines += [Line(tr("What it took"), ("", "")), *_facts(before, after)]
        if found.settings:
            lines += [Line(tr("Asked for differently"), ("", "")), *map(_setting_line, found.settings)]
        self.scores.set_lines((_head(before, after), _head(after, before)), lines)
        chance = any(score.sure is False and abs(score.gained or 0.0) >= LEAST for score in found.scores)
        self.note.setText(tr("≈ means that chance alone may explain the difference.") if chance else "")
        self.note.setVisible(chance)
        self._area.setMaximumHeight(self._inside.sizeHint().height())  # no taller than its lines; else it scrolls
        changes = found.difference.changes if found.difference is not None else ()
        told = {0: tr("The procedures say the same"), 1: tr("1 difference between the procedures")}
        counted = tr("{number} differences between the procedures").format(number=len(changes))
        self.count.setText(told.get(len(changes), counted) if found.difference is not None else said(found.why))
        self.button.setEnabled(bool(changes))
        titles = {"added": tr("Added"), "removed": tr("Removed"), "changed": tr("Changed")}
        self.list.set_rows(
            Row(key=at, title=titles[change.how], detail=said(change.sentence), icon=SIGNS[change.how], tone=change.how,
                bold=True, said=f"{titles[change.how]}. {said(change.sentence)}", data=change)
            for at, change in enumerate(changes)
        )  # fmt: skip

    def show_charts(self) -> None:
        """Both charts side by side, each difference marked."""
        found = self.comparison
        if found is None or found.procedures is None:
            return
        if self.charts is None:
            before, after = found.procedures
            document = Document(after)
            name = words.when_text(found.before.created)
            self.charts = CompareWindow(document, self, now=words.when_text(found.after.created))
            document.setParent(self.charts)
            self.charts.compare_with(Baseline(name, lambda: before))
        self.charts.show()
        self.charts.raise_()
        self.charts.activateWindow()
        self.charts.fit()

    def _jump(self, row: Row) -> None:
        self.show_charts()
        if self.charts is not None:
            self.charts.jump(row.data)

    def _dress(self) -> None:
        wearing = theme.current()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.button.setIcon(icons.icon("compare"))
        self.setStyleSheet(
            f"CompareRuns, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {wearing.field.name()}; }}"
            f"QLabel {{ color: {wearing.ink.name()}; }}"
            f"QWidget#head {{ background: {wearing.panel.name()}; border-top: 1px solid {wearing.line.name()};"
            f" border-bottom: 1px solid {wearing.line.name()}; }}"
        )
        self.note.setStyleSheet(f"color: {wearing.soft.name()};")


def _head(record: Record, other: Record) -> tuple[str, str]:
    """What a column is called: when, and under it the name where both differ, with the version."""
    parts = [words.verdict_text(record)]
    if record.name != other.name:
        parts.insert(0, record.name)
    return words.when_text(record.created), " · ".join(parts)


def _score_line(score: Score) -> Line:
    names = {
        "plain": tr("Plain conversations"),
        "off the path": tr("Leaving the path"),
        "decisions": tr("Decisions"),
        "fields": tr("Values heard"),
        "guarded": tr("All, guarded"),
        "notes hidden": tr("Plain, notes hidden"),
    }
    gain, tone = _gain(score)
    texts = (share_text(score.before), share_text(score.after))
    return Line(names[score.name], texts, (score.before, score.after), gain, tone)


def _gain(score: Score) -> tuple[str, str]:
    gained = score.gained
    if gained is None:
        return "", "soft"
    if abs(gained) < LEAST:
        return "=", "soft"
    points = max(round(abs(gained) * 100), 1)
    told = f"{'+' if gained > 0 else '−'}{points}"
    if not score.sure:
        return f"≈ {told}", "soft"
    return told, "good" if gained > 0 else "problem"


def _facts(before: Record, after: Record) -> list[Line]:
    """What both cost."""
    found = []
    if before.seconds or after.seconds:
        took = [words.long_text(one.seconds) if one.seconds else "–" for one in (before, after)]
        found.append(Line(tr("Took"), (took[0], took[1])))
    sizes = [words.size_text(one.model) if one.model else "–" for one in (before, after)]
    found.append(Line(tr("Size of the model"), (sizes[0], sizes[1])))
    found.append(Line(tr("Version of the procedure"), (before.version, after.version)))
    return found


def _setting_line(setting: Setting) -> Line:
    names = {
        "base": tr("Base"), "base_hash": tr("Base, its content"), "budget": tr("Budget"), "writer": tr("Words by"),
        "seconds": tr("Seconds at most"), "today": tr("Day of the practice"), "kind": tr("Number format"),
        "method": tr("Method"), "rank": tr("Rank"), "rate": tr("Learning rate"), "seed": tr("Seed"),
    }  # fmt: skip
    name = names.get(setting.name, setting.name.replace("_", " "))
    is_path = setting.name in ("base", "writer")
    before, after = (_plain(value, is_path) for value in (setting.before, setting.after))
    return Line(name, (before, after))


def _plain(value: Any, is_path: bool = False) -> str:
    if value is None:
        return "–"
    if is_path:
        return Path(str(value)).name
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _text(
    painter: QPainter, text: str, font: QFont, box: QRectF, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    painter.setFont(font)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _pill(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, box.height() / 2, box.height() / 2)
    return path
