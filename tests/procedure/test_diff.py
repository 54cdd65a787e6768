from __future__ import annotations

import json

import pytest

from studio import cli
from studio.base import paths
from studio.base.sentences import catalogue, in_language
from studio.procedure import edits, file
from studio.procedure.diff import compare
from studio.procedure.step_changes import now_instead
from tests.procedure.small_charts import step, trip


def sentences(change):
    return [found.sentence for found in compare(trip(), trip(change)).changes]


def branch(raw, name, at=0):
    return step(raw, name)["branches"][at]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda raw: raw.update(name="Journeys"), "The procedure's name is now “Journeys” instead of “Trips”."),
        (lambda raw: raw.update(start="ask_trip"), "The procedure now begins with “Trip” instead of “Greet”."),
        (lambda raw: step(raw, "greet").update(text="Hi!"), "What “Greet” says is now “Hi!” instead of “Hello!”."),
        (lambda raw: step(raw, "greet").update(title="Welcome"), "“Welcome” was called “Greet” before."),
        (lambda raw: step(raw, "greet").update(exact=True), "“Greet” must now be spoken word for word."),
        (
            lambda raw: step(raw, "greet")["link"].update(to="bye"),
            "The way out of “Greet” now leads to “Bye” instead of “Trip”.",
        ),
        (lambda raw: step(raw, "ask_trip").update(fields=["city"]), "“Trip” no longer asks for “Day”."),
        (lambda raw: step(raw, "ask_budget").update(fields=["budget", "seat"]), "“Budget” now also asks for “Seat”."),
        (
            lambda raw: branch(raw, "more")["examples"].append("Fine"),
            "In “Goes on” the branch “yes” has a new example: “Fine”.",
        ),
        (
            lambda raw: branch(raw, "more").update(condition="agrees to more"),
            "In “Goes on” the branch “yes” is now for “agrees to more” instead of “goes on”.",
        ),
        (
            lambda raw: branch(raw, "check")["when"]["tests"][0].update(value="150"),
            "In “Enough” the branch “low” is now for “budget is below 150” instead of “budget is below 100”.",
        ),
        (
            lambda raw: step(raw, "more")["branches"].pop(),
            "In “Goes on” the branch “no”, which led to “Bye”, was removed.",
        ),
        (
            lambda raw: step(raw, "happy")["branches"][1]["link"].update(limit=3),
            "In “Agrees” the branch “change” may now be taken 3 times instead of twice.",
        ),
        (
            lambda raw: step(raw, "find")["outcomes"].update(refused={"to": "desk"}),
            "In “Find” the outcome “refused” was added; it leads to “Desk”.",
        ),
        (lambda raw: step(raw, "bye").update(outcome="refused"), "“Bye” now counts as refused instead of given up."),
        (
            lambda raw: raw["fields"][3].update(required=True),
            "The field “Seat”: it may no longer be left out.",
        ),
        (lambda raw: raw["fields"].append({"id": "age", "title": "Age"}), "The field “Age” was added."),
        (
            lambda raw: raw["knowledge"][0].update(answer="Two bags."),
            "The answer about “bags”: it is now “Two bags.” instead of “One bag is free.”.",
        ),
        (lambda raw: step(raw, "ask_trip").pop("knowledge"), "The answer about “season” of “Trip” was removed."),
        (lambda raw: raw["tools"][0]["rows"].pop(), "The tool “Flights”: 1 row is gone."),
        (
            lambda raw: raw.update(overlays={"human": {"on": False}}),
            "Asking for a person: now switched off.",
        ),
        (
            lambda raw: raw.update(overlays={"human": {"to": "desk"}}),
            "Asking for a person: now led to “Desk”.",
        ),
    ],
)  # fmt: skip
def test_each_change_is_one_sentence(change, sentence):
    assert sentences(change) == [sentence]


def test_the_same_is_no_change_and_neither_are_positions():
    moved = edits.move_step(trip(), "greet", 10, 20)
    found = compare(trip(), moved)
    assert (found.changes, found.steps, found.edges) == ((), {}, {})


def test_steps_and_edges_are_marked():
    after = edits.remove_step(trip(), "ask_more")
    found = compare(trip(), after)
    assert found.steps == {"ask_more": "removed"}
    assert found.edges[("ask_more", "next")] == "removed"
    assert found.edges[("check", "low")] == "changed"
    back = compare(after, trip())
    assert back.steps == {"ask_more": "added"}
    assert back.edges[("ask_more", "next")] == "added"
    assert "The question “More” was added. It leads to “Goes on”." in [change.sentence for change in back.changes]


def test_a_branch_that_is_for_something_else_marks_its_edge_and_its_step():
    found = compare(trip(), trip(lambda raw: branch(raw, "more").update(condition="agrees")))
    assert found.steps == {"more": "changed"}
    assert found.edges == {("more", "yes"): "changed"}


