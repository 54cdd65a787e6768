"""Ready-made files for the programs that run a GGUF: Ollama, llama.cpp's server and LM Studio.

Each renders a conversation exactly as it was taught (`conversations.rendering`), chooses the likeliest word as the
checks did, keeps the model's notes in the dialogue and adds no system line. Where the files go is `export`'s business.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from studio.conversations.encoder import Marks

REPLY_TOKENS = 500
PORT = 8080
PUBLISHER = "subterra-studio"


class Shipped(NamedTuple):
    """What the files must know: the procedure's name, the file's without its ending, how turns are marked, and the
    most tokens of a conversation."""

    name: str
    file: str
    marks: Marks
    context: int


def ollama_template(marks: Marks) -> str:
    """The one rendering in Go's template language, as Ollama reads it. Roles but the user's and the agent's are left
    out, the system line among them."""
    user = '{{ if eq .Role "user" }}User: {{ .Content }}\nAgent:\n'
    agent = '{{ else if eq .Role "assistant" }}{{ .Content }}' + marks.end + "\n"
    return f"{marks.bos}{{{{ range .Messages }}}}{user}{agent}{{{{ end }}}}{{{{ end }}}}"


def modelfile(shipped: Shipped, licence: str) -> str:
    """Ollama's Modelfile, to stand in a folder beside the one that holds the GGUF."""
    notes = licence.strip().replace('"' * 3, "'" * 3)
    return f'''# {shipped.name}, for Ollama. In this folder:
#   ollama create {shipped.file} -f Modelfile
#   ollama run {shipped.file}
FROM ../{shipped.file}.gguf
TEMPLATE """{ollama_template(shipped.marks)}"""
PARAMETER stop "{shipped.marks.end}"
PARAMETER temperature 0
PARAMETER repeat_penalty 1.0
PARAMETER num_ctx {shipped.context}
PARAMETER num_predict {REPLY_TOKENS}
LICENSE """
{notes}
"""
'''


def _server_flags(shipped: Shipped) -> list[str]:
    return [
        f"--model ../{shipped.file}.gguf --alias {shipped.file}",
        f"--ctx-size {shipped.context} --parallel 1 --n-predict {REPLY_TOKENS}",
        "--jinja --reasoning-format none",
        "--temp 0 --repeat-penalty 1.0",
    ]


def server_script(shipped: Shipped) -> str:
    """A start script of llama.cpp's server for Linux and macOS."""
    flags = " \\\n  ".join(_server_flags(shipped))
    return f"""#!/bin/sh
# Serves {shipped.file}.gguf to this computer alone, with a chat page at http://127.0.0.1:{PORT}
# and an OpenAI-compatible address at http://127.0.0.1:{PORT}/v1
# LLAMA_SERVER names the program where it is not in the PATH, PORT another port.
cd "$(dirname "$0")" || exit 1
exec "${{LLAMA_SERVER:-llama-server}}" \\
  {flags} \\
  --host 127.0.0.1 --port "${{PORT:-{PORT}}}" "$@"
"""


def server_batch(shipped: Shipped) -> str:
    """The same for Windows."""
    flags = " ^\n  ".join(_server_flags(shipped))
    text = f"""@echo off
rem Serves {shipped.file}.gguf to this computer alone, with a chat page at http://127.0.0.1:{PORT}
rem and an OpenAI-compatible address at http://127.0.0.1:{PORT}/v1
rem LLAMA_SERVER names the program where it is not in the PATH, PORT another port.
cd /d "%~dp0"
if not defined LLAMA_SERVER set LLAMA_SERVER=llama-server
if not defined PORT set PORT={PORT}
"%LLAMA_SERVER%" ^
  {flags} ^
  --host 127.0.0.1 --port %PORT% %*
"""
    return text.replace("\n", "\r\n")


def lm_studio_preset(shipped: Shipped) -> str:
    """LM Studio's preset. The chat template is the GGUF's own, which LM Studio takes by itself."""
    fields = {
        "temperature": 0,
        "maxPredictedTokens": {"checked": True, "value": REPLY_TOKENS},
        "contextOverflowPolicy": "stopAtLimit",
        "stopStrings": [shipped.marks.end],
        "repeatPenalty": {"checked": False, "value": 1.0},
        "minPSampling": {"checked": False, "value": 0.05},
        "topPSampling": {"checked": False, "value": 0.95},
        # notes that were taken out of a reply would be missing from the conversation it reads next
        "reasoning.parsing": {"enabled": False, "startString": "<think>", "endString": "</think>"},
    }
    preset = {
        "identifier": f"@local:{shipped.file}",
        "name": shipped.name,
        "changed": False,
        "operation": {"fields": [{"key": f"llm.prediction.{key}", "value": value} for key, value in fields.items()]},
        "load": {"fields": []},
    }
    return json.dumps(preset, ensure_ascii=False, indent=2) + "\n"
