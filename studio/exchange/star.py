"""A task of the STAR corpus (RasaHQ/STAR) drawn as a procedure: its replies, its graph of next actions and its tool.

A task is a folder with task.json (what the agent can say, and which action follows which), and api.json (what the tool
takes and gives). Replies that ask become questions with the tool's inputs as their fields, queries become look-ups in a
made-up table, conditions that stand alone in the graph become the branches of the step they follow. What STAR leaves
open is drawn plainly: after news the agent asks whether there is anything else, and then says goodbye.

Which step a node becomes is here; which field a question fills is `star_fields`' business.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.exchange import star_words as words
from studio.exchange.star_fields import Fields, Input, identifier
from studio.procedure.checks import problems
from studio.procedure.graph import loop_edges
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Comparison,
    Condition,
    Decide,
    End,
    Field,
    Link,
    Overlay,
    Overlays,
    Procedure,
    Say,
    Tool,
)

TASK, API = "task.json", "api.json"
ROUNDS = 3
OUTCOMES = {"available": "ok", "unavailable": "refused", "query_success": "ok", "query_failure": "refused"}
SPELLINGS = {"clazz": "class"}  # what the task's program could not call so
ELSE, SCOPE, NOTHING = "anything_else", "out_of_scope", "inform_nothing_found"
MISSING = "info_missing"
_BYE = re.compile(r"(?:^|_)(?:good)?bye(?:_|$)")
_FORMAT = re.compile(r"\{(\w+)(?::\w+)?\}")
AnyStep = Say | Ask | Decide | Act | End


@dataclass(frozen=True)
class Task:
    """A task as it was written: what is said by node, which node follows, the tool's inputs and outputs."""

    name: str
    replies: Mapping[str, str]
    graph: Mapping[str, str]
    inputs: tuple[Input, ...]
    outputs: tuple[Input, ...]
    required: frozenset[str]

    def __post_init__(self) -> None:
        unknown = next((node for node in self.graph.values() if node not in self.replies), "")
        if unknown:
            raise StudioError(
                sentence("The task's graph leads to “{unknown}”, which is no reply of it.", unknown=unknown),
                sentence("Correct the task's graph."),
            )


