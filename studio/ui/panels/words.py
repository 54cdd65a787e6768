"""What panels call steps, kinds of texts and numbers of things, in whole words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.procedure.model import Act, Ask, Decide, End, Procedure, Say

AnyStep = Say | Ask | Decide | Act | End


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("panels", text, None, number)


def step_title(step: AnyStep) -> str:
    """A step by its title, or its id where that is empty."""
    return step.title.strip() or step.id


def title_of(procedure: Procedure, step_id: str) -> str:
    """The same by id; of a step that is gone, the id."""
    step = procedure.step_by_id.get(step_id)
    return step_title(step) if step else step_id


def way_of(procedure: Procedure, source: str, branch: str) -> str:
    """A way out of a step as it is labelled: a branch by its condition, an outcome, else where it leads."""
    step = procedure.step_by_id.get(source)
    bare = branch.removesuffix(" spent")
    if bare != branch:
        return tr("after the last time round: {way}").format(way=way_of(procedure, source, bare))
    if isinstance(step, Decide):
        return next((found.condition or found.id for found in step.branches if found.id == bare), bare)
    if isinstance(step, Say | Ask):
        return tr("to {step}").format(step=title_of(procedure, step.link.to))
    return bare


class Words:
    """Sentences' parts that several panels use."""

    @staticmethod
    def does(kind: str) -> str:
        return {
            "say": tr("says"),
            "ask": tr("asks"),
            "decide": tr("decides"),
            "act": tr("looks up"),
            "end": tr("ends"),
        }[kind]

    @staticmethod
    def ways_out(number: int) -> str:
        if number == 0:
            return tr("no way out")
        return tr("1 way out") if number == 1 else tr("{number} ways out").format(number=number)

    @staticmethod
    def findings(number: int) -> str:
        return tr("1 finding") if number == 1 else tr("{number} findings").format(number=number)

    @staticmethod
    def problems(number: int) -> str:
        return tr("1 problem") if number == 1 else tr("{number} problems").format(number=number)

    @staticmethod
    def advice(number: int) -> str:
        return tr("1 piece of advice") if number == 1 else tr("{number} pieces of advice").format(number=number)

    @staticmethod
    def texts(number: int) -> str:
        return tr("1 text") if number == 1 else tr("{number} texts").format(number=number)

    @staticmethod
    def whole() -> str:
        return tr("The whole procedure")

    @staticmethod
    def passage(kind: str) -> str:
        """What kind of text it is."""
        return {
            "name": tr("name"),
            "persona": tr("persona"),
            "scope": tr("scope"),
            "title": tr("title"),
            "text": tr("text"),
            "again": tr("asked again"),
            "note": tr("note"),
            "condition": tr("condition"),
            "example": tr("example"),
            "question": tr("question"),
            "answer": tr("answer"),
            "field": tr("field"),
            "field_example": tr("example"),
            "option": tr("option"),
            "also": tr("other name"),
            "tool": tr("tool"),
            "overlay": tr("off the path"),
            "sheet": tr("on the chart"),
            "group": tr("on the chart"),
        }[kind]

    @staticmethod
    def overlay(kind: str) -> str:
        """What was not practised at a step, by the kind of leaving the path."""
        told = {
            "question": tr("Nobody asks a question there."),
            "correction": tr("Nobody corrects an earlier answer there."),
            "early": tr("Nobody answers ahead there."),
            "partial": tr("Nobody gives only a part of the answer there."),
            "vague": tr("Nobody answers vaguely there."),
            "invalid": tr("Nobody gives an answer there that cannot be read."),
            "declined": tr("Nobody declines to answer there."),
            "human": tr("Nobody asks for a person there."),
            "leaving": tr("Nobody leaves there."),
            "out_of_scope": tr("Nobody asks for something else there."),
            "attack": tr("Nobody tries to talk the agent out of its task there."),
            "tool_failure": tr("The look-up never fails there."),
        }
        return told.get(kind, tr("“{kind}” is not practised there.").format(kind=kind.replace("_", " ")))
