"""Closing a window while a compile is at work: asked once, and each answer does what it says."""

from __future__ import annotations

import pytest

from studio.ui.compile import desk_of
from studio.ui.compile.closing import Guard
from tests.ui.compile.conftest import until


@pytest.mark.parametrize(
    ("answer", "closed", "request_"), [("leave", True, None), ("stop", True, "stop"), ("stay", False, None)]
)
def test_each_answer(qtbot, window, how, answer, closed, request_):
    how += ["--events", "12", "--deaf"]
    window.registry.trigger("compile.start")
    until(qtbot, lambda: desk_of(window).supervisor.progress.events >= 12)
    run = desk_of(window).supervisor.run
    asked = []
    window.findChild(Guard).question = lambda _: asked.append(1) or answer
    window.close()
    assert window.isHidden() == closed
    assert len(asked) == 1
    assert run.is_alive()
    assert run.control.requested() == request_


def test_nothing_is_asked_where_nothing_is_at_work(window):
    window.findChild(Guard).question = lambda _: pytest.fail("asked")
    window.close()
    assert window.isHidden()
