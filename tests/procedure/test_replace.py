from __future__ import annotations

import pytest

from studio.base.paths import sample
from studio.procedure import annotations, file
from studio.procedure.model import Procedure
from studio.procedure.replace import Wanted, find, passages, replace, replaced
from tests.procedure.small_charts import TRIP


@pytest.fixture
def trip() -> Procedure:
    return Procedure.model_validate(TRIP)


def told(procedure: Procedure, wanted: Wanted) -> list[tuple[str, str]]:
    return [(found.passage.kind, found.passage.text) for found in find(procedure, wanted)]


def test_every_kind_of_text_is_gone_through(trip: Procedure) -> None:
    kinds = {
        passage.kind for name in ("travel_booking", "insurance_claims") for passage in passages(file.load(sample(name)))
    }
    kinds |= {passage.kind for passage in passages(trip)}
    assert kinds >= {
        "name",
        "title",
        "text",
        "condition",
        "example",
        "question",
        "answer",
        "field",
        "field_example",
        "option",
        "tool",
    }


def test_a_passage_says_whose_it_is(trip: Procedure) -> None:
    (found,) = find(trip, Wanted("In winter"))
    assert (found.passage.step, found.passage.kind, found.passage.owner) == ("ask_trip", "answer", "When is it cheap?")
    assert found.spans == ((0, 9),)
    (found,) = find(trip, Wanted("3 May 2027"))
    assert (found.passage.step, found.passage.field, found.passage.owner) == (None, "day", "Day")


def test_case_and_whole_words_can_be_asked_for(trip: Procedure) -> None:
    assert ("title", "Greet") in told(trip, Wanted("gre"))
    assert ("title", "Greet") not in told(trip, Wanted("gre", case=True))
    assert ("title", "Greet") not in told(trip, Wanted("gre", whole=True))
    assert ("title", "Greet") in told(trip, Wanted("greet", whole=True))
    assert told(trip, Wanted("")) == []
    assert told(trip, Wanted("One  bag\nis")) == [("answer", "One bag is free.")]


def test_replacing_changes_texts_and_nothing_else(trip: Procedure) -> None:
    after = replace(trip, Wanted("bag"), "suitcase")
    assert after.knowledge[0].answer == "One suitcase is free."
    assert after.knowledge[0].questions == ("May I bring suitcases?", "What about luggage?")
    assert after.knowledge[0].id == "bags"
    assert after.steps == trip.steps
    assert replace(trip, Wanted("nothing like this"), "x") is trip


def test_only_chosen_texts_are_changed(trip: Procedure) -> None:
    first = find(trip, Wanted("bag"))[0].passage
    after = replace(trip, Wanted("bag"), "suitcase", {first.path})
    assert [passage.text for passage in passages(after) if "suitcase" in passage.text] == ["May I bring suitcases?"]
    assert "One bag is free." in [passage.text for passage in passages(after)]


def test_a_field_in_a_sentence_stays(trip: Procedure) -> None:
    wanted = Wanted("city")
    assert replaced("The city {city} is a city.", wanted, "town") == "The town {city} is a town."
    assert replaced("{city}", wanted, "town") == "{city}"
    ask = trip.model_copy(update={"persona": "Knows {city}."})
    assert ("persona", "Knows {city}.") in told(ask, wanted)
    assert all(found.passage.kind != "persona" for found in find(ask, wanted, replacing=True))


def test_what_is_put_in_is_taken_literally() -> None:
    assert replaced("a.b", Wanted("."), r"\1$&") == r"a\1$&b"
    assert replaced("axb", Wanted("."), "!") == "axb"


def test_notes_and_groups_on_the_canvas_are_texts_too(trip: Procedure) -> None:
    drawn = annotations.add_group(annotations.add_note(trip, 0, 0, "Ask Maria"), 0, 0, 300, 200, "For Maria")
    found = [(found.passage.kind, found.passage.sheet, found.passage.text) for found in find(drawn, Wanted("maria"))]
    assert found == [("sheet", "note_1", "Ask Maria"), ("group", "group_1", "For Maria")]
    after = replace(drawn, Wanted("Maria"), "Tom")
    assert [note.text for note in annotations.notes(after)] == ["Ask Tom"]
    assert [group.title for group in annotations.groups(after)] == ["For Tom"]
    assert replace(drawn, Wanted("nobody"), "Tom") is drawn
    (note, _) = find(drawn, Wanted("maria"))
    (group,) = annotations.groups(replace(drawn, Wanted("Maria"), "Tom", {note.passage.path}))
    assert group.title == "For Maria"
