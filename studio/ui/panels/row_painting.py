"""How one row of a panel is measured and painted: everything stands on the same lines in every panel."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from studio.ui import icons, theme

if TYPE_CHECKING:
    from studio.ui.panels.rows import Row

SIDE = theme.ROOM  # from the panel's edge to icons and from text to the other edge
ABOVE = 6
LINE = 18
ICON = 16
BUTTON = 24
CHECK = 14
TITLE, DETAIL = 13.0, 12.0
_BOLD = QFont.Weight.DemiBold


def height(row: Row, width: int) -> int:
    """How tall the row is, `width` pixels wide."""
    if row.heading:
        return 30
    tall = 2 * ABOVE + LINE
    if row.detail:
        tall += _wrapped_height(row.detail, _text_width(row, width))
    if row.button:
        tall += BUTTON + theme.UNIT
    return tall


def button_box(row: Row, box: QRect) -> QRect:
    """Where the row's button is."""
    left = box.left() + _text_left(row)
    room = box.right() - SIDE - left
    wide = min(room, round(_metrics(DETAIL).horizontalAdvance(row.button)) + 20)
    return QRect(left, box.bottom() - ABOVE - BUTTON + 1, wide, BUTTON)


def check_box(box: QRect) -> QRect:
    """Where the row's box for a tick is."""
    return QRect(box.left() + SIDE + 1, box.top() + ABOVE + (LINE - CHECK) // 2, CHECK, CHECK)


def paint(
    painter: QPainter, row: Row, box: QRect, *, chosen: bool, hovered: bool, focused: bool, pressed_at: QPoint | None
) -> None:
    """The row in its box; `pressed_at` is where the pointer is, for the button under it."""
    wearing = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if row.heading:
        _paint_heading(painter, row, box)
        painter.restore()
        return
    if chosen or hovered:
        painter.fillPath(_rounded(QRectF(box).adjusted(4, 1, -4, -1)), wearing.accent_soft if chosen else wearing.hover)
    if focused:
        painter.setPen(QPen(wearing.accent, 1))
        painter.drawPath(_rounded(QRectF(box).adjusted(4.5, 1.5, -4.5, -1.5)))
    if row.checked is not None:
        _paint_check(painter, check_box(box), row.checked)
    elif row.icon:
        spot = QRectF(box.left() + SIDE, box.top() + ABOVE + (LINE - ICON) / 2, ICON, ICON)
        icons.paint(painter, row.icon, spot, tone(row.tone))
    _paint_texts(painter, row, box, chosen=chosen, lit=chosen or hovered)
    if row.button:
        _paint_button(painter, row, button_box(row, box), pressed_at)
    painter.restore()


def paint_empty(painter: QPainter, box: QRect, text: str) -> None:
    """What an empty list says, in its upper middle."""
    painter.setFont(theme.font(TITLE))
    painter.setPen(theme.current().soft)
    room = box.adjusted(2 * SIDE, 2 * SIDE, -2 * SIDE, -SIDE)
    painter.drawText(
        room, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text
    )


def tone(name: str) -> QColor:
    """A colour of the theme by its name, or the ink of a kind of step."""
    wearing = theme.current()
    if name in wearing.kinds:
        return wearing.kinds[name].ink
    found = getattr(wearing, name)
    assert isinstance(found, QColor)
    return found


def _paint_heading(painter: QPainter, row: Row, box: QRect) -> None:
    painter.setFont(theme.font(11, _BOLD))
    painter.setPen(theme.current().soft)
    room = box.adjusted(SIDE, 0, -SIDE, -4)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), row.title)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), row.trail)


