from __future__ import annotations

import pytest

from studio.base.atomic import write_text
from studio.base.runfolder import create
from studio.chat.neighbours import compiling


@pytest.fixture
def runs(tmp_path):
    made = {}
    for name, device in (("a", "cpu"), ("b", "cuda"), ("c", "cpu")):
        made[name] = create(tmp_path / name, name.upper())
        write_text(made[name].path / "recipe.json", f'{{"device": "{device}"}}')
    return made


def test_nobody_compiles(tmp_path, runs):
    (tmp_path / "a" / "lock").touch()
    assert compiling(tmp_path) is None
    assert compiling(tmp_path / "nowhere") is None


def test_a_compile_on_the_processor_is_found(tmp_path, runs):
    with runs["c"].hold():
        found = compiling(tmp_path)
    assert found is not None
    assert (found.name, found.where, found.has_the_card) == ("C", "processor", False)
    assert compiling(tmp_path) is None


def test_the_one_with_the_graphics_card_comes_first(tmp_path, runs):
    with runs["a"].hold(), runs["b"].hold():
        found = compiling(tmp_path / "nowhere", tmp_path)
    assert found is not None
    assert (found.name, found.has_the_card) == ("B", True)


def test_a_recipe_that_cannot_be_read_is_none_for_the_card(tmp_path, runs):
    (tmp_path / "b" / "recipe.json").write_text("[")
    with runs["b"].hold():
        found = compiling(tmp_path)
    assert found is not None
    assert not found.has_the_card
