"""The true history of a recorded turn: the machine's own messages along the shortest way, a mark where none is."""

from __future__ import annotations

from studio.bench.replay_history import Asked
from tests.bench.recordings import asked, read
from tests.procedure.small_charts import step, trip

OPENED = "[start] Today is Saturday 2026-11-21."
GREETED = "<think>at start\ngo greet\ngo ask_trip\n</think>Hello! Where to, and when?"


def manner(turn: Asked) -> tuple[str, str, str]:
    return turn.at, turn.wanted, turn.manner


def test_along_the_chart_the_history_is_the_machines_own():
    turns = asked(("greet",), "Rome, 3 May", ("ask_budget",), "200 euros", ("tell",), "The aisle", ("ask_happy",))
    assert [manner(turn) for turn in turns] == [
        ("start", "greet", "edge"),
        ("ask_trip", "ask_budget", "edge"),
        ("ask_budget", "tell", "edge"),
        ("ask_seat", "ask_happy", "edge"),
    ]
    assert [turn.said for turn in turns] == ["", "Rome, 3 May", "200 euros", "The aisle"]
    assert [turn.turn for turn in turns] == [1, 3, 5, 7]
    assert read(turns[0]) == [OPENED]
    assert read(turns[1]) == [OPENED, GREETED, "Rome, 3 May"]
    assert read(turns[3]) == [
        *read(turns[1]),
        "<think>at ask_trip\ngo ask_budget\n</think>What may it cost?",
        "200 euros",
        "<think>at ask_budget\ngo check: fine\ngo find\n</think>\n[call] flights city=-",
        "[tool] ok",
        "<think>at find\nheard tool ok\ngo tell\ngo ask_seat\n</think>not given costs not given. Which seat?",
        "The aisle",
    ]
    assert turns[2].branches == (("check", "fine"),)
    assert turns[2].results == {"find": ("ok", ())}


def test_what_was_heard_is_in_the_trace_where_it_was_noted():
    noted = {"day": "3 May 2027", "city": "Rome"}
    turns = asked(
        ("greet",), "Rome, 3 May", ("ask_budget", noted), "200", ("tell", {"budget": "200", "fare": "120 EUR"}),
        "By the window", ("ask_happy", {"seat": "Window"}), "Yes", ("booked",),
    )  # fmt: skip
    assert read(turns[-1])[3::2] == [
        "<think>at ask_trip\nheard answer\ncity = Rome\nday = 3 May 2027\ngo ask_budget\n</think>What may it cost?",
        "<think>at ask_budget\nheard answer\nbudget = 200\nread budget 200\ngo check: fine\ngo find\n</think>\n"
        "[call] flights city=Rome",
        "<think>at find\nheard tool ok\ngo tell\ngo ask_seat\n</think>Rome costs 120 EUR. Which seat?",
        "<think>at ask_seat\nheard answer\nseat = window\ngo ask_happy\n</think>Shall I book it?",
    ]
    assert "[tool] ok fare=120 EUR" in read(turns[-1])


def test_a_wording_with_a_value_that_nobody_noted_is_said_as_recorded():
    turns = asked(("ask_budget", "How much?"), "200", ("tell", "Rome is 120 euros."), "Aisle", ("ask_happy",))
    assert [text.partition("</think>")[2] for text in read(turns[2])[1::2]] == [
        "What may it cost?",
        "\n[call] flights city=-",
        "Rome is 120 euros. Which seat?",
    ]


def test_what_was_heard_decides_between_ways_of_one_length():
    def both(raw):
        step(raw, "check")["branches"][0]["link"]["to"] = "find"

    unknown, told = (
        asked(("greet",), "x", ("ask_budget",), "50", ("tell", *heard), procedure=trip(both))[-1]
        for heard in ((), ({"budget": "150"},))
    )
    assert unknown.branches == (("check", "low"),)  # the first drawn
    assert told.branches == (("check", "fine"),)


def test_an_ask_already_answered_is_passed_when_that_was_noted():
    noted = {"city": "Rome", "day": "3 May 2027", "budget": "200"}
    told = asked(("greet",), "Rome, 3 May, 200 euros", ("tell", noted))[-1]
    silent = asked(("greet",), "Rome, 3 May, 200 euros", ("tell",))[-1]
    assert manner(told) == ("ask_trip", "tell", "edge")
    assert manner(silent) == ("ask_trip", "tell", "skipped")
    assert told.branches == (("check", "fine"),)


def test_a_move_that_the_chart_does_not_have_is_a_marked_jump():
    turns = asked(("greet",), "Hm", ("ask_happy",), "Yes", ("booked",), "One more", ("ask_seat",))
    assert [manner(turn) for turn in turns[1:]] == [
        ("ask_trip", "ask_happy", "jumped"),
        ("ask_happy", "booked", "edge"),
        ("booked", "ask_seat", "jumped"),
    ]
    assert read(turns[2])[3] == "<think>at ask_trip\njump ask_happy\n</think>Shall I book it?"
    assert turns[1].branches == ()


