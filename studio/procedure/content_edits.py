"""Pure edits of what a procedure says and knows: steps' words, branches, links, fields, knowledge, tools, overlays.

Each gives the procedure after the change, as those of `edits` do; whether the result is sound is for `checks` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure.chart_edits import UNDRAWN, relinked
from studio.procedure.checks.uses import field_texts
from studio.procedure.edits import (
    AnyStep,
    add_field,
    free_id,
    rename_field,
    replace_step,
    with_,
)
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Comparison,
    Condition,
    Decide,
    Field,
    Knowledge,
    Link,
    Option,
    Overlays,
    Procedure,
    Tool,
    ToolOutcome,
)

LIMIT = 3  # how often a way back may be taken unless the author says otherwise
T = TypeVar("T")

# -- steps ---------------------------------------------------------------------------------------


def set_step(procedure: Procedure, step_id: str, **changes: Any) -> Procedure:
    """With some values of a step changed. Raises StudioError where there is no such step."""
    return replace_step(procedure, with_(_step(procedure, step_id), **changes))


def set_link(procedure: Procedure, step_id: str, branch: str, **changes: Any) -> Procedure:
    """With one of a step's ways out changed: where it leads, how often, and where to after that. A way without a
    limit has no spent way."""

    def changed(link: Link) -> Link:
        new = with_(link, **changes)
        return new if new.limit is not None or new.spent is None else with_(new, spent=None)

    return replace_step(procedure, relinked(_step(procedure, step_id), branch, changed))


# -- decisions -----------------------------------------------------------------------------------


def set_basis(procedure: Procedure, step_id: str, basis: str) -> Procedure:
    """With a decision made in words or computed. What only the other basis knows goes: example phrases and the answer
    judged, or the comparisons."""
    step = _decide(procedure, step_id)
    if basis == step.basis:
        return procedure
    gone: dict[str, Any] = {"when": None} if basis == "words" else {"examples": ()}
    branches = tuple(with_(branch, **gone) for branch in step.branches)
    return replace_step(procedure, with_(step, basis=basis, about=None, branches=branches))


def add_branch(procedure: Procedure, step_id: str, name: str, *, to: str = UNDRAWN) -> Procedure:
    """With one branch more. In a computed decision it stands before the last one where that has no condition, so that
    the otherwise branch stays last."""
    step = _decide(procedure, step_id)
    branch = Branch(id=free_id(name, {known.id for known in step.branches}), link=Link(to=to))
    at = len(step.branches)
    if step.basis == "computed" and at > 1 and step.branches[-1].when is None:
        at -= 1
    return replace_step(procedure, with_(step, branches=(*step.branches[:at], branch, *step.branches[at:])))


def set_branch(procedure: Procedure, step_id: str, branch_id: str, **changes: Any) -> Procedure:
    """With some values of a branch changed."""
    step = _decide(procedure, step_id)
    branches = _changed(step.branches, branch_id, lambda branch: with_(branch, **changes))
    return replace_step(procedure, with_(step, branches=branches))


def rename_branch(procedure: Procedure, step_id: str, branch_id: str, name: str) -> Procedure:
    """With another name for a branch, made from the words given. Raises StudioError where there are none, or where
    another branch has it."""
    step = _decide(procedure, step_id)
    if not name.strip():
        raise StudioError(sentence("A branch needs a name."), sentence("Write one or two words, such as yes or no."))
    new_id = free_id(name, set())
    if new_id != branch_id and new_id in {branch.id for branch in step.branches}:
        told = sentence('"{step}" already has a branch "{branch}".', step=step.title, branch=name.strip())
        raise StudioError(told, sentence("Give this one another name."))
    return set_branch(procedure, step_id, branch_id, id=new_id)


def move_branch(procedure: Procedure, step_id: str, branch_id: str, by: int) -> Procedure:
    """With a branch moved up (by -1) or down (by 1) in the order in which they are gone through."""
    step = _decide(procedure, step_id)
    return replace_step(procedure, with_(step, branches=moved(step.branches, _place(step.branches, branch_id), by)))


# -- tools called --------------------------------------------------------------------------------


def set_argument(procedure: Procedure, step_id: str, argument: str, field: str | None) -> Procedure:
    """With an argument of the call filled by a field, or by none."""
    step = _act(procedure, step_id)
    return replace_step(procedure, with_(step, arguments=_put(step.arguments, argument, field)))


def set_result(procedure: Procedure, step_id: str, column: str, field: str | None) -> Procedure:
    """With what stands in a column put into a field, or into none. One column fills one field."""
    step = _act(procedure, step_id)
    results = {name: source for name, source in step.results.items() if source != column}
    return replace_step(procedure, with_(step, results=results | ({field: column} if field else {})))


def set_tool_called(procedure: Procedure, step_id: str, tool_id: str) -> Procedure:
    """With another tool called. Arguments and results it also has are kept; an argument or column called like a field
    is filled by it."""
    step, tool = _act(procedure, step_id), procedure.tool_by_id.get(tool_id)
    if tool is None:
        return replace_step(procedure, with_(step, tool=tool_id))
    fields = procedure.field_by_id
    arguments = {name: step.arguments.get(name) or (name if name in fields else "") for name in tool.arguments}
    results = {field: column for field, column in step.results.items() if column in tool.columns}
    others = [column for column in tool.columns if column not in tool.arguments and column in fields]
    results |= {column: column for column in others if column not in results.values() and column not in results}
    return replace_step(
        procedure,
        with_(step, tool=tool_id, arguments={name: field for name, field in arguments.items() if field},
              results=results),
    )  # fmt: skip


def set_outcome(procedure: Procedure, step_id: str, outcome: ToolOutcome, to: str | None) -> Procedure:
    """With an outcome of the call led to a step, or not drawn."""
    step = _act(procedure, step_id)
    if to is None:
        left = {name: link for name, link in step.outcomes.items() if name != outcome}
        return replace_step(procedure, with_(step, outcomes=left))
    old = step.outcomes.get(outcome)
    link = Link(to=to) if old is None else with_(old, to=to)
    return replace_step(procedure, with_(step, outcomes=step.outcomes | {outcome: link}))


# -- fields --------------------------------------------------------------------------------------


def set_field(procedure: Procedure, field_id: str, **changes: Any) -> Procedure:
    """With some values of a field changed; its id is `rename_field`'s business."""
    return with_(procedure, fields=_changed(procedure.fields, field_id, lambda field: with_(field, **changes)))


