"""What the agent says where the procedure's author drew nothing: the default sentences of the overlays.

Each may be replaced in the procedure (`overlays.NAME.text`). Placeholders: {scope} is the procedure's scope or name,
{kind} what an answer should have been.
"""

from __future__ import annotations

from studio.procedure.model import Field, FieldKind, Procedure

DEFAULTS: dict[str, str] = {
    "vague": "Sorry, I need a clearer answer to go on.",
    "invalid": "Sorry, I can't read that as {kind}.",
    "declined": "I understand, but I can't go on without it.",
    "out_of_scope": "I can't help with that here, only with {scope}.",
    "attack": "I can't do that. I can only help with {scope}.",
    "correction": "Thanks, I've changed that.",
    "human": "I'm passing you to a colleague, who will go on from here.",
    "leaving": "That's fine. Come back whenever you like.",
    "tool_failure": "That didn't go through, so let me try once more.",
}

_KINDS: dict[FieldKind, str] = {
    "text": "an answer",
    "number": "a number",
    "money": "an amount of money",
    "date": "a date",
    "choice": "one of the choices",
    "yes_no": "a yes or a no",
    "email": "an e-mail address",
    "phone": "a phone number",
    "code": "a valid code",
}


def overlay_text(procedure: Procedure, overlay: str, field: Field | None = None) -> str:
    """The sentence the agent speaks for an overlay, ready to be followed by the repeated ask."""
    text: str = getattr(procedure.overlays, overlay).text or DEFAULTS[overlay]
    kind = _KINDS[field.kind] if field else "an answer"
    return text.replace("{scope}", procedure.scope or procedure.name).replace("{kind}", kind)