def read_task(path: Path) -> Task:
    """The task in a folder, or in its task.json. Raises StudioError."""
    folder = path if path.is_dir() else path.parent
    file = path / TASK if path.is_dir() else path
    task, api = _object(file), _object(folder / API) if (folder / API).exists() else {}
    try:
        return Task(
            name=str(task["task"]),
            replies={str(node): " ".join(str(text).split()) for node, text in task["replies"].items()},
            graph={str(node): str(following) for node, following in task["graph"].items()},
            inputs=tuple(map(Input.from_json, api.get("input", ()))),
            outputs=tuple(map(Input.from_json, api.get("output", ()))),
            required=frozenset(map(str, api.get("required", ()))),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise StudioError(
            sentence("{path} is no STAR task.", path=str(file)),
            sentence("Name a task's folder or its {task}, with its {api} beside it.", task=TASK, api=API),
        ) from error


def _object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise from_os(error, sentence("Reading {path}", path=str(path))) from error
    except ValueError as error:
        raise StudioError(
            sentence("{path} is no JSON.", path=str(path)), sentence("Name the JSON file of a STAR task.")
        ) from error
    if not isinstance(found, dict):
        raise StudioError(
            sentence("{path} is no STAR task.", path=str(path)),
            sentence("Name a task's folder or its {task}.", task=TASK),
        )
    return found


def procedure_of(task: Task) -> Procedure:
    """The task drawn. Raises StudioError where it says too little to be drawn."""
    return _Drawing(task).procedure()


class _Drawing:
    def __init__(self, task: Task) -> None:
        self.task = task
        graph, replies = task.graph, task.replies
        entered = set(graph.values())
        begins = [node for node in graph if node not in entered and not _condition(node)]
        if not begins:
            raise StudioError(
                sentence("The task's graph has no beginning."), sentence("Give it a node that no other leads to.")
            )
        self.start = begins[0]
        self.queries = [node for node in replies if node.startswith("query") and node not in OUTCOMES]
        self.bye = next((node for node in replies if _BYE.search(node)), "goodbye")
        drawn = {*graph, *entered, ELSE, self.bye}
        self.spoken = [
            node
            for node in replies
            if (node in drawn or node.endswith(NOTHING)) and not _condition(node) and node not in self.queries
        ]
        self.chain = [
            n for n in self._ordered() if n in graph and n != self.start and {"ask", "optional"} & {*n.split("_")}
        ]
        self.missing = self._missing()
        self.fields = Fields(task.inputs, task.required, {node: replies[node] for node in self.chain})
        self.results: dict[str, Field] = {}
        self.steps: list[AnyStep] = []
        self.decisions = 0

    def _ordered(self) -> list[str]:
        """What is spoken, in the order of the graph as far as that goes from its beginning."""
        way: dict[str, None] = {}
        node = self.start
        while node and node not in way:
            way[node] = None
            node = self.task.graph.get(node, "")
        return [*(node for node in way if node in self.spoken), *(node for node in self.spoken if node not in way)]

    # -- the whole -----------------------------------------------------------------------------

    def procedure(self) -> Procedure:
        for node in self.spoken:
            self._speak(node, self.task.replies[node])
        if ELSE not in self.spoken:
            self._speak(ELSE, words.ANYTHING_ELSE)
        if self.bye not in self.spoken:
            self._speak(self.bye, words.GOODBYE)
        tools = [self._look_up(number, query) for number, query in enumerate(self.queries)]
        optional = set(self.missing)
        fields = [
            field.model_copy(update={"required": False}) if optional & self._askers(field.id) else field
            for field in self.fields.drawn
        ]
        return _limited(
            Procedure(
                name=_title(self.task.name),
                scope=self._scope(),
                start=self.start,
                fields=(*fields, *self.results.values()),
                tools=tuple(tools),
                overlays=self._overlays(),
                steps=tuple(self.steps),
            ),
            self.bye,
        )

    def _askers(self, field: str) -> set[str]:
        return {node for node in self.chain if field in self.fields.of(node)}

    def _scope(self) -> str:
        told = re.search(r"only able to (?:help you |help |play )?(?:to )?(.+?)[.]?$", self.task.replies.get(SCOPE, ""))
        return told[1] if told else _title(self.task.name).lower()

    def _overlays(self) -> Overlays:
        """What is out of scope is answered as the task says, and whoever leaves is told goodbye, wherever they are."""
        return Overlays(out_of_scope=Overlay(text=self.task.replies.get(SCOPE, "")), leaving=Overlay(to=self.bye))

    # -- what is spoken ------------------------------------------------------------------------

    def _speak(self, node: str, reply: str) -> None:
        """The steps of one reply: every one waits for the person, as the conversations of STAR do."""
        text, title = self._text(reply), _title(node)
        if node == self.bye:
            self.steps.append(End(id=node, title=title, text=text))
            return
        following = self.task.graph.get(node)
        branches = self._branches(node, reply) if following is None else []
        if node in self.missing and following is not None:
            following = self._known(node, following)
        elif branches:
            following = self._decide(branches, title)
        link = Link(to=following or ELSE)
        self.steps.append(Ask(id=node, title=title, text=text, fields=self.fields.of(node), link=link))

    def _branches(self, node: str, reply: str) -> list[tuple[str, words.Taken, str]]:
        """The ways on from a reply that the graph lets end: branch, when it is taken, and where it leads."""
        graph, question = self.task.graph, reply.endswith("?")
        answers = [name for name in words.ANSWERS if name in graph]
        if node == ELSE:
            return [("more", words.MORE, self._criteria()), ("done", words.DONE, self.bye)]
        if question and "done" in graph and node in [graph[name] for name in answers]:
            asked = next((graph[query] for query in self.queries if query in graph), ELSE)
            return [("yes", words.ON, asked), ("no", words.STOP, graph["done"])]
        if answers and node in [graph.get(query) for query in self.queries]:
            return [(name, words.BRANCHES[name], graph[name]) for name in answers]
        if question and node.endswith(NOTHING):
            return [("yes", words.YES, self._criteria()), ("no", words.NO, ELSE)]
        if question and {"yes", "no"} & graph.keys():
            return [("yes", words.YES, graph.get("yes", ELSE)), ("no", words.NO, graph.get("no", ELSE))]
        return []

    def _criteria(self) -> str:
        """Where somebody goes who wants to search for something else."""
        again = self.task.graph.get("no", "")
        return again if again in self.chain else next((n for n in self.chain if n != "ask_name"), self.start)

    def _decide(self, branches: list[tuple[str, words.Taken, str]], after: str) -> str:
        drawn = tuple(
            Branch(id=name, link=Link(to=to), condition=taken.condition, examples=taken.examples)
            for name, taken, to in branches
        )
        self.decisions += 1
        title = f"{after}: {' or '.join(name for name, _, _ in branches)}?"
        self.steps.append(Decide(id=f"reply_{self.decisions}", title=title, branches=drawn))
        return self.steps[-1].id

    # -- what somebody cannot remember ---------------------------------------------------------

    def _missing(self) -> dict[str, str]:
        """The questions whose answer may be missing, with where that leads: a condition tells them by their words."""
        found: dict[str, str] = {}
        for condition, to in self.task.graph.items():
            if condition.startswith(MISSING):
                told = _plain_words(self.task.replies.get(condition, "").rpartition("remember")[2])
                found |= {node: to for node in self.chain if told & _plain_words(self._asked(node))}
        return found

    def _asked(self, node: str) -> str:
        return f"{node.replace('_', ' ')} {self.task.replies[node]}"

    def _known(self, node: str, following: str) -> str:
        unknown = Condition(tests=tuple(Comparison(field=f, operator="unknown") for f in self.fields.of(node)))
        self.decisions += 1
        missing = Branch(id="missing", link=Link(to=self.missing[node]), when=unknown)
        given = Branch(id="given", link=Link(to=following))
        name = f"known_{self.decisions}"
        title = f"{_title(node)}: remembered?"
        self.steps.append(Decide(id=name, title=title, basis="computed", branches=(missing, given)))
        return name

    # -- tools ---------------------------------------------------------------------------------

    def _text(self, reply: str) -> str:
        """A reply with its placeholders as fields; what nobody is asked for, the first query gives."""

        def named(match: re.Match[str]) -> str:
            spelt = SPELLINGS.get(match[1], match[1])
            name = self.fields.called(spelt)
            if name is None:
                name = identifier(spelt)
                self.results.setdefault(name, Field(id=name, title=name.replace("_", " ").capitalize()))
            return "{" + name + "}"

        return _FORMAT.sub(named, reply)

    def _look_up(self, number: int, query: str) -> Tool:
        """The act of a query, and the table it looks in, which holds a row for each outcome."""
        outcomes = self._outcomes(number, query)
        key = self._key(number)
        arguments = {key.id: key.id} if key is not None else {}
        results = self.results if number == 0 else {}
        drawn = {outcome: Link(to=to) for outcome, to in outcomes.items()}
        self.steps.append(
            Act(
                id=query,
                title=_title(query),
                tool=f"table_{number + 1}",
                arguments=arguments,
                results={name: name for name in results},
                outcomes=drawn,  # type: ignore[arg-type]
            )
        )
        told = [name for name in outcomes if name != "empty"]
        rows = []
        for place, value in enumerate(_values(key)):
            row = {key.id: value} if key is not None else {}
            given = {name: _sample(name, self.task.outputs, place) for name in results}
            rows.append(row | given | {"outcome": told[(place // 2) % len(told)]})
        columns = (*arguments, *results, "outcome")
        return Tool(
            id=f"table_{number + 1}", title=_title(query), arguments=tuple(arguments), columns=columns, rows=tuple(rows)
        )

    def _outcomes(self, number: int, query: str) -> dict[str, str]:
        graph = self.task.graph
        if query in graph:
            found = {"ok": graph[query]}
        else:
            pairs = [("available", "unavailable"), ("query_success", "query_failure")]
            there = [pair for pair in pairs if any(name in graph for name in pair)]
            pair = there[min(number, len(there) - 1)] if there else ()
            found = {OUTCOMES[name]: graph[name] for name in pair if name in graph}
        found.setdefault("ok", ELSE)
        nothing = next((node for node in self.spoken if node.endswith(NOTHING)), ELSE)
        return found | {"empty": nothing if number == 0 else found.get("refused", ELSE)}

    def _key(self, number: int) -> Field | None:
        """What a table is searched by: something that is always asked for, rather a choice than free words; each table
        by something else."""
        kinds = ("choice", "code", "number", "text")
        fit = [
            field
            for field in self.fields.drawn
            if field.kind in kinds and not self._askers(field.id) & set(self.missing)
        ]
        fit.sort(key=lambda field: (not field.required, kinds.index(field.kind), not field.examples))
        return fit[number % len(fit)] if fit else None


def _condition(node: str) -> bool:
    """Whether a node of a graph is nothing said or done, but when an edge is taken."""
    return node in OUTCOMES or node in words.BRANCHES or node.startswith(MISSING)


def _values(key: Field | None) -> list[str]:
    """What a table knows: of a choice all but the last option, of numbers not every one, so that something is not
    found."""
    if key is None:
        return [""]
    rng = random.Random(key.id)
    if key.kind == "choice":
        return [option.label for option in key.options[:-1] or key.options]
    if key.kind in ("code", "number"):
        numbers = [number for number in range(1, 33) if number % 4]
        return [str(rng.randint(1000, 999_999) if key.kind == "code" else number) for number in numbers]
    return list(key.examples or words.NAMES)


def _sample(name: str, outputs: tuple[Input, ...], place: int) -> str:
    """Something a tool may give."""
    wanted = _plain_words(name.replace("_", " "))
    found = next((one for one in outputs if wanted & _plain_words(one.title)), None)
    if found is not None and found.categories:
        return found.categories[place % len(found.categories)]
    if found is not None and found.kind == "Integer":
        return str(7 + 13 * place)
    return words.NOTES[place % len(words.NOTES)]


def _plain_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]{3,}", text.casefold())} - {"the", "and", "can", "your", "you", "name"}


def _title(node: str) -> str:
    return node.replace("_", " ").strip().capitalize()


def _limited(procedure: Procedure, spent: str) -> Procedure:
    """A procedure whose loops, drawn without limits, each have one and lead to an end when it is spent; as many rounds
    as a base model can read."""
    loops = {(edge.source, edge.branch) for edge in loop_edges(procedure)}
    for rounds in range(ROUNDS, 0, -1):
        made = _with_rounds(procedure, loops, rounds, spent)
        if not any(finding.code == "too_long" for finding in problems(made)):
            break
    return made


def _with_rounds(procedure: Procedure, loops: set[tuple[str, str]], rounds: int, spent: str) -> Procedure:
    def link(step: str, branch: str, old: Link) -> Link:
        return old.model_copy(update={"limit": rounds, "spent": spent}) if (step, branch) in loops else old

    def closed(step: AnyStep) -> AnyStep:
        if isinstance(step, Decide):
            branches = tuple(b.model_copy(update={"link": link(step.id, b.id, b.link)}) for b in step.branches)
            return step.model_copy(update={"branches": branches})
        if isinstance(step, Act):
            outcomes = {name: link(step.id, name, old) for name, old in step.outcomes.items()}
            return step.model_copy(update={"outcomes": outcomes})
        if isinstance(step, Say | Ask):
            return step.model_copy(update={"link": link(step.id, "next", step.link)})
        return step

    return procedure.model_copy(update={"steps": tuple(map(closed, procedure.steps))})
