"""The report of a verification: one page that needs nothing beside it, for the person who drew the chart.

It speaks that person's words; how the figures were come by is folded away at the end. Counting is `scores`' business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from studio.base.atomic import write_text
from studio.bench.gate import GATE_CLEAN, GATE_DECISIONS, GATE_WITHOUT_TRACES
from studio.bench.report_style import BANDS, NEVER, PALETTE, STYLE, band
from studio.bench.scores import HEARD, Divergence, EdgeScore, Rates, of_step
from studio.bench.verify import Verification
from studio.chat.notes import branch_title
from studio.exchange.markup import safe
from studio.exchange.picture import svg
from studio.procedure.machine import IMPLICIT_ENDS
from studio.procedure.model import Act, Decide, Procedure
from studio.procedure.trace import CLOSE, OPEN, RESUME, START

WAYS = {
    ("unguarded", "greedy"): ("On its own", "as it comes out of the file, always giving its first choice"),
    ("unguarded", "sampled"): ("On its own, more freely", "as chat programs run it, varying its words"),
    ("unguarded", "without_traces"): ("With its notes hidden", "in programs that drop the notes before each reply"),
    ("guarded", "greedy"): ("Kept on the chart", "guarded: the studio rules out what the chart forbids"),
}
FAULTS = {
    "did not stop": "It did not stop speaking",
    "no trace": "It wrote no notes that can be read",
    "step answered": "It lost its place in the chart",
    "heard": "It took the message for something else",
    "knowledge": "It answered another question",
    "fields": "It noted a detail wrongly",
    "moves": "It took another way",
    "call": "It looked up something else",
    "prose": "It said something else",
}
SPEAKERS = {"user": "Person:", "agent": "Agent:", "tool": "Look-up:"}
WORDS = re.compile(r"\S+\s*|\s+")
OPENED = 3  # how many first mistakes are shown unfolded, each of another kind
WIDE = 1400  # charts wider than this many pixels are not made smaller to fit the page


def write_report(path: Path, procedure: Procedure, verification: Verification) -> None:
    """Write the report as one HTML file. Raises OSError where the disk refuses it."""
    write_text(path, report(procedure, verification))


def report(procedure: Procedure, verification: Verification) -> str:
    """The page."""
    page = _Page(procedure, verification)
    name = safe(procedure.name)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{name}: how well it is followed</title>',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<style>{STYLE}</style></head><body><main>",
            f"<h1>{name}: how well the model follows it</h1>",
            *page.sections(),
            "</main></body></html>",
            "",
        ]
    )


class _Page:
    """The sections of one report."""

    def __init__(self, procedure: Procedure, found: Verification) -> None:
        self.procedure = procedure
        self.found = found
        self.scores = {(score.step, score.branch): score for score in found.edges}

    def sections(self) -> Iterator[str]:
        yield from self._verdict()
        yield from self._figures()
        yield from self._messages()
        yield from self._chart()
        yield from self._table()
        yield from self._decisions()
        yield from self._mistakes()
        yield from self._details()

    # -- the verdict and the figures -----------------------------------------------------------

    def _verdict(self) -> Iterator[str]:
        gate, greedy = self.found.gate, self.found.unguarded.get("greedy")
        yield f'<section class="verdict{" ready" if gate.passed else ""}">'
        yield f"<p><strong>{'Ready to use.' if gate.passed else 'Not ready yet.'}</strong> {safe(gate.reason)}</p>"
        if greedy is not None:
            kinds = [f"{greedy.conversations_clean} that stay on the path"] if greedy.conversations_clean else []
            if greedy.conversations_overlays:
                kinds.append(
                    f"{greedy.conversations_overlays} in which people ask, correct themselves, hesitate or leave"
                )
            told = f" ({' and '.join(kinds)})" if kinds else ""
            yield (
                f'<p class="soft">Checked on {greedy.conversations} new conversations{told}, {greedy.turns} replies.'
                " A conversation counts as right only if every reply in it is.</p>"
            )
        yield "</section>"

    def _figures(self) -> Iterator[str]:
        yield "<section><h2>The figures</h2>"
        heads = ("", "Conversations", "All right", "On the path", "Off the path", "Decisions right", "Details right",
                 "Forbidden steps", "Did not stop")  # fmt: skip
        rows = []
        for (guard, way), (name, meaning) in WAYS.items():
            one = getattr(self.found, guard).get(way)
            if one is not None:
                rows.append((f'<th scope="row">{name}<br><span class="soft">{meaning}</span></th>', _figures(one)))
        yield _table(heads, [head + "".join(f'<td class="n">{cell}</td>' for cell in cells) for head, cells in rows])
        if self.found.pass_8 is not None:
            yield (
                f"<p>Tried again and again on the same conversations, {_share(self.found.pass_8)} came out right every"
                " single time.</p>"
            )
        packing = self.found.packing
        if packing is not None:
            yield (
                f"<p>Packing the model into its file changed {packing.changed} of {packing.decisions} decisions.</p>"
            )
        yield "</section>"

    def _messages(self) -> Iterator[str]:
        """Each kind of message, with a line for how well it is answered."""
        rows = [
            f'<th scope="row"><span class="dot b{band(score.right / score.total)}"></span>'
            f"{safe(HEARD.get(score.kind, score.kind))}</th>"
            f'<td class="n">{score.right} of {score.total}</td>'
            f'<td class="n">{_share(score.right / score.total)}</td><td class="n">{_share(score.low)}</td>'
            for score in self.found.messages
        ]
        if rows:
            yield "<section><h2>What people do</h2>"
            yield "<p>How often each kind of message was answered exactly right.</p>"
            yield f"{_table(('Message', 'Right', 'Share', 'Surely at least'), rows, words=1)}</section>"

    # -- the chart -----------------------------------------------------------------------------

    def _chart(self) -> Iterator[str]:
        colours, titles, notes = {}, {}, {}
        for step in self.procedure.steps:
            colours[step.id], titles[step.id], notes[step.id] = self._painted(step.title, self._of_step(step.id), "f")
            if isinstance(step, Decide | Act):
                for branch, _ in self.procedure.links(step):
                    key = f"{step.id}:{branch}"
                    title = f"{step.title} {branch_title(self.procedure, step.id, branch)}"
                    score = self.scores.get((step.id, branch))
                    colours[key], titles[key], note = self._painted(title, score, "e")
                    notes[key] = note.partition(" ")[0] if score else ""
        picture = svg(self.procedure, colours=colours, titles=titles, notes=notes, palette=PALETTE)
        wide = int(picture.partition('width="')[2].partition('"')[0]) > WIDE
        yield f"<section{' class=wide' if wide else ''}><h2>The chart</h2>"
        yield "<p>How often each step and each branch was taken when it should have been. Point at one for more.</p>"
        keys = (f'<li><i class="b{number}"></i>{one.words}</li>' for number, one in enumerate(BANDS))
        yield f'<ul class="key">{"".join(keys)}</ul>'
        yield f'<div class="scroll chart">{picture}</div></section>'

    def _painted(self, title: str, score: EdgeScore | None, prefix: str) -> tuple[str, str, str]:
        """Colour, title on pointing, and note of a step or branch."""
        if score is None:
            return f"var(--{prefix}{NEVER})", f"{title}\nnot met in this check", "not met"
        share = score.right / score.total
        told = f"{title}\n{score.right} of {score.total} times right, surely {_share(score.low)} or more"
        return f"var(--{prefix}{band(share)})", told, f"{_share(share)} of {score.total}×"

    def _of_step(self, step_id: str) -> EdgeScore | None:
        return of_step(self.procedure, self.found.edges, step_id)

    def _table(self) -> Iterator[str]:
        rows = []
        for score in sorted(self.found.edges, key=lambda s: (s.right / s.total if s.total else 1.0, s.step, s.branch)):
            share = score.right / score.total if score.total else None
            rows.append(
                f'<th scope="row"><span class="dot b{band(share)}"></span>{safe(self._title(score.step))}</th>'
                f"<td>{safe(self._branch(score.branch))}</td>"
                f'<td class="n">{score.right} of {score.total}</td><td class="n">{_share(share)}</td>'
                f'<td class="n">{_share(score.low)}</td>'
            )
        if rows:
            heads = ("Step", "Branch", "Right", "Share", "Surely at least")
            yield '<section><details class="all"><summary>Every step and branch, the weakest first</summary><div>'
            yield "<p>Few times say little: the last column is what the share surely is, seen how often it was met.</p>"
            yield f"{_table(heads, rows, words=2)}</div></details></section>"

    # -- decisions -----------------------------------------------------------------------------

    def _decisions(self) -> Iterator[str]:
        told = {step: rows for step, rows in self.found.confusions.items() if step != "heard"}
        if told:
            yield "<section><h2>The decisions</h2>"
            yield "<p>Each row is what should have been decided, each column what it decided.</p>"
            order = [s.id for s in self.procedure.steps if s.id in told] + [s for s in told if not self._drawn(s)]
            for step in order:
                yield f"<h3>{safe(self._title(step))}</h3>"
                yield self._confusion(told[step], {name: self._branch(name) for name in self._order(step, told[step])})
            yield "</section>"
        heard = self.found.confusions.get("heard")
        if heard:
            wrong = sum(count for gold, row in heard.items() for chosen, count in row.items() if chosen != gold)
            yield '<section><details class="all"><summary>What it took each message for</summary><div>'
            yield f"<p>{wrong or 'None'} of {sum(sum(row.values()) for row in heard.values())} were misunderstood.</p>"
            yield self._confusion(heard, {name: HEARD.get(name, name) for name in _names(heard)})
            yield "</div></details></section>"

    def _confusion(self, rows: dict[str, dict[str, int]], names: dict[str, str]) -> str:
        columns = list(names)
        found = []
        for gold in (name for name in columns if name in rows):
            cells = []
            for chosen in columns:
                count = rows[gold].get(chosen, 0)
                kind = "none" if not count else "hit" if chosen == gold else "miss"
                cells.append(f'<td class="n {kind}">{count or "·"}</td>')
            found.append(f'<th scope="row">{safe(names[gold])}</th>{"".join(cells)}')
        return _table(("should be", *(safe(names[name]) for name in columns)), found, kind="counts")

    # -- first mistakes ------------------------------------------------------------------------

    def _mistakes(self) -> Iterator[str]:
        found = self.found.divergences
        if not found:
            yield "<section><h2>First mistakes</h2><p>There were none.</p></section>"
            return
        yield "<section><h2>First mistakes</h2>"
        yield "<p>Where conversations first went wrong. What differs is marked; its notes stand above its reply.</p>"
        times = Counter(one.fault for one in found)
        for number, (fault, count) in enumerate(times.most_common()):
            yield f"<h3>{safe(FAULTS.get(fault, fault))}: {count}</h3>"
            for place, one in enumerate(one for one in found if one.fault == fault):
                yield self._mistake(one, opened=number < OPENED and place == 0)
        yield "</section>"

    def _mistake(self, one: Divergence, *, opened: bool) -> str:
        gold, written = _split(one.gold), _split(one.written)
        notes = _marked(gold[0].split("\n"), written[0].split("\n"))
        reply = _marked(WORDS.findall(gold[1]), WORDS.findall(written[1]))
        return (
            f"<details{' open' if opened else ''}><summary>{safe(self._title(one.step))}"
            f' <span class="soft">conversation {safe(one.conversation)}, reply {one.turn + 1}</span></summary><div>'
            f'{self._before(one)}<p class="said">{safe(one.user)}</p><div class="both">'
            f'<div><h4>as it should be</h4><p class="notes">{notes[0]}</p><p class="reply">{reply[0]}</p></div>'
            f'<div><h4>as it was</h4><p class="notes">{notes[1]}</p><p class="reply">{reply[1]}</p></div>'
            "</div></div></details>"
        )

    def _before(self, one: Divergence) -> str:
        """What was said until then, folded."""
        if not one.before:
            return ""
        lines = (f"<p><b>{SPEAKERS[line.who]}</b> {safe(line.text)}</p>" for line in one.before if line.text)
        return f'<details class="before"><summary>What was said before</summary><div>{"".join(lines)}</div></details>'

    # -- details -------------------------------------------------------------------------------

    def _details(self) -> Iterator[str]:
        yield '<section><details class="all"><summary>Details</summary><div>'
        yield (
            f"<p>The exported file was run in the embedded llama.cpp for {self.found.seconds:.0f} seconds. Users are"
            " scripted from held-out phrase families and values and follow the gold plan; a conversation fails at its"
            " first divergence, after which the gold message stands in its place so that the rest can be counted."
            f" The gate: decisions at least {GATE_DECISIONS:.0%} and clean conversations at least {GATE_CLEAN:.0%}"
            f" exact (unguarded, greedy), clean conversations at least {GATE_WITHOUT_TRACES:.0%} exact with earlier"
            " traces dropped. “Surely at least” is the lower end of Wilson's 95% score interval. The chart, the tables"
            " and the first mistakes are from the unguarded greedy pass.</p>"
        )
        heads = ("", "Turns", "Turns exact", "Heard right", "Decisions", "Computed decisions right", "Fields",
                 "Foreign prompt tokens")  # fmt: skip
        rows = []
        for guard in ("unguarded", "guarded"):
            for way, one in getattr(self.found, guard).items():
                cells = (one.turns, _share(one.turns_right), _share(one.heard), one.decisions_counted,
                         _share(one.computed), one.fields_counted, one.prompt_tokens_foreign)  # fmt: skip
                named = f'<th scope="row">{guard}, {safe(way.replace("_", " "))}</th>'
                rows.append(named + "".join(f'<td class="n">{cell}</td>' for cell in cells))
        yield _table(heads, rows)
        yield "</div></details></section>"

    # -- names ---------------------------------------------------------------------------------

    def _drawn(self, step_id: str) -> bool:
        return step_id in self.procedure.step_by_id

    def _title(self, step_id: str) -> str:
        if self._drawn(step_id):
            return self.procedure.step_by_id[step_id].title
        if step_id in IMPLICIT_ENDS:
            return f"The end that nobody drew ({IMPLICIT_ENDS[step_id]})"
        return {START: "The beginning", RESUME: "Taken up in the middle"}.get(step_id, step_id)

    def _branch(self, branch: str) -> str:
        return "no decision" if branch == "-" else branch.replace("_", " ")

    def _order(self, step_id: str, rows: dict[str, dict[str, int]]) -> list[str]:
        """The names in a decision's table: its branches as drawn, then whatever else was written."""
        step, names = self.procedure.step_by_id.get(step_id), _names(rows)
        drawn = [branch.id for branch in step.branches if branch.id in names] if isinstance(step, Decide) else []
        return [*drawn, *(name for name in names if name not in drawn)]


