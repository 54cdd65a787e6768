"""Pure edits of drawing by hand: a step more at an open end or in the midst of an edge, edges led elsewhere.

An edge that closes a loop gets a limit here, and a way for when that is spent. Which goals make sense is said by
`targets` and `sources`; where on the canvas a step stands is its caller's business.
"""

from __future__ import annotations

from collections.abc import Sequence

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure import edits
from studio.procedure.chart_edits import UNDRAWN, is_open, relinked, remove_edge
from studio.procedure.content_edits import LIMIT
from studio.procedure.edits import AnyStep
from studio.procedure.graph import reachable
from studio.procedure.mends.mend import free_title, hand_over
from studio.procedure.model import Act, Ask, Branch, Decide, End, Link, Procedure, Say, ToolOutcome

OUTCOMES: tuple[ToolOutcome, ...] = ("ok", "empty", "refused", "error")
SPENT = " spent"


def open_ends(procedure: Procedure, step: AnyStep) -> tuple[str, ...]:
    """The branches of a step that lead nowhere yet, in drawn order. A tool's "ok" is one also where it is not named."""
    found = [branch for branch, link in procedure.links(step) if is_open(procedure, link)]
    if isinstance(step, Act) and "ok" not in step.outcomes:
        found.insert(0, "ok")
    return tuple(found)


def free_way(procedure: Procedure, step: AnyStep) -> str | None:
    """The branch by which one more edge could leave a step: an open end, else "" for a decision (a new branch), else an
    outcome not drawn yet; None where there is none."""
    ends = open_ends(procedure, step)
    if ends:
        return ends[0]
    if isinstance(step, Decide):
        return ""
    if isinstance(step, Act):
        return next((outcome for outcome in OUTCOMES if outcome not in step.outcomes), None)
    return None


def blank_step(procedure: Procedure, kind: str, title: str, branches: Sequence[str] = ("yes", "no")) -> AnyStep:
    """A new step of a kind, its ways out still open, with an id and a title that no step has yet. `branches` are the
    names of a decision's. Raises StudioError for no kind."""
    title = free_title(procedure, title)
    name = edits.free_id(title, {*procedure.step_by_id, UNDRAWN})
    if kind == "say":
        return Say(id=name, title=title, text="", link=Link(to=UNDRAWN))
    if kind == "ask":
        return Ask(id=name, title=title, text="", link=Link(to=UNDRAWN))
    if kind == "decide":
        ids: list[str] = []
        for word in branches:
            ids.append(edits.free_id(word, set(ids)))
        return Decide(id=name, title=title, branches=tuple(Branch(id=made, link=Link(to=UNDRAWN)) for made in ids))
    if kind == "act":
        tool = procedure.tools[0].id if len(procedure.tools) == 1 else "not_chosen_yet"
        return Act(id=name, title=title, tool=tool, outcomes={"ok": Link(to=UNDRAWN)})
    if kind == "end":
        return End(id=name, title=title)
    told = sentence('There is no kind of step called "{kind}".', kind=kind)
    raise StudioError(told, sentence("Choose say, ask, decide, act or end."))


# -- edges -----------------------------------------------------------------------------------------


def connect(procedure: Procedure, source: str, branch: str, target: str) -> Procedure:
    """With a step's way out led to another step. "" is a new branch of a decision; an outcome not drawn yet is drawn.
    Where that closes a loop it gets a limit, and hands over to a person when that is spent; where it no longer does,
    it loses both. Raises StudioError where a step or the branch is not there."""
    step = _step(procedure, source)
    _step(procedure, target)
    bare = branch.removesuffix(SPENT)
    if branch != bare:
        changed = relinked(step, bare, lambda link: edits.with_(link, spent=target))
        return edits.replace_step(procedure, changed)
    procedure, bare = _with_way(procedure, step, bare)
    step = _step(procedure, source)
    if not closes_loop(procedure, source, bare, target):
        return edits.replace_step(procedure, relinked(step, bare, lambda link: Link(to=target)))
    goal = hand_over(procedure)
    procedure = goal.put(procedure, source)

    def round_again(link: Link) -> Link:
        return edits.with_(link, to=target, limit=link.limit or LIMIT, spent=link.spent or goal.end.id)

    return edits.replace_step(procedure, relinked(step, bare, round_again))


def _with_way(procedure: Procedure, step: AnyStep, branch: str) -> tuple[Procedure, str]:
    """The procedure in which the step has this way out, and its name."""
    if branch in dict(procedure.links(step)):
        return procedure, branch
    if isinstance(step, Decide) and not branch:
        taken = {known.id for known in step.branches}
        branch = edits.free_id("other", taken) if taken else "yes"
        made = Branch(id=branch, link=Link(to=UNDRAWN))
        last = step.basis == "computed" and len(step.branches) > 1 and step.branches[-1].when is None
        at = len(step.branches) - last
        wider: AnyStep = edits.with_(step, branches=(*step.branches[:at], made, *step.branches[at:]))
        return edits.replace_step(procedure, wider), branch
    if isinstance(step, Act) and branch in OUTCOMES:
        drawn = {
            name: step.outcomes.get(name, Link(to=UNDRAWN)) for name in OUTCOMES if name in {*step.outcomes, branch}
        }
        return edits.replace_step(procedure, edits.with_(step, outcomes=drawn)), branch
    told = sentence('"{step}" has no way out called "{branch}".', step=step.title, branch=branch)
    raise StudioError(told, sentence("Choose one that is drawn."))


def closes_loop(procedure: Procedure, source: str, branch: str, target: str) -> bool:
    """Whether an edge between the two steps would close a loop that has no limit elsewhere."""
    itself = (source, branch)
    back = reachable(procedure, start=target, blocked=lambda edge: edge.loop or (edge.source, edge.branch) == itself)
    return source in back


