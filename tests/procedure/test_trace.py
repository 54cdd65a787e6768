"""The trace as text and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from studio.procedure.trace import CLOSE, OPEN, HeardKind, Move, Trace, TraceError, parse

ids = some.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)
words = (
    some.text(some.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and OPEN not in text and CLOSE not in text)
)
figures = some.from_regex(r"[+-]?[0-9]{1,5}", fullmatch=True)
reads = some.lists(some.tuples(ids, figures), max_size=2).map(tuple)
moves = some.builds(Move, ids, some.just("") | ids, some.integers(-1, 20), some.booleans(), reads)
unclear: list[HeardKind] = ["vague", "invalid", "declined"]
others: list[HeardKind] = ["answer", "correction", "human", "leaving", "out_of_scope", "attack"]
outcomes = some.sampled_from(["ok", "empty", "refused", "error"])
fields = some.lists(some.tuples(ids, words), max_size=4).map(tuple)
routes = some.lists(moves, max_size=5).map(tuple)
traces = (
    some.builds(Trace, at=ids, heard=some.just("start"), fields=fields, moves=routes)
    | some.builds(Trace, at=ids, heard=some.sampled_from(others), fields=fields, moves=routes)
    | some.builds(Trace, at=ids, heard=some.sampled_from(unclear), attempt=some.integers(0, 3), moves=routes)
    | some.builds(Trace, at=ids, heard=some.just("question"), knows=ids, moves=routes)
    | some.builds(Trace, at=ids, heard=some.just("tool"), outcome=outcomes, moves=routes)
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(traces, words | some.just(""))
def test_text_and_parse_are_each_others_reverse(trace: Trace, reply: str) -> None:
    read, rest = parse(trace.text() + reply)
    assert (read, rest) == (trace, reply)
    assert read.text() == trace.text()


def test_figures_are_no_part_of_what_was_decided() -> None:
    noted, plain = (Move("size", "large", reads=reads) for reads in ((("people", "12"),), ()))
    assert noted == plain
    assert Trace(at="ask", moves=(noted,)).text().split("\n")[2:4] == ["read people 12", "go size: large"]


def test_the_text_is_what_the_module_says() -> None:
    trace = Trace(
        at="ask_budget",
        heard="answer",
        fields=(("budget", "500 euros"),),
        moves=(Move("over_budget", "yes"), Move("show_offers", count=2), Move("desk", count=-1)),
    )
    assert trace.text() == (
        "<think>at ask_budget\nheard answer\nbudget = 500 euros\ngo over_budget: yes\ngo show_offers #2\n"
        "go desk #spent\n</think>"
    )


@pytest.mark.parametrize("name", ["knows", "heard", "go", "jump", "at", "read"])
def test_fields_named_like_the_traces_own_words_stay_fields(name: str) -> None:
    trace = Trace(at="ask", fields=((name, "ok"), (name, "= 3 #2")), moves=(Move("next_step"),))
    assert parse(trace.text()) == (trace, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello!",
        "<think>",
        "<think>at a",
        "at a\n</think>",
        " <think>at a\n</think>",
        "<think></think>",
        "<think>\n</think>",
        "<think>go b\n</think>",
        "<think>at \n</think>",
        "<think>at a b\n</think>",
        "<think>at a\nheard nonsense\n</think>",
        "<think>at a\nheard tool fine\n</think>",
        "<think>at a\nheard answer # 2\n</think>",
        "<think>at a\ngo\n</think>",
        "<think>at a\ngo b: \n</think>",
        "<think>at a\ngo b #twice\n</think>",
        "<think>at a\ngo b c\n</think>",
        "<think>at a\nknows two things\n</think>",
        "<think>at a\nand then some\n</think>",
        "<think>at a\n\ngo b\n</think>",
    ],
)
def test_anything_else_is_no_trace(text: str) -> None:
    with pytest.raises(TraceError):
        parse(text)


def test_a_reply_may_say_anything() -> None:
    assert parse("<think>at a\n</think>Then </think> and\n<think>")[1] == "Then </think> and\n<think>"
