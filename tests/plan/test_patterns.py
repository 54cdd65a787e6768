"""Codes made from patterns match them."""

from __future__ import annotations

import random
import re

import pytest

from studio.plan.patterns import text_for

PATTERNS = [
    r"NF-\d{6}", r"\d{3}-[A-Z]{1,2}-\d{4}", r"(AB|CD)[0-9]{2,3}(-X)?", r"[A-HJ-NP-Z]{2}\d+", r"^[a-z]{3}\.\d$",
    r"(?:INV|ORD)-?\d{5}", r"[^\d]{2}\d{2,}", r"(?P<year>20\d\d)/[\dA-F]{4}", r"A*B+C?\w{2}", r"[A-Z\-]{3}",
    r"((X|Y)Z){2}",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_matches_its_pattern(pattern: str) -> None:
    made = {text_for(pattern, random.Random(seed)) for seed in range(60)}
    assert all(re.fullmatch(pattern, text) for text in made)
    assert len(made) > 3


def test_repeated_groups_vary_inside() -> None:
    made = [text_for(r"([AB]\d){4}", random.Random(seed)) for seed in range(20)]
    assert any(len({text[i : i + 2] for i in range(0, 8, 2)}) > 1 for text in made)
