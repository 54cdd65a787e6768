"""Looking rows up."""

from __future__ import annotations

from studio.procedure.model import Act, Procedure
from studio.procedure.tables import Found, argument_values, look_up
from tests.procedure.small_charts import TODAY, Raw, trip


def with_rows(*rows: dict[str, str], arguments: tuple[str, ...] = ("city",)) -> tuple[Procedure, Act]:
    def change(raw: Raw) -> None:
        raw["tools"][0] |= {
            "rows": list(rows),
            "arguments": list(arguments),
            "columns": ["city", "fare", "day", "budget", "seat", "outcome"],
        }
        find = next(s for s in raw["steps"] if s["id"] == "find")
        find["arguments"] = {name: name for name in arguments}

    procedure = trip(change)
    act = procedure.step_by_id["find"]
    assert isinstance(act, Act)
    return procedure, act


def find(normal: dict[str, str], *rows: dict[str, str], arguments: tuple[str, ...] = ("city",)) -> Found:
    procedure, act = with_rows(*rows, arguments=arguments)
    return look_up(procedure, act, normal, TODAY)


def test_the_first_row_that_fits_answers() -> None:
    rows = ({"city": "Oslo", "fare": "1"}, {"city": "Rome", "fare": "2"}, {"city": "Rome", "fare": "3"})
    assert find({"city": "rome"}, *rows) == Found("ok", (("fare", "2"),))


def test_no_row_is_empty() -> None:
    assert find({"city": "Paris"}, {"city": "Rome"}) == Found("empty", ())
    assert find({"city": "Paris"}) == Found("empty", ())
    assert find({}, {"city": "Rome"}) == Found("empty", ())


def test_every_argument_must_fit_and_in_normal_form() -> None:
    rows = (
        {"city": "Rome", "day": "3 May 2027", "budget": "200 euros", "seat": "window", "fare": "1"},
        {"city": "Rome", "day": "2027-05-04", "budget": "200.00 EUR", "seat": "aisle", "fare": "2"},
    )
    given = {"city": "Rome", "day": "2027-05-04", "budget": "200.00 EUR", "seat": "aisle"}
    arguments = ("city", "day", "budget", "seat")
    assert find(given, *rows, arguments=arguments) == Found("ok", (("fare", "2"),))
    first = given | {"day": "2027-05-03", "seat": "window"}
    assert find(first, *rows, arguments=arguments) == Found("ok", (("fare", "1"),))
    assert find(given | {"seat": "window"}, *rows, arguments=arguments) == Found("empty", ())


def test_a_row_may_say_refused_or_error_and_leave_cells_empty() -> None:
    rows = ({"city": "Rome", "outcome": "refused", "fare": "9"}, {"city": "Oslo", "outcome": "", "fare": ""})
    assert find({"city": "Rome"}, *rows) == Found("refused", (("fare", "9"),))
    assert find({"city": "Oslo"}, *rows) == Found("ok", ())


def test_an_empty_cell_fits_an_argument_left_empty() -> None:
    rows = ({"city": "", "fare": "5"}, {"city": "Rome", "fare": "6"})
    assert find({}, *rows) == Found("ok", (("fare", "5"),))
    assert find({"city": "Rome"}, *rows) == Found("ok", (("fare", "6"),))


def test_what_rows_ask_of_the_fields_is_in_normal_form() -> None:
    procedure, act = with_rows(
        {"city": "Rome", "day": "3 May 2027"}, {"city": "Oslo", "day": "whenever"}, arguments=("city", "day")
    )
    tool = procedure.tools[0]
    assert argument_values(procedure, tool, act, TODAY) == [
        {"city": "Rome", "day": "2027-05-03"},
        {"city": "Oslo"},
    ]
