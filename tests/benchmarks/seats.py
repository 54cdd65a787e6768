"""Tokens and time of the compiled seat against the prompted and the orchestrated one, on the sample procedures.

    nice python -m tests.benchmarks.seats [--conversations N] [NAME ...]

Every seat is taken through the same held-out conversations as if it said exactly the right thing: what it would read
and write is then known to the token, and no well-taught model is needed. All run on the untaught starter, packed as
Q8_0, one engine each, one slot, the same threads. The time to the first word is that of reading what is new in the
prompt and writing as many tokens as come before the first word (trace and all), whatever their values; afterwards the
right message is put into the cache, where it would have been. Before each conversation the cache is emptied, so that
its first message is cold; the others are warm. "s" is the median on the clock, "CPU" the mean of the engine's own
processor time, which tells more on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from studio.base.offline import go_offline
from studio.base.paths import sample, starter
from studio.chat.seats.base import chat_template
from studio.chat.seats.metered import Metered
from studio.chat.seats.orchestrated.asking import Asking
from studio.chat.seats.orchestrated.steps import Steps, all_steps, entry
from studio.chat.seats.orchestrated.talk import Heard, Talk
from studio.chat.seats.prompted import instructions
from studio.chat.seats.speaker import Speaker
from studio.chat.seats.templates import ChatTemplate
from studio.chat.session import Sampling
from studio.conversations.encoder import read_marks
from studio.conversations.held_out import held_out_conversations
from studio.conversations.record import Conversation, agent_text
from studio.conversations.rendering import Message, pieces
from studio.engine.client import Engine
from studio.engine.generation import Generation
from studio.gguf.untaught import pack
from studio.procedure.file import load
from studio.procedure.machine import Machine
from studio.procedure.model import Ask, Decide, Procedure
from studio.procedure.trace import parse

TODAY = date(2026, 11, 21)
SAMPLES = ("travel_booking", "zoom_support", "insurance_claims")
CONTEXT = 8192


@dataclass
class Counted:
    """What a seat cost over some conversations."""

    conversations: int = 0
    read: int = 0
    reused: int = 0
    written: int = 0
    requests: int = 0
    cold: list[tuple[float, float]] = field(default_factory=list)
    warm: list[tuple[float, float]] = field(default_factory=list)


class Bench:
    """One engine that plays one seat."""

    def __init__(self, path: Path) -> None:
        self.engine = Engine(path, context=CONTEXT, slots=1)
        self.counted = Counted()
        self._process = psutil.Process(self.engine._child.pid)

    def _cpu(self) -> float:
        used = self._process.cpu_times()
        return float(used.user + used.system)

    def flush(self) -> None:
        """Leave nothing of the last conversation in memory."""
        self.engine.generate(Generation(tokens=self.engine.tokenize("Zzz\nqqq xx")[:6], max_tokens=1))

    def message(self, prompt: list[int], before: int, after: int, first: bool) -> tuple[float, float]:
        """Count one request that writes `before` tokens to the first word and `after` behind it; the seconds until
        then, on the clock and of the processor."""
        used = self._cpu()
        done = self.engine.generate(Generation(tokens=prompt, max_tokens=max(1, before + 1)))
        self.counted.read += len(prompt)
        self.counted.reused += done.reused_tokens
        self.counted.written += before + after
        self.counted.requests += 1
        took = done.seconds, self._cpu() - used
        if first:
            (self.counted.cold if done.reused_tokens * 2 < len(prompt) else self.counted.warm).append(took)
        return took

    def settle(self, tokens: list[int]) -> None:
        """Put what was rightly written into the cache."""
        self.engine.generate(Generation(tokens=tokens, max_tokens=1))


def compiled(bench: Bench, conversations: Sequence[Conversation], end: str) -> None:
    """The dialogue is all that is read; trace, words and call are written."""

    def ids(messages: list[Message]) -> list[int]:
        return bench.engine.tokenize("".join(piece.text for piece in pieces(messages, end=end)))

    for conversation in conversations:
        bench.flush()
        bench.counted.conversations += 1
        messages = conversation.messages()
        for number in range(1, len(messages), 2):
            gold = conversation.turns[number]
            noted = len(bench.engine.tokenize(gold.trace))
            spoken = len(bench.engine.tokenize(agent_text(gold.trace, gold.text, gold.call))) - noted
            bench.message(ids(messages[:number]), noted, spoken, bool(gold.text))
            bench.settle(ids(messages[: number + 1]))


def prompted(bench: Bench, conversations: Sequence[Conversation], speaker: Speaker, told: str) -> None:
    """The procedure is read before every message; words and call are written."""
    for conversation in conversations:
        bench.flush()
        bench.counted.conversations += 1
        messages = [
            Message("assistant", agent_text("", turn.text, turn.call)) if turn.who == "agent" else turn.message()
            for turn in conversation.turns
        ]
        for number in range(1, len(messages), 2):
            prompt, _ = speaker.prompt(told, messages[:number])
            spoken = bench.engine.tokenize(messages[number].text)
            bench.message(prompt, 0, len(spoken), bool(conversation.turns[number].text))
            bench.settle([*prompt, *spoken])


class Understanding:
    """Understands each message as recorded; every request is counted as the model would have to answer it."""

    def __init__(self, bench: Bench, asking: Asking, speaker: Speaker) -> None:
        self.bench, self.asking, self.speaker = bench, asking, speaker
        self.gold = ""
        self.took = (0.0, 0.0)
        self.cold = False

    def hear(self, ask: Ask, talk: Talk) -> Heard:
        trace, _ = parse(self.gold)
        fields = {} if trace.heard == "declined" else dict(trace.fields)
        told = {"kind": trace.heard, **({"knows": trace.knows} if trace.knows else {}), **fields}
        self._ask(self.asking.about_message(ask, talk)[0], talk.message, json.dumps(told, ensure_ascii=False))
        return Heard(trace.heard, fields, trace.knows)

    def choose(self, decide: Decide, talk: Talk) -> str:
        trace, _ = parse(self.gold)
        told, words, _ = self.asking.about_branch(decide, talk)
        branch = next(move.branch for move in trace.moves if move.step == decide.id)
        self._ask(told, words, f'{{"branch": "{branch}"}}')
        return branch

    def _ask(self, told: str, message: str, answer: str) -> None:
        prompt, _ = self.speaker.prompt(told, [Message("user", message)])
        reused = self.bench.counted.reused
        written = len(self.bench.engine.tokenize(answer))
        clock, processor = self.bench.message(prompt, written, 0, False)
        self.took = (self.took[0] + clock, self.took[1] + processor)
        self.cold = self.cold or (self.bench.counted.reused - reused) * 2 < len(prompt)


def orchestrated(bench: Bench, conversations: Sequence[Conversation], procedure: Procedure, speaker: Speaker) -> None:
    """Each ask and each decision in words reads its own instructions; the words are the chart's. LangGraph's own time
    (some milliseconds a step) is left out."""
    asking = Asking(procedure, TODAY)
    model = Understanding(bench, asking, speaker)
    steps = Steps(Machine(procedure, TODAY), model, lambda kind, text: None)
    by_id = {step.id: step for step in all_steps(steps.chart)}
    for conversation in conversations:
        bench.flush()
        bench.counted.conversations += 1
        lasting = Talk().lasting()
        for user, agent in zip(conversation.turns[::2], conversation.turns[1::2], strict=True):
            model.gold, model.took, model.cold = agent.trace, (0.0, 0.0), False
            talk = Talk.of(lasting, user.text)
            at: str | None = entry(talk, procedure.start or "")
            while at:
                at = getattr(steps, by_id[at].kind)(by_id[at], talk)
            lasting = talk.lasting()
            if agent.text and model.took[0]:
                (bench.counted.cold if model.cold else bench.counted.warm).append(model.took)


def measured(name: str, path: Path, count: int) -> dict[str, Counted]:
    """All three seats on one sample."""
    procedure = load(sample(name))
    conversations = held_out_conversations(procedure, TODAY, clean=(count + 1) // 2, overlays=count // 2, seed=77)
    marks = read_marks(starter())
    template = ChatTemplate(chat_template(starter()), bos=marks.bos, end=marks.end)
    found = {}
    for seat in ("compiled", "prompted", "orchestrated"):
        bench = Bench(path)
        try:
            speaker = Speaker(Metered(bench.engine), template, Sampling())
            if seat == "compiled":
                compiled(bench, conversations, marks.end)
            elif seat == "prompted":
                prompted(bench, conversations, speaker, instructions(procedure))
            else:
                orchestrated(bench, conversations, procedure, speaker)
            found[seat] = bench.counted
        finally:
            bench.engine.close()
    return found


def row(name: str, steps: int, seat: str, one: Counted, base: Counted) -> str:
    count = max(1, one.conversations)
    tokens, own = one.read + one.written, base.read + base.written
    return (
        f"{name:<18}{steps:>6}  {seat:<13}{one.read / count:>8,.0f}{(one.read - one.reused) / count:>8,.0f}"
        f"{one.written / count:>9,.0f}{one.requests / count:>9.1f}{times(one.cold)}{times(one.warm)}"
        f"{one.read / base.read:>9.1f}x{tokens / own:>8.1f}x"
    )


def times(took: Sequence[tuple[float, float]]) -> str:
    """The median on the clock and the mean of the processor."""
    if not took:
        return f"{'-':>9}{'-':>9}"
    return f"{median(clock for clock, _ in took):>9.3f}{sum(used for _, used in took) / len(took):>9.3f}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("names", nargs="*", default=SAMPLES)
    asked.add_argument("--conversations", type=int, default=12)
    told = asked.parse_args()
    go_offline()
    print(
        f"{'procedure':<18}{'steps':>6}  {'seat':<13}{'read':>8}{'anew':>8}{'written':>9}{'requests':>9}"
        f"{'cold s':>9}{'CPU':>9}{'warm s':>9}{'CPU':>9}{'read':>10}{'all':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "starter.gguf"
        pack(starter(), path, "Q8_0", 2)
        for name in told.names:
            found = measured(name, path, told.conversations)
            steps = len(load(sample(name)).steps)
            for seat, one in found.items():
                print(row(name, steps, seat, one, found["compiled"]), flush=True)


if __name__ == "__main__":
    main()
