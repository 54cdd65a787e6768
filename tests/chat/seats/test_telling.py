from __future__ import annotations

import random
import time

import pytest

from studio.chat.seats.seat import Piece
from studio.chat.seats.telling import Telling, split


@pytest.mark.parametrize(
    ("raw", "notes", "words"),
    [
        ("Hello there.", "", "Hello there."),
        ("<think>at start\ngo greet\n</think>Hello.", "at start\ngo greet\n", "Hello."),
        ("<think>\n\n</think>\n\nHello.", "\n\n", "\n\nHello."),
        ("<think>still at it", "still at it", ""),
        ("<thi", "", ""),
        ("<think>go act\n</think>One moment.\n[call] flights city=Rome", "go act\n", "One moment."),
        ("<think>go act\n</think>\n[call] flights city=Rome", "go act\n", ""),
        ("[call] flights city=Rome", "", ""),
        ("2 < 3 and <b>", "", "2 < 3 and <b>"),
    ],
)
def test_notes_words_and_a_call_are_told_apart(raw, notes, words):
    assert split(raw) == (notes, words)


@pytest.mark.parametrize("seed", range(20))
def test_however_it_is_cut_the_pieces_join_to_the_same(seed):
    raw = "<think>at ask\nheard answer\n</think>Thanks < 3.\nNow this.\n[call] flights city=Rome"
    rng = random.Random(seed)
    pieces: list[Piece] = []
    telling = Telling(2, pieces.append, time.monotonic())
    at = 0
    while at < len(raw):
        step = rng.randint(1, 7)
        telling(raw[at : at + step])
        at += step
    telling.finish()
    assert "".join(p.text for p in pieces if p.kind == "notes") == "at ask\nheard answer\n"
    assert "".join(p.text for p in pieces if p.kind == "words") == "Thanks < 3.\nNow this."
    assert {p.turn for p in pieces} == {2}


def test_the_first_word_is_timed_when_it_can_be_read():
    telling = Telling(0, None, time.monotonic())
    telling("<think>at start\n")
    assert telling.first_seconds == -1.0
    telling("</think>")
    telling("\n")
    assert telling.first_seconds == -1.0
    telling("Hi")
    assert telling.first_seconds >= 0.0
