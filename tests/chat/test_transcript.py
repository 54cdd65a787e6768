from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from studio.chat.chats import Chat, SeatReply
from studio.chat.seats.prices import Price
from studio.chat.seats.seat import Measures, SeatCard, SeatTurn
from studio.chat.transcript import Column, Heading, as_json, as_text, thousand
from studio.chat.transcript_page import as_html
from studio.procedure.machine import Call
from studio.procedure.trace import Move, Trace

COLUMNS = (
    Column("a", SeatCard("compiled", "Compiled", "compiled", "model.gguf", 7_000_000), Price(read=1, written=2)),
    Column("b", SeatCard("endpoint", "Server <b>", "endpoint"), Price(read=1)),
)
HEADING = Heading("Travel & more", "runs/travel", ("Below 1B parameters quality does not compare.",))
NASTY = "<script>alert('x')</script> & more"


@pytest.fixture
def chat():
    made = Chat()
    opening = made.tree.say(None)
    made.tree.put(opening, "a", SeatReply((SeatTurn("Hello."),)))
    said = made.tree.say(NASTY)
    trace = Trace(at="ask", moves=(Move("done"),))
    turns = (
        SeatTurn("Let me see.", trace, trace.text(), legal=True, calls=(Call("find", (("size", "XL"),)),),
                 measures=Measures(0.2, 1.0, 1000, 0, 500, 1)),
        SeatTurn("Here", None, "", legal=False, measures=Measures(0.4, 1.0, 1000, 0, 0, 1), stopped=False),
    )  # fmt: skip
    made.tree.put(said, "a", SeatReply(turns))
    made.tree.put(said, "b", SeatReply((SeatTurn(NASTY, measures=Measures(0.5, 2.0, 3000, -1, -1, 1, counted=False)),)))
    return made


def test_what_a_thousand_would_cost(chat):
    found = thousand(chat, COLUMNS[0])
    assert found is not None
    assert found.dollars == pytest.approx((2000 * 1 + 500 * 2) / 1e6 * 1000)
    assert thousand(Chat(), COLUMNS[0]) is None


def test_text_holds_every_line_and_who_said_it(chat):
    text = as_text(chat, COLUMNS, HEADING)
    assert text.startswith("Travel & more\nruns/travel\n")
    assert f"Customer: {NASTY}" in text
    assert "Compiled: Let me see.\n  [find size=XL]" in text
    assert "Compiled: Here\n  (cut short)" in text
    assert f"Server <b>: {NASTY}" in text
    assert "2,000 tokens read" in text
    assert "$3.00 per 1,000 conversations" in text
    assert "at least" in text.splitlines()[-2]
    assert text.splitlines()[-1] == HEADING.fairness[0]


def test_text_of_one_branch_has_nothing_of_the_other(chat):
    chat.tree.edit(2, "something else")
    text = as_text(chat, COLUMNS, HEADING)
    assert "something else" in text
    assert "Let me see" not in text


def test_json_can_be_read_again(chat):
    told = json.loads(as_json(chat, COLUMNS, HEADING))
    assert [line["user"] for line in told["conversation"]] == [None, NASTY]
    assert told["conversation"][1]["replies"]["a"][0]["calls"] == ["find size=XL"]
    assert told["conversation"][1]["replies"]["a"][0]["trace"]["at"] == "ask"
    assert told["conversation"][0]["replies"]["b"] == []
    assert told["seats"][0]["dollars_per_1000_conversations"] == pytest.approx(3.0)
    assert told["seats"][0]["total"]["read_tokens"] == 2000


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        assert not [name for name, _ in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def test_the_page_is_whole_runs_nothing_and_fetches_nothing(chat):
    page = as_html(chat, COLUMNS, HEADING)
    tags = _Tags()
    tags.feed(page)
    assert not tags.open
    assert "script" not in tags.seen
    assert tags.words.count(NASTY) == 2
    assert "--seats: 2" in page
    assert "off the chart" in page
    assert "cut short" in page
    assert "https://" not in page
