"""The engine through its real child process, with a tiny random model."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np
import pytest

from studio.base.errors import StudioError
from studio.engine.client import Engine, Generation
from studio.engine.sampling import goes_round
from tests.engine.tiny_gguf import make_gguf, quantised

PROMPT = [40, 41, 42, 43, 44, 45, 46, 47]


def test_tokens_and_text_round_trip(engine: Engine) -> None:
    text = "<think>the rain</think> on Žižka's\nroof<|end|>"
    ids = engine.tokenize(text)
    assert ids[0] == 2
    assert ids[-1] == 1
    assert ids.count(3) == 1
    assert engine.detokenize(ids) == text
    assert engine.tokenize_many([text, ""]) == [ids, []]


def test_metadata_tells_what_the_file_says(engine: Engine) -> None:
    told = engine.metadata()
    assert told["values"]["general.architecture"] == "llama"
    assert told["vocabulary"] == 512
    assert 1 in told["ends"]
    assert not told["adds_bos"]


def test_greedy_is_what_the_probabilities_say(single: Engine) -> None:
    tokens = single.generate(Generation(PROMPT, 12)).tokens
    rows = single.probabilities(PROMPT + tokens)
    assert rows.shape == (len(PROMPT) + 12, 512)
    assert np.exp(rows).sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    assert rows.argmax(axis=1)[len(PROMPT) - 1 : -1].tolist() == tokens


@pytest.mark.parametrize("temperature", [0.0, 0.9])
def test_drafts_change_nothing_of_what_is_written(single: Engine, temperature: float) -> None:
    plain = Generation(PROMPT, 40, temperature=temperature, seed=5)
    wanted = single.generate(plain)
    half = (*wanted.tokens[:13], 7, *wanted.tokens[14:])
    for drafts in ([wanted.tokens], [half], [[9, 9, 9]], [[9, 9], half, wanted.tokens[:5]], [wanted.tokens * 3]):
        drafted = single.generate(replace(plain, drafts=tuple(tuple(draft) for draft in drafts)))
        assert (drafted.tokens, drafted.text, drafted.reason) == (wanted.tokens, wanted.text, wanted.reason)


def test_what_was_drafted_wrongly_is_not_taken_for_read(single: Engine) -> None:
    first = single.generate(Generation(PROMPT, 12, drafts=((9, 9, 9, 9, 9, 9, 9, 9),)))
    again = [*PROMPT, *first.tokens, 9, 9, 9]
    drafted = single.generate(Generation(again, 12, drafts=((8,) * 20,)))
    assert len(PROMPT) + 11 <= drafted.reused_tokens <= len(PROMPT) + 12
    single.generate(Generation([50, 51, 52], 1))
    assert single.generate(Generation(again, 12)).tokens == drafted.tokens


def test_a_draft_that_is_right_ends_where_the_text_ends(single: Engine) -> None:
    written = single.generate(Generation(PROMPT, 30)).tokens
    stop = next(token for token in written[4:] if token not in written[:4])
    asked = Generation(PROMPT, 30, stop_tokens=(stop,), drafts=(tuple(written),))
    done = single.generate(asked)
    assert done.reason == "stop"
    assert done.tokens == written[: written.index(stop)]
    short = single.generate(Generation(PROMPT, 6, drafts=(tuple(written),)))
    assert (short.tokens, short.reason) == (written[:6], "length")


def test_drafts_outside_the_vocabulary_are_refused(engine: Engine) -> None:
    with pytest.raises(StudioError, match="vocabulary"):
        engine.generate(Generation(PROMPT, 4, drafts=((5, 10_000),)))


def test_drafted_conversations_side_by_side_do_not_mix(engine: Engine) -> None:
    requests = [Generation([40 + index, 60, 61], 24) for index in range(8)]
    wanted = engine.generate_many(requests)
    wrong = [(*done.tokens[:index], 5, 5, *done.tokens[index:]) for index, done in enumerate(wanted)]
    drafted = engine.generate_many([replace(one, drafts=(draft,)) for one, draft in zip(requests, wrong, strict=True)])
    assert [done.tokens for done in drafted] == [done.tokens for done in wanted]


def test_probabilities_of_a_long_text_do_not_depend_on_chunks(single: Engine) -> None:
    tokens = [4 + index * 7 % 500 for index in range(200)]
    whole = single.probabilities(tokens)
    assert np.abs(whole[:50] - single.probabilities(tokens[:50])).max() < 1e-4


def test_continuations_are_weighed_as_the_probabilities_say(single: Engine) -> None:
    ways = ([11, 12, 13], [11, 14], [20])
    rows = single.probabilities([*PROMPT, 11, 12])
    at = len(PROMPT) - 1
    wanted = [rows[at][11] + rows[at + 1][12] + rows[at + 2][13], rows[at][11] + rows[at + 1][14], rows[at][20]]
    assert single.weigh(PROMPT, ways) == pytest.approx(wanted, abs=1e-3)
    single.generate(Generation([99, 98, 97], 3))  # now nothing of the text is in memory
    assert single.weigh(PROMPT, ways) == pytest.approx(wanted, abs=1e-3)
    with pytest.raises(StudioError, match="continue nothing"):
        single.weigh(PROMPT, [[]])


def test_reuses_the_prefix_and_answers_the_same(single: Engine) -> None:
    first = single.generate(Generation(PROMPT, 10))
    longer = [*PROMPT, *first.tokens, 60, 61]
    reused = single.generate(Generation(longer, 10))
    assert reused.reused_tokens >= len(PROMPT) + 9
    single.generate(Generation([99, 98, 97], 3))
    fresh = single.generate(Generation(longer, 10))
    assert fresh.reused_tokens == 0
    assert fresh.tokens == reused.tokens


def test_a_prefix_is_copied_from_a_busy_slot(engine: Engine) -> None:
    prefix = [4 + index * 11 % 500 for index in range(200)]
    engine.generate(Generation(prefix, 1))
    results = engine.generate_many([Generation([*prefix, 50 + index], 40) for index in range(4)])
    assert sum(result.reused_tokens >= 199 for result in results) >= 2
    alone = [engine.generate(Generation([*prefix, 50 + index], 40)).tokens for index in range(4)]
    agree = sum(a == b.tokens for a, b in zip(alone, results, strict=True))
    assert agree >= 3, "only a near-tie turned by batching may differ"


def test_stop_token_is_left_out(single: Engine) -> None:
    free = single.generate(Generation(PROMPT, 10))
    stop = free.tokens[6]
    at = free.tokens.index(stop)
    stopped = single.generate(Generation(PROMPT, 10, stop_tokens=(stop,)))
    assert stopped.reason == "stop"
    assert stopped.tokens == free.tokens[:at]
    assert free.reason == "length"


def test_stop_text_cuts_the_text(single: Engine) -> None:
    free = single.generate(Generation(PROMPT, 30, temperature=1.0, seed=4))
    mark = free.text[8:11]
    stopped = single.generate(Generation(PROMPT, 30, temperature=1.0, seed=4, stop_texts=(mark,)))
    assert stopped.reason == "stop"
    assert stopped.text == free.text[: free.text.index(mark)]


def test_seeds_repeat_and_differ(single: Engine) -> None:
    def draw(seed: int) -> list[int]:
        return single.generate(Generation(PROMPT, 20, temperature=1.5, top_p=0.95, seed=seed)).tokens

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)


def test_allowed_gives_exactly_one_of_the_sequences(engine: Engine) -> None:
    allowed = ((10, 11, 12), (10, 13), (20, 21, 22, 23))
    completion = engine.generate(Generation(PROMPT, 20, allowed=allowed))
    assert tuple(completion.tokens) in allowed
    assert completion.reason == "stop"
    rows = engine.probabilities([*PROMPT, 10])
    first = np.exp(rows[len(PROMPT) - 1][[10, 20]])
    fork = np.exp(rows[-1][[11, 13]])
    shares = {(10, 11, 12): first[0] / first.sum() * fork[0] / fork.sum(), (10, 13): first[0] / first.sum()}
    shares[(10, 13)] *= fork[1] / fork.sum()
    shares[(20, 21, 22, 23)] = first[1] / first.sum()
    assert completion.choice_probability == pytest.approx(shares[tuple(completion.tokens)], abs=0.02)


def test_a_single_allowed_sequence_needs_no_model(engine: Engine) -> None:
    completion = engine.generate(Generation(PROMPT, 20, allowed=((7, 8, 9),)))
    assert completion.tokens == [7, 8, 9]
    assert completion.choice_probability == 1.0


def test_grammar_shapes_the_text(engine: Engine) -> None:
    grammar = 'root ::= "{" ("yes" | "no") "}"'
    for seed in range(4):
        request = Generation(PROMPT, 20, grammar=grammar, stop_tokens=(1,), temperature=1.0, seed=seed)
        completion = engine.generate(request)
        assert completion.text in ("{yes}", "{no}")
        assert completion.reason == "stop"


def test_broken_grammar_is_a_sentence(engine: Engine) -> None:
    with pytest.raises(StudioError, match="grammar"):
        engine.generate(Generation(PROMPT, 20, grammar="root ::= ((("))
    assert engine.generate(Generation(PROMPT, 2)).tokens


def test_stream_shows_all_the_text(engine: Engine) -> None:
    stream = engine.stream(Generation(PROMPT, 25, temperature=1.0, seed=9))
    pieces = list(stream)
    assert len(pieces) > 5
    assert "".join(pieces) == stream.completion.text


def test_leaving_a_stream_cancels_while_others_run_on(engine: Engine) -> None:
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(engine.generate, Generation([*PROMPT, 77], 200))
        stream = engine.stream(Generation(PROMPT, 400))
        for _ in stream:
            stream.cancel()
            break
        assert stream.completion.reason == "cancelled"
        assert len(stream.completion.tokens) < 400
        assert other.result(30).reason == "length"


def test_generate_many_keeps_the_order_and_matches_one_by_one(engine: Engine, single: Engine) -> None:
    requests = [Generation([*PROMPT[:3], 10 + index], 8) for index in range(30)]
    seen: list[int] = []
    many = engine.generate_many(requests, lambda index, _: seen.append(index))
    assert seen == list(range(30))
    same = sum(one.tokens == single.generate(r).tokens for one, r in zip(many, requests, strict=True))
    assert same >= 28, "only near-ties may turn"


def test_parallel_conversations_each_keep_their_cache(engine: Engine) -> None:
    def conversation(seed: int) -> tuple[int, int]:
        history: list[int] = []
        reused = again = 0
        for _ in range(5):
            again += max(0, len(history) - 1)
            history += [4 + (seed * 31 + index * 7) % 500 for index in range(60)]
            completion = engine.generate(Generation(history, 12))
            reused += completion.reused_tokens
            history += completion.tokens
        return reused, again

    with ThreadPoolExecutor(engine.slots) as pool:
        results = list(pool.map(conversation, range(12)))
    assert sum(reused for reused, _ in results) > 0.85 * sum(again for _, again in results)


def test_too_long_a_prompt_and_odd_tokens_are_refused(engine: Engine) -> None:
    with pytest.raises(StudioError, match="512"):
        engine.generate(Generation([5] * 600, 4))
    with pytest.raises(StudioError, match="vocabulary"):
        engine.generate(Generation([5, 100_000], 4))
    with pytest.raises(StudioError, match="nothing"):
        engine.generate(Generation([], 4))
    with pytest.raises(StudioError, match="nothing"):
        engine.generate(Generation(PROMPT, 4, allowed=()))


def test_generation_ends_at_the_context(single: Engine) -> None:
    completion = single.generate(Generation([4 + i % 400 for i in range(500)], 400))
    assert completion.reason == "length"
    assert len(completion.tokens) == 12


def test_what_goes_round_is_broken_off_before_the_limit(single: Engine) -> None:
    told = [single.generate(Generation([start, 6, 7], 500)) for start in range(4, 24)]  # random weights soon do
    short = [completion for completion in told if len(completion.tokens) < 500]
    assert short
    assert all(completion.reason == "length" and goes_round(completion.tokens) for completion in short)


def test_context_is_limited_to_the_models_own(model: Path) -> None:
    with Engine(model, context=100_000, slots=1, gpu_layers=99) as engine:
        assert engine.context == 512
        assert any("512" in note for note in engine.notes)
        assert "processor" in engine.device_note or engine.device_note == ""


def test_a_killed_child_says_why_and_nobody_hangs(model: Path) -> None:
    engine = Engine(model, context=512, slots=2)
    stream = engine.stream(Generation(PROMPT, 500))
    next(iter(stream))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(engine.generate_many, [Generation(PROMPT, 500) for _ in range(200)])
        time.sleep(0.2)
        os.kill(engine._child.pid, signal.SIGKILL)
        with pytest.raises(StudioError, match="memory ran out"):
            waiting.result(20)
    with pytest.raises(StudioError, match="memory ran out"):
        engine.tokenize("a")
    engine.close()


def test_a_closed_engine_says_so(model: Path) -> None:
    engine = Engine(model, context=128, slots=1)
    engine.close()
    engine.close()
    with pytest.raises(StudioError, match="closed"):
        engine.tokenize("a")


def test_the_child_ends_when_its_input_closes(model: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from studio.engine.client import Engine;"
        f"e = Engine(Path({str(model)!r}), slots=1); print(e._child.pid, flush=True); os._exit(1)"
    )
    parent = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    pid = int(parent.stdout)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


def test_load_failures_name_the_cause(tmp_path: Path) -> None:
    odd = make_gguf(tmp_path / "odd.gguf", architecture="zebra")
    with pytest.raises(StudioError, match="architecture 'zebra' is unknown"):
        Engine(odd)
    writer = gguf.GGUFWriter(tmp_path / "empty.gguf", "llama")
    writer.add_context_length(128)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(StudioError, match=r"empty\.gguf could not be loaded: .*missing"):
        Engine(tmp_path / "empty.gguf")
    with pytest.raises(StudioError, match="no file"):
        Engine(tmp_path / "nowhere.gguf")


def test_damaged_weights_are_noticed(tmp_path: Path) -> None:
    path = make_gguf(tmp_path / "nan.gguf")
    data = bytearray(path.read_bytes())
    data[-4096:] = np.full(1024, np.nan, dtype=np.float32).tobytes()
    path.write_bytes(data)
    with Engine(path, context=128, slots=1) as engine, pytest.raises(StudioError, match="no usable numbers"):
        engine.generate(Generation(PROMPT, 4))


def test_progress_of_loading_is_reported(model: Path) -> None:
    shares: list[float] = []
    with Engine(model, context=128, slots=1, progress=shares.append):
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


@pytest.mark.parametrize("name", ["gpt-2", "falcon"])
def test_real_vocabularies_load_their_words(name: str) -> None:
    """Gold tokenisations of llama.cpp's own vocabulary files, where they are to hand."""
    folder = Path(os.environ.get("STUDIO_DATA", "")) / "tokenizers"
    path = folder / f"ggml-vocab-{name}.gguf"
    if not os.environ.get("STUDIO_DATA") or not path.exists():
        pytest.skip("STUDIO_DATA does not name a folder with tokenizers/")
    from studio.engine.native import Native

    native = Native(path, vocabulary_only=True)
    texts = (folder / f"{path.name}.inp").read_text(encoding="utf-8").split("\n__ggml_vocab_test__\n")
    assert texts.pop() == ""
    gold = [[int(token) for token in line.split()] for line in (folder / f"{path.name}.out").read_text().splitlines()]
    assert [native.tokenize(text) for text in texts] == gold


def test_threads_that_only_tokenize_do_not_wait_for_generation(engine: Engine) -> None:
    done = threading.Event()

    def write() -> None:
        engine.generate(Generation(PROMPT, 400))
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    engine.tokenize("the rain")
    early = not done.is_set()
    thread.join(60)
    assert early


def test_a_quantised_file_reads_long_prompts(tmp_path: Path) -> None:
    """On processors with AMX llama.cpp's own choice of kernels crashed here; probabilities must also stay close."""
    whole = make_gguf(tmp_path / "f32.gguf", hidden=128)
    tokens = [4 + index * 13 % 500 for index in range(100)]
    with (
        Engine(whole, context=128, slots=1) as exact,
        Engine(quantised(whole, tmp_path / "q8.gguf"), context=128) as q8,
    ):
        difference = np.exp(q8.probabilities(tokens)) - np.exp(exact.probabilities(tokens))
    assert np.abs(difference).max() < 0.1
    assert np.abs(difference).max() > 0.0