def targets(procedure: Procedure, source: str, branch: str = "") -> frozenset[str]:
    """The steps to which an edge from `source` may lead: not itself, nor where the agent would go round without asking
    anything, nor, for the way out of a loop, back into it."""
    if branch.endswith(SPENT):
        return frozenset(
            step.id for step in procedure.steps if source not in reachable(procedure, start=step.id, blocked=_limited)
        )
    return frozenset(procedure.step_by_id) - _silently_before(procedure, source, branch) - {source}


def sources(procedure: Procedure, target: str, edge: tuple[str, str]) -> frozenset[str]:
    """The steps from which an edge to `target` may come instead of from where it comes now."""
    return frozenset(
        step.id
        for step in procedure.steps
        if step.id == edge[0] or (free_way(procedure, step) is not None and target in targets(procedure, step.id))
    )


def _limited(edge: object) -> bool:
    return bool(getattr(edge, "loop", False))


def _silently_before(procedure: Procedure, source: str, branch: str) -> set[str]:
    """The steps from which the conversation comes to `source` without anything being asked, neither there nor here."""
    asks = {step.id for step in procedure.steps if isinstance(step, Ask)}
    if source in asks:
        return set()
    entering: dict[str, list[str]] = {}
    for edge in procedure.edges:
        if edge.source not in asks and (edge.source, edge.branch) != (source, branch):
            entering.setdefault(edge.target, []).append(edge.source)
    found, left = {source}, [source]
    while left:
        for before in entering.get(left.pop(), ()):
            if before not in found:
                found.add(before)
                left.append(before)
    return found


def move_source(procedure: Procedure, source: str, branch: str, new_source: str) -> Procedure:
    """With an edge that comes from another step instead. Between decisions the branch takes its condition and examples
    along. Raises StudioError where that step has no way out left."""
    step, heir = _step(procedure, source), _step(procedure, new_source)
    way = free_way(procedure, heir)
    link = dict(procedure.links(step)).get(branch)
    if link is None or way is None:
        raise StudioError(
            sentence('"{step}" has no way out left.', step=heir.title),
            sentence("Only decisions and tools have several; or remove its edge first."),
        )
    moved = next((known for known in getattr(step, "branches", ()) if known.id == branch), None)
    procedure = remove_edge(procedure, source, branch)
    if isinstance(heir, Decide) and isinstance(step, Decide) and moved is not None and heir.basis == step.basis:
        return connect(*_with_branch(procedure, heir, moved, way), link.to)
    return connect(procedure, new_source, way, link.to)


def _with_branch(procedure: Procedure, heir: Decide, moved: Branch, way: str) -> tuple[Procedure, str, str]:
    """The decision with a branch of another one, in the place of its open branch `way` where it has one."""
    kept = [known for known in heir.branches if known.id != way]
    at = next((number for number, known in enumerate(heir.branches) if known.id == way), len(kept))
    if not way and heir.basis == "computed" and kept and kept[-1].when is None:
        at -= 1
    made = edits.with_(moved, id=edits.free_id(moved.id, {known.id for known in kept}), link=Link(to=UNDRAWN))
    kept.insert(at, made)
    return edits.replace_step(procedure, edits.with_(heir, branches=tuple(kept))), heir.id, made.id


# -- steps -----------------------------------------------------------------------------------------


def append(procedure: Procedure, step: AnyStep, source: str = "", branch: str = "") -> Procedure:
    """With one step more, to which a way out of another leads where one is named."""
    procedure = edits.add_step(procedure, step)
    return connect(procedure, source, branch, step.id) if source else procedure


def insert(procedure: Procedure, step_id: str, source: str, branch: str) -> Procedure:
    """With a step in the midst of an edge: the edge leads to it, and its first open end to where the edge led. Raises
    StudioError where it has none."""
    step = _step(procedure, step_id)
    bare = branch.removesuffix(SPENT)
    link = dict(procedure.links(_step(procedure, source))).get(bare)
    ends = open_ends(procedure, step)
    goal = link and (link.to if branch == bare else link.spent)
    if not ends or goal is None or goal not in procedure.step_by_id:
        told = sentence('"{step}" cannot stand there.', step=step.title)
        raise StudioError(told, sentence("Choose a step that has an open end."))
    key = "to" if branch == bare else "spent"
    entered = relinked(_step(procedure, source), bare, lambda link: edits.with_(link, **{key: step_id}))
    return connect(edits.replace_step(procedure, entered), step_id, ends[0], goal)


def may_insert(procedure: Procedure, step_id: str, source: str, branch: str) -> bool:
    """Whether a step that is drawn already may be put into an edge: nothing leads to it, it has an open end, and it
    does not lead back to where the edge comes from."""
    step = procedure.step_by_id.get(step_id)
    edge = next((edge for edge in procedure.edges if (edge.source, edge.branch) == (source, branch)), None)
    if step is None or edge is None or step_id in (edge.source, edge.target) or not open_ends(procedure, step):
        return False
    entered = any(edge.target == step_id for edge in procedure.edges)
    return not entered and edge.target in procedure.step_by_id and source not in reachable(procedure, start=step_id)


def set_start(procedure: Procedure, step_id: str) -> Procedure:
    """With another first step."""
    return edits.with_(procedure, start=_step(procedure, step_id).id)


def _step(procedure: Procedure, step_id: str) -> AnyStep:
    found = procedure.step_by_id.get(step_id)
    if found is None:
        told = sentence('There is no step "{step}".', step=step_id)
        raise StudioError(told, sentence("Choose one of the procedure's steps."))
    return found
