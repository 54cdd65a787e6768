"""Pure edits of what a procedure says and knows."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.procedure import content_edits as edits
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Comparison,
    Condition,
    Decide,
    End,
    Field,
    Knowledge,
    Link,
    Option,
    Procedure,
    Tool,
)
from studio.procedure.table_file import pasted_table

START = Procedure(
    name="p",
    start="ask",
    fields=(
        Field(id="size", title="Size"),
        Field(id="colour", title="Colour", kind="choice", options=(Option(id="red", label="Red"),
                                                                   Option(id="blue", label="Blue"))),
    ),
    tools=(Tool(id="stock", title="Stock", arguments=("size",), columns=("size", "colour"),
                rows=({"size": "1", "colour": "red"},)),),
    knowledge=(Knowledge(id="can_i_return_it", questions=("Can I return it?",), answer="Yes."),),
    steps=(
        Ask(id="ask", title="Ask", text="?", fields=("size",), link=Link(to="d")),
        Decide(
            id="d",
            title="D",
            basis="computed",
            branches=(
                Branch(id="red", link=Link(to="act"),
                       when=Condition(tests=(Comparison(field="colour", operator="=", value="red"),))),
                Branch(id="other", link=Link(to="ask", limit=2, spent="end")),
            ),
        ),
        Act(id="act", title="Act", tool="stock", arguments={"size": "size"}, outcomes={"ok": Link(to="end")}),
        End(id="end", title="End"),
    ),
)  # fmt: skip


def decision(procedure: Procedure) -> Decide:
    step = procedure.step_by_id["d"]
    assert isinstance(step, Decide)
    return step


def act(procedure: Procedure) -> Act:
    step = procedure.step_by_id["act"]
    assert isinstance(step, Act)
    return step


def test_a_link_without_a_limit_has_no_spent_way() -> None:
    after = edits.set_link(START, "d", "other", limit=None)
    assert decision(after).branches[1].link == Link(to="ask")
    assert decision(START).branches[1].link.spent == "end"


def test_words_and_comparisons_do_not_stay_together() -> None:
    words = edits.set_basis(START, "d", "words")
    assert [branch.when for branch in decision(words).branches] == [None, None]
    spoken = edits.set_branch(words, "d", "red", examples=("red",))
    assert decision(edits.set_basis(spoken, "d", "computed")).branches[0].examples == ()
    assert edits.set_basis(START, "d", "computed") is START


def test_a_new_branch_stands_before_otherwise() -> None:
    after = edits.add_branch(START, "d", "Blue ones")
    assert [branch.id for branch in decision(after).branches] == ["red", "blue_ones", "other"]
    assert decision(after).branches[1].link.to == UNDRAWN
    words = edits.add_branch(edits.set_basis(START, "d", "words"), "d", "red")
    assert [branch.id for branch in decision(words).branches] == ["red", "other", "red_2"]


def test_a_branch_is_renamed_by_words_not_yet_taken() -> None:
    assert decision(edits.rename_branch(START, "d", "other", "All the rest")).branches[1].id == "all_the_rest"
    assert edits.rename_branch(START, "d", "other", "Other") == START
    for name in ("", "Red"):
        with pytest.raises(StudioError):
            edits.rename_branch(START, "d", "other", name)


def test_a_branch_is_moved_within_bounds() -> None:
    assert [branch.id for branch in decision(edits.move_branch(START, "d", "other", -1)).branches] == ["other", "red"]
    assert edits.move_branch(START, "d", "other", 5) == START


def test_a_call_is_filled_by_fields() -> None:
    assert act(edits.set_argument(START, "act", "size", "colour")).arguments == {"size": "colour"}
    assert act(edits.set_argument(START, "act", "size", None)).arguments == {}
    kept = edits.set_result(START, "act", "colour", "colour")
    assert act(kept).results == {"colour": "colour"}
    assert act(edits.set_result(kept, "act", "colour", "size")).results == {"size": "colour"}
    assert act(edits.set_result(kept, "act", "colour", None)).results == {}


def test_another_tool_takes_what_is_called_alike() -> None:
    bare = edits.set_step(START, "act", tool="none", arguments={})
    assert act(edits.set_tool_called(bare, "act", "stock")).arguments == {"size": "size"}
    assert act(edits.set_tool_called(bare, "act", "stock")).results == {"colour": "colour"}


def test_outcomes_are_drawn_and_not() -> None:
    drawn = edits.set_outcome(START, "act", "empty", "ask")
    assert act(drawn).outcomes["empty"] == Link(to="ask")
    assert edits.set_outcome(drawn, "act", "empty", None) == START


def test_a_new_field_is_asked_for() -> None:
    after = edits.ask_new_field(START, "ask", " Order  number ")
    assert after.fields[-1] == Field(id="order_number", title="Order number")
    step = after.step_by_id["ask"]
    assert isinstance(step, Ask) and step.fields == ("size", "order_number")
    with pytest.raises(StudioError):
        edits.ask_new_field(START, "ask", "  ")


def test_a_fresh_fields_name_goes_with_its_title() -> None:
    fresh = edits.ask_new_field(START, "ask", "New field")
    named = edits.retitle_field(fresh, "new_field", "Order number")
    assert named.fields[-1] == Field(id="order_number", title="Order number")
    step = named.step_by_id["ask"]
    assert isinstance(step, Ask) and step.fields == ("size", "order_number")
    assert edits.retitle_field(START, "size", "Length").fields[0] == Field(id="size", title="Length")
    spoken = edits.set_step(fresh, "end", text="{new_field}")
    assert edits.retitle_field(spoken, "new_field", "Order number").fields[-1].id == "new_field"


def test_a_field_that_goes_is_asked_nowhere() -> None:
    after = edits.remove_field(START, "size")
    step = after.step_by_id["ask"]
    assert isinstance(step, Ask) and step.fields == ()
    assert act(after).arguments == {}


def test_options_keep_what_conditions_name() -> None:
    after = edits.set_options(START, "colour", [("Crimson", ("wine",)), ("Navy", ())])
    assert after.fields[1].options == (
        Option(id="red", label="Crimson", also=("wine",)),
        Option(id="navy", label="Navy"),
    )
    swapped = edits.set_options(START, "colour", [("Blue", ()), ("Red", ())])
    assert [option.id for option in swapped.fields[1].options] == ["blue", "red"]
    again = edits.set_options(START, "colour", [("Red", ()), ("Red", ())])
    assert len({option.id for option in again.fields[1].options}) == 2


def test_answers_known_already_get_the_further_questions() -> None:
    after = edits.add_knowledge(START, None, [(("May I bring it back?",), "Yes."), (("Why?",), "Because.")])
    assert after.knowledge[0].questions == ("Can I return it?", "May I bring it back?")
    assert after.knowledge[1] == Knowledge(id="why", questions=("Why?",), answer="Because.")
    own = edits.add_knowledge(START, "ask")
    assert own.step_by_id["ask"].knowledge == (Knowledge(id="answer", questions=(), answer=""),)
    assert edits.remove_knowledge(own, "ask", "answer") == START


def test_an_answers_name_goes_with_its_first_question() -> None:
    after = edits.set_questions(START, None, "can_i_return_it", ("Can I swap it?",))
    assert after.knowledge[0].id == "can_i_swap_it"
    kept = edits.set_knowledge(START, None, "can_i_return_it", id="returns")
    assert edits.set_questions(kept, None, "returns", ("x",)).knowledge[0].id == "returns"


def test_tools_are_named_by_their_title_until_they_are_called() -> None:
    grown = edits.retitle_tool(edits.add_tool(START, "New table"), "new_table", "Opening hours")
    assert grown.tools[-1].id == "opening_hours"
    assert edits.retitle_tool(START, "stock", "Shelf").tools[0].id == "stock"
    assert edits.remove_tool(grown, "opening_hours") == START


def test_a_cell_and_an_overlay_are_changed() -> None:
    assert edits.set_cell(START, "stock", 0, "colour", "blue").tools[0].rows == ({"size": "1", "colour": "blue"},)
    assert edits.set_overlay(START, "human", to="end").overlays.human.to == "end"
    with pytest.raises(StudioError):
        edits.set_overlay(START, "humour", on=False)


def test_what_is_not_there_is_told() -> None:
    for edit in (
        lambda: edits.set_step(START, "nobody", title="x"),
        lambda: edits.set_branch(START, "d", "nobody", condition="x"),
        lambda: edits.set_branch(START, "ask", "nobody", condition="x"),
        lambda: edits.set_field(START, "nobody", title="x"),
        lambda: edits.set_argument(START, "ask", "size", "size"),
    ):
        with pytest.raises(StudioError):
            edit()


def test_a_pasted_table_keeps_the_names_of_its_arguments() -> None:
    bare = START.tools[0].model_copy(update={"columns": ()})
    tool = pasted_table('Colour\tSIZE\n"dark, red"\t2\n', bare, "The clipboard")
    assert tool.columns == ("Colour", "size")
    assert tool.rows == ({"Colour": "dark, red", "size": "2"},)
    with pytest.raises(StudioError, match="The clipboard has no column"):
        pasted_table("a\tb\n1\t2\n", bare, "The clipboard")
    with pytest.raises(StudioError, match="empty"):
        pasted_table("\n", bare, "The clipboard")