def test_another_limit_marks_the_edge_alone():
    found = compare(trip(), trip(lambda raw: step(raw, "happy")["branches"][1]["link"].update(limit=3)))
    assert (found.steps, found.edges) == ({}, {("happy", "change"): "changed"})


def test_another_id_is_the_same_step():
    found = compare(trip(), edits.rename_step(trip(), "more", "more_money"))
    assert found.renamed == {"more": "more_money"}
    assert [change.sentence for change in found.changes] == ["The id of “Goes on” is now more_money instead of more."]
    assert found.steps == {"more_money": "changed"}
    assert found.edges == {}


def test_long_texts_are_quoted_from_where_they_part():
    old = "We are glad to have you here, and " + "so on " * 30 + "until then."
    told = now_instead(old, old.replace("until then", "until Monday"))
    assert "until Monday" in told
    assert len(told) < 220


def test_every_way_of_comparing_two_samples_is_told():
    one, other = (file.load(paths.sample(name)) for name in ("hello", "travel_booking"))
    found = compare(one, other)
    assert {change.what for change in found.changes} >= {"step", "field", "knowledge", "tool", "procedure"}
    assert all(change.sentence.endswith(".") for change in found.changes)


def test_the_command(tmp_path, capsys):
    first, second = tmp_path / "a.flow.json", tmp_path / "b.flow.json"
    file.save(trip(), first)
    file.save(trip(lambda raw: step(raw, "greet").update(text="Hi!")), second)
    assert cli.main(["diff", str(first), str(first)]) == 0
    assert capsys.readouterr().out == "Both versions say the same.\n"
    assert cli.main(["diff", str(first), str(second)]) == 1
    assert capsys.readouterr().out == "~ What “Greet” says is now “Hi!” instead of “Hello!”.\n"
    assert cli.main(["diff", str(first), str(second), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["steps"] == {"greet": "changed"}


def test_twins_are_not_taken_for_each_other():
    """Two steps that say the same, gone for two others: which became which cannot be told."""

    def twins(first, second):
        def change(raw):
            for name in (first, second):
                raw["steps"].append({"id": name, "title": "Twin", "kind": "end", "text": "Bye."})

        return trip(change)

    found = compare(twins("one", "two"), twins("three", "four"))
    assert found.renamed == {}
    assert found.steps == {"one": "removed", "two": "removed", "three": "added", "four": "added"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda raw: raw.update(name="Journeys"), "Der Name des Ablaufs lautet jetzt „Journeys“ statt „Trips“."),
        (
            lambda raw: step(raw, "happy")["branches"][1]["link"].update(limit=3),
            "Der Zweig „change“ von „Agrees“ darf jetzt 3-mal statt zweimal genommen werden.",
        ),
        (
            lambda raw: branch(raw, "check")["when"]["tests"][0].update(value="150"),
            "Der Zweig „low“ von „Enough“ gilt jetzt für „budget ist unter 150“ statt für „budget ist unter 100“.",
        ),
        (lambda raw: raw["tools"][0]["rows"].pop(), "Das Werkzeug „Flights“: 1 Zeile ist weg."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_german(change, sentence):
    assert [in_language(found.sentence, "de") for found in compare(trip(), trip(change)).changes] == [sentence]


def test_no_word_of_a_difference_stays_english():
    one, other = (file.load(paths.sample(name)) for name in ("insurance_claims", "travel_booking"))
    told = {change.sentence.template for change in (*compare(one, other).changes, *compare(other, one).changes)}
    assert len(told) > 5
    assert told <= catalogue("de").keys()


def test_lists_that_changed_are_counted_in_the_plural():
    told = sentences(lambda raw: raw["knowledge"][0].update(questions=["Bags?", "How many bags?"]))
    assert told == [
        "The answer about “bags”: 2 ways of asking removed: “May I bring bags?” and “What about luggage?”.",
        "The answer about “bags”: 2 ways of asking added: “Bags?” and “How many bags?”.",
    ]


def test_the_command_answers_in_a_language(tmp_path, capsys):
    first, second = tmp_path / "a.flow.json", tmp_path / "b.flow.json"
    file.save(trip(), first)
    file.save(trip(lambda raw: step(raw, "greet").update(text="Hi!")), second)
    assert cli.main(["diff", str(first), str(second), "--language", "de"]) == 1
    assert capsys.readouterr().out == "~ Was „Greet“ sagt, lautet jetzt „Hi!“ statt „Hello!“.\n"
    assert cli.main(["diff", str(first), str(second), "--language", "de", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["changes"][0]["sentence"].startswith("Was „Greet“ sagt")
