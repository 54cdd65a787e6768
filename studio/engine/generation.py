"""What is asked of the engine and what comes back: plain records that travel as JSON between the client and its child.

How tokens are chosen is `sampling`; nothing here runs a model.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Reason = Literal["stop", "length", "cancelled"]


@dataclass(frozen=True)
class Generation:
    """One request. `temperature` 0 is greedy.

    `allowed` restricts the output to exactly one of these sequences: a masked walk over their trie.
    `grammar` is GBNF with a rule named root; it and `allowed` exclude each other.
    `drafts` are texts that may come, the likeliest first: they change nothing of what is written, only how fast.
    """

    tokens: list[int]
    max_tokens: int
    stop_tokens: tuple[int, ...] = ()
    stop_texts: tuple[str, ...] = ()
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int = 0
    allowed: tuple[tuple[int, ...], ...] | None = None
    grammar: str | None = None
    drafts: tuple[tuple[int, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The request as the child reads it; what stands at its default is left out, to keep lines short."""
        return {name: value for name, value in asdict(self).items() if value != _DEFAULTS.get(name, _REQUIRED)}

    @staticmethod
    def from_json(data: dict[str, Any]) -> Generation:
        """The request from its JSON form. Raises KeyError or TypeError on anything else."""
        allowed = data.get("allowed")
        return Generation(
            tokens=[int(token) for token in data["tokens"]],
            max_tokens=int(data["max_tokens"]),
            stop_tokens=tuple(data.get("stop_tokens", ())),
            stop_texts=tuple(data.get("stop_texts", ())),
            temperature=float(data.get("temperature", 0.0)),
            top_p=float(data.get("top_p", 1.0)),
            seed=int(data.get("seed", 0)),
            allowed=None if allowed is None else tuple(tuple(sequence) for sequence in allowed),
            grammar=data.get("grammar"),
            drafts=tuple(tuple(sequence) for sequence in data.get("drafts", ())),
        )


_REQUIRED = object()
_DEFAULTS: dict[str, Any] = {
    "stop_tokens": (),
    "stop_texts": (),
    "temperature": 0.0,
    "top_p": 1.0,
    "seed": 0,
    "allowed": None,
    "grammar": None,
    "drafts": (),
}


@dataclass(frozen=True)
class Completion:
    """What was generated. The stop token that ended it stands in neither `tokens` nor `text`.

    `reused_tokens` of the `prompt_tokens` were already in the cache. Seconds count from the request's arrival.
    `choice_probability` is, for a request with `allowed`, how probable the model found the sequence taken among
    the sequences allowed: the product over the trie's forks of the taken branch's share. Otherwise None.
    """

    tokens: list[int]
    text: str
    reason: Reason
    prompt_tokens: int
    reused_tokens: int
    seconds_first: float
    seconds: float
    choice_probability: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The record as one JSON object."""
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Completion:
        """The record from its JSON form."""
        return Completion(**data)
