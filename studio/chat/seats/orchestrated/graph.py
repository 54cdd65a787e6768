"""A procedure as a LangGraph graph: a node for each step, an edge where one way leads on, a conditional edge where
several do. One run of the graph is one exchange: from the step that waits to the next one that does.

LangGraph is imported when a graph is built, never when this module is loaded; its tracing is off.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypedDict

from studio.base.errors import StudioError
from studio.base.offline import SWITCHES
from studio.base.sentences import sentence
from studio.chat.seats.orchestrated.steps import Steps, all_steps, entry
from studio.chat.seats.orchestrated.talk import Talk
from studio.procedure.model import Act, Ask, Decide, End, Link, Say

LAPS = 3  # of the whole chart in one exchange; more is a circle in which nothing is ever asked


class Exchange(TypedDict):
    """What flows through the graph: the talk, and the step that the last node leads to."""

    talk: Talk
    goto: str


class Led:
    """A procedure led by LangGraph."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        start = steps.procedure.start
        if start is None:
            raise StudioError(
                sentence("This procedure has no start."), sentence("Draw where it begins, then compile it again.")
            )
        self.start = start
        self.graph = self._built()

    def exchange(self, talk: Talk) -> Talk:
        """Lead the talk on until the agent waits or is done. Raises StudioError where it goes round in circles, and
        whatever the steps raise."""
        from langgraph.errors import GraphRecursionError

        limit = LAPS * len(self.steps.procedure.steps) + 10
        try:
            done = self.graph.invoke({"talk": talk, "goto": ""}, {"recursion_limit": limit})
        except GraphRecursionError as error:
            raise StudioError(
                sentence("The steps around {step} go round without ever asking anything.", step=str(talk.at)),
                sentence("Mend the chart, then compile again."),
            ) from error
        found: Talk = done["talk"]
        return found

    def _built(self) -> Any:
        os.environ.update({name: value for name, value in SWITCHES.items() if name.startswith("LANG")})
        from langgraph.graph import END, START, StateGraph

        graph: Any = StateGraph(Exchange)
        every = all_steps(self.steps.chart)
        names = [step.id for step in every]
        for step in every:
            graph.add_node(step.id, self._node(step))
        waiting = [step.id for step in every if isinstance(step, Ask | Act)]
        begins = dict.fromkeys([self.start, *waiting])
        graph.add_conditional_edges(START, lambda state: entry(state["talk"], self.start), list(begins))
        for step in every:
            if isinstance(step, End):
                graph.add_edge(step.id, END)
            elif isinstance(step, Say) and step.link.limit is None:
                graph.add_edge(step.id, step.link.to)
            else:
                leads = self._leads(step, names)
                graph.add_conditional_edges(step.id, lambda state: state["goto"] or END, {**leads, END: END})
        return graph.compile()

    def _leads(self, step: Say | Ask | Decide | Act | End, names: list[str]) -> dict[str, str]:
        """Where a step may lead: its edges; from an ask also back to itself, to what a correction reopens and to the
        ends beside the chart; from an act to those ends."""
        links: list[Link] = [link for _, link in self.steps.procedure.links(step)]
        found = [target for link in links for target in (link.to, link.spent) if target]
        chart = self.steps.chart
        if isinstance(step, Ask):
            reopened = [s.id for s in self.steps.procedure.steps if isinstance(s, Decide | Act)]
            asides = [chart.end_for(kind) for kind in ("human", "leaving", "vague", "invalid", "declined")]
            found += [step.id, *reopened, *asides]
        if isinstance(step, Act):
            found.append(chart.end_for("tool_failure"))
        return {name: name for name in names if name in found}

    def _node(self, step: Say | Ask | Decide | Act | End) -> Callable[[Exchange], Exchange]:
        enter: Callable[[Any, Talk], str | None] = getattr(self.steps, step.kind)

        def node(state: Exchange) -> Exchange:
            return {"talk": state["talk"], "goto": enter(step, state["talk"]) or ""}

        return node
