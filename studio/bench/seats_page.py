"""A comparison of seats for people: a table in the terminal, and a page (HTML, no scripts) with bars and the table."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from studio.bench.seats_scores import Comparison, SeatScore
from studio.chat.seats.prices import dollars

COLOURS = ("#2f6f6f", "#b5763a", "#6b5b95", "#4a7fb0", "#8a8a3c", "#a0506b")
BAR, LABEL, ROW, WIDTH = 320, 130, 26, 560

Cell = tuple[str, Callable[[SeatScore], str]]


def share(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def count(value: float) -> str:
    return f"{value:,.0f}"


def _cost(one: SeatScore) -> str:
    return "–" if one.cost is None else ("" if one.cost_known else "at least ") + dollars(one.cost)


def _about(one: SeatScore, value: float) -> str:
    return ("" if one.counted else "about ") + count(value)


ROWS: tuple[Cell, ...] = (
    ("conversations", lambda s: str(s.conversations)),
    ("exact", lambda s: share(s.exact)),
    ("exact by words alone", lambda s: share(s.exact_words)),
    ("decisions", lambda s: share(s.decisions)),
    ("fields", lambda s: share(s.fields)),
    ("right messages before the first wrong one", lambda s: _mean(s.right_before_divergence)),
    ("messages off the chart", lambda s: "–" if s.off_the_chart is None else str(s.off_the_chart)),
    ("first word, cold", lambda s: seconds(s.first_cold)),
    ("first word, warm", lambda s: seconds(s.first_warm)),
    ("time a conversation", lambda s: seconds(s.seconds)),
    ("tokens read a conversation", lambda s: _about(s, s.read_tokens)),
    ("of them still in memory", lambda s: _about(s, s.reused_tokens)),
    ("tokens written a conversation", lambda s: _about(s, s.written_tokens)),
    ("requests a conversation", lambda s: f"{s.requests:.1f}"),
    ("cost of 1,000 conversations", _cost),
    ("ended by an error", lambda s: str(s.errors)),
)
JUDGED = ("exact", "exact by words alone", "decisions", "fields", "right messages before the first wrong one",
          "messages off the chart")  # fmt: skip


def _mean(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def rows(found: Comparison) -> list[tuple[str, list[str]]]:
    """The table: what each row is called, and a cell for each seat."""
    wanted = [(name, cell) for name, cell in ROWS if found.judged or name not in JUDGED]
    return [(name, [cell(one) for one in found.seats]) for name, cell in wanted]


def table(found: Comparison) -> str:
    """The table for a terminal."""
    told = rows(found)
    first = max(len(name) for name, _ in told)
    widths = [max([len(one.title), *(len(cells[i]) for _, cells in told)]) for i, one in enumerate(found.seats)]

    def line(name: str, cells: list[str]) -> str:
        return name.ljust(first) + "".join("  " + cell.rjust(width) for cell, width in zip(cells, widths, strict=True))

    lines = [line("", [one.title for one in found.seats]), *(line(name, cells) for name, cells in told), ""]
    lines += found.fairness
    lines += [f"{one.title}: {note}" for one in found.seats for note in one.notes]
    lines += [f"{one.title} was ended by an error: {one.error}" for one in found.seats if one.error]
    return "\n".join(lines)


def page(found: Comparison) -> str:
    """The whole page."""
    charts: list[tuple[str, list[float | None], Callable[[float], str]]] = [
        ("Exact conversations, by words alone", [s.exact_words for s in found.seats], share),
        ("Tokens read a conversation", [s.read_tokens for s in found.seats], count),
        ("Tokens written a conversation", [s.written_tokens for s in found.seats], count),
        ("First word, cold", [s.first_cold for s in found.seats], seconds),
        ("First word, warm", [s.first_warm for s in found.seats], seconds),
        ("Time a conversation", [s.seconds for s in found.seats], seconds),
    ]
    titles = [one.title for one in found.seats]
    drawn = "".join(
        bars(title, titles, values, told, whole=1.0 if told is share else 0.0)
        for title, values, told in charts[0 if found.judged else 1 :]
    )
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(
        f"<tr><th>{escape(name)}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        for name, cells in rows(found)
    )
    notes = [*found.fairness, *(f"{one.title}: {note}" for one in found.seats for note in one.notes)]
    return PAGE.format(
        title=escape(f"{found.procedure}: the seats compared"),
        intro=f"{found.conversations} conversations, a chart of {found.steps} steps, the same lines for every seat.",
        charts=drawn,
        head=head,
        body=body,
        notes="".join(f"<li>{escape(note)}</li>" for note in notes),
    )


def bars(
    title: str, names: list[str], values: list[float | None], told: Callable[[float], str], whole: float = 0.0
) -> str:
    """One chart of horizontal bars, as SVG: the longest, or `whole` where that is given, fills its width. What was
    not measured has no bar and says so."""
    most = whole or max([value for value in values if value is not None], default=0.0) or 1.0
    parts = []
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        y = i * ROW
        length = BAR * (value or 0.0) / most
        text = "not measured" if value is None else told(value)
        parts.append(
            f'<text x="{LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{LABEL}" y="{y + 4}" width="{length:.1f}" height="{ROW - 8}" rx="2"'
            f' fill="{COLOURS[i % len(COLOURS)]}"/>'
            f'<text x="{LABEL + length + 6:.1f}" y="{y + 17}">{escape(text)}</text>'
        )
    height = ROW * len(names)
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
        f' aria-label="{escape(title)}">{"".join(parts)}</svg></figure>'
    )


PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }}
svg {{ font: 13px system-ui, sans-serif; fill: currentColor; max-width: 100%; height: auto; }}
figure {{ display: inline-block; margin: 0 1.5rem 1.5rem 0; }} figcaption {{ font-weight: 600; margin-bottom: .3rem; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
th, td {{ padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #8884; }}
tbody th {{ text-align: left; font-weight: 400; }}
</style></head><body>
<h1>{title}</h1><p>{intro}</p>
{charts}
<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>
<ul>{notes}</ul>
</body></html>
"""
