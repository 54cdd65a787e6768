"""The exported file is the model: the same probabilities as transformers, and none of the known traps."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file

from studio.base.errors import StudioError
from studio.conversations import rendering
from studio.conversations.encoder import load_encoder, read_marks
from studio.gguf import export as exporting
from studio.gguf import vocabulary
from studio.gguf.card import Card
from studio.gguf.export import export
from studio.gguf.marks import marks_of
from tests.gguf import small_models, small_tokenizers
from tests.gguf.conftest import Ask, Made

Make = Callable[[str], Made]
CARD = Card(name="test")
TOLERANCE = {"F32": 1e-3, "F16": 1e-2}


def same_probabilities(got: np.ndarray, expected: np.ndarray, tolerance: float) -> None:
    """No probability differs by more, and the favourite is the same wherever it leads by more than 0.02."""
    assert np.abs(got - expected).max() < tolerance
    runner_up, first = np.sort(expected, axis=1)[:, -2:].T
    clear = first - runner_up > 0.02
    assert (got.argmax(axis=1) == expected.argmax(axis=1))[clear].all()


@pytest.mark.parametrize("name", small_models.FAMILIES)
def test_every_family_has_the_probabilities_of_transformers(name: str, made: Make, llama: Ask) -> None:
    model = made(name)
    assert model.sure > 0.5
    assert len(model.ids) == 1000
    for kind, tolerance in TOLERANCE.items():
        (got,) = llama(model.export(kind), ("probabilities", model.ids))
        same_probabilities(got, model.expected, tolerance)


STARTER = Path(__file__).parents[2] / "resources" / "starter"


@pytest.mark.skipif(not (STARTER / "model.safetensors").is_file(), reason="needs the trained starter")
def test_the_trained_starter_has_the_probabilities_of_transformers(llama: Ask, tmp_path: Path) -> None:
    encoder = load_encoder(STARTER)
    ids = encoder.encode(small_tokenizers.real_text())[:1000]
    model = transformers.AutoModelForCausalLM.from_pretrained(
        STARTER, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    expected = small_models.probabilities(model, ids)
    for kind, tolerance in TOLERANCE.items():
        out = export(STARTER, tmp_path / f"{kind}.gguf", kind=kind, card=CARD)
        same_probabilities(llama(out, ("probabilities", ids))[0], expected, tolerance)


@pytest.mark.parametrize("name", ["starter", "gemma3", "phi3"])
def test_a_transposed_tensor_is_found_out(name: str, made: Make, llama: Ask, tmp_path: Path) -> None:
    model = made(name)
    folder = shutil.copytree(model.folder, tmp_path / "wrong", ignore=shutil.ignore_patterns("*.gguf"))
    tensors = load_file(folder / "model.safetensors")
    attention = "model.layers.1.self_attn.o_proj.weight"
    tensors[attention] = tensors[attention].T.contiguous()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    (got,) = llama(export(folder, tmp_path / "wrong.gguf", kind="F32", card=CARD), ("probabilities", model.ids))
    with pytest.raises(AssertionError):
        same_probabilities(got, model.expected, TOLERANCE["F16"])


def test_quantised_files_lose_little_and_less_the_larger_they_are(made: Make, llama: Ask) -> None:
    model = made("smollm")
    lost = {}
    for kind in ("F16", "Q8_0", "Q4_K_M"):
        (got,) = llama(model.export(kind), ("probabilities", model.ids))
        lost[kind] = float(np.abs(got - model.expected).sum(axis=1).mean() / 2)
    assert lost["F16"] < 0.002
    assert lost["F16"] < lost["Q8_0"] < 0.08
    assert lost["Q8_0"] < lost["Q4_K_M"] < 0.5


def test_rows_that_do_not_divide_fall_back_and_are_told(made: Make, tmp_path: Path) -> None:
    told: list[str] = []
    out = export(
        made("mistral").folder,
        tmp_path / "small.gguf",
        kind="Q4_K_M",
        card=CARD,
        report=lambda event: told.append(event["text"]),
    )
    kinds = {tensor.name: tensor.tensor_type.name for tensor in gguf.GGUFReader(out).tensors}
    assert kinds["blk.0.attn_output.weight"] == "Q5_0"
    assert kinds["blk.0.attn_q.weight"] == "Q4_K"
    assert told == ["3 tensors are Q5_0, not Q4_K_M: rows of 128 do not divide into blocks of 256."]


def test_half_precision_sources_are_quantised_exactly(made: Make, tmp_path: Path) -> None:
    """Stored as bfloat16 the intermediate file is bfloat16 too; the result is that of the same numbers in float32."""
    results = []
    for dtype in (torch.bfloat16, torch.float32):
        model = small_models.random_model("starter").to(torch.bfloat16)
        folder = small_models.save_folder(model, "starter", tmp_path / str(dtype), dtype)
        out = export(folder, folder / "model.gguf", kind="Q8_0", card=CARD)
        results.append({t.name: t.data.tobytes() for t in gguf.GGUFReader(out).tensors})
    assert results[0] == results[1]


def test_sharded_folders_are_read(made: Make, tmp_path: Path) -> None:
    model = small_models.random_model("qwen3")
    small_models.save_folder(model, "qwen3", tmp_path / "one")
    small_models.save_folder(model, "qwen3", tmp_path / "many")
    (tmp_path / "many" / "model.safetensors").unlink()
    model.save_pretrained(tmp_path / "many", max_shard_size="1MB")
    assert len(list((tmp_path / "many").glob("*.safetensors"))) > 2
    files = [export(tmp_path / name, tmp_path / f"{name}.gguf", kind="F32", card=CARD) for name in ("one", "many")]
    first, second = ({t.name: t.data.tobytes() for t in gguf.GGUFReader(file).tensors} for file in files)
    assert first == second


def test_tied_embeddings_are_stored_once(made: Make) -> None:
    tied = {tensor.name for tensor in gguf.GGUFReader(made("starter").export("F32")).tensors}
    untied = {tensor.name for tensor in gguf.GGUFReader(made("llama3").export("F32")).tensors}
    assert "output.weight" not in tied
    assert "output.weight" in untied
    assert "rope_freqs.weight" in untied


def test_a_missing_output_layer_is_refused(made: Make, tmp_path: Path) -> None:
    folder = shutil.copytree(made("starter").folder, tmp_path / "untied", ignore=shutil.ignore_patterns("*.gguf"))
    small_models.change_config(folder, tie_word_embeddings=False)
    with pytest.raises(StudioError, match="no output layer"):
        export(folder, tmp_path / "out.gguf", kind="F32", card=CARD)


def test_an_output_layer_gemma_cannot_have_is_refused(made: Make, tmp_path: Path) -> None:
    """A copy of the embeddings is left out; anything else would be lost, so it is refused."""
    folder = shutil.copytree(made("gemma2").folder, tmp_path / "untied", ignore=shutil.ignore_patterns("*.gguf"))
    small_models.change_config(folder, tie_word_embeddings=False)
    tensors = load_file(folder / "model.safetensors")
    tensors["lm_head.weight"] = tensors["model.embed_tokens.weight"].clone()
    save_file(tensors, folder / "model.safetensors")
    out = export(folder, tmp_path / "out.gguf", kind="F16", card=CARD)
    assert "output.weight" not in {tensor.name for tensor in gguf.GGUFReader(out).tensors}
    tensors["lm_head.weight"][0, 0] += 1
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(StudioError, match="output layer of its own"):
        export(folder, tmp_path / "out.gguf", kind="F16", card=CARD)


def test_of_a_model_with_eyes_the_language_is_exported(made: Make, tmp_path: Path) -> None:
    text = made("gemma3")
    folder = shutil.copytree(text.folder, tmp_path / "eyes", ignore=shutil.ignore_patterns("*.gguf"))
    inner = json.loads((folder / "config.json").read_text())
    described = {"architectures": ["Gemma3ForConditionalGeneration"], "text_config": inner, "vision_config": {}}
    (folder / "config.json").write_text(json.dumps(described))
    tensors = {
        name.replace("model.", "model.language_model.", 1): t
        for name, t in load_file(folder / "model.safetensors").items()
    }
    eyes = {"model.vision_tower.a.weight": torch.ones(2, 2), "model.multi_modal_projector.b": torch.ones(2)}
    save_file(tensors | eyes, folder / "model.safetensors")
    out = export(folder, tmp_path / "out.gguf", kind="F32", card=CARD)
    first, second = ({t.name: t.data.tobytes() for t in gguf.GGUFReader(f).tensors} for f in (out, text.export("F32")))
    assert first == second


def test_padded_vocabularies_keep_every_row(made: Make, llama: Ask) -> None:
    model = made("qwen2")
    (facts,) = llama(model.export("F32"), ("facts",))
    words = gguf.GGUFReader(model.export("F32")).get_field("tokenizer.ggml.tokens").contents()
    assert facts["tokens"] == len(words) == len(set(words)) == 1536
    assert words[1500:] == [f"[PAD{number}]" for number in range(1500, 1536)]


def test_a_tokenizer_larger_than_the_model_is_refused(made: Make, tmp_path: Path) -> None:
    folder = shutil.copytree(made("qwen2").folder, tmp_path / "small", ignore=shutil.ignore_patterns("*.gguf"))
    small_models.change_config(folder, vocab_size=1400)
    with pytest.raises(StudioError, match="knows 1,500 tokens but the model only 1,400"):
        export(folder, tmp_path / "out.gguf", kind="F32", card=CARD)


@pytest.mark.parametrize("name", ["llama3", "gemma", "mistral"])
def test_the_beginning_token_is_never_doubled(name: str, made: Make, llama: Ask) -> None:
    """Neither by programs that add one to the template's text nor by those that do not."""
    model = made(name)
    encoder = load_encoder(model.folder)
    assert encoder.bos
    text = "".join(piece.text for piece in rendering.pieces([rendering.Message("user", "hi")], end="", bos=encoder.bos))
    added, plain = llama(model.export("F32"), ("tokenize", text, True, True), ("tokenize", text, True, False))
    assert added == plain
    assert added.count(encoder.id_of(encoder.bos)) == 1


