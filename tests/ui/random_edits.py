"""Random edits: every pure edit of the procedure with random arguments, right and wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from studio.procedure import annotations, chart_edits, content_edits, drawing, edits
from studio.procedure.checks import check
from studio.procedure.excerpt import excerpt, paste
from studio.procedure.mends import mend_for
from studio.procedure.model import EndOutcome, Field, Overlays, Procedure
from studio.procedure.replace import Wanted, replace

Edit = Callable[[Procedure], Procedure]
WORDS = "rome Paris {size} ticket when, how? “much” ünder 7 e-mail\nline".split(" ")
KINDS = ("say", "ask", "decide", "act", "end")
OUTCOMES: tuple[EndOutcome, ...] = ("success", "abandoned", "escalated", "refused")


class Dice:
    """Picks things of a procedure, now and then one that is not there."""

    def __init__(self, rng: Random, procedure: Procedure) -> None:
        self.rng, self.now = rng, procedure

    def step(self) -> str:
        return self.rng.choice([*self.now.step_by_id, "nobody"])

    def steps(self) -> list[str]:
        known = list(self.now.step_by_id)
        return self.rng.sample(known, self.rng.randint(0, min(4, len(known))))

    def edge(self) -> tuple[str, str]:
        found = [(edge.source, edge.branch) for edge in self.now.edges]
        return self.rng.choice([*found, ("nobody", "next")])

    def edges(self) -> list[tuple[str, str]]:
        return [self.edge() for _ in range(self.rng.randint(0, 3))]

    def field(self) -> str:
        return self.rng.choice([*self.now.field_by_id, "no_field"])

    def tool(self) -> str:
        return self.rng.choice([*self.now.tool_by_id, "no_tool"])

    def branch(self) -> tuple[str, str]:
        found = [(step.id, branch.id) for step in self.now.steps if step.kind == "decide" for branch in step.branches]
        return self.rng.choice([*found, ("nobody", "yes")])

    def words(self) -> str:
        return " ".join(self.rng.choice(WORDS) for _ in range(self.rng.randint(0, 5)))

    def place(self) -> tuple[float, float]:
        return round(self.rng.uniform(-900, 900), 1), round(self.rng.uniform(-900, 900), 1)

    def index(self, length: int) -> int:
        return self.rng.randrange(max(length, 1))


def random_edit(rng: Random, procedure: Procedure) -> Edit:
    """One of all pure edits."""
    dice = Dice(rng, procedure)
    return rng.choice(MAKERS)(dice)


def _draw(dice: Dice) -> Edit:
    kind, (source, branch), alone, title = dice.rng.choice(KINDS), dice.edge(), dice.rng.random() < 0.3, dice.words()

    def edit(procedure: Procedure) -> Procedure:
        step = drawing.blank_step(procedure, kind, title or kind)
        return drawing.append(procedure, step) if alone else drawing.append(procedure, step, source, branch)

    return edit


def _insert(dice: Dice) -> Edit:
    kind, edge = dice.rng.choice(KINDS), dice.edge()

    def edit(procedure: Procedure) -> Procedure:
        step = drawing.blank_step(procedure, kind, kind)
        return drawing.insert(drawing.append(procedure, step), step.id, *edge)

    return edit


def _connect(dice: Dice) -> Edit:
    (source, branch), goal = dice.edge(), dice.step()
    return lambda procedure: drawing.connect(procedure, source, branch, goal)


def _move_source(dice: Dice) -> Edit:
    edge, goal = dice.edge(), dice.step()
    return lambda procedure: drawing.move_source(procedure, *edge, goal)


def _place(dice: Dice) -> Edit:
    places = {name: dice.place() for name in dice.steps()}
    return lambda procedure: chart_edits.place(procedure, places)


def _remove(dice: Dice) -> Edit:
    steps, gone = dice.steps()[:2], dice.edges()[:1]
    return lambda procedure: chart_edits.remove(procedure, steps, gone)


def _text(dice: Dice) -> Edit:
    step, name, value = dice.step(), dice.rng.choice(["title", "text", "note"]), dice.words()
    found = dice.now.step_by_id.get(step)
    name = name if found is not None and hasattr(found, name) else "title"
    return lambda procedure: content_edits.set_step(procedure, step, **{name: value})


def _rename(dice: Dice) -> Edit:
    step, field, name = dice.step(), dice.field(), f"n_{dice.rng.randrange(10**6)}"
    if dice.rng.random() < 0.5:
        return lambda procedure: edits.rename_step(procedure, step, name)
    return lambda procedure: edits.rename_field(procedure, field, name)


def _link(dice: Dice) -> Edit:
    (source, branch), goal = dice.edge(), dice.step()
    limit = dice.rng.choice([None, 1, 3])
    return lambda procedure: content_edits.set_link(
        procedure, source, branch, to=goal, limit=limit, spent=goal if limit else None
    )


def _branches(dice: Dice) -> Edit:
    (step, branch), name, goal = dice.branch(), dice.words(), dice.step()
    return dice.rng.choice(
        [
            lambda procedure: content_edits.add_branch(procedure, step, name or "more", to=goal),
            lambda procedure: content_edits.rename_branch(procedure, step, branch, name),
            lambda procedure: content_edits.set_branch(procedure, step, branch, condition=name, examples=(name,)),
            lambda procedure: content_edits.move_branch(procedure, step, branch, 1),
            lambda procedure: content_edits.set_basis(procedure, step, "computed"),
            lambda procedure: content_edits.set_basis(procedure, step, "words"),
        ]
    )


def _fields(dice: Dice) -> Edit:
    field, step, title = dice.field(), dice.step(), dice.words()
    return dice.rng.choice(
        [
            lambda procedure: content_edits.new_field(procedure, title or "Field"),
            lambda procedure: content_edits.ask_new_field(procedure, step, title),
            lambda procedure: content_edits.reword_field_id(procedure, field, title),
            lambda procedure: content_edits.set_field(procedure, field, title=title, kind="choice"),
            lambda procedure: content_edits.set_options(procedure, field, [(title or "one", ("uno",)), ("two", ())]),
            lambda procedure: content_edits.remove_field(procedure, field),
            lambda procedure: edits.add_field(procedure, Field(id="twice", title=title)),
        ]
    )


def _tools(dice: Dice) -> Edit:
    tool, step, field, title = dice.tool(), dice.step(), dice.field(), dice.words()
    return dice.rng.choice(
        [
            lambda procedure: content_edits.add_tool(procedure, title or "Table"),
            lambda procedure: content_edits.set_tool(
                procedure, tool, title=title, arguments=("a",), columns=("a", "b"), rows=({"a": "1", "b": title},)
            ),
            lambda procedure: content_edits.set_tool_called(procedure, step, tool),
            lambda procedure: content_edits.set_argument(procedure, step, "a", field),
            lambda procedure: content_edits.set_result(procedure, step, "b", field),
            lambda procedure: content_edits.set_outcome(procedure, step, "empty", step),
            lambda procedure: content_edits.remove_tool(procedure, tool),
        ]
    )


def _knowledge(dice: Dice) -> Edit:
    where, answer = dice.rng.choice([None, dice.step()]), dice.words()
    entry = dice.rng.choice([known.id for known in dice.now.knowledge] or ["answer"])
    return dice.rng.choice(
        [
            lambda procedure: content_edits.add_knowledge(procedure, where, [((answer or "What?",), answer)]),
            lambda procedure: content_edits.set_knowledge(procedure, None, entry, answer=answer),
            lambda procedure: content_edits.remove_knowledge(procedure, None, entry),
        ]
    )


def _overlay(dice: Dice) -> Edit:
    name, text, goal = dice.rng.choice(list(Overlays.model_fields)), dice.words(), dice.step()
    return lambda procedure: content_edits.set_overlay(procedure, name, text=text, to=goal)


def _whole(dice: Dice) -> Edit:
    name, start, outcome = dice.words(), dice.step(), dice.rng.choice(OUTCOMES)
    end = dice.rng.choice([step.id for step in dice.now.steps if step.kind == "end"] or ["nobody"])
    return dice.rng.choice(
        [
            lambda procedure: edits.with_(procedure, name=name, persona=name),
            lambda procedure: drawing.set_start(procedure, start),
            lambda procedure: content_edits.set_step(procedure, end, outcome=outcome),
        ]
    )


def _mend(dice: Dice) -> Edit:
    mends = [mend for finding in check(dice.now)[:20] if (mend := mend_for(dice.now, finding)) is not None]
    return dice.rng.choice(mends).edit if mends else lambda procedure: procedure


def _paste(dice: Dice) -> Edit:
    cut = excerpt(dice.now, dice.steps())
    return lambda procedure: paste(procedure, cut)[0]


def _replace(dice: Dice) -> Edit:
    new = dice.words()
    return lambda procedure: replace(procedure, Wanted("Rome"), new)


def _notes(dice: Dice) -> Edit:
    (x, y), words, steps = dice.place(), dice.words(), dice.steps()
    return dice.rng.choice(
        [
            lambda procedure: annotations.add_note(procedure, x, y, words),
            lambda procedure: annotations.pin(procedure, steps),
            lambda procedure: annotations.pin(procedure, steps, False),
        ]
    )


MAKERS: tuple[Callable[[Dice], Edit], ...] = (
    _draw, _draw, _insert, _connect, _connect, _move_source, _place, _remove, _text, _text, _rename, _link, _branches,
    _branches, _fields, _tools, _knowledge, _overlay, _whole, _mend, _paste, _replace, _notes,
)  # fmt: skip
