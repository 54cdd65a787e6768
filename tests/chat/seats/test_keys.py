from __future__ import annotations

import os

import pytest

from studio.base.errors import StudioError
from studio.chat.seats import keys


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))


def test_a_key_is_kept_by_address_and_forgotten():
    keys.keep("http://a/v1/", "one")
    keys.keep("http://b/v1", "two")
    assert (keys.key("http://a/v1"), keys.key("http://b/v1"), keys.key("http://c")) == ("one", "two", "")
    keys.keep("http://a/v1", "")
    assert keys.key("http://a/v1") == ""
    assert keys.key("http://b/v1") == "two"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_the_owner_may_read_them():
    old = os.umask(0)
    try:
        keys.keep("http://a", "one")
    finally:
        os.umask(old)
    assert keys.file().stat().st_mode & 0o777 == 0o600
    keys.file().chmod(0o644)
    assert keys.key("http://a") == "one"
    assert keys.file().stat().st_mode & 0o777 == 0o600
    assert [path.name for path in keys.file().parent.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("broken", ["{", "[]"])
def test_a_broken_file_says_what_to_do(broken):
    keys.keep("http://a", "one")
    keys.file().write_text(broken)
    with pytest.raises(StudioError, match="cannot be understood"):
        keys.key("http://a")
