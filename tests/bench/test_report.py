"""The report says what was found, in one file that reaches nowhere and that no name can break."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from studio.bench.report import report, write_report
from studio.bench.report_style import BANDS, NEVER, band
from studio.bench.verify import Packing, Passes, Verification, verify
from studio.chat.session import Shared
from studio.conversations.record import Conversation
from studio.procedure.model import Decide, Procedure
from tests.bench.dialogues import TODAY
from tests.bench.scripted_engine import END, ScriptedEngine, Spoiler

HOSTILE = "<script>alert('x')</script>\"&\x00\x0b</svg>"


class Page(HTMLParser):
    """Everything a browser would make of a page: its tags, attributes and text; unbalanced tags are complained of."""

    VOID = {"meta", "br", "rect", "path", "circle"}

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def verified(procedure: Procedure, conversations: list[Conversation], spoil: Spoiler = lambda m: m) -> Verification:
    shared = Shared(ScriptedEngine(conversations, spoil), procedure, TODAY, END)
    return verify(conversations, shared, Passes(4, 4, 4, 4, tries=2))


@pytest.fixture(scope="module")
def failed(travel: Procedure, conversations: list[Conversation]) -> Verification:
    return verified(travel, conversations, lambda m: m.replace("verdict: yes", "verdict: later"))


def test_a_model_that_is_right_is_ready(travel: Procedure, conversations: list[Conversation]):
    page = Page(report(travel, verified(travel, conversations)))
    assert "Ready to use. It follows 100% of plain conversations" in page.text
    assert "There were none." in page.text
    assert "Checked on 4 new conversations (3 that stay on the path and 1" in page.text


def test_a_model_that_is_wrong_is_not(travel: Procedure, failed: Verification):
    page = Page(report(travel, failed))
    assert f"Not ready yet. {failed.gate.reason}" in page.text
    assert "It took another way: 2" in page.text
    assert "Perfect, book it." in page.text


def test_the_figures_of_every_way_of_playing(travel: Procedure, failed: Verification):
    found = failed.model_copy(update={"packing": Packing(conversations=40, decisions=160, changed=3)})
    text = Page(report(travel, found)).text
    for name in ("On its own", "On its own, more freely", "With its notes hidden", "Kept on the chart"):
        assert name in text
    assert "66.7% came out right every single time" in text
    assert "changed 3 of 160 decisions" in text


def test_no_machine_learning_words_outside_the_details(travel: Procedure, failed: Verification):
    html = report(travel, failed)
    seen = Page(html[: html.index("<summary>Details</summary>")] + "</details></section></main></body></html>").text
    told = re.sub(r"[a-z_]+ = .*", "", seen).casefold()
    for word in ("recall", "greedy", "temperature", "token", "wilson", "confusion", "overlay", "divergence", "trace"):
        assert word not in told


def test_the_chart_is_coloured_by_how_well_it_is_followed(travel: Procedure, failed: Verification):
    html = report(travel, failed)
    svg = html[html.index("<svg") : html.index("</svg>")]
    worst = len(BANDS) - 2
    assert f"stroke:var(--e{worst})" in svg  # the branch that was never taken
    assert f"fill:var(--f{worst})" in svg  # the decision, and the step it leads to
    assert f"fill:var(--f{NEVER})" in svg  # "no booking" was not met
    assert "yes 0%" in svg
    assert "0 of 2 times right, surely 0% or more" in svg
    assert "4 of 4 times right, surely 51.0% or more" in svg


def test_what_was_decided_instead_is_counted(travel: Procedure, failed: Verification):
    html = report(travel, failed)
    decision = html[html.index("<h3>Does the offer suit?</h3>") :]
    decision = decision[: decision.index("</table>")]
    rows = re.findall(r'<th scope="row">(\w+)</th>(.*?)</tr>', decision)
    assert [(name, re.findall(r">([\d·]+)<", cells)) for name, cells in rows] == [
        ("yes", ["·", "2"]),
        ("later", ["·", "1"]),
    ]


def test_it_reaches_nowhere(travel: Procedure, failed: Verification):
    page = Page(report(travel, failed))
    assert not {"script", "link", "img", "iframe", "object", "embed", "a"} & set(page.tags)
    assert not {"src", "href", "onload", "onclick"} & {name for name, _ in page.attributes}
    assert "http" not in re.sub(r'xmlns="[^"]*"|http-equiv', "", report(travel, failed))
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_light_and_dark(travel: Procedure, failed: Verification):
    html = report(travel, failed)
    light, dark = html.split("@media(prefers-color-scheme:dark)", 1)
    for name in re.findall(r"var\((--\w+)\)", html):
        assert f"{name}:" in light
        assert f"{name}:" in dark.split("}}")[0]


def hostile(procedure: Procedure) -> Procedure:
    """The procedure with markup in every text a person may write, ids apart."""
    steps = []
    for step in procedure.steps:
        changed = {"title": HOSTILE}
        if isinstance(step, Decide):
            branches = tuple(b.model_copy(update={"condition": HOSTILE}) for b in step.branches)
            steps.append(step.model_copy(update={**changed, "branches": branches}))
        else:
            steps.append(step.model_copy(update=changed | ({"text": HOSTILE} if hasattr(step, "text") else {})))
    fields = tuple(field.model_copy(update={"title": HOSTILE}) for field in procedure.fields)
    return procedure.model_copy(update={"name": HOSTILE, "steps": tuple(steps), "fields": fields})


def test_hostile_names_and_replies_stay_text(travel: Procedure, failed: Verification):
    poisoned = [
        one.model_copy(
            update={"conversation": HOSTILE, "user": HOSTILE, "written": HOSTILE, "fault": HOSTILE, "step": HOSTILE}
        )
        for one in failed.divergences
    ]
    found = failed.model_copy(
        update={
            "divergences": tuple(poisoned),
            "gate": failed.gate.model_copy(update={"reason": HOSTILE}),
            "confusions": {**failed.confusions, HOSTILE: {HOSTILE: {HOSTILE: 3}}},
        }
    )
    html = report(hostile(travel), found)
    page = Page(html)
    assert "script" not in page.tags
    assert page.tags.count("svg") == 1
    assert "\x00" not in html
    assert "alert('x')" in page.text


def test_it_is_written_whole(tmp_path: Path, travel: Procedure, failed: Verification):
    write_report(tmp_path / "report.html", travel, failed)
    assert (tmp_path / "report.html").read_text("utf-8") == report(travel, failed)


def test_nothing_checked_is_said_and_not_divided_by(travel: Procedure, conversations: list[Conversation]):
    shared = Shared(ScriptedEngine(conversations), travel, TODAY, END)
    page = Page(report(travel, verify([], shared, Passes(0, 0, 0, 0))))
    assert "Not ready yet." in page.text


@pytest.mark.parametrize(
    ("share", "number"), [(1.0, 0), (0.98, 0), (0.979, 1), (0.95, 1), (0.9, 2), (0.75, 3), (0.0, 4), (None, NEVER)]
)
def test_bands(share: float | None, number: int):
    assert band(share) == number
