"""Results remembered for the very objects they were made from: procedures share what an edit does not change, so the
same object means the same result, and nothing need be compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

R = TypeVar("R")
MOST = 20_000


class Remembered(Generic[R]):
    """Remembers results by the identity of an object, or of the members of a tuple, which it keeps alive meanwhile."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], tuple[object, R]] = {}

    def __call__(self, of: object, make: Callable[[], R]) -> R:
        name = tuple(map(id, of)) if isinstance(of, tuple) else (id(of),)
        found = self._known.get(name)
        if found is not None:
            return found[1]
        if len(self._known) >= MOST:
            self._known.clear()
        made = make()
        self._known[name] = (of, made)
        return made

    def forget(self) -> None:
        self._known.clear()
