"""The procedure as immutable values: fields, steps, knowledge, tools and the ways people leave the path.

It knows nothing of files, drawing or language models. Reading and writing is `file`, meaning is `machine`,
and everything that can be wrong with a well-formed procedure is `checks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

FORMAT_VERSION = 1
IDENTIFIER = r"^[a-z][a-z0-9_]{0,39}$"
Identifier = Annotated[str, Setting(pattern=IDENTIFIER)]

FieldKind = Literal["text", "number", "money", "date", "choice", "yes_no", "email", "phone", "code"]
EndOutcome = Literal["success", "abandoned", "escalated", "refused"]
ToolOutcome = Literal["ok", "empty", "refused", "error"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "one of", "known", "unknown"]


class Record(BaseModel):
    """A frozen value that refuses unknown keys, so a typing slip in a file is found and not ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """Without what was found out about the original, which need not be true of a copy with other values."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Option(Record):
    """One choice of a choice field: `id` is its normal form, `label` what the agent says, `also` what people say."""

    id: Identifier
    label: str
    also: tuple[str, ...] = ()


class Field(Record):
    """Something the agent needs to know. `exact` demands the person's very characters (codes, names on tickets)."""

    id: Identifier
    title: str
    kind: FieldKind = "text"
    options: tuple[Option, ...] = ()
    pattern: str = ""
    currency: str = ""
    examples: tuple[str, ...] = ()
    required: bool = True
    exact: bool = False


class Link(Record):
    """An edge to step `to`. With a `limit` it closes a loop: taken at most `limit` times, then `spent` is entered."""

    to: Identifier
    limit: int | None = Setting(default=None, ge=1, le=20)
    spent: Identifier | None = None


class Comparison(Record):
    """One test on a field's normal form. Dates may be compared with "today", "today+14" or "today-30" (days)."""

    field: Identifier
    operator: Operator
    value: str | tuple[str, ...] = ""


class Condition(Record):
    """All (or any) of some comparisons."""

    join: Literal["all", "any"] = "all"
    tests: tuple[Comparison, ...] = Setting(min_length=1)


class Branch(Record):
    """One way out of a decision. In words: `condition` and `examples`; computed: `when`, or none for the last,
    otherwise branch. `id` is the word the trace writes."""

    id: Identifier
    link: Link
    condition: str = ""
    examples: tuple[str, ...] = ()
    when: Condition | None = None


class Knowledge(Record):
    """A question people ask and the answer; `questions` are ways of asking it."""

    id: Identifier
    questions: tuple[str, ...]
    answer: str
    exact: bool = False


class Edge(NamedTuple):
    """A drawn edge: from a step, by a branch ("next", a branch id, or a tool outcome), to a step.
    `loop` says it has a limit; a limited edge's `spent` way is an edge of its own, branch "BRANCH spent"."""

    source: str
    branch: str
    target: str
    loop: bool = False


StepShape = tuple[str, str, tuple[Edge, ...]]  # id, kind, edges
Shape = tuple[str | None, tuple[StepShape, ...]]  # start, steps


class StepBase(Record):
    id: Identifier
    title: str
    note: str = ""
    knowledge: tuple[Knowledge, ...] = ()

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """The ways out as (branch name, link), in drawn order."""
        return ()

    @cached_property
    def shape(self) -> StepShape:
        """What others see of the step: id, kind, and its edges in drawn order, a limited one followed by its spent way
        where one is drawn."""
        found: list[Edge] = []
        for branch, link in self.links:
            found.append(Edge(self.id, branch, link.to, link.limit is not None))
            if link.limit is not None and link.spent is not None:
                found.append(Edge(self.id, f"{branch} spent", link.spent))
        return self.id, type(self).__name__, tuple(found)


class Say(StepBase):
    """The agent says something and goes on."""

    kind: Literal["say"] = "say"
    text: str
    exact: bool = False
    link: Link

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        return (("next", self.link),)


