"""Builds the starter base model: `python packaging/starter/build.py [stage ...] --work FOLDER`, data from STUDIO_DATA.

Stages, each resumable and skipped where its output stands: corpus, tokenizer, shards, pretrain, decay, export, measure.
Without a stage named it runs them all. This file only orders the work.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

STAGES = ("corpus", "tokenizer", "shards", "pretrain", "decay", "export", "measure")
STREAMS = ("annotated", "plain", "prose", "interviews", "drills")
STABLE = {"annotated": 0.20, "interviews": 0.30, "drills": 0.30, "plain": 0.15, "prose": 0.05}
DECAY = {"annotated": 0.20, "interviews": 0.36, "drills": 0.36, "plain": 0.06, "prose": 0.02}


def corpus(work: Path, data: Path, only: list[str]) -> None:
    """Write the streams that are missing."""
    import annotated
    import corpora
    import guard

    folder = work / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    watch = guard.Guard(guard.measuring_texts(data))
    for name in only:
        path = folder / f"{name}.jsonl"
        if path.exists():
            continue
        dropped = [0]
        if name == "annotated":
            documents = annotated.documents(data, watch, 2, 1, dropped)
        elif name == "plain":
            documents = corpora.plain_dialogues(data, watch, dropped)
        elif name == "prose":
            documents = corpora.prose(data, watch, dropped)
        elif name == "drills":
            import drills

            documents = drills.documents(data, watch, 40_000, 3, dropped)
        else:
            import interviews

            documents = interviews.documents(data, watch, 45_000, 2, dropped)
        (folder / "held_out").mkdir(exist_ok=True)
        aside = folder / "held_out" / path.name if name in ("plain", "prose") else None
        count = corpora.write(path, documents, aside)
        print(f"corpus: {name} has {count:,} documents; {dropped[0]:,} texts of measuring sets left out", flush=True)


def tokenizer(work: Path) -> None:
    """Learn the tokenizer from a sample of every stream, dialogues and traces most."""
    import random

    import corpora
    import rows
    import tokenizer as bpe

    folder = work / "tokenizer"
    if (folder / "tokenizer.json").exists():
        return
    rng = random.Random(5)
    share = {"annotated": 0.35, "interviews": 0.35, "drills": 0.1, "plain": 0.6, "prose": 0.3}

    def texts() -> Iterator[str]:
        for path in sorted((work / "corpus").glob("*.jsonl")):
            for document in corpora.read(path):
                if rng.random() < share[path.stem]:
                    whole = "".join(text for text, _ in rows.rendered(document))
                    yield whole.replace("<|end|>", "").replace("<think>", "").replace("</think>", "")

    bpe.save(bpe.train(texts()), folder, 8192)


def shards(work: Path, data: Path) -> None:
    """Check every stream against the measuring sets, then encode it."""
    import corpora
    import guard
    import rows
    import tokenizer as bpe

    folder = work / "shards"
    folder.mkdir(parents=True, exist_ok=True)
    missing = [p for p in sorted((work / "corpus").glob("*.jsonl")) if not (folder / f"{p.stem}.npz").exists()]
    watch = guard.Guard(guard.measuring_texts(data)) if missing else None
    for path in missing:
        assert watch is not None
        checked = watch.refuse(text for document in corpora.read(path) for text in corpora.texts(document))
        tokens = rows.encode(corpora.read(path), bpe.load(work / "tokenizer"), folder / f"{path.stem}.npz")
        print(f"shards: {path.stem} has {tokens / 1e6:.2f}M tokens; {checked:,} texts checked", flush=True)


def pretrain(work: Path, minutes: float, tokens: float, device: str, begin: Path | None, *, decay: bool) -> None:
    """Train on at a stable rate, or decay from the stable checkpoint. Where none is kept, training begins from the
    weights of the folder `begin`, or from nothing."""
    import export as folder
    import torch
    from network import Shape
    from pretrain import Leg, Training, run

    stable = work / "stable"
    where = torch.device(device)
    if (stable / "state.json").exists():
        training = Training.kept(stable, where)
    elif begin is not None:
        shape, weights = folder.network_weights(begin)
        training = Training.fresh(shape, where)
        training.model.load_state_dict(weights)
        training.begun = folder.seen(begin)
    else:
        torch.manual_seed(1)
        training = Training.fresh(Shape(), where)
    lengths = ((0.0, 1024), (0.65, 2048), (0.88, 4096)) if decay else ((0.0, 512),)
    leg = Leg(DECAY if decay else STABLE, minutes, tokens, decay, lengths=lengths, words=0.4 if decay else 0.6)

    def report(line: str) -> None:
        print(line, flush=True)
        with (work / "training.log").open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")

    loss = run(training, leg, work / "shards", work / ("decayed" if decay else "stable"), report)
    print(f"{'decay' if decay else 'pretrain'}: {training.tokens / 1e6:.1f}M tokens seen, loss {loss:.3f}", flush=True)


def export(work: Path, out: Path, checkpoint: str, machine: str) -> None:
    """Write the Hugging Face folder, with the figures where they have been measured."""
    import card
    import export as folder

    kept = work / checkpoint
    note = card.note_of(kept, machine, work / "training.log")
    figures = work / "figures.json"
    measured = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    folder.write_folder(kept, work / "tokenizer", out, card.write(note["shape"], note, measured), card.attribution())
    print(f"export: {out}", flush=True)


def measure(work: Path, out: Path, data: Path, dialogues: int) -> None:
    """Measure the exported folder."""
    import measure as measuring

    figures = measuring.measure(out, data, work / "corpus" / "held_out", dialogues)
    (work / "figures.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="stage", help=", ".join(STAGES))
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    parser.add_argument("--data", type=Path, default=os.environ.get("STUDIO_DATA"), help="default: STUDIO_DATA")
    parser.add_argument("--streams", default=",".join(STREAMS), help="streams the corpus stage writes")
    parser.add_argument("--minutes", type=float, default=60.0, help="length of a training stage at most")
    parser.add_argument("--tokens", type=float, default=float("inf"), help="tokens of a training stage at most")
    parser.add_argument("--begin", type=Path, help="a starter's folder to train on, where no stable checkpoint is kept")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--checkpoint", default="decayed", choices=("decayed", "stable"), help="what is exported")
    parser.add_argument("--machine", default="an unnamed machine", help="named on the card")
    parser.add_argument("--dialogues", type=int, default=400, help="test dialogues measured on")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "starter")
    args = parser.parse_args()
    data = Path(args.data)
    for stage in args.stages or STAGES:
        if stage == "corpus":
            corpus(args.work, data, args.streams.split(","))
        elif stage == "tokenizer":
            tokenizer(args.work)
        elif stage == "shards":
            shards(args.work, data)
        elif stage in ("pretrain", "decay"):
            import torch

            torch.set_num_threads(args.threads)
            pretrain(args.work, args.minutes, args.tokens, args.device, args.begin, decay=stage == "decay")
        elif stage == "export":
            export(args.work, args.out, args.checkpoint, args.machine)
        elif stage == "measure":
            measure(args.work, args.out, data, args.dialogues)
            export(args.work, args.out, args.checkpoint, args.machine)


if __name__ == "__main__":
    main()
