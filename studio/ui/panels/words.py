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
        }[kind]