def retitle_field(procedure: Procedure, field_id: str, title: str) -> Procedure:
    """With another title for a field. Its id goes with it as long as it was made from the title and nothing but ask
    steps uses it, so that a field just drawn up is called what it is."""
    old = procedure.fields[_place(procedure.fields, field_id)]
    others = set(procedure.field_by_id) - {field_id}
    retitled = set_field(procedure, field_id, title=title)
    if not title.strip() or old.id != _field_id(old.title, others) or _is_used(procedure, field_id):
        return retitled
    return rename_field(retitled, field_id, _field_id(title, others))


def _is_used(procedure: Procedure, field_id: str) -> bool:
    """Whether anything but an ask step's list names a field."""
    if any(f"{{{field_id}}}" in text.text for text in field_texts(procedure)):
        return True
    return any(
        (isinstance(step, Act) and field_id in {*step.arguments.values(), *step.results})
        or (isinstance(step, Decide) and (step.about == field_id or any(_tests(step, field_id))))
        for step in procedure.steps
    )


def _tests(step: Decide, field_id: str) -> Iterator[Comparison]:
    for branch in step.branches:
        yield from (test for test in (branch.when.tests if branch.when else ()) if test.field == field_id)


def new_field(procedure: Procedure, title: str, **values: Any) -> Procedure:
    """With one field more, its id made from its title."""
    return add_field(procedure, Field(id=_field_id(title, set(procedure.field_by_id)), title=title, **values))


def ask_new_field(procedure: Procedure, step_id: str, title: str) -> Procedure:
    """With a new field that a step asks for. Raises StudioError where the title is empty."""
    if not title.strip():
        raise StudioError(
            sentence("A field needs a title."), sentence("Write what it is called, such as Order number.")
        )
    grown = new_field(procedure, " ".join(title.split()))
    step = _step(grown, step_id)
    if not isinstance(step, Ask):
        raise StudioError(sentence("Only an ask step can ask for a field."), sentence("Choose an ask step."))
    return replace_step(grown, with_(step, fields=(*step.fields, grown.fields[-1].id)))


def reword_field_id(procedure: Procedure, field_id: str, name: str) -> Procedure:
    """With another short name for a field everywhere, made from the words given. Raises StudioError where another
    field has it."""
    if not name.strip():
        raise StudioError(sentence("A field needs a short name."), sentence("Write one or two words."))
    return rename_field(procedure, field_id, _field_id(name, set()))


def remove_field(procedure: Procedure, field_id: str) -> Procedure:
    """Without a field: no step asks for it, looks it up or fills it any more. Texts and comparisons that name it stay
    as they are, for their author to mend."""
    _place(procedure.fields, field_id)
    return with_(
        procedure,
        fields=tuple(field for field in procedure.fields if field.id != field_id),
        steps=tuple(_without_field(step, field_id) for step in procedure.steps),
    )


