"""Rectangles found by place, and the one around them all, without looking at all of them each time."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
CELL = 192.0


class Box(NamedTuple):
    """A rectangle by its sides; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    def grown(self, by: float) -> Box:
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Whether they share more than a border."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Grid(Generic[K]):
    """Rectangles by name, sorted into square cells."""

    def __init__(self) -> None:
        self.boxes: dict[K, Box] = {}
        self._cells: dict[tuple[int, int], set[K]] = {}

    def put(self, name: K, box: Box) -> None:
        """Put a rectangle in its place, or at another."""
        self.drop(name)
        self.boxes[name] = box
        for cell in _cells(box):
            self._cells.setdefault(cell, set()).add(name)

    def drop(self, name: K) -> None:
        """Take a rectangle out, if it is there."""
        box = self.boxes.pop(name, None)
        if box is not None:
            for cell in _cells(box):
                self._cells[cell].discard(name)

    def near(self, box: Box) -> Iterator[tuple[K, Box]]:
        """The rectangles that meet a given one, each once."""
        seen: set[K] = set()
        for cell in _cells(box):
            for name in self._cells.get(cell, ()):
                if name not in seen:
                    seen.add(name)
                    found = self.boxes[name]
                    if found.meets(box):
                        yield name, found


class Extent(Generic[K]):
    """The rectangle around all of some rectangles. All are looked at again only where one that reached its border has
    gone from there."""

    def __init__(self) -> None:
        self._boxes: dict[K, Box] = {}
        self._around: Box | None = None

    def put(self, name: K, box: Box) -> None:
        """Put a rectangle in its place, or at another."""
        before, around = self._boxes.get(name), self._around
        self._boxes[name] = box
        if around is None or before == box:
            return
        if before is not None and _at_border(before, around):
            self._around = None
        else:
            self._around = _united(around, box)

    def drop(self, name: K) -> None:
        """Take a rectangle out, if it is there."""
        box = self._boxes.pop(name, None)
        if box is not None and self._around is not None and _at_border(box, self._around):
            self._around = None

    def around(self) -> Box | None:
        """The rectangle, or None where there is nothing."""
        if self._around is None and self._boxes:
            lefts, tops, rights, bottoms = zip(*self._boxes.values(), strict=True)
            self._around = Box(min(lefts), min(tops), max(rights), max(bottoms))
        return self._around if self._boxes else None


def _at_border(box: Box, around: Box) -> bool:
    return any(side == other for side, other in zip(box, around, strict=True))


def _united(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    first, last = int(box.left // CELL), int(box.right // CELL)
    for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
        for column in range(first, last + 1):
            yield column, row
