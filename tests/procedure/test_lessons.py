"""A line goes among the examples it belongs with, once."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.procedure.lessons import Lesson, examples_of, learnt, lesson_at, lessons_of
from studio.procedure.trace import Move, Trace
from tests.bench.dialogues import sample

TRAVEL = sample("travel_booking")


def test_a_line_teaches_the_decision_in_words_it_settles():
    meant = Trace(at="ask_offer", moves=(Move("verdict", "yes"), Move("trip_check", "fine"), Move("ask_names")))
    assert lessons_of(TRAVEL, meant) == (Lesson("branch", "verdict", "yes"),)
    assert lesson_at(TRAVEL, "verdict", "yes") == Lesson("branch", "verdict", "yes")
    assert lesson_at(TRAVEL, "trip_check", "fine") is None  # it is computed
    assert lesson_at(TRAVEL, "verdict", "gone") is None
    assert lesson_at(TRAVEL, "ask_names", "next") is None


def test_a_question_and_free_text_have_places_of_their_own():
    assert lessons_of(TRAVEL, Trace(at="ask_offer", heard="question", knows="stopover")) == (
        Lesson("question", "ask_offer", "stopover"),
    )
    assert lessons_of(TRAVEL, Trace(at="ask_offer", heard="question", knows="luggage")) == (
        Lesson("question", "", "luggage"),
    )
    given = Trace(at="ask_names", fields=(("name", "Ann Lee"), ("email", "ann@example.com")))
    assert lessons_of(TRAVEL, given) == (Lesson("field", "", "name"),)
    assert lessons_of(TRAVEL, Trace(at="ask_names", fields=(("name", "-"),))) == ()


@pytest.mark.parametrize(
    "lesson",
    [Lesson("branch", "verdict", "yes"), Lesson("question", "ask_offer", "stopover"), Lesson("field", "", "name")],
)
def test_a_line_is_added_once(lesson: Lesson):
    before = examples_of(TRAVEL, lesson)
    after = learnt(TRAVEL, lesson, ("Go  ahead then", "go ahead then!", before[0].upper()))
    assert examples_of(after, lesson) == (*before, "Go ahead then")
    assert learnt(after, lesson, ("GO AHEAD THEN",)) is after


def test_a_place_that_is_gone_is_refused():
    assert examples_of(TRAVEL, Lesson("branch", "nowhere", "yes")) == ()
    with pytest.raises(StudioError):
        learnt(TRAVEL, Lesson("branch", "nowhere", "yes"), ("Go ahead",))