def _paint_texts(painter: QPainter, row: Row, box: QRect, *, chosen: bool, lit: bool) -> None:
    """Faint words and coloured ones are stronger on the grounds of chosen rows, where they would be hard to read."""
    wearing = theme.current()
    left = box.left() + _text_left(row)
    right = box.right() - SIDE + 1
    if row.trail:
        font = theme.font(DETAIL)
        wide = min(_metrics(DETAIL).horizontalAdvance(row.trail) + 1, 0.6 * (right - left))
        painter.setFont(font)
        painter.setPen(wearing.soft)
        spot = QRectF(right - wide, box.top() + ABOVE, wide, LINE)
        shown = _metrics(DETAIL).elidedText(row.trail, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        right -= round(wide) + (theme.UNIT if row.mark else theme.GAP)
    if row.mark:
        spot = QRectF(right - ICON + 2, box.top() + ABOVE + (LINE - ICON) / 2 + 1, ICON - 2, ICON - 2)
        icons.paint(painter, row.mark, spot, tone(row.mark))
        right -= ICON + theme.GAP
    weight = _BOLD if row.bold else QFont.Weight.Normal
    metrics = QFontMetricsF(theme.font(TITLE, weight))
    title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, right - left)
    ink = wearing.ink if not row.faint else wearing.soft if lit else wearing.faint
    set_off = wearing.ink if chosen else wearing.accent
    place = QPointF(left, box.top() + ABOVE + (LINE - metrics.height()) / 2)
    _draw(painter, title, theme.font(TITLE, weight), ink, set_off, row.marks, place, None)
    if row.detail:
        place = QPointF(left, box.top() + ABOVE + LINE)
        width = _text_width(row, box.width())
        _draw(painter, row.detail, theme.font(DETAIL), wearing.soft, set_off, row.detail_marks, place, width)


def _paint_check(painter: QPainter, box: QRect, checked: bool) -> None:
    wearing = theme.current()
    frame = _rounded(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3)
    painter.fillPath(frame, wearing.accent if checked else wearing.field)
    painter.setPen(QPen(wearing.accent if checked else wearing.border, 1))
    painter.drawPath(frame)
    if checked:
        icons.paint(painter, "good", QRectF(box).adjusted(2, 2, -2, -2), wearing.on_accent, 2.4)


def _paint_button(painter: QPainter, row: Row, box: QRect, pointer: QPoint | None) -> None:
    wearing = theme.current()
    over = pointer is not None and box.contains(pointer)
    frame = _rounded(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4)
    painter.fillPath(frame, wearing.hover if over else wearing.field)
    painter.setPen(QPen(wearing.accent if over else wearing.line, 1))
    painter.drawPath(frame)
    painter.setFont(theme.font(DETAIL))
    painter.setPen(wearing.accent)
    shown = _metrics(DETAIL).elidedText(row.button, Qt.TextElideMode.ElideRight, box.width() - 16)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)


def _draw(
    painter: QPainter,
    text: str,
    font: QFont,
    ink: QColor,
    marked: QColor,
    marks: tuple[tuple[int, int], ...],
    place: QPointF,
    width: float | None,
) -> None:
    """A text, on one line where no width is given, with the marked places set off."""
    laid = _laid(text, font, width)
    painter.setPen(ink)
    set_off = QTextCharFormat()
    set_off.setFontWeight(_BOLD)
    set_off.setForeground(marked)
    spans = []
    for start, end in marks:
        if start < min(end, len(text)):
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, min(end, len(text)) - start, set_off
            spans.append(span)
    if spans:
        laid.setFormats(spans)
        _lines(laid, width)
    laid.draw(painter, place)


def _laid(text: str, font: QFont, width: float | None) -> QTextLayout:
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if width else QTextOption.WrapMode.NoWrap)
    laid.setTextOption(option)
    _lines(laid, width)
    return laid


def _lines(laid: QTextLayout, width: float | None) -> float:
    """Break the text into lines; how tall they are together."""
    tall = 0.0
    laid.beginLayout()
    while (line := laid.createLine()).isValid():
        line.setLineWidth(width or 100_000)
        line.setPosition(QPointF(0, tall))
        tall += line.height() + 1
    laid.endLayout()
    return tall


@lru_cache(maxsize=4096)
def _wrapped_height(text: str, width: int) -> int:
    return round(_lines(_laid(text, theme.font(DETAIL), width), width) + 1)


@lru_cache(maxsize=8)
def _metrics(size: float) -> QFontMetricsF:
    return QFontMetricsF(theme.font(size))


def _text_left(row: Row) -> int:
    return SIDE + (ICON + theme.GAP if row.icon or row.indent or row.checked is not None else 0)


def _text_width(row: Row, width: int) -> int:
    return max(40, width - _text_left(row) - SIDE)


def _rounded(box: QRectF, radius: float = 5) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path