@pytest.mark.parametrize("name", ["starter", "llama3", "gemma", "mistral", "qwen2", "phi3"])
def test_a_file_tells_the_marks_it_was_taught_with(name: str, made: Make) -> None:
    model = made(name)
    assert marks_of(model.export("F32")) == read_marks(model.folder)


@pytest.mark.parametrize("name", small_models.FAMILIES)
def test_every_program_stops_at_the_end_of_a_turn(name: str, made: Make, llama: Ask) -> None:
    """Where the padding token is the end of turn too (smollm, mistral), and where it is not."""
    model = made(name)
    encoder = load_encoder(model.folder)
    (facts,) = llama(model.export("F32"), ("facts",))
    end = encoder.id_of(encoder.end)
    assert facts["eos"] == end
    assert end in facts["ends"]
    assert facts["add_bos"] is False
    if name in ("smollm", "mistral"):
        assert facts["pad"] == end
    if name == "starter":
        assert (facts["pad"], end) == (0, 1)


def test_the_trace_can_be_read_by_any_program(made: Make, llama: Ask) -> None:
    """Marked as control tokens, <think> and </think> would vanish from what programs print and send back."""
    for name in ("starter", "qwen3"):
        model = made(name)
        encoder = load_encoder(model.folder)
        marks = [encoder.id_of("<think>"), encoder.id_of("</think>")]
        printed = llama(model.export("F32"), *(("piece", mark) for mark in marks))
        assert printed == ["<think>", "</think>"]


