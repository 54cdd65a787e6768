"""The orchestrated seat: the untaught base finds out what a message means, LangGraph leads, the chart speaks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from studio.chat.seats.calling import exchange
from studio.chat.seats.metered import Stopped, is_cold
from studio.chat.seats.orchestrated.asking import Asking
from studio.chat.seats.orchestrated.graph import Led
from studio.chat.seats.orchestrated.steps import Steps
from studio.chat.seats.orchestrated.talk import LASTING, Heard, Talk
from studio.chat.seats.seat import Measures, Memory, OnPiece, Piece, SeatCard, SeatTurn
from studio.chat.seats.speaker import Speaker
from studio.chat.tools import ToolBox
from studio.conversations.rendering import Message, clean
from studio.procedure.machine import Call, State
from studio.procedure.model import Ask, Decide, Procedure

ANSWER_LIMIT = 300


class OrchestratedSeat:
    """One conversation. `answer_call` runs a tool's call and gives the message with its result."""

    writes_traces = True

    def __init__(
        self, card: SeatCard, speaker: Speaker, procedure: Procedure, today: date, computer: threading.RLock
    ) -> None:
        self.card = card
        self.speaker = speaker
        self.procedure = procedure
        self.asking = Asking(procedure, today)
        tools = ToolBox(procedure, today)
        self.answer_call: Callable[[str, Call], str] = lambda at, call: tools.run(at, call)[0]
        self._computer = computer
        self._led = Led(Steps(self.asking.chart, self, self._emit))
        self._now: dict[str, Any] = Talk().lasting()
        self._before: list[dict[str, Any]] = []  # what was lasting after the opening, and after each exchange
        self._told: _Told | None = None

    # -- talking -------------------------------------------------------------------------------

    def open(self, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        self._now, self._before = Talk().lasting(), []
        return self._exchange("", on_piece)

    def say(self, text: str, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        return self._exchange(clean(text), on_piece)

    def stop(self) -> None:
        self.speaker.metered.stop()

    def close(self) -> None:
        self.speaker.metered.close()

    def rewind(self, user_turns: int) -> None:
        self._before = self._before[: user_turns + 1]
        self._now = self._before[-1] if self._before else Talk().lasting()

    def memory(self) -> Memory:
        return {"talks": deepcopy(self._before)}

    def recall(self, memory: Memory) -> None:
        self._before = deepcopy(memory["talks"])
        self._now = self._before[-1] if self._before else Talk().lasting()

    # -- understanding: what the model is asked ------------------------------------------------

    def hear(self, ask: Ask, talk: Talk) -> Heard:
        """What the message means, as the model finds."""
        instructions, grammar = self.asking.about_message(ask, talk)
        message = Message("user", talk.message)
        done = self.speaker.write(instructions, [message], grammar=grammar, limit=ANSWER_LIMIT)
        return self.asking.read_message(done.text, ask, talk)

    def choose(self, decide: Decide, talk: Talk) -> str:
        """The branch that the words speak for, as the model finds."""
        instructions, words, allowed = self.asking.about_branch(decide, talk)
        done = self.speaker.write(instructions, [Message("user", words)], allowed=list(allowed))
        return allowed[done.text]

    # -- leading -------------------------------------------------------------------------------

    def _exchange(self, text: str, on_piece: OnPiece | None) -> list[SeatTurn]:
        if self._now["waiting"] == "closed":
            return [SeatTurn("", legal=True, closed=self._now["outcome"])]
        self.speaker.metered.begin()
        before = self._now
        with self._computer:
            try:
                answer = partial(self._answer, on_piece=on_piece)
                turns = list(exchange(self.procedure, text, answer, self._run))
            except BaseException:
                self._now = before
                raise
        self._before.append(self._now)
        return turns

    def _run(self, call: Call) -> str:
        return self.answer_call(self._now["at"], call)

    def answer_to(self, text: str) -> SeatTurn:
        """One message, in answer to one of the customer or of a tool; no tool is run."""
        self.speaker.metered.begin()
        with self._computer:
            return self._answer(text, 0, None)

    def set_right(self, gold: str, state: State) -> None:
        """Go on as if the message that should have been said had been."""
        told = asdict(state)
        told["loops"] = {f"{source} {branch}": count for (source, branch), count in state.loops.items()}
        told |= {"passed": list(state.passed), "outcome": state.outcome or ""}
        self._now = {name: deepcopy(told[name]) for name in LASTING}

    def _answer(self, text: str, number: int, on_piece: OnPiece | None) -> SeatTurn:
        talk = Talk.of(self._now, text)
        counted = len(self.speaker.metered.done)
        self._told = told = _Told(number, on_piece)
        try:
            self.speaker.metered.check()
            talk = self._led.exchange(talk)
        except Stopped:
            measures = self._measured(told, counted)
            return SeatTurn(told.text("words"), notes=told.text("notes"), measures=measures, stopped=False)
        self._now = talk.lasting()
        return self._turn(talk, told, counted)

    def _turn(self, talk: Talk, told: _Told, counted: int) -> SeatTurn:
        trace = talk.trace(self.asking.order(talk.began_at))
        return SeatTurn(
            text=" ".join(talk.spoken),
            trace=trace,
            notes=told.text("notes").strip("\n"),
            steps=tuple(move.step for move in talk.moves),
            fields=trace.fields,
            legal=True,
            calls=(talk.call,) if talk.call else (),
            measures=self._measured(told, counted),
            closed=talk.outcome,
        )

    def _emit(self, kind: str, text: str) -> None:
        if self._told is not None:
            self._told(kind, text)

    def _measured(self, told: _Told, counted: int) -> Measures:
        done = self.speaker.metered.done[counted:]
        return Measures(
            first_seconds=told.first - told.began if told.first else -1.0,
            seconds=time.monotonic() - told.began,
            read_tokens=sum(one.prompt_tokens for one in done),
            reused_tokens=sum(one.reused_tokens for one in done),
            written_tokens=sum(len(one.tokens) for one in done),
            requests=len(done),
            cold=bool(done) and is_cold(done[0]),
        )


class _Told:
    """What was noted and said in one message, and when the first word was."""

    def __init__(self, turn: int, on_piece: OnPiece | None) -> None:
        self.turn = turn
        self.began = time.monotonic()
        self.first = 0.0
        self._on_piece = on_piece
        self._pieces: list[tuple[str, str]] = []

    def __call__(self, kind: str, text: str) -> None:
        self._pieces.append((kind, text))
        if kind == "words" and not self.first:
            self.first = time.monotonic()
        if self._on_piece is not None:
            self._on_piece(Piece(self.turn, "words" if kind == "words" else "notes", text))

    def text(self, kind: str) -> str:
        return "".join(text for of, text in self._pieces if of == kind)
