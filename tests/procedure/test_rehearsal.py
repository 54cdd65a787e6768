from __future__ import annotations

import pytest

from studio.base import paths
from studio.procedure import edits, file, hearing
from studio.procedure.machine import Heard, Machine
from studio.procedure.offers import likely, offers, taken
from studio.procedure.rehearsal import STUB, begin, spoken_value
from tests.procedure.small_charts import TODAY, step, switched_off, trip


def spoken(rehearsal):
    return rehearsal.turns[-1].message.text


def after(*lines, chart=None):
    rehearsal = begin(chart or trip(), TODAY)
    for line in lines:
        rehearsal = rehearsal.say(line)
    return rehearsal


def test_it_opens_in_the_procedures_own_words():
    opened = after()
    assert spoken(opened) == "Hello! Where to, and when?"
    assert (opened.current, opened.waits_for) == ("ask_trip", "user")
    assert opened.path == [("greet", "next")]


def test_typed_values_are_heard_and_a_table_answers_by_itself():
    told = after("to Rome, on 3 May 2027", "about 200 euros")
    assert told.known == {"city": "Rome", "day": "3 May 2027", "budget": "about 200 euros", "fare": "120 EUR"}
    assert spoken(told) == "Rome costs 120 EUR. Which seat?"
    assert told.turns[-1].by_table
    assert [said.words for said in told.inputs] == ["to Rome, on 3 May 2027", "about 200 euros"]


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("What about luggage?", Heard("question", knows="bags")),
        ("which month would be best", Heard("question", knows="season")),
        ("let me talk to a real person", Heard("human")),
        ("I'd rather not say.", Heard("declined")),
        ("no idea", Heard("vague")),
        ("never mind, bye", Heard("leaving")),
    ],
)
def test_questions_and_ways_off_the_path_are_known_by_their_words(line, heard):
    opened = after()
    assert hearing.hear(opened.machine, opened.state, line) == heard


def test_a_way_off_the_path_that_is_switched_off_is_no_meaning():
    machine = Machine(switched_off("human"), TODAY)
    _, state = machine.open()
    heard = hearing.hear(machine, state, "let me talk to a real person")
    assert heard is None or heard.kind != "human"


def test_what_is_no_amount_is_invalid():
    asked = after("Rome, 3 May 2027").say("Blue, I think")
    assert asked.turns[-1].said.heard.kind == "invalid"
    assert asked.current == "ask_budget"


def test_a_correction_goes_back_to_where_the_value_was_used():
    told = after("Rome, 3 May 2027", "200 euros").say("Actually, the budget should be 50 euros")
    assert told.known["budget"] == "50 euros"
    assert told.current == "ask_more"


def test_words_like_one_branch_settle_a_decision():
    low = after("Rome, 3 May 2027", "50 euros")
    assert low.say("sure").current == "ask_seat"
    assert low.say("that is too dear").current == "bye"
    assert low.say("yep").current == "ask_seat"


def test_words_unlike_any_branch_leave_it_open_and_offer_the_branches():
    unsure = after("Rome, 3 May 2027", "50 euros", "the moon is made of cheese")
    assert unsure.open.decision == "more"
    assert len(unsure.turns) == 3
    assert [offer.branch for offer in offers(unsure)] == ["yes", "no"]
    settled = taken(unsure, offers(unsure)[1])
    assert settled.current == "bye"
    assert settled.turns[-1].said.words == "the moon is made of cheese"
    assert unsure.back().open is None
    assert unsure.back().turns == unsure.turns


def test_every_kind_of_thing_is_offered():
    opened = after("Rome, 3 May 2027")
    groups = {offer.group for offer in offers(opened)}
    assert groups == {"value", "question", "correction", "aside"}
    kinds = {offer.heard.kind for offer in offers(opened) if offer.group == "aside"}
    assert kinds == {"vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack"}
    branches = [o.key for o in offers(after("Rome, 3 May 2027", "50 euros")) if o.group == "branch"]
    assert branches == ["more:yes", "more:no"]


def test_a_tool_without_a_table_offers_its_outcomes():
    chart = trip(lambda raw: raw["tools"][0].update(rows=[]))
    waiting = after("Rome, 3 May 2027", "200 euros", chart=chart)
    assert (waiting.waits_for, waiting.current) == ("tool", "find")
    assert [offer.key for offer in offers(waiting)] == ["ok", "empty", "error"]
    assert taken(waiting, offers(waiting)[1]).current == "none"
    again = taken(waiting, offers(waiting)[2])
    assert spoken(again) == "That didn't go through, so let me try once more."


@pytest.mark.parametrize("name", ["hello", "travel_booking", "zoom_support", "insurance_claims"])
def test_what_is_offered_means_what_it_says(name):
    """Typing an offer's words leads where clicking it does, so that kept lines tell everything."""
    rehearsal = begin(file.load(paths.sample(name)), TODAY)
    seen = 0
    while (offer := likely(rehearsal)) is not None:
        if rehearsal.waits_for == "user" and rehearsal.open is None:
            for one in offers(rehearsal):
                clicked, typed = taken(rehearsal, one), rehearsal.say(one.words)
                assert typed.turns == clicked.turns, one
                seen += 1
        rehearsal = taken(rehearsal, offer)
    assert seen > 10
    assert rehearsal.waits_for == ""


def test_playing_ends_even_in_a_chart_that_goes_round():
    rehearsal = begin(trip(), TODAY)
    for _ in range(40):
        offer = likely(rehearsal)
        if offer is None:
            break
        rehearsal = taken(rehearsal, offer)
    assert rehearsal.waits_for == ""


