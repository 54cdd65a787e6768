"""The chart of a procedure as an SVG picture, without a window: the same procedure gives the same picture.

Where the steps stand is `procedure.layout`'s business, their outlines are `shapes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot

from studio.exchange.lettering import width
from studio.exchange.markup import safe
from studio.exchange.palette import DARK, LIGHT, Palette
from studio.exchange.shapes import (
    LEADING,
    NOTE,
    NOTE_LEADING,
    TITLE,
    Words,
    half_height,
    half_width,
    outline,
    size_for,
    words_for,
)
from studio.procedure.graph import spent
from studio.procedure.layout import START, Layout, Point, Route, Size, lay_out
from studio.procedure.model import Act, Ask, Decide, Edge, End, Procedure, Say

FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
LABEL = 11.0
LABEL_HEIGHT = 16.0
MARGIN = 20.0
MARKER = Size(16.0, 16.0)
BEND = 7.0  # radius of an edge's corners
HEAD = 8.0  # length of an arrow's head

AnyStep = Say | Ask | Decide | Act | End


def svg(
    procedure: Procedure,
    *,
    colours: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    dark: bool = False,
    palette: Palette | None = None,
) -> str:
    """The chart. Keys of the mappings are step ids, and "step:branch" for edges: `colours` are CSS colours for shapes
    and edges in place of those of their kind, `titles` what is shown on pointing at one, `notes` a word to put under
    a step's title, in place of its fields, or after an edge's label. `palette` overrides `dark`."""
    return _Drawing(procedure, colours or {}, titles or {}, notes or {}, palette or (DARK if dark else LIGHT)).draw()


class _Drawing:
    """One picture in the making."""

    def __init__(
        self,
        procedure: Procedure,
        colours: Mapping[str, str],
        titles: Mapping[str, str],
        notes: Mapping[str, str],
        palette: Palette,
    ) -> None:
        self.procedure = procedure
        self.colours, self.titles, self.palette = colours, titles, palette
        self.steps: dict[str, AnyStep] = dict(procedure.step_by_id)
        self.words = {
            name: words_for(step.kind, step.title, notes.get(name, _note(procedure, step)))
            for name, step in self.steps.items()
        }
        self.sizes = {name: size_for(step.kind, self.words[name]) for name, step in self.steps.items()}
        self.edges: dict[tuple[str, str], Edge] = {}
        self.labels: dict[tuple[str, str], str] = {}
        drawn: dict[tuple[str, str], tuple[str, str]] = {}  # spent ways between the same two steps are drawn as one
        for edge in procedure.edges:
            label = _label(procedure, edge, notes.get(f"{edge.source}:{edge.branch}", ""))
            key = (edge.source, edge.branch)
            if spent(edge) and (edge.source, edge.target) in drawn:
                other = drawn[(edge.source, edge.target)]
                self.labels[other] = "; ".join(dict.fromkeys((*self.labels[other].split("; "), label)))
            elif key not in self.edges:
                self.edges[key] = edge
                self.labels |= {key: label} if label else {}
                drawn |= {(edge.source, edge.target): key} if spent(edge) else {}
        room = {key: Size(width(text, LABEL) + 8.0, LABEL_HEIGHT) for key, text in self.labels.items()}
        self.layout: Layout = lay_out(procedure, self.sizes, room, MARKER, self.edges.values())

    def draw(self) -> str:
        """The whole picture."""
        wide, high = (round(side + 2 * MARGIN) for side in self.layout.size)
        name = safe(self.procedure.name)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
            f' role="img" aria-label="{name}" font-family="{safe(FONT)}">',
            f"<title>{name}</title>",
            f'<rect width="{wide}" height="{high}" rx="12" style="fill:{self.palette.ground}"/>',
            f'<g transform="translate({MARGIN:g} {MARGIN:g})">',
            *(self._edge(key, route) for key, route in self.layout.routes.items()),
            *(self._label_of(key, route) for key, route in self.layout.routes.items() if key in self.labels),
            *([self._marker(self.layout.places[START])] if START in self.layout.places else []),
            *(self._step(step) for step in self.steps.values()),
            "</g>",
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    # -- steps ---------------------------------------------------------------------------------

    def _step(self, step: AnyStep) -> str:
        place, size, words = self.layout.places[step.id], self.sizes[step.id], self.words[step.id]
        tint = self.palette.kinds[step.kind]
        fill, stroke = tint.fill, tint.stroke
        if step.id in self.colours:
            fill = safe(self.colours[step.id])
            stroke = self.palette.line
        shown = self.titles.get(step.id, _telling(step))
        return "\n".join(
            [
                f'<g transform="translate({_at(place)})"><title>{safe(shown)}</title>',
                f'<path d="{outline(step.kind, size)}" style="fill:{fill};stroke:{stroke};stroke-width:1.5;'
                'stroke-linejoin:round"/>',
                *self._lettering(words),
                "</g>",
            ]
        )

    def _lettering(self, words: Words) -> list[str]:
        line = -words.height / 2
        found = []
        for text in words.title:
            found.append(_line(text, line + LEADING * 0.76, TITLE, self.palette.ink, "600"))
            line += LEADING
        for text in words.note:
            found.append(_line(text, line + NOTE_LEADING * 0.76, NOTE, self.palette.soft, "400"))
            line += NOTE_LEADING
        return found

    def _marker(self, place: Point) -> str:
        return (
            f'<g><title>Start</title><circle cx="{_n(place.x)}" cy="{_n(place.y)}" r="{MARKER.width / 2:g}"'
            f' style="fill:{self.palette.ink}"/></g>'
        )

    # -- edges ---------------------------------------------------------------------------------

    def _edge(self, key: tuple[str, str], route: Route) -> str:
        edge = self.edges.get(key) or Edge(START, "next", self.procedure.start or "")
        points = self._meeting(edge, route.points)
        colour, strong = self._colour(edge)
        base, wings = _head(points)
        way = _way([*points[:-1], base])
        dash = ";stroke-dasharray:5 4" if spent(edge) else ""
        thick = 2.6 if strong else 1.6
        return "\n".join(
            [
                f"<g><title>{safe(self.titles.get(_name(key), self._told(edge)))}</title>",
                f'<path d="{way}" style="fill:none;stroke:{self.palette.ground};stroke-width:6"/>',
                f'<path d="{way}" style="fill:none;stroke:{colour};stroke-width:{thick:g}{dash}"/>',
                f'<path d="{wings}" style="fill:{colour}"/>',
                "</g>",
            ]
        )

    def _colour(self, edge: Edge) -> tuple[str, bool]:
        """An edge's colour, and whether it was given one of its own. A spent way takes its branch's."""
        for branch in (edge.branch, edge.branch.removesuffix(" spent")):
            given = self.colours.get(f"{edge.source}:{branch}")
            if given is not None:
                return safe(given), True
        return (self.palette.loop if edge.loop else self.palette.line), False

    def _label_of(self, key: tuple[str, str], route: Route) -> str:
        if route.label is None:
            return ""
        text, (colour, _) = self.labels[key], self._colour(self.edges[key])
        wide = width(text, LABEL) + 8.0
        loop = self.edges[key].loop and _name(key) not in self.colours
        ink = colour if loop else self.palette.ink
        return (
            f'<g transform="translate({_at(route.label)})"><title>'
            f"{safe(self.titles.get(_name(key), self._told(self.edges[key])))}</title>"
            f'<rect x="{_n(-wide / 2)}" y="{_n(-LABEL_HEIGHT / 2)}" width="{_n(wide)}" height="{LABEL_HEIGHT:g}" rx="4"'
            f' style="fill:{self.palette.ground}"/>{_line(text, LABEL * 0.36, LABEL, ink, "500")}</g>'
        )

    def _told(self, edge: Edge) -> str:
        """What an edge means, in the author's words."""
        step = self.steps.get(edge.source)
        target = self.steps[edge.target].title if edge.target in self.steps else ""
        if isinstance(step, Decide):
            branch = next((b for b in step.branches if b.id == edge.branch.removesuffix(" spent")), None)
            if branch is not None and branch.condition:
                return f"{branch.condition} → {target}"
        return f"{edge.branch} → {target}" if edge.branch != "next" else f"→ {target}"

    def _meeting(self, edge: Edge, points: tuple[Point, ...]) -> list[Point]:
        """The way with its ends carried on from the steps' boxes to their outlines."""
        found = list(points)
        if edge.source in self.steps:
            found[0] = self._on_outline(edge.source, found[0], found[1])
        if edge.target in self.steps:
            found[-1] = self._on_outline(edge.target, found[-1], found[-2])
        return found

    def _on_outline(self, name: str, end: Point, before: Point) -> Point:
        kind, size, middle = self.steps[name].kind, self.sizes[name], self.layout.places[name]
        if abs(end.x - before.x) <= abs(end.y - before.y):
            side = 1.0 if end.y > middle.y else -1.0
            return Point(end.x, middle.y + side * half_height(kind, size, end.x - middle.x))
        facing = 1 if end.x > middle.x else -1
        return Point(middle.x + facing * half_width(kind, size, end.y - middle.y, facing), end.y)


