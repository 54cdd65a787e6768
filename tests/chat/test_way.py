from __future__ import annotations

import random
from datetime import date

import pytest

from studio.chat.seats.seat import SeatTurn
from studio.chat.way import Way, begun, off_chart, way
from studio.procedure import offers, rehearsal
from studio.procedure.machine import Machine
from studio.procedure.model import Ask, Branch, Decide, End, Field, Link, Procedure, Say
from studio.procedure.trace import Move, Trace

TODAY = date(2026, 11, 21)


@pytest.fixture
def chart() -> Procedure:
    return Procedure(
        name="Small",
        start="hello",
        fields=(Field(id="size", title="Size"), Field(id="colour", title="Colour")),
        steps=(
            Say(id="hello", title="Say hello", text="Hello.", link=Link(to="ask_size")),
            Ask(id="ask_size", title="Ask the size", text="Which size?", fields=("size",), link=Link(to="ask_colour")),
            Ask(id="ask_colour", title="Colour", text="Which?", fields=("colour",), link=Link(to="known")),
            Decide(
                id="known",
                title="Known?",
                branches=(
                    Branch(id="yes", condition="names a size", link=Link(to="done")),
                    Branch(id="no", condition="is unsure", link=Link(to="ask_size", limit=2, spent="done")),
                ),
            ),
            End(id="done", title="Done", text="Thank you."),
        ),
    )


def turn(*moves, legal=True, fields=(), closed=""):
    return SeatTurn(
        "…", Trace(at="somewhere", fields=fields, moves=moves), fields=fields, legal=legal, closed=closed
    )  # fmt: skip


OPENING = turn(Move("hello"), Move("ask_size"))


def test_nothing_said_stands_nowhere(chart):
    assert way(chart, []) == Way()


def test_the_way_follows_branches(chart):
    found = way(
        chart,
        [
            OPENING,
            turn(Move("ask_colour"), fields=(("size", "XL"),)),
            turn(Move("known", "yes"), Move("done"), fields=(("colour", "red"),), closed="success"),
        ],
    )
    assert found.current == "done"
    assert found.path == (
        ("hello", "next"), ("ask_size", "next"), ("ask_colour", "next"), ("known", "yes"),
    )  # fmt: skip
    assert found.known == (("size", "XL"), ("colour", "red"))
    assert found.closed == "success"
    assert not found.off


def test_a_question_that_is_skipped_lies_on_the_way(chart):
    both = (("size", "XL"), ("colour", "red"))
    found = way(chart, [OPENING, turn(Move("known", "yes"), Move("done"), fields=both)])
    assert ("ask_colour", "next") in found.path
    assert found.path[-1] == ("known", "yes")


def test_a_spent_loop_is_told_from_its_branch(chart):
    answered = [OPENING, turn(Move("ask_colour"), fields=(("size", "XL"),))]
    spent = way(chart, [*answered, turn(Move("known", "no"), Move("done", count=-1), fields=(("colour", "red"),))])
    assert spent.path[-1] == ("known", "no spent")
    assert spent.current == "done"


def test_a_move_off_the_chart_is_found(chart):
    wrong = turn(Move("known", "yes"), Move("ask_colour"), legal=False)
    assert off_chart(chart, [OPENING], wrong) == {0, 1}  # nothing leads from the size to the decision, nor back
    assert way(chart, [OPENING, wrong]).off == {("ask_size", "known"), ("known", "ask_colour")}
    assert way(chart, [OPENING, wrong]).current == "ask_colour"


def test_where_each_move_is_drawn_the_last_is_the_one(chart):
    wrong = turn(Move("ask_colour"), legal=False)
    assert off_chart(chart, [OPENING], wrong) == {0}


def test_a_step_that_is_not_on_the_chart_is_off_it_and_changes_nothing(chart):
    wrong = turn(Move("nowhere"), legal=False)
    assert off_chart(chart, [OPENING], wrong) == {0}
    found = way(chart, [OPENING, wrong])
    assert found.current == "ask_size"
    assert not found.off


def test_what_is_not_known_to_be_wrong_is_not_marked(chart):
    jump = turn(Move("done"), legal=None)
    assert not off_chart(chart, [OPENING], jump)
    found = way(chart, [OPENING, jump])
    assert found.current == "done"
    assert not found.off


def test_a_seat_without_traces_tells_its_steps(chart):
    told = [SeatTurn("Hello", steps=("hello", "ask_size")), SeatTurn("?", steps=("ask_colour",))]
    assert way(chart, told).path == (("hello", "next"), ("ask_size", "next"))


def test_it_agrees_with_the_machine_wherever_a_rehearsal_goes():
    from studio.base import paths
    from studio.procedure import file

    procedure = file.load(paths.sample("travel_booking"))
    rng, compared = random.Random(7), 0
    for _ in range(20):
        walk = rehearsal.begin(procedure, TODAY)
        for _ in range(12):
            offer = offers.likely(walk)
            if offer is None or not walk.waits_for:
                break
            choices = offers.offers(walk)
            walk = offers.taken(walk, rng.choice(choices) if choices and rng.random() < 0.5 else offer)
        if any(said.said and said.said.heard.kind == "correction" for said in walk.turns):
            continue
        turns = [
            SeatTurn(t.message.text, t.message.trace, fields=t.message.trace.fields, legal=True) for t in walk.turns
        ]
        found = way(procedure, turns)
        assert found.current == walk.current
        assert set(found.path) == set(walk.path)
        compared += 1
    assert compared >= 5


@pytest.mark.parametrize(
    ("notes", "steps"),
    [
        ("", None),
        ("<think>", None),
        ("<think>at start\n", ()),
        ("<think>at start\ngo hello", ()),
        ("<think>at start\ngo hello\n", ("hello",)),
        ("<think>at ask_size\nheard answer\nsize = XL\ngo known: yes\ngo do", ("known",)),
        ("<think>at ask_size\nheard answer\nsize = XL\ngo known: yes\ngo done\n</think>Thank", ("known", "done")),
        ("nonsense\n", None),
    ],
)
def test_a_trace_is_read_while_it_is_written(notes, steps):
    found = begun(notes)
    assert (None if found is None else tuple(move.step for move in found.moves)) == steps


def test_the_machine_is_what_judges(chart):
    opening, _ = Machine(chart, TODAY).open()
    assert tuple(move.step for move in opening.trace.moves) == ("hello", "ask_size")
