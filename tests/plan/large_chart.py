"""A made-up chart of any size: asks, decisions in words, says, loops back, ways ahead, a dozen ends."""

from __future__ import annotations

import random
from typing import Any

from studio.procedure.model import Procedure

KINDS = ("ask", "decide", "ask", "say")
ENDS = 12


def large_chart(steps: int, edges: int, seed: int = 0) -> Procedure:
    """A procedure of so many steps and at least so many edges."""
    rng = random.Random(seed)
    body = steps - ENDS
    decisions = [i for i in range(body) if KINDS[i % 4] == "decide"]
    ways = dict.fromkeys(decisions, 2)
    for _ in range(edges - body - len(decisions)):
        ways[rng.choice(decisions)] += 1
    drawn: list[dict[str, Any]] = []
    for i in range(body):
        onward = f"s{i + 1}" if i + 1 < body else f"s{rng.randrange(body, steps)}"
        made: dict[str, Any] = {"id": f"s{i}", "title": f"Step {i}", "kind": KINDS[i % 4]}
        if made["kind"] == "decide":
            made["branches"] = [_branch(rng, i, number, onward, body, steps) for number in range(ways[i])]
        else:
            made |= {"text": f"Line {i}.", "link": {"to": onward}}
        if i % 8 == 2:
            made["fields"] = [f"f{i // 8}"]
        drawn.append(made)
    drawn += [{"id": f"s{i}", "title": f"End {i}", "kind": "end", "text": "Bye."} for i in range(body, steps)]
    return Procedure.model_validate(
        {
            "name": "Large",
            "start": "s0",
            "fields": [{"id": f"f{i}", "title": f"Number {i}", "kind": "number"} for i in range(steps // 8 + 1)],
            "knowledge": [{"id": "why", "questions": ["Why?", "What for?"], "answer": "Because."}],
            "steps": drawn,
        }
    )


def _branch(rng: random.Random, step: int, number: int, onward: str, body: int, steps: int) -> dict[str, Any]:
    link: dict[str, Any] = {"to": onward}
    if number == 1 and step % 40 == 1:
        link = {"to": f"s{step - 1}", "limit": 2, "spent": f"s{rng.randrange(body, steps)}"}
    elif number > 0:
        ahead = min(steps - 1, step + rng.choice((3, 5, 9, 30)))
        link = {"to": f"s{ahead}" if rng.random() < 0.93 else f"s{rng.randrange(body, steps)}"}
    return {"id": f"b{number}", "condition": f"way {number}", "examples": [f"way {number}"], "link": link}
