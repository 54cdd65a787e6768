"""With a donor's settings and tokenizer, the file is the one that would have been exported without."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import pytest
import torch

from studio.base.errors import StudioError
from studio.gguf import families
from studio.gguf.card import Card
from studio.gguf.donor import export_with_donor
from studio.gguf.export import export
from tests.gguf import small_models
from tests.gguf.conftest import Ask

CARD = Card(name="taught")
ENDS = {"mistral": ("</s>", "<s>"), "gemma3": ("<eos>", "<bos>"), "qwen2": ("<|im_end|>", ""), "phi3": ("<|end|>", "")}


def base_and_taught(name: str, folder: Path) -> tuple[Path, Path, Path]:
    """A base, its GGUF as others made it, and the base with every weight moved a little."""
    model = small_models.random_model(name)
    base = small_models.save_folder(model, name, folder / "base")
    donor = export(base, folder / "donor.gguf", kind="Q8_0", card=Card(name="Someone's model"))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.01)
    return base, donor, small_models.save_folder(model, name, folder / "taught")


@pytest.mark.parametrize("name", ENDS)
def test_layouts_are_found_by_comparing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, llama: Ask) -> None:
    base, donor, taught = base_and_taught(name, tmp_path)
    direct = export(taught, tmp_path / "direct.gguf", kind="F32", card=CARD)
    monkeypatch.setattr(families, "FAMILIES", {})
    end, bos = ENDS[name]
    out = export_with_donor(
        taught, donor, tmp_path / "out.gguf", kind="F32", card=CARD, end=end, bos=bos, base_folder=base
    )
    wanted = {tensor.name: np.array(tensor.data) for tensor in gguf.GGUFReader(direct).tensors}
    got = {tensor.name: np.array(tensor.data) for tensor in gguf.GGUFReader(out).tensors}
    assert got.keys() == wanted.keys()
    assert all(np.array_equal(got[tensor], wanted[tensor]) for tensor in wanted)
    ids = list(range(10, 110))
    assert (llama(out, ("probabilities", ids))[0] == llama(direct, ("probabilities", ids))[0]).all()
    assert llama(out, ("facts",)) == llama(direct, ("facts",))


def test_a_base_known_only_as_gguf_is_laid_out_as_its_family(tmp_path: Path) -> None:
    _, donor, taught = base_and_taught("mistral", tmp_path)
    direct = export(taught, tmp_path / "direct.gguf", kind="Q8_0", card=CARD)
    out = export_with_donor(taught, donor, tmp_path / "out.gguf", kind="Q8_0", card=CARD, end="</s>", bos="<s>")
    wanted = {tensor.name: tensor.data.tobytes() for tensor in gguf.GGUFReader(direct).tensors}
    assert {tensor.name: tensor.data.tobytes() for tensor in gguf.GGUFReader(out).tensors} == wanted


def test_a_donor_of_another_base_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base, donor, taught = base_and_taught("starter", tmp_path)
    other = small_models.random_model("starter", seed=1)
    stranger = export(
        small_models.save_folder(other, "starter", tmp_path / "other"), tmp_path / "s.gguf", kind="Q8_0", card=CARD
    )
    out = tmp_path / "out.gguf"
    with pytest.raises(StudioError, match="not the base's, however"):
        export_with_donor(taught, stranger, out, card=CARD, end="<|end|>", base_folder=base)
    with pytest.raises(StudioError, match="no token </s>"):
        export_with_donor(taught, donor, out, card=CARD, end="</s>", base_folder=base)
    monkeypatch.setattr(families, "FAMILIES", {})
    with pytest.raises(StudioError, match="laid out is not known"):
        export_with_donor(taught, donor, out, card=CARD, end="<|end|>")
    assert not out.exists()
    assert not list(tmp_path.glob("*.partial"))