def _note(procedure: Procedure, step: AnyStep) -> str:
    """The quieter line of a step: what it asks for, the tool it calls, how it ends."""
    if isinstance(step, Ask):
        known = procedure.field_by_id
        return ", ".join(known[name].title for name in step.fields if name in known)
    if isinstance(step, Act):
        tool = procedure.tool_by_id.get(step.tool)
        return tool.title if tool and tool.title.casefold() != step.title.casefold() else ""
    return step.outcome if isinstance(step, End) and step.outcome != "success" else ""


def _label(procedure: Procedure, edge: Edge, note: str) -> str:
    """What stands on an edge: its branch, how often it may be taken, a note. A spent way names its branch only where
    the step has several that lead elsewhere."""
    if edge.branch == "next" and not edge.loop:
        return note
    bare = edge.branch.removesuffix(" spent")
    name = "" if bare == "next" else bare.replace("_", " ")
    links = dict(procedure.links(procedure.step_by_id[edge.source]))
    limit = links[bare].limit
    if edge.branch != bare:
        alike = {(link.limit, link.spent) for link in links.values() if link.limit is not None}
        parts = [name if len(alike) > 1 else "", f"after {limit}×"]
    else:
        parts = [f"{name} {note}".strip(), f"up to {limit}×" if limit is not None else ""]
    return ", ".join(part for part in parts if part)


