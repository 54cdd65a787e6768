"""The document tells everything the procedure says, in the order it is met, and holds nothing that could run."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from studio.base import paths
from studio.exchange import document_words
from studio.exchange.document import ROWS, body, html, reading_order
from studio.procedure import file
from studio.procedure.edits import with_
from studio.procedure.model import (
    Decide,
    End,
    EndOutcome,
    Field,
    FieldKind,
    Link,
    Operator,
    Overlays,
    Procedure,
    Say,
    Tool,
    ToolOutcome,
)

SAMPLES = ["hello", "travel_booking", "insurance_claims", "zoom_support"]


class Reader(HTMLParser):
    """The text of a page, its tags, and whether each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.attributes, self.open = "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value) for name, value in attrs]
        if tag not in ("meta", "br", "path", "rect", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += list(attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_the_author_wrote_stands_in_it(name):
    procedure = file.load(paths.sample(name))
    page = Reader(html(procedure))
    assert page.open == []
    for step in procedure.steps:
        assert step.title in page.text
        assert getattr(step, "text", "").partition("{")[0] in page.text
        for entry in step.knowledge:
            assert entry.answer.partition("{")[0] in page.text
        if isinstance(step, Decide):
            assert all(branch.condition in page.text for branch in step.branches)
    for field in procedure.fields:
        assert field.title in page.text
    for entry in procedure.knowledge:
        assert entry.answer.partition("{")[0] in page.text
    for tool in procedure.tools:
        assert all(cell in page.text for row in tool.rows for cell in row.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_leads_to_a_step_and_nothing_is_fetched(name):
    page = Reader(html(file.load(paths.sample(name))))
    anchors = {value for key, value in page.attributes if key == "id"}
    links = {value for key, value in page.attributes if key == "href"}
    assert links
    assert {link.removeprefix("#") for link in links} <= anchors
    assert not {"script", "img", "link", "iframe"} & set(page.tags)


def test_what_a_person_wrote_is_never_markup():
    evil = '<script>alert("1")</script>'
    procedure = Procedure(
        name=evil,
        persona=evil,
        scope=evil,
        start="a",
        fields=(Field(id="f", title=evil, examples=(evil,)),),
        tools=(Tool(id="t", title=evil, arguments=(), columns=(evil,), rows=({evil: evil},)),),
        steps=(
            Say(id="a", title=evil, note=evil, text=f"{evil} {{f}}", link=Link(to="z")),
            End(id="z", title=evil, text=evil),
        ),
        overlays=with_(Overlays(), vague={"text": evil}),
    )
    page = html(procedure)
    assert "<script" not in page
    assert Reader(page).text.count(evil) >= 12


def test_steps_come_as_they_are_met_and_the_unreached_last():
    procedure = Procedure(
        name="Order",
        start="c",
        steps=(
            End(id="a", title="A"),
            End(id="lost", title="Lost"),
            Say(id="b", title="B", text="b", link=Link(to="a")),
            Say(id="c", title="C", text="c", link=Link(to="b")),
        ),
    )
    assert [step.id for step in reading_order(procedure)] == ["c", "b", "a", "lost"]


def test_a_link_to_nowhere_and_an_empty_procedure_are_told():
    loose = Procedure(name="", start="a", steps=(Say(id="a", title="", text="", link=Link(to="gone")),))
    assert "nowhere yet" in body(loose)
    assert "Untitled procedure" in html(Procedure(name=""))


def test_a_long_table_is_cut_and_counted():
    tool = Tool(id="t", title="T", arguments=(), columns=("n",), rows=tuple({"n": f"row{n}"} for n in range(ROWS + 7)))
    page = body(Procedure(name="x", tools=(tool,)))
    assert page.count("row") == ROWS
    assert "and 7 more" in page


def test_our_own_words_can_be_in_another_language():
    procedure = file.load(paths.sample("travel_booking"))
    shouted = Reader(body(procedure, say=lambda text: f"«{text}»"))
    assert "«Steps»" in shouted.text
    assert f"«{procedure.name}»" not in shouted.text


def test_every_sign_of_the_model_has_its_words():
    assert set(document_words.KINDS) == set(FieldKind.__args__)
    assert set(document_words.OPERATORS) == set(Operator.__args__)
    assert set(document_words.OUTCOMES) == set(ToolOutcome.__args__)
    assert set(document_words.ENDS) == set(EndOutcome.__args__)
    assert set(document_words.CAUSES) == set(document_words.SITUATIONS) == set(Overlays.model_fields)
