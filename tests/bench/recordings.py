"""Recorded conversations of the small trip chart, and an engine that answers them as told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.bench.replay_cases import Recorded
from studio.bench.replay_history import Asked, rebuild
from studio.chat.session import Shared
from studio.procedure.model import Procedure
from tests.chat.fake_engine import SPECIAL, FakeEngine
from tests.procedure.small_charts import TODAY, trip

END = SPECIAL[0]
Answer = Callable[[str], str]


def recorded(*turns: str | tuple[Any, ...], name: str = "one") -> Recorded:
    """A recording: a line of text is a person's; a tuple is the agent's step, then its text or what was heard."""
    made: list[dict[str, Any]] = []
    for turn in turns:
        if isinstance(turn, str):
            made.append({"who": "user", "text": turn})
            continue
        step, *more = turn
        made.append({"who": "agent", "step": step})
        for one in more:
            made[-1]["heard" if isinstance(one, dict) else "text"] = one
    return Recorded.model_validate({"id": name, "turns": made})


def asked(*turns: str | tuple[Any, ...], procedure: Procedure | None = None) -> list[Asked]:
    return rebuild(recorded(*turns), procedure or trip(), TODAY)


def read(turn: Asked) -> list[str]:
    """The messages before a turn, as texts."""
    return [message.text for message in turn.messages]


def shared(answer: Answer, procedure: Procedure | None = None) -> Shared:
    """Conversations with an engine that writes what `answer` makes of the last line said."""

    def write(prompt: str) -> str:
        return answer(prompt.rpartition("User: ")[2].partition("\n")[0])

    return Shared(FakeEngine(write), procedure or trip(), TODAY, END)  # type: ignore[arg-type]
