"""Practice conversations on disk: the conversations themselves and the rows of token ids that teaching reads.

Both are Arrow folders written by Hugging Face `datasets`. A row is one conversation: `input_ids` (int32) and
`weights` (float32, the loss weight of each id as a target; 0 where nothing is learned: the user's words, tools'
results). Its asides stand after it, and `forks` says where each leaves it: (tokens before it, its tokens), one after
the other. An aside is learned up to its trace's end, or with its call; what is said aloud the conversations teach.
A conversation taught as it would be recorded (`recounted`) has all that is learned of it in forks.
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
from studio.conversations.recounted import Answer, can_be_recounted, recounted
from studio.conversations.rendering import CALL_MARK, RESUME_MARK, Message, Piece, drop_traces, pieces
from studio.procedure.trace import CLOSE

RECOUNTED = 0.25  # of the conversations: how many are taught as they would be recorded
OFF_PATH = ("question", "vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack")
_CHOICE = re.compile(r"^(?:heard|knows|go [^\n:]+:) ([^\n]+)", re.MULTILINE)


class LossWeights(BaseModel):
    """How much each kind of the model's own tokens counts. Equal weights hardly teach decisions to a small model;
    the trace decides, the reply repeats what was decided. In the trace a `choice` is what kind of message was heard,
    which knowledge was asked for, and which branch is taken; `off_path` is the kind of a message which leaves the
    path. That weighs less, for whoever is not sure should take words for an answer."""

    model_config = ConfigDict(frozen=True)

    trace: float = 1.0
    choice: float = 3.0
    off_path: float = 2.0
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
    chosen = [(*match.span(1), _choice(match, loss)) for match in _CHOICE.finditer(text, 0, spoken)]
    weights = []
    for start, following in zip(starts, [*starts[1:], len(text)], strict=True):
        choice = next((weight for first, last, weight in chosen if first < following and start < last), None)
        if choice is not None:
            weights.append(choice)
        elif start < spoken or start >= ended:
            weights.append(loss.trace)
        elif called >= 0 and following > called:  # also the token that ends the reply and begins the call's line
            weights.append(loss.call)
        else:
            weights.append(loss.reply)
    return weights


def _choice(match: re.Match[str], loss: LossWeights) -> float:
    leaves = match[0].startswith("heard") and match[1].split(" ")[0] in OFF_PATH
    return loss.off_path if leaves else loss.choice


def rows(
    conversations: Iterable[Conversation],
    encoder: Encoder,
    *,
    context: int,
    loss: LossWeights | None = None,
    thinned_share: float = 0.2,
    recounted_share: float = RECOUNTED,
    seed: int = 0,
) -> list[dict[str, Any]]:
    """Rows for teaching. A share of the conversations is taught as it would be recorded; of a share of the others one
    message is also taught with all earlier traces dropped, as programs that discard thinking resend them. Rows longer
    than `context` are cut after a whole message; what then teaches nothing is left out."""
    maker = _Maker(encoder, loss or LossWeights(), context)
    rng = random.Random(seed)
    made: list[dict[str, Any]] = []
    for conversation in conversations:
        if rng.random() < recounted_share and can_be_recounted(conversation):
            made.append(maker.recounted(conversation, rng))
            continue
        made.append(maker.whole(conversation))
        if rng.random() < thinned_share and not _taken_up(conversation):
            made.append(maker.thinned(conversation, rng))
    return [row for row in made if any(row["weights"])]


def _taken_up(conversation: Conversation) -> bool:
    return conversation.turns[0].text.startswith(RESUME_MARK)


class _Maker:
    """Makes rows of conversations."""

    def __init__(self, encoder: Encoder, loss: LossWeights, context: int) -> None:
        self.encoder = encoder
        self.loss = loss
        self.context = context
        self.end_id = encoder.id_of(encoder.end)

    def whole(self, conversation: Conversation) -> dict[str, Any]:
        """The conversation, then its asides."""
        messages = conversation.messages()
        ids, weights = weigh(messages, self.encoder, self.loss)
        if _taken_up(conversation):
            weights = self._without_first_message(messages, weights)
        asides = [Answer(aside.place, (aside.user.message(), aside.agent.message())) for aside in conversation.asides]
        return self._row(conversation, messages, ids, weights, asides)

    def recounted(self, conversation: Conversation, rng: random.Random) -> dict[str, Any]:
        """The conversation as recorded, of which nothing is learned, then what is learned at each of its places."""
        told = recounted(conversation, rng)
        ids, _ = weigh(told.messages, self.encoder, self.loss)
        return self._row(conversation, told.messages, ids, [0.0] * len(ids), told.answers)

    def thinned(self, conversation: Conversation, rng: random.Random) -> dict[str, Any]:
        """One message after a conversation without traces."""
        messages = conversation.messages()
        own = [i for i, message in enumerate(messages) if message.role == "assistant"]
        chosen = rng.choice(own[1:] or own)
        told = [*drop_traces(messages[:chosen]), messages[chosen]]
        ids, weights = weigh(told, self.encoder, self.loss, only_last=True)
        return self._row(conversation, told, ids, weights, ())

    def _row(
        self,
        conversation: Conversation,
        messages: Sequence[Message],
        ids: list[int],
        weights: list[float],
        answers: Sequence[Answer],
    ) -> dict[str, Any]:
        """A trunk, cut to the context, then what leaves it at some places."""
        cut = self._cut(ids)
        row: dict[str, Any] = {
            "input_ids": ids[:cut],
            "weights": weights[:cut],
            "conversation": conversation.id,
            "forks": [],
        }
        before = [0]
        for part in self._pieces(messages) if answers else ():
            before.append(before[-1] + len(self.encoder.encode_with_starts(part.text, part.after)[0]))
        for place, said in sorted(answers, key=lambda answer: answer.place):
            begins = before[place]
            if begins > cut:
                continue
            own, own_weights = self._fork(self._pieces([*messages[:place], *said])[place:])
            if own_weights[0]:  # what is learned is told by the token before it, which a fork must therefore have
                begins -= 1
                own, own_weights = [ids[begins], *own], [0.0, *own_weights]
            if begins + len(own) <= self.context:
                row["input_ids"] += own
                row["weights"] += own_weights
                row["forks"] += [begins, len(own)]
        return row

    def _fork(self, parts: Sequence[Piece]) -> tuple[list[int], list[float]]:
        """What is read, then the agent's message: all of it where it calls, else up to its trace's end."""
        *given, answered = parts
        read = [token for part in given for token in self.encoder.encode_with_starts(part.text, part.after)[0]]
        own, starts = self.encoder.encode_with_starts(answered.text, answered.after)
        weights = _own_weights(answered.text, starts, self.loss, self.encoder.end)
        last = len(own)
        if f"\n{CALL_MARK}" not in answered.text:
            spoken = answered.text.find(CLOSE) + len(CLOSE)
            last = next((i for i, start in enumerate(starts) if start >= spoken), last)
        return [*read, *own[:last]], [*[0.0] * len(read), *weights[:last]]

    def _pieces(self, messages: Sequence[Message]) -> list[Piece]:
        return pieces(messages, end=self.encoder.end, bos=self.encoder.bos)

    def _without_first_message(self, messages: Sequence[Message], weights: list[float]) -> list[float]:
        """A resumed conversation's first agent message is given, not learned: nothing in the dialogue leads to it."""
        parts = self._pieces(messages[:2])
        given = sum(len(self.encoder.encode_with_starts(part.text, part.after)[0]) for part in parts)
        return [0.0] * given + weights[given:]

    def _cut(self, ids: list[int]) -> int:
        """How many ids the context has room for, whole messages only."""
        if len(ids) <= self.context:
            return len(ids)
        cut = self.context
        while cut > 0 and ids[cut - 1] != self.end_id:
            cut -= 1
        return cut


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
