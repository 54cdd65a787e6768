"""A conversation as a model's own chat template writes it, system line and all.

Templates come with other people's models: they run in a sandbox, and where one refuses or loses what it is given, a
simpler way is taken. The compiled model's rendering is `conversations.rendering`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from studio.conversations.rendering import Message, pieces

HEAD = 60  # so many characters of the instructions must stand in what a template writes
Way = Literal["system", "first message", "plain"]


class Written(NamedTuple):
    """A prompt ready for the model's next message. `way` says where the instructions stand: in a system message, at the
    head of the customer's first, or before a plain transcript. `stops` would begin the customer's turn."""

    text: str
    way: Way
    stops: tuple[str, ...] = ()


class ChatTemplate:
    """A model's chat template; an empty `source` has none. `bos` and `end` are its first and end-of-turn tokens."""

    def __init__(self, source: str, *, bos: str = "", end: str = "") -> None:
        self.bos = bos
        self.end = end
        self._template: Any = None
        if source:
            from jinja2 import TemplateError
            from jinja2.sandbox import ImmutableSandboxedEnvironment

            settings = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
            settings.globals["raise_exception"] = _refuse
            settings.globals["strftime_now"] = _no_clock
            try:
                self._template = settings.from_string(source)
            except TemplateError:
                self._template = None

    def write(self, instructions: str, messages: Sequence[Message]) -> Written:
        """The whole prompt: instructions, then the dialogue, ready for the next message of the agent."""
        dialogue = [{"role": message.role, "content": message.text} for message in messages]
        system = [{"role": "system", "content": instructions}, *dialogue]
        text = self._rendered(system)
        if _holds(text, instructions, messages):
            return Written(text, "system")
        first = {"role": "user", "content": f"{instructions}\n\n{messages[0].text}"}
        text = self._rendered([first, *dialogue[1:]])
        if _holds(text, instructions, messages):
            return Written(text, "first message")
        rendered = "".join(piece.text for piece in pieces(messages, end=self.end))
        return Written(f"{self.bos}{instructions}\n\n{rendered}", "plain", ("\nUser:",))

    def _rendered(self, messages: list[dict[str, str]]) -> str:
        if self._template is None:
            return ""
        from jinja2 import TemplateError

        told: dict[str, Any] = {"messages": messages, "add_generation_prompt": True, "enable_thinking": False}
        try:
            text = self._template.render(**told, bos_token=self.bos, eos_token=self.end, tools=None)
        except (TemplateError, TypeError, ValueError, AttributeError, LookupError):
            return ""
        return str(text)


def _holds(text: str, instructions: str, messages: Sequence[Message]) -> bool:
    """Whether a rendering lost neither the instructions nor the last message, white space aside."""
    bare = "".join(text.split())
    wanted = ("".join(instructions.split())[:HEAD], "".join(messages[-1].text.split())[:HEAD])
    return all(part in bare for part in wanted)


def _refuse(message: str) -> None:
    raise ValueError(message)


def _no_clock(form: str) -> str:
    """Some templates write today's date by themselves; ours stands in the dialogue, where every seat has it."""
    return ""
