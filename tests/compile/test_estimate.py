"""Estimates: what they say, when something is missing, and that they agree with what a compile then does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from studio import cli
from studio.base import paths, processes
from studio.base.devices import Computer, Gpu
from studio.compile import estimate_making as making
from studio.compile import estimate_memory, launch, writing
from studio.compile.choices import Choices
from studio.compile.estimate import CompileEstimate, Course, budget_of, request, told
from studio.models import library
from studio.plan.budget import MINUTES, budget_for
from studio.procedure.file import load, procedure_hash
from studio.procedure.model import Procedure
from studio.weights import preflight
from tests.engine.tiny_gguf import make_gguf

DAY = date(2026, 3, 2)
GIGA = 2**30
COMPUTER = Computer(
    system="Linux", processor="Test", cores=4, memory=16 * GIGA, memory_free=12 * GIGA, disk_free=100 * GIGA
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    on(monkeypatch, COMPUTER)


@pytest.fixture
def hello() -> Procedure:
    return load(paths.sample("hello"))


@pytest.fixture
def large_base(tmp_path: Path) -> str:
    """A base of seven billion parameters whose weights are holes in a file, so that they take no disk."""
    shape = {"hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8}
    config = {
        "architectures": ["MistralForCausalLM"],
        **shape,
        "intermediate_size": 14336,
        "vocab_size": 32768,
        "max_position_embeddings": 32768,
        "tie_word_embeddings": False,
    }
    folder = tmp_path / "large"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    shutil.copy(paths.starter() / "tokenizer.json", folder)
    from studio.models.shapes import shape_of

    header, at = {}, 0
    for name, sides in shape_of(config, "test").tensors():
        size = 2
        for side in sides:
            size *= side
        header[name] = {"dtype": "F16", "shape": list(sides), "data_offsets": [at, at + size]}
        at += size
    written = json.dumps(header).encode()
    with (folder / "model.safetensors").open("wb") as file:
        file.write(len(written).to_bytes(8, "little") + written)
        file.truncate(8 + len(written) + at)
    return library.add(folder).name


def on(monkeypatch: pytest.MonkeyPatch, computer: Computer) -> None:
    monkeypatch.setattr(making, "look", lambda folder=None: computer)


def course(found: CompileEstimate, name: str = "standard") -> Course:
    wanted = found.course(name)  # type: ignore[arg-type]
    assert wanted is not None
    return wanted


def codes(found: CompileEstimate) -> list[str]:
    return [need.code for need in found.unmet(found.course("standard"))]


def test_the_starter_is_ready_on_a_plain_computer(hello: Procedure) -> None:
    found = making.quick(hello, Choices(), DAY)
    assert found.certainty == "reckoned"
    assert found.base and found.base.name == "starter" and found.base.licence == "cc-by-sa-4.0"
    assert found.method and found.method.method == "full" and found.method.kind == "Q8_0"
    assert codes(found) == []
    assert [each.name for each in found.courses] == list(MINUTES)
    assert found.own is None
    assert 0 < found.file < found.memory <= 2 * GIGA
    for each in found.courses:
        assert each.minutes[0] <= each.minutes[1]
        assert 60 < each.likely < 1.1 * each.seconds


def test_the_ceiling_is_the_one_a_compile_keeps(hello: Procedure) -> None:
    found = making.quick(hello, Choices(), DAY)
    for each in found.courses:
        kept = budget_for(
            each.name, len(hello.steps), tokens_per_second=found.tokens_per_second,
            tokens_per_conversation=found.tokens_per_conversation,
        )  # fmt: skip
        assert (each.seconds, each.conversations) == (kept.seconds, kept.conversations)
        assert each.checked == kept.gate_clean + kept.gate_overlays


def test_ones_own_ceiling_stands_beside_the_budgets(hello: Procedure) -> None:
    found = making.quick(hello, Choices(budget="quick", seconds=120), DAY)
    assert found.own is not None and found.order is not None
    assert found.course("quick", own=True) is found.own
    assert found.own.seconds == 120
    kept = budget_of(found.order, 5, tokens_per_second=found.tokens_per_second,
                     tokens_per_conversation=found.tokens_per_conversation)  # fmt: skip
    assert found.own.conversations == kept.conversations
    assert course(found, "quick").seconds == pytest.approx(4 * 60 * 0.9)


def test_what_was_measured_before_is_remembered(hello: Procedure) -> None:
    base = library.base("starter")
    estimate_memory.keep_speed(base.hash, "full", 4321.0, {"kind": "cpu", "bf16": False})
    found = making.quick(hello, Choices(), DAY)
    assert (found.certainty, found.tokens_per_second) == ("remembered", 4321.0)
    assert found.place and found.place.name == "processor"
    estimate_memory.keep_tokens(base.hash, procedure_hash(hello), 200.0)
    again = making.quick(hello, Choices(), DAY)
    assert (again.certainty, again.tokens_per_conversation) == ("measured", 200.0)
    assert making.measured(hello, again) is again


def test_an_old_measurement_is_no_measurement(hello: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    base = library.base("starter")
    monkeypatch.setattr(estimate_memory, "FRESH", -1.0)
    estimate_memory.keep_speed(base.hash, "full", 4321.0, {"kind": "cpu"})
    estimate_memory.keep_tokens(base.hash, procedure_hash(hello), 200.0)
    assert making.quick(hello, Choices(), DAY).certainty == "remembered"


@pytest.mark.parametrize("broken", ["{", "[]", '{"speeds": 3, "tokens": {"a:b": "many"}}'])
def test_damaged_measurements_are_forgotten(broken: str) -> None:
    paths.data().mkdir(parents=True)
    (paths.data() / estimate_memory.FILE).write_text(broken)
    assert estimate_memory.speed("a", "full") is None
    assert estimate_memory.device() is None
    assert estimate_memory.tokens("a", "b") is None
    estimate_memory.keep_tokens("a", "b", 3.14)
    assert estimate_memory.tokens("a", "b") == 3.1


def test_a_missing_base_is_one_need_and_the_procedures_problems_are_told_too(hello: Procedure) -> None:
    mute = hello.model_copy(update={"language": "xx"})
    found = making.quick(mute, Choices(base="nobody"), DAY)
    assert codes(found) == ["base", "language"]
    assert all(need.stops and need.remedy for need in found.needs)
    assert (found.base, found.order, found.courses) == (None, None, ())
    assert making.measured(mute, found) is found


def test_problems_of_the_procedure_name_their_step(hello: Procedure) -> None:
    asks = next(step for step in hello.steps if step.kind == "ask")
    unsaid = asks.model_copy(update={"text": ""})
    broken = hello.model_copy(update={"steps": tuple(unsaid if s.id == asks.id else s for s in hello.steps)})
    found = making.quick(broken, Choices(), DAY)
    assert (found.needs[0].code, found.needs[0].step) == ("procedure", asks.id)


def test_a_procedure_longer_than_the_base_reads(hello: Procedure) -> None:
    say = next(step for step in hello.steps if hasattr(step, "text"))
    long = say.model_copy(update={"text": "word " * 6000})
    steps = tuple(long if step.id == say.id else step for step in hello.steps)
    assert "length" in codes(making.quick(hello.model_copy(update={"steps": steps}), Choices(), DAY))


def test_too_little_memory(hello: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, COMPUTER.model_copy(update={"memory_free": GIGA // 2}))
    found = making.quick(hello, Choices(), DAY)
    assert codes(found) == ["memory"]
    assert "GB are free" in found.needs[0].message
    assert making.measured(hello, found) is found


def test_too_little_disk(hello: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, COMPUTER.model_copy(update={"disk_free": GIGA // 10}))
    found = making.quick(hello, Choices(), DAY)
    assert codes(found) == ["disk"]
    assert "old runs" in found.needs[0].remedy


def test_a_base_too_large_for_a_processor(hello: Procedure, large_base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, COMPUTER.model_copy(update={"memory": 64 * GIGA, "memory_free": 60 * GIGA}))
    found = making.quick(hello, Choices(base=large_base), DAY)
    assert found.method and found.method.kind == "Q4_K_M"
    need = found.unmet(course(found))[0]
    assert (need.code, need.stops) == ("slow", True)
    assert "too large for this computer" in need.message
    assert "Not ready." in told(found, course(found))


def test_the_same_base_on_a_graphics_card(hello: Procedure, large_base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    card = Gpu(name="Card 24", memory=24 * GIGA, free=23 * GIGA)
    on(monkeypatch, COMPUTER.model_copy(update={"gpus": (card,)}))
    found = making.quick(hello, Choices(base=large_base), DAY)
    assert found.place and (found.place.kind, found.place.name) == ("cuda", "Card 24")
    assert found.method and found.method.method == "qlora"
    assert codes(found) == []
    full = making.quick(hello, Choices(base=large_base, method="full"), DAY)
    assert "memory" in codes(full)
    assert "qlora" in full.needs[0].remedy


def test_a_writer_that_is_not_there(hello: Procedure, tmp_path: Path) -> None:
    found = making.quick(hello, Choices(writer=str(tmp_path / "none.gguf")), DAY)
    assert codes(found) == ["writer"]


def test_a_writer_of_ones_own_takes_longer_than_is_said(hello: Procedure, tmp_path: Path) -> None:
    found = making.quick(hello, Choices(writer=str(make_gguf(tmp_path / "writer.gguf"))), DAY)
    assert [(need.code, need.stops) for need in found.unmet(course(found))] == [("writer", False)]


def test_a_driver_that_does_not_answer_is_told_and_stops_nothing(
    hello: Procedure, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, COMPUTER.model_copy(update={"notes": ("The driver does not answer.",)}))
    need = making.quick(hello, Choices(), DAY).needs[0]
    assert (need.code, need.stops) == ("driver", False)


def test_an_earlier_compile_of_the_same_is_found(hello: Procedure) -> None:
    first = making.quick(hello, Choices(), DAY)
    assert {each.before for each in first.courses} == {""}
    assert first.order is not None
    run = launch.prepare(hello, first.order, None)
    assert run.path == course(first).run
    assert course(making.quick(hello, Choices(), DAY)).before == "unfinished"
    run.gguf.write_bytes(b"model")
    run.events.write("done", gate="passed")
    again = making.quick(hello, Choices(), DAY)
    assert course(again).before == "done"
    assert course(again, "quick").before == ""
    assert "done before" in told(again, course(again))


def test_measuring_keeps_what_it_found(hello: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.weights import devices

    monkeypatch.setattr(preflight, "measure_speed", lambda base, recipe, device: 5000.0)
    monkeypatch.setattr(devices, "refuse_outdated_driver", lambda parameters: "", raising=False)
    here = devices.Device(kind="cpu", name="processor", memory=16 * GIGA, free=12 * GIGA, cores=2)
    monkeypatch.setattr(devices, "describe", lambda: [here])
    monkeypatch.setattr("studio.compile.writing.typical_tokens", lambda *asked: 250.0)
    first, second = making.estimates(hello, Choices(), DAY)
    assert (first.certainty, second.certainty) == ("reckoned", "measured")
    assert (second.tokens_per_second, second.tokens_per_conversation) == (5000.0, 250.0)
    assert len(list(making.estimates(hello, Choices(), DAY))) == 1


def test_the_childs_answers_are_lines(hello: Procedure) -> None:
    """The real child, with a base that is missing, so that nothing is measured."""
    asked = request(hello.model_copy(update={"language": "xx"}), Choices(base="nobody"), DAY, "de_AT")
    done = subprocess.run(
        processes.command("estimate"), input=asked, capture_output=True, text=True, check=False,
        env=dict(os.environ), cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    needs = CompileEstimate.model_validate(json.loads(line)["estimate"]).needs
    assert [need.code for need in needs] == ["base", "language"]
    assert "Der Ablauf ist" in needs[1].message


def test_the_command_says_what_is_missing_and_starts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    flow = str(paths.sample("hello"))
    assert cli.main(["compile", flow, "--estimate", "--base", "nobody"]) == 1
    assert "Missing: There is no base model nobody." in capsys.readouterr().out
    assert cli.main(["compile", flow, "--estimate", "--base", "nobody", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["ready"], said["needs"][0]["code"]) == (False, "base")
    assert cli.main(["compile", flow, "--estimate", "--rank", "0"]) == 2
    assert "--rank 0" in capsys.readouterr().err
    assert not paths.runs().exists()


def test_the_command_when_all_is_well(hello: Procedure, capsys: pytest.CaptureFixture[str]) -> None:
    base = library.base("starter")
    estimate_memory.keep_speed(base.hash, "full", 8000.0, {"kind": "cpu", "bf16": True})
    estimate_memory.keep_tokens(base.hash, procedure_hash(hello), 200.0)
    assert cli.main(["compile", str(paths.sample("hello")), "--estimate", "--budget", "quick"]) == 0
    out = capsys.readouterr().out
    assert "* quick" in out and "Ready to compile." in out and "(measured)" in out


def test_the_records_load_nothing_heavy() -> None:
    code = "import sys, studio.compile.estimate, studio.compile.choices; print('studio.weights' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_compile_prepares_with_what_was_estimated(
    hello: Procedure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio.base.events import silent
    from studio.compile.conductor import Conductor
    from studio.weights import devices

    here = devices.Device(kind="cpu", name="processor", memory=16 * GIGA, free=12 * GIGA, cores=2)
    monkeypatch.setattr(devices, "describe", lambda: [here])
    monkeypatch.setattr(devices, "refuse_outdated_driver", lambda parameters: "", raising=False)
    monkeypatch.setattr(preflight, "measure_speed", lambda base, recipe, device: 5000.0)
    monkeypatch.setattr("studio.compile.writing.typical_tokens", lambda *asked: 250.0)
    chosen = Choices(seconds=300, rank=8, method="lora")
    (_, found) = making.estimates(hello, chosen, DAY)
    assert found.order is not None and found.own is not None and found.method is not None
    run = launch.prepare(hello, found.order, tmp_path / "run")
    budget, recipe = Conductor(run.path, silent, run.control)._prepare()
    assert (budget.seconds, budget.conversations) == (found.own.seconds, found.own.conversations)
    assert (recipe.method, recipe.rank, recipe.rate) == ("lora", 8, found.method.rate)


def test_asides_are_practised_only_where_enough_steps_of_teaching_remain() -> None:
    assert writing.asides_for(600.0, 5_000.0, 900.0, 1024) == writing.ASIDES
    assert writing.asides_for(100.0, 4_000.0, 2_000.0, 1024) == 0
