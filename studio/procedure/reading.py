"""The order in which a chart is read: from the start, each branch to where it meets another, then what comes after."""

from __future__ import annotations

from studio.procedure.facts import once
from studio.procedure.graph import edges_from
from studio.procedure.model import Procedure


@once
def reading_order(procedure: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The steps that can be reached from the start, and the others, each in reading order: no step before one that
    leads to it, loops aside; of two branches the one drawn first, as far as it goes alone."""
    leaving = {step: [edge.target for edge in edges] for step, edges in edges_from(procedure).items()}
    seen: set[str] = set()
    reached = _from(procedure.start, leaving, seen) if procedure.start in leaving else []
    entered = {target for source, targets in leaving.items() if source not in seen for target in targets}
    others: list[str] = []
    for step in sorted((step for step in leaving if step not in seen), key=lambda step: step in entered):
        others += _from(step, leaving, seen)
    return tuple(reached), tuple(others)


def _from(root: str | None, leaving: dict[str, list[str]], seen: set[str]) -> list[str]:
    """The steps first come to from `root`: a depth-first walk, read back from the last step it leaves."""
    if root is None or root in seen:
        return []
    seen.add(root)
    left: list[str] = []
    way = [(root, iter(leaving[root][::-1]))]
    while way:
        step, targets = way[-1]
        target = next(targets, None)
        if target is None:
            way.pop()
            left.append(step)
        elif target not in seen:
            seen.add(target)
            way.append((target, iter(leaving[target][::-1])))
    return left[::-1]
