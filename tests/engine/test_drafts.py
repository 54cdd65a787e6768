"""Drafts: which tokens are read along, and how what did come moves them on."""

from __future__ import annotations

from studio.engine.drafts import FIRST, LEAST, MOST, Drafts


def written(drafts: Drafts, *tokens: int) -> None:
    for token in tokens:
        drafts.follow(token)


def test_nothing_is_drafted_where_nothing_is_foreseen() -> None:
    assert Drafts([]).ahead() == []
    assert Drafts([[]]).ahead() == []


def test_the_likeliest_comes_first_until_it_turns_out_otherwise() -> None:
    drafts = Drafts([[1, 2, 3, 4], [1, 2, 7, 8]])
    assert drafts.ahead() == [1, 2, 3, 4]
    written(drafts, 1, 2, 7)
    assert drafts.ahead() == [8]


def test_after_another_value_a_draft_goes_on_at_the_next_token_that_both_have() -> None:
    drafts = Drafts([[1, 20, 21, 22, 0, 5, 6]])
    written(drafts, 1, 30)
    assert drafts.ahead() == []
    written(drafts, 0)
    assert drafts.ahead() == [5, 6]


def test_a_shorter_value_is_passed_too() -> None:
    drafts = Drafts([[1, 2, 0, 5, 6]])
    written(drafts, 1, 0)
    assert drafts.ahead() == [5, 6]


def test_at_the_end_of_all_drafts_nothing_is_drafted() -> None:
    drafts = Drafts([[1, 2], [3]])
    written(drafts, 1, 2)
    assert drafts.ahead() == []


def test_right_guesses_make_longer_drafts_and_wrong_ones_shorter() -> None:
    drafts = Drafts([list(range(500))])
    assert len(drafts.ahead()) == FIRST
    for _ in range(6):
        drafts.judge(len(drafts.ahead()), len(drafts.ahead()))
    assert len(drafts.ahead()) == MOST
    for _ in range(6):
        drafts.judge(len(drafts.ahead()), 0)
    assert len(drafts.ahead()) == LEAST
