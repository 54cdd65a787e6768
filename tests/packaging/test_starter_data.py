"""The starter's input: what is kept out of it, and the conversations made for it."""

from __future__ import annotations

import csv
import importlib.util
import json
import lzma
import random
import re
from datetime import date
from pathlib import Path

import annotated
import drills
import guard
import interviews
import limits
import mined
import numpy as np
import pytest
import rows
import swaps
import written
from corpora import plain
from naming import Namer

from studio.base.errors import StudioError
from studio.procedure.trace import DECLINED, Move, Trace, parse

MEASURED = "I would like to know where my new card is right now"


def turn(who: str, text: str, *acts: tuple[str, str, list[str]], **more: object) -> dict[str, object]:
    return {"who": who, "text": text, "acts": [["Hotels_1", *act] for act in acts], **more}


DIALOGUE = [
    turn("user", "I need a hotel in Porto.", ("INFORM", "city", ["Porto"]), ("INFORM_INTENT", "intent", ["FindHotel"])),
    turn("agent", "On which day?", ("REQUEST", "date", [])),
    turn("user", "the 5th of May", ("INFORM", "date", ["5th of May"])),
    turn(
        "agent",
        "How about the Ritz?",
        ("OFFER", "hotel_name", ["Ritz"]),
        call={"service": "Hotels_1", "method": "FindHotel", "parameters": {"city": "Porto", "date": "2019-05-05"}},
        results=3,
        result=[{"hotel_name": "Ritz", "rating": "4"}],
    ),
    turn("user", "Has it got a pool?", ("REQUEST", "pool", [])),
    turn("agent", "It has.", ("INFORM", "pool", ["True"])),
    turn("user", "Take it", ("SELECT", "", [])),
    turn("agent", "Ritz on the 5th of May, right?", ("CONFIRM", "date", ["5th of May"])),
    turn("user", "Rather the 6th of May.", ("INFORM", "date", ["6th of May"])),
    turn("agent", "On the 6th then?", ("CONFIRM", "date", ["6th of May"])),
    turn("user", "Yes, right", ("AFFIRM", "", [])),
    turn("agent", "It is booked.", ("NOTIFY_SUCCESS", "", [])),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of the real shape, with one text in each measuring set."""
    for part in ("corpus", "procedures/star", "phrases"):
        (tmp_path / part).mkdir(parents=True)
    with lzma.open(tmp_path / "corpus" / "sgd_annotated.jsonl.xz", "wt") as out:
        out.write(
            json.dumps({"split": "test", "turns": [{"text": "sgd test one two three four five six seven"}]}) + "\n"
        )
        out.write(json.dumps({"split": "train", "turns": DIALOGUE}) + "\n")
    with lzma.open(tmp_path / "procedures" / "star" / "dialogues.jsonl.xz", "wt") as out:
        out.write(
            json.dumps({"events": [{"who": "user", "text": "star one two three four five six seven"}, {"who": "tool"}]})
        )
    (tmp_path / "phrases" / "clinc_oos.json").write_text(json.dumps({"test": [["clinc a b c d e f g h", "oos"]]}))
    for name in ("banking77_train.csv", "banking77_test.csv"):
        with (tmp_path / "phrases" / name).open("w", newline="") as out:
            csv.writer(out).writerows([["text", "category"], [MEASURED, "card"]])
    return tmp_path


def test_every_measuring_set_is_watched(data: Path) -> None:
    watch = guard.Guard(guard.measuring_texts(data))
    assert len(watch.forbidden) == 4
    assert watch.holds("i would like to know where my NEW card is, right now!!")
    assert not watch.holds("On which day?")


def test_a_measured_text_in_the_input_is_refused() -> None:
    watch = guard.Guard([MEASURED, "yes please"])
    assert watch.refuse(["yes please", "something else"]) == 2
    with pytest.raises(StudioError, match="kept for measuring"):
        watch.refuse(["hello", MEASURED.upper()])


def test_names_are_kept_within_a_conversation_and_never_shared() -> None:
    for seed in range(60):
        names = Namer(random.Random(seed))
        steps = [names.step("ask", word) for word in ("city", "date", "city", "origin_city", "city")]
        assert steps[0] == steps[2] == steps[4]
        decision, yes, no = names.decision("confirm", "x")
        assert yes != no
        assert len({*steps, decision}) == 4


def test_an_annotated_dialogue_is_told_with_its_meaning() -> None:
    telling = annotated.Telling(random.Random(4))
    telling.asides, telling.with_calls = False, True
    annotated.open_with_greeting(telling)
    for user, agent in zip(DIALOGUE[::2], DIALOGUE[1::2], strict=True):
        telling.user(str(user["text"]))
        telling.answer(agent, telling.hear(user))
    traces = [parse(line[1])[0] for line in telling.lines if line[0] == "agent"]
    assert [trace.heard for trace in traces] == [
        "start", "answer", "answer", "tool", "question", "answer", "correction", "answer",
    ]  # fmt: skip
    city, date = telling.names.field("city"), telling.names.field("date")
    assert traces[1].fields == ((city, "Porto"),)
    assert traces[2].fields == ((date, "5th of May"),)
    assert traces[6].fields == ((date, "6th of May"),)
    accepted, yes, _ = telling.names.decision("offer", "hotel")
    assert (traces[5].moves[0].step, traces[5].moves[0].branch) == (accepted, yes)
    assert "[call]" in telling.lines[5][1]
    assert f"{city}=Porto" in telling.lines[5][1]
    assert telling.lines[6][1].startswith("[tool] ok")
    assert "Ritz" in telling.lines[6][1]
    assert_consistent(telling.lines)


def assert_consistent(lines: list[list[object]]) -> None:
    """The sides alternate, every trace reads, each begins where the one before left off, values are what was said."""
    at, heard_text = "resume" if str(lines[0][1]).startswith("[resume]") else "start", ""
    for number, line in enumerate(lines):
        assert line[0] == ("user", "agent")[number % 2]
        if line[0] == "user":
            heard_text = str(line[1])
            continue
        trace, _ = parse(str(line[1]))
        assert trace.at == at
        assert trace.moves
        at = trace.moves[-1].step
        for name, value in trace.fields:
            spoken = value in heard_text or heard_text.startswith("[resume]") or value in ("yes", "no", DECLINED)
            assert spoken or value.islower(), f"{name} = {value} is not in {heard_text!r}"


def test_invented_interviews_are_consistent() -> None:
    pools = mined.Pools(
        yes_no=[("Do you like it?", "Yes, I like it a lot.", True), ("Is it far?", "No, it is near here.", False)],
        backs=[("Do you want the tour?", "How long is it?", "It takes an hour.")],
        unclear=[("Will it rain?", "I don't know")],
        remarks=["My neighbour has a very old dog.", "Who won the match last night?"],
    )
    seen: set[str] = set()
    for seed in range(300):
        lines = interviews.Interview(random.Random(seed), pools).hold()
        assert_consistent(lines)
        seen |= {parse(line[1])[0].heard for line in lines if line[0] == "agent"}
    assert seen == {
        "start", "answer", "question", "correction", "vague", "invalid", "declined", "human", "leaving",
        "out_of_scope", "attack", "tool",
    }  # fmt: skip


def test_drills_are_consistent_and_copy_words_of_every_kind() -> None:
    words = ("quartz", "Bergamot", "olé", "Wednesbury", "kale", "Trondheim", "xylem")
    names: set[str] = set()
    heard: set[str] = set()
    for seed in range(300):
        drill = drills.Drill(random.Random(seed), words)
        lines = drill.hold()
        assert_consistent(lines)
        for line in lines[1::2]:
            trace = parse(line[1])[0]
            heard.add(trace.heard)
            for move in trace.moves:
                for _, figure in move.reads:
                    assert re.fullmatch(r"\d+(\.\d+)?", figure), line
            names |= {drill.procedure.field_by_id[name].kind for name, _ in trace.fields}
    assert heard == {"start", "answer", "correction"}
    assert names == {"text", "number", "money", "date", "email", "phone", "code", "choice"}


def test_what_is_decided_counts_most_and_what_nobody_could_foresee_hardly() -> None:
    moves = (Move("b", "yes"), Move("ask_c"))
    trace = Trace(at="a", heard="answer", fields=(("x", "seven"),), moves=moves).text()
    drill = {"source": "drill", "messages": [["user", "seven please"], ["agent", f"{trace}And your name?"]]}
    (asked, by_user), (told, by_agent) = rows.rendered(drill)
    assert not by_user.any()
    assert len(by_user) == len(asked)

    def of(weight: float) -> str:
        return "".join(c for c, w in zip(told, by_agent, strict=True) if w == np.float16(weight))

    assert of(rows.CHOICE) == " answer s yes"
    assert of(rows.UNFORESEEN) == " b ask_cAnd your name?<|end|>"
    assert of(rows.TRACE) == "<think>at a\nheard\nx =even\ngo:\ngo\n</think>"


def test_a_limit_is_decided_by_the_value_said() -> None:
    today = date(2026, 11, 21)
    sides: dict[str, set[str]] = {}
    for seed in range(400):
        found = limits.limit(random.Random(seed), today)
        bound = re.search(r"(\d[\d,]*)", found.text)
        assert bound is not None
        goal = int(bound[1].replace(",", ""))
        value = abs(int(found.figure))
        large = {"large", "over", "above", "high", "too_much", "desk", "special", "long"}
        assert (found.branch in large) == (value > goal) or value == goal
        sides.setdefault(found.branch, set()).add(found.name)
    assert len(sides) > 10


def test_what_was_written_is_of_use() -> None:
    for decision in written.decisions():
        lines = [line for said in decision.said.values() for line in said]
        assert len(decision.said) > 1
        assert min(map(len, decision.said.values())) >= 5
        assert len({line.casefold() for line in lines}) == len(lines), decision.ask
    assert all(check.yes and check.no and not set(check.yes) & set(check.no) for check in written.checks())
    assert all(len(topic.asked) >= 5 and topic.answer for topic in written.topics())
    assert len(set(written.texts())) > 19_000


def test_a_statement_carries_the_answer_when_the_word_is_taken_away() -> None:
    assert mined.without_answer_word("Yes, I would love that.") == "I would love that."
    assert mined.without_answer_word("No, but maybe later") is None
    assert mined.without_answer_word("I would love that.") is None
    assert [mined.means(t) for t in ("Yep", "no way", "I don't know", "How much?", "In May")] == [
        "yes", "no", "unclear", "back", "other",
    ]  # fmt: skip


def test_dropped_traces_leave_only_the_last_message_to_learn() -> None:
    trace = Trace(at="start", heard="start").text()
    lines = [["user", "[start]"], ["agent", f"{trace}Hello"], ["user", "hi"], ["agent", f"{trace}Hi"]]
    for seed in range(8):
        bare = annotated.without_traces(lines, random.Random(seed))
        assert all(line[2] == 0.0 and "<think>" not in line[1] for line in bare[:-1])
        assert "<think>" in bare[-1][1]


def test_spaces_of_tokenised_corpora_go() -> None:
    assert plain("I do n't know , do you ?") == "I don't know, do you?"


def test_the_recipe_leaves_measured_texts_out_and_refuses_what_is_slipped_in(data: Path, tmp_path: Path) -> None:
    source = Path(guard.__file__).with_name("build.py")
    spec = importlib.util.spec_from_file_location("starter_build", source)
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    turns = [["user", "Hello there"], ["agent", "Hello!"], ["user", MEASURED], ["agent", "I see."], ["user", "Thanks"]]
    with lzma.open(data / "corpus" / "dialogues.jsonl.xz", "wt") as out:
        out.write(json.dumps({"source": "woz", "turns": turns}) + "\n")
    work = tmp_path / "work"
    build.corpus(work, data, ["plain"])
    stream = work / "corpus" / "plain.jsonl"
    assert "card" not in stream.read_text()
    with stream.open("a") as out:
        out.write(json.dumps({"source": "woz", "messages": [["user", MEASURED], ["agent", "I see."]]}) + "\n")
    with pytest.raises(StudioError, match="kept for measuring"):
        build.shards(work, data)
    assert not list((work / "shards").glob("*.npz"))


def test_swapped_values_are_the_same_everywhere() -> None:
    turns = swaps.swap(DIALOGUE, random.Random(2), share=1.0)
    city = turns[0]["acts"][0][3][0]
    hotel = turns[3]["acts"][0][3][0]
    assert city != "Porto"
    assert city in turns[0]["text"]
    assert turns[3]["call"]["parameters"]["city"] == city
    assert turns[3]["call"]["method"] == "FindHotel"
    assert turns[3]["result"][0]["hotel_name"] == hotel
    assert turns[7]["text"] == f"{hotel} on the 5th of May, right?"
    assert turns[2] == DIALOGUE[2]
