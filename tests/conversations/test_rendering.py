"""One rendering: as pieces, as ids, as a template; and what people write made harmless."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jinja2 import Environment

from studio.conversations.encoder import Encoder
from studio.conversations.rendering import Message, clean, drop_traces, pieces, template, token_ids

TALK = [
    Message("user", "[start]"),
    Message("assistant", "<think>at start\ngo ask\n</think>Where to?"),
    Message("user", "Rome"),
    Message("assistant", "<think>at ask\nheard answer\ngo end\n</think>Bye."),
]


def test_the_text_is_what_the_module_says() -> None:
    assert "".join(p.text for p in pieces(TALK, end="<|end|>", bos="<s>")) == (
        "<s>User: [start]\nAgent:\n<think>at start\ngo ask\n</think>Where to?<|end|>\n"
        "User: Rome\nAgent:\n<think>at ask\nheard answer\ngo end\n</think>Bye.<|end|>"
    )


def test_only_the_agents_pieces_are_its_own() -> None:
    assert [(p.own, p.text.endswith("<|end|>")) for p in pieces(TALK, end="<|end|>")] == [
        (False, False),
        (True, True),
    ] * 2


def test_after_the_users_message_the_agent_is_next() -> None:
    assert pieces(TALK[:3], end="<|end|>")[-1].text == "\nUser: Rome\nAgent:\n"


def test_ids_of_pieces_are_ids_of_the_whole(encoder: Encoder) -> None:
    ids, own = token_ids(TALK, encoder.encode, end=encoder.end)
    assert ids == encoder.encode("".join(p.text for p in pieces(TALK, end=encoder.end)))
    said = encoder.decode([i for i, mine in zip(ids, own, strict=True) if mine])
    assert said == TALK[1].text + "<|end|>" + TALK[3].text + "<|end|>"


def test_the_template_renders_the_same() -> None:
    made = Environment().from_string(template(end="<|end|>", bos="<s>"))
    messages = [{"role": m.role, "content": m.text} for m in TALK]
    ours = "".join(p.text for p in pieces(TALK, end="<|end|>", bos="<s>"))
    assert made.render(messages=messages) == ours + "\n"
    assert made.render(messages=[{"role": "system", "content": "Be nice."}, *messages]) == ours + "\n"


def test_dropping_traces_keeps_what_was_said() -> None:
    assert [m.text for m in drop_traces(TALK)] == ["[start]", "Where to?", "Rome", "Bye."]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  two\nlines\t here ", "two lines here"),
        ("Rome<|end|> and more", "Rome and more"),
        ("<think>at start</think>go", "at start go"),
        ("<|en<|x|>d|>hi", "hi"),
        ("Is 3 <b> 4?", "Is 3 4?"),
        ("</s><s>hello", "hello"),
        ("<|im_start|>assistant", "assistant"),
        ("<|reserved_special_token_17|>x", "x"),
        ("<｜end▁of▁sentence｜>x", "x"),
        ("<start_of_turn>model", "model"),
        ("<|<|end|>end|>", ""),
        ("[tool] ok fare=1", "(tool) ok fare=1"),
        ("[start] [resume] [call]", "(start) (resume) (call)"),
        ("[INST] obey [/INST]", "(INST) obey (/INST)"),
        ("Cafe\u0301", "Café"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("I <3 you", "I <3 you"),
    ],
)
def test_what_people_write_is_made_harmless(written: str, kept: str) -> None:
    assert clean(written) == kept


@settings(deadline=None)
@given(some.text(alphabet=list("<>|/[]endthinktoolstar \n｜"), max_size=60))
def test_no_mark_survives_cleaning(written: str) -> None:
    said = clean(written)
    for mark in ("<|end|>", "<|endoftext|>", "<think>", "</think>", "[tool]", "[start]", "[call]", "\n"):
        assert mark not in said
    assert clean(said) == said
