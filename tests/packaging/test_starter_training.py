"""The starter's tokenizer, rows, network, training loop and export, on the smallest scale."""

from __future__ import annotations

import json
from pathlib import Path

import export
import numpy as np
import pretrain
import pytest
import rows
import tokenizer as bpe
import torch
from network import ChunkedLoss, Shape, Starter, chunk_gradient, head_loss

from studio.conversations.rendering import Message, pieces
from studio.procedure.trace import Move, Trace

TINY = Shape(vocab=320, width=32, inner=64, layers=2, heads=2, context=256)
TRACE = Trace(at="ask_city", fields=(("city", "Porto"),), moves=(Move("ok", "yes"), Move("end"))).text()
DIALOGUE = {
    "messages": [["user", "[start] Today"], ["agent", "Hello!", 0.0], ["user", "to Porto"], ["agent", f"{TRACE}Fine."],
                 ["user", "[tool] ok a=1"], ["agent", f"{TRACE}Bye."]],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny tokenizer and two shards."""
    folder = tmp_path_factory.mktemp("starter")
    texts = ["".join(text for text, _ in rows.rendered(DIALOGUE)), "A house and a dog. " * 30]
    bpe.save(bpe.train(texts, 320), folder / "tokenizer", 256)
    (folder / "shards").mkdir()
    made = bpe.load(folder / "tokenizer")
    rows.encode([DIALOGUE] * 30, made, folder / "shards" / "annotated.npz")
    rows.encode([{"text": texts[1]}] * 5, made, folder / "shards" / "prose.npz")
    return folder


def test_control_tokens_and_round_trip(made: Path) -> None:
    tokens = bpe.load(made / "tokenizer")
    assert [tokens.token_to_id(text) for text in bpe.SPECIAL] == [0, 1, 2, 3]
    for text in ("naïve – 東京 \t x\n\n", "[call] a=1|b\n", "<think>at x\n</think>ok<|end|>\nUser: "):
        assert tokens.decode(tokens.encode(text).ids, skip_special_tokens=False) == text


def test_pieces_are_cut_where_the_tokenizer_cuts(made: Path) -> None:
    tokens = bpe.load(made / "tokenizer")
    said = ("[start] Today.", f"{TRACE}Hello!", " x: ", f"{TRACE}[call] f a=b", "[tool] ok", "42.")
    messages = [Message("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    parts = [piece.text for piece in pieces(messages, end="<|end|>")]
    joined = [token for part in parts for token in tokens.encode(part).ids]
    assert joined == tokens.encode("".join(parts)).ids


def test_weights_of_a_conversation(made: Path) -> None:
    shard = np.load(made / "shards" / "annotated.npz")
    tokens = bpe.load(made / "tokenizer")
    ids, weights = shard["ids"][: shard["starts"][1]], shard["weights"][: shard["starts"][1]]
    assert ids[-1] == bpe.SEPARATOR
    told = tokens.decode(ids[weights >= rows.TRACE].tolist(), skip_special_tokens=False).replace(" ", "")
    assert told.replace(" ", "") == f"{TRACE}<|end|>{TRACE}<|end|>".replace(" ok", "").replace(" end", "").replace(
        " ", ""
    )
    chosen = tokens.decode(ids[weights == rows.CHOICE].tolist())
    assert chosen.startswith(" answer P")
    assert " yes" in chosen
    spoken = tokens.decode(ids[weights == np.float16(rows.REPLY)].tolist())
    assert spoken == "Fine.Bye."
    given = tokens.decode(ids[weights == 0].tolist())
    assert "Hello!" in given
    assert "[tool] ok a=1" in given


def test_rows_open_with_a_document_and_keep_the_shares(made: Path) -> None:
    streams = {name: rows.Stream(made / "shards" / f"{name}.npz", 1) for name in ("annotated", "prose")}
    packer = rows.Packer(streams, {"annotated": 0.75, "prose": 0.25})
    firsts = {int(packer.row(512)[0][0]) for _ in range(20)}
    assert len(firsts) <= 4
    assert 2.4 < packer.taken["annotated"] / packer.taken["prose"] < 3.6


def test_the_chunked_loss_is_cross_entropy() -> None:
    torch.manual_seed(0)
    ChunkedLoss.step = staticmethod(chunk_gradient)
    hidden = torch.randn(70, 8, requires_grad=True)
    table = torch.randn(32, 8, requires_grad=True)
    targets = torch.randint(0, 32, (70,))
    weights = torch.rand(70) * (torch.rand(70) > 0.3)
    ours = head_loss(hidden, table, targets, weights)
    grads = torch.autograd.grad(ours, (hidden, table))
    plain = (torch.nn.functional.cross_entropy(hidden @ table.t(), targets, reduction="none") * weights).sum()
    for mine, theirs in zip(grads, torch.autograd.grad(plain, (hidden, table)), strict=True):
        assert torch.allclose(mine, theirs, atol=1e-5)
    assert torch.allclose(ours, plain)


def leg(tokens: int, *, decay: bool = False) -> pretrain.Leg:
    return pretrain.Leg(
        {"annotated": 0.8, "prose": 0.2}, 5.0, tokens, decay, batch=256, lengths=((0.0, 128),), warmup=4
    )


def train(training: pretrain.Training, one: pretrain.Leg, made: Path, keep: Path) -> float:
    return pretrain.run(training, one, made / "shards", keep, lambda line: None, compiled=False)


def test_training_learns_and_a_decay_leaves_the_stable_checkpoint(made: Path, tmp_path: Path) -> None:
    torch.manual_seed(3)
    training = pretrain.Training.fresh(TINY, torch.device("cpu"))
    train(training, leg(256 * 30), made, tmp_path / "stable")
    before = (tmp_path / "stable" / "model.safetensors").read_bytes()
    again = pretrain.Training.kept(tmp_path / "stable", torch.device("cpu"))
    assert again.step == 30
    loss = train(again, leg(256 * 30, decay=True), made, tmp_path / "decayed")
    assert loss < 3.0
    assert (tmp_path / "stable" / "model.safetensors").read_bytes() == before
    assert json.loads((tmp_path / "decayed" / "state.json").read_text())["tokens"] == 256 * 60


def test_a_kept_checkpoint_holds_everything(made: Path, tmp_path: Path) -> None:
    torch.manual_seed(3)
    training = pretrain.Training.fresh(TINY, torch.device("cpu"))
    train(training, leg(256 * 6), made, tmp_path / "stable")
    again = pretrain.Training.kept(tmp_path / "stable", torch.device("cpu"))
    assert again.places == training.places
    assert again.places["annotated"] > 0
    for one in (training, again):
        train(one, leg(256 * 5), made, tmp_path / f"{id(one)}")
    for mine, theirs in zip(training.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(mine, theirs)


def test_the_exported_folder_gives_the_same_logits(made: Path, tmp_path: Path) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.manual_seed(5)
    training = pretrain.Training.fresh(TINY, torch.device("cpu"))
    for parameter in training.model.parameters():
        parameter.data = (parameter.data * 3).bfloat16().float()
    training.save(tmp_path / "kept")
    export.write_folder(tmp_path / "kept", made / "tokenizer", tmp_path / "out", "card", "someone\n")
    theirs = AutoModelForCausalLM.from_pretrained(tmp_path / "out", dtype=torch.float32)
    ours = Starter(TINY, torch.float32)
    ours.load_state_dict(training.model.state_dict())
    ids = torch.randint(0, 320, (2, 200))
    with torch.no_grad():
        assert torch.allclose(ours(ids) @ ours.embed_tokens.t(), theirs(ids).logits, atol=2e-4)
    tokens = AutoTokenizer.from_pretrained(tmp_path / "out")
    messages = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yes"}]
    rendered = tokens.apply_chat_template(messages, tokenize=False)
    assert rendered == "User: hi\nAgent:\nyes<|end|>\n"
    assert theirs.generation_config.eos_token_id == tokens.eos_token_id == 1
