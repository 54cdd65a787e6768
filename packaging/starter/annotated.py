"""Turns SGD's annotated training dialogues into conversations with traces.

The annotations say what each message did (answered, asked, agreed, corrected) and which service was called; here that
becomes what a procedure's machine would have written: the step being answered, what was heard, fields in the user's own
words, decisions, steps entered, tool calls and results. Names are invented anew for each telling (`naming`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import phrases
from corpora import Document, plain, read
from guard import Guard
from naming import Namer, snake
from swaps import swap

from studio.conversations.rendering import CALL_MARK, RESUME_MARK, TOOL_MARK
from studio.procedure.trace import DECLINED, RESUME, HeardKind, Move, Trace

Turn = dict[str, Any]
Line = list[Any]


def spoken_form(value: str, text: str) -> str | None:
    """The value as it stands in the text, or None."""
    found = re.search(rf"(?<!\w){re.escape(plain(value))}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else None


class Telling:
    """One dialogue being told with traces."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names = Namer(rng)
        self.lines: list[Line] = []
        self.at = "start"
        self.pending = ("none", "")
        self.asked: list[str] = []
        self.question = ""
        self.known: dict[str, str] = {}
        self.intent = "request"
        self.with_calls = rng.random() < 0.85
        self.asides = rng.random() < 0.5
        self.repeats = rng.random() < 0.6

    # -- messages ------------------------------------------------------------------------------

    def user(self, text: str) -> None:
        self.lines.append(["user", text])

    def agent(self, trace: Trace, text: str) -> None:
        self.lines.append(["agent", trace.text() + text])

    # -- hearing -------------------------------------------------------------------------------

    def hear(self, turn: Turn) -> dict[str, Any]:
        """What the user's message meant, as the parts of a trace."""
        acts: dict[str, list[list[Any]]] = {}
        for act in turn["acts"]:
            acts.setdefault(act[1], []).append(act)
        heard: dict[str, Any] = {"heard": "answer", "fields": [], "moves": [], "knows": ""}
        changed = self._hear_values(acts.get("INFORM", []), turn["text"], heard)
        for act in acts.get("INFORM_INTENT", []):
            self.intent = snake(act[3][0]) if act[3] else self.intent
        choice = self._choice(set(acts))
        settled = bool(choice or heard["fields"])
        if "REQUEST" in acts and not settled and "INFORM_INTENT" not in acts:
            heard["heard"], heard["knows"] = "question", acts["REQUEST"][0][2]
        elif changed and "INFORM_INTENT" not in acts and "REQUEST_ALTS" not in acts:
            heard["heard"], choice = "correction", None
        elif not settled and "GOODBYE" in acts and self.pending[0] in ("ask", "offer", "confirm", "want"):
            heard["heard"] = "leaving"
        if choice is not None and heard["heard"] == "answer":
            decision, yes, no = self.names.decision(*self.pending)
            heard["moves"].append(Move(decision, yes if choice else no))
        return heard

    def _hear_values(self, acts: list[list[Any]], text: str, heard: dict[str, Any]) -> bool:
        changed = False
        for _, _, slot, given in acts:
            value = given[0] if given else ""
            if value in ("True", "False"):
                said: str | None = "yes" if value == "True" else "no"
            elif value == "dontcare":
                said = DECLINED
            else:
                said = spoken_form(value, text)
            if said is None:
                continue
            before = self.known.get(slot)
            changed = changed or (before is not None and before.lower() != said.lower() and slot not in self.asked)
            self.known[slot] = said
            heard["fields"].append((self.names.field(slot), said))
        return changed

    def _choice(self, acts: set[str]) -> bool | None:
        """Whether the pending question was answered yes or no, if it was."""
        yes_acts, no_acts = {
            "confirm": ({"AFFIRM"}, {"NEGATE"}),
            "offer": ({"SELECT", "AFFIRM"}, {"REQUEST_ALTS", "NEGATE"}),
            "want": ({"AFFIRM_INTENT", "AFFIRM"}, {"NEGATE_INTENT", "NEGATE"}),
            "more": ({"INFORM_INTENT"}, {"GOODBYE", "NEGATE"}),
        }.get(self.pending[0], (set(), set()))
        if acts & yes_acts:
            return True
        return False if acts & no_acts else None

    # -- answering -----------------------------------------------------------------------------

    def enter(self, turn: Turn) -> list[Move]:
        """The steps that the agent's message enters; remembers what it leaves open."""
        kinds = {act[1]: act for act in turn["acts"]}
        moves: list[str] = []
        if "NOTIFY_SUCCESS" in kinds:
            moves.append(self.names.step("done", self.intent))
        if "NOTIFY_FAILURE" in kinds:
            moves.append(self.names.step("failed", self.intent))
        self.asked = [act[2] for act in turn["acts"] if act[1] == "REQUEST"]
        pending = ("none", "")
        if "OFFER" in kinds:
            pending = ("offer", next(a[2] for a in turn["acts"] if a[1] == "OFFER").split("_")[0])
        if "CONFIRM" in kinds:
            pending = ("confirm", self.intent)
        if "OFFER_INTENT" in kinds:
            pending = ("want", snake(kinds["OFFER_INTENT"][3][0]))
            self.intent = pending[1]
        if self.asked:
            pending = ("ask", self.asked[0])
        if "REQ_MORE" in kinds:
            pending = ("more", "")
        if "GOODBYE" in kinds:
            moves.append(self.names.step(self.rng.choice(("goodbye", "end", "close", "farewell"))))
        elif pending[0] != "none":
            moves.append(self.names.step(*pending))
        elif not moves:
            moves.append(self.names.step("inform"))
        self.pending = pending
        return [Move(name) for name in moves]

    def answer(self, turn: Turn, heard: dict[str, Any]) -> None:
        """The agent's message, in two with a tool's result between where it called one."""
        text = turn["text"]
        if heard["heard"] == "question" and "call" not in turn:
            again = f" {self.question}" if self.question and self.repeats and self.question not in text else ""
            self.agent(self._trace(heard, [Move(self.at)]), text + again)
            return
        heard["knows"] = heard["knows"] if heard["heard"] == "question" else ""
        if "call" in turn and self.with_calls:
            heard = self._call(turn, heard)
        moves = self.enter(turn)
        self.agent(self._trace(heard, moves), text)
        self.at = moves[-1].step
        asked = re.findall(r"[^.?!]+\?", text)
        self.question = asked[-1].strip() if asked else ""

    def _trace(self, heard: dict[str, Any], moves: list[Move]) -> Trace:
        return Trace(
            at=self.at,
            heard=heard["heard"],
            outcome=heard.get("outcome", ""),
            attempt=heard.get("attempt", 0),
            fields=tuple(heard["fields"]),
            knows=heard["knows"],
            moves=(*heard["moves"], *moves),
        )

    def _call(self, turn: Turn, heard: dict[str, Any]) -> dict[str, Any]:
        """Write the call and its result; what the agent then hears."""
        call = turn["call"]
        step = self.names.step(self.rng.choice(("lookup", "search", "call", "run")), snake(call["method"]))
        given = " | ".join(
            f"{self.names.field(slot)}={self.known.get(slot, value)}" for slot, value in call["parameters"].items()
        )
        wait = self.rng.choice(phrases.WAITS)
        lead = f"{wait}\n" if wait else ""
        called = f"{lead}{CALL_MARK} {self.names.tool(call['method'])} {given}".rstrip()
        self.agent(self._trace(heard, [Move(step)]), called)
        self.at = step
        outcome = self._outcome(turn)
        self.user(f"{TOOL_MARK} {outcome} {self._result(turn) if outcome == 'ok' else ''}".rstrip())
        return {"heard": "tool", "outcome": outcome, "fields": [], "moves": [], "knows": ""}

    def _outcome(self, turn: Turn) -> str:
        if any(act[1] == "NOTIFY_FAILURE" for act in turn["acts"]):
            return self.rng.choice(("refused", "error"))
        return "ok" if turn.get("results") else "empty"

    def _result(self, turn: Turn) -> str:
        """The tool's values: those the agent speaks, in its wording, and a few others."""
        row = turn.get("result") or {}
        row = row[0] if isinstance(row, list) else row
        spoken = {act[2]: act[3][0] for act in turn["acts"] if act[3] and act[2] in row and act[3][0] in turn["text"]}
        count = next((act[3][0] for act in turn["acts"] if act[1] == "INFORM_COUNT" and act[3]), None)
        others = [slot for slot in row if slot not in spoken]
        kept = {*spoken, *self.rng.sample(others, min(len(others), self.rng.randrange(0, 3)))}
        values = {self.names.field(slot): spoken.get(slot, value) for slot, value in row.items() if slot in kept}
        if count is not None:
            values["count"] = count
        return " | ".join(f"{name}={value}" for name, value in values.items())

    # -- what people do besides ----------------------------------------------------------------

    def aside(self, elsewhere: str) -> None:
        """A message that does not answer, and the question asked again."""
        attempt = 1
        while self.question and attempt <= 2:
            kind = self.rng.choice(("vague", "vague", "out_of_scope", "out_of_scope", "attack"))
            said = {"vague": phrases.VAGUE, "attack": phrases.ATTACK}.get(kind, (elsewhere,))
            reply = {"vague": phrases.UNCLEAR_REPLY, "attack": phrases.ATTACK_REPLY}.get(kind, phrases.SCOPE_REPLY)
            self.user(phrases.scruffy(self.rng.choice(said), self.rng))
            heard: dict[str, Any] = {
                "heard": kind,
                "fields": [],
                "moves": [],
                "knows": "",
                "attempt": attempt if kind == "vague" else 0,
            }
            self.agent(self._trace(heard, [Move(self.at)]), f"{self.rng.choice(reply)} {self.question}")
            attempt += 1 if kind == "vague" and self.rng.random() < 0.3 else 2

    def leave(self, kind: HeardKind) -> None:
        """The user breaks off or wants a person; the conversation ends."""
        human = kind == "human"
        self.user(phrases.scruffy(self.rng.choice(phrases.HUMAN if human else phrases.LEAVING), self.rng))
        end = "end_escalated" if human else "end_abandoned"
        heard: dict[str, Any] = {"heard": kind, "fields": [], "moves": [], "knows": ""}
        reply = phrases.HUMAN_REPLY if human else phrases.LEAVING_REPLY
        self.agent(self._trace(heard, [Move(end)]), self.rng.choice(reply))


