"""How the things of a procedure are called in the inspector: steps, fields, outcomes, overlays."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.procedure.model import Branch, Field, Procedure

translate = QCoreApplication.translate


def step_kinds() -> dict[str, str]:
    return {
        "say": translate("inspector", "Say"),
        "ask": translate("inspector", "Ask"),
        "decide": translate("inspector", "Decide"),
        "act": translate("inspector", "Act"),
        "end": translate("inspector", "End"),
    }


def step_hints() -> dict[str, str]:
    """What a step of each kind does, in a line."""
    return {
        "say": translate("inspector", "Says something and goes on."),
        "ask": translate("inspector", "Says something and waits."),
        "decide": translate("inspector", "Says nothing: the way parts here."),
        "act": translate("inspector", "Looks something up in a table."),
        "end": translate("inspector", "Closes the conversation."),
    }


def field_kinds() -> dict[str, str]:
    return {
        "text": translate("inspector", "Any text"),
        "number": translate("inspector", "Number"),
        "money": translate("inspector", "Amount of money"),
        "date": translate("inspector", "Day"),
        "choice": translate("inspector", "One of several"),
        "yes_no": translate("inspector", "Yes or no"),
        "email": translate("inspector", "E-mail address"),
        "phone": translate("inspector", "Phone number"),
        "code": translate("inspector", "Code"),
    }


def end_outcomes() -> dict[str, str]:
    return {
        "success": translate("inspector", "Done as hoped"),
        "abandoned": translate("inspector", "Broken off"),
        "escalated": translate("inspector", "Handed to a person"),
        "refused": translate("inspector", "Turned down"),
    }


def tool_outcomes() -> dict[str, tuple[str, str]]:
    """What each outcome of a look-up is called, and what it means."""
    return {
        "ok": (translate("inspector", "Found"), translate("inspector", "A row fits what is known")),
        "empty": (translate("inspector", "Nothing found"), translate("inspector", "No row fits what is known")),
        "refused": (
            translate("inspector", "Refused"),
            translate("inspector", 'A row fits, and its column "outcome" says refused'),
        ),
        "error": (
            translate("inspector", "Failed"),
            translate("inspector", 'The look-up did not work, or the column "outcome" says error'),
        ),
    }


def operators(kind: str) -> dict[str, str]:
    """The comparisons that make sense for a kind of field."""
    equal = {"=": translate("inspector", "is"), "!=": translate("inspector", "is not")}
    several = {"one of": translate("inspector", "is one of")}
    if kind == "date":
        return (
            {
                "<": translate("inspector", "is before"),
                "<=": translate("inspector", "is on or before"),
                ">": translate("inspector", "is after"),
                ">=": translate("inspector", "is on or after"),
            }
            | equal
            | _known()
        )
    if kind in ("number", "money"):
        return (
            {
                "<": translate("inspector", "is less than"),
                "<=": translate("inspector", "is at most"),
                ">": translate("inspector", "is more than"),
                ">=": translate("inspector", "is at least"),
            }
            | equal
            | _known()
        )
    return (equal if kind == "yes_no" else equal | several) | _known()


def _known() -> dict[str, str]:
    return {"known": translate("inspector", "is known"), "unknown": translate("inspector", "is not known")}


def overlays() -> dict[str, tuple[str, str]]:
    """The ways people leave the path: what they do, and what the agent does then."""
    return {
        "question": (
            translate("inspector", "They ask something"),
            translate("inspector", "The agent answers from the knowledge, then asks again."),
        ),
        "correction": (
            translate("inspector", "They correct an earlier answer"),
            translate("inspector", "The agent changes it and goes on from there."),
        ),
        "early": (
            translate("inspector", "They say more than was asked"),
            translate("inspector", "The agent keeps it and does not ask for it again."),
        ),
        "vague": (
            translate("inspector", "They answer unclearly"),
            translate("inspector", "The agent asks again, twice at most, then hands over."),
        ),
        "invalid": (
            translate("inspector", "Their answer cannot be used"),
            translate("inspector", "The agent says why and asks again, twice at most."),
        ),
        "declined": (
            translate("inspector", "They would rather not say"),
            translate("inspector", "Where the field is needed, the agent asks again, then closes."),
        ),
        "human": (
            translate("inspector", "They want to talk to a person"),
            translate("inspector", "The agent hands over."),
        ),
        "leaving": (translate("inspector", "They want to stop"), translate("inspector", "The agent says goodbye.")),
        "out_of_scope": (
            translate("inspector", "They ask for something else"),
            translate("inspector", "The agent says what it is there for, then asks again."),
        ),
        "attack": (
            translate("inspector", "They try to trick the agent"),
            translate("inspector", "The agent stays with its task and asks again."),
        ),
        "tool_failure": (
            translate("inspector", "A look-up fails"),
            translate("inspector", "The agent tries once more, then hands over."),
        ),
    }


def languages() -> dict[str, str]:
    return {
        "en": "English",
        "de": "Deutsch",
        "fr": "Français",
        "es": "Español",
        "it": "Italiano",
        "nl": "Nederlands",
        "pl": "Polski",
        "pt": "Português",
    }


def branch_name(branch_id: str) -> str:
    """A branch's name as it stands on the chart."""
    return branch_id.replace("_", " ")


def branch_title(branch: Branch) -> str:
    return branch_name(branch.id)


def field_title(procedure: Procedure, field_id: str) -> str:
    field: Field | None = procedure.field_by_id.get(field_id)
    return (field.title or field.id) if field else field_id
