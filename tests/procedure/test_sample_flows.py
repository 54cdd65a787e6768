"""The procedures that come with the studio: the paper's sizes, nothing to find fault with, every end within reach."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.procedure import file, tables, values
from studio.procedure.checks import check
from studio.procedure.graph import reachable
from studio.procedure.machine import Heard, Machine, State
from studio.procedure.model import Act, Decide, End, Procedure

FOLDER = Path(__file__).parents[2] / "sample_flows"
TODAY = date(2026, 11, 21)
SIZES = {"hello": (5, 1), "travel_booking": (14, 3), "zoom_support": (14, 3), "insurance_claims": (55, 6)}


def sample(name: str) -> Procedure:
    return file.load(FOLDER / f"{name}{file.SUFFIX}")


class Talk:
    """A conversation with a sample: each message is said by its meaning, tools answer from their tables."""

    def __init__(self, name: str) -> None:
        self.procedure = sample(name)
        self.machine = Machine(self.procedure, TODAY)
        message, self.state = self.machine.open()
        self.spoken = [message.text]
        self._tools()

    def say(self, kind: str = "answer", knows: str = "", **meant: str) -> Talk:
        fields = tuple((n, w) for n, w in meant.items() if n in self.procedure.field_by_id)
        choices = tuple((n, b) for n, b in meant.items() if n in self.procedure.step_by_id)
        assert len(fields) + len(choices) == len(meant)
        self._hear(Heard(kind, fields, choices, knows))  # type: ignore[arg-type]
        self._tools()
        return self

    def _tools(self) -> None:
        while self.state.waiting == "tool":
            act = self.machine.step(self.state.at)
            assert isinstance(act, Act)
            known = self.machine.normal(self.state.words)
            found = tables.look_up(self.procedure, act, known, TODAY)
            self._hear(Heard("tool", found.fields, outcome=found.outcome))

    def _hear(self, heard: Heard) -> None:
        message, self.state = self.machine.hear(self.state, heard)
        self.spoken.append(message.text)

    @property
    def at(self) -> str:
        return self.state.at

    def closed(self) -> State:
        assert self.state.waiting == "closed"
        return self.state


@pytest.mark.parametrize("name", SIZES)
def test_sizes_are_the_papers(name: str) -> None:
    procedure = sample(name)
    decisions = [step for step in procedure.steps if isinstance(step, Decide)]
    assert (len(procedure.steps), len(decisions)) == SIZES[name]


@pytest.mark.parametrize("name", SIZES)
def test_nothing_is_found(name: str) -> None:
    assert check(sample(name)) == []


@pytest.mark.parametrize("name", SIZES)
def test_every_step_can_be_reached(name: str) -> None:
    procedure = sample(name)
    assert set(reachable(procedure)) == {step.id for step in procedure.steps}


@pytest.mark.parametrize("name", ["travel_booking", "zoom_support", "insurance_claims"])
def test_conversations_end_in_more_than_one_way(name: str) -> None:
    outcomes = {step.outcome for step in sample(name).steps if isinstance(step, End)}
    assert len(outcomes) >= 3


@pytest.mark.parametrize("name", SIZES)
def test_files_are_laid_out_as_the_studio_saves_them(name: str) -> None:
    text = (FOLDER / f"{name}{file.SUFFIX}").read_text(encoding="utf-8")
    assert file.dumps(file.loads(text)) == text


@pytest.mark.parametrize("name", SIZES)
def test_examples_and_other_names_are_read_as_what_they_stand_for(name: str) -> None:
    for field in sample(name).fields:
        for example in field.examples:
            assert values.normal(field, example, TODAY), (field.id, example)
        for option in field.options:
            for words in (option.label, *option.also):
                assert values.normal(field, words, TODAY) == option.id, (field.id, words)


@pytest.mark.parametrize("name", SIZES)
def test_table_cells_are_values_of_their_fields(name: str) -> None:
    procedure = sample(name)
    for act in (step for step in procedure.steps if isinstance(step, Act)):
        columns = [*act.arguments.items(), *((column, field) for field, column in act.results.items())]
        for row in procedure.tool_by_id[act.tool].rows:
            for column, field in columns:
                if row[column]:
                    assert values.normal(procedure.field_by_id[field], row[column], TODAY), (act.id, row[column])


@pytest.mark.parametrize("name", SIZES)
def test_words_are_given_in_many_ways(name: str) -> None:
    procedure = sample(name)
    branches = [b for s in procedure.steps if isinstance(s, Decide) and s.basis == "words" for b in s.branches]
    assert branches and all(branch.condition and len(set(branch.examples)) >= 5 for branch in branches)
    entries = [*procedure.knowledge, *(entry for step in procedure.steps for entry in step.knowledge)]
    assert entries and all(len(set(entry.questions)) >= 4 for entry in entries)


def test_a_change_of_mind_brings_a_new_offer() -> None:
    talk = Talk("travel_booking").say(city="lisbon", leave_on="12 June").say(travellers="two", budget="400 euros")
    assert talk.spoken[-1].startswith("I can get you to Lisbon with TAP for 189 euros")
    talk.say(verdict="change")
    assert talk.at == "ask_change"
    talk.say("correction", city="new_york")
    assert talk.spoken[-1].startswith("I can get you to New York with Delta for 489 euros")
    talk.say(verdict="yes").say(name="Aoife Brennan", email="aoife@example.com")
    assert talk.closed().outcome == "success"
    assert "the tickets go to aoife@example.com" in talk.spoken[-1]


def test_the_third_fruitless_try_goes_to_the_travel_desk() -> None:
    talk = Talk("travel_booking").say(city="reykjavik", leave_on="12 June").say(travellers="2", budget="300 euros")
    assert talk.at == "ask_elsewhere"
    talk.say(plan_b="other").say(plan_b="other").say(plan_b="other")
    assert talk.closed().at == "travel_desk"


@pytest.mark.parametrize(
    ("travellers", "budget", "at"),
    [("9", "120 euros", "ask_offer"), ("10", "120 euros", "travel_desk"), ("9", "119 euros", "ask_elsewhere")],
)
def test_group_and_budget_thresholds(travellers: str, budget: str, at: str) -> None:
    talk = Talk("travel_booking").say(city="rome", leave_on="12 June").say(travellers=travellers, budget=budget)
    assert talk.at == at


@pytest.mark.parametrize(
    ("email", "at"),
    [("hannah.meyer@example.com", "ask_callback"), ("choir@example.net", "community"), ("me@home.org", "community")],
)
def test_only_paid_plans_get_a_call(email: str, at: str) -> None:
    talk = Talk("zoom_support").say(email=email, device="mac").say(problem="sound")
    talk.say(helped="still").say(helped="still").say(helped="still")
    assert talk.at == at


def test_a_claim_without_its_number_goes_all_the_way() -> None:
    talk = Talk("insurance_claims").say(policy="NF-000000").say(holder="Declan Burke", born="30 August 1964")
    talk.say(claim_kind="motor").say(hurt="yes")
    assert talk.spoken[-1].startswith("If anyone still needs help, please call 112 now.")
    talk.say(happened_on="last Tuesday", town="Ennis").say(plate="191-G-4402", drivable="no")
    talk.say(how_crash="unclear").say(how_crash="other").say(other_plate="182-D-9035", other_driver="Sean Foley")
    assert "Burren Car Repair" in talk.spoken[-1]
    talk.say(amount="about 7,500").say(phone="087 555 0142").say(pay_by="transfer", email="d.b@example.com")
    talk.say(confirm="change").say("correction", amount="4,000 euros").say(confirm="send")
    assert talk.closed().outcome == "success"
    assert talk.spoken[-1].startswith("Your claim is in, number C-58152.")


@pytest.mark.parametrize(
    ("hours", "happened_on", "at"),
    [("4", "2026-10-22", "ask_pay"), ("3", "2026-10-22", "too_short"), ("4", "2026-10-21", "handler")],
)
def test_delays_must_be_long_enough_and_in_time(hours: str, happened_on: str, at: str) -> None:
    talk = Talk("insurance_claims").say(policy="NF-204815").say(claim_kind="delay")
    talk.say(flight="EI152", happened_on=happened_on).say(hours=hours, reason="strike")
    assert talk.at == at


@pytest.mark.parametrize(
    ("amount", "at"),
    [("249 euros", "below"), ("250 euros", "ask_pay"), ("4,999 euros", "ask_pay"), ("5,000 euros", "ask_assessor")],
)
def test_excess_and_assessor(amount: str, at: str) -> None:
    talk = Talk("insurance_claims").say(policy="NF-204815").say(claim_kind="theft")
    talk.say(happened_on="yesterday", stolen="bicycle").say("declined").say(forced="yes").say(amount=amount)
    assert talk.at == at


def test_what_the_policy_does_not_cover_ends_in_the_exact_words() -> None:
    talk = Talk("insurance_claims").say(policy="NF-204815").say(claim_kind="water")
    talk.say(happened_on="yesterday", cause="flood")
    end = talk.procedure.step_by_id["not_covered"]
    assert isinstance(end, End) and end.exact and talk.closed().at == "not_covered"
    assert talk.spoken[-1] == end.text
