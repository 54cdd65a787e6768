"""The few colours of notes and groups, light and dark. Their ink can be read on their fill and on their area."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from studio.ui import theme


class Tint(NamedTuple):
    """`fill` is a note's paper, `area` a group's ground (seen through), `border` their outline, `ink` a title in the
    colour itself."""

    fill: QColor
    area: QColor
    border: QColor
    ink: QColor


_LIGHT = {
    "yellow": ("#fff6cf", "#b58a00", "#6b5200"),
    "green": ("#e1f4e6", "#3f9a62", "#1d6138"),
    "blue": ("#e2eefc", "#4f8ad6", "#1f4f8f"),
    "violet": ("#eee8fb", "#8a6fd0", "#553a9e"),
    "rose": ("#fde7ea", "#d0637a", "#96283f"),
    "grey": ("#eceff2", "#7d8996", "#48525e"),
}
_DARK = {
    "yellow": ("#3a3214", "#b0913a", "#ecd27e"),
    "green": ("#173324", "#4a9c6c", "#8fd9ac"),
    "blue": ("#18304e", "#4d86cc", "#9cc6f7"),
    "violet": ("#2b2446", "#7f69c2", "#c5b5f5"),
    "rose": ("#40202a", "#bd5f74", "#f5a9b8"),
    "grey": ("#2a313a", "#74808d", "#b9c3ce"),
}


@cache
def _tint(colour: str, dark: bool) -> Tint:
    table = _DARK if dark else _LIGHT
    fill, border, ink = (QColor(value) for value in table.get(colour, table["grey"]))
    area = QColor(fill)
    area.setAlphaF(0.62)
    return Tint(fill, area, border, ink)


def tint(colour: str) -> Tint:
    """A colour as the theme in force has it."""
    return _tint(colour, theme.current().dark)


def names() -> dict[str, str]:
    """What the colours are called."""
    return {
        "yellow": tr("Yellow"),
        "green": tr("Green"),
        "blue": tr("Blue"),
        "violet": tr("Violet"),
        "rose": tr("Rose"),
        "grey": tr("Grey"),
    }


def tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)
