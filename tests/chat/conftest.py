"""Woven conversations of the trip chart, and what conversations with a fake engine share."""

from __future__ import annotations

import pytest

from studio.chat.session import Shared
from studio.conversations.record import Conversation
from studio.conversations.weave import Weaver
from studio.plan.planner import make_plan
from studio.procedure.model import Procedure
from tests.chat.fake_engine import FakeEngine, Write
from tests.conversations.conftest import PlainWriter
from tests.procedure.small_charts import TODAY, trip


@pytest.fixture(scope="session")
def woven() -> list[Conversation]:
    plan = make_plan(trip(), TODAY, taught=0, held_out=80)
    return list(Weaver(trip(), TODAY, PlainWriter()).weave_all(plan.held_out))


def shared(write: Write, procedure: Procedure | None = None, seed: int = 0) -> Shared:
    return Shared(FakeEngine(write, seed), procedure or trip(), TODAY, "<|end|>")  # type: ignore[arg-type]
