"""One real compile with a tiny budget, from a flowchart to a verified GGUF that answers; then kills and bad input.

The budget is far too small to pass the gate: what is held here is that every part does its work on the real thing.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from studio.base import paths
from studio.gguf.card import read_card
from studio.procedure.file import load, procedure_hash

SECONDS = "40"


def studio(home: Path, *arguments: str, timeout: float = 400) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *arguments],
        env={**os.environ, "STUDIO_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def events_of(told: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def compiled(home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]], int]:
    """The hello sample compiled, with the worker killed once on the way."""
    out = tmp_path_factory.mktemp("runs") / "hello"
    flow = str(paths.sample("hello"))
    asked = ["compile", flow, "--seconds", SECONDS, "--out", str(out), "--json"]
    first = subprocess.Popen(
        [sys.executable, "-m", "studio", *asked],
        env={**os.environ, "STUDIO_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    _kill_worker_while_teaching(out)
    told, _ = first.communicate(timeout=120)
    assert events_of(told)[-1]["type"] == "failed"
    assert first.returncode == 2
    done = studio(home, *asked)
    return out, events_of(done.stdout), done.returncode


def _kill_worker_while_teaching(out: Path) -> None:
    events = out / "events.jsonl"
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline:
        told = events.read_text("utf-8") if events.exists() else ""
        if '"teaching", "state": "started"' in told:
            break
        time.sleep(0.2)
    os.kill(int((out / "lock").read_text()), signal.SIGKILL)


def test_the_last_event_says_what_was_made(compiled: tuple[Path, list[dict[str, Any]], int]) -> None:
    out, events, code = compiled
    last = events[-1]
    assert last["type"] == "done", last
    assert Path(last["run"]) == out
    assert Path(last["gguf"]).stat().st_size > 1_000_000
    assert last["gate"] in ("passed", "failed")
    assert code == (0 if last["gate"] == "passed" else 1)


def test_the_file_names_what_it_was_made_from(compiled: tuple[Path, list[dict[str, Any]], int]) -> None:
    out, _, _ = compiled
    card = read_card(out / "model.gguf")
    assert card.licence == "cc-by-sa-4.0"
    assert any("Schema-Guided Dialogue" in line for line in card.attributions)
    assert card.procedure_hash == procedure_hash(load(paths.sample("hello")))
    assert card.base_hash
    assert card.scores["conversations"] > 0


def test_what_was_done_before_the_kill_is_not_done_again(compiled: tuple[Path, list[dict[str, Any]], int]) -> None:
    _, events, _ = compiled
    states = {e["stage"]: e["state"] for e in events if e["type"] == "stage" and e["state"] != "finished"}
    assert states["planning"] == "cached"
    assert states["writing"] == "cached"
    assert states["teaching"] == "started"


def test_asking_again_answers_from_the_run(compiled: tuple[Path, list[dict[str, Any]], int], home: Path) -> None:
    out, events, code = compiled
    began = time.monotonic()
    again = studio(
        home, "compile", str(paths.sample("hello")), "--seconds", SECONDS, "--out", str(out), "--json", timeout=60
    )
    assert events_of(again.stdout)[-1] == events[-1]
    assert again.returncode == code
    assert time.monotonic() - began < 20


def test_the_model_answers_and_keeps_to_the_chart_when_guarded(
    compiled: tuple[Path, list[dict[str, Any]], int], home: Path, tmp_path: Path
) -> None:
    out, _, _ = compiled
    script = tmp_path / "lines.txt"
    script.write_text("My name is Nora Lindqvist\nyes, Doctor Berg is expecting me\n")
    done = studio(home, "chat", str(out), "--script", str(script), "--guarded", "--json")
    turns = json.loads(done.stdout)["turns"]
    replies = [reply for turn in turns for reply in turn["replies"]]
    assert len(replies) == 3
    assert all(reply["legal"] for reply in replies)
    assert all(reply["trace"]["moves"] for reply in replies)
    assert replies[1]["trace"]["at"] == "ask_name"
    assert all(reply["written_tokens"] for reply in replies)


def test_verify_measures_the_shipped_file(compiled: tuple[Path, list[dict[str, Any]], int], home: Path) -> None:
    out, _, _ = compiled
    done = studio(home, "verify", str(out), "--clean", "6", "--overlays", "4", "--json")
    found = json.loads(done.stdout)
    wanted = {"conversations", "exact", "exact_clean", "exact_overlays", "decisions", "fields", "illegal_moves"}
    for figures in (found["unguarded"]["greedy"], found["unguarded"]["sampled"], found["guarded"]["greedy"]):
        assert wanted | {"unstopped"} <= set(figures)
        assert figures["conversations"] == 10
    assert found["guarded"]["greedy"]["illegal_moves"] == 0
    assert done.returncode == (0 if found["gate"]["passed"] else 1)
    assert "<svg" in (out / "report.html").read_text("utf-8")


def test_no_word_of_the_procedure_reaches_the_prompt(compiled: tuple[Path, list[dict[str, Any]], int]) -> None:
    out, _, _ = compiled
    found = json.loads((out / "verify.json").read_text("utf-8"))
    assert found["unguarded"]["greedy"]["prompt_tokens_foreign"] == 0


@pytest.mark.parametrize("command", [["compile"], ["check"], ["plan"], ["conversations"]])
def test_a_broken_procedure_gets_a_sentence_and_a_remedy(home: Path, tmp_path: Path, command: list[str]) -> None:
    broken = tmp_path / "broken.flow.json"
    broken.write_text('{"format": 1, "name": "x", "steps": [')
    done = studio(home, *command, str(broken), timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) >= 2


def test_a_base_without_weights_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "config.json").write_text("{}")
    done = studio(home, "compile", str(paths.sample("hello")), "--base", str(tmp_path / "base"), timeout=60)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
