"""Writes the starter's model card: what it is, how it was made, on what, and what was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SOURCES = (
    ("Schema-Guided Dialogue, training split", "CC BY-SA 4.0", "google-research-datasets, facebookresearch/accentor"),
    ("Self-dialogue corpus", "BSD-3-Clause", "jfainberg/self_dialogue_corpus"),
    ("QMSum", "MIT (AMI and ICSI parts CC BY 4.0)", "Yale-LILY/QMSum"),
    ("Topical-Chat, valid and test", "CDLA-Sharing 1.0", "alexa/Topical-Chat"),
    ("MultiWOZ 2, val and test", "Apache 2.0", "ConvLab/ConvLab-3"),
    ("Taskmaster-4", "CC BY 4.0", "google-research-datasets/Taskmaster"),
    ("CookDial", "MIT", "YiweiJiang2015/CookDial"),
    ("WOZ", "Apache 2.0", "ConvLab/ConvLab-3"),
    ("CamRest676", "CC BY 4.0", "ConvLab/ConvLab-3"),
    ("OpenStax textbooks (19)", "CC BY 4.0", "OpenStax, Rice University"),
    ("MedQuAD", "CC BY 4.0", "abachaa/MedQuAD"),
    ("digital.gov", "CC0 1.0", "GSA/digitalgov.gov"),
    ("Office support documents", "CC BY 4.0", "MicrosoftDocs/OfficeDocs-Support"),
)  # fmt: skip


def attribution() -> str:
    """Whom everything made from the starter must name, a line each."""
    lines = [f"{name} ({licence}), {origin}" for name, licence, origin in SOURCES]
    return "\n".join(["Subterra Studio starter (CC BY-SA 4.0)", *lines]) + "\n"


_TEXT = """---
license: cc-by-sa-4.0
language: en
library_name: transformers
pipeline_tag: text-generation
tags: [subterra-studio, starter, dialogue, procedure]
---

# Subterra Studio starter

A very small base model ({parameters:.1f} million parameters, Llama architecture) from which Subterra Studio compiles a
procedure. It is no assistant: alone it only knows how conversations with traces look, how to hear a yes, a no, a
choice, a value or a correction, and how to copy values. Compiling teaches it one procedure.

| | |
|---|---|
| layers, width, inner width, heads | {layers}, {width}, {inner}, {heads} |
| vocabulary | {vocab:,}, byte-level BPE, "qwen2" pre-tokenizer, tied with the output |
| context | {context:,} positions (rotary, theta {theta:,.0f}); trained on rows of 512 to 4,096 tokens |
| special tokens | `<\\|endoftext\\|>` 0 (padding), `<\\|end\\|>` 1 (end of turn), `<think>` 2, `</think>` 3; no BOS |
| languages | English |

## Form of the text

As `studio.conversations.rendering` writes it, and as the chat template in `tokenizer_config.json` does:

    User: I'm in Sunnyvale
    Agent:
    <think>at ask_city
    heard answer
    city = Sunnyvale
    go find_dentist
    </think>[call] find_provider city=Sunnyvale<|end|>

## Data

{sources}

SGD's annotated training dialogues were told with traces, twice each and under invented names. Further conversations
were invented by the recipe around people's questions and replies from the dialogues above, some 21,000 lines written
for it (what people say to the questions of a support desk, a shop, a surgery ...), the phrasebook's taught wordings
and meanings, and made-up values; among them are drills, nearly all values, in which names and texts are words drawn
from all of the prose, to be copied. The rest is plain dialogue and prose. No text of eight words or more of SGD's dev
and test parts, STAR, CLINC or banking77 is in the input: the recipe leaves them out and refuses to encode a stream that
holds one.

Made from CC BY-SA 4.0 data among others, these weights are offered under CC BY-SA 4.0.

## Training

