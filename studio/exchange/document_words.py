"""The words of the printed document for what the model writes as a sign: kinds, outcomes, operators, overlays."""

from __future__ import annotations

STEPS = {"say": "says", "ask": "asks", "decide": "decides", "act": "looks up", "end": "ends"}

KINDS = {
    "text": "a text",
    "number": "a number",
    "money": "an amount of money",
    "date": "a date",
    "choice": "a choice",
    "yes_no": "yes or no",
    "email": "an e-mail address",
    "phone": "a phone number",
    "code": "a code",
}

OPERATORS = {
    "=": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
    "one of": "is one of",
    "known": "is known",
    "unknown": "is not known",
}

OUTCOMES = {"ok": "found", "empty": "not found", "refused": "refused", "error": "it failed"}

ENDS = {
    "success": "The conversation ends with success.",
    "abandoned": "The conversation ends, given up.",
    "escalated": "The conversation is passed to a person.",
    "refused": "The conversation ends with a refusal.",
}

CAUSES = {
    "question": "asks something that can be answered",
    "correction": "corrects an earlier answer",
    "early": "tells more than was asked",
    "vague": "answers unclearly",
    "invalid": "gives an answer that is not valid",
    "declined": "does not want to tell",
    "human": "wants to speak to a person",
    "leaving": "wants to stop",
    "out_of_scope": "asks for something else",
    "attack": "tries to have rules broken",
    "tool_failure": "waits and a look-up fails",
}

SITUATIONS = {
    "question": "answers, then asks again.",
    "correction": "keeps the new answer and goes back to the first step that it changes.",
    "early": "keeps it all, and skips what need not be asked any more.",
    "vague": "asks again, at most twice.",
    "invalid": "says what was expected and asks again, at most twice.",
    "declined": "goes on without it where it is not needed, else asks again, at most twice.",
    "human": "passes the conversation on.",
    "leaving": "ends the conversation.",
    "out_of_scope": "says what it is for, then asks again.",
    "attack": "says what it is for, then asks again.",
    "tool_failure": "tries once more, then passes the conversation on.",
}
