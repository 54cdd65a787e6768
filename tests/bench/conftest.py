from __future__ import annotations

import pytest

from studio.conversations.record import Conversation
from studio.procedure.model import Procedure
from tests.bench import dialogues as d
from tests.chat.conftest import woven as woven
from tests.chat.seats.conftest import seats_run as seats_run


@pytest.fixture(scope="session")
def travel() -> Procedure:
    return d.sample("travel_booking")


@pytest.fixture(scope="session")
def conversations(travel: Procedure) -> list[Conversation]:
    """Two that stay on the path, one with a question, one that ends at the travel desk."""
    return [
        d.conversation(travel, "booked", d.TRIP, d.PARTY, d.FARE, d.YES, d.NAMES),
        d.conversation(travel, "asked", d.TRIP, d.LUGGAGE, d.PARTY, d.FARE, d.YES, d.NAMES),
        d.conversation(travel, "later", d.TRIP, d.PARTY, d.FARE, d.LATER),
        d.conversation(travel, "group", d.TRIP, d.GROUP),
    ]