def _without_field(step: AnyStep, gone: str) -> AnyStep:
    if isinstance(step, Ask) and gone in step.fields:
        return with_(step, fields=tuple(name for name in step.fields if name != gone))
    if isinstance(step, Act) and gone in {*step.arguments.values(), *step.results}:
        return with_(
            step,
            arguments={argument: name for argument, name in step.arguments.items() if name != gone},
            results={name: column for name, column in step.results.items() if name != gone},
        )
    if isinstance(step, Decide) and step.about == gone:
        return with_(step, about=None)
    return step


def set_options(procedure: Procedure, field_id: str, rows: Iterable[tuple[str, Sequence[str]]]) -> Procedure:
    """With a choice's options as (label, other names). An option keeps its id by its label, and, where its label
    changes in its place, as long as the id was not made from the label or a condition names it."""
    old = procedure.fields[_place(procedure.fields, field_id)].options
    rows = list(rows)
    labels = {label for label, _ in rows}
    named = {
        value
        for step in procedure.steps
        if isinstance(step, Decide)
        for test in _tests(step, field_id)
        for value in ((test.value,) if isinstance(test.value, str) else test.value)
    }
    by_label = {option.label: option.id for option in old}
    taken = {by_label[label] for label in labels if label in by_label}
    made: list[Option] = []
    for number, (label, also) in enumerate(rows):
        heir = old[number] if number < len(old) and old[number].label not in labels else None
        kept = (
            heir is not None and heir.id not in taken and (heir.id in named or heir.id != _field_id(heir.label, set()))
        )
        known = by_label.pop(label, None) or (heir.id if heir is not None and kept else None)
        option_id = known or _field_id(label, taken | {option.id for option in made})
        taken.add(option_id)
        made.append(Option(id=option_id, label=label, also=tuple(also)))
    return set_field(procedure, field_id, options=tuple(made))


# -- knowledge -----------------------------------------------------------------------------------


def knowledge_of(procedure: Procedure, step_id: str | None) -> tuple[Knowledge, ...]:
    """What is known at a step alone, or (None) in the whole procedure."""
    return procedure.knowledge if step_id is None else _step(procedure, step_id).knowledge


def add_knowledge(
    procedure: Procedure, step_id: str | None, entries: Iterable[tuple[Sequence[str], str]] = (((), ""),)
) -> Procedure:
    """With more answers, as (questions, answer); one empty answer unless some are given. An answer already known word
    for word gets the further questions."""
    known = list(knowledge_of(procedure, step_id))
    for questions, answer in entries:
        same = next((number for number, entry in enumerate(known) if answer and entry.answer == answer), None)
        if same is not None:
            more = (question for question in questions if question not in known[same].questions)
            known[same] = with_(known[same], questions=(*known[same].questions, *more))
            continue
        name = _answer_id(questions, {entry.id for entry in known})
        known.append(Knowledge(id=name, questions=tuple(questions), answer=answer))
    return _with_knowledge(procedure, step_id, tuple(known))


def _answer_id(questions: Sequence[str], taken: set[str]) -> str:
    return free_id(" ".join((questions[0] if questions else "answer").split()[:4]), taken)


def set_questions(procedure: Procedure, step_id: str | None, entry_id: str, questions: Sequence[str]) -> Procedure:
    """With other ways of asking for an answer. Its id goes with the first as long as it was made from it."""
    known = knowledge_of(procedure, step_id)
    old = known[_place(known, entry_id)]
    others = {entry.id for entry in known} - {entry_id}
    made = _answer_id(old.questions, others) == entry_id
    new_id = _answer_id(questions, others) if made else entry_id
    return set_knowledge(procedure, step_id, entry_id, id=new_id, questions=tuple(questions))


def set_knowledge(procedure: Procedure, step_id: str | None, entry_id: str, **changes: Any) -> Procedure:
    """With some values of an answer changed."""
    known = _changed(knowledge_of(procedure, step_id), entry_id, lambda entry: with_(entry, **changes))
    return _with_knowledge(procedure, step_id, known)


def remove_knowledge(procedure: Procedure, step_id: str | None, entry_id: str) -> Procedure:
    """Without an answer."""
    left = tuple(entry for entry in knowledge_of(procedure, step_id) if entry.id != entry_id)
    return _with_knowledge(procedure, step_id, left)


def _with_knowledge(procedure: Procedure, step_id: str | None, known: tuple[Knowledge, ...]) -> Procedure:
    return with_(procedure, knowledge=known) if step_id is None else set_step(procedure, step_id, knowledge=known)


