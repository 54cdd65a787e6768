"""The colours a chart is drawn in, on light and on dark ground. Values are CSS; a page may put its variables there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tint:
    """The inside and the outline of a shape."""

    fill: str
    stroke: str


@dataclass(frozen=True)
class Palette:
    """Ground, lettering (`ink`, quieter `soft`), edges, edges that go round, and a tint for each kind of step."""

    ground: str
    ink: str
    soft: str
    line: str
    loop: str
    kinds: dict[str, Tint] = field(default_factory=dict)


LIGHT = Palette(
    ground="#ffffff",
    ink="#1d2733",
    soft="#566272",
    line="#66727f",
    loop="#a84a14",
    kinds={
        "say": Tint("#edf3fb", "#4f7cac"),
        "ask": Tint("#e6f5ef", "#2c8568"),
        "decide": Tint("#fdf2d8", "#a8770f"),
        "act": Tint("#f1ecfb", "#7656bd"),
        "end": Tint("#eff1f4", "#56616e"),
    },
)
DARK = Palette(
    ground="#14181d",
    ink="#e8edf2",
    soft="#a3afbc",
    line="#8793a1",
    loop="#e99660",
    kinds={
        "say": Tint("#1b2939", "#6c9ed2"),
        "ask": Tint("#173029", "#4fb895"),
        "decide": Tint("#352c15", "#d9a93c"),
        "act": Tint("#2a2340", "#a58ae6"),
        "end": Tint("#262b32", "#97a2af"),
    },
)
