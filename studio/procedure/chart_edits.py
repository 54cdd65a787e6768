"""Pure edits of the chart as a drawing: several steps moved, steps and edges removed together.

What an edit of one step does is `edits`' business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure import edits
from studio.procedure.model import Act, Ask, Decide, End, Link, Procedure, Say

AnyStep = Say | Ask | Decide | Act | End
UNDRAWN = "not_drawn_yet"  # where the link of a say or ask leads whose edge is not drawn; no step may have this id


def place(procedure: Procedure, places: Mapping[str, tuple[float, float]]) -> Procedure:
    """With steps at other places of the canvas, to the tenth of a pixel; what stands there of them besides is kept.
    Places of steps that do not exist are passed over."""
    layout = dict(procedure.layout)
    for step_id, (x, y) in places.items():
        if step_id in procedure.step_by_id:
            kept = layout.get(step_id)
            layout[step_id] = {**(kept if isinstance(kept, dict) else {}), "x": round(x, 1), "y": round(y, 1)}
    return edits.with_(procedure, layout=layout)


def remove(procedure: Procedure, steps: Iterable[str] = (), edges: Iterable[tuple[str, str]] = ()) -> Procedure:
    """Without some edges, by (source, branch), and some steps. Raises StudioError where one is not there."""
    gone = set(edges)
    for source, branch in sorted(gone):
        if branch.endswith(" spent") and (source, branch.removesuffix(" spent")) in gone:
            continue  # it goes with its loop
        procedure = remove_edge(procedure, source, branch)
    for step_id in sorted(steps):
        procedure = edits.remove_step(procedure, step_id)
    return procedure


def remove_edge(procedure: Procedure, source: str, branch: str) -> Procedure:
    """Without an edge: a decision loses the branch, a tool the outcome, a loop its spent way; a say or ask is left with
    an end that is not drawn yet. Raises StudioError where it is not there."""
    step = procedure.step_by_id.get(source)
    bare = branch.removesuffix(" spent")
    if step is None or bare not in dict(procedure.links(step)):
        told = sentence('There is no edge "{branch}" from "{step}".', branch=branch, step=source)
        raise StudioError(told, sentence("Choose one that is drawn."))
    if branch != bare:
        return edits.replace_step(procedure, relinked(step, bare, lambda link: edits.with_(link, spent=None)))
    if isinstance(step, Decide):
        left = tuple(kept for kept in step.branches if kept.id != bare)
        return edits.replace_step(procedure, edits.with_(step, branches=left))
    if isinstance(step, Act):
        outcomes = {outcome: link for outcome, link in step.outcomes.items() if outcome != bare}
        return edits.replace_step(procedure, edits.with_(step, outcomes=outcomes))
    return edits.replace_step(procedure, relinked(step, bare, lambda link: Link(to=UNDRAWN)))


def relinked(step: AnyStep, branch: str, change: Callable[[Link], Link]) -> AnyStep:
    """The step with one of its links changed, by the name of its branch ("next" for a say or ask)."""
    if isinstance(step, Say | Ask) and branch == "next":
        return edits.with_(step, link=change(step.link))
    if isinstance(step, Decide):
        branches = (edits.with_(b, link=change(b.link)) if b.id == branch else b for b in step.branches)
        return edits.with_(step, branches=tuple(branches))
    if isinstance(step, Act):
        outcomes = {name: change(link) if name == branch else link for name, link in step.outcomes.items()}
        return edits.with_(step, outcomes=outcomes)
    return step


def is_open(procedure: Procedure, link: Link) -> bool:
    """Whether a link leads nowhere yet."""
    return link.to not in procedure.step_by_id
