"""Answering the model's tool calls from the procedure's look-up tables."""

from __future__ import annotations

import re
from datetime import date

from studio.conversations.rendering import CALL_MARK
from studio.conversations.weave import tool_text
from studio.procedure import tables, values
from studio.procedure.machine import Call
from studio.procedure.model import Act, Procedure

_CALL = re.compile(rf"(?:^|\n){re.escape(CALL_MARK)} (\w+)(?: (.*))?\Z", re.S)


def split_call(reply: str) -> tuple[str, Call | None]:
    """A reply's spoken text and the tool call on its last line, if there is one."""
    match = _CALL.search(reply)
    if match is None:
        return reply, None
    given = tuple(
        (name.strip(), value.strip())
        for name, found, value in (part.partition("=") for part in (match[2] or "").split(" | "))
        if found
    )
    return reply[: match.start()], Call(match[1], given)


class ToolBox:
    """Runs the calls of one procedure."""

    def __init__(self, procedure: Procedure, today: date) -> None:
        self.procedure = procedure
        self.today = today

    def normal(self, act: Act, call: Call) -> dict[str, str]:
        """The call's arguments in normal form, by the fields that fill them."""
        read = {}
        for argument, words in call.arguments:
            source = act.arguments.get(argument)
            if source is not None:
                field = self.procedure.field_by_id[source]
                read[source] = values.normal(field, words, self.today) or ""
        return read

    def run(self, act_id: str, call: Call) -> tuple[str, tables.Found]:
        """The tool's result as the model reads it, and as the machine does. An unknown tool answers with an error."""
        act = self.procedure.step_by_id.get(act_id)
        if not isinstance(act, Act) or act.tool != call.tool:
            act = next((s for s in self.procedure.steps if isinstance(s, Act) and s.tool == call.tool), None)
        if act is None:
            return tool_text("error", ()), tables.Found("error", ())
        found = tables.look_up(self.procedure, act, self.normal(act, call), self.today)
        return tool_text(found.outcome, found.fields), found
