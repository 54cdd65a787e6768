"""The baseline finds the thing whose phrase is most like a text, and nothing where no word is shared."""

from __future__ import annotations

import pytest

from tests.benchmarks.baseline import Nearest

KNOWN = [("lost", "I lost my key"), ("late", "the train is late"), ("late", "my train never came")]


def test_the_nearest_phrase_decides() -> None:
    assert Nearest(KNOWN).best("has the train come?")[0] == "late"
    assert Nearest(KNOWN).best("I lost my key") == ("lost", pytest.approx(1.0))


def test_only_what_is_asked_for_can_be_found() -> None:
    found, likeness = Nearest(KNOWN).best("I lost my train", among={"late"})
    assert found == "late"
    assert 0.0 < likeness < 1.0


def test_where_no_word_is_shared_nothing_is_found() -> None:
    assert Nearest(KNOWN).best("qwertz") == ("", 0.0)
    assert Nearest([]).best("anything") == ("", 0.0)
