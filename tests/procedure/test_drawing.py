"""Drawing by hand: open ends, edges that close loops, steps put into edges."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.procedure import chart_edits, drawing, edits
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.checks import problems
from studio.procedure.model import Act, Ask, Branch, Decide, End, Link, Procedure, Say


def chart() -> Procedure:
    """hello -> size -> fits: yes -> done, no -> (open)."""
    return Procedure(
        name="Chart",
        start="hello",
        steps=(
            Say(id="hello", title="Hello", text="Hello.", link=Link(to="size")),
            Ask(id="size", title="Size", text="Which size?", link=Link(to="fits")),
            Decide(
                id="fits",
                title="Fits?",
                branches=(
                    Branch(id="yes", condition="it fits", link=Link(to="done")),
                    Branch(id="no", condition="it does not", link=Link(to=UNDRAWN)),
                ),
            ),
            End(id="done", title="Done"),
        ),
    )


def link_of(procedure: Procedure, step: str, branch: str) -> Link:
    return dict(procedure.links(procedure.step_by_id[step]))[branch]


def test_open_ends():
    made = chart()
    assert [drawing.open_ends(made, step) for step in made.steps] == [(), (), ("no",), ()]
    assert drawing.open_ends(made, Act(id="look", title="Look", tool="t", outcomes={})) == ("ok",)


def test_a_blank_step_has_a_title_and_an_id_of_its_own():
    made = edits.add_step(chart(), drawing.blank_step(chart(), "say", "Message"))
    second = drawing.blank_step(made, "say", "Message")
    assert (second.id, second.title) == ("message_2", "Message 2")
    decide = drawing.blank_step(made, "decide", "Decision", ("ja", "nein"))
    assert [branch.id for branch in decide.branches] == ["ja", "nein"]
    assert drawing.open_ends(made, decide) == ("ja", "nein")
    with pytest.raises(StudioError):
        drawing.blank_step(made, "jump", "Jump")


def test_append_leads_the_open_end_to_the_new_step():
    after = drawing.append(chart(), End(id="sorry", title="Sorry"), "fits", "no")
    assert link_of(after, "fits", "no") == Link(to="sorry")


def test_the_first_step_becomes_the_start():
    assert drawing.append(Procedure(name=""), End(id="bye", title="Bye")).start == "bye"


def test_an_edge_that_closes_a_loop_gets_a_limit_and_a_person():
    after = drawing.connect(chart(), "fits", "no", "size")
    link = link_of(after, "fits", "no")
    assert (link.to, link.limit) == ("size", 3)
    person = after.step_by_id[link.spent]
    assert isinstance(person, End) and person.outcome == "escalated"
    assert not problems(after)


def test_a_second_edge_round_the_same_loop_needs_no_limit_of_its_own():
    looped = drawing.connect(chart(), "fits", "no", "size")
    between = drawing.insert(
        edits.add_step(looped, Say(id="hm", title="Hm", text="Hm.", link=Link(to=UNDRAWN))), "hm", "fits", "no"
    )
    assert link_of(between, "fits", "no").limit == 3
    assert link_of(between, "hm", "next") == Link(to="size")
    assert not problems(between)


def test_led_out_of_the_loop_the_limit_goes():
    looped = drawing.connect(chart(), "fits", "no", "size")
    assert link_of(drawing.connect(looped, "fits", "no", "done"), "fits", "no") == Link(to="done")


def test_a_spent_way_is_led_elsewhere_alone():
    looped = drawing.connect(chart(), "fits", "no", "size")
    after = drawing.connect(looped, "fits", "no spent", "done")
    assert link_of(after, "fits", "no") == Link(to="size", limit=3, spent="done")


def test_a_decision_grows_a_branch_and_a_computed_one_keeps_its_otherwise_last():
    grown = drawing.connect(chart(), "fits", "", "done")
    assert [branch.id for branch in grown.step_by_id["fits"].branches] == ["yes", "no", "other"]
    computed = edits.with_(chart().step_by_id["fits"], basis="computed")
    grown = drawing.connect(edits.replace_step(chart(), computed), "fits", "", "done")
    assert [branch.id for branch in grown.step_by_id["fits"].branches] == ["yes", "other", "no"]


def test_outcomes_are_drawn_in_their_order():
    made = edits.add_step(chart(), Act(id="look", title="Look", tool="t", outcomes={"error": Link(to="done")}))
    assert drawing.free_way(made, made.step_by_id["look"]) == "ok"
    after = drawing.connect(made, "look", "ok", "done")
    assert list(after.step_by_id["look"].outcomes) == ["ok", "error"]
    assert drawing.free_way(after, after.step_by_id["look"]) == "empty"
    with pytest.raises(StudioError):
        drawing.connect(made, "look", "perhaps", "done")


def test_targets_leave_out_where_nothing_would_be_asked():
    made = edits.add_step(chart(), Say(id="hm", title="Hm", text="Hm.", link=Link(to="fits")))
    assert drawing.targets(made, "fits", "no") == {"hello", "size", "done"}
    assert drawing.targets(made, "size", "next") == {"hello", "fits", "done", "hm"}


def test_a_spent_way_may_not_lead_back_into_a_loop():
    looped = drawing.connect(chart(), "fits", "no", "size")
    goals = drawing.targets(looped, "fits", "no spent")
    assert "done" in goals and not goals & {"hello", "size", "fits"}


def test_insert_keeps_the_way_on():
    grown = edits.add_step(chart(), drawing.blank_step(chart(), "decide", "Sure?"))
    after = drawing.insert(grown, "sure", "size", "next")
    assert link_of(after, "size", "next").to == "sure"
    assert link_of(after, "sure", "yes").to == "fits"
    assert drawing.open_ends(after, after.step_by_id["sure"]) == ("no",)
    with pytest.raises(StudioError):
        drawing.insert(grown, "done", "size", "next")


def test_only_what_nothing_leads_to_may_be_put_into_an_edge():
    grown = edits.add_step(chart(), Say(id="hm", title="Hm", text="Hm.", link=Link(to=UNDRAWN)))
    assert drawing.may_insert(grown, "hm", "size", "next")
    assert not drawing.may_insert(grown, "fits", "hello", "next")
    assert not drawing.may_insert(grown, "hm", "fits", "no")  # leads nowhere


def test_an_edge_moved_to_another_decision_takes_its_words_along():
    grown = edits.add_step(chart(), drawing.blank_step(chart(), "decide", "Sure?"))
    after = drawing.move_source(grown, "fits", "yes", "sure")
    assert [branch.id for branch in after.step_by_id["fits"].branches] == ["no"]
    moved = after.step_by_id["sure"].branches[0]
    assert (moved.id, moved.condition, moved.link.to) == ("yes", "it fits", "done")


def test_an_edge_cannot_be_moved_to_a_step_without_a_way_out():
    with pytest.raises(StudioError):
        drawing.move_source(chart(), "fits", "yes", "hello")
    assert drawing.sources(chart(), "done", ("hello", "next")) == {"hello", "fits"}


def test_a_loop_and_its_spent_way_are_removed_together():
    looped = drawing.connect(chart(), "fits", "no", "size")
    after = chart_edits.remove(looped, edges=[("fits", "no"), ("fits", "no spent")])
    assert [branch.id for branch in after.step_by_id["fits"].branches] == ["yes"]