def test_only_our_template_is_in_the_file(made: Make, llama: Ask) -> None:
    model = made("qwen2")
    (facts,) = llama(model.export("F32"), ("facts",))
    assert facts["template"] == rendering.template(end="<|im_end|>")
    with pytest.raises(StudioError, match="does not belong to this base"):
        export(model.folder, model.folder / "x.gguf", kind="F32", card=CARD, template=rendering.template(end="</s>"))


def test_a_wrong_pre_tokenizer_name_never_ships(made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The probe compares ids in llama.cpp itself: were the table of names wrong, the export would fail."""
    out = tmp_path / "out.gguf"
    out.write_bytes(b"earlier")
    monkeypatch.setattr(vocabulary, "pre_tokenizer", lambda described: "gpt-2")
    with pytest.raises(StudioError, match="other tokens"):
        export(made("starter").folder, out, kind="F32", card=CARD)
    assert out.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [out]


def test_a_name_cannot_change_how_llama_cpp_tokenises(made: Make, llama: Ask, tmp_path: Path) -> None:
    """llama.cpp strips spaces after special tokens, or fails to load, where the name holds "phi-3"."""
    model = made("starter")
    for name in ("Our Phi-3 sales desk", "modern-bert"):
        out = export(model.folder, tmp_path / "out.gguf", kind="F32", card=Card(name=name))
        (ids,) = llama(out, ("tokenize", "<|end|> \n hello"))
        assert ids == load_encoder(model.folder).encode("<|end|> \n hello")


def test_windows_llama_cpp_does_not_know_end_the_context(made: Make, llama: Ask, tmp_path: Path) -> None:
    folder = shutil.copytree(made("mistral").folder, tmp_path / "window", ignore=shutil.ignore_patterns("*.gguf"))
    small_models.change_config(folder, sliding_window=512)
    told: list[str] = []
    out = export(folder, tmp_path / "w.gguf", kind="F16", card=CARD, report=lambda event: told.append(event["text"]))
    (facts,) = llama(out, ("facts",))
    assert facts["context"] == 512
    assert "512" in told[0]


@pytest.mark.parametrize(
    ("family", "changes", "said"),
    [
        ("starter", {"architectures": ["MambaForCausalLM"]}, "not one the studio knows"),
        ("starter", {"quantization_config": {"quant_method": "gptq"}}, "quantised model"),
        ("starter", {"hidden_act": "relu"}, "activation relu"),
        ("starter", {"vocab_size": 2000}, "1500 by 256; config.json says 2000"),
        ("starter", {"num_attention_heads": None}, "does not say num_attention_heads"),
        ("starter", {"rope_parameters": {"rope_type": "dynamic", "factor": 2.0}}, "dynamic rope"),
        ("gemma2", {"query_pre_attn_scalar": 100}, "scale gemma2's attention by 100"),
        ("gemma3", {"layer_types": ["full_attention"] * 7}, "order of sliding layers"),
    ],
)
def test_what_cannot_be_said_in_a_file_is_refused(
    family: str, changes: dict[str, object], said: str, made: Make, tmp_path: Path
) -> None:
    folder = shutil.copytree(made(family).folder, tmp_path / "odd", ignore=shutil.ignore_patterns("*.gguf"))
    small_models.change_config(folder, **changes)
    with pytest.raises(StudioError, match=said) as raised:
        export(folder, tmp_path / "out.gguf", kind="F32", card=CARD)
    assert raised.value.hint
    assert not (tmp_path / "out.gguf").exists()


def test_missing_tensors_and_wrong_shapes_are_told_by_llama_cpp(made: Make, tmp_path: Path) -> None:
    for change in ("missing", "shape"):
        folder = shutil.copytree(made("starter").folder, tmp_path / change, ignore=shutil.ignore_patterns("*.gguf"))
        tensors = load_file(folder / "model.safetensors")
        gone = tensors.pop("model.layers.1.mlp.up_proj.weight")
        if change == "shape":
            tensors["model.layers.1.mlp.up_proj.weight"] = gone[:256].contiguous()
        save_file(tensors, folder / "model.safetensors")
        with pytest.raises(StudioError, match=r"blk\.1\.ffn_up\.weight"):
            export(folder, tmp_path / "out.gguf", kind="F32", card=CARD)


def test_numbers_a_file_cannot_hold_are_refused(made: Make, tmp_path: Path) -> None:
    for value, said in ((float("nan"), "not finite"), (1e6, "too large for F16")):
        folder = shutil.copytree(made("starter").folder, tmp_path / said, ignore=shutil.ignore_patterns("*.gguf"))
        tensors = load_file(folder / "model.safetensors")
        tensors["model.layers.0.mlp.up_proj.weight"][3, 4] = value
        save_file(tensors, folder / "model.safetensors")
        with pytest.raises(StudioError, match=said):
            export(folder, tmp_path / "out.gguf", kind="F16", card=CARD)


def test_a_disk_without_room_is_refused_before_the_work(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(exporting.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(StudioError, match="GB of disk"):
        export(made("starter").folder, tmp_path / "out.gguf", kind="F32", card=CARD)