class Ask(StepBase):
    """The agent says something, waits, and fills zero or more fields. `again` is the wording of a repeated ask."""

    kind: Literal["ask"] = "ask"
    text: str
    again: str = ""
    exact: bool = False
    fields: tuple[Identifier, ...] = ()
    link: Link

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        return (("next", self.link),)


class Decide(StepBase):
    """A decision hub. `basis` "words" judges the latest user message, or the earlier answer in the field `about`;
    "computed" takes the first branch whose condition holds, the last branch having none."""

    kind: Literal["decide"] = "decide"
    basis: Literal["words", "computed"] = "words"
    about: Identifier | None = None
    branches: tuple[Branch, ...]

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        return tuple((branch.id, branch.link) for branch in self.branches)


class Act(StepBase):
    """Calls `tool` with fields as arguments ({argument: field}); `results` puts result columns in fields
    ({field: column}); each outcome has its edge. An outcome not drawn is the tool-failure overlay's business."""

    kind: Literal["act"] = "act"
    tool: Identifier
    arguments: dict[str, Identifier] = Setting(default_factory=dict)
    results: dict[Identifier, str] = Setting(default_factory=dict)
    outcomes: dict[ToolOutcome, Link]

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        return tuple(self.outcomes.items())


class End(StepBase):
    """May speak, and closes the conversation."""

    kind: Literal["end"] = "end"
    text: str = ""
    exact: bool = False
    outcome: EndOutcome = "success"


Step = Annotated[Say | Ask | Decide | Act | End, Setting(discriminator="kind")]


class Tool(Record):
    """A look-up table: the first row whose columns equal the arguments (in normal form) answers; no row is `empty`.
    A column named `outcome` may say refused or error for a row."""

    id: Identifier
    title: str
    arguments: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...] = ()


class Overlay(Record):
    """One way people leave the path: may be switched off (`on`), worded (`text`), or led to a drawn end (`to`)."""

    on: bool = True
    text: str = ""
    to: Identifier | None = None


class Overlays(Record):
    """The ways of leaving the path that every procedure has without drawing them. Empty texts use the phrasebook's."""

    question: Overlay = Overlay()
    correction: Overlay = Overlay()
    early: Overlay = Overlay()
    vague: Overlay = Overlay()
    invalid: Overlay = Overlay()
    declined: Overlay = Overlay()
    human: Overlay = Overlay()
    leaving: Overlay = Overlay()
    out_of_scope: Overlay = Overlay()
    attack: Overlay = Overlay()
    tool_failure: Overlay = Overlay()


class Procedure(Record):
    """A whole procedure. `layout` holds positions by step id and takes no part in meaning or hash."""

    format: int = FORMAT_VERSION
    name: str
    language: str = "en"
    persona: str = ""
    scope: str = ""
    uses_date: bool = False
    start: Identifier | None = None
    fields: tuple[Field, ...] = ()
    tools: tuple[Tool, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    overlays: Overlays = Overlays()
    steps: tuple[Step, ...] = ()
    layout: dict[str, Any] = Setting(default_factory=dict)

    @cached_property
    def step_by_id(self) -> dict[str, Say | Ask | Decide | Act | End]:
        return {step.id: step for step in self.steps}

    @cached_property
    def field_by_id(self) -> dict[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def tool_by_id(self) -> dict[str, Tool]:
        return {tool.id: tool for tool in self.tools}

    def links(self, step: Say | Ask | Decide | Act | End) -> Iterator[tuple[str, Link]]:
        """The step's ways out as (branch name, link), in drawn order."""
        yield from step.links

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every drawn edge, in drawn order; a limited edge is followed by its spent way where one is drawn."""
        return tuple(edge for step in self.steps for edge in step.shape[2])

    @cached_property
    def shape(self) -> Shape:
        """The chart without its words: where it starts, and each step's own shape."""
        return self.start, tuple(step.shape for step in self.steps)
