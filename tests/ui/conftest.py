"""The window without a screen, and with a home of its own for each test."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from studio.procedure.model import Ask, Branch, Decide, End, Field, Link, Procedure, Say


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def small() -> Procedure:
    """A greeting, a question with a field, a decision that goes round at most twice, and two ends."""
    return Procedure(
        name="Small",
        start="hello",
        fields=(Field(id="size", title="Size"),),
        steps=(
            Say(id="hello", title="Say hello", text="Hello there.", link=Link(to="ask_size")),
            Ask(id="ask_size", title="Ask the size", text="Which size?", fields=("size",), link=Link(to="known")),
            Decide(
                id="known",
                title="Known?",
                branches=(
                    Branch(id="yes", condition="names a size", link=Link(to="done")),
                    Branch(id="no", condition="is unsure", link=Link(to="ask_size", limit=2, spent="desk")),
                ),
            ),
            End(id="done", title="Done", text="Thank you."),
            End(id="desk", title="To the desk", outcome="escalated"),
        ),
    )
