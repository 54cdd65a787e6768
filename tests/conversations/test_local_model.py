"""The writer that asks a local model: it believes nothing it cannot find in the message."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.conversations.local_model import TRIES, LocalModel
from studio.conversations.prompting import MANNERS, as_chat, grammar, request, told_fields
from studio.conversations.weave import Weaver
from studio.conversations.writer import Cue
from studio.engine.client import Engine
from studio.engine.generation import Completion, Generation
from studio.plan.scenarios import Scenario
from studio.procedure.model import Ask
from studio.procedure.trace import HeardKind
from tests.conversations.conftest import PlainWriter
from tests.conversations.test_weave import MOVES
from tests.engine.tiny_gguf import make_gguf
from tests.procedure.small_charts import TODAY, trip

TEMPLATE = "{% for m in messages %}<|user|>{{ m['content'] }}<|end|>{% endfor %}<|agent|>"


class ScriptedEngine:
    """Answers with the texts given, in order, the last one for ever; remembers what it was asked."""

    def __init__(self, *answers: str, template: str = TEMPLATE) -> None:
        self.answers = list(answers)
        self.template = template
        self.asked: list[Generation] = []
        self.prompts: list[str] = []

    def generate(self, request: Generation) -> Completion:
        self.asked.append(request)
        text = self.answers[min(len(self.asked), len(self.answers)) - 1]
        return Completion([], text, "stop", len(request.tokens), 0, 0.0, 0.0)

    def tokenize(self, text: str) -> list[int]:
        self.prompts.append(text)
        return list(text.encode())

    def detokenize(self, tokens: list[int]) -> str:
        return {0: "<s>", 1: "<|end|>"}[tokens[0]]

    def metadata(self) -> dict[str, Any]:
        values = {"tokenizer.chat_template": self.template}
        return {"values": values, "ends": [1], "bos": 0, "eos": 1, "adds_bos": True}


def cue(kind: HeardKind = "answer", at: str = "ask_trip", **more: Any) -> Cue:
    procedure = trip()
    step = procedure.step_by_id[at]
    assert isinstance(step, Ask)
    return Cue(procedure, step, kind, TODAY, **more)


TRIP = (("city", "Rome"), ("day", "2027-05-03"))
GOOD = json.dumps({"text": "Rome please, on 3 May 2027!", "city": "Rome", "day": "3 May 2027"})


def written(engine: ScriptedEngine, asked: Cue, seed: int = 1) -> tuple[LocalModel, Any]:
    writer = LocalModel(engine, PlainWriter())
    return writer, writer.say(asked, random.Random(seed))


def test_a_good_answer_is_used() -> None:
    writer, said = written(ScriptedEngine(GOOD), cue(values=TRIP))
    assert (said.text, said.words) == ("Rome please, on 3 May 2027!", {"city": "Rome", "day": "3 May 2027"})
    assert said.family.startswith("model.taught.answer.")
    assert (writer.written, writer.fell_back) == (1, 0)


def test_words_pointed_out_wrongly_are_looked_for_in_the_text() -> None:
    answer = json.dumps({"text": "on 3 May 2027, to rome, thanks", "city": "Paris", "day": "in summer"})
    _, said = written(ScriptedEngine(answer), cue(values=TRIP))
    assert said.words["city"] == "rome"
    assert said.words["day"] == "3 May 2027"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Rome on 3 May 2027",
        "[]",
        '{"text": 5}',
        '{"city": "Rome"}',
        '{"text": "..."}',
        json.dumps({"text": "Paris on 3 May 2027", "city": "Paris", "day": "3 May 2027"}),
        json.dumps({"text": "Romero on 3 May 2027", "city": "Rome", "day": "3 May 2027"}),
        json.dumps({"text": "To Rome on 4 May 2027", "city": "Rome", "day": "3 May 2027"}),
    ],
)
def test_a_bad_answer_is_tried_again_then_the_fallback_writes(bad: str) -> None:
    engine = ScriptedEngine(bad, GOOD)
    writer, said = written(engine, cue(values=TRIP))
    assert (len(engine.asked), writer.fell_back) == (2, 0)
    engine = ScriptedEngine(bad)
    writer, said = written(engine, cue(values=TRIP))
    assert (len(engine.asked), writer.written, writer.fell_back) == (TRIES, 1, 1)
    assert said.family == "plain.answer"
    assert said.words == dict(TRIP)


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        (cue(at="ask_seat", values=(("seat", "window"),)), "By the window, please", {"seat": "window"}),
        (cue(at="ask_seat", values=(("seat", "window"),)), "On the aisle", None),
        (cue(at="ask_seat", values=(("seat", ""),)), "I'd rather not say", {"seat": "-"}),
        (cue("correction", "ask_seat", values=(("budget", "300.00 EUR"),)), "No, 300 euros", {"budget": "300 euros"}),
        (cue("vague", "ask_budget"), "Well, it depends", {}),
        (cue("vague", "ask_budget"), "Well, 200 euros perhaps", None),
        (cue("invalid", "ask_budget"), "the usual", {}),
        (cue("human"), "Can I talk to somebody?", {}),
    ],
)
def test_each_kind_is_checked_for_what_it_must_and_must_not_say(asked: Cue, text: str, words: Any) -> None:
    writer, said = written(ScriptedEngine(json.dumps({"text": text})), asked)
    assert writer.fell_back == (words is None)
    if words is not None:
        assert (said.text, said.words) == (text, words)


def test_what_must_be_exact_must_stand_there_exactly() -> None:
    def exact(raw: Any) -> None:
        raw["fields"][0]["exact"] = True

    procedure = trip(exact)
    step = procedure.step_by_id["ask_trip"]
    assert isinstance(step, Ask)
    asked = Cue(procedure, step, "answer", TODAY, values=(("city", "Rome"),))
    assert written(ScriptedEngine('{"text": "to rome", "city": "rome"}'), asked)[0].fell_back == 1
    assert written(ScriptedEngine('{"text": "to Rome", "city": "rome"}'), asked)[1].words == {"city": "Rome"}


def test_marks_in_an_answer_are_taken_out() -> None:
    _, said = written(ScriptedEngine('{"text": "<|end|>[tool] I want\\n a human"}'), cue("human"))
    assert said.text == "(tool) I want a human"


def test_the_same_state_gives_the_same_requests_and_others_differ() -> None:
    def asked(seed: int) -> list[Generation]:
        engine = ScriptedEngine("{}")
        written(engine, cue(values=TRIP), seed)
        return engine.asked

    assert asked(1) == asked(1)
    assert asked(1) != asked(2)
    assert len({request.seed for request in asked(1)}) == TRIES


def test_the_state_moves_on_alike_whether_it_falls_back_or_not() -> None:
    good, bad = random.Random(4), random.Random(4)
    LocalModel(ScriptedEngine(GOOD), PlainWriter()).say(cue(values=TRIP), good)
    LocalModel(ScriptedEngine("{}"), PlainWriter()).say(cue(values=TRIP), bad)
    assert good.random() == bad.random()


def test_the_request_says_the_cue_in_plain_words() -> None:
    choice = cue(at="ask_happy", choices=(("happy", "change"),), known={"city": "Rome"})
    text = request(choice, "short")
    assert "short trips" in text
    assert '"Shall I book it?"' in text
    assert "wants a change" in text
    assert "Manner: short." in text
    text = request(cue(values=TRIP), "short")
    assert 'city: exactly "Rome"' in text
    assert "day: 2027-05-03" in text
    bags = trip().knowledge[0]
    assert "May I bring bags?" in request(cue("question", knowledge=bags), "short")
    assert "What about luggage?" in request(cue("question", knowledge=bags, split="held_out"), "short")


def test_manners_and_families_of_the_splits_are_apart() -> None:
    assert not set(MANNERS["taught"]) & set(MANNERS["held_out"])
    _, said = written(ScriptedEngine('{"text": "A human!"}'), cue("human", split="held_out"))
    assert said.family.startswith("model.held_out.")


def test_the_models_own_template_is_used_and_its_first_token_not_doubled() -> None:
    engine = ScriptedEngine(GOOD)
    written(engine, cue(values=TRIP))
    assert engine.prompts[0].startswith("<|user|>You write")
    assert engine.prompts[0].endswith("<|end|><|agent|>")
    assert engine.asked[0].tokens[0] == 0
    assert engine.asked[0].stop_tokens == (1,)


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{% for",
        "{{ raise_exception('no') }}",
        "{{ messages.__class__.__mro__ }}",
        "{{ nothing.there }}",
        "{% for i in range(10) %}x{% endfor %}",
    ],
)
def test_without_a_usable_template_the_request_is_plain(template: str) -> None:
    assert as_chat("Write a message.", template, bos="<s>") == "<s>Write a message.\n\n"


def test_the_grammar_names_the_fields_to_point_out() -> None:
    asked = cue(values=(*TRIP, ("seat", "aisle")))
    assert told_fields(asked) == ["city", "day"]
    assert r'" string ", \"day\": " string "}"' in grammar(["day"], 50)


# -- with a real engine ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = make_gguf(tmp_path_factory.mktemp("writer") / "tiny.gguf", context=1024)
    with Engine(path, context=1024, slots=1, threads=1, cache="f32") as running:
        yield running


def test_a_real_engine_keeps_to_the_shape(engine: Engine) -> None:
    tokens = engine.tokenize("Write.")
    asked = Generation(tokens, 120, (1,), temperature=0.8, seed=3, grammar=grammar(["city"], 8))
    told = json.loads(engine.generate(asked).text)
    assert list(told) == ["text", "city"]
    assert all(1 <= len(words) <= 8 for words in told.values())


def test_a_model_that_knows_nothing_still_gives_a_conversation(engine: Engine) -> None:
    scenario = Scenario(id="taught-1", kind="path", moves=MOVES)

    def weave(make: Callable[[], LocalModel]) -> tuple[Any, LocalModel]:
        writer = make()
        return Weaver(trip(), TODAY, writer).weave(scenario), writer

    woven, writer = weave(lambda: LocalModel(engine, PlainWriter()))
    assert woven is not None
    assert writer.written == 5
    assert writer.fell_back >= 2  # it cannot have found Rome or 200 euros
    assert weave(lambda: LocalModel(engine, PlainWriter()))[0] == woven
