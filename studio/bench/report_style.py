"""How the report looks: its style sheet, and the colours of "how well followed" on light and dark ground.

The scale runs from blue to orange, which people who confuse red and green can tell apart; every share also stands as
a number beside its colour.
"""

from __future__ import annotations

from typing import NamedTuple

from studio.exchange.palette import Palette, Tint


class Band(NamedTuple):
    """Shares from `least` upwards: a word for them, fill and line on light ground, fill and line on dark ground."""

    least: float
    words: str
    light: tuple[str, str]
    dark: tuple[str, str]


BANDS = (
    Band(0.98, "98% and more", ("#c9e0f4", "#1f639c"), ("#17395a", "#6fb2ea")),
    Band(0.95, "95% to 98%", ("#e4eff9", "#4c86b5"), ("#233a4f", "#9cc4e4")),
    Band(0.90, "90% to 95%", ("#f6efd6", "#8d7220"), ("#3d3823", "#cdb86e")),
    Band(0.75, "75% to 90%", ("#fbd7a3", "#b86100"), ("#5a3a0c", "#f0a24a")),
    Band(0.0, "less than 75%", ("#f4a27c", "#ad2f0b"), ("#6b2410", "#ff8d60")),
    Band(-1.0, "not met in this check", ("#eef0f2", "#66727f"), ("#262b32", "#8793a1")),
)
NEVER = len(BANDS) - 1

PALETTE = Palette(
    ground="var(--card)",
    ink="var(--ink)",
    soft="var(--ink)",
    line="var(--line)",
    loop="var(--line)",
    kinds={kind: Tint("var(--f5)", "var(--line)") for kind in ("say", "ask", "decide", "act", "end")},
)


def band(share: float | None) -> int:
    """Which band a share belongs to."""
    if share is None:
        return NEVER
    return next(number for number, one in enumerate(BANDS) if share >= one.least)


def _colours(dark: bool) -> str:
    pairs = [one.dark if dark else one.light for one in BANDS]
    return "".join(f"--f{i}:{fill};--e{i}:{line};" for i, (fill, line) in enumerate(pairs))


STYLE = (
    ":root{color-scheme:light dark;--ground:#f5f6f8;--card:#ffffff;--ink:#1d2733;--soft:#566272;--line:#66727f;"
    "--rule:#dde1e6;--good:#1f639c;--bad:#ad2f0b;--mark:#fde3cf;" + _colours(dark=False) + "}"
    "@media(prefers-color-scheme:dark){:root{--ground:#0e1115;--card:#171b20;--ink:#e8edf2;--soft:#a3afbc;"
    "--line:#8793a1;--rule:#2d343c;--good:#6fb2ea;--bad:#ff8d60;--mark:#57290f;" + _colours(dark=True) + "}}"
    """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
 font:15px/1.5 Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif}
main{max-width:1120px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:26px;line-height:1.25;margin:0 0 16px}
h2{font-size:18px;margin:0 0 4px}
h3{font-size:15px;margin:20px 0 4px}
p{margin:0 0 12px;max-width:76ch}
.soft{color:var(--soft)}
section{background:var(--card);border:1px solid var(--rule);border-radius:12px;padding:20px 24px;margin:16px 0}
.verdict{border-left:6px solid var(--bad)}
.verdict.ready{border-left-color:var(--good)}
.verdict strong{font-size:19px}
.verdict p:last-child{margin:0}
.scroll{overflow-x:auto;max-width:100%}
.chart svg{display:block;margin:0 auto;max-width:100%;height:auto}
.wide{width:96vw;margin-left:calc(50% - 48vw)}
.wide .chart svg{max-width:none}
table{border-collapse:collapse;width:100%;margin:8px 0 4px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--rule);vertical-align:top}
thead th{font-size:13px;font-weight:600;color:var(--soft);vertical-align:bottom}
tbody th{font-weight:500}
tbody tr:last-child>*{border-bottom:0}
td.n,th.n{text-align:right}
td.n{white-space:nowrap}
table.counts{width:auto}
table.counts th,table.counts td{min-width:84px}
.hit{background:var(--f0);font-weight:600}
.miss{background:var(--f4);font-weight:600}
.none{color:var(--soft)}
.key{display:flex;flex-wrap:wrap;gap:6px 18px;margin:8px 0 16px;padding:0;list-style:none;font-size:13px}
.key i,.dot{display:inline-block;width:14px;height:14px;border-radius:4px;margin-right:7px;vertical-align:-2px;
 border:1.5px solid}
"""
    + "".join(f".b{i}{{background:var(--f{i});border-color:var(--e{i})!important}}" for i in range(len(BANDS)))
    + """
details{margin:6px 0;border:1px solid var(--rule);border-radius:8px}
details>summary{cursor:pointer;padding:9px 14px}
details[open]>summary{border-bottom:1px solid var(--rule)}
details>div{padding:10px 14px 14px}
section>details.all{border:0;margin:0}
section>details.all>summary{padding:0;font-size:18px;font-weight:700;border:0}
section>details.all>div{padding:12px 0 0}
.said{background:var(--ground);border-radius:8px;padding:8px 12px;margin:0 0 10px;white-space:pre-wrap}
.said,.notes,.reply{overflow-wrap:anywhere}
.before{margin:0 0 8px}
.before p{margin:0 0 4px}
.both{display:grid;grid-template-columns:1fr 1fr;gap:14px}
@media(max-width:720px){.both{grid-template-columns:1fr}main{padding:20px 12px}section{padding:16px}}
.both h4{margin:0 0 4px;font-size:13px;color:var(--soft);font-weight:600}
.notes{font:13px/1.55 ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap;margin:0}
.notes b{display:block;font-weight:400;min-height:1.55em}
.reply{white-space:pre-wrap;margin:6px 0 0;border-top:1px dashed var(--rule);padding-top:6px}
.reply b{font-weight:400}
.notes b.off,.reply b.off{background:var(--mark);border-radius:3px;font-weight:600}
"""
)
