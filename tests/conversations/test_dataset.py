"""Loss weights at exact positions: trace, reply, call, end; nothing of what others wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.conversations.dataset import (
    LossWeights,
    read_conversations,
    rows,
    weigh,
    write_conversations,
    write_rows,
)
from studio.conversations.encoder import Encoder
from studio.conversations.record import Aside, Conversation, Turn
from studio.conversations.rendering import Message, drop_traces, pieces

LOSS = LossWeights(trace=3.0, off_path=3.0, reply=0.5, call=2.0)
OPENING = Turn(who="user", text="[start]", kind="start")
ASKS = Turn(who="agent", text="Where to?", trace="<think>at start\ngo ask\n</think>")
SAYS = Turn(who="user", text="Rome please", kind="answer", step="ask")
CALLS = Turn(who="agent", text="One moment.", trace="<think>at ask\ngo find\n</think>", call="flights city=Rome")
RESULT = Turn(who="tool", text="[tool] ok fare=120 EUR", kind="tool", step="find")
ENDS = Turn(who="agent", text="It costs 120 EUR.", trace="<think>at find\nheard tool ok\ngo end\n</think>")


def talk(*turns: Turn, name: str = "c1") -> Conversation:
    return Conversation(id=name, kind="path", split="taught", turns=turns)


WHOLE = talk(OPENING, ASKS, SAYS, CALLS, RESULT, ENDS)


def spans(ids: list[int], weights: list[float], encoder: Encoder) -> list[tuple[float, str]]:
    """The text as runs of equal weight."""
    found: list[tuple[float, list[int]]] = []
    for token, weight in zip(ids, weights, strict=True):
        if not found or found[-1][0] != weight:
            found.append((weight, []))
        found[-1][1].append(token)
    return [(weight, encoder.decode(tokens)) for weight, tokens in found]


def test_every_kind_of_token_has_its_weight(encoder: Encoder) -> None:
    ids, weights = weigh(WHOLE.messages(), encoder, LOSS)
    assert spans(ids, weights, encoder) == [
        (0.0, "User: [start]\nAgent:\n"),
        (3.0, ASKS.trace),
        (0.5, "Where to?"),
        (3.0, "<|end|>"),
        (0.0, "\nUser: Rome please\nAgent:\n"),
        (3.0, CALLS.trace),
        (0.5, "One moment"),
        (
            2.0,
            ".\n[call] flights city=Rome",
        ),  # one token ends the sentence and the line: it decides that a call follows
        (3.0, "<|end|>"),
        (0.0, "\nUser: [tool] ok fare=120 EUR\nAgent:\n"),
        (3.0, ENDS.trace),
        (0.5, "It costs 120 EUR."),
        (3.0, "<|end|>"),
    ]


def test_what_is_chosen_among_others_has_a_weight_of_its_own(encoder: Encoder) -> None:
    trace = "<think>at ask\nheard question\nknows bags\ngo verdict: later\ngo call_back\n</think>"
    messages = [Message("user", "hm"), Message("assistant", f"{trace}Bye: go on.")]
    ids, weights = weigh(messages, encoder, LossWeights(trace=1.0, choice=4.0, off_path=4.0, reply=0.5))
    chosen = [text.strip() for weight, text in spans(ids, weights, encoder) if weight == 4.0]
    assert chosen == ["question", "bags", "later"]


def test_the_ids_are_those_of_the_whole_text(encoder: Encoder) -> None:
    ids, _ = weigh(WHOLE.messages(), encoder, LOSS)
    assert ids == encoder.encode("".join(p.text for p in pieces(WHOLE.messages(), end=encoder.end)))


def test_a_mark_that_people_may_not_write_is_no_call_within_the_trace(encoder: Encoder) -> None:
    messages = [Message("user", "[start]"), Message("assistant", "<think>at a\ngo b\n</think>Bye.")]
    assert {w for _, w in zip(*weigh(messages, encoder, LOSS), strict=True)} == {0.0, 3.0, 0.5}


def test_a_message_without_a_trace_is_all_reply(encoder: Encoder) -> None:
    messages = [Message("user", "[start]"), Message("assistant", "Bye.")]
    ids, weights = weigh(messages, encoder, LOSS)
    assert spans(ids, weights, encoder)[1:] == [(0.5, "Bye."), (3.0, "<|end|>")]


def test_with_only_last_just_the_last_message_is_learned(encoder: Encoder) -> None:
    ids, weights = weigh(WHOLE.messages(), encoder, LOSS, only_last=True)
    learned = [encoder.decode([i]) for i, w in zip(ids, weights, strict=True) if w]
    assert "".join(learned) == ENDS.trace + ENDS.text + "<|end|>"


def test_the_first_message_of_a_conversation_taken_up_is_given_not_learned(encoder: Encoder) -> None:
    resumed = talk(
        Turn(who="user", text="[resume]", kind="start"),
        Turn(who="agent", text="Where to?", trace="<think>at resume\njump ask\n</think>"),
        SAYS,
        CALLS,
    )
    made = rows([resumed], encoder, context=4096, loss=LOSS, thinned_share=1.0, recounted_share=0)
    assert len(made) == 1
    assert spans(made[0]["input_ids"], made[0]["weights"], encoder) == [
        (
            0.0,
            "User: [resume]\nAgent:\n<think>at resume\njump ask\n</think>Where to?<|end|>\nUser: Rome please\nAgent:\n",
        ),
        (3.0, CALLS.trace),
        (0.5, "One moment"),
        (
            2.0,
            ".\n[call] flights city=Rome",
        ),  # one token ends the sentence and the line: it decides that a call follows
        (3.0, "<|end|>"),
    ]


def test_a_thinned_row_learns_one_message_after_a_history_without_traces(encoder: Encoder) -> None:
    seen = set()
    for seed in range(8):
        made = rows([WHOLE], encoder, context=4096, loss=LOSS, thinned_share=1.0, recounted_share=0, seed=seed)
        assert [row["conversation"] for row in made] == ["c1", "c1"]
        text = encoder.decode(made[1]["input_ids"])
        learned = encoder.decode([i for i, w in zip(made[1]["input_ids"], made[1]["weights"], strict=True) if w])
        history = WHOLE.messages()
        chosen = next(i for i, m in enumerate(history) if m.text + "<|end|>" == learned)
        expected = [*drop_traces(history[:chosen]), history[chosen]]
        assert text == "".join(p.text for p in pieces(expected, end=encoder.end))
        seen.add(chosen)
    assert seen == {3, 5}


def test_about_the_wanted_share_is_thinned_the_same_under_the_same_seed(encoder: Encoder) -> None:
    many = [talk(OPENING, ASKS, SAYS, ENDS, name=f"c{i}") for i in range(200)]
    first, second = (rows(many, encoder, context=4096, thinned_share=0.2, seed=5) for _ in range(2))
    assert first == second
    assert 15 < len(first) - 200 < 70


def test_a_long_conversation_is_cut_after_a_whole_message(encoder: Encoder) -> None:
    whole, _ = weigh(WHOLE.messages(), encoder, LOSS)
    two, _ = weigh(WHOLE.messages()[:4], encoder, LOSS)
    for context in (len(two), len(two) + 1, len(whole) - 1):
        made = rows([WHOLE], encoder, context=context, loss=LOSS, thinned_share=0.0, recounted_share=0)
        assert made[0]["input_ids"] == two
        assert len(made[0]["weights"]) == len(two)
    assert rows([WHOLE], encoder, context=len(whole), thinned_share=0.0, recounted_share=0)[0]["input_ids"] == whole


def test_what_does_not_fit_at_all_is_left_out(encoder: Encoder) -> None:
    assert rows([WHOLE], encoder, context=10, thinned_share=1.0, recounted_share=0) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rows_and_conversations_come_back_from_disk(encoder: Encoder, tmp_path: Path) -> None:
    from datasets import load_from_disk

    made = rows([WHOLE], encoder, context=4096, loss=LOSS, recounted_share=0)
    write_rows(made, tmp_path / "rows")
    stored = load_from_disk(str(tmp_path / "rows"))
    assert stored["input_ids"][0] == made[0]["input_ids"]
    assert stored["weights"][0] == made[0]["weights"]
    write_conversations([WHOLE], tmp_path / "conversations")
    assert read_conversations(tmp_path / "conversations") == [WHOLE]


def test_an_aside_stands_after_its_conversation_and_is_learned_up_to_its_trace(encoder: Encoder) -> None:
    vague = Turn(who="user", text="anywhere", kind="vague", step="ask")
    again = Turn(who="agent", text="Which town?", trace="<think>at ask\nheard vague #1\ngo ask\n</think>")
    other = SAYS.model_copy(update={"text": "to Oslo"})
    asides = (Aside(place=2, user=vague, agent=again), Aside(place=2, user=other, agent=CALLS))
    (row,) = rows(
        [WHOLE.model_copy(update={"asides": asides})],
        encoder,
        context=512,
        loss=LOSS,
        thinned_share=0,
        recounted_share=0,
    )
    (alone,) = rows([WHOLE], encoder, context=512, loss=LOSS, thinned_share=0, recounted_share=0)
    trunk = len(alone["input_ids"])
    assert row["input_ids"][:trunk] == alone["input_ids"]
    assert row["weights"][:trunk] == alone["weights"]
    at, length, at_again, rest = row["forks"]
    assert at == at_again
    assert encoder.decode(row["input_ids"][:at]) == f"User: [start]\nAgent:\n{ASKS.trace}Where to?<|end|>"
    assert trunk + length + rest == len(row["input_ids"])
    first, second = slice(trunk, trunk + length), slice(trunk + length, None)
    assert spans(row["input_ids"][first], row["weights"][first], encoder) == [
        (0.0, "\nUser: anywhere\nAgent:\n"),
        (3.0, again.trace),
    ]
    assert encoder.decode(row["input_ids"][second]).endswith("[call] flights city=Rome<|end|>")
    assert row["weights"][-1] == LOSS.trace


def test_a_recorded_row_learns_each_message_beside_a_history_that_teaches_nothing(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.conversations.recounted.OPENED", 0.0)
    (row,) = rows([WHOLE], encoder, context=512, loss=LOSS, recounted_share=1.0, seed=7)
    trunk = len(row["input_ids"]) - sum(row["forks"][1::2])
    assert not any(row["weights"][:trunk])
    history = encoder.decode(row["input_ids"][:trunk])
    assert "go find" in history
    assert "city=-" in history
    learned, at = [], trunk
    for length in row["forks"][1::2]:
        learned.append(spans(row["input_ids"][at : at + length], row["weights"][at : at + length], encoder))
        at += length
    assert learned == [
        [(0.0, ":\n"), (3.0, ASKS.trace)],
        [(0.0, ":\n"), (3.0, CALLS.trace)],
        [(0.0, ":\n"), (3.0, ENDS.trace)],
    ]


def test_what_leaves_the_path_has_a_weight_of_its_own(encoder: Encoder) -> None:
    loss = LossWeights(trace=1.0, choice=4.0, off_path=2.0)
    messages = [Message("user", "hm"), Message("assistant", "<think>at ask\nheard vague #1\ngo ask\n</think>Hm?")]
    _, weights = weigh(messages, encoder, loss)
    assert 2.0 in weights
    assert 4.0 not in weights
