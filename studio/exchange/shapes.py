"""The outline of each kind of step, how large it must be for its words, and where an edge meets it.

Outlines are SVG path data around (0, 0).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from studio.exchange.lettering import lines, width
from studio.procedure.layout import Size

TITLE, NOTE = 13.0, 11.0  # font sizes
LEADING, NOTE_LEADING = 17.0, 15.0
ROOM = 168.0  # for a line of a title
BOX = 200.0
SLANT, NOTCH = 16.0, 8.0
MARGIN = 12.0


@dataclass(frozen=True)
class Words:
    """What stands in a shape: the title in lines, and quieter lines under it, if any."""

    title: tuple[str, ...]
    note: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        return len(self.title) * LEADING + len(self.note) * NOTE_LEADING

    @property
    def widest(self) -> float:
        return max([width(line, TITLE, bold=True) for line in self.title] + [width(line, NOTE) for line in self.note])


def words_for(kind: str, title: str, note: str) -> Words:
    """Title and note broken for a shape of this kind."""
    room = ROOM * 0.75 if kind == "decide" else ROOM
    return Words(
        tuple(lines(title, room, TITLE, bold=True)),
        tuple(lines(note, room, NOTE, most=2)) if note else (),
    )


def size_for(kind: str, words: Words) -> Size:
    """How large the shape must be."""
    if kind == "decide":
        return _diamond_for(words)
    height = words.height + 2 * MARGIN
    if kind == "end":
        return Size(max(120.0, words.widest + height * 0.8), height)
    return Size(BOX + (2 * NOTCH if kind == "act" else 0.0), height)


def _diamond_for(words: Words) -> Size:
    """A diamond around the lines, each of which has less room the further it stands from the middle."""
    half = words.height / 2 + 20.0
    wide = 150.0
    top = -words.height / 2
    rows = [(width(line, TITLE, bold=True), LEADING) for line in words.title]
    rows += [(width(line, NOTE), NOTE_LEADING) for line in words.note]
    for row, leading in rows:
        furthest = max(abs(top), abs(top + leading)) - 3.0
        wide = max(wide, row / (1.0 - furthest / half) + 22.0)
        top += leading
    return Size(wide, 2 * half)


def outline(kind: str, size: Size) -> str:
    """The shape as path data."""
    x, y = size.width / 2, size.height / 2
    if kind == "decide":
        return f"M0 {-y:g}L{x:g} 0L0 {y:g}L{-x:g} 0Z"
    if kind == "act":
        i = x - SLANT
        return f"M{-i:g} {-y:g}L{i:g} {-y:g}L{x:g} 0L{i:g} {y:g}L{-i:g} {y:g}L{-x:g} 0Z"
    if kind == "ask":
        n, i, j = NOTCH, x - 4.0, y - 4.0
        return (
            f"M{-i:g} {-y:g}L{i:g} {-y:g}Q{x:g} {-y:g} {x:g} {-j:g}L{x:g} {j:g}Q{x:g} {y:g} {i:g} {y:g}"
            f"L{-i:g} {y:g}Q{-x:g} {y:g} {-x:g} {j:g}L{-x:g} {n:g}L{-x + n:g} 0L{-x:g} {-n:g}L{-x:g} {-j:g}"
            f"Q{-x:g} {-y:g} {-i:g} {-y:g}Z"
        )
    r = y if kind == "end" else 10.0
    i, j = x - r, y - r
    arc = f"A{r:g} {r:g} 0 0 1"
    return (
        f"M{-i:g} {-y:g}L{i:g} {-y:g}{arc} {x:g} {-j:g}L{x:g} {j:g}{arc} {i:g} {y:g}"
        f"L{-i:g} {y:g}{arc} {-x:g} {j:g}L{-x:g} {-j:g}{arc} {-i:g} {-y:g}Z"
    )


def half_height(kind: str, size: Size, x: float) -> float:
    """How far the outline stands above (and below) the middle, `x` beside it."""
    wide, high = size.width / 2, size.height / 2
    beside = min(abs(x), wide)
    if kind == "decide":
        return high * (1.0 - beside / wide)
    if kind == "act" and beside > wide - SLANT:
        return high * (wide - beside) / SLANT
    if kind == "end" and beside > wide - high:
        into = beside - (wide - high)
        return sqrt(max(0.0, high * high - into * into))
    return high


def half_width(kind: str, size: Size, y: float, side: int) -> float:
    """How far the outline stands to the left (`side` -1) or right (1) of the middle, `y` above or below it."""
    wide, high = size.width / 2, size.height / 2
    beside = min(abs(y), high)
    if kind == "decide":
        return wide * (1.0 - beside / high)
    if kind == "act":
        return wide - SLANT * beside / high
    if kind == "end":
        return wide - high + sqrt(max(0.0, high * high - beside * beside))
    if kind == "ask" and side < 0 and beside < NOTCH:
        return wide - (NOTCH - beside)
    return wide
