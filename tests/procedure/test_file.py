"""Procedure files: the round trip, what a broken or hostile file says, older formats, the schema, and tables."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.base.errors import StudioError
from studio.base.paths import resources
from studio.procedure import file
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Comparison,
    Condition,
    Decide,
    End,
    Field,
    Knowledge,
    Link,
    Option,
    Procedure,
    Say,
    Step,
    Tool,
)
from studio.procedure.table_file import read_table

GOOD = """{
  "format": 1,
  "name": "Visits",
  "start": "ask_name",
  "fields": [
    {"id": "name", "title": "Name"}
  ],
  "steps": [
    {"id": "ask_name", "title": "Who", "kind": "ask", "text": "Your name?", "fields": ["name"], "link": {"to": "bye"}},
    {"id": "bye", "title": "Goodbye", "kind": "end", "text": "Goodbye, {name}."}
  ]
}
"""

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
ids = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
links = st.builds(Link, to=ids, limit=st.none() | st.integers(1, 20), spent=st.none() | ids)
tests = st.builds(Comparison, field=ids, operator=st.sampled_from(["=", "<", "known"]), value=words)
conditions = st.builds(Condition, join=st.sampled_from(["all", "any"]), tests=st.lists(tests, min_size=1, max_size=2))
branches = st.builds(Branch, id=ids, link=links, condition=words, when=st.none() | conditions)
knowledge = st.builds(Knowledge, id=ids, questions=st.tuples(words), answer=words)
notes = st.tuples() | st.tuples(knowledge)
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Say, id=ids, title=words, text=words, link=links, kind=st.just("say"), knowledge=notes),
    st.builds(Ask, id=ids, title=words, text=words, link=links, kind=st.just("ask"), fields=st.tuples(ids)),
    st.builds(Decide, id=ids, title=words, branches=st.lists(branches, max_size=3), kind=st.just("decide")),
    st.builds(Act, id=ids, title=words, tool=ids, outcomes=st.fixed_dictionaries({"ok": links}), kind=st.just("act")),
    st.builds(End, id=ids, title=words, kind=st.just("end")),
)
procedures = st.builds(
    Procedure,
    name=words,
    language=st.sampled_from(["en", "de"]),
    start=st.none() | ids,
    fields=st.lists(st.builds(Field, id=ids, title=words, options=st.tuples(st.builds(Option, id=ids, label=words)))),
    steps=st.lists(steps, max_size=5),
    layout=st.dictionaries(ids, st.fixed_dictionaries({"x": st.integers(-999, 999)}), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(procedures)
def test_what_is_written_reads_back_the_same(procedure: Procedure) -> None:
    text = file.dumps(procedure)
    assert file.loads(text) == procedure
    assert file.dumps(file.loads(text)) == text


def test_the_layout_stands_last_and_takes_no_part_in_the_hash() -> None:
    procedure = file.loads(GOOD)
    moved = procedure.model_copy(update={"layout": {"bye": {"x": 1, "y": 2}}})
    written = list(json.loads(file.dumps(moved)))
    assert (written[0], written[-1]) == ("format", "layout")
    assert file.procedure_hash(moved) == file.procedure_hash(procedure)
    renamed = procedure.model_copy(update={"name": "Calls"})
    assert file.procedure_hash(renamed) != file.procedure_hash(procedure)


def test_one_change_is_a_small_diff() -> None:
    before = file.dumps(file.loads(GOOD)).splitlines()
    after = file.dumps(file.loads(GOOD.replace("Your name?", "What is your name?"))).splitlines()
    assert len(set(before) ^ set(after)) == 2


def test_saving_keeps_the_earlier_file_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.flow.json"
    file.save(file.loads(GOOD), path)
    assert file.load(path) == file.loads(GOOD)
    with pytest.raises(StudioError, match=r"Saving b\.flow\.json failed"):
        file.save(file.loads(GOOD), path / "below" / "b.flow.json")
    assert [found.name for found in tmp_path.iterdir()] == ["a.flow.json"]


BROKEN = [
    ("", "is empty"),
    ("[1]", "holds no procedure"),
    (GOOD[:200], "ends too early, at line"),
    (GOOD.replace('"format": 1,', '"format": 1'), "line 3, column 3"),
    ('{"format": 2}', "newer Subterra Studio"),
    ('{"format": "one"}', "no format version"),
    ('{"format": true}', "no format version"),
    ("[" * 100_000, "nested too deeply"),
    ('{"a":' * 40 + "1" + "}" * 40, "nested more than 32 deep"),
    ('{"format": 1, "name": "a", "name": "b"}', '"name" stands twice'),
    ('{"format": 1, "name": NaN}', "NaN is not a number"),
    ('{"format": 1, "name": 1e999}', "1e999 is too large"),
    ('{"format": 1, "name": ' + "9" * 5000 + "}", "a number of 5000 digits"),
    ('{"format": 1, "name": "a\\ud800"}', "is followed by a character that is no text"),
    ('{"format": 1, "name": "a\\u0000"}', "is followed by a character that is no text"),
    ('{"format": 1, "name": 5}', 'the procedure has 5 in "name"'),
    ('{"format": 1}', 'the procedure has no "name"'),
    (GOOD.replace('"kind": "end"', '"kind": "stop"'), 'step "bye" (line 10) has the kind "stop"'),
    (GOOD.replace('"kind": "end", ', ""), 'step "bye" (line 10) has no kind'),
    (GOOD.replace('"text": "Your', '"txet": "Your'), 'step "ask_name" (line 9) has no "text"'),
    (GOOD.replace('"id": "bye"', '"id": "Good bye"'), 'step "Good bye" (line 10) has "Good bye" in "id"'),
    (GOOD.replace('{"to": "bye"}', '"bye"'), 'step "ask_name" (line 9) has "bye" in "link"'),
    (GOOD.replace('{"to": "bye"}', '{"to": "bye", "limit": 99}'), '99 in "link > limit"'),
    (GOOD.replace('"title": "Name"', '"kind": "words"'), 'field "name"'),
    (GOOD.replace('"steps": [', '"steps": [7,'), "step number 1 has 7"),
    (GOOD.replace('"name": "Visits"', '"name": "Visits", "colour": "red"'), '"colour", which nothing reads'),
]


@pytest.mark.parametrize(("text", "message"), BROKEN, ids=[message[:30] for _, message in BROKEN])
def test_a_bad_file_gets_one_sentence_and_a_remedy(text: str, message: str) -> None:
    with pytest.raises(StudioError) as caught:
        file.loads(text, name="visits.flow.json")
    assert message in caught.value.message
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith((".", "?"))
    assert "pydantic" not in caught.value.message
    assert len(caught.value.message) < 300


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.characters() | st.just(""), st.integers(0, 12))
def test_no_damage_to_a_file_is_ever_our_own_error(place: int, sign: str, gone: int) -> None:
    damaged = GOOD[:place] + sign + GOOD[place + gone :]
    procedure = None
    with contextlib.suppress(StudioError):  # anything else fails the test
        procedure = file.loads(damaged)
    assert procedure is None or file.loads(file.dumps(procedure)) == procedure


def test_a_slip_of_the_pen_is_named() -> None:
    with pytest.raises(StudioError) as caught:
        file.loads(GOOD.replace('"start"', '"strat"'))
    assert caught.value.hint == 'Did you mean "start"?'


def test_files_that_are_no_text_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "x.flow.json"
    with pytest.raises(StudioError, match="There is no file"):
        file.load(path)
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(StudioError, match="not a text file"):
        file.load(path)
    with path.open("wb") as opened:
        opened.truncate(file.LARGEST_FILE + 1)
    with pytest.raises(StudioError, match="larger than 20 MB"):
        file.load(path)
    with pytest.raises(StudioError, match="is a folder"):
        file.load(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert file.load(path).name == "Visits"


def test_early_drafts_are_brought_up_to_date() -> None:
    draft = {
        "name": "Draft",
        "start": "a",
        "steps": [
            {"id": "a", "title": "A", "kind": "ask", "text": "Well?", "next": "b", "x": 10, "y": 20},
            {
                "id": "b",
                "title": "B",
                "kind": "decide",
                "branches": [{"id": "yes", "to": "c"}, {"id": "no", "to": "d"}],
            },
            {"id": "c", "title": "C", "kind": "act", "tool": "t", "outcomes": {"ok": "d"}},
            {"id": "d", "title": "D", "kind": "end"},
        ],
    }
    read = file.loads(json.dumps(draft))
    assert read.format == 1
    assert [(edge.source, edge.branch, edge.target) for edge in read.edges] == [
        ("a", "next", "b"),
        ("b", "yes", "c"),
        ("b", "no", "d"),
        ("c", "ok", "d"),
    ]
    assert read.layout == {"a": {"x": 10, "y": 20}}
    assert file.loads(json.dumps({"format": 0, **draft})) == read


def test_the_kept_schema_is_current() -> None:
    kept = (resources() / "procedure.schema.json").read_text(encoding="utf-8")
    assert kept == file.schema_text(), "write file.schema_text() to resources/procedure.schema.json"


TOOL = Tool(id="prices", title="Prices", arguments=("city",), columns=("city", "price"))


@pytest.mark.parametrize(
    "table",
    [
        b"City,Price,Note\nRome,10,x\n\nParis,20,\n",
        b"price;city\r\n10;Rome\r\n20; Paris \r\n",
        "\ufeffcity\tprice\nRome\t10\nParis\t20".encode(),
    ],
)
def test_tables_are_read_however_they_were_saved(tmp_path: Path, table: bytes) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes(table)
    assert read_table(path, TOOL).rows == ({"city": "Rome", "price": "10"}, {"city": "Paris", "price": "20"})


def test_a_tool_without_columns_takes_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('city,outcome,"two words"\nRome,REFUSED,"a, b"\n')
    read = read_table(path, Tool(id="t", title="T", arguments=("city",), columns=()))
    assert read.columns == ("city", "outcome", "two words")
    assert read.rows == ({"city": "Rome", "outcome": "refused", "two words": "a, b"},)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"town,prices\nRome,10\n", 'prices.csv has no column "city" and "price", which the tool "Prices" needs'),
        (b"", "is empty"),
        (b"\x00\x01", "not a text file"),
        (b"city,city,price\na,b,1\n", 'has the column "city" twice'),
        (b"city,price,outcome\nRome,1,perhaps\n", 'row 2: the outcome "perhaps"'),
        (b'city,price\n"Rome,1\n', "is not a table"),
    ],
)
def test_a_bad_table_gets_one_sentence_and_a_remedy(tmp_path: Path, table: bytes, message: str) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes(table)
    with pytest.raises(StudioError) as caught:
        read_table(path, TOOL)
    assert message in caught.value.message
    assert caught.value.hint