def _telling(step: AnyStep) -> str:
    """What is shown on pointing at a step: its title, and what it says or asks."""
    text = getattr(step, "text", "")
    return f"{step.title}\n{text}" if text else step.title


# -- paths ---------------------------------------------------------------------------------------


def _way(points: Sequence[Point]) -> str:
    """Straight pieces with rounded corners."""
    found = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(BEND, _apart(before, corner) / 2, _apart(corner, after) / 2)
        found.append(f"L{_at(_toward(corner, before, radius))}Q{_at(corner)} {_at(_toward(corner, after, radius))}")
    found.append(f"L{_at(points[-1])}")
    return "".join(found)


def _head(points: Sequence[Point]) -> tuple[Point, str]:
    """Where the line of an arrow ends, and its head as path data."""
    tip, before = points[-1], points[-2]
    length = _apart(before, tip) or 1.0
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    base = Point(tip.x - x * HEAD, tip.y - y * HEAD)
    left = Point(base.x - y * HEAD * 0.5, base.y + x * HEAD * 0.5)
    right = Point(base.x + y * HEAD * 0.5, base.y - x * HEAD * 0.5)
    return base, f"M{_at(tip)}L{_at(left)}L{_at(right)}Z"


def _apart(a: Point, b: Point) -> float:
    return hypot(a.x - b.x, a.y - b.y)


def _toward(origin: Point, goal: Point, distance: float) -> Point:
    length = _apart(origin, goal) or 1.0
    return Point(origin.x + (goal.x - origin.x) * distance / length, origin.y + (goal.y - origin.y) * distance / length)


# -- text ----------------------------------------------------------------------------------------


def _line(text: str, baseline: float, size: float, colour: str, weight: str) -> str:
    return (
        f'<text y="{_n(baseline)}" text-anchor="middle" font-size="{size:g}" font-weight="{weight}"'
        f' style="fill:{colour}">{safe(text)}</text>'
    )


def _at(point: Point) -> str:
    return f"{_n(point.x)} {_n(point.y)}"


def _n(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}"


def _name(key: tuple[str, str]) -> str:
    return f"{key[0]}:{key[1]}"
