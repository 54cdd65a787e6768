"""Rectangles found by place: which of them lie near a given one, without looking at all of them."""

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


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    first, last = int(box.left // CELL), int(box.right // CELL)
    for row in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
        for column in range(first, last + 1):
            yield column, row
