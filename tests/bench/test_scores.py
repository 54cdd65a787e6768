"""Rates are counted right; Wilson's bound against published values."""

from __future__ import annotations

import pytest

from studio.bench import scores
from studio.bench.judge import Decision, Verdict
from studio.bench.play import Played, PlayedTurn, play
from studio.chat.reply import Reply
from studio.chat.session import Shared
from studio.conversations.record import Conversation, Turn
from studio.procedure.model import Ask, Link, Procedure
from studio.procedure.trace import parse
from tests.bench.dialogues import TODAY
from tests.bench.scripted_engine import END, ScriptedEngine, Spoiler


def played(travel: Procedure, conversations: list[Conversation], spoil: Spoiler) -> list[Played]:
    return play(conversations, Shared(ScriptedEngine(conversations, spoil), travel, TODAY, END))


def turn_to(branch: str) -> Spoiler:
    return lambda message: message.replace("verdict: yes", f"verdict: {branch}")


# Newcombe (1998), table I, gives the first two intervals; the others follow from the formula with z = 1.96.
@pytest.mark.parametrize(
    ("right", "total", "low"),
    [(81, 263, 0.2553), (15, 148, 0.0624), (0, 20, 0.0), (29, 29, 0.8830), (1, 1, 0.2065), (0, 0, 0.0)],
)
def test_wilson(right: int, total: int, low: float):
    assert scores.wilson_low(right, total) == pytest.approx(low, abs=5e-5)


def test_all_right(travel: Procedure, conversations: list[Conversation]):
    found = scores.rates(played(travel, conversations, lambda message: message))
    assert (found.exact, found.exact_clean, found.exact_overlays, found.decisions, found.fields) == (1, 1, 1, 1, 1)
    assert (found.conversations, found.conversations_clean, found.conversations_overlays) == (4, 3, 1)
    assert (found.illegal_moves, found.unstopped) == (0, 0)
    assert (found.turns, found.decisions_counted) == (6 + 7 + 5 + 3, 2 + 2 + 2 + 1)


def test_one_branch_wrong(travel: Procedure, conversations: list[Conversation]):
    found = scores.rates(played(travel, conversations, turn_to("no")))
    assert found.exact == 0.5
    assert found.exact_clean == pytest.approx(2 / 3)
    assert found.exact_overlays == 0.0
    assert found.decisions == pytest.approx(5 / 7)
    assert found.computed == 1.0
    assert found.fields == 1.0
    assert found.illegal_moves == 2  # "no" leads to the end, not to the names


def test_fields_count_for_themselves(travel: Procedure, conversations: list[Conversation]):
    found = scores.rates(played(travel, conversations, lambda m: m.replace("name = Aoife Brennan", "name = Aoife")))
    assert found.fields == pytest.approx(1 - 2 / found.fields_counted)
    assert found.exact_clean == pytest.approx(2 / 3)


def test_nothing_to_count_is_none(travel: Procedure):
    found = scores.rates([])
    assert (found.conversations, found.exact, found.decisions, found.fields) == (0, 0.0, None, None)


def test_edges_and_confusions(travel: Procedure, conversations: list[Conversation]):
    all_played = played(travel, conversations, turn_to("no"))
    edges = {(edge.step, edge.branch): (edge.right, edge.total) for edge in scores.edge_scores(all_played)}
    assert edges["verdict", "yes"] == (0, 2)
    assert edges["verdict", "later"] == (1, 1)
    assert edges["trip_check", "fine"] == (3, 3)
    assert edges["ask_trip", ""] == (4, 4)
    table = scores.confusions(all_played)
    assert table["verdict"] == {"yes": {"no": 2}, "later": {"later": 1}}
    assert table["heard"]["question"] == {"question": 1}
    weak = scores.weak_places(all_played)
    assert (weak["verdict yes"], weak["verdict later"], weak["trip_check fine"]) == (1.0, 0.0, 0.0)
    assert weak["ask_offer answer"] == pytest.approx(2 / 3)


def test_a_message_without_trace_decides_nothing(travel: Procedure, conversations: list[Conversation]):
    all_played = played(travel, conversations, lambda m: "Fine." if "verdict: later" in m else m)
    assert scores.confusions(all_played)["verdict"]["later"] == {"-": 1}


def test_divergences_are_the_first_mistakes(travel: Procedure, conversations: list[Conversation]):
    found = scores.divergences(played(travel, conversations, turn_to("no")))
    assert [(one.conversation, one.turn, one.step, one.fault) for one in found] == [
        ("booked", 4, "ask_offer", "moves"),
        ("asked", 5, "ask_offer", "moves"),
    ]
    assert "verdict: yes" in found[0].gold
    assert "verdict: no" in found[0].written
    assert found[0].user == "Perfect, book it."


def test_the_first_mistakes_tell_the_call(travel: Procedure, conversations: list[Conversation]):
    (found, *_) = scores.divergences(played(travel, conversations, lambda m: m.replace("city=lisbon", "city=rome")))
    assert found.gold.endswith("[call] fares city=lisbon")
    assert found.written.endswith("[call] fares city=rome")


