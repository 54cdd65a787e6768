"""Makes short invented conversations that follow an invented procedure: what a compile will later ask of the starter.

Questions and replies to yes/no questions are people's (`mined`) or written (`written`), values are invented (`spoken`),
the order of events is random: questions back, vague and strange replies, corrections, several answers at once, loops,
calls, a summary. Every trace is what a procedure's machine would write.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import mined
import phrases
import spoken
import written
from annotated import without_traces
from corpora import Document
from guard import Guard
from naming import Namer
from questions import Ask, Questions, keyword

from studio.conversations.rendering import CALL_MARK, RESUME_MARK, TOOL_MARK
from studio.procedure.trace import DECLINED, RESUME, HeardKind, Move, Trace

# The phrasebook's frames that fit a kind of value, beside those for any value.
FRAMES: dict[Callable[[random.Random], str], str] = {
    spoken.name: "value_name", spoken.date: "value_date", spoken.number: "value_count", spoken.money: "value_amount",
    spoken.email: "value_reach", spoken.phone: "value_reach", spoken.code: "value_code", spoken.place: "value_place",
}  # fmt: skip


class Interview:
    """One conversation in the making."""

    def __init__(self, rng: random.Random, pools: mined.Pools) -> None:
        self.rng = rng
        self.pools = pools
        self.names = Namer(rng)
        self.today = phrases.some_day(rng) if rng.random() < 0.8 else None
        self.questions = Questions(rng, pools, self.names, self.today)
        self.lines: list[list[Any]] = []
        self.at = "start"
        self.known: dict[str, tuple[str, spoken.Kind]] = {}
        self.busy = rng.choice((0.0, 0.15, 0.35, 0.6))
        self.closed = False

    # -- messages ------------------------------------------------------------------------------

    def user(self, text: str) -> None:
        self.lines.append(["user", " ".join(text.split())])

    def agent(self, heard: HeardKind, text: str, moves: list[Move], **parts: Any) -> None:
        trace = Trace(at=self.at, heard=heard, moves=tuple(moves), **parts)
        self.lines.append(["agent", trace.text() + text])
        self.at = moves[-1].step

    def pick(self, kind: str) -> str:
        """What people say of one kind ("vague", "attack" ...): mostly the phrasebook's, sometimes this recipe's."""
        if self.rng.random() < 0.85:
            for _ in range(5):
                said = written.taught(kind, self.rng)
                if "{" not in said:
                    return phrases.scruffy(said, self.rng)
        return phrases.scruffy(self.rng.choice(phrases.STOCK[kind]), self.rng)

    def led(self, text: str) -> str:
        """The answer, sometimes with something before or after it that settles nothing."""
        way = self.rng.random()
        if way < 0.12:
            said = written.taught("noise", self.rng)
            return f"{said} {text}" if self.rng.random() < 0.6 else f"{text.rstrip('.')}. {said}"
        if way < 0.22:
            return written.taught("opener", self.rng) + text
        if way < 0.26:
            return f"{self.rng.choice(self.pools.remarks)} {text}"
        return text

    # -- what is said --------------------------------------------------------------------------

    def value(self, ask: Ask, place: int) -> tuple[str, str]:
        """A value for one of the ask's fields: the words that hold it, and the words to note."""
        kind = ask.kinds[place]
        said = kind.make(self.rng)
        if kind.reading in ("a name", "a place") and self.rng.random() < 0.2:
            said = said.lower()
        frame = self._frame(kind, ask.names[place] if place < len(ask.names) else "")
        if self.rng.random() < 0.06:
            frame = self.rng.choice(
                ("not {o} but {v}", "it was {o} before, now it is {v}", "first I thought {o}, but {v}")
            )
        if "{o}" in frame:
            frame = frame.replace("{o}", kind.make(self.rng))
        return frame.replace("{v}", said), said

    def _frame(self, kind: spoken.Kind, name: str) -> str:
        """Words around a value, {v} where it stands and {o} where another one does."""
        if self.rng.random() < 0.65:
            for _ in range(5):
                frame = written.taught(self.rng.choice(("value", FRAMES.get(kind.make, "value"))), self.rng)
                if "{u}" not in frame and ("{f}" not in frame or name):
                    return phrases.scruffy(frame, self.rng).replace("{f}", name.replace("_", " "))
        frame = phrases.scruffy(self.rng.choice(kind.says), self.rng)
        return frame.replace("{}", "{v}") if "{}" in frame else "{v}"

    def answer(self, ask: Ask, following: Ask | None) -> tuple[str, list[tuple[str, str]], list[Move], bool]:
        """An answer to an ask: text, fields, decisions, and whether it answers the following ask too."""
        if ask.kind == "yes_no":
            text, means_yes = ask.replies[0]
            text = self.led(text) if not ask.back else text
            branch = ask.decision[1] if means_yes else ask.decision[2]
            if ask.noted:
                return text, [(ask.decision[0], "yes" if means_yes else "no")], [], False
            return text, [], [Move(ask.decision[0], branch)], False
        if ask.kind == "text":
            text = self.rng.choice(self.pools.remarks)
            return text, [(ask.names[0], text)], [], False
        if ask.kind == "decision":
            branch = self.rng.choice(ask.decision[1:])
            text = self.led(phrases.scruffy(self.rng.choice(ask.said[branch]), self.rng))
            return text, [], [Move(ask.decision[0], branch)], False
        if ask.limit is not None:
            found = ask.limit
            frame = self._frame(spoken.KINDS[3], "")
            text = frame.replace("{o}", "something else").replace("{v}", found.said)
            reads = ((ask.names[0], found.figure),)
            return self.led(text), [(ask.names[0], found.said)], [Move(*ask.decision, reads=reads)], False
        if ask.kind == "choice":
            place, text = spoken.choose(ask.options, self.rng)
            text = self.rng.choice(phrases.HEDGES) + phrases.scruffy(text, self.rng) + self.rng.choice(phrases.TAILS)
            chosen = ask.decision[place + 1]
            return (
                text,
                [(ask.names[0], chosen)] if ask.noted else [],
                [] if ask.noted else [Move(ask.decision[0], chosen)],
                False,
            )
        return self._value_answer(ask, following)

    def _value_answer(self, ask: Ask, following: Ask | None) -> tuple[str, list[tuple[str, str]], list[Move], bool]:
        spoken_parts, fields = [], []
        asked = list(range(len(ask.names)))
        if len(asked) > 1 and self.rng.random() < 0.2:
            self.rng.shuffle(asked)
        for place in asked:
            said, noted = self.value(ask, place)
            spoken_parts.append(said)
            fields.append((ask.names[place], noted))
            self.known[ask.names[place]] = (noted, ask.kinds[place])
        both = following is not None and following.kind == "value" and self.rng.random() < 0.15
        if both and following is not None:
            for place, name in enumerate(following.names):
                said, noted = self.value(following, place)
                spoken_parts.append(f"{name.replace('_', ' ')} {noted}" if self.rng.random() < 0.5 else said)
                fields.append((name, noted))
                self.known[name] = (noted, following.kinds[place])
        fields.sort(key=lambda pair: (*ask.names, *(following.names if following else ())).index(pair[0]))
        joined = self._joined(spoken_parts)
        if self.rng.random() < 0.3:
            return self.led(joined), fields, [], both
        return self.rng.choice(phrases.HEDGES) + joined + self.rng.choice(phrases.TAILS), fields, [], both

    def _joined(self, parts: list[str]) -> str:
        """Several answers in one message."""
        if len(parts) != 2 or self.rng.random() < 0.5:
            return self.rng.choice((", ", ", ", " and ", ". ", "; ", ", and ", " plus ", " ")).join(parts)
        return self.rng.choice(phrases.JOINS).replace("{a}", parts[0], 1).replace("{b}", parts[1], 1)

    # -- what happens besides ------------------------------------------------------------------

    def aside(self, ask: Ask) -> None:
        """One message that does not answer, and the question asked again."""
        kinds = ["vague", "vague", "question", "question", "out_of_scope", "out_of_scope", "attack"]
        kinds += ["declined", "invalid"] if ask.kind == "value" else []
        kinds += ["correction", "correction"] if self.known else []
        kind = (
            "question" if ask.back and self.rng.random() < 0.9 else "vague" if ask.unclear else self.rng.choice(kinds)
        )
        {
            "question": self._question, "vague": self._unclear, "declined": self._unclear, "invalid": self._unclear,
            "correction": self._correction, "out_of_scope": self._strange, "attack": self._strange,
        }[kind](ask, kind)  # fmt: skip

    def _question(self, ask: Ask, _: str) -> None:
        if ask.back:
            text, explained = ask.back
            knows = keyword(text)
            ask.back = None
        elif self.rng.random() < 0.75:
            topic = self.rng.choice(written.topics())
            text, explained, knows = self.rng.choice(topic.asked), topic.answer, topic.word
            frame = written.taught("question", self.rng)
            text = frame.replace("{q}", text).replace("{c}", text[:1].lower() + text[1:])
            text = phrases.scruffy(text, self.rng)
        else:
            word = (ask.names or [keyword(ask.text)])[0].replace("_", " ")
            text = phrases.scruffy(self.rng.choice(phrases.ABOUT), self.rng).replace("{}", word)
            explained = self.rng.choice(phrases.EXPLAIN)
            knows = self.rng.choice((keyword(text), f"about_{keyword(text)}"))
        self.user(text)
        self.agent("question", f"{explained} {ask.text}", [Move(ask.step)], knows=knows)

    def _unclear(self, ask: Ask, kind: str) -> None:
        for attempt in range(1, 4):
            self.user(self._unclear_text(ask, kind))
            ask.unclear = ""
            if attempt == 3:
                self.finish(kind)  # type: ignore[arg-type]
                return
            reading = ask.kinds[0].reading if ask.kinds else "an answer"
            reply = {
                "vague": self.rng.choice(phrases.UNCLEAR_REPLY),
                "declined": self.rng.choice(phrases.DECLINED_REPLY),
            }
            said = reply.get(kind, f"Sorry, I can't read that as {reading}.")
            self.agent(kind, f"{said} {ask.text}", [Move(ask.step)], attempt=attempt)  # type: ignore[arg-type]
            if self.rng.random() < 0.75:
                return

    def _unclear_text(self, ask: Ask, kind: str) -> str:
        if kind == "vague":
            return ask.unclear or self.pick("vague")
        if kind == "declined":
            return self.pick("declined")
        wrong = self.rng.choice(
            [k for k in spoken.KINDS if k not in ask.kinds and k.reading not in ("a number", "a valid code")]
        )
        garbled = "".join(self.rng.choices("asdfghjklqwe", k=self.rng.randrange(3, 9)))
        return self.rng.choice((wrong.make(self.rng), garbled, "banana", "???", "12@@", "-"))

    def _strange(self, ask: Ask, kind: str) -> None:
        far = kind == "out_of_scope" and self.rng.random() < 0.5
        said = self.rng.choice(self.pools.remarks) if far else self.pick(kind)
        self.user(said)
        reply = self.rng.choice(phrases.ATTACK_REPLY if kind == "attack" else phrases.SCOPE_REPLY)
        self.agent(kind, f"{reply} {ask.text}", [Move(ask.step)])  # type: ignore[arg-type]

    def _correction(self, ask: Ask, _: str) -> None:
        name = self.rng.choice(list(self.known))
        old, kind = self.known[name]
        new = kind.make(self.rng)
        self.known[name] = (new, kind)
        pattern = (
            written.taught("correction", self.rng) if self.rng.random() < 0.8 else self.rng.choice(phrases.CHANGES)
        )
        for slot, told in (("{f}", "{name}"), ("{v}", "{value}"), ("{o}", "{old}")):
            pattern = pattern.replace(slot, told)
        self.user(self.led(pattern.format(name=name.replace("_", " "), value=new, old=old)))
        self.agent(
            "correction",
            f"{self.rng.choice(phrases.CORRECTED_REPLY)} {ask.text}",
            [Move(ask.step)],
            fields=((name, new),),
        )

    def finish(self, kind: HeardKind) -> None:
        """The conversation ends early."""
        left = kind in ("leaving", "declined")
        reply = self.rng.choice(phrases.LEAVING_REPLY if left else phrases.HUMAN_REPLY)
        attempt = {"attempt": 3} if kind in ("vague", "invalid", "declined") else {}
        self.agent(kind, reply, [Move("end_abandoned" if left else "end_escalated")], **attempt)
        self.closed = True

    # -- the course of it ----------------------------------------------------------------------

    def hold(self) -> list[list[Any]]:
        """Make the whole conversation."""
        asks = [self.questions.make() for _ in range(self.rng.choice((1, 2, 3, 3, 4, 4, 5, 6, 8)))]
        self._open(asks[0])
        skip = False
        for place, ask in enumerate(asks):
            if skip:
                skip = False
                continue
            following = asks[place + 1] if place + 1 < len(asks) else None
            skip = self._exchange(ask, following, asks[place + 2 :])
            if self.closed:
                return self.lines
        return self.lines

    def _open(self, ask: Ask) -> None:
        way = self.rng.random()
        if way < 0.3:
            self.user(f"{RESUME_MARK} Today is {self.today:%A %Y-%m-%d}." if self.today else RESUME_MARK)
            self.at = RESUME
            self.agent("start", ask.text, [Move(ask.step, jump=True)], fields=self._known_before())
            self.lines[-1].append(0.3)
            return
        self.user(f"[start] Today is {self.today:%A %Y-%m-%d}." if self.today else "[start]")
        greeted = self.rng.random() < 0.6
        moves = [Move(self.names.step("greet"))] if greeted else []
        hello = f"{self.rng.choice(phrases.GREETINGS)} " if greeted else ""
        self.agent("start", hello + ask.text, [*moves, Move(ask.step)])

    def _known_before(self) -> tuple[tuple[str, str], ...]:
        """Fields that a conversation taken up in the middle knows already."""
        for kind in self.rng.sample(spoken.KINDS, self.rng.choice((0, 0, 1, 2, 3))):
            self.known[self.questions.fresh(self.rng.choice(kind.names))] = (kind.make(self.rng), kind)
        return tuple((name, value) for name, (value, _) in self.known.items())

    def _exchange(self, ask: Ask, following: Ask | None, later: list[Ask]) -> bool:
        """One ask until it is answered; whether the following one was answered with it."""
        while not self.closed and ask.kind != "text" and (self.rng.random() < self.busy or ask.back or ask.unclear):
            self.aside(ask)
        if self.closed:
            return False
        if self.rng.random() < 0.03:
            kind: HeardKind = self.rng.choice(("human", "human", "leaving"))
            self.user(self.pick(kind))
            self.finish(kind)
            return False
        if ask.kind == "value" and len(ask.names) == 1 and self.rng.random() < 0.04:
            self.user(self.pick("declined"))
            self._go_on("declined", [(ask.names[0], DECLINED)], [], following)
            return False
        text, fields, moves, both = self.answer(ask, following)
        if ask.kind == "yes_no" and self.rng.random() < 0.1:
            moves = self._loop(ask, fields, moves)
            if self.closed:
                return False
            text, fields, moves = self.lines.pop()[1], fields, moves
        self.user(text)
        self._go_on("answer", fields, moves, later[0] if both and later else None if both else following)
        return both

    def _loop(self, ask: Ask, fields: list[tuple[str, str]], moves: list[Move]) -> list[Move]:
        """The same question several times round, its branch counted; leaves the last answer as a message to take."""
        text, means_yes = ask.replies[0]
        if moves:
            for count in range(1, self.rng.randrange(2, 4)):
                self.user(text if count == 1 else self.questions.in_short(means_yes))
                again = [Move(moves[0].step, moves[0].branch), Move(ask.step, count=count)]
                self.agent("answer", f"{self.rng.choice(phrases.ACKNOWLEDGED)} {ask.text}".strip(), again)
            other = ask.decision[2] if means_yes else ask.decision[1]
            moves = [Move(ask.decision[0], other)]
            text = self.questions.in_short(not means_yes)
        self.user(text)
        return moves

    def _go_on(self, heard: HeardKind, fields: list[tuple[str, str]], moves: list[Move], following: Ask | None) -> None:
        """The agent's answer: on to the next ask, or to a summary, a call and the end."""
        said = self.rng.choice(phrases.ACKNOWLEDGED)
        if fields and fields[0][0] in self.known and self.rng.random() < 0.35:
            value = fields[0][1]
            said = self.rng.choice(
                (
                    f"{value}, got it.",
                    f"I've noted {value}.",
                    f"Thanks, {value} it is.",
                    f"So {value}.",
                    f"{value}, good.",
                )
            )
        if following is not None:
            if self.rng.random() < 0.25:
                moves = [
                    *moves,
                    Move(self.names.step(self.rng.choice(("note", "info", "tell", "say")), keyword(following.text))),
                ]
                said = said or "Let's go on."
            self.agent(heard, f"{said} {following.text}".strip(), [*moves, Move(following.step)], fields=tuple(fields))
        elif self.known and self.rng.random() < 0.6:
            self._summary(heard, fields, moves, said)
        else:
            self._act(heard, fields, moves, said)

    def _summary(self, heard: HeardKind, fields: list[tuple[str, str]], moves: list[Move], said: str) -> None:
        step = self.names.step("ask", self.rng.choice(("confirm", "confirmation", "summary")))
        values = [value for value, _ in self.known.values()]
        listing = f"{', '.join(values[:-1])} and {values[-1]}" if len(values) > 1 else values[0]
        by_name = ", ".join(f"{name.replace('_', ' ')} {value}" for name, (value, _) in self.known.items())
        text = self.rng.choice(
            (
                "So that is {}. Is that right?",
                "I have {}. Correct?",
                "To sum up: {}. Shall I go on?",
                "Please check: {}. All fine?",
            )
        )
        self.agent(
            heard,
            f"{said} {text.format(self.rng.choice((listing, by_name)))}".strip(),
            [*moves, Move(step)],
            fields=tuple(fields),
        )
        reply, means_yes = self.questions.short_reply()
        self.user(reply)
        decision, yes, no = self.names.decision("confirm", "summary")
        if means_yes:
            self._act("answer", [], [Move(decision, yes)], "")
        else:
            end = Move(self.names.step(self.rng.choice(("cancelled", "stop", "change", "close"))))
            self.agent(
                "answer",
                self.rng.choice(("What should I change?", "All right, I won't send it.", "Then let's look again.")),
                [Move(decision, no), end],
            )

    def _act(self, heard: HeardKind, fields: list[tuple[str, str]], moves: list[Move], said: str) -> None:
        end = Move(self.names.step(self.rng.choice(("end", "goodbye", "finish", "done"))))
        closing = self.rng.choice(phrases.CLOSINGS)
        if not self.known or self.rng.random() < 0.35:
            self.agent(
                heard, f"{said} {self.rng.choice(phrases.DONE)} {closing}".strip(), [*moves, end], fields=tuple(fields)
            )
            return
        verb = self.rng.choice(("book", "find", "save", "check", "create", "send", "lookup", "file"))
        thing = self.rng.choice(("request", "case", "offer", "order", "entry", "record", spoken.syllables(self.rng)))
        tool = f"{verb}_{thing}"
        given = " | ".join(f"{name}={value}" for name, (value, _) in self.known.items())
        lead = self.rng.choice(phrases.WAITS)
        text = f"{f'{lead}{chr(10)}' if lead else ''}{CALL_MARK} {tool} {given}"
        self.agent(heard, text, [*moves, Move(self.names.step("call", tool))], fields=tuple(fields))
        outcome = self.rng.choice(("ok", "ok", "ok", "ok", "empty", "refused", "error"))
        if outcome != "ok":
            self.user(f"{TOOL_MARK} {outcome}")
            sorry = Move(self.names.step(self.rng.choice(("sorry", "failed", "not_found")), outcome))
            reply = self.rng.choice(
                (
                    "I'm sorry, that did not work.",
                    "Nothing was found.",
                    "That was not possible.",
                    "Unfortunately I can't do that now.",
                )
            )
            self.agent("tool", f"{reply} {closing}", [sorry, end], outcome=outcome)
            return
        results = self.rng.sample([k for k in spoken.KINDS if k.names[0] not in self.known], self.rng.randrange(1, 4))
        found = [(kind.names[0], kind.make(self.rng)) for kind in results]
        self.user(f"{TOOL_MARK} ok {' | '.join(f'{name}={value}' for name, value in found)}")
        spoken_results = " ".join(f"The {name} is {value}." for name, value in found)
        self.agent("tool", f"{self.rng.choice(phrases.DONE)} {spoken_results} {closing}", [end], outcome="ok")


def documents(data: Path, guard: Guard, count: int, seed: int, dropped: list[int]) -> Iterator[Document]:
    """Invented conversations. What a measuring set has too is left out."""
    pools = mined.collect(data, guard)
    pools.remarks = [r for r in pools.remarks if len(r.split()) > 4 and mined.means(r) in ("other", "back")]
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        lines = Interview(rng, pools).hold()
        if guard.first_of(line[1].split("</think>", 1)[-1] for line in lines) is not None:
            dropped[0] += 1
            continue
        if rng.random() < 0.08:
            lines = without_traces(lines, rng)
        yield {"source": "invented", "messages": lines}
