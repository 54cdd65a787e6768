"""Every kind of page edits what it shows, and undo brings both back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTextEdit, QToolButton

from studio.procedure import content_edits, edits
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.model import Overlay
from studio.ui.inspector.edge_page import EdgePage
from studio.ui.inspector.inspector import SeveralPage
from studio.ui.inspector.pieces import Fold
from studio.ui.inspector.procedure_page import ProcedurePage
from studio.ui.inspector.step_page import StepPage


def typed(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    first, *others = text.split("\n")
    qtbot.keyClicks(editor, first)
    for other in others:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.keyClicks(editor, other)


def step(document, name):
    return document.procedure.step_by_id[name]


def test_the_page_is_of_what_is_selected(inspector, document):
    assert isinstance(inspector.page, ProcedurePage)
    document.selection.set(["find"])
    assert isinstance(inspector.page, StepPage) and inspector.page.kind == "act"
    document.selection.set(edges=[("sure", "no")])
    assert isinstance(inspector.page, EdgePage)
    document.selection.set(["find", "done"])
    assert isinstance(inspector.page, SeveralPage)
    document.selection.clear()
    assert isinstance(inspector.page, ProcedurePage)


def test_a_step_that_goes_takes_its_page_along(inspector, document):
    document.selection.set(["done"])
    document.apply("Remove", lambda p: edits.remove_step(p, "done"))
    assert isinstance(inspector.page, ProcedurePage)


def unfold(page):
    while shut := [fold for fold in page.findChildren(Fold) if not fold.is_open]:
        for fold in shut:
            fold.set_open(True)


def selections(procedure):
    yield {}
    yield from ({"steps": [name]} for name in procedure.step_by_id)
    yield from ({"edges": [(edge.source, edge.branch)]} for edge in procedure.edges)


def test_looking_at_everything_changes_nothing_and_fits_the_panel(inspector, document, chart):
    for chosen in selections(chart):
        document.selection.set(**chosen)
        unfold(inspector.page)
        assert document.procedure is chart, chosen
        QApplication.processEvents()
        assert inspector.page.minimumSizeHint().width() <= 308, chosen


def test_every_editor_has_a_name_for_screen_readers(inspector, document, chart):
    for chosen in selections(chart):
        document.selection.set(**chosen)
        unfold(inspector.page)
        for kind in (QLineEdit, QTextEdit, QComboBox, QToolButton):
            for widget in inspector.page.findChildren(kind):
                if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    assert widget.accessibleName(), (chosen, widget)


def test_say(shown, document, qtbot, chart):
    page = shown("hello")
    typed(qtbot, page.text, "Hi!")
    page.exact.click()
    page.link.target.choose("done")
    page.note.setPlainText("why")
    after = step(document, "hello")
    assert (after.text, after.exact, after.link.to) == ("Hi!", True, "done")
    while document.stack.canUndo():
        document.undo()
    assert document.procedure == chart
    assert (page.text.toPlainText(), page.exact.isChecked(), page.link.target.value()) == (
        "Hello there.", False, "ask_size"
    )  # fmt: skip


def test_a_note_is_kept(shown, document, qtbot):
    page = shown("hello")
    page.notes.set_open(True)
    typed(qtbot, page.note, "For new people")
    assert step(document, "hello").note == "For new people"


def test_ask(shown, document, qtbot, chart):
    page = shown("ask_size")
    typed(qtbot, page.again, "The size, please?")
    typed(qtbot, page.fields.new, "Shoe width")
    qtbot.keyClick(page.fields.new, Qt.Key.Key_Return)
    assert step(document, "ask_size").again == "The size, please?"
    assert step(document, "ask_size").fields == ("size", "colour", "shoe_width")
    assert document.procedure.field_by_id["shoe_width"].title == "Shoe width"
    assert page.fields.new.text() == ""
    page.fields.menu().actions()[0].trigger()
    assert step(document, "ask_size").fields == ("size", "colour", "shoe_width", "by")
    page.fields.rows.row("by").handle.moved.emit(-3, True)
    assert step(document, "ask_size").fields == ("by", "size", "colour", "shoe_width")
    assert [row.key for row in page.fields.rows.rows] == ["by", "size", "colour", "shoe_width"]
    while document.stack.canUndo():
        document.undo()
    assert document.procedure == chart
    assert [row.key for row in page.fields.rows.rows] == ["size", "colour"]


def test_fields_are_dragged_into_order(shown, document, qtbot, inspector):
    page = shown("ask_size")
    first, second = page.fields.rows.rows
    qtbot.wait(10)
    handle = first.handle
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
    below = handle.mapFromGlobal(second.mapToGlobal(second.rect().bottomLeft()))
    qtbot.mouseMove(handle, below)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=below)
    assert step(document, "ask_size").fields == ("colour", "size")
    assert document.stack.count() == 1


def test_a_known_title_picks_the_field_there_is(shown, document, qtbot):
    page = shown("ask_size")
    typed(qtbot, page.fields.new, "needed by")
    qtbot.keyClick(page.fields.new, Qt.Key.Key_Return)
    assert step(document, "ask_size").fields[-1] == "by"
    assert len(document.procedure.fields) == 4


def test_knowledge_of_a_step(shown, document, qtbot):
    page = shown("ask_size")
    page.knowledge.set_open(True)
    body = page.knowledge.body
    body.add()
    card = body.rows.rows[0]
    typed(qtbot, card.questions, "Do they run small?")
    typed(qtbot, card.answer, "A little.")
    (entry,) = step(document, "ask_size").knowledge
    assert (entry.questions, entry.answer) == (("Do they run small?",), "A little.")


def test_a_branch_in_words(shown, document, qtbot, chart):
    page = shown("sure")
    card = page.branches.rows.row("no")
    card.fold_.set_open(True)
    typed(qtbot, card.body.meaning, "cannot tell")
    typed(qtbot, card.body.link.times, "4")
    card.body.link.spent.choose("done")
    branch = step(document, "sure").branches[1]
    assert branch.condition == "cannot tell"
    assert (branch.link.limit, branch.link.spent) == (4, "done")
    card.body.link.limited.click()
    assert step(document, "sure").branches[1].link.limit is None
    assert step(document, "sure").branches[1].link.spent is None
    assert not card.body.link.after.isVisible()
    assert card.body.link.round.isVisible()
    while document.stack.canUndo():
        document.undo()
    assert document.procedure == chart
    assert card.body.link.times.value() == 2


def test_a_number_out_of_bounds_is_not_taken(shown, document, qtbot):
    page = shown("sure")
    card = page.branches.rows.row("no")
    card.fold_.set_open(True)
    typed(qtbot, card.body.link.times, "99")
    assert step(document, "sure").branches[1].link.limit == 9
    assert card.body.link.times.text() == "99"
    card.body.name.setFocus()
    assert card.body.link.times.text() == "9"
    qtbot.keyClick(card.body.link.times, Qt.Key.Key_Up)
    assert step(document, "sure").branches[1].link.limit == 10


def test_a_way_that_does_not_go_round_offers_no_limit(shown, document):
    page = shown("sure")
    card = page.branches.rows.row("yes")
    card.fold_.set_open(True)
    assert not card.body.link.round.isVisible()
    card.body.link.target.choose("ask_size")
    assert card.body.link.round.isVisible()


def test_branches_are_added_ordered_and_removed(shown, document, qtbot):
    page = shown("sure")
    page.branches.add()
    ids = [branch.id for branch in step(document, "sure").branches]
    assert ids == ["yes", "no", "branch"]
    assert step(document, "sure").branches[2].link.to == UNDRAWN
    card = page.branches.rows.row("branch")
    assert card.body.name.hasFocus()
    card.handle.moved.emit(-1, True)
    assert [branch.id for branch in step(document, "sure").branches] == ["yes", "branch", "no"]
    card._remove()
    assert [branch.id for branch in step(document, "sure").branches] == ["yes", "no"]


def test_a_decision_becomes_computed_and_back(shown, document, chart):
    page = shown("sure")
    page.basis.choose("computed")
    assert step(document, "sure").basis == "computed"
    assert step(document, "sure").branches[0].examples == ()
    card = page.branches.rows.row("yes")
    card.fold_.set_open(True)
    assert card.body.condition.isVisible()
    assert not card.body.phrases.isVisible()
    document.undo()
    assert document.procedure == chart
    assert card.body.phrases.isVisible()


def test_an_earlier_answer_is_judged(shown, document):
    page = shown("sure")
    page.about.choose("colour")
    assert step(document, "sure").about == "colour"
    page.about.choose("")
    assert step(document, "sure").about is None


def test_act(shown, document, qtbot, chart):
    page = shown("find")
    act = page.act
    act.arguments.row("size").field.choose("colour")
    act.results.row("price").field.choose("")
    row = act.outcomes.row("refused")
    assert row.link is None
    row._draw()
    row.link.target.choose("desk")
    after = step(document, "find")
    assert (after.arguments, after.results) == ({"size": "colour"}, {})
    assert after.outcomes["refused"].to == "desk"
    act.outcomes.row("empty")._drop()
    assert "empty" not in step(document, "find").outcomes
    while document.stack.canUndo():
        document.undo()
    assert document.procedure == chart
    assert act.arguments.row("size").field.value() == "size"


def test_end(shown, document, qtbot):
    page = shown("done")
    page.outcome.choose("refused")
    typed(qtbot, page.text, "Sorry.")
    assert (step(document, "done").outcome, step(document, "done").text) == ("refused", "Sorry.")


def test_the_first_step_is_chosen(shown, document):
    page = shown("ask_size")
    page.start.click()
    assert document.procedure.start == "ask_size"


def test_an_edge_of_a_decision(inspector, document, qtbot):
    document.selection.set(edges=[("sure", "no")])
    page = inspector.page
    typed(qtbot, page.branch.meaning, "cannot tell")
    page.link.spent.choose("done")
    assert step(document, "sure").branches[1].condition == "cannot tell"
    assert step(document, "sure").branches[1].link.spent == "done"


def test_an_edge_keeps_its_page_while_its_branch_is_renamed(inspector, document, qtbot):
    document.selection.set(edges=[("sure", "no")])
    page = inspector.page
    typed(qtbot, page.branch.name, "unsure")
    qtbot.keyClick(page.branch.name, Qt.Key.Key_Return)
    assert step(document, "sure").branches[1].id == "unsure"
    assert inspector.page is page
    assert document.selection.edge == ("sure", "unsure")
    assert page.branch.name.hasFocus()
    document.undo()
    assert inspector.page is page
    assert page.branch.name.text() == "no"


def test_a_plain_edge_and_a_spent_one(inspector, document):
    document.selection.set(edges=[("hello", "next")])
    inspector.page.link.target.choose("done")
    assert step(document, "hello").link.to == "done"
    document.selection.set(edges=[("sure", "no spent")])
    assert inspector.page.link.spent.value() == "desk"


def test_an_edge_shows_the_step_it_leaves(inspector, document, qtbot):
    document.selection.set(edges=[("sure", "no")])
    button = next(b for b in inspector.page.findChildren(QPushButton) if "leaves" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert document.selection.step == "sure"
    assert isinstance(inspector.page, StepPage)


def test_a_name_not_yet_taken_over_is_when_the_page_turns(inspector, document, qtbot):
    document.selection.set(edges=[("sure", "no")])
    typed(qtbot, inspector.page.branch.name, "unsure")
    document.selection.set(["hello"])
    assert step(document, "sure").branches[1].id == "unsure"
    assert isinstance(inspector.page, StepPage)


def test_the_procedure(inspector, document, qtbot, chart):
    page = inspector.page
    typed(qtbot, page.name, "Boots")
    typed(qtbot, page.persona, "Ada, a cobbler")
    typed(qtbot, page.scope, "mending boots")
    page.language.choose("de")
    page.date.click()
    page.start.choose("ask_size")
    after = document.procedure
    assert (after.name, after.persona, after.scope) == ("Boots", "Ada, a cobbler", "mending boots")
    assert (after.language, after.uses_date, after.start) == ("de", True, "ask_size")
    assert document.stack.count() == 6
    while document.stack.canUndo():
        document.undo()
    assert document.procedure == chart
    assert page.name.text() == "Shoes"


@pytest.fixture
def section(inspector):
    def open_section(name):
        inspector.page.sections[name].set_open(True)
        return inspector.page.sections[name].body

    return open_section


def test_a_field(section, document, qtbot):
    fields = section("fields")
    fields.show_field("size")
    card = fields.rows.row("size")
    typed(qtbot, card.title, "Shoe size")
    card.kind.choose("code")
    assert card.pattern.isVisible() and not card.options.isVisible()
    typed(qtbot, card.pattern, "[0-9]{2}")
    typed(qtbot, card.examples, "40\n41")
    card.required.click()
    card.exact.click()
    field = document.procedure.field_by_id["size"]
    assert (field.title, field.kind, field.pattern, field.examples) == ("Shoe size", "code", "[0-9]{2}", ("40", "41"))
    assert (field.required, field.exact) == (False, True)


def test_a_field_is_renamed_everywhere(section, document, qtbot):
    document.apply("Speak it", lambda p: content_edits.set_step(p, "done", text="Size {size}."))
    fields = section("fields")
    fields.show_field("size")
    card = fields.rows.row("size")
    typed(qtbot, card.short, "Shoe size")
    qtbot.keyClick(card.short, Qt.Key.Key_Return)
    assert "shoe_size" in document.procedure.field_by_id
    assert step(document, "done").text == "Size {shoe_size}."
    assert step(document, "ask_size").fields[0] == "shoe_size"
    assert step(document, "find").arguments == {"size": "shoe_size"}
    assert fields.rows.row("shoe_size") is card
    typed(qtbot, card.short, "colour")
    qtbot.keyClick(card.short, Qt.Key.Key_Return)
    assert card.short.text() == "shoe_size"


def test_options_keep_their_ids(section, document, qtbot):
    fields = section("fields")
    fields.show_field("colour")
    card = fields.rows.row("colour")
    typed(qtbot, card.options, "Dark red: crimson, wine\nBlue\nGreen")
    options = document.procedure.field_by_id["colour"].options
    assert [option.label for option in options] == ["Dark red", "Blue", "Green"]
    assert options[0].also == ("crimson", "wine")
    assert options[1].id == "blue"
    assert card.options.toPlainText() == "Dark red: crimson, wine\nBlue\nGreen"


def test_fields_are_added_and_removed(section, document, qtbot):
    fields = section("fields")
    fields.add()
    card = fields.rows.rows[-1]
    assert card.title.hasFocus()
    qtbot.keyClicks(card.title, "Width")
    assert document.procedure.fields[-1].title == "Width"
    fields.rows.row("colour")._remove()
    assert "colour" not in document.procedure.field_by_id
    assert step(document, "ask_size").fields == ("size",)


def test_a_selected_field_is_unfolded(inspector, document):
    document.selection.set(fields=["by"])
    body = inspector.page.sections["fields"].body
    assert body.rows.row("by").fold_.is_open
    assert body.rows.row("by").title.hasFocus()


def test_knowledge_of_the_procedure(section, document, qtbot):
    knowledge = section("knowledge")
    card = knowledge.rows.row("returns")
    card.fold_.set_open(True)
    typed(qtbot, card.answer, "Within {size} days.")
    card.exact.click()
    assert document.procedure.knowledge[0].answer == "Within {size} days."
    assert document.procedure.knowledge[0].exact
    card._remove()
    assert document.procedure.knowledge == ()
    assert knowledge.empty.isVisible()


def test_overlays(section, document, qtbot):
    overlays = section("overlays")
    card = overlays.cards["human"]
    card.fold_.set_open(True)
    typed(qtbot, card.text, "One moment.")
    card.target.choose("desk")
    card.on.click()
    assert document.procedure.overlays.human == Overlay(on=False, text="One moment.", to="desk")
    assert card.fold_.header.aside == "off"
    assert [value for value, _, _ in card.target._entries()] == ["", "done", "desk"]


def test_findings_stand_beside_what_they_concern(shown, document, qtbot):
    page = shown("sure")
    document.apply("Break", lambda p: content_edits.set_step(p, "sure", title=""))
    document.check_now()
    card = page.branches.rows.row("no")
    assert card.fold_.header.mark == "advice"
    card.fold_.set_open(True)
    assert card.fold_.header.mark == ""
    texts = {text for part in page.findChildren(type(page.slot(bool))) for text in part.texts()}
    assert any("no examples" in text for text in texts)
    assert any("has no title" in text for text in texts)
    document.undo()
    document.check_now()
    texts = {text for part in page.findChildren(type(page.slot(bool))) for text in part.texts()}
    assert not any("has no title" in text for text in texts)
