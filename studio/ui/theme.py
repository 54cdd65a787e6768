"""Colours, fonts and distances of the window, light and dark: by the system unless the person chose one.

The tints of the kinds of step are those of the pictures (`exchange.palette`), so that a printed chart looks like that
on the screen. Text on its ground has a contrast of at least 4.5, outlines and marks of at least 3 (WCAG AA).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from studio.exchange import palette

Mode = Literal["system", "light", "dark"]
KINDS = ("say", "ask", "decide", "act", "end")
FAMILIES = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans"]

UNIT = 4  # every distance in the window is a multiple of it
GAP, ROOM, WIDE = 2 * UNIT, 3 * UNIT, 4 * UNIT
RADIUS = 6


@dataclass(frozen=True)
class KindTint:
    """How a kind of step is coloured: inside, outline, and an ink of the same hue that can be read on the inside."""

    fill: QColor
    stroke: QColor
    ink: QColor


@dataclass(frozen=True, eq=False)
class Theme:
    """One set of colours. `window` is behind panels, `panel` behind their content, `field` behind what is typed,
    `canvas` behind the chart; `ink` is text, `soft` quieter text, `faint` hints and disabled text; `line` borders;
    `accent` what is selected, `on_accent` text on it; `problem`, `advice` and `good` the three verdicts; `added`,
    `removed` and `changed` the marks of a comparison."""

    dark: bool
    window: QColor
    panel: QColor
    field: QColor
    canvas: QColor
    grid: QColor
    ink: QColor
    soft: QColor
    faint: QColor
    line: QColor
    border: QColor
    edge: QColor
    loop: QColor
    hover: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    problem: QColor
    advice: QColor
    good: QColor
    glow: QColor
    added: QColor
    removed: QColor
    changed: QColor
    shadow: QColor
    kinds: dict[str, KindTint]


_LIGHT = {
    "window": "#f3f5f7", "panel": "#fbfcfd", "field": "#ffffff", "canvas": "#ffffff", "grid": "#e4e8ec",
    "ink": "#1d2733", "soft": "#566272", "faint": "#606c7b", "line": "#d5dbe1", "border": "#7d8996",
    "edge": "#66727f", "loop": "#a84a14", "hover": "#e8edf3",
    "accent": "#1c64d1", "accent_soft": "#dbe8fb", "on_accent": "#ffffff",
    "problem": "#c22a2f", "advice": "#8a5d00", "good": "#1f7a4d", "glow": "#f2a900",
    "added": "#1f7a4d", "removed": "#c22a2f", "changed": "#8a5d00",
}  # fmt: skip
_DARK = {
    "window": "#1a1f25", "panel": "#1f252c", "field": "#14181d", "canvas": "#14181d", "grid": "#252c34",
    "ink": "#e8edf2", "soft": "#a3afbc", "faint": "#8b97a4", "line": "#343d47", "border": "#74808d",
    "edge": "#8793a1", "loop": "#e99660", "hover": "#2a323b",
    "accent": "#6aa5f8", "accent_soft": "#223a5c", "on_accent": "#0d1722",
    "problem": "#ff8583", "advice": "#e2b04a", "good": "#5cc492", "glow": "#ffc83d",
    "added": "#5cc492", "removed": "#ff8583", "changed": "#e2b04a",
}  # fmt: skip
_KIND_INK = {
    False: {"say": "#2f5a88", "ask": "#1b6b51", "decide": "#7a5500", "act": "#5f3fa8", "end": "#48525e"},
    True: {"say": "#8fbcec", "ask": "#6fd0af", "decide": "#e6bd5c", "act": "#baa4f0", "end": "#b3bdc8"},
}


@cache
def themed(dark: bool) -> Theme:
    """The light or the dark theme."""
    drawn = palette.DARK if dark else palette.LIGHT
    kinds = {
        kind: KindTint(QColor(tint.fill), QColor(tint.stroke), QColor(_KIND_INK[dark][kind]))
        for kind, tint in drawn.kinds.items()
    }
    named = {name: QColor(value) for name, value in (_DARK if dark else _LIGHT).items()}
    return Theme(dark=dark, kinds=kinds, shadow=QColor(0, 0, 0, 110 if dark else 38), **named)


class _Watch(QObject):
    """Says when the theme changes, by the system or by the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.lent: Theme | None = None
        self.watching = False


