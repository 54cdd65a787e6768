"""How wide words are, and how they break into lines, where no font can be asked.

The widths are those of a wide sans-serif face, so that what fits here fits in whatever face a viewer puts in its place.
"""

from __future__ import annotations

_WIDTHS = {"ijl'|": 0.29, ".,:;!·`": 0.33, "fIt()[]{}/\\-“”\"": 0.40, "r ": 0.40, "sJzcvxyk?*_": 0.55, "mM": 0.90,
           "wW@%—…": 0.92, "ABCDEFGHKLNOPQRSTUVXYZ&+=<>≤≥×": 0.70}  # fmt: skip
WIDTHS = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
OTHER, WIDE = 0.61, 1.0
FIRST_WIDE = 0x1100  # from here on letters are mostly as wide as high


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in pixels at a font size in pixels."""
    ems = sum(WIDTHS.get(letter, OTHER if ord(letter) < FIRST_WIDE else WIDE) for letter in text)
    return ems * size * (1.08 if bold else 1.0)


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip(" ,.;:") + "…"


def lines(text: str, room: float, size: float, *, most: int = 3, bold: bool = False) -> list[str]:
    """The text in at most so many lines, as even as they can be; the last ends in an ellipsis where it does not fit."""
    greedy = _broken(text, room, size, bold)
    if len(greedy) > most:
        last = shortened(" ".join(greedy[most - 1 :]), room, size, bold=bold)
        return [*greedy[: most - 1], last]
    narrowest = room
    while narrowest > room / 2 and len(_broken(text, narrowest - 4, size, bold)) == len(greedy):
        narrowest -= 4
    return [shortened(line, room, size, bold=bold) for line in _broken(text, narrowest, size, bold)]


def _broken(text: str, room: float, size: float, bold: bool) -> list[str]:
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found or [""]
