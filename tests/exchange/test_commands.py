"""`studio export` writes what was asked for, whole, and says what is wrong in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main
from studio.exchange.document import html
from studio.exchange.picture import svg
from studio.exchange.prompt import prompt
from studio.procedure import file

HELLO = Path(__file__).parents[2] / "sample_flows" / "hello.flow.json"


@pytest.mark.parametrize("kind", ["svg", "document", "prompt"])
def test_to_the_screen(kind: str, capsys: pytest.CaptureFixture[str]):
    assert main(["export", str(HELLO), "--as", kind]) == 0
    makers = {"svg": svg, "document": html, "prompt": prompt}
    assert capsys.readouterr().out == makers[kind](file.load(HELLO))


def test_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "hello.svg"
    assert main(["export", str(HELLO), "--as", "svg", "--dark", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"as": "svg", "file": str(out)}
    assert out.read_text("utf-8") == svg(file.load(HELLO), dark=True)


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "nowhere" / "hello.svg"
    assert main(["export", str(HELLO), "--as", "svg", "--out", str(out)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(out) in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("arguments", [["--as", "pdf"], []], ids=["another kind", "no kind"])
def test_bad_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["export", str(HELLO), *arguments]) == 2
    assert "--as" in capsys.readouterr().err
