"""What the benchmarks on measuring sets share, and how the sets are read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from studio.base.errors import StudioError
from tests.benchmarks import banking, clinc, measuring


def test_without_a_folder_of_sets_the_benchmark_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("STUDIO_DATA", raising=False)
    with pytest.raises(SystemExit) as left:
        measuring.data_folder()
    assert left.value.code == 0
    assert "STUDIO_DATA" in capsys.readouterr().err


def test_no_run_with_such_sentences_may_lie_in_the_repository(tmp_path: Path) -> None:
    assert measuring.outside(tmp_path) == tmp_path
    with pytest.raises(StudioError, match="no sentence of a measuring set"):
        measuring.outside(measuring.ROOT / "runs")


def test_what_a_person_can_mend_is_said_and_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(asked: Any) -> dict[str, Any]:
        raise StudioError("It broke.", "Mend it.")

    assert measuring.main(ArgumentParser(), fails, str, []) == 2
    assert capsys.readouterr().err == "It broke.\nMend it.\n"
    assert measuring.main(ArgumentParser(), lambda asked: {"a": 1}, str, ["--json"]) == 0
    assert capsys.readouterr().out == '{\n "a": 1\n}\n'


def test_figures_are_told_with_their_share() -> None:
    figures = {"all": (193, 200), "none": (0, 0)}
    assert measuring.table("what", figures).splitlines()[2:] == ["| all | 193 | 200 | 96.5% |", "| none | 0 | 0 | - |"]
    assert measuring.as_data(figures)["none"] == {"right": 0, "of": 0, "rate": None}


def test_at_most_the_wished_share_lies_below_the_threshold() -> None:
    assert clinc.threshold([n / 100 for n in range(100)]) == 0.05
    assert clinc.threshold([0.5] * 40) == 0.5
    found = clinc.outcome(clinc.Sureness([n / 100 for n in range(100)], [0.01, 0.9], [0.04, 0.05], [0.0, 0.01, 0.5]))
    assert found == (0.05, 0.05, 0.5, 0.5, pytest.approx(2 / 3))


def test_the_banking_part_of_the_set_is_taken_and_what_is_outside_it() -> None:
    sets = {part: [[f"{label} {n}", label] for label in (*clinc.BANKING, "cooking") for n in range(4)]
            for part in ("train", "val", "test")} | {f"oos_{part}": [[f"{part} {n}", "oos"] for n in range(9)]
            for part in ("val", "test")}  # fmt: skip
    found = clinc.sentences(sets, 3, 30)
    assert {label: len(told) for label, told in found.train.items()} == dict.fromkeys(clinc.BANKING, 3)
    assert [len(part) for part in found.plain()] == [30, 9, 30, 9]
    assert ("balance", "balance 0") in clinc.sentences(sets, 3, None).test_in


def test_questions_are_read_by_intent(tmp_path: Path) -> None:
    file = tmp_path / "part.csv"
    file.write_text('text,category\n"Where is it,\nplease?",late\nGone!,Lost_it?\nAnd now?,late\n', "utf-8")
    assert banking.questions(file) == {"late": ["Where is it, please?", "And now?"], "Lost_it?": ["Gone!"]}
    assert list(banking.questions(file, 1)) == ["late"]
