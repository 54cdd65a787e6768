"""Practice conversations on disk: the conversations themselves and the rows of token ids that teaching reads.

Both are Arrow folders written by Hugging Face `datasets`. A row is one conversation: `input_ids` (int32) and
`weights` (float32, the loss weight of each id as a target; 0 where nothing is learned: the user's words, tools'
results). Its asides stand after it, and `forks` says where each leaves it: (tokens before it, its tokens), one after
the other. An aside is learned up to its trace's end, or with its call; what is said aloud the conversations teach.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from studio.conversations.encoder import Encoder
from studio.conversations.record import Conversation
from studio.conversations.rendering import CALL_MARK, RESUME_MARK, Message, drop_traces, pieces
from studio.procedure.trace import CLOSE

_CHOICE = re.compile(r"^(?:heard|knows|go [^\n:]+:) ([^\n]+)", re.MULTILINE)


class LossWeights(BaseModel):
    """How much each kind of the model's own tokens counts. Equal weights hardly teach decisions to a small model;
    the trace decides, the reply repeats what was decided. In the trace a `choice` is what kind of message was heard,
    which knowledge was asked for, and which branch is taken."""

    model_config = ConfigDict(frozen=True)

    trace: float = 1.0
    choice: float = 3.0
    reply: float = 0.2
    call: float = 1.0


def weigh(
    messages: Sequence[Message], encoder: Encoder, loss: LossWeights, only_last: bool = False
) -> tuple[list[int], list[float]]:
    """Token ids and loss weights of a conversation; with `only_last` just its last message is learned."""
    ids: list[int] = []
    weights: list[float] = []
    parts = pieces(messages, end=encoder.end, bos=encoder.bos)
    last = max((i for i, part in enumerate(parts) if part.own), default=-1)
    for i, part in enumerate(parts):
        part_ids, starts = encoder.encode_with_starts(part.text, part.after)
        ids += part_ids
        if not part.own or (only_last and i != last):
            weights += [0.0] * len(part_ids)
        else:
            weights += _own_weights(part.text, starts, loss, encoder.end)
    return ids, weights


def _own_weights(text: str, starts: Sequence[int], loss: LossWeights, end: str) -> list[float]:
    spoken = text.find(CLOSE) + len(CLOSE) if CLOSE in text else 0
    called = text.find(f"\n{CALL_MARK}", spoken)
    ended = len(text) - len(end)
    chosen = [match.span(1) for match in _CHOICE.finditer(text, 0, spoken)]
    weights = []
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        if any(first < following and start < last for first, last in chosen):
            weights.append(loss.choice)
        elif start < spoken or start >= ended:
            weights.append(loss.trace)
        elif called >= 0 and following > called:  # also the token that ends the reply and begins the call's line
            weights.append(loss.call)
        else:
            weights.append(loss.reply)
    return weights


def rows(
    conversations: Iterable[Conversation],
    encoder: Encoder,
    *,
    context: int,
    loss: LossWeights | None = None,
    thinned_share: float = 0.2,
    seed: int = 0,
) -> list[dict[str, Any]]:
    """Rows for teaching. From a share of the conversations one message is also taught with all earlier traces dropped,
    as programs that discard thinking resend them. Rows longer than `context` are cut after a whole message; what then
    teaches nothing is left out."""
    loss = loss or LossWeights()
    rng = random.Random(seed)
    made: list[dict[str, Any]] = []
    for conversation in conversations:
        messages = conversation.messages()
        skip_first = conversation.turns[0].text.startswith(RESUME_MARK)
        ids, weights = weigh(messages, encoder, loss)
        if skip_first:
            weights = _without_first_message(messages, encoder, weights)
        ids, weights = _cut(ids, weights, context, encoder.id_of(encoder.end))
        made.append(_with_asides(conversation, ids, weights, encoder, loss, context))
        if rng.random() < thinned_share and not skip_first:
            made.append(_thinned(conversation, encoder, loss, rng, context))
    return [row for row in made if any(row["weights"])]


def _with_asides(
    conversation: Conversation, ids: list[int], weights: list[float], encoder: Encoder, loss: LossWeights, context: int
) -> dict[str, Any]:
    """A row: the conversation, then its asides."""
    row: dict[str, Any] = {"input_ids": ids, "weights": weights, "conversation": conversation.id, "forks": []}
    if not conversation.asides:
        return row
    before = [0]
    for part in pieces(conversation.messages(), end=encoder.end, bos=encoder.bos):
        before.append(before[-1] + len(encoder.encode_with_starts(part.text, part.after)[0]))
    row["input_ids"], row["weights"] = list(ids), list(weights)
    for aside in conversation.asides:
        history = [turn.message() for turn in conversation.turns[: aside.place]]
        told = [*history, aside.user.message(), aside.agent.message()]
        asked, answered = pieces(told, end=encoder.end, bos=encoder.bos)[aside.place :]
        own, starts = encoder.encode_with_starts(answered.text, answered.after)
        own_weights = _own_weights(answered.text, starts, loss, encoder.end)
        if not aside.agent.call:
            spoken = answered.text.find(CLOSE) + len(CLOSE)
            last = next((i for i, start in enumerate(starts) if start >= spoken), len(own))
            own, own_weights = own[:last], own_weights[:last]
        given = encoder.encode_with_starts(asked.text, asked.after)[0]
        if before[aside.place] <= len(ids) and before[aside.place] + len(given) + len(own) <= context:
            row["input_ids"] += given + own
            row["weights"] += [0.0] * len(given) + own_weights
            row["forks"] += [before[aside.place], len(given) + len(own)]
    return row


def _thinned(
    conversation: Conversation, encoder: Encoder, loss: LossWeights, rng: random.Random, context: int
) -> dict[str, Any]:
    messages = conversation.messages()
    own = [i for i, message in enumerate(messages) if message.role == "assistant"]
    chosen = rng.choice(own[1:] or own)
    history = drop_traces(messages[:chosen])
    ids, weights = weigh([*history, messages[chosen]], encoder, loss, only_last=True)
    ids, weights = _cut(ids, weights, context, encoder.id_of(encoder.end))
    return {"input_ids": ids, "weights": weights, "conversation": conversation.id, "forks": []}


def _without_first_message(messages: Sequence[Message], encoder: Encoder, weights: list[float]) -> list[float]:
    """A resumed conversation's first agent message is given, not learned: nothing in the dialogue leads to it."""
    first_two = pieces(messages[:2], end=encoder.end, bos=encoder.bos)
    given = sum(len(encoder.encode_with_starts(part.text, part.after)[0]) for part in first_two)
    return [0.0] * given + weights[given:]


