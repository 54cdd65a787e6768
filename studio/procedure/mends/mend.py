"""One mend, and what several of them do: hand over to a person, finish, choose what something is to be called."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import NamedTuple

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence
from studio.procedure import edits
from studio.procedure.model import Act, Ask, Decide, End, EndOutcome, Procedure, Say

AnyStep = Say | Ask | Decide | Act | End
Edit = Callable[[Procedure], Procedure]
BELOW = 140.0  # pixels from a step down to the end that a mend adds


class Mend(NamedTuple):
    """What a finding's one clear cure is called, as on a button, and the edit that does it. The edit raises StudioError
    where the procedure has changed so much since that it cannot be done."""

    label: Sentence
    edit: Edit


class Goal(NamedTuple):
    """Where a mended edge is to lead: an end that is there, or one to be added."""

    end: End
    is_new: bool

    def put(self, procedure: Procedure, near: str) -> Procedure:
        """The procedure with the end in it, below the step `near` where that has a place."""
        if not self.is_new or self.end.id in procedure.step_by_id:
            return procedure
        stands = procedure.layout.get(near)
        place = (stands["x"], stands["y"] + BELOW) if isinstance(stands, dict) and {"x", "y"} <= set(stands) else None
        return edits.add_step(procedure, self.end, place=place)


def hand_over(procedure: Procedure) -> Goal:
    """The end at which a person takes over: the one that asking for a person leads to, else the first drawn, else a
    new one."""
    named = procedure.step_by_id.get(procedure.overlays.human.to or "")
    if isinstance(named, End):
        return Goal(named, False)
    return _end(procedure, "escalated", "Hand over to a person")


def finish(procedure: Procedure) -> Goal:
    """The end at which all went well: the first drawn, else a new one."""
    return _end(procedure, "success", "Done")


def _end(procedure: Procedure, outcome: EndOutcome, title: str) -> Goal:
    drawn = (step for step in procedure.steps if isinstance(step, End) and step.outcome == outcome)
    found = next(drawn, None)
    if found is not None:
        return Goal(found, False)
    made = End(id=edits.free_id(title, set(procedure.step_by_id)), title=free_title(procedure, title), outcome=outcome)
    return Goal(made, True)


def free_title(procedure: Procedure, title: str) -> str:
    """The title, numbered where a step has it already."""
    return numbered(title, {plain(step.title) for step in procedure.steps})


def numbered(title: str, taken: Container[str]) -> str:
    """The title, or the first of "title 2", "title 3"... whose plain form is not taken."""
    number, made = 2, title
    while plain(made) in taken:
        number, made = number + 1, f"{title} {number}"
    return made


def plain(title: str) -> str:
    """A title as `checks` compares it with others."""
    return " ".join(title.casefold().split())


def there(procedure: Procedure, step_id: str) -> AnyStep:
    """The step of that id. Raises StudioError where it is gone."""
    found = procedure.step_by_id.get(step_id)
    if found is None:
        raise StudioError(
            sentence('There is no step "{step}" any more.', step=step_id), sentence("Look at what is found now.")
        )
    return found
