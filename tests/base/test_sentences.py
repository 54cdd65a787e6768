"""Sentences are English to whoever does not ask, and say the same with the same values in another language."""

from __future__ import annotations

import pickle
import re

import pytest

from studio.base import sentences
from studio.base.sentences import Sentence, in_language, sentence, system_language


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
