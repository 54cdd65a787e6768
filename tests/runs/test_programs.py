"""What is written for other programs renders conversations as they were taught, and says what they are documented to
read. The template was held against Go's own text/template once; here a reader of the few marks it uses stands in."""

from __future__ import annotations

import json
import re

import pytest

from studio.conversations.encoder import Marks
from studio.conversations.rendering import Message, pieces
from studio.runs import programs
from studio.runs.programs import Shipped

TALK = (
    Message("user", "[start] Today is Saturday 2026-11-21."),
    Message("assistant", '<think>at start\ngo ask\n</think>Hello & "welcome" <b>!'),
    Message("user", "it's {{ .x }} 5 < 6"),
    Message("assistant", "<think>x</think>[call] fares a=b"),
    Message("user", "[tool] ok price=400"),
)
MARKS = [Marks("<|end|>", ""), Marks("</s>", "<s>"), Marks("<end_of_turn>", "<bos>"), Marks("<|im_end|>", "")]


def shipped(marks: Marks = MARKS[0]) -> Shipped:
    return Shipped("Travel booking", "travel-booking", marks, 4096)


def go(template: str, messages: list[Message]) -> str:
    """The template as Go would render it: one range over the messages, choosing by role."""
    inside = re.fullmatch(r"(.*?)\{\{ range \.Messages \}\}(.*)\{\{ end \}\}", template, re.S)
    assert inside is not None
    chosen = re.fullmatch(
        r'\{\{ if eq \.Role "(\w+)" \}\}(.*?)\{\{ else if eq \.Role "(\w+)" \}\}(.*?)\{\{ end \}\}', inside[2], re.S
    )
    assert chosen is not None
    bodies = {chosen[1]: chosen[2], chosen[3]: chosen[4]}
    return inside[1] + "".join(bodies.get(m.role, "").replace("{{ .Content }}", m.text, 1) for m in messages)


def template_in(modelfile: str) -> str:
    found = re.search(r'TEMPLATE """(.*?)"""', modelfile, re.S)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("turns", [1, 3, 5])
def test_ollama_reads_a_conversation_as_it_was_taught(marks: Marks, turns: int) -> None:
    template = template_in(programs.modelfile(shipped(marks), "mit"))
    talk = list(TALK[:turns])
    taught = "".join(piece.text for piece in pieces(talk, end=marks.end, bos=marks.bos))
    assert go(template, talk) == taught
    told = [Message("system", "You are somebody else."), *talk]  # type: ignore[arg-type]
    assert go(template, told) == taught


def test_the_modelfile_says_what_ollama_documents() -> None:
    text = programs.modelfile(shipped(), 'Licence """ with quotes\nFROM evil')
    body = re.sub(r'""".*?"""', '"""…"""', text, flags=re.S)
    lines = [line for line in body.splitlines() if line and not line.startswith("#")]
    assert lines == [
        "FROM ../travel-booking.gguf",
        'TEMPLATE """…"""',
        'PARAMETER stop "<|end|>"',
        "PARAMETER temperature 0",
        "PARAMETER repeat_penalty 1.0",
        "PARAMETER num_ctx 4096",
        "PARAMETER num_predict 500",
        'LICENSE """…"""',
    ]
    assert "SYSTEM" not in text


def test_the_server_starts_with_the_files_own_template_and_leaves_the_notes_in() -> None:
    script = programs.server_script(shipped())
    flags = " ".join(script.split())
    for flag in (
        "--model ../travel-booking.gguf", "--jinja", "--reasoning-format none", "--temp 0", "--ctx-size 4096",
        "--repeat-penalty 1.0", "--host 127.0.0.1", "--n-predict 500", "--parallel 1",
    ):  # fmt: skip
        assert flag in flags
    assert script.startswith("#!/bin/sh\n")
    batch = programs.server_batch(shipped())
    assert batch.count("\r\n") == batch.count("\n") > 5
    commands = [" ".join(part.split()) for part in (script.split('llama-server}"')[1], batch.split('SERVER%"')[1])]
    plain = [
        re.sub(r'[\\^] |"', "", text).replace("${PORT:-8080} $@", "PORT").replace("%PORT% %*", "PORT")
        for text in commands
    ]
    assert plain[0] == plain[1]


def test_the_preset_of_lm_studio_has_no_system_line_and_keeps_the_notes() -> None:
    preset = json.loads(programs.lm_studio_preset(shipped()))
    assert set(preset) == {"identifier", "name", "changed", "operation", "load"}
    assert (preset["identifier"], preset["name"], preset["load"]) == (
        "@local:travel-booking",
        "Travel booking",
        {"fields": []},
    )
    fields = {field["key"]: field["value"] for field in preset["operation"]["fields"]}
    assert fields["llm.prediction.temperature"] == 0
    assert fields["llm.prediction.stopStrings"] == ["<|end|>"]
    assert fields["llm.prediction.repeatPenalty"]["checked"] is False
    assert fields["llm.prediction.reasoning.parsing"]["enabled"] is False
    assert "llm.prediction.systemPrompt" not in fields
