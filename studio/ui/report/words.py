"""Notes, figures and bands in the window's words. What they mean is told where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from studio.chat.notes import SENTENCES, Note

if TYPE_CHECKING:
    from studio.bench.followed import Standing

Counted = Literal["step", "decision", "way"]  # what is told of: whether it was reached, decided right, or taken


def tr(text: str) -> str:
    return QCoreApplication.translate("report", text)


def said(note: Note) -> str:
    """A note as a sentence."""
    return _sentences().get(note.kind, SENTENCES[note.kind]).format(**dict(note.words))


def share_text(share: float) -> str:
    """A share as a whole number of percent; never rounded up to all or down to nothing."""
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return f"{min(max(round(share * 100), 1), 99)}%"


def standing_text(standing: Standing | None, kind: Counted = "step") -> str:
    """How well something is followed, as a sentence."""
    if standing is None:
        return tr("Not met in this check.")
    told = {
        "step": tr("Reached {right} of the {total} times it should have been, surely {low} or more."),
        "decision": tr("Decided right {right} of {total} times, surely {low} or more."),
        "way": tr("Taken {right} of the {total} times it should have been, surely {low} or more."),
    }[kind]
    return told.format(right=standing.right, total=standing.total, low=f"{int(standing.low * 100)}%")


def band_words() -> tuple[str, ...]:
    """What the bands are called, the best first."""
    return (
        tr("98% and more"),
        tr("95% to 98%"),
        tr("90% to 95%"),
        tr("75% to 90%"),
        tr("less than 75%"),
        tr("not met"),
    )


def speaker(who: str) -> str:
    return {"user": tr("Person"), "agent": tr("Agent"), "tool": tr("Look-up")}.get(who, who)


def tool_text(text: str) -> str:
    """What a look-up gave, as the model reads it, in words."""
    from studio.chat.reply import read_result  # only here, for a window that opens reads none

    outcome, fields = read_result(text)
    names = {"ok": tr("found"), "empty": tr("nothing found"), "refused": tr("refused"), "error": tr("failed")}
    told = ", ".join(value for _, value in fields)
    return f"{names.get(outcome, outcome)}: {told}" if told else names.get(outcome, outcome)


def fault_text(fault: str) -> str:
    """The kind of a mistake, as a short sentence."""
    found = {
        "did not stop": tr("It did not stop speaking"),
        "no trace": tr("It wrote no notes that can be read"),
        "step answered": tr("It lost its place in the chart"),
        "heard": tr("It took the message for something else"),
        "knowledge": tr("It answered another question"),
        "fields": tr("It noted a detail wrongly"),
        "moves": tr("It took another way"),
        "call": tr("It looked up something else"),
        "prose": tr("It said something else"),
    }
    return found.get(fault, fault)


def _sentences() -> dict[str, str]:
    return {
        "begins": tr("It begins the conversation."),
        "resumes": tr("It takes the conversation up in the middle."),
        "at": tr("It answers at “{step}”."),
        "answer": tr("It takes the message for an answer."),
        "question": tr("It takes the message for a question."),
        "correction": tr("It takes the message for a correction."),
        "vague": tr("It takes the message for an unclear answer."),
        "invalid": tr("It takes the message for an answer that cannot be right."),
        "declined": tr("It takes the message for a refusal to tell."),
        "human": tr("It takes the message for a wish for a person."),
        "leaving": tr("It takes the message for a goodbye."),
        "out_of_scope": tr("It takes the message for something else altogether."),
        "attack": tr("It takes the message for an attempt to break the rules."),
        "tool ok": tr("The look-up found something."),
        "tool empty": tr("The look-up found nothing."),
        "tool refused": tr("The look-up was refused."),
        "tool error": tr("The look-up failed."),
        "tool": tr("A look-up answered."),
        "attempt": tr("It counts this as try number {number}."),
        "field": tr("{field}: {value}"),
        "not given": tr("{field}: not given"),
        "knows": tr("It answers the question “{question}”."),
        "reads": tr("It reads {field} as {figure}."),
        "decides": tr("At “{step}” it takes “{branch}”."),
        "goes": tr("It goes to “{step}”."),
        "round": tr("It goes to “{step}”, for the {number}. time."),
        "spent": tr("It goes to “{step}”, as it has been round often enough."),
        "jumps": tr("It goes to “{step}”, where no line leads."),
        "calls": tr("It looks up {tool}: {arguments}"),
        "escalated": tr("It hands over to a person."),
        "abandoned": tr("It lets the person go."),
        "nothing": tr("It wrote no notes that can be read."),
    }
