"""Kept cases played on the chart and with a model, and their outcome for build servers."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from studio import cli
from studio.base.runfolder import create
from studio.bench.kept import Outcome, junit, play_chart, play_model
from studio.bench.verify import Passes, verify
from studio.chat.session import Shared
from studio.conversations.record import Conversation
from studio.procedure import file
from studio.procedure.cases import AgentTurn, Case, UserTurn, append_case, cases_path
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Act, Procedure
from studio.procedure.tables import look_up
from tests.bench import dialogues as d
from tests.bench.scripted_engine import END, ScriptedEngine, Spoiler

CASE = Case(
    id="travel-1",
    today=d.TODAY,
    turns=(
        AgentTurn(step="ask_trip"),
        UserTurn(text=d.TRIP.text),
        AgentTurn(step="ask_party", kind="answer", heard={"city": "Lisbon", "leave_on": "2027-04-18"}),
        UserTurn(text=d.GROUP.text),
        AgentTurn(step="travel_desk", kind="answer", heard={"travellers": "12", "budget": "300 euros"}),
    ),
)


def shared(conversations: list[Conversation], travel: Procedure, spoil: Spoiler = lambda m: m) -> Shared:
    return Shared(ScriptedEngine(conversations, spoil), travel, d.TODAY, END)  # type: ignore[arg-type]


@pytest.mark.parametrize("guarded", [False, True])
def test_a_model_that_goes_the_right_way_passes(travel: Procedure, conversations: list[Conversation], guarded: bool):
    assert play_chart(travel, [CASE], d.TODAY)[0].passed
    (outcome,) = play_model(shared(conversations, travel), [CASE], guarded=guarded)
    assert outcome.passed, outcome.message


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda m: m.replace("travellers = 12", "travellers = 2"), "hears Number of travellers as “2” instead of “12”"),
        (lambda m: m.replace("go travel_desk", "go ask_offer"), "goes to “Make the offer” instead of “Over to"),
        (lambda m: m.replace("travellers = 12\n", ""), "does not hear Number of travellers"),
        (lambda m: "Hello" if "travellers" in m else m, "wrote no notes that can be read"),
        (lambda m: m.replace("heard answer\ntrav", "heard correction\ntrav"), "takes it for “correction”"),
    ],
)
def test_a_model_that_does_not_says_where(travel, conversations, spoil: Spoiler, why: str):
    (outcome,) = play_model(shared(conversations, travel, spoil), [CASE])
    assert (outcome.passed, outcome.turn, outcome.said) == (False, 5, d.GROUP.text)
    assert why in outcome.message


def test_a_wrong_decision_is_told_by_its_branches(travel: Procedure):
    machine = Machine(travel, d.TODAY)
    _, state = machine.open()
    for line in (d.TRIP, d.PARTY):
        _, state = machine.hear(state, line.heard)
    act = travel.step_by_id["find_flight"]
    assert isinstance(act, Act)
    given = look_up(travel, act, machine.normal(state.words), d.TODAY)
    fare = d.Line("", Heard("tool", given.fields, outcome=given.outcome))
    said = [d.conversation(travel, "booked", d.TRIP, d.PARTY, fare, d.YES, d.NAMES)]
    case = Case(
        id="yes",
        today=d.TODAY,
        turns=(
            AgentTurn(step="ask_trip"),
            UserTurn(text=d.TRIP.text),
            AgentTurn(step="ask_party", heard=dict(d.TRIP.heard.fields)),
            UserTurn(text=d.PARTY.text),
            AgentTurn(step="ask_offer", heard=dict(d.PARTY.heard.fields)),
            UserTurn(text=d.YES.text),
            AgentTurn(step="ask_names", kind="answer", choices={"verdict": "yes"}),
        ),
    )
    assert play_model(shared(said, travel), [case])[0].passed
    spoiled = shared(said, travel, lambda m: m.replace("verdict: yes\ngo ask_names", "verdict: no\ngo no_sale"))
    (outcome,) = play_model(spoiled, [case])
    assert (outcome.turn, outcome.found) == (7, "no_sale")
    assert "the model takes “" in outcome.message
    assert "instead of “" in outcome.message


def test_junit_is_what_build_servers_read():
    outcomes = {
        "chart": [Outcome("a", True, seconds=0.5), Outcome("b\x01", False, 3, "<&>", "x", "y", "b: “why”", 1.25)],
        "model": [Outcome("a", True, seconds=2.0)],
    }
    root = Xml.fromstring(junit("Travel & <co>", outcomes).encode())
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("time")) == ("testsuites", "3", "1", "3.750")
    first, second = root
    assert (first.get("name"), first.get("tests"), first.get("failures")) == ("chart", "2", "1")
    failure = first[1].find("failure")
    assert failure is not None
    assert failure.get("message") == "b: “why”"
    assert "said: <&>" in (failure.text or "")
    assert second.get("failures") == "0"
    assert first[0].get("classname") == "Travel & <co>.chart"


@pytest.fixture
def flow(tmp_path: Path, travel: Procedure) -> Path:
    path = tmp_path / "travel.flow.json"
    file.save(travel, path)
    append_case(cases_path(path), CASE)
    return path


def test_the_command_writes_junit_and_answers_by_exit_code(tmp_path: Path, flow: Path, travel: Procedure, capsys):
    out = tmp_path / "junit.xml"
    assert cli.main(["test", str(flow), "--junit", str(out)]) == 0
    assert Xml.parse(out).getroot().get("failures") == "0"
    append_case(cases_path(flow), CASE.model_copy(update={"id": "bad", "turns": (AgentTurn(step="booked"),)}))
    assert cli.main(["test", str(flow), "--junit", str(out), "--json"]) == 1
    assert Xml.parse(out).getroot().get("failures") == "1"
    told = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert (told["cases"], told["fitting"], told["misfits"][0]["case"]) == (2, 1, "bad")
    assert cli.main(["test", str(flow), "--guarded"]) == 2
    assert cli.main(["test", str(flow), "--run", str(tmp_path / "nowhere")]) == 2
    assert cli.main(["test", str(flow), "--junit", str(tmp_path / "no" / "such" / "junit.xml")]) in (1, 2)


def test_the_command_plays_a_model(tmp_path, flow, travel, conversations, capsys, monkeypatch):
    from contextlib import contextmanager

    @contextmanager
    def opened(path: Path, today=None):
        yield shared(conversations, travel, lambda m: m.replace("travellers = 12", "travellers = 2"))

    monkeypatch.setattr("studio.chat.open.open_chat", opened)
    assert cli.main(["test", str(flow), "--run", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["fitting"], told["model"]["passed"], told["model"]["guarded"]) == (1, 0, False)
    assert told["model"]["misfits"][0]["turn"] == 5


def test_the_report_command_tells_places_and_mistakes(tmp_path, travel, conversations, capsys):
    run = create(tmp_path / "run", "Travel")
    file.save(travel, run.procedure)
    found = verify(
        conversations,
        shared(conversations, travel, lambda m: m.replace("verdict: yes", "verdict: later")),
        Passes(4, 0, 0, 0),
    )
    run.verify.write_text(found.model_dump_json())
    assert cli.main(["report", str(run.path), "--step", "verdict", "--branch", "yes"]) == 1
    said = capsys.readouterr().out
    assert "0%  Does the offer suit?" in said
    assert "“Perfect, book it.”" in said
    assert cli.main(["report", str(run.path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["places"][0] == {"step": "verdict", "branch": "yes", "right": 0, "total": 2, "low": 0.0}
    assert told["mistakes"][0]["before"][0]["who"] == "agent"
    assert cli.main(["report", str(run.path), "--step", "nowhere"]) == 2
