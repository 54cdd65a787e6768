import json

import pytest

from studio.base import settings
from studio.base.errors import StudioError


@pytest.fixture(autouse=True)
def _home(monkeypatch, tmp_path):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))


def test_there_are_defaults():
    found = settings.load()
    assert (found.base, found.budget, found.threads) == ("starter", "standard", None)


def test_what_is_saved_is_loaded(tmp_path):
    settings.save(settings.Settings(threads=2, runs_folder=tmp_path / "runs"))
    found = settings.load()
    assert found.threads == 2
    assert found.runs() == tmp_path / "runs"


def test_what_a_newer_studio_has_set_is_kept():
    settings.save(settings.Settings())
    settings.file().write_text('{"colour": "blue", "threads": 3}')
    settings.save(settings.load())
    assert json.loads(settings.file().read_text()) == {"colour": "blue", "threads": 3}


@pytest.mark.parametrize("text", ["{", '{"threads": 0}', '{"budget": "huge"}', "[]"])
def test_a_broken_file_is_named(text):
    settings.save(settings.Settings())
    settings.file().write_text(text)
    with pytest.raises(StudioError) as caught:
        settings.load()
    assert str(settings.file()) in caught.value.message
    assert "Delete" in caught.value.hint
