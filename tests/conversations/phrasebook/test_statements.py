"""Questions turned into the statements that answer them."""

from __future__ import annotations

import pytest

from studio.conversations.phrasebook.statements import is_alternative, question_for, reading


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        ("Is the light green?", {"the light is green", "it's green", "green"}, {"it's red", "not green"}),
        ("Can the car still be driven?", {"the car can still be driven"}, {"the car can't be driven any more"}),
        ("Is anyone hurt?", {"somebody is hurt"}, {"nobody is hurt", "no one is hurt"}),
        ("Shall I book it?", {"please book it", "book it"}, {"don't book it", "no need to book it"}),
        ("Have you tried your router?", {"I've tried my router"}, {"I haven't tried my router"}),
        ("Did that help?", {"that helped", "it helped"}, {"it didn't help"}),
        ("Does the engine make a noise?", {"the engine makes a noise"}, {"it doesn't make a noise"}),
        ("Do your neighbours have it too?", {"my neighbours have it too"}, {"they don't have it too"}),
        ("Is there a red light on the box?", {"there's a red light on the box"}, {"there is no red light on the box"}),
        ("Would you like breakfast?", {"I'd like breakfast"}, {"I don't want breakfast"}),
        ("Are you in the meeting now?", {"I'm in the meeting now"}, {"I'm not in the meeting now"}),
        ("Are both cables plugged in?", {"they're plugged in"}, {"they're unplugged", "both cables aren't plugged in"}),
        ("Has the doctor seen you before?", {"the doctor has seen me before"}, {"the doctor hasn't seen me before"}),
        ("Was the box wet when it came?", {"the box was wet when it came"}, {"the box wasn't wet when it came"}),
        ("Is your line slow only at night?", {"my line is slow only at night"}, {"my line isn't slow only at night"}),
        ("May we look at your screen?", {"you can look at my screen"}, {"please don't look at my screen"}),
        ("Is the sound all right now?", {"the sound is alright now"}, {"the sound isn't alright now"}),
        ("Is the green light on the front of the box blinking?", {"it's blinking"}, {"it's solid", "not blinking"}),
    ],
)  # fmt: skip
def test_statements_answer_a_question(question: str, yes: set[str], no: set[str]) -> None:
    read = reading(question_for(question))
    assert read is not None
    assert yes <= set(read.statements("yes", "taught"))
    assert no <= set(read.statements("no", "taught"))
    assert not set(read.statements("yes", "taught")) & set(read.statements("no", "taught"))


def test_held_out_statements_are_other_statements() -> None:
    read = reading(question_for("Is the light green?"))
    assert read is not None
    for answer in ("yes", "no"):
        held_out = set(read.statements(answer, "held_out"))
        assert held_out and not held_out & set(read.statements(answer, "taught"))


@pytest.mark.parametrize(
    ("question", "sort"),
    [
        ("Shall I send it?", "offer"),
        ("Would you like a receipt?", "offer"),
        ("Did that help?", "fix"),
        ("Is it working now?", "fix"),
        ("Is that correct?", "confirm"),
        ("Could you unplug it?", "request"),
        ("Have you restarted it?", "done"),
        ("Do you see a light?", "see"),
        ("Have you got a ticket?", "have"),
        ("Is the door open?", ""),
    ],
)
def test_the_sort_of_a_question_is_told(question: str, sort: str) -> None:
    read = reading(question_for(question))
    assert read is not None and read.sort == sort


def test_of_several_questions_the_one_asked_about_is_taken() -> None:
    text = "What is the number of your car, and can it still be driven? And is anyone hurt?"
    assert question_for(text, "Can the car be driven?") == "can it still be driven"
    assert question_for(text, "Is anyone hurt?") == "is anyone hurt"
    assert question_for("Where do you live?") == ""


@pytest.mark.parametrize("text", ["", "Tell me more.", "What now?", "is", "Did?"])
def test_what_is_no_yes_no_question_is_left_alone(text: str) -> None:
    assert reading(question_for(text)) is None
    assert reading(text) is None


def test_a_choice_between_two_things_is_no_yes_no_question() -> None:
    assert is_alternative("Shall I try again, or put you on the list?")
    assert not is_alternative("Shall I try again?")
