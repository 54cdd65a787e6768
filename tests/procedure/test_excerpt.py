"""Steps cut out of a procedure and put into another, with what they need."""

from __future__ import annotations

from studio.base.paths import sample
from studio.procedure import drawing, edits, file
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.checks import problems
from studio.procedure.excerpt import excerpt, paste
from studio.procedure.model import Act, Ask, Branch, Decide, End, Field, Link, Procedure, Say, Tool

SIZES = Tool(id="sizes", title="Sizes", arguments=("size",), columns=("size", "price"))


def shop() -> Procedure:
    return Procedure(
        name="Shop",
        start="ask",
        fields=(Field(id="size", title="Size"), Field(id="price", title="Price"), Field(id="name", title="Name")),
        tools=(SIZES,),
        steps=(
            Ask(id="ask", title="Ask", text="Size?", fields=("size",), link=Link(to="look")),
            Act(id="look", title="Look", tool="sizes", arguments={"size": "size"}, results={"price": "price"},
                outcomes={"ok": Link(to="tell"), "empty": Link(to="ask", limit=2, spent="sorry")}),
            Say(id="tell", title="Tell", text="It is {price}.", link=Link(to="done")),
            End(id="done", title="Done", text="Bye {name}."),
            End(id="sorry", title="Sorry"),
        ),
        layout={"ask": {"x": 1, "y": 2}, "done": {"x": 3, "y": 4}, "#notes": []},
    )  # fmt: skip


def test_an_excerpt_brings_what_its_steps_name_and_no_more():
    cut = excerpt(shop(), ["ask", "look"])
    assert [step.id for step in cut.steps] == ["ask", "look"]
    assert [field.id for field in cut.fields] == ["size", "price"]
    assert cut.tools == (SIZES,)
    assert cut.layout == {"ask": {"x": 1, "y": 2}}
    assert cut.step_by_id["look"].outcomes == {"ok": Link(to=UNDRAWN), "empty": Link(to="ask", limit=2)}
    assert file.loads(file.dumps(cut)) == cut


def test_pasted_into_the_same_procedure_steps_get_names_of_their_own():
    after, became = paste(shop(), excerpt(shop(), ["ask", "look"]))
    assert became == {"ask": "ask_2", "look": "look_2"}
    assert after.step_by_id["ask_2"].title == "Ask 2"
    assert after.step_by_id["ask_2"].link.to == "look_2"
    assert (after.fields, after.tools) == (shop().fields, shop().tools)
    again = after.step_by_id["look_2"].outcomes["empty"]
    assert (again.to, again.limit) == ("ask_2", 2)
    assert after.step_by_id[again.spent].outcome == "escalated"


def test_pasted_elsewhere_fields_and_tools_come_along():
    other = Procedure(name="Other", fields=(Field(id="size", title="Shoe size"),))
    after, _ = paste(other, excerpt(shop(), ["ask", "look", "tell"]))
    assert [field.id for field in after.fields] == ["size", "price"]
    assert after.tools == (SIZES,)
    assert after.start == "ask"


def test_what_only_looks_alike_comes_under_another_name():
    other = Procedure(
        name="Other",
        fields=(Field(id="size", title="Size", kind="number"),),
        tools=(Tool(id="sizes", title="Sizes", arguments=("a",), columns=("a",)),),
    )
    after, _ = paste(other, excerpt(shop(), ["ask", "look", "tell"]))
    assert [(field.id, field.title) for field in after.fields][:2] == [("size", "Size"), ("size_2", "Size 2")]
    assert after.step_by_id["ask"].fields == ("size_2",)
    assert after.step_by_id["look"].tool == "sizes_2"
    assert after.step_by_id["look"].arguments == {"size": "size_2"}


def test_a_whole_sample_pasted_into_nothing_is_the_sample():
    whole = file.load(sample("travel_booking"))
    after, _ = paste(Procedure(name="New"), excerpt(whole, whole.step_by_id))
    assert (after.steps, after.start, set(after.fields)) == (whole.steps, whole.start, set(whole.fields))
    assert after.knowledge == whole.knowledge
    assert not problems(after)


def test_pasted_twice_it_is_there_twice():
    once, _ = paste(shop(), excerpt(shop(), shop().step_by_id))
    twice, became = paste(once, excerpt(shop(), shop().step_by_id))
    assert len(twice.steps) == 15
    assert became["ask"] == "ask_3"
    assert twice.start == "ask"


def test_branches_of_a_pasted_decision_stay_with_open_ends():
    made = Procedure(name="", start="d", steps=(
        Decide(id="d", title="D", branches=(Branch(id="yes", link=Link(to="e")), Branch(id="no", link=Link(to="e")))),
        End(id="e", title="E"),
    ))  # fmt: skip
    after, became = paste(made, excerpt(made, ["d"]))
    assert drawing.open_ends(after, after.step_by_id[became["d"]]) == ("yes", "no")
    assert edits.with_(after, layout={}) == after