def test_back_takes_the_last_line_and_what_followed_away():
    first = after("Rome, 3 May 2027")
    told = first.say("200 euros")
    assert told.back().turns == first.turns
    assert first.back().turns == after().turns
    assert after().back().turns == after().turns


def test_a_changed_chart_is_walked_again_with_the_same_inputs():
    told = after("Rome, 3 May 2027", "200 euros", "aisle")

    def reworded(raw):
        step(raw, "ask_happy")["text"] = "Shall we?"

    again = told.on(trip(reworded))
    assert spoken(again) == "Shall we?"
    assert again.stopped == ""
    assert again.inputs == told.inputs


def test_a_changed_chart_that_no_longer_fits_says_where():
    low = after("Rome, 3 May 2027", "50 euros", "sure")
    assert low.current == "ask_seat"
    loose = low.on(trip(lambda raw: step(raw, "check")["branches"][0]["link"].update(to="not_drawn_yet")))
    assert (loose.current, len(loose.inputs)) == ("check", 2)
    assert "line 3" in loose.stopped
    assert "“low” out of “Enough” is not drawn yet" in loose.stopped
    shorter = low.on(trip(lambda raw: step(raw, "check")["branches"][0]["link"].update(to="bye")))
    assert shorter.current == "bye"
    assert "line 3" in shorter.stopped
    assert "“sure”" in shorter.stopped


def test_what_is_not_drawn_yet_ends_it_with_a_sentence():
    loose = trip(lambda raw: step(raw, "ask_trip")["link"].update(to="not_drawn_yet"))
    told = after("Rome, 3 May 2027", chart=loose)
    assert "“Trip” is not drawn yet" in told.stopped
    assert (told.current, told.waits_for) == ("ask_trip", "")
    assert told.state.at == STUB
    assert told.path == [("greet", "next"), ("ask_trip", "next")]


def test_a_computed_decision_without_a_last_branch_says_so():
    loose = trip(lambda raw: step(raw, "check")["branches"].pop())
    told = after("Rome, 3 May 2027", "200 euros", chart=loose)
    assert "None of the branches of “Enough” holds" in told.stopped
    assert ("check", "nothing_drawn_for_it") not in told.path


def test_a_chart_that_names_fields_that_do_not_exist_can_still_be_walked():
    loose = trip(lambda raw: step(raw, "ask_seat").update(fields=["seat", "ghost"]))
    assert after("Rome, 3 May 2027", "200 euros", "aisle", chart=loose).current == "ask_happy"


def test_an_empty_chart_says_so():
    empty = begin(edits.with_(trip(), steps=(), start=None), TODAY)
    assert empty.stopped == "Nothing is drawn yet."
    assert offers(empty) == ()
    assert empty.say("hello") == empty


def test_values_are_shown_as_the_agent_says_them():
    told = after("Rome, 3 May 2027", "200 euros", "aisle")
    assert spoken_value(told, "seat") == "Aisle"


def after_the_table(raw):
    """The look-up leads to a decision in words about what was said before it."""
    branches = [
        {"id": "quick", "link": {"to": "tell"}, "condition": "is in a hurry", "examples": ["quickly please"]},
        {"id": "slow", "link": {"to": "bye"}, "condition": "has time", "examples": ["take your time"]},
    ]
    raw["steps"].append({"id": "haste", "title": "Haste", "kind": "decide", "branches": branches})
    step(raw, "find")["outcomes"]["ok"]["to"] = "haste"


def test_a_decision_after_a_table_is_judged_by_what_the_customer_said():
    told = after("Rome, 3 May 2027", "200 euros, quickly please", chart=trip(after_the_table))
    assert ("haste", "quick") in told.path
    assert told.current == "ask_seat"


def test_a_decision_after_a_table_that_was_settled_stays_so_on_a_changed_chart():
    unsure = after("Rome, 3 May 2027", "200 euros", chart=trip(after_the_table))
    assert (unsure.open.decision, unsure.waits_for) == ("haste", "tool")
    settled = taken(unsure, next(offer for offer in offers(unsure) if offer.branch == "quick")).say("aisle")

    def changed(raw):
        after_the_table(raw)
        step(raw, "ask_happy")["text"] = "Shall we?"

    again = settled.on(trip(changed))
    assert (again.stopped, spoken(again)) == ("", "Shall we?")
    assert len(settled.back().back().turns) == 2


def test_playing_takes_the_way_that_was_taken_least():
    def change_first(raw):
        step(raw, "happy")["branches"].reverse()
        step(raw, "happy")["branches"].pop(0)

    rehearsal = begin(trip(change_first), TODAY)
    while (offer := likely(rehearsal)) is not None:
        rehearsal = taken(rehearsal, offer)
    assert rehearsal.path.count(("happy", "change")) == 1
    assert rehearsal.current == "booked"


def test_answers_given_early_are_heard_where_nothing_else_is_judged():
    early = after("Rome, 3 May 2027", "200 euros and a window seat please")
    assert (early.known["seat"], early.current) == ("window", "ask_happy")
    judged = after("Rome, 3 May 2027", "50 euros", "well, sure, from the window I see rain")
    assert "seat" not in judged.known


def test_an_example_that_sounds_like_a_correction_is_an_answer():
    sounds = trip(lambda raw: step(raw, "more")["branches"][1].update(examples=["Actually, 70 euros is all I have"]))
    low = after("Rome, 3 May 2027", "50 euros", "Actually, 70 euros is all I have", chart=sounds)
    assert low.current == "bye"
