"""One exchange with a seat whose tools are run for it: a message, and while it calls a tool, the next one in answer to
what the tool found. What a message is, is each seat's own business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studio.chat.seats.seat import SeatTurn
from studio.procedure.machine import Call
from studio.procedure.model import Act, Procedure

CALLS_PER_ACT = 2


def exchange(
    procedure: Procedure, text: str, answer: Callable[[str, int], SeatTurn], run: Callable[[Call], str]
) -> Iterator[SeatTurn]:
    """The answer to a text and what follows where tools are called, at most twice for each look-up there is. `answer`
    is given a text and which message it is, `run` gives a tool's result as the model reads it."""
    most = 1 + CALLS_PER_ACT * sum(1 for step in procedure.steps if isinstance(step, Act))
    for number in range(most):
        turn = answer(text, number)
        yield turn
        if not turn.calls or not turn.stopped:
            return
        text = run(turn.calls[0])
