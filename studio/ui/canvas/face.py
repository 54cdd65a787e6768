"""What stands in a step on the canvas, broken into lines and measured in the window's font, and the size it needs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from studio.procedure.layout import Size
from studio.procedure.model import Act, Ask, Decide, End, Procedure, Say
from studio.ui import theme
from studio.ui.canvas.remembered import Remembered

AnyStep = Say | Ask | Decide | Act | End
TITLE, TEXT, CHIP = 13.0, 12.0, 11.0
LEADING, TEXT_LEADING = 18.0, 16.0
CHIP_HEIGHT, CHIP_ROOM, CHIP_GAP = 19.0, 7.0, 5.0
ICON, ICON_GAP = 14.0, 7.0
WIDTH = 232.0
TOP = 11.0  # above the first line and below the last
INSET = {"say": 14.0, "ask": 18.0, "act": 24.0, "end": 28.0}
ELLIPSIS = "…"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class Face(NamedTuple):
    """What is shown of a step. `chips` are words with their widths; `hint` says that the text is only a hint that there
    is none yet."""

    kind: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    chips: tuple[tuple[str, float], ...]
    hint: bool
    exact: bool
    size: Size


@cache
def title_font() -> QFont:
    return theme.font(TITLE, QFont.Weight.DemiBold)


@cache
def _metrics(size: float) -> QFontMetricsF:
    return QFontMetricsF(title_font() if size == TITLE else theme.font(size))


@cache
def _word(size: float, word: str) -> float:
    return _metrics(size).horizontalAdvance(word)


def width(text: str, size: float) -> float:
    """The width of a text in pixels at 100%."""
    words = text.split(" ")
    return sum(_word(size, word) for word in words) + (len(words) - 1) * _word(size, " ")


def forget_widths() -> None:
    """Measure anew from now on, as after the window's font changed."""
    for known in (title_font, _metrics, _word):
        known.cache_clear()
    _known.forget()


def lines(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines; the last ends in an ellipsis where it does not fit."""
    found: list[str] = []
    words = text.split()
    for number, word in enumerate(words):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size) <= room:
            found[-1] = longer
        elif len(found) == most:
            found[-1] = elided(f"{found[-1]} {' '.join(words[number:])}", room, size)
            break
        else:
            found.append(elided(word, room, size))
    return tuple(found)


def elided(text: str, room: float, size: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(text[:middle] + ELLIPSIS, size) <= room else (low, middle - 1)
    return text[:low].rstrip(" ,.;:") + ELLIPSIS


def face_of(procedure: Procedure, step: AnyStep) -> Face:
    """What is shown of a step."""
    return _known((step, procedure.fields, procedure.tools), lambda: _face_of(procedure, step))


_known: Remembered[Face] = Remembered()


def _face_of(procedure: Procedure, step: AnyStep) -> Face:
    title = step.title or tr("Untitled")
    if isinstance(step, Decide):
        return _diamond(title, exact=False)
    inset = INSET[step.kind]
    room = WIDTH - 2 * inset
    shown, hint = _text(procedure, step)
    heads = lines(title, room - ICON - ICON_GAP, TITLE, 2)
    texts = lines(shown, room, TEXT, 2)
    chips = _chips(_chip_words(procedure, step), room)
    height = 2 * TOP + len(heads) * LEADING
    height += 3.0 + len(texts) * TEXT_LEADING if texts else 0.0
    height += 6.0 + CHIP_HEIGHT if chips else 0.0
    return Face(step.kind, heads, texts, chips, hint, bool(getattr(step, "exact", False)), Size(WIDTH, height))


def _diamond(title: str, *, exact: bool) -> Face:
    """A diamond around an icon and a title of up to three lines, each of which has less room the further it stands from
    the middle."""
    heads = lines(title, 124.0, TITLE, 3)
    tall = ICON + 4.0 + len(heads) * LEADING
    half = tall / 2 + 20.0
    wide, top = 164.0, -tall / 2 + ICON + 4.0
    for line in heads:
        furthest = max(abs(top), abs(top + LEADING)) - 4.0
        wide = max(wide, width(line, TITLE) / (1.0 - furthest / half) + 30.0)
        top += LEADING
    return Face("decide", heads, (), (), False, exact, Size(min(round(wide), 300.0), 2 * half))


def _text(procedure: Procedure, step: AnyStep) -> tuple[str, bool]:
    if isinstance(step, Act):
        tool = procedure.tool_by_id.get(step.tool)
        return (tool.title or tool.id, False) if tool else (tr("No tool chosen yet"), True)
    if isinstance(step, Decide):
        return "", False
    if step.text or isinstance(step, End):
        return _spoken(procedure, step.text), False
    return tr("Nothing said yet"), True


def _spoken(procedure: Procedure, text: str) -> str:
    """The text with fields named as the person knows them."""
    if "{" not in text:
        return text
    known = procedure.field_by_id
    return _PLACEHOLDER.sub(lambda m: f"[{known[m[1]].title or m[1]}]" if m[1] in known else m[0], text)


def _chip_words(procedure: Procedure, step: AnyStep) -> list[str]:
    if isinstance(step, Ask):
        known = procedure.field_by_id
        return [known[name].title or name if name in known else name for name in step.fields]
    if isinstance(step, End) and step.outcome != "success":
        return [outcomes()[step.outcome]]
    return []


def _chips(words: list[str], room: float) -> tuple[tuple[str, float], ...]:
    """As many chips as fit in a row, and how many more there are."""
    found: list[tuple[str, float]] = []
    used = 0.0
    for number, word in enumerate(words):
        left = len(words) - number - 1
        more = width(f"+{left}", CHIP) + 2 * CHIP_ROOM + CHIP_GAP if left else 0.0
        most = room - used - more
        if found and most < 56.0:
            rest = f"+{left + 1}"
            found.append((rest, width(rest, CHIP) + 2 * CHIP_ROOM))
            break
        shown = elided(word, most - 2 * CHIP_ROOM, CHIP)
        wide = width(shown, CHIP) + 2 * CHIP_ROOM
        found.append((shown, wide))
        used += wide + CHIP_GAP
    return tuple(found)


def outcomes() -> dict[str, str]:
    """How the outcomes of an end are called."""
    return {
        "success": tr("success"),
        "abandoned": tr("abandoned"),
        "escalated": tr("escalated"),
        "refused": tr("refused"),
    }


def tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)
