from __future__ import annotations

import json

import pytest

from studio.base.command import BAD, GOOD
from studio.chat.seats.base import PackedBase
from studio.chat.seats.metered import Metered
from studio.chat.seats.room import SeatRoom
from studio.cli import main
from tests.chat.seats.fake_models import TEMPLATE, FakeModel


@pytest.fixture(autouse=True)
def _no_engine(tmp_path, monkeypatch):
    """Seats as ever, but for their engines; tests/chat/seats has the real ones."""
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    base = PackedBase(
        path=tmp_path, name="starter", hash="", kind="Q8_0", parameters=7, same=True, template=TEMPLATE, bos="", end=""
    )
    monkeypatch.setattr(SeatRoom, "_engine", lambda self, path, context: Metered(FakeModel(lambda prompt: "Hello.")))
    monkeypatch.setattr(SeatRoom, "_base", lambda self: base)


def test_bench_compares_the_seats_and_writes_table_and_page(seats_run, capsys, tmp_path):
    out = tmp_path / "out"
    line = ["bench", str(seats_run.path), "--seats", "compiled,prompted", "--clean", "1", "--overlays", "0"]
    assert main([*line, "--json", "--out", str(out)]) == GOOD
    told = json.loads(capsys.readouterr().out)
    compiled, prompted = told["seats"]
    assert (compiled["id"], prompted["id"]) == ("compiled", "prompted")
    assert compiled["decisions"] is not None
    assert prompted["decisions"] is None
    assert prompted["read_tokens"] > compiled["read_tokens"]
    assert json.loads((out / "comparison.json").read_text()) == told
    assert "<svg" in (out / "comparison.html").read_text()


def test_bench_measures_a_file_of_lines(seats_run, capsys, tmp_path):
    script = tmp_path / "lines.txt"
    script.write_text("Rome please\n")
    line = [
        "bench",
        str(seats_run.path),
        "--seats",
        "compiled",
        "--script",
        str(script),
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(line) == GOOD
    assert "tokens read a conversation" in capsys.readouterr().out


def test_chat_with_several_seats(seats_run, capsys, tmp_path):
    script = tmp_path / "lines.txt"
    script.write_text("Rome please\n")
    line = ["chat", str(seats_run.path), "--seats", "compiled,prompted", "--script", str(script)]
    assert main([*line, "--json"]) == GOOD
    told = json.loads(capsys.readouterr().out)
    assert [seat["card"]["id"] for seat in told["seats"]] == ["compiled", "prompted"]
    assert [turn["user"] for turn in told["seats"][1]["turns"]] == [None, "Rome please"]
    assert told["seats"][1]["measures"]["read_tokens"] > told["seats"][0]["measures"]["read_tokens"]
    assert told["fairness"]


def test_an_unknown_seat_is_bad_input(seats_run, capsys):
    assert main(["chat", str(seats_run.path), "--seats", "chatty", "--script", "x"]) == BAD
    assert "no seat called 'chatty'" in capsys.readouterr().err