def test_the_same_ask_again_and_leaving_are_no_jumps_and_no_edges():
    turns = asked(("ask_trip",), "Hm", ("ask_trip",), "A person, please", ("desk",))
    assert [turn.manner for turn in turns[1:]] == ["again", "left"]
    assert read(turns[2])[3] == "<think>at ask_trip\ngo ask_trip\n</think>Which city, which day?"


def test_a_correction_goes_back_to_what_it_changes():
    turns = asked(
        ("greet",), "a", ("ask_budget", {"city": "Rome", "day": "3 May 2027"}), "b", ("tell", {"budget": "200"}),
        "Oslo rather", ("tell", {"city": "Oslo"}), "c", ("ask_happy",),
    )  # fmt: skip
    assert manner(turns[3]) == ("ask_seat", "tell", "corrected")
    assert "<think>at ask_seat\nheard correction\ncity = Oslo\ngo find\n</think>\n[call] flights city=Oslo" in read(
        turns[4]
    )


def test_a_conversation_may_begin_in_the_middle():
    turns = asked(("ask_seat",), "Aisle", ("ask_happy",))
    assert manner(turns[0]) == ("start", "ask_seat", "jumped")
    assert read(turns[0]) == [OPENED]
    assert read(turns[1]) == [
        "[resume] Today is Saturday 2026-11-21.",
        "<think>at resume\njump ask_seat\n</think>Which seat?",
        "Aisle",
    ]
    assert manner(turns[1]) == ("ask_seat", "ask_happy", "edge")


def test_a_person_may_speak_first():
    turns = asked("Good morning", ("greet",), "Rome", ("ask_budget",))
    assert read(turns[0]) == [f"{OPENED} Good morning"]
    assert turns[0].said == "Good morning"
    assert read(turns[1])[1:] == [GREETED, "Rome"]
    jumped = asked("The aisle, please", ("ask_happy",))
    assert manner(jumped[0]) == ("start", "ask_happy", "jumped")


def test_words_without_a_step_are_context():
    turns = asked(("greet",), "Rome", ("", "A lovely town."), "Yes", "very", ("ask_budget",))
    assert [turn.wanted for turn in turns] == ["greet", "ask_budget"]
    assert read(turns[1])[2:] == ["Rome", "<think>at ask_trip\ngo ask_trip\n</think>A lovely town.", "Yes very"]
    begun = asked(("", "Welcome!"), "Hi", ("greet",))
    assert read(begun[0]) == [OPENED, "<think>at start\n</think>Welcome!", "Hi"]


def test_a_recording_that_stops_at_a_say_is_taken_by_its_word():
    """“Hello!”, and only after an answer to it the question that the chart has next."""
    turns = asked(("greet",), "Hello", ("ask_trip",), "Rome", ("ask_budget",))
    assert read(turns[1]) == [OPENED, "<think>at start\ngo greet\n</think>Hello!", "Hello"]
    assert manner(turns[1]) == ("greet", "ask_trip", "edge")


def test_two_steps_in_one_message_are_two_turns():
    turns = asked(("greet",), ("ask_trip",), "Rome", ("ask_budget",))
    assert [manner(turn) for turn in turns[:2]] == [("start", "greet", "edge"), ("greet", "ask_trip", "edge")]
    assert (turns[0].begun, turns[1].begun) == ("", "<think>at start\ngo greet\n")
    assert read(turns[0]) == read(turns[1]) == [OPENED]
    assert read(turns[2])[1] == GREETED


def test_loops_are_counted_until_they_are_spent():
    turns = asked(
        ("ask_happy",), "Other", ("ask_change",), "Other", ("ask_change",), "Other", ("desk",), "Hm", ("ask_seat",)
    )
    assert [turn.manner for turn in turns[1:4]] == ["edge", "edge", "edge"]
    assert [text.partition("</think>")[0].split("\n")[1:-1] for text in read(turns[4])[3::2]] == [
        ["go happy: change", "go ask_change #1"],
        ["go happy: change", "go ask_change #2"],
        ["go happy: change", "go desk #spent"],
    ]
    assert asked(("ask_happy",), "Other", ("desk",))[1].manner == "left"  # not spent yet: by way of the overlays


def test_of_ways_of_one_length_the_first_drawn_is_taken():
    def both(raw):
        step(raw, "happy")["branches"][0]["link"]["to"] = "bye"

    (_, turn) = asked(("ask_happy",), "No", ("bye",), procedure=trip(both))
    assert turn.branches == (("happy", "yes"),)


def test_after_a_say_the_machine_goes_on_toward_the_step_recorded_next():
    def fork(raw):
        step(raw, "tell")["link"]["to"] = "more"
        step(raw, "more")["branches"][0]["link"]["to"] = "ask_happy"
        step(raw, "more")["branches"][1]["link"]["to"] = "ask_seat"

    turns = asked(("ask_budget",), "200", ("tell",), "The aisle", ("ask_happy",), procedure=trip(fork))
    assert manner(turns[2]) == ("tell", "ask_happy", "edge")
    turns = asked(("ask_budget",), "200", ("tell",), "Yes", ("booked",), procedure=trip(fork))
    assert manner(turns[2]) == ("ask_happy", "booked", "edge")
    assert "go tell\ngo more: yes\ngo ask_happy\n" in read(turns[2])[-2]
