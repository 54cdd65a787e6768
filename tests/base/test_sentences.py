"""Sentences are English to whoever does not ask, and say the same with the same values in another language."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from pydantic import BaseModel, ValidationError

from studio.base import sentences
from studio.base.sentences import PACKED, SAID, Sentence, in_language, restored, sentence, system_language, whole


@pytest.fixture
def swapped(monkeypatch):
    """A language in which everything is said the other way round."""
    words = {'"{name}"': "<{name}>", "{a} before {b}": "{b} nach {a}", "{number} steps": "{number} Schritte"}
    monkeypatch.setattr(sentences, "catalogue", lambda language: words if language == "de" else {})


def test_a_sentence_is_its_english_text() -> None:
    told = sentence("{a} before {b}", a="one", b=sentence('"{name}"', name="two"))
    assert told == 'one before "two"'
    assert told.endswith('"two"')
    assert {told: 1}['one before "two"'] == 1


@pytest.mark.parametrize("language", ["de", "de_AT", "de-CH", "DE"])
def test_values_that_are_sentences_are_said_in_the_language_too(swapped, language) -> None:
    told = sentence("{a} before {b}", a="one", b=sentence('"{name}"', name="{a}"))
    assert in_language(told, language) == "<{a}> nach one"


@pytest.mark.parametrize("language", ["en", "fr", "C", "", "../de"])
def test_without_a_catalogue_it_stays_english(language) -> None:
    assert in_language(sentence("a text"), language) == "a text"


def test_what_is_no_sentence_stays_as_it_is(swapped) -> None:
    assert in_language("{number} steps", "de") == "{number} steps"
    assert in_language(Sentence("{a} before {b}"), "de") == "{a} before {b}"


def test_whole_numbers_are_grouped_as_the_language_does(swapped) -> None:
    told = sentence("{number} steps", number=12345)
    assert told == "12,345 steps"
    assert in_language(told, "de") == "12.345 Schritte"


def test_a_sentence_comes_back_from_another_process_whole(swapped) -> None:
    told = pickle.loads(pickle.dumps(sentence("{number} steps", number=3)))
    assert told == "3 steps"
    assert in_language(told, "de") == "3 Schritte"


def test_sentences_survive_json_alone_and_in_lists(swapped) -> None:
    inner = sentence('"{name}"', name="{two}")
    told = {
        "text": sentence("{a} before {b}", a="one", b=inner),
        "notes": [sentence("{number} steps", number=1200), "x"],
    }
    there = json.loads(json.dumps(whole({**told, "id": 3})))
    assert (there["text"], there["notes"]) == ('one before "{two}"', ["1,200 steps", "x"])
    back = restored(there)
    assert back == {**told, "id": 3}
    assert in_language(back["text"], "de") == "<{two}> nach one"
    assert [in_language(note, "de") for note in back["notes"]] == ["1.200 Schritte", "x"]


def test_what_holds_no_sentence_crosses_as_it_is() -> None:
    assert whole({"text": "plain", "left": 2}) == {"text": "plain", "left": 2}


@pytest.mark.parametrize(
    "said",
    [
        None,
        ["text"],
        {"text": {"template": "{number} steps"}},
        {"text": {"template": "{0} steps", "values": {}}},
        {"text": {"template": 3, "values": 4}},
        {"text": {"template": "{number} steps", "values": {"number": 4}}},
    ],
)
def test_what_does_not_say_the_text_is_left(said) -> None:
    assert type(restored({"text": "3 steps", SAID: said})["text"]) is str


class Told(BaseModel):
    text: Sentence = Sentence("")


def test_a_model_keeps_sentences_and_takes_any_text(swapped) -> None:
    told = Told(text=sentence("{number} steps", number=3))
    assert in_language(told.text, "de") == "3 Schritte"
    assert told.model_dump(mode="json") == {"text": "3 steps"}
    assert Told.model_validate_json(told.model_dump_json()).text == "3 steps"
    again = Told.model_validate_json(told.model_dump_json(context=PACKED))
    assert in_language(again.text, "de") == "3 Schritte"


@pytest.mark.parametrize("wrong", [3, {"values": {}}, {"template": "{a}"}])
def test_a_model_refuses_what_is_no_sentence(wrong) -> None:
    with pytest.raises(ValidationError):
        Told.model_validate({"text": wrong})


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "de.UTF-8", "LANG": "C"}, "de"),
        ({"LANG": "xx_YY"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "STUDIO_LANGUAGE": "de_AT"}, "de"),
        ({}, "en"),
    ],
)
def test_the_systems_language_is_the_environments(monkeypatch, environment, language) -> None:
    for name in ("STUDIO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


def test_german_keeps_every_value_and_every_end() -> None:
    words = sentences.catalogue("de")
    assert len(words) > 250
    for english, german in words.items():
        plain = [re.sub(r"{{|}}", "", text) for text in (english, german)]
        assert set(re.findall(r"{\w+}", plain[0])) == set(re.findall(r"{\w+}", plain[1])), english
        assert english.endswith(".") == german.endswith("."), english
        assert german.format(**dict.fromkeys(re.findall(r"{(\w+)}", plain[1]), "x"))