_watch = _Watch()
changed: SignalInstance = _watch.changed


@contextmanager
def worn(theme: Theme) -> Iterator[None]:
    """Draw in another theme than the window's while the body runs, for paper and pictures. Nobody is told."""
    before, _watch.lent = _watch.lent, theme
    try:
        yield
    finally:
        _watch.lent = before


def current() -> Theme:
    """The theme in force. Ask anew at each use, or again whenever `changed` is emitted."""
    if _watch.lent is not None:
        return _watch.lent
    if _watch.mode != "system":
        return themed(_watch.mode == "dark")
    hints = QGuiApplication.styleHints() if QGuiApplication.instance() else None
    return themed(hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark)


def mode() -> Mode:
    """What the person chose."""
    return _watch.mode


def set_mode(mode: Mode) -> None:
    """Go by the system, or be light or dark from now on. Keeping the choice is the caller's business."""
    _watch.mode = mode
    _apply()


def install(application: QApplication, mode: Mode = "system") -> None:
    """Give the application its style, font and colours, and follow the system's from now on."""
    application.setStyle("Fusion")
    application.setFont(font())
    if not _watch.watching:
        application.styleHints().colorSchemeChanged.connect(_system_changed)
        _watch.watching = True
    _watch.mode = mode
    _apply()


def _system_changed() -> None:
    if _watch.mode == "system":
        _apply()


def _apply() -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setPalette(_palette(current()))
        application.setStyleSheet(_sheet(current()))
    _watch.changed.emit()


@cache
def font(size: float = 13.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The window's face, `size` in pixels at 100%. Its widths grow with the zoom without jumping (no hinting)."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(round(size))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _palette(theme: Theme) -> QPalette:
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.field),
        (roles.AlternateBase, theme.panel),
        (roles.Text, theme.ink),
        (roles.PlaceholderText, theme.faint),
        (roles.Button, theme.panel),
        (roles.ButtonText, theme.ink),
        (roles.BrightText, theme.on_accent),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Light, theme.panel),
        (roles.Midlight, theme.hover),
        (roles.Mid, theme.line),
        (roles.Dark, theme.border),
        (roles.Shadow, theme.shadow),
        (roles.Accent, theme.accent),
    ):
        made.setColor(role, colour)
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(disabled, role, theme.faint)
    return made


def _sheet(theme: Theme) -> str:
    """What Fusion does not do by the palette alone."""
    names = {f.name: getattr(theme, f.name).name() for f in fields(theme) if isinstance(getattr(theme, f.name), QColor)}
    return _SHEET.format(**names, radius=RADIUS)


_SHEET = """
QMainWindow::separator {{ background: {line}; width: 1px; height: 1px; }}
QToolBar {{ background: {panel}; border: none; border-bottom: 1px solid {line}; padding: 4px 8px; spacing: 4px; }}
QToolBar::separator {{ background: {line}; width: 1px; margin: 4px 6px; }}
QToolButton {{ border: 1px solid transparent; border-radius: {radius}px; padding: 4px 6px; color: {ink}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {accent_soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {faint}; }}
QMenuBar {{ background: {panel}; border-bottom: 1px solid {line}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; color: {ink}; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {panel}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; color: {ink}; }}
QMenu::item:selected {{ background: {accent_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QStatusBar {{ background: {panel}; border-top: 1px solid {line}; color: {soft}; }}
QStatusBar::item {{ border: none; }}
QDockWidget {{ color: {ink}; font-weight: 600; }}
QDockWidget::title {{ background: {panel}; padding: 7px 12px; border-bottom: 1px solid {line}; }}
QToolTip {{ background: {panel}; color: {ink}; border: 1px solid {line}; padding: 4px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
