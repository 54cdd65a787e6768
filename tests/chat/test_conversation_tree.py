from __future__ import annotations

import pytest

from studio.chat.conversation_tree import ConversationTree, Exchange, Place


def lines(tree):
    return [exchange.line for exchange in tree.path()]


@pytest.fixture
def talk():
    """An opening and two lines, answered by two seats."""
    tree = ConversationTree[str]()
    for line in (None, "lisbon", "two people"):
        made = tree.say(line)
        tree.put(made, "a", f"a to {line}")
        tree.put(made, "b", f"b to {line}")
    return tree


def test_lines_follow_each_other(talk):
    assert lines(talk) == [None, "lisbon", "two people"]
    assert [talk.place(exchange.id) for exchange in talk.path()] == [Place(1, 1)] * 3
    assert talk.remembered(3, "b") == [(None, "b to None"), ("lisbon", "b to lisbon")]
    assert talk.missing("a") is None


def test_an_edited_line_begins_a_branch_and_the_first_stays(talk):
    made = talk.edit(2, "porto")
    assert lines(talk) == [None, "porto"]
    assert talk.place(made) == Place(2, 2)
    assert talk[made].replies == {}
    assert talk.missing("a") == made
    assert talk.switch(made, -1) == 2
    assert lines(talk) == [None, "lisbon", "two people"]


def test_switching_comes_back_to_where_each_branch_was_left(talk):
    first = talk.edit(3, "three people")
    made = talk.edit(2, "porto")
    after = talk.say("alone")
    talk.switch(made, -1)
    assert lines(talk) == [None, "lisbon", "three people"]
    talk.switch(2, +1)
    assert [exchange.id for exchange in talk.path()] == [1, made, after]
    assert talk.place(first) == Place(2, 2)


def test_switching_stops_at_either_end(talk):
    made = talk.edit(2, "porto")
    assert talk.switch(made, +5) == made
    assert talk.switch(made, -5) == 2
    assert talk.switch(2, -1) == 2


def test_asking_again_keeps_what_the_others_said(talk):
    made = talk.again(2, "a")
    assert lines(talk) == [None, "lisbon"]
    assert talk[made].replies == {"b": "b to lisbon"}
    assert talk.missing("a") == made
    assert talk.missing("b") is None
    assert talk[2].replies["a"] == "a to lisbon"


def test_an_opening_can_be_asked_for_again_but_not_edited(talk):
    with pytest.raises(ValueError, match="opening"):
        talk.edit(1, "hello")
    made = talk.again(1, "b")
    assert lines(talk) == [None]
    assert talk.place(made) == Place(2, 2)
    talk.switch(made, -1)
    assert lines(talk) == [None, "lisbon", "two people"]


def test_a_seat_that_comes_late_has_everything_to_answer_in_order(talk):
    assert talk.missing("late") == 1
    with pytest.raises(KeyError):
        talk.remembered(3, "late")
    for line in (None, "lisbon", "two people"):
        talk.put(talk.missing("late"), "late", f"late to {line}")
    assert talk.missing("late") is None
    assert talk.remembered(3, "late")[-1].reply == "late to lisbon"


def test_a_seat_can_be_forgotten_on_every_branch(talk):
    talk.edit(2, "porto")
    talk.forget("a")
    assert all("a" not in exchange.replies for exchange in talk)
    assert talk[2].replies == {"b": "b to lisbon"}


def test_what_was_kept_is_built_anew_with_all_branches(talk):
    talk.edit(2, "porto")
    way = [exchange.id for exchange in talk.path()]
    again = ConversationTree[str]()
    for exchange in talk:
        again.restore(exchange)
    again.look_at(way)
    assert lines(again) == [None, "porto"]
    assert [(e.id, e.parent, e.line, e.replies) for e in again] == [(e.id, e.parent, e.line, e.replies) for e in talk]
    assert again.say("next") == 5


@pytest.mark.parametrize("broken", [Exchange(2, 7, "x"), Exchange(0, 0, "x")])
def test_what_cannot_be_is_not_restored(broken):
    tree = ConversationTree[str]()
    tree.restore(Exchange(1, 0, None))
    with pytest.raises(ValueError, match="exchange"):
        tree.restore(broken)


def test_a_line_lets_go_of_nothing_when_the_tree_is_large():
    tree = ConversationTree[str]()
    first = tree.say(None)
    for number in range(300):
        tree.put(tree.say(str(number)), "a", "yes")
    assert len(tree.path()) == 301
    assert tree.is_last(301)
    assert not tree.is_last(first)
