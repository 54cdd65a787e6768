"""The phrasebook's messages: they mean what the cue says, whatever the seed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from studio.conversations.phrasebook import Phrasebook, frames
from studio.conversations.phrasebook.decisions import answers, paraphrased
from studio.conversations.phrasebook.topics import touches
from studio.conversations.writer import Cue, Said, Split
from studio.plan import bank
from studio.procedure import values
from studio.procedure.choices import read_yes_no
from studio.procedure.file import loads
from studio.procedure.model import Ask, Decide, Field, Link, Option, Procedure
from studio.procedure.trace import DECLINED
from tests.plan.test_bank import FIELDS, TODAY

FLOWS = Path(__file__).parents[3] / "sample_flows"
SPLITS: tuple[Split, ...] = ("taught", "held_out")
TRAVEL = loads((FLOWS / "travel_booking.flow.json").read_text("utf-8"))
ZOOM = loads((FLOWS / "zoom_support.flow.json").read_text("utf-8"))


def chart(*fields: Field, text: str = "Tell me, please.") -> tuple[Procedure, Ask]:
    ask = Ask(id="ask_it", title="Ask", text=text, fields=tuple(f.id for f in fields), link=Link(to="ask_it"))
    return Procedure(name="Any", start="ask_it", fields=fields, steps=(ask,)), ask


def cue(procedure: Procedure, step: str, kind: str = "answer", split: Split = "taught", **more: object) -> Cue:
    asked = procedure.step_by_id[step]
    assert isinstance(asked, Ask)
    return Cue(procedure, asked, kind, TODAY, split, **more)  # type: ignore[arg-type]


def said(asked: Cue, count: int = 120) -> list[Said]:
    return [Phrasebook().say(asked, random.Random(seed)) for seed in range(count)]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.id)
@pytest.mark.parametrize("split", SPLITS)
def test_one_value_stands_in_the_message_and_reads_back(field: Field, split: Split) -> None:
    procedure, ask = chart(field)
    for seed in range(80):
        rng = random.Random(seed)
        value = bank.draw(field, rng, split, TODAY)
        message = Phrasebook().say(cue(procedure, ask.id, split=split, values=((field.id, value),)), rng)
        words = message.words[field.id]
        if field.kind in ("choice", "yes_no"):
            assert words == value
        else:
            assert words in message.text
            assert values.equal(field, words, value, TODAY)


def test_several_values_all_stand_in_the_message() -> None:
    fields = tuple(f for f in FIELDS if f.kind not in ("choice", "yes_no"))[:7]
    procedure, ask = chart(*fields)
    for seed in range(60):
        rng = random.Random(seed)
        chosen = rng.sample(fields, 3)
        wanted = tuple((f.id, bank.draw(f, rng, "taught", TODAY)) for f in chosen)
        message = Phrasebook().say(cue(procedure, ask.id, values=wanted), rng)
        assert all(message.words[name] in message.text for name, _ in wanted)


def test_the_same_cue_and_seed_give_the_same_message() -> None:
    asked = cue(TRAVEL, "ask_trip", values=(("city", "rome"), ("leave_on", "2026-12-04")))
    assert said(asked) == said(asked)


@pytest.mark.parametrize("kind", ["vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack"])
@pytest.mark.parametrize("split", SPLITS)
def test_who_leaves_the_path_answers_nothing(kind: str, split: Split) -> None:
    fields = [TRAVEL.field_by_id[name] for name in ("travellers", "budget")]
    messages = said(cue(TRAVEL, "ask_party", kind, split), 200)
    assert all(values.normal(field, m.text, TODAY) is None for field in fields for m in messages)
    assert len({m.text.casefold() for m in messages}) > (25 if split == "held_out" else 60)
    assert not any(m.words for m in messages)


# A code without a pattern reads from almost any word, so nothing is invalid there.
CHECKED = [f for f in FIELDS if f.kind not in ("text", "choice") and f.id != "ticket"]


@pytest.mark.parametrize("field", CHECKED, ids=lambda field: field.id)
def test_an_invalid_answer_is_no_value(field: Field) -> None:
    procedure, ask = chart(field)
    for split in SPLITS:
        for message in said(cue(procedure, ask.id, "invalid", split), 150):
            assert values.normal(field, message.text, TODAY) is None


def test_leaving_never_sounds_like_a_branch_of_the_decision_ahead() -> None:
    for message in said(cue(TRAVEL, "ask_offer", "leaving"), 200):
        assert not message.text.casefold().startswith("forget it")
        assert read_yes_no(message.text) is None


def test_what_the_procedure_is_about_is_never_out_of_scope() -> None:
    assert touches("order me a pizza", chart(Field(id="topping", title="Pizza topping"))[0])
    assert not touches("order me a pizza", TRAVEL)
    texts = [m.text.casefold() for m in said(cue(TRAVEL, "ask_trip", "out_of_scope"), 300)]
    assert not any("ticket" in text for text in texts)
    assert len(set(texts)) > 80


def test_thinking_it_over_is_not_vague_where_it_may_be_a_branch() -> None:
    assert "vague.thinking" not in {m.family for m in said(cue(TRAVEL, "ask_offer", "vague"), 150)}
    assert "vague.thinking" in {m.family for m in said(cue(TRAVEL, "ask_trip", "vague"), 150)}


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_yes_or_no_is_never_read_as_the_other(answer: str) -> None:
    field = Field(id="fits", title="Does it fit?", kind="yes_no")
    procedure, ask = chart(field, text="Does it fit?")
    other = {"yes": "no", "no": "yes"}[answer]
    messages = said(cue(procedure, ask.id, values=(("fits", answer),)), 400)
    plain = {
        "yes": r"\b(?:y|ye\w*|ya\w*|doubt|fits|it does)\b",
        "no": r"\b(?:n|no\w*|na\w*|never|wrong|doe?snt|barely|hardly|doubt|uh uh)\b|n't\b|does not",
    }[answer]
    wrong = [m.text for m in messages if read_yes_no(m.text) == other]
    assert [text for text in wrong if not re.search(plain, text.casefold())] == []
    assert len({m.text.casefold() for m in messages}) > 200


def test_a_branch_of_yes_is_found_by_its_examples() -> None:
    helped = ZOOM.step_by_id["helped"]
    assert isinstance(helped, Decide)
    assert answers(helped, "Is the sound all right now?") == {"fixed": "yes", "still": "no"}
    assert answers(helped, "Shall I wait, or is it fine?") == {}


@pytest.mark.parametrize("split", SPLITS)
def test_branches_are_told_apart(split: Split) -> None:
    texts = {}
    for branch in ("fixed", "still", "different"):
        messages = said(cue(ZOOM, "fix_sound", split=split, choices=(("helped", branch),)), 150)
        texts[branch] = {m.text.casefold().rstrip(".!") for m in messages}
        assert len(texts[branch]) > 60
    assert not texts["fixed"] & texts["still"]
    assert not texts["different"] & (texts["fixed"] | texts["still"])


def test_choices_and_values_go_in_one_message() -> None:
    asked = cue(TRAVEL, "ask_change", choices=(("verdict", "change"),), values=(("budget", "450.00 EUR"),))
    for message in said(asked, 60):
        assert message.words["budget"] in message.text
        assert len(message.text) > len(message.words["budget"]) + 5


def test_a_correction_names_the_field_where_the_value_does_not_show_it() -> None:
    asked = cue(TRAVEL, "ask_names", "correction", values=(("travellers", "3"),), known={"travellers": "two"})
    for message in said(asked):
        assert message.words["travellers"] in message.text
        assert "travellers" in message.text.casefold()


def test_a_question_is_the_entrys_and_varies() -> None:
    entry = TRAVEL.knowledge[0]
    messages = said(cue(TRAVEL, "ask_party", "question", knowledge=entry), 200)
    assert len({m.text for m in messages}) > 100
    known = " ".join((entry.id, *entry.questions)).casefold()
    content = {w for w in known.replace("?", "").split() if len(w) > 4}
    vague = [m.text for m in messages if not any(w[:4] in m.text.casefold() for w in content)]
    assert len(vague) < 10, vague


def test_an_optional_field_declined_beside_others_is_named() -> None:
    fields = (FIELDS[0], Field(id="coupon", title="Coupon", required=False))
    procedure, ask = chart(*fields)
    for message in said(cue(procedure, ask.id, values=(("seats", "3"), ("coupon", ""))), 60):
        assert message.words["coupon"] == DECLINED
        assert "coupon" in message.text.casefold()


def test_options_are_contrasted_with_others() -> None:
    room = Field(
        id="room", title="Room", kind="choice", options=(Option(id="a", label="single"), Option(id="b", label="twin"))
    )
    procedure, ask = chart(room)
    messages = said(cue(procedure, ask.id, values=(("room", "a"),)), 300)
    assert sum("twin" in m.text.casefold() for m in messages) > 8


def test_no_taught_message_uses_a_held_out_family() -> None:
    held_out = {family.name for several in frames.stock().values() for family in several if family.held_out}
    for step in (s for s in TRAVEL.steps if isinstance(s, Ask)):
        for kind in ("answer", "vague", "human", "attack"):
            for message in said(cue(TRAVEL, step.id, kind), 40):
                assert not {part.split("/")[0] for part in message.family.split("+")} & held_out


def test_paraphrases_change_a_word_and_no_more() -> None:
    made = {paraphrased("I want to change the day", random.Random(seed)) for seed in range(20)}
    assert "I'd like to change the day" in made
    assert paraphrased("xyz", random.Random(0)) == "xyz"