# -- tools ---------------------------------------------------------------------------------------


def add_tool(procedure: Procedure, title: str) -> Procedure:
    """With one tool more, its table still empty."""
    tool = Tool(id=_field_id(title, set(procedure.tool_by_id)), title=title, arguments=(), columns=())
    return with_(procedure, tools=(*procedure.tools, tool))


def set_tool(procedure: Procedure, tool_id: str, **changes: Any) -> Procedure:
    """With some values of a tool changed."""
    return with_(procedure, tools=_changed(procedure.tools, tool_id, lambda tool: with_(tool, **changes)))


def retitle_tool(procedure: Procedure, tool_id: str, title: str) -> Procedure:
    """With another title for a tool. Its id goes with it as long as it was made from the title and no step calls it."""
    old, others = procedure.tools[_place(procedure.tools, tool_id)], set(procedure.tool_by_id) - {tool_id}
    called = any(isinstance(step, Act) and step.tool == tool_id for step in procedure.steps)
    keeps = called or not title.strip() or old.id != _field_id(old.title, others)
    return set_tool(procedure, tool_id, title=title, id=tool_id if keeps else _field_id(title, others))


def remove_tool(procedure: Procedure, tool_id: str) -> Procedure:
    """Without a tool; steps that call it are left for their author to mend."""
    return with_(procedure, tools=tuple(tool for tool in procedure.tools if tool.id != tool_id))


def set_cell(procedure: Procedure, tool_id: str, row: int, column: str, text: str) -> Procedure:
    """With one cell of a tool's table changed."""
    tool = procedure.tools[_place(procedure.tools, tool_id)]
    cells = tool.rows[row] | {column: text}
    return set_tool(procedure, tool_id, rows=(*tool.rows[:row], cells, *tool.rows[row + 1 :]))


# -- ways of leaving the path --------------------------------------------------------------------


def set_overlay(procedure: Procedure, name: str, **changes: Any) -> Procedure:
    """With one way of leaving the path changed."""
    if name not in Overlays.model_fields:
        told = sentence('There is no way of leaving the path called "{name}".', name=name)
        raise StudioError(told, sentence("Choose one of the list."))
    overlay = with_(getattr(procedure.overlays, name), **changes)
    return with_(procedure, overlays=with_(procedure.overlays, **{name: overlay}))


# -- conditions ----------------------------------------------------------------------------------


def condition_of(join: str, tests: Sequence[Any]) -> Condition | None:
    """The condition of some comparisons; none without any."""
    return Condition.model_validate({"join": join, "tests": tuple(tests)}) if tests else None


# -- helpers -------------------------------------------------------------------------------------


def moved(items: tuple[T, ...], at: int, by: int) -> tuple[T, ...]:
    """The items with one of them that many places further on, held at the ends."""
    rest = [*items[:at], *items[at + 1 :]]
    rest.insert(min(max(at + by, 0), len(rest)), items[at])
    return tuple(rest)


def _put(pairs: dict[str, str], key: str, value: str | None) -> dict[str, str]:
    left = {name: known for name, known in pairs.items() if name != key or value}
    return left | ({key: value} if value else {})


def _place(items: Sequence[Any], item_id: str) -> int:
    for number, item in enumerate(items):
        if item.id == item_id:
            return number
    told = sentence('There is no "{name}" here any more.', name=item_id)
    raise StudioError(told, sentence("Choose one of those that are shown."))


def _changed(items: tuple[T, ...], item_id: str, change: Callable[[T], T]) -> tuple[T, ...]:
    at = _place(items, item_id)
    return (*items[:at], change(items[at]), *items[at + 1 :])


def _field_id(title: str, taken: set[str]) -> str:
    made = free_id(title, taken)
    return made.removeprefix("step_") if made.removeprefix("step_")[:1].isalpha() else made


def _step(procedure: Procedure, step_id: str) -> AnyStep:
    found = procedure.step_by_id.get(step_id)
    if found is None:
        told = sentence('There is no step "{step}".', step=step_id)
        raise StudioError(told, sentence("Choose one of the procedure's steps."))
    return found


def _decide(procedure: Procedure, step_id: str) -> Decide:
    found = _step(procedure, step_id)
    if not isinstance(found, Decide):
        raise StudioError(sentence('"{step}" is no decision.', step=found.title), sentence("Choose a decision."))
    return found


def _act(procedure: Procedure, step_id: str) -> Act:
    found = _step(procedure, step_id)
    if not isinstance(found, Act):
        raise StudioError(sentence('"{step}" calls no tool.', step=found.title), sentence("Choose an act step."))
    return found