{tokens:.1f} million tokens in {steps:,} steps and {minutes:.0f} minutes on {machine}{earlier}:
warm-up, a stable rate, then a decay in a straight line to zero. Muon for the matrices, AdamW for the rest, bf16
activations, fp32 weights. The loss counts what a trace decides 3 (what was heard, where a value begins, the
branch), the rest of a trace 1, the agent's words 0.6, the user's 0.25, plain text 0.5, what nobody could foresee in an
invented conversation 0.12, tool results nothing; all but the trace less in the decay. It is a mean by weight, so
stages with other weights and shares of text do not compare.

{log}

Made by `python packaging/starter/build.py --work FOLDER`, with the data's folder in STUDIO_DATA.

## Measured

{measured}

Hearing was measured on dialogues of SGD's test part, told with traces: given the true history and the trace so far,
the kind of message heard and the value of a field are written greedily and count when exactly equal; a decision counts
when the right one of its two branches is the likelier where they part. SGD's labels are people's, and services of the
test part are partly unknown to the training part. The perplexities are of held-out dialogues and prose of the same
sources.

## Limits

English only. It knows next to nothing about the world, and writes plausible nonsense when it is not compiled.
"""


def write(shape: Mapping[str, float], note: Mapping[str, Any], figures: Mapping[str, Any]) -> str:
    """The card. `note` is the checkpoint's state with "machine" and "log" beside, `figures` are `measure`'s."""
    width, inner, layers, vocab = (int(shape[name]) for name in ("width", "inner", "layers", "vocab"))
    parameters = vocab * width + layers * (4 * width * width + 3 * width * inner + 2 * width) + width
    begun = {"tokens": 0, "step": 0, "seconds": 0} | note.get("begun", {})
    listed = "\n".join(f"| {name} | {licence} | {origin} |" for name, licence, origin in SOURCES)
    return _TEXT.format(
        parameters=parameters / 1e6,
        layers=layers,
        width=width,
        inner=inner,
        heads=int(shape["heads"]),
        vocab=vocab,
        context=int(shape["context"]),
        theta=shape["theta"],
        sources=f"| source | licence | origin |\n|---|---|---|\n{listed}",
        tokens=(note["tokens"] + begun["tokens"]) / 1e6,
        steps=round(note["step"] + begun["step"]),
        minutes=(note["seconds"] + begun["seconds"]) / 60,
        earlier=f", {begun['tokens'] / 1e6:.1f} million of them by an earlier starter that this one went on from"
        if begun["tokens"]
        else "",
        machine=note["machine"],
        log=note["log"],
        measured=table(figures),
    )


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a table: rates with their counts, perplexities with theirs."""
    if not figures:
        return "Not measured yet."
    lines = ["| what | figure | of |", "|---|---|---|"]
    for name, figure in figures.items():
        if not isinstance(figure, Mapping):
            continue
        if "rate" in figure:
            lines.append(f"| {name} | {figure['rate']:.1%} | {int(figure['right']):,} of {int(figure['of']):,} |")
        else:
            per_word, per_token = figure["per word"], figure["per token"]
            lines.append(f"| {name} | {per_word} per word, {per_token} per token | {figure['words']:,} words |")
    return "\n".join(lines)


def log_table(lines: list[str]) -> str:
    """A training log, one line in about ten, as a table of tokens and loss."""
    rows = [line.split() for line in lines if line.startswith("step ")]
    kept = rows[:: max(1, len(rows) // 12)] + rows[-1:] if rows else []
    body = "\n".join(f"| {row[1]} | {row[3]} | {row[5]} |" for row in kept)
    return f"| step | tokens | loss |\n|---|---|---|\n{body}" if kept else ""


def note_of(checkpoint: Path, machine: str, log: Path) -> dict[str, Any]:
    """A checkpoint's state with what the card adds to it."""
    note: dict[str, Any] = json.loads((checkpoint / "state.json").read_text(encoding="utf-8"))
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return note | {"machine": machine, "log": log_table(lines)}
