"""The card tells what a file is, survives quantising, can be replaced, and never reaches the prompt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gguf
import pytest

from studio.base.errors import StudioError
from studio.gguf.card import Card, harmless, read_card, replace_card, write_scores
from studio.gguf.export import export
from tests.gguf.conftest import Ask, Made

CARD = Card(
    name="Travel desk",
    description="Books a journey.",
    licence="CC-BY-SA-4.0",
    attributions=("Schema-Guided Dialogue, CC BY-SA 4.0", "OpenStax, CC BY 4.0"),
    procedure="Travel booking",
    procedure_hash="a" * 64,
    base="starter",
    base_hash="b" * 64,
    recipe={"method": "full", "rank": 0, "rate": 1e-4},
    scores={"unguarded": {"exact": 0.97}},
    created="2026-11-21T09:00:00Z",
)


def test_a_card_survives_quantising(made: Callable[[str], Made], tmp_path: Path) -> None:
    out = export(made("starter").folder, tmp_path / "out.gguf", kind="Q8_0", card=CARD)
    assert read_card(out) == CARD
    reader = gguf.GGUFReader(out)
    assert reader.get_field("general.license").contents() == "CC-BY-SA-4.0"
    assert reader.get_field("subterra.procedure_hash").contents() == "a" * 64


def test_replacing_a_card_changes_nothing_else(made: Callable[[str], Made], tmp_path: Path, llama: Ask) -> None:
    model = made("starter")
    out = export(model.folder, tmp_path / "out.gguf", kind="Q4_K_M", card=CARD)
    before = gguf.GGUFReader(out)
    tensors = {t.name: (t.tensor_type, tuple(t.shape), t.data.tobytes()) for t in before.tensors}
    (probabilities,) = llama(out, ("probabilities", model.ids[:50]))
    verified = CARD.model_copy(update={"scores": {"unguarded": {"exact": 0.99}}, "description": ""})
    replace_card(out, verified)
    assert read_card(out) == verified
    after = gguf.GGUFReader(out)
    assert {t.name: (t.tensor_type, tuple(t.shape), t.data.tobytes()) for t in after.tensors} == tensors
    assert set(before.fields) - set(after.fields) == {"general.description"}
    write_scores(out, {"gate": "passed"})
    assert read_card(out) == verified.model_copy(update={"scores": {"gate": "passed"}})
    (again,) = llama(out, ("probabilities", model.ids[:50]))
    assert (again == probabilities).all()


def test_no_word_of_the_card_reaches_the_prompt(made: Callable[[str], Made], tmp_path: Path, llama: Ask) -> None:
    """Only the template does, and it is the same whatever the card says."""
    model = made("starter")
    out = export(model.folder, tmp_path / "out.gguf", kind="F16", card=CARD)
    (facts,) = llama(out, ("facts",))
    (plain,) = llama(model.export("F16"), ("facts",))
    assert facts == plain
    for word in ("Travel", "journey", "Schema", "aaaa", "0.97"):
        assert word not in facts["template"]


@pytest.mark.parametrize("name", ["Phi-3 desk", "phi3", "PHI-3 and Phi3", "my modern-bert"])
def test_names_llama_cpp_acts_on_are_made_harmless(name: str) -> None:
    made = harmless(name).lower()
    assert not any(word in made for word in ("phi-3", "phi3", "modern-bert"))
    assert harmless("Philosophy 3") == "Philosophy 3"


@pytest.mark.parametrize("content", [b"", b"GGUF", b"not a gguf at all, but long enough to look like one" * 10])
def test_files_that_are_no_gguf_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(content)
    with pytest.raises(StudioError, match="not a whole GGUF"):
        read_card(tmp_path / "x.gguf")
    with pytest.raises(StudioError, match="does not exist"):
        read_card(tmp_path / "y.gguf")
