"""The conversations a base brings along: how many are taken, and what a broken file says."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from studio.base import paths
from studio.base.errors import StudioError
from studio.conversations.dataset import general_rows
from studio.conversations.encoder import load_encoder
from studio.conversations.refresher import FILE, refresher
from studio.procedure.trace import parse

STARTER = paths.resources() / "starter"


def base_with(folder: Path, count: int) -> Path:
    with lzma.open(folder / FILE, "wt", encoding="utf-8") as out:
        for number in range(count):
            messages = [["user", f"[start] {number}"], ["agent", "<think>at start\ngo ask\n</think>Hello?"]]
            out.write(json.dumps({"messages": messages}) + "\n")
    return folder


def test_as_many_as_wanted_are_taken_the_same_under_the_same_seed(tmp_path: Path) -> None:
    base = base_with(tmp_path, 50)
    some = refresher(base, 10, 1)
    assert len({messages[0].text for messages in some}) == 10
    assert some == refresher(base, 10, 1) != refresher(base, 10, 2)
    assert len(refresher(base, 99, 1)) == 50


def test_a_base_may_bring_none(tmp_path: Path) -> None:
    assert refresher(tmp_path, 10, 1) == []


@pytest.mark.parametrize("content", [b"no archive", lzma.compress(b"{}\n"), lzma.compress(b'{"messages": [["x", 1]]}')])
def test_a_broken_file_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StudioError, match="cannot be read"):
        refresher(tmp_path, 10, 1)


def test_rows_teach_the_agents_words_alone(tmp_path: Path) -> None:
    rows = general_rows(refresher(base_with(tmp_path, 3), 3, 1), load_encoder(STARTER), context=512)
    assert len(rows) == 3
    for row in rows:
        learned = [weight > 0 for weight in row["weights"]]
        assert any(learned) and not learned[0]
        assert row["conversation"] == ""


def test_the_starter_brings_whole_conversations_with_traces() -> None:
    found = refresher(STARTER, 40, 1)
    assert len(found) == 40
    for messages in found:
        assert [m.role for m in messages[:2]] == ["user", "assistant"]
        assert all(parse(m.text)[0].moves for m in messages if m.role == "assistant")
