"""Every kind of finding, and its mend, is said in German with all that the English says."""

from __future__ import annotations

import copy
import json
import re

import pytest

from studio.base.paths import sample
from studio.base.sentences import Sentence, catalogue, in_language
from studio.cli import main
from studio.procedure import file
from studio.procedure.checks import Finding, check
from studio.procedure.mends import MENDS, mend_for
from studio.procedure.model import Procedure
from tests.procedure.checks.test_checks import SOUND, WRONG, Change


@pytest.fixture(scope="module")
def found() -> list[tuple[Procedure, Finding]]:
    charts = [changed(change) for _, _, change in WRONG]
    return [(chart, finding) for chart in charts for finding in check(chart)]


def changed(change: Change) -> Procedure:
    raw = copy.deepcopy(SOUND)
    change(raw)
    return file.loads(json.dumps(raw))


def names_in(told: str) -> list[str]:
    """What stands in quotation marks, in order of the alphabet."""
    return sorted(re.findall(r'"([^"]*)"|„([^“]*)“', told), key=str)


def parts_of(told: Sentence) -> list[Sentence]:
    inner = [part for value in told.values.values() if isinstance(value, Sentence) for part in parts_of(value)]
    return [told, *inner]


def test_all_findings_have_german_for_sentence_and_remedy(found) -> None:
    words = catalogue("de")
    assert {finding.code for _, finding in found} >= {code for code, _, _ in WRONG}
    for _, finding in found:
        for told in (finding.message, finding.remedy):
            assert [part.template for part in parts_of(told) if part.template not in words] == []
            german = in_language(told, "de")
            assert german != told
            assert german.endswith((".", "?"))


def test_german_names_the_same_steps_fields_and_values(found) -> None:
    for _, finding in found:
        english = {"".join(pair) for pair in names_in(finding.message)}
        german = {"".join(pair) for pair in names_in(in_language(finding.message, "de"))}
        assert english <= german | {"empty"}, finding
        numbers = [sorted(re.findall(r"\d+", told)) for told in (finding.message, in_language(finding.message, "de"))]
        assert numbers[0] == numbers[1], finding


def test_all_mends_are_called_in_german(found) -> None:
    mended = {finding.code: mend for chart, finding in found if (mend := mend_for(chart, finding)) is not None}
    assert len(mended) > len(MENDS) * 0.7
    for code, mend in mended.items():
        assert in_language(mend.label, "de") != mend.label, code
        assert not in_language(mend.label, "de").endswith("."), code


def test_the_command_answers_in_the_language_asked_for(tmp_path, capsys, monkeypatch) -> None:
    path = tmp_path / "x.flow.json"
    path.write_text(json.dumps({**SOUND, "start": "nowhere"}))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["check", str(path)]) == 1
    assert "there is no such step" in capsys.readouterr().out
    assert main(["check", str(path), "--language", "de"]) == 1
    said = capsys.readouterr().out
    assert "Problem: Der Ablauf soll mit „nowhere“ beginnen, aber diesen Schritt gibt es nicht." in said
    assert "no such" not in said
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["check", str(path), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["problems"][0]["code"] == "no_start"
    assert data["problems"][0]["message"].startswith("Der Ablauf soll")


def test_a_file_that_cannot_be_read_is_told_in_the_language(tmp_path, capsys) -> None:
    path = tmp_path / "x.flow.json"
    for text, said in (
        ("", "x.flow.json ist leer."),
        ('{"format": 99}', "Die Datei stammt von einem neueren Subterra Studio"),
        ('{"name": 3}', "Es sollte ein Text in Anführungszeichen sein."),
        ('{"a": 1, "a": 2}', "„a“ steht zweimal"),
        ('{"steps": [', "Die Datei wurde wohl abgeschnitten."),
    ):
        path.write_text(text)
        assert main(["check", str(path), "--language", "de"]) == 2
        assert said in capsys.readouterr().err


def test_a_sound_chart_is_called_so(capsys) -> None:
    assert check(file.load(sample("travel_booking"))) == []
    assert main(["check", str(sample("travel_booking")), "--language", "de"]) == 0
    assert capsys.readouterr().out.endswith("Alles ist gut.\n")