def _figures(one: Rates) -> tuple[object, ...]:
    return (
        one.conversations,
        _share(one.exact),
        _share(one.exact_clean),
        _share(one.exact_overlays),
        _share(one.decisions),
        _share(one.fields),
        one.illegal_moves,
        one.unstopped,
    )


def _share(value: float | None) -> str:
    """A share as people write it; never rounded up to all or down to nothing."""
    if value is None:
        return "–"
    if value in (0.0, 1.0):
        return f"{value:.0%}"
    return f"{min(max(value, 0.001), 0.999):.1%}"


def _table(heads: Iterable[str], rows: Iterable[str], *, words: int = 1, kind: str = "plain") -> str:
    """A table; its first columns, `words` of them, are words and the rest numbers."""
    cells = (f'<th scope="col"{"" if i < words else " class=n"}>{head}</th>' for i, head in enumerate(heads))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    head = f"<thead><tr>{''.join(cells)}</tr></thead>"
    return f'<div class="scroll"><table class="{kind}">{head}<tbody>{body}</tbody></table></div>'


def _names(rows: dict[str, dict[str, int]]) -> list[str]:
    """Every name in a confusion table: those that should have been first, "-" last."""
    chosen = sorted({name for row in rows.values() for name in row} - set(rows) - {"-"})
    nothing = ["-"] if any("-" in row for row in rows.values()) else []
    return [*rows, *chosen, *nothing]


def _split(message: str) -> tuple[str, str]:
    """A message's notes and its reply."""
    if CLOSE not in message:
        return "", message
    notes, _, reply = message.partition(CLOSE)
    return notes.removeprefix(OPEN).strip("\n"), reply


def _marked(one: list[str], other: list[str]) -> tuple[str, str]:
    """Two lists of pieces of text in markup, the pieces marked that the other has not."""
    same = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    kept = ({block.a + i for block in same for i in range(block.size)},
            {block.b + i for block in same for i in range(block.size)})  # fmt: skip
    first, second = (
        "".join(f"<b{'' if i in numbers else ' class=off'}>{safe(piece)}</b>" for i, piece in enumerate(pieces))
        for pieces, numbers in ((one, kept[0]), (other, kept[1]))
    )
    return first, second
