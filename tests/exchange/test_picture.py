"""The picture holds every step and branch, covers nothing, and is the same each time."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from studio.base import paths
from studio.exchange.palette import DARK, LIGHT
from studio.exchange.picture import svg
from studio.exchange.shapes import half_height, half_width, size_for, words_for
from studio.procedure import file
from studio.procedure.model import Ask, Branch, Decide, End, Link, Procedure, Say

SAMPLES = Path(__file__).parents[2] / "sample_flows"
NAMES = ("hello", "travel_booking", "zoom_support", "insurance_claims")
SPACE = "{http://www.w3.org/2000/svg}"


def sample(name: str) -> Procedure:
    return file.load(SAMPLES / f"{name}{file.SUFFIX}")


def read(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


def words(picture: str) -> list[str]:
    return [text.text or "" for text in read(picture).iter(f"{SPACE}text")]


@pytest.mark.parametrize("name", NAMES)
def test_every_step_and_branch_is_drawn(name: str):
    procedure, picture = sample(name), svg(sample(name))
    told = " ".join(words(picture))
    for step in procedure.steps:
        assert step.title in told
        if isinstance(step, Decide):
            assert all(branch.id.replace("_", " ") in told for branch in step.branches)
    assert "Start" in {title.text for title in read(picture).iter(f"{SPACE}title")}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_chart_gives_the_same_picture(name: str):
    assert svg(sample(name)) == svg(sample(name))


@pytest.mark.parametrize("name", NAMES)
def test_labels_cover_neither_steps_nor_each_other_nor_the_edge_of_the_picture(name: str):
    root = read(svg(sample(name)))
    labels = []
    for group in root.iter(f"{SPACE}g"):
        rect = group.find(f"{SPACE}rect")
        if rect is not None and "transform" in group.attrib and rect.get("rx") == "4":
            x, y = map(float, re.findall(r"-?[\d.]+", group.attrib["transform"]))
            w, h = float(rect.attrib["width"]), float(rect.attrib["height"])
            labels.append((x - w / 2, y - h / 2, x + w / 2, y + h / 2))
    boxes = [box for box in map(_box, root.iter(f"{SPACE}g")) if box is not None]
    assert labels
    assert len(boxes) == len(sample(name).steps)
    for one, other in [*combinations(labels, 2), *((a, b) for a in labels for b in boxes)]:
        assert not _overlap(one, other)
    wide, high = float(root.attrib["width"]) - 40, float(root.attrib["height"]) - 40
    for left, top, right, bottom in labels + boxes:
        assert min(left, top) >= -1
        assert right <= wide + 1
        assert bottom <= high + 1


def _box(group: ElementTree.Element) -> tuple[float, float, float, float] | None:
    """The box of a step's shape."""
    path = group.find(f"{SPACE}path")
    if path is None or "translate" not in group.get("transform", ""):
        return None
    x, y = map(float, re.findall(r"-?[\d.]+", group.attrib["transform"]))
    ends = re.findall(r"(?:M|L|A[\d.]+ [\d.]+ 0 0 1 |Q\S+ \S+ )(-?[\d.]+) (-?[\d.]+)", path.attrib["d"])
    half = max(abs(float(a)) for a, _ in ends), max(abs(float(b)) for _, b in ends)
    return (x - half[0], y - half[1], x + half[0], y + half[1])


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_loops_tell_their_limit_and_where_it_ends():
    told = words(svg(sample("travel_booking")))
    assert "change, up to 3×" in told
    assert "other, up to 2×" in told
    assert "after 3×" in told
    picture = svg(sample("travel_booking"))
    assert picture.count("stroke-dasharray") == 2
    assert f"stroke:{LIGHT.loop}" in picture


def test_spent_ways_between_the_same_steps_are_drawn_once():
    told = words(svg(sample("zoom_support")))
    assert [line for line in told if "after" in line] == ["after 2×"]


def test_colours_titles_and_notes_of_the_caller():
    picture = svg(
        sample("hello"),
        colours={"ask_name": "tomato", "expected:yes": "teal"} | {s.id: "gold" for s in sample("hello").steps},
        titles={s.id: f"about {s.id}" for s in sample("hello").steps},
        notes={s.id: "97%" for s in sample("hello").steps},
    )
    assert "fill:gold" in picture
    assert words(picture).count("97%") == 5
    titles = [title.text for title in read(picture).iter(f"{SPACE}title")]
    assert all(f"about {step.id}" in titles for step in sample("hello").steps)


def test_a_branch_of_its_own_colour():
    procedure = sample("travel_booking")
    plain, painted = svg(procedure), svg(procedure, colours={"verdict:no": "#123456"}, notes={"verdict:change": "97%"})
    assert "#123456" not in plain
    assert painted.count("stroke:#123456") == 1
    assert "change 97%, up to 3×" in words(painted)


def test_light_and_dark():
    light, dark = svg(sample("hello")), svg(sample("hello"), dark=True)
    assert LIGHT.ground in light
    assert DARK.ground in dark
    assert LIGHT.ink not in dark


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_contrast_is_what_wcag_aa_asks(palette):
    for colour in (palette.ink, palette.soft, palette.loop):
        assert contrast(colour, palette.ground) >= 4.5
    assert contrast(palette.line, palette.ground) >= 3
    for tint in palette.kinds.values():
        assert contrast(palette.ink, tint.fill) >= 4.5
        assert contrast(palette.soft, tint.fill) >= 4.5
        assert contrast(tint.stroke, palette.ground) >= 3


def test_hostile_texts_stay_text():
    evil = "</text><script>alert(1)</script>\x00\x0b\ud800 & \"'"
    procedure = Procedure(
        name=evil,
        start="a",
        steps=(
            Ask(id="a", title=evil, text=evil, link=Link(to="d")),
            Decide(id="d", title=evil, branches=(Branch(id="yes", link=Link(to="e"), condition=evil),)),
            End(id="e", title=evil, text=evil),
        ),
    )
    picture = svg(procedure, titles={"a": evil}, notes={"a": evil}, colours={"a": '"/><script>'})
    assert not list(read(picture).iter(f"{SPACE}script"))
    picture.encode("utf-8")


def test_unfinished_charts_are_drawn_too():
    empty = svg(Procedure(name="Nothing yet"))
    assert read(empty).attrib["aria-label"] == "Nothing yet"
    loose = Procedure(
        name="Loose ends",
        start="gone",
        steps=(
            Say(id="a", title="Alone", text="Hello.", link=Link(to="nowhere")),
            Ask(id="b", title="Round and round", text="Again?", link=Link(to="b", limit=2, spent="a")),
        ),
    )
    told = words(svg(loose))
    assert {"Alone", "Round and round", "up to 2×"} <= set(told)


@pytest.mark.parametrize("kind", ["say", "ask", "decide", "act", "end"])
def test_the_words_fit_in_their_shape(kind: str):
    told = words_for(kind, "Does the very long offer suit the customer?", "Name as in the passport, E-mail")
    size = size_for(kind, told)
    assert half_height(kind, size, 0) == size.height / 2
    assert half_width(kind, size, 20, 1) <= size.width / 2
    assert told.height < size.height
    assert half_height(kind, size, size.width / 2) == (0 if kind in ("decide", "act", "end") else size.height / 2)


def test_the_picture_in_the_readme_is_current():
    kept = (paths.resources() / "pictures" / "travel.svg").read_text("utf-8")
    assert kept == svg(sample("travel_booking")), (
        "write it again: studio export sample_flows/travel_booking.flow.json --as svg "
        "--out resources/pictures/travel.svg"
    )