def _stock(turn: Turn, rng: random.Random) -> str | None:
    """A sentence of ours that does the same as a message that may not be used, where we have one."""
    kinds = {act[1] for act in turn["acts"]}
    if kinds == {"REQ_MORE"}:
        return rng.choice(phrases.MORE)
    if kinds == {"GOODBYE"}:
        return rng.choice(phrases.CLOSINGS)
    if kinds == {"NOTIFY_SUCCESS"}:
        return rng.choice(phrases.DONE)
    return None


def usable(turns: list[Turn], guard: Guard, rng: random.Random, dropped: list[int]) -> list[Turn]:
    """The dialogue up to the first message that belongs to a measuring set, stock messages replaced."""
    kept: list[Turn] = []
    for turn in turns:
        text = plain(turn["text"])
        if guard.holds(text):
            dropped[0] += 1
            stock = _stock(turn, rng)
            if stock is None:
                break
            text = stock
        kept.append({**turn, "text": text})
    return kept[: len(kept) // 2 * 2]


def open_with_greeting(told: Telling) -> None:
    """The agent opens the conversation."""
    told.user(phrases.opening(told.rng))
    told.at = told.names.step("greet")
    told.agent(Trace(at="start", heard="start", moves=(Move(told.at),)), told.rng.choice(phrases.GREETINGS))


def tell(turns: list[Turn], rng: random.Random, elsewhere: str) -> list[Line]:
    """A dialogue of alternating turns, user first, with traces. `elsewhere` is a sentence from another dialogue."""
    told = Telling(rng)
    pairs = list(zip(turns[::2], turns[1::2], strict=True))
    way = rng.random()
    first = 0
    if way < 0.65:
        open_with_greeting(told)
    elif way < 0.9 and len(pairs) > 3:
        first = rng.randrange(1, len(pairs) - 1)
        for user, agent in pairs[: first - 1]:
            told.hear(user)
            told.enter(agent)
        told.hear(pairs[first - 1][0])
        entered = Move(told.enter(pairs[first - 1][1])[-1].step, jump=True)
        told.user(RESUME_MARK)
        told.agent(Trace(at=RESUME, heard="start", moves=(entered,)), pairs[first - 1][1]["text"])
        told.lines[-1].append(0.0)
        told.at = entered.step
    for user, agent in pairs[first:]:
        if told.asides and told.question and rng.random() < 0.15:
            told.aside(elsewhere)
        if told.asides and told.question and rng.random() < 0.03:
            told.leave(rng.choice(("human", "leaving")))
            break
        told.user(user["text"])
        told.answer(agent, told.hear(user))
    return told.lines


def without_traces(lines: list[Line], rng: random.Random) -> list[Line]:
    """The conversation as a program that discards earlier thinking would resend it, taught on its last message only."""
    last = rng.choice([i for i, line in enumerate(lines) if line[0] == "agent"])
    bare = [
        [line[0], line[1].split("</think>", 1)[-1] if line[0] == "agent" else line[1], 0.0] for line in lines[:last]
    ]
    return [*bare, lines[last][:2]]


def documents(data: Path, guard: Guard, tellings: int, seed: int, dropped: list[int]) -> Iterator[Document]:
    """Every training dialogue, told `tellings` times under different names."""
    dialogues = [d["turns"] for d in read(data / "corpus" / "sgd_annotated.jsonl.xz") if d["split"] == "train"]
    for round_ in range(tellings):
        rng = random.Random(f"{seed} {round_}")
        rng.shuffle(dialogues)
        previous = "what's the weather like today"
        for turns in dialogues:
            kept = usable(turns, guard, rng, dropped)
            if len(kept) < 4:
                continue
            if rng.random() < 0.65:
                kept = swap(kept, rng)
            lines = tell(kept, rng, previous)
            if rng.random() < 0.07:
                lines = without_traces(lines, rng)
            previous = rng.choice([turn["text"] for turn in kept if turn["who"] == "user"])
            yield {"source": "sgd", "messages": lines}