def test_pass_all(travel: Procedure, conversations: list[Conversation]):
    good = played(travel, conversations, lambda message: message)
    bad = played(travel, conversations, turn_to("no"))
    assert scores.pass_all([good, good]) == 1.0
    assert scores.pass_all([good, bad, good]) == 0.5


def test_what_follows_an_outcome_is_scored(travel: Procedure, conversations: list[Conversation]):
    def edges(spoil: Spoiler) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (e.step, e.branch): (e.right, e.total) for e in scores.edge_scores(played(travel, conversations, spoil))
        }

    assert edges(lambda message: message)["find_flight", "ok"] == (3, 3)
    wrong = edges(lambda m: m.replace("go ask_offer", "go no_sale") if "heard tool ok" in m else m)
    assert wrong["find_flight", "ok"] == (0, 3)
    assert (
        scores.of_step(travel, scores.edge_scores(played(travel, conversations, lambda m: m)), "find_flight").total == 3
    )


def test_first_divergences_keep_what_was_said_before(travel: Procedure, conversations: list[Conversation]):
    all_played = played(travel, conversations, turn_to("no"))
    assert [one.before for one in scores.divergences(all_played)] == [(), ()]
    first, second = scores.divergences(all_played, 1)
    assert second.before == ()
    assert [line.who for line in first.before] == ["agent", "user", "agent", "user", "agent", "tool", "agent"]
    assert first.before[1].text == "Lisbon please, on 18 April 2027"
    assert first.user == "Perfect, book it."


def test_each_kind_of_message_is_scored(travel: Procedure, conversations: list[Conversation]):
    def spoil(message: str) -> str:
        return message.replace("heard question", "heard vague #1").replace("heard tool empty", "heard tool error")

    right = {score.kind: score for score in scores.message_scores(played(travel, conversations, str), travel)}
    spoilt = {score.kind: score for score in scores.message_scores(played(travel, conversations, spoil), travel)}
    assert next(iter(right)) == "start"
    assert sum(score.total for score in right.values()) == 6 + 7 + 5 + 3
    assert all(score.right == score.total and 0 < score.low < 1 for score in right.values())
    changed = {kind for kind, score in spoilt.items() if score.right < score.total}
    assert changed == {kind for kind in right if kind in ("question", "tool empty")}
    assert changed


@pytest.mark.parametrize(
    ("trace", "kind"),
    [
        ("at ask\nheard answer\ncity = Rome\ngo end", "answer"),
        ("at ask\nheard answer\ngo verdict: yes\ngo end", "answer"),
        ("at ask\nheard answer\ncity = Rome\nday = friday\ngo end", "answers at once"),
        ("at ask\nheard answer\ncity = Rome\ngo ask", "part of an answer"),
        ("at ask\nheard answer\ncity = Rome\nname = Ann\ngo end", "early answer"),
        ("at find\nheard tool refused\ngo end", "tool refused"),
        ("at ask\nheard declined #1\ngo ask", "declined"),
        ("at start\ngo ask", "start"),
    ],
)
def test_what_a_message_was(trace: str, kind: str):
    ask = Ask(kind="ask", id="ask", title="Trip", text="Where, and when?", fields=("city", "day"), link=Link(to="end"))
    procedure = Procedure(name="Trip", steps=(ask,))
    assert scores.kind_of(parse(f"<think>{trace}\n</think>")[0], procedure) == kind


def decided(*met: tuple[float, bool], heard: str = "answer") -> list[Played]:
    """Conversations of one decision each, so sure and so right."""
    gold = Turn(who="agent", text="", trace="<think>at ask\nheard answer\ngo verdict: yes\ngo end\n</think>")
    talk = Conversation(id="c", kind="path", split="held_out", turns=(gold,))
    return [
        Played(
            talk,
            (
                PlayedTurn(
                    "yes",
                    gold,
                    Reply(raw="", trace=None, text="", call=None, stopped=True, sure=sure),
                    Verdict(
                        "" if right else "moves",
                        (Decision("verdict", "yes", "yes" if right else "no", computed=False),),
                        heard_chosen=heard,
                    ),
                ),
            ),
        )
        for sure, right in met
    ]


@pytest.mark.parametrize(
    ("wrong_below", "measure", "right"),
    [
        (0.0, 0.0, 1.0),  # all right: never asks
        (0.2, 0.16, 0.952),  # the least sure are wrong: asks about most of those
        (0.9, 0.3, 10 / 70),  # hopeless: asks about three in ten and no more, and says what comes of it
    ],
)
def test_how_sure_a_guarded_model_must_be(wrong_below: float, measure: float, right: float):
    found = scores.sure_enough(decided(*((i / 100, i / 100 >= wrong_below) for i in range(100))))
    assert found is not None
    assert (found.measure, found.asked) == pytest.approx((measure, measure))
    assert found.right == pytest.approx(right, abs=0.001)


def test_of_few_decisions_and_of_what_is_no_answer_nothing_is_told():
    assert scores.sure_enough(decided(*[(0.5, True)] * 40, heard="correction")) is None
    assert scores.sure_enough(decided((0.5, True), (0.6, False))) is None
