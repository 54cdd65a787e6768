from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.chat.seats.spec import SeatSpec, read_spec, read_specs


@pytest.mark.parametrize(
    ("text", "identity", "name"),
    [
        ("compiled", "compiled", "Compiled"),
        ("guarded", "guarded", "Compiled, guarded"),
        ("prompted", "prompted", "Prompted"),
        ("/models/other.gguf", "gguf:other.gguf", "other"),
        ("http://127.0.0.1:8080/v1#qwen", "endpoint:127.0.0.1:8080/v1#qwen", "qwen"),
        ("http://127.0.0.1:8080/v1", "endpoint:127.0.0.1:8080/v1", "Server"),
    ],
)
def test_a_seat_can_be_named_in_a_word(text, identity, name):
    spec = read_spec(text)
    assert (spec.id, spec.name) == (identity, name)
    assert SeatSpec.model_validate_json(spec.model_dump_json()) == spec


def test_guarded_is_the_compiled_model_with_its_guard():
    assert read_spec("guarded") == SeatSpec(kind="compiled", guarded=True)


def test_an_unknown_seat_is_refused_with_what_there_is():
    with pytest.raises(StudioError, match="no seat called 'chatty'") as raised:
        read_spec("chatty")
    assert "orchestrated" in raised.value.hint


def test_a_spec_must_be_whole():
    with pytest.raises(ValueError, match="needs a path"):
        SeatSpec(kind="gguf")
    with pytest.raises(ValueError, match="needs a url"):
        SeatSpec(kind="endpoint")


def test_several_seats_are_named_with_commas_each_once():
    assert [spec.id for spec in read_specs("compiled, prompted")] == ["compiled", "prompted"]
    assert [spec.id for spec in read_specs("compiled,prompted", guarded=True)] == ["guarded", "prompted"]
    with pytest.raises(StudioError, match="compiled is named twice"):
        read_specs("compiled,compiled")
    with pytest.raises(StudioError, match="No seat"):
        read_specs(" , ")
