"""The edges of a step as they are drawn, what stands on them, and where those labels stand, none hiding another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.procedure.layout import Point, Size
from studio.procedure.model import Act, Ask, Decide, End, Link, Procedure, Say
from studio.ui.canvas.face import CHIP, elided, width
from studio.ui.canvas.grid import Box, Grid
from studio.ui.canvas.remembered import Remembered
from studio.ui.canvas.routing import EdgeKey, Way

AnyStep = Say | Ask | Decide | Act | End
HEIGHT, ROOM, WIDEST = 18.0, 6.0, 170.0
PACE, MOST = 16.0, 24  # how far apart the places are that are looked at on an edge, and how many
NEAR = 22.0  # how far from the step a label likes to stand


class Drawn(NamedTuple):
    """An edge as it is drawn. `also` are the keys of spent ways between the same steps, drawn as this one."""

    source: str
    branch: str
    target: str
    label: str
    loop: bool
    spent: bool
    also: tuple[EdgeKey, ...] = ()

    @property
    def key(self) -> EdgeKey:
        return self.source, self.branch


def drawn_edges(procedure: Procedure, step: AnyStep) -> dict[EdgeKey, Drawn]:
    """The edges that leave a step, those that lead nowhere too. They depend on the step alone."""
    return _known(step, lambda: _drawn_edges(procedure, step))


def _drawn_edges(procedure: Procedure, step: AnyStep) -> dict[EdgeKey, Drawn]:
    found: dict[EdgeKey, Drawn] = {}
    links = dict(procedure.links(step))
    first_spent: dict[str, EdgeKey] = {}
    alike = {(link.limit, link.spent) for link in links.values() if link.limit is not None}
    for branch, link in links.items():
        key = (step.id, branch)
        found[key] = Drawn(step.id, branch, link.to, label_of(step, branch, link), link.limit is not None, False)
        if link.limit is None or link.spent is None:
            continue
        key = (step.id, f"{branch} spent")
        label = spent_label(step, branch, link, named=len(alike) > 1)
        if link.spent in first_spent:
            other = found[first_spent[link.spent]]
            both = "; ".join(dict.fromkeys((*other.label.split("; "), label)))
            found[other.key] = other._replace(label=both, also=(*other.also, key))
        else:
            first_spent[link.spent] = key
            found[key] = Drawn(step.id, key[1], link.spent, label, False, True)
    return found


_known: Remembered[dict[EdgeKey, Drawn]] = Remembered()


def label_of(step: AnyStep, branch: str, link: Link) -> str:
    """A branch's name, and how often a loop may be taken."""
    name = branch_name(step, branch)
    limit = ""
    if link.limit is not None:
        limit = tr("at most once") if link.limit == 1 else tr("up to {number} times").format(number=link.limit)
    return ", ".join(part for part in (name, limit) if part)


def spent_label(step: AnyStep, branch: str, link: Link, *, named: bool) -> str:
    """When a spent way is taken; the branch is named where several loops of the step end differently."""
    name = branch_name(step, branch) if named else ""
    after = tr("after one time") if link.limit == 1 else tr("after {number} times").format(number=link.limit)
    return ", ".join(part for part in (name, after) if part)


def branch_name(step: AnyStep, branch: str) -> str:
    """What a person reads on a way out; nothing on the only one of a say or ask."""
    if isinstance(step, Act):
        return outcome_names().get(branch, branch)
    return "" if branch == "next" and not isinstance(step, Decide) else branch.replace("_", " ")


def outcome_names() -> dict[str, str]:
    """What the outcomes of a tool are called."""
    return {"ok": tr("found"), "empty": tr("nothing found"), "refused": tr("refused"), "error": tr("error")}


def shown(label: str) -> str:
    """As much of a label as there is room for on its plate."""
    return elided(label, WIDEST - 2 * ROOM, CHIP)


def size_of(label: str) -> Size:
    """The size of a label's plate."""
    return Size(width(shown(label), CHIP) + 2 * ROOM, HEIGHT)


def tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)


def place_label(way: Way, size: Size, key: EdgeKey, steps: Grid[str], lanes: Grid[tuple[EdgeKey, int]],
                plates: Grid[EdgeKey]) -> Point:  # fmt: skip
    """Where on its way a label stands: near the step it leaves, on no step, no other label, and no other edge, as far
    as there is such a place."""
    best, least = way[0], float("inf")
    for number, place in enumerate(_places(way, size)):
        box = Box(place.x - size.width / 2, place.y - size.height / 2, place.x + size.width / 2,
                  place.y + size.height / 2)  # fmt: skip
        cost = number * 1.0
        cost += 1000.0 * sum(1 for _ in steps.near(box.grown(3.0)))
        cost += 800.0 * sum(1 for other, _ in plates.near(box.grown(2.0)) if other != key)
        if cost < least:
            cost += 60.0 * sum(1 for (other, _), _ in lanes.near(box.grown(2.0)) if other != key)
        if cost < least:
            best, least = place, cost
        if least < number + 1:
            break
    return best


def _places(way: Way, size: Size) -> Iterator[Point]:
    """Places along a way, in the order in which they are liked: on the line first, then beside an upright one with the
    line through the plate's end, so that it does not cover the line next to it."""
    found = list(_stops(way, size))
    yield from (place for place, _ in found)
    for place, flat in found:
        if not flat:
            for side in (1, -1):
                yield Point(place.x + side * (size.width / 2 - ROOM - 1.0), place.y)
    if not found:
        a, b = max(zip(way, way[1:], strict=False), key=lambda ends: _length(*ends))
        yield Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def _stops(way: Way, size: Size) -> Iterator[tuple[Point, bool]]:
    """Points on the way with room for a plate, and whether the way is flat there."""
    travelled, given = 0.0, 0
    for a, b in zip(way, way[1:], strict=False):
        length = _length(a, b)
        flat = abs(a.x - b.x) > abs(a.y - b.y)
        need = (size.width if flat else size.height) / 2 + 6.0
        at = max(need, NEAR - travelled)
        while at <= length - need and given < MOST:
            yield Point(a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length), flat
            given += 1
            at += PACE * (1 + given // 8)
        travelled += length


def _length(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)
