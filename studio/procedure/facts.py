"""What is found out about steps and procedures, kept: they never change, and an edit shares what it leaves alone, so
that what was found once need not be found again.

`kept` keeps with a step what follows from it and a few other values; `once` keeps what follows from a chart's shape
alone, for the few shapes met last: an edit of words leaves the shape as it was, undo brings an earlier one back;
`Latest` keeps what followed from the few keys asked last. What the facts are is for those who ask; nobody may change
what is returned.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from studio.procedure.model import Procedure, Record

P = ParamSpec("P")
R = TypeVar("R")
MOST = 4  # kept at once: the open document's, one before and after it, and another window's


class Latest(Generic[R]):
    """What was made for the keys asked last. Keys are tuples of what edits share, so that comparing them is quick."""

    def __init__(self) -> None:
        self._known: tuple[tuple[object, R], ...] = ()

    def __call__(self, key: object, make: Callable[[], R]) -> R:
        known = self._known  # put in place as a whole, so that any thread may ask
        if known and known[0][0] is key:
            return known[0][1]
        found = next((entry for entry in known if entry[0] == key), None)
        made = found[1] if found else make()
        self._known = ((key, made), *[entry for entry in known if entry is not found][: MOST - 1])
        return made


_facts: Latest[dict[str, Any]] = Latest()


def once(fact: Callable[Concatenate[Procedure, P], R]) -> Callable[Concatenate[Procedure, P], R]:
    """Find a fact about a procedure's shape (its start, the ids and kinds of its steps, its edges) once. Only for calls
    without further arguments, and for nothing that hangs on words, fields or limits; nobody may change what is
    returned."""
    name = f"{fact.__module__}.{fact.__name__}"

    @wraps(fact)
    def asked(procedure: Procedure, /, *args: P.args, **more: P.kwargs) -> R:
        if args or more:
            return fact(procedure, *args, **more)
        facts = _facts(procedure.shape, dict)
        if name not in facts:
            facts[name] = fact(procedure)  # type: ignore[call-arg]
        found: R = facts[name]
        return found

    return asked


def kept(record: Record, name: str, given: tuple[object, ...], make: Callable[[], R]) -> R:
    """What `make` finds about a record and some other values, found again only where one of those is another object.
    One finding of each name is kept, and goes with the record; nobody may change what is returned."""
    before = record.__dict__.get(f"kept {name}")
    if before is not None and all(map(_is, before[0], given)):
        found: R = before[1]
        return found
    made = make()
    record.__dict__[f"kept {name}"] = (given, made)
    return made


def _is(one: object, other: object) -> bool:
    return one is other
