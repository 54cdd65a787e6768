"""An engine that runs no model: it answers every dialogue from a script. One token is one character, except the end of
a turn, which is a token of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from studio.conversations.record import Conversation
from studio.conversations.rendering import drop_traces, pieces
from studio.engine.client import Completion, Generation
from studio.procedure.trace import CLOSE

END = "<|end|>"
END_ID = 0x110000
Spoiler = Callable[[str], str]


class ScriptedEngine:
    """Answers a prompt with the gold message of the conversation it belongs to, which `spoil` may change first.
    A message it changes to end in "…" goes on until the limit."""

    slots = 2

    def __init__(self, conversations: Iterable[Conversation], spoil: Spoiler = lambda message: message) -> None:
        self.spoil = spoil
        self.asked: list[Generation] = []
        self.answers: dict[str, str] = {}
        for conversation in conversations:
            messages = conversation.messages()
            for i in range(1, len(messages), 2):
                for shown in (messages[:i], drop_traces(messages[:i])):
                    prompt = "".join(piece.text for piece in pieces(shown, end=END))
                    self.answers[prompt] = messages[i].text

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.tokenize(text) for text in texts]

    def tokenize(self, text: str) -> list[int]:
        ids: list[int] = []
        for number, part in enumerate(text.split(END)):
            ids += [END_ID] * (number > 0) + [ord(letter) for letter in part]
        return ids

    def generate(self, request: Generation) -> Completion:
        self.asked.append(request)
        text = "".join(END if token == END_ID else chr(token) for token in request.tokens)
        prompt = max((known for known in self.answers if text.startswith(known)), key=len)
        begun = text.removeprefix(prompt)
        wanted = self.spoil(self.answers[prompt])
        if wanted.startswith(begun):
            wanted = wanted.removeprefix(begun)
        elif CLOSE in begun:  # a mask led elsewhere in the trace: the words go on from there
            wanted = wanted.partition(CLOSE)[2]
        reason = "stop"
        if request.allowed is not None:
            options = {"".join(map(chr, option)): option for option in request.allowed}
            fitting = [option for option in options if wanted.startswith(option)]
            wanted = max(fitting, key=len) if fitting else next(iter(options))
        else:
            wanted = min((wanted.partition(stop)[0] for stop in request.stop_texts), key=len, default=wanted)
            reason = "length" if wanted.endswith("…") else "stop"
        return Completion(
            tokens=self.tokenize(wanted),
            text=wanted,
            reason=reason,  # type: ignore[arg-type]
            prompt_tokens=len(request.tokens),
            reused_tokens=0,
            seconds_first=0.0,
            seconds=0.0,
            choice_probability=None,
        )
