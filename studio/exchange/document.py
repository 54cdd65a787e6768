"""The procedure as a document to read and print: steps in the order they are met, fields, knowledge, tables, as HTML.

The page is whole in itself and holds no script; whatever a person wrote stands in it as text. Words of our own go
through `say`, so that a window can have them in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from studio.exchange.document_words import CAUSES, ENDS, KINDS, OPERATORS, OUTCOMES, SITUATIONS, STEPS
from studio.exchange.markup import safe
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Comparison,
    Condition,
    Decide,
    End,
    Field,
    Knowledge,
    Link,
    Overlays,
    Procedure,
    Say,
    Tool,
)
from studio.procedure.values import placeholders
from studio.procedure.wording import DEFAULTS

AnyStep = Say | Ask | Decide | Act | End
Words = Callable[[str], str]
EXAMPLES, ROWS = 5, 200  # of a branch or a field, and of a table, that are printed; the rest is counted

STYLE = """
body { font-family: Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif; font-size: 10.5pt;
  line-height: 1.45; color: #1d2733; background: #ffffff; max-width: 46em; margin: 2.5em auto; padding: 0 1.5em; }
h1 { font-size: 22pt; line-height: 1.2; margin: 0 0 .3em; }
h2 { font-size: 15pt; margin: 2em 0 .6em; padding-bottom: .2em; border-bottom: 1px solid #d5dbe1; }
h3 { font-size: 11.5pt; margin: 1.6em 0 .3em; }
p { margin: .35em 0; }
a { color: #1c64d1; text-decoration: none; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; }
th, td { border: 1px solid #d5dbe1; padding: .35em .6em; text-align: left; vertical-align: top; }
th { background: #f3f5f7; font-weight: 600; }
figure { margin: 1.5em 0; } figure svg { max-width: 100%; height: auto; }
.kind, .quiet { color: #566272; font-weight: 400; }
.spoken { border-left: 3px solid #4f7cac; padding-left: .8em; }
.field { background: #e6f5ef; color: #1b6b51; }
@media print { body { margin: 0; max-width: none; } section, tr, figure { break-inside: avoid; } h2, h3 {
  break-after: avoid; } a { color: inherit; } }
"""


def html(procedure: Procedure, *, picture: bool = True, say: Words = str) -> str:
    """The whole page, with the chart's picture unless it is not wanted. `say` puts our own words in another language;
    what the procedure's author wrote stays as it is."""
    return _Document(procedure, say).page(picture)


def body(procedure: Procedure, *, say: Words = str) -> str:
    """What stands in the page, without picture and style, for whoever lays it out otherwise."""
    return "\n".join(_Document(procedure, say).parts())


def reading_order(procedure: Procedure) -> tuple[AnyStep, ...]:
    """The steps as one meets them from the start, each way followed to its end; what is never met comes last."""
    found: dict[str, AnyStep] = {}
    for first in (procedure.start, *procedure.step_by_id):
        waiting = [first]
        while waiting:
            step = procedure.step_by_id.get(waiting.pop() or "")
            if step is None or step.id in found:
                continue
            found[step.id] = step
            links = [link for _, link in procedure.links(step)]
            waiting += reversed([name for link in links for name in (link.to, link.spent) if name])
    return tuple(found.values())


class _Document:
    """One document in the making."""

    def __init__(self, procedure: Procedure, say: Words) -> None:
        self.procedure, self.say = procedure, say
        self.order = reading_order(procedure)
        self.number = {step.id: number for number, step in enumerate(self.order, 1)}

    def page(self, picture: bool) -> str:
        name, language = safe(self._name()), safe(self.procedure.language)
        head, *rest = self.parts()
        return "\n".join(
            [
                f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
                '<meta name="viewport" content="width=device-width">',
                f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
                head,
                *([self._figure()] if picture and self.order else []),
                *rest,
                "</body>\n</html>\n",
            ]
        )

    def parts(self) -> list[str]:
        """The heading, then each section that has something to tell."""
        procedure, say = self.procedure, self.say
        return [
            self._head(),
            *_section(say("Steps"), map(self._step, self.order)),
            *_section(say("Fields"), self._fields()),
            *_section(say("Answers at any step"), self._answers(procedure.knowledge)),
            *_section(say("Tables"), map(self._tool, procedure.tools)),
            *_section(say("Whatever the step"), self._overlays()),
        ]

    def _name(self) -> str:
        return self.procedure.name or self.say("Untitled procedure")

    def _head(self) -> str:
        lines = [f"<h1>{safe(self._name())}</h1>"]
        if self.procedure.persona:
            lines.append(f"<p>{self._spoken(self.procedure.persona)}</p>")
        if self.procedure.scope:
            lines.append(f"<p>{self._told('It is about: {scope}', scope=safe(self.procedure.scope))}</p>")
        if self.procedure.start in self.procedure.step_by_id:
            lines.append(f"<p>{self._told('It begins with {step}.', step=self._to(self.procedure.start or ''))}</p>")
        return "\n".join(lines)

    def _figure(self) -> str:
        from studio.exchange.picture import svg

        return f"<figure>\n{svg(self.procedure)}</figure>"

    # -- steps -----------------------------------------------------------------------------------

    def _step(self, step: AnyStep) -> str:
        kind = safe(self.say(STEPS[step.kind]))
        title = safe(step.title or step.id)
        lines = [
            f'<section id="step-{safe(step.id)}">',
            f'<h3>{self.number[step.id]}. {title} <span class="kind">· {kind}</span></h3>',
            *_TELLING[step.kind](self, step),
            *self._answers(step.knowledge),
        ]
        if step.note:
            lines.append(f'<p class="quiet">{self._told("Note: {text}", text=safe(step.note))}</p>')
        return "\n".join([*lines, "</section>"])

    def _saying(self, step: Say) -> Iterator[str]:
        yield self._speech(step.text, step.exact)
        yield self._onwards(step.link)

    def _asking(self, step: Ask) -> Iterator[str]:
        yield self._speech(step.text, step.exact)
        if step.again:
            yield f"<p>{self._told('When asked again: {text}', text=self._spoken(step.again))}</p>"
        if step.fields:
            names = ", ".join(self._field(name) for name in step.fields)
            yield f"<p>{self._told('Asks for: {fields}', fields=names)}</p>"
        yield self._onwards(step.link)

    def _deciding(self, step: Decide) -> Iterator[str]:
        if step.basis == "computed":
            yield f"<p>{safe(self.say('By what is known, the first that holds:'))}</p>"
        elif step.about:
            yield f"<p>{self._told('By the answer kept in {field}:', field=self._field(step.about))}</p>"
        else:
            yield f"<p>{safe(self.say('By what the person has just said:'))}</p>"
        spoken = any(branch.examples for branch in step.branches)
        heads = [self.say("Branch"), self.say("When"), *([self.say("For example")] if spoken else []), self.say("Then")]
        yield _table(
            heads,
            (
                [
                    safe(branch.id.replace("_", " ")),
                    self._when(branch),
                    *([self._examples(branch.examples)] if spoken else []),
                    self._link(branch.link),
                ]
                for branch in step.branches
            ),
        )

    def _acting(self, step: Act) -> Iterator[str]:
        tool = self.procedure.tool_by_id.get(step.tool)
        title = safe(tool.title if tool else step.tool)
        yield f"<p>{self._told('Looks it up in {table}.', table=title)}</p>"
        if step.arguments:
            given = ", ".join(f"{safe(name)} = {self._field(field)}" for name, field in step.arguments.items())
            yield f"<p>{self._told('Looks for: {values}', values=given)}</p>"
        if step.results:
            kept = ", ".join(f"{self._field(field)} = {safe(column)}" for field, column in step.results.items())
            yield f"<p>{self._told('Keeps: {values}', values=kept)}</p>"
        rows = ([safe(self.say(OUTCOMES[outcome])), self._link(link)] for outcome, link in step.outcomes.items())
        yield _table([self.say("Outcome"), self.say("Then")], rows)

    def _ending(self, step: End) -> Iterator[str]:
        if step.text:
            yield self._speech(step.text, step.exact)
        yield f"<p>{safe(self.say(ENDS[step.outcome]))}</p>"

    # -- ways onwards ----------------------------------------------------------------------------

    def _to(self, step_id: str) -> str:
        step = self.procedure.step_by_id.get(step_id)
        if step is None:
            return f'<span class="quiet">{safe(self.say("nowhere yet"))}</span>'
        return f'<a href="#step-{safe(step_id)}">{self.number[step_id]}. {safe(step.title or step_id)}</a>'

    def _link(self, link: Link) -> str:
        if link.limit is None:
            return self._to(link.to)
        if link.spent is None:
            return self._told("{step}, at most {limit} times", step=self._to(link.to), limit=str(link.limit))
        to, spent = self._to(link.to), self._to(link.spent)
        return self._told("{step}, at most {limit} times, then {other}", step=to, limit=str(link.limit), other=spent)

    def _onwards(self, link: Link) -> str:
        return f"<p>{self._told('Then: {step}', step=self._link(link))}</p>"

    def _when(self, branch: Branch) -> str:
        if branch.when is None:
            return safe(branch.condition or self.say("otherwise"))
        computed = self._condition(branch.when)
        return f'{safe(branch.condition)}<br><span class="quiet">{computed}</span>' if branch.condition else computed

    def _condition(self, when: Condition) -> str:
        joint = self.say(" and ") if when.join == "all" else self.say(" or ")
        return safe(joint).join(map(self._test, when.tests))

    def _test(self, test: Comparison) -> str:
        field = self.procedure.field_by_id.get(test.field)
        labels = {option.id: option.label for option in field.options} if field else {}
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        shown = ", ".join(safe(labels.get(value, value)) for value in values)
        return f"{self._field(test.field)} {safe(self.say(OPERATORS[test.operator]))} {shown}".rstrip()

    # -- texts -----------------------------------------------------------------------------------

    def _told(self, words: str, **parts: str) -> str:
        """One of our sentences, with pieces of markup put in."""
        return safe(self.say(words)).format(**parts)

    def _speech(self, text: str, exact: bool) -> str:
        mark = f' <span class="quiet">({safe(self.say("word for word"))})</span>' if exact else ""
        return f'<p class="spoken">{self._spoken(text)}{mark}</p>'

    def _spoken(self, text: str) -> str:
        shown = safe(text)
        for name in placeholders(text):
            if name in self.procedure.field_by_id:
                shown = shown.replace(f"{{{name}}}", self._field(name))
        return shown.replace("\n", "<br>")

    def _field(self, name: str) -> str:
        field = self.procedure.field_by_id.get(name)
        return f'<span class="field">{safe(field.title if field else name)}</span>'

    def _examples(self, examples: tuple[str, ...]) -> str:
        shown = ", ".join(f"“{safe(example)}”" for example in examples[:EXAMPLES])
        more = len(examples) - EXAMPLES
        rest = self._told("and {number} more", number=str(more))
        return f'{shown} <span class="quiet">{rest}</span>' if more > 0 else shown

    # -- fields, knowledge, tables, overlays -------------------------------------------------------

    def _fields(self) -> Iterator[str]:
        say = self.say
        heads = [say("Field"), say("What it is"), say("Examples"), say("Needed"), say("Word for word")]
        yes, no = safe(say("yes")), safe(say("no"))
        rows = (
            [
                safe(field.title),
                self._shape(field),
                self._examples(field.examples),
                yes if field.required else no,
                yes if field.exact else no,
            ]
            for field in self.procedure.fields
        )
        yield from [_table(heads, rows)] if self.procedure.fields else []

    def _shape(self, field: Field) -> str:
        kind = safe(self.say(KINDS[field.kind]))
        if field.options:
            return f"{kind}: {', '.join(safe(option.label) for option in field.options)}"
        if field.currency:
            return f"{kind} ({safe(field.currency)})"
        return kind

    def _answers(self, entries: tuple[Knowledge, ...]) -> Iterator[str]:
        if not entries:
            return
        mark = f' <span class="quiet">({safe(self.say("word for word"))})</span>'
        rows = (
            [safe("".join(entry.questions[:1])), self._spoken(entry.answer) + (mark if entry.exact else "")]
            for entry in entries
        )
        yield _table([self.say("When asked"), self.say("The answer is")], rows)

    def _tool(self, tool: Tool) -> str:
        found = [f"<h3>{safe(tool.title)}</h3>"]
        rows = ([safe(row.get(column, "")) for column in tool.columns] for row in tool.rows[:ROWS])
        found.append(_table(tool.columns, rows))
        if len(tool.rows) > ROWS:
            more = self._told("and {number} more", number=str(len(tool.rows) - ROWS))
            found.append(f'<p class="quiet">{more}</p>')
        return "\n".join(found)

    def _overlays(self) -> Iterator[str]:
        on = self.procedure.overlays
        names = [name for name in Overlays.model_fields if getattr(on, name).on]
        if not self.procedure.tools and "tool_failure" in names:
            names.remove("tool_failure")
        heads = [self.say("When somebody"), self.say("the agent")]
        yield from [_table(heads, map(self._overlay, names))] if names and self.order else []

    def _overlay(self, name: str) -> list[str]:
        overlay = getattr(self.procedure.overlays, name)
        told = [safe(self.say(SITUATIONS[name]))]
        words = overlay.text or DEFAULTS.get(name, "")
        if words:
            scope = self.procedure.scope or self.procedure.name
            told.append(f"“{self._spoken(words.replace('{scope}', scope).replace('{kind}', '…'))}”")
        if overlay.to:
            told.append(self._told("Then: {step}", step=self._to(overlay.to)))
        return [safe(self.say(CAUSES[name])), "<br>".join(told)]


_TELLING: dict[str, Callable[[_Document, Any], Iterator[str]]] = {
    "say": _Document._saying,
    "ask": _Document._asking,
    "decide": _Document._deciding,
    "act": _Document._acting,
    "end": _Document._ending,
}


def _section(title: str, parts: Iterable[str]) -> list[str]:
    found = list(parts)
    return [f"<h2>{safe(title)}</h2>", *found] if found else []


def _table(heads: Iterable[str], rows: Iterable[list[str]]) -> str:
    """A table of cells that are markup already, under heads that are not."""
    head = "".join(f"<th>{safe(text)}</th>" for text in heads)
    lines = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return "\n".join([f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>", *lines, "</tbody>\n</table>"])
