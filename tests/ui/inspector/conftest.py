"""A chart with every kind of step, and the inspector on it, on the screen and in focus."""

from __future__ import annotations

import pytest

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
    Say,
    Tool,
)
from studio.ui.document import Document
from studio.ui.inspector.inspector import Inspector


@pytest.fixture
def chart() -> Procedure:
    return Procedure(
        name="Shoes",
        scope="selling shoes",
        start="hello",
        fields=(
            Field(id="size", title="Size", kind="number"),
            Field(id="colour", title="Colour", kind="choice", options=(Option(id="red", label="Red"),
                                                                       Option(id="blue", label="Blue"))),
            Field(id="by", title="Needed by", kind="date"),
            Field(id="price", title="Price", kind="money", currency="EUR"),
        ),
        tools=(
            Tool(id="stock", title="Stock", arguments=("size",), columns=("size", "price"),
                 rows=({"size": "40", "price": "80 EUR"}, {"size": "41", "price": "90 EUR"})),
        ),
        knowledge=(Knowledge(id="returns", questions=("Can I return them?",), answer="Within 30 days."),),
        steps=(
            Say(id="hello", title="Say hello", text="Hello there.", link=Link(to="ask_size")),
            Ask(id="ask_size", title="Ask the size", text="Which size?", fields=("size", "colour"),
                link=Link(to="sure")),
            Decide(
                id="sure",
                title="Sure?",
                branches=(
                    Branch(id="yes", condition="names a size", examples=("forty", "a 41"), link=Link(to="dear")),
                    Branch(id="no", condition="is unsure", link=Link(to="ask_size", limit=2, spent="desk")),
                ),
            ),
            Decide(
                id="dear",
                title="Large?",
                basis="computed",
                branches=(
                    Branch(id="large", link=Link(to="desk"),
                           when=Condition(tests=(Comparison(field="size", operator=">", value="45"),))),
                    Branch(id="usual", link=Link(to="find")),
                ),
            ),
            Act(id="find", title="Look it up", tool="stock", arguments={"size": "size"}, results={"price": "price"},
                outcomes={"ok": Link(to="done"), "empty": Link(to="desk")}),
            End(id="done", title="Done", text="Thank you."),
            End(id="desk", title="To the desk", outcome="escalated"),
        ),
    )  # fmt: skip


@pytest.fixture
def document(qtbot, chart):
    return Document(chart)


@pytest.fixture
def inspector(qtbot, document):
    made = Inspector(document)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def shown(inspector, document):
    """The page of a step, in focus nowhere."""

    def show(step):
        document.selection.set([step])
        return inspector.page

    return show
