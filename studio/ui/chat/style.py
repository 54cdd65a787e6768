"""How the pane looks: one style sheet from the theme's colours."""

from __future__ import annotations

from studio.ui import theme

RADIUS = 10  # of a bubble


def sheet() -> str:
    wearing = theme.current()
    ask = wearing.kinds["ask"]
    colour = {
        name: getattr(wearing, name).name()
        for name in (
            "panel field ink soft faint line border hover accent accent_soft on_accent problem advice good window"
        ).split()
    }
    return _SHEET.format(
        **colour, chip=ask.fill.name(), chip_line=ask.stroke.name(), radius=theme.RADIUS, bubble=RADIUS,
        gap=theme.GAP - 1, room=theme.ROOM,
    )  # fmt: skip


_SHEET = """
#chat, #talk, QScrollArea {{ background: {panel}; }}
QFrame#head, QScrollArea {{ border: none; }}
QFrame#rule {{ background: {line}; border: none; }}
QLabel#runName {{ color: {ink}; font-weight: 600; }}
QLabel#quiet, QLabel#honest {{ color: {soft}; }}
QLabel#over {{ color: {soft}; }}
QLabel#agent, QLabel#offAgent, QLabel#user {{ padding: {gap}px {room}px; border-radius: {bubble}px; color: {ink}; }}
QLabel#agent {{ background: {field}; border: 1px solid {line}; }}
QLabel#offAgent {{ background: {field}; border: 1px solid {problem}; }}
QLabel#user {{ background: {accent_soft}; }}
QLabel#call {{ color: {soft}; padding: 1px 0; }}
QLabel#trouble {{ color: {ink}; background: {hover}; border-left: 3px solid {problem}; padding: 7px 9px; }}
QLabel#notice {{ color: {ink}; background: {hover}; border-left: 3px solid {advice}; padding: 6px 9px; }}
QFrame#notes {{ background: {window}; border-radius: {radius}px; }}
QLabel#note {{ color: {soft}; padding: 0; }}
QLabel#wrongNote {{ color: {problem}; padding: 0; font-weight: 600; }}
QPushButton#link {{ border: none; background: transparent; padding: 0; text-align: left; color: {soft}; }}
QPushButton#link:hover, QPushButton#link:focus {{ color: {accent}; }}
QToolButton#guard {{ padding: 0 4px; border: 1px solid {line}; border-radius: 8px; color: {soft}; }}
QToolButton#guard:checked {{ background: {accent_soft}; border-color: {accent}; color: {ink}; }}
QToolButton#guard:focus {{ border-color: {accent}; }}
QToolButton#fold {{ border: none; padding: 1px 2px 1px 0; color: {soft}; }}
QToolButton#fold:hover {{ color: {accent}; background: transparent; }}
QToolButton#small {{ padding: 2px; border: 1px solid transparent; }}
QToolButton#small:focus {{ border-color: {accent}; }}
QFrame#head {{ background: {panel}; border: none; border-bottom: 2px solid {line}; }}
QFrame#head[chosen="true"] {{ border-bottom: 2px solid {accent}; }}
QFrame#vacancy {{ background: {window}; border: 1px dashed {border}; border-radius: {radius}px;
 margin: {gap}px {room}px; }}
QLabel#command {{ background: {field}; color: {ink}; border: 1px solid {line}; border-radius: 4px; padding: 2px 6px; }}
QPushButton#addSeat {{ padding: 2px 10px; border: 1px solid {border}; border-radius: {radius}px; color: {ink};
 background: {field}; }}
QPushButton#addSeat:hover {{ background: {hover}; }}
QPushButton#addSeat:focus {{ border-color: {accent}; }}
QPushButton#addSeat:disabled {{ color: {faint}; }}
QLabel#seatTitle {{ color: {ink}; font-weight: 600; }}
QPlainTextEdit {{ background: {field}; color: {ink}; border: 1px solid {border}; border-radius: {radius}px;
 padding: 4px 6px; }}
QPlainTextEdit:focus {{ border-color: {accent}; }}
QLabel#chip {{ background: {chip}; color: {ink}; border: 1px solid {chip_line}; border-radius: 9px; padding: 1px 8px; }}
"""