def _cut(ids: list[int], weights: list[float], context: int, end_id: int | None) -> tuple[list[int], list[float]]:
    if len(ids) <= context:
        return ids, weights
    cut = context
    while cut > 0 and ids[cut - 1] != end_id:
        cut -= 1
    return ids[:cut], weights[:cut]


def write_rows(made: list[dict[str, Any]], folder: Path) -> None:
    """Write rows as an Arrow folder."""
    from datasets import Dataset, Features, Value
    from datasets import Sequence as Several

    features = Features(
        {
            "input_ids": Several(Value("int32")),
            "weights": Several(Value("float32")),
            "conversation": Value("string"),
            "forks": Several(Value("int32")),
        }
    )
    Dataset.from_list(made, features=features).save_to_disk(str(folder))


def write_conversations(conversations: Iterable[Conversation], folder: Path) -> None:
    """Write conversations as an Arrow folder, one row each, turns as JSON."""
    from datasets import Dataset

    columns: dict[str, list[str]] = {"id": [], "kind": [], "split": [], "record": []}
    for conversation in conversations:
        columns["id"].append(conversation.id)
        columns["kind"].append(conversation.kind)
        columns["split"].append(conversation.split)
        columns["record"].append(conversation.model_dump_json(exclude_defaults=True))
    Dataset.from_dict(columns).save_to_disk(str(folder))


def read_conversations(folder: Path) -> list[Conversation]:
    """Read them back."""
    from datasets import load_from_disk

    stored = load_from_disk(str(folder))
    return [Conversation.model_validate_json(record) for record in stored["record"]]
